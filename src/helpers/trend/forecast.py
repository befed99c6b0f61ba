"""What a model expects of a series, with prediction intervals, and the chance of being at or beyond a number."""

import numpy as np
import pandas as pd

from helpers.trend import models, scales

NUMBERS = ("estimate", "low", "high", "mean", "error", "df")
LEVEL = 0.95


def forecast(series, model, scale, horizon, upper=100.0, level=LEVEL):
    """Forecast a series year by year up to a horizon.

    Parameters
    ----------
    series : DataFrame
        year and value of consecutive years, as `trend.series` gives them.
    model : str
        rwd, ols, ets or ucm, as in `models`.
    scale : str
        identity, log or logit, as in `scales`.
    horizon : int
        The last year forecast, later than the last one observed.
    upper : float
        The whole that a share is a part of, for logit.
    level : float
        Of the prediction interval, in (0, 1).

    Returns
    -------
    DataFrame
        One row a year: year, estimate (the median), low and high in the indicator's unit; mean, error and df of the t
        (or, of infinite df, normal) distribution on the scale; model, scale, level; code: too_short, not_positive,
        at_bound or fit_failed where there are no numbers, else ''.

    Raises
    ------
    ValueError
        If there is no such model or scale, or the horizon is not later than the series.

    Examples
    --------
    >>> observed = pd.DataFrame({"year": [2020, 2021, 2022, 2023], "value": [41.17, 47, 52, 58]})
    >>> fan = forecast(observed, "rwd", "identity", 2025)
    >>> fan[["year", "estimate", "low", "high"]].round(2).values.tolist()
    [[2024.0, 63.61, 60.95, 66.27], [2025.0, 69.22, 65.02, 73.42]]
    >>> forecast(observed, "ets", "identity", 2025)["code"].unique().tolist()
    ['too_short']
    """
    years = series["year"].to_numpy(int)
    steps = int(horizon) - int(years[-1])
    if steps < 1:
        raise ValueError(f"horizon is a year after {years[-1]}, not {horizon}")
    numbers, code = predict(series["value"].to_numpy(float), model, scale, steps, upper, level)
    told = {"model": model, "scale": scale, "level": level, "code": code}
    return pd.DataFrame({"year": years[-1] + np.arange(1, steps + 1), **numbers, **told})


def predict(values, model, scale, steps, upper=100.0, level=LEVEL):
    """Forecast the values of consecutive years => ({name: ndarray (steps,)} for each of `NUMBERS`, code).

    Where there is a code all numbers are NaN.

    Examples
    --------
    >>> numbers, code = predict([41.17, 47, 52, 58], "ols", "logit", 2)
    >>> numbers["estimate"].round(3).tolist(), code
    ([63.211, 68.248], '')
    >>> predict([31, 12, 4, 0], "rwd", "log", 1)[1]
    'not_positive'
    """
    values = np.asarray(values, float)
    nothing = {name: np.full(steps, np.nan) for name in NUMBERS}
    code = scales.code(values, scale, upper)
    if len(values) < models.MINIMUM.get(model, 0):
        return nothing, "too_short"
    found = None if code else models.fit(scales.apply(values, scale, upper), model, steps)
    if found is None:
        return nothing, code or "fit_failed"
    mean, error, df = found
    reach = quantile((1 + level) / 2, df) * error
    ends = [scales.invert(end, scale, upper) for end in (mean, mean - reach, mean + reach)]
    if not np.isfinite(ends).all():
        return nothing, "fit_failed"
    return dict(zip(NUMBERS, (*ends, mean, error, np.full(steps, float(df))), strict=True)), ""


def chance(fan, number, direction):
    """Give the chance of being at or beyond a number in the last year of a forecast, if its model were true.

    Parameters
    ----------
    fan : DataFrame
        From `forecast`.
    number : float
        In the indicator's unit.
    direction : str
        up: at least the number; down: at most.

    Returns
    -------
    float
        In [0, 1]; NaN where there is no forecast.

    Raises
    ------
    ValueError
        If the direction is neither.

    Examples
    --------
    >>> observed = pd.DataFrame({"year": [2020, 2021, 2022, 2023], "value": [41.17, 47, 52, 58]})
    >>> fan = forecast(observed, "ols", "log", 2025)
    >>> round(chance(fan, 75, "up"), 4), round(chance(fan, 75, "down"), 4)
    (0.151, 0.849)
    """
    last = fan.iloc[-1]
    return tail(number, direction, last["mean"], last["error"], last["df"], last["scale"])


def tail(number, direction, mean, error, df, scale, upper=100.0):
    """Give the probability of at least (up) or at most (down) a number, of a forecast's distribution on its scale.

    Examples
    --------
    >>> tail(100, "up", 2.0, 0.5, 8, "logit"), tail(0, "up", 2.0, 0.5, np.inf, "log")
    (0.0, 1.0)
    """
    from scipy.special import ndtr, stdtr

    if direction not in {"up", "down"}:
        raise ValueError(f"direction is up or down, not {direction!r}")
    sign = 1 if direction == "up" else -1
    distance = sign * (mean - scales.apply(number, scale, upper)) / error
    return float(ndtr(distance) if np.isinf(df) else stdtr(df, distance))


def quantile(part, df):
    """Give the quantile of the t distribution, of the normal one where df is infinite.

    Examples
    --------
    >>> round(quantile(0.975, 2), 6), round(quantile(0.975, np.inf), 6)
    (4.302653, 1.959964)
    """
    from scipy.special import ndtri, stdtrit

    return float(ndtri(part) if np.isinf(df) else stdtrit(df, part))
