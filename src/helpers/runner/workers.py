"""A fresh process for every notebook, forked from one that has imported the libraries once, and watched to its end.

Nothing leaks from one notebook into the next; what crashes, is killed or never ends is reported for itself alone; and
when the process that drives them ends, in whatever way, so do they all.
"""

import multiprocessing
import os
import signal
import sys
import threading
import time
import types
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import connection, forkserver, resource_tracker

import psutil

from helpers import paths
from helpers.errors import InputError, machine, of_machine
from helpers.runner import execution

try:
    import fcntl
    import resource
except ImportError:  # Windows
    import msvcrt

    fcntl = resource = None

FAR = 1 << 30
"""The byte that is locked where a locked one cannot be read: the file says who holds it."""
STOPPED = "stopped"
"""What is said of a notebook that was running when the run was stopped."""
LEAST = 700 << 20
"""Bytes of memory without which no notebook gets far."""
STARTS = threading.Lock()
"""To start a process and to ask for one's end poll the same children: one thread at a time."""


class Workers:
    """So many processes at once, a notebook each.

    Parameters
    ----------
    limit : int
        How many at once.
    engine : str
        auto, fork or kernel, as for `helpers.runner.execution.execute`.
    timeout : float
        Seconds that a notebook may take.
    environment : dict
        Variables that the notebooks find set otherwise than this process has them.

    Raises
    ------
    InputError
        If this process may have less memory than any notebook needs.
    """

    def __init__(self, limit, engine="auto", timeout=execution.TIMEOUT, environment=()):
        self.limit, self.engine, self.timeout, self.running = limit, engine, timeout, {}
        self.environment = dict(environment)
        if resource and 0 < resource.getrlimit(resource.RLIMIT_AS)[0] < LEAST:
            raise of_machine(MemoryError())

    def free(self):
        """Tell whether another may be started."""
        return len(self.running) < self.limit

    def start(self, job, inputs="", inject=True):
        """Start executing a job; the parameters as for `helpers.runner.execution.execute`."""
        process, answer = _launch((job, inputs, inject, self.engine), os.environ | self.environment)
        self.running[answer] = job, process, time.monotonic() + self.timeout

    def ended(self):
        """Wait until something ends => list of (job, error), the error as `runner.execution.execute` gives it."""
        due = min(end for *_, end in self.running.values())
        done = connection.wait(list(self.running), max(0.0, due - time.monotonic()))
        late = [answer for answer, (*_, end) in self.running.items() if answer not in done and time.monotonic() > end]
        found = []
        for answer in [*done, *late]:
            job, process, _ = self.running.pop(answer)
            error = f"it took more than {self.timeout:g} s" if answer in late else ""
            found.append((job, _finish(job, process, answer, error)))
        return found

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for answer, (job, process, _) in self.running.items():
            _finish(job, process, answer, STOPPED)


def execute(stamped, limit=1, inject=True):
    """Execute jobs, in their order or so many at once => iterator of those that have ended well.

    Parameters
    ----------
    stamped : dict
        Jobs, each with the digest of what it reads.
    limit, inject
        As for `Workers` and `helpers.runner.execution.execute`.

    Raises
    ------
    InputError
        If one fails; those that run are ended.
    """
    ready = list(stamped.items())[::-1]
    with alone({job.plan for job in stamped}), Workers(limit) as pool:
        while ready or pool.running:
            while ready and pool.free():
                pool.start(*ready.pop(), inject)
            for job, error in pool.ended():
                if error:
                    raise InputError(f"{job} failed, {error}", "mend it and run this again")
                yield job


