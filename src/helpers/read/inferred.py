"""One cell a line: only an order is left, so a grid is inferred, and what does not fit it is left out or doubted.

Two orders occur: row by row, and column by column within each stage. A block is labels, then units, values and
attributes, each once; a table keeps to one order; a heading is no label.
"""

import re
from dataclasses import dataclass
from itertools import groupby

from helpers.clean import flattened, units
from helpers.clean.fold import mended
from helpers.read import figures, roles
from helpers.read.folding import fold
from helpers.read.grids import Cell, Grid, Line
from helpers.read.roles import UNIT_LIKE
from helpers.read.text import CONTINUED, is_furniture, words_of

LONG = 45
STAGE = re.compile(
    r"(?:全市|全县|全区)?(?:学前|(?:九年)?义务|高中(?:阶段)?|普通高中|(?:中等)?职业|高等|特殊|继续|民办|终身|社区|基础|成人)教育(?:阶段)?|高中阶段"
    r"|(?:教师|师资)队伍(?:建设)?|人力资源(?:开发)?(?:水平)?|(?:教育)?(?:投入|经费)(?:保障|投入)?|教育信息化|信息化(?:建设)?|办学条件|学校建设"
    r"|教育(?:公平|质量|普及|贡献|保障|资源)(?:水平)?|小学|初中"
)
HEADING = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]\s*\S")
TAIL = re.compile(r"(?:及?以[上内下]|左右|以上水平)")
PROSE = re.compile(r"第[一二三四五六七八九十]+[部章节编]|[。；;]$|^[(（]?[一二三四五六七八九十]+[)）、].{12,}")


@dataclass
class Token:
    """A cell of the order: its text, its line, its role."""

    text: str
    line: int | None
    page: int | None = None
    role: str = ""
    doubts: tuple = ()


def grids(lines):
    """Find tables in lines of one cell each, or of cells between single blanks => (list of Lines and Grids, reasons).

    Reasons are [(Line, code)] of what looks like a table and cannot be read.
    """
    found, reasons, place = [], [], 0
    while place < len(lines):
        start = _header_at(lines, place)
        if start is None:
            line = lines[place]
            if _glued(line.text):
                reasons.append((line, "glued"))
            found.append(line)
            place += 1
            continue
        tokens, end = _tokens(lines, place)
        above = [item.text for item in found[-6:] if isinstance(item, Line)]
        made = _grid(tokens, above)
        if made is None:
            found.append(lines[place])
            place += 1
        else:
            found += made
            place = end
    return found, reasons


def _glued(text):
    return bool(re.search(r"(?:指标|项目)(?:19|20)\d\d年?(?:19|20)\d\d年?", mended(text)))


def _words(line):
    """Give the cells of a line: itself, or its words where they begin with heads, after a title of one or two."""
    text = line.text.strip()
    parts = text.split()
    if len(parts) > 1 and roles.head(text) is None:
        heads = [roles.head(part) for part in parts]
        start = next((n for n, found in enumerate(heads[:3]) if found), None)
        if start is not None and all(heads[start : start + 3]) and _years(heads[start : start + 8]) > 1:
            return parts[start:]
    return [text]


def _years(columns):
    return sum(column is not None and column.kind == "year" for column in columns)


def _header_at(lines, place):
    """Tell whether a header begins at a line: heads one after another, a year among the next few, a figure after."""
    if not lines[place].text.strip():
        return None
    heads, years, step = 0, 0, place
    while step < len(lines) and step < place + 24:
        text = lines[step].text.strip()
        if text and not is_furniture(text):
            words = _words(lines[step])
            known = [roles.head(word) for word in words]
            if not all(known):
                if (
                    len(words) > 2
                    and all(known[: min(3, len(known))])
                    and sum(k is not None and k.kind == "year" for k in known) > 1
                ):
                    return place
                break
            heads += len(known)
            years += sum(column.kind == "year" for column in known)
        step += 1
    return place if heads > 1 and years and (years > 1 or heads > 2) else None


def _tokens(lines, start):
    """Cut the lines of a table into tokens, up to prose or the end => (tokens, place after the last line used)."""
    tokens, place, last = [], start, start
    while place < len(lines):
        line = lines[place]
        text = line.text.strip()
        if not text:
            if line.text and line.text != text and tokens:
                tokens.append(Token("", line.line, line.page, "blank"))
            place += 1
            continue
        if is_furniture(text):
            place += 1
            continue
        parts = _words(line)
        if parts == [text]:
            parts = words_of(text) or [text] if len(text.split()) > 2 else [text]
        if len(parts) == 1 and (len(text) > LONG or PROSE.search(text)):
            break
        tokens += [Token(part, line.line, line.page) for part in parts]
        place += 1
        if any(
            figures.looks(part) or flattened.NATURE.fullmatch(fold(part)) or TAIL.fullmatch(fold(part))
            for part in parts
        ):
            last = place
    stop = next((n for n in range(last, place) if lines[n].text.strip()), place)
    trailing = [line for line in lines[stop:place] if line.text.strip()]
    used = {line.line for line in lines[start:last]}
    inside = [token for token in tokens if token.line in used or token.line is None]
    if trailing and flattened.unit_of(fold(trailing[0].text)):  # the row whose values are lost
        inside += [Token(trailing[0].text.strip(), trailing[0].line, trailing[0].page)]
        last = stop + 1
    return inside, last


