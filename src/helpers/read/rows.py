"""The rows of a table: label, parent, stage and attribute by the spans of cells, never by a text that is left over."""

import re
from dataclasses import dataclass, field

from helpers.clean import flattened, values
from helpers.clean.fold import mended
from helpers.read import figures, roles
from helpers.read.blocks import HEADING, STAGE
from helpers.read.folding import fold
from helpers.read.grids import Cell
from helpers.read.measures import UNIT_LINE, is_share, unit_in, unit_name
from helpers.read.text import CONTINUED, is_furniture
from helpers.read.years import keys

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


class State:
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
            return self.heading(place, fresh, labels)
        self.row(place, cells)

    def heading(self, place, fresh, labels):
        """Take a row without figures: a note, a unit, a heading, a parent, or a label whose figures are lost."""
        text = fold(" ".join(cell.text for cell in fresh))
        if not fresh:
            return
        if is_furniture(text) or CONTINUED.fullmatch(text):
            self.leave(fresh, "furniture")
        elif NOTE.match(text) or (flattened.FOOTER.match(text) and len(fresh) == 1):
            self.leave(fresh, "note")
        elif found := UNIT_LINE.fullmatch(text):
            self.line_unit = unit_name(found[1])
            self.used |= {id(cell) for cell in fresh}
        elif any(figures.looks(cell.text) for cell in fresh):
            self.leave(fresh, "no_label")
        elif len(fresh) == 1 and (HEADING.match(text) or not unit_in(fresh[0].text)) and not self.lost(place, fresh[0]):
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

    def row(self, place, cells):
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
        over = bool(self.before and self.stage and not self.rows and not groups and self.places("group"))
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
        self.units(row)
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
        if self.shifted(place):
            row.doubt("width")
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
                parent = Row(mended(pending["label"].text), stage=row.stage, unit=unit_in(pending["label"].text))
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
            and not (self.own_unit(row, previous.above) or unit_in(row.label) or flattened.OWN_MEASURE.search(name))
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
        return cell is not None and not (bare and values.unit(unit_name(cell.text)) == values.unit(above.unit))

    def units(self, row):
        """Find the unit: of its column, the label's bracket, the parent, the line above; two are a question."""
        bracket, cell = unit_in(row.label), self.unit_cell(row)
        if cell is not None:
            self.used.add(id(cell))
            row.cells["unit"] = cell
            printed = "" if figures.absent(cell.text) else unit_name(cell.text)
            row.unit = printed or bracket
            if bracket and printed and values.unit(bracket) != values.unit(printed):
                row.doubt(f"unit_differs: {bracket}, {printed}")
            return
        parent = row.above.unit if row.above else unit_in(row.parent)
        shared = is_share(row.label) and self.line_unit not in {"", "%"}
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

    def shifted(self, place):
        """Tell whether a row's cells may have moved: its end is empty and a year is, or it ends behind the header."""
        ends = self.columns[-1].kind in {"year", "nature"} and self.cell(place, len(self.columns) - 1) is None
        gap = any(self.cell(place, n) is None for n, _ in self.years)
        headless = [n for n in self.places("other") if not self.columns[n].head]
        over = [cell for n in headless if (cell := self.cell(place, n)) is not None]
        return (ends and gap) or any(
            figures.looks(cell.text) or flattened.NATURE.fullmatch(fold(cell.text)) for cell in over
        )

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


def cell_of(text):
    """Make a cell that stands for a line outside of any table => Cell."""
    return Cell(text.text, 0, 0, page=text.page, line=text.line)
