"""Every promise of a plan against the places above it, its peers, and what others moved from there, as a table."""

import numpy as np
import pandas as pd

from helpers.codebook import schema, source
from helpers.goals import once
from helpers.growth import formulas
from helpers.progress.measures import sense as sense_of
from helpers.questions import certainty, histories, reference
from helpers.questions.ambition import COUNTED, MEASURES, TINY, gain, measured, sign
from helpers.trend import precedent

COUNTS = ("places", "windows", "free_windows")
KINDS = ("level", "maintain")
CAPPED = ("share", "gross_rate", "cohort_ratio")
SCHOOLING = ("mean_years_schooling", "working_age_mean_years_schooling")
NOISE = 1.0
"""Points by which a rate of the histories is revised from one vintage to the next."""
QUANTILES = ("q10", "median", "q90")
FEWEST = 8
"""Windows that share no year, below which no position is told."""


def table(targets, abouts, others, book, evidence):
    """Hold every promise of a plan against its parents, its peers and the histories that begin where it begins.

    Parameters
    ----------
    targets : DataFrame
        As `helpers.codebook.schema` declares it, of one plan.
    abouts : dict
        Names of plans to their source.yml, the plan itself among them.
    others : dict
        Names of plans to their targets.
    book : DataFrame
        The codebook; only definitions whose `comparable_with` has a slug in common are held against each other.
    evidence : dict
        places, peers, positions and gains_from_start, as `helpers.questions.reference.read` gives them.

    Returns
    -------
    DataFrame
        As `codebook.schema` declares ambition. Only levels promised, once each, in whose case it is known which way is
        better.
    """
    rows, promised = [], {name: _goals(frame) for name, frame in others.items()}
    peers = reference.known(evidence["peers"])
    for goal in _goals(targets):
        plan = goal["plan"]
        above = [name for name in source.above(plan, abouts) if name in others]
        rows += _against_parents(goal, above, promised, book)
        rows += _against_peers(goal, abouts[plan], peers)
        rows += _among_histories(goal, evidence)
    names = [field["name"] for field in schema.fields("ambition")]
    return schema.check(schema.steady(pd.DataFrame(rows, columns=names)), "ambition")


def _goals(targets):
    """Give what is promised as numbers, each promise once => list of dicts."""
    rows = once(targets)
    rows = rows[rows["kind"].isin(KINDS)].astype("object")
    rows = rows.where(rows.notna(), None).to_dict("records")
    found = []
    for row in rows:
        sense = float(sense_of([row["comparator"]], [row["direction"]])[0])
        end = formulas.end_value(row["kind"], row["comparator"], row["target_low"], row["target_high"], row["baseline"])
        if sense not in {1.0, -1.0} or np.isnan(end):
            continue
        years = row["target_year"] - row["baseline_year"] if row["target_year"] and row["baseline_year"] else np.nan
        start = (np.nan, np.nan) if row["baseline"] is None else (row["baseline"], row["baseline_halfwidth"] or 0.0)
        upper = {"percent": 100.0, "per_mille": 1000.0}.get(row["unit"], 1.0)
        more = {"start": start, "end": (float(end), row["target_halfwidth"] or 0.0), "years": years, "upper": upper}
        found.append(row | more | {"sense": sense, "certainty": certainty.of_target(row)})
    return found


def _row(goal, name, measure, **more):
    keys = ("target_id", "plan", "indicator")
    return {key: goal[key] for key in keys} | {"reference": name, "measure": measure} | more


def _measures(goal):
    """Name the measures that the goal's kind of quantity has: no share of a gap without a bound, no level of counts."""
    if goal["family"] in COUNTED:
        return ("gain", "pace")
    return MEASURES if goal["family"] in CAPPED else ("level", "gain", "pace")


def _taken(goal, measure):
    """Take a measure of a goal => (value, low, high)."""
    given = {key: goal[key] for key in ("start", "end", "years", "sense", "upper", "family")}
    return measured(measure, **given)


