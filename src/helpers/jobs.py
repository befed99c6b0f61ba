"""What is executed: a notebook for a plan in a language, its parameters, and the files that it may read."""

import ast
import json
from dataclasses import dataclass
from functools import cache, cached_property

from helpers import paths
from helpers.errors import InputError

SIZES = PAGE, *_ = ("page", "column", "slide")
"""What figures are laid out for; the first needs no word in the name of a file."""
FILES = ("svg", "pdf", "png")
"""The formats of a figure."""
OTHERS = ("nation", "beside")
"""Parameters that name plans, joined by ;."""
FORMATS = "HELPERS_FORMATS"
"""Names the formats of figures, joined by commas; all where it is not set."""


@dataclass(frozen=True)
class Job:
    """One execution of a notebook: for one plan (None: for all), in one language."""

    notebook: str
    plan: str | None
    language: str
    parameters: tuple[tuple[str, object], ...] = ()

    def __str__(self):
        size = dict(self.parameters).get("size", PAGE)
        return f"{self.plan or 'all plans'} · {self.notebook} ({self.language}{'' if size == PAGE else f', {size}'})"

    @cached_property
    def others(self):
        """The other plans whose tables the job reads: those that its parameters name, and all of the nation's."""
        known = {name: default for name, (default, _) in parameters(self.notebook).items()} | dict(self.parameters)
        named = [plan.strip() for name in OTHERS for plan in str(known.get(name, "")).split(";") if plan.strip()]
        nation = str(known.get("nation", "")).strip()
        named += paths.plans_beside(paths.check_plan(nation)) if nation else []
        return [paths.check_plan(plan) for plan in dict.fromkeys(named) if plan != self.plan]

    def built(self, end):
        """Give the path of what is kept of the job under build/: .ipynb, .json, .failed.ipynb, .log."""
        size = dict(self.parameters).get("size", PAGE)
        name = self.notebook if size == PAGE else f"{self.notebook}-{size}"
        return paths.root() / "build" / (self.plan or "compare") / f"{name}-{self.language}{end}"


def parameters(notebook):
    """Read a notebook's parameters cell => {name: (default, help)}.

    Raises
    ------
    InputError
        If the cell is missing, or a line is not `name: type = literal  # help`.

    Examples
    --------
    >>> parameters("01-clean")["plan"]
    ('yunyang-14fyp', 'a folder of data/raw')
    """
    file = paths.root() / "notebooks" / f"{notebook}.ipynb"
    tagged = ["".join(source) for _, source, tags in cells(file) if "parameters" in tags]
    if len(tagged) != 1:
        raise InputError(f"{len(tagged)} cells are tagged parameters", "tag exactly one", file=paths.relative(file))
    found, lines = {}, tagged[0].splitlines()
    for statement in ast.parse(tagged[0]).body:
        line = lines[statement.lineno - 1]
        try:
            found[statement.target.id] = (ast.literal_eval(statement.value), line.partition("#")[2].strip())
        except (AttributeError, ValueError):
            raise InputError(
                "is not a typed literal", "write name: type = literal  # help", file=paths.relative(file), cell=line
            ) from None
    return found


def formats(names):
    """Read which formats of figures are wanted; none named means all.

    Raises
    ------
    InputError
        If one is not known.

    Examples
    --------
    >>> formats("png, svg"), formats("")
    (('svg', 'png'), ('svg', 'pdf', 'png'))
    """
    asked = [name.strip() for name in names.split(",") if name.strip()]
    for name in asked:
        if name not in FILES:
            raise InputError(f"format {name!r} is not known", f"use {', '.join(FILES)}, joined by commas")
    return tuple(name for name in FILES if name in asked or not asked)


def reads(job):
    """List the files that a job of a plan may read, besides the code.

    Examples
    --------
    >>> [paths.relative(file) for file in reads(Job("01-clean", "yunyang-14fyp", "en"))][-1]
    'notebooks/01-clean.ipynb'
    """
    folders = [folder(plan) for plan in (job.plan, *job.others) for folder in (paths.raw, paths.processed)]
    inside = [file for folder in folders for file in sorted(folder.glob("*")) if file.is_file()]
    code = paths.root() / "notebooks" / f"{job.notebook}.ipynb"
    return [*sorted((paths.root() / "data/raw").glob("*.csv")), *inside, code]


def cells(file):
    """Give a notebook's cells without their outputs: kind, source, tags.

    Examples
    --------
    >>> cells(paths.root() / "notebooks/01-clean.ipynb")[0][0]
    'markdown'
    """
    about = file.stat()
    return _read(file, about.st_mtime_ns, about.st_size)


@cache
def _read(file, *_):
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return [[cell["cell_type"], cell["source"], cell["metadata"].get("tags", [])] for cell in cells]
