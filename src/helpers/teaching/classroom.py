"""The students' version of a case: solutions, teacher's notes, answers and outputs are not in it.

Cells tagged `solution` or `teacher` are left out. In cells tagged `answer` every `name = value` becomes `name = None`;
the comment on the line stays. Cells keep their ids; of their metadata only the tags stay.
"""

import ast
import hashlib
import json
import os

from helpers import paths
from helpers.errors import InputError
from helpers.language import LANGUAGES
from helpers.runner import jobs, run, stamps, workers

LEFT_OUT = {"solution", "teacher"}
LATER = "later"
"""The tag of a cell whose output waits for answers."""
SECRET, SHORT = 16, 6
"""Shorter lines of what is left out, and shorter numbers in bold, may stand elsewhere for another reason."""


def cases():
    """List the names of the cases.

    Examples
    --------
    >>> "eliminating-large-classes" in cases()
    True
    """
    return paths.notebooks("notebooks/cases")


def make(case=None, languages=LANGUAGES):
    """Write the students' version of one case or all in the languages => list of paths.

    They lie in build/classroom as the cases do in notebooks: build/classroom/zh/<case>.ipynb is the Chinese one.

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
    for file in (written(name, each) for each in languages for name in (known if case is None else [case])):
        notebook = paths.read_json(file)
        students = version(notebook, paths.relative(file))
        for secret in leaks(notebook, students):
            remedy = "word it otherwise"
            raise InputError("the students' version tells a solution", remedy, file=paths.relative(file), cell=secret)
        made[file] = json.dumps(students, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return paths.write_all({students_of(file): text for file, text in made.items()})


def written(case, language):
    """Give the path of a case in a language.

    Examples
    --------
    >>> paths.relative(written("forecast-the-past", "zh"))
    'notebooks/zh/cases/forecast-the-past.ipynb'
    """
    return paths.notebook(f"cases/{case}", language)


def students_of(file):
    """Give the path of the students' version of a case.

    Examples
    --------
    >>> paths.relative(students_of(written("forecast-the-past", "zh")))
    'build/classroom/zh/forecast-the-past.ipynb'
    """
    folder = file.parent.parent.relative_to(paths.root() / "notebooks")
    return paths.root() / "build/classroom" / folder / file.name


def store():
    """Execute all cases with their defaults, in the languages they are written in, and keep the outputs.

    Returns
    -------
    list of paths

    Raises
    ------
    InputError
        If a case fails; those stored before stay as they were.
    """
    for name in cases():
        jobs.check(f"cases/{name}", {})
    wanted = dict.fromkeys(run.stored(f"cases/{name}" for name in cases()), "")
    done = list(workers.execute(wanted, os.cpu_count() or 1, inject=False))
    return paths.write_all({each.written: each.built(".ipynb").read_bytes() for each in done})


def execute(languages=LANGUAGES):
    """Execute all cases in the languages into build/<plan>/cases/, as the site shows them => the jobs that were stale.

    Raises
    ------
    InputError
        If a case fails.

    Examples
    --------
    >>> execute(languages=())
    []
    """
    for name in cases() if languages else ():
        jobs.check(f"cases/{name}", {})
    tables = sorted(paths.processed().rglob("*.csv"))
    read = {paths.relative(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in tables}
    wanted = {each: stamps.digest(each, read) for each in (job(name, lang) for name in cases() for lang in languages)}
    stale = {each: inputs for each, inputs in wanted.items() if stamps.fresh(each, inputs) is None}
    return list(workers.execute(stale, os.cpu_count() or 1))


def job(case, language="en"):
    """Give the execution of a case for the plan that it is about.

    Examples
    --------
    >>> job("forecast-the-past", "zh").built(".ipynb").relative_to(paths.root()).as_posix()
    'build/china-14fyp/cases/forecast-the-past-zh.ipynb'
    """
    return jobs.Job(f"cases/{case}", jobs.parameters(f"cases/{case}")["plan"][0], language)


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


def preview(notebook, file=""):
    """Make the students' version of an executed notebook with the outputs that ask and show, none that answers.

    A cell whose output rests on an answer, or tells one, is without it and gets the tag `later`.

    Examples
    --------
    >>> def cell(source, said, *tags):
    ...     told = {"output_type": "execute_result", "data": {"text/markdown": said}}
    ...     about = {"cell_type": "code", "id": source, "source": source, "outputs": [told]}
    ...     return about | {"metadata": {"tags": list(tags)}}
    >>> cells = [cell("ask()", "How much?"), cell("a = 6.77", "✓ Right: 6.77.", "answer"), cell("show(a)", "6.77")]
    >>> shown = preview({"cells": cells, "metadata": {}})["cells"]
    >>> [(one["source"], len(one["outputs"]), one["metadata"].get("tags")) for one in shown]
    [('ask()', 1, None), ('a = None', 0, ['answer']), ('show(a)', 0, ['later'])]
    """
    students, made = version(notebook, file), {cell["id"]: cell for cell in notebook["cells"]}
    answered = set()
    for cell in students["cells"]:
        if cell["cell_type"] != "code":
            continue
        outputs = made[cell["id"]]["outputs"]
        names = [node for node in ast.walk(ast.parse("".join(cell["source"]))) if isinstance(node, ast.Name)]
        is_answer = "answer" in cell["metadata"].get("tags", [])
        if is_answer or answered & {name.id for name in names if isinstance(name.ctx, ast.Load)}:
            answered |= {name.id for name in names if isinstance(name.ctx, ast.Store)}
        elif not leaks(notebook, {"outputs": outputs}):
            cell["outputs"] = outputs
        if outputs and not cell["outputs"] and not is_answer:
            cell["metadata"] = {"tags": [*cell["metadata"].get("tags", []), LATER]}
    return students


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
