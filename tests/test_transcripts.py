"""What was transcribed from the prose, held figure by figure against a second reading of the documents."""

import csv
import re
from collections import Counter

import pytest
from conftest import PROJECT

from helpers import clean, holdings, paths, schema, source, transcripts, values
from helpers.errors import InputError

with open(PROJECT / "tests/data/second_reading.csv", encoding="utf-8") as lines:
    SECOND = list(csv.DictReader(lines))
READ_TWICE = sorted({row["plan"] for row in SECOND})
ADDRESS = re.compile("https?://")


def figures(printed):
    """Give the numbers in a printed string, or the string itself where it has none."""
    return tuple(re.findall(r"\d+(?:\.\d+)?", values.plain(printed))) or printed


def held(plan):
    """Give the places and figures that the raw files hold, without those that follow from others by arithmetic."""
    rows = [row for table in ("targets", "observations") for row in transcripts.read(plan, table)]
    return {(row["locator"], figures(row["printed"])) for row in rows if not row["note"].startswith("= ")}


def _within(figure, found):
    """Tell whether a promise in words is held with more of its words."""
    place, words = figure
    return any(place == other and isinstance(words, str) and words in longer for other, longer in found)


@pytest.mark.parametrize("plan", READ_TWICE)
def test_every_figure_of_the_second_reading_is_held_and_no_other(plan):
    second = [row for row in SECOND if row["plan"] == plan]
    wanted = {(row["locator"], figures(row["printed"])) for row in second if not row["left_out"]}
    left_out = {(row["locator"], figures(row["printed"])) for row in second if row["left_out"]}
    found = held(plan)
    assert [figure for figure in wanted - found if not _within(figure, found)] == []
    numbers = {figure for figure in found if isinstance(figure[1], tuple)}
    assert numbers - wanted == set()
    assert left_out & found <= wanted


@pytest.mark.parametrize("plan", paths.plans())
def test_every_locator_is_a_heading_of_its_documents_outline(plan):
    about = source.read(plan)
    for table in ("targets", "observations"):
        for row in schema.load(table, plan).dropna(subset="locator").to_dict("records"):
            elsewhere = row.get("source", about["title_zh"]) not in source.documents(about)
            assert source.place_of(about, row["locator"]) or (elsewhere and ADDRESS.match(row["locator"])), row


@pytest.mark.parametrize("plan", READ_TWICE)
def test_rows_are_counted_by_document_and_kind_from_the_raw_files(plan):
    about = source.read(plan)
    counts = holdings.counts(plan).set_index("document")
    transcribed = Counter(
        (source.place_of(about, row["locator"])[0], row["basis"])
        for row in transcripts.read(plan, "observations")
        if not row["note"].startswith("= ")
    )
    for (title, basis), count in transcribed.items():
        official = 0
        if title == about["title_zh"] and basis == "level":
            official = clean.published(plan)["table"].filled(about["baseline_year"])[0]
        assert counts.loc[title, f"observed {basis}"] == count + official
    targets = Counter(source.place_of(about, row["locator"])[0] for row in transcripts.read(plan, "targets"))
    table = clean.published(plan)["table"]
    targets[about["title_zh"]] += table.filled(about["baseline_year"])[1] if table else 0
    assert counts[holdings.KINDS].sum(axis=1).to_dict() == dict(targets)


def test_targets_say_what_is_printed():
    targets = schema.load("targets", "yunyang-14fyp").set_index("target_id")
    assert targets.loc["arts_skills@open", ["comparator", "target_low", "target_high"]].tolist() == ["range", 1, 2]
    assert "lost in the copy" in targets.loc["arts_skills@open", "processing"]
    assert targets.loc["myopia_share@open", ["kind", "comparator", "target_high"]].tolist() == [
        "step_per_year",
        "<=",
        -0.5,
    ]
    assert targets.loc["vocational_general_ratio@2025", ["kind", "comparator", "target_low"]].tolist() == [
        "parity",
        "~",
        1,
    ]
    assert targets.loc["large_class_share_compulsory@2025", "baseline"] == 1.25
    assert "derived observation" in targets.loc["large_class_share_compulsory@2025", "processing"]
    assert targets.loc["compulsory_retention@2025#2", ["origin", "comparator"]].tolist() == ["prose", ">="]


