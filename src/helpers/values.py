"""A printed cell to numbers: 99%以上, 25-27人, 2.9万, ≥95, [5000], full-width digits.

`parse` reads one cell. What it cannot read whole it refuses; it never picks the digits out of a sentence.
"""

import re
import warnings
from dataclasses import dataclass
from decimal import Decimal

MISSING = {"", "-", "--", "–", "—", "——", "/", "…", "……", "无", "N/A", "n/a"}
SCALES = {"百": 100, "千": 1000, "万": 10_000, "百万": 10**6, "千万": 10**7, "亿": 10**8}
UNITS = {
    "%": "percent",
    "百分点": "points",
    "个百分点": "points",
    "‰": "per_mille",
    "人": "persons",
    "名": "persons",
    "位": "persons",
    "间": "rooms",
    "班": "classes",
    "个班": "classes",
    "所": "schools",
    "学位": "places",
    "个学位": "places",
    "座": "places",
    "年": "years",
    "天": "days",
    "小时": "hours",
    "课时": "lessons",
    "学时": "lessons",
    "本": "books",
    "元": "yuan",
    "㎡": "square_metres",
    "平方米": "square_metres",
}
COUNTERS = set("个册台套门项节次处家支件场例条篇枚部课期届") | {"人次"}
# A value printed without decimals is a rounded one in these units, and an exact count in all others.
MEASURED = {"", "percent", "points", "per_mille", "ratio", "years", "yuan", "square_metres"}

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_QUANTITY = rf"(?P<a>{_NUMBER})(?P<over>[余多]?)(?P<scale_a>{_SCALE})?(?P<unit_a>[^\d~+()“”]{{0,6}}?)"
_SECOND = rf"(?:[-~–—至到](?P<b>{_NUMBER})(?P<scale_b>{_SCALE})?(?P<unit_b>[^\d~+()“”]{{0,6}}?))?"
_CELL = re.compile(
    r"(?P<verb>新增|增加|增长|提高|上升|降低|下降|减少|年均增长|年均下降"
    r"|每年提高|每年增加|每年降低|每年下降|保持在?|稳定在|)"
    r"(?P<before>≥|>=|≧|>|≤|<=|≦|<|不低于|不少于|不小于|至少|大于|超过|超|高于|不高于|不超过|不多于|不大于"
    r"|控制在|低于|小于|少于|大约|约|达到|达|)"
    rf"{_QUANTITY}{_SECOND}"
    r"(?P<after>及?以上|以内|及?以下|左右|)"
)
_RATIO = re.compile(rf"(?P<a>{_NUMBER}):(?P<b>{_NUMBER})(?P<after>左右|)")
_AT_LEAST = {"≥", ">=", "≧", "不低于", "不少于", "不小于", "至少", "以上", "及以上"}
_AT_MOST = {"≤", "<=", "≦", "不高于", "不超过", "不多于", "不大于", "控制在", "以内", "以下", "及以下"}
_ABOVE = {">", "大于", "超过", "超", "高于", "余", "多"}
_BELOW = {"<", "低于", "小于", "少于"}
_KINDS = {
    "新增": "increment",
    "增加": "increment",
    "增长": "change",
    "提高": "change",
    "上升": "change",
    "降低": "change",
    "下降": "change",
    "减少": "change",
    "年均增长": "rate_per_year",
    "年均下降": "rate_per_year",
    "每年提高": "step_per_year",
    "每年增加": "step_per_year",
    "每年降低": "step_per_year",
    "每年下降": "step_per_year",
    "保持": "maintain",
    "保持在": "maintain",
    "稳定在": "maintain",
}
_FALLS = {"降低", "下降", "减少", "年均下降", "每年降低", "每年下降"}
_MIRROR = {">=": "<=", "<=": ">="}


@dataclass(frozen=True)
class Value:
    """What a cell says, in canonical units.

    low, high : numbers, equal for `=` and `~`; high is None for `>=`, low is None for `<=`
    comparator : one of = >= <= ~ range
    kind : level, increment, change, rate_per_year, step_per_year or maintain
    unit : canonical (percent, persons, …), or as printed where the list does not know it
    halfwidth : half of the last printed digit, in `unit`; 0 for whole counts printed in ones
    processing : what was done to the printed cell
    """

    low: float | None
    high: float | None
    comparator: str
    kind: str
    unit: str
    halfwidth: float
    processing: tuple[str, ...] = ()

    @property
    def number(self):
        """The one number printed, or for a range the lower one."""
        return self.high if self.low is None else self.low


