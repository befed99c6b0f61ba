"""Observed against required: for every target how far it got by the latest observation, and a verdict or why none."""

import numpy as np
import pandas as pd

from helpers import goals
from helpers.codebook import schema, source
from helpers.growth import required
from helpers.progress import inputs, measures, milestones, verdicts, yearly

PACED = ("on_track", "acceleration_needed", "limited_progress", "deterioration")
SHORT = 0.2
"""Part of the time below which a ratio says little."""


def table(targets, observations, about=None, relations=(), thresholds="statcan", as_of=None):
    """Judge every target by what was observed.

    Parameters
    ----------
    targets, observations : DataFrame
        As `helpers.codebook.schema` declares them, of one plan or of several.
    about : dict, optional
        The plan's source.yml: the date that its own effect cannot precede.
    relations : sequence of dict
        From `codebook.relations.read`: in which series it is measured that something does not fall, and in which
        stages what is promised without a stage.
    thresholds : str
        The set of cuts: one of `verdicts.SETS`.
    as_of : int, optional
        Judge by what had been observed by the end of this year.

    Returns
    -------
    DataFrame
        As `codebook.schema` declares progress, one row a target in the targets' order; of a target that prints no stage
        one row for each stage that publishes values, `indicator` says which.

    Examples
    --------
    >>> from helpers.codebook import source
    >>> plan = "yunyang-14fyp"
    >>> rows = table(schema.load("targets", plan), schema.load("observations", plan), source.read(plan))
    >>> rows.query("target_id == 'public_kindergarten_share@2025'")[["observed", "ratio", "verdict"]].values.tolist()
    [[56.65, 1.19318181818, 'on_track']]
    """
    t = goals.by_stage(targets.reset_index(drop=True), observations, relations)
    adopted = source.published_year(about or {}) or -np.inf
    rows = inputs.rows(t, observations, as_of)
    verdict = pd.Series(verdicts.judge(rows, thresholds), index=rows.index)
    result = _measured(rows, verdict)
    flags = _flags(rows, verdict, result, thresholds, adopted)
    for place in t.index[t["kind"].isin(yearly.KINDS)]:
        judged = yearly.judge(t.loc[place], observations, adopted, relations, as_of)
        flags.loc[place] = judged.pop("flags")
        result.loc[place, list(judged)] = list(judged.values())
    reached = milestones.judge(t, observations, adopted, as_of)
    for name in ("verdict", "observed_year"):
        result[name] = reached[name].fillna(result[name])
    flags = flags.mask(reached["verdict"].notna(), reached["flags"])
    named = t[["target_id", "plan", "indicator", "baseline_year", "target_year"]]
    result = named.join(schema.steady(result)).assign(thresholds=thresholds, flags=flags)
    return schema.check(result[[field["name"] for field in schema.fields("progress")]], "progress")


def seen(rows, targets):
    """Pick the targets that were observed, each once, with names and the unit of the observation, for a table.

    Of steps and of what must not fall the observation is a change a year.

    Examples
    --------
    >>> rows = seen(schema.load("progress", "yunyang-14fyp"), schema.load("targets", "yunyang-14fyp"))
    >>> rows.query("indicator == 'myopia_share'")["unit"].tolist()
    ['points_per_year']
    """
    kinds = targets[["plan", "target_id", "kind", "unit"]]
    judged = goals.once_judged(rows, targets).merge(kinds, on=["plan", "target_id"])
    found = goals.named(judged[judged["observed_year"].notna()], targets)
    changes = found["unit"].fillna("units").replace({"percent": "points"}) + "_per_year"
    return found.assign(unit=found["unit"].where(~found["kind"].isin(["step_per_year", "non_decrease"]), changes))


def arrivals(rows):
    """Go on from every observation as fast as is still needed => (values then, targets), arrays for a check.

    Examples
    --------
    >>> found, wanted = arrivals(schema.load("progress", "yunyang-14fyp"))
    >>> bool(np.allclose(found, wanted)), len(wanted) > 3
    (True, True)
    """
    on_the_way = rows[rows["still_needed_per_year"].notna() & (rows["still_needed_per_year"] != 0)]
    left = schema.numbers(on_the_way["target_year"]) - schema.numbers(on_the_way["observed_year"])
    found = on_the_way["observed"] + on_the_way["still_needed_per_year"] * left
    return found.to_numpy(float), on_the_way["target"].to_numpy(float)


