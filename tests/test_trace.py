"""Every number is followed to the cell that prints it; what a figure's csv must say; what changed since a version."""

import json
import re
import shutil
import subprocess
from datetime import date

import pandas as pd
import pytest
from conftest import PROJECT
from typer.testing import CliRunner

from helpers import charts, clean, paths, trace
from helpers.__main__ import app
from helpers.charts import baseline_target, bundle
from helpers.codebook import schema, source
from helpers.errors import InputError
from helpers.trace import changed, ends, tried

FIGURES = sorted((PROJECT / "figures").glob("*/*.csv"))
AS_IT_IS = {"baseline", "observed", "target", "target_low", "target_high", "first_value", "last_value", "from_value"}
"""Columns whose numbers are those of a cell, not computed."""
HELD = ("value", "target_low", "target_high", "baseline")
PLAN = "yunyang-14fyp"


@pytest.fixture(scope="module")
def known():
    return ends.material()


@pytest.mark.parametrize("plan", [None, *paths.plans()])
def test_every_number_of_every_processed_table_leads_to_its_end(plan, known):
    counts, broken = trace.walk(trace.tables(plan), known)
    assert not broken and counts.total() > 5
    assert (
        sum(counts[table, "definition"] for table in {table for table, _ in counts})
        == counts["indicators", "definition"]
    )


@pytest.mark.parametrize("plan", paths.plans())
def test_the_rows_that_chains_lead_through_are_what_the_rule_makes_of_the_cells(plan):
    for table, frame in clean.plan(plan).items():
        file = paths.processed(plan) / f"{table}.csv"
        assert schema.to_csv(frame) == file.read_text(encoding="utf-8"), file


def as_it_is(row):
    whole = row["named"] in {"panel", "observations", "national-series", "multiples"}
    names = AS_IT_IS | ({"value"} if whole else set())
    if row["named"] == "unknown-baseline" and not row["place"]:
        names = names - {"baseline"}  # of a curve it is supposed
    names = set() if "counted" in row else names
    return {name: float(cell) for name, cell in ends.numbers(row).items() if name in names}


def test_a_number_that_is_not_computed_is_that_of_a_cell_it_leads_to(known):
    files, seen = [*(file for plan in paths.plans() for file in trace.tables(plan)), *FIGURES], 0
    for row in (row for file in files for row in ends.rows(file)):
        held = {float(end["row"][name]) for end in ends.of(row, known) for name in HELD if (end["row"] or {}).get(name)}
        # An increment starts from nothing, and what must not fall has no change as its least.
        held |= {0.0} if row["named"] in {"progress", "remaining-gap"} else set()
        assert set(as_it_is(row).values()) <= held, (row["file"], row["line"])
        seen += len(as_it_is(row))
    assert seen > 2000


def unkeyed(files):
    """List the figures' csv that do not say whose numbers theirs are, and of which promise, series or finding."""
    owners = ({"plan"}, {"indicator", "target_year", "plans"})  # a plan, or how many plans are summed up
    things = {"target_id", "indicator", "rule", "quantity", "counted"}
    headers = {paths.relative(file): set(paths.read_rows(file)[0]) for file in files}
    return [name for name, has in headers.items() if not (any(has >= owner for owner in owners) and has & things)]


def test_of_figures_on_disk_every_csv_says_whose_numbers_it_has_and_every_number_leads_somewhere(known):
    assert unkeyed(FIGURES) == []
    _, broken = trace.walk(FIGURES, known)
    assert not broken


def test_a_csv_without_key_columns_is_named(tmp_path):
    for header, held in {"indicator,year,value": False, "plan,value": False, "plan,indicator,value": True}.items():
        file = tmp_path / "x.csv"
        file.write_text(f"{header}\n", encoding="utf-8")
        assert (unkeyed([file]) == []) is held


@pytest.mark.parametrize("column", ["locator", "printed", "baseline_printed"])
def test_a_chain_that_breaks_is_told(processed, column):
    file = paths.processed(PLAN) / "targets.csv"
    rows = pd.read_csv(file, dtype="str", keep_default_na=False)
    rows.loc[rows["target_id"] == "preschool_gross_enrolment@2025", column] = "elsewhere"
    file.write_text(rows.to_csv(index=False, lineterminator="\n"), encoding="utf-8")
    _, broken = trace.walk(trace.tables(PLAN))
    line = 2 + rows.index[rows["target_id"] == "preschool_gross_enrolment@2025"][0]
    assert (paths.relative(file), line, "target_low") in broken
    assert {name.rsplit("/", 1)[1] for name, *_ in broken} >= {"targets.csv", "required_growth.csv", "progress.csv"}


