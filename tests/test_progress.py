"""Progress: worked vectors, the order of the verdicts, the flags, and the real cases."""

import json

import numpy as np
import pandas as pd
import pytest
from conftest import PROJECT
from hypothesis import given, settings
from hypothesis import strategies as st
from test_growth import row_of

from helpers import goals, paths, progress
from helpers.codebook import relations, schema, source
from helpers.progress import measures, observed, paces, verdicts

VECTORS = {item["id"]: item for item in json.loads((PROJECT / "tests/data/growth_vectors.json").read_text())}
VERDICTS = next(field for field in schema.fields("progress") if field["name"] == "verdict")["constraints"]["enum"]


def seen(**given):
    """Make a row of observations."""
    row = {"plan": "p", "indicator": "x", "year_from": None, "basis": "level", "halfwidth": 0.0, "unit": "percent"}
    row |= {"derived": False, "break_before": False, "evidence": "bulletin", "source": "s", "locator": "1"}
    row |= {"printed": str(given["value"]), "processing": None, "note": None}
    return row | given


def observations(rows):
    frame = pd.DataFrame(rows, columns=[field["name"] for field in schema.fields("observations")])
    return schema.check(frame, "observations")


def judged(target, *values, about=None, **options):
    """Judge one target by (year, value) pairs or rows of observations."""
    rows = [value if isinstance(value, dict) else seen(year=value[0], value=value[1]) for value in values]
    targets = schema.check(pd.DataFrame([row_of(**target)]), "targets")
    return progress.table(targets, observations(rows), about, **options).iloc[0]


def flags(row):
    return set((row["flags"] or "").split(";")) - {""} if isinstance(row["flags"], str) else set()


def of_vector(name, **target):
    numbers = VECTORS[name]["input"]
    (year, value), *_ = numbers["observed"].items()
    base, start = next(iter(numbers.get("base", {numbers.get("base_year"): numbers.get("baseline")}).items()))
    target = {"baseline": start, "e": numbers["target"], "baseline_year": int(base)} | target
    return judged(target | {"target_year": numbers["target_year"]}, (int(year), value))


def test_vector_of_a_share_on_its_way():
    expected = VECTORS["V14"]["expected"]
    row = of_vector("V14")
    assert row["attained"] == pytest.approx(expected["attain"], rel=1e-9)
    assert row["elapsed"] == pytest.approx(expected["elapsed"], rel=1e-9)
    assert row["ratio"] == pytest.approx(expected["R_lin"], rel=1e-9)
    assert row["still_needed_per_year"] == pytest.approx(expected["req_from_now_lin"], rel=1e-9)
    assert row["acceleration"] == pytest.approx(expected["acceleration_lin"], rel=1e-9)
    assert row["verdict"] == VECTORS["V14"]["verdict"]
    for method, key in (("cagr", "R_cagr"), ("logit", "R_logit")):
        assert measures.ratio(method, 41.17, 58, 75, 3, 5, 1) == pytest.approx(expected[key], rel=1e-9)


def test_vector_of_a_count_falling_to_zero():
    row = of_vector("V15", family="count", unit="classes", direction="down")
    assert row["ratio"] == pytest.approx(VECTORS["V15"]["expected"]["R_lin"], rel=1e-9)
    assert row["verdict"] == VECTORS["V15"]["verdict"]
    assert np.isnan(measures.ratio("cagr", 31, 12, 0, 3, 5, -1))


@pytest.mark.parametrize("name", ["V18", "V19"])
def test_vectors_with_the_statuses_that_open_sdg_publishes(name):
    row = of_vector(name, family="amount", unit="", direction=VECTORS[name]["input"]["direction"])
    assert row["ratio"] == pytest.approx(VECTORS[name]["expected"]["R_cagr"], rel=1e-9)
    assert row["verdict"] == VECTORS[name]["verdict"]


