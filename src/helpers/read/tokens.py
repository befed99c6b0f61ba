"""One cell a line: where a table begins and ends, and the cells of its lines in their order."""

import re
from dataclasses import dataclass

from helpers.clean import flattened
from helpers.clean.fold import mended
from helpers.read import figures, roles
from helpers.read.folding import fold
from helpers.read.grids import Cell
from helpers.read.text import is_furniture, words_of

LONG = 45
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


def glued(text):
    """Tell whether a text is a table whose cells have run together, head and all."""
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


def header_at(lines, place):
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


def cut(lines, start):
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


def as_cell(token, row=0, col=0):
    """Make a cell of a grid of one token, with the page and the line that it stands on."""
    return Cell(token.text, row, col, page=token.page, line=token.line)