def test_what_follows_by_the_documents_own_words_is_derived_and_carries_its_arithmetic():
    rows = schema.load("observations", "yunyang-14fyp").query("derived")
    share = rows.set_index("indicator").loc["large_class_share_compulsory"]
    assert share[["year", "value", "halfwidth"]].tolist() == [2020, 1.25, 0.01]
    assert share["processing"] == "0.41% + 0.84个百分点 = 1.25 percent"
    assert rows["processing"].str.contains(" = ").all()


def test_a_change_is_never_a_level():
    rows = schema.load("observations", "yunyang-14fyp").query("basis == 'change'").set_index(["indicator", "unit"])
    assert rows.loc[("myopia_share", "points"), "value"] == -0.63
    assert rows.loc[("public_budget_education", "yuan"), "value"] == 6_190_000
    assert rows.loc[("public_budget_education", "percent"), "value"] == 0.31


def test_an_increment_of_a_document_that_names_no_first_year_has_no_pace():
    growth = schema.load("required_growth", "yongchuan-2022-2025").query("primary").set_index("target_id")
    targets = schema.load("targets", "yongchuan-2022-2025").set_index("target_id")
    assert targets["baseline_year"].isna()["compulsory_places_added@2025"]
    assert growth.loc["compulsory_places_added@2025", "code"] == "no_start_year"
    chuxiong = schema.load("required_growth", "chuxiong-2023-2025").query("method == 'linear'").set_index("target_id")
    assert chuxiong.loc["education_groups@2024", "value"] == 10  # a task of the year 2024


def test_the_nations_breaks_are_where_a_definition_changed_and_not_where_one_is_stated():
    rows = schema.load("observations", "china-14fyp")
    broken = {(row.indicator, row.year) for row in rows[rows["break_before"]].itertuples()}
    assert ("vocational_senior_enrolment", 2021) in broken and ("higher_total_enrolment", 2017) in broken
    assert not {year for slug, year in broken if slug == "preschool_gross_enrolment"}
    assert rows["evidence"].isin(["bulletin", "press", "derived"]).all()
    assert (rows["derived"] == (rows["evidence"] == "derived")).all()


def test_targets_for_another_year_are_a_plan_of_their_own():
    assert set(schema.load("targets", "china-13fyp")["target_year"]) == {2020}
    assert set(schema.load("targets", "china-14fyp")["target_year"]) == {2025}
    for plan in ("chongqing-14fyp", "shandong-14fyp"):
        assert schema.load("targets", plan).empty and len(schema.load("observations", plan))


@pytest.fixture
def prose(project):
    """Give a function that replaces text in a transcribed file and cleans the plan."""

    def change(plan, table, old, new):
        folder = project / "data/raw" / plan
        file = folder / f"{table}.csv"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        about = (folder / "source.yml").read_text(encoding="utf-8")
        (folder / "source.yml").write_text(about.partition("sha256:\n")[0], encoding="utf-8")
        return clean.plan(plan)

    return change


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        ("targets", "label,printed", "printed,label", "targets.csv: the header is another one"),
        ("targets", ",95%,", ",9+5%,", r"targets.csv, line 2, '9\+5%': .* cannot be read"),
        ("targets", ",95%,", ",,", "targets.csv, line 2, '学前教育三年毛入园率': printed is empty"),
        ("targets", ",2025,", ",25,", "line 2, '25': target_year is not a year"),
        ("targets", "milestone", "mile", "'mile': kind cannot be that. Remedy: use increment"),
        ("targets", "第二部分·三(二)·1", "第九部分·一", "'第九部分·一': the outline in source.yml has no such place"),
        ("targets", "95%,,2025,,,第", "95人,,2025,,,第", "'学前教育三年毛入园率': is in persons"),
        ("targets", ",95%,,2025,,", ",95%,,2025,", "line 2: has more or fewer cells than the header"),
        ("observations", ",total,", ",sum,", "observations.csv, line 2, 'sum': basis cannot be that"),
        ("observations", "= 0.41% + 0.84个百分点", "= 0.41% + 0.84人", "adds percent and persons"),
        ("observations", "= 0.41% + 0.84个百分点", "= 0.41% + —", "a term that is no single number, —"),
        ("observations", ",2020,2016,total", ",2016,2020,total", "line 2, '新建公办幼儿园': year_from is after year"),
        ("observations", ",2020,2016,total", ",open,2016,total", "line 2, 'open': year is not a year"),
        ("targets", ",95%,,2025,,,", ",95%,,2025,,range,", "'95%': .* says =, and comparator says range"),
        ("targets", ",99%以上,,2025,,,", ",99%以上,,2025,,<=,", "'99%以上': .* says >=, and comparator says <="),
        ("targets", "read 1-2项: dash", "read 1-2项 dash", "'12项': .* neither 'read X: why' nor"),
        ("targets", "read 1-2项: dash", "dash; read 1-2项: it", "'12项': .* does not come first"),
        (
            "observations",
            "下降0.63个百分点,2021,,change",
            "下降0.63个百分点,2021,,level",
            "is a change, and basis says level",
        ),
    ],
)
def test_a_wrong_transcript_is_told_where_and_what(prose, table, old, new, message):
    with pytest.raises(InputError, match=message):
        prose("yunyang-14fyp", table, old, new)


