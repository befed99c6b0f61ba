"""Was it kept? Every promise against the value of its year: met, how surely, how far, and what is not known."""

import numpy as np
import pandas as pd

from helpers.codebook import schema, source
from helpers.goals import levels, once
from helpers.progress import inputs, measures, yearly
from helpers.questions import certainty

NOT_JUDGED = ("not_quantified", "not_a_goal", "no_direction", "no_target_year")
"""Codes of promises that no value can settle."""


def met(value, halfwidth, low, high, sense, strict):
    """Tell whether values meet their targets: strictly by the operator as printed, within rounding, and surely.

    Parameters
    ----------
    value, halfwidth : arrays
        Observed, in the unit.
    low, high, sense : arrays
        As `progress.measures.meets` takes them.
    strict : array of bool
        Whether the bound itself does not do (大于, 低于).

    Returns
    -------
    (strict, within_rounding, sure)
        Arrays of bool: as printed; for some number that rounds to the printed one; for every such number.

    Examples
    --------
    >>> [bool(found[0]) for found in met([92.0], [0.05], [92], [np.nan], [1], [True])]
    [False, True, False]
    >>> [bool(found[0]) for found in met([11.3], [0.05], [11.3], [np.nan], [1], [False])]
    [True, True, False]
    """
    value, halfwidth, low, high, sense = (np.asarray(item, float) for item in (value, halfwidth, low, high, sense))
    bound = np.where(sense < 0, high, low)

    def holds(number):
        on_bound = np.asarray(strict, bool) & (sense != 0) & np.isclose(number, bound, rtol=0, atol=1e-9)
        return measures.meets(number, low - 1e-9, high + 1e-9, sense).astype(bool) & ~on_bound

    either = np.array([holds(value + part * halfwidth) for part in (-1, 0, 1)])
    return either[1], either.any(axis=0), either.all(axis=0)


def degree(baseline, value, target):
    """Give the part of the way done, between 0 and 1: min(1, max(0, (x − b)/(t − b))). NaN where t = b.

    Examples
    --------
    >>> degree([90.9, 95.2], [93, 97], [95, 96]).round(3).tolist()
    [0.512, 1.0]
    """
    return np.clip(measures.attained(baseline, value, target), 0, 1)


def shares(rows, measure="strict"):
    """Count the promises met => dict of met, judged, unknown, of, and in percent share, low, high.

    Parameters
    ----------
    rows : DataFrame
        As `helpers.codebook.schema` declares completion.
    measure : str
        strict, within_rounding or sure.

    Returns
    -------
    dict
        share : met among those judged; low, high : bounds over all that can be judged, as if none or all of the unknown
        were met. NaN where there are none. No promise weighs more than another.
    """
    told = rows[~rows["code"].isin(NOT_JUDGED)]
    judged = told[measure].notna()
    done, unknown, every = int(told.loc[judged, measure].sum()), int((~judged).sum()), len(told)
    return {
        "met": done,
        "judged": int(judged.sum()),
        "unknown": unknown,
        "of": every,
        "share": 100 * done / judged.sum() if judged.any() else np.nan,
        "low": 100 * done / every if every else np.nan,
        "high": 100 * (done + unknown) / every if every else np.nan,
    }


