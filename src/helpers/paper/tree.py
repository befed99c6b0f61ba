"""The chapters of a paper as pandoc's tree: headings, numbered captions, tables set for the page."""

import json
import tempfile
from copy import deepcopy
from itertools import count

from helpers import texts
from helpers.language import of
from helpers.paper import pandoc, tables

TEXTS = texts.load("paper")
NAMES = TEXTS["names"]


def read(chapters):
    """Read the parts of the chapters as pandoc's blocks; a figure gets a name.

    Examples
    --------
    >>> [[(kind, blocks)]] = read([[("prose", "# One $x$")]])
    >>> kind, pandoc.text(blocks)
    ('prose', 'One x')
    """
    prose, html = (
        [text for parts in chapters for kind, text in parts if kind == which] for which in ("prose", "table")
    )
    cells = [{"cell_type": "markdown", "metadata": {}, "source": text} for text in prose]
    notebook = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    with tempfile.TemporaryDirectory() as folder:
        found = {
            "prose": iter(pandoc.tree(notebook, "ipynb", folder)),
            "table": iter(pandoc.tree("".join(f"<div>{text}</div>" for text in html), "html", folder)),
        }
    number = count(1)
    return [
        [
            (kind, content | {"name": f"figure-{next(number)}"} if kind == "figure" else next(found[kind])["c"][1])
            for kind, content in parts
        ]
        for parts in chapters
    ]


def body(chapters, language, figure, table, note):
    """Lay out the chapters: the first heading of each is its title, figures and tables are numbered through.

    A table or a figure without a caption has the heading it stands under.

    Parameters
    ----------
    chapters : list of list of tuple
        As `read` gives them.
    language : str
        en or zh.
    figure, table, note : callable
        Those of `word` or `pdf`; the first two are given the caption as (name, number, text).

    Returns
    -------
    list of dict
        Blocks of pandoc's tree.

    Examples
    --------
    >>> from helpers.paper import word
    >>> chapters = read([[("prose", "# One"), ("prose", "# Two")]])
    >>> [block["c"][0] for block in body(chapters, "en", word.figure, word.table, word.note)]
    [1, 2]
    """
    blocks, numbers, anchors = [], {kind: count(1) for kind in ("figure", "table")}, count(1)

    def caption(kind, said, heading):
        say = of(language)
        return say.word(NAMES, kind), next(numbers[kind]), say.word(NAMES, "before") + (said or heading)

    def laid(block, heading, numbered):
        if block["t"] == "Div":
            return [made for inner in block["c"][1] for made in laid(inner, heading, numbered)]
        if block["t"] != "Table":
            return [pandoc.changed(block, _without_dead_link)]
        block, style, said, notes = tables.arranged(block)
        if block is None:
            return [pandoc.paragraph(of(language).word("terms", "none"))]
        made = table(block, style, caption("table", said, heading) if numbered or said else None)
        return [*made, *map(note, notes)]

    unnumbered = {of(language).word(TEXTS["says"], key) for key in ("methods", "references")}
    for parts in deepcopy(chapters):
        heading, first, bare = "", True, []
        for kind, content in parts:
            if kind == "figure":
                content = content | {"alt": content["alt"] or heading}
                blocks += figure(content, caption("figure", content["caption"], heading))
                continue
            for block in content:
                if block["t"] == "Header":
                    heading = pandoc.text(block["c"][2])
                    bare = ["unnumbered"] if bare or heading in unnumbered else []
                    level = 1 if first else max(2, block["c"][0])
                    block["c"][:2] = [level, [f"section-{next(anchors)}", bare, []]]
                    first = False
                blocks += laid(block, heading, kind == "table")
    return blocks


def _without_dead_link(node):
    """Keep the words of a link to a file of the project, which the reader of a paper does not have."""
    if node["t"] == "Link" and ":" not in node["c"][2][0]:
        return {"t": "Span", "c": [["", [], []], node["c"][1]]}
    return node
