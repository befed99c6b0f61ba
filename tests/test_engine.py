"""The two engines, for real: one records what the other records, and nothing of one notebook reaches the next."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import nbformat
import pytest
from conftest import copy_project, wait_for
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers import paths
from helpers.runner import execution, jobs, run, stamps, workers

CELLS = [
    "import sys, warnings\nprint('one'); print('two', file=sys.stderr); print('three')\nwarnings.warn('look')",
    "import pandas as pd\nframe = pd.DataFrame({'a': range(30), 'b': 1.5}).assign(**{f'c{n}': n for n in range(25)})\n"
    "frame",
    "1 + 1;",
    "frame['a'].rename('x')",
    "from IPython.display import HTML, Markdown, clear_output, display, update_display\n"
    "print('before'); display(Markdown('*m*'), display_id='m'); print('after'); HTML('<b>h</b>')",
    "update_display(Markdown('*changed*'), display_id='m'); print('x')",
    "print('gone'); clear_output(); print('stays')",
    "print('gone later'); clear_output(wait=True); display(1, 'two', [3])",
    "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.title('毛入园率'); plt.show()\n"
    "print('drawn')",
    "fig, ax = plt.subplots(figsize=(2, 1))",
    "!echo from a shell",
    "%%capture kept\nprint('captured')",
    "kept.stdout, _, In[1][:6], __name__, get_ipython().execution_count",
    "import asyncio\nawait asyncio.sleep(0, 'awaited')",
    "class Own:\n    def _repr_mimebundle_(self, include=None, exclude=None):\n"
    "        return {'text/plain': 'own', 'application/json': {'n': 1}}, {'application/json': {'expanded': True}}\n"
    "Own()",
    "",
    "%%javascript\nconsole.log(1)",
    "import logging; logging.warning('careful')",
    "sorted(name for name in globals() if not name.startswith('_'))[:5]",
]
FAILURES = [
    "def inner(x):\n    return 1 / x\n\nprint('so far')\ninner(0)",
    "1 +",
    "raise ValueError('谁 <b>')",
    "raise SystemExit(3)",
    "%nosuchmagic",
    "assert 1 == 2, 'no'",
]


def write(root, *sources, name="10-test", tags=None):
    """Write a notebook of these cells, a parameters cell before them."""
    cells = [new_code_cell('language: str = "en"  # en or zh', metadata={"tags": ["parameters"]})]
    cells += [new_code_cell(source, metadata={"tags": (tags or {}).get(n, [])}) for n, source in enumerate(sources)]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    about = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(
        new_notebook(cells=[new_markdown_cell("# t", id="t"), *cells], metadata=about), root / f"notebooks/{name}.ipynb"
    )
    return jobs.Job(name, None, "en")


def execute(job, engine, timeout=120):
    """Execute in a process of its own => the error, and the executed notebook as text, normalised."""
    with workers.Workers(1, engine, timeout) as pool:
        pool.start(job, "")
        ((_, error),) = pool.ended()
    file = job.built(".failed.ipynb" if error else ".ipynb")
    return error, execution.normalised(file.read_text(encoding="utf-8")) if file.exists() else ""


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """Work in a project that has no plan and no notebook."""
    for folder in ("data/raw", "notebooks"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setenv("HELPERS_ROOT", str(tmp_path))
    return tmp_path


def test_the_engines_record_the_same_of_every_kind_of_output(bare):
    job = write(bare, *CELLS)
    (error, forked), (other, kernel) = execute(job, "fork"), execute(job, "kernel")
    assert error == other == ""
    cells = zip(json.loads(forked)["cells"], json.loads(kernel)["cells"], strict=True)
    assert [cell for cell, other in cells if cell != other] == []
    assert forked == kernel
    kinds = {output["output_type"] for cell in json.loads(forked)["cells"] for output in cell.get("outputs", [])}
    assert kinds == {"stream", "display_data", "execute_result"}


@pytest.mark.parametrize("source", FAILURES)
def test_the_engines_record_the_same_of_a_failure(bare, source):
    job = write(bare, "x = 1", source, "print('never')")
    (error, forked), (other, kernel) = execute(job, "fork"), execute(job, "kernel")
    assert error == other and error.startswith("cell ")
    assert forked == kernel and "never" not in json.loads(forked)["cells"][-1]["outputs"]


TAGS = [("1 / 0", "raises-exception"), ("1 / 0", "skip-execution"), ("raise SystemExit", "")]


@pytest.mark.parametrize(("source", "tag"), TAGS)
def test_the_engines_read_the_same_tags_and_end_alike(bare, source, tag):
    job = write(bare, source, "print('reached')", tags={0: [tag]} if tag else {})
    found = [execute(job, engine) for engine in ("fork", "kernel")]
    assert found[0] == found[1]


def test_nothing_of_a_notebook_reaches_the_next(bare):
    leaves = (
        "import builtins, os, sys, random, numpy, pandas, matplotlib\n"
        "builtins.leaked = os.environ['LEAKED'] = sys.leaked = 1; os.chdir('/'); sys.path.insert(0, '/leaked')\n"
        "pandas.set_option('display.max_rows', 7); matplotlib.rcParams['font.size'] = 77"
    )
    shows = (
        "import builtins, os, sys, random, numpy, pandas, matplotlib\n"
        "print(hasattr(builtins, 'leaked'), hasattr(sys, 'leaked'), 'LEAKED' in os.environ, os.getcwd() == '/',\n"
        "      '/leaked' in sys.path, pandas.get_option('display.max_rows'), matplotlib.rcParams['font.size'],\n"
        "      len(os.listdir('/proc/self/task')))"
    )
    execute(write(bare, leaves), "fork")
    _, text = execute(write(bare, shows), "fork")
    assert "False False False False False 60 10.0 2" in text  # a thread of the cells, one that waits for the end


def test_every_notebook_draws_other_random_numbers(bare):
    job = write(bare, "import random, numpy\nprint(random.random(), numpy.random.random())")
    drawn = {line for _ in range(3) for line in execute(job, "fork")[1].splitlines() if "0." in line}
    assert len(drawn) == 3


PATIENCE = {"fork": 12, "kernel": 24}
"""Seconds after which a notebook is stopped: four kernels start slowly on a machine that does other work too."""


@pytest.mark.parametrize("engine", PATIENCE)
def test_a_notebook_that_dies_or_never_ends_is_reported_for_itself(bare, engine):
    crash = write(bare, "import os\nos._exit(3)", name="10-crash")
    killed = write(bare, "import os\nos.kill(os.getpid(), 9)", name="11-killed")
    endless = write(bare, "print('so far')\nwhile True: pass", name="12-endless")
    good = write(bare, "print('good')", name="13-good")
    found = {}
    with workers.Workers(4, engine, timeout=PATIENCE[engine]) as pool:
        for job in (crash, killed, endless, good):
            pool.start(job, "")
        while pool.running:
            found |= dict(pool.ended())
    died = "the process that ran it died" if engine == "fork" else "DeadKernelError: Kernel died"
    assert found[good] == "" and found[endless] == f"it took more than {PATIENCE[engine]} s"
    assert found[crash].startswith(died) and found[killed].startswith(died)
    if engine == "fork":
        assert "exit code 3" in found[crash] and "SIGKILL" in found[killed]
        assert paths.relative(crash.built(".log")) in found[crash]
    assert good.built(".ipynb").exists()


def test_a_full_disk_ends_a_run_and_short_memory_a_notebook(bare):
    names = "import resource\nfrom helpers import paths\n"
    limit = "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
    write(bare, "x = bytearray(1 << 50)", name="10-memory")
    write(bare, names + limit + "paths.write(paths.root() / 'figures/x.csv', 'x' * 10000)", name="11-disk")
    write(bare, names + limit + "print('x' * 10000)", name="12-copy")
    write(bare, "1 + 1", name="13-after")
    summary = run.run(language="en", jobs=1)
    (memory, short), (disk, full) = summary.failed
    assert memory.notebook == "10-memory" and short.startswith("cell 3: the memory does not suffice. Remedy: close")
    assert disk.notebook == "11-disk" and "the disk is full" in full and "Remedy: free some space" in full
    assert (summary.executed, summary.done, summary.wanted) == ([], 2, 4)
    assert {file.name for file in lying(bare)} == {"10-memory-en.failed.ipynb", "10-memory-en.log", "run.lock"}
    for name in ("10-memory", "11-disk"):
        (bare / f"notebooks/{name}.ipynb").unlink()
    [(copy, full)] = run.run(language="en", jobs=1).failed
    assert copy.notebook == "12-copy" and "the disk is full" in full
    assert not list((bare / "build").rglob("12-*")) and not list((bare / "figures").glob("*"))


ENDS = [("fork", signal.SIGINT), ("fork", signal.SIGKILL), ("kernel", signal.SIGKILL)]


@pytest.mark.parametrize(("engine", "how"), ENDS)
def test_nothing_is_left_running_when_the_driver_ends(bare, engine, how):
    source = "import subprocess\nsubprocess.Popen(['sleep', '98765'])\nopen('started', 'w').close()\nwhile 1: pass"
    write(bare, source)
    command = [sys.executable, "-m", "helpers", "run", "--engine", engine, "--language", "en"]
    # What runs in the background ignores Ctrl-C, and so would what it starts.
    listens = lambda: signal.signal(signal.SIGINT, signal.default_int_handler)  # noqa: E731
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    driver = subprocess.Popen(command, cwd=bare, preexec_fn=listens, text=True, **pipes)
    wait_for(lambda: (bare / "started").exists())
    assert left_running(bare)
    driver.send_signal(how)
    out, error = driver.communicate(timeout=120)
    wait_for(lambda: not left_running(bare))
    if how == signal.SIGINT:
        assert driver.returncode == 130 and error.startswith("stopped; what was finished is kept, and the same command")
        assert out.splitlines() == ["0 executed, 0 up to date, 0 failed, 1 not reached"] and "Traceback" not in error
        assert {file.name for file in lying(bare)} == {"run.lock"}


def left_running(root):
    """List the processes that work on a project, by what they were started with."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"HELPERS_ROOT={root}".encode() in (process / "environ").read_bytes().split(b"\0"):
                found.append(process.name)
    return found


