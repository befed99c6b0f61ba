"""Required growth: how fast an indicator must move every year to go from its baseline to its target.

Pure functions of numbers, and `required`, which applies them to a table. The functions take numbers or arrays of one
shape and give an array of that shape; where a rate does not exist the number is NaN, and in the table `code` says why.
Undefined is a result: no zero is ever replaced by a small constant.
"""

import numpy as np
import pandas as pd

from helpers import schema

METHODS = ("linear", "cagr", "log", "logit", "gap", "cagr_to_last_one")
SCALES = ("linear", "exp", "logit")
CONVENTIONAL_CAP = 100.0
"""Cap that logit and gap use, by convention, for rates that may pass 100."""
CAPPED_BY_CONVENTION = ("gross_rate", "cohort_ratio")
ROUNDING_FACTOR = 3
"""A change smaller than this many summed half-widths cannot be told from rounding."""


def linear(y0, e, years):
    """Give the change a year in the unit itself: (e − y0)/T.

    Examples
    --------
    >>> float(linear(41.17, 75, 5))
    6.766
    """
    return (_float(e) - _float(y0)) / _horizon(years)


def cagr(y0, e, years):
    """Give the compound rate in percent a year: 100((e/y0)^(1/T) − 1). NaN unless y0 and e have one sign.

    Examples
    --------
    >>> round(float(cagr(41.17, 75, 5)), 4), float(cagr(31, 0, 5))
    (12.7447, nan)
    """
    return 100 * np.expm1(_log_ratio(y0, e) / _horizon(years))


def log_rate(y0, e, years):
    """Give the continuous rate in log-percent a year: 100 ln(e/y0)/T. NaN unless y0 and e have one sign."""
    return 100 * _log_ratio(y0, e) / _horizon(years)


def logit_rate(y0, e, years, upper=100.0):
    """Give the change of log-odds a year: [L(e/U) − L(y0/U)]/T. NaN unless y0 and e lie inside (0, U).

    Examples
    --------
    >>> round(float(logit_rate(90.9, 95, 5)), 6)
    0.128591
    """
    return (_logit(e, upper) - _logit(y0, upper)) / _horizon(years)


def gap_rate(y0, e, years, upper=100.0):
    """Give the percent of the remaining gap to U closed a year: 100(1 − ((U − e)/(U − y0))^(1/T)).

    NaN unless y0 and e lie below U.

    Examples
    --------
    >>> round(float(gap_rate(90.9, 95, 5)), 4)
    11.2873
    """
    upper = _float(upper)
    before, after = _positive(upper - _float(y0)), _positive(upper - _float(e))
    return -100 * np.expm1((np.log(after) - np.log(before)) / _horizon(years))


def to_last_one(y0, years):
    """Give the compound rate from a count to the last one, in percent a year. NaN unless y0 is above 1.

    Examples
    --------
    >>> round(float(to_last_one(31, 5)), 2)
    -49.68
    """
    y0 = _float(y0)
    return cagr(np.where(y0 > 1, y0, np.nan), 1.0, years)


def path(y0, e, years, elapsed, scale="linear", upper=100.0):
    """Give the value that the required pace implies after some years: y0 at 0, e at T.

    Parameters
    ----------
    y0, e : baseline and end, in the indicator's unit
    years : T, from baseline to target
    elapsed : years since the baseline, in [0, T]
    scale : linear, exp (constant compound rate) or logit (constant change of log-odds)
    upper : cap of the logit scale

    Examples
    --------
    >>> [round(float(path(41.17, 75, 5, 3, scale)), 3) for scale in ("linear", "exp", "logit")]
    [61.468, 59.002, 62.63]
    """
    share = _float(elapsed) / _horizon(years)
    if scale == "linear":
        return _float(y0) + (_float(e) - _float(y0)) * share
    if scale == "exp":
        return _float(y0) * np.exp(_log_ratio(y0, e) * share)
    if scale == "logit":
        odds = _logit(y0, upper) + (_logit(e, upper) - _logit(y0, upper)) * share
        return _float(upper) / (1 + np.exp(-odds))
    raise ValueError(f"scale is one of {', '.join(SCALES)}, not {scale!r}")