def test_two_values_of_one_indicator_year_and_place_are_refused(prose):
    twice = "新建公办幼儿园,9所,2020,2016,total,第一部分·一·2,,,\n新建中小学,6所"
    with pytest.raises(InputError, match="line 3, '新建公办幼儿园': has the year, basis and place of line 2"):
        prose("yunyang-14fyp", "observations", "新建中小学,6所", twice)


def test_two_undescribed_labels_that_sound_alike_are_not_one(prose):
    twice = "优秀教师数,90人,,2025,,,二(二)3,\n优秀教室数,30间,,2025,,,二(二)3,\n普惠性幼儿园覆盖率"
    with pytest.raises(InputError, match="'优秀教室数': and 优秀教师数 would both be called you_xiu_jiao_shi_shu"):
        prose("chuxiong-2023-2025", "targets", "普惠性幼儿园覆盖率", twice)


def test_a_unit_in_the_labels_bracket_is_that_of_the_figure(prose):
    cleaned = prose("chuxiong-2023-2025", "targets", "普惠性幼儿园覆盖率,95%以上", "优秀教师数(万人),2.9")
    row = cleaned["targets"].set_index("label_printed").loc["优秀教师数(万人)"]
    assert row[["target_low", "unit"]].tolist() == [29000, "persons"]


def test_an_undescribed_label_has_one_unit(prose):
    twice = "无烟校园,90%,,2025,,,二(二)3,\n无烟校园,30所,,2025,,,二(二)3,\n普惠性幼儿园覆盖率"
    with pytest.raises(
        InputError, match="'无烟校园': is in schools, but wu_yan_xiao_yuan in the codebook is in percent"
    ):
        prose("chuxiong-2023-2025", "targets", "普惠性幼儿园覆盖率", twice)


@pytest.mark.parametrize(
    ("line", "message"),
    [("outline: abc", "outline is no list of headings"), ("further_documents: abc", "further_documents is no list")],
)
def test_an_outline_or_a_list_of_documents_that_is_none_is_refused(project, line, message):
    file = project / "data/raw/chuxiong-2023-2025/source.yml"
    about = file.read_text(encoding="utf-8").partition("outline:")[0]
    file.write_text(f"{about}{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"source.yml: {message}"):
        clean.plan("chuxiong-2023-2025")


def test_a_break_without_its_observation_is_refused(prose):
    with pytest.raises(
        InputError, match=r"breaks.csv, line 2, '学前教育入园幼儿数': observations.csv has no .* of 1999"
    ):
        prose("china-14fyp", "breaks", ",2019,", ",1999,")


def test_a_plan_of_nothing_but_its_source_is_refused(project):
    folder = project / "data/raw/yongchuan-2022-2025"
    (folder / "targets.csv").unlink()
    about = (folder / "source.yml").read_text(encoding="utf-8")
    (folder / "source.yml").write_text(about.partition("sha256:\n")[0], encoding="utf-8")
    with pytest.raises(InputError, match=r"there is nothing to clean\. Remedy: add indicator_table\.txt, targets\.csv"):
        clean.plan("yongchuan-2022-2025")


def test_an_undescribed_label_of_the_prose_gets_a_definition_of_its_own(prose):
    cleaned = prose("chuxiong-2023-2025", "targets", "“平安校园”巩固提升率", "无烟校园覆盖率")
    made = cleaned["indicators"].set_index("indicator_zh").loc["无烟校园覆盖率"]
    assert made[["family", "unit"]].tolist() == ["share", "percent"]
    assert clean.undescribed(cleaned) == ["无烟校园覆盖率"]
