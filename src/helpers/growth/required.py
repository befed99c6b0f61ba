"""Required growth as a table: every target on every scale, with its rounding interval, code and flags."""

from itertools import product

import numpy as np
import pandas as pd

from helpers import goals
from helpers.codebook import indicators, schema
from helpers.growth import formulas

CAPPED_BY_CONVENTION = ("gross_rate", "cohort_ratio")
NOT_QUANTIFIED = ("recurrent", "non_decrease", "relative", "milestone")
WITH_A_PATH = ("level", "maintain", "parity")
IMPRECISE = 1 / 3
"""Part of a rate that half its rounding interval may be before the rate is flagged as imprecise."""
PACED = ("step_per_year", "rate_per_year")
"""Kinds whose printed number is the pace itself."""
SCHOOLING = 16
"""Years of schooling by which one cohort could at most be ahead of another: a first degree against none."""
NOTHING = ("maintain", "already_met")
"""Codes under which nothing is required."""
RATE_UNITS = {
    "cagr": "percent_per_year",
    "cagr_to_last_one": "percent_per_year",
    "log": "log_percent_per_year",
    "logit": "logits_per_year",
    "gap": "percent_of_gap_per_year",
}


def table(targets):
    """Compute the required growth of every target on every scale.

    Parameters
    ----------
    targets : DataFrame
        As `helpers.codebook.schema` declares it, one row a target.

    Returns
    -------
    DataFrame
        As `codebook.schema` declares required_growth: one row a target and method, in the targets' order. `low` and
        `high` are the rounding interval: the least and the greatest rate that the printed figures, unrounded, allow.
        Where one of its ends does not exist both are empty and the row is flagged `interval_open`.

    Examples
    --------
    >>> found = table(schema.load("targets", "yunyang-14fyp"))
    >>> found.query("target_id == 'public_kindergarten_share@2025' and primary")[["value", "unit"]].values.tolist()
    [[0.88, 'points_per_year']]
    """
    given = inputs(targets)
    rows = pd.concat([by_method(method, given) for method in formulas.METHODS]).sort_index(kind="stable")
    names = targets.reset_index(drop=True)[["target_id", "plan", "indicator", "target_year"]]
    return schema.check(schema.steady(names.join(rows, how="right")), "required_growth")


def on_scale(rows, scale="primary"):
    """Pick one row a target: that of its primary scale, or that of a method.

    Raises
    ------
    ValueError
        If the scale is neither `primary` nor a method.

    Examples
    --------
    >>> on_scale(schema.load("required_growth", "yunyang-14fyp"), "gap")["unit"].unique().tolist()
    ['percent_of_gap_per_year']
    """
    if scale == "primary":
        return rows[rows["primary"]].reset_index(drop=True)
    if scale in formulas.METHODS:
        return rows[rows["method"] == scale].reset_index(drop=True)
    raise ValueError(f"scale is primary or one of {', '.join(formulas.METHODS)}, not {scale!r}")


def milestones(targets):
    """Give the values that the required pace implies year by year, for every target with a path, once.

    Parameters
    ----------
    targets : DataFrame
        As `helpers.codebook.schema` declares it.

    Returns
    -------
    DataFrame
        indicator, indicator_zh, indicator_en, unit, end (the number the pace is computed to) and one column a year.

    Examples
    --------
    >>> rows = milestones(schema.load("targets", "yunyang-14fyp"))
    >>> rows.loc[rows["indicator"] == "preschool_gross_enrolment", "2020":"2025"].round(2).values.tolist()
    [[90.9, 91.72, 92.54, 93.36, 94.18, 95.0]]
    """
    rows, y0, e, years = _followed(goals.once(targets))
    named = rows[["indicator", "indicator_zh", "indicator_en", "unit"]].assign(end=e)
    first = schema.numbers(rows["baseline_year"])
    for year in range(int(min(first, default=0)), int(max(first + years, default=-1)) + 1):
        inside = (year >= first) & (year <= first + years)
        named[str(year)] = np.where(inside, formulas.path(y0, e, years, year - first, "linear"), np.nan)
    return named.reset_index(drop=True)


def path_ends(targets):
    """Compute both ends of every path on every scale => (values computed, values wanted), arrays for a check.

    A path that a scale does not define, such as a logit through 100, is left out.

    Examples
    --------
    >>> found, wanted = path_ends(schema.load("targets", "yunyang-14fyp"))
    >>> bool(np.allclose(found, wanted))
    True
    """
    _, y0, e, years = _followed(targets)
    found = np.array(
        [[formulas.path(y0, e, years, at, scale) for at in (0 * years, years)] for scale in formulas.SCALES]
    )
    wanted = np.broadcast_to(np.array([y0, e]), found.shape)
    defined = ~np.isnan(found)
    return found[defined], wanted[defined]


