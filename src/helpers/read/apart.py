"""A document read in a process of its own: what takes too long or too much is ended, and harms nothing here."""

import multiprocessing
from pathlib import Path

from helpers.errors import InputError
from helpers.runner.workers import uninterrupted

SECONDS = 180
MEMORY = 6 * 1024**3


def several(files, *context):
    """Read documents, each in a process of its own => list of Documents with a row or a figure of prose among them.

    Raises
    ------
    InputError
        If one cannot be opened, takes too long, or nothing was read of any.
    """
    from helpers.read import documents

    if not files:
        raise InputError("no document is named", "give the path of one")
    read = [one(file, *context) for file in files]
    if not any(map(documents.holds, read)):
        documents.require(read[0])
    return read


def one(file, *context):
    """Read a document in a process of its own => Document."""
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_work, args=(there, str(file), context), daemon=True)
    with uninterrupted():
        process.start()
    there.close()
    try:
        answer = here.recv() if here.poll(SECONDS) else None
    except EOFError:
        answer = ""
    finally:
        if process.is_alive():
            process.join(1)
        if process.is_alive():
            process.kill()
        process.join()
    if isinstance(answer, tuple):
        raise _again(answer[0])
    if not answer:
        wrong = (
            f"takes more than {SECONDS} seconds to read" if answer is None else "cannot be read: too large or damaged"
        )
        raise InputError(wrong, "keep only the pages with the tables in a file", file=Path(file).name)
    return answer


def _again(text):
    """Make the error that the other process has told, word for word."""
    error = InputError.__new__(InputError)
    error.args, error.file, error.line, error.faults = (text,), "", None, [error]
    return error


def _work(pipe, file, context):
    from helpers.read import documents, pictures

    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    except (ImportError, ValueError, OSError):  # Windows has no such limits; the clock holds there too
        pass
    try:
        document = documents.read(file, *context)
        pictures.take(document, file)
        answer = document
    except InputError as error:
        answer = (str(error),)
    except ModuleNotFoundError as error:
        remedy = "install the project with its extra ingest: pip install -e .[ingest]"
        answer = (str(InputError(f"needs the library {error.name}", remedy, file=Path(file).name)),)
    except (MemoryError, RecursionError):
        answer = (str(InputError("cannot be read: too large", "keep only its tables", file=Path(file).name)),)
    pipe.send(answer)