def test_vector_of_a_floor_that_was_lost():
    expected = VECTORS["V22"]["expected"]
    row = judged({"baseline": 96, "e": 95, "comparator": ">=", "target_high": None}, (2023, 94))
    assert row["ratio"] == pytest.approx(expected["R_linear"], rel=1e-9)
    assert measures.ratio("cagr", 96, 94, 95, 3, 5, 1) == pytest.approx(expected["R_cagr"], rel=1e-9)
    assert row["verdict"] == VECTORS["V22"]["verdict"]


def test_vector_of_parity_and_that_overshoot_is_no_extra_progress():
    parity = {"family": "ratio", "unit": "ratio", "kind": "parity", "direction": "to_value", "baseline": 1.07, "e": 1}
    row = judged(parity, (2023, 1.03))
    assert row["attained"] == pytest.approx(VECTORS["V05"]["expected"]["excess_gap_attain_at_1.03"], rel=1e-9)
    beyond = judged(parity, (2023, 0.97))
    assert beyond["attained"] == pytest.approx(row["attained"]) and beyond["verdict"] == row["verdict"]


GOAL = {"baseline": 90.0, "e": 95.0}
FLOOR = GOAL | {"comparator": ">=", "target_high": None}
ABOUT = GOAL | {"comparator": "~"}
SUM = {"kind": "increment", "family": "count", "unit": "schools", "e": 10.0}


def total(year, value, year_from=None):
    return seen(year=year, year_from=year_from, value=value, basis="total", unit="schools")


@pytest.mark.parametrize(
    ("target", "values", "verdict"),
    [
        ({"kind": "milestone", "comparator": None}, [(2023, 1)], "not_quantified"),
        ({"kind": "relative", "comparator": None, "target_year": None}, [(2023, 1)], "not_quantified"),
        (GOAL | {"kind": "projection", "direction": "none"}, [(2023, 92)], "not_a_goal"),
        (GOAL | {"direction": "none"}, [(2023, 92)], "no_direction"),
        (GOAL, [], "no_observation"),
        (GOAL, [(2020, 90)], "no_observation"),
        (GOAL | {"kind": "maintain", "e": 90.0}, [(2023, 91)], "maintained"),
        (GOAL | {"kind": "maintain", "e": 90.0}, [(2025, 89)], "slipped"),
        (GOAL, [(2025, 95)], "achieved"),
        (GOAL, [(2025, 94.9)], "missed"),
        (GOAL, [(2023, 95.2), (2025, 94.9)], "reached_then_lost"),
        (GOAL, [(2023, 95.2), (2025, 95.0), (2026, 94)], "achieved"),
        (GOAL, [(2027, 94)], "missed"),
        (GOAL, [(2023, 95.0)], "achieved"),
        (GOAL, [seen(year=2023, value=95.0, halfwidth=0.05)], "achieved_marginal"),
        (GOAL | {"baseline": None}, [(2023, 97)], "achieved"),
        (FLOOR | {"baseline": 96.0}, [(2023, 94)], "deterioration"),
        (FLOOR | {"baseline": 96.0}, [(2023, 95.5)], "achieved"),
        (ABOUT, [(2023, 95)], "achieved"),
        (ABOUT, [(2025, 93)], "ambiguous"),
        (ABOUT, [(2025, 92)], "missed"),
        (ABOUT, [(2022, 91.2)], "ambiguous"),
        (GOAL | {"target_year": None}, [(2023, 93)], "no_target_year"),
        (GOAL | {"baseline": None}, [(2023, 93)], "no_baseline"),
        (GOAL | {"baseline_halfwidth": 0.05}, [seen(year=2023, value=90.1, halfwidth=0.05)], "no_detectable_change"),
        (GOAL, [(2022, 92)], "on_track"),
        (GOAL, [(2022, 91.9)], "on_track"),
        (GOAL, [(2022, 91.8)], "acceleration_needed"),
        (GOAL, [(2022, 91.1)], "limited_progress"),
        (GOAL, [(2022, 89.9)], "deterioration"),
        (SUM, [total(2021, 2), total(2022, 2)], "on_track"),
        (SUM, [total(2022, 1, 2021)], "limited_progress"),
        (SUM, [total(2023, 10, 2021)], "achieved"),
        (SUM, [total(2025, 9, 2021)], "missed"),
        (SUM, [total(2020, 50, 2016)], "no_observation"),
        (SUM | {"baseline_year": None}, [total(2022, 4)], "no_start_year"),
        (SUM | {"target_year": None}, [total(2022, 4)], "no_target_year"),
    ],
)
def test_the_first_rule_that_applies_decides(target, values, verdict):
    assert judged(target, *values)["verdict"] == verdict


