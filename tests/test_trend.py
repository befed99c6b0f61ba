"""Trend: worked vectors, plain formulas, codes for warnings, hindcasts that know only their past, and their figure."""

import itertools
import json
import logging
import math
import subprocess
import sys
import warnings

import numpy as np
import pandas as pd
import pytest
from conftest import PROJECT, assert_texts_are_apart
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from helpers import charts, report, trend
from helpers.charts import hindcast as chart
from helpers.charts import layout
from helpers.codebook import schema, source
from helpers.growth import formulas
from helpers.report import outcomes
from helpers.trend import calibration, forecast, hindcast, models, regression, scales

PLAN = "china-14fyp"
NATIONAL = ["preschool_gross_enrolment", "higher_gross_enrolment"]
VECTORS = {item["id"]: item for item in json.loads((PROJECT / "tests/data/growth_vectors.json").read_text())}
POINTS = VECTORS["V16a"]["input"]["observed"]
OBSERVED = pd.DataFrame({"year": map(int, POINTS), "value": map(float, POINTS.values())})
LINES = {"identity": VECTORS["V16a"], "log": VECTORS["V16b"], "logit": VECTORS["V16c"]}


@pytest.fixture(scope="module")
def plan():
    return {name: schema.load(name, PLAN) for name in ("observations", "targets", "indicators")}


@pytest.fixture(scope="module")
def pooled(plan):
    return trend.pool(plan["observations"], plan["indicators"])


@pytest.fixture(scope="module")
def table(plan, pooled):
    return trend.table(PLAN, *plan.values(), pooled)


RATES = ("preschool_gross_enrolment", "compulsory_retention", "senior_gross_enrolment", "higher_gross_enrolment")


def yearly(values, first=2010):
    return pd.DataFrame({"year": first + np.arange(len(values)), "value": np.asarray(values, float)})


def observations(rows):
    """Make observations of one indicator from (year, value, further columns)."""
    empty = {field["name"]: None for field in schema.fields("observations")}
    empty |= {"plan": "p", "indicator": "x", "basis": "level", "halfwidth": 0.05, "unit": "percent", "derived": False}
    empty |= {"break_before": False, "evidence": "plan", "source": "s", "printed": "x"}
    made = [empty | {"year": year, "value": value, "locator": str(place)} | more for place, (year, value, more) in rows]
    return schema.check(pd.DataFrame(made), "observations")


def every_year(values, first=2010, **more):
    return list(enumerate((first + place, value, more) for place, value in enumerate(values)))


def codebook_of(family="share"):
    row = {field["name"]: None for field in schema.fields("indicators")}
    row |= {"indicator": "x", "indicator_zh": "x", "indicator_en": "x", "stage": "other", "unit": "percent"}
    upper = 100.0 if family == "share" else None
    row |= {"family": family, "direction": "up", "upper": upper, "definition": "x"}
    return schema.check(pd.DataFrame([row]), "indicators")


def no_targets():
    return schema.check(pd.DataFrame(columns=[field["name"] for field in schema.fields("targets")]), "targets")


@pytest.mark.parametrize("scale", scales.SCALES)
def test_vectors_of_a_straight_line(scale):
    expected = LINES[scale]["expected"]
    found = regression.regression(OBSERVED["year"], OBSERVED["value"], scale)
    for name in expected.keys() & found.keys():
        assert found[name] == pytest.approx(expected[name], rel=1e-6), name
    made = forecast.forecast(OBSERVED, "ols", scale, 2025)
    assert made["estimate"].iloc[-1] == pytest.approx(expected["pred2025"], rel=1e-6)
    assert made[["low", "high"]].iloc[-1].tolist() == pytest.approx(expected["PI95"], rel=1e-6)
    assert forecast.chance(made, 75, "up") == pytest.approx(expected["P(y2025>=75)"], rel=1e-6)
    assert forecast.chance(made, 75, "down") == pytest.approx(1 - expected["P(y2025>=75)"], rel=1e-6)


def test_vectors_intercept_quantile_and_rate_between_the_ends():
    expected, on_log = (LINES[scale]["expected"] for scale in ("identity", "log"))
    found = regression.regression(OBSERVED["year"], OBSERVED["value"])
    assert found["intercept"] == pytest.approx(expected["intercept"], rel=1e-6) and found["df"] == expected["df"]
    assert forecast.quantile(0.975, expected["df"]) == pytest.approx(expected["t_ppf"], rel=1e-6)
    assert formulas.cagr(41.17, 58, 3) == pytest.approx(on_log["endpoint_cagr_pct"], rel=1e-9)


