"""How noisy a pace over few years is: the nation's own yearly changes tell by how much one year differs from the next.

A place's changes scatter at least as much as those of the nation, which are an average of thousands of counties.
"""

import numpy as np
import pandas as pd

from helpers import progress, trend
from helpers.codebook import schema
from helpers.progress import verdicts
from helpers.trend import precedent

CHANGES = 10
"""Yearly changes of the nation that are used, the last ones."""
FEWEST = 3
"""The least number of differences between following changes that a scatter is told from."""
LEVEL = 0.8
"""Of the interval told."""
BANDS = tuple(name for _, name in reversed(verdicts.STATCAN))
"""Verdicts by statcan's cuts, the worst first."""
BY_PACE = (*BANDS, "sun", "sun_cloud", "cloud", "storm")
"""Verdicts, of any set of cuts, that rest on a pace."""


def scatter(values):
    """Measure how yearly changes scatter: s² = Σ(Δᵢ − Δᵢ₋₁)²/(2m), m differences of following changes => (s, m).

    A slow change of the pace hardly counts, unlike in a standard deviation; NaN below `FEWEST` differences.

    Examples
    --------
    >>> s, m = scatter([50.63, 51.88, 54.04, 56.23, 57.92, 59.37])
    >>> round(s, 4), m
    (0.3769, 4)
    """
    differences = np.diff(np.asarray(values, float), 2)
    m = len(differences)
    return (float(np.sqrt((differences**2).sum() / (2 * m))), m) if m >= FEWEST else (np.nan, m)


def interval(pace, required, s, df, years):
    """Give observed over required pace with its noise, (p ± t·s/√k)/r => (R, low, high).

    Parameters
    ----------
    pace, required : float
        Changes a year, observed and required, in the indicator's unit; required is not 0.
    s, df : float, int
        From `scatter`, in the same unit.
    years : int
        Yearly changes that the pace is the mean of.

    Examples
    --------
    >>> [round(number, 3) for number in interval(0.66, 0.82, 0.4353, 9, 1)]
    [0.805, 0.071, 1.539]
    """
    from helpers.trend.forecast import quantile

    reach = quantile((1 + LEVEL) / 2, df) * s / np.sqrt(years)
    low, high = sorted((float((pace - reach) / required), float((pace + reach) / required)))
    return pace / required, low, high


def chances(pace, required, s, df, years):
    """Give the part of such paces that would fall under each verdict, were the place's changes as noisy as these.

    Parameters
    ----------
    pace, required, s, df, years
        As for `interval`.

    Returns
    -------
    dict
        For each of `BANDS` a number in [0, 1]; they add up to 1.

    Examples
    --------
    >>> {name: round(part, 3) for name, part in chances(0.66, 0.82, 0.4353, 9, 1).items()}
    {'deterioration': 0.082, 'limited_progress': 0.272, 'acceleration_needed': 0.25, 'on_track': 0.395}
    """
    from scipy.special import stdtr

    cuts = np.array([cut for cut, _ in reversed(verdicts.STATCAN)][1:])
    below = stdtr(df, (cuts - pace / required) * abs(required) * np.sqrt(years) / s)
    return dict(zip(BANDS, np.diff([0.0, *below, 1.0]).tolist(), strict=True))


def table(judged, targets, nation, book, related=(), as_of=None):
    """Say of every verdict by a linear pace how far the noise of so few years may have made it.

    Parameters
    ----------
    judged, targets : DataFrame
        As `helpers.codebook.schema` declares progress and targets, of one plan.
    nation : DataFrame
        The observations of the nation; no rows where there is none.
    book : DataFrame
        The codebook: the nation's series is that of the same definition.
    related : sequence of dict
        From `codebook.relations.read`: `scatter` names another series, and its first year, where there is no such one.
    as_of : int, optional
        Leave out later years.

    Returns
    -------
    DataFrame
        As `helpers.codebook.schema` declares noise: one row a target, each promise once.

    Examples
    --------
    >>> from helpers.codebook import indicators, relations
    >>> plan = [schema.load(name, "yunyang-14fyp") for name in ("progress", "targets", "indicators")]
    >>> nation = schema.load("observations", "china-14fyp")
    >>> rows = table(*plan[:2], nation, indicators.load(), relations.read(plan[2])).set_index("indicator")
    >>> rows.loc[rows["code"].isna(), ["scatter", "ratio", "low", "high"]].round(3).values.tolist()
    [[0.435, 0.805, 0.071, 1.539], [0.377, 1.193, 0.536, 1.85]]
    """
    levels = targets[targets["family"].isin(precedent.FAMILIES) & (targets["kind"] == "level")]
    levels = levels.loc[levels["direction"] != "to_value", "target_id"]
    paced = progress.seen(judged, targets)
    paced = paced[paced["verdict"].isin(BY_PACE) & paced["ratio"].notna() & paced["target_id"].isin(levels)]
    nearest = {row["whole"]: row["parts"][0].split("@") for row in related if row["relation"] == "scatter"}
    rows = []
    for row in paced.to_dict("records"):
        years = int(row["observed_year"] - row["baseline_year"])
        named = {name: row[name] for name in ("target_id", "plan", "indicator")} | {"changes": years}
        same = precedent.same_definition(row["indicator"], book, set(nation["indicator"]))
        name, since = (same, 0) if same else (*nearest.get(row["indicator"], [None]), 0)[:2]
        run = trend.series(nation, name, as_of or None)
        run = run[run["year"] >= int(since)].tail(CHANGES + 1)
        if run.empty:
            rows.append(named | {"code": "no_national_series"})
            continue
        named |= {"national": name, "first_year": run["year"].iloc[0], "last_year": run["year"].iloc[-1]}
        s, df = scatter(run["value"])
        if not s > 0:
            rows.append(named | {"code": "too_short"})
            continue
        pace = (row["observed"] - row["baseline"]) / years
        required = (row["target"] - row["baseline"]) / (row["target_year"] - row["baseline_year"])
        found = dict(zip(("ratio", "low", "high"), interval(pace, required, s, df, years), strict=True))
        found |= {"scatter": s, "df": df, **chances(pace, required, s, df, years)}
        rows.append(named | found)
    frame = pd.DataFrame(rows, columns=[field["name"] for field in schema.fields("noise")])
    return schema.check(schema.steady(frame), "noise")
