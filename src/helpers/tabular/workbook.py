"""A plan's tables as one workbook for a spreadsheet, in both languages: full tidy tables, their columns and codes."""

import io
import re
import unicodedata
from datetime import datetime
from decimal import Decimal
from functools import cache
from math import floor, log10

import pandas as pd
import xlsxwriter

from helpers import paths
from helpers.codebook import schema
from helpers.errors import InputError
from helpers.tabular import sheets

FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
"""What a spreadsheet may take for the start of a formula; text all the same."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What the parts of a workbook, which are XML, cannot hold."""
COMPUTED = ("value", "low", "high", "attained", "elapsed", "ratio", "still_needed_per_year", "acceleration")
LONGEST = 32_767
"""Characters that a cell of a workbook holds."""
WIDTHS = (8, 28, 48)
"""Of columns, in characters: the least, the greatest that stays in sight while one scrolls, the greatest of others."""
BOOK = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
LOOK = {"text_wrap": True, "valign": "top"}
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every part of the file: two runs give the same bytes."""


def save(plan, about, names=sheets.TABLES, file="tables.xlsx"):
    """Write figures/<plan>/<file>, whole: what the workbook is, the tables, the columns and the codes.

    Parameters
    ----------
    plan : str
        A plan with processed tables.
    about : dict
        Its source.yml.
    names : sequence of str, optional
        The tables.
    file : str

    Returns
    -------
    Path

    Raises
    ------
    InputError
        If a table is not there, or a cell holds what a workbook cannot.
    """
    tables = {name: schema.load(name, plan) for name in names}
    if "targets" in tables:
        tables["indicators"] = sheets.used(tables["indicators"], tables["targets"])
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, BOOK) as book:
        book.set_properties({"author": "plan-notebooks", "created": datetime(*EPOCH)})
        look = cache(lambda **wanted: book.add_format(LOOK | wanted))
        for name, (frame, headers, frozen) in sheets.all_of(plan, about, tables, file).items():
            place = paths.relative(paths.processed(plan) / f"{name}.csv") if name in tables else f"sheet {name}"
            _fill(book.add_worksheet(name), frame, headers, frozen, place, look)
    return paths.write(paths.figures(plan) / file, buffer.getvalue())


def _fill(sheet, frame, headers, frozen, file, look):
    """Write headers and rows, typed; freeze the headers and the first `frozen` columns."""
    for row, header in enumerate(headers):
        sheet.write_row(row, 0, header, look(bold=True))
    for row, values in enumerate(frame.astype("object").itertuples(index=False)):
        for column, (name, value) in enumerate(zip(frame, values, strict=True)):
            written, wanted = _cell(value, file, row + 2, name in COMPUTED)
            sheet.write(len(headers) + row, column, written, look(**wanted))
    for column, name in enumerate(frame):
        shown = [*(header[column] for header in headers), *frame[name].dropna().astype("str")]
        least, most = WIDTHS[0], WIDTHS[1 if column < frozen else 2]
        sheet.set_column(column, column, min(max(*map(_width, shown), least), most))
    if headers:
        sheet.freeze_panes(len(headers), frozen)
        sheet.autofilter(len(headers) - 1, 0, len(headers) + max(len(frame), 1) - 1, len(frame.columns) - 1)


def _cell(value, file, line, computed=False):
    """Give what is written for a value, and its look: text as text whatever it begins with, a number with its digits.

    Raises
    ------
    InputError
        If text is longer than a cell, or holds control characters.

    Examples
    --------
    >>> _cell("=1+1", "t.csv", 2), _cell(90.9, "t.csv", 2), _cell(None, "t.csv", 2)
    (('=1+1', {'quote_prefix': True}), (90.9, {'num_format': '0.0'}), (None, {}))
    """
    if pd.isna(value):
        return None, {}
    if isinstance(value, str):
        if CONTROL.search(value):
            shown = CONTROL.sub("\N{REPLACEMENT CHARACTER}", value)
            raise InputError(
                "a workbook cannot hold its control character", "delete it", file=file, line=line, cell=shown
            )
        if len(value) > LONGEST:
            raise InputError(f"longer than {LONGEST} characters", "shorten it", file=file, line=line, cell=value[:40])
        return value, {"quote_prefix": True} if FORMULA.match(value) else {}
    value = value.item() if hasattr(value, "item") else value
    return value, {} if isinstance(value, bool) else {"num_format": _format(value, computed)}


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
