"""Slopes, remaining gaps, ranges and bounds: marks at the tables' values, texts apart in every size and language."""

import logging

import numpy as np
import pandas as pd
import pytest
from conftest import assert_texts_are_apart

from helpers import charts, report, schema, source
from helpers.charts import gap, ranges, slope, text
from helpers.goals import once, shown
from helpers.report import alternative

FIGURES = {
    "slope": (slope, ("targets",), ["yunyang-14fyp", "yantai-14fyp", "china-14fyp"], "china-13fyp"),
    "remaining-gap": (gap, ("targets", "progress"), ["yunyang-14fyp", "china-14fyp", "china-13fyp"], "yantai-14fyp"),
    "ranges": (
        ranges,
        ("targets",),
        ["yunyang-14fyp", "yantai-14fyp", "yongchuan-2022-2025", "chuxiong-2023-2025", "china-14fyp"],
        "china-13fyp",
    ),
}
DRAWN = [(name, plan) for name, (_, _, plans, _) in FIGURES.items() for plan in plans]
SIZES = ["column", "page", "slide"]


def draw(name, plan, language="en", size="page", **other):
    """Draw one figure of a plan."""
    charts.use_style(language, size)
    module, needed, _, _ = FIGURES[name]
    tables = [other.get(table, schema.load(table, plan)) for table in needed]
    about = [source.read(plan)]
    return module.figure(
        *tables, report.title(name, tables[0], about, language), report.credits(about, language), language
    )


@pytest.fixture(autouse=True)
def page():
    yield
    charts.use_style("en", "page")


def marks(ax, shape):
    return [tuple(map(float, line.get_xydata()[0])) for line in ax.get_lines() if line.get_marker() == shape]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("name", "plan"), DRAWN)
def test_every_text_is_inside_the_canvas_and_none_overlap(name, plan, size, language, caplog):
    with caplog.at_level(logging.WARNING):
        fig, drawn = draw(name, plan, language, size)
        assert_texts_are_apart(fig)
    assert [record.getMessage() for record in caplog.records] == []
    assert len(drawn) and len(alternative.lines(drawn, language)) == len(drawn)
    sizes = [words.get_fontsize() for ax in fig.axes for words in ax.texts if words.get_text()]
    assert min(sizes) >= 6.5


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("name", "plan"), DRAWN)
def test_both_languages_draw_the_same_numbers(name, plan, size):
    pd.testing.assert_frame_equal(draw(name, plan, "en", size)[1], draw(name, plan, "zh", size)[1])


@pytest.mark.parametrize("name", list(FIGURES))
def test_where_nothing_can_be_drawn_the_figure_says_why(name):
    *_, plans, nothing = FIGURES[name]
    fig, drawn = draw(name, nothing)
    assert drawn.empty and fig.axes[0].texts[0].get_text().startswith("Nothing to draw")
    assert list(drawn.columns) == list(draw(name, plans[0])[1].columns)
    assert alternative.lines(drawn) == []


@pytest.mark.parametrize("plan", FIGURES["slope"][2])
def test_slopes_run_from_the_tables_baselines_to_its_targets(plan):
    fig, drawn = draw("slope", plan)
    goals = shown(schema.load("targets", plan)).query("kind != 'projection' and baseline.notna()")
    goals = goals[goals["unit"].isin(drawn["unit"])]
    assert len(fig.axes) == drawn["unit"].nunique()
    lines = [
        line for ax in fig.axes for line in ax.get_lines() if line.get_linewidth() == 1.2 and len(line.get_xdata()) == 2
    ]
    ends = sorted(tuple(map(tuple, line.get_xydata().tolist())) for line in lines)
    low = goals["target_low"].fillna(goals["target_high"])
    columns = goals["baseline_year"], goals["baseline"], goals["target_year"], low
    assert ends == sorted(((a, b), (c, d)) for a, b, c, d in zip(*columns, strict=True))
    assert sorted(mark for ax in fig.axes for mark in marks(ax, "D")) == sorted(end for _, end in ends)


