"""Prose to proposals: every rule and what it must be silent about; and nothing that is not accepted reaches a table."""

import csv
import time

import openpyxl
import pytest
from conftest import PROJECT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import clean
from helpers.clean import transcripts
from helpers.codebook import source
from helpers.errors import InputError
from helpers.read import accepting, apart, documents, doubts, plans
from helpers.read.grids import Line
from helpers.read.prose import proposals, sheet

FOLDER = PROJECT / "tests/data/documents"
SLUG = "mouxian-14fyp"


def read(*lines, base=2020, **context):
    """Propose of lines of a document whose plan starts in 2020."""
    document = documents.Document("规划.txt", "", "text", context={"baseline_year": base} | context)
    document.lines = [Line(text, number) for number, text in enumerate(lines, 1)]
    return proposals.propose(document)


def said(found):
    """Give what a proposal says: label, figure, comparator, kind and year, of a target or an observation."""
    row = {name: getattr(found, name) for name in ("label", "printed", "note", "kind", "comparator", "basis")}
    assert found.confidence == ("low" if found.doubts else "high" if found.sure_year else "medium")
    value = transcripts.reading(row).value
    number = value and (value.low if value.high is None else value.high if value.low is None else value.low)
    year = found.target_year if found.table == "targets" else found.year
    return found.label, number, value and value.comparator, found.kind or found.basis or "level", year


def one(text, **more):
    (found,) = read(text, **more)
    return said(found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("到2025年，毛入园率达到95%。", ("毛入园率", 95, "=", "level", 2025)),
        ("到2025年，毛入园率提高到95%以上。", ("毛入园率", 95, ">=", "level", 2025)),
        ("到2025年，大班额比例降至1.5%。", ("大班额比例", 1.5, "=", "level", 2025)),
        ("到2025年，近视率控制在50%以内。", ("近视率", 50, "<=", "level", 2025)),
        ("到2025年，巩固率不低于99%。", ("巩固率", 99, ">=", "level", 2025)),
        ("到2025年，毛入学率稳定在97%左右。", ("毛入学率", 97, "~", "maintain", 2025)),
        ("力争到2025年，本科以上学历教师占比达60%。", ("本科以上学历教师占比", 60, "=", "level", 2025)),
        ("到2025年底，新增学位1.26万个。", ("新增学位", 12600, "=", "increment", 2025)),
        ("到2025年，建成智慧校园示范校20所。", ("智慧校园示范校", 20, "=", "level", 2025)),
        ("到2025年，打造100个高水平学生社团。", ("高水平学生社团", 100, "=", "increment", 2025)),
        ("到2025年，区级骨干教师2000-2100人。", ("区级骨干教师", 2000, "range", "level", 2025)),
        ("到2025年，新建学校十四所。", ("新建学校", 14, "=", "increment", 2025)),
        ("“十四五”期间，新增学位5000个。", ("新增学位", 5000, "=", "increment", 2025)),
        ("近视率每年降低0.5个百分点以上。", ("近视率", -0.5, "<=", "step_per_year", None)),
        ("在校生年均增长10%左右。", ("在校生", 10, "~", "rate_per_year", None)),
        ("每年培训教师1000人次以上。", ("每年培训教师", 1000, ">=", "recurrent", None)),
        ("每年生均至少增加1本纸质图书。", ("纸质图书", 1, ">=", "step_per_year", None)),
        ("到2025年，骨干教师总量翻一番。", ("骨干教师总量", None, None, "relative", 2025)),
        ("到2025年，优质高中覆盖率较2020年提高5个百分点。", ("优质高中覆盖率", None, None, "relative", 2025)),
        ("到2025年，县级特色学校实现全覆盖。", ("县级特色学校", 100, "=", "level", 2025)),
        ("熟练掌握1-2项以上运动技能。", ("运动技能", 1, ">=", "level", None)),
        ("到２０２５年，毛入園率達到９５％。", ("毛入園率", 95, "=", "level", 2025)),
        ("到2025年，在校生达标率达95%。", ("在校生达标率", 95, "=", "level", 2025)),
        ("毛入园率达到95%（2025年）。", ("毛入园率", 95, "=", "level", 2025)),
    ],
)
def test_a_promise_is_proposed_with_kind_comparator_and_year(text, wanted):
    assert one(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "到2025年，毛入园率力争进一步提高。",
        "2020年，毛入园率未达到95%。",
        "毛入园率尚未达到95%，大班额没有降到1%。",
        "根据《某市教育发展规划（2021—2025年）》，制定本方案。",
        "某府发〔2021〕56号，2021年12月23日印发。",
        "党的十九届五中全会作出部署，深化“三名”工程。",
        "45岁以下的干部队伍不断壮大。",
        "深化“2+X”项目、5G应用和信息技术提升工程2.0。",
        "成熟1所创建1所。",
        "推进一校一品，办好每一所学校。",
        "发布时间：2023-10-16 16:11:20",
    ],
)
def test_what_is_no_promise_is_not_proposed(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["2020年，毛入园率达到90.9%。"], ("毛入园率", 90.9, "=", "level", 2020)),
        (["全县现有骨干教师17人。"], ("骨干教师", 17, "=", "level", 2020)),
        (["毛入园率已达到90.9%。"], ("毛入园率", 90.9, "=", "level", 2020)),
        (["一、发展基础", "毛入园率达90.9%。"], ("毛入园率", 90.9, "=", "level", 2020)),
        (["“十三五”时期，新增学位5000个。"], ("新增学位", 5000, "=", "total", 2020)),
    ],
)
def test_what_was_reached_is_an_observation(lines, wanted):
    (found,) = read(*lines)
    assert found.table == "observations"
    assert said(found) == wanted


