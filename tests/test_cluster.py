"""A real Dask scheduler and two real workers on this machine: what they bring back is what would be made here."""

import datetime
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from conftest import PROJECT, copy_project, wait_for

from helpers import paths
from helpers.errors import InputError
from helpers.runner import cluster, jobs, run, stamps

PLANS = ["chuxiong-2023-2025", "yongchuan-2022-2025"]


def start(folder, *words, **more):
    """Start a command of Dask, in a folder and a session of its own, with more variables of the environment."""
    folder.mkdir()
    with open(folder / "log", "wb") as log:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("HELPERS_")}
        command = [sys.executable, "-m", "dask", *words]
        return subprocess.Popen(
            command,
            cwd=folder,
            env=environment | more,
            stdout=log,
            stderr=log,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
        )


@contextmanager
def running(folder, protocol="tcp", **more):
    """Have a scheduler with two workers, each under a nanny => its address, the workers."""
    place, listens = folder / "scheduler.json", ("--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    words = ("scheduler", *listens, "--protocol", protocol, "--scheduler-file", str(place))
    started = [start(folder / "s", *words, **more)]
    try:
        wait_for(place.exists)
        address = json.loads(place.read_text(encoding="utf-8"))["address"]
        words = ("worker", address, "--nthreads", "1", "--no-dashboard")
        started += [start(folder / f"w{n}", *words, **more) for n in range(2)]
        wait_for(lambda: all("Registered to" in (folder / f"w{n}/log").read_text() for n in range(2)))
        yield address, started[1:]
    finally:
        for process in started[::-1]:
            kill(process)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """Start a scheduler with two workers."""
    with running(tmp_path_factory.mktemp("dask")) as started:
        yield started


def kill(process):
    """Kill a session, the nanny and its worker."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def keep(root, *names):
    """Leave some of a project's notebooks."""
    for file in (root / "notebooks").glob("*.ipynb"):
        if file.stem not in names:
            file.unlink()


def files(root):
    """Give what a run leaves, with its content."""
    found = [file for name in ("data/processed", "figures", "build") for file in (root / name).rglob("*")]
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in found if file.is_file()}


def test_what_a_cluster_brings_back_is_what_is_made_here(scheduler, tmp_path, in_root):
    made = {}
    for place, address in {"here": "", "there": scheduler[0]}.items():
        (tmp_path / place).mkdir()
        root = copy_project(tmp_path / place)
        keep(root, "01-clean", "03-required-growth")
        with in_root(root):
            summary = run.run(PLANS[:1], "en", scheduler=address)
            assert summary.failed == [] and summary.executed
            again = run.run(PLANS[:1], "en", scheduler=address)
            assert again.executed == [] and len(again.skipped) == len(summary.executed)
            made[place] = files(root)
    assert made["here"] == made["there"]


def test_a_notebook_that_fails_there_is_reported_here_with_its_copy(scheduler, project):
    keep(project, "01-clean")
    table = project / "data/raw/yunyang-14fyp/indicator_table.txt"
    sound = table.read_bytes()
    table.write_bytes(sound.replace(b"98.9", b"98.8"))
    summary = run.run(["yunyang-14fyp", PLANS[0]], "en", scheduler=scheduler[0])
    [(job, error)] = summary.failed
    assert job.plan == "yunyang-14fyp" and "indicator_table.txt" in error and error.startswith("cell ")
    assert job.built(".failed.ipynb").exists() and not paths.processed("yunyang-14fyp").exists()
    assert [each.plan for each in summary.executed] == PLANS[:1]
    table.write_bytes(sound)
    assert run.run(["yunyang-14fyp"], "en", scheduler=scheduler[0]).failed == []
    assert job.built(".ipynb").exists() and not job.built(".failed.ipynb").exists() and not job.built(".log").exists()


def test_formats_travel_and_older_files_of_others_go(scheduler, processed, monkeypatch):
    keep(processed, "02-baseline-and-target")
    ends = []
    for wanted in ("svg,png", "svg"):
        monkeypatch.setenv(jobs.FORMATS, wanted)
        assert run.run(PLANS[:1], "en", scheduler=scheduler[0]).failed == []
        ends.append({file.suffix for file in paths.figures(PLANS[0]).glob("baseline-target-en.*")})
    assert ends == [{".svg", ".png", ".json"}, {".svg", ".json"}]


