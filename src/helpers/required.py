"""Required growth as a table: every target on every scale, with its rounding interval, code and flags."""

import numpy as np
import pandas as pd

from helpers import facts, growth, schema

CAPPED_BY_CONVENTION = ("gross_rate", "cohort_ratio")
NOT_QUANTIFIED = ("recurrent", "non_decrease", "relative", "milestone")
WITH_A_PATH = ("level", "maintain", "parity")
ROUNDING_FACTOR = 3
"""A change smaller than this many summed half-widths cannot be told from rounding."""
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
        As `helpers.schema` declares it, one row a target.

    Returns
    -------
    DataFrame
        As `helpers.schema` declares required_growth: one row a target and method, in the targets' order. `low` and
        `high` are the rounding interval: the least and the greatest rate that the printed figures, unrounded, allow.
        Where one of its ends does not exist both are empty and the row is flagged `interval_open`.

    Examples
    --------
    >>> found = table(schema.load("targets", "yunyang-14fyp"))
    >>> found.query("target_id == 'public_kindergarten_share@2025' and primary")[["value", "unit"]].values.tolist()
    [[0.88, 'points_per_year']]
    """
    inputs = _inputs(targets)
    rows = pd.concat([_by_method(method, inputs) for method in growth.METHODS]).sort_index(kind="stable")
    names = targets.reset_index(drop=True)[["target_id", "plan", "indicator", "target_year"]]
    return schema.check(names.join(rows, how="right"), "required_growth")


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
    if scale in growth.METHODS:
        return rows[rows["method"] == scale].reset_index(drop=True)
    raise ValueError(f"scale is primary or one of {', '.join(growth.METHODS)}, not {scale!r}")


def milestones(targets, scale="linear"):
    """Give the values that the required pace implies year by year, for every target with a path, once.

    Parameters
    ----------
    targets : DataFrame
        As `helpers.schema` declares it.
    scale : str
        linear, exp or logit, as in `growth.path`.

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
    rows, y0, e, years = _followed(facts.once(targets))
    named = rows[["indicator", "indicator_zh", "indicator_en", "unit"]].assign(end=e)
    first = _floats(rows["baseline_year"])
    for year in range(int(min(first, default=0)), int(max(first + years, default=-1)) + 1):
        inside = (year >= first) & (year <= first + years)
        named[str(year)] = np.where(inside, growth.path(y0, e, years, year - first, scale), np.nan)
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
    found = np.array([[growth.path(y0, e, years, at, scale) for at in (0 * years, years)] for scale in growth.SCALES])
    wanted = np.broadcast_to(np.array([y0, e]), found.shape)
    defined = ~np.isnan(found)
    return found[defined], wanted[defined]


def _followed(targets):
    """Pick the targets that have a path => rows, baseline, end, years."""
    inputs = _inputs(targets)
    chosen = inputs["kind"].isin(WITH_A_PATH) & (inputs["years"] > 0) & inputs["start"].notna()
    picked = inputs[chosen]
    return (targets.reset_index(drop=True)[chosen], *(picked[name].to_numpy() for name in ("start", "e", "years")))


def _inputs(targets):
    """Turn targets into what the formulas take, one row a target: start, e, years, upper, half-widths, shared code."""
    t = targets.reset_index(drop=True)
    inputs = t[["kind", "direction", "family"]].astype("object")
    inputs["unit"] = t["unit"].astype("object").fillna("")
    inputs["comparator"] = t["comparator"].astype("object").fillna("=")
    summed = inputs["kind"] == "increment"
    low, high = _floats(t["target_low"]), _floats(t["target_high"])
    inputs["years"] = _floats(t["target_year"]) - _floats(t["baseline_year"])
    inputs["start"] = np.where(summed, 0.0, _floats(t["baseline"]))
    inputs["e"] = growth.end_value(inputs["kind"], inputs["comparator"], low, high, inputs["start"], inputs["years"])
    inputs["upper"] = _cap(inputs["family"], inputs["unit"])
    inputs["h0"] = np.where(summed, 0.0, np.nan_to_num(_floats(t["baseline_halfwidth"])))
    paced = inputs["kind"].isin(["step_per_year", "rate_per_year"])
    inputs["h1"] = np.where(paced, 0.0, np.nan_to_num(_floats(t["target_halfwidth"])))
    width = inputs["h0"] + inputs["h1"]
    inputs["rounded"] = (width > 0) & ((inputs["e"] - inputs["start"]).abs() < ROUNDING_FACTOR * width - 1e-9)
    inputs["beyond"] = (inputs["kind"] == "step_per_year") & ((inputs["e"] < 0) | (inputs["e"] > inputs["upper"]))
    inputs["primary"] = growth.primary_method(inputs["family"], inputs["kind"], inputs["e"])
    inputs["code"] = _shared_code(inputs, t["target_year"].isna(), np.isnan(low) & np.isnan(high))
    return inputs


