"""Was it ambitious? How far a promise goes, on five measures, and whether that is more than another one's.

Pure functions of numbers: b the baseline, t the target, U the bound, sense 1 where more is better and −1 where less is.
"""

import numpy as np

from helpers.growth import formulas

MEASURES = ("level", "gain", "gap", "logit", "pace")
COUNTED = ("count", "amount")
"""Families of which a change is a log ratio."""
TINY = 1e-9


def gain(b, t, sense=1):
    """Give the change promised in the direction that is better, in the unit.

    Examples
    --------
    >>> round(float(gain(90.9, 95)), 1), round(float(gain(31, 0, -1)), 1)
    (4.1, 31.0)
    """
    return sense * np.subtract(t, b)


def gap(b, t, bound=100.0):
    """Give the percent of the way to the bound that is promised: 100 (t − b)/(U − b).

    NaN where either end lies beyond the bound, or the baseline on it. A bound of 0 is that of what is to fall.

    Examples
    --------
    >>> round(float(gap(90.9, 95)), 1), round(float(gap(4, 1, 0)), 1), float(gap(101, 102))
    (45.1, 75.0, nan)
    """
    side = 1 if bound > 0 else -1
    way, left = side * np.subtract(bound, b, dtype=float), side * np.subtract(bound, t, dtype=float)
    there = (way > TINY) & (left >= -TINY)
    return 100 * (way - left) / np.where(there, way, np.nan)


def logit(b, t, sense=1, upper=100.0):
    """Give the gain in log-odds. NaN unless both ends lie inside (0, U).

    Examples
    --------
    >>> round(float(logit(90.9, 95)), 3)
    0.643
    """
    return sense * formulas.logit_rate(b, t, 1, upper)


def log_ratio(b, t, sense=1):
    """Give the log ratio of two counts. NaN unless they have one sign.

    Examples
    --------
    >>> round(float(log_ratio(6000, 7500)), 3)
    0.223
    """
    return sense * formulas.log_rate(b, t, 1) / 100


def measured(measure, start, end, years=np.nan, sense=1, upper=100.0, family="share"):
    """Take one measure and its rounding interval, at the corners of both printed figures.

    Parameters
    ----------
    measure : str
        One of `MEASURES`.
    start, end : (number, half-width)
        Baseline and target, in the unit; a share is not taken past its bounds.
    years : number
        From the one to the other.

    Returns
    -------
    (value, low, high)
        NaN where it does not exist; low and high also where a corner does not.
    """
    functions = {
        "level": lambda b, t: t,
        "gain": _gain_of(family, sense),
        "gap": lambda b, t: gap(b, t, upper if sense > 0 else 0.0),
        "logit": lambda b, t: logit(b, t, sense, upper),
        "pace": lambda b, t: _gain_of(family, sense)(b, t) / (years if years > 0 else np.nan),
    }
    top = upper if family == "share" else np.inf
    ends = [[np.clip(number + sign * width, 0, top) for sign in (-1, 1)] for number, width in (start, end)]
    corners = [float(functions[measure](b, t)) for b in ends[0] for t in ends[1]]
    value = float(functions[measure](start[0], end[0]))
    least, most = (min(corners), max(corners)) if np.isfinite(corners).all() else (np.nan, np.nan)
    return value, least, most


def _gain_of(family, sense):
    """Give the function of a gain: points or units, of counts and amounts the log ratio."""
    return (lambda b, t: log_ratio(b, t, sense)) if family in COUNTED else (lambda b, t: gain(b, t, sense))


def sign(own, other, sense=1):
    """Tell whether one measure is more or less than the other, whatever the digits that were not printed.

    Parameters
    ----------
    own, other : (value, low, high)
        From `measured`; `sense` −1 where the lower level is the more ambitious one.

    Returns
    -------
    str
        more, less, same (no rounding, no difference), unsettled (the rounding intervals leave it open), or ''.

    Examples
    --------
    >>> sign((95, 95, 95), (90, 90, 90)), sign((0.8, 0.7, 0.9), (0.8, 0.8, 0.8)), sign((1, 1, 1), (2, 2, 2), -1)
    ('more', 'unsettled', 'more')
    """
    low, high = own[1] - other[2], own[2] - other[1]
    if not np.isfinite([low, high]).all():
        return ""
    low, high = (low, high) if sense > 0 else (-high, -low)
    if abs(low) < TINY and abs(high) < TINY:
        return "same"
    return "more" if low > TINY else "less" if high < -TINY else "unsettled"


def said(signs):
    """Put the signs of the measures together: more, less, same, unsettled, or depends (on the measure); '' of none.

    Examples
    --------
    >>> said(["more", "less", "more"]), said(["more", "more", ""]), said(["more", "unsettled"])
    ('depends', 'more', 'unsettled')
    """
    found = {name for name in signs if name}
    if {"more", "less"} <= found:
        return "depends"
    return "unsettled" if len(found) > 1 else found.pop() if found else ""
