"""Required growth: worked vectors, properties, and the codes of a table."""

import json

import numpy as np
import pandas as pd
import pytest
from conftest import PROJECT
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import paths
from helpers.codebook import indicators, schema
from helpers.growth import formulas, required

VECTORS = {item["id"]: item for item in json.loads((PROJECT / "tests/data/growth_vectors.json").read_text())}
FORMULAS = {
    "lin": lambda y0, e, years, upper: formulas.linear(y0, e, years),
    "cagr_pct": lambda y0, e, years, upper: formulas.cagr(y0, e, years),
    "log_pct": lambda y0, e, years, upper: formulas.log_rate(y0, e, years),
    "logit_per_yr": formulas.logit_rate,
    "odds_ratio_per_yr": lambda *numbers: np.exp(formulas.logit_rate(*numbers)),
    "gap_aarr_pct": formulas.gap_rate,
}
shares = st.floats(0.5, 99.5)
counts = st.floats(0.5, 1e6)
years = st.integers(1, 15)


def agree(found, expected):
    if expected is None:
        assert np.isnan(found)
    else:
        assert float(found) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def row_of(**given):
    """Make a row of targets."""
    row = {field["name"]: None for field in schema.fields("targets")}
    row |= {"target_id": "x@2025", "plan": "p", "order": 1, "indicator": "x", "indicator_zh": "x", "indicator_en": "x"}
    row |= {"label_printed": "x", "stage": "other", "unit": "percent", "family": "share", "direction": "up"}
    row |= {"baseline_year": 2020, "target_year": 2025, "kind": "level", "comparator": "=", "target_halfwidth": 0}
    row |= {"origin": "table", "locator": "1", "printed": "x", "baseline_halfwidth": 0}
    e = given.pop("e", None)
    return row | {"target_low": e, "target_high": e} | given


def rates(**given):
    table = schema.check(pd.DataFrame([row_of(**given)]), "targets")
    return required.table(table).set_index("method")


@pytest.mark.parametrize("name", [name for name in VECTORS if "path2023" in VECTORS[name]["expected"] or name == "V10"])
def test_vectors_of_one_baseline_and_target(name):
    numbers, expected = VECTORS[name]["input"], VECTORS[name]["expected"]
    y0, e, T, upper = numbers["baseline"], numbers["target"], numbers["years"], numbers["upper"]
    for key, formula in FORMULAS.items():
        if key in expected and expected[key] is not None:
            agree(formula(y0, e, T, upper), expected[key])
    for key, scale in (("lin", "linear"), ("exp", "exp"), ("logit", "logit")):
        if "path2023" in expected:
            agree(formulas.path(y0, e, T, 3, scale, upper), expected["path2023"][key])


def test_vector_zero_target_and_the_last_one():
    expected = VECTORS["V02"]["expected"]
    agree(formulas.linear(31, 0, 5), expected["lin"])
    agree(formulas.cagr(31, 0, 5), None)
    agree(formulas.path(31, 0, 5, 3), expected["path2023_lin"])
    agree(formulas.to_last_one(31, 5), expected["to_last_one_cagr_pct"])
    rows = rates(family="count", unit="classes", direction="down", baseline=31, e=0)
    assert rows.loc[["cagr", "log"], "code"].tolist() == ["zero_target", "zero_target"]
    assert rows.loc["linear", "primary"] and rows.loc["linear", "value"] == expected["lin"]
    agree(rows.loc["cagr_to_last_one", "value"], expected["to_last_one_cagr_pct"])


def test_vector_parity():
    expected = VECTORS["V05"]["expected"]
    rows = rates(family="ratio", unit="ratio", direction="to_value", kind="parity", baseline=1.07, e=1)
    agree(rows.loc["linear", "value"], expected["excess_gap_linear_per_yr"])
    agree(rows.loc["cagr", "value"], expected["cagr_pct"])
    agree(rows.loc["log", "value"], expected["log_pct"])
    assert rows.loc[["logit", "gap"], "code"].tolist() == ["no_cap", "no_cap"]


