"""Rules of promises: what a plan says twice, differently, for nothing, or too late."""

import re
from itertools import combinations

from helpers.audit.case import Finding
from helpers.audit.figure import TINY, apart, bounds, comparator, once, period, written
from helpers.clean import flattened, values
from helpers.growth import required
from helpers.language import of

GENERIC = re.compile(
    "[“”]|毛入[园学]|专业|学前|幼儿园?|义务教育|教育|小学|初中|普通|高中|中等|职业|学校|院校|学生|教师|专任|阶段"
    "|国家|市级|县级|省级|全县|全市|占比?|比例|比率|率|覆盖|以上|以下|的"
    r"|\b(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with|who|that|rates?|ratios?|shares?|proportion|percentage|percent"
    r"|gross|net|total|number|new|aged|enrol\w*|attend\w*|education|schools?|schooling|kindergartens?|preschool|primary"
    r"|secondary|upper|lower|senior|junior|high|higher|compulsory|vocational|general|special|public|private|teachers?"
    r"|pupils?|students?|children|classes|national|provincial|municipal|county)\b",
    re.IGNORECASE,
)
"""Words that many labels share: two labels are near only if they share more than these."""
BOUND = re.compile("[≥≤><]=?|不?[低少高多大小]于|不?超过|至少|至多|控制在|及?以[上下内]")
QUOTED = re.compile("“([^”]+)”")
PERIOD = re.compile("十[一二三四五六]五")
KEPT = re.compile("保持|稳定|维持|不低于现有")
LEVELS = ("level", "maintain", "parity")
CLEAR = 3
"""A change is clear of rounding from this many times the half-widths on."""
GROWING = re.compile("增长|增速|增幅|提高|翻")
BARE = re.compile(r"[\d,.]+")
BEYOND_ANY_RATE = 150
"""Per cent; gross enrolment has come near it where many pupils are older or younger than their age group."""
FAR, FAR_WITHOUT_A_UNIT = 1000, 50


def repeated(case):
    """One indicator promised twice: with two numbers, as a number and as a bound, or for two dates.

    Two numbers for one year are an error; an undated one may be for another year. Both can be so where one is a bound
    or a range that holds the other.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(**second):
    ...     first = {"indicator": "a", "target_low": 98.5}
    ...     given = example(targets=[first | {"origin": "table"}, first | second])
    ...     return [(item.rule, item.severity) for item in repeated(given)]
    >>> found(target_low=97.0), found(target_low=97.0, target_year=None)
    ([('one_name_two_values', 'error')], [('one_name_two_values', 'warning')])
    >>> found(target_low=97.0, comparator=">=", target_high=None), found(comparator=">=", target_high=None)
    ([('one_name_two_values', 'note')], [('table_against_prose', 'note')])
    >>> found(target_year=2030), found(target_year=None), found(target_low=99.0, target_year=2030)
    ([('two_dates', 'note')], [], [])
    >>> found(), found(target_low=500.0, kind="increment"), found(origin="table", target_year=2030)
    ([], [], [])
    """
    for first, second in _pairs(case.goals):
        figures = [bounds(goal) for goal in (first, second)]
        if not _dates_meet(first, second):
            if figures[0] == figures[1] and "prose" in (first["origin"], second["origin"]):
                yield Finding("two_dates", "note", first, second, f"{first['year']} | {second['year']}")
        elif first["value"] != second["value"]:
            dated = first["year"] is not None and second["year"] is not None
            severity = ("error" if dated else "warning") if apart(first, second) else "note"
            yield Finding("one_name_two_values", severity, first, second, " | ".join(figures))
        elif figures[0] != figures[1]:
            rule = "table_against_prose" if first["origin"] != second["origin"] else "number_or_bound"
            yield Finding(rule, "note", first, second, " | ".join(figures))