def test_a_unit_with_one_slope_is_left_out_and_what_is_kept_is_flat_and_muted():
    fig, drawn = draw("slope", "yantai-14fyp")
    assert set(drawn["unit"]) == {"percent"}
    flat = [line for line in fig.axes[0].get_lines() if line.get_linestyle() == "--"]
    assert len(flat) == drawn["kept"].sum() == (drawn["baseline"] == drawn["target"]).sum() > 0
    assert {line.get_color() for line in flat} == {charts.COLOURS["muted"]}
    faces = [line.get_markerfacecolor() for line in fig.axes[0].get_lines() if line.get_marker() == "D"]
    assert len(faces) - faces.count("white") == (drawn["nature"] == "binding").sum()


def test_names_stand_in_the_order_of_the_targets_and_a_moved_one_has_a_leader():
    fig, drawn = draw("slope", "yunyang-14fyp")
    ax, rows = fig.axes[0], drawn[drawn["unit"] == "percent"]
    names = set(slope._names(rows))
    placed = {note.get_text(): note.xy[1] for note in ax.texts if note.get_text() in names}
    wanted = dict(zip(slope._names(rows), rows["target"], strict=True))
    assert sorted(placed, key=placed.get) == sorted(wanted, key=wanted.get)
    leaders = {tuple(line.get_ydata()) for line in ax.get_lines() if line.get_linewidth() == 0.5}
    inch = np.ptp(ax.get_ylim()) / (ax.get_window_extent().height / fig.dpi)
    for name, value in wanted.items():
        assert ((value, placed[name]) in leaders) == (abs(placed[name] - value) > slope.MOVED * inch)
    assert leaders


def test_labels_move_apart_as_little_as_their_order_needs():
    assert text.apart([], 1).tolist() == [] and text.apart([3, 1], 1).tolist() == [3, 1]
    values, sizes = [5.0, 5.2, 0.0, 5.1], np.array([1.0, 2.0, 1.0, 1.0])
    placed = text.apart(values, sizes)
    order = np.argsort(values)
    assert (np.diff(placed[order]) >= (sizes[order][1:] + sizes[order][:-1]) / 2 - 1e-9).all() and placed[2] == 0
    assert placed[[0, 1, 3]].mean() == pytest.approx(np.mean([5.0, 5.2, 5.1]))
    inside = text.apart(values, sizes, low=0, high=5)
    assert inside.max() + 1 == 5 and (np.diff(inside[order]) > 0).all() and inside[2] == 0.5


def bars(ax):
    """Read the bars back, row by row from above => list of [(from, to), …]."""
    rows = {}
    for patch in ax.patches:
        rows.setdefault(round(patch.get_y() + patch.get_height() / 2, 6), []).append(
            (patch.get_x(), patch.get_x() + patch.get_width())
        )
    return [rows[y] for y in sorted(rows)]


def test_a_way_is_filled_as_far_as_the_table_says_and_the_tick_is_the_time_gone():
    fig, drawn = draw("remaining-gap", "yunyang-14fyp")
    rows = drawn[drawn["group"] == "way_observed"]
    judged = rows[["target_id", "indicator"]].merge(schema.load("progress", "yunyang-14fyp"))
    shown = bars(fig.axes[0])
    assert len(shown) == len(rows) + (drawn["group"] == "way_unobserved").sum()
    for (filled, open_part), attained in zip(shown, judged["attained"], strict=False):
        assert filled == pytest.approx((0, 100 * attained)) and open_part == pytest.approx((100 * attained, 100))
    assert shown[len(rows) :] == [[(0, 100)]] * (len(shown) - len(rows))
    ticks = [line.get_xdata()[0] for line in fig.axes[0].get_lines() if line.get_color() == "black"]
    assert ticks == pytest.approx(100 * judged["elapsed"])
    assert np.allclose(rows["left"], judged["target"] - judged["observed"])
    left = schema.numbers(judged["target_year"]) - schema.numbers(judged["observed_year"])
    assert np.allclose(rows["left"], judged["still_needed_per_year"] * left)