def test_vector_a_floor_from_below_and_from_above():
    below, above = (VECTORS["V06"]["expected"][key] for key in ("97.2", "99.4"))
    rows = rates(baseline=97.2, e=99, comparator=">=", target_high=None)
    for method, key in (("linear", "lin"), ("cagr", "cagr_pct"), ("logit", "logit_per_yr"), ("gap", "gap_aarr_pct")):
        assert rows.loc[method, "value"] == pytest.approx(below[key], rel=1e-9)
    rows = rates(baseline=99.4, e=99, comparator=">=", target_high=None)
    assert (rows["value"] == above["lin"]).all() and (rows["code"] == above["code"]).all()


def test_vector_step_and_its_floor():
    for baseline, expected in VECTORS["V08"]["expected"].items():
        rows = rates(
            kind="step_per_year", comparator="<=", direction="down", baseline=float(baseline), target_high=-0.5
        )
        assert rows.loc["linear", "value"] == pytest.approx(-0.5)
        if "code" in expected:
            assert rows.loc["linear", "code"] == expected["code"]
        else:
            agree(formulas.end_value("step_per_year", "<=", None, -0.5, float(baseline), 5), expected["implied_target"])


def test_vectors_maintain_and_zero_base():
    rows = rates(kind="maintain", baseline=100, e=100)
    codes = VECTORS["V10"]["codes"]
    assert rows["code"].to_dict() == codes
    assert rows.loc[["linear", "cagr", "log"], "value"].tolist() == [0, 0, 0]
    assert rows.loc[["logit", "gap"], "value"].isna().all()
    rows = rates(family="count", unit="schools", baseline=0, e=1)
    assert rows.loc["linear", "value"] == VECTORS["V11"]["expected"]["lin"]
    assert rows.loc[["cagr", "log"], "code"].to_dict() == VECTORS["V11"]["codes"]


def test_vector_rounding_interval():
    expected = VECTORS["V13a"]["expected"]
    rows = rates(baseline=90.9, baseline_halfwidth=0.05, e=95, family="gross_rate")
    for method, key in (("linear", "lin"), ("cagr", "cagr_pct"), ("logit", "logit")):
        assert rows.loc[method, ["low", "high"]].tolist() == pytest.approx(expected[key], rel=1e-9)
    assert rows["flags"].fillna("").to_dict() == {
        "linear": "",
        "cagr": "",
        "log": "",
        "logit": "if_100_were_the_cap",
        "gap": "if_100_were_the_cap",
    }


def test_vector_the_base_year_slips():
    for words, rate in VECTORS["V25"]["expected"].items():
        agree(formulas.cagr(41.17, 75, int(words[-1])), rate)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"e": 95, "target_year": None, "baseline": 90}, "no_target_year"),
        ({"kind": "milestone", "comparator": None}, "not_quantified"),
        ({"e": 95}, "no_baseline"),
        ({"e": 95, "baseline": 90, "target_year": 2020}, "bad_horizon"),
        ({"e": 99, "baseline": 98.9, "baseline_halfwidth": 0.1}, "change_within_rounding"),
    ],
)
def test_codes_that_hold_for_all_methods(given, code):
    assert set(rates(**given)["code"]) == {code}


def test_within_rounding_only_the_linear_scale_keeps_a_number():
    rows = rates(e=99, baseline=98.9, baseline_halfwidth=0.1)
    assert rows["value"].notna().to_dict() == {
        "linear": True,
        "cagr": False,
        "log": False,
        "logit": False,
        "gap": False,
    }


@pytest.mark.parametrize(
    ("half", "code", "flag"), [(0.05, "", "imprecise"), (0.1, "change_within_rounding", ""), (0.03, "", "")]
)
def test_a_change_is_lost_in_rounding_only_where_its_interval_holds_zero(half, code, flag):
    row = rates(e=99, baseline=98.9, baseline_halfwidth=half).loc["linear"].fillna("")
    assert (row["code"], row["flags"]) == (code, flag)
    assert (row["low"] <= 0 <= row["high"]) == (code == "change_within_rounding")


