"""A machine that fails, for real: files that may not grow, folders that are closed, memory that is short, Ctrl-C."""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import weakref
from contextlib import contextmanager, suppress
from pathlib import Path

import openpyxl
import psutil
import pytest
from conftest import PROJECT, wait_for

from helpers import paths
from helpers.__main__ import _again, _stop
from helpers.errors import InputError
from helpers.read import accepting, plans, review
from helpers.runner import jobs, stamps

PLAN = "mouxian-14fyp"
STOPPED = "stopped; what was finished is kept, and the same command goes on from there\n"
DOCUMENT = PROJECT / "tests/data/documents/e_html_rowspan.html"


def command(root, *words, **more):
    """Run the command line as a user does."""
    environment = os.environ | {"HELPERS_ROOT": str(root)}
    words = [sys.executable, "-m", "helpers", *words]
    return subprocess.run(words, env=environment, text=True, timeout=120, stderr=subprocess.PIPE, **more)


@contextmanager
def no_file_larger_than(size):
    """Let files grow to so many bytes: what comes after fails, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def held(folder):
    """Give every file of a folder with its content, hidden ones too."""
    return {file: file.read_bytes() for file in Path(folder).rglob("*") if file.is_file()}


def test_files_that_belong_together_are_all_written_or_none(tmp_path):
    small, large = tmp_path / "a.csv", tmp_path / "b.csv"
    paths.write_all({small: "1", large: "2"})
    before = held(tmp_path)
    with (
        no_file_larger_than(1000),
        pytest.raises(InputError, match=r"b.csv: the disk is full.* Remedy: free some space"),
    ):
        paths.write_all({small: "new", large: "2" * 2000})
    assert held(tmp_path) == before
    paths.write_all({small: "new", large: "2" * 2000})
    assert small.read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("room", [100, 3000, 5000])
def test_add_and_accept_leave_nothing_half_done_on_a_full_disk(project, room):
    before = held(project)
    made = {"source.yml": "a: 1\n", "review.html": "x" * 9000}
    with no_file_larger_than(room), pytest.raises(InputError, match=rf"{PLAN}: the disk is full"):
        plans.write_new(project / "data/raw" / PLAN, made)
    assert held(project) == before and not list((project / "data/raw").glob(".adding*"))
    plans.add(PLAN, [DOCUMENT], title="某县规划", region="某县", baseline_year=2020, target_year=2025)
    before, ticked = held(project), {"rows": dict.fromkeys("1234", "yes")}
    accepting.accept(PLAN, ticked=ticked)
    changed = [file.name for file, content in held(project).items() if content != before[file]]
    assert len(changed) == 3
    for file, content in before.items():
        file.write_bytes(content)
    with no_file_larger_than(room), pytest.raises(InputError, match="the disk is full"):
        accepting.accept(PLAN, ticked=ticked)
    assert held(project) == before


def test_a_folder_that_may_not_be_written_is_named(monkeypatch):
    root = Path(tempfile.mkdtemp())
    monkeypatch.setenv("HELPERS_ROOT", str(root))
    file, stamp = paths.write(root / "figures/x/a.csv", "1"), jobs.Job("01-clean", "x", "en")
    root.chmod(0o755)
    for folder in (file.parent, file.parents[1]):
        folder.chmod(0o555)
    mine = os.geteuid()
    if mine == 0:  # root may write anywhere
        os.seteuid(65534)
    try:
        wanted = r"figures/x/a.csv: may not be written\. Remedy: let yourself write there \(chmod -R u\+w"
        for change in (lambda: paths.write(file, "2"), lambda: paths.remove(file)):
            with pytest.raises(InputError, match=wanted):
                change()
        with pytest.raises(InputError, match=r"figures/y/b.csv: may not be written"):
            paths.write(root / "figures/y/b.csv", "2")
        assert paths.write(file, "1") == file and stamps.outputs(stamp) == set()  # what is equal is not written
        paths.remove(file.with_name("not-there.csv"))
    finally:
        os.seteuid(mine)
    assert held(root) == {file: b"1"}


def test_what_cannot_be_printed_is_one_line(project):
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = command(project, "list", stdout=full)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1 and "the disk is full" in done.stderr


@pytest.mark.parametrize(("words", "megabytes"), [("run", 200), ("check", 120)])
def test_short_memory_is_one_line(processed, words, megabytes):
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))  # noqa: E731
    done = command(processed, words, stdout=subprocess.DEVNULL, preexec_fn=limit)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1, done.stderr
    assert done.stderr.startswith("error: the memory does not suffice. Remedy: close other programs")


def test_a_document_that_is_refused_is_one_line(project):
    done = command(project, "add", PLAN, "nowhere.docx", stdout=subprocess.DEVNULL)
    assert (done.returncode, done.stderr) == (
        2,
        "error: nowhere.docx: is no file. Remedy: give the path of a document.\n",
    )


@pytest.mark.parametrize("words", ["docs", "check", "classroom", f"add {PLAN} {DOCUMENT}", "package yunyang-14fyp"])
@pytest.mark.parametrize("after", [0, 1])
def test_ctrl_c_ends_every_command_with_one_line(processed, words, after):
    before = held(processed)
    environment = os.environ | {"HELPERS_ROOT": str(processed)}
    listens = lambda: signal.signal(signal.SIGINT, signal.default_int_handler)  # noqa: E731
    driver = subprocess.Popen(
        [sys.executable, "-m", "helpers", *words.split()],
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=listens,
    )
    wait_for(lambda: catches(driver.pid, signal.SIGTERM) or driver.poll() is not None)
    if words.startswith("add") and after:  # until the document is about to be read, in a process of its own
        reads = lambda: [each for each in children(driver.pid) if "spawn_main" in each]  # noqa: E731
        wait_for(lambda: reads() or driver.poll() is not None)
    else:
        with suppress(subprocess.TimeoutExpired):
            driver.wait(after)
    if driver.poll() is None:
        os.killpg(driver.pid, signal.SIGINT)
        os.killpg(driver.pid, signal.SIGINT)
        said = driver.communicate(timeout=60)[1]
        ends = {(130, STOPPED), (-signal.SIGINT, "")}  # the second where it was just ending
        assert (driver.returncode, said) in ends, said
    assert not [file for file in held(processed).keys() - before.keys() if file.name.startswith(".")]
    driver.communicate()


def children(process):
    """List what a process has started, as commands."""
    with suppress(psutil.NoSuchProcess):
        return [" ".join(child.cmdline()) for child in psutil.Process(process).children()]
    return []


def test_a_second_ctrl_c_does_not_disturb_what_is_put_in_order(capfd):
    before = signal.signal(signal.SIGINT, _stop)
    try:
        with pytest.raises(SystemExit) as end:
            signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)
    assert end.value.code == 130 and capfd.readouterr().err == STOPPED


def catches(process, number):
    """Tell whether a process has a handler for a signal."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    mask = next((line for line in lines if line.startswith("SigCgt")), "SigCgt:\t0")
    return bool(int(mask.split()[1], 16) >> (number - 1) & 1)


