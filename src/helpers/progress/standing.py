"""Where each target stands: baseline, latest value, paces, verdict and what that depends on, each promise once."""

import numpy as np
import pandas as pd

from helpers import goals
from helpers.codebook import indicators, schema
from helpers.growth import formulas
from helpers.progress import measures, robustness

KEPT = ("on_bound", "on_track", "maintained", "met", "done", "achieved")
"""Verdicts of what does not lag; any verdict beside these and `goals.LAGGING` judges nothing and stands between."""
PACED = ("deterioration", "limited_progress", "acceleration_needed", "on_track")
"""Verdicts on a target whose year has not come."""
NAMES = ["target_id", "plan", "promise", "indicator", "indicator_en", "indicator_zh", "unit", "kind", "nature"]
NAMES += ["origin", "comparator", "target_low", "target_high", "sense", "baseline_year", "baseline", "observed_year"]
NAMES += [
    "observed",
    "target_year",
    "target",
    "attained",
    "elapsed",
    "pace_unit",
    "required",
    "pace",
    "ratio",
    "verdict",
]
NAMES += ["changing", "changes", "noise_low", "noise_high"]


def table(targets, observations, progress, noise):
    """Put together what is known of every goal with a number, a year, and a baseline or a later value, each once.

    Parameters
    ----------
    targets, observations, progress, noise : DataFrame
        As `helpers.codebook.schema` declares them, of one plan.

    Returns
    -------
    DataFrame
        One row a goal, and one more for each further stage it is measured in; with `NAMES`: required and pace are
        changes a year on the scale of the verdict, in pace_unit; changing names what the verdict depends on (empty
        where it was tried and depends on nothing); changes is the number of yearly changes that the pace is the mean
        of. Ranked: observed before not observed; binding or falling short before others; the worst verdict first.
    """
    own = targets[["plan", "target_id", "unit", "kind", "nature", "origin", "comparator", "direction", "target_low"]]
    own = own.assign(target_high=targets["target_high"], promise=goals.promise(targets))
    judged = goals.once_judged(progress, targets)
    found = goals.named(judged, targets).merge(own, on=["plan", "target_id"])
    chosen = found["kind"].isin(goals.GOALS) & found["target_year"].notna() & found["target"].notna()
    found = found[chosen & (found["baseline"].notna() | found["observed"].notna())].reset_index(drop=True)
    found["sense"] = measures.sense(found["comparator"], found["direction"])
    found = found.join(_paces(found, targets))
    cases = robustness.table(targets, observations, *progress["thresholds"].dropna().unique()[:1])
    found = found.join(robustness.changing(cases), on=["plan", "target_id"])
    wide = noise.rename(columns={"low": "noise_low", "high": "noise_high"})
    key = ["plan", "target_id", "indicator"]
    found = found.merge(wide[[*key, "noise_low", "noise_high"]], "left", key)
    return ranked(found)[NAMES]


def _paces(found, targets):
    """Give the changes a year, required and observed, on the scale that the ratio is taken on."""
    book = pd.concat([targets, indicators.load()], ignore_index=True).drop_duplicates("indicator")
    family = found["indicator"].map(book.set_index("indicator")["family"])
    start, end, now = (schema.numbers(found[name]) for name in ("baseline", "target", "observed"))
    years = schema.numbers(found["target_year"]) - schema.numbers(found["baseline_year"])
    since = schema.numbers(found["observed_year"]) - schema.numbers(found["baseline_year"])
    compound = formulas.primary_method(family, found["kind"], end) == "cagr"
    compound &= ~np.isnan(formulas.cagr(start, end, years)) & (
        np.isnan(now) | ~np.isnan(formulas.cagr(start, now, since))
    )

    def pace(value, span):
        return np.where(compound, formulas.cagr(start, value, span), formulas.linear(start, value, span))

    kept = (found["kind"] == "maintain") | (start == end)
    paced = pd.DataFrame({"required": pace(end, years), "pace": pace(now, since)}, found.index)
    paced = paced.where(~kept & (found["attained"].notna() | found["observed"].isna()))
    unit = found["unit"].replace({"percent": "points"}).where(~pd.Series(compound, found.index), "percent")
    return paced.assign(pace_unit=unit, changes=pd.Series(since, found.index).where(found["ratio"].notna()))


def ranked(found):
    """Order rows as they are to be read."""
    worst = [*goals.LAGGING, "", *KEPT]
    order = {verdict: worst.index(verdict) for verdict in worst}
    keys = pd.DataFrame(
        {
            "unseen": found["observed"].isna(),
            "later": ~urgent(found),
            "verdict": same(found).map(order).fillna(order[""]),
            "free": found["nature"] != "binding",
            "prose": found["origin"] != "table",
        }
    )
    return found.loc[keys.sort_values(list(keys), kind="stable").index].reset_index(drop=True)


def urgent(found):
    return (found["nature"] == "binding") | same(found).isin(goals.LAGGING)


def same(found):
    """Give verdicts in the words of one set of cuts."""
    return found["verdict"].replace(robustness.SAME)