@pytest.mark.parametrize("scale", scales.SCALES)
def test_a_random_walk_with_drift_is_its_plain_formula(plan, scale):
    observed = trend.series(plan["observations"], "higher_gross_enrolment")
    made = forecast.forecast(observed, "rwd", scale, 2030)
    there = {"identity": lambda p: p, "log": np.log, "logit": lambda p: np.log(p / (100 - p))}[scale]
    back = {"identity": lambda x: x, "log": np.exp, "logit": lambda x: 100 / (1 + np.exp(-x))}[scale]
    y = [float(there(value)) for value in observed["value"]]
    changes = [after - before for before, after in itertools.pairwise(y)]
    drift = (y[-1] - y[0]) / len(changes)
    s = (sum((change - drift) ** 2 for change in changes) / (len(changes) - 1)) ** 0.5
    for h, row in enumerate(made.itertuples(), 1):
        error = s * (h + h**2 / (len(y) - 1)) ** 0.5
        reach = stats.t.ppf(0.975, len(y) - 2) * error
        middle = y[-1] + h * drift
        assert row.year == 2025 + h
        assert row.estimate == pytest.approx(back(middle))
        assert (row.low, row.high) == pytest.approx((back(middle - reach), back(middle + reach)))
    at_least = stats.t.sf((there(70) - middle) / error, len(y) - 2)
    assert forecast.chance(made, 70, "up") == pytest.approx(at_least)


