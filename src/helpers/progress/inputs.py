"""Targets and what was observed of them, as numbers that can be judged."""

import numpy as np

from helpers import goals
from helpers.codebook import schema
from helpers.growth import required
from helpers.progress import measures, observed

EVIDENCE = ((10, "good"), (6, "moderate"), (4, "low"), (3, "very_low"), (2, "endpoints"))
"""Points from the base year on => how much they can carry."""


def rows(targets, observations, as_of=None):
    """Turn targets and observations into what `verdicts.judge` takes.

    Parameters
    ----------
    targets, observations : DataFrame
        As `helpers.codebook.schema` declares them.
    as_of : int, optional
        Leave out later years.

    Returns
    -------
    DataFrame
        One row a target, in their order: what `required.inputs` gives, `start` as y0 and `primary` as method; low,
        high, sense, quantified, strict, percent, base_year and target_year; and what `observed.latest`, or (increments)
        `observed.sums`, finds.

    Examples
    --------
    >>> plan = "yunyang-14fyp"
    >>> found = rows(schema.load("targets", plan), schema.load("observations", plan))
    >>> found.loc[found["family"] == "gross_rate", ["y0", "y", "e", "sense"]].iloc[0].tolist()
    [90.9, 91.56, 95.0, 1.0]
    """
    targets = targets.reset_index(drop=True)
    given = required.inputs(targets).rename(columns={"start": "y0", "primary": "method"})
    given["sense"] = measures.sense(given["comparator"], given["direction"])
    by_rate = given["kind"] == "rate_per_year"
    for end in ("low", "high"):
        given[end] = np.where(by_rate, given["e"], schema.numbers(targets[f"target_{end}"]))
    given["base_year"] = schema.numbers(targets["baseline_year"])
    given["target_year"] = schema.numbers(targets["target_year"])
    given["quantified"] = (targets["target_low"].notna() | targets["target_high"].notna()).to_numpy()
    given["strict"] = targets["processing"].fillna("").str.contains("strict")
    given["percent"] = given["unit"] == "percent"
    judged = targets.assign(**{name: given[name] for name in ("low", "high", "sense")})
    found = observed.latest(judged, goals.levels(observations, as_of)).assign(years_missing=False)
    made = observed.sums(targets, observations, as_of)
    summed = given["kind"] == "increment"
    for name in ("year", "y", "h", "since", "evidence", "years_missing"):
        found[name] = np.where(summed, made[name], found[name])
    given = given.join(found.astype({name: float for name in ("year", "y", "h", "slope")}))
    inside = (given["comparator"] == "range") & (given["e"] == given["y0"])
    given["e"] = np.where(inside & given["y"].notna(), np.clip(given["y"], given["low"], given["high"]), given["e"])
    printed = np.where(given["sense"] < 0, given["high"], given["low"])
    given["e"] = np.where(given["e"].isna() & given["kind"].isin(["level", "maintain"]), printed, given["e"])
    return given


def evidence(points):
    """Say how much so many points can carry; None below two.

    Examples
    --------
    >>> [evidence(points) for points in (1, 2, 5, 12)]
    [None, 'endpoints', 'low', 'good']
    """
    return next((name for least, name in EVIDENCE if points >= least), None)
