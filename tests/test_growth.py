"""Required growth: worked vectors, properties, and the codes of a table."""

import json

import numpy as np
import pandas as pd
import pytest
from conftest import PROJECT
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import growth, paths, required, schema

VECTORS = {item["id"]: item for item in json.loads((PROJECT / "tests/data/growth_vectors.json").read_text())}
FORMULAS = {
    "lin": lambda y0, e, years, upper: growth.linear(y0, e, years),
    "cagr_pct": lambda y0, e, years, upper: growth.cagr(y0, e, years),
    "log_pct": lambda y0, e, years, upper: growth.log_rate(y0, e, years),
    "logit_per_yr": growth.logit_rate,
    "odds_ratio_per_yr": lambda *numbers: np.exp(growth.logit_rate(*numbers)),
    "gap_aarr_pct": growth.gap_rate,
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
            agree(growth.path(y0, e, T, 3, scale, upper), expected["path2023"][key])


def test_vector_zero_target_and_the_last_one():
    expected = VECTORS["V02"]["expected"]
    agree(growth.linear(31, 0, 5), expected["lin"])
    agree(growth.cagr(31, 0, 5), None)
    agree(growth.path(31, 0, 5, 3), expected["path2023_lin"])
    agree(growth.to_last_one(31, 5), expected["to_last_one_cagr_pct"])
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
            agree(growth.end_value("step_per_year", "<=", None, -0.5, float(baseline), 5), expected["implied_target"])


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
        agree(growth.cagr(41.17, 75, int(words[-1])), rate)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"e": 95, "target_year": None, "baseline": 90}, "no_target_year"),
        ({"kind": "milestone", "comparator": None}, "not_quantified"),
        ({"e": 95}, "no_baseline"),
        ({"e": 95, "baseline": 90, "target_year": 2020}, "bad_horizon"),
        ({"e": 99, "baseline": 98.9, "baseline_halfwidth": 0.05}, "change_within_rounding"),
    ],
)
def test_codes_that_hold_for_all_methods(given, code):
    assert set(rates(**given)["code"]) == {code}


def test_within_rounding_only_the_linear_scale_keeps_a_number():
    rows = rates(e=99, baseline=98.9, baseline_halfwidth=0.05)
    assert rows["value"].notna().to_dict() == {
        "linear": True,
        "cagr": False,
        "log": False,
        "logit": False,
        "gap": False,
    }


def test_an_interval_that_is_open_says_so():
    rows = rates(e=5, baseline=0.4, baseline_halfwidth=0.5)
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
    assert rows.loc["linear", ["code", "flags"]].tolist() == ["infeasible_after_floor", "change_within_rounding"]


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
    assert growth.years_to_reach(y0, y1, 5, goal, scale) == pytest.approx(expected, nan_ok=True)


@given(shares, shares, years)
def test_the_years_to_the_end_of_a_way_are_its_own(y0, e, T):
    if abs(y0 - e) > 1e-6:
        for scale in (*growth.SCALES, "share"):
            assert growth.years_to_reach(y0, e, T, e, scale) == pytest.approx(T)


@given(counts, counts, years, st.floats(0.01, 1000))
def test_units_do_not_change_a_compound_rate(y0, e, T, unit):
    assert growth.cagr(y0 * unit, e * unit, T) == pytest.approx(float(growth.cagr(y0, e, T)), rel=1e-6, abs=1e-9)


@given(shares, shares, years)
def test_a_share_and_the_rest_mirror_each_other(y0, e, T):
    assert growth.logit_rate(100 - y0, 100 - e, T) == pytest.approx(-float(growth.logit_rate(y0, e, T)), abs=1e-9)
    assert growth.gap_rate(y0, e, T) == pytest.approx(-float(growth.cagr(100 - y0, 100 - e, T)), rel=1e-6, abs=1e-9)


@given(shares, shares, years, st.sampled_from(growth.SCALES))
def test_a_path_begins_at_the_baseline_and_ends_at_the_target(y0, e, T, scale):
    assert growth.path(y0, e, T, 0, scale) == pytest.approx(y0)
    assert growth.path(y0, e, T, T, scale) == pytest.approx(e)


@given(shares, shares, years)
def test_time_reversed_changes_the_sign(y0, e, T):
    for rate in (growth.linear, growth.log_rate, growth.logit_rate):
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
    assert growth.cagr(2e-311, 2e-311, 5) == 0
    assert growth.code("cagr", 2e-311, 2e-311) == ""


def test_every_target_has_one_primary_scale():
    for plan in ("yunyang-14fyp", "yantai-14fyp"):
        rows = schema.load("required_growth", plan)
        assert (rows.groupby("target_id")["primary"].sum() == 1).all()
        assert set(rows["method"]) - {"cagr_to_last_one"} == set(growth.METHODS) - {"cagr_to_last_one"}
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
        growth.path(1, 2, 5, 1, "cubic")