def _measured(rows, verdict):
    """Compute what the table says beside the verdict."""
    (y0, y, e), (observed_years, years) = verdicts.way(rows), verdicts.times(rows)
    bounds = rows["low"], rows["high"], rows["sense"]
    met, met_at_start = (measures.meets(rows[name], *bounds).astype(bool) for name in ("y", "y0"))
    left = rows["target_year"] - rows["year"]
    nearest = np.where(rows["sense"] == 0, np.clip(rows["y"], rows["low"], rows["high"]), rows["e"])
    needed = np.where(met, 0.0, (nearest - rows["y"]) / left.where(left > 0))
    first, first_year = (rows[name].where(rows["y0"].isna()) for name in ("first", "first_year"))
    span = rows["year"] - first_year.fillna(rows["base_year"])
    achieved = (rows["y"] - rows["y0"].fillna(first)) / span.where(span > 0)
    quicker = np.where(met, np.nan, needed / achieved.where(achieved != 0))
    goal = ~verdict.isin(["not_quantified", "no_direction", "no_observation"]) & rows["y"].notna()
    paced = goal & (rows["kind"] != "projection")
    kept = rows["kind"] == "maintain"
    on_its_way = goal & ~kept & ~(met_at_start & paced)
    return pd.DataFrame(
        {
            "baseline": rows["y0"],
            "observed_year": rows["year"].astype("Int64"),
            "observed": rows["y"],
            "target": rows["e"],
            "attained": np.where(on_its_way, measures.attained(y0, y, e), np.nan),
            "elapsed": np.where(goal & (years > 0), observed_years / np.where(years > 0, years, np.nan), np.nan),
            "ratio": np.where(paced & ~(met & met_at_start) & ~kept, verdicts.ratio(rows), np.nan),
            "still_needed_per_year": np.where(paced, needed, np.nan),
            "acceleration": np.where(paced & (quicker >= 0), quicker, np.nan),
            "verdict": verdict,
            "evidence": [inputs.evidence(points) for points in rows["since"]],
        }
    )


def _flags(rows, verdict, result, thresholds, adopted):
    """List what a reader must know of each verdict, joined by ;."""
    corners = [verdicts.judge(verdicts.at_corner(rows, start, now), thresholds) for start in (-1, 1) for now in (-1, 1)]
    rounded = rows["h0"] + rows["h"] > 0
    plain = verdict.replace({"achieved_marginal": "achieved"})
    on_scales = np.array([_by_scale(rows, scale) for scale in ("linear", "cagr", "logit")])
    scales_differ = [len({*names} - {""}) > 1 for names in on_scales.T]
    paced = verdict.isin(PACED)
    seen = rows["y"].notna() & (rows["kind"] != "milestone")
    without_rate = np.isnan(verdicts.ratio(rows, "cagr"))
    flags = {
        "label_fragile": seen & rounded & np.any([corner != plain for corner in corners], axis=0),
        "scale_dependent": paced & (thresholds == "statcan") & np.array(scales_differ, bool),
        "judged_linear": paced & (rows["method"] == "cagr") & (rows["sense"] != 0) & without_rate,
        "late_base": seen & rows["y0"].isna(),
        "short_horizon": result["elapsed"] < SHORT - 1e-9,
        "before_adoption": seen & (rows["year"] <= adopted),
        "after_target_year": seen & (rows["year"] > rows["target_year"]),
        "years_missing": seen & rows["years_missing"].astype(bool),
        "strict_bound": seen & rows["strict"] & (rows["y"] == rows["e"]),
        "across_break": seen & rows["across_break"],
        "self_reported": seen & (rows["evidence"] == "self_report"),
    }
    return required.joined(flags)


def _by_scale(rows, scale):
    """Judge by the pace on one scale alone; '' where it does not exist."""
    ratio = verdicts.ratio(rows, scale)
    return np.where(np.isnan(ratio), "", verdicts.cut(ratio, verdicts.STATCAN))
