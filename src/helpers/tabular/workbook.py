"""A plan's tables as one workbook for a spreadsheet, in both languages: full tidy tables, their columns and codes."""

import io
import re
import unicodedata
import zipfile
from copy import copy
from datetime import datetime
from decimal import Decimal
from math import floor, log10

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from helpers import paths, schema
from helpers.errors import InputError
from helpers.tabular import sheets

FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
"""What a spreadsheet may take for the start of a formula; text all the same."""
COMPUTED = ("value", "low", "high", "attained", "elapsed", "ratio", "still_needed_per_year", "acceleration")
LONGEST = 32_767
"""Characters that a cell of a workbook holds."""
WIDTHS = (8, 28, 48)
"""Of columns, in characters: the least, the greatest that stays in sight while one scrolls, the greatest of others."""
CELL = NamedStyle("cell", alignment=Alignment(wrap_text=True, vertical="top"))
TITLE = NamedStyle("title", alignment=CELL.alignment, font=Font(bold=True))
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every part of the file: two runs give the same bytes."""


def save(plan, about):
    """Write figures/<plan>/tables.xlsx, whole: what the workbook is, the tables, the columns and the codes.

    Parameters
    ----------
    plan : str
        A plan with processed tables.
    about : dict
        Its source.yml.

    Returns
    -------
    Path

    Raises
    ------
    InputError
        If a table is not there, or a cell holds what a workbook cannot.
    """
    tables = {name: schema.load(name, plan) for name in sheets.TABLES}
    tables["indicators"] = sheets.used(tables["indicators"], tables["targets"])
    book = Workbook()
    book.properties.creator = "plan-notebooks"
    book.properties.created = book.properties.modified = datetime(*EPOCH)
    book.remove(book.active)
    for style in (CELL, TITLE):
        book.add_named_style(copy(style))
    for name, (frame, headers, frozen) in sheets.all_of(plan, about, tables).items():
        file = paths.relative(paths.processed(plan) / f"{name}.csv") if name in tables else f"sheet {name}"
        _fill(book.create_sheet(name), frame, headers, frozen, file)
    return paths.write(paths.figures(plan) / "tables.xlsx", _bytes(book))


def _fill(sheet, frame, headers, frozen, file):
    """Write headers and rows, typed; freeze the headers and the first `frozen` columns."""
    for row, header in enumerate(headers, 1):
        for column, text in enumerate(header, 1):
            _write(sheet.cell(row, column), text, file, row, style=TITLE)
    for row, values in enumerate(frame.astype("object").itertuples(index=False), len(headers) + 1):
        for column, (name, value) in enumerate(zip(frame, values, strict=True), 1):
            _write(sheet.cell(row, column), value, file, row - len(headers) + 1, name in COMPUTED)
    for column, name in enumerate(frame, 1):
        shown = [*(header[column - 1] for header in headers), *frame[name].dropna().astype("str")]
        least, most = WIDTHS[0], WIDTHS[1 if column <= frozen else 2]
        sheet.column_dimensions[get_column_letter(column)].width = min(max(*map(_width, shown), least), most)
    if headers:
        sheet.freeze_panes = sheet.cell(len(headers) + 1, frozen + 1)
        sheet.auto_filter.ref = f"A{len(headers)}:{get_column_letter(len(frame.columns))}{max(sheet.max_row, 2)}"


def _write(cell, value, file, line, computed=False, style=CELL):
    """Write one cell: text as text whatever it begins with, a number with the digits it has.

    Raises
    ------
    InputError
        If text is longer than a cell, or holds control characters.
    """
    cell.style = style.name
    if pd.isna(value):
        return
    if isinstance(value, str):
        if ILLEGAL_CHARACTERS_RE.search(value):
            shown = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)
            raise InputError(
                "a workbook cannot hold its control character", "delete it", file=file, line=line, cell=shown
            )
        if len(value) > LONGEST:
            raise InputError(f"longer than {LONGEST} characters", "shorten it", file=file, line=line, cell=value[:40])
        cell.value = value
        cell.data_type = "s"
        cell.quotePrefix = bool(FORMULA.match(value))
    else:
        cell.value = value.item() if hasattr(value, "item") else value
        cell.number_format = "General" if isinstance(cell.value, bool) else _format(cell.value, computed)


def _format(number, computed=False):
    """Give the number format that shows a number's own digits; of what is computed four that count.

    Examples
    --------
    >>> _format(2025), _format(90.9), _format(0.1 + 0.2), _format(0.886241882308, computed=True), _format(-1e-7)
    ('0', '0.0', '0.0', '0.0000', '0.0000000')
    """
    decimals = max(0, -Decimal(f"{number:.12g}").normalize().as_tuple().exponent)
    if computed and number:
        decimals = min(decimals, max(0, 3 - floor(log10(abs(number)))))
    return f"0.{'0' * decimals}" if decimals else "0"


def _width(text):
    """Count the columns that a text takes: Chinese characters two each."""
    return 2 + max(sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in line) for line in text.split("\n"))


def _bytes(book):
    """Pack a workbook with one date in all its parts."""
    packed, dated = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(dated, "w") as archive:
        ExcelWriter(book, archive).save()
    with zipfile.ZipFile(dated) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, parts.read(name))
    return packed.getvalue()