CLASS_SIZE = {"comparator": "range", "target_low": 25.0, "target_high": 27.0, "unit": "persons", "family": "mean"}


@pytest.mark.parametrize(
    ("direction", "baseline", "value", "verdict"),
    [
        ("to_value", 33, 30, "on_track"),
        ("to_value", 33, 26, "achieved"),
        ("to_value", 26, 30, "deterioration"),
        ("down", 33, 24, "achieved"),
        ("up", 20, 28, "achieved"),
        ("up", 20, 20.5, "limited_progress"),
    ],
)
def test_a_range_is_met_inside_or_beyond_its_better_edge(direction, baseline, value, verdict):
    assert judged(CLASS_SIZE | {"direction": direction, "baseline": baseline}, (2022, value))["verdict"] == verdict


def test_increments_count_overlapping_periods_once_and_say_which_years_are_missing():
    row = judged(SUM, total(2021, 2), total(2023, 5, 2021), total(2023, 4) | {"locator": "2"})
    assert row["observed"] == 5 and row["observed_year"] == 2023 and "years_missing" not in flags(row)
    row = judged(SUM, total(2021, 2), total(2023, 4))
    assert row["observed"] == 6 and "years_missing" in flags(row)


def test_a_step_is_judged_by_its_changes_without_a_baseline_or_a_year():
    step = {"kind": "step_per_year", "comparator": "<=", "direction": "down", "target_high": -0.5, "target_year": None}
    change = seen(year=2021, value=-0.63, basis="change", unit="points")
    row = judged(step, change)
    assert (row["verdict"], row["ratio"], row["attained"]) == ("met", pytest.approx(1.26), 1)
    row = judged(step, change, seen(year=2022, value=-0.1, basis="change", unit="points"))
    assert (row["verdict"], row["ratio"], row["attained"]) == ("not_met", pytest.approx(0.73), 0.5)
    by_levels = judged(step, (2020, 40.0), (2021, 39.4), (2022, 38.9))
    assert by_levels["verdict"] == "met" and by_levels["ratio"] == pytest.approx(1.1)
    gap = judged(step, (2020, 40.0), (2022, 38.9))
    assert gap["verdict"] == "no_observation"


def test_what_must_not_fall_and_what_recurs_is_judged_every_year():
    fall = {"kind": "non_decrease", "comparator": None, "unit": None, "family": "amount", "target_year": None}
    rows = [seen(year=2021, value=3.0, basis="change", unit="yuan"), seen(year=2022, value=-1.0, basis="change")]
    assert judged(fall, rows[0])["verdict"] == "met" and judged(fall, *rows)["verdict"] == "not_met"
    recurrent = {"kind": "recurrent", "family": "count", "unit": "times", "e": 2.0, "target_year": None}
    counts = [seen(year=year, value=value, basis="total", unit="times") for year, value in ((2021, 2), (2022, 1))]
    assert judged(recurrent, counts[0])["verdict"] == "met"
    row = judged(recurrent, *counts)
    assert (row["verdict"], row["attained"]) == ("not_met", 0.5)