def plain(printed):
    """Fold full-width forms and drop spaces: '９９．５％ 以上' => '99.5%以上'.

    A space between two digits stays: it may be the scar of a lost cell. Footnote marks such as ② stay too.

    Examples
    --------
    >>> plain("９９．５％ 以上"), plain("95 96")
    ('99.5%以上', '95 96')
    """
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", printed.translate(_FULL_WIDTH))


def unit(printed):
    """Read a printed unit => (canonical unit, factor): '万人' => ('persons', 10000).

    A unit that the list does not know is kept as printed, unconverted.

    Examples
    --------
    >>> unit("%"), unit("万人"), unit("所"), unit("元/生·年")
    (('percent', 1), ('persons', 10000), ('schools', 1), ('元/生·年', 1))
    """
    printed = plain(printed)
    if printed in UNITS:
        return UNITS[printed], 1
    scale = re.match(_SCALE, printed)
    if scale and printed[scale.end() :] in {"", *UNITS, *COUNTERS}:
        base = printed[scale.end() :]
        return UNITS.get(base, base), SCALES[scale.group()]
    return printed, 1


def is_value(cell):
    """Tell whether a cell reads whole as a value or a mark for a missing one.

    Examples
    --------
    >>> [is_value(cell) for cell in ("99%以上", "—", "九年义务教育巩固率(%", "2025年")]
    [True, True, False, True]
    """
    try:
        value = parse(cell)
    except ValueError:
        return False
    return value is None or value.unit in COUNTERS | MEASURED | set(UNITS.values())


def parse(printed, column_unit="", label=""):
    """Read one printed cell => a Value, or None where the cell marks a missing value.

    Parameters
    ----------
    printed : str
        The cell as published.
    column_unit : str
        The unit printed with the label or in a column of units, such as '万人'.
    label : str
        The row's label: 生师比 1:19 is 19 pupils a teacher, any other a:b is a/b.

    Raises
    ------
    ValueError
        If the cell does not read whole as one value, or its unit contradicts the column's.

    Examples
    --------
    >>> floor = parse("99%以上")
    >>> floor.low, floor.high, floor.comparator, floor.unit, floor.processing
    (99.0, None, '>=', 'percent', ('read 99%以上 as at least 99',))
    >>> parse("2.9", "万人").low, parse("2.9", "万人").halfwidth
    (29000.0, 500.0)
    >>> parse("[5000]", "个").kind, parse("25-27人").comparator, parse("—")
    ('increment', 'range', None)
    >>> parse("2000多万元").low, parse("2000多万元").comparator, parse("下降0.63个百分点").low
    (20000000.0, '>=', -0.63)
    """
    cell = plain(printed)
    if cell in MISSING:
        return None
    notes = []
    if not re.search(r"\d", cell):
        cell = _from_chinese_numerals(cell, notes)
    bracketed = re.fullmatch(r"[\[【〔](.+)[\]】〕]", cell)
    if bracketed:
        cell = bracketed.group(1)
        notes.append("[ ] read as the sum over the plan's years")
    if ratio := _RATIO.fullmatch(cell):
        return _ratio(ratio, label, notes)
    match = _CELL.fullmatch(re.sub("每年至少(提高|增加|降低|下降)", r"每年\1至少", cell))
    if not match:
        raise ValueError("cannot be read as a number, a range, a bound or a mark for a missing value")
    kind = "increment" if bracketed else _KINDS.get(match["verb"], "level")
    canonical, factor = _factor(match, column_unit, kind, notes)
    numbers = [Decimal(match[key].replace(",", "")) for key in "ab" if match[key]]
    decimals = max(-number.as_tuple().exponent for number in numbers)
    halfwidth = Decimal(5).scaleb(-decimals - 1) * factor
    if canonical not in MEASURED and decimals == 0 and factor == 1:
        halfwidth = Decimal(0)
    comparator = _comparator(match, printed, numbers, notes)
    low, high = float(numbers[0] * factor), float(numbers[-1] * factor)
    if comparator == "range" and low > high:
        raise ValueError("is a range whose first number is the larger one")
    if match["verb"] in _FALLS:
        low, high, comparator = -high, -low, _MIRROR.get(comparator, comparator)
    low, high = (None if comparator == "<=" else low), (None if comparator == ">=" else high)
    return Value(low, high, comparator, kind, canonical, float(halfwidth), tuple(notes))