def test_a_quarter_more_pupils_is_no_noise_though_the_figures_are_rounded():
    given = {"e": 7500, "target_halfwidth": 50, "baseline": 6000, "baseline_halfwidth": 500, "kind": "projection"}
    row = rates(**given, family="count", unit="persons").loc["cagr"]
    assert row[["value", "low", "high"]].tolist() == pytest.approx([4.56, 2.77, 6.54], abs=0.005)
    assert pd.isna(row["code"]) and "imprecise" in row["flags"]


def test_what_is_printed_as_a_pace_is_exact_however_the_baseline_is_rounded():
    step = rates(kind="step_per_year", e=-0.5, baseline=40, baseline_halfwidth=5, direction="down").loc["linear"]
    assert step[["value", "low", "high"]].tolist() == pytest.approx([-0.5] * 3) and pd.isna(step["code"])
    rate = rates(kind="rate_per_year", e=10, baseline=40, baseline_halfwidth=5, family="amount", target_halfwidth=5)
    assert rate.loc["cagr", ["value", "low", "high"]].tolist() == pytest.approx([10] * 3)


def test_the_gap_of_what_shall_fall_is_measured_to_nothing():
    falls = rates(e=5, baseline=10, direction="down", comparator="<=").loc["gap"]
    assert falls["value"] == pytest.approx(100 * (1 - 0.5**0.2))
    assert rates(e=0, baseline=7.42, direction="down").loc["gap", "code"] == "gap_to_zero"
    assert rates(e=60, baseline=50, direction="up").loc["gap", "value"] == pytest.approx(100 * (1 - 0.8**0.2))


def test_per_mille_has_its_own_cap():
    thousand, hundred = (
        rates(e=9 * part, baseline=8 * part, unit=unit) for part, unit in ((10, "per_mille"), (1, "percent"))
    )
    for method in ("gap", "logit"):
        assert thousand.loc[method, "value"] == pytest.approx(rates(e=9, baseline=8).loc[method, "value"])
        assert hundred.loc[method, "value"] == thousand.loc[method, "value"]


def test_an_increment_needs_the_year_it_counts_from_and_no_baseline():
    rows = rates(kind="increment", e=28800, baseline_year=None, family="count", unit="places")
    assert set(rows["code"]) == {"no_start_year"}
    assert rates(kind="increment", e=10, baseline_year=2020, family="count").loc["linear", "value"] == 2


@pytest.mark.parametrize(("lead", "told"), [(15.9, False), (16.1, True)])
def test_entrants_can_be_ahead_by_no_more_than_a_first_degree(lead, told):
    pace = lead / indicators.POPULATION_COHORTS
    rows = rates(e=8 + 5 * pace, baseline=8, family="mean", unit="years", stage="population", indicator="unheard_of")
    assert (rows.loc["linear", "code"] == "exceeds_cohort_replacement") == told


@pytest.mark.parametrize("direction", ["up", "down", "none"])
def test_a_number_that_is_reached_at_the_start_asks_for_nothing(direction):
    rows = rates(e=1, baseline=1, family="count", unit="items", direction=direction)
    assert rows.loc["linear", ["value", "code"]].tolist() == [0, "already_met"]


def test_what_cannot_come_down_to_one_or_stands_at_its_goal():
    assert formulas.code("cagr_to_last_one", 1, 0) == "bad_horizon" and np.isnan(formulas.to_last_one(1, 5))
    assert formulas.years_to_reach(90, 90, 5, 90) == 0 and np.isnan(formulas.years_to_reach(90, 90, 5, 95))