def test_as_of_leaves_out_what_was_not_known_yet():
    values = [(2021, 91), (2023, 95.5), (2025, 94)]
    assert judged(GOAL, *values)["verdict"] == "reached_then_lost"
    assert judged(GOAL, *values, as_of=2024)["verdict"] == "achieved"
    assert judged(GOAL, *values, as_of=2022)["observed_year"] == 2021
    assert judged(GOAL, *values, as_of=2020)["verdict"] == "no_observation"


def test_the_united_nations_cuts_extrapolate_the_compound_rate():
    expected = (58 * (58 / 41.17) ** (2 / 3) - 41.17) / (75 - 41.17)
    assert 0.10 <= expected < 0.95
    assert judged({"baseline": 41.17, "e": 75}, (2023, 58), thresholds="un")["verdict"] == "acceleration_needed"
    assert judged({"baseline": 41.17, "e": 75}, (2023, 41), thresholds="un")["verdict"] == "deterioration"
    assert judged({"baseline": 0, "e": 75}, (2023, 58), thresholds="un")["verdict"] == "undefined"


@pytest.mark.parametrize(
    ("last", "symbol"), [(98.1, "sun"), (97.8, "sun_cloud"), (96.1, "cloud"), (95.9, "storm"), (96.0, "storm")]
)
def test_the_german_symbols_extrapolate_the_last_five_changes(last, symbol):
    """From 2024 to 2028 as much again as from 2019 to 2024 would be needed, times 4/5 of 2.5."""
    goal = {"baseline": 97.0, "baseline_year": 2022, "e": last + 4 / 5 * 2.0, "target_year": 2028}
    values = [(2018, 50.0), (2019, 96.0), (2020, 96.2), (2021, 96.4), (2022, 97.0), (2023, 97.0), (2024, last)]
    gap_left = 4 / 5 * 2.0
    assert measures.missed(last, goal["e"], (last - 96) / 5, 4, 1) == pytest.approx(1 - 4 * (last - 96) / 5 / gap_left)
    assert judged(goal, *values, thresholds="german")["verdict"] == symbol
    assert judged(goal, *values[4:], thresholds="german")["verdict"] == "too_few_points"


def test_unknown_thresholds_are_refused():
    with pytest.raises(ValueError, match="one of statcan, un, german"):
        judged(GOAL, (2022, 92), thresholds="open")


@pytest.mark.parametrize(
    ("target", "values", "about", "flag"),
    [
        (GOAL | {"baseline_halfwidth": 0.5}, [seen(year=2022, value=91.9, halfwidth=0.5)], None, "label_fragile"),
        ({"baseline": 41.17, "e": 75.0}, [(2023, 52)], None, "scale_dependent"),
        ({"baseline": 0.0, "e": 5.0, "family": "count", "unit": "schools"}, [(2022, 2)], None, "judged_linear"),
        (GOAL | {"baseline": None}, [(2022, 92)], None, "late_base"),
        (GOAL | {"target_year": 2030}, [(2021, 91)], None, "short_horizon"),
        (GOAL, [(2021, 91)], {"published": "2021-12-23"}, "before_adoption"),
        (GOAL, [(2026, 94)], None, "after_target_year"),
        (GOAL, [seen(year=2022, value=92, break_before=True)], None, "across_break"),
        (GOAL, [seen(year=2022, value=92, evidence="self_report")], None, "self_reported"),
        (FLOOR | {"processing": "read 大于95% as at least 95, strict"}, [(2025, 95)], None, "strict_bound"),
    ],
)
def test_every_flag_is_raised_by_its_case_and_not_by_a_plain_one(target, values, about, flag):
    assert flag in flags(judged(target, *values, about=about))
    assert flag not in flags(judged(GOAL, (2022, 93), about={"published": "2021-12-23"}))


def test_a_printed_value_goes_before_a_derived_one_and_a_bound_counts_for_nothing():
    derived = seen(year=2022, value=93.0, derived=True, locator="0")
    assert judged(GOAL, derived, (2022, 92))["observed"] == 92
    bound = seen(year=2023, value=95.0, note="a bound (>=), not a value to start from", locator="2")
    assert judged(GOAL, (2022, 92), bound)["observed_year"] == 2022


