"""Rules of documents: what they are, what they leave out, and what their copies have lost."""

import re

from helpers.audit.case import Finding, records
from helpers.audit.figure import written

DRAFT = re.compile("(?<!not a )draft|草案|征求意见|送审", re.IGNORECASE)
DAMAGE = re.compile("lost in the copy")
REPAIR = re.compile("(?P<printed>.+) read as (?P<cell>.+?): (?P<why>.+)")
GOALS = ("level", "maintain", "parity")


def draft(case):
    """A draft that is used as a plan.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> [[item.rule for item in draft(example(about={"status": status}))] for status in ("征求意见稿", "issued")]
    [['draft'], []]
    """
    if DRAFT.search(case.about.get("status") or ""):
        yield Finding("draft", "warning", words={"status": case.about["status"]})


def without_baseline(case):
    """A plan that promises levels, and in the data no level to start from.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(baseline):
    ...     goals = [{"indicator": slug, "target_low": 95.0, "baseline": baseline} for slug in "ab"]
    ...     return [item.arithmetic for item in without_baseline(example(targets=goals))]
    >>> found(None), found(90.0)
    (['0 / 2'], [])
    """
    levels = [goal for goal in case.goals if goal["kind"] in GOALS]
    if levels and not any(goal["baseline"] is not None for goal in levels):
        said = {"levels": len(levels)}
        yield Finding("no_baseline_published", "warning", arithmetic=f"0 / {len(levels)}", words=said)


def changes_alone(case):
    """Changes that are published of what has no published level.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(*levels):
    ...     rows = [{"indicator": "a", "value": -0.63, "basis": "change", "unit": "points", "year": 2021}]
    ...     rows += [{"indicator": "a", "value": level} for level in levels]
    ...     return [item.arithmetic for item in changes_alone(example(observations=rows))]
    >>> found(), found(45.0)
    (['−0.63'], [])
    """
    levels = set(case.observations.loc[case.observations["basis"] == "level", "indicator"])
    first = {row["indicator"]: row for row in reversed(case.changes) if row["indicator"] not in levels}
    for row in reversed(first.values()):
        yield Finding("change_without_level", "note", row, None, written(row["value"], row))


def without_year(case):
    """Numbers promised without saying for when.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(*years):
    ...     goals = [{"indicator": "a", "target_low": 95.0, "target_year": year} for year in years]
    ...     return [item.arithmetic for item in without_year(example(targets=goals))]
    >>> found(2025, None), found(2025, 2030)
    (['1 / 2'], [])
    """
    own = [goal for goal in case.goals if _is_own(goal, case.about)]
    dated = [goal for goal in own if goal["kind"] not in {"recurrent", "maintain"}]
    open_ones = [goal for goal in dated if goal["year"] is None]
    if open_ones:
        said = {"open": len(open_ones), "dated": len(dated)}
        yield Finding("no_year_printed", "note", open_ones[0], arithmetic="{open} / {dated}".format(**said), words=said)


def _is_own(goal, about):
    """Tell whether a target stands in the plan's own document, and not in one read beside it."""
    return goal["document"] in {None, about["title_zh"]}


def odd_dates(case):
    """Targets for a year after the plan's own end, or for the year in which it was published.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(year):
    ...     given = example(targets=[{"indicator": "a", "target_low": 3.0, "target_year": year}])
    ...     return [item.rule for item in odd_dates(given)]
    >>> found(2030), found(2021), found(2025)
    (['after_the_plan'], ['due_when_published'], [])
    """
    years = case.targets["target_year"]
    for rule, late in (
        ("after_the_plan", years > case.about["target_year"]),
        ("due_when_published", years <= case.published),
    ):
        rows = case.targets[late.fillna(False)]
        if len(rows):
            first = records(rows[:1])[0]
            said = {"many": len(rows), "years": "/".join(map(str, sorted(rows["target_year"].unique())))}
            arithmetic = f"{len(rows)} / {len(case.targets)}"
            yield Finding(rule, "note", first | {"year": first["target_year"]}, arithmetic=arithmetic, words=said)


def damage(case):
    """Figures and labels that the copy has damaged, and what they are read as.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(processing):
    ...     goal = {"indicator": "a", "target_low": 1.0, "printed": "12项", "processing": processing}
    ...     return [item.rule for item in damage(example(targets=[goal]))]
    >>> found("12项 read as 1-2项: dash lost in the copy"), found("label: dash lost in the copy")
    (['damaged_figure'], ['damaged_label'])
    >>> found("read 99%以上 as at least 99")
    []
    """
    seen = {}
    for row in records(case.targets) + records(case.observations):
        said = [
            part
            for column in ("processing", "note")
            for part in (row.get(column) or "").split("; ")
            if DAMAGE.search(part)
        ]
        if said:
            place = row["locator"], row["printed"]
            seen.setdefault(place, (row, []))[1].extend(part for part in said if part not in seen[place][1])
    for row, said in seen.values():
        repairs = [REPAIR.fullmatch(part) for part in said]
        if all(repairs):
            read = {"cells": [repair["cell"] for repair in repairs], "why": repairs[0]["why"]}
            yield Finding("damaged_figure", "note", row, words=read)
        else:
            yield Finding("damaged_label", "note", row, words={"said": "; ".join(said).removeprefix("label: ")})


RULES = (draft, without_baseline, changes_alone, without_year, odd_dates, damage)
