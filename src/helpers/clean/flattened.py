"""A published table, however flattened, to rows of printed cells.

A web page or a scan leaves a table as one cell a line. Two orders occur: row by row, and column by column within each
stage. Both are the same grammar: m labels (a stage may stand before them), m times n values, m attributes or none.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

import pandas as pd

from helpers import paths
from helpers.clean import english, units, values
from helpers.errors import InputError, at, together

_VALUE_OF = "(?:现状|基期|基数|实际|完成|规划|预期|预计|发展|目标|指标|实绩)*[值数]?"
YEAR = re.compile(
    rf"(?:{_VALUE_OF}[(]?)?((?:19|20)\d\d)年?(?:末|底)?[(]?{_VALUE_OF}[)]?|[“\"]?十([一二三四五六七])五[”\"]?(?:期?末|规划期末)"
)
OTHER_YEAR = re.compile(r"(?:FY)?(?:19|20)\d\d[-—–~/至](?:19|20)?\d\d(?:学?年度?)?|Y\d|第[一二三四五六七]年")
PLAN_OF = "一二三四五六七"
NATURES = {"预期": "expected", "约束": "binding", "指导": "indicative"}
NATURE = re.compile(r"(预期|约束|指导)性?(?:指标)?")
HEADS = {"分类", "类别", "类型", "领域", "序号", "指标", "指标名称", "主要指标", "项目", "单位", "计量单位", "年份"}
GROUPED = {"分类", "类别", "类型", "领域"}
AFTER_YEARS = {"属性", "指标属性", "性质", "指标性质", "指标类型", "单位", "计量单位"}
REMARKS = {"备注", "说明", "数据来源", "责任单位", "牵头单位", "牵头部门", "责任部门"}
CHANGE = re.compile(
    r"[\[(【〔]?(?:“?十[一二三四五六七]五”?(?:时期|期间)?|五年|年均/?|累计|或)*(?:增长|增速|增幅|增加|变化|提高)?率?[\])】〕]?"
    r"(?:[\[(【〔]?累计[\])】〕]?)?(?:\(%?\))?"
)
FOOTER = re.compile(r"(备?注|说明|数据来源|资料来源|[Nn]otes?|(?:[Dd]ata )?[Ss]ources?)[:：]|注\d*[.、]|[*＊﹡∗※]")
MARKS = "*＊﹡∗※☆★▲△†‡#①-⑳"
NUMBERED = re.compile(r"^[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[.、．]|[)）])\s*(?!\d)")
OWN_MEASURE = re.compile(
    r"率|比|占|年限|均|\b(?:rates?|ratio|share|proportion|percentage|average|mean)\b", re.IGNORECASE
)
RATE = re.compile(r"率|比例|比重|占比|师比|职比|\b(?:rates?|ratio|share|proportion|percentage)\b", re.IGNORECASE)
SUB_ROW = re.compile(r"其\s*中[:：]?|(?i:of which)[:：]?\s*")
BRACKET = re.compile(r"[(（]([^()（）]*)[)）]?$")
UNIT_LINE = re.compile(r".*?[(]?(?:计量)?单位:([^()]*)[)]?")
UNIT_OPENS = re.compile("(?:计量)?单位:")
DAMAGED = re.compile(r"\d|^[一二三四五六七八九十]$")
PAGE = re.compile(r"[-—–]\d{1,3}[-—–]|第\d{1,3}页(?:[,/]?共\d{1,3}页)?")
CONTINUED = re.compile(r"\(?续表?\d*\)?|.*\(续表?\d*\)")
LEFT_OVER = re.compile("及?以上|及?以下|以内|左右|%|个?百分点")
HEADING = re.compile(
    "(?:学前|幼儿|托育|九年|义务|基础|普通|小学|初中|高中|中等|中职|高等|高职|职业|技术|特殊|继续|终身|社区|成人|民办|公办|教育|阶段"
    "|教师|师资|教职工|学校|学生|教学|办学|人力资源|财政|经费|投入|队伍|条件|保障|水平|开发|治理|改革|建设|信息化|服务|体系|环境|质量"
    "|公平|普及|均衡|发展|创新|能力|城区|城镇|农村|乡村|人力|资源|人口|结构|规模|效益|和|与|及|、)+"
)
"""What stands before rows as the heading of a group; any other text without values may be half a label."""
SCHOOLS = re.compile(
    "(?:小学|初中|高中|中职|高职|技术|学校|学生|教师|教职工|幼儿|民办|公办|城区|城镇|农村|乡村|人口"
    "|(?i:schools?|students?|teachers?|staff))$"
)
"""Headings that may as well be labels: what is counted, or a part of the row before without 其中."""
STAGE = "#"
"""A line that begins so is a heading, whatever it says."""


@dataclass
class Cell:
    """A printed cell and the line it stands on."""

    text: str
    line: int
    role: str = "text"  # text, unit, value or nature
    alone: bool = False  # the other cells of its line, between tabs, are empty

    @cached_property
    def plain(self):
        return values.plain(self.text)


@dataclass
class Table:
    """A published table as it was printed: its title, its columns of values and its rows."""

    title: str
    columns: list[str]
    years: list[int | None]
    rows: list[dict]
    footers: list[str] = field(default_factory=list)
    file: str = "indicator_table.txt"

    def filled(self, baseline_year):
        """Count the cells that are not empty => (those of years up to the baseline, those of later years)."""
        past = [
            year <= (row.get("start") or baseline_year)
            for row in self.rows
            for year, cell in zip(self.years, row["cells"], strict=True)
            if year and values.plain(cell.text) not in values.MISSING
        ]
        return sum(past), len(past) - sum(past)

    def frame(self):
        """One row a printed row; the printed values under their printed headings."""
        return pd.DataFrame(
            [
                {key: row[key] for key in ("stage", "parent", "label", "unit")}
                | dict(zip(self.columns, (cell.text for cell in row["cells"]), strict=True))
                | {"nature": row["nature_printed"], "line": row["line"]}
                for row in self.rows
            ]
        )


def read(plan, faults=None):
    """Read a plan's indicator_table.txt => Table; what is wrong is noted in `faults` where they are given.

    Raises
    ------
    InputError
        If a cell cannot be read, or the numbers of labels, values and attributes do not fit.

    Examples
    --------
    >>> table = read("yunyang-14fyp")
    >>> len(table.rows), table.years
    (15, [2020, 2025])
    """
    file = paths.raw(plan) / "indicator_table.txt"
    return parse(paths.read_text(file), paths.relative(file), faults)


def parse(text, file="indicator_table.txt", faults=None):
    r"""Find title, years, stages, rows, units, sub-rows, attributes and footers in a flattened table.

    Parameters
    ----------
    text : str
        One cell a line, or several with tabs between them; blank lines and cells do not count.
    file : str
        How errors name the file.

    Returns
    -------
    Table
        Each row a dict: stage, parent (of a 其中 row), label and unit as printed, cells (one a column), nature, line.

    Examples
    --------
    >>> by_row = "指标 2020 2025 学前教育 毛入园率(% 90.9 95 公办占比(%) 55.6 60".split()
    >>> by_column = "指标 2020 2025 学前教育 毛入园率(% 公办占比(%) 90.9 55.6 95 60".split()
    >>> parse("\n".join(by_row)).frame()[["stage", "label", "unit", "2020", "2025"]]
      stage    label unit  2020 2025
    0  学前教育  毛入园率(%    %  90.9   95
    1  学前教育  公办占比(%)    %  55.6   60
    >>> parse("\n".join(by_column)).frame().drop(columns="line").equals(
    ...     parse("\n".join(by_row)).frame().drop(columns="line"))
    True
    """
    cells = _joined([cell for cell in _cells(text) if not PAGE.fullmatch(cell.plain)], UNIT_OPENS)
    head = _header(cells, file)
    body, footers = _without_footers(_without_headers(head.pop("body"), head, file), file)
    body = _joined(body, SUB_ROW)
    body = _without_numbering(body) if head["numbered"] else body
    for cell in body:
        cell.role = _role(cell, head["unit_column"])
    rows = []
    with together(faults) as faults:
        for block in _blocks(body) if body else ():
            with faults.noted():
                rows += _rows(block, head, rows[-1] if rows else None, file)
    if not rows and not faults.met:
        raise InputError("no row of values after the header", "keep the whole table, one cell a line", file=file)
    return Table(head["title"], head["columns"], head["years"], rows, footers)


def _cells(text):
    for number, line in enumerate(text.splitlines(), 1):
        printed = [cell.strip() for cell in line.split("\t")]
        filled = [cell for cell in printed if values.plain(cell)]
        yield from (Cell(cell, number, alone=len(filled) == 1 < len(printed) and cell == printed[0]) for cell in filled)


def unit_of(label):
    """Take the unit from a label's last bracket, closed or not: '毛入园率(%' => '%'; '控辍保学率(城区)' => ''.

    A bracket that holds no known unit narrows the indicator, and is a part of its name.

    Examples
    --------
    >>> unit_of("毛入园率(%"), unit_of("控辍保学率(城区)"), unit_of("在校生/万人")
    ('%', '', '万人')
    """
    return _split(label)[1]


def name_of(label):
    """Give a label without its number, its unit, its footnote marks and 其中: '其中:普通小学(万人)' => '普通小学'.

    Examples
    --------
    >>> name_of("其中:普通小学(万人)"), name_of("1.巩固率(%)"), name_of("*控辍保学率①(城区)(%)")
    ('普通小学', '巩固率', '控辍保学率(城区)')
    >>> name_of("巩固率(%)(城区)")
    '巩固率(城区)'
    """
    label = NUMBERED.sub("", label.strip(f"{MARKS} "))
    label = SUB_ROW.sub("", label, count=1) if SUB_ROW.match(label) else label
    return re.sub(rf"[{MARKS}]+(?=[(（]|$)", "", _split(label)[0]).strip()


def _split(label):
    """Split a label => (its name, its unit): a known unit in a bracket that it ends with, or behind / or ，."""
    label = re.sub(rf"(?:[{MARKS}]|[\[〔]\d{{1,2}}[\]〕])+$", "", label.strip())
    rest, kept = label, ""
    while bracket := BRACKET.search(rest):
        inside = bracket[1].strip().removeprefix("单位").lstrip(":：")
        first, *more = [inside] if units.known(inside) else re.split("[，,；;]", inside)
        if units.known(first):
            kept = (f"({','.join(more)})" if more else "") + kept
            return rest[: bracket.start()] + kept, first.strip()
        rest, kept = rest[: bracket.start()].rstrip(), rest[bracket.start() :] + kept
    tail = re.fullmatch(r"(.*[\u4e00-\u9fff])(?:\s*[/／，,]\s*|\s+)([^\s，,]+)", label)
    return (tail[1], tail[2]) if tail and units.known(tail[2]) else (label, "")


def _header(cells, file):
    """Split the cells into title, columns and body."""
    found = [place for place, cell in enumerate(cells) if YEAR.fullmatch(cell.plain)]
    if not found or any(OTHER_YEAR.fullmatch(cell.plain) for cell in cells[: found[0] + 1]):
        raise _no_years(cells, file)
    first = end = found[0]
    columns, years, others, unit_column = [], [], [], False
    while end < len(cells):
        text = cells[end].plain
        if year := YEAR.fullmatch(text):
            columns.append(cells[end].text)
            years.append(_year(year))
        elif CHANGE.fullmatch(text):
            columns.append(cells[end].text)
            years.append(None)
        elif text in AFTER_YEARS | REMARKS:
            others += [cells[end].text] if text in REMARKS or "单位" not in text else []
        elif not _over_a_year(cells, end):
            break
        unit_column |= "单位" in text and text not in REMARKS
        end += 1
    if end < len(cells) and OTHER_YEAR.fullmatch(cells[end].plain):
        raise _no_years(cells[end:], file)
    if len(set(years) - {None}) < len([year for year in years if year]) or len(set(columns)) < len(columns):
        raise InputError(
            f"the header names a column twice ({', '.join(columns)})",
            "name each year once",
            file=file,
            line=cells[first].line,
        )
    below = end
    while end < len(cells) and UNIT_LINE.fullmatch(cells[end].plain):
        end += 1
    above = cells[:first]
    lines = [cell for cell in above if UNIT_LINE.fullmatch(cell.plain) and cell.plain not in HEADS]
    heads = [cell.plain for cell in above if cell not in lines]
    texts = [cell.text for cell in above if cell not in lines or not cell.plain.startswith(("单位", "(单位", "计量"))]
    title_end = next((place for place, text in enumerate(heads) if text in HEADS or len(text) <= 2), len(heads))
    titles = len(texts) - len(heads) + title_end
    unit_column |= any("单位" in text for text in heads[title_end:])
    return {
        "title": "".join(texts[:titles]),
        "years": years,
        "columns": columns,
        "others": others,
        "unit_column": unit_column,
        "units": _units(lines + cells[below:end], file),
        "numbered": "序号" in heads,
        "grouped": bool(GROUPED & set(heads)),
        "furniture": {cell.plain for cell in cells[:end] if not YEAR.fullmatch(cell.plain)} | HEADS | AFTER_YEARS,
        "plain": [cell.plain for cell in cells[first:below]],
        "body": cells[end:],
    }


def _over_a_year(cells, place):
    """Tell whether a cell, such as 目标, says of the year in the next one what it is."""
    following = cells[place + 1].plain if place + 1 < len(cells) else ""
    return bool(re.fullmatch(_VALUE_OF, cells[place].plain)) and bool(YEAR.fullmatch(following))


def _year(match):
    """Give the year of a column; “十三五”末 is 2020."""
    return int(match[1]) if match[1] else 2010 + 5 * PLAN_OF.index(match[2])


def _no_years(cells, file):
    other = next((cell for cell in cells if OTHER_YEAR.fullmatch(cell.plain)), None)
    if other:
        return InputError(
            "names a school year, or a year of the plan, and no calendar year",
            "write the year that the document means, such as 2020年, for it",
            **at(file, other),
        )
    return InputError(
        "no header with years such as 2020年 and 2025年",
        "keep the table's header, one cell a line; where it names years in other words write 2020年 for them",
        file=file,
        line=cells[0].line if cells else None,
    )


def _units(lines, file):
    """Read 单位：万人 over a table => the units that it names."""
    named = [(cell, part) for cell in lines for part in re.split("[、,，;；/ ]", UNIT_LINE.fullmatch(cell.plain)[1])]
    for cell, part in named:
        if not units.known(part):
            raise InputError(
                "names no unit that is known",
                "leave this line out where every row has a unit of its own, or transcribe the rows in targets.csv",
                **at(file, cell),
            )
    return [part for _, part in named]


def _without_headers(cells, head, file):
    """Drop the header where it comes again on the next page; another header begins another table, and is refused."""
    kept, width, place = [], len(head["plain"]), 0
    while place < len(cells):
        run = [cell.plain for cell in cells[place : place + width]]
        heads = kept and (kept[-1].plain in HEADS or CONTINUED.fullmatch(kept[-1].plain))
        if run == head["plain"] and (heads or re.search("年|末|底", run[0])):
            while kept and (kept[-1].plain in head["furniture"] or CONTINUED.fullmatch(kept[-1].plain)):
                kept.pop()
            place += width
            while place < len(cells) and cells[place].plain in head["furniture"] - HEADS:
                place += 1
            continue
        cell = cells[place]
        if (YEAR.fullmatch(cell.plain) and (heads or not cell.plain.isdigit())) or run == head["plain"]:
            raise InputError(
                f"a header stands inside the table, and it is not the first one ({', '.join(head['columns'])})",
                "keep one table in this file; transcribe what another one prints in targets.csv and observations.csv",
                **at(file, cell),
            )
        kept.append(cell)
        place += 1
    return kept


def _without_footers(cells, file):
    """Split the notes under a table from its rows; a label that begins with a mark is no note."""
    last = max((place for place, cell in enumerate(cells) if values.is_value(cell.text)), default=-1)
    for place, cell in enumerate(cells):
        if not FOOTER.match(cell.text):
            continue
        if place > last:
            return cells[:place], [cell.text for cell in cells[place:]]
        if cell.plain[0] not in MARKS:
            raise InputError(
                "reads as a note under the table, and rows of values follow it",
                "put notes after the last row",
                **at(file, cell),
            )
    return cells, []


def _joined(cells, opening):
    """Join a cell that only opens another, such as a lone 其中: or 单位:, with the one after it."""
    joined = []
    for cell in cells:
        if joined and opening.fullmatch(joined[-1].plain):
            joined[-1] = Cell(joined[-1].text + cell.text, joined[-1].line)
        else:
            joined.append(cell)
    return joined


def _without_numbering(cells):
    """Drop the numbers 1, 2, 3 … that stand before labels."""
    kept, number = [], 1
    for place, cell in enumerate(cells):
        before_label = place + 1 < len(cells) and _role(cells[place + 1], False) == "text"
        if re.fullmatch(rf"{number}[.、．]?", cell.text) and before_label:
            number += 1
        else:
            kept.append(cell)
    return kept


def _role(cell, unit_column):
    if NATURE.fullmatch(cell.plain):
        return "nature"
    if unit_column and units.known(cell.text):
        return "unit"
    return "value" if values.is_value(cell.text) else "text"


def _blocks(cells):
    """Group the cells: a block is labels, then units, values and attributes, up to the next label."""
    runs = [(role, list(run)) for role, run in groupby(cells, key=lambda cell: cell.role)]
    starts = [place for place, (role, _) in enumerate(runs) if role == "text"] or [0]
    starts[0] = 0
    for start, end in zip(starts, [*starts[1:], len(runs)], strict=True):
        following = runs[end][1][0] if end < len(runs) else None
        block = {role: [] for role in ("text", "unit", "value", "nature")}
        for role, run in runs[start:end]:
            block[role] += run
        yield block | {"following": following}


def _rows(block, head, previous, file):
    width, unit_column = len(head["columns"]), head["unit_column"]
    texts, own_units, cells, natures = (block[role] for role in ("text", "unit", "value", "nature"))
    if unit_column and not own_units and len(cells) == width + 1 and cells[0].plain in values.MISSING:
        own_units, cells = cells[:1], cells[1:]
    count, rest = divmod(len(cells), width)
    if unit_column and not own_units and count == 1 and len(texts) > 1 and not unit_of(texts[-1].text):
        texts, own_units = texts[:-1], texts[-1:]
    labels = texts[len(texts) - count :] if count else texts
    fits = count and not rest and count <= len(texts) <= count + 1
    for text in texts:
        _check_text(text, file)
    unread = [column for column in head["others"] if not natures or column not in AFTER_YEARS] if previous else []
    if not fits or len(natures) not in {0, count} or len(own_units) not in {0, count}:
        raise _misfit(block, width, unread, file)
    stage, above = previous["stage"] if previous else "", previous
    if len(texts) > count:
        stage, above = _heading(texts[0], labels, stage, head, unread, file)
    if count > 1 and not own_units and _bare(labels[0]) and any(unit_of(label.text) for label in labels):
        raise _taken_for_label(labels[0], file)
    for place, label in enumerate(labels):
        printed_unit = own_units[place].text if own_units else unit_of(label.text)
        printed_unit = "" if printed_unit in values.MISSING else printed_unit
        parent = _parent(label.text, printed_unit, stage, above)
        unit = printed_unit or (parent["unit"] if parent else "") or _unit_above(label, head, file)
        if _bare(label) and _no_label(label, cells[place::count], unit, own_units, parent):
            raise _taken_for_label(label, file)
        above = {
            "stage": stage,
            "parent": parent["label"] if parent else "",
            "label": label.text,
            "unit": unit,
            "cells": cells[place::count],
            "nature_printed": natures[place].text if natures else "",
            "nature": NATURES[NATURE.fullmatch(natures[place].plain)[1]] if natures else "",
            "line": label.line,
            "above": parent,
        }
        yield above


def _heading(text, labels, stage, head, unread, file):
    """Take a text without values before a row: the heading of a group, or the row that those after it are parts of.

    Returns
    -------
    tuple
        The stage, and the row above those that follow.
    """
    if text.plain == labels[0].plain:
        wrong, remedy = "stands twice, one below the other", "keep it once, or write the label that one of them hides"
        raise InputError(wrong, remedy, file=file, line=labels[0].line, cell=labels[0].text)
    measures = unit_of(text.text) or OWN_MEASURE.search(NUMBERED.sub("", text.plain.lstrip(STAGE)))
    own = [unit_of(label.text) or OWN_MEASURE.search(label.text) for label in labels]
    if text.plain.startswith(STAGE) or _bare(text):
        return text.text.lstrip(f"{STAGE} "), None
    if measures and not any(own):
        unit = unit_of(text.text) or _unit_above(text, head, file)
        return stage, {"stage": stage, "label": text.text, "unit": unit, "above": None}
    if unread and not text.alone:
        raise _other_column(text, unread, file)
    if not measures and (head["grouped"] or NUMBERED.match(text.text)) and not text.alone:
        return text.text, None
    raise InputError(
        "has no values: a heading, a remark, half a label, or a row with empty cells",
        f"write a label on one line, — in each empty cell, and {STAGE} before a heading",
        **at(file, text),
    )


def _bare(text):
    """Tell whether a text reads as the heading of a group: words of places and stages, without a measure or a unit."""
    name = NUMBERED.sub("", text.plain.lstrip(STAGE))
    measures = unit_of(text.text) or OWN_MEASURE.search(name)
    return bool(HEADING.fullmatch(name) or english.HEADING.fullmatch(name)) and not measures


def _no_label(label, cells, unit, own_units, parent):
    """Tell whether what reads as a heading can be no label: without any unit, or a part that is more than its whole."""
    found = [values.parse(cell.text, unit) for cell in cells if values.is_value(cell.text)]
    if not unit and not any(value and value.unit for value in found):
        return True
    whole = [values.parse(cell.text, unit) for cell in (parent or {}).get("cells", ())]
    more = any(one and total and one.number > total.number for one, total in zip(found, whole, strict=False))
    return more or bool(own_units and not parent and not SCHOOLS.search(label.plain))


def _taken_for_label(text, file):
    """Say that a heading stands where a label is expected: the label under it may be lost."""
    return InputError(
        "reads as a heading, and stands where a label with its unit is expected: the label may be missing",
        "write the label that is missing, or, where this is the label, 其中: before a part and a unit behind any other",
        **at(file, text),
    )


def _check_text(text, file):
    """Refuse a text that is the rest of a cell or a unit: it would be taken for a label."""
    left_over = LEFT_OVER.fullmatch(text.plain)
    if left_over or units.known(text.text) or CONTINUED.fullmatch(text.plain):
        wrong = "is the rest of the cell before it" if left_over else "is no label"
        remedy = "write each cell on one line, and a unit behind its label, as in 在校生(万人)"
        raise InputError(wrong, remedy, **at(file, text))


def _unit_above(label, head, file):
    """Give the unit that stands over the table, where it fits the row."""
    rate, named = bool(RATE.search(label.text)), head["units"]
    shares = [unit for unit in named if values.unit(unit)[0] in {"percent", "per_mille"} or "/" in unit]
    fitting = shares if rate else named if len(named) == 1 else [unit for unit in named if unit not in shares]
    if head["units"] and len(fitting) != 1:
        raise InputError(
            f"has no unit of its own, and {'、'.join(head['units'])} over the table does not say it",
            "leave its row out here and transcribe it in targets.csv, with its unit in a note that begins read …:",
            **at(file, label),
        )
    return fitting[0] if fitting else ""


def _parent(label, unit, stage, previous):
    """Find the row that a 其中 row, or a row without a unit after one, is a part of."""
    if previous is None or previous["stage"] != stage:
        return None
    head = previous["above"] or (previous if "line" not in previous else None)
    if SUB_ROW.match(label):
        return head or previous
    return head if not unit and not OWN_MEASURE.search(label) else None


def _other_column(cell, columns, file):
    """Say that a cell stands in a column that is not read: of remarks, or of attributes that are none we know."""
    column = "、".join(columns)
    return InputError(
        f"is no value and no label, and may stand in the column {column}, of which only attributes are read",
        f"leave the cells of {column} out here, or write {STAGE} before it where it is a heading",
        **at(file, cell),
    )


def _misfit(block, width, unread, file):
    """Say which cell does not fit: one of a column that is not read, a damaged number, else the row's label."""
    if unread and block["text"]:
        return _other_column(block["text"][0], unread, file)
    inside = [cell for role in ("text", "unit", "value", "nature") for cell in block[role]]
    nearby = [*inside, *filter(None, [block["following"]])]
    damaged = [
        cell
        for cell in nearby
        if cell.role == "text" and (DAMAGED.search(cell.plain) and len(re.findall("[\u4e00-\u9fff]", cell.text)) < 3)
    ]
    for cell in damaged:
        try:
            values.parse(cell.text)
        except ValueError as error:
            return InputError(
                str(error),
                "look it up in the document and write the cell as printed there, or — where it is empty",
                **at(file, cell),
            )
    texts = block["text"] or inside
    counts = f"{len(block['text'])} labels, {len(block['value'])} values and {len(block['nature'])} attributes"
    return InputError(
        f"{counts} stand together from here, which does not make rows of {width} values",
        "write each label on one line, a stage before its rows, and — in a cell that is empty in the document; a column"
        " that is neither of years nor of attributes is left out",
        **at(file, texts[0]),
    )
