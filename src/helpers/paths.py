"""Where things are, and the one way a file is written: whole or not at all."""

import csv
import io
import json
import os
import re
from contextlib import suppress
from fnmatch import fnmatch
from functools import cache
from glob import escape
from pathlib import Path

from helpers.errors import InputError, machine

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NAME = re.compile(r"[\w-]+")
COPY = re.compile(r"\s|^\.|^Untitled|-Copy\d*$|-checkpoint$|[(（]\d+[)）]$|副本")
"""In the name of a notebook that JupyterLab, a file manager or a cloud drive has made."""


def root():
    """Give the project's folder: HELPERS_ROOT where it is set, else the checkout this package lies in.

    Examples
    --------
    >>> (root() / "data/raw").is_dir()
    True
    """
    return _resolved(os.environ.get("HELPERS_ROOT") or Path(__file__).parents[2])


@cache
def _resolved(folder):
    return Path(folder).resolve()


def plans():
    """List the known plans: every folder of data/raw with a source.yml and a slug as name, in alphabetical order.

    A folder whose name has another's in it, and the same source.yml, is a copy of that one and no plan.

    Examples
    --------
    >>> "yunyang-14fyp" in plans()
    True
    """
    named = sorted(filter(SLUG.fullmatch, _folders()))
    known = set(named)
    return [name for name in named if not any(_alike(name, other) for other in _inside(name) & known)]


def _inside(name):
    """Give the names that a longer one has in it: shandong-14fyp, 14fyp-copy … of shandong-14fyp-copy."""
    parts = name.split("-")
    places = range(len(parts) + 1)
    return {"-".join(parts[first:last]) for first in places for last in places} - {name, ""}


def _alike(name, other):
    one, two = (raw(each) / "source.yml" for each in (name, other))
    return one.read_bytes() == two.read_bytes()


def plans_beside(plan):
    """List the known plans of a plan's place, as its name begins, itself among them.

    Examples
    --------
    >>> plans_beside("china-14fyp")
    ['china-13fyp', 'china-14fyp', 'china-15fyp']
    """
    return [each for each in plans() if each.split("-")[0] == plan.split("-")[0]]


def notebooks(folder="notebooks"):
    """List the names of the notebooks of a folder; copies, and what has no name of its own yet, are none.

    Examples
    --------
    >>> notebooks()[:2]
    ['00-add-your-plan', '01-clean']
    """
    names = sorted(file.stem for file in (root() / folder).glob("*.ipynb"))
    own = [name for name in names if NAME.fullmatch(name) and not COPY.search(name)]
    return [name for name in own if not any(name.startswith(f"{other}-") for other in own)]


def notebook(name, language="en"):
    """Give the path of a notebook in a language; of one that is not written in it, that in English.

    Examples
    --------
    >>> relative(notebook("01-clean")), relative(notebook("cases/forecast-the-past", "zh"))
    ('notebooks/01-clean.ipynb', 'notebooks/zh/cases/forecast-the-past.ipynb')
    """
    english, own = (root() / "notebooks" / folder / f"{name}.ipynb" for folder in ("", language))
    return own if own.exists() else english


def passed_over():
    """Say what lies among the plans and the notebooks and is none of them => list of sentences.

    Examples
    --------
    >>> passed_over()
    []
    """
    found = [
        f"data/raw/{name} is passed over: "
        + ("it is a copy" if SLUG.fullmatch(name) else "the name of a plan's folder is written in a-z, 0-9 and -")
        for name in sorted(_folders() - set(plans()))
    ]
    for folder, numbered in (("", "[0-9]*"), ("cases", "*")):
        known = [name for name in notebooks(f"notebooks/{folder}") if fnmatch(name, numbered)]
        for within, why in (
            ("", "it is a copy, or has no name of its own"),
            ("zh", "no English notebook has its name"),
        ):
            files = sorted((root() / "notebooks" / within / folder).glob("[!.]*.ipynb"))
            found += [f"{relative(file)} is passed over: {why}" for file in files if file.stem not in known]
    for folder in ("data/processed", "figures"):
        left = {file.name for file in (root() / folder).glob("[!.]*") if file.is_dir()} - {*plans(), "compare"}
        found += [f"{folder}/{name} is left of a plan that data/raw does not have" for name in sorted(left)]
    return found


def _folders():
    return {file.parent.name for file in (root() / "data/raw").glob("*/source.yml")}


