"""The two official tables, held row by row against a second transcription, and the rules of cleaning."""

import csv
import re

import pandas as pd
import pytest
from conftest import PROJECT

from helpers import clean, paths
from helpers.clean import flattened
from helpers.codebook import indicators, schema
from helpers.errors import InputError

with open(PROJECT / "tests/data/official_rows.csv", encoding="utf-8") as lines:
    OFFICIAL = list(csv.DictReader(lines))
PLANS = sorted({row["plan"] for row in OFFICIAL})
WORDS = {"约束性": "binding", "预期性": "expected"}


@pytest.fixture
def new_plan(project):
    """Give a function that writes a plan of five keys and a table."""

    def write(table, baseline_year=2020, target_year=2025, name="xinqu-14fyp"):
        folder = project / "data/raw" / name
        folder.mkdir(exist_ok=True)
        (folder / "source.yml").write_text(
            f"title_zh: 新区教育规划\nregion_zh: 新区\nregion_en: New District\n"
            f"baseline_year: {baseline_year}\ntarget_year: {target_year}\n",
            encoding="utf-8",
        )
        (folder / "indicator_table.txt").write_text("\n".join(table.split()), encoding="utf-8")
        return name

    return write


@pytest.mark.parametrize("plan", PLANS)
def test_every_official_row_is_there_as_printed(plan):
    targets = schema.load("targets", plan).query("origin == 'table'")
    printed = flattened.read(plan).rows
    official = [row for row in OFFICIAL if row["plan"] == plan]
    assert len(targets) == len(official)
    for found, raw, row in zip(targets.itertuples(), printed, official, strict=True):
        assert (raw["stage"], flattened.name_of(found.label_printed)) == (row["stage"], row["label"])
        assert (found.baseline_printed, found.printed) == (row["baseline"], row["target"])
        assert found.nature == WORDS[row["nature"]]
        factor = 10_000 if raw["unit"] == "万人" else 1
        assert found.baseline == pytest.approx(float(row["baseline"]) * factor)
        assert found.target_low == found.target_high == pytest.approx(float(row["target"]) * factor)


@pytest.mark.parametrize("plan", paths.plans())
def test_committed_tables_equal_a_fresh_cleaning(plan):
    for name, frame in clean.plan(plan).items():
        assert schema.to_csv(frame) == (paths.processed(plan) / f"{name}.csv").read_text(encoding="utf-8"), name


def test_enrolment_is_a_projection_and_nothing_else_is():
    targets = pd.concat([schema.load("targets", plan) for plan in PLANS]).query("origin == 'table'")
    pupils = targets["label_printed"].str.contains("在校|在园幼儿数|在学|普通|中等职业")
    assert (targets.loc[pupils, "kind"] == "projection").all()
    assert not (targets.loc[~pupils, "kind"] == "projection").any()
    assert (targets.loc[pupils, "direction"] == "none").all()


def test_kinds_and_families_of_the_real_rows():
    yantai = schema.load("targets", "yantai-14fyp").query("origin == 'table'").set_index("indicator")
    assert yantai.loc["preschool_gross_enrolment", ["kind", "family"]].tolist() == ["maintain", "gross_rate"]
    assert yantai.loc["urban_rural_teacher_bachelor_ratio", ["kind", "direction"]].tolist() == ["parity", "to_value"]
    assert yantai.loc["compulsory_retention", "family"] == "cohort_ratio"
    assert "lost in the copy" in yantai.loc["urban_rural_teacher_bachelor_ratio", "processing"]


def test_one_name_for_two_definitions_is_two_indicators():
    shared = set(schema.load("targets", "yunyang-14fyp")["indicator"]) & set(
        schema.load("targets", "yantai-14fyp")["indicator"]
    )
    assert "higher_total_enrolment" not in shared and "higher_enrolment" not in shared
    assert {"preschool_gross_enrolment", "public_kindergarten_share"} <= shared


def test_undescribed_labels_get_a_slug_a_family_and_no_comparison(new_plan):
    name = new_plan(
        "指标 2020 2025 学前教育 示范幼儿园覆盖率(%) 85 ≥90 义务教育 生师比 1:19 1:17 校舍面积(万平方米) 1.5 [0.3] "
        "人力 人均受教育年限(年) — 11 高中 毛入学率(%) 96以上 98"
    )
    cleaned = clean.plan(name)
    targets = cleaned["targets"]
    assert targets["family"].tolist() == ["share", "ratio", "count", "mean", "gross_rate"]
    assert targets["kind"].tolist() == ["level", "level", "increment", "level", "level"]
    assert targets["direction"].tolist()[:2] == ["up", "down"]
    assert targets["baseline"].isna().tolist() == [False, False, False, True, True]
    assert "no number to start from" in targets["processing"][4]
    assert targets["indicator"].map(lambda slug: bool(re.fullmatch("[a-z0-9_]+", slug))).all()
    made = cleaned["indicators"].set_index("indicator_zh")
    assert made.loc["学前教育示范幼儿园覆盖率", "comparable_with"] is None or pd.isna(
        made.loc["学前教育示范幼儿园覆盖率", "comparable_with"]
    )
    assert "学前教育示范幼儿园覆盖率" in clean.undescribed(cleaned)
    assert "人均受教育年限" not in clean.undescribed(cleaned)


