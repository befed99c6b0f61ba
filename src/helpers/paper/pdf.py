"""A paper as a PDF, set by typst: figures as vectors, every font embedded, the text tagged and in its language."""

import json
import tempfile
from importlib.resources import files
from pathlib import Path

from pylopdf_fonts_zh_cn import serif_path

from helpers.errors import InputError
from helpers.paper import notebooks, pandoc, tree

SIZES = {"Table Text": "9pt", "Table Text Small": "7.5pt"}


def write(meta, chapters, language):
    """Write a paper as a PDF => bytes, the same for the same paper.

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
        If pandoc or typst is missing, or one of them cannot make something of what a notebook holds.

    Examples
    --------
    >>> meta = {"title": "One", "subtitle": "", "author": "", "lang": "en-GB", "prose": ""}
    >>> write(meta, tree.read([[("prose", "# A $x$")]]), "en")[:4]
    b'%PDF'
    """
    try:
        import typst
    except ImportError:
        raise InputError(*pandoc.MISSING) from None
    with tempfile.TemporaryDirectory() as folder:
        for drawn in (content for parts in chapters for kind, content in parts if kind == "figure"):
            end = "svg" if drawn["svg"] else "png"
            (Path(folder) / f"{drawn['name']}.{end}").write_bytes(drawn[end])
        (Path(folder) / "paper.template").write_text(
            (files("helpers.paper") / "paper.typ").read_text(encoding="utf-8"), encoding="utf-8"
        )
        blocks = tree.body(chapters, language, figure, table, note)
        front = pandoc.tree(meta["prose"], "gfm-emoji", folder)
        said = {key: meta[key] for key in ("title", "subtitle", "author") if meta[key]}
        whole = pandoc.document(said, [*front, *blocks])
        name, _, country = meta["lang"].partition("-")
        # Not as pandoc's own lang: in its sandbox it finds no words of other languages.
        told = ("-V", f"tongue={name}", "-V", f"country={country}")
        code = pandoc.convert(whole, "json", "typst-smart", folder, "-s", "--template=paper.template", *told)
        (Path(folder) / "paper.typ").write_bytes(code)
        try:
            return typst.compile(
                Path(folder) / "paper.typ",
                root=folder,
                font_paths=[Path(serif_path()).parent],
                ignore_system_fonts=True,
                timestamp=int(pandoc.EPOCH),
            )
        except typst.TypstError as error:
            raise InputError(f"typst says: {error}", "mend what it names in the notebook and run that again") from None


def figure(drawn, caption):
    """Make a figure in typst's own words, 175 mm wide at most.

    Examples
    --------
    >>> import io, matplotlib.pyplot as plt
    >>> plt.figure(figsize=(2, 1)).savefig(file := io.BytesIO())
    >>> [made] = figure({"name": "one", "png": file.getvalue(), "svg": b"", "alt": "a"}, ("Figure", 1, ": One"))
    >>> print(made["c"][1])
    #figure(image("one.png", width: 50.8mm, alt: "a"), caption: "Figure 1: One")
    """
    name = f"{drawn['name']}.{'svg' if drawn['svg'] else 'png'}"
    image = f"image({_quoted(name)}, width: {notebooks.width(drawn['png']):.1f}mm, alt: {_quoted(drawn['alt'])})"
    return [pandoc.raw("typst", f"#figure({image}, caption: {_quoted(_line(*caption))})")]


def table(block, style, caption):
    r"""Give a table its caption and the size of its type.

    Examples
    --------
    >>> import tempfile
    >>> [plain] = pandoc.tree("|a|\n|-|\n|1|", "gfm", tempfile.mkdtemp())
    >>> [made] = table(plain, "Table Text", ("Table", 1, ": One"))
    >>> pandoc.text(made["c"][1]), made["c"][0][2]
    ('Table 1: One', [['typst:text:size', '9pt']])
    """
    block["c"][0] = ["", [], [["typst:text:size", SIZES[style]]]]
    if caption:
        block["c"][1][1] = [{"t": "Plain", "c": [{"t": "Str", "c": _line(*caption)}]}]
    return [block]


def note(text):
    """Make the small print under a table.

    Examples
    --------
    >>> note("provisional")["c"][1]
    '#note("provisional")'
    """
    return pandoc.raw("typst", f"#note({_quoted(text)})")


def _line(name, number, text):
    return f"{name} {number}{text}"


def _quoted(text):
    return json.dumps(text, ensure_ascii=False)
