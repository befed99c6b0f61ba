"""Who waits for whom: chains worked off with stand-ins for the pool and for the jobs' files, and two runs at once."""

import os
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers.runner import run, stamps, workers
from helpers.runner.jobs import Job


class Pool:
    """Do every job at once, one after the other, in the order in which they are started."""

    def __init__(self, failing, told):
        self.failing, self.told, self.running = failing, told, []

    def free(self):
        return not self.running

    def start(self, job, inputs):
        self.told.append((f"{job.plan} {job.notebook}", "started"))
        self.running.append(job)

    def ended(self):
        job = self.running.pop()
        return [(job, "broken" if str(job) in self.failing else "")]


@pytest.fixture
def worked(monkeypatch):
    """Give a function that works chains of (notebook, plan, others) off => [(job, state)] as it happens."""

    def work(chains, failing=(), fresh=()):
        made = [[Job(name, plan, "en") for name, plan, _ in chain] for chain in chains]
        for chain, jobs in zip(chains, made, strict=True):
            for (_, _, others), job in zip(chain, jobs, strict=True):
                job.__dict__["others"] = list(others)
        executed, told = set(), []

        def stamp(job, inputs):
            return {"outputs": {}} if str(job) in fresh or str(job) in executed else None

        def report(job, state, error=""):
            executed.add(str(job))
            told.append((f"{job.plan} {job.notebook}", state))

        monkeypatch.setattr(stamps, "digest", lambda job, before: "")
        monkeypatch.setattr(stamps, "fresh", stamp)
        run._work(Pool(failing, told), made, False, report)
        return told

    return work


A = [(run.CLEANS, "a", ()), ("03", "a", ["b"])]
B = [(run.CLEANS, "b", ()), ("03", "b", ["a"])]


def waited(told):
    return told.index(("a 03", "started")) > max(at for at, what in enumerate(told) if what[0] == f"b {run.CLEANS}")


def test_a_job_waits_until_the_plans_that_it_reads_are_cleaned(worked):
    for chains in ([A, B], [B, A], [A, B[:1]], [A, [("00", "b", ()), *B]]):
        told = worked(chains)
        assert waited(told) and sum(state == "executed" for _, state in told) == sum(map(len, chains))


def test_it_waits_for_every_language_of_them(worked):
    assert waited(worked([A, [B[0], B[0], ("03", "b", ())]]))


@pytest.mark.parametrize("clean", ["fails", "is skipped"])
def test_what_waits_goes_on_when_the_cleaning_fails_or_is_skipped(worked, clean):
    name = str(Job(run.CLEANS, "b", "en"))
    told = worked([A, B], failing=[name] if clean == "fails" else (), fresh=[name] if clean == "is skipped" else ())
    states = dict(told)
    assert len(states) == 4 and states["a 03"] == "executed"
    assert states["b 03"] == ("failed" if clean == "fails" else "executed")


def test_plans_that_are_not_run_are_not_waited_for(worked):
    assert [state for _, state in worked([A])] == ["started", "executed"] * 2


def test_no_job_is_lost_where_cleaning_waits_in_a_circle(worked):
    circle = [[(run.CLEANS, "a", ["b"])], [(run.CLEANS, "b", ["a"])]]
    assert [state for _, state in worked(circle)] == ["failed"] * 2


PARAMETERS = 'plan: str = "a"  # a folder of data/raw\nlanguage: str = "en"  # en or zh'
WRITES = """import sys, time
from helpers import paths
paths.write(paths.processed(plan) / "x.csv", f"{plan}")
time.sleep(0.2)
print("seen", file=sys.stderr)"""
AGAIN = """from helpers.runner import run
for _ in range(6):
    summary = run.run(language="en", jobs=2, force=True, engine="fork")
    assert summary.failed == [], summary.failed
    assert len(summary.executed) == 2, summary"""


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    """Work in a project of two plans and one small notebook."""
    for plan in ("a", "b"):
        (tmp_path / "data/raw" / plan).mkdir(parents=True)
        about = "title_zh: 规划\nregion_zh: 县\nregion_en: C\nbaseline_year: 2020\ntarget_year: 2025\n"
        (tmp_path / "data/raw" / plan / "source.yml").write_text(about, encoding="utf-8")
    (tmp_path / "notebooks").mkdir()
    cells = [new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}), new_code_cell(WRITES)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=cells, metadata=kernel), tmp_path / "notebooks/02-x.ipynb")
    monkeypatch.setenv("HELPERS_ROOT", str(tmp_path))
    return tmp_path


def kept(root):
    return {file: file.read_bytes() for file in sorted((root / "build").rglob("*")) if file.is_file()}


def test_the_same_plans_run_twice_at_once_six_times_end_alike(tiny):
    run.run(language="en", jobs=2)
    once = kept(tiny)
    with_both = {"env": os.environ.copy(), "stderr": subprocess.PIPE, "text": True}
    both = [subprocess.Popen([sys.executable, "-c", AGAIN], **with_both) for _ in range(2)]
    said = [process.communicate(timeout=400)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert kept(tiny) == once
    assert any("another run (process" in told for told in said)
    assert len(run.run(language="en").skipped) == 2


def test_what_a_process_held_is_free_when_it_was_killed(tiny, capfd):
    code = """import time
from helpers.runner import workers
with workers.alone(["a"]):
    print("has it", flush=True)
    time.sleep(99)"""
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "has it\n"
    waiter = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert waiter.stderr.readline() == f"a: another run (process {holder.pid}) works on it; this one waits\n"
    with workers.alone(["b"]):
        assert waiter.poll() is None
    holder.kill()
    assert waiter.stdout.readline() == "has it\n"
    waiter.kill()
    for process in (holder, waiter):
        process.communicate()
    with workers.alone(["a"]):
        assert (tiny / "build/a/run.lock").read_text(encoding="utf-8") == str(os.getpid())
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("torn", ["", "{", "[]", "{}", '{"inputs": "x"}', '{"outputs": []}', "\udcff", None])
def test_a_stamp_that_cannot_be_read_says_not_up_to_date(tiny, torn):
    job = Job("02-x", "a", "en")
    (tiny / "data/processed/a").mkdir(parents=True)
    (tiny / "data/processed/a/x.csv").write_text("a", encoding="utf-8")
    stamps.keep(job, "x", {"data/processed/a/x.csv"})
    assert stamps.fresh(job, "x") and stamps.left(job) == stamps.tables(stamps.fresh(job, "x"))
    if torn is None:
        (tiny / "data/processed/a/x.csv").unlink()
        (tiny / "data/processed/a/x.csv").mkdir()
    else:
        job.built(".json").write_text(torn, encoding="utf-8", errors="surrogateescape")
        assert stamps.left(job) == {} and stamps.outputs(job) == set()
    assert stamps.fresh(job, "x") is None