def test_an_interval_that_is_open_says_so():
    rows = rates(e=5, baseline=0.4, baseline_halfwidth=0.5)
    assert rows.loc["linear", "high"] == pytest.approx(5 / 5)
    assert rows.loc["cagr", "flags"] == "interval_open"
    assert np.isnan(rows.loc["cagr", "low"]) and np.isnan(rows.loc["cagr", "high"])


def test_the_rounding_interval_of_a_negative_number_holds_its_pace():
    rows = rates(e=10000, baseline=-236, family="amount", unit="yuan", baseline_halfwidth=0.5)
    low, value, high = rows.loc["linear", ["low", "value", "high"]]
    assert low < value < high


def test_a_target_of_many_digits_is_no_rate():
    rows = rates(e=1e13, baseline=1e12, family="amount", unit="yuan", target_year=2050)
    assert rows.loc["linear", "value"] == pytest.approx(9e12 / 30)


def test_schooling_faster_than_cohorts_can_be_replaced_says_so_and_keeps_its_value():
    rows = rates(e=10.4, baseline=8.51, family="mean", unit="years", stage="population")
    assert rows.loc["linear", ["value", "code"]].tolist() == [pytest.approx(0.378), "exceeds_cohort_replacement"]
    assert (
        rates(e=9.0, baseline=8.51, family="mean", unit="years", stage="population")["code"]["linear"]
        != rows["code"]["linear"]
    )


def test_codes_beside_the_first_go_to_flags():
    rows = rates(e=None, kind="milestone", target_year=None, comparator=None)
    assert rows.loc["linear", ["code", "flags"]].tolist() == ["no_target_year", "not_quantified;no_baseline"]
    step = {"kind": "step_per_year", "comparator": "<=", "direction": "down", "target_high": -0.5}
    rows = rates(**step, baseline=2.0, baseline_halfwidth=2.0)
    assert rows.loc["linear", "code"] == "infeasible_after_floor"


@pytest.mark.parametrize(
    ("y0", "y1", "goal", "scale", "expected"),
    [
        (0.25, 1 / 3, 1, "linear", 45),
        (0.25, 1 / 3, 1, "exp", 5 * np.log(4) / np.log(4 / 3)),
        (0.25, 1 / 3, 1, "share", 30),
        (90, 92, 90, "linear", 0),
        (90, 92, 88, "linear", np.nan),
        (31, 10, 0, "exp", np.nan),
        (90, 90, 95, "linear", np.nan),
    ],
)
def test_years_to_reach(y0, y1, goal, scale, expected):
    assert formulas.years_to_reach(y0, y1, 5, goal, scale) == pytest.approx(expected, nan_ok=True)


@given(shares, shares, years)
def test_the_years_to_the_end_of_a_way_are_its_own(y0, e, T):
    if abs(y0 - e) > 1e-6:
        for scale in (*formulas.SCALES, "share"):
            assert formulas.years_to_reach(y0, e, T, e, scale) == pytest.approx(T)


@given(counts, counts, years, st.floats(0.01, 1000))
def test_units_do_not_change_a_compound_rate(y0, e, T, unit):
    assert formulas.cagr(y0 * unit, e * unit, T) == pytest.approx(float(formulas.cagr(y0, e, T)), rel=1e-6, abs=1e-9)


@given(shares, shares, years)
def test_a_share_and_the_rest_mirror_each_other(y0, e, T):
    assert formulas.logit_rate(100 - y0, 100 - e, T) == pytest.approx(-float(formulas.logit_rate(y0, e, T)), abs=1e-9)
    assert formulas.gap_rate(y0, e, T) == pytest.approx(-float(formulas.cagr(100 - y0, 100 - e, T)), rel=1e-6, abs=1e-9)


@given(shares, shares, years, st.sampled_from(formulas.SCALES))
def test_a_path_begins_at_the_baseline_and_ends_at_the_target(y0, e, T, scale):
    assert formulas.path(y0, e, T, 0, scale) == pytest.approx(y0)
    assert formulas.path(y0, e, T, T, scale) == pytest.approx(e)


