"""Rules of promises: what a plan says twice, differently, for nothing, or too late."""

import re
from itertools import combinations

from helpers import required, values, words
from helpers.audit.case import Finding

GENERIC = re.compile(
    "[“”]|专业|学前|幼儿园?|义务教育|教育|小学|初中|普通|高中|中等|职业|学校|院校|学生|教师|专任|阶段"
    "|国家|市级|县级|省级|全县|全市|占比?|比例|比率|率|覆盖|以上|以下|的"
)
"""Words that many labels share: two labels are near only if they share more than these."""
FIGURE = re.compile(r"\d+(?:\.\d+)?")
QUOTED = re.compile("“([^”]+)”")
PERIOD = re.compile("十[一二三四五六]五")
KEPT = re.compile("保持|稳定")


def repeated(case):
    """One indicator promised twice: with two numbers, as a number and as a bound, or for two dates.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(**second):
    ...     first = {"indicator": "a", "target_low": 98.5}
    ...     given = example(targets=[first | {"origin": "table"}, first | second])
    ...     return [item.rule for item in repeated(given)]
    >>> found(target_low=97.0), found(comparator=">=", target_high=None), found(target_year=None), found()
    (['one_name_two_values'], ['table_against_prose'], ['two_dates'], [])
    >>> found(target_low=500.0, kind="increment"), found(origin="table", target_year=2030)
    ([], [])
    """
    for first, second in _pairs(case.goals):
        same_date = first["year"] == second["year"]
        arithmetic = f"{_bounds(first)} | {_bounds(second)}"
        if first["value"] != second["value"]:
            if _dates_meet(first, second):
                severity = "error" if same_date else "warning"
                yield Finding("one_name_two_values", severity, first, second, arithmetic)
        elif first["comparator"] != second["comparator"] or not _same_figures(first, second):
            rule = "table_against_prose" if first["origin"] != second["origin"] else "number_or_bound"
            yield Finding(rule, "note", first, second, arithmetic)
        elif not same_date and "prose" in (first["origin"], second["origin"]):
            dates = f"{first['year'] or '—'} | {second['year'] or '—'}"
            yield Finding("two_dates", "note", first, second, dates)


def _same_figures(first, second):
    """Tell whether two targets print the same numbers; one in words has only what it is read as."""
    printed = [{float(number) for number in FIGURE.findall(values.plain(row["printed"]))} for row in (first, second)]
    return printed[0] == printed[1] or not all(printed)


def terms(case):
    """A term in quotation marks that stands for two definitions with two numbers.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(second, label="职业学校“双师型”教师比例"):
    ...     rows = [("a", 60.0, "专业课教师“双师型”比例"), ("b", second, label)]
    ...     goals = [{"indicator": slug, "target_low": value, "label_printed": text} for slug, value, text in rows]
    ...     return [item.arithmetic for item in terms(example(targets=goals))]
    >>> found(55.0), found(60.0), found(55.0, "教师持证率")
    (['60 | 55'], [], [])
    """
    for first, second in combinations([row for row in case.goals if row["unit"] == "percent"], 2):
        shared = set(QUOTED.findall(first["label_printed"])) & set(QUOTED.findall(second["label_printed"]))
        shared = {term for term in shared if not PERIOD.fullmatch(term)}
        differ = first["indicator"] != second["indicator"] and first["value"] != second["value"]
        if shared and differ and first["unit"] == second["unit"] and _dates_meet(first, second):
            arithmetic = f"{first['value']:g} | {second['value']:g}"
            yield Finding("one_term_two_values", "warning", first, second, arithmetic, {"term": min(shared)})


def near_names(case):
    """One number under two names that are near each other: is it one indicator or two?

    Names that both say what they are a share of (占…) are two, however near.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(label, value=90.0):
    ...     rows = [("a", 90.0, "职业教育专业设置与县域产业匹配度"), ("b", value, label)]
    ...     goals = [{"indicator": slug, "target_low": v, "label_printed": text} for slug, v, text in rows]
    ...     return [item.arithmetic for item in near_names(example(targets=goals))]
    >>> found("职业学校专业设置与重点产业匹配度"), found("职业学校专业设置与重点产业匹配度", 80.0)
    (['90 = 90'], [])
    >>> found("幼儿教师持证率")
    []
    """
    rates = [row for row in case.goals if row["unit"] == "percent" and 0 < row["value"] < 100]
    for first, second in combinations(rates, 2):
        differ = first["indicator"] != second["indicator"] and first["value"] == second["value"]
        differ = differ and not all("占" in row["label_printed"] for row in (first, second))
        if differ and _dates_meet(first, second) and _near(first["label_printed"], second["label_printed"]):
            arithmetic = f"{first['value']:g} = {second['value']:g}"
            yield Finding("one_value_two_names", "note", first, second, arithmetic)


def _near(one, other):
    """Tell whether two labels share a word beyond the generic ones."""
    pieces = [
        {piece[place : place + 2] for piece in GENERIC.split(label) for place in range(len(piece) - 1)}
        for label in (one, other)
    ]
    return bool(pieces[0] & pieces[1])