def _code(goal, measure, value):
    """Say why a measure of a goal is not there, or what to know of it."""
    if measure == "level":
        return ""
    if np.isnan(goal["start"][0]):
        return "no_baseline"
    if goal["kind"] == "maintain" or abs(goal["end"][0] - goal["start"][0]) < TINY:
        return "maintain"
    if np.isnan(value):
        return "not_comparable" if measure == "pace" and np.isnan(goal["years"]) else "at_bound"
    return "if_100_were_the_cap" if measure in {"gap", "logit"} and goal["family"] != "share" else ""


def _against(goal, name, other, source, same_period):
    """Hold a goal against another one on every measure => rows."""
    rows = []
    for measure in _measures(goal):
        own, theirs = _taken(goal, measure), _taken(other, measure)
        code = _code(goal, measure, own[0])
        if not code or code == "if_100_were_the_cap":
            code = _code(other, measure, theirs[0]).replace("maintain", "") or code
        known = code in {"", "if_100_were_the_cap"}
        if known and not same_period and measure in {"gain", "gap", "logit"}:
            code, known = "not_comparable", False
        told = sign(own, theirs, goal["sense"] if measure == "level" else 1) if known else ""
        given = {"value": own[0], "low": own[1], "high": own[2], "reference_value": theirs[0]}
        rows.append(_row(goal, name, measure, **given, sign=told, code=code, source=source))
    return rows


def _alone(goal, code):
    """Give the measures of a goal that nothing can be held against => rows."""
    rows = []
    for measure in _measures(goal):
        value, low, high = _taken(goal, measure)
        own = _code(goal, measure, value)
        own = code if own in {"", "if_100_were_the_cap"} else own
        rows.append(_row(goal, None, measure, value=value, low=low, high=high, code=own))
    return rows


def _against_parents(goal, above, promised, book):
    rows, seen = [], False
    for name in above:
        slug = precedent.same_definition(goal["indicator"], book, {row["indicator"] for row in promised[name]})
        of_name = [row for row in promised[name] if row["indicator"] in {slug, goal["indicator"]}]
        seen = seen or bool(of_name)
        for other in [row for row in of_name if row["indicator"] == slug]:
            if other["target_year"] == goal["target_year"] and goal["target_year"]:
                source = f"{other['certainty']}; {other['document']}, {other['locator']}"
                rows += _against(goal, name, other, source, other["baseline_year"] == goal["baseline_year"])
    return rows or _alone(goal, "not_comparable" if seen else "no_parent")


def _against_peers(goal, about, peers):
    """Hold a goal against what places of the same level, but for itself, promise for the same year => rows."""
    code = str(about.get("admin_code", ""))
    same = (peers["indicator"] == goal["indicator"]) & (peers["admin_code"] != code)
    same &= (peers["target_year"] == goal["target_year"]).fillna(False)
    if not code or goal["family"] in COUNTED:
        return []
    chosen = peers[same & (peers["level"] == reference.level_of(code))]
    chosen = chosen.sort_values("certainty", key=lambda column: column.map(reference.CERTAINTIES.index), kind="stable")
    rows = []
    for peer in chosen.drop_duplicates("admin_code").to_dict("records"):
        start = (peer["base"], peer["base_halfwidth"])
        years = np.nan if pd.isna(peer["base_year"]) else peer["target_year"] - peer["base_year"]
        other = goal | {"start": start, "end": (peer["target"], 0.0), "years": years, "kind": "level"}
        source = f"{peer['certainty']}; {peer['region']}: {peer['source']}"
        found = _against(goal, peer["admin_code"], other, source, peer["base_year"] == goal["baseline_year"])
        rows += [row for row in found if row["measure"] == "level" or not np.isnan(row["reference_value"])]
    return rows


