"""The runner, for real: every notebook of every plan through papermill, in both languages, and what goes wrong."""

import json
import re
import shutil
import subprocess
import sys

import nbformat
import pytest
from conftest import PROJECT, copy_project
from test_trace import unkeyed

from helpers import paths, trace
from helpers.codebook import schema, source
from helpers.errors import InputError
from helpers.report import outcomes
from helpers.runner import execution, jobs, run, stamps, workers
from helpers.teaching import classroom

PLANS = ["chuxiong-2023-2025", "yunyang-14fyp"]
"""One of prose only, one with a table and two documents."""
NEW = "xinqu-2021-2026"
CHOSEN = [*PLANS, NEW]
TABLE = """指标 2021年 2026年 属性
学前教育 毛入园率（%） 88.1 92 预期性
示范幼儿园覆盖率（%） 85.2 ≥90 约束性
义务教育 大班额（个） 12 0 预期性
在校学生数（万人） 3.14 3.02 预期性"""


def add_plan(root, name=NEW, table=TABLE):
    """Add a plan of which nothing is known but five keys and a table."""
    folder = root / "data/raw" / name
    folder.mkdir()
    folder.joinpath("source.yml").write_text(
        "title_zh: 新区教育规划\nregion_zh: 新区\nregion_en: New District\nbaseline_year: 2021\ntarget_year: 2026\n",
        encoding="utf-8",
    )
    folder.joinpath("indicator_table.txt").write_text("\n".join(table.split()), encoding="utf-8")


def only_two_plans(root):
    """Leave two of the real plans."""
    for file in (root / "data/raw").glob("*/source.yml"):
        if file.parent.name not in PLANS:
            shutil.rmtree(file.parent)


@pytest.fixture(scope="module")
def ran(tmp_path_factory, in_root):
    """Run everything once: two real plans and a new one, both languages; the main job executes the others."""
    root = copy_project(tmp_path_factory.mktemp("run"))
    add_plan(root)
    with in_root(root):
        summary = run.run(CHOSEN, jobs=2)
        yield root, summary


def command(root, *given):
    """Run the command line as a user does."""
    from os import environ

    return subprocess.run(
        [sys.executable, "-m", "helpers", *given],
        env={**environ, "HELPERS_ROOT": str(root)},
        capture_output=True,
        text=True,
        timeout=300,
    )


def files(root):
    """Give every file that a run leaves, with its content."""
    return {
        str(file.relative_to(root)): file.read_bytes()
        for folder in ("data/processed", "figures", "build")
        for file in sorted((root / folder).rglob("*"))
        if file.is_file()
    }


BESIDE = ("precedent", "national-series", "ambition", "cohorts", "unknown-baseline")
"""Figures that set a plan beside documents of others, and say of which."""


def test_no_folder_of_a_plan_holds_the_picture_of_another_place(ran):
    root, _ = ran
    seen = 0
    for file in root.glob("figures/*/*.json"):
        told = json.loads(file.read_text(encoding="utf-8"))
        plan, language = file.parent.name, told["language"]
        if plan == "compare":
            continue
        titles = {
            name: {source.title(each, language) for each in (about, *about.get("further_documents", []))}
            for name, about in source.everyone().items()
        }
        own = titles.pop(plan)
        assert any(title in told["caption"] for title in own), file
        others = {title for of_other in titles.values() for title in of_other - own}
        if told["figure"] not in BESIDE:
            assert not [title for title in others if title in told["caption"]], file
        seen += 1
    assert seen > 20 and not list(root.glob("figures/y*/hindcast-*.svg"))


