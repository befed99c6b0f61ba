"""A document to readings: its format, its flow of lines and grids, the tables in it, and why nothing was read."""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from helpers.errors import InputError
from helpers.read import furniture, html, inferred, opening, pdf, readings, text, word, workbook
from helpers.read.folding import fold
from helpers.read.grids import Grid, Line

PERIOD = re.compile(r"[“\"]?(十[一二三四五六七八九]?)五[”\"]?")
YEARS = re.compile(r"(20\d\d)\s*[-—–～~至到]{1,2}\s*(20\d\d)")


@dataclass
class Document:
    """A document as read: its name and checksum, its lines, tables and proposals, what was refused and why."""

    name: str
    sha256: str
    kind: str
    lines: list = field(default_factory=list)
    readings: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    context: dict = field(default_factory=dict)
    proposals: list = field(default_factory=list)


def read(path, baseline_year=None, target_year=None, title=""):
    """Read the tables of a document, and the figures of its prose as proposals => Document.

    Raises
    ------
    InputError
        If the file cannot be opened as any known format.
    """
    from helpers.read.prose import proposals  # here, because they are made of a Document

    path = Path(path)
    content = opening.load(path)
    kind = opening.kind_of(content, path.name)
    flow, notes = {
        "html": html.flow,
        "docx": word.flow,
        "xlsx": workbook.flow,
        "csv": workbook.delimited,
        "pdf": pdf.flow,
        "text": text.flow,
    }[kind](content, path.name)
    document = Document(path.name, hashlib.sha256(content).hexdigest(), kind, notes=notes)
    document.lines = [item for item in flow if isinstance(item, Line) and item.text.strip()]
    document.context = context(document, title or path.stem, baseline_year, target_year)
    flow, reasons = _tables(flow)
    document.refused += [(line, code) for line, code in reasons]
    _read(document, flow)
    document.proposals = proposals.propose(document)
    return document


def _tables(flow):
    """Find the tables laid out in lines, between those that the format gives => (flow, reasons)."""
    found, run, reasons = [], [], []

    def close():
        first = len(found)
        for item in _runs(text.grids(furniture.without_repeated(run))):
            if isinstance(item, Grid):
                found.append(item)
            else:
                made, more = inferred.grids(item)
                found.extend(made)
                reasons.extend(more)
        for grid in found[first:]:
            if isinstance(grid, Grid) and run[0].page:
                grid.doubt("unruled")
        run.clear()

    for item in flow:
        if isinstance(item, Line):
            run.append(item)
        else:
            close()
            item.above = [*[line.text for line in found[-6:] if isinstance(line, Line)], *item.above]
            found.append(item)
    close()
    return found, reasons


def _runs(items):
    """Put lines that follow each other together => iterator of Grids and lists of Lines."""
    run = []
    for item in items:
        if isinstance(item, Grid):
            if run:
                yield run
            yield item
            run = []
        else:
            run.append(item)
    if run:
        yield run


def _read(document, flow):
    before, between = None, []
    for item in flow:
        if isinstance(item, Line):
            if item.text.strip() and not text.is_furniture(item.text) and not text.CONTINUED.fullmatch(fold(item.text)):
                between.append(item)
            continue
        near = before if len(between) == 0 else None
        found = readings.readings(item, document.context, near)
        if found and near is not None and near.grid.kind == "pdf" and item.kind == "pdf":
            _over_the_page(near, found[0])
        document.readings += found
        if not found and _has_figures(item):
            document.refused.append((_first(item), "no_header"))
        before, between = (found[-1] if found else None), []


def _over_the_page(before, after):
    """Doubt a row that the end of a page may have cut: its label goes on where the next page begins without figures."""
    first = min((cell.row for cell in after.grid.cells if cell.text.strip()), default=0)
    cut = [cell for cell, reason in after.unread if reason in {"no_value", "no_label"} and cell.row <= first + 2]
    open_top = after.rows and not after.rows[0].nature and before.rows and any(row.nature for row in before.rows)
    if before.rows and (cut or open_top):
        before.rows[-1].doubt("page_break")
        if after.rows:
            after.rows[0].doubt("page_break")
    if before.unread and any(reason in {"no_value", "no_label"} for _, reason in before.unread[-3:]) and after.rows:
        after.rows[0].doubt("page_break")


def _has_figures(grid):
    return sum(bool(re.search(r"\d", cell.text)) for cell in grid.cells) > 3


def _first(grid):
    cell = min(grid.cells, key=lambda cell: (cell.row, cell.col))
    return Line(" | ".join(c.text for c in grid.cells if c.row == cell.row)[:80], cell.line, cell.page)


def context(document, title, baseline_year, target_year):
    """Tell the years of a plan: as given, else from the title or the first lines => dict."""
    found = {"baseline_year": baseline_year, "target_year": target_year}
    for line in [title, *(line.text for line in document.lines[:60])]:
        folded = fold(line)
        if len(folded) > 80:
            continue
        if years := YEARS.search(folded):
            found |= {"guess_baseline": int(years[1]) - 1, "guess_target": int(years[2]), "sure_target": True}
            break
        if period := PERIOD.search(folded):
            tens = "一二三四五六七八九".find(period[1][1:]) + 1 if len(period[1]) > 1 else 0
            end = 1955 + 5 * (10 + tens)
            found |= {"guess_baseline": end - 5, "guess_target": end, "sure_target": True}
            break
    return found


def why_nothing(document):
    """Say why a document gave no row, in words."""
    from helpers.read.doubts import said

    codes = list(dict.fromkeys(code for _, code in document.refused))
    codes += list(dict.fromkeys(reason for reading in document.readings for _, reason in reading.unread))
    if "glued" in codes:
        return said("glued")
    if codes:
        return "; ".join(said(code) for code in codes[:3])
    return "no table with a header of years, such as 2020年 and 2025年"


def holds(document):
    """Tell whether there is anything of a document to review: a row of a table, or a figure of its prose."""
    return bool(document.proposals) or any(reading.rows for reading in document.readings)


def require(document):
    """Refuse a document of which no row was read and no figure of its prose is proposed.

    Raises
    ------
    InputError
        With the true reason.
    """
    if not holds(document):
        where = next((line.line for line, _ in document.refused if line.line), None)
        raise InputError(
            f"no row was read: {why_nothing(document)}",
            "copy the table into Excel, a row a row with its header of years, compare it, and add that file",
            file=document.name,
            line=where,
        )
    return document
