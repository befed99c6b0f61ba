"""A paper as a Word file: real headings, equations and tables, numbered captions, alternative texts."""

import base64
import re
import tempfile
from functools import partial
from pathlib import Path

from helpers.paper import notebooks, pandoc, reference, tree

WHOLE = "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>"
"""A row that does not go on on the next page."""
PANDOCS = "en-GB"
"""The language in which pandoc works: in its sandbox it finds no words of others, and none of them is printed."""
END = '<w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr></w:p>'
POWER, BARS = re.compile(r"(?<!\\left)\(([^()]*)\)(?=\^)"), re.compile(r"(?<!\\left)\|([^|]*?)(?<!\\right)\|")


def write(meta, chapters, language):
    """Write a paper as a Word file => bytes, the same for the same paper.

    Parameters
    ----------
    meta : dict
        title, subtitle, author, lang, and prose: what stands before the first section, in Markdown.
    chapters : list of list of tuple
        As `helpers.paper.tree.read` gives them.
    language : str
        en or zh.

    Raises
    ------
    InputError
        If pandoc is missing, or cannot make something of what a notebook holds.

    Examples
    --------
    >>> meta = {"title": "One", "subtitle": "", "author": "", "lang": "en-GB", "prose": ""}
    >>> write(meta, tree.read([[("prose", "# A $x$")]]), "en")[:2]
    b'PK'
    """
    with tempfile.TemporaryDirectory() as folder:
        blocks = pandoc.changed(tree.body(chapters, language, figure, table, note), _paired)
        front = pandoc.tree(meta["prose"], "gfm-emoji", folder)
        said = {key: meta[key] for key in ("title", "subtitle", "author") if meta[key]}
        whole = pandoc.document(said | {"lang": PANDOCS}, [*front, *blocks])
        (Path(folder) / "reference.docx").write_bytes(reference.made(meta["title"]))
        made = pandoc.convert(whole, "json", "docx", folder, "--reference-doc=reference.docx", "-N")
    about = {f">{PANDOCS}<": f">{meta['lang']}<", ">1970-": ">1980-"}  # the day that the entries of the file have
    changes = {"docProps/core.xml": about, "word/document.xml": {"<w:tr><w:tc>": WHOLE}}
    return reference.rewritten(made, {name: partial(_replaced, put=put) for name, put in changes.items()})


def _replaced(text, put):
    for old, new in put.items():
        text = text.replace(old, new)
    return text


def figure(drawn, caption):
    """Make a figure of pandoc's tree, 175 mm wide at most.

    Examples
    --------
    >>> import io, matplotlib.pyplot as plt
    >>> plt.figure(figsize=(20, 1)).savefig(file := io.BytesIO())
    >>> [made] = figure({"name": "one", "png": file.getvalue(), "alt": "a line"}, ("Figure", 1, ": A line"))
    >>> made["c"][2][0]["c"][0]["c"][0][2]
    [['width', '175.0mm']]
    """
    alt, attributes = [{"t": "Str", "c": drawn["alt"]}], [["width", f"{notebooks.width(drawn['png']):.1f}mm"]]
    # In its sandbox pandoc reads no files: the picture travels in its address.
    inline = f"data:image/png;base64,{base64.b64encode(drawn['png']).decode()}"
    image = {"t": "Image", "c": [["", [], attributes], alt, [inline, ""]]}
    return [
        {
            "t": "Figure",
            "c": [
                ["", [], []],
                [None, [{"t": "Plain", "c": _numbered(*caption)}]],
                [{"t": "Plain", "c": [image]}],
            ],
        }
    ]


def table(block, style, caption):
    r"""Give a table its caption and every cell its style, and end it with some space.

    Examples
    --------
    >>> import tempfile
    >>> [plain] = pandoc.tree("|a|\n|-|\n|1|", "gfm", tempfile.mkdtemp())
    >>> made, _ = table(plain, "Table Text", ("Table", 1, ": One"))
    >>> pandoc.text(made["c"][1])
    'Table : One'
    """
    _, said, _, head, bodies, foot = block["c"]
    if caption:
        said[1] = [{"t": "Plain", "c": _numbered(*caption)}]
    for rows in (head[1], *(part for body in bodies for part in body[2:]), foot[1]):
        for cell in (cell for row in rows for cell in row[1]):
            paragraphs = [block | {"t": "Para"} if block["t"] == "Plain" else block for block in cell[4]]
            cell[4] = [{"t": "Div", "c": [["", [], [["custom-style", style]]], paragraphs or [pandoc.paragraph("")]]}]
    return [block, pandoc.raw("openxml", END)]


def note(text):
    """Make the small print under a table.

    Examples
    --------
    >>> pandoc.text(note("provisional"))
    'provisional'
    """
    return pandoc.paragraph(text, "Table Note")


def _paired(node):
    """Name brackets and bars as pairs: LibreOffice stumbles over a single one that carries a power."""
    if node["t"] != "Math":
        return node
    tex = BARS.sub(r"\\left|\1\\right|", POWER.sub(r"\\left(\1\\right)", node["c"][1]))
    return node | {"c": [node["c"][0], tex]}


def _numbered(name, number, text):
    """Number a caption with a field, from which Word makes its lists of figures and tables."""
    kind = {"图": "Figure", "表": "Table"}.get(name, name)
    field = f'<w:fldSimple w:instr=" SEQ {kind} \\* ARABIC "><w:r><w:t>{number}</w:t></w:r></w:fldSimple>'
    return [{"t": "Str", "c": f"{name} "}, pandoc.raw("openxml", field, "RawInline"), {"t": "Str", "c": text}]
