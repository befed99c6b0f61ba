"""The rows of a table: label, parent, stage and attribute by the spans of cells, never by a text that is left over."""

import re
from dataclasses import dataclass, field

from helpers.clean import flattened, units, values
from helpers.clean.fold import mended
from helpers.read import checks, figures, roles
from helpers.read.folding import fold
from helpers.read.grids import Cell, matrix, transposed
from helpers.read.inferred import HEADING, STAGE
from helpers.read.text import CONTINUED, is_furniture

UNIT_LINE = re.compile(r"[(（]?(?:计量)?单位[:：](.{1,12}?)[)）]?\s*$")
NOTE = re.compile(r"[(（]?(?:备?注|说明|数据来源|资料来源|source|notes?)\s*[:：\d.、]", re.IGNORECASE)


@dataclass(eq=False)
class Row:
    """A printed row: its texts as printed, its figures by year, the cell of each, and the doubts about it."""

    label: str
    parent: str = ""
    stage: str = ""
    unit: str = ""
    nature: str = ""
    start: int | None = None
    figures: dict = field(default_factory=dict)
    change: str = ""
    cells: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)
    doubts: list = field(default_factory=list)
    above: object = None
    block: object = None
    place: int = 0

    def doubt(self, code):
        """Note a doubt, once."""
        if code not in self.doubts:
            self.doubts.append(code)


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
    state = _State(grid, laid, columns, context, before)
    units = [found[1] for line in above[-4:] if (found := UNIT_LINE.search(fold(line)))]
    state.line_unit = _unit(units[-1]) if units else (before.line_unit if before else "")
    for place in range(start, stop):
        state.take(place)
    state.flush()
    reading = Reading(title, grid.place, grid, columns, state.rows, [])
    reading.line_unit = state.line_unit
    _whole(reading, state, start)
    seen = {id(cell) for cell, _ in state.unread} | state.used
    within = {id(cell): cell for row in laid[start:stop] for cell in row if cell is not None and cell.text.strip()}
    reading.unread = [*state.unread, *((cell, "unplaced") for key, cell in within.items() if key not in seen)]
    if not before or before.grid is not grid:
        reading.unread += grid.left
    return reading