def test_a_period_is_where_a_total_counts_from_and_an_increment_too():
    (past,) = read("“十三五”时期，新增学位5000个。")
    (promised,) = read("“十四五”期间，新增学位5000个。")
    assert (past.year_from, promised.year) == (2016, 2020)


def test_a_report_reports_and_a_plan_promises_the_same_words():
    words = "普惠性幼儿园覆盖率达到92%。"
    assert (
        read("某县人民政府履行教育职责自评报告", "2021年，教育经费增加。", words, base=None)[0].table == "observations"
    )
    assert read("某县教育事业发展规划", words, base=None)[0].table == "targets"


def test_lists_are_paired_only_when_their_counts_agree():
    pair = read("到2025年，普惠率、公办园占比分别达到92%和58%以上。")
    assert [said(item)[:3] for item in pair] == [("普惠率", 92, ">="), ("公办园占比", 58, ">=")]
    assert "prose_bound_shared" in pair[0].doubts
    odd = read("到2025年，普惠率、公办园占比、巩固率分别达到92%和58%。")
    assert all(item.doubts == ["prose_pairing"] for item in odd) and len(odd) == 2
    each = read("到2025年，建成市级“双基地”、产教融合实训基地各1个。")
    assert [said(item)[:2] for item in each] == [("市级“双基地", 1), ("产教融合实训基地", 1)]


def test_a_floor_before_the_first_of_two_holds_for_the_second_with_a_doubt():
    first, second = read("到2025年，组建不少于10个教育集团和20个示范区。")
    assert said(first)[1:3] == (10, ">=") and said(second)[:3] == ("示范区", 20, ">=")
    assert not first.doubts and "prose_bound_shared" in second.doubts


def test_a_baseline_in_brackets_and_one_to_start_from_are_observations():
    target, base = read("到2027年，毛入园率提高到95%以上（2022年为90.6%）。", base=None)
    assert said(target) == ("毛入园率", 95, ">=", "level", 2027)
    assert (base.table, said(base)) == ("observations", ("毛入园率", 90.6, "=", "level", 2022))
    base, target = read("毛入园率从2020年的54%提高到2025年的60%。")
    assert (base.table, said(base)[1], said(base)[4]) == ("observations", 54, 2020)
    assert (target.table, said(target)[0], said(target)[1], target.target_year) == ("targets", "毛入园率", 60, 2025)


