"""A printed cell to numbers: 99%以上, 25-27人, 2.9万, ≥95, [5000], full-width digits.

`parse` reads one cell. What it cannot read whole it refuses; it never picks the digits out of a sentence.
"""

import re
import warnings
from dataclasses import dataclass
from decimal import Decimal

from helpers.clean import units
from helpers.clean.english import in_english, plain, spaced
from helpers.clean.units import MEASURED, SCALE, SCALES, UNITS, unit

MISSING = {"", "…", "……", "无", "缺", "N/A", "n/a", "NA", "None", "NULL", "null", "TBD", "待定", "未公布"}
MISSING |= {dash * times for dash in "-–—/" for times in (1, 2, 3, 4)}
_NUMBER = r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|(?:0|[1-9]\d*)(?:\.\d+)?"
_UNIT = r"(?:[^\d~+()“”]{0,12}?(?:/10+万?人?)?)"
_QUANTITY = rf"(?P<a>{_NUMBER})(?P<over>[余多]?)(?P<scale_a>{SCALE})?(?P<over_scale>[余多]?)(?P<unit_a>{_UNIT})"
_SECOND = rf"(?:[-~–—至到](?P<b>{_NUMBER})(?P<scale_b>{SCALE})?(?P<unit_b>{_UNIT}))?"
_MOVES = "提高|提升|上升|增加|增长|扩大|发展|降低|下降|减少|缩小|压减|压缩|增|降"
_CELL = re.compile(
    r"(?:力争|确保|争取|努力|预计)?(?P<verb>新增|增加|增长|提高|提升|上升|降低|下降|减少"
    r"|(?:年均|每年)(?:增长|递增|提高|提升|增加|上升|降低|下降|减少)|保持在?|维持在|稳定在"
    rf"|(?:{_MOVES})[到至]|)"
    r"(?P<before>≥|>=|≧|>|≤|<=|≦|<|=|不低于|不少于|不小于|至少|大于|超过|超|高于|不高于|不超过|不多于|不大于"
    r"|控制在|低于|小于|少于|不足|大约|约|近|接近|达到|达|)"
    rf"{_QUANTITY}{_SECOND}"
    r"(?P<after>及?以上|以内|及?以下|左右|上下|)"
)
PUPILS_A_TEACHER = re.compile(
    "生师比|师生比|(?:pupil|student)s?[- –](?:to[- ])?teacher|teacher[- –](?:to[- ])?(?:pupil|student)", re.IGNORECASE
)
_RATIO = re.compile(rf"(?P<a>{_NUMBER}):(?P<b>{_NUMBER})(?P<after>左右|)")
_AT_LEAST = {"≥", ">=", "≧", "不低于", "不少于", "不小于", "至少", "以上", "及以上"}
_AT_MOST = {"≤", "<=", "≦", "不高于", "不超过", "不多于", "不大于", "控制在", "以内", "以下", "及以下"}
_ABOVE = {">", "大于", "超过", "超", "高于", "余", "多"}
_BELOW = {"<", "低于", "小于", "少于", "不足"}
_ABOUT = {"约", "大约", "近", "接近", "左右", "上下"}
_KINDS = {"新增": "increment", "增加": "increment"}
_KINDS |= dict.fromkeys(["增长", "提高", "提升", "上升", "降低", "下降", "减少"], "change")
_KINDS |= dict.fromkeys(["保持", "保持在", "维持在", "稳定在"], "maintain")
_FALLS = re.compile("(年均|每年)?(降低|下降|减少)")
_RATES = re.compile("年均(增长|递增|下降|减少)|每年(增长|递增)")
"""Verbs that with % are of the level before; with the others % may as well be meant as percentage points."""
_DIGITS = "一二两三四五六七八九"
_TRADITIONAL = str.maketrans("達萬億個餘約過於點間學時課節處項門臺條冊張", "达万亿个余约过于点间学时课节处项门台条册张")
_MIRROR = {">=": "<=", "<=": ">="}
_NUMERALS = "零〇一二两三四五六七八九十"
_NO_UNIT = re.compile(
    f"[^\u4e00-\u9fff]|[{_NUMERALS}百千万亿余多来几半约近超过达到至于为是的了和与及或以上下内外左右中之其不未无有各每均共总累计比较率占番倍成折分]"
)
_LABELLED_RANK = re.compile("排名|位次|名次|排位|位居")
UNREADABLE = "cannot be read as a number, a range, a bound or a mark for a missing value"
_IN_WORDS = {
    "is in words": "begin the note with read, such as read 100%: all are covered, or set kind to milestone",
    "is held against another year or place": "set kind to relative, or begin the note with = and the arithmetic",
    "says how often a level is to double, and not the level": "set kind to relative",
}
_WHY = (
    (r".*(比|较).*\d.*", "is held against another year or place"),
    (r".*[翻倍]一?.*番.*|倍增|翻番", "says how often a level is to double, and not the level"),
    (r"\D*(全覆盖|全面覆盖|全部|全面消除|消除|清零|基本消除|大体相当)\D*", "is in words"),
    (r"(.*\D)?\d+/\d+(\D.*)?|.*[分成]之.*|[^/]*<[^/]*/.*", "is a fraction, a date or two numbers"),
    (r".*\d\s+\d.*", "has a blank between digits: two numbers of which the border is lost, or one in thousands"),
    (
        r".*[A-Za-z].*",
        "has letters beside its digits that are no unit: a letter O or l for a digit, a date of a workbook",
    ),
    (r".*[\d%][\]\[*†‡①-⑳⑴-⒇。、;,.)(].*", "has a mark or a stray sign beside its digits"),
    (r"[<>≤≥]?\.\d+.*", "begins with a point: a digit may be lost"),
    (rf"[{_NUMERALS}]", "is a numeral that stands alone: a dash, an ordinal or a number"),
    (r".*[%\d]\D*\((19|20)\d\d年?\)", "has a year of its own in brackets"),
)


