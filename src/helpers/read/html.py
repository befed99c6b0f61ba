"""An HTML page to a flow of lines and grids: row and column spans expanded, nothing executed, nothing fetched."""

import re

from helpers.errors import InputError
from helpers.read.grids import Cell, Grid, Line
from helpers.read.opening import MAX_CELLS, decoded

_BLOCKS = {"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "dd", "dt", "pre", "ul"}
_UNSEEN = "//script | //style | //noscript | //template | //comment() | //*[contains(@style, 'display:none')]"


def flow(content, name):
    """Read a page => (list of Lines and Grids in the page's order, notes).

    Raises
    ------
    InputError
        If there are more cells than any document has.
    """
    from lxml import html as parser

    declared = re.search(rb"charset=[\"']?([\w-]+)", content[:4096])
    text = decoded(content, name, declared[1].decode("ascii", "ignore") if declared else "")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\0", ""))
    try:
        root = parser.document_fromstring(text, parser=parser.HTMLParser(no_network=True, huge_tree=False))
    except Exception as error:  # lxml has several, and an empty page one more
        raise InputError(f"cannot be read as HTML ({error})", "save the page again from a browser", file=name) from None
    for node in root.xpath(_UNSEEN):
        node.drop_tree()
    found = []
    _walk(root, found, name)
    return found, []


def _walk(top, found, name):
    """Go through a page without recursion: a hostile one is nested deep."""
    buffer = []

    def flush():
        text = "".join(buffer)
        found.extend(Line(line.strip()) for line in text.splitlines() if line.strip())
        buffer.clear()

    stack = [("enter", top)]
    while stack:
        step, node = stack.pop()
        if step == "text":
            buffer.append(node)
        elif step == "flush":
            flush()
        elif node.tag == "table" and not node.xpath(".//table"):
            flush()
            if grid := _grid(node, sum(isinstance(item, Grid) for item in found) + 1, name):
                found.append(grid)
        else:
            block = node.tag in _BLOCKS or node.tag in {"table", "td", "th", "br", "body"}
            if block:
                flush()
            later = [("flush", None)] if block else []
            for child in reversed(node):
                if child.tail:
                    later.append(("text", child.tail))
                if isinstance(child.tag, str):
                    later.append(("enter", child))
            stack += later
            if node.text:
                stack.append(("text", re.sub(r"\s+", " ", node.text) if node.tag != "pre" else node.text))
    flush()


def _grid(table, number, name):
    cells, taken, rows = [], set(), table.xpath(".//tr")
    for row, line in enumerate(rows):
        col = 0
        for item in line.xpath("./td | ./th"):
            while (row, col) in taken:
                col += 1
            down, across = (
                _span(item.get(key), most) for key, most in (("rowspan", len(rows) - row), ("colspan", 100))
            )
            taken |= {(row + i, col + j) for i in range(down) for j in range(across)}
            if len(taken) > MAX_CELLS:
                raise InputError("has a table of more cells than any plan", "keep only its tables", file=name)
            cells.append(Cell(_text(item), row, col, down, across))
            col += across
    caption = [" ".join(node.text_content().split()) for node in table.xpath("./caption")]
    return Grid(cells, "html", f"table {number}", above=caption) if cells else None


def _span(printed, most):
    """Read a span; 0 means to the end of the table, as browsers have it."""
    number = int(printed) if printed and printed.strip().isdecimal() and len(printed.strip()) < 6 else 1
    return max(1, min(number or most, most))


def _text(item):
    for node in item.xpath(".//br"):
        node.tail = " " + (node.tail or "")
    return " ".join(item.text_content().split())
