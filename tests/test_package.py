"""The replication package: what is in it, that it is the same twice, and that it runs elsewhere to the same bytes."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile

import pytest
import yaml
from conftest import PROJECT, copy_project

from helpers import charts, package, paths
from helpers.charts import baseline_target, bundle
from helpers.codebook import schema, source
from helpers.errors import InputError
from helpers.runner import execution, jobs, run

PLAN = "yunyang-14fyp"
TOP = f"replication-{PLAN}/"
SECTIONS = [
    "Overview",
    "Data availability and provenance statements",
    "Statement about rights",
    "Summary of availability",
    "Details on each data source",
    "Dataset list",
    "Computational requirements",
    "Description of programs",
    "Instructions to replicators",
    "List of tables, figures and programs",
    "References",
]
"""Of the template of the social science data editors."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory, in_root):
    """Work in a copy of the project that has all that goes into a package, and one figure; pack it once."""
    root = copy_project(tmp_path_factory.mktemp("whole"))
    shutil.copytree(PROJECT / "data/processed", root / "data/processed")
    for name in package.BESIDE:
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(PROJECT / name, root / name)
    with in_root(root), execution.environment({"HELPERS_FORMATS": "svg"}):
        jobs.check("02-baseline-and-target", {})
        charts.use_style("en")
        draw = bundle.drawing(PLAN, [source.read(PLAN)], "en")
        draw(baseline_target, schema.load("targets", PLAN))
        yield package.make([PLAN])


@pytest.fixture(scope="module")
def files(whole):
    """Give the content of the package => {name: bytes}."""
    return held(whole)


def held(file):
    with zipfile.ZipFile(file) as archive:
        return {name.removeprefix(TOP): archive.read(name) for name in archive.namelist()}


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def test_the_package_has_data_code_figures_and_metadata_with_checksums(files):
    raw = {f"data/raw/{PLAN}/{file.name}" for file in paths.raw(PLAN).iterdir()}
    tables = {f"data/processed/{PLAN}/{file.name}" for file in paths.processed(PLAN).iterdir()}
    figures = {f"figures/{PLAN}/{file.name}" for file in paths.figures(PLAN).iterdir()}
    notebooks = {f"notebooks/{name}.ipynb" for name in run.notebooks()}
    assert raw | tables | figures | notebooks | set(package.BESIDE) <= set(files) and len(figures) == 3
    assert {"README.md", "README.zh.md", ".zenodo.json", "src/helpers/__main__.py"} <= set(files)
    assert not [name for name in files if "__pycache__" in name or name.startswith("data/raw/chuxiong")]
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert raw | tables | figures <= set(sums) and all(sha256(files[name]) == digest for name, digest in sums.items())


def test_the_crate_describes_every_file_and_leads_nowhere_else(files):
    graph = {item["@id"]: item for item in json.loads(files["ro-crate-metadata.json"])["@graph"]}
    described = {name: item for name, item in graph.items() if item["@type"] == "File"}
    assert set(described) == set(files) - {"ro-crate-metadata.json"}
    assert all(item["sha256"] == sha256(files[name]) for name, item in described.items())
    assert all(item["contentSize"] == str(len(files[name])) for name, item in described.items())
    root = graph["./"]
    assert {part["@id"] for part in root["hasPart"]} == set(described)
    assert all(link["@id"] in graph for key in ("author", "citation") for link in root[key])
    assert source.read(PLAN)["document_sha256"] in {item.get("sha256") for item in graph.values()}
    deposit, cited = json.loads(files[".zenodo.json"]), yaml.safe_load(files["CITATION.cff"])
    assert deposit["version"] == cited["version"] and len(deposit["creators"]) == len(cited["authors"])


def test_the_readme_follows_the_template_and_names_documents_programs_and_versions(files):
    english, chinese = (files[name].decode() for name in ("README.md", "README.zh.md"))
    assert [name for name in re.findall(r"^##+ (.+)$", english, re.MULTILINE) if name in SECTIONS] == SECTIONS
    assert len(re.findall(r"^##+ ", english, re.MULTILINE)) == len(re.findall(r"^##+ ", chinese, re.MULTILINE))
    about = source.read(PLAN)
    assert about["title_en"] in english and about["document_sha256"] in english and source.title(about, "zh") in chinese
    programs = dict(re.findall(r"^\| notebooks/(.+?)\.ipynb \| (.*) \|$", english, re.MULTILINE))
    assert list(programs) == run.notebooks()
    made = {name.strip() for made in programs.values() for name in made.split(",")}
    plan_tables = {f"{table['name']}.csv" for table in schema.package()["resources"]} - {"panel.csv"}
    assert plan_tables | {"required-growth", "table-growth", "tables.xlsx", "compare"} <= made
    lock = files["requirements.lock"].decode()
    assert all(number in english for number in re.findall(r"^(?:pandas|numpy)==([^\s;]+)", lock, re.MULTILINE))
    assert not re.search(r"\{\w+\}", english + chinese)


def test_two_packages_of_the_same_have_the_same_bytes(whole):
    first = whole.read_bytes()
    for file in paths.raw(PLAN).iterdir():
        os.utime(file, (1, 1))
    assert package.make([PLAN, PLAN]).read_bytes() == first


def test_what_was_packed_runs_in_an_empty_folder_to_the_same_bytes(whole, tmp_path_factory):
    folder = tmp_path_factory.mktemp("elsewhere")
    with zipfile.ZipFile(whole) as archive:
        archive.extractall(folder)
    root = folder / TOP
    made = [root / f"data/processed/{PLAN}/{table}.csv" for table in ("targets", "observations", "indicators")]
    for file in [*made, *(root / f"figures/{PLAN}").iterdir()]:
        file.unlink()
    job = f"jobs.Job('02-baseline-and-target', '{PLAN}', 'en')"
    code = (
        "import helpers; from helpers import clean, paths; from helpers.runner import execution, jobs;"
        f"clean.save('{PLAN}', clean.plan('{PLAN}'));"
        f"print(helpers.__file__, paths.root(), execution.execute({job}, engine='fork'))"
    )
    given = {name: value for name, value in os.environ.items() if name != "HELPERS_ROOT"}
    given |= {"PYTHONPATH": str(root / "src"), "HELPERS_FORMATS": "svg"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(root / "src/helpers/__init__.py"), str(root)]
    sums = dict(reversed(line.split("  ")) for line in (root / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    assert [name for name, digest in sums.items() if sha256((root / name).read_bytes()) != digest] == []
    assert f"figures/{PLAN}/baseline-target-en.svg" in sums


def test_tables_that_are_not_those_of_the_raw_files_are_not_packed(processed):
    with pytest.raises(InputError, match="no plan is called"):
        package.make(["nowhere"])
    file = paths.processed(PLAN) / "targets.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("90.9", "90.8"), encoding="utf-8")
    with pytest.raises(InputError, match="is not what data/raw gives"):
        package.make([PLAN])
    file.unlink()
    with pytest.raises(InputError, match="no such table yet"):
        package.make([PLAN])


def test_figures_of_other_raw_files_are_not_packed(processed):
    charts.use_style("en")
    draw = bundle.drawing(PLAN, [source.read(PLAN)], "en")
    draw(baseline_target, schema.load("targets", PLAN))
    file = paths.root() / "data/raw/labels.csv"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"baseline-target-en\.json: .*labels\.csv"):
        package.make([PLAN])
