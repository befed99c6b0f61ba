"""A Word document to a flow of lines and grids: merged cells by gridSpan and vMerge, deleted text left out."""

from helpers.errors import InputError
from helpers.read.grids import Cell, Grid, Line
from helpers.read.opening import MAX_CELLS, archive_of, part_of, xml_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{W}br": " ", f"{W}cr": " ", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
_UNSEEN = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}rPr", f"{W}pPr"}


def flow(content, name):
    """Read a .docx => (list of Lines and Grids in the document's order, notes).

    Raises
    ------
    InputError
        If the file is damaged, encrypted or unsafe.
    """
    archive = archive_of(content, name)
    part = part_of(archive, "word/document.xml", name)
    body = xml_of(part, name).find(f"{W}body") if part else None
    if body is None:
        raise InputError("has no text", "save it again from Word", file=name)
    found = []
    for node in _blocks(body):
        if node.tag == f"{W}tbl":
            found.append(_grid(node, sum(isinstance(item, Grid) for item in found) + 1, name))
        elif text := _text(node):
            found.append(Line(text))
    return found, []


def _blocks(parent):
    """List paragraphs and tables, also those within content controls and insertions."""
    for node in parent:
        if node.tag in {f"{W}p", f"{W}tbl"}:
            yield node
        elif node.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"}:
            yield from _blocks(node)


def _children(parent, tag):
    for node in parent:
        if node.tag == W + tag:
            yield node
        elif node.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"}:
            yield from _children(node, tag)


def _text(node):
    """Join the runs of a paragraph, or the paragraphs of a cell; a table within a cell is not its text."""
    parts, stack = [], [node]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
        elif item.tag == f"{W}t":
            parts.append(item.text or "")
        elif item.tag in _BREAKS:
            parts.append(_BREAKS[item.tag])
        elif item.tag == f"{W}tbl" and item is not node:
            parts.append(" [table in a cell] ")
        elif item.tag not in _UNSEEN:
            paragraph = item.tag == f"{W}p" and item is not node
            stack += [" "] * paragraph + list(reversed(item))
    text = "".join(parts)
    return "\t".join(" ".join(piece.split()) for piece in text.split("\t")).strip()


def _grid(table, number, name):
    cells, open_spans = [], {}
    for row, line in enumerate(_children(table, "tr")):
        col = _number(line.find(f"{W}trPr/{W}gridBefore"), 0)
        continued = set()
        for item in _children(line, "tc"):
            properties = item.find(f"{W}tcPr")
            across = max(1, _number(properties.find(f"{W}gridSpan"), 1)) if properties is not None else 1
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            going_on = merge is not None and merge.get(f"{W}val") != "restart"
            if going_on and col in open_spans:
                open_spans[col].rowspan += 1
                continued.add(col)
            else:
                cells.append(Cell(_text(item).replace("\t", " "), row, col, 1, across))
                open_spans.pop(col, None)
                if merge is not None:
                    open_spans[col] = cells[-1]
                    continued.add(col)
            col += across
        open_spans = {col: cell for col, cell in open_spans.items() if col in continued}
        if sum(cell.rowspan * cell.colspan for cell in cells[-200:]) > MAX_CELLS or len(cells) > MAX_CELLS:
            raise InputError("has a table of more cells than any plan", "keep only its tables", file=name)
    return Grid(cells, "docx", f"table {number}")


def _number(node, default):
    printed = node.get(f"{W}val", "") if node is not None else ""
    return min(int(printed), 200) if printed.isdecimal() and len(printed) < 6 else default
