"""Rules of counting: what is there, what is to be made, and what whole numbers allow.

Which definitions hang together is in data/raw/relations.csv (`helpers.relations`).
"""

import math
import re

from helpers.audit.case import ABOUT, TINY, Finding, exact, interval, period, records, written

AMPLE = 2
"""Places are ample from this many times the rise in enrolment on."""
NEAR = 0.25
"""How far from the total of another year, relative to it, one is looked for."""
PLACE = re.compile("[^，,、;；]{1,8}?(?:自治[县州旗]|[县市区州旗镇乡])")
FROM_TO = re.compile(r"(\d+)\s*(?:[-–—~]|to)\s*(\d+)")
FROM_ON = re.compile(r"(\d+)\D{0,12}or more")


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
        start = case.about["baseline_year"]
        promised = case.goal(whole)
        added = [row for row in case.values if row["indicator"] == whole and row["year"] > start]
        built = [promised] if promised else [row for row in added if row["basis"] == "total"]
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


def named(case):
    """So many are promised, and the document names another number of them one by one.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> relation = {"relation": "named", "whole": "n", "parts": ["m"]}
    >>> def found(promised, *names, sign="="):
    ...     stone = {"indicator": "m", "kind": "milestone", "comparator": "", "target_low": None, "target_year": 2024}
    ...     stones = [stone | {"printed": f"{name}通过评估"} for name in names]
    ...     goal = {"indicator": "n", "target_low": promised, "comparator": sign}
    ...     given = example(targets=[goal, *stones], relations=[relation])
    ...     return [(item.severity, item.arithmetic) for item in named(given)]
    >>> found(3, "牟定县", "禄丰市", "禄丰市"), found(2, "牟定县", "禄丰市"), found(3)
    ([('note', '3 > 2')], [], [])
    >>> found(1, "牟定县", "禄丰市"), found(1, "牟定县", "禄丰市", sign=">=")
    ([('warning', '1 < 2')], [])
    """
    for whole, (part,) in case.related("named"):
        goal = case.goal(whole)
        stones = [row for row in records(case.targets) if row["indicator"] == part and row["kind"] == "milestone"]
        if not goal:
            continue
        stones = [
            row for row in stones if not (goal["year"] and row["target_year"]) or row["target_year"] <= goal["year"]
        ]
        places = {found[0]: row for row in reversed(stones) if (found := PLACE.match(row["printed"]))}
        low, high = interval(goal)
        if places and not low <= len(places) <= high:
            fewer = len(places) < low
            arithmetic = f"{written(goal['value'], goal)} {'>' if fewer else '<'} {len(places)}"
            first = stones[0] | {"year": stones[0]["target_year"]}
            said = {"many": len(places), "places_named": [*reversed(places)]}
            yield Finding("named_one_by_one", "note" if fewer else "warning", goal, first, arithmetic, said)


def whole_numbers(case):
    """Shares of one total that only one total near that of another year allows, each being of a whole number.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> relations = [("one_total", "s", ["x"]), ("share", "s", ["n"])]
    >>> relations = [dict(zip(("relation", "whole", "parts"), row)) for row in relations]
    >>> def found(second):
    ...     rows = [("s", 7.42, 2020), ("x", second, 2020), ("s", 2.37, 2021), ("n", 11, 2021)]
    ...     names = ("indicator", "value", "year", "halfwidth")
    ...     seen = [dict(zip(names, (*row, 0.0 if row[0] == "n" else 0.005))) for row in rows]
    ...     return [item.arithmetic for item in whole_numbers(example(observations=seen, relations=relations))]
    >>> found(1.97), found(0.05)
    (['34 / 458 = 7.42 %; 9 / 458 = 1.97 %'], [])
    """
    counts = {share: part for share, (part, *_) in case.related("share")}
    for whole, parts in case.related("one_total"):
        for first in [row for row in case.values if row["indicator"] == whole and row["value"]]:
            shares = [first, *(case.at(part, first["year"], case.values) for part in parts)]
            near = _total_of_another_year(case, first, counts.get(whole))
            if not near or not all(row and row["value"] for row in shares):
                continue
            totals = range(math.ceil((1 - NEAR) * near[0]), math.floor((1 + NEAR) * near[0]) + 1)
            fitting = [total for total in totals if all(_whole(share, total) for share in shares)]
            if len(fitting) == 1:
                numbers = [round(share["value"] * fitting[0] / 100) for share in shares]
                arithmetic = "; ".join(
                    f"{number} / {fitting[0]:,} = {share['value']:g} %"
                    for number, share in zip(numbers, shares, strict=True)
                )
                said = {"total": fitting[0], "numbers": numbers, "near": near[0], "other_year": near[1]}
                yield Finding("only_whole_numbers", "note", first, shares[1], arithmetic, said)


def _total_of_another_year(case, share, counted):
    """Give the total that share and count imply in the nearest other year => (total, year); None where they do not."""
    if counted is None or case.at(counted, share["year"], case.values):
        return None
    others = [row for row in case.values if row["indicator"] == share["indicator"] and row["value"]]
    pairs = [(row, case.at(counted, row["year"], case.values)) for row in others if row["year"] != share["year"]]
    known = [(100 * count["value"] / row["value"], row["year"]) for row, count in pairs if count and count["value"]]
    return min(known, key=lambda pair: abs(pair[1] - share["year"]), default=None)


def _whole(share, total):
    """Tell whether a whole number of a total makes a share, as far as the share is printed."""
    nearest = 100 * round(share["value"] * total / 100) / total
    return abs(nearest - share["value"]) <= share["halfwidth"] + TINY


def touching(case):
    """Two classes of sizes that follow each other and share a size: what has it is in both.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> relation = {"relation": "next_to", "whole": "large", "parts": ["larger"]}
    >>> def found(sizes):
    ...     said = {"large": f"Classes of {sizes} pupils.", "larger": "Classes of 66 pupils or more."}
    ...     seen = [{"indicator": slug, "value": 10} for slug in said]
    ...     return [item.arithmetic for item in touching(example((), (), seen, [relation], said))]
    >>> found("56-66"), found("56 to 65")
    (['56–66 | ≥ 66'], [])
    """
    said = dict(zip(case.indicators["indicator"], case.indicators["definition"].fillna(""), strict=True))
    for whole, (part,) in case.related("next_to"):
        smaller, larger = FROM_TO.search(said.get(whole, "")), FROM_ON.search(said.get(part, ""))
        both = [[row for row in case.values if row["indicator"] == slug] for slug in (whole, part)]
        pairs = [(one, other) for one in both[0] for other in both[1] if one["year"] == other["year"]]
        if pairs and smaller and larger and int(smaller[2]) >= int(larger[1]):
            size = {"size": larger[1]}
            arithmetic = f"{smaller[1]}–{smaller[2]} | ≥ {larger[1]}"
            yield Finding("bounds_touch", "note", *pairs[0], arithmetic, size)


RULES = (stocks, kindred, newly, capacities, named, whole_numbers, touching)
