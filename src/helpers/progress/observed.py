"""What a target is judged by: the observation, the points behind it, sums of increments, yearly changes."""

import pandas as pd

from helpers import goals
from helpers.codebook import schema
from helpers.language import step_unit
from helpers.progress import measures

RECENT = 6
"""Points that the last five changes take."""
YEARLY = ["indicator", "year", "value", "halfwidth", "evidence"]


def latest(targets, levels):
    """Find for every target the observation that it is judged by: that of its target year, else the last one known.

    Parameters
    ----------
    targets : DataFrame
        As `codebook.schema` declares it, with `low`, `high` and `sense` as `progress.measures.meets` takes them.
    levels : DataFrame
        From `helpers.goals.levels`.

    Returns
    -------
    DataFrame
        Indexed like targets: year, y, h, evidence (of the source), first_year and first (the first value after the base
        year), since (values from the base year on, the baseline included), met_before (an earlier year after the base
        year met the target), across_break, points and slope (of up to six last values since the last break).

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> seen = goals.levels(schema.load("observations", "yunyang-14fyp"))
    >>> targets = schema.load("targets", "yunyang-14fyp").query("target_id == 'preschool_gross_enrolment@2025'")
    >>> found = latest(targets.assign(low=95.0, high=95.0, sense=1.0), seen)
    >>> found[["year", "y", "since"]].values.tolist()
    [[2021.0, 91.56, 2.0]]
    """
    seen = _beside(targets, levels)
    after = seen[~(seen["year"] <= seen["base_year"])]
    in_order = after.assign(due=after["year"] == after["target_year"]).sort_values(["row", "due", "year"])
    judged = in_order.drop_duplicates("row", keep="last").set_index("row")
    seen = seen[seen["year"] <= seen["row"].map(judged["year"])]
    after = after[after["year"] <= after["row"].map(judged["year"])]
    earlier = after[after["year"] < after["row"].map(judged["year"])]
    met = measures.meets(earlier["value"], earlier["low"], earlier["high"], earlier["sense"])
    rows = pd.RangeIndex(len(targets))
    found = judged[["year", "value", "halfwidth", "evidence"]].reindex(rows)
    found = found.rename(columns={"value": "y", "halfwidth": "h"})
    found[["first_year", "first"]] = after.drop_duplicates("row").set_index("row")[["year", "value"]].reindex(rows)
    found["since"] = after.groupby("row").size().reindex(rows, fill_value=0)
    found["since"] += (targets["baseline"].notna().to_numpy() & found["y"].notna()).astype(int)
    found["met_before"] = rows.isin(earlier.loc[met.astype(bool), "row"])
    found["across_break"] = rows.isin(after.loc[after["break_before"].astype(bool), "row"])
    found[["points", "slope"]] = _recent(_since_break(seen)).reindex(rows)
    found["points"] = found["points"].fillna(0)
    return found.set_index(targets.index)


def _beside(targets, levels):
    """Put every level of its series beside a target => one row a pair, `row` the target's place, in order of years."""
    wanted = targets[[*goals.SERIES, "low", "high", "sense"]].assign(
        row=range(len(targets)),
        base_year=schema.numbers(targets["baseline_year"]),
        target_year=schema.numbers(targets["target_year"]),
    )
    kept = levels[[*goals.SERIES, "year", "value", "halfwidth", "evidence", "break_before"]].astype({"year": float})
    return wanted.merge(kept, on=goals.SERIES).sort_values(["row", "year"], kind="stable")


def _since_break(seen):
    """Leave out what was observed before a series' last change of definition."""
    last = seen[seen["break_before"].astype(bool)].groupby("row")["year"].max()
    return seen[~(seen["year"] < seen["row"].map(last))]


def _recent(seen):
    """Give how many last values a series has, up to six, and their mean change a year."""
    ends = seen.groupby("row").tail(RECENT).groupby("row")
    years = ends["year"].last() - ends["year"].first()
    changed = ends["value"].last() - ends["value"].first()
    return pd.DataFrame({"points": ends.size(), "slope": changed / years.where(years > 0)})


