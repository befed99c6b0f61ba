"""What the columns of a table are: label, group, unit, a year, a change, an attribute; heads first, content second."""

import re
from dataclasses import dataclass, field

from helpers.clean import flattened, units
from helpers.read import figures
from helpers.read.folding import fold

LABELS = {
    "指标",
    "指标名称",
    "主要指标",
    "具体指标",
    "指标内容",
    "项目",
    "名称",
    "内容",
    "年份",
    "年度",
    "目标",
    "主要目标",
    "标",
}
LABELS |= {
    "indicator",
    "indicators",
    "item",
    "measure",
    "name",
    "indicator name",
    "outcome",
    "目标指标",
    "发展指标",
    "事项",
}
GROUPS = {
    "分类",
    "类别",
    "领域",
    "维度",
    "一级指标",
    "类型",
    "方面",
    "指标类别",
    "指标领域",
    "学段",
    "阶段",
    "任务",
    "category",
}
GROUPS |= {"area", "stage", "programme", "program", "dimension", "指标分类"}
SECOND = {"二级指标", "三级指标"}
UNITS = {"单位", "计量单位", "unit", "units", "unit of measure"}
NUMBERS = {"序号", "编号", "no", "no.", "#", "s/n"}
NATURES = {"属性", "指标属性", "性质", "指标性质", "指标类型", "目标属性", "nature", "attribute"}
BETWEEN = {
    "年份",
    "年度",
    "年",
    "发展目标",
    "指标值",
    "数值",
    "规划目标",
    "目标值",
    "现状及目标",
    "value",
    "values",
    "targets",
}
BASELINES = {"baseline", "base", "baseline value", "base value", "baseline data"}
OTHER = re.compile(
    r"source|remarks?|notes?|comment|responsible|definition|frequency|means of verification|data source"
    r"|(数据|资料)?来源|备注|说明|(牵头|责任|负责|主管)(单位|部门|处室)|口径|指标(含义|解释|说明)|(责任|完成)时限|文件依据|依据"
)
UNIT_LIKE = re.compile(
    r"/|^per |[人次所个名元年吨斤亩米度户件册台套张辆里时天分倍家项篇门班级间本岁‰%]$|^(?:ratio|years?|number)$"
)
YEAR = re.compile(
    r"(?:(?P<before>到|至|截至|截止))?(?P<year>(?:19|20)\d\d)年?(?:末|底|年底|年末)?"
    r"\s?[(（]?(?P<word>[^()（）\d]{0,8}?)[值数]?[)）]?(?:[(（](?P<unit>[^()（）]{1,4})[)）])?"
)
WORD_FIRST = re.compile(r"(?P<word>[^()（）\d]{1,8}?)[值数]?\s?[(（]?(?P<year>(?:19|20)\d\d)年?(?:末|底)?[)）]?")
PAST = re.compile(r"现状|基期|基数|实际|完成|基线|基础|已有|达到值|baseline|base|actual|现有|当前", re.IGNORECASE)
AHEAD = re.compile(r"目标|规划|预期|预计|计划|target|goal|planned", re.IGNORECASE)
NEUTRAL = {"", "年", "末", "底", "全年", "年末", "年底", "指标", "年份", "情况", "水平"}
FIVE_YEARS = re.compile(
    r"[“\"‘']?(?P<number>[一二三四五六七八九十]{1,3})五[”\"’']?(?:时期|期间|规划)?(?P<word>末|期末|目标|规划目标|末目标|现状)值?"
)
SCHOOL = re.compile(
    r"(?:FY|SY|AY)?\s*(?P<year>(?:19|20)\d\d)\s*[-—–/~至]\s*(?:(?:19|20)?\d\d)\s*(?:学年|年度|school year)?",
    re.IGNORECASE,
)
RELATIVE = re.compile(r"(?:Y|Year|第)\s*(?P<number>[1-9一二三四五])\s*年?", re.IGNORECASE)
CHANGE = re.compile(
    r"(?:[\[\]()〔〕/与和或比较%“”、年]|五年|十[一二三四五六]五|规划期|期间|时期|年均|平均每年|每年|累计|百分点|个百分点|20\d\d年?"
    r"|增长|增速|增幅|增加|变化|提高|变动|增减|降幅|升降|下降|率|值|量|数|情况|change|growth|annual|average|cumulative|\s)+",
    re.IGNORECASE,
)
CHANGE_WORD = re.compile("年均|累计|增|变|提高|升降|降幅|change|growth|cumulative", re.IGNORECASE)
EXPLAINED = re.compile(r"(.*[a-z].*?)\s*[(（](?:in |year|latest|see )[^()（）\d]*[)）]", re.IGNORECASE)
_TENS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