def reached(case):
    """A target at or below a value of the year in which the plan was published, or of one before.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(value, year=2021, **goal):
    ...     goal = {"indicator": "a", "target_low": 95.0} | goal
    ...     given = example(targets=[goal], observations=[{"indicator": "a", "value": value, "year": year}])
    ...     return [item.arithmetic for item in reached(given)]
    >>> found(97.14), found(97.14, year=2024), found(90.0), found(90.0, direction="down")
    (['95 ≤ 97.14'], [], [], ['95 ≥ 90'])
    """
    stocks = {part for _, parts in case.related("stock") for part in parts}
    for goal in _first_of_each(case.goals):
        if goal["kind"] not in {"level", "increment"} or goal["direction"] not in {"up", "down"}:
            continue
        if goal["indicator"] in stocks:  # its total is promised beside it: new ones are meant
            continue
        up = goal["direction"] == "up"
        new = goal["kind"] == "increment"
        known = [
            row
            for row in case.values
            if row["indicator"] == goal["indicator"] and row["year"] <= min(case.published, case.about["target_year"])
            if new or row["basis"] == "level"
        ]
        last = max(known, key=lambda row: row["year"], default=None)
        if last and (last["value"] >= goal["value"] if up else last["value"] <= goal["value"]):
            arithmetic = f"{_said(goal['value'], goal)} {'≤' if up else '≥'} {_said(last['value'], last)}"
            rule, severity = ("stock_already_larger", "note") if new else ("already_reached", "warning")
            yield Finding(rule, severity, goal, last, arithmetic, {"year": last["year"]})


def nothing_asked(case):
    """A target that equals its baseline without saying that it is to be kept.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(printed):
    ...     goal = {"indicator": "a", "target_low": 100.0, "baseline": 100.0, "kind": "maintain", "printed": printed}
    ...     given = example(targets=[goal, goal | {"nature": "binding", "indicator": "b"}])
    ...     return [item.severity for item in nothing_asked(given)]
    >>> found("100"), found("保持在100%")
    (['note', 'warning'], [])
    """
    for goal in _first_of_each(case.goals):
        rates = goal["kind"] == "maintain" and goal["family"] != "count"
        if rates and goal["baseline"] == goal["value"] and not KEPT.search(goal["printed"]):
            severity = "warning" if goal["nature"] == "binding" else "note"
            arithmetic = f"{_said(goal['baseline'], goal)} → {_said(goal['value'], goal)}"
            yield Finding("target_is_baseline", severity, goal, None, arithmetic)


def kept_unknown(case):
    """A level to be kept that is not published.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(baseline):
    ...     goal = {"indicator": "a", "target_low": 93.0, "kind": "maintain", "baseline": baseline}
    ...     return [item.rule for item in kept_unknown(example(targets=[goal]))]
    >>> found(None), found(94.0)
    (['kept_level_unknown'], [])
    """
    for goal in _first_of_each(case.goals):
        if goal["kind"] == "maintain" and goal["baseline"] is None:
            yield Finding("kept_level_unknown", "note", goal)


def exactly_whole(case):
    """A rate that may pass 100 and is printed as exactly 100: is it cut off there?

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(baseline, family="gross_rate"):
    ...     goal = {"indicator": "a", "target_low": 100.0, "baseline": baseline, "family": family}
    ...     return [item.rule for item in exactly_whole(example(targets=[goal]))]
    >>> found(100.0), found(98.9), found(100.0, "share")
    (['exactly_100'], [], [])
    """
    for goal in _first_of_each(case.goals):
        if goal["family"] in required.CAPPED_BY_CONVENTION and goal["baseline"] == 100:
            yield Finding("exactly_100", "note", goal)


def within_rounding(case):
    """A target whose distance from its baseline is no more than the rounding of the printed figures.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(baseline):
    ...     goal = {"indicator": "a", "target_low": 99.0, "baseline": baseline, "baseline_halfwidth": 0.1}
    ...     return [item.arithmetic for item in within_rounding(example(targets=[goal]))]
    >>> found(98.9), found(98.1)
    (['99 − 98.9 = 0.1 ≤ 0.1'], [])
    """
    codes = case.growth[case.growth["primary"]].set_index("target_id")["code"]
    for goal in _first_of_each(case.goals):
        if (
            goal["kind"] != "projection"
            and goal["comparator"] != "range"
            and codes.get(goal["target_id"]) == "change_within_rounding"
        ):
            width = (goal["baseline_halfwidth"] or 0) + goal["halfwidth"]
            step = abs(goal["value"] - goal["baseline"])
            larger, smaller = sorted((goal["value"], goal["baseline"]), reverse=True)
            arithmetic = f"{larger:.12g} − {smaller:.12g} = {step:.6g} ≤ {width:.6g}"
            severity = "warning" if goal["nature"] == "binding" else "note"
            yield Finding("within_rounding", severity, goal, None, arithmetic)


RULES = (
    repeated,
    terms,
    near_names,
    reached,
    nothing_asked,
    kept_unknown,
    exactly_whole,
    within_rounding,
)


def _pairs(goals):
    """Pair every further target of an indicator with the one of its year, else with one that agrees, else the first.

    New ones and standards are apart from levels.
    """
    seen = {}
    for goal in sorted(goals, key=lambda row: (row["year"] is None, "#" in row["target_id"])):
        key = goal["indicator"], goal["kind"] if goal["kind"] in {"increment", "recurrent"} else "level"
        known = seen.setdefault(key, {})
        dated = [row for year, row in known.items() if year is not None]
        agreeing = [row for row in dated if row["value"] == goal["value"]]
        if goal["year"] in known:
            yield known[goal["year"]], goal
        elif dated:
            yield (agreeing or dated)[0], goal
        known.setdefault(goal["year"], goal)


def _first_of_each(goals):
    """Keep one occurrence of each indicator: the official one where there is one."""
    kept = {}
    for goal in sorted(goals, key=lambda row: (row["origin"] != "table", row["year"] is None)):
        kept.setdefault(goal["indicator"], goal)
    return list(kept.values())


def _dates_meet(first, second):
    return first["year"] is None or second["year"] is None or first["year"] == second["year"]


def _bounds(goal):
    return words.bounded(goal["low"], goal["high"], goal["comparator"], goal["unit"] or "", "en")


def _said(value, row):
    return words.number(value, row["unit"] or "", "en")
