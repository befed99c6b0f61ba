"""Required growth: how fast an indicator must move every year to go from its baseline to its target.

Pure functions of numbers: they take numbers or arrays of one shape and give an array of that shape. Where a rate does
not exist the result is NaN, and `code` says why: no zero is ever replaced by a small constant.
"""

import numpy as np

METHODS = ("linear", "cagr", "log", "logit", "gap", "cagr_to_last_one")
SCALES = ("linear", "exp", "logit")


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
    """Give the continuous rate in log-percent a year: 100 ln(e/y0)/T. NaN unless y0 and e have one sign.

    Examples
    --------
    >>> round(float(log_rate(41.17, 75, 5)), 4)
    11.9956
    """
    return 100 * _log_ratio(y0, e) / _horizon(years)


def logit_rate(y0, e, years, upper=100.0):
    """Give the change of log-odds a year: [L(e/U) − L(y0/U)]/T. NaN unless y0 and e lie inside (0, U).

    Examples
    --------
    >>> round(float(logit_rate(90.9, 95, 5)), 6)
    0.128591
    """
    return (_logit(e, upper) - _logit(y0, upper)) / _horizon(years)


def gap_rate(y0, e, years, bound=100.0):
    """Give the percent of the remaining gap to a bound B closed a year: 100(1 − ((B − e)/(B − y0))^(1/T)).

    B is 0 where less is better: the gap of a falling share is what is left of it. NaN unless y0 and e lie below B, or
    above a B of 0.

    Examples
    --------
    >>> round(float(gap_rate(90.9, 95, 5)), 4), round(float(gap_rate(10, 5, 5, 0)), 4)
    (11.2873, 12.9449)
    """
    before, after = (_positive(_gap(number, bound)) for number in (y0, e))
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


def rate(method, y0, e, years, upper=100.0):
    """Give the rate of any of `METHODS`, in the unit of that method.

    Examples
    --------
    >>> [round(float(rate(method, 41.17, 75, 5)), 3) for method in METHODS]
    [6.766, 12.745, 11.996, 0.291, 15.731, -52.457]
    """
    if method in {"logit", "gap"}:
        return {"logit": logit_rate, "gap": gap_rate}[method](y0, e, years, upper)
    if method == "cagr_to_last_one":
        return to_last_one(y0, years)
    return {"linear": linear, "cagr": cagr, "log": log_rate}[method](y0, e, years)


def code(method, y0, e, upper=np.nan):
    """Say why a method is undefined for numbers that are there; '' where it is defined.

    Examples
    --------
    >>> [str(code(method, 31, 0)) for method in METHODS]
    ['', 'zero_target', 'zero_target', 'no_cap', 'no_cap', '']
    >>> str(code("gap", 7.42, 0, 0)), str(code("gap", 90, 100, 100)), str(code("gap", 105, 100, 100))
    ('gap_to_zero', 'gap_to_zero', 'at_bound')
    """
    y0, e, upper = map(_float, (y0, e, upper))
    if method in {"cagr", "log"}:
        reasons = {"zero_base": y0 == 0, "zero_target": e == 0, "sign": np.sign(y0) * np.sign(e) < 0}
    elif method == "logit":
        outside = ~((y0 > 0) & (y0 < upper) & (e > 0) & (e < upper))
        reasons = {"no_cap": np.isnan(upper), "at_bound": outside}
    elif method == "gap":
        passed = (_gap(y0, upper) <= 0) | (_gap(e, upper) < 0)
        reasons = {"no_cap": np.isnan(upper), "at_bound": passed, "gap_to_zero": e == upper}
    elif method == "cagr_to_last_one":
        reasons = {"zero_base": y0 == 0, "bad_horizon": y0 <= 1}
    else:
        reasons = {"": y0 == y0}
    return np.select(list(reasons.values()), list(reasons), "").astype(object)