def _grid(tokens, above):
    """Infer grids from the tokens of a table => list of Lines and Grids, or None where there is no row."""
    tokens = [token for token in tokens if not is_furniture(token.text) or token.role == "blank"]
    made, rest = [], tokens
    while rest:
        columns, body = _header(rest)
        if columns is None:
            return made or None
        again = _again(body)
        block, rest = body[:again], body[again:]
        grid = _one(columns, block, above)
        if grid is None:
            return made or None
        made.append(grid)
        title = [token for token in block[-3:] if token.role == "title"]
        made += [Line(token.text, token.line, token.page) for token in title]
        above = [token.text for token in title]
    return made or None


def _header(tokens):
    """Split tokens into the columns and the body."""
    columns, place = [], 0
    while place < len(tokens):
        token = tokens[place]
        if token.role == "blank":
            place += 1
            continue
        column = roles.head(token.text)
        if column is None or (column.kind == "label" and any(c.kind == "year" for c, _ in columns) and _past(columns)):
            break
        columns.append((column, token))
        place += 1
    if not any(column.kind == "year" for column, _ in columns):
        return None, tokens
    columns = [pair for pair in columns if fold(pair[1].text) not in roles.BETWEEN - roles.LABELS]
    return columns, tokens[place:]


def _past(columns):
    return columns[-1][0].kind in {"nature", "year", "change", "unit"}


def _again(body):
    """Find where a header begins again, with what stands before it as its title => place, or the end."""
    for place, token in enumerate(body):
        column = roles.head(token.text)
        if token.role == "blank" or column is None or column.kind not in {"label", "group", "number"}:
            continue
        following = [t for t in body[place + 1 : place + 8] if t.role != "blank"][:4]
        if any((h := roles.head(t.text)) and h.kind == "year" for t in following[:3]):
            start = place
            while start and start > place - 3 and _title(body[start - 1]):
                start -= 1
                body[start].role = body[start].role or "title"
            for number in range(start, place):
                body[number].role = "title"
            return place
    return len(body)


def _title(token):
    text = fold(token.text)
    titled = CONTINUED.fullmatch(text) or re.match(r"专栏|表\s*\d|附[件表]", text) or re.search("指标$|情况$", text)
    return token.role != "blank" and bool(titled or re.match("单位[:：]", text))


def _role(token, unit_column):
    text = fold(token.text)
    if token.role in {"blank", "title"}:
        return token.role
    if flattened.NATURE.fullmatch(text):
        return "nature"
    if unit_column and units.known(text):
        return "unit"
    return "value" if figures.looks(token.text) else "text"


def _one(columns, body, above):
    """Infer the grid of one header and its body => Grid, or None where nothing fits."""
    years = [pair for pair in columns if pair[0].kind in {"year", "change"}]
    kinds = [column.kind for column, _ in columns]
    first_year = next(place for place, kind in enumerate(kinds) if kind in {"year", "change"})
    last_year = max(place for place, kind in enumerate(kinds) if kind in {"year", "change"})
    stages = [token.text for token in body[:1]]
    grid = Grid([], "lines", inferred=True, above=above)
    others = [token for column, token in columns if column.kind == "other"]
    if others or len({column.key for column, _ in years if column.key}) < sum(bool(column.key) for column, _ in years):
        grid.doubt("head_order")
    if last_year - first_year + 1 != len(years) or (stages and "nature" in kinds[:first_year]):
        grid.doubt("head_order")
    unit_column = "unit" in kinds
    body = _prepared(body, unit_column, "number" in kinds)
    if any(
        roles.head(token.text) and roles.head(token.text).kind in {"nature", "unit", "year"}
        for token in body
        if token.role == "text"
    ):
        grid.doubt("head_order")
    if any(token.role == "nature" for token in body) and "nature" not in kinds:
        grid.doubt("attributes_without_head")
    blocks = _blocks(body)
    counted = [(block, *_count(block, len(years), unit_column)) for block in blocks]
    by_columns = any(count > 1 for _, count, _ in counted)
    rows = _rows(counted, by_columns, len(years), "group" in kinds, grid)
    for row in rows if "nature" in kinds else ():
        if row["nature"] is None:
            row["doubts"].append("nature_missing")
    lines = [token.line for _, token in columns] + [token.line for token in body]
    lines = [line for line in lines if line]
    grid.place = f"lines {min(lines)}–{max(lines)}" if lines else "text"
    if not rows and not grid.left:
        return None
    _lay(grid, columns, years, rows, unit_column)
    return grid