CHOSEN = [("01-clean", "yongchuan-2022-2025", "zh"), ("03-required-growth", "yantai-14fyp", "en")]
"""Two of the project's notebooks; benchmarks/equality.py holds all of them to it."""


@pytest.mark.parametrize("job", [jobs.Job(*each) for each in CHOSEN], ids=str)
def test_notebooks_of_the_project_leave_the_same_with_both_engines(processed, job):
    found = []
    for engine in ("fork", "kernel"):
        error, text = execute(job, engine)
        found.append((error, text, {file: file.read_bytes() for file in left(processed)}))
    assert found[0][0] == "" and found[0] == found[1]


def left(root):
    """List the tables and figures of a project."""
    return [file for folder in ("data", "figures") for file in (root / folder).rglob("*") if file.is_file()]


def test_a_cell_that_needs_a_kernel_gets_one(bare):
    job = write(bare, "print(type(get_ipython()).__name__)", tags={0: [execution.LIVE]})
    assert "ZMQInteractiveShell" in execute(job, "auto")[1]
    assert "ZMQInteractiveShell" not in execute(job, "fork")[1]


def test_what_notebooks_import_is_part_of_what_they_depend_on():
    """Modules that the digest leaves out are imported by none that it holds; the process forked from has one thread."""
    shows = "import os, sys, helpers.runner.warm\nprint(*(n for n in sys.modules if n.startswith('helpers.')))\n"
    shows += "print(len(os.listdir('/proc/self/task')))"
    environment = os.environ | execution.ENVIRONMENT
    done = subprocess.run([sys.executable, "-c", shows], env=environment, capture_output=True, text=True, check=True)
    names, threads = done.stdout.splitlines()
    left_out = tuple(f"helpers.{name.removesuffix('.py').rstrip('/').replace('/', '.')}" for name in stamps.FOR_READERS)
    assert (
        not [name for name in names.split() if name.startswith(left_out)]
        and "helpers.charts.baseline_target" in names.split()
    )
    assert threads == "1"


def test_killed_at_any_moment_and_run_again_the_files_are_the_same(tmp_path, in_root):
    """The driver is killed as soon as some files more lie there, again and again."""
    plans, found = ["chuxiong-2023-2025", "yongchuan-2022-2025"], []
    for place in ("once", "killed"):
        (tmp_path / place).mkdir()
        root = copy_project(tmp_path / place)
        for file in (root / "notebooks").glob("*.ipynb"):
            if file.stem not in {"01-clean", "02-baseline-and-target"}:
                file.unlink()
        with in_root(root):
            words = [sys.executable, "-m", "helpers", "run", *plans, "--language", "en"]
            for part in (0.01, 0.3, 0.7) if place == "killed" else ():
                driver = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                many = max(len(lying(root)) + 1, part * len(found[0]))
                wait_for(lambda root=root, many=many: len(lying(root)) >= many)
                driver.kill()
                driver.wait()
            subprocess.run(words, check=True, capture_output=True)
            found.append({file.relative_to(root): file.read_bytes() for file in lying(root)})
    assert found[0] == found[1]


def lying(root):
    """List what a run leaves, and what lies half-written."""
    folders = ("data/processed", "figures", "build")
    return [file for folder in folders for file in (root / folder).rglob("*") if file.is_file()]
