"""What is promised for which year, one indicator across plans, the nation's series: marks at the tables' values."""

import logging
import re
from functools import cache

import pandas as pd
import pytest
from conftest import assert_texts_are_apart

from helpers import charts, clean, report
from helpers.charts import layout, multiples, national_series, timeline
from helpers.codebook import indicators, schema, source
from helpers.errors import InputError
from helpers.goals import once
from helpers.trend import precedent

NATION = "china-14fyp"
DRAWN = [
    *[("timeline", plan) for plan in ("chuxiong-2023-2025", "yantai-14fyp")],
    *[("multiples", indicator) for indicator in ("", "inclusive_kindergarten_share", "preschool_gross_enrolment")],
    *[("national-series", plan) for plan in ("yunyang-14fyp", "yantai-14fyp", "chuxiong-2023-2025", NATION)],
]


@cache
def tables():
    return clean.combine()


@pytest.fixture
def combined():
    return tables()


MODULES = {"timeline": timeline, "multiples": multiples, "national-series": national_series}


def rows_of(kind, of, combined, **other):
    """Give the rows of a chart and the documents that it is about."""
    if kind == "multiples":
        tables = [combined[name] for name in ("targets", "observations")]
        rows = multiples.rows(*tables, other.get("book", combined["indicators"]), NATION, of)
        return rows, [source.read(plan) for plan in rows["plan"].unique()]
    targets, about = other.get("targets", schema.load("targets", of)), source.read(of)
    if kind == "timeline":
        return timeline.rows(targets, about), [about]
    series = other.get("series", schema.load("observations", NATION))
    goals = schema.several("targets", source.of_place(NATION))
    preceding = precedent.table(targets, schema.load("required_growth", of), series, indicators.load())
    return national_series.rows(preceding, series, goals, targets), [about]


@cache
def _plain(kind, of):
    return rows_of(kind, of, tables())


def plain(kind, of):
    """Give the rows of a chart of the tables as they are, and its documents: the same in every language and size."""
    rows, about = _plain(kind, of)
    return rows.copy(), about


def draw(kind, of, combined, language="en", size="page", **other):
    charts.use_style(language)
    module, (rows, about) = MODULES[kind], rows_of(kind, of, combined, **other) if other else plain(kind, of)
    words = layout.wording(module.finding(rows, about, language), report.credits(about, language))
    return module.figure(rows, words, language, layout.sized(size))


def lines(ax, gid):
    return [line for line in ax.get_lines() if line.get_gid() == gid]


def points(ax, gid):
    return [tuple(map(float, point)) for line in lines(ax, gid) for point in line.get_xydata()]


@pytest.mark.parametrize("size", layout.SIZES)
@pytest.mark.parametrize(("kind", "of"), DRAWN)
def test_texts_are_apart_and_both_languages_draw_the_same(kind, of, size, combined, caplog):
    seen = []
    with caplog.at_level(logging.WARNING):
        for language in ("en", "zh"):
            fig, drawn = draw(kind, of, combined, language, size)
            assert_texts_are_apart(fig, language)
            assert min(text.get_fontsize() for ax in fig.axes for text in ax.texts) >= layout.NOTE
            assert fig.get_figheight() <= layout.sized(size).height + 1e-6
            seen.append(drawn)
    assert [record.getMessage() for record in caplog.records] == []
    pd.testing.assert_frame_equal(*seen)