def test_without_a_baseline_the_pace_is_that_since_the_first_observation():
    row = judged(GOAL | {"baseline": None}, (2021, 90.0), (2023, 92.0))
    assert row["verdict"] == "no_baseline" and row["still_needed_per_year"] == pytest.approx(1.5)
    assert row["acceleration"] == pytest.approx(1.5) and "late_base" in flags(row) and np.isnan(row["ratio"])


@pytest.fixture(scope="module")
def yunyang():
    plan = "yunyang-14fyp"
    targets, values, book = (schema.load(name, plan) for name in ("targets", "observations", "indicators"))
    rows = progress.table(targets, values, source.read(plan), relations.read(book))
    return rows.set_index("target_id")


def test_yunyang_was_behind_on_enrolment_and_ahead_on_public_kindergartens_and_large_classes(yunyang):
    assert yunyang.loc["preschool_gross_enrolment@2025", "ratio"] < 0.95
    assert yunyang.loc["preschool_gross_enrolment@2025", "verdict"] == "acceleration_needed"
    ahead = yunyang.loc[["public_kindergarten_share@2025", "large_classes_compulsory@2025"]]
    ahead = ahead[~ahead["indicator"].str.endswith("_senior")]
    assert (ahead["ratio"] > 1).all() and (ahead["verdict"] == "on_track").all()
    assert yunyang.loc["inclusive_kindergarten_share@2025", "verdict"] == "achieved"
    assert yunyang.loc["myopia_share@open", ["verdict", "target"]].tolist() == ["met", -0.5]
    assert yunyang.loc["budget_per_pupil_no_fall@open", "verdict"] == "met"


def test_nothing_observed_in_yunyang_is_the_plans_effect(yunyang):
    judged_at = yunyang[yunyang["observed_year"].notna()]
    assert judged_at["flags"].str.contains("before_adoption").all()
    assert judged_at["flags"].str.contains("self_reported").all()


def test_the_nation_reached_its_targets_of_2025_one_of_them_only_to_the_digit():
    plan = "china-14fyp"
    rows = progress.table(schema.load("targets", plan), schema.load("observations", plan), source.read(plan))
    seen_of = rows[rows["observed_year"].notna()]
    assert set(seen_of["verdict"]) == {"achieved", "on_bound"} and (seen_of["observed_year"] == 2025).all()
    assert (seen_of["verdict"].eq("on_bound") == seen_of["flags"].fillna("").str.contains("strict_bound")).all()
    on_the_bound = seen_of[seen_of["flags"].fillna("").str.contains("strict_bound")]
    assert on_the_bound["indicator"].tolist() == ["senior_gross_enrolment"]


def test_the_plan_before_would_have_left_more_large_classes():
    plan = "yunyang-14fyp"
    rows = paces.before(schema.load("targets", plan), schema.load("observations", plan)).set_index("indicator")
    row = rows.loc["large_classes_compulsory"]
    assert row["pace_before"] == pytest.approx(100 * ((row["baseline"] / row["earlier"]) ** (1 / 5) - 1))
    assert row["observed"] < row["implied"]


def test_the_pace_before_is_not_taken_across_a_break():
    targets = schema.check(pd.DataFrame([row_of(**GOAL)]), "targets")
    rows = observations([seen(year=2015, value=80), seen(year=2018, value=88, break_before=True)])
    assert paces.before(targets, rows)["earlier_year"].tolist() == [2018]


def test_the_year_of_arrival_is_told_on_three_scales_with_its_rounding():
    target = GOAL | {"baseline_halfwidth": 0.05}
    targets = schema.check(pd.DataFrame([row_of(**target)]), "targets")
    row = paces.reach(targets, observations([seen(year=2022, value=91.0, halfwidth=0.05)])).iloc[0]
    assert row["linear"] == pytest.approx(2030)
    assert row["linear_low"] == pytest.approx(2020 + 2 * 5.05 / 1.1) and row["linear_high"] > row["linear"]
    assert row["exp"] < row["linear"] < row["logit"]


