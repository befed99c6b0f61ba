"""One cell a line: only an order is left, so a grid is inferred, and what does not fit it is left out or doubted.

Two orders occur: row by row, and column by column within each stage. A block is labels, then units, values and
attributes, each once; a table keeps to one order; a heading is no label.
"""

import re

from helpers.read import roles
from helpers.read.blocks import grouped, prepared, rows_in, rows_of
from helpers.read.folding import fold
from helpers.read.grids import Grid, Line
from helpers.read.text import CONTINUED, is_furniture
from helpers.read.tokens import Token, as_cell, cut, glued, header_at


def grids(lines):
    """Find tables in lines of one cell each, or of cells between single blanks => (list of Lines and Grids, reasons).

    Reasons are [(Line, code)] of what looks like a table and cannot be read.
    """
    found, reasons, place = [], [], 0
    while place < len(lines):
        start = header_at(lines, place)
        if start is None:
            line = lines[place]
            if glued(line.text):
                reasons.append((line, "glued"))
            found.append(line)
            place += 1
            continue
        tokens, end = cut(lines, place)
        above = [item.text for item in found[-6:] if isinstance(item, Line)]
        made = _grid(tokens, above)
        if made is None:
            found.append(lines[place])
            place += 1
        else:
            found += made
            place = end
    return found, reasons


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
    body = prepared(body, unit_column, "number" in kinds)
    if any(
        roles.head(token.text) and roles.head(token.text).kind in {"nature", "unit", "year"}
        for token in body
        if token.role == "text"
    ):
        grid.doubt("head_order")
    if any(token.role == "nature" for token in body) and "nature" not in kinds:
        grid.doubt("attributes_without_head")
    blocks = grouped(body)
    counted = [(block, *rows_in(block, len(years), unit_column)) for block in blocks]
    by_columns = any(count > 1 for _, count, _ in counted)
    rows = rows_of(counted, by_columns, "group" in kinds, grid)
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


def _lay(grid, columns, years, rows, unit_column):
    """Give the rows their places: stage, label, unit, years, attribute from left to right."""
    head = {column.kind: token for column, token in columns if column.kind not in {"year", "change", "number"}}
    order = ["group", "label", *(["unit"] if unit_column else [])]
    for place, kind in enumerate(order):
        default = Token("分类" if kind == "group" else "指标", None)
        grid.cells.append(as_cell(head.get(kind, default), 0, place))
    for place, (_, token) in enumerate(years, len(order)):
        grid.cells.append(as_cell(token, 0, place))
    last = len(order) + len(years)
    grid.cells.append(as_cell(head.get("nature", Token("属性", None)), 0, last))
    stage, number = None, 0
    for row in rows:
        number += 1
        if row["parent"] is not None:
            grid.cells.append(as_cell(row["parent"], number, 1))
            number += 1
        if row["stage"] is not None and (stage is None or stage[0] is not row["stage"]):
            stage = row["stage"], as_cell(row["stage"], number, 0)
            if row["parent"] is not None:
                stage[1].row, stage[1].rowspan = number - 1, 2
            grid.cells.append(stage[1])
        elif row["stage"] is not None:
            stage[1].rowspan = number - stage[1].row + 1
        grid.cells.append(as_cell(row["label"], number, 1))
        if unit_column and row["unit"] is not None:
            grid.cells.append(as_cell(row["unit"], number, 2))
        for place, token in enumerate(row["cells"], len(order)):
            cell = as_cell(token, number, place)
            cell.doubt = token.doubts[0] if token.doubts else ""
            grid.cells.append(cell)
        if row["nature"] is not None:
            grid.cells.append(as_cell(row["nature"], number, last))
        for code in row["doubts"]:
            grid.doubt(code, number)
        grid.blocks[number] = row["block"]