def _from_chinese_numerals(cell, notes):
    if not re.search("[零〇一二两三四五六七八九十]", cell):
        return cell
    import cn2an  # here, because it is slow to import and rarely needed

    with warnings.catch_warnings(action="ignore"):
        read = cn2an.transform(cell.replace("两", "二"))
    if read != cell:
        notes.append(f"{cell} read as {read}")
    return read


def _ratio(match, label, notes):
    first, second = (Decimal(match[key].replace(",", "")) for key in "ab")
    if "生师比" in label or "师生比" in label:
        one, other = sorted((first, second))
        if one != 1:
            raise ValueError("is a pupil-teacher ratio in which neither number is 1")
        value, halfwidth = other, Decimal(5).scaleb(other.as_tuple().exponent - 1)
        notes.append(f"{match['a']}:{match['b']} read as {other} pupils a teacher")
    elif second == 0:
        raise ValueError("is a ratio whose second number is 0")
    else:
        value, halfwidth = first / second, Decimal(0)
        notes.append(f"{match['a']}:{match['b']} read as {match['a']}/{match['b']}")
    comparator = "~" if match["after"] else "="
    return Value(float(value), float(value), comparator, "level", "ratio", float(halfwidth), tuple(notes))


def _factor(match, column_unit, kind, notes):
    """Reconcile the unit in the cell with the column's => (canonical unit, factor)."""
    in_cell = match["unit_b"] or match["unit_a"] or ""
    scales = {match[key] for key in ("scale_a", "scale_b") if match[key]}
    if match["b"] and match["unit_a"] and match["unit_b"] and match["unit_a"] != match["unit_b"]:
        raise ValueError(f"names two units, {match['unit_a']} and {match['unit_b']}")
    if len(scales) > 1:
        raise ValueError(f"names two orders of magnitude, {' and '.join(sorted(scales))}")
    scale = scales.pop() if scales else ""
    canonical, factor = unit(scale + in_cell)
    known, column_factor = unit(column_unit)
    if in_cell and known and canonical != known and not (kind == "step_per_year" and canonical == "points"):
        raise ValueError(f"is in {in_cell}, but its column is in {column_unit}")
    if kind == "rate_per_year" and canonical in {"", "percent"}:
        return "percent", 1
    if not in_cell:
        canonical = known or canonical
    if scale and column_factor not in {1, factor}:
        raise ValueError(f"is in {scale}, but its column is in {column_unit}")
    factor = max(factor, column_factor) if not in_cell or scale else factor
    if factor != 1:
        notes.append(f"{plain(column_unit) if column_factor == factor else scale + in_cell} to {canonical or 'ones'}")
    return canonical, factor


def _comparator(match, printed, numbers, notes):
    before, after = match["before"], match["after"]
    words = {before, after, match["over"]} - {"", "达到", "达"}
    if len(numbers) == 2:
        if words:
            raise ValueError("is a range and a bound at once")
        return "range"
    bounds = {
        sign
        for sign, known in ((">=", _AT_LEAST | _ABOVE), ("<=", _AT_MOST | _BELOW), ("~", {"约", "大约", "左右"}))
        if words & known
    }
    if len(bounds) > 1:
        raise ValueError("is bounded twice, in two directions")
    if not bounds:
        return "="
    comparator = bounds.pop()
    said = {">=": "at least", "<=": "at most", "~": "about"}[comparator]
    strict = ", strict" if words & (_ABOVE | _BELOW) else ""
    notes.append(f"read {plain(printed)} as {said} {numbers[0]}{strict}")
    return comparator