def test_every_notebook_ran_for_every_plan_in_both_languages(ran):
    root, summary = ran
    assert summary.failed == []
    each = [name for name in run.notebooks() if "plan" in jobs.parameters(name)]
    read = {plan for job in summary.executed for plan in job.others} - set(CHOSEN)
    assert len(summary.executed) == 2 * (len(each) * len(CHOSEN) + len(read) + len(run.notebooks()) - len(each))
    assert {job.plan for job in summary.executed if job.notebook == run.CLEANS} == {*CHOSEN, *read}
    for job in summary.executed:
        notebook = nbformat.read(job.built(".ipynb"), 4)
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        assert not [output for output in outputs if output["output_type"] in {"error", "stream"}], job
    assert not [name for name in files(root) if name.endswith((".log", ".outputs", ".failed.ipynb", ".partial.ipynb"))]


def test_the_tables_equal_the_committed_ones(ran):
    root, _ = ran
    for plan in PLANS:
        for file in sorted((PROJECT / "data/processed" / plan).iterdir()):
            assert (root / "data/processed" / plan / file.name).read_bytes() == file.read_bytes(), file


def test_a_new_plan_goes_through_to_tables_and_figures(ran):
    root, _ = ran
    targets = schema.load("targets", NEW)
    assert targets["target_low"].tolist() == [92, 90, 0, 30200]
    assert targets["indicator"].tolist()[0] == "preschool_gross_enrolment"
    rows = schema.load("required_growth", NEW).set_index(["indicator", "method"])
    elimination = targets["indicator"][2]
    assert rows.loc[(elimination, "cagr"), "code"] == "zero_target"
    assert rows.loc[(elimination, "cagr_to_last_one"), "value"] < 0
    for name in ("baseline-target", "required-growth"):
        for language in ("en", "zh"):
            for end in ("svg", "pdf", "png", "json"):
                assert (root / "figures" / NEW / f"{name}-{language}.{end}").stat().st_size > 500
    assert NEW in set(schema.load("targets")["plan"])
    remarks = run.remarks([NEW])
    assert any("示范幼儿园覆盖率" in remark for remark in remarks)
    assert not any("毛入园率" in remark for remark in remarks)


def test_every_number_of_every_figure_leads_to_where_it_comes_from(ran):
    root, _ = ran
    drawn = sorted((root / "figures").glob("*/*.csv"))
    assert len(drawn) > 40 and unkeyed(drawn) == []
    counts, broken = trace.walk(drawn)
    assert broken == [] and counts.total() > 1000
    record = json.loads((root / "figures/yunyang-14fyp/progress-path-en.json").read_text(encoding="utf-8"))
    given = jobs.parameters("04-progress")
    assert record["parameters"] == {"notebook": "04-progress"} | {name: value for name, (value, _) in given.items()}


def test_what_is_up_to_date_is_not_run_again(ran):
    root, first = ran
    before = files(root)
    done = command(root, "run", *CHOSEN)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == f"0 executed, {len(first.executed)} up to date, 0 failed"
    assert files(root) == before


def test_a_lost_figure_or_a_changed_table_is_made_again_to_the_same_bytes(ran):
    root, _ = ran
    before = files(root)
    (root / "figures/chuxiong-2023-2025/baseline-target-zh.svg").unlink()
    summary = run.run(CHOSEN, jobs=2)
    assert [str(job) for job in summary.executed] == ["chuxiong-2023-2025 · 02-baseline-and-target (zh)"]
    (root / "data/processed/chuxiong-2023-2025/targets.csv").write_text("lost", encoding="utf-8")
    again = run.run(CHOSEN, jobs=2)
    assert {job.notebook for job in again.executed if job.plan} == {"01-clean"}
    assert again.failed == []
    assert files(root) == before


def test_stored_notebooks_carry_the_outputs_of_their_defaults(ran):
    """Sources, texts and tables to the letter; pictures are held by the tests of the figures."""
    for job in run.stored(run.notebooks()):
        if job.plan and job.plan not in CHOSEN:
            continue
        fresh = [cell for cell in nbformat.read(job.built(".ipynb"), 4).cells if cell.id != "injected-parameters"]
        stored = nbformat.read(PROJECT / paths.relative(job.written), 4).cells
        if job.notebook == "05-compare":  # the copy has one plan more
            fresh, stored = ([cell for cell in cells if cell.cell_type == "markdown"] for cells in (fresh, stored))
        assert [_text(cell) for cell in fresh] == [_text(cell) for cell in stored], job