def table(targets, observations, about=None, relations=(), as_of=None):
    """Hold every promise, once, against the value of its year.

    Parameters
    ----------
    targets, observations : DataFrame
        As `helpers.codebook.schema` declares them, of one plan.
    about : dict, optional
        The plan's source.yml: the year in which it was published.
    relations : sequence of dict
        From `helpers.codebook.relations.read`, for what must not fall.
    as_of : int, optional
        Leave out later years.

    Returns
    -------
    DataFrame
        As `codebook.schema` declares completion, one row a promise under its first target_id. strict, within_rounding
        and sure are empty where nothing is judged; `interim` marks a value from before the target year, which decides
        only of a sum that is already there.
    """
    goals = once(targets).reset_index(drop=True)
    rows = inputs.rows(goals, observations, as_of)
    found = rows.assign(goal=np.where(rows["kind"].eq("increment") | rows["low"].notna(), rows["low"], rows["high"]))
    results = met(*(found[name] for name in ("y", "h", "low", "high", "sense", "strict")))
    for name, result in zip(("strict", "within_rounding", "sure"), results, strict=True):
        found[f"{name}_met"] = result
    found["interim"] = found["year"] < found["target_year"]
    found["code"] = _codes(goals, found)
    judged = found["code"] == ""
    adopted = source.published_year(about or {})
    projected = found["kind"].eq("projection")
    made = pd.DataFrame(
        {
            "target_id": goals["target_id"],
            "plan": goals["plan"],
            "indicator": goals["indicator"],
            "operator": _operators(goals, found["strict"]),
            "target": np.where(found["sense"] < 0, found["high"], found["low"]),
            "observed_year": found["year"].astype("Int64"),
            "observed": found["y"],
            **{name: found[f"{name}_met"].where(judged) for name in ("strict", "within_rounding", "sure")},
            "degree": np.where(projected, np.nan, degree(found["y0"], found["y"], found["e"])),
            "known_at_adoption": _known(goals, found, observations, adopted),
            "interim": found["interim"].where(found["y"].notna()),
            "nature": goals["nature"],
            "code": found["code"],
            "source": _sources(goals, observations, found),
        }
    )
    for place in goals.index[goals["kind"].isin(yearly.KINDS)]:
        made.loc[place, ["strict", "within_rounding", "sure", "degree", "code"]] = _by_year(
            goals.loc[place], observations, relations, as_of, (about or {}).get("target_year")
        )
    return schema.check(schema.steady(made), "completion")


def _codes(goals, rows):
    """Say why a promise is not judged: it cannot be, nothing is known, or only of a year before."""
    summed = rows["kind"].eq("increment")
    there = summed & rows["y"].notna() & rows["strict_met"]
    codes = {
        "not_a_goal": rows["kind"].eq("projection"),
        "not_quantified": ~rows["quantified"] | rows["kind"].isin(["milestone", "relative"]),
        "no_direction": rows["sense"].isna(),
        "no_target_year": goals["target_year"].isna() & ~there,
        "no_observation": rows["y"].isna(),
        "interim": rows["interim"] & ~there,
        "years_missing": summed & rows["years_missing"].astype(bool) & ~there,
    }
    return np.select([held.to_numpy(bool) for held in codes.values()], list(codes), "").astype(object)


def _operators(goals, strict):
    """Give the operator as printed: > and < where the bound itself does not do."""
    narrow = {">=": ">", "<=": "<"}
    printed = goals["comparator"].where(goals["comparator"].notna(), None)
    return [narrow.get(sign, sign) if hard else sign for sign, hard in zip(printed, strict, strict=True)]


def _known(goals, rows, observations, adopted):
    """Tell which targets a value of the year in which the plan was published, or of one before, had already met."""
    if adopted is None:
        return pd.Series([None] * len(goals), dtype="object")
    seen = levels(observations, adopted)
    last = seen.sort_values("year").drop_duplicates("indicator", keep="last").set_index("indicator")["value"]
    value = goals["indicator"].map(last)
    done = met(value, 0, rows["low"], rows["high"], rows["sense"], rows["strict"])[0]
    level = goals["kind"].isin(["level", "maintain", "parity"]) & value.notna()
    return pd.Series(done).where(level.to_numpy() & rows["sense"].notna().to_numpy(), None)


def _sources(goals, observations, rows):
    """Cite the value that is judged: its certainty and its publication."""
    named = observations.drop_duplicates(["indicator", "year"]).set_index(["indicator", "year"])[["evidence", "source"]]
    cited = []
    for slug, year in zip(goals["indicator"], rows["year"], strict=True):
        if pd.isna(year) or (slug, int(year)) not in named.index:
            cited.append(None)
            continue
        row = named.loc[(slug, int(year))]
        cited.append(f"{certainty.of_evidence(row['evidence'])}; {row['source']}")
    return cited


def _by_year(goal, observations, relations, as_of, end):
    """Judge what has to be met year after year by the years observed; surely where rounding does not change it.

    Without a year of its own it holds until the plan's end.
    """
    found = yearly.judge(goal, observations, relations=relations, as_of=as_of)
    if found["verdict"] not in {"met", "not_met"}:
        return [None, None, None, np.nan, found["verdict"]]
    fragile, done = "label_fragile" in found["flags"], found["verdict"] == "met"
    end = end if pd.isna(goal["target_year"]) else goal["target_year"]
    over = end is None or found["observed_year"] >= end
    if done and not over:
        return [None, None, None, found["attained"], "interim"]
    return [done, done or fragile, done and not fragile, found["attained"], ""]