@contextmanager
def alone(plans):
    """Have plans for this process alone, waiting for others that run them; None stands for their comparison.

    What a process holds is free when it ends, in whatever way.

    Examples
    --------
    >>> with alone([]):
    ...     print("nobody else")
    nobody else
    """
    with ExitStack() as held:
        for name in sorted(plan or "compare" for plan in plans):
            file = paths.root() / "build" / name / "run.lock"
            with machine(paths.relative(file)):
                file.parent.mkdir(parents=True, exist_ok=True)
                lock = held.enter_context(open(file, "ab+", buffering=0))
            if not _taken(lock):
                lock.seek(0)
                owner = lock.read().decode().strip() or "just started"
                print(f"{name}: another run (process {owner}) works on it; this one waits", file=sys.stderr, flush=True)
                while not _taken(lock):
                    time.sleep(0.1)
            with machine(paths.relative(file)):
                lock.truncate(0)
                lock.write(str(os.getpid()).encode())
            held.callback(lock.truncate, 0)
        yield


def _taken(lock):
    """Try to lock a file => whether it is ours."""
    try:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            lock.seek(FAR)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True


def _launch(given, environment):
    """Start a process for what is given to `runner.execution.execute` => it, and the pipe on which it answers."""
    context = multiprocessing.get_context("forkserver" if execution.FORKS else "spawn")
    if execution.FORKS:
        context.set_forkserver_preload(["helpers.runner.warm"])
    answer, question = context.Pipe(duplex=False)
    with question, STARTS, _unburdened(), execution.environment(execution.ENVIRONMENT):
        for more in (True, True, False):
            process = context.Process(target=_execute, args=(given, environment, os.getcwd(), question))
            try:
                with uninterrupted():
                    (forkserver.ensure_running if execution.FORKS else process.start)()
                if execution.FORKS:  # it may take a while until the libraries are loaded
                    process.start()
                return process, answer
            except (EOFError, OSError):  # the process to fork from has died just now; a new one is started
                if not more:
                    wrong = "no process can be started for a notebook, as where memory is short"
                    raise InputError(wrong, "close other programs or raise the limit (ulimit -v)") from None
                time.sleep(0.5)


def _finish(job, process, answer, error=""):
    """Take a process's answer and see it end, by force where an error is given => '' or what went wrong."""
    if error:
        _kill(process.pid)
    said = None
    with suppress(EOFError), answer:
        said = error or answer.recv()
    with STARTS:
        process.join()
        code, number = process.exitcode, process.pid
        process.close()
    if said is None or error:
        execution.sweep(job, number, (".log",) if error == STOPPED else ())
    log = paths.relative(job.built(".log"))
    return f"the process that ran it died ({_how(code)}; see {log})" if said is None else said


def _how(code):
    if code == -getattr(signal, "SIGKILL", 9):
        return "killed by SIGKILL, as where memory is short: run with --jobs 1 takes less"
    if code < 0:
        return f"killed by {signal.Signals(-code).name}"
    return f"exit code {code}"


def _execute(given, environment, folder, question):
    """Be the process: execute the job, answer, end at once; or end when the one that asked is gone."""
    if hasattr(os, "setsid"):
        os.setsid()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    # The generator of numpy is copied by the fork; that of random is not.
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    try:
        said = execution.execute(*given)
    except BaseException as error:
        said = str(of_machine(error) or f"{type(error).__name__}: {error}")
    question.send(said)
    os._exit(0)


@contextmanager
def uninterrupted():
    """Keep Ctrl-C from processes that are started meanwhile: it is for the one that drives them, which ends them all.

    Examples
    --------
    >>> with uninterrupted():
    ...     signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    True
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # it would lift what follows
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent():
    multiprocessing.parent_process().join()
    _kill(os.getpid())


def _kill(pid):
    """Kill a process after all that it has started, a kernel too."""
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        for each in [*process.children(recursive=True), process]:
            with suppress(psutil.NoSuchProcess):
                each.kill()


@contextmanager
def _unburdened():
    """Hide what a new process should not take over.

    The module that the command began with would be imported again by each; a worker of Dask is itself a daemon, which
    is not allowed to start processes, but these end with it.
    """
    main, sys.modules["__main__"] = sys.modules["__main__"], types.ModuleType("__main__")
    config = multiprocessing.current_process()._config
    daemon = config.pop("daemon", None)
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        if daemon is not None:
            config["daemon"] = daemon