def test_what_looks_like_a_formula_is_text_in_the_workbook_of_a_review(tmp_path):
    cells = ["=1+1", "+1", "-1", "@a", '=HYPERLINK("http://x")', "95"]
    row = {"row": "1", "doubt": "", "label": cells[0], "unit": cells[1], "note": cells[2], "stage": cells[3]}
    rows = [row | {"2020": cells[4], "2025": cells[5]}]
    left = [{"file": cells[0], "printed": cells[4]}]
    (tmp_path / "review.xlsx").write_bytes(review.of_rows(["2020", "2025"], rows, rows, ["file", "printed"], left))
    book = openpyxl.load_workbook(tmp_path / "review.xlsx")
    found = [cell for sheet in book for line in sheet for cell in line if cell.value in cells]
    assert {cell.value for cell in found} == {*cells} and {cell.data_type for cell in found} == {"s"}


def test_ctrl_c_in_a_finaliser_still_ends_the_command(monkeypatch, capfd):
    monkeypatch.setattr(sys, "unraisablehook", _again)
    before = {number: signal.signal(number, _stop) for number in (signal.SIGINT, signal.SIGALRM)}
    things = [type("Thing", (), {})()]
    watched = weakref.ref(things[0], lambda _: signal.raise_signal(signal.SIGINT))
    try:
        with pytest.raises(SystemExit) as end:
            things.clear()
            time.sleep(5)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert watched() is None and end.value.code == 130 and capfd.readouterr().err == STOPPED