class _State:
    """What is known while the rows of a table are taken one after another."""

    def __init__(self, grid, laid, columns, context, before):
        self.grid, self.laid, self.columns, self.context = grid, laid, columns, context
        self.rows, self.unread, self.used = [], [], set()
        self.stage, self.stage_cell, self.pending, self.outer = "", None, None, ""
        self.line_unit, self.guessed_stage, self.before, self.unsure = "", False, before, False
        if before and before.rows:
            self.stage = before.rows[-1].stage
            self.guessed_stage = bool(self.stage)
        self.years = [(n, column) for n, column in enumerate(columns) if column.kind == "year"]
        self.keys, self.start, self.codes = keys(columns, context)
        self.codes += [f"head_unknown: {column.head}" for column in columns if "head_unknown" in column.doubts]

    def places(self, kind):
        return [n for n, column in enumerate(self.columns) if column.kind == kind]

    def cell(self, row, place):
        cell = self.laid[row][place] if place < len(self.laid[row]) else None
        return cell if cell is not None and cell.text.strip() else None

    def leave(self, cells, reason):
        for cell in cells:
            if id(cell) not in self.used and not any(cell is other for other, _ in self.unread):
                self.unread.append((cell, reason))

    def flush(self):
        """A label without values that is no parent of what follows is told."""
        if self.pending:
            self.leave([cell for cell in self.pending["cells"]], "no_value")
            self.pending = None

    def take(self, place):
        """Take one row of the matrix."""
        cells = roles.distinct(self.laid[place])
        if not cells:
            return
        fresh = [cell for cell in cells if cell.row == place]
        labels = [*self.places("group"), *self.places("label")]
        timed = [n for n, c in enumerate(self.columns) if c.kind in {"year", "change"}]
        filled = [cell for n in timed if (cell := self.cell(place, n)) is not None and cell.col in timed]
        if not filled:
            return self.heading(place, cells, fresh, labels)
        self.row(place, cells, labels)

    def heading(self, place, cells, fresh, labels):
        """Take a row without figures: a note, a unit, a heading, a parent, or a label whose figures are lost."""
        text = fold(" ".join(cell.text for cell in fresh))
        if not fresh:
            return
        if is_furniture(text) or CONTINUED.fullmatch(text):
            self.leave(fresh, "furniture")
        elif NOTE.match(text) or (flattened.FOOTER.match(text) and len(fresh) == 1):
            self.leave(fresh, "note")
        elif found := UNIT_LINE.fullmatch(text):
            self.line_unit = _unit(found[1])
            self.used |= {id(cell) for cell in fresh}
        elif any(figures.looks(cell.text) for cell in fresh):
            self.leave(fresh, "no_label")
        elif (
            len(fresh) == 1 and (HEADING.match(text) or not _bracket(fresh[0].text)) and not self.lost(place, fresh[0])
        ):
            self.flush()
            self.stage, self.stage_cell = mended(fresh[0].text), fresh[0]
            self.guessed_stage = not HEADING.match(text) and fresh[0].colspan == 1
            wide = fresh[0].colspan > 1 and fresh[0].colspan >= len(self.columns) - 1
            self.unsure = not (wide or HEADING.match(text) or STAGE.fullmatch(text)) or bool(self.places("group"))
            self.used.add(id(fresh[0]))
            self.outer = ""
        else:
            self.flush()
            label = [cell for n in labels if (cell := self.cell(place, n)) is not None]
            self.pending = {"cells": fresh, "label": label[-1] if label else fresh[0], "place": place}

    def lost(self, place, cell):
        """Tell whether a lone text is a label whose figures are lost: in the label's own column, between rows of it."""
        single = cell.colspan == 1 and cell.col in self.places("label")
        following = self.laid[place + 1] if place + 1 < len(self.laid) else []
        after = next((c for n in self.places("label") if n < len(following) and (c := following[n]) is not None), None)
        return bool(single and (self.places("group") or (after and flattened.SUB_ROW.match(fold(after.text)))))

    def row(self, place, cells, labels):
        groups = [cell for n in self.places("group") if (cell := self.cell(place, n)) is not None]
        texts = []
        for n in self.places("label"):
            cell = self.cell(place, n)
            if cell is not None and not any(cell is other for other in [*texts, *groups]):
                texts.append(cell)
        if not texts and groups:
            texts, groups = groups[-1:], groups[:-1]
        if not texts or figures.looks(texts[-1].text):
            self.leave(cells, "no_label")
            return
        if groups:
            stage = mended(" ".join(dict.fromkeys(cell.text for cell in groups)))
            if groups[-1].row == place or stage != self.stage:
                self.stage, self.guessed_stage, self.outer, self.unsure = stage, False, "", False
        elif self.places("group") and self.stage:
            self.guessed_stage = True
        over = self.before is not None and not self.rows and not groups and bool(self.places("group"))
        label = texts[-1]
        row = Row(mended(label.text), stage=self.stage, place=place, block=self.grid.blocks.get(place))
        row.cells["label"] = label
        if label.row < place:
            row.doubt("spread")
        self.used |= {id(cell) for cell in [*groups, *texts]}
        if len(texts) > 1:
            row.parent = mended(" ".join(cell.text for cell in texts[:-1]))
            self.outer = row.parent
        elif len(self.places("label")) > 1 and label.col > self.places("label")[0] and self.outer:
            row.parent = self.outer
            row.doubt("stage_unsure")
        else:
            self.outer = ""
        if row.label != label.text:
            row.notes.append(f"{label.text} printed")
        if over:
            row.doubt("page_break")
        self.family(row)
        self.units(row, place)
        self.attribute(row, place)
        self.read(row, place)
        for code in self.grid.doubts.get(place, []):
            row.doubt(code)
        for code in [*self.grid.doubts.get(None, []), *self.codes]:
            row.doubt(code)
        if self.guessed_stage:
            row.cells["guessed"] = label
        if self.unsure:
            row.doubt("stage_unsure")
        self.others(place)
        if row.figures:
            self.rows.append(row)
        else:
            self.leave(cells, "no_value")

    def family(self, row):
        """Find the row that this one is a part of: 其中, or what follows such a row without a unit of its own."""
        previous = self.rows[-1] if self.rows and self.rows[-1].stage == row.stage else None
        name = fold(row.label)
        pending, self_pending = self.pending, None
        if row.parent:
            self.flush()
            return
        if flattened.SUB_ROW.match(name):
            if pending:
                parent = Row(mended(pending["label"].text), stage=row.stage, unit=_bracket(pending["label"].text))
                self.used |= {id(cell) for cell in pending["cells"]}
                if previous is not None and not parent.unit:
                    row.doubt("after_gap")
                self_pending = parent
            else:
                self_pending = (previous.above or previous) if previous else None
            self.pending = None
            if self_pending is None:
                row.doubt("after_gap")
        elif (
            previous is not None
            and previous.above is not None
            and not (self.own_unit(row, previous.above) or _bracket(row.label) or flattened.OWN_MEASURE.search(name))
        ):
            self_pending = previous.above
        self.flush()
        if self_pending is not None:
            row.above, row.parent = self_pending, self_pending.label

    def unit_cell(self, row):
        return next((cell for n in self.places("unit") if (cell := self.cell(row.place, n)) is not None), None)

    def own_unit(self, row, above):
        """Tell whether the unit's column sets a row apart from the parts before it; a bare stage goes on with them."""
        cell = self.unit_cell(row)
        bare = STAGE.fullmatch(re.sub("^(?:普通|中等)(?=小学|初中|职业)", "", fold(row.label)))
        return cell is not None and not (bare and values.unit(_unit(cell.text)) == values.unit(above.unit))

    def units(self, row, place):
        """Find the unit: of its column, the label's bracket, the parent, the line above; two are a question."""
        bracket, cell = _bracket(row.label), self.unit_cell(row)
        if cell is not None:
            self.used.add(id(cell))
            row.cells["unit"] = cell
            printed = "" if figures.absent(cell.text) else _unit(cell.text)
            row.unit = printed or bracket
            if bracket and printed and values.unit(bracket) != values.unit(printed):
                row.doubt(f"unit_differs: {bracket}, {printed}")
            return
        parent = row.above.unit if row.above else _bracket(row.parent)
        shared = _is_share(row.label) and self.line_unit not in {"", "%"}
        row.unit = bracket or parent or ("" if shared else self.line_unit)
        if bracket and self.line_unit and bracket != self.line_unit:
            one, other = values.unit(bracket), values.unit(self.line_unit)
            if one[0] == other[0]:
                row.doubt(f"unit_differs: {bracket}, {self.line_unit}")
        if shared and not bracket:
            row.doubt(f"unit_differs: {self.line_unit}")

    def attribute(self, row, place):
        for n in self.places("nature"):
            cell = self.cell(place, n)
            if cell is None:
                continue
            self.used.add(id(cell))
            row.cells["nature"] = cell
            if flattened.NATURE.fullmatch(fold(cell.text)):
                row.nature = fold(cell.text)
            elif not figures.absent(cell.text):
                row.nature = cell.text
                row.doubt(f"nature_unread: {cell.text}")

    def read(self, row, place):
        """Read the figures of a row into its years."""
        seen = []
        for n, column in self.years:
            cell = self.cell(place, n)
            if cell is None:
                continue
            self.used.add(id(cell))
            if any(cell is other for other in seen) or cell.row < place or cell.rowspan > 1:
                row.doubt(f"spread: {cell.text}")
            seen.append(cell)
            text, year = figures.own_year(cell.text)
            key = str(year) if year else self.keys[n]
            if year and column.year and column.year != year:
                row.doubt(f"own_year: {cell.text}")
            if year:
                row.notes.append(f"{cell.text} printed")
            undated = "baseline_year" in column.doubts and not year and not self.context.get("baseline_year")
            if undated and not figures.absent(text):
                row.doubt("baseline_year")
            if year and column.side == "past":
                row.start = year
            self.figure(row, key, text, cell, column)
        if row.start is None:
            row.start = self.start
        for n in self.places("change"):
            cell = self.cell(place, n)
            if cell is not None and cell.doubt == "formula":
                self.leave([cell], "formula")
            elif cell is not None:
                self.used.add(id(cell))
                row.cells["change"] = cell
                row.change = "" if figures.absent(cell.text) else cell.text
        levels = [text for text in row.figures.values() if not figures.absent(text)]
        later = [
            key
            for key, text in row.figures.items()
            if not figures.absent(text) and not (key.isdigit() and row.start and int(key) <= row.start)
        ]
        if not later and row.change:
            self.alone(row)
        elif not levels:
            row.figures = {}

    def figure(self, row, key, text, cell, column):
        if key in row.figures:
            row.doubt(f"spread: {cell.text}")
            return
        unit = row.unit
        if column.unit:
            if unit and values.unit(unit)[0] != values.unit(column.unit)[0]:
                row.doubt(f"unit_differs: {unit}, {column.unit}")
            unit = row.unit = unit or column.unit
        _, code = figures.figure(text, unit, row.label)
        if code and cell.doubt != "formula":
            row.doubt(f"{code}: {text}")
        if cell.doubt:
            row.doubt(f"{cell.doubt}: {cell.text}")
        row.figures[key] = mended(text)
        row.cells[key] = cell

    def alone(self, row):
        """Take a figure of the change column alone: an increment up to the last year, or a question."""
        ahead = [key for key in row.figures if key.isdigit()]
        key = max(ahead) if ahead else next(iter(row.figures), "")
        if not key:
            row.figures = {}
            return
        _, code = figures.figure(row.change, row.unit, row.label)
        if code:
            row.doubt(f"{code}: {row.change}")
        if not re.fullmatch(r"[\[〔【].+[\]〕】]", row.change.strip()) and not re.match("新增|累计", row.change):
            row.doubt(f"yearly_or_total: {row.change}")
        row.figures[key], row.cells[key] = row.change, row.cells["change"]
        row.notes.append("figure of the change column")
        row.change = ""

    def others(self, place):
        for n in [*self.places("other"), *self.places("unknown")]:
            if (cell := self.cell(place, n)) is not None:
                self.leave([cell], "column")
        for n in self.places("number"):
            if (cell := self.cell(place, n)) is not None:
                self.leave([cell], "numbering")