@dataclass
class Column:
    """What a column is: label, group, unit, number, nature, year, change, other; for years which, and past or ahead."""

    kind: str
    head: str = ""
    year: int | None = None
    key: str = ""
    side: str = ""
    unit: str = ""
    doubts: list = field(default_factory=list)


def head(text):
    """Tell what a head says => Column, or None where it is no head that is known.

    Examples
    --------
    >>> head("2025年目标值").year, head("“十三五”末").year, head("单 位").kind, head("年均/累计").kind
    (2025, 2020, 'unit', 'change')
    >>> head("2020—2021学年").doubts, head("Y5").doubts, head("学前教育") is None
    (['school_year'], ['no_calendar'], True)
    """
    folded = fold(text).strip("*:： ")
    if found := EXPLAINED.fullmatch(folded):
        folded = found[1]
    lower = folded.lower()
    if not folded:
        return None
    for kind, words in (
        ("nature", NATURES),
        ("unit", UNITS),
        ("number", NUMBERS),
        ("label", LABELS),
        ("group", GROUPS),
    ):
        if lower in words:
            return Column(kind, text)
    if lower in SECOND:
        return Column("label", text)
    if found := (YEAR.fullmatch(folded) or WORD_FIRST.fullmatch(folded)):
        word = found["word"] or ""
        side = "past" if PAST.search(word) else "ahead" if AHEAD.search(word) else ""
        unit = found.groupdict().get("unit") or ""
        if units.known(word):
            unit, word = word, ""
        if side or word in NEUTRAL:
            return Column("year", text, int(found["year"]), found["year"], side, "" if head_word(unit) else unit)
        return Column("change", text) if CHANGE_WORD.search(word) else None
    if found := FIVE_YEARS.fullmatch(folded):
        number = found["number"]
        tens, _, ones = number.rpartition("十")
        count = (10 * (_TENS.get(tens, 1)) + _TENS.get(ones, 0)) if "十" in number else _TENS[number]
        year = 1955 + 5 * count
        side = "ahead" if "目标" in found["word"] else "past" if "现状" in found["word"] else ""
        return Column("year", text, year, str(year), side)
    if found := SCHOOL.fullmatch(folded):
        return Column("year", text, int(found["year"]), found["year"], doubts=["school_year"])
    if found := RELATIVE.fullmatch(folded):
        number = _TENS.get(found["number"]) or int(found["number"])
        return Column("year", text, None, f"Y{number}", "ahead", doubts=["no_calendar"])
    if CHANGE.fullmatch(folded) and CHANGE_WORD.search(folded):
        return Column("change", text)
    if OTHER.fullmatch(lower):
        return Column("other", text)
    if (len(folded) <= 6 and re.search("^现状|^基期|^基数|^基线|现状[值数]?$", folded)) or lower in BASELINES:
        return Column("year", text, None, "baseline", "past", doubts=["baseline_year"])
    if len(folded) <= 14 and re.fullmatch(
        r"(?:期末|末期|发展|规划|预期|工作|总体|final )?(?:目标值?|规划[值数]|预期值|targets?)", lower
    ):
        return Column("year", text, None, "target", "ahead", doubts=["target_year"])
    return None


def head_word(text):
    """Tell whether a bracket's content is a word of heads (现状, 目标), no unit."""
    return bool(PAST.search(text) or AHEAD.search(text))


def joined(texts):
    """Tell what the heads over one column say together, the uppermost first => Column or None."""
    found = [column for column in map(head, texts) if column]
    for kind in ("nature", "unit", "number", "other"):
        if found and found[-1].kind == kind:
            return found[-1]
    years = [column for column in found if column.kind == "year"]
    calendar = [column for column in years if column.year] or [column for column in years if column.key[:1] == "Y"]
    whole = head("".join(texts)) if len(texts) > 1 else None
    if calendar:
        column = calendar[-1]
        column.side = column.side or next((other.side for other in years if other.side), "")
        column.unit = column.unit or next((unit for unit in map(_unit, texts) if unit), "")
        return column
    if whole and whole.kind == "year":
        return whole
    if any(column.kind == "change" for column in found):
        return next(column for column in found if column.kind == "change")
    return years[-1] if years else found[-1] if found else whole


def _unit(text):
    unit = flattened.unit_of(fold(text))
    return unit if units.known(unit) and not head_word(unit) else ""