def test_a_level_and_its_change_give_the_level_before_as_a_sum():
    _, base = read("到2027年，大班额比例降到1.5%，较2022年下降2.3个百分点。", base=None)
    assert said(base) == ("大班额比例", 3.8, "=", "level", 2022)
    assert base.doubts == ["prose_derived"]
    _, base = read("到2027年，大班额比例控制在1.5%以内，较2022年下降2.3个百分点。", base=None)
    assert base.doubts == ["prose_derived", "prose_bounded"]


def test_a_report_gives_the_level_its_change_and_the_level_before():
    found = read("某县自评报告", "2021年，幼儿生均8881.53元，比上年增加388.81元，增长4.58%。", base=None)
    assert [said(item) for item in found] == [
        ("幼儿生均", 8881.53, "=", "level", 2021),
        ("幼儿生均", 388.81, "=", "change", 2021),
        ("幼儿生均", 8492.72, "=", "level", 2020),
        ("幼儿生均", 4.58, "=", "change", 2021),
    ]


def test_a_year_goes_on_while_sentences_promise_and_is_doubted():
    first, second, third = read("到2025年，建成书香校园80所。创建文明校园40所。深入推进改革。打造品牌10个。")
    assert [first.target_year, second.target_year, third.target_year] == [2025, 2025, None]
    assert (first.confidence, second.confidence, third.confidence) == ("high", "low", "medium")
    (inside, after) = read("推进智慧校园，到2022年覆盖率达到90%以上。达标率达99%。")
    assert (inside.target_year, after.target_year) == (2022, None)
    whole = read("2.2024年重点提质量。建成一批课堂。巩固率达99%。")
    assert [item.target_year for item in whole] == [2024]


def test_words_around_a_figure_do_not_make_it_another():
    found = read(
        "截至2020年底，全市共有各级各类学校1234所，在校生45.6万人。",
        "2020年毛入园率达到91.3%，比2015年提高8.6个百分点。",
        "尚有3个县未达到省定标准。按照每15名幼儿配备1名教师的标准配足教师。落实教育部等9部门文件。",
        "到2025年，新增劳动力平均受教育年限达到14.5年。",
        "到2025年，生师比由2020年的17.5:1下降到2025年的16:1。",
        "到2025年，56人以上大班额比例控制在0.5%以内。",
        "到2025年，培养国家级名师10名、省级名师50名。",
        "近视率年均下降0.5个百分点以上，到2025年控制在60%以下。",
        "到2025年，市级财政教育投入年均增长10%左右。",
    )
    assert [(item.table[:6], *said(item)) for item in found] == [
        ("observ", "各级各类学校", 1234, "=", "level", 2020),
        ("observ", "在校生", 456000, "=", "level", 2020),
        ("observ", "毛入园率", 91.3, "=", "level", 2020),
        ("observ", "毛入园率", 8.6, "=", "change", 2020),
        ("observ", "毛入园率", 82.7, "=", "level", 2015),
        ("target", "新增劳动力平均受教育年限", 14.5, "=", "level", 2025),
        ("observ", "生师比", 17.5, "=", "level", 2020),
        ("target", "生师比", 16, "=", "level", 2025),
        ("target", "大班额比例", 0.5, "<=", "level", 2025),
        ("target", "国家级名师", 10, "=", "increment", 2025),
        ("target", "省级名师", 50, "=", "increment", 2025),
        ("target", "近视率", -0.5, "<=", "step_per_year", None),
        ("target", "近视率", 60, "<=", "level", 2025),
        ("target", "市级财政教育投入", 10, "~", "rate_per_year", 2025),
    ]


def test_a_task_given_to_one_year_counts_from_the_year_before():
    found = read("2.2024年重点提质量。组建教育集团10个。")
    assert [(item.kind, item.year, item.target_year) for item in found] == [("increment", 2023, 2024)]