def test_a_derived_baseline_ends_in_the_cells_of_its_parts(known):
    found = ends.of(known["targets"][PLAN, "vocational_general_ratio@2025"], known)
    parts = [(end["printed"], end["end"]) for end in found if end["of"] == "baseline"]
    assert sorted(parts) == [("0.6", "derived"), ("2.4", "derived")]


def test_the_chain_of_a_target_names_cell_line_and_document():
    lines = trace.told(PLAN, "preschool_gross_enrolment@2025")
    raw = (paths.raw(PLAN) / "indicator_table.txt").read_text(encoding="utf-8").splitlines()
    cells = re.findall(
        r"printed ([\d.]+), at 云阳教育事业.+?\(data/raw/.+?indicator_table.txt, line (\d+)\) \[1\]", "\n".join(lines)
    )
    assert {printed for printed, _ in cells} == {"90.9", "95"}
    assert all(raw[int(line) - 1].strip() == printed for printed, line in cells)
    about = source.read(PLAN)
    cited = next(line for line in lines if line.startswith("[1]"))
    assert about["title_en"] in cited and about["document_no"] in cited and about["document_sha256"] in cited


def test_the_nations_targets_carry_the_address_of_their_document():
    lines = trace.told("china-14fyp", "inclusive_kindergarten_share@2025", "zh")
    assert any(re.match(r"\[\d+\] “十四五”学前教育.+http", line) for line in lines)
    assert not re.search(r"printed|derived|required growth", "".join(line for line in lines if "processed" not in line))


def test_the_chain_of_a_figure_leads_through_the_row_that_it_draws(processed):
    charts.use_style("en")
    draw = bundle.drawing(PLAN, [source.read(PLAN)], "en")
    draw(baseline_target, schema.load("targets", PLAN))
    lines = trace.told(PLAN, "baseline-target")
    assert lines[0].startswith(f"figures/{PLAN}/baseline-target.csv, line 2: ")
    assert any("indicator_table.txt, line" in line for line in lines[1:5])


@pytest.mark.parametrize("given", [["nowhere"], [PLAN, "no-such-thing"], [PLAN, "", "--language", "fr"]])
def test_what_cannot_be_traced_is_said(given):
    with pytest.raises(InputError, match="Remedy"):
        CliRunner().invoke(app, ["trace", *given], catch_exceptions=False, standalone_mode=False)


def test_a_figures_json_has_version_parameters_and_checksums(processed):
    charts.use_style("en")
    plan = "yantai-14fyp"
    bundle.drawing(plan, [source.read(plan)], "en")(baseline_target, schema.load("targets", plan))
    about = json.loads((paths.figures(plan) / "baseline-target-en.json").read_text(encoding="utf-8"))
    assert about["version"] == re.search(r'^version = "(.+)"', (PROJECT / "pyproject.toml").read_text(), re.M)[1]
    assert about["documents"][0]["document_sha256"] == source.read(plan)["document_sha256"]
    listed = source.read(plan)["sha256"]
    assert {name: about["raw"][f"data/raw/{plan}/{name}"] for name in listed} == listed
    assert "data/raw/indicators.csv" in about["raw"]


CHANGELOG = """# Changelog

## Unreleased

### Numbers changed

- Yunyang `compulsory_retention@2025`: the target was misread,
  99 is printed.
- Yantai `compulsory_retention@2025`: of another place.
- Yunyang: two documents more.

### Added

- `compulsory_retention` is described.
"""


