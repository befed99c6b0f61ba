"""Verdicts: what the ratios mean, in a fixed order, by one of three sets of cuts."""

import numpy as np

from helpers.progress import measures

SETS = ("statcan", "un", "german")
STATCAN = ((0.95, "on_track"), (0.60, "acceleration_needed"), (0.0, "limited_progress"), (-np.inf, "deterioration"))
"""Cuts on observed over required pace: Statistics Canada's and Open SDG's, theirs on compound rates only."""
UN = ((0.95, "on_track"), (0.10, "acceleration_needed"), (-np.inf, "deterioration"))
"""Cuts on the part of the way done by the target year at the compound rate so far: the UN Progress Chart's."""
SUN, SUN_CLOUD = 0.05, 0.20
"""Cuts on the part of the remaining gap left open at the last five changes: the German indicator report's."""
GERMAN_POINTS = 4


def judge(rows, thresholds="statcan", method=None):
    """Judge levels, increments and what is to be kept; the first rule that applies decides.

    Parameters
    ----------
    rows : DataFrame
        kind, comparator, quantified (whether a number is printed), strict (whether the bound is to be passed); sense,
        y0, e, low, high, base_year, target_year, y, year, h0, h (half-widths), upper (cap), method (primary scale) and
        percent as in `helpers.progress.inputs`; met_before, slope and points as `helpers.progress.observed` gives them.
    thresholds : str
        One of `SETS`.
    method : str, optional
        The scale that statcan's ratio is taken on; the primary one where it is not given.

    Returns
    -------
    array of str

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"kind": "level", "comparator": "=", "quantified": True, "strict": False, "sense": 1.0, "y0": 41.17}
    >>> row |= {"e": 75.0, "low": 75.0, "high": 75.0}
    >>> row |= {"base_year": 2020.0, "target_year": 2025.0, "y": 58.0, "year": 2023.0, "h0": 0.0, "h": 0.0}
    >>> row |= {"upper": 100.0, "method": "linear", "percent": True, "met_before": False, "slope": 5.61, "points": 2}
    >>> [judge(pd.DataFrame([row]), name).item() for name in SETS]
    ['acceleration_needed', 'acceleration_needed', 'too_few_points']
    """
    if thresholds not in SETS:
        raise ValueError(f"thresholds is one of {', '.join(SETS)}, not {thresholds!r}")
    verdict = _at_its_number(rows, thresholds, method)
    about = rows["comparator"] == "~"
    if not about.any():
        return verdict
    low, high = measures.loosened(rows["low"], rows["high"], rows["sense"], rows["percent"])
    edge = np.select([rows["sense"] > 0, rows["sense"] < 0], [low, high], rows["e"])
    looser = rows.assign(
        **{
            name: np.where(about, to, rows[name])
            for name, to in zip(("low", "high", "e"), (low, high, edge), strict=True)
        }
    )
    readings = [
        np.where(read == "achieved_marginal", "achieved", read)
        for read in (verdict, _at_its_number(looser, thresholds, method))
    ]
    return np.where(about & (readings[0] != readings[1]), "ambiguous", verdict)


def _at_its_number(rows, thresholds, method):
    """Judge by the printed number alone."""
    y, y0, kind = rows["y"], rows["y0"], rows["kind"]
    met = measures.meets(y, rows["low"], rows["high"], rows["sense"])
    met_at_start = measures.meets(y0, rows["low"], rows["high"], rows["sense"])
    sure = np.all(
        [measures.meets(y + sign * rows["h"], rows["low"], rows["high"], rows["sense"]) for sign in (-1, 1)], 0
    )
    ended = rows["year"] >= rows["target_year"]
    on_a_strict_bound = rows["strict"] & (y == rows["e"])
    reasons = {
        "not_quantified": kind.isin(["relative", "milestone"]) | ~rows["quantified"],
        "not_a_goal": kind == "projection",
        "no_direction": rows["sense"].isna(),
        "no_observation": y.isna(),
        "maintained": (kind == "maintain") & met,
        "slipped": kind == "maintain",
        "on_bound": met & on_a_strict_bound,
        "achieved": met & (ended | (kind == "increment") | sure),
        "achieved_marginal": met,
        "reached_then_lost": ended & rows["met_before"],
        "missed": ended,
        "deterioration": met_at_start,
        "no_target_year": rows["target_year"].isna(),
        "no_start_year": (kind == "increment") & rows["base_year"].isna(),
        "no_baseline": y0.isna() | rows["base_year"].isna(),
        "no_detectable_change": (kind != "increment") & ((y - y0).abs() <= (rows["h0"] + rows["h"]) * (1 + 1e-9)),
    }
    first = np.select([np.asarray(reason, bool) for reason in reasons.values()], list(reasons), "")
    return np.where(first == "", _by_pace(rows, thresholds, method), first).astype(object)


