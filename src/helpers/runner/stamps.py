"""What a job has read and written, remembered in a stamp beside its executed copy: unchanged, it is up to date."""

import hashlib
import json
import os
from functools import cache
from pathlib import Path

from helpers import paths
from helpers.errors import InputError
from helpers.runner import jobs

CODE = (".py", ".json", ".mplstyle", ".toml")
FOR_READERS = (
    "__main__.py",
    "read/",
    "paper/",
    "site/",
    "codebook/glossary.py",
    "codebook/documents.py",
    "codebook/licences.py",
    "trace/",
    "package.py",
    "runner/cluster.py",
    "runner/twins.py",
)
"""Beginnings of the names of modules that no notebook uses: what is executed does not depend on them."""
WRITTEN = ("data/processed", "figures", "build")
"""The folders in which notebooks write."""


def keep(job, inputs, written):
    """Write the stamp of a job that was executed: the digest of what it read, and the files that it wrote.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from helpers.runner import execution
    >>> with TemporaryDirectory() as folder, execution.environment({"HELPERS_ROOT": folder}):
    ...     _ = paths.write(Path(folder, "figures/a.csv"), "1")
    ...     job = jobs.Job("01-clean", "x", "en")
    ...     keep(job, "the digest", {"figures/a.csv"})
    ...     sorted(outputs(job)), fresh(job, "the digest") is not None, fresh(job, "another")
    (['figures/a.csv'], True, None)
    """
    left = {name: _sha256(paths.root() / name) for name in sorted(written)}
    paths.write(job.built(".json"), json.dumps({"inputs": inputs, "outputs": left}, indent=1) + "\n")


def outputs(job):
    """List what a job wrote when it was last executed, by its stamp => set of paths.

    Raises
    ------
    InputError
        If the stamp names a file outside the folders in which notebooks write, as no run has left it.

    Examples
    --------
    >>> outputs(jobs.Job("never-executed", None, "en"))
    set()
    """
    return set(_kept(job).get("outputs", ()))


def fresh(job, inputs):
    """Give the job's stamp if the job is up to date: same inputs, and every output as it was left.

    Raises
    ------
    InputError
        As `outputs`.

    Examples
    --------
    >>> fresh(jobs.Job("never-executed", None, "en"), "a digest") is None
    True
    """
    stamp = _kept(job)
    try:
        unchanged = stamp.get("inputs") == inputs and all(
            _sha256(paths.root() / name) == left for name, left in stamp["outputs"].items()
        )
    except OSError:
        return None
    return stamp if unchanged else None


def _kept(job):
    """Read a job's stamp; one that is not there, or cannot be read, is empty."""
    file = job.built(".json")
    try:
        stamp = paths.read_json(file)
    except (InputError, OSError):
        return {}
    return held(stamp, paths.relative(file)) if isinstance(stamp.get("outputs"), dict) else {}


def held(stamp, told):
    """Hold that a stamp names files in the folders of `WRITTEN` only => the stamp; `told` says whose it is.

    Raises
    ------
    InputError
        If it does not.

    Examples
    --------
    >>> held({"outputs": {"../../x": ""}}, "build/x/01-clean-en.json")
    Traceback (most recent call last):
    helpers.errors.InputError: build/x/01-clean-en.json, '../../x': leads out of data/processed, figures, build. ...
    """
    for name in stamp["outputs"]:
        paths.inside(name, WRITTEN, told)
    return stamp


def left(job):
    """Give the digests of the tables that a job left when it was last executed, by its stamp.

    Examples
    --------
    >>> left(jobs.Job("never-executed", None, "en"))
    {}
    """
    return tables({"outputs": {}} | _kept(job))


def tables(stamp):
    """Pick what later notebooks read: the tables, not the figures and the executed copy.

    Examples
    --------
    >>> tables({"outputs": {"data/processed/x/targets.csv": "a1", "figures/x/y.svg": "b2"}})
    {'data/processed/x/targets.csv': 'a1'}
    """
    return {name: digest for name, digest in stamp["outputs"].items() if name.startswith("data/processed/")}


def digest(job, before):
    """Digest all that a job depends on: code, notebook, parameters, material, and the tables earlier jobs left."""
    raw = paths.root() / "data/raw"
    if job.plan:
        material = [file for file in sorted((raw / job.plan).iterdir()) if file.is_file()] + sorted(raw.glob("*.csv"))
        material += [*jobs.asked(job), *(file for plan in job.others for file in _published(plan))]
    else:
        material = [
            *sorted(raw.glob("*.csv")),
            *(raw / plan / "source.yml" for plan in paths.plans()),
            *(file for plan in paths.plans() for file in sorted(paths.processed(plan).glob("*.csv"))),
        ]
    content = {
        "code": _code(paths.root()),
        "notebook": jobs.cells(job.written),
        "parameters": [job.plan, job.language, job.parameters],
        "figures": [jobs.formats(os.environ.get(jobs.FORMATS, "")), jobs.frame(os.environ.get(jobs.FRAME, ""))],
        "material": {paths.relative(file): _sha256(file) for file in material},
        "before": before,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def _published(plan):
    """List what a notebook reads of another plan: its source.yml, and what was cleaned of it."""
    cleaned = [paths.processed(plan) / f"{table}.csv" for table in ("targets", "observations", "indicators")]
    return [paths.raw(plan) / "source.yml", *(file for file in cleaned if file.exists())]


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
    package = Path(__file__).parents[1]
    files = [file for file in sorted(package.rglob("*")) if file.suffix in CODE]
    return [_sha256(file) for file in files if not file.relative_to(package).as_posix().startswith(FOR_READERS)]


def _sha256(file):
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()