def test_a_heading_is_no_promise_in_words_and_a_report_looks_back_under_any_heading():
    assert read("（三）科技教育融合创新全覆盖", "科技教育学校全覆盖。")[0].label == "科技教育学校"
    report = ("某县履行教育职责自评报告", "2021年，教育投入增加。", "一、重点工程", "巩固率达99%。", "召开会议5次。")
    (found,) = read(*report, base=None)
    assert (found.table, found.year, found.doubts) == ("observations", 2021, ["prose_year_of_document"])
    (ahead,) = read(*report[:2], "二、下一步打算", "巩固率达99%。", base=None)
    assert ahead.table == "targets"


def test_a_place_is_named_as_people_name_it():
    lines = ["第二部分 目标", "三、发展目标", "（二）具体目标", "1.巩固率达99%。", "专栏7 师资", "2.骨干教师500人。"]
    assert [item.locator for item in read(*lines)] == ["第二部分·三(二)1", "专栏7·2"]


def test_english_prose_is_proposed_too():
    found = read(
        "By 2030, at least 95 per cent of children complete primary education.",
        "The gross enrolment ratio will rise from 54% in 2025 to 60% in 2030.",
        "We will build 40 schools and train 12,000 teachers by 2030.",
        "The dropout rate did not reach 2% in 2025.",
        "Dropout falls by 2 percentage points a year.",
        "We hope to do better.",
        base=2025,
    )
    assert [(item.table[:6], *said(item)) for item in found] == [
        ("target", "children complete primary education", 95, ">=", "level", 2030),
        ("observ", "gross enrolment ratio", 54, "=", "level", 2025),
        ("target", "gross enrolment ratio", 60, "=", "level", 2030),
        ("target", "schools", 40, "=", "increment", 2030),
        ("target", "teachers", 12000, "=", "increment", 2030),
        ("target", "Dropout", -2, "=", "step_per_year", None),
    ]


def test_the_small_prose_document_is_proposed_whole():
    with (FOLDER / "gold.csv").open(encoding="utf-8") as file:
        gold = [row for row in csv.DictReader(file) if row["file"] == "j_prose.txt"]
    found = [(item.table, *said(item)) for item in documents.read(FOLDER / "j_prose.txt").proposals]
    for row in gold:
        number, year = float(row["target"]), int(row["target_year"])
        assert any(f[0] == "targets" and f[1:3] == (row["label"], number) and f[5] == year for f in found), row
        if row["baseline"]:
            wanted = ("observations", row["label"], float(row["baseline"]), "=", "level", 2022)
            assert wanted in found
    assert ("targets", "骨干教师总量", None, None, "relative", 2027) in found
    about = next(f for f in found if f[1].startswith("学校建成") or f[3] == "range")
    assert about[2:4] == (30, "range") or about[2:4] == (3, "range")


def test_what_is_to_be_refused_has_no_proposals():
    for name in ("k_to_refuse_glued.txt", "l_to_refuse_lost_cells.txt"):
        assert documents.read(FOLDER / name).proposals == []


def test_the_lines_of_a_table_are_no_prose():
    document = documents.read(FOLDER / "f_unit_line.txt")
    assert document.readings and not document.proposals


# From add to accept


@pytest.fixture
def here(monkeypatch):
    """Read in this process."""
    monkeypatch.setattr(apart, "several", lambda files, *about: [documents.require(documents.read(f)) for f in files])


PROSE = (
    "某县教育事业发展“十四五”规划\n\n一、发展基础\n2020年，学前教育毛入园率达到90.9%。\n二、发展目标\n"
    "到2025年，学前教育毛入园率达到95%以上，新增学位5000个，九年义务教育巩固率达到99%。\n"
)


@pytest.fixture
def added(project, here, tmp_path):
    file = tmp_path / "规划.txt"
    file.write_text(PROSE, encoding="utf-8")
    plans.add(SLUG, [file])
    return project / "data/raw" / SLUG