def years_to_reach(y0, y1, years, goal, scale="linear", upper=100.0):
    """Give the years from y0 until a goal is reached if the pace from y0 to y1 goes on.

    Parameters
    ----------
    y0, y1 : two values, `years` apart, in the indicator's unit
    goal : the value to reach, in the same unit
    scale : linear, exp, logit, or share: a ratio a : b moves as the share a/(a + b)
    upper : cap of the logit scale

    Returns
    -------
    array
        0 where y0 is the goal; NaN where the pace never leads there, or the scale does not hold the numbers.

    Examples
    --------
    >>> [round(float(years_to_reach(0.25, 1 / 3, 5, 1, scale)), 1) for scale in ("linear", "exp", "share")]
    [45.0, 24.1, 30.0]
    """
    start, end, aim = (_onto(scale, value, upper) for value in (y0, y1, goal))
    moved = np.where(end == start, np.nan, end - start)
    needed = _horizon(years) * (aim - start) / moved
    return np.where(aim == start, 0.0, np.where(needed > 0, needed, np.nan))


def cohort_lead(pace, cohorts):
    """Give the years of schooling by which entrants must be ahead of leavers for a mean over cohorts to move so fast.

    A mean over n cohorts moves in a year by (entrants − leavers)/n.

    Examples
    --------
    >>> round(float(cohort_lead(linear(8.51, 10.4, 5), 60)), 1)
    22.7
    """
    return _float(pace) * _float(cohorts)


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
    >>> [float(end_value("level", "range", 25, 27, y0)) for y0 in (30, 26)]
    [27.0, 26.0]
    >>> round(float(end_value("rate_per_year", "~", 10, 10, 100, 5)), 3)
    161.051
    """
    kind, comparator = np.asarray(kind, object), np.asarray(comparator, object)
    low, high, y0, years = map(_float, (low, high, y0, years))
    printed = np.where(comparator == "<=", high, low)
    nearest = np.where(np.isnan(y0), np.nan, np.clip(y0, low, high))
    end = np.where(comparator == "range", nearest, printed)
    end = np.where(kind == "step_per_year", y0 + end * years, end)
    by_rate = kind == "rate_per_year"
    with np.errstate(divide="ignore", invalid="ignore"):  # a fall of 100 % before the base year has no end
        return np.where(by_rate, y0 * np.power(1 + np.where(by_rate, end, 0) / 100, years), end)


def already_met(y0, e, comparator, direction):
    """Tell whether a baseline is already at the target or past it, in the direction that is better.

    Examples
    --------
    >>> bool(already_met(99.4, 99, ">=", "up")), bool(already_met(97.2, 99, ">=", "up"))
    (True, False)
    """
    y0, e = _float(y0), _float(e)
    comparator, direction = np.asarray(comparator, object), np.asarray(direction, object)
    exactly = (comparator == "=") & (y0 == e)
    floor = (comparator == ">=") | ((comparator == "=") & (direction == "up"))
    ceiling = (comparator == "<=") | ((comparator == "=") & (direction == "down"))
    return exactly | (floor & (y0 >= e)) | (ceiling & (y0 <= e)) | ((comparator == "range") & (y0 == e))


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


def _float(number):
    return np.asarray(np.nan if number is None else number, float)


def _positive(number):
    return np.where(number > 0, number, np.nan)


def _gap(number, bound):
    """Give what is left to a bound from below, or to a bound of 0 from above."""
    number, bound = _float(number), _float(bound)
    return np.where(bound == 0, number, bound - number)


def _horizon(years):
    return _positive(_float(years))


def _log_ratio(y0, e):
    y0, e = _float(y0), _float(e)
    same = np.sign(y0) * np.sign(e) > 0
    return np.log(np.where(same, np.abs(e), np.nan)) - np.log(np.where(same, np.abs(y0), np.nan))


def _onto(scale, value, upper):
    """Move a value onto a scale on which an even pace is a straight line."""
    value = _float(value)
    if scale == "linear":
        return value
    if scale == "exp":
        return np.log(_positive(value))
    if scale == "logit":
        return _logit(value, upper)
    if scale == "share":
        return np.where(value >= 0, value, np.nan) / (1 + np.where(value >= 0, value, 0))
    raise ValueError(f"scale is one of {', '.join(SCALES)} or share, not {scale!r}")


def _logit(value, upper):
    share = _float(value) / _float(upper)
    inside = np.where((share > 0) & (share < 1), share, np.nan)
    return np.log(inside) - np.log1p(-inside)
