"""How much wider nominal bands must be to hold as often as they say: by what the hindcasts of other series missed."""

import numpy as np
import pandas as pd

from helpers.trend import forecast, hindcast, scales

MODEL = "rwd"
"""The default model, and the only one fitted to every series: the others have no factor."""
FEWEST = 20
"""The least number of hindcasts of other series that a part of 95 % can be told from."""
AHEAD = 15
"""The most years ahead that are tried."""


def pool(runs, ahead=AHEAD, scale=""):
    """Make the default forecast at every past origin of every series: how far off was it, in half-widths of its band?

    Parameters
    ----------
    runs : iterable of (str, str, float, DataFrame)
        Name of a series, its family, its whole (100 where there is none) and its years and values as `trend.series`
        gives them.
    ahead : int
        The most years ahead.
    scale : str
        One for all series; that of `scales.natural` for each where it is not given.

    Returns
    -------
    DataFrame
        One row a hindcast: series, ahead (years), ratio (the absolute error over half the nominal band, both on the
        scale of the forecast: at most 1 where the band held).

    Examples
    --------
    >>> run = pd.DataFrame({"year": range(2015, 2022), "value": [75.0, 77.4, 79.6, 81.7, 83.4, 85.2, 88.1]})
    >>> pool([("preschool", "gross_rate", 100.0, run)], 1).round(2).values.tolist()
    [['preschool', 1, 0.27], ['preschool', 1, 5.54]]
    """
    rows = []
    for name, family, upper, run in runs:
        on = scale or scales.natural(family, run["value"], upper)
        past = hindcast.hindcast(run, MODEL, on, ahead, upper)
        ends = {end: scales.apply(past[end], on, upper) for end in ("estimate", "high", "observed")}
        ratio = np.abs(ends["observed"] - ends["estimate"]) / (ends["high"] - ends["estimate"])
        rows.append(pd.DataFrame({"series": name, "ahead": past["year"] - past["origin"], "ratio": ratio}))
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=["series", "ahead", "ratio"])


def factor(pooled, ahead, left_out=""):
    """Give how many times wider a band must be: as wide as held 95 % of the other series' hindcasts.

    Parameters
    ----------
    pooled : DataFrame
        From `pool`.
    ahead : int
        Years ahead of the forecast.
    left_out : str
        The series that is forecast: what came of it is no evidence for its own band.

    Returns
    -------
    float
        At least 1, for a band is never made narrower; NaN where fewer than `FEWEST` hindcasts are left.

    Examples
    --------
    >>> pooled = pd.DataFrame({"series": ["a"] * 20 + ["b"] * 20, "ahead": 5, "ratio": [*range(20)] * 2})
    >>> round(factor(pooled, 5, "a"), 2), factor(pooled, 4)
    (18.05, nan)
    """
    others = pooled.loc[(pooled["ahead"] == ahead) & (pooled["series"] != left_out), "ratio"]
    return max(1.0, float(np.quantile(others, forecast.LEVEL))) if len(others) >= FEWEST else np.nan


def held(pooled, ahead):
    """Count how often bands held, each widened by the factor of the other series => held, held widened, tried.

    Examples
    --------
    >>> pooled = pd.DataFrame({"series": ["a"] * 20 + ["b"] * 20, "ahead": 5, "ratio": [0.0, *[2.0] * 19] * 2})
    >>> held(pooled, 5)
    (2, 40, 40)
    """
    tried = pooled[pooled["ahead"] == ahead]
    factors = tried["series"].map({name: factor(pooled, ahead, name) for name in tried["series"].unique()})
    return int((tried["ratio"] <= 1).sum()), int((tried["ratio"] <= factors).sum()), len(tried)
