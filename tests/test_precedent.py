"""National precedent: hand-built histories with known answers, properties, the real series, and its figure."""

import logging
import re

import numpy as np
import pandas as pd
import pytest
from conftest import assert_texts_are_apart
from hypothesis import given, settings
from hypothesis import strategies as st
from test_growth import row_of

from helpers import charts, report
from helpers.charts import layout
from helpers.charts import precedent as precedent_chart
from helpers.codebook import indicators, schema, source
from helpers.growth import required
from helpers.language import LANGUAGES, VOCABULARY, of
from helpers.report import outcomes
from helpers.trend import precedent

BOOK = pd.DataFrame({"indicator": ["x", "other"], "comparable_with": ["x", None]})
PLANS = ["yunyang-14fyp", "yantai-14fyp", "chuxiong-2023-2025", "yongchuan-2022-2025", "china-14fyp", "china-13fyp"]
values = st.floats(0, 100).map(lambda value: round(value, 2))


def series(numbers, breaks=(), **given):
    """Make the nation's observations from {year: value}."""
    common = {"plan": "china-14fyp", "indicator": "x", "basis": "level", "halfwidth": 0.05, "unit": "percent"}
    common |= {"derived": False, "evidence": "bulletin", "source": "s", "locator": "1", "printed": "x"} | given
    rows = [common | {"year": year, "value": value, "break_before": year in breaks} for year, value in numbers.items()]
    names = [field["name"] for field in schema.fields("observations")]
    return schema.check(pd.DataFrame(rows, columns=names), "observations")


def held(nation, until=None, **goal):
    """Hold one goal against a history => its row."""
    targets = schema.check(pd.DataFrame([row_of(**goal)]), "targets")
    (row,) = precedent.table(targets, required.table(targets), nation, BOOK, until).to_dict("records")
    return row


def real(plan, **more):
    return precedent.table(
        schema.load("targets", plan),
        schema.load("required_growth", plan),
        schema.load("observations", "china-14fyp"),
        indicators.load(),
        **more,
    )


STEADY = {2010: 76.0, 2011: 78.0, 2012: 79.0, 2013: 80.5, 2014: 82.5, 2015: 83.0, 2016: 85.5, 2017: 86.0}


def test_a_step_that_the_nation_has_taken():
    row = held(series(STEADY), baseline=80, e=85)
    assert (row["band_low"], row["band_high"], row["band_n"]) == (77.5, 82.5, 4)
    assert (row["band_first"], row["band_last"]) == (2011, 2014)
    assert (row["pace"], row["pace_low"], row["pace_high"], row["pace_n"]) == (1.25, 0.5, 2.0, 4)
    assert (row["from_year"], row["from_value"], row["reached_year"], row["years"]) == (2013, 80.5, 2016, 3)
    assert (row["years_low"], row["years_high"]) == (3, 3)
    assert row["required"] == 1.0 and not row["censored"] and pd.isna(row["code"])


def test_a_step_that_the_nation_has_not_finished_is_censored():
    row = held(series(STEADY), baseline=80, e=90)
    assert (row["from_year"], row["years"], row["years_low"], row["censored"]) == (2013, 4, 4, True)
    assert pd.isna(row["reached_year"]) and pd.isna(row["years_high"]) and pd.isna(row["code"])
    assert (row["last_year"], row["last_value"]) == (2017, 86.0)


def test_half_the_planned_step_widens_the_band():
    row = held(series(STEADY), baseline=80, e=90)
    assert (row["band_low"], row["band_high"]) == (75.0, 85.0)
    assert row["pace"] == pytest.approx((85.5 - 76.0) / 6)


def test_a_nation_past_the_start_before_its_series_gives_only_a_lower_bound():
    row = held(series(STEADY), baseline=75, e=80)
    assert row["code"] == "before_the_series" and pd.isna(row["years"]) and pd.isna(row["from_year"])
    assert (row["years_low"], row["reached_year"], row["censored"]) == (3, 2013, False)
    assert (row["pace"], row["pace_n"]) == (2.0, 1)


def test_a_first_value_at_the_start_is_a_start():
    row = held(series(STEADY), baseline=76, e=80)
    assert (row["from_year"], row["years"]) == (2010, 3) and pd.isna(row["code"])


