"""The same work on a running Dask cluster: notebooks travel there with what they read, and bring back what they wrote.

The machines need this package and its libraries, but no common disk. What a worker writes lies in a folder of its own
until it is whole; a worker that dies leaves nothing, and the scheduler gives its notebook to another.
"""

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from helpers import paths
from helpers.errors import InputError
from helpers.runner import execution, jobs, stamps, workers

AHEAD = 2
"""Notebooks that wait at the scheduler for every one that runs."""
PATIENCE = 20
"""Seconds within which a scheduler must answer."""


class Cluster:
    """The workers of a scheduler, with the verbs of `helpers.runner.workers.Workers`.

    Parameters
    ----------
    address : str
        Of the scheduler, as tcp://host:8786.
    engine, timeout
        As for `helpers.runner.workers.Workers`.

    Raises
    ------
    InputError
        If no scheduler answers, a certificate is missing, there is no worker, or one has another version of this
        package or of Python's libraries.
    """

    def __init__(self, address, engine="auto", timeout=execution.TIMEOUT):
        from distributed import Client, Security

        if address.startswith("tls:") and not Security().get_connection_args("client").get("ssl_context"):
            wrong = f"no certificate is set with which {address} would let us in"
            raise InputError(wrong, "set the variables that docs/running.md names")
        self.engine, self.timeout, self.running = engine, timeout, {}
        try:
            self.client = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise InputError(f"no scheduler answers at {address} ({error})", "start one: dask scheduler") from None
        try:
            self._check(address)
        except BaseException:
            self.client.close()
            raise

    def _check(self, address):
        """Hold that there are workers, and that they would compute the same."""
        if not self.client.nthreads():
            raise InputError(f"the scheduler at {address} has no worker", f"start some: dask worker {address}")
        here = about()
        for worker, there in self.client.run(about, on_error="return").items():
            if there != here:
                found = there if isinstance(there, Exception) else "another version of this package or its libraries"
                raise InputError(f"the worker at {worker} has {found}", "install the same commit and lock there")

    def free(self):
        """Tell whether another may be handed over."""
        return len(self.running) < AHEAD * sum(self.client.nthreads().values() or [1])

    def start(self, job, inputs="", inject=True):
        """Hand a job over, with what it reads."""
        files = {paths.relative(file): file.read_bytes() for file in jobs.reads(job)}
        environment = {name: os.environ.get(name, "") for name in (jobs.FORMATS, jobs.FRAME)}
        given = (job, inputs, inject), self.engine, self.timeout, environment, files
        self.running[self.client.submit(_work, *given, pure=False)] = job

    def ended(self):
        """Wait until something ends, and put what it wrote where it belongs => list of (job, error)."""
        from distributed import wait

        found = []
        with self.client.as_current():
            done = wait(list(self.running), return_when="FIRST_COMPLETED").done
        for future in done:
            job = self.running.pop(future)
            try:
                error, written = future.result()
                _land(job, written)
            except Exception as failure:
                error = f"{type(failure).__name__}: {failure}"
            future.release()
            found.append((job, error))
        return found

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.cancel(list(self.running), force=True)
        self.client.close()


def about():
    """Tell what two machines must have in common: this package, Python, and the libraries that compute and draw.

    Examples
    --------
    >>> sorted(about())
    ['code', 'matplotlib', 'numpy', 'pandas', 'pypdfium2', 'python', 'statsmodels']
    """
    import platform
    from importlib.metadata import version

    libraries = {name: version(name) for name in ("matplotlib", "numpy", "pandas", "pypdfium2", "statsmodels")}
    return {"code": stamps.code(), "python": platform.python_version(), **libraries}


def _work(given, engine, timeout, environment, files):
    """Execute a job in a folder of its own, on a worker => the error, {name: content} of what is new or has changed."""
    with TemporaryDirectory(prefix="plan-notebooks-") as folder:
        root = Path(folder).resolve()
        for name, content in files.items():
            paths.write(root / name, content)
        with workers.Workers(1, engine, timeout, {**environment, "HELPERS_ROOT": str(root)}) as pool:
            pool.start(*given)
            ((_, error),) = pool.ended()
        # Of a notebook that failed only its copy and its log are worth having.
        left = [file for file in (root / "build" if error else root).rglob("*") if file.is_file()]
        there = {file.relative_to(root).as_posix(): file.read_bytes() for file in left}
    return error, {name: content for name, content in there.items() if files.get(name) != content}


def _land(job, written):
    """Put what a job wrote into the project, its stamp last; what it wrote before and no longer does goes.

    Nothing is put or removed where the worker, or the stamp that is here, names a file that no notebook writes.
    """
    stamp, worker = paths.relative(job.built(".json")), f"the worker that executed {job}"
    places = {name: paths.inside(name, stamps.WRITTEN, worker) for name in written}
    if stamp in written:
        stamps.held(json.loads(written[stamp]), worker)
        for name in stamps.outputs(job) - written.keys():
            paths.remove(paths.root() / name)
    for name in sorted(written, key=lambda name: name == stamp):
        paths.write(places[name], written[name])
