"""Targets without a baseline: the pace that each possible baseline would require, and where others stood."""

import numpy as np
import pandas as pd

from helpers.codebook import indicators, schema
from helpers.goals import dated, levels
from helpers.growth import formulas
from helpers.progress import measures

FAMILIES = ("share", "gross_rate", "cohort_ratio", "ratio", "mean")
"""Families whose values compare between places; counts do not."""
NAMED = ("target_id", "plan", "indicator", "indicator_zh", "indicator_en", "unit")
POINTS = 41
REACH = {"percent": 10.0}
"""How far a curve goes from the target where no other place has a value: points, or a fifth of any other number."""


def curves(targets, marks):
    """Compute the required pace as a function of the baseline that is not known.

    Parameters
    ----------
    targets : DataFrame
        As `helpers.codebook.schema` declares it.
    marks : DataFrame
        From `marks`: a curve spans them.

    Returns
    -------
    DataFrame
        One row a target and possible baseline: target_id, plan, indicator and its names, unit, target_year, target,
        years, baseline, value (change a year in the unit; 0 where the target would be met).

    Examples
    --------
    >>> targets = schema.load("targets", "chuxiong-2023-2025")
    >>> rows = curves(targets, marks(targets, schema.load("observations", "china-14fyp")))
    >>> rows.query("indicator == 'inclusive_kindergarten_share'")[["baseline", "value"]].iloc[-1].tolist()
    [95.0, 0.0]
    """
    frames = [_curve(row, marks[marks["target_id"] == row.target_id]) for row in open_goals(targets).itertuples()]
    names = [*NAMED, "target_year", "target", "years"]
    nothing = pd.DataFrame(columns=[*names, "baseline", "value"])
    return pd.concat(frames, ignore_index=True) if frames else nothing


def open_goals(targets):
    """Pick the levels with a year and no baseline, each once, of families that compare => rows with e, years, sense.

    Examples
    --------
    >>> open_goals(schema.load("targets", "yunyang-14fyp"))["indicator"].tolist()[0]
    'inclusive_kindergarten_share'
    """
    levels_of = dated(targets, ("level",))
    picked = levels_of[levels_of["baseline"].isna()]
    picked = picked[picked["family"].isin(FAMILIES)]
    sense = measures.sense(picked["comparator"], picked["direction"])
    picked = picked.assign(
        sense=sense,
        e=np.where(sense < 0, schema.numbers(picked["target_high"]), schema.numbers(picked["target_low"])),
        years=schema.numbers(picked["target_year"]) - schema.numbers(picked["baseline_year"]),
    )
    return picked[(picked["years"] > 0) & (picked["sense"].abs() == 1)].reset_index(drop=True)


def marks(targets, observations):
    """Find what other places published of the same definitions, by the baseline year of the plan.

    Parameters
    ----------
    targets : DataFrame
        Of the plan.
    observations : DataFrame
        Of any number of plans; of the plan's own only a later value is taken.

    Returns
    -------
    DataFrame
        One row an open goal and place: target_id, place (a plan), year (the last one up to the baseline year; of the
        plan itself the first one after it), value, pace (what that value as baseline would require a year), own.

    Examples
    --------
    >>> found = marks(schema.load("targets", "chuxiong-2023-2025"), schema.load("observations", "china-14fyp"))
    >>> found[["target_id", "year", "value", "pace"]].round(2).values.tolist()
    [['inclusive_kindergarten_share@2025', 2022.0, 89.55, 1.82]]
    """
    goals = open_goals(targets)
    same = indicators.load()["comparable_with"].dropna().str.split(";").explode().rename("other")
    wanted = goals[["plan", "target_id", "indicator", "baseline_year", "e", "years", "sense"]].join(
        same, on="indicator"
    )
    seen = levels(observations)[["plan", "indicator", "year", "value"]]
    seen = seen.rename(columns={"plan": "place", "indicator": "other"})
    pairs = wanted.dropna(subset="other").merge(seen, on="other")
    pairs = pairs[(pairs["place"] != pairs["plan"]) & (pairs["year"] <= pairs["baseline_year"])]
    last = pairs.sort_values(["target_id", "place", "year"]).drop_duplicates(["target_id", "place"], keep="last")
    mine = wanted.drop_duplicates("target_id").merge(
        seen, left_on=["plan", "indicator"], right_on=["place", "other"], suffixes=("", "_seen")
    )
    mine = mine[mine["year"] > mine["baseline_year"]].sort_values("year").drop_duplicates("target_id")
    last = pd.concat([mine[last.columns], last]).assign(own=lambda rows: rows["place"] == rows["plan"])
    pace = required_pace(last["value"].to_numpy(float), last["e"], last["years"], last["sense"])
    found = last.assign(pace=pace, year=last["year"].astype(float))
    return found[["target_id", "place", "year", "value", "pace", "own"]].reset_index(drop=True)


def required_pace(baseline, e, years, sense):
    """Give the change a year that a baseline would require, 0 where it already meets the target.

    Examples
    --------
    >>> required_pace(np.array([90.0, 98.0]), 97.0, 5, 1).tolist()
    [1.4, 0.0]
    """
    met = np.asarray(sense) * (np.asarray(baseline, float) - e) >= 0
    return np.where(met, 0.0, formulas.linear(baseline, e, years))


def _curve(goal, marks):
    reach = REACH.get(goal.unit, abs(goal.e) / 5)
    ends = [goal.e, goal.e - goal.sense * reach, *marks["value"]]
    low, high = min(ends), max(ends)
    if goal.unit == "percent":
        low, high = max(0.0, low), min(100.0, high)
    baseline = np.linspace(low, high, POINTS)
    baseline = np.unique(np.append(baseline, goal.e))
    named = {name: getattr(goal, name) for name in NAMED}
    value = required_pace(baseline, goal.e, goal.years, goal.sense)
    numbers = {"target_year": goal.target_year, "target": goal.e, "years": goal.years}
    return pd.DataFrame(named | numbers | {"baseline": baseline, "value": value})
