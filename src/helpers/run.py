"""Execute the notebooks with papermill, strictly: every plan, in parallel, skipping what is up to date.

A notebook with a parameter `plan` is executed once a plan and language, in the order of the notebooks' names; one
without, once a language after all plans. What a job has read and written is remembered in a stamp beside its executed
copy under build/; a job whose content has not changed is not run again.
"""

import ast
import hashlib
import json
import os
import sys
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from helpers import paths
from helpers.errors import InputError
from helpers.words import LANGUAGES

CODE = (".py", ".json", ".mplstyle")
DIED = "the process that ran it died"


@dataclass(frozen=True)
class Job:
    """One execution of a notebook: for one plan (None: for all), in one language."""

    notebook: str
    plan: str | None
    language: str
    parameters: tuple[tuple[str, object], ...] = ()

    def __str__(self):
        return f"{self.plan or 'all plans'} · {self.notebook} ({self.language})"

    def built(self, end):
        """Give the path of what is kept of the job under build/: .ipynb, .json, .failed.ipynb, .log."""
        return paths.root() / "build" / (self.plan or "compare") / f"{self.notebook}-{self.language}{end}"


@dataclass
class Summary:
    """What a run did: jobs executed and skipped, and failures as (job, what happened)."""

    executed: list[Job] = field(default_factory=list)
    skipped: list[Job] = field(default_factory=list)
    failed: list[tuple[Job, str]] = field(default_factory=list)


def notebooks():
    """List the notebooks' names in their order: those of notebooks/ that begin with a number."""
    return sorted(file.stem for file in (paths.root() / "notebooks").glob("[0-9]*.ipynb"))