def ranges(case):
    """At least, or at most, of a range: which end of it is the bound?

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(printed, sign=">="):
    ...     goal = {"indicator": "a", "target_low": 1.0, "comparator": sign, "printed": printed}
    ...     return [item.arithmetic for item in ranges(example(targets=[goal]))]
    >>> found("1-2项以上"), found("至少一至二项"), found("至少1项"), found("1-2项", "range")
    (['≥ 1 | ≥ 2'], ['≥ 1 | ≥ 2'], [], [])
    """
    for goal in case.goals:
        if comparator(goal) in {">=", "<="} and (ends := _range(goal["printed"])):
            arithmetic = " | ".join(bounds(goal | {"value": end}) for end in ends)
            yield Finding("bound_of_a_range", "note", goal, None, arithmetic)


def _range(printed):
    """Read the range in a printed figure, whatever bound stands with it => (low, high), or None."""
    try:
        read = values.parse(BOUND.sub("", values.plain(printed).replace("…", "")))
    except ValueError:
        return None
    return (read.low, read.high) if read and read.comparator == "range" else None


def terms(case):
    """A term in quotation marks that stands for two definitions with two numbers; a note where both can be so.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(second, label="职业学校“双师型”教师比例", sign="="):
    ...     names = ("indicator", "target_low", "label_printed", "comparator")
    ...     rows = [("a", 60.0, "专业课教师“双师型”比例", "="), ("b", second, label, sign)]
    ...     given = example(targets=[dict(zip(names, row, strict=True)) for row in rows])
    ...     return [(item.severity, item.arithmetic) for item in terms(given)]
    >>> found(55.0), found(55.0, sign=">="), found(60.0), found(55.0, "教师持证率")
    ([('warning', '60 | 55')], [('note', '60 | ≥ 55')], [], [])
    """
    for first, second in combinations([row for row in case.goals if row["unit"] == "percent"], 2):
        shared = set(QUOTED.findall(first["label_printed"])) & set(QUOTED.findall(second["label_printed"]))
        shared = {term for term in shared if not PERIOD.fullmatch(term)}
        differ = first["indicator"] != second["indicator"] and first["value"] != second["value"]
        if shared and differ and first["unit"] == second["unit"] and _dates_meet(first, second):
            severity, arithmetic = "warning" if apart(first, second) else "note", f"{bounds(first)} | {bounds(second)}"
            yield Finding("one_term_two_values", severity, first, second, arithmetic, {"term": min(shared)})


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
    >>> found("幼儿教师持证率"), found("九年义务教育巩固率(%)"), found("Out-of-school rate (%)")
    ([], [], [])
    """
    rates = [row for row in case.goals if row["unit"] == "percent" and 0 < row["value"] < 100]
    for first, second in combinations(rates, 2):
        differ = first["indicator"] != second["indicator"] and first["value"] == second["value"]
        differ = differ and not all("占" in row["label_printed"] for row in (first, second))
        if differ and _dates_meet(first, second) and _near(first["label_printed"], second["label_printed"]):
            arithmetic = f"{first['value']:g} = {second['value']:g}"
            yield Finding("one_value_two_names", "note", first, second, arithmetic)


def _near(one, other):
    """Tell whether two labels share a word beyond the generic ones: two Chinese characters, or a word in Latin letters.

    Examples
    --------
    >>> _near("学前教育毛入园率(%)", "高中阶段毛入学率(%)"), _near("乡村教师持证率(%)", "幼儿教师持证率")
    (False, True)
    >>> _near("Retention rate (%)", "Out-of-school rate (%)"), _near("Certified teachers", "Teachers certified, rural")
    (False, True)
    """
    first, second = (_pieces(flattened.name_of(label).lower()) for label in (one, other))
    return bool(first & second)


def _pieces(name):
    runs = [run for part in GENERIC.split(name) for run in re.findall("[a-z]{3,}|[\u4e00-\u9fff]{2,}", part)]
    return {run if run.isascii() else run[place : place + 2] for run in runs for place in range(len(run) - 1)}


def reached(case):
    """A target at or below a value of the year in which the plan was published, or of one before.

    A count that is to rise may be of new ones or of all there are, whether it is promised as a level or not.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(value, year=2021, **goal):
    ...     goal = {"indicator": "a", "target_low": 95.0} | goal
    ...     given = example(targets=[goal], observations=[{"indicator": "a", "value": value, "year": year}])
    ...     return [(item.rule, item.arithmetic) for item in reached(given)]
    >>> found(97.14), found(97.14, year=2024), found(90.0, direction="down")
    ([('already_reached', '95 ≤ 97.14')], [], [('already_reached', '95 ≥ 90')])
    >>> found(95.0, family="count"), found(90.0, family="count"), found(95.0, family="count", printed="保持95所")
    ([('stock_already_larger', '95 ≤ 95')], [], [])
    >>> found(909.0, unit="percent")
    []
    """
    stocks = {part for _, parts in case.related("stock") for part in parts}
    for goal in once(case.goals):
        up, new = goal["direction"] == "up", goal["kind"] == "increment"
        rising_count = goal["family"] == "count" and up
        kinds = {"level", "increment"} | ({"maintain"} if rising_count else set())
        if goal["kind"] not in kinds or goal["direction"] not in {"up", "down"} or KEPT.search(goal["printed"]):
            continue
        if goal["indicator"] in stocks:  # its total is promised beside it: new ones are meant
            continue
        known = [
            row
            for row in case.values
            if row["indicator"] == goal["indicator"] and row["year"] <= min(case.published, case.about["target_year"])
            if new or rising_count or row["basis"] == "level"
            if goal["unit"] != "percent" or row["value"] <= BEYOND_ANY_RATE
        ]
        last = max(known, key=lambda row: row["year"], default=None)
        if last and (last["value"] >= goal["value"] if up else last["value"] <= goal["value"]):
            arithmetic = f"{written(goal['value'], goal)} {'≤' if up else '≥'} {written(last['value'], last)}"
            counted = new or rising_count
            rule, severity = ("stock_already_larger", "note") if counted else ("already_reached", "warning")
            yield Finding(rule, severity, goal, last, arithmetic, {"since": period(last)})


def nothing_asked(case):
    """A rate whose target equals its baseline without saying that it is to be kept.

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
    for goal in once(case.goals):
        if _asks_nothing(goal):
            severity = "warning" if goal["nature"] == "binding" else "note"
            arithmetic = f"{written(goal['baseline'], goal)} → {written(goal['value'], goal)}"
            yield Finding("target_is_baseline", severity, goal, None, arithmetic)


