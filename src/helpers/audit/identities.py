"""Rules of arithmetic: what definitions have to do with each other, held against the printed figures.

Which definitions hang together is in data/raw/relations.csv (`helpers.codebook.relations`).
"""

from helpers.audit.case import Finding
from helpers.audit.figure import ABOUT, TINY, bounds, comparator, exact
from helpers.language import of


def sums(case):
    """Parts that miss their total by more than rounding, or whose sum is the total of another year.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(*values, halfwidth=0.0):
    ...     rows = [{"indicator": slug, "value": v, "halfwidth": halfwidth} for slug, v in zip("abc", values)]
    ...     relation = {"relation": "sum", "whole": "a", "parts": ["b", "c"]}
    ...     return [(item.rule, item.severity) for item in sums(example(observations=rows, relations=[relation]))]
    >>> found(10, 6, 3), found(10, 6, 4), found(33.53, 25.32, 8.2, halfwidth=0.05)
    ([('parts_and_total', 'error')], [], [])

    What is planned is not held against what was observed:

    >>> total = {"indicator": "a", "value": 10, "year": 2025}
    >>> parts = [{"indicator": slug, "target_low": 9.0} for slug in "bc"]
    >>> relation = {"relation": "sum", "whole": "a", "parts": ["b", "c"]}
    >>> list(sums(example(targets=parts, observations=[total], relations=[relation])))
    []
    """
    for whole, parts in case.related("sum"):
        for total in [row for row in case.values + case.goals if row["indicator"] == whole]:
            found = [case.at(part, total["year"], case.beside(total)) for part in parts]
            if all(found):
                yield from _sum(total, found)
            elif not total["is_target"]:
                yield from _sum_of_another_year(case, total, parts)


def _sum(total, found):
    added = sum(row["value"] for row in found)
    width = total["halfwidth"] + sum(row["halfwidth"] for row in found)
    if abs(added - total["value"]) > width + TINY * max(1, abs(added)) and exact(total, *found):
        arithmetic = f"{_terms(found, ' + ')} = {_said(added, total)} ≠ {_said(total['value'], total)}"
        yield Finding("parts_and_total", "error", total, found[0], arithmetic)


def _sum_of_another_year(case, total, parts):
    for year in sorted({row["year"] for row in case.values if row["indicator"] == parts[0]} - {total["year"]}):
        found = [case.at(part, year, case.values) for part in parts]
        if all(found) and sum(row["value"] for row in found) == total["value"]:
            arithmetic = f"{_terms(found, ' + ')} = {_said(total['value'], total)} ({year}, {total['year']})"
            yield Finding("sum_of_another_year", "note", total, found[0], arithmetic, {"year": year})


def ratios(case):
    """A ratio promised in words or numbers, against the two figures that it is made of.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(first, second):
    ...     ratio = {"indicator": "r", "target_low": 1.0, "comparator": "~", "kind": "parity", "unit": "ratio"}
    ...     parts = [{"indicator": slug, "target_low": v} for slug, v in (("a", first), ("b", second))]
    ...     relation = {"relation": "ratio", "whole": "r", "parts": ["a", "b"]}
    ...     return [item.arithmetic for item in ratios(example(targets=[ratio, *parts], relations=[relation]))]
    >>> found(0.75, 2.25), found(0.98, 1.0)
    (['0.75 / 2.25 = 0.333'], [])
    """
    for whole, (over, under) in case.related("ratio"):
        promised = [row for row in case.goals if row["indicator"] == whole]
        for goal in promised:
            first, second = (case.at(part, goal["year"], case.goals) for part in (over, under))
            if not (first and second and second["value"] and exact(first, second)):
                continue
            value = first["value"] / second["value"]
            slack = {"=": 0, "~": ABOUT}.get(comparator(goal))
            if slack is not None and abs(value - goal["value"]) > slack * goal["value"] + TINY:
                arithmetic = f"{_terms([first, second], ' / ')} = {value:.3f}"
                yield Finding("ratio_against_words", "warning", goal, first, arithmetic, {"value": value})


