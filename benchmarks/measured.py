"""Run a command and say what it took: wall clock, processor time and memory of it and of all that it started."""

import ctypes
import os
import resource
import subprocess
import threading
import time
from typing import NamedTuple

import psutil

PR_SET_CHILD_SUBREAPER = 36
TICK = 0.2
"""Seconds between two looks at the memory."""


class Taken(NamedTuple):
    """Seconds on the clock, seconds of processors, MiB of memory at most (shared pages counted once)."""

    wall: float
    cpu: float
    memory: float


def command(words, environment, memory=False):
    """Run a command to the end of its last descendant => Taken.

    Linux only: orphans are taken in, or their time would be lost.

    Raises
    ------
    RuntimeError
        If the command fails.
    """
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen(words, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    peak = [0.0]
    if memory:
        threading.Thread(target=_watch, args=(process.pid, peak), daemon=True).start()
    said, _ = process.communicate()
    wall = time.monotonic() - start
    while _reaped():
        pass
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, words))} failed:\n{said.decode()[-3000:]}")
    return Taken(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak[0])


def _reaped():
    """Wait for one orphan => whether there was one."""
    try:
        os.wait()
    except ChildProcessError:
        return False
    return True


def _watch(pid, peak):
    """Keep the greatest sum of the proportional memory of this process's descendants, in MiB."""
    here = psutil.Process()
    while psutil.pid_exists(pid):
        total = 0
        for process in here.children(recursive=True):
            try:
                total += process.memory_full_info().pss
            except psutil.Error:
                continue
        peak[0] = max(peak[0], total / 2**20)
        time.sleep(TICK)