def _among_histories(goal, evidence):
    """Count the histories that began near the goal's start and moved as far, and describe them => rows, or a code."""
    step = gain(goal["start"][0], goal["end"][0], goal["sense"])
    if goal["family"] in COUNTED or np.isnan(step) or goal["kind"] == "maintain" or step <= TINY:
        return []
    nothing = [_row(goal, "countries", "places_matched", code="no_histories")]
    if goal["family"] in CAPPED and step < 2 * NOISE * goal["upper"] / 100 - TINY:
        return [nothing[0] | {"code": "source_noise"}]
    found = evidence["positions"]
    same = (found["indicator"] == goal["indicator"]) & np.isclose(found["years"], goal["years"])
    same &= np.isclose(found["baseline"], goal["start"][0]) & np.isclose(found["target"], goal["end"][0])
    rows = [row for _, rows in found[same].groupby("histories", sort=False) for row in _positions(goal, rows)]
    rows += _spread(goal, evidence["gains_from_start"])
    return (rows or nothing) + _provinces(goal, evidence["places"])


def _positions(goal, rows):
    """Tell the counts of one kind of history, with and without jumps, and their range over sets and bands."""
    ranged = {f"{name}_matched": rows[f"{name}_matched"] for name in COUNTS}
    for row in rows[rows["band"] == "whole"].to_dict("records"):
        name = row["histories"] if row["set"] == "all" else f"{row['histories']}_{row['set']}"
        source = f"{row['issuer']}, {row['vintage']}"
        if row["free_windows"] < FEWEST:
            yield _row(goal, name, "places_matched", n=row["places"], code="few_histories", source=source)
            continue
        for measure, counts in ranged.items():
            n = row[measure.removesuffix("_matched")]
            given = {"value": row[measure], "low": counts.min(), "high": counts.max(), "n": int(n), "source": source}
            yield _row(goal, name, measure, **given)


def _spread(goal, found):
    """Describe the changes that began in the band of the goal's start: their median, tenth and ninetieth percentile."""
    kinds = histories.HISTORIES.get(goal["indicator"], ())
    if not kinds or goal["years"] != histories.YEARS:
        return []
    start, _ = histories.start_band(goal["start"][0], goal["unit"])
    rows = []
    for row in found[found["histories"].isin(kinds) & (found["start_from"] == start)].to_dict("records"):
        name = row["histories"] if row["set"] == "all" else f"{row['histories']}_{row['set']}"
        given = {"n": int(row["windows"]), "source": f"{row['issuer']}, {row['vintage']}"}
        rows.append(_change(goal, name, *(row[quantile] for quantile in QUANTILES), row["free_windows"], **given))
    return rows


def _change(goal, name, low, median, high, free, **given):
    """Put the goal's change beside the percentiles of those that began near there, where they are enough."""
    if free < FEWEST:
        return _row(goal, name, "gain", code="few_histories", **given)
    value = gain(goal["start"][0], goal["end"][0], goal["sense"])
    return _row(goal, name, "gain", value=value, low=low, reference_value=median, high=high, **given)


def provinces(places, first=2010, last=2020):
    """Give the provinces' mean years of schooling by the censuses as windows, one a province."""
    rows = places[(places["indicator"] == "mean_years_schooling_15_plus") & (places["level"] == "province")]
    rows = rows[rows["certainty"].isin(reference.SURE) & rows["year"].isin([first, last])]
    series = rows.assign(place=rows["admin_code"], year=rows["year"].astype(int))
    return histories.windows(series, last - first, np.inf)


def _provinces(goal, places):
    """Count the provinces that gained as much in the ten years between two censuses, from as near a start."""
    if goal["indicator"] not in SCHOOLING:
        return []
    windows, (b, _), (t, _) = provinces(places), goal["start"], goal["end"]
    half = histories.band(b, t, "years")
    bands = [histories.position(windows, b, t - b, factor * half, 10) for factor in (1, 0.5, 2)]
    source = "official; 第七次全国人口普查公报第六号"
    row = _row(goal, histories.PROVINCES, "places_matched", n=bands[0]["places"], source=source)
    if bands[0]["free_windows"] < FEWEST:
        return [row | {"code": "few_histories"}]
    counts = [band["places_matched"] for band in bands]
    near = windows.loc[(windows["start"] - b).abs() <= half + TINY, "change"].quantile([0.1, 0.5, 0.9])
    described = _change(goal, row["reference"], *near.round(3), bands[0]["free_windows"], n=row["n"], source=source)
    return [row | {"value": counts[0], "low": min(counts), "high": max(counts)}, described]