def _prepared(body, unit_column, numbered):
    """Give every token its role; a lone 以上 goes to the value before it, a lone 其中 to the label after it."""
    made = []
    for token in body:
        token.role = _role(token, unit_column)
        before = made[-1] if made else None
        if before and before.role == "value" and TAIL.fullmatch(fold(token.text)):
            made[-1] = Token(before.text + token.text, before.line, before.page, "value", (*before.doubts, "wrapped"))
        elif (
            before and before.role == "text" and token.role == "text" and flattened.SUB_ROW.fullmatch(fold(before.text))
        ):
            made[-1] = Token(before.text + token.text, before.line, before.page, "text")
        else:
            made.append(token)
    if not numbered:
        return made
    kept, number = [], 1
    for place, token in enumerate(made):
        following = next((t for t in made[place + 1 :] if t.role != "blank"), None)
        if re.fullmatch(rf"{number}[.、．]?", fold(token.text)) and following and following.role == "text":
            number += 1
        else:
            kept.append(token)
    return kept


def _blocks(body):
    """Group the tokens: a block is a run of texts and all that follows up to the next text => list of lists."""
    blocks = []
    for is_text, run in groupby([t for t in body if t.role != "title"], key=lambda token: token.role == "text"):
        run = list(run)
        if is_text or not blocks:
            blocks.append(run)
        else:
            blocks[-1] += run
    return blocks


def _unit_text(solid):
    """Tell whether the last text before the figures is a unit that no list knows, such as 岁."""
    texts = [token for token in solid if token.role == "text"]
    text = fold(texts[-1].text)
    if len(text) <= 6 and (UNIT_LIKE.search(text) or len(text) == 1) and not flattened.unit_of(text):
        texts[-1].role = "unit"
        return True
    return False


def _count(block, width, unit_column):
    """Count the rows of a block => (count, reason); 0 and why where it does not make whole rows."""
    solid = [token for token in block if token.role != "blank"]
    order = [role for role, _ in groupby(token.role for token in solid)]
    cells = [token for token in solid if token.role == "value"]
    if not cells:
        return 0, "no_value" if order == ["text"] else "order"
    if order not in (
        ["text", "value"],
        ["text", "value", "nature"],
        ["text", "unit", "value"],
        ["text", "unit", "value", "nature"],
    ):
        return 0, "no_label" if order[0] != "text" else "order"
    missing = -len(cells) % width
    empty = [place for place, token in enumerate(block) if token.role == "blank"]
    if missing == 1 and len(empty) == 1 and len(cells) == width - 1:
        return 1, "filled"
    if missing or not cells:
        return 0, "misfit"
    count = len(cells) // width
    natures, many = (sum(token.role == role for token in solid) for role in ("nature", "unit"))
    texts = sum(token.role == "text" for token in solid)
    if unit_column and not many and count == 1 and texts > 1 and _unit_text(solid):
        texts -= 1
    if natures not in {0, count} or many not in {0, count} or not count <= texts <= count + (2 if count == 1 else 1):
        return 0, "misfit"
    return count, ""


def _rows(counted, by_columns, width, group_head, grid):
    """Make rows of blocks, with their doubts => list of dicts of tokens; what does not fit goes to grid.left."""
    rows, gap, stage_seen = [], False, None
    for number, (block, count, reason) in enumerate(counted):
        texts, units, cells, natures = (
            [token for token in block if token.role == role] for role in ("text", "unit", "value", "nature")
        )
        if reason == "filled":
            cells = [token for token in block if token.role in {"value", "blank"}]
        doubts = ["filled"] if reason == "filled" else []
        stage = parent = None
        labels = texts[len(texts) - count :] if count else []
        extra = texts[: len(texts) - count] if count else []
        if count and not (count > 1 and not by_columns) and extra:
            stage, parent, more = _upper(extra, labels[0], group_head, by_columns)
            if more is None:
                count, reason = 0, "misfit"
            else:
                doubts += more
        if count > 1 and not by_columns:
            count, reason = 0, "misfit"
        if count and any(roles.head(label.text) and not flattened.unit_of(fold(label.text)) for label in labels):
            doubts.append("head_order")
        if not count:
            heading = reason == "no_value" and len(texts) == 1 and _is_heading(texts[0].text)
            if heading and number + 1 < len(counted):
                stage_seen = texts[0]
            gap = True
            grid.left += [(_cell(token), reason or "misfit") for token in block if token.role != "blank"]
            continue
        if stage:
            gap, stage_seen = False, stage
        elif gap:
            doubts.append("after_gap")
        for place, label in enumerate(labels):
            rows.append(
                {
                    "stage": stage_seen,
                    "new_stage": bool(stage) and place == 0,
                    "parent": parent,
                    "label": label,
                    "unit": units[place] if units else None,
                    "cells": cells[place::count],
                    "nature": natures[place] if natures else None,
                    "doubts": list(doubts),
                    "block": number,
                    "own_stage": bool(stage),
                    "carry": [d for d in doubts if d in {"stage_unsure", "after_gap"}],
                }
            )
    _of_the_whole(rows, by_columns, grid)
    return rows