def test_known_labels_are_recognised_in_a_new_plan(new_plan):
    name = new_plan(
        "指标 2020 2025 学前教育 毛入园率（％） 88.1 92 义务教育 在校学生数（万人） 3.1 3.0 其中：普通小学 2 1.9"
    )
    assert clean.plan(name)["targets"]["indicator"].tolist() == [
        "preschool_gross_enrolment",
        "compulsory_enrolment",
        "primary_enrolment",
    ]


def test_a_column_of_changes_is_not_read_as_levels(new_plan):
    cleaned = clean.plan(new_plan("指标 2020 2025 年均增长(%) 在校生(万人) 3.1 3.4 1.9% 甲率(%) 90 95 [5]"))
    assert cleaned["targets"]["target_low"].tolist() == [34000, 95]


def test_several_target_years_and_repeated_indicators_are_rows_of_their_own(new_plan):
    targets = clean.plan(new_plan("指标 2020 2022 2025 甲率(%) 1 2 3 甲率(%) 1 2 4"))["targets"]
    ids = [target.partition("@")[2] for target in targets["target_id"]]
    assert ids == ["2022", "2025", "2022#2", "2025#2"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("指标 2019 2025 甲率(%) 1 2", "source.yml"),
        ("指标 2020 2035 甲率(%) 1 2", "source.yml"),
        ("指标 2020 2025 甲率(%) 1 2万人", "line 6, '2万人'"),
        ("指标 2020 2025 学前教育 毛入园率(万人) 1 2", "labels.csv"),
    ],
)
def test_a_table_that_contradicts_itself_or_its_source_is_refused(new_plan, table, message):
    with pytest.raises(InputError, match=message):
        clean.plan(new_plan(table))


def test_every_indicator_is_described_in_full():
    book = indicators.load()
    assert book["definition"].notna().all()
    rates = book["family"].isin(["share", "gross_rate", "cohort_ratio", "mean", "ratio"])
    assert book.loc[rates, "denominator"].notna().all()
    assert (book.loc[book["family"] == "share", "upper"] == 100).all()
    assert not book["indicator_zh"].duplicated().any() and not book["indicator_en"].duplicated().any()
    compared = book["comparable_with"].dropna().str.split(";").explode()
    assert set(compared) <= set(book["indicator"])


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda text: text + "学前教育,某率,no_such_slug,\n", r"labels.csv, line \d+, '某率': .* has no no_such_slug"),
        (lambda text: text.replace("stage,label", "label,stage", 1), "labels.csv: the header is another one"),
    ],
)
def test_a_wrong_list_of_labels_is_refused(project, damage, message):
    file = project / "data/raw/labels.csv"
    file.write_text(damage(file.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(InputError, match=message):
        indicators.labels(indicators.load())


def test_a_table_in_another_encoding_is_refused_and_not_garbled(new_plan, project):
    name = new_plan("指标 2020 2025 毛入园率(%) 90 95")
    file = project / "data/raw" / name / "indicator_table.txt"
    file.write_bytes(file.read_text(encoding="utf-8").encode("gbk"))
    with pytest.raises(InputError, match=r"indicator_table.txt: is not UTF-8.*Remedy: save it as UTF-8"):
        clean.plan(name)
    file.unlink()
    with pytest.raises(InputError, match="there is nothing to clean"):
        clean.plan(name)


@pytest.mark.parametrize(
    ("file", "before", "after", "column"),
    [
        ("xinqu-14fyp/indicator_table.txt", "95", "96", "target_low"),
        ("xinqu-14fyp/source.yml", "title_zh: 新区", "title_zh: 新县", "document"),
        ("indicators.csv", "gross preschool", "raw preschool", "indicator_en"),
        ("labels.csv", "stage,label,indicator,note\n", "{}学前教育,某率,preschool_net_enrolment,\n", "indicator"),
        ("relations.csv", "relation,whole", "whole,relation", None),
    ],
)
def test_what_has_changed_is_cleaned_again(new_plan, project, file, before, after, column):
    name, file = new_plan("指标 2020 2025 学前教育 毛入园率(%) 90 95 某率(%) 80 85"), project / "data/raw" / file
    first = clean.plan(name)["targets"].copy()
    changed = clean.plan(name)["targets"]
    changed["target_low"] = 0.0
    assert clean.plan(name)["targets"].equals(first)
    file.write_text(file.read_text(encoding="utf-8").replace(before, after.format(before), 1), encoding="utf-8")
    if column is None:
        with pytest.raises(InputError, match="the header is another one"):
            clean.plan(name)
    else:
        assert clean.plan(name)["targets"][column].tolist() != first[column].tolist()