def test_below_zero_a_compound_rate_counts_for_the_better_direction():
    deficit = {"family": "amount", "unit": "yuan", "baseline": -10.0, "e": -5.0, "target_year": 2035}
    row = judged(deficit, (2025, -7.0))
    assert row["ratio"] == pytest.approx(measures.ratio("cagr", 10, 7, 5, 5, 15, -1)) and row["verdict"] == "on_track"


def test_exact_figures_that_did_not_move_are_not_called_fragile():
    row = judged(GOAL, (2023, 90.0))
    assert row["verdict"] == "no_detectable_change" and "label_fragile" not in flags(row)


def test_levels_of_several_plans_do_not_mix():
    targets = [row_of(**GOAL), row_of(**GOAL, plan="q")]
    rows = observations([seen(year=2022, value=92), seen(year=2023, value=99, plan="q")])
    found = progress.table(schema.check(pd.DataFrame(targets), "targets"), rows)
    assert found["observed"].tolist() == [92, 99]


def test_the_committed_progress_equals_a_fresh_one():
    for plan in paths.plans():
        tables = [schema.load(name, plan) for name in ("targets", "observations", "indicators")]
        fresh = progress.table(*tables[:2], source.read(plan), relations.read(tables[2]))
        pd.testing.assert_frame_equal(fresh, schema.load("progress", plan))


numbers = st.one_of(st.none(), st.floats(-10, 200), st.just(0.0), st.just(100.0))
kinds = ["level", "step_per_year", "rate_per_year", "increment", "maintain", "parity", "projection", "relative"]
cases = st.fixed_dictionaries(
    {
        "baseline": numbers,
        "e": numbers,
        "target_year": st.one_of(st.none(), st.integers(2015, 2040)),
        "kind": st.sampled_from([*kinds, "milestone", "recurrent", "non_decrease"]),
        "family": st.sampled_from(["share", "gross_rate", "cohort_ratio", "ratio", "mean", "count", "amount"]),
        "comparator": st.sampled_from(["=", ">=", "<=", "~", "range"]),
        "direction": st.sampled_from(["up", "down", "to_value", "none"]),
        "baseline_halfwidth": st.floats(0, 5),
    }
)
value = st.one_of(st.floats(-1e6, 1e6), st.sampled_from([0.0, 100.0]))
points = st.tuples(st.integers(2015, 2030), value, st.sampled_from(["level", "total", "change"]))


@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(cases, st.lists(points, max_size=4)), min_size=8, max_size=8), st.sampled_from(verdicts.SETS))
def test_every_input_gives_a_verdict_and_no_number_is_infinite(drawn, thresholds):
    targets = [
        row_of(**case) | {"target_id": f"x{place}@1", "indicator": f"x{place}"} for place, (case, _) in enumerate(drawn)
    ]
    rows = [
        seen(indicator=f"x{place}", year=year, value=number, basis=basis, locator=str(number_of))
        for place, (_, values) in enumerate(drawn)
        for number_of, (year, number, basis) in enumerate(values)
    ]
    found = progress.table(schema.check(pd.DataFrame(targets), "targets"), observations(rows), thresholds=thresholds)
    assert set(found["verdict"]) <= set(VERDICTS)
    assert not np.isinf(found.select_dtypes("number").to_numpy(float, na_value=np.nan)).any()
    paced = found["verdict"].isin(progress.PACED) & (thresholds == "statcan") & found["observed"].notna()
    assert (found.loc[paced, "ratio"].notna() | (found.loc[paced, "verdict"] == "deterioration")).all()