def check_plan(plan):
    """Return the name of a known plan, or say which ones are known.

    Raises
    ------
    InputError
        If `plan` is not a slug, or no folder of data/raw with a source.yml has that name.

    Examples
    --------
    >>> check_plan("yunyang-14fyp")
    'yunyang-14fyp'
    >>> check_plan("../etc")
    Traceback (most recent call last):
    helpers.errors.InputError: no plan is called '../etc'. Remedy: use one of ...
    """
    if isinstance(plan, str) and SLUG.fullmatch(plan) and (root() / "data/raw" / plan / "source.yml").exists():
        return plan
    raise InputError(
        f"no plan is called {plan!r}",
        f"use one of {', '.join(plans()) or '(none yet)'}, or make data/raw/<plan>/source.yml, the name in a-z, 0-9, -",
    )


def raw(plan):
    """Folder of what was published.

    Examples
    --------
    >>> relative(raw("yunyang-14fyp"))
    'data/raw/yunyang-14fyp'
    """
    return root() / "data/raw" / check_plan(plan)


def processed(plan=None):
    """Folder of a plan's tidy tables; without a plan that of the combined ones.

    Examples
    --------
    >>> relative(processed("yunyang-14fyp")), relative(processed())
    ('data/processed/yunyang-14fyp', 'data/processed')
    """
    return root() / "data/processed" / (check_plan(plan) if plan else "")


def figures(plan=None):
    """Folder of a plan's figures; without a plan that of the comparison.

    Examples
    --------
    >>> relative(figures("yunyang-14fyp")), relative(figures())
    ('figures/yunyang-14fyp', 'figures/compare')
    """
    return root() / "figures" / (check_plan(plan) if plan else "compare")


def relative(path):
    """Name a path as people see it, from the project's folder, with forward slashes.

    Examples
    --------
    >>> relative(root() / "data" / "raw")
    'data/raw'
    """
    path = Path(path)
    return path.relative_to(root()).as_posix() if path.is_relative_to(root()) else str(path)


def read_text(path, codes=("utf-8-sig",)):
    """Read a text file that people write, in the first of some encodings that fits.

    Raises
    ------
    InputError
        If it is not there, or in none of them.

    Examples
    --------
    >>> read_text(root() / "README.md").splitlines()[0]
    '# plan-notebooks'
    """
    for code in codes:
        try:
            return Path(path).read_text(encoding=code)
        except FileNotFoundError:
            raise InputError("no such file", "make it, or correct its name", file=relative(path)) from None
        except UnicodeDecodeError:
            continue
    wrong, maybe = ("is not UTF-8", " (it may be GBK)") if len(codes) == 1 else ("is in no encoding that is known", "")
    raise InputError(wrong, f"save it as UTF-8{maybe}", file=relative(path))


EXCEL = ("utf-8-sig", "gb18030")
"""Encodings in which Excel saves what it was given."""


def read_json(path, remedy="restore it, or delete it"):
    """Read a JSON object that a program wrote => dict.

    Raises
    ------
    InputError
        If it is not there, empty, torn, or something else.

    Examples
    --------
    >>> len(read_json(root() / "notebooks/01-clean.ipynb")["cells"]) > 10
    True
    """
    try:
        found = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise InputError(f"is no whole JSON ({error.msg})", remedy, file=relative(path), line=error.lineno) from None
    if not isinstance(found, dict):
        raise InputError("is another JSON than it should be", remedy, file=relative(path))
    return found


def read_rows(path, text=None):
    """Read a CSV that people write => (header, iterator of (line, cells)); the header is line 1.

    Its `text` is read from the file unless it is given.

    Raises
    ------
    InputError
        If a quotation mark is not closed, or a cell goes over several lines: rows would be lost in it.

    Examples
    --------
    >>> header, rows = read_rows(root() / "data/raw/labels.csv")
    >>> header, next(rows)
    (['stage', 'label', 'indicator', 'note'], (2, ['九年义务教育', '在校生', 'compulsory_enrolment', '']))
    """
    file, text = relative(path), read_text(path) if text is None else text
    rows = _rows(csv.reader(io.StringIO(text, newline=""), strict=True), file)
    return next(rows, (1, []))[1], rows


def read_records(path, text=None, named=str.strip):
    r"""Read a CSV that people write as `read_rows` does => (header, list of dicts of texts, each with its `line`).

    Names are folded by `named`; a column without a name is left out.

    Raises
    ------
    InputError
        If a column stands twice, or a row has more or fewer cells than the header: they would stand under the names
        of other columns.

    Examples
    --------
    >>> header, rows = read_records("a.csv", "label,printed\n甲率,95%\n")
    >>> rows
    [{'label': '甲率', 'printed': '95%', 'line': 2}]
    >>> read_records("a.csv", "label,printed\n95%\n")
    Traceback (most recent call last):
    helpers.errors.InputError: a.csv, line 2: has more or fewer cells than the header. Remedy: ...
    """
    header, rows = read_rows(path, text)
    header, found = [named(head) for head in header], []
    if twice := [head for head in header if head and header.count(head) > 1]:
        raise InputError(f"column {twice[0]} stands twice", "keep one of them", file=relative(path), line=1)
    for line, cells in rows:
        if len(cells) != len(header):
            wrong = "has more or fewer cells than the header"
            raise InputError(wrong, "quote a cell with a comma", file=relative(path), line=line)
        found.append({head: cell.strip() for head, cell in zip(header, cells, strict=True) if head} | {"line": line})
    return header, found