class Unreadable(ValueError):
    """A cell that does not read whole as one value, and a remedy where it is another than to look it up."""

    def __init__(self, wrong, remedy=""):
        super().__init__(wrong)
        self.remedy = remedy


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


def is_value(cell):
    """Tell whether a cell reads whole as a value or a mark for a missing one.

    Examples
    --------
    >>> [is_value(cell) for cell in ("99%以上", "—", "九年义务教育巩固率(%", "2025年")]
    [True, True, False, False]
    """
    try:
        value = parse(cell)
    except ValueError:
        return False
    return value is None or value.unit in {*MEASURED, *UNITS.values()} or units.known(value.unit)


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
    Unreadable
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
    cell = re.sub("(?<=[0-9])[wW](?=[余多]?[人名所个元])", "万", cell.translate(_TRADITIONAL))
    bracketed = re.fullmatch(r"[\[【〔](.+)[\]】〕]", cell)
    if bracketed:
        cell = bracketed.group(1)
        notes.append("[ ] read as the sum over the plan's years")
    if ratio := _RATIO.fullmatch(cell):
        return _ratio(ratio, label, notes)
    match = _CELL.fullmatch(re.sub("(?:平均)?每年(至少)?(提高|提升|增加|降低|下降|增长|减少)", r"每年\2\1", cell))
    if not match:
        raise _unreadable(cell)
    kind = "increment" if bracketed else _KINDS.get(match["verb"], "level")
    if match["verb"].startswith(("年均", "每年")):
        kind = _a_year(match, column_unit)
    for part in filter(None, (match["unit_a"], match["unit_b"])):
        _check_unit(part, cell, printed)
    if match["unit_a"] == "年" and re.fullmatch(r"(19|20)\d\d", match["a"]):
        raise Unreadable("is a year, and no number of years")
    if _LABELLED_RANK.search(label) and match["unit_a"] in {"名", "位"}:
        raise Unreadable("is a rank, and no number of persons", "set kind to milestone")
    canonical, factor = _factor(match, column_unit, kind, notes, printed)
    numbers = [Decimal(match[key].replace(",", "")) for key in "ab" if match[key]]
    decimals = max(-number.as_tuple().exponent for number in numbers)
    halfwidth = Decimal(5).scaleb(-decimals - 1) * factor
    if canonical not in MEASURED and decimals == 0 and factor == 1:
        halfwidth = Decimal(0)
    comparator = _comparator(match, printed, numbers, notes)
    low, high = float(numbers[0] * factor), float(numbers[-1] * factor)
    if comparator == "range" and low > high:
        raise Unreadable("is a range whose first number is the larger one")
    if _FALLS.fullmatch(match["verb"]):
        low, high, comparator = -high, -low, _MIRROR.get(comparator, comparator)
    low, high = (None if comparator == "<=" else low), (None if comparator == ">=" else high)
    return Value(low, high, comparator, kind, canonical, float(halfwidth), tuple(notes))


def _from_chinese_numerals(cell, notes):
    """Write Chinese numerals in digits; two digits that follow each other are a range: 三四十所 => 30-40所."""
    from_words = cell.replace("百分之百", "100%")
    if len(cell) == 1 or not re.search(f"[{_NUMERALS}]", from_words):
        read = from_words
    elif about := re.search(f"(十?)([{_DIGITS}]{{2}})([十百千]?)", from_words):
        low, high = (_DIGITS.index(digit) - (_DIGITS.index(digit) > 1) for digit in about[2])
        if high != low + 1 or re.search(f"[{_NUMERALS}百千]", from_words.replace(about.group(), "", 1)):
            raise Unreadable("has numerals beside each other that are neither a number nor a range")
        scale, tens = {"": 1, "十": 10, "百": 100, "千": 1000}[about[3]], 10 if about[1] else 0
        read = from_words.replace(about.group(), f"{tens + (low + 1) * scale}-{tens + (high + 1) * scale}")
    else:
        import cn2an  # here, because it is slow to import and rarely needed

        with warnings.catch_warnings(action="ignore"):
            read = cn2an.transform(from_words.replace("两", "二"))
    if read != cell:
        notes.append(f"{cell} read as {read}")
    return read


