"""Pandoc, as an installed program, and the few of its tree's nodes that are made by hand."""

import json
import subprocess

from helpers.errors import InputError

MISSING = ("Word and PDF files are made with pandoc and typst", "install them: python -m pip install -e '.[paper]'")
EPOCH = "315532800"
"""1980-01-01, the first day that a zip file can tell: what is made is not dated by the clock."""


def convert(text, source, target, folder, *options):
    r"""Convert text or a tree in pandoc's sandbox => bytes; of a folder only a reference file or template is read.

    Raises
    ------
    InputError
        If pandoc is missing, or warns: a formula it cannot read, a picture that is a file's name and no data.

    Examples
    --------
    >>> import tempfile
    >>> convert("$\\frac{1}{2}$", "markdown", "typst", tempfile.mkdtemp()).decode().strip()
    '$1 / 2$'
    """
    try:
        import pypandoc

        program = pypandoc.get_pandoc_path()
    except (ImportError, OSError):
        raise InputError(*MISSING) from None
    command = [
        program,
        "--sandbox",
        "-f",
        source,
        "-t",
        target,
        "-o",
        "-",
        "--fail-if-warnings",
        "--data-dir",
        ".",
        *options,
    ]
    done = subprocess.run(command, input=text.encode(), capture_output=True, cwd=folder)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise InputError(f"pandoc says: {said}", "mend what it names in the notebook and run that again")
    return done.stdout


def text(node):
    """Give what a part of the tree reads as.

    Examples
    --------
    >>> text([{"t": "Str", "c": "two"}, {"t": "Space"}, {"t": "Strong", "c": [{"t": "Str", "c": "words"}]}])
    'two words'
    """
    if isinstance(node, list):
        return "".join(map(text, node))
    if not isinstance(node, dict):
        return ""
    kind, content = node["t"], node.get("c", [])
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind in ("Str", "Code", "CodeBlock", "Math"):
        return content if isinstance(content, str) else content[1]
    return text(content)


def changed(node, change):
    """Change every node of a part of the tree, the inner ones first.

    Examples
    --------
    >>> words = [{"t": "Para", "c": [{"t": "Str", "c": "a"}]}]
    >>> changed(words, lambda node: node | {"c": "b"} if node["t"] == "Str" else node)
    [{'t': 'Para', 'c': [{'t': 'Str', 'c': 'b'}]}]
    """
    if isinstance(node, list):
        return [changed(part, change) for part in node]
    if not isinstance(node, dict) or "c" not in node:
        return node
    return change(node | {"c": changed(node["c"], change)})


def paragraph(words, style=None):
    """Make words, or nodes within a line, a paragraph of the tree, in a named style of the Word file.

    Examples
    --------
    >>> paragraph("two words")
    {'t': 'Para', 'c': [{'t': 'Str', 'c': 'two words'}]}
    >>> paragraph("small print", "Table Note")["c"][0]
    ['', [], [['custom-style', 'Table Note']]]
    """
    made = {"t": "Para", "c": [{"t": "Str", "c": words}] if isinstance(words, str) else words}
    return made if style is None else {"t": "Div", "c": [["", [], [["custom-style", style]]], [made]]}


def raw(kind, code, node="RawBlock"):
    """Put code of the file's own format into the tree.

    Examples
    --------
    >>> raw("typst", "#pagebreak()")
    {'t': 'RawBlock', 'c': ['typst', '#pagebreak()']}
    """
    return {"t": node, "c": [kind, code]}


def tree(text, source, folder):
    """Read text as a list of blocks.

    Examples
    --------
    >>> import tempfile
    >>> tree("# One", "markdown", tempfile.mkdtemp())[0]["t"]
    'Header'
    """
    return json.loads(convert(text, source, "json", folder))["blocks"]


def document(meta, blocks):
    """Write a tree, with what is said of it, as pandoc reads it.

    Examples
    --------
    >>> document({"title": "One"}, [])[-48:]
    '"c": [{"t": "Str", "c": "One"}]}}, "blocks": []}'
    """
    said = {key: {"t": "MetaInlines", "c": [{"t": "Str", "c": text}]} for key, text in meta.items()}
    return json.dumps({"pandoc-api-version": [1, 23, 1], "meta": said, "blocks": blocks})