def test_every_goal_with_a_way_has_a_row_and_projections_none():
    _, drawn = draw("remaining-gap", "yunyang-14fyp")
    targets = once(schema.load("targets", "yunyang-14fyp")).query("target_year.notna() and baseline.notna()")
    assert set(drawn["target_id"]) == set(targets[targets["kind"].isin(["level", "maintain", "parity"])]["target_id"])


def test_what_goes_far_beyond_ends_in_an_arrow_with_its_number():
    fig, drawn = draw("remaining-gap", "china-14fyp")
    far = drawn[100 * drawn["attained"] > gap.FAR]
    assert len(far) == len(marks(fig.axes[0], ">")) == 1
    assert f"{100 * far['attained'].iloc[0]:,.0f} %" in [note.get_text() for note in fig.axes[0].texts]
    beyond = [row[1] for row in bars(fig.axes[0]) if len(row) > 1]
    wanted = [(100, min(100 * part, gap.FAR)) for part in drawn["attained"] if part > 1]
    assert np.allclose(beyond, wanted)
    assert max(end for row in bars(fig.axes[0]) for _, end in row) <= gap.FAR


@pytest.fixture
def troubled():
    """Change Yunyang's tables: goals went back, stayed within rounding, ran out of time or were met at the start."""
    targets, judged = (schema.load(name, "yunyang-14fyp") for name in ("targets", "progress"))
    judged = judged.set_index("target_id")

    def change(name, **values):
        for column, value in values.items():
            judged.loc[name, column] = value

    change("preschool_gross_enrolment@2025", observed=89.9, attained=-1 / 4.1, verdict="deterioration")
    change("public_kindergarten_share@2025", observed=55.7, attained=0.1 / 4.4, verdict="no_detectable_change")
    change("large_classes_compulsory@2025", elapsed=1.0, still_needed_per_year=np.nan, verdict="missed")
    met = {"observed": 98.6, "observed_year": 2021, "attained": np.nan, "still_needed_per_year": 0.0}
    change("senior_gross_enrolment@2025", verdict="achieved", **met)
    return targets, judged.reset_index()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
def test_rows_that_went_wrong_are_shown_as_they_are(troubled, size, language):
    targets, judged = troubled
    fig, drawn = draw("remaining-gap", "yunyang-14fyp", language, size, targets=targets, progress=judged)
    assert_texts_are_apart(fig)
    rows = drawn.set_index("indicator")
    assert [what for what, *_ in gap.parts(rows.loc["preschool_gross_enrolment"])] == ["way_back", "way_remaining"]
    assert gap.parts(rows.loc["public_kindergarten_share"])[0][0] == "within_rounding"
    ends = [end for row in bars(fig.axes[0]) for part in row for end in part]
    assert min(ends) == pytest.approx(-100 / 4.1)
    if language == "en" and size == "page":
        said = {name: gap.said(row).replace("\n", "; ") for name, row in rows.iterrows()}
        assert said["preschool_gross_enrolment"].startswith("−24 % by 2021; 5.1 points to go")
        assert said["public_kindergarten_share"].startswith("no change beyond rounding; 4.3 points to go")
        assert said["large_classes_compulsory"].endswith("10 classes to go; target year has passed")
        assert said["senior_gross_enrolment"] == "already met at the baseline; 98.6 % in 2021: achieved"
        assert rows.loc["senior_gross_enrolment", "group"] == "way_none"


def test_a_bar_far_behind_the_start_is_cut_off_too(troubled):
    targets, judged = troubled
    judged.loc[judged["target_id"] == "preschool_gross_enrolment@2025", "attained"] = -3.0
    fig, _ = draw("remaining-gap", "yunyang-14fyp", targets=targets, progress=judged)
    assert len(marks(fig.axes[0], "<")) == 1 and "−300 %" in [note.get_text() for note in fig.axes[0].texts]
    assert_texts_are_apart(fig)