def certified(folder):
    """Make a key and a certificate that lasts a day => the variables with which Dask takes them."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "plans")])
    today = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, today, today + datetime.timedelta(1))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    form = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    files = {"cert": made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)}
    files["key"] = key.private_bytes(serialization.Encoding.PEM, *form)
    for end, content in files.items():
        (folder / f"plans.{end}").write_bytes(content)
    told = {
        f"DASK_DISTRIBUTED__COMM__TLS__{role}__{end.upper()}": f"{folder}/plans.{end}"
        for role in ("SCHEDULER", "WORKER", "CLIENT")
        for end in files
    }
    told["DASK_DISTRIBUTED__COMM__TLS__CA_FILE"] = f"{folder}/plans.cert"
    return told | {"DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "True"}


def test_with_tls_who_has_no_certificate_is_refused(tmp_path, project):
    """The variables are those that docs/running.md sets, for scheduler, workers and here."""
    keep(project, "01-clean")
    (tmp_path / "tls").mkdir()
    told = certified(tmp_path / "tls")
    page = (PROJECT / "docs/running.md").read_text(encoding="utf-8")
    assert all(re.sub("SCHEDULER|WORKER|CLIENT", "${role}", name) in page for name in told)
    with running(tmp_path, "tls", **told) as (address, _):
        assert address.startswith("tls://")
        command = [sys.executable, "-m", "helpers", "run", PLANS[0], "--language", "en", "--scheduler", address]
        bare = {name: value for name, value in os.environ.items() if not name.startswith("DASK_")}
        refused = subprocess.run(command, env=bare, capture_output=True, text=True, timeout=120)
        assert refused.returncode == 2 and refused.stderr.startswith("error: no certificate is set")
        assert len(refused.stderr.splitlines()) == 1 and not paths.processed(PLANS[0]).exists()
        (tmp_path / "other").mkdir()
        stranger = bare | certified(tmp_path / "other")
        refused = subprocess.run(command, env=stranger, capture_output=True, text=True, timeout=120)
        assert refused.returncode == 2 and "no scheduler answers at tls://" in refused.stderr
        done = subprocess.run(command, env=bare | told, capture_output=True, text=True, timeout=120)
        assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "1 executed, 0 up to date, 0 failed"), done.stderr
        assert paths.processed(PLANS[0]).exists()


OUTSIDE = [
    "../../x",
    "/elsewhere/x",
    "figures/../../x",
    "src/helpers/paths.py",
    "data/raw/labels.csv",
    "figures/out/x",
    "C:\\x",
]


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_a_worker_names_stays_inside(project, tmp_path_factory, name):
    outside = tmp_path_factory.mktemp("outside")
    (project / "figures").mkdir()
    (project / "figures/out").symlink_to(outside)
    job = jobs.Job("01-clean", PLANS[0], "en")
    before = files(project)
    with pytest.raises(
        InputError, match=r"^the worker that executed .*: leads out of data/processed, figures, build\."
    ):
        cluster._land(job, {"data/processed/x.csv": b"1", name: b"forged"})
    stamp = json.dumps({"inputs": "", "outputs": {name: ""}}).encode()
    with pytest.raises(InputError, match=r"^the worker that executed .*: leads out of"):
        cluster._land(job, {"data/processed/x.csv": b"1", paths.relative(job.built(".json")): stamp})
    assert files(project) == before and not list(outside.iterdir())


@pytest.mark.parametrize("absolute", [False, True])
def test_an_older_stamp_that_names_what_no_run_wrote_is_refused(project, tmp_path_factory, absolute):
    keep(project, "01-clean")
    victim = tmp_path_factory.mktemp("outside") / "victim"
    victim.write_text("not ours", encoding="utf-8")
    name = str(victim) if absolute else os.path.relpath(victim, project)
    job = jobs.Job("01-clean", PLANS[0], "en")
    forged = paths.write(job.built(".json"), json.dumps({"inputs": "", "outputs": {name: ""}}))
    summary = run.run(PLANS[:1], "en")
    [(failed, error)] = summary.failed
    assert failed == job and error.startswith(f"{paths.relative(forged)}, '{name}': leads out of")
    with pytest.raises(InputError, match="leads out of"):
        cluster._land(job, {paths.relative(forged): b'{"inputs": "", "outputs": {}}'})
    assert victim.read_text(encoding="utf-8") == "not ours" and name in forged.read_text(encoding="utf-8")
    forged.unlink()
    assert run.run(PLANS[:1], "en").failed == []


def test_where_no_scheduler_answers_the_error_says_so(project, monkeypatch):
    monkeypatch.setattr("helpers.runner.cluster.PATIENCE", 2)
    with pytest.raises(InputError, match=r"no scheduler answers at tcp://127.0.0.1:9 .* Remedy: start one"):
        run.run(PLANS, "en", scheduler="tcp://127.0.0.1:9")
    assert not (project / "build").exists()


def test_a_worker_that_computes_otherwise_is_refused(scheduler, project, monkeypatch):
    monkeypatch.setattr(stamps, "code", lambda: ["another"])
    with pytest.raises(InputError, match=r"another version of this package .* install the same commit"):
        run.run(PLANS, "en", scheduler=scheduler[0])


def test_the_death_of_a_worker_loses_nothing(scheduler, project):
    """The last test: one of the two workers is gone then."""
    address, workers = scheduler
    keep(project, "01-clean")
    notebook = project / "notebooks/01-clean.ipynb"
    content = json.loads(notebook.read_text(encoding="utf-8"))
    content["cells"][2]["source"] = ["import time\n", "time.sleep(2)\n", *content["cells"][2]["source"]]
    notebook.write_text(json.dumps(content), encoding="utf-8")
    ended = []

    def report(job, state, *_):
        ended.append(job)
        if len(ended) == 1:
            kill(workers[0])

    summary = run.run(language="en", scheduler=address, report=report)
    assert summary.failed == [] and len(summary.executed) == len(paths.plans())
    for plan in paths.plans():
        for table in ("targets", "observations"):
            file = f"data/processed/{plan}/{table}.csv"
            assert (project / file).read_bytes() == (PROJECT / file).read_bytes()
    assert not [file for file in Path(project).rglob(".*") if file.is_file()]
    shutil.rmtree(project / "build")
