"""Lines of text to grids: cells between bars, tabs or gaps that stand under each other; what is left stays lines."""

import re
import unicodedata

from helpers.clean import flattened
from helpers.errors import InputError
from helpers.read import figures, roles
from helpers.read.folding import fold
from helpers.read.grids import Cell, Grid, Line, matrix
from helpers.read.opening import MAX_LINES, decoded

SPLIT_WORDS = re.compile(
    r"(指|单|属|类|项|主|性|年|目)[ \u3000]+(标|位|性|别|目|要|质|份)(?:[ \u3000]+(指)[ \u3000]+(标))?"
)
FURNITURE = re.compile(
    r"[-—–－ ]*\d{1,4}[-—–－ ]+|[-—–－]+ ?\d{1,4}|第 ?\d{1,4} ?页(?:[ ,，/]*共 ?\d+ ?页)?"
    r"|p(?:age|\.)? ?\d{1,4}(?: ?(?:of|/) ?\d+)?( [-—–] .*)?"
    r"|\d{1,3} ?/ ?\d{1,3}|https?://\S+|(?:打印|关闭|分享|返回顶部|上一页|下一页|首页|责任编辑.*|扫一扫.*|来源[:：].*)",
    re.IGNORECASE,
)
CONTINUED = re.compile(r"[(（]?(?:续表|续|接上表|表\d*续|continued)(?:\d+|[一二三])?[)）]?", re.IGNORECASE)
GAP = re.compile(r"[ \u3000]{2,}|\u3000")


def flow(content, name):
    """Read a text file => (list of Lines, notes); markup that a copy left in lines goes."""
    lines = decoded(content, name).splitlines()
    if len(lines) > MAX_LINES:
        raise InputError("has more lines than any plan", "keep only its tables", file=name)
    return [Line(line, number) for number, line in enumerate(lines, 1)], []


def grids(lines):
    """Find the tables that are laid out in lines => list of Lines and Grids, in the same order.

    Parameters
    ----------
    lines : list of Line
        Consecutive lines of a document.
    """
    kinds = [_kind(line.text) for line in lines]
    found, place = [], 0
    while place < len(lines):
        kind = kinds[place]
        end = _region(lines, kinds, place) if kind in {"pipes", "tabs", "blanks"} else place
        if end > place + 1 and (grid := _laid(lines[place:end], kind)):
            grid.above = [item.text for item in found[-6:] if isinstance(item, Line)]
            found.append(grid)
            place = end
        else:
            found.append(lines[place])
            place += 1
    return found


def is_furniture(text):
    """Tell whether a line belongs to the page, not to the document.

    Examples
    --------
    >>> [is_furniture(text) for text in ("— 8 —", "第 3 页", "P. 9", "学前教育", "95", "—")]
    [True, True, True, False, False, False]
    """
    return bool(FURNITURE.fullmatch(text.strip()))


def _kind(text):
    folded = text.replace("│", "|").replace("┃", "|").replace("｜", "|").replace("¦", "|")
    if "|" in folded:
        return "pipes"
    if not text.strip():
        return "empty"
    if "\t" in text.strip():
        return "tabs"
    joined = _unsplit(text)
    return "blanks" if GAP.search(joined.strip()) and len(joined.strip()) < 200 else "single"


def _unsplit(text):
    """Join 指    标 and its like without moving what stands after it."""

    def join(found):
        word = "".join(part for part in found.groups() if part)
        return word + " " * (width(found[0]) - width(word))

    return SPLIT_WORDS.sub(join, re.sub(r"(?<=\d) (?=年)", "", text))


def _region(lines, kinds, start):
    """Find where a table of a kind ends: its lines, with empty ones and a short other one between."""
    end, place, others = start + 1, start + 1, 0
    while place < len(lines):
        printed = lines[place].text.strip()
        if kinds[place] == kinds[start]:
            end, others = place + 1, 0
        elif kinds[place] != "empty" and not is_furniture(printed):
            others += 1
            cell_a_line = kinds[start] != "pipes" or re.fullmatch(r"[^|│｜]*[|│｜]+", lines[end - 1].text.strip())
            cell_a_line = cell_a_line or _bars(lines, place + 1) == _bars(lines, end - 1) > 1
            note = kinds[start] == "blanks" and re.match("备?注[:：]", printed)
            if others > 1 or len(printed) > 40 or not cell_a_line or note:
                break
        elif kinds[start] == "blanks" and place - end > 2:
            break
        place += 1
    return end