def test_every_promise_stands_in_the_column_of_its_year(combined):
    fig, drawn = draw("timeline", "chuxiong-2023-2025", combined)
    targets = schema.load("targets", "chuxiong-2023-2025")
    about = source.read("chuxiong-2023-2025")
    at, ax = timeline.columns(drawn, about), fig.axes[0]
    rows = dict(zip(drawn["indicator"].unique(), ax.get_yticks(), strict=True))
    standing = once(targets).query("kind != 'non_decrease'")
    event = standing["kind"] == "milestone"  # those of one indicator and year share a mark
    standing = standing[~(event & standing.duplicated(["indicator", "target_year"]))]
    expected = [
        (at[None if pd.isna(row.target_year) else int(row.target_year)], rows[row.indicator])
        for row in standing.itertuples()
    ]
    marks = [line for line in ax.get_lines() if len(line.get_xdata()) == 1]
    found = [(float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in marks]
    assert sorted(found) == sorted(expected)
    shapes = {(x, y): line.get_marker() for (x, y), line in zip(found, marks, strict=True)}
    for row in drawn.query("promise != 'yearly'").itertuples():
        where = at[None if pd.isna(row.target_year) else int(row.target_year)], rows[row.indicator]
        assert shapes[where] is timeline.SHAPES[row.promise][0]
    yearly = next(line for line in ax.get_lines() if line.get_linestyle() == "-" and line.get_marker() == "|")
    assert list(yearly.get_xdata()) == [
        at[year] for year in range(about["baseline_year"] + 1, about["target_year"] + 1)
    ]
    shaded = ax.patches[0]
    assert (shaded.get_x(), shaded.get_x() + shaded.get_width()) == pytest.approx((at[2023] - 0.5, at[2025] + 0.5))


def test_numbers_and_counts_are_written_beside_their_marks(combined):
    fig, drawn = draw("timeline", "chuxiong-2023-2025", combined)
    at, ax = timeline.columns(drawn, source.read("chuxiong-2023-2025")), fig.axes[0]
    rows = dict(zip(drawn["indicator"].unique(), ax.get_yticks(), strict=True))
    notes = {(round(note.xy[0], 6), round(note.xy[1], 6)): note.get_text() for note in ax.texts}
    for row in drawn.query("promise != 'yearly'").itertuples():
        x = at[None if pd.isna(row.target_year) else int(row.target_year)]
        assert notes[round(x, 6), round(rows[row.indicator], 6)] == timeline.said(row)
    milestones = drawn.query("promise == 'milestone'")
    assert [timeline.said(row) for row in milestones.itertuples()] == [
        f"×{number}" if number > 1 else "" for number in milestones["number"]
    ]
    targets = once(schema.load("targets", "chuxiong-2023-2025")).query("kind == 'milestone'")
    counts = targets.groupby(["indicator", "target_year"], dropna=False).size()
    drawn_counts = drawn.dropna(subset="number").groupby(["indicator", "target_year"], dropna=False)["number"].sum()
    assert counts.to_dict() == drawn_counts.to_dict()


def test_indicators_of_several_dates_come_first_then_the_early_and_those_without_a_year_last():
    targets = schema.load("targets", "yantai-14fyp")
    rows = timeline.promises(targets)
    rows = rows[(rows["nature"] != "binding") & (rows["origin"] != "table")]
    dates = rows.groupby("indicator", sort=False)["target_year"].min()
    early = dates < 2025
    assert early.sum() and early.fillna(False).tolist() == sorted(early.fillna(False), reverse=True)
    assert dates.isna().tolist() == sorted(dates.isna())
    rows = timeline.promises(schema.load("targets", "chuxiong-2023-2025"))
    years = rows.groupby("indicator", sort=False)["target_year"].nunique()
    assert (years > 1).tolist() == sorted(years > 1, reverse=True) and (years > 1).any()


@pytest.mark.parametrize("plan", ["yantai-14fyp", "yunyang-14fyp"])
def test_binding_goals_and_those_of_the_official_table_stand_first_in_time(plan):
    rows = timeline.promises(schema.load("targets", plan))
    for mark in (rows["nature"] == "binding", (rows["nature"] == "binding") | (rows["origin"] == "table")):
        first = mark.groupby(rows["indicator"], sort=False).any().tolist()
        assert any(first) and first == sorted(first, reverse=True)


@pytest.mark.parametrize("plan", ["yantai-14fyp", "chuxiong-2023-2025"])
def test_the_title_of_the_timeline_counts_every_promise_once(plan, combined):
    rows, about = rows_of("timeline", plan, combined)
    standing = once(schema.load("targets", plan).query("kind != 'projection'"))
    years = standing["target_year"].dropna()
    counts = years.value_counts()
    numbers = [int(number) for number in re.findall(r"\d+", timeline.finding(rows, about, "en"))]
    assert numbers == [counts.max(), len(years), counts[counts == counts.max()].index.max()]


def test_projections_are_no_promises_and_a_repeated_milestone_is_one():
    targets = schema.load("targets", "yunyang-14fyp")
    rows = timeline.promises(targets)
    assert not set(rows["indicator"]) & set(targets.query("kind == 'projection'")["indicator"])
    first = targets[targets["target_id"] == "oversized_schools@2025"]
    twice = pd.concat([first, first.assign(target_id="oversized_schools@2025#2")])
    assert timeline.promises(twice)["number"].tolist() == [1]
    named = twice.assign(label_printed=["大校额", "超大校额"])
    assert timeline.promises(named)["number"].tolist() == [2]


def test_binding_promises_are_filled(combined):
    fig, drawn = draw("timeline", "yantai-14fyp", combined)
    marks = [line for line in fig.axes[0].get_lines() if len(line.get_xdata()) == 1]
    filled = [line for line in marks if line.get_markerfacecolor() != "white"]
    assert len(filled) == (drawn["nature"] == "binding").sum() > 0


@pytest.mark.parametrize("size", layout.SIZES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_asked_every_year_leaves_both_ends_of_its_line_to_be_seen(size, language, combined):
    targets = schema.load("targets", "yantai-14fyp")
    yearly = targets["kind"].isin(timeline.PROMISES["yearly"])
    targets.loc[yearly.idxmax(), "target_year"] = 2021  # a line of one year has no room for a text
    targets = pd.concat([targets[yearly], targets[~yearly][-4:]])
    about = source.read("yantai-14fyp")
    charts.use_style(language)
    rows = timeline.rows(targets, about)
    fig, drawn = timeline.figure(rows, layout.wording("Title"), language, layout.sized(size))
    layout.settle(fig)
    fig.canvas.draw()
    ax, promises = fig.axes[0], drawn[drawn["promise"] == "yearly"]
    wanted = {timeline.said(row, language) for row in promises.itertuples()}
    notes = [note for note in ax.texts if note.get_text() in wanted]
    ends = [ax.transData.transform(end) for line in ax.get_lines() if line.get_marker() == "|"
            for end in line.get_xydata()[[0, -1]]]  # fmt: skip
    assert len(notes) == len(promises) > 3
    assert not [note for note in notes for x, y in ends if note.get_window_extent().contains(x, y)]


def test_a_number_without_room_to_its_right_stands_to_the_left(combined):
    targets = schema.load("targets", "yunyang-14fyp")
    due = targets.index[targets["target_year"].notna() & (targets["kind"] != "projection")]
    targets.loc[due[-2:], "target_year"] = [2023, 2024]
    fig, drawn = draw("timeline", "yunyang-14fyp", combined, targets=targets)
    border = timeline.columns(drawn, source.read("yunyang-14fyp"))[None] - (1 + timeline.GAP) / 2
    ax = fig.axes[0]
    fig.canvas.draw()
    ends = [(note.xy[0], note.get_window_extent().x1, note.get_ha()) for note in ax.texts if note.get_text()]
    limit = ax.transData.transform((border, 0))[0]
    assert {side for _, _, side in ends} == {"left", "right"}
    assert all(end <= limit + 1 for x, end, _ in ends if x < border)


def test_panels_across_plans_share_their_axes_and_stand_at_the_tables_values(combined):
    fig, drawn = draw("multiples", "", combined)
    assert drawn["indicator"].unique().tolist() == ["public_kindergarten_share"]
    assert len({(ax.get_xlim(), ax.get_ylim()) for ax in fig.axes}) == 1
    targets = once(combined["targets"]).query("indicator == 'public_kindergarten_share'")
    nations = targets[targets["plan"].str.startswith("china")]
    plans = drawn.loc[drawn["part"] == "target", "plan"]
    assert set(plans) == set(targets["plan"]) - set(nations["plan"]) and len(fig.axes) == len(plans)
    for ax, plan in zip(fig.axes, plans, strict=True):
        goal = targets[targets["plan"] == plan].iloc[0]
        assert points(ax, "target") == [(goal["target_year"], goal["target_low"])]
        without = pd.isna(goal["baseline"])
        way = [] if without else [(goal["baseline_year"], goal["baseline"]), points(ax, "target")[0]]
        assert points(ax, "way") == way
        assert ("no baseline in the data" in [note.get_text() for note in ax.texts]) == without
        seen = combined["observations"].query("plan == @plan and indicator == 'public_kindergarten_share'")
        assert set(points(ax, "observed")) == set(zip(seen["year"], seen["value"], strict=True))
        goals = list(zip(nations["target_year"], nations["target_low"], strict=True))
        assert sorted(points(ax, "nation_goal")) == sorted(goals) and not lines(ax, "nation")


def test_the_nation_stands_behind_every_plan_where_its_definition_is_the_same(combined):
    fig, drawn = draw("multiples", "preschool_gross_enrolment", combined)
    seen = schema.load("observations", NATION).query("indicator == 'preschool_gross_enrolment'")
    first = drawn.loc[drawn["part"] == "baseline", "year"].min() - multiples.LEAD
    expected = [(year, value) for year, value in zip(seen["year"], seen["value"], strict=True) if year >= first]
    for ax in fig.axes:
        assert points(ax, "nation") == sorted(expected)
        assert {line.get_color() for line in lines(ax, "nation")} == {charts.COLOURS["muted"]}


def test_what_is_not_comparable_and_projections_are_not_drawn_together(combined):
    book = combined["indicators"].copy()
    book.loc[book["indicator"] == "public_kindergarten_share", "comparable_with"] = None
    _, drawn = draw("multiples", "", combined, book=book)
    assert "public_kindergarten_share" not in set(drawn["indicator"]) and len(drawn)
    rows, _ = rows_of("multiples", "public_kindergarten_share", combined, book=book)
    assert rows.empty and "no two plans" in multiples.empty(rows, "en")
    projected = combined["targets"].query("kind == 'projection'").groupby("indicator")["plan"].nunique().idxmax()
    assert rows_of("multiples", projected, combined)[0].empty
    with pytest.raises(InputError, match="hope"):
        rows_of("multiples", "hope", combined)


def test_the_greatest_change_named_is_that_of_the_table(combined):
    rows, about = rows_of("multiples", "", combined)
    ends = once(combined["targets"]).query("indicator == 'public_kindergarten_share' and plan != 'china-13fyp'")
    change = (ends["target_low"] - ends["baseline"]).dropna()
    said = multiples.finding(rows, about, "en")
    assert f"{change.max():+.2f} points" in said and source.region(source.read(ends["plan"][change.idxmax()])) in said


@pytest.mark.parametrize("plan", ["yunyang-14fyp", NATION])
def test_the_nations_values_and_goals_stand_at_the_tables_values(plan, combined):
    fig, drawn = draw("national-series", plan, combined)
    seen = schema.load("observations", NATION).query("basis == 'level'")
    goals = once(schema.several("targets", source.of_place(NATION)))
    assert {"china-13fyp", NATION} <= set(goals["plan"])
    for ax, name in zip(fig.axes, drawn["panel"].unique(), strict=True):
        known, national_goals = seen[seen["indicator"] == name], goals[goals["indicator"] == name]
        own = national_goals["plan"] == plan
        assert sorted(points(ax, "nation")) == sorted(zip(known["year"], known["value"], strict=True))
        for gid, ends in (("goal", national_goals[~own]), ("target", national_goals[own])):
            if gid == "goal" or plan == NATION:
                assert sorted(points(ax, gid)) == sorted(zip(ends["target_year"], ends["target_low"], strict=True))


def test_a_plans_own_target_is_the_large_mark(combined):
    fig, drawn = draw("national-series", "yunyang-14fyp", combined)
    targets = once(schema.load("targets", "yunyang-14fyp")).query("target_year == 2025").set_index("indicator")
    for ax, name in zip(fig.axes, drawn["panel"].unique(), strict=True):
        own = targets.loc[name]
        assert points(ax, "target") == [(2025, own["target_low"])]
        assert points(ax, "start") == ([] if pd.isna(own["baseline"]) else [(own["baseline_year"], own["baseline"])])
        assert lines(ax, "target")[0].get_markersize() > lines(ax, "goal")[0].get_markersize()
        assert (lines(ax, "target")[0].get_markerfacecolor() != "white") == (own["nature"] == "binding")
    _, drawn = draw("national-series", NATION, combined)
    assert set(drawn.loc[drawn["part"] == "target", "plan"]) == {NATION}


@pytest.mark.parametrize("plan", ["yunyang-14fyp", NATION, "chuxiong-2023-2025"])
def test_the_title_names_the_nation_and_counts_what_it_has_reached(plan, combined):
    rows, about = rows_of("national-series", plan, combined)
    said = national_series.finding(rows, about, "en")
    seen = schema.load("observations", NATION).query("basis == 'level'").sort_values("year").groupby("indicator").last()
    targets = once(schema.load("targets", plan)).drop_duplicates("indicator").set_index("indicator")
    shared = [name for name in rows["panel"].unique() if name in targets.index]
    reached = [seen["value"][name] >= targets["target_low"][name] for name in shared]
    assert said.startswith("China") and len(shared) == rows["panel"].nunique()
    if len(shared) > 1:
        key = "short of all" if not any(reached) else "beyond all" if all(reached) else f"{sum(reached)} of"
        assert key in said and str(len(shared)) in said
    else:
        assert ("short of" in said) == (not reached[0]) and f"{seen['value'][shared[0]]:g}" in said


@pytest.mark.parametrize("plan", ["yunyang-14fyp", "yantai-14fyp", NATION])
def test_every_panel_has_a_target_and_no_value_of_the_nation_is_hidden_under_one(plan, combined):
    fig, _ = draw("national-series", plan, combined)
    rows, _ = rows_of("national-series", plan, combined)
    assert set(rows["panel"]) == set(rows.loc[rows["part"] == "target", "panel"])
    met = 0
    for ax in fig.axes:
        hidden = set(points(ax, "nation")) & set(points(ax, "target"))
        met += len(hidden)
        assert hidden <= set(points(ax, "over"))
        assert all(line.get_zorder() > lines(ax, "target")[0].get_zorder() for line in lines(ax, "over"))
    assert met or plan == "yunyang-14fyp"


def test_a_panel_alone_fills_the_width(combined):
    fig, drawn = draw("national-series", "chuxiong-2023-2025", combined)
    assert drawn["panel"].nunique() == 1
    layout.settle(fig)
    assert fig.axes[0].get_position().width > 0.75


def test_a_line_is_not_joined_across_a_break_nor_solid_over_a_year_without_a_value(combined):
    series = schema.load("observations", NATION)
    broken = (series["indicator"] == "senior_gross_enrolment") & (series["year"] == 2018)
    fig, drawn = draw("national-series", "yunyang-14fyp", combined, series=series.assign(break_before=broken))
    assert_texts_are_apart(fig, "en")
    axes = dict(zip(drawn["panel"].unique(), fig.axes, strict=True))
    ax = axes["senior_gross_enrolment"]
    spans = [(line.get_xdata().min(), line.get_xdata().max()) for line in lines(ax, "nation")]
    assert spans == [(2010, 2017), (2018, 2025)] and not lines(ax, "gaps")
    assert [line.get_xdata()[0] for line in lines(ax, "break")] == [2017.5]
    assert "definition changed" in [note.get_text() for note in ax.texts]
    ax = axes["working_age_mean_years_schooling"]
    years = set(series.loc[series["indicator"] == "working_age_mean_years_schooling", "year"])
    assert {x for line in lines(ax, "nation") for x in line.get_xdata()} == years and lines(ax, "gaps")


def test_five_year_plans_are_those_of_the_documents(combined):
    for name, about in source.of_place(NATION).items():
        (number, first, last), *_ = national_series.five_year_plans(about["target_year"], about["target_year"])
        assert (first, last) == (about["baseline_year"] + 1, about["target_year"])
        assert f"{number}fyp" == name.split("-")[1]
    fig, _ = draw("national-series", NATION, combined)
    ax = fig.axes[0]
    shaded = [(patch.get_x(), patch.get_x() + patch.get_width()) for patch in ax.patches if patch.get_gid() == "period"]
    assert (2020.5, 2025.5) in shaded
    named = [note.get_text() for note in ax.texts if "FYP" in note.get_text()]
    assert named == ["12th FYP", "13th FYP", "14th FYP"]


@pytest.mark.parametrize(
    ("kind", "of"),
    [("timeline", "chongqing-14fyp"), ("timeline", "yunyang-14fyp"), ("national-series", "yongchuan-2022-2025")],
)
def test_where_nothing_can_be_drawn_the_chart_says_why(kind, of, combined):
    rows, about = rows_of(kind, of, combined)
    for language in ("en", "zh"):
        assert MODULES[kind].empty(rows, language) and MODULES[kind].finding(rows, about, language)