def test_a_straight_line_is_the_plain_formula(plan):
    observed = trend.series(plan["observations"], "preschool_gross_enrolment")
    y, n = observed["value"].to_numpy(), len(observed)
    x = np.arange(n)
    slope = ((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum()
    residuals = y - y.mean() - slope * (x - x.mean())
    s = np.sqrt((residuals**2).sum() / (n - 2))
    spread = ((x - x.mean()) ** 2).sum()
    at = n + 4
    estimate = y.mean() + slope * (at - x.mean())
    reach = stats.t.ppf(0.975, n - 2) * s * np.sqrt(1 + 1 / n + (at - x.mean()) ** 2 / spread)
    last = forecast.forecast(observed, "ols", "identity", 2030).iloc[-1]
    assert last[["estimate", "low", "high"]].tolist() == pytest.approx([estimate, estimate - reach, estimate + reach])
    found = regression.diagnostics(observed, "identity")
    assert (found["slope"], found["se"]) == pytest.approx((slope, s / np.sqrt(spread)))
    assert found["durbin_watson"] == pytest.approx((np.diff(residuals) ** 2).sum() / (residuals**2).sum())
    assert found["durbin_watson"] < 1 and found["lags"] == 2
    scores = np.column_stack([np.ones(n), x]) * residuals[:, None]
    middle = scores.T @ scores
    for lag in (1, 2):
        crossed = scores[lag:].T @ scores[:-lag]
        middle += (1 - lag / 3) * (crossed + crossed.T)
    bread = np.linalg.inv(np.column_stack([np.ones(n), x]).T @ np.column_stack([np.ones(n), x]))
    assert found["hac_se"] == pytest.approx(np.sqrt((bread @ middle @ bread)[1, 1] * n / (n - 2)))


def test_holts_errors_are_those_of_statsmodels(plan):
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    observed = trend.series(plan["observations"], "preschool_gross_enrolment")
    values = pd.Series(observed["value"].to_numpy(), index=pd.period_range("2010", periods=16, freq="Y"))
    fitted = ETSModel(values, error="add", trend="add").fit(disp=False, maxiter=1000)
    theirs = fitted.get_prediction(start=16, end=20).summary_frame(alpha=0.05)
    ours = forecast.forecast(observed, "ets", "identity", 2030)
    for name, column in {"estimate": "mean", "low": "pi_lower", "high": "pi_upper"}.items():
        assert ours[name].to_numpy() == pytest.approx(theirs[column].to_numpy(), rel=1e-3)


@pytest.mark.parametrize(
    ("indicator", "until", "scale", "horizon", "estimate", "likelihood"),
    [
        ("preschool_gross_enrolment", 2020, "identity", 2025, 92.69, -14.49),
        ("preschool_gross_enrolment", 2020, "log", 2025, 92.75, -13.55),
        ("senior_gross_enrolment", 2025, "identity", 2030, 92.88, -21.71),
    ],
)
def test_holts_smoothing_ends_on_the_highest_summit(indicator, until, scale, horizon, estimate, likelihood, plan):
    observed = trend.series(plan["observations"], indicator, until)
    made = forecast.forecast(observed, "ets", scale, horizon)
    assert made["estimate"].iloc[-1] == pytest.approx(estimate, abs=0.005)
    values = scales.apply(observed["value"], scale)
    assert models.holt((values - values[0]) / np.diff(values).std()).llf == pytest.approx(likelihood, abs=0.005)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("scale", ["identity", "log"])
def test_no_search_from_a_grid_of_starts_finds_a_higher_likelihood(scale, plan):
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    starts = [(alpha, beta) for alpha in (0.05, 0.3, 0.6, 0.95) for beta in (0.02, 0.1, 0.4, 0.9) if beta < alpha]
    runs = {name: trend.series(plan["observations"], name) for name in RATES}
    for name, known in [(name, run[:n]) for name, run in runs.items() for n in range(10, len(run) + 1, 2)]:
        values = scales.apply(known["value"], scale)
        values = (values - values[0]) / np.diff(values).std()
        model = ETSModel(values, error="add", trend="add")
        model.fit(disp=False)
        begin = np.array(model.start_params)
        found = [model.fit(start_params=[*start, *begin[2:]], disp=False, maxiter=1000).llf for start in starts]
        assert models.holt(values).llf >= max(found) - 1e-3, (name, len(known))


def test_the_published_coverages_of_holts_smoothing(table):
    rows = table.query("model == 'ets' and last_year == 2025 and scale in ['identity', 'log']")
    rows = rows[rows["indicator"].isin(["preschool_gross_enrolment", "senior_gross_enrolment"])]
    held = [(round(part * n), n) for part, n in zip(rows["hindcast_coverage"], rows["hindcast_n"], strict=True)]
    assert held == [(1, 2), (2, 2), (1, 2), (1, 2)]


def test_the_local_linear_trend_is_at_the_highest_summit_of_its_likelihood(plan):
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    observed = trend.series(plan["observations"], "higher_gross_enrolment", until=2019)
    made = forecast.forecast(observed, "ucm", "identity", 2024)
    model = UnobservedComponents(observed["value"].to_numpy(), "local linear trend")
    one = np.diff(observed["value"]).var()
    starts = [(a * one, b * one, c * one) for a in (0.01, 1) for b in (0.01, 1) for c in (0.01, 1)]
    best = max((model.fit(start_params=start, disp=False) for start in starts), key=lambda fitted: fitted.llf)
    ahead = best.get_forecast(5)
    assert made["estimate"].to_numpy() == pytest.approx(ahead.predicted_mean, rel=1e-2)
    assert made["error"].to_numpy() == pytest.approx(ahead.se_mean, rel=2e-2)


def test_nothing_is_fitted_across_a_break():
    rows = every_year([40, 41, 43, 44, 46, 80, 81, 83, 84, 86])
    rows[5] = (5, (2015, 80, {"break_before": True}))
    found = trend.series(observations(rows), "x")
    assert found["year"].tolist() == [2015, 2016, 2017, 2018, 2019]
    table = trend.table("p", observations(rows), no_targets(), codebook_of())
    assert set(table["n"]) == {5} and set(table["first_year"]) == {2015}
    estimate = table.set_index("scale").loc["identity", "estimate"]
    assert estimate == pytest.approx(86 + 5 * 1.5)


def test_a_break_told_by_a_derived_value_counts_too():
    rows = every_year([40, 41, 43, 44])
    rows += [(9, (2012, 43.04, {"derived": True, "break_before": True}))]
    assert trend.series(observations(rows), "x")["value"].tolist() == [43, 44]


def test_a_missing_year_cuts_a_series():
    rows = every_year([40, 41, 43]) + [(9 + place, row) for place, row in every_year([50, 51, 53, 54, 56], 2014)]
    assert trend.series(observations(rows), "x")["year"].tolist() == [2014, 2015, 2016, 2017, 2018]
    assert trend.series(observations(rows), "x", until=2013)["year"].tolist() == [2010, 2011, 2012]
    assert trend.series(observations(rows), "x", until=2009).empty


def test_printed_values_go_before_derived_ones_and_bounds_and_changes_are_left_out():
    rows = every_year([40, 41, 43])
    rows += [
        (8, (2012, 43.21, {"derived": True})),
        (9, (2013, 99, {"note": "a bound (>=), not a value to start from"})),
        (10, (2014, 5, {"basis": "change"})),
    ]
    found = trend.series(observations(rows), "x")
    assert found["value"].tolist() == [40, 41, 43] and found["halfwidth"].tolist() == [0.05] * 3


def test_a_short_series_is_one_row_that_says_so():
    table = trend.table("p", observations(every_year([40, 41, 43])), no_targets(), codebook_of())
    assert table[["n", "first_year", "last_year", "code"]].values.tolist() == [[3, 2010, 2012, "too_short"]]
    assert table[["model", "scale", "horizon_year", "estimate", "chance"]].isna().all(axis=None)


def test_a_scale_that_does_not_fit_says_why():
    rows = observations(every_year([3, 2, 1.5, 0.2, 0]))
    table = trend.table("p", rows, no_targets(), codebook_of()).set_index("scale")
    assert table["code"].to_dict() == {"identity": "no_hindcast", "log": "not_positive", "logit": "at_bound"}
    assert table["primary"].to_dict() == {"identity": True, "log": False, "logit": False}
    assert table.loc["identity", "flags"] == "at_bound"
    assert set(trend.table("p", rows, no_targets(), codebook_of("mean"))["scale"]) == {"identity", "log"}


@pytest.mark.parametrize("model", models.MODELS)
def test_warnings_and_failures_become_codes(model, monkeypatch):
    def warns(values, steps):
        warnings.warn("the likelihood has not converged", UserWarning, stacklevel=1)
        return np.ones(steps), np.ones(steps), 3

    made = yearly(np.sqrt(np.arange(1, 17)))
    assert set(forecast.forecast(made, model, "identity", 2030)["code"]) == {""}
    monkeypatch.setattr(models, model, warns)
    assert set(forecast.forecast(made, model, "identity", 2030)["code"]) == {"fit_failed"}
    assert hindcast.hindcast(made, model, "identity", 5).empty


@pytest.mark.parametrize("model", models.MODELS)
def test_a_series_without_scatter_has_no_interval(model):
    for values in ([5.0] * 16, list(range(1, 17))):
        made = forecast.forecast(yearly(values), model, "identity", 2030)
        assert set(made["code"]) == {"fit_failed"} and made["estimate"].isna().all()
    assert regression.diagnostics(yearly([5.0] * 9), "identity")["code"] == "fit_failed"


finite = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False), st.floats(-10, 200), st.just(0.0), st.just(100.0), st.just(1e-300)
)


