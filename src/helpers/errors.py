"""What a researcher is told when material or machine fail: where, what stands there, what is wrong, what to do."""

import errno
import re
from contextlib import contextmanager
from pathlib import PurePosixPath

READ_IN_ORDER = (
    "source.yml",
    "indicator_table.csv",
    "indicator_table.txt",
    "proposals.csv",
    "targets.csv",
    "observations.csv",
    "breaks.csv",
)
"""The files of a plan's folder, in the order in which their faults are told."""
FULL, CLOSED = "the disk is full", "may not be written"
SAME = "then give the same command again"
MACHINE = {
    (errno.ENOSPC, errno.EDQUOT): (FULL, f"free some space, {SAME}: it goes on where it stopped"),
    (errno.EFBIG,): (f"{FULL}, or files may not be so large here", f"free some space or ulimit -f unlimited, {SAME}"),
    (errno.EROFS, errno.EACCES, errno.EPERM): (CLOSED, f"let yourself write there (chmod -R u+w, or remount), {SAME}"),
    (errno.EMFILE, errno.ENFILE): ("too many files are open", f"ulimit -n 4096, {SAME}"),
    (errno.ENOMEM, errno.EAGAIN, None): (
        "the memory does not suffice",
        f"close other programs or raise the limit (ulimit -v), {SAME}; run takes less with --jobs 1",
    ),
}
"""What is wrong and what to do, by the number of Python's error; without one it is a MemoryError."""
SHORT = re.compile(r"MemoryError|out of memory|can't start new thread|std::bad_alloc|failed to map segment")
NUMBER, NAMED = re.compile(r"\[Errno (\d+)\]"), re.compile(r"\[Errno \d+\] [^:]+: '(.+?)'")


class InputError(ValueError):
    """Something in the material or in a command that a person has to mend.

    faults : the single faults, each an InputError of its own; itself where it is one
    file, line : where it is

    Examples
    --------
    >>> print(InputError("two numbers in one cell", "write one cell a line", file="table.txt", line=7, cell="95 96"))
    table.txt, line 7, '95 96': two numbers in one cell. Remedy: write one cell a line.
    """

    def __init__(self, wrong, remedy, *, file="", line=None, cell=None):
        self.file, self.line, self.faults = str(file), line, [self]
        where = [str(file)] if file else []
        where += [f"line {line}"] if line is not None else []
        where += [f"'{cell}'"] if cell is not None else []
        super().__init__(": ".join(filter(None, [", ".join(where), wrong])) + f". Remedy: {remedy}.")


def at(file, cell):
    """Say where a cell of a transcribed table stands, for an InputError about it => dict of its arguments.

    Parameters
    ----------
    file : str
    cell : object
        With the line that it stands in and its text.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> at("table.txt", SimpleNamespace(line=7, text="9O"))
    {'file': 'table.txt', 'line': 7, 'cell': '9O'}
    """
    return {"file": file, "line": cell.line, "cell": cell.text}


def of_machine(said, file=""):
    """Say what to do about a fault of the machine: memory, disk, rights => InputError; None of another error.

    Parameters
    ----------
    said : Exception or str
        The error, or its name and text.
    file : str
        What was to be written; otherwise what the error names.

    Examples
    --------
    >>> print(of_machine("OSError: [Errno 28] No space left on device: 'figures/a.svg'"))
    figures/a.svg: the disk is full. Remedy: free some space, then give the same command again: it goes on where it ...
    >>> of_machine(ValueError("no number")) is None
    True
    """
    said = said if isinstance(said, str) else f"{type(said).__name__}: {said}"
    found, named = NUMBER.search(said), NAMED.search(said)
    code = int(found[1]) if found else None
    for codes, told in MACHINE.items():
        if code in codes and (found or SHORT.search(said)):
            return InputError(*told, file=file or (named[1] if named else ""))
    return None


@contextmanager
def machine(file=""):
    """Tell a fault of the machine inside as an InputError about a file.

    Examples
    --------
    >>> with machine("figures/a.svg"):
    ...     raise OSError(28, "No space left on device")
    Traceback (most recent call last):
    helpers.errors.InputError: figures/a.svg: the disk is full. Remedy: ...
    """
    try:
        yield
    except Exception as error:  # of what else libraries make an error of memory or disk, such as pandas.ParserError
        if fault := of_machine(error, file):
            raise fault from None
        raise


def halts(said):
    """Tell whether nothing else can be written either, by what is said of a fault.

    Examples
    --------
    >>> halts(str(of_machine(OSError(28, "No space left on device")))), halts(str(of_machine(MemoryError())))
    (True, False)
    """
    return FULL in said or CLOSED in said


class InputErrors(InputError):
    """Several faults, told one a line."""

    def __init__(self, faults):
        self.file, self.line, self.faults = faults[0].file, faults[0].line, faults
        ValueError.__init__(self, "\n".join(map(str, faults)))


class Faults:
    """Faults met while a folder is read, so that all are told at once.

    Examples
    --------
    >>> with together() as faults:
    ...     for line, cell in enumerate(("9O", "95", "9S"), 1):
    ...         with faults.noted():
    ...             if not cell.isdigit():
    ...                 raise InputError("is no number", "look it up", file="t.txt", line=line, cell=cell)
    Traceback (most recent call last):
    helpers.errors.InputErrors: t.txt, line 1, '9O': is no number. Remedy: look it up.
    t.txt, line 3, '9S': is no number. Remedy: look it up.
    """

    def __init__(self):
        self.met = []

    @contextmanager
    def noted(self):
        """Note what is wrong inside, and go on after it."""
        try:
            yield
        except InputError as error:
            self.met += error.faults

    def tell(self):
        """Raise what was met, each fault once, in the order of files and lines."""
        faults = list({str(fault): fault for fault in self.met}.values())
        if faults:
            faults.sort(key=lambda fault: (_place(fault), fault.line or 0))
            raise faults[0] if len(faults) == 1 else InputErrors(faults)


@contextmanager
def together(faults=None):
    """Collect faults and tell them at the end; where somebody collects them already (`faults`), leave it to them.

    Examples
    --------
    >>> with together() as faults, faults.noted():
    ...     raise InputError("is empty", "fill it in", file="t.csv", line=2)
    Traceback (most recent call last):
    helpers.errors.InputError: t.csv, line 2: is empty. Remedy: fill it in.
    """
    own = Faults()
    with own.noted():
        yield faults or own
    own.tell()


def _place(fault):
    name = PurePosixPath(fault.file).name
    return READ_IN_ORDER.index(name) if name in READ_IN_ORDER else len(READ_IN_ORDER)