def test_a_nation_never_there_has_a_pace_at_most():
    row = held(series(STEADY), baseline=95, e=99)
    assert row["code"] == "nation_not_there_yet" and row["pace_n"] == 0 and pd.isna(row["years"])
    assert not row["censored"] and row["last_value"] == 86.0
    row = held(series(STEADY), baseline=87, e=90)
    assert row["code"] == "nation_not_there_yet" and (row["pace"], row["pace_n"]) == (0.5, 1)


def test_a_nation_that_has_just_come_there_has_taken_no_step():
    row = held(series(STEADY), baseline=86, e=90)
    assert row["code"] == "nation_just_there" and row["from_year"] == 2017 and row["years"] == 0 and row["censored"]


def test_down_is_the_other_way_round():
    up, down = series(STEADY), series({year: 100 - value for year, value in STEADY.items()})
    one, other = held(up, baseline=80, e=85), held(down, baseline=20, e=15, direction="down")
    for name in ("from_year", "reached_year", "years", "band_n", "pace_n"):
        assert one[name] == other[name]
    assert one["pace"] == pytest.approx(-other["pace"]) and one["required"] == -other["required"]
    assert (one["pace_low"], one["pace_high"]) == (-other["pace_high"], -other["pace_low"])


def test_no_change_and_no_years_across_a_break():
    row = held(series(STEADY, breaks=[2014]), baseline=80, e=85)
    assert (row["pace_n"], row["pace_high"]) == (3, 1.5)
    assert row["code"] == "across_break" and pd.isna(row["years"]) and not row["censored"]
    row = held(series(STEADY, breaks=[2013]), baseline=80, e=85)
    assert row["code"] == "across_break"
    for year in (2011, 2017):
        row = held(series(STEADY, breaks=[year]), baseline=80, e=85)
        assert row["years"] == 3 and pd.isna(row["code"])


def test_a_year_without_a_value_leaves_the_years_open_and_gives_no_change():
    gaps = {year: value for year, value in STEADY.items() if year not in (2012, 2015)}
    row = held(series(gaps), baseline=80, e=85)
    assert (row["pace"], row["pace_n"], row["band_n"]) == (2.0, 1, 3)
    assert (row["years"], row["years_low"], row["years_high"]) == (3, 2, 4)


def test_a_mean_has_a_band_of_five_percent():
    nation = series({2015: 10.2, 2016: 10.3, 2017: 10.6, 2018: 10.7}, unit="years")
    row = held(nation, unit="years", family="mean", baseline=10, e=10.5)
    assert (row["band_low"], row["band_high"], row["pace_n"]) == (9.5, 10.5, 2)
    assert row["pace"] == pytest.approx(0.2) and row["code"] == "before_the_series"
    assert row["rate_unit"] == "years_per_year"


def test_bounds_and_derived_values_do_not_count_where_a_printed_one_does():
    bound = series({2013: 99.0, 2018: 99.0}, note="a bound (>=), not a value to start from")
    derived, change = series({2013: 84.9}, derived=True), series({2018: 3.0}, basis="change")
    row = held(pd.concat([derived, bound, change, series(STEADY)]), baseline=80, e=85)
    assert (row["from_value"], row["last_year"], row["years"]) == (80.5, 2017, 3)


@pytest.mark.parametrize(
    ("goal", "code"),
    [
        ({"indicator": "other", "baseline": 80, "e": 85}, "no_national_series"),
        ({"unit": "years", "family": "mean", "baseline": 10, "e": 11}, "no_national_series"),
        ({"e": 85}, "no_baseline"),
        ({"direction": "none", "baseline": 80, "e": 85}, "no_direction"),
        ({"kind": "maintain", "baseline": 80, "e": 80}, "maintain"),
        ({"baseline": 82, "e": 80, "comparator": ">=", "target_high": None}, "already_met"),
        ({"baseline": 80, "e": 85, "target_year": None}, "no_target_year"),
    ],
)
def test_what_is_missing_has_a_code(goal, code):
    row = held(series(STEADY), **goal)
    assert row["code"] == code
    if code == "no_baseline":
        assert row["reached_year"] == 2016 and row["pace_n"] == 0
    if code in {"maintain", "already_met", "no_direction"}:
        assert row["pace_n"] > 0 and pd.isna(row["years"])
    if code == "no_target_year":
        assert row["years"] == 3 and pd.isna(row["required"])


