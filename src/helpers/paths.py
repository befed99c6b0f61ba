"""Where things are, and the one way a file is written: whole or not at all."""

import csv
import io
import os
import re
from functools import cache
from glob import escape
from pathlib import Path

from helpers.errors import InputError

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


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
    """List the known plans: every folder of data/raw with a source.yml, in alphabetical order.

    Examples
    --------
    >>> "yunyang-14fyp" in plans()
    True
    """
    return sorted(file.parent.name for file in (root() / "data/raw").glob("*/source.yml"))


def plans_beside(plan):
    """List the known plans of a plan's place, as its name begins, itself among them.

    Examples
    --------
    >>> plans_beside("china-14fyp")
    ['china-13fyp', 'china-14fyp']
    """
    place = plan.split("-")[0]
    files = (root() / "data/raw").glob(f"{place}*/source.yml")
    return sorted(file.parent.name for file in files if file.parent.name.split("-")[0] == place)


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


def read_text(path):
    """Read a text file that people write.

    Raises
    ------
    InputError
        If it is not there, or not UTF-8.

    Examples
    --------
    >>> read_text(root() / "README.md").splitlines()[0]
    '# plan-notebooks'
    """
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError("no such file", "make it, or correct its name", file=relative(path)) from None
    except UnicodeDecodeError:
        raise InputError("is not UTF-8", "save it as UTF-8 (it may be GBK)", file=relative(path)) from None


def read_rows(path):
    """Read a CSV that people write => (header, iterator of (line, cells)); the header is line 1.

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
    file, text = relative(path), read_text(path)
    rows = _rows(csv.reader(io.StringIO(text, newline=""), strict=True), file)
    return next(rows, (1, []))[1], rows


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

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "folder" / "table.csv"
    >>> write(file, "a,b\n").read_text()
    'a,b\n'
    """
    path, content = Path(path), content.encode() if isinstance(content, str) else content
    if not (path.exists() and path.read_bytes() == content):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.{os.getpid()}")
        partial.write_bytes(content)
        partial.replace(path)
    for left in path.parent.glob(f".{escape(path.name)}.*"):
        _drop(left)
    if log := os.environ.get("HELPERS_OUTPUTS"):
        with open(log, "a", encoding="utf-8") as lines:
            lines.write(relative(path) + "\n")
    return path


def _drop(partial):
    """Remove a half-written file, unless the process that writes it lives."""
    from psutil import pid_exists

    writer = partial.suffix[1:]
    if writer.isdigit() and not pid_exists(int(writer)):
        partial.unlink(missing_ok=True)