@pytest.mark.parametrize("plan", FIGURES["ranges"][2])
def test_intervals_stand_at_the_tables_ends(plan):
    fig, drawn = draw("ranges", plan)
    targets = once(schema.load("targets", plan)).set_index("target_id").loc[drawn["target_id"]]
    both = targets[targets["comparator"] == "range"]
    shown = [tuple(line.get_xdata()) for ax in fig.axes for line in ax.get_lines() if line.get_marker() == "|"]
    assert sorted(shown) == sorted(zip(both["target_low"], both["target_high"], strict=True))
    bounds = targets[targets["comparator"] != "range"]
    wanted = bounds["target_low"].fillna(bounds["target_high"])
    assert sorted(x for ax in fig.axes for x, _ in marks(ax, "D")) == sorted(wanted)
    starts = drawn["baseline"].dropna()
    assert sorted(x for ax in fig.axes for x, _ in marks(ax, "o")) == sorted(starts)
    for ax in fig.axes:
        low, high = ax.get_xlim()
        assert all(low <= x <= high for line in ax.get_lines() for x in line.get_xdata() if line.get_marker() != "None")


def test_an_arrow_leads_to_the_side_that_meets_the_bound():
    fig, drawn = draw("ranges", "yantai-14fyp")
    printed = [note for ax in fig.axes for note in ax.texts if note.arrow_patch is not None]
    assert len(printed) == drawn["comparator"].isin([">=", "<="]).sum()
    assert all((note.xyann[0] > 0) == note.get_text().startswith("≥") for note in printed)


def test_ranges_come_first_and_changes_have_panels_of_their_own():
    fig, drawn = draw("ranges", "yantai-14fyp")
    assert len(fig.axes) == drawn.groupby(["scope", "unit"]).ngroups
    for _, rows in drawn.groupby(["scope", "unit"]):
        assert (rows["comparator"] == "range").is_monotonic_decreasing
        assert rows["kind"].isin(ranges.CHANGES).nunique() == 1
    whole = ranges.bounded(schema.load("targets", "yantai-14fyp"))
    first = whole["comparator"].eq("range").groupby([whole["scope"], whole["unit"]], sort=False).any()
    assert first.is_monotonic_decreasing and first.any() and not first.all()
    targets = once(schema.load("targets", "yantai-14fyp"))
    room = targets["comparator"].isin(ranges.BOUNDED) & (targets["kind"] != "projection")
    wanted = targets[room | (targets["kind"].isin(ranges.CHANGES) & targets["target_low"].notna())]
    assert set(whole["target_id"]) == set(wanted["target_id"])
    steps = whole[whole["kind"] == "step_per_year"]
    assert set(steps["unit"]) == {"points_per_year"} and steps["baseline"].isna().all()


def test_a_baseline_already_within_its_bound_is_drawn_with_both_numbers():
    targets = schema.load("targets", "china-14fyp")
    targets.loc[targets["target_id"] == "senior_gross_enrolment@2025", "baseline"] = 93.5
    fig, _ = draw("ranges", "china-14fyp", targets=targets)
    assert {"93.5", "≥ 92"} <= {note.get_text() for note in fig.axes[0].texts}
    assert_texts_are_apart(fig)


@pytest.mark.parametrize(("name", "plan"), [("slope", "yantai-14fyp"), ("ranges", "china-14fyp")])
def test_names_that_are_long_in_one_language_leave_out_the_same_rows_in_both(name, plan):
    targets = schema.load("targets", plan)
    targets = targets.assign(indicator_en=targets["indicator_en"] + " of all the schools and districts" * 4)
    lengths = [len(draw(name, plan, language, "slide", targets=targets)[1]) for language in ("en", "zh")]
    assert lengths[0] == lengths[1] < len(draw(name, plan, "zh", "page")[1])