def shares(case):
    """A share and the count it is of: they contradict a printed total, or imply one that fixes what was counted.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(total, note=""):
    ...     rows = [{"indicator": "s", "value": 1.25, "halfwidth": 0.005}, {"indicator": "t", "value": total}]
    ...     rows = [{"indicator": "n", "value": 31, "note": note}, *rows[: 2 if total else 1]]
    ...     relation = {"relation": "share", "whole": "s", "parts": ["n", "t"] if total else ["n"]}
    ...     return [(item.rule, item.severity) for item in shares(example(observations=rows, relations=[relation]))]
    >>> found(3000), found(2480), found(None), found(None, "scope not printed")
    ([('share_against_count', 'error')], [], [], [('scope_from_share', 'note')])
    """
    for whole, (part, *total) in case.related("share"):
        for share in [row for row in case.values + case.goals if row["indicator"] == whole and row["value"]]:
            count = case.at(part, share["year"], case.goals if share["is_target"] else case.values)
            if not count or not exact(share, count):
                continue
            printed = total and case.at(total[0], share["year"], case.beside(share))
            if printed and exact(printed) and printed["value"] > printed["halfwidth"]:
                yield from _share_of_total(share, count, printed)
            elif count["value"]:
                yield from _scope(case, share, count, whole, part)


def _share_of_total(share, count, total):
    value = 100 * count["value"] / total["value"]
    width = share["halfwidth"] + 100 * (
        (count["value"] + count["halfwidth"]) / (total["value"] - total["halfwidth"]) - count["value"] / total["value"]
    )
    if abs(value - share["value"]) > width + TINY:
        arithmetic = f"{_terms([count, total], ' / ')} = {value:.3f} % ≠ {share['value']:g} %"
        yield Finding("share_against_count", "error", share, count, arithmetic)


def _scope(case, share, count, whole, part):
    implied = 100 * count["value"] / share["value"]
    arithmetic = f"{_said(count['value'], count)} / {share['value']:g} % = {implied:,.0f}"
    if share["is_target"]:
        yield Finding("implied_total", "note", share, count, arithmetic, {"implied": implied})
    elif "scope not printed" in (count.get("note") or ""):
        other = [(case.at(part, row["year"], case.values), row) for row in case.values if row["indicator"] == whole]
        others = [
            f"{_said(n['value'], n)} / {row['value']:g} % = {100 * n['value'] / row['value']:,.0f} ({row['year']})"
            for n, row in other
            if n and row["value"] and row["year"] != share["year"]
        ]
        yield Finding("scope_from_share", "note", count, share, "; ".join([arithmetic, *others]), {"implied": implied})


def parts_of(case):
    """A part larger than its whole.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> relation = {"relation": "part", "whole": "w", "parts": ["p"]}
    >>> def found(whole, part):
    ...     rows = [{"indicator": "w", "value": whole}, {"indicator": "p", "value": part}]
    ...     return [item.arithmetic for item in parts_of(example(observations=rows, relations=[relation]))]
    >>> found(1.25, 1.97), found(7.42, 1.97)
    (['1.97 > 1.25'], [])
    """
    for whole, (part,) in case.related("part"):
        for figure in [row for row in case.values if row["indicator"] == part]:
            of = case.at(whole, figure["year"], case.values)
            if of and figure["value"] - figure["halfwidth"] > of["value"] + of["halfwidth"]:
                yield Finding("part_exceeds_whole", "warning", figure, of, f"{figure['value']:g} > {of['value']:g}")