def sums(targets, observations, as_of=None):
    """Add up what was made towards every target from the year after its base year on, overlapping periods once.

    Parameters
    ----------
    targets, observations : DataFrame
        As `helpers.codebook.schema` declares them.
    as_of : int, optional
        Leave out later years.

    Returns
    -------
    DataFrame
        Indexed like targets: year (the last one counted), y, h, since (periods added up), evidence (of the source) and
        years_missing (some year since the base year is in no period, so that the sum is a lower bound).

    Examples
    --------
    >>> seen = {"plan": "p", "indicator": "a", "basis": "total", "unit": "schools", "halfwidth": 0.0, "note": None}
    >>> seen |= {"evidence": "plan", "derived": False}
    >>> seen = pd.DataFrame([seen | {"year_from": None, "year": 2021, "value": 2}, seen | {"year": 2023, "value": 3}])
    >>> targets = pd.DataFrame([{"plan": "p", "indicator": "a", "baseline_year": 2020, "target_year": 2025}])
    >>> sums(targets, seen)[["year", "y", "years_missing"]].values.tolist()
    [[2023.0, 5.0, True]]
    """
    totals = goals.known(observations, as_of)
    totals = totals[(totals["basis"] == "total") & totals["indicator"].isin(targets["indicator"])]
    totals = totals.assign(begin=totals["year_from"].fillna(totals["year"]))
    longest_first = totals.sort_values(["begin", "year"], ascending=[True, False])
    by_series = dict(list(longest_first.groupby(goals.SERIES)))
    bases, ends = schema.numbers(targets["baseline_year"]), schema.numbers(targets["target_year"])
    found = []
    for key, base, end in zip(targets[goals.SERIES].itertuples(index=False, name=None), bases, ends, strict=True):
        found.append(_sum(by_series[key], base, end) if key in by_series else {})
    columns = ["year", "y", "h", "since", "evidence", "years_missing"]
    frame = pd.DataFrame(found, index=targets.index).reindex(columns=columns)
    return frame.assign(years_missing=frame["years_missing"].eq(True), since=frame["since"].fillna(0))


def _sum(totals, base, end):
    year, covered, added = base, 0, []
    for row in totals.itertuples():
        if not (row.begin <= year or row.year > end):
            added.append(row)
            covered += row.year - row.begin + 1
            year = row.year
    if not added:
        return {}
    return {
        "year": float(year),
        "y": float(sum(row.value for row in added)),
        "h": float(sum(row.halfwidth for row in added)),
        "since": len(added),
        "evidence": added[-1].evidence,
        "years_missing": bool(covered < year - base),
    }


def yearly(target, observations, kind, as_of=None):
    """List what one year after the other has to meet: yearly changes of a step and of what must not fall, else values.

    Changes are published ones, and differences of consecutive levels where none is published.

    Parameters
    ----------
    target : dict
        unit and baseline_year.
    observations : DataFrame
        Of the series that measure the target.
    kind : str
        recurrent, non_decrease or step_per_year.

    Returns
    -------
    DataFrame
        year, value, halfwidth, evidence, in order of years.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> seen = schema.load("observations", "yunyang-14fyp").query("indicator == 'myopia_share'")
    >>> target = {"unit": "percent", "baseline_year": 2020}
    >>> yearly(target, seen, "step_per_year")[["year", "value"]].values.tolist()
    [[2021.0, -0.63]]
    """
    known = goals.known(observations, as_of)
    known = known[known["year_from"].isna() | (known["year_from"] == known["year"])]
    if kind == "recurrent":
        rows = known[known["basis"].isin(["level", "total"])]
    else:
        unit = step_unit(target["unit"])
        published = known[known["basis"] == "change"]
        if not pd.isna(unit):
            published = published[published["unit"] == unit]
        rows = pd.concat([published[YEARLY], _differences(goals.levels(observations, as_of))])
    rows = rows[YEARLY].astype({"year": float})
    after = rows["year"] > target["baseline_year"] if pd.notna(target["baseline_year"]) else rows["year"] > 0
    kept = rows[after].drop_duplicates(["indicator", "year"])
    return kept.sort_values(["year", "indicator"], kind="stable").reset_index(drop=True)


def _differences(rows):
    """Subtract each level from that of the year after."""
    before = rows.groupby(goals.SERIES).shift()
    next_to = (rows["year"] - before["year"]) == 1
    changed = rows.assign(value=rows["value"] - before["value"], halfwidth=rows["halfwidth"] + before["halfwidth"])
    return changed[next_to & ~rows["break_before"].astype(bool)][YEARLY]
