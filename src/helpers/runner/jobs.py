"""What is executed: a notebook for a plan in a language, its parameters, and the files that it may read."""

import ast
import csv
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property

from helpers import paths
from helpers.errors import InputError

SIZES = PAGE, *_ = ("page", "column", "slide")
"""What figures are laid out for; the first needs no word in the name of a file."""
FILES = ("svg", "pdf", "png")
"""The formats of a figure."""
OTHERS = ("nation", "beside")
"""Parameters that name other plans, joined by ;."""
PLANS = ("plan", "city", "other", *OTHERS)
"""All that do."""
INDICATORS = ("indicator", "forecast_of", "first", "second")
"""Parameters that name an indicator."""
TAKES = {int: "a whole number", float: "a number", str: "a text", bool: "True or False"}
"""What a parameter takes, by the type of its default."""
ASKING = ("08-ambition", "09-cohorts", "10-completion")
"""Notebooks of the three questions, in their order."""
ASKS = ("questions.tables(", "audit.plan(", "audit.read(")
"""Calls that hold a plan against the documents of all others, and against data/raw/reference."""
FORMATS = "HELPERS_FORMATS"
"""Names the formats of figures, joined by commas; all where it is not set."""
FRAME = "HELPERS_FRAME"
"""Names what stands around the panels of a figure: full, or bare for journals that set title and source themselves."""
FRAMES = ("full", "bare")


checked = {}
"""The notebook that this process executes and its parameters, since `check`: the record of every figure has them."""


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
        """The other plans whose tables the job reads: known ones that it names, and all of the nation's."""
        known = {name: default for name, (default, _) in parameters(self.notebook).items()} | dict(self.parameters)
        named = [plan.strip() for name in OTHERS for plan in str(known.get(name, "")).split(";") if plan.strip()]
        nation = str(known.get("nation", "")).strip()
        named += paths.plans_beside(nation) if nation else []
        return [plan for plan in dict.fromkeys(named) if plan != self.plan and plan in paths.plans()]

    @property
    def written(self):
        """The path of the notebook in the job's language."""
        return paths.notebook(self.notebook, self.language)

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
    file = paths.notebook(notebook)
    tagged = ["".join(source) for _, source, tags in cells(file) if "parameters" in tags]
    if len(tagged) != 1:
        raise InputError(f"{len(tagged)} cells are tagged parameters", "tag exactly one", file=paths.relative(file))
    found, lines = {}, tagged[0].splitlines()
    try:
        statements = ast.parse(tagged[0]).body
    except SyntaxError as error:
        wrong, line = "is not Python", (error.text or "").strip()
        raise InputError(wrong, "write name: type = literal  # help", file=paths.relative(file), cell=line) from None
    for statement in statements:
        line = lines[statement.lineno - 1]
        try:
            found[statement.target.id] = (ast.literal_eval(statement.value), line.partition("#")[2].strip())
        except (AttributeError, ValueError):
            raise InputError(
                "is not a typed literal", "write name: type = literal  # help", file=paths.relative(file), cell=line
            ) from None
    return found


def check(notebook, given):
    """Hold that values are such as a notebook's parameters take: each of its type, and naming what there is.

    Parameters
    ----------
    notebook : str
    given : dict
        Values by name, others among them: globals() in the notebook itself. One that is not there is the default.

    Raises
    ------
    InputError
        If one is of another type, or its own name is misspelt, or it names no plan, indicator, language, size, scale,
        model … that is known. Of the plans that stand beside a plan, the nation's too, only those have to be there
        that somebody asks for.

    Examples
    --------
    >>> check("04-progress", {"as_of": "twenty"})
    Traceback (most recent call last):
    helpers.errors.InputError: 'twenty': parameter as_of takes a whole number. Remedy: as 0 is in 04-progress.
    """
    defaults = {name: default for name, (default, _) in parameters(notebook).items()}
    known = {name: given.get(name, default) for name, default in defaults.items()}
    _spelt(notebook, given, known)
    for name, default in defaults.items():
        value = known[name]
        if type(value) is not type(default):
            expected = f"as {default!r} is in {notebook}"
            raise InputError(f"parameter {name} takes {TAKES[type(default)]}", expected, cell=value)
        where = {"file": f"parameter {name} of {notebook}", "cell": value}
        if name in PLANS and not (name in OTHERS and value == default):
            for plan in filter(None, map(str.strip, value.split(";"))) if name == "beside" else (value,):
                if plan not in paths.plans():
                    there = ", ".join(paths.plans())
                    raise InputError(f"no plan is called {plan!r}", f"use one of {there or '(none yet)'}", **where)
        elif name in INDICATORS and value != default and value not in _indicators():
            remedy = "use a slug of its column indicator, in data/raw/indicators.csv"
            raise InputError(f"the codebook has no indicator {value!r}", remedy, **where)
        elif name == "as_of" and value and not 1900 <= value < 2100:
            raise InputError("is no year", "write four digits; 0 takes all that was observed", **where)
        elif value != default and (choices := _choices(name)) and value not in choices:
            raise InputError("is not known", f"use {', '.join(choices)}", **where)
    checked.clear()
    checked.update({"notebook": notebook} | known)