@given(st.floats(1, 99), st.floats(1, 99), st.floats(1, 99), st.integers(1, 9), st.floats(0.1, 1000))
def test_units_do_not_change_the_ratio_of_compound_rates(y0, y, e, years, unit):
    plain = measures.ratio("cagr", y0, y, e, years, 10, 1)
    scaled = measures.ratio("cagr", y0 * unit, y * unit, e * unit, years, 10, 1)
    if not np.isnan(plain) and abs(e / y0 - 1) > 1e-3:
        assert scaled == pytest.approx(float(plain), rel=1e-6, abs=1e-9)


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100), st.integers(1, 4))
def test_up_and_down_mirror_each_other(y0, y, e, years):
    up = measures.ratio("linear", y0, y, e, years, 5, 1)
    down = measures.ratio("linear", 100 - y0, 100 - y, 100 - e, years, 5, -1)
    if abs(e - y0) > 1e-6:
        assert down == pytest.approx(float(up), rel=1e-6, abs=1e-6)


def near(value, **more):
    return seen(year=more.pop("year", 2022), value=value, **more)


@pytest.mark.parametrize(
    ("target", "values", "fragile"),
    [
        (GOAL | {"baseline_halfwidth": 0.1}, [near(91.91)], True),
        (GOAL, [near(91.9, halfwidth=0.01)], True),
        (GOAL | {"baseline_halfwidth": 0.02}, [near(91.895)], True),
        (GOAL, [near(95.05, halfwidth=0.01)], False),
        (GOAL, [near(95.0, halfwidth=0.05)], True),
        (GOAL, [near(95.06, halfwidth=0.05)], False),
        (GOAL, [near(93.0, halfwidth=0.05)], False),
    ],
)
def test_fragile_is_what_changes_within_rounding_only(target, values, fragile):
    assert ("label_fragile" in flags(judged(target, *values))) is fragile


def test_numbers_that_say_nothing_are_left_out():
    assert np.isnan(judged(GOAL, (2022, 89.0))["acceleration"])
    assert np.isnan(judged(GOAL | {"kind": "maintain", "e": 90.0, "target_low": 88.0}, (2022, 89.0))["ratio"])
    assert np.isnan(judged(GOAL, (2025, 94.0))["still_needed_per_year"])
    for value in (97.0, 95.5):
        assert judged(FLOOR | {"baseline": 96.0}, (2023, value))[["attained", "ratio"]].isna().all()
    assert np.isnan(judged(FLOOR | {"baseline": 96.0}, (2023, 94.0))["attained"])


def test_a_rate_without_baseline_is_a_number_all_the_same():
    rate = {"kind": "rate_per_year", "family": "amount", "unit": "yuan", "e": 10.0, "baseline": None}
    assert judged(rate)["verdict"] == "no_observation"
    assert judged(rate, (2022, 120.0))["verdict"] == "no_baseline"
    assert judged(rate | {"baseline": 100.0}, (2022, 121.0))["ratio"] == pytest.approx(1)


def test_an_about_target_that_is_met_within_rounding_is_not_ambiguous():
    assert judged(ABOUT, near(95.03, halfwidth=0.05))["verdict"] == "achieved_marginal"


def test_the_nearest_edge_is_what_is_still_needed():
    row = judged(CLASS_SIZE | {"direction": "to_value", "baseline": 33}, (2022, 24))
    assert row["still_needed_per_year"] == pytest.approx(1 / 3)


def test_a_sum_ends_with_the_target_year_and_takes_the_rounding_of_all():
    assert judged(SUM, total(2021, 2), total(2026, 9, 2022))["observed"] == 2
    targets = schema.check(pd.DataFrame([row_of(**SUM)]), "targets")
    rows = observations([total(2021, 2) | {"halfwidth": 0.5}, total(2022, 2) | {"halfwidth": 0.5}])
    assert observed.sums(targets, rows)["h"].tolist() == [1.0]