def number_or_code(values, model, scale):
    made = forecast.forecast(yearly(values), model, scale, 2012 + len(values))
    numbers = made[["estimate", "low", "high"]].to_numpy(float)
    assert not np.isinf(numbers).any()
    if made["code"].ne("").any():
        assert np.isnan(numbers).all()
        return
    assert np.isfinite(numbers).all()
    assert (made["low"] <= made["estimate"]).all() and (made["estimate"] <= made["high"]).all()
    assert 0 <= forecast.chance(made, 50, "up") <= 1
    assert forecast.chance(made, 50, "up") + forecast.chance(made, 50, "down") == pytest.approx(1)


@settings(deadline=None, max_examples=150)
@given(st.lists(finite, min_size=1, max_size=12), st.sampled_from(["rwd", "ols"]), st.sampled_from(scales.SCALES))
def test_any_series_gives_numbers_or_a_code(values, model, scale):
    number_or_code(values, model, scale)
    found = regression.regression(2010 + np.arange(len(values)), values, scale)
    flat = np.hstack([found[name] for name in found.keys() - {"n", "df", "lags", "code"}])
    assert np.isfinite(flat).all() if found["code"] == "" else np.isnan(flat).all()


@settings(deadline=None, max_examples=15)
@given(st.lists(finite, min_size=10, max_size=12), st.sampled_from(["ets", "ucm"]), st.sampled_from(scales.SCALES))
def test_any_longer_series_gives_numbers_or_a_code(values, model, scale):
    number_or_code(values, model, scale)


def test_every_fan_of_the_table_stands_with_its_hindcast(table):
    fans = table[table["low"].notna()]
    assert len(fans) > 50
    assert (fans["low"] <= fans["estimate"]).all() and (fans["estimate"] <= fans["high"]).all()
    assert (fans["hindcast_n"] > 0).all() and fans["hindcast_coverage"].between(0, 1).all()
    without = table[table["low"].isna()]
    assert without["code"].notna().all() and without[["high", "hindcast_coverage", "chance"]].isna().all(axis=None)
    assert set(without.loc[without["estimate"].notna(), "code"]) == {"no_hindcast"}
    assert fans["code"].isna().all()


def test_a_chance_is_one_of_a_target_in_its_year_and_only_of_eight_points(table, plan):
    chances = table[table["chance"].notna()]
    assert len(chances) >= 6
    assert chances["chance"].between(0, 1).all() and (chances["n"] >= 8).all()
    goals = set(zip(plan["targets"]["indicator"], plan["targets"]["target_year"], strict=True))
    assert set(zip(chances["indicator"], chances["horizon_year"], strict=True)) <= goals
    observed = trend.series(plan["observations"], "senior_gross_enrolment", until=2020)
    made = forecast.forecast(observed, "rwd", "identity", 2025)
    row = chances.query("indicator == 'senior_gross_enrolment' and model == 'rwd' and scale == 'identity'").iloc[0]
    assert row["chance"] == pytest.approx(forecast.chance(made, 92, "up"))
    assert row["estimate"] == pytest.approx(made["estimate"].iloc[-1])
    wider = made.assign(error=made["error"] * row["calibration"])
    assert row["calibrated_chance"] == pytest.approx(forecast.chance(wider, 92, "up"))
    assert (chances["calibrated_chance"].notna() & chances["calibrated_low"].notna()).all()