def test_parity_is_taken_from_the_side_of_its_baseline():
    nation = series({2015: 1.2, 2016: 1.1, 2017: 1.05, 2018: 1.0}, unit="ratio")
    goal = {"unit": "ratio", "family": "ratio", "kind": "parity", "direction": "to_value"}
    row = held(nation, baseline=1.1, e=1, **goal)
    assert (row["from_year"], row["reached_year"], row["years"]) == (2016, 2018, 2)
    assert held(nation, baseline=1, e=1, **goal)["code"] == "maintain"


def test_counts_projections_and_repeated_occurrences_are_left_out():
    rows = [row_of(family="count", unit="schools", baseline=1, e=2), row_of(kind="projection", baseline=1, e=2)]
    rows += [row_of(baseline=80, e=85), row_of(baseline=80, e=85, target_id="x@2025#2")]
    targets = pd.DataFrame(rows).assign(target_id=["a@2025", "b@2025", "x@2025", "x@2025#2"])
    targets = schema.check(targets, "targets")
    found = precedent.table(targets, required.table(targets), series(STEADY), BOOK)
    assert found["target_id"].tolist() == ["x@2025"]


def test_another_name_of_the_same_definition_is_held_against_it():
    book = pd.DataFrame({"indicator": ["x", "y"], "comparable_with": ["x;z", "y;z"]})
    targets = schema.check(pd.DataFrame([row_of(baseline=80, e=85)]), "targets")
    found = precedent.table(targets, required.table(targets), series(STEADY, indicator="y"), book)
    assert found["national"].tolist() == ["y"] and found["years"].tolist() == [3]


def test_the_nation_is_held_against_its_history_before_its_plan():
    nation = series(STEADY | {2020: 88.0, 2021: 90.0})
    own = held(nation, plan="china-13fyp", baseline_year=2015, baseline=83, e=85)
    assert (own["until"], own["last_year"], own["code"]) == (2015, 2015, "nation_just_there")
    other = held(nation, baseline_year=2015, baseline=83, e=85)
    assert pd.isna(other["until"]) and other["years"] == 1
    assert held(nation, until=2014, baseline=80, e=85)["last_year"] == 2014


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(st.integers(2005, 2025), values, max_size=14),
    st.sets(st.integers(2005, 2025), max_size=2),
    st.none() | values,
    st.none() | values,
    st.sampled_from(["up", "down", "to_value", "none"]),
    st.integers(-30, 30),
)
def test_every_goal_has_numbers_or_a_code(numbers, breaks, baseline, target, direction, shift):
    def said(by):
        nation = series({year + by: value for year, value in numbers.items()}, {year + by for year in breaks})
        known = precedent.history(nation, "x", "percent")
        return precedent.step(known, baseline, target, direction, "percent")

    row = said(0)
    assert row["code"] in VOCABULARY["codes"] or (row["code"] == "" and row["years"] is not None)
    assert (row["pace"] is None) == (row["pace_n"] == 0)
    if row["pace"] is not None:
        assert row["pace_low"] <= row["pace"] <= row["pace_high"]
    if row["censored"]:
        assert row["reached_year"] is None and row["years_high"] is None
        assert row["years"] == row["last_year"] - row["from_year"]
    elif row["years"] is not None:
        assert 0 <= row["years_low"] <= row["years"] <= row["years_high"]
        assert row["years"] == row["reached_year"] - row["from_year"]
    calendar = {"band_first", "band_last", "first_year", "from_year", "reached_year", "last_year"}
    moved = {name: value + shift if name in calendar and value is not None else value for name, value in row.items()}
    assert said(shift) == moved


def test_yunyangs_preschool_step_is_not_yet_the_nations():
    nation = schema.load("observations", "china-14fyp").query("indicator == 'preschool_gross_enrolment'")
    values = nation.set_index("year")["value"]
    row = real("yunyang-14fyp").set_index("target_id").loc["preschool_gross_enrolment@2025"]
    goal = schema.load("targets", "yunyang-14fyp").set_index("target_id").loc["preschool_gross_enrolment@2025"]
    start = values[values >= goal["baseline"]].index.min()
    assert (row["from_year"], row["from_value"]) == (start, values[start])
    assert (row["last_year"], row["last_value"]) == (values.index.max(), values[values.index.max()])
    assert values.max() < goal["target_low"] and row["censored"] and row["years"] == values.index.max() - start
    inside = [year for year in values.index if abs(values[year] - goal["baseline"]) <= 2.5 and year + 1 in values]
    changes = [values[year + 1] - values[year] for year in inside]
    assert row["pace"] == pytest.approx(np.mean(changes)) and row["pace_n"] == len(changes)
    assert row["required"] == pytest.approx((goal["target_low"] - goal["baseline"]) / 5)


