"""Rules of counting: members named one by one, whole numbers behind shares, classes by size.

Which definitions hang together is in data/raw/relations.csv (`helpers.codebook.relations`).
"""

import math
import re

from helpers.audit.case import Finding, records
from helpers.audit.figure import TINY, interval, written

NEAR = 0.25
"""How far from the total of another year, relative to it, one is looked for."""
PLACE = re.compile("[^，,、;；]{1,8}?(?:自治[县州旗]|[县市区州旗镇乡])")
FROM_TO = re.compile(r"(\d+)\s*(?:[-–—~]|to)\s*(\d+)")
FROM_ON = re.compile(r"(\d+)\D{0,12}or more")


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


RULES = (named, whole_numbers, touching)