def _text(cell):
    shown = [
        {kind: text for kind, text in output.get("data", {}).items() if not kind.startswith("image/")}
        for output in cell.get("outputs", [])
    ]
    return cell.source, shown


def test_a_failing_plan_stops_nobody_else_and_loses_nothing(ran):
    root, _ = ran
    before = files(root)
    raw = root / "data/raw/yunyang-14fyp/indicator_table.txt"
    kept = raw.read_bytes()
    new_table = root / "data/raw" / NEW / "indicator_table.txt"
    new_kept = new_table.read_bytes()
    try:
        raw.write_bytes(kept.replace(b"98.9", b"98.8"))
        new_table.write_bytes(new_kept.replace(b"3.14", b"3.l4"))
        done = command(root, "run", *CHOSEN, "--language", "en")
        assert done.returncode == 1
        assert "yunyang-14fyp · 01-clean (en), cell" in done.stderr
        assert "not the one that was checked" in done.stderr
        line = new_table.read_text(encoding="utf-8").splitlines().index("3.l4") + 1
        assert f"data/raw/{NEW}/indicator_table.txt, line {line}, '3.l4'" in done.stderr
        assert "chuxiong" not in done.stderr
        assert (root / "build/yunyang-14fyp/01-clean-en.failed.ipynb").exists()
        after = files(root)
        assert {name for name in before if before[name] != after.get(name)} == set()
    finally:
        raw.write_bytes(kept)
        new_table.write_bytes(new_kept)
    assert run.run(CHOSEN, jobs=2).failed == []
    assert files(root) == before


def test_a_job_executes_the_notebook_of_its_language_and_rests_on_it(processed):
    english, chinese = (jobs.Job("01-clean", "chuxiong-2023-2025", language) for language in ("en", "zh"))
    assert [paths.relative(job.written) for job in (english, chinese)] == [
        "notebooks/01-clean.ipynb",
        "notebooks/zh/01-clean.ipynb",
    ]
    assert run.notebooks().count("01-clean") == 1
    assert {english.written, chinese.written} < set(jobs.reads(chinese))
    assert len(list(workers.execute({english: "", chinese: ""}))) == 2
    for job, title in ((english, "# Clean what a plan published"), (chinese, "# 整理规划文本中的数据")):
        cells = nbformat.read(job.built(".ipynb"), 4).cells
        assert cells[0].source.startswith(title)
        assert next(cell for cell in cells if cell.id == "injected-parameters")
    before = [stamps.digest(job, {}) for job in (english, chinese)]
    text = chinese.written.read_text(encoding="utf-8").replace("整理规划文本中的数据", "整理数据")
    chinese.written.write_text(text, encoding="utf-8")
    assert [stamps.digest(job, {}) == then for job, then in zip((english, chinese), before, strict=True)] == [
        True,
        False,
    ]
    chinese.written.unlink()
    assert chinese.written == english.written and [str(job) for job in run.stored(["01-clean"])] == [
        "yunyang-14fyp · 01-clean (en)"
    ]


def test_a_notebook_that_fails_is_reported_with_its_cell(project):
    notebook = project / "notebooks/02-baseline-and-target.ipynb"
    content = json.loads(notebook.read_text(encoding="utf-8"))
    content["cells"][2]["source"] = [
        "from helpers import paths\n",
        "paths.write(paths.figures(plan) / 'x.csv', '1')\n",
        "raise RuntimeError('by design')",
    ]
    notebook.write_text(json.dumps(content), encoding="utf-8")
    (project / "notebooks/05-compare.ipynb").unlink()
    summary = run.run(["chuxiong-2023-2025"], "en", jobs=1)
    assert [(job.notebook, text.partition(": ")[2]) for job, text in summary.failed][:2] == [
        ("02-baseline-and-target", "RuntimeError: by design"),
        ("03-required-growth", "02-baseline-and-target failed before it"),
    ]
    left = {file.name for file in (project / "build/chuxiong-2023-2025").iterdir() if "02-" in file.name}
    assert left == {"02-baseline-and-target-en.failed.ipynb", "02-baseline-and-target-en.log"}