def end_value(kind, comparator, low, high, y0=np.nan, years=np.nan):
    """Give e, the number that the pace of a target is computed to.

    A step s gives y0 + s·T, a rate r gives y0(1 + r)^T, a range its edge nearest to y0 (y0 itself inside), an increment
    its sum, every other kind the printed number. NaN where it does not follow.

    Examples
    --------
    >>> float(end_value("step_per_year", "<=", None, -0.5, 4, 5)), float(end_value("level", "range", 25, 27, 20))
    (1.5, 25.0)
    >>> round(float(end_value("rate_per_year", "~", 10, 10, 100, 5)), 3)
    161.051
    """
    kind, comparator = np.asarray(kind, object), np.asarray(comparator, object)
    low, high, y0, years = map(_float, (low, high, y0, years))
    printed = np.where(comparator == "<=", high, low)
    nearest = np.where(np.isnan(y0), np.nan, np.clip(y0, low, high))
    end = np.where(comparator == "range", nearest, printed)
    end = np.where(kind == "step_per_year", y0 + end * years, end)
    return np.where(kind == "rate_per_year", y0 * np.power(1 + end / 100, years), end)


def years_to_bound(y0, step, lower=0.0, upper=np.inf):
    """Give the years until a step a year reaches its floor or cap; NaN where it never does.

    Examples
    --------
    >>> float(years_to_bound(2.0, -0.5))
    4.0
    """
    y0, step = _float(y0), _float(step)
    bound = np.where(step < 0, lower, upper)
    return np.where((step != 0) & np.isfinite(bound), (bound - y0) / np.where(step == 0, np.nan, step), np.nan)


def already_met(y0, e, comparator, direction):
    """Tell whether a baseline is already at the target or past it, in the direction that is better.

    Examples
    --------
    >>> bool(already_met(99.4, 99, ">=", "up")), bool(already_met(97.2, 99, ">=", "up"))
    (True, False)
    """
    y0, e = _float(y0), _float(e)
    comparator, direction = np.asarray(comparator, object), np.asarray(direction, object)
    floor = (comparator == ">=") | ((comparator == "=") & (direction == "up"))
    ceiling = (comparator == "<=") | ((comparator == "=") & (direction == "down"))
    return (floor & (y0 >= e)) | (ceiling & (y0 <= e)) | ((comparator == "range") & (y0 == e))


def primary_method(family, kind, e):
    """Name the scale a target is judged on: linear for shares, rates, ratios and means, cagr for amounts and counts.

    Examples
    --------
    >>> [str(primary_method(*case)) for case in (("share", "level", 60), ("count", "level", 0), ("count", "level", 9))]
    ['linear', 'linear', 'cagr']
    """
    family, kind, e = np.asarray(family, object), np.asarray(kind, object), _float(e)
    compounds = (family == "amount") | (kind == "rate_per_year") | ((family == "count") & (e != 0))
    return np.where(compounds & (kind != "step_per_year") & (kind != "increment"), "cagr", "linear")