def _unreadable(cell):
    """Say why a cell is not read, as far as that can be told, and what to do about a promise in words."""
    wrong = next((said for pattern, said in _WHY if re.fullmatch(pattern, cell)), UNREADABLE)
    return Unreadable(wrong, _IN_WORDS.get(wrong, ""))


def _check_unit(part, cell, printed):
    """Hold what follows a number against the units; a Chinese classifier of another kind may stay as printed."""
    if units.known(part):
        return
    digits_printed = re.search(r"\d", plain(printed))
    if _NO_UNIT.search(part) or len(part) > 4 or not digits_printed:
        raise _unreadable(cell)


def _a_year(match, column_unit):
    """Tell a rate from a step: 年均增长2% is of the level before, 年均增长2个百分点 is not."""
    in_cell = match["unit_b"] or match["unit_a"] or ""
    canonical = unit(in_cell or column_unit)[0]
    if canonical == "" or (canonical == "percent" and not (in_cell and _RATES.fullmatch(match["verb"]))):
        raise Unreadable(
            "does not say whether it is percent of the level before or percentage points",
            "begin the note with read, and write the cell with % or 个百分点 there, as in read 每年提高2个百分点: why",
        )
    return "rate_per_year" if canonical == "percent" else "step_per_year"


def _ratio(match, label, notes):
    first, second = (Decimal(match[key].replace(",", "")) for key in "ab")
    if PUPILS_A_TEACHER.search(label):
        one, other = sorted((first, second))
        if one != 1:
            raise Unreadable("is a pupil-teacher ratio in which neither number is 1")
        value, halfwidth = other, Decimal(5).scaleb(other.as_tuple().exponent - 1)
        notes.append(f"{match['a']}:{match['b']} read as {other} pupils a teacher")
    elif second == 0:
        raise Unreadable("is a ratio whose second number is 0")
    else:
        value, halfwidth = first / second, Decimal(0)
        notes.append(f"{match['a']}:{match['b']} read as {match['a']}/{match['b']}")
    comparator = "~" if match["after"] else "="
    return Value(float(value), float(value), comparator, "level", "ratio", float(halfwidth), tuple(notes))


def _factor(match, column_unit, kind, notes, printed):
    """Reconcile the unit in the cell with the column's => (canonical unit, factor)."""
    in_cell = match["unit_b"] or match["unit_a"] or ""
    scales = {match[key] for key in ("scale_a", "scale_b") if match[key]}
    if match["b"] and match["unit_a"] and match["unit_b"] and match["unit_a"] != match["unit_b"]:
        raise Unreadable(f"names two units, {match['unit_a']} and {match['unit_b']}")
    if len(scales) > 1:
        raise Unreadable(f"names two orders of magnitude, {' and '.join(sorted(scales))}")
    scale = scales.pop() if scales else ""
    canonical, factor = unit(in_cell)
    if scale and factor != 1:
        raise Unreadable(f"names two orders of magnitude, {scale} and {in_cell}")
    factor = SCALES.get(scale, factor)
    known, column_factor = unit(column_unit)
    if kind == "rate_per_year":
        return "percent", 1
    moves = kind in {"step_per_year", "change"} and canonical == "points"
    if in_cell and known and canonical != known and not moves:
        raise Unreadable(f"is in {in_cell}, but its column is in {column_unit}")
    if not in_cell:
        canonical = known or canonical
    if scale and column_factor not in {1, factor}:
        raise Unreadable(f"is in {scale}, but its column is in {column_unit}")
    factor = max(factor, column_factor) if not in_cell or scale else factor
    if factor != 1:
        in_words = spaced(printed) if in_english(printed) else scale + in_cell
        notes.append(f"{spaced(column_unit) if column_factor == factor else in_words} to {canonical or 'ones'}")
    return canonical, factor


def _comparator(match, printed, numbers, notes):
    before, after = match["before"], match["after"]
    words = {before, after, match["over"], match["over_scale"]} - {"", "=", "达到", "达"}
    if len(numbers) == 2:
        if words:
            raise Unreadable("is a range and a bound at once")
        return "range"
    bounds = {
        sign for sign, known in ((">=", _AT_LEAST | _ABOVE), ("<=", _AT_MOST | _BELOW), ("~", _ABOUT)) if words & known
    }
    if len(bounds) > 1:
        raise Unreadable("is bounded twice, in two directions")
    if not bounds:
        return "="
    comparator = bounds.pop()
    said = {">=": "at least", "<=": "at most", "~": "about"}[comparator]
    strict = ", strict" if words & (_ABOVE | _BELOW) else ""
    notes.append(f"read {spaced(printed)} as {said} {numbers[0]}{strict}")
    return comparator
