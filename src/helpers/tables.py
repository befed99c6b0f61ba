"""A published table, however flattened, to rows of printed cells.

A web page or a scan leaves a table as one cell a line. Two orders occur: row by row, and column by column within each
stage. Both are the same grammar: m labels (a stage may stand before them), m times n values, m attributes or none.
"""

import re
from dataclasses import dataclass, field
from itertools import groupby

import pandas as pd

from helpers import paths, values
from helpers.errors import InputError

YEAR = re.compile(r"((?:19|20)\d\d)年?(?:末|底)?[(（]?(?:现状|基期|基数|实际|完成|规划|预期|预计|目标)?[值数]?[)）]?")
NATURES = {"预期": "expected", "约束": "binding"}
NATURE = re.compile(r"(预期|约束)性?(?:指标)?")
HEADS = {"分类", "类别", "类型", "领域", "序号", "指标", "指标名称", "主要指标", "项目", "单位", "计量单位"}
AFTER_YEARS = {"属性", "指标属性", "性质", "指标性质", "指标类型", "单位", "计量单位"}
CHANGE = re.compile(r"[\[(]?(?:五年|年均/?|累计|或)*(?:增长|增速|增幅|增加|变化|提高)?率?[\])]?(?:\(%?\))?")
FOOTER = re.compile(r"(备?注|说明|数据来源|资料来源)[:：]|注\d*[.、]|[*＊※]")
NUMBERED = re.compile(r"^[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[.、．]|[)）])\s*(?!\d)")
OWN_MEASURE = re.compile("率|比|占|年限|均")
SUB_ROW = re.compile(r"其\s*中[:：]?")
BRACKET = re.compile(r"[(（]([^()（）]*)[)）]?$")


@dataclass(frozen=True)
class Cell:
    """A printed cell and the line it stands on."""

    text: str
    line: int
    role: str = "text"  # text, unit, value or nature


@dataclass
class Table:
    """A published table as it was printed: its title, its columns of values and its rows."""

    title: str
    columns: list[str]
    years: list[int | None]
    rows: list[dict]
    footers: list[str] = field(default_factory=list)

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