def only_dies(project, how):
    """Leave one notebook, whose kernel dies for one plan of two."""
    only_two_plans(project)
    notebook = project / "notebooks/01-clean.ipynb"
    content = json.loads(notebook.read_text(encoding="utf-8"))
    content["cells"][2]["source"] = ["import os\n", "if plan == 'chuxiong-2023-2025':\n", f"    {how}"]
    content["cells"] = content["cells"][:3]
    notebook.write_text(json.dumps(content), encoding="utf-8")
    for name in [name for name in run.notebooks() if name != "01-clean"]:
        (project / f"notebooks/{name}.ipynb").unlink()


def test_a_process_that_dies_is_a_failure_of_that_plan_only(project):
    only_dies(project, "os._exit(1)")
    summary = run.run(language="en", jobs=2)
    assert [job.plan for job in summary.executed] == ["yunyang-14fyp"]
    assert [(job.plan, "died (exit code 1; see " in error) for job, error in summary.failed] == [
        ("chuxiong-2023-2025", True)
    ]


def test_the_death_of_the_process_that_the_others_are_forked_from_loses_nothing(project):
    only_dies(project, "os.kill(os.getppid(), 9)")
    summary = run.run(language="both", jobs=2)
    assert summary.failed == [] and len(summary.executed) == 4


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["run", "nowhere"], "use one of "),
        (["run", "--language", "fr"], "use en, zh or both"),
        (["run", "-p", "scael=linear"], "use one of as_of"),
        (["run", "-p", "scale"], "write -p NAME=VALUE"),
        (["run", "--engine", "steam"], f"use {', '.join(execution.ENGINES)}"),
        (["run", "--size", "poster"], f"use {', '.join(jobs.SIZES)} or all"),
        (["run", "--format", "png,tiff"], f"use {', '.join(jobs.FILES)}, joined by commas"),
        (
            ["run", "-p", "as_of=twenty"],
            "'twenty': parameter as_of takes a whole number. Remedy: as 0 is in 04-progress",
        ),
        (["run", "yunyang-14fyp", "--as-of", "2019"], "'2019': is before the baseline of yunyang-14fyp, 2020"),
        (["run", "--as-of", "2014"], "Remedy: write that year or a later one"),
        (["run", "--as-of", "1800"], "is no year"),
        (["run", "-p", "plan=yunyang-14fyp"], "plan is set otherwise"),
        (["run", "-p", "indicator=nosuch"], "the codebook has no indicator 'nosuch'"),
        (["run", "-p", "beside=china-14fyp;nosuch"], "no plan is called 'nosuch'. Remedy: use one of china-"),
    ],
)
def test_what_is_not_known_is_an_error_that_lists_what_is(project, words, message):
    done = command(project, *words)
    assert done.returncode == 2
    assert message in done.stderr and "Traceback" not in done.stderr
    assert not (project / "build").exists()


NOTEBOOKS = [*run.notebooks(), *(f"cases/{case}" for case in classroom.cases())]


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_refuses_every_parameter_that_names_nothing_or_has_another_type(notebook):
    known = jobs.parameters(notebook)
    jobs.check(notebook, {})
    for name, (default, _) in known.items():
        nothing = "no-such" if isinstance(default, str) else 20
        for value in (nothing, [], 1.5):
            with pytest.raises(InputError, match=name):
                jobs.check(notebook, {name: value})
    code = ["".join(text) for kind, text, _ in jobs.cells(PROJECT / f"notebooks/{notebook}.ipynb") if kind == "code"]
    at = next(place for place, text in enumerate(code) if f'jobs.check("{notebook}", globals())' in text)
    before = "\n".join(code[1:at]) + code[at].partition("jobs.check")[0]
    assert not [line for line in before.splitlines() if line and not line.startswith(("from ", "import "))], before