def keys(columns, context):
    """Tell the year of every year column => ({column: key}, year of the baseline or None, codes of doubts)."""
    found, codes = {}, []
    base, ahead = context.get("baseline_year"), context.get("target_year")
    for place, column in enumerate(columns):
        if column.kind != "year":
            continue
        key = column.key
        if key == "baseline":
            key = str(base or context.get("guess_baseline") or "baseline")
        elif key == "target":
            key = str(ahead or context.get("guess_target") or "target")
            if not ahead and not context.get("sure_target"):
                codes.append("target_year")
        elif key.startswith("Y"):
            if base:
                key = str(base + int(key[1:]))
            else:
                codes.append("no_calendar")
        found[place] = key
        codes += [code for code in column.doubts if code in {"school_year", "odd_head"}]
    years = [int(key) for key in found.values() if key.isdigit()]
    past = [int(found[n]) for n in found if columns[n].side == "past" and found[n].isdigit()]
    unmarked = [int(found[n]) for n in found if not columns[n].side and found[n].isdigit()]
    marked = len(unmarked) < len(years)
    if past:
        start = max(past)
    elif base and base in years:
        start = base
    elif context.get("guess_baseline") in years:
        start = context["guess_baseline"]
    elif marked and unmarked and len(unmarked) < len(years):
        start = max(unmarked) if not past and max(unmarked) < max(years) else None
    elif len(years) == 2:
        start = min(years)
    elif len(years) > 2:
        start = min(years)
        codes.append("which_baseline")
    else:
        start = None
    if years != sorted(years):
        codes.append("falling_years")
    return found, start, list(dict.fromkeys(codes))


def _unit(text):
    """Give a unit as `values` writes it: 'in %' => '%', '(万人)' => '万人'."""
    folded = fold(text).strip("()[] ")
    folded = re.sub(r"^(?:in|单位[:]?)\s*", "", folded)
    return {"percent": "%", "number": "个", "ratio": "", "years": "年"}.get(folded.lower(), folded)


def _bracket(label):
    """Take the unit from a label's last bracket where it is one; a subgroup, as in 控辍保学率(城区), is none."""
    bracket = re.search(r"[(（]([^()（）]*)[)）]?$", fold(label))
    inside = bracket[1].strip() if bracket else ""
    unit = _unit(inside)
    known = units.known(unit)
    if (
        unit
        and (known or roles.UNIT_LIKE.search(inside))
        and len(inside) <= 12
        and not re.search("含|其中|岁以", inside)
    ):
        return unit
    return ""


def _is_share(label):
    return bool(re.search(r"率|比例|占比|比重", fold(label)))


def _whole(reading, state, start):
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


def cell_of(text):
    """Make a cell that stands for a line outside of any table => Cell."""
    return Cell(text.text, 0, 0, page=text.page, line=text.line)
