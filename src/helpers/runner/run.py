"""Run the notebooks: every plan, in parallel, skipping what is up to date.

A notebook with a parameter `plan` is executed once a plan and language, in the order of the notebooks' names; one
without, once a language after all plans.
"""

import csv
import os
import re
from collections import Counter, deque
from dataclasses import dataclass, field

from helpers import paths
from helpers.codebook import source
from helpers.errors import InputError, halts
from helpers.language import BOTH, LANGUAGES, several
from helpers.runner import stamps, workers
from helpers.runner.execution import ENGINES, TIMEOUT
from helpers.runner.jobs import PAGE, Job, cells, check, parameters

WRITES = re.compile(r'(?:schema\.save\([^\n]*?"|\bdraw(?:_\w+)?\("?)([\w-]+)')
"""How a notebook saves a table or draws a figure."""
CLEANS = "01-clean"
"""The notebook whose tables other plans may read."""

NOT_RUN = "not run: "
"""How the error of a notebook begins before which another one failed."""


@dataclass
class Summary:
    """What a run did: jobs executed and skipped, failures as (job, what happened), of how many wanted."""

    executed: list[Job] = field(default_factory=list)
    skipped: list[Job] = field(default_factory=list)
    failed: list[tuple[Job, str]] = field(default_factory=list)
    wanted: int = 0

    @property
    def done(self):
        """How many have ended, in whatever way."""
        return len(self.executed) + len(self.skipped) + len(self.failed)


def notebooks():
    """List the notebooks' names in their order: those of notebooks/ that begin with a number, but for copies.

    Examples
    --------
    >>> notebooks()[0]
    '01-clean'
    """
    return [name for name in paths.notebooks() if name[0].isdigit() and name not in by_hand()]


def by_hand():
    """List the notebooks that a person runs, and `run` does not: their number is 00.

    Examples
    --------
    >>> by_hand()
    ['00-add-your-plan']
    """
    return [name for name in paths.notebooks() if name.startswith("00-")]


def run(
    plans=(),
    language=BOTH,
    jobs=None,
    force=False,
    given=None,
    report=lambda *_: None,
    sizes=(PAGE,),
    engine="auto",
    timeout=TIMEOUT,
    scheduler="",
    summary=None,
):
    """Execute all notebooks for the plans named, or for all, then those that compare plans.

    Another run that works on one of these plans is waited for.

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
    sizes : sequence of str
        What figures are laid out for: column, page, slide. A notebook without figures is executed once.
    engine : str
        fork, kernel or auto, as for `helpers.runner.execution.execute`.
    timeout : float
        Seconds that one notebook may take.
    scheduler : str
        The address of a Dask scheduler whose workers execute the plans' notebooks; here where it is ''. What compares
        plans is executed here all the same, for here the tables are.
    summary : Summary, optional
        What is filled in, for who wants it of a run that is stopped too.

    Returns
    -------
    Summary

    Raises
    ------
    InputError
        If a plan, a language, a parameter or the engine is not known. Nothing is executed then.
    """
    if engine not in ENGINES:
        raise InputError(f"engine {engine!r} is not known", f"use {', '.join(ENGINES)}")
    chosen = [paths.check_plan(plan) for plan in dict.fromkeys(plans)] or paths.plans()
    chains, last = _plan_jobs(chosen, several(language), given or {}, sizes)
    _check_as_of(chosen, bool(plans), (given or {}).get("as_of", 0))
    summary = summary or Summary()
    summary.wanted = sum(map(len, chains)) + len(last)

    def ended(job, state, error=""):
        getattr(summary, state).append((job, error) if state == "failed" else job)
        report(job, state, summary.done, summary.wanted)

    most = max(1, min(jobs or os.cpu_count() or 1, max(len(chains), len(last), 1)))
    with workers.Workers(most, engine, timeout) as here:
        each = {job.plan for chain in chains for job in chain}
        if scheduler:
            from helpers.runner.cluster import Cluster

            with Cluster(scheduler, engine, timeout) as there, workers.alone(each):
                goes_on = _work(there, chains, force, ended)
        else:
            with workers.alone(each):
                goes_on = _work(here, chains, force, ended)
        if goes_on:
            with workers.alone([None]):
                _work(here, [[job] for job in last], force, ended)
    return summary


def store(report=lambda *_: None):
    """Execute every notebook of every language with its defaults and keep the outputs in notebooks/, normalised.

    Raises
    ------
    InputError
        If a notebook fails; the notebooks stored before stay as they were.
    """
    wanted = stored([*by_hand(), *notebooks()])
    for done, job in enumerate(workers.execute(dict.fromkeys(wanted, ""), inject=False), 1):
        report(job, "executed", done, len(wanted))
    paths.write_all({job.written: job.built(".ipynb").read_bytes() for job in wanted})


def stored(names):
    """List the jobs whose outputs are kept in notebooks/: each notebook in the languages in which it is written.

    Examples
    --------
    >>> [str(job) for job in stored(["01-clean"])]
    ['yunyang-14fyp · 01-clean (en)', 'yunyang-14fyp · 01-clean (zh)']
    """
    found = [Job(name, parameters(name).get("plan", (None,))[0], each) for name in names for each in LANGUAGES]
    return list({job.written: job for job in reversed(found)}.values())[::-1]