def test_what_the_nation_has_not_done_is_not_called_a_precedent():
    """Its step made, begun, or only a pace near the start: each is said as what it is, and none is counted as zero."""
    begun = held(series(STEADY), baseline=80, e=90)
    made = held(series(STEADY), baseline=80, e=85)
    paced = held(series(STEADY), baseline=86, e=90)
    assert paced["code"] == "nation_just_there" and paced["pace_n"] > 0
    own = schema.load("trend", "yongchuan-2022-2025")
    said = {
        "for 1 the nation has begun the same change without completing it.": [begun],
        "for 1 the nation has completed the same change.": [made],
        "for 1 only the nation's pace near the start is known.": [paced],
        "completed the same change and for 2 the nation has begun the same change without completing it.": [
            begun,
            made,
            begun,
        ],
    }
    for sentence, rows in said.items():
        told = outcomes.precedent(pd.DataFrame(rows), own, source.read("yongchuan-2022-2025")).data
        assert told.splitlines()[0].endswith(sentence), told
    assert "no series to model" in told


@pytest.mark.parametrize("plan", PLANS)
def test_every_real_goal_has_numbers_or_a_code(plan):
    rows = real(plan)
    assert (rows["code"].isin(VOCABULARY["codes"]) | rows["years"].notna()).all()
    assert not (rows["censored"] & rows["reached_year"].notna()).any()
    if plan.startswith("china"):
        assert (rows["last_year"].dropna() <= rows.loc[rows["last_year"].notna(), "baseline_year"]).all()
    for language in LANGUAGES:
        said = outcomes.precedent(rows, schema.load("trend", plan), source.read(plan), language).data
        average = of(language).word("terms", "precedent_average")
        assert (average in said) == (not plan.startswith("china") and precedent.found(rows).any())
        assert not re.search(r"\b0 (series|have|has|whose|goals)|[^.\d]0 个", said), said
        told = rows.loc[precedent.found(rows), f"indicator_{language}"]
        assert all(f"**{name}**" in said for name in told) and "nan" not in said and "<NA>" not in said
        assert not any(key in said for key in VOCABULARY["terms"] if key.startswith("precedent_"))


def rows_of(plan):
    return precedent_chart.rows(real(plan), schema.load("observations", "china-14fyp"), schema.load("targets", plan))