def subsets(case):
    """Everyone is promised, and for a group among them a lower figure: a note where that is a lower bound.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> relation = {"relation": "subset", "whole": "w", "parts": ["p"]}
    >>> def found(part, sign="="):
    ...     part = {"indicator": "p", "target_low": part, "comparator": sign}
    ...     goals = [{"indicator": "w", "target_low": 100.0}, part]
    ...     return [(item.severity, item.arithmetic) for item in subsets(example(targets=goals, relations=[relation]))]
    >>> found(99.5, ">="), found(99.5), found(100.0)
    ([('note', '100 % | ≥ 99.5 %')], [('warning', '100 % | 99.5 %')], [])
    """
    for whole, (part,) in case.related("subset"):
        for goal in [row for row in case.goals if row["indicator"] == part and row["value"] < 100]:
            everyone = case.at(whole, goal["year"], case.goals)
            if everyone and everyone["value"] == 100:
                severity = "note" if comparator(goal) == ">=" else "warning"
                yield Finding("whole_without_a_part", severity, everyone, goal, f"100 % | {bounds(goal)} %")


def spending(case):
    """Spending per head times heads, against the printed total.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> relation = {"relation": "spending", "whole": "t", "parts": ["a*n", "b*m"]}
    >>> def found(total):
    ...     rows = [("t", total), ("a", 10.0), ("n", 3.0), ("b", 20.0), ("m", 4.0)]
    ...     given = [{"indicator": slug, "value": value} for slug, value in rows]
    ...     return [item.arithmetic for item in spending(example(observations=given, relations=[relation]))]
    >>> found(100.0), found(120.0)
    (['10 × 3 + 20 × 4 = 110 > 100'], [])
    """
    for whole, products in case.related("spending"):
        for total in [row for row in case.values if row["indicator"] == whole]:
            found = [[case.at(slug, total["year"], case.values) for slug in product.split("*")] for product in products]
            if not all(row for pair in found for row in pair):
                continue
            spent = sum(each["value"] * heads["value"] for each, heads in found)
            most = sum((row["value"] + row["halfwidth"]) * heads["value"] for row, heads in found)
            most += sum(row["value"] * heads["halfwidth"] for row, heads in found)
            if 2 * spent - most > total["value"] + total["halfwidth"]:
                terms = " + ".join(_terms(pair, " × ") for pair in found)
                arithmetic = f"{terms} = {_said(spent, total)} > {_said(total['value'], total)}"
                yield Finding("spending_exceeds_total", "warning", total, found[0][0], arithmetic)


def changes(case):
    """A change printed twice, in the unit and in percent, that do not agree.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(rate):
    ...     common = {"indicator": "m", "year": 2021, "unit": "yuan"}
    ...     rows = [common | {"value": 8881.53}, common | {"value": 388.81, "basis": "change", "locator": "p"}]
    ...     rows += [common | {"value": rate, "basis": "change", "unit": "percent", "halfwidth": 0.005, "locator": "p"}]
    ...     return [item.arithmetic for item in changes(example(observations=rows))]
    >>> found(4.58), found(5.48)
    ([], ['388.81 / (8,881.53 − 388.81) = 4.578 % ≠ 5.48 %'])
    """
    for rate in [row for row in case.changes if row["unit"] == "percent"]:
        step = case.at(
            rate["indicator"], rate["year"], [row for row in case.changes if row["unit"] not in {"percent", "points"}]
        )
        level = case.at(rate["indicator"], rate["year"], case.values)
        if not step or not level or level["value"] == step["value"]:
            continue
        before = level["value"] - step["value"]
        value = 100 * step["value"] / before
        width = rate["halfwidth"] + 100 * (step["halfwidth"] + abs(value / 100) * level["halfwidth"]) / before
        if abs(value - rate["value"]) > width + TINY:
            arithmetic = f"{step['value']:,.12g} / ({level['value']:,.12g} − {step['value']:,.12g})"
            arithmetic += f" = {value:.3f} % ≠ {rate['value']:g} %"
            yield Finding("change_against_rate", "error", rate, step, arithmetic)


RULES = (sums, ratios, shares, parts_of, subsets, spending, changes)


def _said(value, row):
    return of("en").number(value, row["unit"] or "", digits=6)


def _terms(rows, sign):
    return sign.join(_said(row["value"], row) for row in rows)
