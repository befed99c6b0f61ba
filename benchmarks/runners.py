"""Compare ways to run the suite's own notebooks: clock, processors and ratios, into docs/performance.md.

    .venv/bin/python benchmarks/runners.py             # make bench: interleaved rounds, then the page
    .venv/bin/python benchmarks/runners.py --one pool --set suite --count 32

Every measurement is a command of its own in a fresh copy of the project with its tables, two notebooks at once where
the way allows it. `plain` is the limit: the code of the same cells as plain functions in two processes with the
libraries loaded, without papermill, without a notebook written or a table shown. It draws and saves the same files.
"""

import argparse
import ast
import builtins
import json
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import measured
import scale
import synthetic

from helpers import paths
from helpers.language import LANGUAGES
from helpers.runner import execution, jobs, run, workers

PROJECT = Path(__file__).parents[1]
PAGE = PROJECT / "docs/performance.md"
BEGIN, END = "<!-- computed by benchmarks/runners.py -->", "<!-- end of the computed part -->"
AT_ONCE = 2
ROUNDS = 2
MANY, FEW = 32, 4
SETS = {
    "suite": "notebooks 01 to 04, 06 and 07, every plan, both languages: a random sample, the same for all",
    "clean": "01-clean alone, of as many synthetic plans: no figure",
}
LIBRARIES = ("papermill", "nbclient", "ipykernel", "ipython", "pandas", "matplotlib", "statsmodels")


def wanted(which, count):
    """List the jobs of a set, so many."""
    if which == "clean":
        made = [plan for plan in paths.plans() if plan.startswith("synthetic")]
        return [jobs.Job("01-clean", plan, "en") for plan in made[:count]]
    each = [name for name in run.notebooks() if "plan" in jobs.parameters(name)]
    every = [jobs.Job(name, plan, language) for plan in paths.plans() for name in each for language in LANGUAGES]
    return random.Random(0).sample(every, count)


def ours(listed):
    """A process forked for each notebook."""
    assert len(list(workers.execute(dict.fromkeys(listed, ""), AT_ONCE))) == len(listed)


def pool(listed):
    """The API of papermill in a pool of two processes."""
    with ProcessPoolExecutor(AT_ONCE, mp_context=get_context("spawn")) as processes:
        assert not any(processes.map(execution.execute, listed))


def plain(listed):
    """The same code as plain functions in two warm processes: the limit."""
    os.environ.update(execution.ENVIRONMENT | {"MPLBACKEND": "agg"})
    from helpers.runner import warm

    assert warm
    with get_context("fork").Pool(AT_ONCE) as processes:
        processes.map(_plainly, listed, chunksize=1)


def _plainly(job):
    """Run the code of a notebook's cells as one function."""
    from IPython import display

    from helpers.charts import bundle

    builtins.display = display.display = bundle.display = lambda *_, **__: None
    names = {"__name__": "notebook"}
    file = job.written
    for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec(compile(ast.parse("".join(cell["source"])), job.notebook, "exec"), names)
            if "parameters" in cell["metadata"].get("tags", []):
                names |= {"plan": job.plan, "language": job.language}


def loop(listed):
    """The command of papermill, one notebook after the other."""
    for job in listed:
        words = [
            sys.executable,
            "-m",
            "papermill",
            *_in_and_out(job),
            "-p",
            "plan",
            job.plan,
            "-p",
            "language",
            job.language,
        ]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def client(listed):
    """The API of nbclient, one notebook after the other in one process."""
    import nbformat
    from nbclient import NotebookClient

    for job in listed:
        notebook = nbformat.read(_written(job), 4)
        NotebookClient(notebook, kernel_name="python3").execute()


def jupyter(listed):
    """The command jupyter execute, all notebooks in one call."""
    subprocess.run([sys.executable, "-m", "jupyter", "execute", *map(_written, listed)], check=True)


def snakemake(listed):
    """Snakemake with two processors, each rule calling papermill."""
    rules = [
        f"rule r{n}:\n    output: {str(_in_and_out(job)[1])!r}\n    shell: {_shell(job)!r}\n"
        for n, job in enumerate(listed)
    ]
    ends = ", ".join(repr(str(_in_and_out(job)[1])) for job in listed)
    file = paths.root() / "Snakefile"
    file.write_text(f"rule all:\n    input: {ends}\n\n" + "\n".join(rules), encoding="utf-8")
    subprocess.run(["snakemake", "-c", str(AT_ONCE), "--snakefile", str(file)], check=True, cwd=paths.root())