def parameters(notebook):
    """Read a notebook's parameters cell => {name: (default, help)}.

    Raises
    ------
    InputError
        If the cell is missing, or a line is not `name: type = literal  # help`.
    """
    file = paths.root() / "notebooks" / f"{notebook}.ipynb"
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    tagged = ["".join(cell["source"]) for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
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


def run(plans=(), language="both", jobs=None, force=False, given=None, report=lambda *_: None):
    """Execute all notebooks for the plans named, or for all, then those that compare plans.

    Parameters
    ----------
    plans : sequence of str
        Names of plans; none means all known ones.
    language : str
        en, zh or both.
    jobs : int, optional
        How many plans to work on at once; one a processor by default.
    force : bool
        Execute also what is up to date.
    given : dict, optional
        Values for parameters of the notebooks other than plan and language.
    report : callable
        Called as report(job, state, done, total) whenever a job ends; state is executed, skipped or failed.

    Returns
    -------
    Summary

    Raises
    ------
    InputError
        If a plan, a language or a parameter is not known. Nothing is executed then.
    """
    chosen = [paths.check_plan(plan) for plan in dict.fromkeys(plans)] or paths.plans()
    chains, last = _plan_jobs(chosen, _languages(language), given or {})
    total = sum(map(len, chains)) + len(last)
    summary = Summary()

    def ended(job, state, error=""):
        {"executed": summary.executed, "skipped": summary.skipped}.get(state, []).append(job)
        if state == "failed":
            summary.failed.append((job, error))
        done = len(summary.executed) + len(summary.skipped) + len(summary.failed)
        report(job, state, done, total)

    workers = max(1, min(jobs or os.cpu_count() or 1, max(len(chains), len(last), 1)))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        _work(pool, chains, force, ended)
        _work(pool, [[job] for job in last], force, ended)
    return summary


def store(report=lambda *_: None):
    """Execute every notebook with its defaults and keep the outputs in notebooks/, normalised.

    Raises
    ------
    InputError
        If a notebook fails; the notebooks stored before stay as they were.
    """
    names = notebooks()
    copies = {}
    for done, name in enumerate(names, 1):
        job = Job(name, parameters(name).get("plan", (None,))[0], parameters(name)["language"][0])
        error = execute(job, inject=False)
        if error:
            raise InputError(f"{job} failed, {error}", "mend it and run this again")
        copies[name] = job.built(".ipynb").read_bytes()
        report(job, "executed", done, len(names))
    for name, content in copies.items():
        paths.write(paths.root() / "notebooks" / f"{name}.ipynb", content)


def remarks(plans):
    """List what is not wrong but still to do: labels without a description, metadata and checksums to fill in."""
    import csv

    from helpers import source

    found = []
    for plan in plans:
        try:
            found += [f"{plan}: {remark}" for remark in source.remarks(plan)]
        except InputError:
            continue
        book = paths.processed(plan) / "indicators.csv"
        if book.exists():
            with open(book, encoding="utf-8", newline="") as lines:
                names = [row["indicator_zh"] for row in csv.DictReader(lines) if not row["definition"]]
            found += [f"{plan}: {name} is not described in data/raw/indicators.csv" for name in names]
    return found


def _languages(language):
    if language in (*LANGUAGES, "both"):
        return LANGUAGES if language == "both" else (language,)
    raise InputError(f"language {language!r} is not known", f"use {', '.join(LANGUAGES)} or both")


def _plan_jobs(plans, languages, given):
    """Lay out the jobs => one chain a plan, and the jobs that come after all of them."""
    known = {name: parameters(name) for name in notebooks()}
    settable = sorted({key for found in known.values() for key in found} - {"plan", "language"})
    for key in given:
        if key not in settable:
            raise InputError(f"no notebook has a parameter {key!r}", f"use one of {', '.join(settable) or '(none)'}")

    def job(name, plan, language):
        return Job(name, plan, language, tuple((key, given[key]) for key in known[name] if key in given))

    each = [name for name in known if "plan" in known[name]]
    after = [name for name in known if "plan" not in known[name]]
    chains = [[job(name, plan, language) for name in each for language in languages] for plan in plans]
    return chains, [job(name, None, language) for name in after for language in languages]


def _work(pool, chains, force, ended):
    """Work the chains off, several at once, each in its order; a failure ends its own chain only."""
    running = {}

    def fail(chain, error):
        """Report a job as failed, and those after it in its chain as not run."""
        ended(chain[0], "failed", error)
        for job in chain[1:]:
            ended(job, "failed", f"not run: {chain[0].notebook} failed before it")

    def advance(chain, before):
        """Skip what is up to date and submit the first job that is not."""
        while chain:
            job = chain[0]
            inputs = _inputs(job, before)
            stamp = None if force else _stamp(job, inputs)
            if stamp is None:
                try:
                    running[pool.submit(execute, job, inputs)] = (chain, before, inputs)
                except BrokenExecutor:
                    fail(chain, DIED)
                return
            before = before | _tables(stamp)
            for end in (".failed.ipynb", ".log"):
                job.built(end).unlink(missing_ok=True)
            chain = chain[1:]
            ended(job, "skipped")

    try:
        for chain in chains:
            advance(chain, {})
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                chain, before, inputs = running.pop(future)
                error = _result(future)
                if error:
                    fail(chain, error)
                    continue
                ended(chain[0], "executed")
                advance(chain[1:], before | _tables(_stamp(chain[0], inputs)))
    except BaseException:
        pool.shutdown(cancel_futures=True)
        raise


def _result(future):
    try:
        return future.result()
    except BrokenExecutor:
        return DIED


def execute(job, inputs="", inject=True):
    """Execute one notebook with papermill into build/ => '' or what went wrong, with the cell and the error.

    The executed copy lands whole; one that failed is kept beside it as .failed.ipynb.
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
    environment = {"HELPERS_OUTPUTS": str(written), "HELPERS_ROOT": str(paths.root()), "JUPYTER_PREFER_ENV_PATH": "1"}
    values = {"plan": job.plan, "language": job.language, **dict(job.parameters)}
    values = {key: value for key, value in values.items() if key in parameters(job.notebook)}
    try:
        with _stderr_to(log), _environment(environment):
            papermill.execute_notebook(
                paths.root() / "notebooks" / f"{job.notebook}.ipynb",
                partial,
                values if inject else {},
                kernel_name="python3",
                progress_bar=False,
                request_save_on_cell_execute=False,
            )
    except PapermillExecutionError as error:
        partial.replace(failed)
        return f"cell {error.exec_count}: {error.ename}: {error.evalue}".strip()
    except Exception as error:
        return f"{type(error).__name__}: {error} (see {paths.relative(log)})"
    log.unlink(missing_ok=True)
    paths.write(target, normalised(partial.read_text(encoding="utf-8")))
    partial.unlink()
    lines = written.read_text(encoding="utf-8").splitlines() if written.exists() else []
    written.unlink(missing_ok=True)
    outputs = {name: _sha256(paths.root() / name) for name in sorted({*lines, paths.relative(target)})}
    paths.write(job.built(".json"), json.dumps({"inputs": inputs, "outputs": outputs}, indent=1) + "\n")
    return ""


def normalised(text):
    """Take out of an executed notebook what differs from run to run: times, random ids, versions, split streams."""
    notebook = json.loads(text)
    notebook["metadata"].pop("papermill", None)
    notebook["metadata"]["language_info"] = {"name": "python"}
    for cell in notebook["cells"]:
        for key in ("papermill", "execution"):
            cell["metadata"].pop(key, None)
        if not cell["metadata"].get("tags"):
            cell["metadata"].pop("tags", None)
        if "injected-parameters" in cell["metadata"].get("tags", []):
            cell["id"] = "injected-parameters"
        if cell["cell_type"] == "code":
            cell["outputs"] = _joined_streams(cell["outputs"])
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _joined_streams(outputs):
    joined = []
    for output in outputs:
        last = joined[-1] if joined else {}
        if output["output_type"] == last.get("output_type") == "stream" and output["name"] == last["name"]:
            last["text"] = [*last["text"], *output["text"]]
        else:
            joined.append(output)
    return joined


@contextmanager
def _environment(more):
    """Set environment variables, which kernels started meanwhile inherit."""
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


def _stamp(job, inputs):
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


def _tables(stamp):
    """Pick what later notebooks read: the tables, not the figures and the executed copy."""
    return {name: digest for name, digest in stamp["outputs"].items() if name.startswith("data/processed/")}


def _inputs(job, before):
    """Digest all that a job depends on: code, notebook, parameters, material, and the tables earlier jobs left."""
    raw = paths.root() / "data/raw"
    if job.plan:
        material = [*sorted((raw / job.plan).iterdir()), *sorted(raw.glob("*.csv"))]
    else:
        material = [
            *sorted(raw.glob("*.csv")),
            *sorted(raw.glob("*/source.yml")),
            *sorted(paths.processed().glob("*/*.csv")),
        ]
    content = {
        "code": _code(paths.root()),
        "notebook": _source(paths.root() / "notebooks" / f"{job.notebook}.ipynb"),
        "parameters": [job.plan, job.language, job.parameters],
        "material": {paths.relative(file): _sha256(file) for file in material},
        "before": before,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


@cache
def _code(root):
    """Digest the helpers and the versions of the libraries."""
    package = Path(__file__).parent
    files = [file for file in sorted(package.rglob("*")) if file.suffix in CODE]
    lock = root / "requirements.lock"
    return [_sha256(file) for file in files] + ([_sha256(lock)] if lock.exists() else [])


def _source(file):
    """Give a notebook's cells without their outputs."""
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return [[cell["cell_type"], cell["source"], cell["metadata"].get("tags", [])] for cell in cells]


def _sha256(file):
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()