@pytest.fixture
def older(processed, tmp_path_factory):
    """Give a folder with the tables as they were: one number differs, one is not there yet, and so one table."""
    (processed / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    folder = tmp_path_factory.mktemp("older") / "tables"
    shutil.copytree(paths.processed(), folder)
    rows = pd.read_csv(folder / PLAN / "required_growth.csv", dtype="str", keep_default_na=False)
    mine = (rows["target_id"] == "compulsory_retention@2025") & (rows["method"] == "linear")
    rows.loc[mine, "value"] = "0.5"
    gone = (rows["target_id"] == "preschool_gross_enrolment@2025") & (rows["method"] == "cagr")
    (folder / PLAN / "required_growth.csv").write_text(rows[~gone].to_csv(index=False, lineterminator="\n"))
    (folder / PLAN / "completion.csv").unlink()
    return folder


WANTED = [
    f"{PLAN} · compulsory_retention",
    "  required_growth.csv, compulsory_retention@2025 · linear: value 0.5 → {value}",
    "  reason: Yunyang `compulsory_retention@2025`: the target was misread, 99 is printed.",
    f"{PLAN} · preschool_gross_enrolment",
]


def wanted():
    rows = schema.load("required_growth", PLAN).set_index(["target_id", "method"])
    return [line.format(value=rows.loc[("compulsory_retention@2025", "linear"), "value"]) for line in WANTED]


def test_what_changed_since_a_folder_is_listed_with_its_reason(older):
    lines = changed.told(str(older))
    assert lines[:4] == wanted() and "value – → " in lines[4]
    assert lines[5:] == [
        f"CHANGELOG.md of {PLAN}: Yunyang: two documents more.",
        f"new: data/processed/{PLAN}/completion.csv",
    ]
    assert changed.told(str(paths.processed())) == [f"no number differs from {paths.processed()}"]


def test_what_changed_since_a_tag_is_listed(older, processed):
    def git(*command):
        who = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *who, *command], cwd=processed, check=True, capture_output=True)

    now = paths.processed().rename(processed / "now")
    shutil.copytree(older, paths.processed())
    git("init")
    git("add", "data/processed")
    git("commit", "-m", "tables")
    git("tag", "v1")
    shutil.rmtree(paths.processed())
    now.rename(paths.processed())
    assert changed.told("v1") == changed.told(str(older))
    with pytest.raises(InputError, match="no folder, tag or commit is called 'v2'"):
        changed.told("v2")


def test_a_version_that_cannot_be_looked_up_is_said(processed, tmp_path_factory, monkeypatch):
    empty = tmp_path_factory.mktemp("empty")
    with pytest.raises(InputError, match="has no tables of plans"):
        changed.told(str(empty))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(processed.parent))
    with pytest.raises(InputError, match="no git checkout"):
        changed.told("v1")
    monkeypatch.setenv("PATH", str(empty))
    with pytest.raises(InputError, match="git is not there"):
        changed.told("v1")


def test_what_was_tried_says_of_which_code_and_whether_it_is_still_that(tmp_path, monkeypatch):
    monkeypatch.setenv("HELPERS_ROOT", str(tmp_path))
    code = tmp_path / "src/helpers/growth/formulas.py"
    code.parent.mkdir(parents=True)
    code.write_text("1\n", encoding="utf-8")
    (tmp_path / "benchmarks").mkdir()
    counted = tried.measured(["src/helpers/growth"], date(2025, 1, 2), "abc")
    kept = {
        "fuzz": {"surfaces": {"cells": {"right": 3, "refused": 2, "doubted": 1}}, "seed": "7"} | counted,
        "mutants": {
            "rooms": {"growth": {"tried": 5, "killed": 3, "of": 9, "seed": "1"} | counted},
            "survivors": [{"room": "growth", "why": why} for why in ("nobody can see it", "")],
        },
    }
    for name, made in kept.items():
        (tmp_path / f"benchmarks/{name}.json").write_text(json.dumps(made), encoding="utf-8")
    page = tried.page()
    assert "| cells | 6 | 3 | 2 | 1 |\n" in page and "| growth | 9 | 5 | 3 | 1 | 1 | 1 | 2025-01-02 " in page
    assert page.count("unchanged") == page.count("abc") == 2 and "**changed**" not in page
    code.write_text("2\n", encoding="utf-8")
    assert tried.page().count("**changed**") == 2


def test_the_score_of_the_mutants_holds_together():
    score = paths.read_json(PROJECT / "benchmarks/mutants.json")
    for room, counts in score["rooms"].items():
        survivors = [item for item in score["survivors"] if item["room"] == room]
        assert counts["tried"] - counts["killed"] == len(survivors), room
