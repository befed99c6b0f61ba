"""How far verdicts hold: on other scales, under other cuts, and at the ends of the rounding intervals."""

from itertools import product

import numpy as np
import pandas as pd

from helpers.goals import once
from helpers.progress import inputs, verdicts

CASES = {
    "scale": ("linear", "cagr", "logit"),
    "thresholds": verdicts.SETS,
    "rounding": ("lowest", "highest"),
}
"""What is varied, one thing at a time, and its cases."""
KINDS = ("level", "maintain", "parity", "rate_per_year", "increment")
SAME = {
    "achieved_marginal": "achieved",
    "sun": "on_track",
    "sun_cloud": "acceleration_needed",
    "cloud": "limited_progress",
    "storm": "deterioration",
}
"""Verdicts that say in their set's words what another one says."""
SILENT = ("undefined", "too_few_points")
"""Verdicts that contradict no other one."""


def table(targets, observations, thresholds="statcan", as_of=None):
    """Judge every goal that has a baseline and a later observation once more, in other ways.

    Parameters
    ----------
    targets, observations : DataFrame
        As `helpers.codebook.schema` declares them.
    thresholds : str
        The set of cuts that the goals were judged by: one of `verdicts.SETS`.
    as_of : int, optional
        Judge by what had been observed by the end of this year.

    Returns
    -------
    DataFrame
        One row a goal and case, in the targets' order: target_id, plan, the indicator and its names, unit, target_year,
        axis, case, ratio, verdict, primary.

        On axis scale R is taken on each scale and judged by statcan's cuts. On axis thresholds each set judges as it
        does; R decides in statcan alone, so ratio is empty for the others. On axis rounding are the ends of the
        rounding intervals of baseline, observation and target at which R is lowest and highest, taken as exact; where
        there is no R, those at which the observation is worst and best. `primary` marks the cases that are progress's
        own verdict. A ratio that does not exist is empty, and its verdict undefined unless it needs none.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = table(schema.load("targets", "yunyang-14fyp"), schema.load("observations", "yunyang-14fyp"))
    >>> row = rows[rows["indicator"] == "preschool_gross_enrolment"].set_index("case").round(2)
    >>> row["ratio"][["linear", "logit", "lowest", "highest"]].tolist()
    [0.8, 0.64, 0.75, 0.86]
    """
    goals = once(targets).reset_index(drop=True)
    rows = inputs.rows(goals, observations, as_of)
    chosen = goals["kind"].isin(KINDS) & goals["target_year"].notna() & rows["y0"].notna() & rows["y"].notna()
    chosen &= rows["quantified"] & rows["sense"].notna()
    goals, rows = goals[chosen], rows[chosen]
    names = ["target_id", "plan", "indicator", "indicator_zh", "indicator_en", "unit", "target_year"]
    found = [
        goals[names].assign(axis=axis, case=case, ratio=ratio, verdict=verdict, primary=primary)
        for axis, case, ratio, verdict, primary in _cases(rows, thresholds)
    ]
    return pd.concat(found).sort_index(kind="stable").reset_index(drop=True)


def _cases(rows, thresholds):
    """Judge rows in every case => axis, case, ratios, verdicts, and whether it is progress's own."""
    own = np.where(np.isnan(verdicts.ratio(rows, "cagr")), "linear", rows["method"])
    for method in CASES["scale"]:
        primary = (own == method) & (thresholds == "statcan")
        yield "scale", method, verdicts.ratio(rows, method), verdicts.judge(rows, "statcan", method), primary
    for name in CASES["thresholds"]:
        ratio = verdicts.ratio(rows) if name == "statcan" else np.nan
        yield "thresholds", name, ratio, verdicts.judge(rows, name), name == thresholds
    corners = [verdicts.at_corner(rows, *ends) for ends in product((-1, 1), repeat=3)]
    ratios = np.array([verdicts.ratio(corner) for corner in corners])
    judged = np.array([verdicts.judge(corner, thresholds) for corner in corners])
    better = np.array([corner["y"] * np.where(rows["sense"] < 0, -1, 1) for corner in corners])
    order = np.where(np.isnan(ratios).any(axis=0), better, ratios)
    for case, place in (("lowest", order.argmin(axis=0)), ("highest", order.argmax(axis=0))):
        at = place, np.arange(len(rows))
        yield "rounding", case, ratios[at], judged[at], False


def changing(rows):
    """Say on which axes the verdict of each goal changes, joined by ;, nothing where it never does.

    Verdicts of different sets are the same where `SAME` says so; one that is silent contradicts none.

    Parameters
    ----------
    rows : DataFrame
        From `table`.

    Returns
    -------
    Series
        Indexed by plan and target_id, in their order.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = table(schema.load("targets", "china-14fyp"), schema.load("observations", "china-14fyp"))
    >>> changing(rows).xs("senior_gross_enrolment@2025", level="target_id").tolist()
    ['rounding']
    """
    own = rows[rows["primary"]].drop_duplicates(["plan", "target_id"]).set_index(["plan", "target_id"])["verdict"]
    told = rows.assign(verdict=rows["verdict"].replace(SAME))
    told = told[~told["verdict"].isin(SILENT)].groupby(["plan", "target_id", "axis"])["verdict"].agg(set)
    found = {}
    for goal, verdict in own.replace(SAME).items():
        of_own = set() if verdict in SILENT else {verdict}
        found[goal] = ";".join(axis for axis in CASES if len(of_own | told.get((*goal, axis), set())) > 1)
    index = pd.MultiIndex.from_tuples(list(found), names=["plan", "target_id"]) if found else own.index
    return pd.Series(list(found.values()), index=index, name="changing", dtype=object)
