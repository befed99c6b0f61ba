"""The students' version of a case: solutions, teacher's notes, answers and outputs are not in it.

Cells tagged `solution` or `teacher` are left out. In cells tagged `answer` every `name = value` becomes `name = None`;
the comment on the line stays. Cells keep their ids; of their metadata only the tags stay.
"""

import ast
import json

from helpers import jobs, paths
from helpers.errors import InputError

LEFT_OUT = {"solution", "teacher"}
SECRET, SHORT = 16, 6
"""Shorter lines of what is left out, and shorter numbers in bold, may stand elsewhere for another reason."""


def cases():
    """List the names of the cases.

    Examples
    --------
    >>> "eliminating-large-classes" in cases()
    True
    """
    return sorted(file.stem for file in (paths.root() / "notebooks/cases").glob("*.ipynb"))


def make(case=None):
    """Write build/classroom/<case>.ipynb for one case or all => list of paths.

    Raises
    ------
    InputError
        If no case has that name, a cell for answers holds something else, or anything left out can still be read.

    Examples
    --------
    >>> make("no-such-case")
    Traceback (most recent call last):
    helpers.errors.InputError: no case is called 'no-such-case'. Remedy: use one of ...
    """
    known = cases()
    if case is not None and case not in known:
        raise InputError(f"no case is called {case!r}", f"use one of {', '.join(known) or '(none yet)'}")
    made = {}
    for name in known if case is None else [case]:
        file = paths.root() / "notebooks/cases" / f"{name}.ipynb"
        notebook = json.loads(paths.read_text(file))
        students = version(notebook, paths.relative(file))
        for secret in leaks(notebook, students):
            raise InputError("the students' version tells a solution", "word it otherwise", file=name, cell=secret)
        made[name] = json.dumps(students, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return [paths.write(paths.root() / "build/classroom" / f"{name}.ipynb", text) for name, text in made.items()]


def store(case=None):
    """Execute one case or all with their defaults and keep the outputs in notebooks/cases/ => list of paths.

    Raises
    ------
    InputError
        If a case fails; those stored before stay as they were.
    """
    made = {}
    for name in cases() if case is None else [case]:
        known = jobs.parameters(f"cases/{name}")
        job = jobs.Job(f"cases/{name}", known.get("plan", (None,))[0], known["language"][0])
        if error := jobs.execute(job, inject=False):
            raise InputError(f"{job} failed, {error}", "mend it and run this again")
        made[name] = job.built(".ipynb").read_bytes()
    return [paths.write(paths.root() / "notebooks/cases" / f"{name}.ipynb", text) for name, text in made.items()]


def version(notebook, file=""):
    """Make the students' version of a notebook, both as nested dicts.

    Examples
    --------
    >>> def cell(source, *tags):
    ...     return {"cell_type": "code", "id": source[:1], "metadata": {"tags": list(tags)}, "source": source}
    >>> cells = [cell("answer = 6.77  # points", "answer"), cell("print(6.77)", "solution"), cell("check(answer)")]
    >>> [cell["source"] for cell in version({"cells": cells, "metadata": {}})["cells"]]
    ['answer = None  # points', 'check(answer)']
    """
    cells = []
    for cell in notebook["cells"]:
        tags = cell["metadata"].get("tags", [])
        if LEFT_OUT & set(tags):
            continue
        source = "".join(cell["source"])
        kept = {"cell_type": cell["cell_type"], "id": cell["id"], "metadata": {"tags": tags} if tags else {}}
        if cell["cell_type"] == "code":
            source = emptied(source, file) if "answer" in tags else source
            kept |= {"execution_count": None, "outputs": []}
        cells.append(kept | {"source": source if isinstance(cell["source"], str) else source.splitlines(keepends=True)})
    about = {key: notebook["metadata"][key] for key in ("kernelspec", "language_info") if key in notebook["metadata"]}
    return {**notebook, "cells": cells, "metadata": about}


def emptied(source, file=""):
    r"""Set every answer of a cell to None; calls and comments stay.

    Raises
    ------
    InputError
        If the cell assigns nothing, or to anything but a plain name.

    Examples
    --------
    >>> print(emptied("number = -6.2  # 每年\nunit = (\n    'points')\ncheck(number, unit)"))
    number = None  # 每年
    unit = None
    check(number, unit)
    """
    answers = [node for node in ast.parse(source).body if not isinstance(node, ast.Expr)]
    plain = [isinstance(n, ast.Assign) and len(n.targets) == 1 and isinstance(n.targets[0], ast.Name) for n in answers]
    if not answers or not all(plain):
        raise InputError("a cell tagged answer holds no plain answers", "write name = value", file=file, cell=source)
    lines = source.encode().splitlines(keepends=True)
    for node in reversed(answers):
        first, last = node.lineno - 1, node.end_lineno - 1
        lines[first : last + 1] = [
            lines[first][: node.targets[0].end_col_offset] + b" = None" + lines[last][node.end_col_offset :]
        ]
    return b"".join(lines).decode()


def leaks(notebook, students):
    """List what is left out of the students' version and can be read in it all the same.

    Looked for are the lines of cells left out and of their outputs, the lines that checks say of the answers, and the
    answers themselves where they are calls or texts.

    Examples
    --------
    >>> hidden = {"cell_type": "markdown", "metadata": {"tags": ["teacher"]}, "source": "Expect forty-two here."}
    >>> shown = {"cell_type": "markdown", "metadata": {}, "source": "Is it so? Expect forty-two here."}
    >>> leaks({"cells": [hidden, shown]}, {"cells": [shown]})
    ['Expect forty-two here.']
    """
    text = "\n".join(_texts(students))
    return [secret for secret in dict.fromkeys(_secrets(notebook)) if secret in text]


def _secrets(notebook):
    for cell in notebook["cells"]:
        tags = set(cell["metadata"].get("tags", []))
        hidden = [cell["source"]] if LEFT_OUT & tags else []
        if tags & {*LEFT_OUT, "answer"}:
            hidden += [output.get("data", {}).get("text/markdown", "") for output in cell.get("outputs", [])]
        for source in hidden:
            lines = [line.strip() for line in "".join(source).splitlines()]
            yield from (line for line in lines if len(line) >= SECRET)
            bold = [part for line in lines for part in line.split("**")[1::2] if any(map(str.isdigit, part))]
            yield from (part if len(part) >= SHORT else f"**{part}**" for part in bold)
        if "answer" in tags:
            source = "".join(cell["source"])
            values = [node.value for node in ast.parse(source).body if isinstance(node, ast.Assign)]
            told = (ast.get_source_segment(source, value) for value in values)
            yield from (answer for answer in told if len(answer) >= SECRET or "." in answer)


def _texts(part):
    """List every string of a notebook, joined where it is a list of lines."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, list) and all(isinstance(line, str) for line in part):
        return ["".join(part)]
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
    return [text for one in inner for text in _texts(one)]