def is_head_row(row):
    """Tell whether a row of the matrix is a header of years: heads that are known, and no figure among them."""
    cells = _distinct(row)
    if not cells:
        return False
    columns = [head(cell.text) for cell in cells]
    known = [column for column in columns if column]
    timed = [column for column in known if column.kind == "year"]
    if any(column is None and figures.looks(cell.text) for column, cell in zip(columns, cells, strict=True)):
        return False
    first = cells[0]
    label_first = (columns[0] is not None and columns[0].kind in {"label", "group", "number"}) or first.col > 0
    return bool(timed) and 2 * len(known) >= len(cells) and (len(timed) > 1 or label_first or len(known) > 2)


def header(laid):
    """Find the header => (first row, row after the last) or None; a header may be of several levels."""
    for place, row in enumerate(laid):
        if is_head_row(row):
            first = place
            while first and _is_upper(laid[first - 1], laid[first]):
                first -= 1
            return first, _header_end(laid, place + 1)
    return None


def _is_upper(upper, row):
    """Tell whether a row is an upper level of the header under it: one of its cells reaches down, or spans years."""
    cells = _distinct(upper)
    reaches = any(a is b for a, b in zip(upper, row, strict=True) if a)
    return bool(cells) and reaches and not any(figures.looks(cell.text) and not head(cell.text) for cell in cells)


def _header_end(laid, end):
    while end < len(laid):
        cells = _distinct(laid[end])
        new = [cell for cell in cells if not any(cell is other for other in laid[end - 1])]
        lower = new and len(cells) > 1 and all(head(cell.text) or _unit_only(cell.text) for cell in new)
        if not (lower or (cells and not new)) or _same(laid[end], laid[end - 1]):
            return end
        end += 1
    return end


def _same(row, other):
    return [fold(c.text) for c in _distinct(row)] == [fold(c.text) for c in _distinct(other)]


def _unit_only(text):
    return bool(re.fullmatch(r"[(（].{1,5}[)）]", text.strip())) and bool(_unit(f"x{text.strip()}"))


def _distinct(row):
    seen, cells = set(), []
    for cell in row:
        if cell is not None and id(cell) not in seen and cell.text.strip():
            seen.add(id(cell))
            cells.append(cell)
    return cells


distinct = _distinct


def columns(laid, first, end):
    """Tell what every column is, by its heads and, where they do not say, by its content => list of Columns."""
    width = len(laid[first]) if laid else 0
    found = []
    for place in range(width):
        heads = []
        for row in range(first, end):
            cell = laid[row][place]
            if cell is not None and cell.text.strip() and cell.text not in heads:
                heads.append(cell.text)
        column = joined([text for text in heads if fold(text).lower() not in BETWEEN or len(heads) == 1])
        if column is None and heads:
            column = joined(heads)
        found.append(column or Column("unknown", " ".join(heads)))
    body = laid[end:]
    times = [place for place, column in enumerate(found) if column.kind in {"year", "change"}]
    for place, column in enumerate(found):
        texts = [fold(row[place].text) for row in body if row[place] is not None and row[place].text.strip()]
        natures = sum(bool(flattened.NATURE.fullmatch(text)) for text in texts)
        if texts and natures * 2 > len(texts) and column.kind != "nature":
            found[place] = Column("nature", column.head)
        elif column.kind == "unknown":
            found[place] = _by_content(column, texts, place, times)
        elif column.kind == "group" and times and place > times[-1]:
            found[place] = Column("other", column.head)
    if times and not any(column.kind == "label" for column in found[: times[0]]):
        for place in reversed(range(times[0])):
            if found[place].kind in {"group", "unknown", "other"}:
                found[place].kind = "label"
                break
    return found


def _by_content(column, texts, place, times):
    many = sum(map(units.known, texts))
    if texts and times and place < times[0]:
        if column.head and sum(map(figures.looks, texts)) * 2 > len(texts) and not _counts(texts):
            return Column("other", column.head, doubts=["head_unknown"])
        if many * 2 > len(texts) and not column.head:
            return Column("unit", column.head)
        if _counts(texts) or (not column.head and all(re.fullmatch(r"\d{1,2}[.、]?", text) for text in texts)):
            return Column("number", column.head)
        return Column("label", column.head, doubts=["odd_head"] if column.head and len(column.head) > 8 else [])
    return Column("other", column.head)


def _counts(texts):
    """Tell whether the texts of a column number its rows, each one more than the one before."""
    if not all(re.fullmatch(r"\d{1,2}[.、]?", text) for text in texts):
        return False
    numbers = [int(text.rstrip(".、")) for text in texts]
    return numbers[0] <= 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