def test_without_a_calibrated_chance_no_chance_is_given(table, plan, monkeypatch):
    assert table.loc[table["model"] != "rwd", ["chance", "calibrated_chance", "calibrated_low"]].isna().all(axis=None)
    monkeypatch.setattr(models, "MODELS", ("rwd",))
    alone = trend.table(PLAN, *plan.values()).query("model == 'rwd'")
    assert alone[["chance", "calibrated_chance", "calibrated_low", "calibration"]].isna().all(axis=None)
    assert alone["low"].notna().any()


def test_the_calibrated_band_is_the_nominal_one_widened_on_the_scale_of_its_forecast(table, pooled):
    rows = table[table["calibrated_low"].notna()]
    assert len(rows) > 60 and (rows["calibration"] >= 1).all()
    assert (rows["calibrated_low"] <= rows["low"]).all() and (rows["high"] <= rows["calibrated_high"]).all()
    for row in rows[rows["scale"] != "log"].itertuples():
        ends = [row.calibrated_low, row.low, row.estimate, row.high, row.calibrated_high]
        if row.scale == "logit" and (min(ends) < 5 or max(ends) > 97):
            continue  # twelve digits of a share carry few digits of log-odds there
        widest, low, middle, high, highest = scales.apply(ends, row.scale)
        assert (highest - middle) / (high - middle) == pytest.approx(row.calibration, rel=1e-4)
        assert (middle - widest) / (middle - low) == pytest.approx(row.calibration, rel=1e-4)
        others = pooled[(pooled["ahead"] == row.horizon_year - row.last_year)]
        others = others[others["series"] != f"{PLAN}/{row.indicator}"]
        assert row.calibration == pytest.approx(np.quantile(others["ratio"], 0.95))


@pytest.mark.parametrize(("scale", "nominal"), [("identity", 83), ("", 91)])
def test_calibrated_bands_hold_as_often_as_they_say(scale, nominal, plan):
    tried = trend.pool(plan["observations"], plan["indicators"], 5, scale).query("ahead == 5")
    assert (len(tried), tried["series"].nunique()) == (143, 25)
    assert calibration.held(tried, 5) == (nominal, 135, 143)
    assert pytest.approx(0.944, abs=0.0005) == 135 / 143
    factors = [calibration.factor(tried, 5, name) for name in tried["series"].unique()]
    assert (min(factors), max(factors)) == pytest.approx((3.03, 3.41), abs=0.005)


def test_what_came_of_a_series_does_not_widen_its_own_band():
    worst = pd.DataFrame({"series": ["a"] * 30 + ["b"] * 30, "ahead": 5, "ratio": [0.5] * 30 + [9.0] * 30})
    assert calibration.factor(worst, 5, "b") == 1 and calibration.factor(worst, 5, "a") == 9
    assert np.isnan(calibration.factor(worst[:49], 5, "a")) and np.isnan(calibration.factor(worst, 4))


@pytest.mark.parametrize(
    ("scale", "expected"),
    [("identity", (21, 2.59, 3.90)), ("log", (21, 6.27, 8.20)), ("logit", (24, 0.78, 1.97))],
)
def test_rates_are_worst_forecast_on_the_scales_that_know_no_cap(scale, expected, plan):
    past = [hindcast.hindcast(trend.series(plan["observations"], name), "rwd", scale, 5, nearest=5) for name in RATES]
    past = pd.concat(past)
    off = past["estimate"] - past["observed"]
    assert len(past) == 26
    assert (past["held"].sum(), off.mean(), (off**2).mean() ** 0.5) == pytest.approx(expected, abs=0.005)


def test_the_default_is_log_odds_inside_the_whole_and_the_unit_itself_elsewhere(table, plan):
    family = plan["indicators"].set_index("indicator")["family"]
    rows = table[table["primary"].fillna(False)]
    assert not rows.duplicated(["indicator", "last_year", "horizon_year"]).any()
    assert set(table["indicator"]) - set(rows["indicator"]) == set(table.loc[table["model"].isna(), "indicator"])
    for row in rows.itertuples():
        known = trend.series(plan["observations"], row.indicator, row.last_year)["value"]
        capped = family[row.indicator] in {"share", "gross_rate", "cohort_ratio"}
        inside = capped and known.min() > 0 and known.max() < 100
        assert row.scale == ("logit" if inside else "identity"), row.indicator
        assert ("at_bound" in str(row.flags)) == (capped and not inside)
    flagged = table[table["flags"] == "if_100_were_the_cap"]
    assert set(flagged["scale"]) == {"logit"}
    assert set(flagged["indicator"].map(family)) == {"gross_rate", "cohort_ratio"}
    assert set(table.query("indicator == 'preschool_gross_enrolment'")["scale"]) == {"identity", "log", "logit"}
    passed = table.query("indicator == 'lower_secondary_gross_enrolment' and primary")
    assert passed[["scale", "flags"]].values.tolist() == [["identity", "at_bound"]]