def test_papermill_alone_gives_the_same_sentence(processed):
    import papermill

    notebook = "04-progress"
    with pytest.raises(papermill.exceptions.PapermillExecutionError) as failed:
        given = {"as_of": "twenty"}
        papermill.execute_notebook(f"{processed}/notebooks/{notebook}.ipynb", None, given, progress_bar=False)
    with pytest.raises(InputError) as told:
        jobs.check(notebook, given)
    assert failed.value.evalue == str(told.value)


def test_plans_that_are_gone_are_left_out_where_nobody_has_asked_for_them(project):
    for name in ("yantai-14fyp", "yunyang-14fyp"):
        shutil.rmtree(project / "data/raw" / name)
    jobs.check("03-required-growth", {"plan": "shandong-14fyp"})
    assert jobs.Job("03-required-growth", "shandong-14fyp", "en").others == ["china-14fyp"]
    assert list(source.several(jobs.parameters("03-required-growth")["beside"][0])) == ["china-14fyp"]
    done = command(project, "run", "shandong-14fyp", "-p", "nation=yantai-14fyp")
    assert done.returncode == 2 and "'yantai-14fyp': no plan is called" in done.stderr


def test_a_plan_alone_goes_through_and_is_told_that_there_is_no_national_series(project):
    alone = "yunyang-14fyp"
    for name in set(paths.plans()) - {alone}:
        shutil.rmtree(project / "data/raw" / name)
    done = command(project, "run", "--language", "en", "--format", "svg")
    assert (done.returncode, done.stderr) == (0, "")
    assert set(schema.load("noise", alone)["code"]) == {"no_national_series"}
    built = (project / f"build/{alone}/06-precedent-en.ipynb").read_text(encoding="utf-8")
    assert "no national value of the same definition" in built
    assert outcomes.expected(schema.load("trend", alone)[:0], {}).data in built


def test_no_notebook_of_the_project_is_taken_for_a_copy():
    run._check_apart(run.notebooks())


def test_copies_of_plans_and_notebooks_are_passed_over_and_named(project):
    plans, notebooks = paths.plans(), run.notebooks()
    folder = "data/raw/shandong-14fyp - 副本"
    shutil.copytree(project / "data/raw/shandong-14fyp", project / folder)
    copies = ["04-progress-Copy1", "04-progress (1)", "04 my", "Untitled", "Untitled1", "04-progress-checkpoint"]
    copies += ["04-progress-old", "04-progress - 副本", "04-progress.bak", "cases/preschool-enrolment-Copy1"]
    copies += ["zh/04-progress-Copy1", "zh/09-nobody", "zh/cases/nobody"]
    for name in copies:
        shutil.copyfile(project / "notebooks/04-progress.ipynb", project / f"notebooks/{name}.ipynb")
    (project / "notebooks/.ipynb_checkpoints").mkdir()
    for name in (".ipynb_checkpoints/04-progress-checkpoint", "08-mine"):
        shutil.copyfile(project / "notebooks/04-progress.ipynb", project / f"notebooks/{name}.ipynb")
    (project / "figures/weird-14fyp").mkdir(parents=True)
    assert paths.plans() == plans and run.notebooks() == sorted([*notebooks, "08-mine"])
    assert classroom.cases() == [name.removeprefix("cases/") for name in NOTEBOOKS if name.startswith("cases/")]
    again = [f"data/raw/{name}" for name in ("shandong-14fyp-copy", "old-shandong-14fyp")]
    for name in again:
        shutil.copytree(project / "data/raw/shandong-14fyp", project / name)
    assert paths.plans() == plans
    named = {remark.partition(" is ")[0] for remark in run.remarks([])}
    assert named == {folder, *again, "figures/weird-14fyp", *(f"notebooks/{name}.ipynb" for name in copies)}
    listed = command(project, "list")
    assert listed.returncode == 0 and f"note: {folder} is passed over" in listed.stdout
    refused = command(project, "run", "nowhere").stderr
    assert "shandong-14fyp" in refused and "副本" not in refused
    with pytest.raises(InputError, match=r"08-mine\.ipynb: writes progress, as 04-progress does"):
        run.run(["shandong-14fyp"])
    about = project / again[0] / "source.yml"
    about.write_text(about.read_text(encoding="utf-8") + "# edited\n", encoding="utf-8")
    assert "shandong-14fyp-copy" in paths.plans()


