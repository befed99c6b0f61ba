"""A PDF to a flow of lines and grids: ruled tables by their rules, every cell's text held against a second reader."""

import io
import re
import warnings
from collections import Counter

from helpers.errors import InputError
from helpers.read import furniture
from helpers.read.folding import fold
from helpers.read.grids import Cell, Grid, Line
from helpers.read.opening import MAX_CELLS, MAX_PAGES, NEEDS_OCR
from helpers.read.text import width

GAP = 0.8
"""A gap within a line, in widths of a character, that is one between columns."""
NEAR = 3.0
"""Edges of cells that are so near, in points, are one edge."""


def flow(content, name):
    """Read a PDF with text => (list of Lines and Grids, page by page, notes).

    Raises
    ------
    InputError
        If it is damaged, encrypted, too long, or pictures without text.
    """
    import pdfplumber
    import pypdfium2

    try:
        second = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise InputError("is encrypted", "save it without a password", file=name) from None
        raise InputError("is damaged", "download or save it again", file=name) from None
    if len(second) > MAX_PAGES:
        raise InputError(f"has more than {MAX_PAGES} pages", "keep only the pages with the tables", file=name)
    pages, pictures, texts, tables = [], 0, 0, 0
    try:
        with warnings.catch_warnings(action="ignore"), pdfplumber.open(io.BytesIO(content)) as document:
            for number, page in enumerate(document.pages, 1):
                texts += len(page.chars)
                pictures += bool(page.images) and len(page.chars) < 20
                pages.append(_page(page, second[number - 1], number, name, tables))
                tables += sum(isinstance(item, Grid) for _, item in pages[-1])
                page.close()
    except InputError:
        raise
    except Exception as error:  # pdfminer raises whatever a broken stream makes it
        raise InputError(f"is damaged ({type(error).__name__})", "print it to PDF again", file=name) from None
    finally:
        second.close()
    if texts < 20:
        wrong = "is a picture without text: this needs OCR" if pictures else "has no text"
        raise InputError(wrong, NEEDS_OCR, file=name)
    notes = [f"{pictures} pages are pictures without text and were not read"] if pictures else []
    lines = [[(height, item) for height, item in page if isinstance(item, Line)] for page in pages]
    again = furniture.running(lines)
    return [item for page in pages for _, item in page if id(item) not in again], notes


def _page(page, second, number, name, before):
    reader = second.get_textpage()
    height = second.get_height()
    tables = [table for table in page.find_tables() if len(table.cells) > 3]
    if sum(len(table.cells) for table in tables) > MAX_CELLS:
        raise InputError("has a table of more cells than any plan", "keep only its tables", file=name)
    signs = _signs(reader, height) if tables else []
    items = []
    for place, table in enumerate(tables, before + 1):
        grid = _grid(table, signs, number)
        grid.place = f"page {number}, table {place}"
        items.append((table.bbox[1], grid))
    for line in page.extract_text_lines(layout=False, strip=True, return_chars=True) if page.chars else ():
        middle = (line["top"] + line["bottom"]) / 2
        if not any(table.bbox[1] <= middle <= table.bbox[3] for table in tables):
            items.append((middle, Line(_spaced(line, reader, height), page=number)))
    return sorted(items, key=lambda pair: pair[0])


def _spaced(line, reader, height):
    """Write a line with its gaps as blanks, half a character wide, so that what stands under each other does => str."""
    size = max(char["size"] for char in line["chars"])
    pieces = []
    for char in sorted(line["chars"], key=lambda char: char["x0"]):
        if pieces and char["x0"] - pieces[-1][-1]["x1"] <= GAP * size:
            pieces[-1].append(char)
        elif char["text"].strip():
            pieces.append([char])
    text = ""
    for piece in pieces:
        place = round(2 * piece[0]["x0"] / size) if len(pieces) > 1 else 0
        text += " " * max(place - width(text), 2 if text else 0) + _printed(piece, size, line, reader, height)
    return text


def _printed(piece, size, line, reader, height):
    """Give the text of a piece of a line, by the second reader where both agree but for the signs' forms."""
    left, right = piece[0]["x0"] - 1, piece[-1]["x1"] + 1
    other = " ".join(reader.get_text_bounded(left, height - line["bottom"], right, height - line["top"]).split())
    one = "".join(
        (" " if before and char["x0"] - before["x1"] > size / 5 and _latin(before, char) else "") + char["text"]
        for before, char in zip([None, *piece], piece, strict=False)
    )
    one = " ".join(one.split())
    return other if _letters(other) == _letters(one) and len(other) <= len(one) else one


def _latin(*chars):
    return all(re.match(r"[!-~]", char["text"]) for char in chars)


def _edges(values):
    """Join edges that are near each other => sorted list."""
    joined = []
    for value in sorted(values):
        if not joined or value - joined[-1] > NEAR:
            joined.append(value)
    return joined


def _within(page, box):
    """Keep the characters whose middle is in a box: a glyph may reach over a rule."""
    left, top, right, bottom = box

    def inside(item):
        return left <= (item["x0"] + item["x1"]) / 2 < right and top <= (item["top"] + item["bottom"]) / 2 < bottom

    return page.filter(lambda item: item["object_type"] == "char" and inside(item))


def _letters(text):
    return re.sub(r"\s", "", fold(text))


def _signs(reader, height):
    """List the characters that the second reader finds => [(character, x, y) of its middle, y from the top]."""
    found = []
    for place in range(reader.count_chars()):
        left, bottom, right, top = reader.get_charbox(place)
        found.append((reader.get_text_range(place, 1), (left + right) / 2, height - (bottom + top) / 2))
    return found


def _grid(table, signs, number):
    boxes = [tuple(box) for box in table.cells]
    across, down = (
        _edges({x for box in boxes for x in (box[0], box[2])}),
        _edges({y for b in boxes for y in (b[1], b[3])}),
    )

    def nearest(edges, value):
        return min(range(len(edges)), key=lambda place: abs(edges[place] - value))

    cells = []
    for box in boxes:
        left, right = nearest(across, box[0]), nearest(across, box[2])
        top, bottom = nearest(down, box[1]), nearest(down, box[3])
        text = _joined(_within(table.page, box).extract_text(x_tolerance=2) or "")
        other = "".join(sign for sign, x, y in signs if box[0] <= x < box[2] and box[1] <= y < box[3])
        doubt = "" if Counter(_letters(text)) == Counter(_letters(other)) else "two_readings"
        cells.append(Cell(text, top, left, max(1, bottom - top), max(1, right - left), number, None, box, doubt))
    return Grid(cells, "pdf", page=number, edges=tuple(round(edge) for edge in across))


def _joined(text):
    """Join the lines of a cell: Chinese without a blank, Latin words with one, a hyphen at the end kept."""
    lines = [" ".join(line.split()) for line in re.split(r"[\r\n]+|\ufffe", text) if line.strip()]
    joined = ""
    for line in lines:
        blank = joined and re.match(r"[A-Za-z(]", line) and re.search(r"[A-Za-z,)]$", joined)
        joined += (" " if blank else "") + line
    return joined