def _spelt(notebook, given, known):
    """Refuse a value whose name is nearly that of a parameter, and no name of the notebook's own."""
    code = "\n".join("".join(source) for kind, source, _ in cells(paths.notebook(notebook)) if kind == "code")
    own = {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}
    for name in [name for name, value in given.items() if name not in own | {*known} and type(value) in TAKES]:
        if near := get_close_matches(name, known, 1, 0.7):
            value = given.pop(name)  # so that a kernel in which the cell is corrected has forgotten it
            raise InputError(f"{notebook} has no parameter {name!r}", f"write {near[0]}", cell=value)


def _indicators():
    """List the slugs of the codebook, and those of what nobody has described yet, as far as plans have been cleaned."""
    from helpers.codebook import indicators

    found = set(indicators.load().index)
    for file in [paths.processed(plan) / "indicators.csv" for plan in paths.plans()]:
        with suppress(OSError), open(file, encoding="utf-8", errors="replace", newline="") as lines:
            found |= {row.get("indicator") for row in csv.DictReader(lines)}
    return found


def _choices(name):
    """List the values that a parameter may have; () where it is not chosen from a list."""
    from helpers.growth.formulas import METHODS
    from helpers.language import LANGUAGES
    from helpers.progress.verdicts import SETS
    from helpers.trend.models import MODELS
    from helpers.trend.scales import SCALES

    known = {"language": LANGUAGES, "size": SIZES, "scale": ("primary", *METHODS)}
    return (known | {"thresholds": SETS, "model": MODELS, "fitted_on": SCALES}).get(name, ())


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


def frame(name):
    """Read what stands around the panels of a figure; nothing named means title, subtitle and source.

    Raises
    ------
    InputError
        If it is not known.

    Examples
    --------
    >>> frame("bare"), frame("")
    ('bare', 'full')
    """
    if name and name not in FRAMES:
        raise InputError(f"frame {name!r} is not known", f"use {' or '.join(FRAMES)}")
    return name or FRAMES[0]


def asked(job):
    """List what a job of a plan reads of data/raw besides the plan's own folder and the codebook.

    Examples
    --------
    >>> asked(Job("01-clean", "yunyang-14fyp", "en"))
    []
    >>> [len({file.parent.name for file in asked(Job(name, "yantai-14fyp", "en"))} & {"reference", "china-14fyp"})
    ...     for name in ("07-read-critically", "08-ambition")]
    [2, 2]
    """
    code = "\n".join("".join(source) for kind, source, _ in cells(paths.notebook(job.notebook)) if kind == "code")
    if not any(call in code for call in ASKS):
        return []
    from helpers.codebook import source

    raw, abouts = paths.root() / "data/raw", source.everyone()
    related = [*source.above(job.plan, abouts), *source.beside(job.plan, abouts)] if job.plan in abouts else []
    folders = [*(raw / plan for plan in related), raw / "reference"]
    inside = [file for folder in folders for file in sorted(folder.glob("*")) if file.is_file()]
    return list(dict.fromkeys([*(raw / plan / "source.yml" for plan in abouts), *inside]))


def reads(job):
    """List the files that a job of a plan may read, besides the code.

    Examples
    --------
    >>> [paths.relative(file) for file in reads(Job("01-clean", "yunyang-14fyp", "en"))][-1]
    'notebooks/01-clean.ipynb'
    """
    folders = [folder(plan) for plan in (job.plan, *job.others) for folder in (paths.raw, paths.processed)]
    inside = [file for folder in folders for file in sorted(folder.glob("*")) if file.is_file()]
    code = dict.fromkeys([paths.notebook(job.notebook), job.written])
    return [*sorted((paths.root() / "data/raw").glob("*.csv")), *asked(job), *inside, *code]


def cells(file):
    """Give a notebook's cells without their outputs: kind, source, tags.

    Raises
    ------
    InputError
        If the file is torn, or no notebook.

    Examples
    --------
    >>> cells(paths.root() / "notebooks/01-clean.ipynb")[0][0]
    'markdown'
    """
    about = file.stat()
    return _read(file, about.st_mtime_ns, about.st_size)


@cache
def _read(file, *_):
    whole = paths.read_json(file)
    try:
        return [[cell["cell_type"], cell["source"], cell["metadata"].get("tags", [])] for cell in whole["cells"]]
    except (KeyError, TypeError, AttributeError):
        raise InputError("is no notebook", "restore it, or delete it", file=paths.relative(file)) from None