def test_the_table_tells_how_far_off_and_how_wide_its_hindcasts_were(table, plan):
    for row in table.query(
        "indicator == 'preschool_gross_enrolment' and model == 'rwd' and last_year == 2025"
    ).itertuples():
        observed = trend.series(plan["observations"], row.indicator)
        past = hindcast.hindcast(observed, "rwd", row.scale, 5, nearest=5)
        assert row.hindcast_error == pytest.approx((past["estimate"] - past["observed"]).mean())
        assert row.hindcast_width == pytest.approx((past["high"] - past["low"]).mean())
        assert row.hindcast_n == len(past) == 7


def test_below_eight_points_there_is_no_chance(plan, pooled):
    target = plan["targets"].query("target_id == 'senior_gross_enrolment@2025'")
    target = target.assign(indicator="x", baseline_year=2016, target_year=2018)
    values = [80, 82, 83, 85, 86, 88, 90, 91]
    seven, eight = (
        trend.table("p", observations(every_year(values[-n:], 2017 - n)), target, codebook_of(), pooled) for n in (7, 8)
    )
    for table, known in ((seven, False), (eight, True)):
        row = table.query("model == 'rwd' and scale == 'identity'").iloc[0]
        assert row["hindcast_n"] > 0 and pd.notna(row["low"])
        assert pd.notna(row["chance"]) == known


@pytest.mark.parametrize(
    ("comparator", "direction", "goal"),
    [
        (">=", "up", (90, "up")),
        ("=", "up", (90, "up")),
        ("=", "down", (90, "down")),
        ("<=", "down", (90, "down")),
        ("=", "to_value", None),
        ("=", "none", None),
        ("~", "up", None),
        ("range", "up", None),
    ],
)
def test_what_meets_a_target(comparator, direction, goal):
    target = {"comparator": comparator, "direction": direction, "target_low": 90, "target_high": 90}
    assert trend.goal_of(target) == goal


def test_forecasts_start_at_the_plans_baseline_year_and_at_the_last_year(table):
    rows = table.query("indicator == 'preschool_gross_enrolment' and model == 'rwd' and scale == 'identity'")
    assert rows[["last_year", "horizon_year"]].values.tolist() == [[2020, 2025], [2025, 2030]]
    assert rows["chance"].notna().tolist() == [True, False]
    assert "births" not in set(table["indicator"])
    undated = table.query("indicator == 'kindergartens'")
    assert set(undated["model"]) == {"rwd"} and set(undated["horizon_year"]) == {2030}


@pytest.mark.parametrize("model", models.MODELS)
def test_a_hindcast_knows_only_what_was_known_at_its_origin(model, plan):
    observed = trend.series(plan["observations"], "higher_gross_enrolment")
    found = hindcast.hindcast(observed, model, "identity", 5)
    altered = observed.assign(value=observed["value"].where(observed["year"] <= 2020, 5.0))
    again = hindcast.hindcast(altered, model, "identity", 5)
    assert found["origin"].min() == 2010 + max(5, models.MINIMUM[model]) - 1
    assert set(zip(found["origin"], found["year"], strict=True)) == set(
        zip(again["origin"], again["year"], strict=True)
    )
    early = found["origin"] <= 2020
    assert early.any() and not early.all()
    columns = ["estimate", "low", "high"]
    np.testing.assert_array_equal(found.loc[early, columns], again.loc[early, columns])
    assert not np.allclose(found.loc[~early, columns], again.loc[~early, columns])
    assert (found["held"] == found["observed"].between(found["low"], found["high"])).all()
    assert (found["year"] - found["origin"]).between(1, 5).all()


def test_the_coverage_of_the_table_is_that_of_the_same_distance_ahead(table, plan):
    observed = trend.series(plan["observations"], "higher_gross_enrolment")
    rows = table.query("indicator == 'higher_gross_enrolment' and scale == 'identity' and last_year == 2025")
    row = rows.query("model == 'rwd'").iloc[0]
    past = hindcast.hindcast(observed, "rwd", "identity", 5)
    assert hindcast.coverage(past, 5) == pytest.approx((row["hindcast_coverage"], row["hindcast_n"]))
    assert row["hindcast_n"] == (past["year"] - past["origin"] == 5).sum() == 7


def test_what_is_not_known_is_refused():
    for wrong, said in (
        (("arima", "identity", 2030), "rwd, ols, ets, ucm"),
        (("rwd", "probit", 2030), "identity, log"),
    ):
        with pytest.raises(ValueError, match=said):
            forecast.forecast(OBSERVED, *wrong)
    with pytest.raises(ValueError, match="a year after 2023"):
        forecast.forecast(OBSERVED, "rwd", "identity", 2023)
    with pytest.raises(ValueError, match="up or down"):
        forecast.chance(forecast.forecast(OBSERVED, "rwd", "identity", 2025), 75, "to_value")


