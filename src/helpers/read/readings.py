"""The tables of a grid, one after another: header, title, unit over it, and what only the whole table shows."""

import re
from dataclasses import dataclass

from helpers.clean import flattened
from helpers.clean.fold import mended
from helpers.read import checks, roles
from helpers.read.folding import fold
from helpers.read.grids import matrix, transposed
from helpers.read.measures import UNIT_LINE, unit_name
from helpers.read.rows import State
from helpers.read.text import CONTINUED, is_furniture


@dataclass
class Reading:
    """What was read of one table: title, place, columns, rows, and [(Cell, reason)] of all that is in no row."""

    title: str
    place: str
    grid: object
    columns: list
    rows: list
    unread: list
    sub: bool = False


def readings(grid, context, before=None):
    """Read the tables of a grid => list of Readings; none where it has no header of years and goes on from no other.

    Parameters
    ----------
    grid : Grid
    context : dict
        baseline_year and target_year as far as they are known, else None.
    before : Reading or None
        The table just before, whose columns a grid without a header may go on with.
    """
    laid = matrix(grid)
    found = roles.header(laid)
    sideways = matrix(transposed(grid)) if _is_sideways(laid, found) else None
    if sideways and roles.header(sideways):
        grid, laid = transposed(grid), sideways
        found = roles.header(laid)
    if found is None:
        if before is None or len(before.columns) != max(map(len, laid), default=0) or grid.kind == "lines":
            return []
        columns = before.columns
        same = (
            grid.edges
            and len(grid.edges) == len(before.grid.edges)
            and all(abs(a - b) <= 3 for a, b in zip(grid.edges, before.grid.edges, strict=True))
        )
        if not same:
            grid.doubt("headless")
        return [_reading(grid, laid, 0, len(laid), columns, context, before.title, [], before)]
    made, start = [], 0
    while found:
        first, end = found
        first, end = start + first, start + end
        columns = roles.columns(laid, first, end)
        following = roles.header(laid[end:])
        stop = end + following[0] if following else len(laid)
        title, heads, above = _title(grid, laid, start, first, made)
        heads += [cell for row in laid[first:end] for cell in roles.distinct(row)]
        last = made[-1] if made else before
        again = last is not None and [c.head for c in columns] == [c.head for c in last.columns]
        reading = _reading(grid, laid, end, stop, columns, context, title, above, last if again else None)
        reading.unread = [(cell, reason) for cell, reason in reading.unread if cell not in heads]
        made.append(reading)
        found, start = following, end
    return made


def _is_sideways(laid, found):
    """Tell whether heads stand in the first column: years or an attribute there, and none in the first row."""
    first = [roles.head(row[0].text) for row in laid if row and row[0] is not None]
    down = sum(column is not None and column.kind in {"year", "nature", "unit"} for column in first)
    years = sum(column is not None and column.kind == "year" for column in first)
    return bool(found is None and years and down) and len(laid) < 12


def _title(grid, laid, start, first, made):
    """Give the title of a table and the cells over its header => (title, cells, lines above)."""
    over = [cell for row in laid[start:first] for cell in roles.distinct(row)] if not made else []
    lines = [*grid.above, *(cell.text for cell in over)]
    lines = [line.strip() for line in lines if line.strip() and not is_furniture(line)]
    titles = [re.sub(r"[(（]\s*(?:计量)?单位[:：].{1,12}$", "", line) for line in lines]
    titles = [t for t in titles if not UNIT_LINE.search(fold(t)) and not CONTINUED.fullmatch(fold(t)) and len(t) < 60]
    good = [
        t for t in titles if re.search(r"指标|专栏|^表|附[表件]|目标|情况|table|matrix|targets", fold(t), re.IGNORECASE)
    ]
    title = (good or [t for t in titles if not re.match(r"[-•·>\[]", t)] or [""])[-1]
    return mended(re.sub(r"\s+", " ", title.strip("# "))), over, lines


def _reading(grid, laid, start, stop, columns, context, title, above, before):
    state = State(grid, laid, columns, context, before)
    units = [found[1] for line in above[-4:] if (found := UNIT_LINE.search(fold(line)))]
    state.line_unit = unit_name(units[-1]) if units else (before.line_unit if before else "")
    for place in range(start, stop):
        state.take(place)
    state.flush()
    reading = Reading(title, grid.place, grid, columns, state.rows, [])
    reading.line_unit = state.line_unit
    _whole(reading)
    seen = {id(cell) for cell, _ in state.unread} | state.used
    within = {id(cell): cell for row in laid[start:stop] for cell in row if cell is not None and cell.text.strip()}
    reading.unread = [*state.unread, *((cell, "unplaced") for key, cell in within.items() if key not in seen)]
    if not before or before.grid is not grid:
        reading.unread += grid.left
    return reading


def _whole(reading):
    """Doubt what only the table as a whole shows."""
    rows = reading.rows
    seen = {}
    for row in rows:
        key = row.stage, fold(row.parent), fold(flattened.name_of(row.label))
        if key in seen:
            row.doubt("twice")
            seen[key].doubt("twice")
        seen[key] = row
    natures = sum(bool(row.nature) for row in rows)
    for row in rows:
        if natures * 2 > len(rows) and not row.nature:
            row.doubt("nature_missing")
    checks.units(rows)
    checks.stages(rows, reading.grid.inferred)
    checks.numbers(rows, reading.grid.inferred)
    if reading.grid.inferred:
        checks.customary(rows)
    checks.blocks(rows)
