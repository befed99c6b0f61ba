"""One execution of a notebook: its parameters, its digest, its execution with papermill, what is kept of it.

What a job has read and written is remembered in a stamp beside its executed copy under build/; a job whose content has
not changed is up to date.
"""

import ast
import hashlib
import json
import os
import re
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path

from helpers import paths
from helpers.errors import InputError

SIZES = PAGE, *_ = ("page", "column", "slide")
"""What figures are laid out for; the first needs no word in the name of a file."""
FILES = ("svg", "pdf", "png")
"""The formats of a figure."""
OTHERS = ("nation", "beside")
"""Parameters that name plans, joined by ;."""
CODE = (".py", ".json", ".mplstyle")
FOR_READERS = ("__main__.py", "paper", "site", "gallery.py", "glossary.py", "cluster.py")
"""Modules that no notebook uses: what is executed does not depend on them."""
FORKS = sys.platform == "linux"
"""Whether a process may be forked from one with libraries loaded; elsewhere that is not safe, or not possible."""
ENGINES = ("auto", "fork", "kernel")
"""What executes the cells: a process forked for the notebook, or a kernel; auto takes the first where it can."""
TIMEOUT = 1800.0
"""Seconds that one notebook may take."""
IN_PROCESS = "inprocess"
"""What papermill calls the engine of `helpers.engine`."""
PROCESS = re.compile(r"ipykernel_\d+")
"""In the paths that warnings print: a process's number."""
LIVE = "live-kernel"
"""The tag of a cell that needs a kernel of its own: it reads input, holds a live widget, or calls JavaScript."""
FORMATS = "HELPERS_FORMATS"
"""Names the formats of figures, joined by commas; all where it is not set."""


ENVIRONMENT = {
    # Threads of the linear algebra would not survive a fork, and the notebooks already keep all processors busy.
    **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    "JUPYTER_PREFER_ENV_PATH": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}
"""In which notebooks are executed, whatever executes them."""


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
    tagged = ["".join(source) for _, source, tags in _source(file) if "parameters" in tags]
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


def execute(job, inputs="", inject=True, engine="kernel"):
    """Execute one notebook with papermill into build/ => '' or what went wrong, with the cell and the error.

    The executed copy lands whole; one that failed is kept beside it as .failed.ipynb.

    Parameters
    ----------
    job : Job
    inputs : str
        The digest of what it reads, for its stamp.
    inject : bool
        Set its parameters; else those of the notebook hold.
    engine : str
        kernel starts one; fork runs the cells in this process, which must end with them; auto is fork where the
        notebook and the platform allow it.
    """
    # jsonschema would compile dozens of grammars for a format of addresses that no notebook uses.
    sys.modules.setdefault("rfc3987_syntax", None)
    import papermill
    from papermill.exceptions import PapermillExecutionError

    target, failed, written, log = (job.built(end) for end in (".ipynb", ".failed.ipynb", ".outputs", ".log"))
    partial = job.built(".partial.ipynb")
    target.parent.mkdir(parents=True, exist_ok=True)
    for file in (written, failed):
        file.unlink(missing_ok=True)
    more = {**ENVIRONMENT, "HELPERS_OUTPUTS": str(written), "HELPERS_ROOT": str(paths.root())}
    known = parameters(job.notebook)
    values = {"plan": job.plan, "language": job.language, **dict(job.parameters)}
    values = {key: value for key, value in values.items() if key in known}
    try:
        with _stderr_to(log), environment(more):
            papermill.execute_notebook(
                paths.root() / "notebooks" / f"{job.notebook}.ipynb",
                partial,
                values if inject else {},
                engine_name=IN_PROCESS if _in_process(job.notebook, engine) else None,
                kernel_name="python3",
                progress_bar=False,
                request_save_on_cell_execute=False,
            )
    except PapermillExecutionError as error:
        partial.replace(failed)
        return f"cell {error.exec_count}: {error.ename}: {error.evalue}".strip()
    except Exception as error:
        partial.unlink(missing_ok=True)
        return f"{type(error).__name__}: {error} (see {paths.relative(log)})"
    finally:
        lines = written.read_text(encoding="utf-8").splitlines() if written.exists() else []
        written.unlink(missing_ok=True)
    log.unlink(missing_ok=True)
    paths.write(target, normalised(partial.read_text(encoding="utf-8")))
    partial.unlink()
    left = {name: _sha256(paths.root() / name) for name in sorted({*lines, paths.relative(target)})}
    paths.write(job.built(".json"), json.dumps({"inputs": inputs, "outputs": left}, indent=1) + "\n")
    return ""


def _in_process(notebook, engine):
    """Tell whether a notebook's cells are run in this process; one tagged live-kernel needs a kernel."""
    tags = {tag for _, _, tags in _source(paths.root() / "notebooks" / f"{notebook}.ipynb") for tag in tags}
    return engine == "fork" or (engine == "auto" and FORKS and LIVE not in tags)


def outputs(job):
    """List what a job wrote when it was last executed, by its stamp => set of paths.

    Examples
    --------
    >>> outputs(Job("never-executed", None, "en"))
    set()
    """
    file = job.built(".json")
    return set(json.loads(file.read_text(encoding="utf-8"))["outputs"]) if file.exists() else set()