def edit(folder, changes):
    """Edit sheet proposals of review.xlsx as a person does: {(row, column): text}."""
    book = openpyxl.load_workbook(folder / "review.xlsx")
    page = book["proposals"]
    heads = [cell.value for cell in page[1]]
    for line in page.iter_rows(min_row=2):
        for (row, column), text in changes.items():
            if line[0].value == row:
                line[heads.index(column)].value = text
    book.save(folder / "review.xlsx")


def lines_of(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rewritten(folder, table, change):
    """Rewrite a table as a person may: `change` takes its rows and gives them back."""
    rows = change(lines_of(folder, table))
    (folder / f"{table}.csv").write_text(sheet.as_csv(rows, list(rows[0])), encoding="utf-8")


def held(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_document_of_prose_alone_becomes_a_plan_in_which_nothing_counts(added):
    assert set(held(added)) == {"source.yml", "proposals.csv", "unread.csv", "review.html", "review.xlsx"}
    with pytest.raises(InputError, match=r"nothing counts yet.*sheet proposals.*accept mouxian-14fyp"):
        clean.plan(SLUG)
    told = "\n".join(plans.told(SLUG, {"read": 0, "doubted": 0, "unread": 0, "proposed": 4, "no_table": "prose"}))
    assert "no table was read: prose" in told and "4 figures of the prose are proposed" in told
    assert "未读到表格" in told and "accept mouxian-14fyp" in told and "rows read" not in told
    page = (added / "review.html").read_text(encoding="utf-8")
    assert "<b>95%以上</b>" in page and "待确认" in page


def test_accepted_proposals_become_targets_and_observations_with_their_document(added):
    edit(added, {("1", "accepted"): "是", ("2", "accepted"): "yes", ("4", "accepted"): "no"})
    assert accepting.accept(SLUG) == {"accepted": 2, "proposed": 4}
    title = source.read(SLUG)["title_zh"]
    cleaned = clean.plan(SLUG)
    assert cleaned["targets"][["label_printed", "printed", "target_year", "comparator"]].values.tolist() == [
        ["学前教育毛入园率", "95%以上", 2025, ">="]
    ]
    assert cleaned["targets"]["baseline"].tolist() == [90.9]
    assert set(cleaned["targets"]["document"]) == set(cleaned["observations"]["document"]) == {title}
    assert [row["document"] for table in ("targets", "observations") for row in lines_of(added, table)] == [title] * 2
    assert {"targets.csv", "observations.csv"} <= set(source.read(SLUG)["sha256"])
    before = held(added)
    accepting.accept(SLUG)
    assert {name: before[name] for name in before if name != "review.xlsx"} == {
        name: content for name, content in held(added).items() if name != "review.xlsx"
    }


def test_what_is_taken_back_goes_and_what_people_wrote_stays(added):
    edit(added, {("2", "accepted"): "yes", ("3", "accepted"): "yes"})
    accepting.accept(SLUG)
    file = added / "targets.csv"
    with file.open("a", encoding="utf-8") as lines:
        lines.write("辍学率,1%以下,,2025,,,二,by hand,\n")
    with pytest.raises(InputError, match=r"targets\.csv: was changed after it was accepted.*--again"):
        accepting.accept(SLUG)
    edit(added, {("2", "accepted"): "", ("3", "printed"): "6000个"})
    accepting.accept(SLUG, again=True)
    assert clean.plan(SLUG)["targets"]["printed"].tolist() == ["1%以下", "6000个"]


@pytest.mark.parametrize(
    ("column", "text", "wrong"),
    [
        ("printed", "9O%", r"proposals\.csv, line 3, '9O%'.*Remedy"),
        (
            "target_year",
            "soon",
            r"proposals\.csv, line 3, 'soon': target_year is not a year.*Remedy: write four digits",
        ),
        ("kind", "wish", r"proposals\.csv, line 3, 'wish': kind cannot be that.*Remedy: use"),
        ("comparator", "<=", r"proposals\.csv, line 3.*says >=, and comparator says <=.*Remedy"),
        ("accepted", "maybe", r"proposals\.csv, line 3, 'maybe': accepted cannot be that.*Remedy: write yes, no"),
        ("table", "wishes", r"proposals\.csv, line 3, 'wishes': table cannot be that.*Remedy: use targets"),
        ("label", "", r"proposals\.csv, line 3.*label is empty.*Remedy: fill it in"),
    ],
)
def test_a_fault_of_an_edited_proposal_is_named_and_nothing_is_written(added, column, text, wrong):
    edit(added, {("2", "accepted"): "yes", ("2", column): text})
    before = held(added)
    with pytest.raises(InputError, match=wrong):
        accepting.accept(SLUG)
    assert held(added) == before


def test_an_observation_is_checked_as_one(added):
    edit(added, {("1", "accepted"): "yes", ("1", "printed"): "提高8.6个百分点"})
    before = held(added)
    with pytest.raises(InputError, match=r"proposals\.csv, line 2, .*is a change, and basis says level"):
        accepting.accept(SLUG)
    assert held(added) == before


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda rows: [row | {"row": "1"} for row in rows], r"line 3, '1': the row's number is that of line 2"),
        (lambda rows: [{k: v for k, v in row.items() if k != "basis"} for row in rows], "column basis is missing"),
    ],
)
def test_proposals_that_are_no_longer_whole_are_refused(added, change, wrong):
    rewritten(added, "proposals", change)
    before = held(added)
    with pytest.raises(InputError, match=wrong):
        accepting.accept(SLUG)
    assert held(added) == before