def remarks(plans):
    """List what is not wrong but to be known: what is passed over, labels not described, metadata to fill in.

    Examples
    --------
    >>> remarks(['yunyang-14fyp'])
    []
    """
    found = paths.passed_over()
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


def _check_apart(names):
    """Refuse two notebooks that write one table or figure: the one is a copy of the other."""
    seen = {}
    for name in names:
        file = paths.root() / "notebooks" / f"{name}.ipynb"
        code = "\n".join("".join(text) for kind, text, _ in cells(file) if kind == "code")
        for made in dict.fromkeys(WRITES.findall(code)):
            where = (made, "plan" in parameters(name))  # what is of all plans has a folder of its own
            if seen.setdefault(where, name) != name:
                raise InputError(
                    f"writes {made}, as {seen[where]} does",
                    "keep one of the two in notebooks, or give it names of its own",
                    file=paths.relative(file),
                )


def _check_as_of(plans, named, as_of):
    """Refuse a year before the baselines of the plans named, or of all: nothing could be judged by it."""
    begin = {plan: about["baseline_year"] for plan, about in source.everyone().items() if plan in plans}
    early = [f"{plan}, {year}" for plan, year in begin.items() if 0 < as_of < year]
    if early and (named or len(early) == len(begin)):
        raise InputError(
            f"is before the baseline of {'; '.join(early)}",
            "write that year or a later one; 0 takes all that was observed",
            file="parameter as_of",
            cell=as_of,
        )


def _plan_jobs(plans, languages, given, sizes=(PAGE,)):
    """Lay out the jobs => one chain a plan, and the jobs that come after all of them."""
    known = {name: parameters(name) for name in notebooks()}
    _check_apart(known)
    settable = sorted({key for found in known.values() for key in found} - {"plan", "language"})
    for key in given:
        if key in {"plan", "language"}:
            raise InputError(f"{key} is set otherwise", "write run PLAN --language en, zh or both")
        if key not in settable:
            raise InputError(f"no notebook has a parameter {key!r}", f"use one of {', '.join(settable) or '(none)'}")

    for name in known if plans else ():
        check(name, given | {"plan": plans[0]})

    def job(name, plan, language, size=PAGE):
        chosen = given if size == PAGE else given | {"size": size}
        return Job(name, plan, language, tuple((key, chosen[key]) for key in known[name] if key in chosen))

    def jobs(name, plan):
        every = [job(name, plan, language, size) for size in sizes for language in languages]
        return list(dict.fromkeys(every))

    each = [name for name in known if "plan" in known[name]]
    after = [name for name in known if "plan" not in known[name]]
    chains = [[each_job for name in each for each_job in jobs(name, plan)] for plan in plans]
    last = [each_job for name in after for each_job in jobs(name, None)]
    read = dict.fromkeys(plan for chain in chains for each_job in chain for plan in each_job.others)
    only_cleaned = [plan for plan in read if plan not in plans and CLEANS in each]
    return [[job(CLEANS, plan, language) for language in languages] for plan in only_cleaned] + chains, last


def _work(pool, chains, force, told):
    """Work the chains off, several at once, each in its order; a failure ends its own chain only => whether to go on.

    A job that reads the tables of other plans waits until these are cleaned, or have failed: then it reads older ones.
    Where nothing can be written any more, nothing else is tried.
    """
    ready, waiting, running = deque((chain, {}) for chain in chains), [], {}
    uncleaned = Counter(job.plan for chain in chains for job in chain if job.notebook == CLEANS)

    def ended(job, state, error=""):
        if state != "failed":
            for end in (".failed.ipynb", ".log"):
                paths.remove(job.built(end))
        told(job, state, error)
        uncleaned[job.plan] -= job.notebook == CLEANS
        if job.notebook == CLEANS and not uncleaned[job.plan]:
            ready.extend(waiting)
            waiting.clear()

    def fail(chain, error):
        """Report a job as failed, and those after it in its chain as not run."""
        ended(chain[0], "failed", error)
        for job in chain[1:]:
            ended(job, "failed", f"{NOT_RUN}{chain[0].notebook} failed before it")

    def advance(chain, before):
        """Skip what is up to date and start the first job that is not."""
        while chain:
            job = chain[0]
            if any(uncleaned[plan] > 0 for plan in job.others):
                waiting.append((chain, before))
                return
            try:
                inputs = stamps.digest(job, before)
                stamp = None if force else stamps.fresh(job, inputs)
            except InputError as error:
                fail(chain, str(error))
                return
            if stamp is None:
                running[job] = (chain, before)
                pool.start(job, inputs)
                return
            before = before | stamps.tables(stamp)
            chain = chain[1:]
            ended(job, "skipped")

    while ready or running:
        while ready and pool.free():
            advance(*ready.popleft())
        for job, error in pool.ended() if running else ():
            chain, before = running.pop(job)
            if halts(error):
                ended(job, "failed", error)
                return False
            if error:
                fail(chain, error)
                continue
            ended(job, "executed")
            ready.appendleft((chain[1:], before | stamps.left(job)))
    held = list(waiting)
    waiting.clear()
    for chain, _ in held:
        fail(chain, "it waits for plans that wait for it")
    return True
