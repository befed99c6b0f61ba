"""Rules of stocks: what there is, what is to be made, and what is promised or projected.

Which definitions hang together is in data/raw/relations.csv (`helpers.codebook.relations`).
"""

from helpers.audit.case import Finding
from helpers.audit.figure import ABOUT, TINY, exact, interval, period, written

AMPLE = 2
"""Places are ample from this many times the rise in enrolment on."""


def stocks(case):
    """A promised stock that is not what is there and what is to be made: what is counted in which?

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(stock, sign="="):
    ...     new = {"indicator": "n", "target_low": 500, "kind": "increment"}
    ...     made = {"indicator": "n", "value": 1986, "basis": "total", "year_from": 2016}
    ...     relation = {"relation": "stock", "whole": "s", "parts": ["n"]}
    ...     goals = [{"indicator": "s", "target_low": stock, "comparator": sign}, new]
    ...     given = example(targets=goals, observations=[made], relations=[relation])
    ...     return [item.arithmetic for item in stocks(given)]
    >>> found(2500), found(2486), found(2400, ">=")
    (['1,986 + 500 = 2,486 ≠ 2,500'], [], [])
    """
    for whole, (part,) in case.related("stock"):
        known = [row for row in case.values if row["indicator"] in {whole, part}]
        there = next((row for row in known if row["year"] == case.about["baseline_year"]), None)
        new, goal = case.goal(part, ["increment"]), case.goal(whole)
        if not (there and new and goal and exact(new)):
            continue
        added, (low, high) = there["value"] + new["value"], interval(goal)
        around = there["halfwidth"] + new["halfwidth"] + TINY
        if not low - around <= added <= high + around:
            terms = " + ".join(written(row["value"], row) for row in (there, new))
            arithmetic = f"{terms} = {written(added, goal)} ≠ {written(goal['value'], goal)}"
            said = {"there": there["printed"], "since": period(there), "added": added}
            yield Finding("stock_or_new", "warning", goal, new, arithmetic, said)


def kindred(case):
    """About as many of kindred kinds are promised as are published already: new ones, or all there are to be?

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> relation = {"relation": "kindred", "whole": "k", "parts": ["a", "b"]}
    >>> def found(there):
    ...     goals = [{"indicator": slug, "target_low": n, "kind": "increment"} for slug, n in (("a", 3), ("b", 100))]
    ...     made = {"indicator": "k", "value": there, "basis": "total", "year_from": 2016}
    ...     given = example(targets=goals, observations=[made], relations=[relation])
    ...     return [item.arithmetic for item in kindred(given)]
    >>> found(102), found(20)
    (['3 + 100 = 103 | 102'], [])
    """
    for whole, parts in case.related("kindred"):
        known = [row for row in case.values if row["indicator"] == whole and row["year"] <= case.published]
        there = max(known, key=lambda row: row["year"], default=None)
        new = [case.goal(part, ["level", "increment"]) for part in parts]
        if not (there and all(new)):
            continue
        added = sum(goal["value"] for goal in new)
        if added <= (1 + ABOUT) * there["value"]:
            terms = " + ".join(written(goal["value"], goal) for goal in new)
            arithmetic = f"{terms} = {written(added, there)} | " if len(new) > 1 else f"{terms} | "
            said = {"since": period(there), "added": added, "kinds": [goal["indicator"] for goal in new]}
            yield Finding("kindred_stock", "note", there, new[0], arithmetic + written(there["value"], there), said)


