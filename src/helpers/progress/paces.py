"""Paces: that of the plan before, that required and that since; and when the pace since would reach the target."""

import numpy as np

from helpers import goals
from helpers.growth import formulas
from helpers.progress import inputs, measures


def before(targets, observations):
    """Hold the pace of the plan before against what this one requires and what was observed since.

    Parameters
    ----------
    targets, observations : DataFrame
        As `helpers.codebook.schema` declares them.

    Returns
    -------
    DataFrame
        One row a target with a year and a baseline, each once, whose series has an earlier value under the same
        definition: target_id, plan, the indicator and its names, unit, method (primary scale; cagr for counts that
        vanish), rate_unit, earlier_year (nearest to a plan's length before the baseline) and earlier, baseline_year and
        baseline, target_year and target, observed_year and observed; on that scale pace_before, pace_required (for
        counts that vanish to the last one) and pace_since; implied, the value of observed_year had the earlier pace
        gone on (empty where a share would pass its whole).

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = before(schema.load("targets", "yunyang-14fyp"), schema.load("observations", "yunyang-14fyp"))
    >>> row = rows.set_index("indicator").loc["large_classes_compulsory"]
    >>> [f"{row[name]:.1f}" for name in ("earlier", "baseline", "pace_before", "observed", "implied")]
    ['478.0', '31.0', '-42.1', '10.0', '17.9']
    """
    t = _dated(targets)
    rows = inputs.rows(t, observations)
    earlier = _a_plan_before(t, rows, goals.levels(observations))
    chosen = earlier[rows["y0"].notna() & t["kind"].isin(["level", "parity", "projection"])].dropna()
    rows, t = rows.loc[chosen.index], t.loc[chosen.index]
    vanishing = (rows["e"] == 0) & (rows["family"] == "count")
    compound = vanishing | (rows["method"] == "cagr")
    length, since = rows["base_year"] - chosen["year"], rows["year"] - rows["base_year"]

    def pace(start, end, years):
        return np.where(compound, formulas.cagr(start, end, years), formulas.linear(start, end, years))

    pace_before = pace(chosen["value"], rows["y0"], length)
    gone_on = np.where(compound, rows["y0"] * (1 + pace_before / 100) ** since, rows["y0"] + pace_before * since)
    gone_on = np.where((rows["family"] == "share") & (gone_on > rows["upper"]), np.nan, gone_on)
    names = ["target_id", "plan", "indicator", "indicator_zh", "indicator_en", "unit", "target_year", "baseline_year"]
    found = t[names].assign(
        method=np.where(compound, "cagr", "linear"),
        rate_unit=np.where(compound, "percent_per_year", t["unit"].replace({"percent": "points"}) + "_per_year"),
        earlier_year=chosen["year"],
        earlier=chosen["value"],
        baseline=rows["y0"],
        target=rows["e"],
        observed_year=rows["year"],
        observed=rows["y"],
        pace_before=pace_before,
        pace_required=pace(rows["y0"], rows["e"].where(~vanishing, 1.0), rows["years"]),
        pace_since=pace(rows["y0"], rows["y"], since),
        implied=gone_on,
    )
    return found.reset_index(drop=True)


def _a_plan_before(targets, rows, levels):
    """Find the value nearest to a plan's length before the baseline, not across a break => year, value, by target."""
    wanted = targets[["plan", "indicator"]].assign(row=targets.index, base=rows["base_year"], years=rows["years"])
    seen = wanted.merge(levels[["plan", "indicator", "year", "value", "break_before"]], on=["plan", "indicator"])
    seen = seen[seen["year"] <= seen["base"]]
    since_break = seen[seen["break_before"].astype(bool)].groupby("row")["year"].max()
    same = seen["year"] >= seen["row"].map(since_break).fillna(-np.inf)
    seen = seen[same & (seen["year"] < seen["base"])]
    off = (seen["year"] - (seen["base"] - seen["years"])).abs()
    nearest = seen.assign(off=off).sort_values(["row", "off", "year"]).drop_duplicates("row").set_index("row")
    return nearest[["year", "value"]].astype(float).reindex(targets.index)


def reach(targets, observations):
    """Say in how many years from its baseline each target would be reached at the pace observed since, on three scales.

    Parameters
    ----------
    targets, observations : DataFrame
        As `helpers.codebook.schema` declares them.

    Returns
    -------
    DataFrame
        One row a goal with a year, each once, that moved and is not reached: target_id, plan, the indicator and its
        names, unit, baseline_year, baseline, observed_year, observed, target_year, target, and for linear, exp and
        logit the year itself with its rounding interval: <scale>, <scale>_low, <scale>_high; empty where the pace never
        leads there.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = reach(schema.load("targets", "yunyang-14fyp"), schema.load("observations", "yunyang-14fyp"))
    >>> row = rows.set_index("indicator").loc["preschool_gross_enrolment"]
    >>> [f"{row[name]:.1f}" for name in ("linear_low", "linear", "linear_high")]
    ['2025.8', '2026.2', '2026.7']
    """
    t = _dated(targets)
    rows = inputs.rows(t, observations)
    moved = (
        rows["sense"].isin([-1, 1]) & rows["y"].notna() & rows["y0"].notna() & rows["kind"].isin(["level", "parity"])
    )
    moved &= ~measures.meets(rows["y"], rows["low"], rows["high"], rows["sense"]).astype(bool)
    rows, t = rows[moved], t[moved]
    names = ["target_id", "plan", "indicator", "indicator_zh", "indicator_en", "unit", "baseline_year", "baseline"]
    found = t[names].assign(
        observed_year=rows["year"], observed=rows["y"], target_year=t["target_year"], target=rows["e"]
    )
    for scale in formulas.SCALES:
        corners = np.array([_reached(rows, scale, at_start, now) for at_start in (-1, 0, 1) for now in (-1, 0, 1)])
        found[scale] = corners[4]
        closed = ~np.isnan(corners).any(axis=0)
        found[f"{scale}_low"] = np.where(closed, corners.min(axis=0), np.nan)
        found[f"{scale}_high"] = np.where(closed, corners.max(axis=0), np.nan)
    return found.reset_index(drop=True)


def _dated(targets):
    """Keep every target with a year, once."""
    once = goals.once(targets)
    return once[once["target_year"].notna()].reset_index(drop=True)


def _reached(rows, scale, at_start, now):
    """Give the year in which a target is reached, the baseline and the observation moved by their half-widths."""
    y0, y = rows["y0"] + at_start * rows["h0"], rows["y"] + now * rows["h"]
    years = rows["year"] - rows["base_year"]
    return rows["base_year"] + formulas.years_to_reach(y0, y, years, rows["e"], scale, rows["upper"])
