"""Who waits for whom: chains worked off with stand-ins for the pool and for the jobs' files, not for the logic."""

import pytest

from helpers import run, stamps
from helpers.jobs import Job


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