def _asks_nothing(goal):
    rate = goal["kind"] in LEVELS and goal["family"] != "count"
    return rate and goal["baseline"] == goal["value"] and not KEPT.search(goal["printed"])


def kept_unknown(case):
    """A level or ratio to be kept that is not published.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(baseline, **more):
    ...     goal = {"indicator": "a", "target_low": 93.0, "kind": "maintain", "baseline": baseline}
    ...     return [item.rule for item in kept_unknown(example(targets=[goal | more]))]
    >>> found(None), found(94.0), found(None, kind="parity", printed="保持大体相当"), found(None, kind="parity")
    (['kept_level_unknown'], [], ['kept_level_unknown'], [])
    """
    for goal in once(case.goals):
        kept = goal["kind"] == "maintain" or KEPT.search(goal["printed"])
        if kept and goal["kind"] in LEVELS and goal["baseline"] is None:
            yield Finding("kept_level_unknown", "note", goal)


def exactly_whole(case):
    """A rate that may pass 100, printed as exactly 100 and to change or be kept from there: is it cut off there?

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(baseline, family="gross_rate", printed="保持在100%"):
    ...     goal = {"indicator": "a", "target_low": 100.0, "baseline": baseline, "family": family, "printed": printed}
    ...     return [item.rule for item in exactly_whole(example(targets=[goal]))]
    >>> found(100.0), found(98.9), found(100.0, "share"), found(100.0, printed="100")
    (['exactly_100'], [], [], [])
    """
    for goal in once(case.goals):
        whole = goal["family"] in required.CAPPED_BY_CONVENTION and goal["baseline"] == 100
        if whole and not _asks_nothing(goal):
            yield Finding("exactly_100", "note", goal)


