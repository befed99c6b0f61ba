"""What was transcribed from the prose, held figure by figure against a second reading of the documents."""

import csv
import hashlib
import os
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from conftest import PROJECT

from helpers import clean, paths
from helpers.clean import transcripts, values
from helpers.codebook import documents, schema, source
from helpers.errors import InputError

with open(PROJECT / "tests/data/second_reading.csv", encoding="utf-8") as lines:
    SECOND = list(csv.DictReader(lines))
READ_TWICE = sorted({row["plan"] for row in SECOND})
ADDRESS = re.compile("https?://")
DOCUMENTS = Path(os.environ.get("PLAN_DOCUMENTS") or PROJECT.parent / "shared" / "seeds")
"""Where the documents themselves may lie; they are no part of the project."""
APART = 60
"""Characters that … may stand for."""


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
            place = source.place_of(about, row["locator"], row["document"])
            assert place or (
                elsewhere and (ADDRESS.match(row["locator"]) or row["source"].startswith(row["locator"]))
            ), row


@pytest.mark.parametrize("plan", READ_TWICE)
def test_rows_are_counted_by_document_and_kind_from_the_raw_files(plan):
    about = source.read(plan)
    counts = documents.counts(plan).set_index("document")
    transcribed = Counter(
        (row["document"], row["basis"])
        for row in transcripts.read(plan, "observations")
        if not row["note"].startswith("= ")
    )
    for (title, basis), count in transcribed.items():
        official = 0
        if title == about["title_zh"] and basis == "level":
            official = clean.published(plan)["table"].filled(about["baseline_year"])[0]
        assert counts.loc[title, f"observed {basis}"] == count + official
    targets = Counter(row["document"] for row in transcripts.read(plan, "targets"))
    table = clean.published(plan)["table"]
    targets[about["title_zh"]] += table.filled(about["baseline_year"])[1] if table else 0
    assert counts[documents.KINDS].sum(axis=1).to_dict() == dict(targets)


def _folded(text):
    """Leave out blanks and make full-width signs and digits half-width."""
    text = re.sub(r"\s", "", text)
    return re.sub("[\uff00-\uffef]", lambda sign: unicodedata.normalize("NFKC", sign[0]), text)


def _stands_in(words, text):
    parts = map(re.escape, _folded(words).split("…"))
    return re.search(f".{{0,{APART}}}?".join(parts), text) is not None


def test_words_left_out_are_few_and_in_order():
    text = _folded("保障学生每天 2小时体育活动时间（含课间）")
    assert _stands_in("每天…体育活动时间(含课间)", text)
    assert not _stands_in("体育活动时间…每天", text)
    assert not _stands_in("每天体育活动时间", text)
    assert not _stands_in("甲…乙", f"甲{'丙' * (APART + 1)}乙")


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="PLAN_DOCUMENTS names no folder with the documents")
@pytest.mark.parametrize("plan", READ_TWICE)
def test_every_label_is_printed_in_its_document(plan):
    texts = {hashlib.sha256(file.read_bytes()).hexdigest(): file.read_text("utf-8") for file in DOCUMENTS.iterdir()}
    about = source.read(plan)
    known = [about, *about.get("further_documents", [])]
    texts = {item["title_zh"]: _folded(texts[item["document_sha256"]]) for item in known}
    labels = [(row["document"], row["label_printed"]) for row in clean.plan(plan)["targets"].to_dict("records")]
    labels += [(row["document"], row["label"]) for row in transcripts.read(plan, "observations")]
    assert [label for document, label in labels if not _stands_in(label, texts[document])] == []


@pytest.mark.parametrize("plan", paths.plans())
def test_every_row_names_a_document_that_source_yml_knows(plan):
    known = set(source.documents(source.read(plan)))
    for table in ("targets", "observations"):
        assert set(schema.load(table, plan)["document"]) <= known


def test_a_file_without_the_column_is_of_the_plans_own_document(prose):
    cleaned = prose("chuxiong-2023-2025", "targets", "95%以上", "96%以上")
    assert set(cleaned["targets"]["document"]) == {"楚雄州教育高质量发展三年行动实施方案(2023—2025年)"}


def test_a_source_that_source_yml_names_is_the_document(prose):
    letter = "云阳县人民政府办公室关于报送履行教育职责自评情况的函"
    cleaned = prose("yunyang-14fyp", "observations", "evidence,document,", "evidence,source,")
    assert set(cleaned["observations"].query("evidence == 'self_report'")["document"]) == {letter}


def test_one_printed_label_may_mean_two_indicators(prose):
    targets = clean.plan("yunyang-14fyp")["targets"].set_index("target_id")
    for slug in ("large_classes_compulsory", "large_class_share_compulsory"):
        assert set(targets.loc[[f"{slug}@2025", f"{slug}@open"], "label_printed"]) == {"大班额"}
    message = "targets.csv, line 18, 'large_class_shares': data/raw/indicators.csv has no such indicator"
    with pytest.raises(InputError, match=message):
        prose("yunyang-14fyp", "targets", "large_class_share_compulsory", "large_class_shares")