@pytest.mark.parametrize("content", ["", '{"cells": [', "[]", "{}", '{"cells": [1]}', "\udcff"])
def test_a_torn_notebook_is_an_error_that_names_it(project, content):
    file = project / "notebooks/08-new.ipynb"
    file.write_text(content, encoding="utf-8", errors="surrogateescape")
    done = command(project, "run", "chuxiong-2023-2025")
    assert done.returncode == 2 and done.stderr.startswith("error: notebooks/08-new.ipynb")
    assert "Traceback" not in done.stderr and not (project / "build").exists()


def test_a_parameter_reaches_the_notebooks_that_have_it(project):
    shutil.copytree(PROJECT / "data/processed", project / "data/processed")
    for name in [name for name in run.notebooks() if name != "03-required-growth"]:
        (project / f"notebooks/{name}.ipynb").unlink()
    both = {"given": {"scale": "gap"}, "sizes": ("page", "column")}
    summary = run.run(["yunyang-14fyp"], "en", **both)
    assert summary.failed == [] and len(summary.executed) == 2
    assert len(run.run(["yunyang-14fyp"], "en", **both).skipped) == 2
    widths = {"": 175, "-column": 85}
    for size, width in widths.items():
        picture = (paths.figures("yunyang-14fyp") / f"required-growth{size}-en.svg").read_text(encoding="utf-8")
        assert round(float(re.search(r'<svg[^>]* width="([\d.]+)pt"', picture)[1]) / 72 * 25.4) == width
    drawn = (paths.figures("yunyang-14fyp") / "required-growth.csv").read_text(encoding="utf-8")
    assert ",gap,percent_of_gap_per_year," in drawn and ",linear," not in drawn


def test_a_parameters_cell_that_papermill_would_misread_is_refused(project):
    notebook = project / "notebooks/01-clean.ipynb"
    text = notebook.read_text(encoding="utf-8")
    notebook.write_text(text.replace('plan: str = \\"yunyang-14fyp\\"', "plan: str = dict(a=1)"), encoding="utf-8")
    with pytest.raises(InputError, match="not a typed literal"):
        jobs.parameters("01-clean")


def test_list_names_plans_notebooks_and_parameters(project):
    done = command(project, "list")
    for word in ("yunyang-14fyp", "Chuxiong Prefecture", "2022–2025", "03-required-growth", "scale = 'primary'"):
        assert word in done.stdout


def test_a_codebook_that_lost_a_column_stops_the_plans_and_loses_nothing(processed):
    only_two_plans(processed)
    book = processed / "data/raw/indicators.csv"
    lines = book.read_text(encoding="utf-8").splitlines()
    book.write_text("\n".join([lines[0].replace(",denominator", ""), *lines[1:]]), encoding="utf-8")
    for name in [name for name in run.notebooks() if name != "01-clean"]:
        (processed / f"notebooks/{name}.ipynb").unlink()
    before = {file: file.read_bytes() for file in (processed / "data/processed").rglob("*.csv")}
    summary = run.run(language="en", jobs=2)
    assert [job.plan for job, _ in summary.failed] == PLANS or [job.plan for job, _ in summary.failed] == PLANS[::-1]
    assert all("data/raw/indicators.csv" in error and "denominator" in error for _, error in summary.failed)
    assert {file: file.read_bytes() for file in (processed / "data/processed").rglob("*.csv")} == before