@given(shares, shares, years)
def test_time_reversed_changes_the_sign(y0, e, T):
    for rate in (formulas.linear, formulas.log_rate, formulas.logit_rate):
        assert rate(e, y0, T) == pytest.approx(-float(rate(y0, e, T)), abs=1e-9)


numbers = st.one_of(st.none(), st.floats(-10, 200), st.just(0.0), st.just(100.0))
kinds = [
    "level",
    "step_per_year",
    "rate_per_year",
    "increment",
    "maintain",
    "parity",
    "projection",
    "relative",
    "milestone",
]
rows_of_a_table = st.fixed_dictionaries(
    {
        "baseline": numbers,
        "e": numbers,
        "target_year": st.one_of(st.none(), st.integers(2015, 2040)),
        "kind": st.sampled_from(kinds),
        "family": st.sampled_from(["share", "gross_rate", "cohort_ratio", "ratio", "mean", "count", "amount"]),
        "comparator": st.sampled_from(["=", ">=", "<=", "~", "range"]),
        "direction": st.sampled_from(["up", "down", "to_value", "none"]),
        "baseline_halfwidth": st.floats(0, 5),
    }
)


@settings(deadline=None, max_examples=40)
@given(st.lists(rows_of_a_table, min_size=12, max_size=12))
def test_every_input_gives_a_number_or_a_code_and_no_warning(drawn):
    table = pd.DataFrame([row_of(**row) | {"target_id": f"x@{place}"} for place, row in enumerate(drawn)])
    rows = required.table(schema.check(table, "targets"))
    assert (rows["value"].notna() | rows["code"].notna()).all()
    assert not np.isinf(rows[["value", "low", "high"]].to_numpy(float)).any()
    inside = rows[rows["low"].notna() & rows["high"].notna()]
    assert (inside["low"] <= inside["high"]).all()


def test_numbers_too_small_to_multiply_still_have_a_rate():
    assert formulas.cagr(2e-311, 2e-311, 5) == 0
    assert formulas.code("cagr", 2e-311, 2e-311) == ""


def test_every_target_has_one_primary_scale():
    for plan in ("yunyang-14fyp", "yantai-14fyp"):
        rows = schema.load("required_growth", plan)
        assert (rows.groupby("target_id")["primary"].sum() == 1).all()
        assert set(rows["method"]) - {"cagr_to_last_one"} == set(formulas.METHODS) - {"cagr_to_last_one"}
        vanishing = rows[rows["method"] == "cagr_to_last_one"]["indicator"]
        assert set(vanishing) == ({"large_classes_compulsory"} if plan == "yunyang-14fyp" else set())


def test_the_committed_growth_equals_a_fresh_one():
    for plan in paths.plans():
        fresh = required.table(schema.load("targets", plan))
        pd.testing.assert_frame_equal(fresh, schema.load("required_growth", plan))


def test_an_unknown_scale_is_refused():
    rows = schema.load("required_growth", "yunyang-14fyp")
    with pytest.raises(ValueError, match="primary or one of linear"):
        required.on_scale(rows, "liner")
    with pytest.raises(ValueError, match="linear, exp, logit"):
        formulas.path(1, 2, 5, 1, "cubic")


def test_a_step_that_is_printed_needs_no_baseline():
    targets = schema.load("targets", "yunyang-14fyp")
    step = targets[targets["kind"].eq("step_per_year") & targets["baseline"].isna() & targets["target_low"].isna()]
    rows = required.table(step.head(1).assign(target_year=pd.array([2025], dtype="Int64")))
    linear = rows[rows["method"] == "linear"].iloc[0]
    assert linear[["value", "low", "high"]].tolist() == [step["target_high"].iloc[0]] * 3 and pd.isna(linear["code"])
    assert set(rows.loc[rows["method"] != "linear", "code"].dropna()) <= {"no_baseline", "no_cap"}