@pytest.mark.parametrize("blank", [{}, {"document": ""}])
def test_a_row_without_a_document_is_the_plans_own_and_not_taken_twice(added, blank):
    edit(added, {("2", "accepted"): "yes"})
    accepting.accept(SLUG)
    (row,) = lines_of(added, "targets")
    del row["document"]
    rewritten(added, "targets", lambda _: [row | blank])
    accepting.accept(SLUG, again=True)
    assert [row["printed"] for row in lines_of(added, "targets")] == ["95%以上"]


def test_a_row_of_another_document_stays_when_the_plans_own_is_taken_back(added):
    edit(added, {("2", "accepted"): "yes"})
    accepting.accept(SLUG)
    rewritten(added, "targets", lambda rows: [*rows, rows[0] | {"document": "某县2021年自评报告"}])
    edit(added, {("2", "accepted"): ""})
    accepting.accept(SLUG, again=True)
    assert [row["document"] for row in lines_of(added, "targets")] == ["某县2021年自评报告"]


def test_what_stands_beside_the_rows_of_others_stays(added):
    """Observations of a later document say what kind of evidence they are, and from where."""
    others = {"label": "辍学率", "printed": "1%", "year": "2023", "basis": "level", "locator": "二"}
    others |= {"evidence": "bulletin", "source": "某县2023年公报"}
    (added / "observations.csv").write_text(sheet.as_csv([others], list(others)), encoding="utf-8")
    edit(added, {("1", "accepted"): "yes"})
    accepting.accept(SLUG)
    first, second = lines_of(added, "observations")
    assert {key: first[key] for key in others} == others and second["printed"] == "90.9%"
    assert second["evidence"] == second["source"] == ""


def test_a_proposal_names_its_file_says_its_doubt_twice_and_an_increment_without_years_is_open():
    def rows(title, **context):
        document = documents.Document("规划.txt", "", "text", context=context)
        document.lines = [Line(text, number) for number, text in enumerate((title, "新增学位5000个。"), 1)]
        document.proposals = proposals.propose(document)
        return sheet.rows([document])

    (timed,), (untimed,) = rows("某县规划", guess_baseline=2020), rows("某县规划")
    assert (timed["year"], untimed["year"]) == ("", transcripts.OPEN)
    assert timed["file"] == "规划.txt" and not timed["accepted"]
    document = documents.Document("规划.txt", "", "text", context={"baseline_year": 2020})
    document.lines = [Line("到2025年，组建不少于10个教育集团和20个示范区。", 1)]
    document.proposals = proposals.propose(document)
    for row, item in zip(sheet.rows([document]), document.proposals, strict=True):
        assert row["doubt"] == "; ".join(doubts.said(code) for code in item.doubts)
        assert row["疑问"] == "；".join(doubts.said(code, "zh") for code in item.doubts)
    assert row["doubt"] and row["doubt"] != row["疑问"]


