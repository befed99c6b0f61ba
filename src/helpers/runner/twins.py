"""A notebook in another language beside its English twin: the same code cells, prose and comments of its own.

Cells are paired by their ids. The code comes from the English notebook; what people read stays as it is written.
"""

import ast
import io
import json
import re
import tokenize

from helpers import paths
from helpers.language import LANGUAGES, of
from helpers.runner import run

MARKS = {
    "headings": "^#+ ",
    "rows": r"^\|",
    "list items": r"^(?:-|\d+\.) ",
    "formulas": r"\$+[^$]+\$+",
    "pieces of code": "`[^`]+`",
    "paragraphs": r"\n\n",
}
BLANK = {"code": {"execution_count": None, "outputs": []}, "markdown": {}}


def write(language):
    """Carry the code of every English notebook and case over to those of a language => what people still have to write.

    A notebook that is not there yet is begun. Prose whose cell the twin does not have is kept, at the end. Outputs are
    kept where the code is the same.

    Parameters
    ----------
    language : str
        Another than English.

    Examples
    --------
    >>> write("xx")
    Traceback (most recent call last):
    ValueError: language is en or zh, not 'xx'
    """
    folder, missing = paths.root() / "notebooks" / of(language), []
    twins = {folder / f"{name}.ipynb": paths.read_json(paths.notebook(name)) for name in names()}
    before = {own: paths.read_json(own)["cells"] if own.exists() else [] for own in twins}
    known = {said: own for file, english in twins.items() for said, own in pairs(english["cells"], before[file])}
    for own, english in twins.items():
        made = merged(english, before[own], language, known)
        paths.write(own, json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
        missing += [f"{paths.relative(own)}: {said}" for said in unwritten(made, english)]
    return missing


def names():
    """List the notebooks and cases that have a twin in every language.

    Examples
    --------
    >>> names()[1], "cases/forecast-the-past" in names()
    ('01-clean', True)
    """
    return [*run.by_hand(), *run.notebooks(), *(f"cases/{name}" for name in paths.notebooks("notebooks/cases"))]


def pairs(english, own):
    """Pair the comments of cells with those of their twins.

    Examples
    --------
    >>> english, own = ([{"id": "a", "source": [f"low = 1  # {said}"]}] for said in ("the low end", "下限"))
    >>> pairs(english, own)
    [('# the low end', '# 下限')]
    """
    written, found = {cell["id"]: cell["source"] for cell in own}, []
    for cell in english:
        twin = _by_name(written.get(cell["id"], ""))
        found += [(said, twin[name]) for name, said in _by_name(cell["source"]).items() if name in twin]
    return found


def merged(english, before, language, known=()):
    """Make a notebook of the twin's cells in their order, with the prose and comments of the cells written before.

    Parameters
    ----------
    english : dict
        The twin.
    before : list of dict
        The cells written so far.
    language : str
    known : dict
        Comments by what they are in the twin, for code that has none yet.

    Examples
    --------
    >>> code = {"cell_type": "code", "id": "a", "metadata": {}, "source": ['language: str = "en"  # en or zh']}
    >>> own = [code | {"source": ['language: str = "zh"  # 中文']}]
    >>> merged({"cells": [code | BLANK["code"]]}, own, "zh")["cells"][0]["source"]
    ['language: str = "zh"  # 中文']
    """
    kept, cells = {cell["id"]: cell for cell in before}, []
    for cell in english["cells"]:
        own, shown = kept.pop(cell["id"], {"source": []}), BLANK[cell["cell_type"]]
        source = own["source"]
        if cell["cell_type"] == "code":
            source = translated(cell["source"], own["source"], language, known)
            if source == own["source"]:
                shown = {key: own.get(key, empty) for key, empty in shown.items()}
        cells.append({key: cell[key] for key in ("cell_type", "id", "metadata")} | shown | {"source": source})
    left = [cell for cell in kept.values() if cell["cell_type"] == "markdown" and cell["source"]]
    return {**english, "cells": cells + left}


def translated(source, own, language, known=()):
    r"""Write code with the comments of its twin, line by line by what it assigns, and the default of `language`.

    A comment that neither the twin nor `known` has is left out.

    Examples
    --------
    >>> translated(["low = 1  # the low end\n", "high = 2  # the high end"], ["low = 0  # 下限"], "zh")
    ['low = 1  # 下限\n', 'high = 2']
    """
    own, known, lines = _by_name(own), dict(known), []
    for line, said in _comments(source):
        code = line.removesuffix(said).rstrip()
        written = said and (own.get(_assigned(line)) or known.get(said, ""))
        if code.startswith("language: str ="):
            code = code.replace(f'"{LANGUAGES[0]}"', f'"{language}"')
        lines.append("  ".join(filter(None, [code, written])))
    return "\n".join(lines).splitlines(keepends=True)


def unwritten(notebook, english):
    """List what a notebook lacks beside its twin: prose, comments, and the place of prose whose cell is gone.

    Prose that has not the headings, rows, formulas … of the twin's is that of another cell, or of an earlier one.

    Examples
    --------
    >>> unwritten({"cells": [{"cell_type": "markdown", "id": "a", "source": []}]}, {"cells": [{"id": "a"}]})
    ['cell a has no prose']
    >>> cells = [{"cell_type": "markdown", "id": "a", "source": [said]} for said in ("## Limits", "Rounding.")]
    >>> unwritten({"cells": cells[1:]}, {"cells": cells[:1]})
    ['cell a is not of its twin: 0 headings for 1']
    """
    twins, found = {cell["id"]: cell for cell in english["cells"]}, []
    for cell in notebook["cells"]:
        if cell["id"] not in twins:
            found.append(f"cell {cell['id']} has no twin: move its prose, or delete it")
        elif cell["cell_type"] == "markdown" and not cell["source"]:
            found.append(f"cell {cell['id']} has no prose")
        elif cell["cell_type"] == "markdown":
            counts = zip(*(_marks(each["source"]) for each in (twins[cell["id"]], cell)), strict=True)
            told = [f"{other} {what} for {one}" for (what, one), (_, other) in counts if one != other]
            found += [f"cell {cell['id']} is not of its twin: {', '.join(told)}"] if told else []
        elif cell["cell_type"] == "code":
            wanted, written = _by_name(twins[cell["id"]]["source"]), _by_name(cell["source"])
            found += [f"cell {cell['id']}: {name} has no comment" for name in wanted if name not in written]
    return found


def _marks(source):
    """Count the marks that prose has in any language."""
    text = "".join(source)
    return [(what, len(re.findall(pattern, text, re.MULTILINE))) for what, pattern in MARKS.items()]


def comments(source):
    """List the comments of code.

    Examples
    --------
    >>> comments('low = "#1"  # the low end')
    ['# the low end']
    """
    return [said for _, said in _comments(source) if said]


def _comments(source):
    """Give every line of code with its comment, '' where it has none."""
    text = "".join(source)
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    said = {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}
    return [(line, said.get(number, "")) for number, line in enumerate(text.splitlines(), 1)]


def _by_name(source):
    """Give the comments of code by what their lines assign."""
    return {_assigned(line): said for line, said in _comments(source) if said}


def _assigned(line):
    """Name what a line assigns; '' of any other."""
    try:
        (node,) = ast.parse(line.strip()).body
    except (SyntaxError, ValueError):
        return ""
    target = getattr(node, "target", None) or getattr(node, "targets", [None])[0]
    return getattr(target, "id", "")