def _by_pace(rows, thresholds, method):
    if thresholds == "un":
        return cut(measures.extrapolated(*way(rows), *times(rows)), UN)
    if thresholds == "german":
        return _weather(rows)
    return cut(ratio(rows, method), STATCAN)


def ratio(rows, method=None):
    """Give observed over required pace of rows as `judge` takes them, on one scale or (None) on the primary one.

    Where the primary scale does not exist, such as a compound rate from zero, the linear one takes its place. Towards a
    value it is the distance to it that is measured, so that what overshoots is no further progress.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"sense": 0.0, "y0": 1.07, "y": 1.03, "e": 1.0, "low": 1.0, "high": 1.0, "base_year": 2020, "year": 2023}
    >>> row |= {"target_year": 2025, "upper": np.nan, "method": "linear"}
    >>> ratio(pd.DataFrame([row])).round(3).tolist()
    [0.952]
    """
    towards = rows["sense"] == 0
    sense = np.where(towards, -1.0, rows["sense"])
    ends, spans = way(rows), times(rows)
    linear = measures.ratio("linear", *ends, *spans, sense)
    if method == "linear":
        return linear
    others = {name: measures.ratio(name, *ends, *spans, sense, rows["upper"]) for name in ("cagr", "logit")}
    if method:
        return np.where(towards, np.nan, others[method])
    on_primary = np.where((rows["method"] == "cagr") & ~towards, others["cagr"], linear)
    return np.where(np.isnan(on_primary), linear, on_primary)


def _weather(rows):
    y0, y, e = way(rows)
    towards = rows["sense"] == 0
    sense = np.where(towards, -1.0, rows["sense"])
    slope = np.where(towards, np.sign(y - y0) * np.abs(rows["slope"]), rows["slope"])
    left = (rows["target_year"] - rows["year"]).to_numpy(float)
    missed = measures.missed(y, e, slope, left, sense)
    symbols = {
        "too_few_points": rows["points"] < GERMAN_POINTS,
        "storm": ~(slope * sense > 0),
        "sun": missed < SUN,
        "sun_cloud": missed <= SUN_CLOUD,
        "cloud": missed > SUN_CLOUD,
    }
    return np.select([np.asarray(holds, bool) for holds in symbols.values()], list(symbols), "undefined")


def at_corner(rows, start, now, end=0):
    """Take rows at an end of their rounding intervals, as exact figures: −1 the lower, 1 the upper, 0 as printed.

    Parameters
    ----------
    rows : DataFrame
        As `judge` takes them; for `end` also h1, the half-width of the target.
    start, now, end : int
        Of the baseline, the observation and the target.

    Examples
    --------
    >>> import pandas as pd
    >>> row = at_corner(pd.DataFrame([{"y0": 98.9, "h0": 0.05, "y": 99.0, "h": 0.05}]), -1, 1).iloc[0]
    >>> [float(row[name]) for name in ("y0", "y", "h")]
    [98.85000000000001, 99.05, 0.0]
    """
    moved = rows.assign(y0=rows["y0"] + start * rows["h0"], y=rows["y"] + now * rows["h"], h0=0.0, h=0.0)
    return moved.assign(**{name: rows[name] + end * rows["h1"] for name in ("e", "low", "high")}) if end else moved


def way(rows):
    """Give baseline, observation and end => three arrays; towards a value their distances to it.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"sense": 0.0, "y0": 33.0, "y": 30.0, "e": 27.0, "low": 25.0, "high": 27.0}
    >>> [number.tolist() for number in way(pd.DataFrame([row]))]
    [[6.0], [3.0], [0.0]]
    """
    numbers = [rows[name].to_numpy(float) for name in ("y0", "y", "e")]
    bounds = rows["low"].to_numpy(float), rows["high"].to_numpy(float)
    return [np.where(rows["sense"] == 0, measures.distance(number, *bounds), number) for number in numbers]


def times(rows):
    """Give the years from the baseline to the observation, and to the target => two arrays.

    Examples
    --------
    >>> import pandas as pd
    >>> [years.tolist() for years in times(pd.DataFrame([{"base_year": 2020, "year": 2023, "target_year": 2025}]))]
    [[3.0], [5.0]]
    """
    return [(rows[name] - rows["base_year"]).to_numpy(float) for name in ("year", "target_year")]


def cut(number, cuts):
    """Name the first cut that a number is at or above; undefined where there is none.

    Examples
    --------
    >>> cut([1.2, 0.7, -0.1, float("nan")], STATCAN).tolist()
    ['on_track', 'acceleration_needed', 'deterioration', 'undefined']
    """
    number = np.asarray(number, float)
    return np.select([number >= cut for cut, _ in cuts], [name for _, name in cuts], "undefined")