def _bars(lines, place):
    """Count the bars of a line, or of the next one that is not empty."""
    while place < len(lines) and not lines[place].text.strip():
        place += 1
    return sum(lines[place].text.count(bar) for bar in "|│｜┃") if place < len(lines) else 0


def _laid(lines, kind):
    lines = [line for line in lines if line.text.strip() and not is_furniture(line.text)]
    if kind == "pipes":
        return _pipes(lines)
    if kind == "tabs":
        rows = [[(cell.strip(), line.line) for cell in line.text.rstrip("\r\n ").split("\t")] for line in lines]
        if not _wide(rows):
            return None
        return _widths(_grid(_indented(rows), "tabs", lines))
    return _blanks(lines)


def _wide(rows):
    """Tell whether most rows have several cells, and one of them is a header of years."""
    several = sum(len([cell for cell in row if cell[0]]) > 1 for row in rows)
    return several * 2 > len(rows) and several > 1


def _indented(rows):
    """Drop an indentation that all rows share."""
    while rows and all(len(row) > 1 and not row[0][0] for row in rows):
        rows = [row[1:] for row in rows]
    return rows


def _grid(rows, kind, lines):
    cells, page = [], lines[0].page
    for number, row in enumerate(rows):
        cells += [Cell(text, number, place, page=page, line=line) for place, (text, line) in enumerate(row) if text]
    widths = {number: len(row) for number, row in enumerate(rows)}
    return Grid(cells, kind, _place(lines), page=lines[0].page, widths=widths)


def _place(lines):
    if lines[0].line is None:
        return f"page {lines[0].page}" if lines[0].page else "text"
    return f"lines {lines[0].line}–{lines[-1].line}"


def _pipes(lines):
    rows = []
    for line in lines:
        text = re.sub("[│┃｜¦]", "|", line.text).strip()
        if re.fullmatch(r"[|\s:+=-]*-[|\s:+=-]*", text) and "--" in text:
            continue
        rows.append((text, line.line))
    single = sum(text.count("|") <= 1 and not re.fullmatch(r"\|*", text) for text, _ in rows)
    if single * 3 > 2 * len([text for text, _ in rows if not re.fullmatch(r"\|*", text)]) and len(rows) > 6:
        return _cell_a_line(rows, lines)
    texts = [text for text, _ in rows if text.strip("| ")]
    framed = all(text.startswith("|") for text in texts), all(text.endswith("|") for text in texts)
    cut = [[(cell.strip(), number) for cell in _unbarred(text, framed)] for text, number in rows if text.strip("| ")]
    if not any(len(row) > 1 for row in cut):
        return None
    return _widths(_grid(_headed(cut), "pipes", lines))


def _unbarred(text, framed):
    """Cut a row at its bars; one at an end is a frame where every row has it, and else marks an empty cell."""
    cells = text.split("|")
    return cells[1 if framed[0] else 0 : -1 if framed[1] else None]


def _widths(grid):
    """Doubt a row of more or fewer cells than the header: one is lost, or one too many."""
    laid = matrix(grid)
    found = roles.header(laid)
    for row in range(found[1] if found else len(laid), len(laid)):
        if grid.widths.get(row, 0) not in {0, 1, grid.widths.get(found[1] - 1)}:
            grid.doubt("width", row)
    return grid


def _headed(rows):
    """Join a head that stands alone on a line with the cells on the next, as in a transposed table."""
    joined, width = [], max(len(row) for row in rows)
    for row in rows:
        filled = [cell for cell in row if cell[0]]
        if (
            joined
            and len(joined[-1]) == 1
            and len(filled) == width - (len(rows[-1]) == width and _spoken(rows))
            and (roles.head(joined[-1][0][0]))
        ):
            joined[-1] = [*joined[-1], *filled]
        else:
            joined.append(filled if len(filled) == 1 else row)
    return joined


def _spoken(rows):
    """Tell whether the widest rows begin with a head: then a row whose head stands before it is one shorter."""
    width = max(len(row) for row in rows)
    return any(len(row) == width and roles.head(row[0][0]) for row in rows)


def _cell_a_line(rows, lines):
    """Read cells that end in a bar each, where a line of bars alone ends a row; a cell may go over several lines."""
    laid, row, text, first = [], [], "", None
    for line, number in rows:
        if re.fullmatch(r"\|+", line):
            if not text and row:
                laid.append(row)
                row = []
            text, first = "", None
            continue
        first = number if first is None else first
        text = f"{text} {line.rstrip('|').strip()}".strip()
        if line.endswith("|"):
            row.append((text, first))
            text, first = "", None
    laid += [row] if row else []
    width = max((len(row) for row in laid), default=0)
    body = [row for row in laid if len(row) == width]
    if width < 3 or len(body) < 2:
        return None
    merged = _merged_heads(laid, width)
    if merged is None:
        return None
    grid = _grid(merged, "pipes", lines)
    grid.inferred = True
    return grid