def _shared_code(inputs, without_year, without_number):
    """Say, first that applies, what holds for every method of a target."""
    start, e, kind = inputs["start"], inputs["e"], inputs["kind"]
    met = growth.already_met(start, e, inputs["comparator"], inputs["direction"]) & kind.isin(["level", "parity"])
    reasons = {
        "no_target_year": without_year,
        "not_quantified": without_number | kind.isin(NOT_QUANTIFIED),
        "no_baseline": start.isna() | inputs["years"].isna(),
        "bad_horizon": ~(inputs["years"] > 0),
        "maintain": kind == "maintain",
        "already_met": met,
    }
    return np.select([np.asarray(reason, bool) for reason in reasons.values()], list(reasons), "").astype(object)


def _by_method(method, inputs):
    """Compute one method for all targets => method, primary, value, low, high, unit, code, flags."""
    if method == "cagr_to_last_one":
        inputs = inputs[(inputs["family"] == "count") & (inputs["e"] == 0)]
    start, e, years, upper, shared = (inputs[name].to_numpy() for name in ("start", "e", "years", "upper", "code"))
    on_cap = method in {"logit", "gap"}
    own = growth.code(method, start, e, upper)
    # Nothing is required where the target is met or only to be kept; logit and gap speak of it by their own codes.
    nothing = np.isin(shared, ["maintain", "already_met"])
    code = np.where((shared == "") | (nothing & on_cap & (own != "")), own, shared)
    value = np.where(code == "", growth.rate(method, start, e, years, upper), np.nan)
    value = np.where(np.isin(code, ["maintain", "already_met"]), 0.0, value)
    code = np.where((code == "") & inputs["beyond"], "infeasible_after_floor", code)
    rounded = (code == "") & inputs["rounded"]
    code = np.where(rounded, "change_within_rounding", code)
    value = np.where(rounded & (method != "linear"), np.nan, value)
    low, high = _interval(method, inputs)
    computed = ~nothing & ~np.isnan(value)
    low, high = np.where(computed, low, value), np.where(computed, high, value)
    flags = {
        "projection": inputs["kind"] == "projection",
        "interval_open": computed & np.isnan(low),
        "if_100_were_the_cap": on_cap & inputs["family"].isin(CAPPED_BY_CONVENTION) & ~np.isnan(value),
    }
    own_unit = inputs["unit"].replace({"percent": "points", "": "units"}) + "_per_year"
    return pd.DataFrame(
        {
            "method": method,
            "primary": inputs["primary"] == method,
            "value": _steady(value),
            "low": _steady(low),
            "high": _steady(high),
            "unit": RATE_UNITS.get(method, own_unit),
            "code": code,
            "flags": [";".join(name for name, holds in row.items() if holds) for row in _rows(flags)],
        },
        index=inputs.index,
    )


def _interval(method, inputs):
    """Take a rate at the corners of both rounding intervals => least, most; NaN where a corner is undefined."""
    top = np.where(inputs["family"] == "share", inputs["upper"], np.inf)
    ends = {
        name: [np.clip(inputs[name] + sign * inputs[half], 0, top) for sign in (-1, 1)]
        for name, half in (("start", "h0"), ("e", "h1"))
    }
    years, upper = inputs["years"], inputs["upper"]
    corners = np.array([growth.rate(method, y0, e, years, upper) for y0 in ends["start"] for e in ends["e"]])
    return corners.min(axis=0), corners.max(axis=0)


def _cap(family, unit):
    """Give the cap of logit and gap: 100 percent, by convention also for rates that may pass it; NaN for all else."""
    whole = unit.map({"percent": 100.0, "per_mille": 1000.0}).fillna(1.0)
    return np.where(family.isin(["share", *CAPPED_BY_CONVENTION]), whole, np.nan)


def _rows(columns):
    return pd.DataFrame({name: np.asarray(column, bool) for name, column in columns.items()}).to_dict("records")


def _steady(numbers):
    """Keep twelve significant digits: processors differ in the last ones, and a table must not."""
    return [float(f"{number:.12g}") for number in numbers]


def _floats(column):
    return pd.to_numeric(column).astype("Float64").to_numpy(float, na_value=np.nan)
