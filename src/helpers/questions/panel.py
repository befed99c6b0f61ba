"""All plans as one panel: a row a plan, indicator, year and role, for statistics over plans."""

import numpy as np
import pandas as pd

from helpers.codebook import schema, source
from helpers.goals import levels, once
from helpers.growth.formulas import end_value
from helpers.questions import certainty, reference

KEY = ["plan", "indicator", "year", "role"]


def table(targets, observations, abouts):
    """Put baselines, targets and what was observed of all plans below each other.

    Parameters
    ----------
    targets, observations : DataFrame
        As `helpers.codebook.schema` declares them, of any number of plans.
    abouts : dict
        Names of plans to their source.yml.

    Returns
    -------
    DataFrame
        As `codebook.schema` declares panel. Each promise once, what planners expect of pupils left out; of a range the
        edge nearest to the baseline. Levels only: no sums of a period, no yearly changes; a value of the plan's
        baseline year is the baseline.
    """
    goals = once(targets)
    goals = goals[goals["kind"].isin(["level", "maintain", "parity"])].reset_index(drop=True)
    ends = end_value(*(goals[name] for name in ("kind", "comparator", "target_low", "target_high", "baseline")))
    promised = goals.assign(
        year=goals["target_year"],
        value=ends,
        halfwidth=goals["target_halfwidth"],
        role="target",
        certainty=[certainty.of_target(row) for row in goals.to_dict("records")],
    )
    seen = levels(observations)
    seen = seen.assign(certainty=seen["evidence"].map(certainty.of_evidence), comparator="=", nature=None)
    base = seen["plan"].map(lambda plan: abouts[plan]["baseline_year"])
    seen["role"] = np.where(seen["year"] == base, "baseline", "observed")
    rows = pd.concat([seen, promised.dropna(subset=["year", "value"])], ignore_index=True)
    for name, of in {
        "admin_code": lambda about: about.get("admin_code"),
        "level": lambda about: reference.level_of(str(about["admin_code"])) if about.get("admin_code") else None,
        "adopted": source.published_year,
    }.items():
        rows[name] = rows["plan"].map({plan: of(about) for plan, about in abouts.items()})
    order = {plan: place for place, plan in enumerate(abouts)}
    rows = rows.drop_duplicates(KEY).assign(order=rows["plan"].map(order))
    rows = rows.sort_values(["order", "indicator", "year", "role"], kind="stable")
    names = [field["name"] for field in schema.fields("panel")]
    return schema.check(schema.steady(rows[names].reset_index(drop=True)), "panel")