def _followed(targets):
    """Pick the targets that have a path => rows, baseline, end, years."""
    given = inputs(targets)
    chosen = given["kind"].isin(WITH_A_PATH) & (given["years"] > 0) & given["start"].notna()
    picked = given[chosen]
    return (targets.reset_index(drop=True)[chosen], *(picked[name].to_numpy() for name in ("start", "e", "years")))


def inputs(targets):
    """Turn targets into what the formulas take.

    Returns
    -------
    DataFrame
        One row a target: kind, direction, family, unit, comparator; start, e (the number that the pace is computed to),
        pace (the printed number where it is one), years, upper (the cap; NaN without one), h0 and h1 (half-widths of
        both), primary (method), code and further (what holds for every method: the first code, and those beside it).

    Examples
    --------
    >>> rows = inputs(schema.load("targets", "yunyang-14fyp"))
    >>> rows.loc[rows["unit"] == "years", ["start", "e", "years", "h0"]].iloc[0].tolist()
    [8.51, 10.4, 5.0, 0.005]
    """
    t = targets.reset_index(drop=True)
    given = t[["kind", "direction", "family"]].astype("object")
    given["unit"] = t["unit"].astype("object").fillna("")
    given["comparator"] = t["comparator"].astype("object").fillna("=")
    summed = given["kind"] == "increment"
    low, high = schema.numbers(t["target_low"]), schema.numbers(t["target_high"])
    given["years"] = schema.numbers(t["target_year"]) - schema.numbers(t["baseline_year"])
    given["start"] = np.where(summed, 0.0, schema.numbers(t["baseline"]))
    given["e"] = formulas.end_value(given["kind"], given["comparator"], low, high, given["start"], given["years"])
    given["pace"] = np.where(given["kind"].isin(PACED), np.where(given["comparator"] == "<=", high, low), np.nan)
    given["upper"] = _cap(given["family"], given["unit"])
    given["h0"] = np.where(summed, 0.0, np.nan_to_num(schema.numbers(t["baseline_halfwidth"])))
    paced = given["kind"].isin(PACED)
    given["h1"] = np.where(paced, 0.0, np.nan_to_num(schema.numbers(t["target_halfwidth"])))
    width = np.where(paced, 0.0, given["h0"] + given["h1"])
    given["rounded"] = (width > 0) & ((given["e"] - given["start"]).abs() <= width * (1 + 1e-9))
    given["beyond"] = (given["kind"] == "step_per_year") & ((given["e"] < 0) | (given["e"] > given["upper"]))
    given["lead"] = _lead(given, t)
    given["primary"] = formulas.primary_method(given["family"], given["kind"], given["e"])
    shared = _shared(given, t["target_year"].isna(), np.isnan(low) & np.isnan(high))
    given["code"] = _first(shared)
    given["further"] = joined(shared, given["code"])
    return given


def _lead(inputs, targets):
    """Give the years of schooling by which entering cohorts must be ahead of leaving ones; NaN for all else."""
    schooling = (targets["stage"] == "population") & (inputs["unit"] == "years")
    if not schooling.any():
        return np.nan
    denominators = targets["indicator"].map(indicators.load()["denominator"])
    pace = formulas.linear(inputs["start"], inputs["e"], inputs["years"])
    return np.where(schooling, formulas.cohort_lead(pace, denominators.map(indicators.cohorts)), np.nan)


def _shared(inputs, without_year, without_number):
    """Say what holds for every method of a target => {code: where it holds}, in the order of their weight."""
    start, e, kind, years = (inputs[name] for name in ("start", "e", "kind", "years"))
    met = formulas.already_met(start, e, inputs["comparator"], inputs["direction"]) & kind.isin(["level", "parity"])
    return {
        "no_target_year": without_year,
        "no_start_year": (kind == "increment") & years.isna() & ~without_year,
        "not_quantified": without_number | kind.isin(NOT_QUANTIFIED),
        "no_baseline": start.isna(),
        "bad_horizon": years <= 0,
        "maintain": kind == "maintain",
        "already_met": met,
    }


def _first(reasons):
    """Take the first reason that holds; '' where none does."""
    return np.select([np.asarray(reason, bool) for reason in reasons.values()], list(reasons), "").astype(object)


def joined(reasons, without=None):
    """List for every row the names of what holds, joined by ;, one name (the row's code) left out.

    Examples
    --------
    >>> joined({"projection": [True, False], "interval_open": [True, True]}, ["projection", ""]).tolist()
    ['interval_open', 'interval_open']
    """
    rows = pd.DataFrame({name: np.asarray(reason, bool) for name, reason in reasons.items()})
    if without is not None:
        rows = rows.apply(lambda holds: holds & (np.asarray(without, object) != holds.name))
    pattern = pd.Series(rows.to_numpy(bool) @ (1 << np.arange(len(reasons))), dtype="int64")
    listed = {
        number: ";".join(name for place, name in enumerate(reasons) if number >> place & 1)
        for number in pattern.unique().tolist()
    }
    return pattern.map(listed).astype("object")