def test_the_import_leaves_statsmodels_for_later():
    code = "import sys; import helpers.trend; print([name for name in ('statsmodels', 'scipy') if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(told.stdout.replace("'", '"')) == []


def drawn_of(indicator, plan, model="rwd", scale="", until=None, **more):
    """List what a hindcast of a national series draws."""
    known = trend.series(plan["observations"], indicator, until)
    entry = plan["indicators"].set_index("indicator", drop=False).loc[indicator]
    made, past = trend.outlook(known, entry["family"], model, scale)
    pooled = trend.pool(plan["observations"], plan["indicators"])
    return chart.rows(trend.series(plan["observations"], indicator), made, past, entry, pooled, **more)


def draw(indicator, language, plan, size="page", **how):
    charts.use_style(language)
    rows, about = drawn_of(indicator, plan, **how), [source.read(PLAN)]
    title, below = chart.finding(rows, about, language), chart.subtitle(rows, about, language)
    words = layout.wording(title, report.credits(about, language), below)
    return chart.figure(rows, words, language, layout.sized(size), how.get("target"))


CASES = [
    ("preschool_gross_enrolment", {}),
    ("preschool_gross_enrolment", {"scale": "identity"}),
    ("higher_gross_enrolment", {"scale": "log", "until": 2020}),
    ("senior_gross_enrolment", {"model": "ols"}),
    ("kindergartens", {"scale": "log"}),
    ("preschool_enrolment", {}),
    ("compulsory_retention", {"model": "ets"}),
]
SIZES = ["column", "page", "slide"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("indicator", "how"), CASES)
def test_every_text_of_a_hindcast_is_inside_the_canvas_and_none_overlap(indicator, how, language, size, plan, caplog):
    with caplog.at_level(logging.WARNING):
        fig, _ = draw(indicator, language, plan, size, **how)
        assert_texts_are_apart(fig, language)
    assert [record.getMessage() for record in caplog.records] == []


def errors_of(indicator, plan, scale, ahead=5):
    """Compute anew how far straight lines from every past origin were off, so many years ahead."""
    known = trend.series(plan["observations"], indicator)["value"].tolist()
    found = []
    for last in range(4, len(known) - ahead):
        values = [math.log(value / (100 - value)) for value in known] if scale == "logit" else known
        made = values[last] + ahead * (values[last] - values[0]) / last
        made = 100 / (1 + math.exp(-made)) if scale == "logit" else made
        found.append(made - known[last + ahead])
    return found


@pytest.mark.parametrize("scale", ["identity", "logit"])
@pytest.mark.parametrize("indicator", NATIONAL)
def test_the_title_says_the_mean_error_computed_anew(indicator, scale, plan):
    rows, about = drawn_of(indicator, plan, scale=scale), [source.read(PLAN)]
    errors = errors_of(indicator, plan, scale)
    past = chart.checked(rows)
    assert np.allclose(past["value"] - past["observed"], errors) and len(errors) > 1
    over, mean = sum(error > 0 for error in errors), np.mean(errors)
    for language, points in (("en", " points"), ("zh", "个百分点")):
        title = chart.finding(rows, about, language)
        if over in {0, len(errors)}:
            side = {"en": ("undershot every time", "overshot every time"), "zh": ("每次都偏低", "每次都偏高")}
            assert side[language][over > 0] in title and f"{abs(mean):.2g}{points}" in title
        else:
            assert f"{mean:+.2g}".replace("-", "−") + points in title and str(over) in title
        assert ("straight-line" in title or "直线外推" in title) == (scale == "identity")


def test_straight_lines_overshot_preschool_enrolment_every_time(plan):
    title = chart.finding(drawn_of("preschool_gross_enrolment", plan, scale="identity"), [source.read(PLAN)], "en")
    assert title.endswith("straight-line forecasts overshot every time, by 6.4 points on average")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("made", [[1.0], [-1.0], [0.0], [1.0, 2.0], [-1.0, -2.0], [1.0, -3.0], [0.0, 0.0]])
def test_a_title_of_a_hindcast_is_true_of_any_errors(made, language):
    row = {"part": "hindcast", "ahead": 1, "unit": "percent", "model": "rwd", "scale": "identity"}
    row |= {"indicator_en": "rate", "indicator_zh": "比率"}
    pairs = enumerate(made)
    rows = pd.DataFrame([row | {"origin": n, "year": n + 1, "value": 50 + off, "observed": 50} for n, off in pairs])
    title = chart.finding(rows, [source.read(PLAN)], language)
    assert ("every time" in title or "每次都" in title) == (len(made) > 1 and abs(sum(np.sign(made))) == len(made))
    assert ("the one forecast" in title or "唯一" in title) == (len(made) == 1) and "nan" not in title