def _merged_heads(laid, width):
    """Put a second row of heads in the place of the one head over it; a row of one cell stays a heading."""
    heads = [row for row in laid[:2] if 1 < len(row) < width]
    if len(heads) == 2 and sum(map(len, heads)) - 1 == width:
        upper, lower = heads
        over = [place for place, (text, _) in enumerate(upper) if fold(text).lower() in roles.BETWEEN or _timed(text)]
        if not over or not all(_timed(text) for text, _ in lower):
            return None
        place = over[-1]
        laid = [[*upper[:place], *lower, *upper[place + 1 :]], *laid[2:]]
    return laid if all(len(row) in {1, width} for row in laid) else None


def _timed(text):
    column = roles.head(text)
    return column is not None and column.kind == "year"


def width(text):
    """Give the columns of a screen that a text takes: two for a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _pieces(text):
    """Cut a line at gaps of two blanks or more => [(start, end, text)] in columns of the screen."""
    text, found = _unsplit(text.replace("\u00a0", " ").rstrip()), []
    for match in re.finditer(r"\S+(?: \S+)*", text.replace("\u3000", "  ")):
        start = width(text.replace("\u3000", "  ")[: match.start()])
        found.append((start, start + width(match[0]), match[0]))
    return found


def _blanks(lines):
    """Read columns that stand under each other; a cell is of the column that it overlaps, else in doubt."""
    cut = [(line, _pieces(line.text)) for line in lines]
    start = next((n for n, (_, p) in enumerate(cut) if sum(_timed(text) for *_, text in p) and len(p) > 1), None)
    if start is None:
        return None
    heads = cut[start][1]
    if not roles.is_head_row([Cell(text, 0, place) for place, (*_, text) in enumerate(heads)]):
        return None
    spans = [[left, right] for left, right, _ in heads]
    for _, pieces in cut[start + 1 :]:
        if len(pieces) == len(heads):
            for span, (left, right, _) in zip(spans, pieces, strict=True):
                span[0], span[1] = min(span[0], left), max(span[1], right)
    rows, grid = [[(text, cut[start][0].line) for *_, text in heads]], Grid([], "blanks", _place(lines))
    for line, pieces in cut[start + 1 :]:
        row = [("", line.line)] * len(heads)
        for left, right, text in pieces:
            place, sure = _column(spans, left, right)
            if row[place][0]:
                return None
            row[place] = (text, line.line)
            if not sure or (len(pieces) < len(heads) and place and not _aligned(cut, heads, place, left, right)):
                grid.doubt("placed", len(rows))
        label_only = pieces and len(pieces) == 1 and row[0][0]
        before_label_only = rows[-1][0][0] and not any(cell for cell, _ in rows[-1][1:]) and len(rows) > 1
        if before_label_only and row[0][0] and not label_only and pieces[0][0] > _indent(cut, line):
            rows[-1] = [(rows[-1][0][0] + row[0][0], rows[-1][0][1]), *row[1:]]
            grid.doubt("label_wrapped", len(rows) - 1)
        else:
            rows.append(row)
    laid = _grid(rows, "blanks", lines)
    laid.doubts = grid.doubts
    return laid


def _indent(cut, line):
    place = next(n for n, (other, _) in enumerate(cut) if other is line)
    return cut[place - 1][1][0][0] if cut[place - 1][1] else 0


def _aligned(cut, heads, place, left, right):
    """Tell whether a cell of a row with gaps overlaps cells of full rows in its column and in no other."""
    full = [pieces for _, pieces in cut if len(pieces) == len(heads)]
    own = any(pieces[place][0] < right and left < pieces[place][1] for pieces in full)
    other = any(p[0] < right and left < p[1] for pieces in full for n, p in enumerate(pieces) if n != place)
    return own and not other


def _column(spans, left, right):
    over = [min(right, end) - max(left, start) for start, end in spans]
    best = max(range(len(spans)), key=lambda place: over[place])
    sure = over[best] > 0 and sum(width > 0 for width in over) == 1
    return best, sure


def words_of(line):
    """Cut a line at single blanks where it ends in figures or attributes, as a row does => list of texts, or None."""
    parts = line.split()
    ends = [figures.looks(part) or bool(flattened.NATURE.fullmatch(fold(part))) for part in parts]
    return parts if len(parts) > 2 and all(ends[-2:]) and not is_furniture(line) else None