def _shell(job):
    source, target = _in_and_out(job)
    return f"{sys.executable} -m papermill {source} {target} -p plan {job.plan} -p language {job.language}"


def _in_and_out(job):
    target = paths.root() / "build" / job.plan / f"{job.notebook}-{job.language}.ipynb"
    target.parent.mkdir(parents=True, exist_ok=True)
    return job.written, target


def _written(job):
    """Write a notebook with its parameters set, for what cannot set them itself."""
    source, target = _in_and_out(job)
    notebook = json.loads(source.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            cell["source"] = ["".join(cell["source"]), f"\nplan, language = {job.plan!r}, {job.language!r}"]
    target.write_text(json.dumps(notebook), encoding="utf-8")
    return str(target)


WAYS = {way.__name__: way for way in (plain, ours, pool, loop, client, jupyter, snakemake)}
QUICK, SLOW = ("plain", "ours", "pool"), ("ours", "loop", "client", "jupyter", "snakemake")


def one(way, which, count):
    """Measure one way once, in a fresh project => measured.Taken."""
    with TemporaryDirectory() as folder:
        root = Path(folder, "project")
        if which == "clean":
            synthetic.project(root, count, ("01-clean",))
        else:
            for name in ("data", "notebooks"):
                shutil.copytree(PROJECT / name, root / name)
        words = [sys.executable, __file__, "--do", way, "--set", which, "--count", str(count)]
        return measured.command(words, {"HELPERS_ROOT": str(root), "JUPYTER_PREFER_ENV_PATH": "1"})


def rounds(ways, which, count, times):
    """Measure ways in turn, several times => {way: [Taken]}."""
    found = {way: [] for way in ways}
    for turn in range(times):
        for way in ways:
            found[way].append(one(way, which, count))
            print(f"{which} {count}, round {turn + 1}: {way} {found[way][-1].wall:.1f} s", file=sys.stderr, flush=True)
    return found


def lines(found, base, count):
    """Write a table: medians of clock and processors, and the median of the ratios of each round to `base`."""
    yield f"| way | runs | wall, s | CPU, s | wall a notebook, s | wall, as a multiple of `{base}` |"
    yield "|---|---|---|---|---|---|"
    for way, taken in found.items():
        wall, cpu = (statistics.median(getattr(each, name) for each in taken) for name in ("wall", "cpu"))
        ratios = [each.wall / other.wall for each, other in zip(taken, found[base], strict=True)]
        told = f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
        what = WAYS[way].__doc__.removesuffix(".")
        yield f"| `{way}`: {what} | {len(taken)} | {wall:.1f} | {cpu:.1f} | {wall / count:.2f} | {told} |"


def page(times):
    """Measure all of it and write the computed part."""
    slow = [way for way in SLOW if way != "snakemake" or shutil.which("snakemake")]
    machine = (
        f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield f"On {machine}; {libraries}. Rounds are interleaved; a ratio is the median (range) over the rounds."
    for which, told in SETS.items():
        yield from ("", f"### {MANY} notebooks: {told}", "")
        yield from lines(rounds(QUICK, which, MANY, times), "plain", MANY)
    yield from ("", f"### {FEW} notebooks, once: {SETS['clean']}", "")
    yield from lines(rounds(slow, "clean", FEW, 1), "ours", FEW)
    yield from ("", "### More and more plans: 01-clean and 05-compare of synthetic plans", "", scale.HEAD)
    yield "|---|---|---|---|---|---|---|"
    for count in (4, 32, 320):
        yield scale.row(count, ("01-clean", "05-compare"))


def written(text, computed):
    """Put the computed part between its marks."""
    before, rest = text.split(BEGIN)
    return "\n".join([f"{before}{BEGIN}", "", *computed, "", f"{END}{rest.split(END)[1]}"])


def main():
    """Measure everything, or one way, or be what is measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--one", choices=WAYS, help="measure this alone")
    parser.add_argument("--do", choices=WAYS, help="be what is measured")
    parser.add_argument("--set", choices=SETS, default="suite")
    parser.add_argument("--count", type=int, default=MANY)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    if given.do:
        WAYS[given.do](wanted(given.set, given.count))
    elif given.one:
        print(one(given.one, given.set, given.count))
    else:
        computed = list(page(given.rounds))
        paths.write(PAGE, written(PAGE.read_text(encoding="utf-8"), computed))


if __name__ == "__main__":
    main()
