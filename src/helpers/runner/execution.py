"""The execution of one notebook with papermill, and what is kept of it: the same whatever executed it."""

import json
import os
import re
import sys
from contextlib import contextmanager, suppress
from itertools import groupby

from helpers import paths
from helpers.errors import InputError, halts, of_machine
from helpers.runner import jobs, stamps

FORKS = sys.platform == "linux"
"""Whether a process may be forked from one with libraries loaded; elsewhere that is not safe, or not possible."""
ENGINES = ("auto", "fork", "kernel")
"""What executes the cells: a process forked for the notebook, or a kernel; auto takes the first where it can."""
TIMEOUT = 1800.0
"""Seconds that one notebook may take."""
IN_PROCESS = "inprocess"
"""What papermill calls the engine of `helpers.runner.engine`."""
PROCESS = re.compile(r"ipykernel_\d+")
"""In the paths that warnings print: a process's number."""
LIVE = "live-kernel"
"""The tag of a cell that needs a kernel of its own: it reads input, holds a live widget, or calls JavaScript."""
ENVIRONMENT = {
    # Threads of the linear algebra would not survive a fork, and the notebooks already keep all processors busy.
    **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    "JUPYTER_PREFER_ENV_PATH": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}
"""In which notebooks are executed, whatever executes them."""


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
    try:
        said = _executed(job, inputs, inject, engine)
    except Exception as error:
        said = f"{type(error).__name__}: {error} (see {paths.relative(job.built('.log'))})"
        said = str(error) if isinstance(error, InputError) else str(of_machine(said) or said)
    # Where nothing can be written the sentence says it all, and room is short.
    sweep(job, more=(".failed.ipynb", ".log") if halts(said) else ())
    return said


def _executed(job, inputs, inject, engine):
    # jsonschema would compile dozens of grammars for a format of addresses that no notebook uses.
    sys.modules.setdefault("rfc3987_syntax", None)
    import papermill
    from papermill.exceptions import PapermillExecutionError

    target, failed, written, log = (job.built(end) for end in (".ipynb", ".failed.ipynb", ".outputs", ".log"))
    partial = job.built(".partial.ipynb")
    target.parent.mkdir(parents=True, exist_ok=True)
    for file in (written, failed):
        paths.remove(file)
    more = {**ENVIRONMENT, "HELPERS_OUTPUTS": str(written), "HELPERS_ROOT": str(paths.root())}
    known = jobs.parameters(job.notebook)
    values = {"plan": job.plan, "language": job.language, **dict(job.parameters)}
    values = {key: value for key, value in values.items() if key in known}
    try:
        with _stderr_to(log), environment(more):
            papermill.execute_notebook(
                job.written,
                partial,
                values if inject else {},
                engine_name=IN_PROCESS if _in_process(job, engine) else None,
                kernel_name="python3",
                progress_bar=False,
                request_save_on_cell_execute=False,
            )
    except PapermillExecutionError as error:
        partial.replace(failed)
        said = f"{error.ename}: {error.evalue}".strip()
        return f"cell {error.exec_count}: {of_machine(said) or said}"
    lines = written.read_text(encoding="utf-8").splitlines() if written.exists() else []
    log.unlink(missing_ok=True)
    paths.write(target, normalised(partial.read_text(encoding="utf-8")))
    stamps.keep(job, inputs, {*lines, paths.relative(target)})
    return ""


def sweep(job, process=None, more=()):
    """Remove what the execution of a job has left half-written, by itself or by the process that executed it."""
    for end in (".partial.ipynb", ".outputs", *more):
        with suppress(OSError):
            job.built(end).unlink(missing_ok=True)
    if process:
        folders = [paths.root() / folder for folder in ("data/processed", "figures", "build")]
        paths.sweep([*folders, *(folder / (job.plan or "compare") for folder in folders)], process)


def _in_process(job, engine):
    """Tell whether a notebook's cells are run in this process; one tagged live-kernel needs a kernel."""
    tags = {tag for _, _, tags in jobs.cells(job.written) for tag in tags}
    return engine == "fork" or (engine == "auto" and FORKS and LIVE not in tags)


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