def _rows(reader, file):
    remedy = "close each quotation mark, and write one inside a cell twice"
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            wrong = "a quotation mark is not closed" if "end of data" in str(error) else f"is no CSV ({error})"
            raise InputError(wrong, remedy, file=file, line=line) from None
        if cells is None:
            return
        if broken := [cell for cell in cells if "\n" in cell or "\r" in cell]:
            first = broken[0].splitlines()[0]
            raise InputError("a cell goes over several lines", remedy, file=file, line=line, cell=first)
        if cells:
            yield line, cells


def write(path, content):
    r"""Write bytes or text whole or not at all, leave an equal file alone, and tell the runner of it.

    What a process that was killed has left half-written of the same file goes.

    The runner names a file in HELPERS_OUTPUTS; every path written is added to it, a line each.

    Raises
    ------
    InputError
        If the disk is full, or the file may not be written; what was there stays as it was.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "folder" / "table.csv"
    >>> write(file, "a,b\n").read_text()
    'a,b\n'
    """
    return write_all({path: content})[0]


def write_all(contents):
    """Write several files as `write` does, and none of them where there is no room for all => list of paths.

    Examples
    --------
    >>> write_all({})
    []
    """
    wanted = {Path(path): text.encode() if isinstance(text, str) else text for path, text in contents.items()}
    partials = {}
    try:
        for path, content in wanted.items():
            with machine(relative(path)):
                if not (path.exists() and path.read_bytes() == content):
                    path.parent.mkdir(parents=True, exist_ok=True)
                    partials[path] = path.with_name(f".{path.name}.{os.getpid()}")
                    partials[path].write_bytes(content)
        for path, partial in partials.items():
            with machine(relative(path)):
                partial.replace(path)
        for path in wanted:
            for left in path.parent.glob(f".{escape(path.name)}.*"):
                _drop(left)
            if log := os.environ.get("HELPERS_OUTPUTS"):
                with open(log, "a", encoding="utf-8") as lines:
                    lines.write(relative(path) + "\n")
    finally:
        for partial in partials.values():
            with suppress(OSError):
                partial.unlink(missing_ok=True)
    return [*wanted]


def remove(path):
    """Remove a file, if it is there.

    Raises
    ------
    InputError
        If it may not be.

    Examples
    --------
    >>> remove(root() / "no-such-file")
    """
    with machine(relative(path)):
        if path.exists():  # where nothing may be written, not even what is not there is removed without an error
            path.unlink(missing_ok=True)


def inside(name, folders=("",), told=""):
    """Give the path of a name that another machine or an old file gives: within folders of the project.

    Parameters
    ----------
    name : str
        From the project's folder, with forward slashes.
    folders : sequence of str
        One of which it must lie in; the project's own by default.
    told : str
        Who names it, for the error.

    Raises
    ------
    InputError
        If it leads out of there, by .., as an absolute path, or through a link.

    Examples
    --------
    >>> relative(inside("data/processed/x/targets.csv", ["data/processed"]))
    'data/processed/x/targets.csv'
    >>> inside("figures/../../elsewhere", ["figures"], "a stamp")
    Traceback (most recent call last):
    helpers.errors.InputError: a stamp, 'figures/../../elsewhere': leads out of figures. Remedy: delete ...
    """
    path = root() / name
    if ".." not in Path(name).parts and not {*"\\:\0"} & {*name}:
        found = path.resolve()
        if found != root() and any(found.is_relative_to((root() / folder).resolve()) for folder in folders):
            return path
    where = ", ".join(filter(None, folders)) or "the project"
    raise InputError(
        f"leads out of {where}", "delete what names it, and trust nothing from there", file=told, cell=name
    )


def sweep(folders, process):
    """Remove what a process that has ended left half-written in folders.

    Examples
    --------
    >>> sweep([root() / "no-such-folder"], 1)
    """
    for folder in folders:
        for left in folder.glob(f".*.{process}"):
            with suppress(OSError):
                left.unlink()


def _drop(partial):
    """Remove a half-written file, unless the process that writes it lives."""
    from psutil import pid_exists

    writer = partial.suffix[1:]
    if writer.isdigit() and not pid_exists(int(writer)):
        partial.unlink(missing_ok=True)