def test_yearly_changes_do_not_cross_a_break_and_a_printed_one_goes_first():
    step = {"kind": "step_per_year", "comparator": "<=", "direction": "down", "target_high": -0.5, "target_year": None}
    assert judged(step, (2020, 40.0), near(39.0, year=2021, break_before=True))["verdict"] == "no_observation"
    change = near(-0.63, year=2021, basis="change", unit="points", locator="2")
    assert judged(step, (2020, 40.0), (2021, 39.4), change)["observed"] == -0.63
    assert judged(step, near(-9.0, year=2021, basis="change", unit="percent"))["verdict"] == "no_observation"
    assert (
        judged(step, near(-0.6, year=2023, year_from=2021, basis="change", unit="points"))["verdict"]
        == "no_observation"
    )


def test_values_after_the_judged_year_play_no_part():
    row = judged(GOAL, (2023, 93.0), (2025, 94.0), near(96.0, year=2026, break_before=True))
    assert row["evidence"] == "very_low" and "across_break" not in flags(row)


def test_the_german_changes_are_not_taken_across_a_break():
    values = [(2018, 80.0), (2019, 81.0), near(90.0, year=2020, break_before=True), (2021, 90.5), (2022, 91.0)]
    assert judged(GOAL | {"baseline_year": 2020}, *values, thresholds="german")["verdict"] == "too_few_points"


def test_rows_may_come_with_any_index():
    targets = schema.load("targets", "yunyang-14fyp")
    later = targets[targets["stage"] != "preschool"]
    found = progress.table(later, schema.load("observations", "yunyang-14fyp"))
    assert found["target_id"].tolist() == later["target_id"].tolist()
    classes = found.set_index("target_id").loc["large_classes_compulsory@2025", ["baseline", "observed"]]
    assert classes.tolist() == [31, 10]


def test_observed_levels_keep_one_value_a_year():
    rows = observations([seen(year=2022, value=92), seen(year=2022, value=92, locator="2"), seen(year=2021, value=91)])
    assert goals.levels(rows)["year"].tolist() == [2021, 2022]


def test_a_ceiling_is_judged_and_paced_downwards():
    ceiling = {"comparator": "<=", "direction": "down", "target_low": None, "target_high": 5.0, "baseline": 10.0}
    row = judged(ceiling, (2022, 8.0))
    assert (row["target"], row["ratio"], row["verdict"]) == (5, pytest.approx(1), "on_track")
    row = judged(ceiling | {"baseline": None}, (2022, 8.0))
    assert row["verdict"] == "no_baseline" and row["still_needed_per_year"] == pytest.approx(-1)


@pytest.mark.parametrize(("last", "symbol"), [(10.0, "sun"), (11.4, "sun_cloud"), (13.9, "cloud"), (16.5, "storm")])
def test_the_german_symbols_of_what_shall_fall(last, symbol):
    falling = {"direction": "down", "baseline": 15.0, "e": 8.0, "target_year": 2024}
    values = [(2019, 16.0), (2020, 15.0), (2021, 13.0), (2022, last)]
    assert judged(falling, *values, thresholds="german")["verdict"] == symbol


def test_about_parity_is_met_within_its_reach():
    parity = {"family": "ratio", "unit": "ratio", "kind": "parity", "direction": "to_value", "comparator": "~"}
    low, high = measures.loosened(1.0, 1.0, 0, False)
    assert (float(low), float(high)) == (0.95, 1.05)
    assert judged(parity | {"baseline": 1.2, "e": 1.0}, (2025, 1.04))["verdict"] == "ambiguous"
    assert judged(parity | {"baseline": 1.2, "e": 1.0}, (2025, 1.06))["verdict"] == "missed"


def test_a_difference_of_levels_carries_the_rounding_of_both():
    step = {"kind": "step_per_year", "comparator": "<=", "direction": "down", "target_high": -0.5, "target_year": None}
    levels = [near(40.0, year=2020, halfwidth=0.05), near(39.45, year=2021, halfwidth=0.05)]
    assert "label_fragile" in flags(judged(step, *levels))
    levels = [near(40.0, year=2020, halfwidth=0.02), near(39.45, year=2021, halfwidth=0.02)]
    assert "label_fragile" not in flags(judged(step, *levels))