def test_paths_lead_from_their_origin_to_what_was_forecast_and_the_band_is_nominal(plan):
    fig, drawn = draw("kindergartens", "en", plan)
    (ax,) = fig.axes
    past, made = drawn[drawn["part"] == "hindcast"], drawn[drawn["part"] == "forecast"]
    thin = [line for line in ax.get_lines() if line.get_linewidth() == 0.8]
    seen = drawn[drawn["part"] == "observed"].set_index("year")["value"]
    for line, (origin, path) in zip(thin, past.groupby("origin"), strict=True):
        assert line.get_xdata().tolist() == [origin, *path["year"]]
        assert line.get_ydata().tolist() == [seen[origin], *path["value"]]
    corners = ax.collections[0].get_paths()[0].vertices
    for row in made.itertuples():
        assert {row.low, row.high} <= set(corners[corners[:, 0] == row.year, 1])
    labels = [label.get_text() for label in fig.legends[0].get_texts()]
    assert "nominal 95 % interval" in labels and not [label for label in labels if label == "95 % interval"]


def test_the_share_that_held_is_of_all_series(plan):
    rows = drawn_of("compulsory_retention", plan)
    pooled = trend.pool(plan["observations"], plan["indicators"])
    tried = pooled[pooled["ahead"] == rows["ahead"].iloc[0]]
    held = int((tried["ratio"] <= 1).sum())
    note = chart.note(rows, "en")
    assert f"all {tried['series'].nunique()} series" in note and f"held {held} of {len(tried)} times" in note
    assert f"({100 * held / len(tried):.0f} %)" in note


def test_without_a_hindcast_and_of_another_place_nothing_is_drawn(plan):
    assert (
        not chart.figure(drawn_of("inclusive_kindergarten_share", plan), layout.PLAIN, "en", layout.PAGE)[0]
        .axes[0]
        .collections
    )  # one year ahead was tried, five are forecast
    short = drawn_of("preschool_teachers", plan)
    assert not len(chart.checked(short)) and "too short" in chart.empty(short, "en")
    elsewhere = drawn_of("compulsory_retention", plan, own=False)
    assert elsewhere.empty and "nation's folder" in chart.empty(elsewhere, "en")
    for rows, language in itertools.product((short, elsewhere), ("en", "zh")):
        about = [source.read(PLAN)]
        for said in (chart.finding, chart.subtitle):
            assert said(rows, about, language) and "nan" not in said(rows, about, language)


def test_what_happened_since_the_origin_is_drawn_hollow(plan):
    fig, drawn = draw("preschool_gross_enrolment", "en", plan, until=2020)
    since = drawn[drawn["part"] == "since"]
    assert since["year"].tolist() == [2021, 2022, 2023, 2024, 2025]
    hollow = [line for line in fig.axes[0].get_lines() if line.get_marker() == "o" and line.get_mfc() == "white"]
    assert [list(line.get_ydata()) for line in hollow] == [since["value"].tolist()]


def test_the_coverage_told_in_the_methods_is_the_one_computed(monkeypatch):
    monkeypatch.syspath_prepend(PROJECT / "benchmarks")
    import coverage_of_intervals

    for language, file in coverage_of_intervals.PAGES.items():
        page = file.read_text(encoding="utf-8")
        assert coverage_of_intervals.written(page, language) == page, "run python benchmarks/coverage_of_intervals.py"


def test_the_committed_trend_equals_a_fresh_one(plan, table):
    committed = schema.load("trend", PLAN)
    tight = committed["model"].isna() | committed["model"].isin(["rwd", "ols"])
    pd.testing.assert_frame_equal(table[tight.to_numpy()], committed[tight], rtol=1e-9)
    pd.testing.assert_frame_equal(table[~tight.to_numpy()], committed[~tight], rtol=1e-2)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_nominal_band_is_never_told_without_its_calibrated_one(language, table, plan):
    book = plan["indicators"].set_index("indicator")
    both = {"en": ("nominal", "calibrated"), "zh": ("名义", "校准")}[language]
    told = 0
    for indicator in ("preschool_gross_enrolment", "kindergartens", "inclusive_kindergarten_share"):
        rows = table[table["indicator"] == indicator]
        said = outcomes.expected(rows, book.loc[indicator], language).data
        banded = rows["primary"].fillna(False) & rows["low"].notna()
        lines = said.splitlines() if banded.any() else []
        assert len(lines) == banded.sum() and "nan" not in said and "{" not in said
        for line, row in zip(lines, rows[banded].itertuples(), strict=True):
            assert [line.count(name) for name in both] == [1 + pd.notna(row.chance)] * 2
            told += 1
    assert told == 3