def test_what_is_left_out_of_a_label_does_not_change_what_it_means(prose):
    cleaned = prose("chuxiong-2023-2025", "targets", "普惠性幼儿园覆盖率", "普惠性…幼儿园覆盖率")
    row = cleaned["targets"].set_index("label_printed").loc["普惠性…幼儿园覆盖率"]
    assert row["indicator"] == "inclusive_kindergarten_share"
    cleaned = prose("chuxiong-2023-2025", "targets", "普惠性…幼儿园覆盖率", "无烟…校园覆盖率")
    assert clean.undescribed(cleaned) == ["无烟校园覆盖率"]


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
    assert chuxiong.loc["education_groups@2024", "value"] == 10  # a task of the year 2024, not of 2022 to 2024


def test_the_nations_breaks_are_where_a_definition_changed_and_not_where_one_is_stated():
    rows = schema.load("observations", "china-14fyp")
    broken = {(row.indicator, row.year) for row in rows[rows["break_before"]].itertuples()}
    assert ("vocational_senior_enrolment", 2021) in broken and ("higher_total_enrolment", 2017) in broken
    assert not {year for slug, year in broken if slug == "preschool_gross_enrolment"}
    assert rows["evidence"].isin(["bulletin", "official_quoted", "press", "derived"]).all()
    assert (rows["derived"] == (rows["evidence"] == "derived")).all()


def test_the_nation_has_births_of_every_year_and_every_target_its_baseline_where_one_is_published():
    rows = schema.load("observations", "china-14fyp").query("basis == 'level'")
    births = rows.query("indicator == 'births'").set_index("year")["value"] / 10_000
    assert list(births.index) == list(range(2009, 2026))
    assert births.loc[2015:].tolist() == [1655, 1786, 1723, 1523, 1465, 1200, 1062, 956, 902, 954, 792]
    targets = schema.load("targets", "china-14fyp").set_index("target_id")
    assert targets.loc["working_age_mean_years_schooling@2025", ["baseline", "target_low"]].tolist() == [10.8, 11.3]
    assert targets.loc["higher_gross_enrolment@2025", ["baseline", "target_low"]].tolist() == [54.4, 60]
    assert targets["document"].nunique() == 3


def test_what_a_report_plans_is_a_target_and_no_observation():
    targets = schema.load("targets", "yunyang-14fyp").set_index("target_id")
    columns = ["kind", "baseline_year", "target_year", "target_low"]
    assert targets.loc["planned_projects@2024", columns].tolist() == ["increment", 2021, 2024, 62]
    assert targets.loc["planned_project_money@2024", columns].tolist() == ["increment", 2021, 2024, 10.4e9]
    assert not schema.load("observations", "yunyang-14fyp")["indicator"].str.startswith("planned_").any()


def test_a_milestone_reported_done_has_the_word_that_says_so():
    rows = schema.load("observations", "yunyang-14fyp").query("basis == 'status'").set_index("label_printed")
    assert rows["printed"].to_dict() == {
        "云教育管理指挥中心": "建成",
        "智慧教育云平台(一期)": "建成投用",
        "重庆市高水平中职学校": "成功创建",
    }
    assert set(rows["status"]) == {"yes"} and rows["value"].isna().all()
    assert rows["evidence"].eq("self_report").all()
    verdicts = schema.load("progress", "yunyang-14fyp").query("indicator == 'project_milestone'")["verdict"]
    targets = schema.load("targets", "yunyang-14fyp").set_index("target_id")
    reported = schema.load("progress", "yunyang-14fyp").loc[verdicts[verdicts == "reported"].index, "target_id"]
    assert set(targets.loc[reported, "label_printed"]) == {
        "云教育管理指挥中心"
    }  # not the platform: its first phase only


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
        ("targets", "label,printed", "label,print", "targets.csv: the header is another one .no printed."),
        ("targets", ",95%,", ",9+5%,", r"targets.csv, line 2, '9\+5%': .* cannot be read"),
        ("targets", ",95%,", ",,", "targets.csv, line 2, '学前教育三年毛入园率': printed is empty"),
        ("targets", ",2025,", ",25,", "line 2, '25': target_year is not a year"),
        ("targets", "milestone", "mile", "'mile': kind cannot be that. Remedy: use increment"),
        ("targets", "第二部分·三(二)·1", "第九部分·一", "'第九部分·一': the outline of 云阳县教育.* has no such place"),
        ("targets", "95%,,2025,,,第", "95人,,2025,,,第", "'学前教育三年毛入园率': is in persons"),
        ("targets", ",95%,,2025,,", ",95%,,2025,", "line 2: has more or fewer cells than the header"),
        (
            "targets",
            "自评情况的函",
            "自查情况的函",
            "targets.csv, line 126, '云阳县.*自查情况的函': source.yml knows no such",
        ),
        (
            "targets",
            ",云阳县人民政府办公室关于报送履行教育职责自评情况的函",
            ",",
            "line 126, '自评函·一.*name the document",
        ),
        ("targets", ",document,indicator", ",document,document", "targets.csv: the header is another one"),
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
    twice = "新建公办幼儿园,9所,2020,2016,total,第一部分·一·2,,,,\n新建…中小学,6所"
    with pytest.raises(InputError, match="line 3, '新建公办幼儿园': has the year, basis and place of line 2"):
        prose("yunyang-14fyp", "observations", "新建…中小学,6所", twice)


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