def within_rounding(case):
    """A target whose distance from its baseline is no more than the rounding of the printed figures.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(baseline):
    ...     goal = {"indicator": "a", "target_low": 99.0, "baseline": baseline, "baseline_halfwidth": 0.05}
    ...     return [item.arithmetic for item in within_rounding(example(targets=[goal]))]
    >>> found(98.9), found(98.85), found(98.1), found(99.0)
    (['99 − 98.9 = 0.1 ± 0.05'], [], [], [])
    """
    for goal in once(case.goals):
        if goal["kind"] not in LEVELS or goal["baseline"] is None or comparator(goal) == "range":
            continue
        width = (goal["baseline_halfwidth"] or 0) + goal["halfwidth"]
        step = abs(goal["value"] - goal["baseline"])
        if TINY < step < CLEAR * width - TINY:
            larger, smaller = sorted((goal["value"], goal["baseline"]), reverse=True)
            figures = (written(number, goal) for number in (larger, smaller))
            arithmetic = f"{' − '.join(figures)} = {step:,.6g} ± {width:,.6g}"
            severity = "warning" if goal["nature"] == "binding" else "note"
            said = {"step": step, "width": width, "least": step - width, "most": step + width}
            yield Finding("within_rounding", severity, goal, None, arithmetic, said)


def out_of_scale(case):
    """A rate beyond any that exists, or a figure that a lost unit or decimal point sets far off the one before it.

    Far is a thousandfold; fifty times where one of the two is printed without its unit, or where a rate would move
    away from what is better.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(baseline, value, **goal):
    ...     goal = {"indicator": "a", "target_low": value, "baseline": baseline, "unit": "persons"} | goal
    ...     seen = [{"indicator": "a", "value": baseline, "unit": goal["unit"], "printed": "2.9万人"}]
    ...     return [item.arithmetic for item in out_of_scale(example(targets=[goal], observations=seen))]
    >>> found(29000.0, 3.5), found(29000.0, 350.0), found(29000.0, 31000.0)
    (['3.5 / 29,000 = 0.000121'], ['350 / 29,000 = 0.0121'], [])
    >>> found(909.0, 95.0, unit="percent", family="gross_rate"), found(91.0, 0.96, unit="percent")
    (['909 > 150'], ['0.96 / 91 = 0.0105'])
    """
    book = {row["indicator"]: row for row in case.indicators.to_dict("records")}
    levels = [row for row in case.values if row["basis"] == "level"]
    goals = [row for row in case.goals if row["kind"] in {"level", "maintain", "parity", "projection"}]
    families = {row["indicator"]: row["family"] for row in case.goals}
    for row in (*levels, *goals):
        entry = book[row["indicator"]]
        family = families.get(row["indicator"], entry["family"])
        whole = family == "share" and isinstance(entry.get("definition"), str)
        limit = 100 if whole else BEYOND_ANY_RATE
        if row["unit"] == "percent" and row["value"] > limit and not GROWING.search(entry["indicator_zh"]):
            yield Finding("beyond_any_rate", "warning", row, None, f"{row['value']:g} > {limit}")
    pairs = [(goal, case.at(goal["indicator"], goal["baseline_year"], levels)) for goal in goals]
    for series in _series(levels):
        pairs += zip(series[1:], series, strict=False)
    for row, before in pairs:
        if not before or before["unit"] != row["unit"] or min(row["value"], before["value"]) <= 0:
            continue
        factor = row["value"] / before["value"]
        bare = {bool(BARE.fullmatch(values.plain(side["printed"]))) for side in (row, before)}
        away = row["unit"] == "percent" and (factor > 1 if row.get("direction") == "down" else factor < 1)
        if max(factor, 1 / factor) >= (FAR_WITHOUT_A_UNIT if len(bare) == 2 or away else FAR):
            arithmetic = f"{_said(row)} / {_said(before)} = {factor:.3g}"
            yield Finding("far_from_the_one_before", "warning", row, before, arithmetic)


def _series(levels):
    """Give the levels of each indicator and source in the order of their years."""
    series = {}
    for row in sorted(levels, key=lambda row: row["year"]):
        series.setdefault((row["indicator"], row["source"]), []).append(row)
    return series.values()


RULES = (
    repeated,
    ranges,
    terms,
    near_names,
    reached,
    nothing_asked,
    kept_unknown,
    exactly_whole,
    within_rounding,
    out_of_scale,
)


def _said(row):
    return of("en").number(row["value"], row["unit"] or "")


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


def _dates_meet(first, second):
    return first["year"] is None or second["year"] is None or first["year"] == second["year"]
