"""Tables of a paper: titles and notes out of the grid, columns as wide as their words need, small type if many."""

import re
import unicodedata

from helpers.paper import pandoc

MOST_COLUMNS = 7
"""Of a table in the usual size; one with more columns is set small."""
CHARACTERS = {"Table Text": 108, "Table Text Small": 128}
"""How many of them, by the type, stand in a line of 175 mm; a Chinese one counts twice."""
BESIDE = 2.5
"""Characters that the space between two columns takes."""
WHOLE = 8
"""Characters of a heading that stay on one line, such as four Chinese ones."""
TOKENS = re.compile(r"[⺀-鿿豈-﫿＀-｠]|[^\s⺀-鿿豈-﫿＀-｠]+")
TEX = re.compile(r"\\[a-zA-Z]+|[\\{}^_]")


def arranged(table):
    r"""Set a table of pandoc's tree => (the table, its style, its title, its notes).

    Rows of the head with class gt_heading are the title, rows of the foot that are one cell are the notes; words stand
    to the left, numbers to the right.

    Parameters
    ----------
    table : dict
        A Table of pandoc's tree; it is changed.

    Returns
    -------
    tuple
        The table or, of one without rows, None; "Table Text" or "Table Text Small"; str; list of str.

    Examples
    --------
    >>> import tempfile
    >>> [table] = pandoc.tree("|a|b|\n|-|-|\n|word|1|", "gfm", tempfile.mkdtemp())
    >>> set_, style, _, _ = arranged(table)
    >>> [(column[0]["t"], round(column[1]["c"], 2)) for column in set_["c"][2]]
    [('AlignLeft', 0.06), ('AlignRight', 0.03)]
    """
    _, caption, columns, head, bodies, foot = table["c"]
    titles = [row for row in head[1] if "gt_heading" in row[0][1]]
    notes = [row for row in foot[1] if len(row[1]) == 1 < len(columns)]
    head[1] = [row for row in head[1] if row not in titles]
    foot[1] = [row for row in foot[1] if row not in notes]
    title = pandoc.text(caption[1]) or ". ".join(filter(None, (pandoc.text(row[1][0][4]) for row in titles)))
    caption[1] = []
    rows = [row for body in bodies for row in (*body[2], *body[3])]
    cells = _columns(head[1], len(columns)), _columns(rows, len(columns))
    widths, style = _widths(*cells)
    table["c"][2] = [
        [{"t": "AlignLeft" if any(map(_wordy, down)) else "AlignRight"}, {"t": "ColWidth", "c": width}]
        for down, width in zip(cells[1], widths, strict=True)
    ]
    return table if rows else None, style, title, [pandoc.text(row[1][0][4]) for row in notes]


def _columns(rows, count):
    """Give the texts of every column; what spans several columns is left out."""
    columns, held = [[] for _ in range(count)], [0] * count
    for row in rows:
        place = 0
        for _, _, down, across, blocks in row[1]:
            while place < count and held[place]:
                held[place] -= 1
                place += 1
            for spanned in range(place, min(place + across, count)):
                held[spanned] = down - 1
            if across == 1 and place < count:
                columns[place].append(pandoc.text(blocks))
            place += across
        for rest in range(place, count):
            held[rest] = max(0, held[rest] - 1)
    return columns


def _wordy(text):
    return re.search(r"[^\W\d]", text)


def _widths(heads, cells):
    """Share the line among columns of texts => (fractions of it, the style of the type)."""
    columns = [[*up, *down] for up, down in zip(heads, cells, strict=True)]
    tokens = [[size for text in texts for size in map(_size, TOKENS.findall(text))] for texts in columns]
    tokens = [[*sizes, *(min(WHOLE, _size(text)) for text in head)] for sizes, head in zip(tokens, heads, strict=True)]
    needed = [max(sizes, default=1) for sizes in tokens]
    wanted = [max(map(_size, texts), default=1) for texts in columns]
    needed, wanted = ([number + BESIDE for number in numbers] for numbers in (needed, wanted))
    many = len(columns) > MOST_COLUMNS or sum(needed) > CHARACTERS["Table Text"]
    style = "Table Text Small" if many else "Table Text"
    line = CHARACTERS[style]
    if sum(wanted) <= line:
        return [number / line for number in wanted], style
    if sum(needed) >= line:
        return [number / sum(needed) for number in needed], style
    usual = [max(need, _usual(texts)) for need, texts in zip(needed, columns, strict=True)]
    return [number / line for number in _shared(line, _shared(line, needed, usual), wanted)], style


def _usual(texts):
    """Give the size that nine texts in ten do not exceed: one long cell shall not make its column wide."""
    return sorted(map(_size, texts))[int(0.9 * (len(texts) - 1))] + BESIDE


def _shared(line, needed, wanted):
    """Give each column what it wants, the least greedy first; the others share the rest."""
    given, rest = list(needed), line - sum(needed)
    order = sorted(range(len(wanted)), key=lambda place: wanted[place] - needed[place])
    for done, place in enumerate(order):
        more = min(wanted[place] - needed[place], rest / (len(order) - done))
        given[place] += more
        rest -= more
    return given


def _size(text):
    text = TEX.sub("", text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