def draw(plan, language):
    charts.use_style(language)
    rows, about = rows_of(plan), [source.read(plan)]
    words = layout.wording(precedent_chart.finding(rows, about, language), report.credits(about, language))
    return precedent_chart.figure(rows, words, language, layout.PAGE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", PLANS)
def test_every_text_is_inside_the_canvas_and_none_overlap(plan, language, caplog):
    with caplog.at_level(logging.WARNING):
        if not precedent_chart.empty(rows_of(plan), language):
            assert_texts_are_apart(draw(plan, language)[0], language)
    assert [record.getMessage() for record in caplog.records] == []


def marks(fig, gid):
    return [float(x) for ax in fig.axes for line in ax.get_lines() if line.get_gid() == gid for x in line.get_xdata()]


@pytest.mark.parametrize("plan", ["yunyang-14fyp", "yantai-14fyp", "china-14fyp"])
def test_dots_are_the_nations_changes_near_the_start_and_diamonds_the_required_paces(plan):
    fig, drawn = draw(plan, "en")
    goals = drawn[drawn["part"] == "required"]
    nation, expected = schema.load("observations", "china-14fyp").query("basis == 'level'"), []
    for goal in goals.itertuples():
        last = goal.until if pd.notna(goal.until) else 9999
        values = nation[(nation["indicator"] == goal.national) & (nation["year"] <= last)].set_index("year")["value"]
        near = [year for year in values.index if goal.band_low - 1e-9 <= values[year] <= goal.band_high + 1e-9]
        expected += [values[year + 1] - values[year] for year in near if year + 1 in values]
    assert sorted(marks(fig, "changes")) == pytest.approx(sorted(expected)) and expected
    assert sorted(marks(fig, "required")) == pytest.approx(sorted(goals["required"]))


def test_goals_without_a_change_of_the_nation_are_named_below():
    fig, drawn = draw("yunyang-14fyp", "en")
    known = real("yunyang-14fyp").query("first_year.notna()")
    apart = set(known.loc[known["pace_n"] == 0, "indicator_en"])
    below = fig._supxlabel.get_text().replace("\n", " ")
    assert apart and all(name in below for name in apart) and not apart & set(drawn["indicator_en"])


def chart_rows(nation, *goals):
    targets = pd.DataFrame([row_of(target_id=f"x{n}@2025", **goal) for n, goal in enumerate(goals)])
    targets = schema.check(targets, "targets")
    return precedent_chart.rows(precedent.table(targets, required.table(targets), nation, BOOK), nation, targets)


def test_the_title_says_how_long_the_nation_took_or_how_many_paces_exceed_its_own():
    about, nation = [source.read("yunyang-14fyp")], series(STEADY)

    def said(*goals, language="en"):
        return precedent_chart.finding(chart_rows(nation, *goals), about, language)

    assert said({"baseline": 80, "e": 85}).startswith(
        "The nation took 3 years for the change that Yunyang County plans in 5"
    )
    fast, slow = {"baseline": 80, "e": 99}, {"baseline": 80, "e": 86.1}
    assert said(fast).startswith("The target of Yunyang County requires a faster") and "no faster" in said(slow)
    assert said(fast, slow).startswith("1 of 2 targets of Yunyang County requires")
    assert said(fast, fast).startswith("2 of 2") and said(slow, slow).startswith("None of 2")
    assert not re.search(r"\b0\b|nan", said(slow, slow) + said({"e": 85}) + said({"baseline": 99, "e": 99.5}))


def test_a_pace_within_the_rounding_of_the_nations_change_is_not_called_faster():
    rounded = series(STEADY, halfwidth=0.5)
    rows = chart_rows(rounded, {"baseline": 80, "e": 93})  # 2.6 a year; the greatest change is 2.5 ± 1
    assert "no faster" in precedent_chart.finding(rows, [source.read("yunyang-14fyp")], "en")
    rows = chart_rows(series(STEADY), {"baseline": 80, "e": 93.5})
    assert "no faster" not in precedent_chart.finding(rows, [source.read("yunyang-14fyp")], "en")


@pytest.mark.parametrize("plan", ["china-14fyp", "china-15fyp"])
def test_a_plan_of_the_nation_is_set_beside_its_own_past(plan):
    """No text of its figure names the nation as another place than the plan's."""
    for language, other in (("en", "the nation"), ("zh", "与全国|不快于全国处于")):
        fig, rows = draw(plan, language)
        about = [source.read(plan)]
        texts = [precedent_chart.finding(rows, about, language), precedent_chart.subtitle(rows, about, language)]
        texts += [meaning for _, meaning in precedent_chart.key(rows, language)]
        texts += [note.get_text() for ax in fig.axes for note in ax.texts]
        assert not re.search(other, " ".join(texts)), texts
    assert "own" in precedent_chart.finding(rows, about, "en")
    assert "its own" not in precedent_chart.finding(rows_of("yunyang-14fyp"), [source.read("yunyang-14fyp")], "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("numbers", [STEADY, {year: 100 - value for year, value in STEADY.items()}])
def test_a_figure_of_every_kind_of_goal_has_room_for_its_texts(numbers, language):
    charts.use_style(language)
    falls = numbers[2017] < numbers[2010]
    goals = [(80, 85), (80, 90), (75, 80), (95, 99), (86, 90), (None, 85), (80, 80), (80, 80.1)]
    goals = [[end if end is None else 100 - end if falls else end for end in goal] for goal in goals]
    rows = [row_of(baseline=start, e=end, target_id=f"x{place}@2025") for place, (start, end) in enumerate(goals)]
    targets = pd.DataFrame(rows).assign(direction="down" if falls else "up", indicator_zh="毛入园率")
    targets = schema.check(targets, "targets")
    nation = series(numbers)
    found = precedent_chart.rows(precedent.table(targets, required.table(targets), nation, BOOK), nation, targets)
    fig, drawn = precedent_chart.figure(found, layout.wording("Title", "Source"), language, layout.PAGE)
    assert drawn["target_id"].nunique() == (found.groupby("target_id")["pace_n"].max() > 0).sum()
    assert_texts_are_apart(fig, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_can_be_drawn_the_chart_says_why(language):
    rows = rows_of("yongchuan-2022-2025")
    assert rows.empty and precedent_chart.empty(rows, language)