def _upper(extra, label, group_head, by_columns):
    """Tell what the texts before a label are => (stage or None, parent or None, doubts; None where they do not fit)."""
    if any(flattened.SUB_ROW.match(fold(token.text)) for token in extra):
        return None, None, None
    parent = None
    if flattened.SUB_ROW.match(fold(label.text)) and (flattened.unit_of(fold(extra[-1].text)) or len(extra) == 2):
        parent, extra = extra[-1], extra[:-1]
    if not extra:
        return None, parent, []
    if len(extra) > 1 or flattened.unit_of(fold(extra[0].text)):
        return None, None, None
    stage = extra[0]
    known = HEADING.match(fold(stage.text)) or STAGE.fullmatch(fold(flattened.NUMBERED.sub("", stage.text)))
    if fold(stage.text) == fold(label.text):
        return None, None, None
    sure = HEADING.match(fold(stage.text)) or (known and (group_head or by_columns)) or (by_columns and group_head)
    return stage, parent, [] if sure else ["stage_unsure"]


def _is_heading(text):
    return bool(HEADING.match(fold(text)) or STAGE.fullmatch(fold(text)))


def _of_the_whole(rows, by_columns, grid):
    """Doubt what the rows together show: a stage where others have one, a second heading of one stage, one block."""
    if by_columns and len({row["block"] for row in rows}) > 1:
        with_stage = sum(row["own_stage"] for row in rows)
        for row in rows:
            if with_stage and not row["own_stage"]:
                row["doubts"].append("stage_missing")
    started = any(row["stage"] for row in rows)
    carried = []
    for row in rows:
        if row["own_stage"]:
            carried = row["carry"]
        for code in carried:
            if code not in row["doubts"]:
                row["doubts"].append(code)
        if started and row["stage"] is None and "stage_missing" not in row["doubts"]:
            row["doubts"].append("stage_missing")


def _cell(token, row=0, col=0):
    return Cell(token.text, row, col, page=token.page, line=token.line)


def _lay(grid, columns, years, rows, unit_column):
    """Give the rows their places: stage, label, unit, years, attribute from left to right."""
    head = {column.kind: token for column, token in columns if column.kind not in {"year", "change", "number"}}
    order = ["group", "label", *(["unit"] if unit_column else [])]
    for place, kind in enumerate(order):
        default = Token("分类" if kind == "group" else "指标", None)
        grid.cells.append(_cell(head.get(kind, default), 0, place))
    for place, (_, token) in enumerate(years, len(order)):
        grid.cells.append(_cell(token, 0, place))
    last = len(order) + len(years)
    grid.cells.append(_cell(head.get("nature", Token("属性", None)), 0, last))
    stage, number = None, 0
    for row in rows:
        number += 1
        if row["parent"] is not None:
            grid.cells.append(_cell(row["parent"], number, 1))
            number += 1
        if row["stage"] is not None and (stage is None or stage[0] is not row["stage"]):
            stage = row["stage"], _cell(row["stage"], number, 0)
            if row["parent"] is not None:
                stage[1].row, stage[1].rowspan = number - 1, 2
            grid.cells.append(stage[1])
        elif row["stage"] is not None:
            stage[1].rowspan = number - stage[1].row + 1
        grid.cells.append(_cell(row["label"], number, 1))
        if unit_column and row["unit"] is not None:
            grid.cells.append(_cell(row["unit"], number, 2))
        for place, token in enumerate(row["cells"], len(order)):
            cell = _cell(token, number, place)
            cell.doubt = token.doubts[0] if token.doubts else ""
            grid.cells.append(cell)
        if row["nature"] is not None:
            grid.cells.append(_cell(row["nature"], number, last))
        for code in row["doubts"]:
            grid.doubt(code, number)
        grid.blocks[number] = row["block"]