def fresh_stamp(job, inputs):
    """Give the job's stamp if the job is up to date: same inputs, and every output as it was left."""
    file = job.built(".json")
    if not file.exists():
        return None
    stamp = json.loads(file.read_text(encoding="utf-8"))
    fresh = stamp["inputs"] == inputs and all(
        (paths.root() / name).exists() and _sha256(paths.root() / name) == digest
        for name, digest in stamp["outputs"].items()
    )
    return stamp if fresh else None


def tables_of(stamp):
    """Pick what later notebooks read: the tables, not the figures and the executed copy.

    Examples
    --------
    >>> tables_of({"outputs": {"data/processed/x/targets.csv": "a1", "figures/x/y.svg": "b2"}})
    {'data/processed/x/targets.csv': 'a1'}
    """
    return {name: digest for name, digest in stamp["outputs"].items() if name.startswith("data/processed/")}


def digest(job, before):
    """Digest all that a job depends on: code, notebook, parameters, material, and the tables earlier jobs left."""
    raw = paths.root() / "data/raw"
    if job.plan:
        material = [file for file in sorted((raw / job.plan).iterdir()) if file.is_file()] + sorted(raw.glob("*.csv"))
        material += [file for plan in job.others for file in _published(plan)]
    else:
        material = [
            *sorted(raw.glob("*.csv")),
            *sorted(raw.glob("*/source.yml")),
            *sorted(paths.processed().glob("*/*.csv")),
        ]
    content = {
        "code": _code(paths.root()),
        "notebook": _source(paths.root() / "notebooks" / f"{job.notebook}.ipynb"),
        "parameters": [job.plan, job.language, job.parameters, formats(os.environ.get(FORMATS, ""))],
        "material": {paths.relative(file): _sha256(file) for file in material},
        "before": before,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


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


def _published(plan):
    """List what a notebook reads of another plan: its source.yml, and what was cleaned of it."""
    tables = [paths.processed(plan) / f"{table}.csv" for table in ("targets", "observations", "indicators")]
    return [paths.raw(plan) / "source.yml", *(file for file in tables if file.exists())]


def normalised(text):
    """Take out of an executed notebook what differs from run to run: times, random ids, versions, split streams."""
    notebook = json.loads(text)
    notebook["metadata"].pop("papermill", None)
    notebook["metadata"]["language_info"] = {"name": "python"}
    for number, cell in enumerate(notebook["cells"]):
        for key in ("papermill", "execution"):
            cell["metadata"].pop(key, None)
        if not cell["metadata"].get("tags"):
            cell["metadata"].pop("tags", None)
        for tag in ("injected-parameters", "papermill-error-cell-tag"):
            if tag in cell["metadata"].get("tags", []):
                cell["id"] = tag if tag == "injected-parameters" else f"{tag}-{number}"
        if cell["cell_type"] == "code":
            cell["outputs"] = _joined_streams(cell["outputs"])
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _joined_streams(outputs):
    """Join what was printed between two displays, warnings last: a kernel sends the two kinds when it likes."""
    joined = []
    for printed, group in groupby(outputs, lambda output: output["output_type"] == "stream"):
        if not printed:
            joined += group
            continue
        texts = {}
        for output in group:
            texts.setdefault(output["name"], []).extend(PROCESS.sub("ipykernel", line) for line in output["text"])
        joined += [{"name": name, "output_type": "stream", "text": texts[name]} for name in sorted(texts, reverse=True)]
    return joined


@contextmanager
def environment(more):
    """Set environment variables, which processes started meanwhile inherit.

    Examples
    --------
    >>> with environment({"HELPERS_FORMATS": "png"}):
    ...     os.environ["HELPERS_FORMATS"]
    'png'
    """
    kept = dict(os.environ)
    os.environ |= more
    try:
        yield
    finally:
        os.environ.clear()
        os.environ |= kept


@contextmanager
def _stderr_to(file):
    """Send what kernels print on the terminal to a file."""
    sys.stderr.flush()
    kept = os.dup(2)
    with open(file, "wb") as log:
        os.dup2(log.fileno(), 2)
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, 2)
        os.close(kept)


@cache
def _code(root):
    """Digest the helpers and the versions of the libraries."""
    lock = root / "requirements.lock"
    return [*code(), *([_sha256(lock)] if lock.exists() else [])]


def code():
    """Digest the modules that notebooks may use, file by file, in the order of their names.

    Examples
    --------
    >>> len(code()) > 50
    True
    """
    package = Path(__file__).parent
    files = [file for file in sorted(package.rglob("*")) if file.suffix in CODE]
    return [_sha256(file) for file in files if file.relative_to(package).parts[0] not in FOR_READERS]


def _source(file):
    """Give a notebook's cells without their outputs: kind, source, tags."""
    about = file.stat()
    return _read(file, about.st_mtime_ns, about.st_size)


@cache
def _read(file, *_):
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return [[cell["cell_type"], cell["source"], cell["metadata"].get("tags", [])] for cell in cells]


def _sha256(file):
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()
