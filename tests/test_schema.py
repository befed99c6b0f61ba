"""The declared columns: what a wrong table is told, how numbers are printed, and what other tools make of it."""

import frictionless
import pandas as pd
import pytest
from conftest import PROJECT

from helpers import paths
from helpers.codebook import schema, source
from helpers.errors import InputError


@pytest.fixture
def targets():
    return schema.load("targets", "yunyang-14fyp")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda frame: frame.drop(columns="unit"), "column unit is missing"),
        (lambda frame: frame.assign(comment=1), "column comment is not known"),
        (
            lambda frame: frame.assign(stage="kindergarten"),
            "line 2, 'kindergarten': column stage .*use one of preschool",
        ),
        (lambda frame: frame.assign(baseline="abc"), "line 2, 'abc': column baseline takes a number"),
        (lambda frame: frame.assign(target_year="2025年"), "line 2, '2025年': column target_year takes a year"),
        (lambda frame: frame.assign(kind=None), "line 2: column kind is empty"),
        (lambda frame: frame.assign(baseline_halfwidth=-1.0), "write at least 0"),
        (lambda frame: frame.assign(plan="../x"), "use what fits"),
        (lambda frame: pd.concat([frame, frame.tail(1)]), "another row has the same plan, target_id"),
    ],
)
def test_a_wrong_table_is_told_where_and_what(targets, damage, message):
    with pytest.raises(InputError, match=f"^t.csv.*{message}"):
        schema.check(damage(targets), "targets", "t.csv")


def test_a_wrong_table_is_not_written(processed, targets):
    file = paths.processed("yunyang-14fyp") / "targets.csv"
    before = file.read_bytes()
    with pytest.raises(InputError):
        schema.save(targets.assign(kind="hope"), "targets", "yunyang-14fyp")
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir() if path.name.startswith(".")] == []


def test_what_is_written_reads_back_exactly(processed):
    for table in ("targets", "observations", "required_growth", "indicators", "findings"):
        frame = schema.load(table, "yantai-14fyp")
        schema.save(frame, table, "yantai-14fyp")
        pd.testing.assert_frame_equal(schema.load(table, "yantai-14fyp"), frame)


def test_the_data_package_is_valid_for_other_tools():
    report = frictionless.validate(str(PROJECT / "data/processed/datapackage.json"))
    assert report.valid, report.flatten(["resource", "rowNumber", "fieldName", "message"])


def test_combined_tables_hold_the_plans_tables():
    for table in ("targets", "observations", "required_growth", "findings"):
        combined = schema.load(table)
        parts = [schema.load(table, plan) for plan in combined["plan"].unique()]
        pd.testing.assert_frame_equal(combined, pd.concat(parts, ignore_index=True))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("region_en: Yunyang County", "region_en is missing"),
        ("baseline_year: 2020", "baseline_year is missing"),
        ("title_en: ", "xtitle_en is not known"),
    ],
)
def test_a_source_without_a_required_key_or_with_an_unknown_one_is_refused(project, line, message):
    file = project / "data/raw/yunyang-14fyp/source.yml"
    file.write_text(file.read_text(encoding="utf-8").replace(line, "x" + line), encoding="utf-8")
    with pytest.raises(InputError, match=f"source.yml: {message}.*Remedy: "):
        source.read("yunyang-14fyp")


def test_a_changed_file_is_refused_by_its_checksum(project):
    file = project / "data/raw/yunyang-14fyp/indicator_table.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("90.9", "91.9"), encoding="utf-8")
    with pytest.raises(InputError, match="not the one that was checked"):
        source.read("yunyang-14fyp")


def test_what_is_still_to_fill_in_is_remarked(project):
    file = project / "data/raw/yunyang-14fyp/source.yml"
    kept = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("issuer")]
    file.write_text("\n".join(kept[: kept.index("sha256:")]), encoding="utf-8")
    assert source.remarks("yunyang-14fyp") == [
        *(
            f"no checksum for {name} in source.yml"
            for name in ("indicator_table.txt", "observations.csv", "targets.csv")
        ),
        "issuer is not filled in in source.yml",
    ]


@pytest.mark.parametrize("name", ["nowhere-14fyp", "../yunyang-14fyp", "yunyang-14fyp/", "", None, "Yunyang-14fyp"])
def test_an_unknown_plan_is_refused_with_the_known_ones(name):
    with pytest.raises(InputError, match=r"yantai-14fyp.*yunyang-14fyp"):
        paths.check_plan(name)


def test_a_folder_whose_name_is_no_slug_is_refused(project):
    (project / "data/raw/yantai-14fyp").rename(project / "data/raw/Yantai 14")
    with pytest.raises(InputError, match="the name in a-z, 0-9, -"):
        paths.check_plan("Yantai 14")