def test_a_cell_changed_in_both_places_is_a_question(added):
    file = added / "proposals.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("95%以上,,2025", "96%以上,,2025"), encoding="utf-8")
    edit(added, {("2", "printed"): "97%以上", ("2", "accepted"): "yes"})
    with pytest.raises(InputError, match=r"line 3, '96%以上': \(学前教育毛入园率, printed\).*write the same in both"):
        accepting.accept(SLUG)


def test_a_table_counts_and_the_prose_beside_it_waits(project, here, tmp_path):
    file = tmp_path / "规划.txt"
    table = "\n主要指标\n指标\t2020年\t2025年\t属性\n"
    table += "九年义务教育巩固率(%)\t98.9\t99以上\t约束性\n大班额比例(%)\t5\t1\t预期性\n"
    file.write_text(PROSE + table, encoding="utf-8")
    _, counts = plans.add(SLUG, [file])
    assert counts["proposed"] == 4 and counts["read"] + counts["doubted"] == 2 and not counts["no_table"]
    assert clean.plan(SLUG)["targets"]["origin"].unique().tolist() == ["table"]
    edit(project / "data/raw" / SLUG, {("2", "accepted"): "yes"})
    assert accepting.accept(SLUG) == {"counting": 2, "waiting": 0, "all": 2, "accepted": 1, "proposed": 4}
    assert clean.plan(SLUG)["targets"]["origin"].tolist().count("prose") == 1


def test_a_text_without_stops_is_read_in_time():
    begun = time.process_time()
    found = read("到2025年" + "，建成学校20所、培养名师100人和骨干教师分别达到92%和58%" * 300)
    assert len(found) > 1000 and time.process_time() - begun < 20


def test_a_state_in_brackets_is_the_baseline():
    _, base = read("毛入园率提高到95%以上（现状54%）。")
    assert (base.table, said(base)[1], base.year, base.rule) == ("observations", 54, 2020, "baseline in brackets")


WORDS = [
    *(
        "到2025年，",
        "2020年",
        "毛入园率",
        "学位",
        "95%",
        "5000个",
        "1-2项",
        "十四所",
        "三四所",
        "(2022年为54%)",
        "、",
        "和",
    ),
    *(
        "分别达到",
        "各1个",
        "从54%",
        "由",
        "提高到",
        "较2020年",
        "下降2.3个百分点",
        "翻一番",
        "全覆盖",
        "不低于",
        "以上",
        "。",
    ),
    *(
        "每年",
        "新增",
        "建成",
        "已",
        "未",
        "，",
        "；",
        "“十三五”时期",
        "17.5:1",
        "《",
        "》",
        "一、",
        "\n",
        " ",
        "9O%",
        "１２％",
    ),
    *("By 2030, ", "at least 95 per cent of children", " in 2025", " rose from 54% to 60%", "12,000 teachers", "."),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join))
def test_any_text_is_read_and_every_proposal_could_be_accepted(text):
    for found in read("某县规划", *text.split("\n")):
        said(found)
        assert found.label and found.printed and found.locator and found.printed in text.replace(" ", "") + text


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(["", "no", "否", "yes", "是"]), min_size=4, max_size=4))
def test_nothing_that_is_not_accepted_reaches_a_table(added, words):
    edit(added, {(str(number), "accepted"): word for number, word in enumerate(words, 1)})
    accepting.accept(SLUG)
    proposed = sheet.load(added / "proposals.csv")
    wanted = [(row["table"], row["label"], row["printed"]) for row in proposed if row["accepted"] in ("yes", "是")]
    about = source.read(SLUG)
    found = [
        (table, row["label"], row["printed"])
        for table in ("targets", "observations")
        for row in transcripts.read(SLUG, table, about)
    ]
    assert sorted(found) == sorted(wanted)
    assert [row["accepted"] for row in proposed] == words
