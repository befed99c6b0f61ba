"""Ratios of progress: what was observed against what the target requires. Pure functions of numbers and arrays."""

import numpy as np

from helpers.growth import formulas

ABOUT_POINTS = 2.5
ABOUT_SHARE = 0.05
"""How far an about-target reaches: points of a percent, or this part of any other number. Our assumption."""


def sense(comparator, direction):
    """Tell which way is better: 1 up, −1 down, 0 towards a value, NaN unknown. A bound says so itself.

    Examples
    --------
    >>> sense([">=", "=", "=", "="], ["none", "down", "to_value", "none"]).tolist()
    [1.0, -1.0, 0.0, nan]
    """
    comparator, direction = np.asarray(comparator, object), np.asarray(direction, object)
    return np.select(
        [comparator == ">=", comparator == "<=", direction == "up", direction == "down", direction == "to_value"],
        [1.0, -1.0, 1.0, -1.0, 0.0],
        np.nan,
    )


def loosened(low, high, sense, percent):
    """Give the bounds of an about-target at its easier edge => (low, high).

    Examples
    --------
    >>> [float(bound) for bound in loosened(60, 60, 1, True)], [float(bound) for bound in loosened(1, 1, 0, False)]
    ([57.5, 60.0], [0.95, 1.05])
    """
    low, high, sense = (np.asarray(item, float) for item in (low, high, sense))
    reach = np.where(percent, ABOUT_POINTS, ABOUT_SHARE * np.abs(low))
    return np.where(sense >= 0, low - reach, low), np.where(sense <= 0, high + reach, high)


def meets(value, low, high, sense):
    """Tell whether a value meets a target: at or above low, at or below high, or between them, as `sense` says.

    Examples
    --------
    >>> meets([96, 94], 95, np.nan, 1).tolist(), meets([26, 28], 25, 27, 0).tolist()
    ([True, False], [True, False])
    """
    value, low, high = (np.asarray(item, float) for item in (value, low, high))
    return np.where(sense == 0, (value >= low) & (value <= high), np.where(sense > 0, value >= low, value <= high))


def distance(value, low, high):
    """Give how far a value lies outside of a range: 0 inside.

    Examples
    --------
    >>> distance([24, 26, 30], 25, 27).tolist()
    [1.0, 0.0, 3.0]
    """
    value, low, high = (np.asarray(item, float) for item in (value, low, high))
    return np.maximum(np.maximum(low - value, value - high), np.where(np.isnan(value), np.nan, 0.0))


def attained(y0, y, e):
    """Give the part of the way done: (y − y0)/(e − y0). NaN where there is no way.

    Examples
    --------
    >>> round(float(attained(41.17, 58, 75)), 4)
    0.4975
    """
    return _divided(np.subtract(y, y0), np.subtract(e, y0))


def ratio(method, y0, y, e, observed_years, years, sense, upper=100.0):
    """Give observed over required pace on a scale, negative where the observed one leads away from what is better.

    Parameters
    ----------
    method : one of `growth.METHODS`
    y0, y, e : baseline, observation and end, in the indicator's unit
    observed_years, years : from the baseline to the observation, and to the target
    sense : 1 where more is better, −1 where less is

    Examples
    --------
    >>> [round(float(ratio(method, 41.17, 58, 75, 3, 5, 1)), 4) for method in ("linear", "cagr", "logit")]
    [0.8291, 0.9496, 0.7783]
    >>> round(float(ratio("linear", 96, 94, 95, 3, 5, 1)), 2)
    -3.33
    """
    required = np.abs(formulas.rate(method, y0, e, years, upper))
    observed = formulas.rate(method, y0, y, observed_years, upper)
    if method in {"cagr", "log"}:  # below zero a positive rate leads down
        observed = observed * np.sign(y0)
    return _divided(sense * observed, required)


def extrapolated(y0, y, e, observed_years, years):
    """Give the part of the way done by the target year if the compound rate observed so far goes on.

    Examples
    --------
    >>> round(float(extrapolated(41.17, 58, 75, 3, 5)), 3)
    0.938
    """
    rate = formulas.cagr(y0, y, observed_years)
    with np.errstate(over="ignore"):
        expected = np.asarray(y, float) * np.power(1 + rate / 100, np.subtract(years, observed_years))
    return attained(y0, np.where(np.isfinite(expected), expected, np.nan), e)


def missed(y, e, slope, years_left, sense):
    """Give the part of the remaining gap that is still open in the target year if the last changes go on.

    Examples
    --------
    >>> round(float(missed(58, 75, 5.6, 2, 1)), 3), float(missed(58, 75, 8.5, 2, 1))
    (0.341, 0.0)
    """
    expected = np.asarray(y, float) + np.asarray(slope, float) * years_left
    return _divided(sense * (np.asarray(e, float) - expected), np.abs(np.subtract(e, y)))


def _divided(over, under):
    under = np.asarray(under, float)
    with np.errstate(over="ignore", invalid="ignore"):
        result = np.asarray(over, float) / np.where(under == 0, np.nan, under)
    return np.where(np.isfinite(result), result, np.nan)
