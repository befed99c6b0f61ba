"""A workbook or a csv file to grids: stored values as their number formats show them, formulas never evaluated."""

import csv
import datetime
import io
import re
import warnings

from helpers.errors import InputError
from helpers.read.grids import Cell, Grid, Line
from helpers.read.opening import MAX_CELLS, archive_of, decoded, part_of


def flow(content, name):
    """Read a .xlsx => (list of Grids, one a sheet, and the lines above them; notes).

    Raises
    ------
    InputError
        If the file is damaged, encrypted or unsafe.
    """
    from openpyxl import load_workbook

    archive = archive_of(content, name)
    for member in archive.namelist():
        if member.endswith((".xml", ".rels")):
            part_of(archive, member, name)
    try:
        with warnings.catch_warnings(action="ignore"):
            shown = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
            printed = load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
    except Exception as error:  # openpyxl has no error of its own for a damaged part
        raise InputError(f"is damaged ({type(error).__name__})", "save it again from Excel", file=name) from None
    found, notes = [], []
    for sheet in shown.worksheets:
        if sheet.sheet_state != "visible":
            notes.append(f"hidden sheet {sheet.title} not read")
            continue
        if sheet.max_row * sheet.max_column > MAX_CELLS * 5 or len(sheet._cells) > MAX_CELLS:
            raise InputError("has a sheet of more cells than any plan", "keep only its tables", file=name)
        if grid := _grid(sheet, printed[sheet.title]):
            found += [Line(sheet.title), grid]
    return found, notes


def records(content, name, sheet, needed=()):
    """Read a sheet with a header as rows => list of dicts of texts.

    Raises
    ------
    InputError
        If the workbook has no such sheet, the sheet not the columns that are needed, or it is damaged.
    """
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings(action="ignore"):
            book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        lines = book[sheet].iter_rows()
    except KeyError:
        raise InputError(f"has no sheet {sheet}", "edit the workbook that add has written", file=name) from None
    except Exception as error:  # openpyxl has no error of its own for a damaged part
        raise InputError(f"is damaged ({type(error).__name__})", "save it again from Excel", file=name) from None
    header, *rows = [[_line(shown(cell.value, cell.number_format)[0]) for cell in line] for line in lines] or [[]]
    if missing := [column for column in needed if column not in header]:
        raise InputError(
            f"sheet {sheet} has no column {missing[0]}", "edit the workbook that add has written", file=name
        )
    return [dict(zip(header, row, strict=False)) for row in rows if any(row)]


def _line(text):
    """Write a text on one line, as a csv has it."""
    return " ".join(part.strip() for part in text.splitlines()).strip()


def delimited(content, name):
    """Read a .csv file, in whatever encoding and with whatever delimiter => (list of one Grid, notes)."""
    text = decoded(content, name)
    delimiter = max(",;\t|", key=lambda sign: text[:20_000].count(sign))
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise InputError(f"cannot be read as csv ({error})", "close every quotation mark", file=name) from None
    if sum(map(len, rows)) > MAX_CELLS:
        raise InputError("has more cells than any plan", "keep only its tables", file=name)
    cells = [Cell(cell.strip(), n, place, line=n + 1) for n, row in enumerate(rows) for place, cell in enumerate(row)]
    return [_without_empty(Grid(cells, "csv", "table 1"))], []


def _grid(sheet, formulas):
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    inside = {
        (row, col)
        for area in merged.values()
        if (area.max_row - area.min_row + 1) * (area.max_col - area.min_col + 1) < MAX_CELLS
        for row in range(area.min_row, area.max_row + 1)
        for col in range(area.min_col, area.max_col + 1)
    } - set(merged)
    cells = []
    for (row, col), item in sorted(sheet._cells.items()):
        if (row, col) in inside:
            continue
        text, doubt = shown(item.value, item.number_format)
        formula = formulas.cell(row, col).value
        if item.value is None and isinstance(formula, str) and formula.startswith("="):
            text, doubt = formula, "formula"
        area = merged.get((row, col))
        down, across = (area.max_row - row + 1, area.max_col - col + 1) if area else (1, 1)
        hidden = sheet.row_dimensions[row].hidden or sheet.column_dimensions[item.column_letter].hidden
        cells.append(Cell(text, row - 1, col - 1, down, across, doubt=doubt or ("hidden" if hidden and text else "")))
    return _without_empty(Grid(cells, "xlsx", f"sheet {sheet.title}")) if any(c.text for c in cells) else None


def _without_empty(grid):
    """Drop cells that are empty, so that spans and widths are those of what is there."""
    grid.cells = [cell for cell in grid.cells if cell.text.strip() or cell.rowspan * cell.colspan > 1]
    return grid


def shown(value, number_format="General"):
    """Give a stored value as its format shows it => (text, code of a doubt or '').

    Examples
    --------
    >>> shown(0.985, "0.0%"), shown(95.0, "0.0"), shown(2020), shown(98.9), shown(12600, "#,##0")
    (('98.5%', ''), ('95.0', ''), ('2020', ''), ('98.9', ''), ('12,600', ''))
    """
    if value is None:
        return "", ""
    if isinstance(value, bool):
        return str(value), "format"
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return str(value), "date"
    if not isinstance(value, int | float):
        return " ".join(str(value).split()), ""
    number_format = re.sub(r"[_\\*].|\"\"|\[[^\]]*\]", "", number_format or "General").split(";")[0].strip()
    plain = re.fullmatch(r"(#,##|#)?0(?:\.(0+))?(%?)", number_format)
    if number_format in {"General", "@", ""}:
        return (str(value) if isinstance(value, int) else f"{value:.12g}"), ""
    if plain:
        grouped, decimals, percent = "," if plain[1] == "#,##" else "", len(plain[2] or ""), plain[3]
        return f"{value * (100 if percent else 1):{grouped}.{decimals}f}{percent}", ""
    return f"{value:.12g}", "format"