def by_method(method, inputs):
    """Compute one method for all targets => method, primary, value, low, high, unit, code, flags.

    Parameters
    ----------
    method : str
        One of `helpers.growth.formulas.METHODS`.
    inputs : DataFrame
        From `inputs`.

    Examples
    --------
    >>> rows = inputs(schema.load("targets", "yantai-14fyp")[1:2])
    >>> by_method("linear", rows)[["value", "unit"]].values.tolist()
    [[6.766, 'points_per_year']]
    """
    if method == "cagr_to_last_one":
        inputs = inputs[(inputs["family"] == "count") & (inputs["e"] == 0)]
    start, e, years, shared = (inputs[name].to_numpy() for name in ("start", "e", "years", "code"))
    on_cap, upper = method in {"logit", "gap"}, _bound(method, inputs)
    own = formulas.code(method, start, e, upper)
    # Nothing is required where the target is met or only to be kept; logit and gap speak of it by their own codes.
    nothing = np.isin(shared, NOTHING)
    code = np.where((shared == "") | (nothing & on_cap & (own != "")), own, shared)
    value = np.where(code == "", formulas.rate(method, start, e, years, upper), np.nan)
    value = np.where(np.isin(code, NOTHING), 0.0, value)
    stepped = ((method == "linear") & (code == "no_baseline") & (inputs["kind"] == "step_per_year")).to_numpy()
    code, value = np.where(stepped, "", code), np.where(stepped, inputs["pace"], value)  # the pace itself is printed
    doubts = {
        "infeasible_after_floor": inputs["beyond"] & (code == ""),
        "exceeds_cohort_replacement": (inputs["lead"] > SCHOOLING) & (code == ""),
        "change_within_rounding": inputs["rounded"] & (code == ""),
    }
    code = np.where(code == "", _first(doubts), code)
    value = np.where(doubts["change_within_rounding"] & (method != "linear"), np.nan, value)
    low, high = _interval(method, inputs)
    computed = ~nothing & ~np.isnan(value) & ~stepped
    low, high = np.where(computed, low, value), np.where(computed, high, value)
    flags = {
        "projection": inputs["kind"] == "projection",
        "interval_open": computed & np.isnan(low),
        "if_100_were_the_cap": on_cap & inputs["family"].isin(CAPPED_BY_CONVENTION) & ~np.isnan(value) & (upper != 0),
        "imprecise": computed & (code != "change_within_rounding") & ((high - low) / 2 > IMPRECISE * np.abs(value)),
    }
    own_unit = inputs["unit"].replace({"percent": "points", "": "units"}) + "_per_year"
    return pd.DataFrame(
        {
            "method": method,
            "primary": inputs["primary"] == method,
            "value": value,
            "low": low,
            "high": high,
            "unit": RATE_UNITS.get(method, own_unit),
            "code": code,
            "flags": [
                ";".join(filter(None, pieces))
                for pieces in zip(inputs["further"], joined(doubts, code), joined(flags), strict=True)
            ],
        },
        index=inputs.index,
    )


def _interval(method, inputs):
    """Take a rate at the corners of both rounding intervals => least, most; NaN where a corner is undefined."""
    top = np.where(inputs["family"] == "share", inputs["upper"], np.inf)
    years, upper = inputs["years"].to_numpy(), _bound(method, inputs)
    ends = {}
    for name, half in (("start", "h0"), ("e", "h1")):
        number, width = inputs[name].to_numpy(), inputs[half].to_numpy()
        bottom = np.where(number < 0, -np.inf, 0)
        ends[name] = [np.clip(number + sign * width, bottom, top) for sign in (-1, 1)]
    start, step, by_rate = inputs["start"].to_numpy(), *(inputs["kind"].to_numpy() == kind for kind in PACED)
    corners, pace = [], inputs["pace"].to_numpy()
    for y0, e in product(ends["start"], ends["e"]):
        e = np.where(step, e + y0 - start, e)  # where the pace itself is printed the end moves with the start
        e = np.where(by_rate, formulas.end_value("rate_per_year", "=", pace, pace, y0, years), e)
        corners.append(formulas.rate(method, y0, e, years, upper))
    corners = np.array(corners)
    return corners.min(axis=0), corners.max(axis=0)


def _bound(method, inputs):
    """Give the bound that a method measures to: the cap, but for gap 0 where less is better."""
    upper = inputs["upper"].to_numpy()
    falls = (method == "gap") & (inputs["direction"] == "down").to_numpy()
    return np.where(falls & ~np.isnan(upper), 0.0, upper)


def _cap(family, unit):
    """Give the cap of logit and gap: 100 percent, by convention also for rates that may pass it; NaN for all else."""
    whole = unit.map({"percent": 100.0, "per_mille": 1000.0}).fillna(1.0)
    return np.where(family.isin(["share", *CAPPED_BY_CONVENTION]), whole, np.nan)
