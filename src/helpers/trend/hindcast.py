"""The same forecast made at past origins, held against what happened: how far its intervals can be trusted."""

import numpy as np
import pandas as pd

from helpers.trend import forecast, models

FEWEST = 5
"""The least number of points before an origin."""
COLUMNS = ("origin", "year", "estimate", "low", "high", "observed", "held")


def hindcast(series, model, scale, ahead, upper=100.0, level=forecast.LEVEL, nearest=1):
    """Forecast from every past origin that has five points or more, by what was known then, and look what happened.

    Parameters
    ----------
    series : DataFrame
        year and value of consecutive years, as `trend.series` gives them.
    model, scale, upper, level
        As in `forecast.forecast`.
    ahead : int
        The most years ahead.
    nearest : int
        The fewest years ahead.

    Returns
    -------
    DataFrame
        One row an origin and year ahead: origin (the last year known then), year, estimate, low, high, observed, held
        (whether low ≤ observed ≤ high). An origin where the model could not be fitted has no row.

    Examples
    --------
    >>> observed = pd.DataFrame({"year": range(2015, 2022), "value": [75.0, 77.4, 79.6, 81.7, 83.4, 85.2, 88.1]})
    >>> hindcast(observed, "rwd", "identity", 2)[["origin", "year", "low", "high", "observed", "held"]].round(2).head(2)
       origin  year    low   high  observed  held
    0    2019  2020  84.45  86.55      85.2  True
    1    2019  2021  85.98  89.22      88.1  True
    """
    years, values = series["year"].to_numpy(int), series["value"].to_numpy(float)
    rows = []
    for known in range(max(FEWEST, models.MINIMUM.get(model, 0)), len(values) - nearest + 1):
        numbers, code = forecast.predict(values[:known], model, scale, ahead, upper, level)
        for step in () if code else range(nearest, min(ahead, len(values) - known) + 1):
            place = known + step - 1
            estimate, low, high = (float(numbers[name][step - 1]) for name in ("estimate", "low", "high"))
            happened = float(values[place])
            held = low <= happened <= high
            rows.append((int(years[known - 1]), int(years[place]), estimate, low, high, happened, held))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def coverage(hindcasts, ahead):
    """Give the part of past intervals, so many years ahead, that held what happened => (part or NaN, number tried).

    Examples
    --------
    >>> rows = pd.DataFrame({"origin": [2015, 2016, 2016], "year": [2017, 2017, 2018], "held": [True, True, False]})
    >>> coverage(rows, 2), coverage(rows, 5)
    ((0.5, 2), (nan, 0))
    """
    held = hindcasts.loc[(hindcasts["year"] - hindcasts["origin"]).eq(ahead), "held"]
    return (float(held.mean()) if len(held) else np.nan), len(held)


def errors(hindcasts, ahead):
    """Give how far past forecasts were off, so many years ahead, and how wide their intervals were.

    Returns
    -------
    (float, float)
        Mean of estimate − observed, mean of high − low, in the indicator's unit; NaN where nothing was tried.

    Examples
    --------
    >>> rows = pd.DataFrame({"origin": [2015, 2016], "year": [2017, 2018], "estimate": [92, 95], "observed": [90, 91]})
    >>> errors(rows.assign(low=[88, 91], high=[96, 99]), 2)
    (3.0, 8.0)
    """
    tried = hindcasts[(hindcasts["year"] - hindcasts["origin"]).eq(ahead)]
    return float((tried["estimate"] - tried["observed"]).mean()), float((tried["high"] - tried["low"]).mean())