def read(plan):
    """Read a plan's indicator_table.txt => Table.

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
    return parse(paths.read_text(file), paths.relative(file))


def parse(text, file="indicator_table.txt"):
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
    lines = enumerate(text.splitlines(), 1)
    cells = [Cell(cell.strip(), number) for number, line in lines for cell in line.split("\t") if cell.strip()]
    title, years, columns, unit_column, numbered, body = _header(cells, file)
    end = next((place for place, cell in enumerate(body) if FOOTER.match(cell.text)), len(body))
    body, footers = body[:end], [cell.text for cell in body[end:]]
    body = _without_numbering(_with_sub_rows(body)) if numbered else _with_sub_rows(body)
    body = [Cell(cell.text, cell.line, _role(cell.text, unit_column)) for cell in body]
    rows = []
    for block in _blocks(body) if body else ():
        rows += _rows(block, len(columns), unit_column, rows[-1] if rows else None, file)
    if not rows:
        raise InputError("no row of values after the header", "keep the whole table, one cell a line", file=file)
    return Table(title, columns, years, rows, footers)


def unit_of(label):
    """Take the unit from a label's last bracket, closed or not: '毛入园率(%' => '%'; '普通高中(含完中)' => ''.

    Examples
    --------
    >>> unit_of("毛入园率(%"), unit_of("普通高中(含完中)")
    ('%', '')
    """
    bracket = BRACKET.search(label)
    if not bracket or re.search("^(?:不?含|不?包括|其中)|口径$", bracket[1]) or len(bracket[1]) > 8:
        return ""
    return bracket[1].strip()


def name_of(label):
    """Give a label without its number, its unit and 其中: '其中:普通小学(万人)' => '普通小学'.

    Examples
    --------
    >>> name_of("其中:普通小学(万人)"), name_of("1.巩固率(%)")
    ('普通小学', '巩固率')
    """
    label = NUMBERED.sub("", label)
    label = SUB_ROW.sub("", label, count=1) if SUB_ROW.match(label) else label
    return (BRACKET.sub("", label) if unit_of(label) else label).strip()


def _header(cells, file):
    """Split the cells into title, columns and body."""
    found = [place for place, cell in enumerate(cells) if YEAR.fullmatch(values.plain(cell.text))]
    if not found:
        raise InputError(
            "no header with years such as 2020年 and 2025年",
            "keep the table's header, one cell a line",
            file=file,
            line=cells[0].line if cells else None,
        )
    first = end = found[0]
    columns, years, unit_column = [], [], False
    while end < len(cells):
        text = values.plain(cells[end].text)
        if year := YEAR.fullmatch(text):
            columns.append(cells[end].text)
            years.append(int(year[1]))
        elif CHANGE.fullmatch(text):
            columns.append(cells[end].text)
            years.append(None)
        elif text not in AFTER_YEARS:
            break
        unit_column |= "单位" in text
        end += 1
    if len(set(columns)) < len(columns):
        raise InputError(
            f"the header names a column twice ({', '.join(columns)})",
            "name each year once",
            file=file,
            line=cells[first].line,
        )
    heads = [cell.text for cell in cells[:first]]
    title_end = next((place for place, text in enumerate(heads) if text in HEADS or len(text) <= 2), len(heads))
    unit_column |= any("单位" in text for text in heads[title_end:])
    return "".join(heads[:title_end]), years, columns, unit_column, "序号" in heads, cells[end:]


def _with_sub_rows(cells):
    """Join a lone 其中: with the label after it."""
    joined = []
    for cell in cells:
        if joined and SUB_ROW.fullmatch(joined[-1].text):
            joined[-1] = Cell(joined[-1].text + cell.text, joined[-1].line)
        else:
            joined.append(cell)
    return joined


def _without_numbering(cells):
    """Drop the numbers 1, 2, 3 … that stand before labels."""
    kept, number = [], 1
    for place, cell in enumerate(cells):
        before_label = place + 1 < len(cells) and _role(cells[place + 1].text, False) == "text"
        if re.fullmatch(rf"{number}[.、．]?", cell.text) and before_label:
            number += 1
        else:
            kept.append(cell)
    return kept


def _role(text, unit_column):
    if NATURE.fullmatch(text):
        return "nature"
    if unit_column and (values.unit(text) != (values.plain(text), 1) or text in values.COUNTERS | set(values.UNITS)):
        return "unit"
    return "value" if values.is_value(text) else "text"


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


def _rows(block, width, unit_column, previous, file):
    texts, units, cells, natures = (block[role] for role in ("text", "unit", "value", "nature"))
    if unit_column and not units and len(cells) == width + 1 and values.plain(cells[0].text) in values.MISSING:
        units, cells = cells[:1], cells[1:]
    count, rest = divmod(len(cells), width)
    if unit_column and not units and count == 1 and len(texts) > 1 and not unit_of(texts[-1].text):
        texts, units = texts[:-1], texts[-1:]
    labels = texts[len(texts) - count :] if count else texts
    fits = count and not rest and count <= len(texts) <= count + 1
    if not fits or len(natures) not in {0, count} or len(units) not in {0, count}:
        raise _misfit(block, width, file)
    stage = texts[0].text if len(texts) > count else (previous["stage"] if previous else "")
    for place, label in enumerate(labels):
        printed_unit = units[place].text if units else unit_of(label.text)
        printed_unit = "" if printed_unit in values.MISSING else printed_unit
        parent = _parent(label.text, printed_unit, stage, previous)
        previous = {
            "stage": stage,
            "parent": parent["label"] if parent else "",
            "label": label.text,
            "unit": printed_unit or (parent["unit"] if parent else ""),
            "cells": cells[place::count],
            "nature_printed": natures[place].text if natures else "",
            "nature": NATURES[NATURE.fullmatch(natures[place].text)[1]] if natures else "",
            "line": label.line,
            "above": parent,
        }
        yield previous


def _parent(label, unit, stage, previous):
    """Find the row that a 其中 row, or a row without a unit after one, is a part of."""
    if previous is None or previous["stage"] != stage:
        return None
    if SUB_ROW.match(label):
        return previous["above"] or previous
    return previous["above"] if not unit and not OWN_MEASURE.search(label) else None


def _misfit(block, width, file):
    """Say which cell does not fit: a damaged number if there is one, else the row's label."""
    inside = [cell for role in ("text", "unit", "value", "nature") for cell in block[role]]
    nearby = [*inside, *filter(None, [block["following"]])]
    damaged = [
        cell
        for cell in nearby
        if cell.role == "text" and re.search(r"\d", cell.text) and len(re.findall("[\u4e00-\u9fff]", cell.text)) < 3
    ]
    if damaged:
        return InputError(
            "cannot be read as a number, a range, a bound or a mark for a missing value",
            "look it up in the document and write the cell as printed there, or — where it is empty",
            file=file,
            line=damaged[0].line,
            cell=damaged[0].text,
        )
    texts = block["text"] or inside
    counts = f"{len(block['text'])} labels, {len(block['value'])} values and {len(block['nature'])} attributes"
    return InputError(
        f"{counts} stand together from here, which does not make rows of {width} values",
        "write each label on one line, a stage before its rows, and — in a cell that is empty in the document",
        file=file,
        line=texts[0].line,
        cell=texts[0].text,
    )