def required(targets):
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
        An end that is undefined there is empty and flagged `interval_open`.

    Examples
    --------
    >>> found = required(schema.load("targets", "yunyang-14fyp"))
    >>> found.query("indicator == 'public_kindergarten_share' and primary")[["method", "value", "unit"]].values.tolist()
    [['linear', 0.88, 'points_per_year']]
    """
    t = targets.reset_index(drop=True)
    years = _numbers(t["target_year"]) - _numbers(t["baseline_year"])
    y0 = _numbers(t["baseline"])
    given = {key: t[key].to_numpy(object) for key in ("kind", "comparator", "direction", "family", "unit")}
    given["comparator"] = np.where(pd.isna(t["comparator"]), "=", given["comparator"])
    low, high = _numbers(t["target_low"]), _numbers(t["target_high"])
    summed = given["kind"] == "increment"
    start = np.where(summed, 0.0, y0)
    e = end_value(given["kind"], given["comparator"], low, high, start, years)
    upper, by_convention = _caps(given["family"], given["unit"])
    h0 = np.where(summed, 0.0, np.nan_to_num(_numbers(t["baseline_halfwidth"])))
    h1 = np.where(np.isin(given["kind"], ["step_per_year", "rate_per_year"]), 0.0, _numbers(t["target_halfwidth"]))
    base = {"start": start, "e": e, "years": years, "upper": upper}
    shared = _shared_code(given, base, t["target_year"].isna().to_numpy(), np.isnan(low) & np.isnan(high))
    rounded = (h0 + h1 > 0) & (np.abs(e - start) < ROUNDING_FACTOR * (h0 + h1) - 1e-9)
    chosen = primary_method(given["family"], given["kind"], e)
    flags = np.where(given["kind"] == "projection", "projection", "")
    tables = []
    for method in METHODS:
        wanted = (given["family"] == "count") & (e == 0) if method == "cagr_to_last_one" else np.full(len(t), True)
        value, least, most, code, note = _by_method(method, given, base, h0, h1, shared, rounded, flags, by_convention)
        tables.append(
            pd.DataFrame(
                {
                    "target_id": t["target_id"],
                    "plan": t["plan"],
                    "indicator": t["indicator"],
                    "target_year": t["target_year"],
                    "method": method,
                    "primary": chosen == method,
                    "value": _steady(value),
                    "low": _steady(least),
                    "high": _steady(most),
                    "unit": _units(method, given["unit"]),
                    "code": code,
                    "flags": note,
                }
            )[wanted]
        )
    return schema.check(pd.concat(tables).sort_index(kind="stable"), "required_growth")


def on_scale(required_growth, scale="primary"):
    """Pick one row a target: that of its primary scale, or that of a method.

    Raises
    ------
    ValueError
        If the scale is neither `primary` nor a method.
    """
    if scale == "primary":
        return required_growth[required_growth["primary"]].reset_index(drop=True)
    if scale in METHODS:
        return required_growth[required_growth["method"] == scale].reset_index(drop=True)
    raise ValueError(f"scale is primary or one of {', '.join(METHODS)}, not {scale!r}")


def milestones(targets, scale="linear"):
    """Give the values that the required pace implies year by year, for every target with a path.

    Parameters
    ----------
    targets : DataFrame
        As `helpers.schema` declares it.
    scale : str
        linear, exp or logit, as in `path`.

    Returns
    -------
    DataFrame
        indicator, indicator_zh, indicator_en, unit, end (the number the pace is computed to) and one column a year.
    """
    rows, y0, e, years = _followed(targets)
    named = rows[["indicator", "indicator_zh", "indicator_en", "unit"]].assign(end=e)
    first = _numbers(rows["baseline_year"])
    for year in range(int(min(first, default=0)), int(max(first + years, default=-1)) + 1):
        inside = (year >= first) & (year <= first + years)
        named[str(year)] = np.where(inside, path(y0, e, years, year - first, scale), np.nan)
    return named.reset_index(drop=True)


def path_ends(targets):
    """Compute both ends of every path on every scale => (values computed, values wanted), arrays for a check.

    A path that a scale does not define, such as a logit through 100, is left out.
    """
    _, y0, e, years = _followed(targets)
    found = np.array([[path(y0, e, years, at, scale) for at in (0 * years, years)] for scale in SCALES])
    wanted = np.broadcast_to(np.array([y0, e]), found.shape)
    defined = ~np.isnan(found)
    return found[defined], wanted[defined]


def _followed(targets):
    """Pick the targets that have a path => rows, baseline, end, years."""
    years = _numbers(targets["target_year"]) - _numbers(targets["baseline_year"])
    bounds = (_numbers(targets[name]) for name in ("target_low", "target_high"))
    y0 = _numbers(targets["baseline"])
    e = end_value(targets["kind"], targets["comparator"].fillna("="), *bounds, y0, years)
    chosen = (targets["kind"].isin(["level", "maintain", "parity"]) & (years > 0)).to_numpy(bool) & ~np.isnan(y0)
    return targets[chosen], y0[chosen], e[chosen], years[chosen]


def _by_method(method, given, base, h0, h1, shared, rounded, flags, by_convention):
    """Compute one method for all targets => value, low, high, code, flags."""
    start, e, years, upper = base["start"], base["e"], base["years"], base["upper"]
    value = _rate(method, start, e, years, upper)
    own = _own_code(method, start, e, upper, years)
    code = np.where(shared != "", shared, own)
    # Nothing is required where the target is met or only to be kept; logit and gap speak of it by their own codes.
    nothing_required = np.isin(shared, ["maintain", "already_met"])
    on_cap_scale = method in {"logit", "gap"}
    if on_cap_scale:
        code = np.where(nothing_required & (own != ""), own, code)
    value = np.where(nothing_required & ((own == "") | (not on_cap_scale)), 0.0, value)
    value = np.where(np.isin(code, ["", "maintain", "already_met"]), value, np.nan)
    beyond = (given["kind"] == "step_per_year") & ((e < 0) | (e > upper))
    code = np.where((code == "") & beyond, "infeasible_after_floor", code)
    too_small = (code == "") & rounded
    code = np.where(too_small, "change_within_rounding", code)
    value = np.where(too_small & (method != "linear"), np.nan, value)
    interval = np.isin(code, ["", "change_within_rounding", "infeasible_after_floor"]) & ~np.isnan(value)
    least, most, is_open = _corners(method, start, e, years, upper, h0, h1, given)
    least, most = np.where(interval, least, value), np.where(interval, most, value)
    note = _joined(flags, np.where(interval & is_open, "interval_open", ""))
    if on_cap_scale:
        note = _joined(note, np.where(by_convention & ~np.isnan(value), "if_100_were_the_cap", ""))
    return value, least, most, code, note


def _rate(method, start, e, years, upper):
    if method == "linear":
        return linear(start, e, years)
    if method == "cagr":
        return cagr(start, e, years)
    if method == "log":
        return log_rate(start, e, years)
    if method == "logit":
        return logit_rate(start, e, years, upper)
    if method == "gap":
        return gap_rate(start, e, years, upper)
    return to_last_one(start, years)


def _shared_code(given, base, without_year, without_number):
    """Say, first that applies, what holds for every method of a target."""
    start, e, years = base["start"], base["e"], base["years"]
    kind = given["kind"]
    kept = (kind == "maintain") & ~np.isnan(start)
    met = already_met(start, e, given["comparator"], given["direction"]) & np.isin(kind, ["level", "parity"])
    return np.select(
        [
            without_year,
            without_number | np.isin(kind, ["recurrent", "non_decrease", "relative", "milestone"]),
            np.isnan(start),
            ~(years > 0),
            kept,
            met,
        ],
        ["no_target_year", "not_quantified", "no_baseline", "bad_horizon", "maintain", "already_met"],
        "",
    ).astype(object)


def _own_code(method, start, e, upper, years):
    """Say why a method is undefined for numbers that are there."""
    if method in {"cagr", "log"}:
        conditions = [start == 0, e == 0, start * e < 0]
        return np.select(conditions, ["zero_base", "zero_target", "sign"], "").astype(object)
    if method == "logit":
        outside = ~((start > 0) & (start < upper) & (e > 0) & (e < upper))
        return np.select([np.isnan(upper), outside], ["no_cap", "at_bound"], "").astype(object)
    if method == "gap":
        conditions = [np.isnan(upper), start >= upper, e == upper, e > upper]
        return np.select(conditions, ["no_cap", "at_bound", "gap_to_zero", "at_bound"], "").astype(object)
    if method == "cagr_to_last_one":
        return np.select([start == 0, start <= 1], ["zero_base", "bad_horizon"], "").astype(object)
    return np.full(np.shape(start), "", object)


def _corners(method, start, e, years, upper, h0, h1, given):
    """Take a rate at the corners of both rounding intervals => low, high, whether an end is undefined."""
    counted = np.isin(given["family"], ["share", "gross_rate", "cohort_ratio", "count", "amount", "mean", "ratio"])
    bottom = np.where(counted, 0.0, -np.inf)
    top = np.where(given["family"] == "share", np.nan_to_num(upper, nan=np.inf), np.inf)
    corners = np.array(
        [
            _rate(method, np.clip(start + a * h0, bottom, top), np.clip(e + b * h1, bottom, top), years, upper)
            for a in (-1, 1)
            for b in (-1, 1)
        ]
    )
    is_open = np.isnan(corners).any(axis=0)
    least, most = corners.min(axis=0), corners.max(axis=0)
    return least, most, is_open


def _caps(family, unit):
    """Give the cap of logit and gap, NaN where there is none, and whether it is one by convention only."""
    by_convention = np.isin(family, CAPPED_BY_CONVENTION)
    cap = np.where(unit == "per_mille", 10 * CONVENTIONAL_CAP, np.where(unit == "percent", CONVENTIONAL_CAP, 1.0))
    return np.where((family == "share") | by_convention, cap, np.nan), by_convention


def _units(method, unit):
    names = {
        "cagr": "percent_per_year",
        "cagr_to_last_one": "percent_per_year",
        "log": "log_percent_per_year",
        "logit": "logits_per_year",
        "gap": "percent_of_gap_per_year",
    }
    if method in names:
        return np.full(len(unit), names[method], object)
    own = np.array(
        ["points" if name == "percent" else name or "units" for name in np.where(pd.isna(unit), "", unit)], object
    )
    return own + "_per_year"


def _steady(numbers):
    """Keep twelve significant digits: processors differ in the last ones, and a table must not."""
    return [float(f"{number:.12g}") for number in numbers]


def _joined(*flags):
    return np.array([";".join(filter(None, row)) for row in zip(*flags, strict=True)], object)


def _numbers(column):
    return pd.to_numeric(column).astype("Float64").to_numpy(float, na_value=np.nan)


def _float(number):
    return np.asarray(np.nan if number is None else number, float)


def _positive(number):
    return np.where(number > 0, number, np.nan)


def _horizon(years):
    return _positive(_float(years))


def _log_ratio(y0, e):
    y0, e = _float(y0), _float(e)
    same = (y0 * e) > 0
    return np.log(np.where(same, np.abs(e), np.nan)) - np.log(np.where(same, np.abs(y0), np.nan))


def _logit(value, upper):
    share = _float(value) / _float(upper)
    inside = np.where((share > 0) & (share < 1), share, np.nan)
    return np.log(inside) - np.log1p(-inside)