def newly(case):
    """A promised share, in numbers where another share and its count imply the total, against the new ones promised.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> relations = [("newly", "s", ["new"]), ("one_total", "s", ["t"]), ("share", "t", ["n"])]
    >>> relations = [dict(zip(("relation", "whole", "parts"), row)) for row in relations]
    >>> def found(new):
    ...     goals = [("s", 5.0), ("t", 30.0), ("n", 2500.0)]
    ...     goals = [{"indicator": slug, "target_low": value} for slug, value in goals]
    ...     goals += [{"indicator": "new", "target_low": new, "kind": "increment"}]
    ...     return [(item.severity, item.arithmetic) for item in newly(example(targets=goals, relations=relations))]
    >>> found(200.0), found(417.0), found(500.0)
    ([('note', '5 % × 2,500 / 30 % = 417 > 200')], [], [('warning', '5 % × 2,500 / 30 % = 417 < 500')])
    """
    counts = {share: part for share, (part, *_) in case.related("share")}
    totals = case.related("one_total")
    for whole, (part,) in case.related("newly"):
        share, new = case.goal(whole), case.goal(part)
        others = [slug for first, rest in totals for slug in (first, *rest) if whole in (first, *rest)]
        for other, count in [(case.goal(slug), case.goal(counts[slug])) for slug in others if slug in counts]:
            if not (share and new and other and count and other["value"] and exact(share, new, other, count)):
                continue
            number = count["value"] * share["value"] / other["value"]
            if abs(number - new["value"]) > ABOUT * number:
                sign, severity = (">", "note") if number > new["value"] else ("<", "warning")
                arithmetic = f"{share['value']:g} % × {written(count['value'], count)} / {other['value']:g} %"
                arithmetic += f" = {number:,.0f} {sign} {written(new['value'], new)}"
                yield Finding("new_against_share", severity, share, new, arithmetic, {"number": round(number)})


def capacities(case):
    """Places, promised or added already, far beyond the projected rise of the enrolments that they are for.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> relation = {"relation": "capacity", "whole": "p", "parts": ["e"]}
    >>> def found(places, now=491800, seen=()):
    ...     pupils = {"indicator": "e", "kind": "projection", "target_low": 510300, "baseline": now}
    ...     built = [{"indicator": "p", "kind": "increment", "target_low": places}] if places else []
    ...     given = example(targets=[pupils, *built], observations=seen, relations=[relation])
    ...     return [item.arithmetic for item in capacities(given)]
    >>> found(60000), found(20000)
    (['60,000 / (510,300 − 491,800) = 60,000 / 18,500 = 3.2'], [])
    >>> made = {"indicator": "p", "basis": "total"}
    >>> seen = [made | {"value": 275, "year": 2021}, made | {"value": 701, "year": 2022}]
    >>> found(None, 511300, seen)
    ['275 + 701 = 976 | 510,300 − 511,300 = −1,000']
    """
    for whole, parts in case.related("capacity"):
        pupils = [case.goal(part, ["projection"]) for part in parts]
        if not all(goal and goal["baseline"] is not None for goal in pupils):
            continue
        promised, built = made_of(case, whole)
        places = sum(row["value"] for row in built)
        rise = sum(goal["value"] - goal["baseline"] for goal in pupils)
        if not built or places <= AMPLE * max(rise, 0):
            continue
        before, after = (" + ".join(written(goal[end], goal) for goal in pupils) for end in ("baseline", "value"))
        if len(pupils) > 1:
            before, after = f"({before})", f"({after})"
        made, change = " + ".join(written(row["value"], row) for row in built), written(rise, pupils[0])
        if len(built) > 1:
            made += f" = {written(places, built[0])}"
        arithmetic = f"{made} | {after} − {before} = {change}"
        if rise > 0 and len(built) == 1:
            arithmetic = f"{made} / ({after} − {before}) = {made} / {change} = {places / rise:.1f}"
        years = sorted({year for row in built for year in period(row)})
        rule = "capacity_and_enrolment" if promised else "places_added"
        said = {"places": places, "rise": rise, "kinds": parts, "since": [*years[:1], *years[1:][-1:]]}
        yield Finding(rule, "note", built[0], pupils[0], arithmetic, said)


def made_of(case, indicator):
    """Find what is made => (the promise or None, the figures that say how many: it, or those made since the start)."""
    promised = case.goal(indicator)
    added = [row for row in case.values if row["indicator"] == indicator and row["year"] > case.about["baseline_year"]]
    return promised, [promised] if promised else [row for row in added if row["basis"] == "total"]


RULES = (stocks, kindred, newly, capacities)
