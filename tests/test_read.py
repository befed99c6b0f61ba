"""Documents to rows: layouts, notations, known misreads, damage; a wrong figure is worse than none."""

import csv
import os
from collections import Counter
from pathlib import Path

import pytest
from conftest import PROJECT, benchmark

from helpers.clean import flattened, values
from helpers.errors import InputError
from helpers.read import documents, figures
from helpers.read.doubts import TEXTS, said
from helpers.read.folding import fold
from helpers.read.grids import Line

FOLDER = PROJECT / "tests/data/documents"
SEEDS = Path(os.environ.get("PLAN_DOCUMENTS") or PROJECT.parent / "shared/seeds")
WITH_TABLE = {"yunyang-14fyp": ("000_*.txt", 15), "yantai-14fyp": ("003_*.txt", 13)}
GOLD = list(csv.DictReader((FOLDER / "gold.csv").read_text(encoding="utf-8").splitlines()))


def in_lines(text, separator="|"):
    """Read a text given as cells between bars, one a line."""
    return of_lines([cell.strip(" ") for cell in text.split(separator)])


def of_lines(lines):
    lines = [Line(line, number) for number, line in enumerate(lines, 1)]
    document = documents.Document("t.txt", "", "text", lines=lines)
    document.context = {"guess_baseline": 2020, "guess_target": 2025, "sure_target": True}
    flow, document.refused = documents._tables(lines)
    documents._read(document, flow)
    return document


def rows(document, doubted=False):
    found = [row for reading in document.readings for row in reading.rows]
    return [row for row in found if doubted or not row.doubts]


def unread(document):
    return [(cell.text, reason) for reading in document.readings for cell, reason in reading.unread]


def seed(pattern):
    found = sorted(SEEDS.glob(pattern))
    if not found:
        pytest.skip("the source documents are not beside the project")
    return documents.read(found[0])


@pytest.mark.parametrize("plan", WITH_TABLE)
def test_the_official_table_comes_out_of_the_whole_document(plan):
    pattern, many = WITH_TABLE[plan]
    found = rows(seed(pattern))
    wanted = flattened.read(plan).rows
    assert len(found) == len(wanted) == many
    for row, true in zip(found, wanted, strict=True):
        assert (row.stage, row.parent, row.label) == (true["stage"], true["parent"], true["label"])
        assert values.unit(row.unit) == values.unit(true["unit"])
        assert list(row.figures.values()) == [cell.text for cell in true["cells"]]
        assert row.nature == true["nature_printed"]


@pytest.mark.parametrize("pattern", ["001_*.txt", "002_*.txt", "004_*.txt"])
def test_a_document_of_prose_has_no_table_and_its_figures_are_proposed(pattern):
    document = seed(pattern)
    assert not document.readings
    assert documents.require(document).proposals
    document.proposals.clear()
    with pytest.raises(InputError, match="no table with a header of years"):
        documents.require(document)


def _is(row, parts):
    return fold(parts[-1]) in fold(row.label) and all(part in fold(row.parent + row.label) for part in parts)


@pytest.mark.parametrize("name", sorted({row["file"] for row in GOLD if row["target"] and "prose" not in row["note"]}))
def test_every_figure_of_the_small_documents_is_right_or_doubted(name):
    document = documents.read(FOLDER / name)
    for gold in (row for row in GOLD if row["file"] == name):
        parts = [
            part
            for part in fold(gold["label"].replace(" (3 to 5)", "")).replace("(", "·").replace(")", "").split("·")
            if part
        ]
        found = [row for row in rows(document, True) if _is(row, parts)]
        assert len(found) == 1, gold["label"]
        row = found[0]
        if row.doubts:
            continue
        value = figures.figure(row.figures[gold["target_year"]], row.unit, row.label)[0]
        assert value.number == float(gold["target"])
        assert row.nature == gold["nature"]
        base = figures.figure(row.figures.get(str(row.start), ""), row.unit, row.label)[0]
        assert (base.number if base else None) == (float(gold["baseline"]) if gold["baseline"] else None)


def test_most_of_the_small_documents_is_read_without_a_doubt():
    names = {row["file"] for row in GOLD if row["target"] and "prose" not in row["note"]}
    found = [row for name in names for row in rows(documents.read(FOLDER / name), True)]
    assert sum(not row.doubts for row in found) / len(found) > 0.7


@pytest.mark.parametrize(
    ("name", "why"),
    [("k_to_refuse_glued.txt", "glued without separators"), ("l_to_refuse_lost_cells.txt", "a cell is lost")],
)
def test_what_cannot_be_read_is_refused_with_the_reason(name, why):
    with pytest.raises(InputError, match=why):
        documents.require(documents.read(FOLDER / name))


def test_a_repeated_header_is_no_indicator():
    found = in_lines(
        "指标|2020年|2025年|属性|学前教育毛入园率(%)|90|95|预期性|指标|2020年|2025年|属性|九年义务教育巩固率(%)|98|99|约束性"
    )
    assert [row.label for row in rows(found)] == ["学前教育毛入园率(%)", "九年义务教育巩固率(%)"]
    assert not unread(found)


def test_a_unit_line_above_the_table_is_the_unit():
    (row,) = rows(in_lines("单位:万人|指标|2020年|2025年|高等教育在校生|2800|2826.5"))
    assert row.unit == "万人"


def test_a_lone_dash_is_no_one():
    (row,) = rows(in_lines("指标|2020年|2025年|粮食综合生产能力(亿吨)|一|>6.5"), True)
    assert row.doubts == ["dash: 一"]


def test_a_share_above_a_hundred_is_doubted_unless_gross():
    found = rows(in_lines("指标;2020年;2025年;覆盖率(%);66;667;毛入园率(%);101;102", ";"), True)
    assert [bool(row.doubts) for row in found] == [True, False]


def test_a_parent_without_values_is_no_stage():
    found = in_lines(
        "指标|2020年|2025年|属性|教师学历达标比例(%)|小学|88|95|约束性|初中|90|97|约束性|智慧校园比例(%)|12|30|预期性"
    )
    assert not [row for row in rows(found) if row.stage]
    assert ("教师学历达标比例(%)", "misfit") in unread(found)


def test_targets_of_the_change_column_alone_do_not_vanish():
    found = rows(
        in_lines("指标|2020年|2025年|累计|属性|预期寿命(岁)|77.3|—|〔1〕|预期性|浓度下降(%)|-|-|〔18〕|约束性")
    )
    assert [row.figures["2025"] for row in found] == ["〔1〕", "〔18〕"]
    assert found[0].figures["2020"] == "77.3"


def test_a_row_of_empty_cells_is_told():
    found = of_lines(["指标\t2020年\t2025年", "毛入园率(%)\t90\t95", "公办占比(%)\t\t", "巩固率(%)\t98\t99"])
    assert [(row.stage, row.label) for row in rows(found)] == [("", "毛入园率(%)"), ("", "巩固率(%)")]
    assert unread(found) == [("公办占比(%)", "no_value")]


def test_one_number_lost_of_each_by_columns_reads_nothing():
    found = in_lines("指标|2020年|2025年|学前教育毛入园率(%)|九年义务教育巩固率(%)|98|99")
    assert not rows(found, True) and {reason for _, reason in unread(found)} == {"misfit"}


def test_a_head_with_a_blank_inside_is_known():
    (row,) = rows(in_lines("指标|单 位|2020年|2025年|人均预期寿命|岁|78|79"))
    assert (row.label, row.unit) == ("人均预期寿命", "岁")


def test_na_is_a_missing_value():
    (row,) = rows(in_lines("Indicator|2018|2020|2025|Number of policies enacted|NA|1|17"), True)
    assert row.figures == {"2018": "NA", "2020": "1", "2025": "17"}


def test_a_bound_on_the_next_line_is_not_lost():
    (row,) = rows(in_lines("指标|2020年|2025年|巩固率(%)|99%|99%|以上"), True)
    assert row.figures["2025"] == "99%以上" and row.doubts


def test_a_label_on_two_lines_is_doubted():
    (row,) = rows(in_lines("指标|2020年|2025年|九年义务教育|巩固率(%)|98|99"), True)
    assert "stage_unsure" in row.doubts


def test_radicals_are_the_characters_they_stand_for():
    (row,) = rows(in_lines("指标|2020年|2025年|学前教育⽑⼊园率(%)|90|95"))
    assert row.label == "学前教育毛入园率(%)" and row.notes == ["学前教育⽑⼊园率(%) printed"]


@pytest.mark.parametrize("cell", ["90①", "60.6*", "9O", "l00", "2-Jan", "三四十", "29名", "5000]", "90②", "95。"])
def test_what_may_be_something_else_is_doubted(cell):
    found = rows(in_lines(f"指标\t2020年\t2025年|全市排名\t{cell}\t95", "|"), True)
    assert found and all(row.doubts for row in found)


def test_a_page_number_is_no_stage():
    found = rows(in_lines("指标;2020年;2025年;毛入园率(%);90;95;— 8 —;巩固率(%);98;99", ";"))
    assert [(row.stage, row.label) for row in found] == [("", "毛入园率(%)"), ("", "巩固率(%)")]


def test_traditional_heads_are_known():
    found = rows(of_lines(["指標\t單位\t2020年\t2025年\t屬性", "學前教育毛入園率\t%\t90\t95\t約束性"]))
    assert [(row.label, row.unit) for row in found] == [("學前教育毛入園率", "%")]


def test_a_row_of_fewer_cells_than_the_header_is_doubted():
    found = rows(of_lines(["指标|2015年|2020年|2025年", "甲率(%)|1|2|3", "乙率(%)|4|5", "丙率(%)|4|5|6"]), True)
    assert [row.doubts for row in found] == [[], ["width"], []]


@pytest.mark.parametrize("cells", ["<td>5", "<td>5<td>", "<td>4<td>5<td>6"])
def test_a_row_of_a_page_in_which_a_cell_is_gone_or_stands_twice_is_doubted(cells, tmp_path):
    file = tmp_path / "a.html"
    file.write_text(
        f"<table><tr><td>指标<td>2020年<td>2025年<tr><td>甲率(%)<td>1<td>2<tr><td>乙率(%){cells}<tr><td>丙率(%)<td>4<td>5"
        "</table>",
        encoding="utf-8",
    )
    (reading,) = documents.read(file).readings
    assert ["width" in row.doubts for row in reading.rows] == [False, True, False]


@pytest.mark.parametrize(
    ("head", "year", "doubted"),
    [
        ("“十三五”末", "2020", False),
        ("2020—2021学年", "2020", True),
        ("FY2020/21", "2020", True),
        ("2020年（现状）", "2020", False),
        ("Y1", "Y1", True),
    ],
)
def test_years_in_other_words(head, year, doubted):
    (row,) = rows(of_lines([f"指标\t{head}\t2025年", "甲率(%)\t80\t90"]), True)
    assert year in row.figures and bool(row.doubts) == doubted


def test_a_change_column_is_held_against_the_levels():
    head = "指标\t2020年\t2025年\t累计"
    found = rows(of_lines([head, "甲率(%)\t80\t90\t〔10〕", "乙率(%)\t80\t90\t〔7〕"]), True)
    assert [row.doubts for row in found] == [[], ["change: 〔7〕"]]


def test_parts_are_not_more_than_their_total():
    found = rows(
        of_lines(["指标\t2020年\t2025年", "在校生(万人)\t3.0\t3.1", "其中:普高\t2.9\t2.0", "中职\t0.9\t1.0"]), True
    )
    assert all("parts" in row.doubts for row in found)


def test_two_units_are_a_question_and_a_subgroup_is_none():
    found = rows(
        of_lines(["单位：万人", "指标\t2020年\t2025年", "甲(人)\t3\t4", "乙\t3\t4", "丙率(城区)\t90%\t95%"]), True
    )
    assert "unit_differs: 人, 万人" in found[0].doubts and found[1].unit == "万人" and found[2].unit == ""


def key(row):
    return row.stage, row.parent, row.label, row.unit, tuple(row.figures.items()), row.nature


def variants(lines):
    for n in range(len(lines)):
        yield f"without {n}", lines[:n] + lines[n + 1 :]
        yield f"{n} twice", lines[: n + 1] + lines[n:]
        if n and lines[n] != lines[n - 1]:
            yield f"{n} before", [*lines[: n - 1], lines[n], lines[n - 1], *lines[n + 1 :]]


@pytest.mark.parametrize("plan", WITH_TABLE)
def test_no_line_lost_doubled_or_exchanged_moves_a_figure_unseen(plan):
    text = (PROJECT / f"data/raw/{plan}/indicator_table.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    true = {key(row) for row in rows(of_lines(lines))}
    assert len(true) == WITH_TABLE[plan][1]
    wrong = [
        (what, key(row)) for what, changed in variants(lines) for row in rows(of_lines(changed)) if key(row) not in true
    ]
    assert not wrong


@pytest.mark.parametrize("layout", benchmark("documents").LAYOUTS)
def test_made_documents_are_read_right_or_doubted(layout):
    made = benchmark("documents")
    quiet = Counter().update
    clean, wrong = made.measure(3, "tests", [layout], ("",), show=lambda *said: quiet(said))
    counted = sum(clean.values(), Counter())
    assert not wrong and counted["right"] >= 0.8 * sum(counted.values()), counted
    assert not made.measure(len(made.DAMAGE), "tests", [layout], made.DAMAGE, show=lambda *said: quiet(said))[1]


def test_every_doubt_is_said_in_both_languages():
    for code in TEXTS:
        assert said(code).isascii() or "一" in said(code)
        assert any("\u4e00" <= sign <= "\u9fff" for sign in said(code, "zh"))


LAYOUTS = {
    "a paragraph.txt": (
        "某市主要指标 指标 2020年 2025年 属性 毛入园率（%） 90.2 94 预期性 巩固率（%） 96.5 98 约束性",
        [("", "毛入园率（%）", "%", "90.2", "94"), ("", "巩固率（%）", "%", "96.5", "98")],
    ),
    "a row that lost a cell.txt": (
        "指标 2020年 2025年 属性\n毛入园率（%） 90.2 94 预期性\n巩固率（%） 96.5 约束性",
        [("", "毛入园率（%）", "%", "90.2", "94")],
    ),
    "headings.csv": (
        "指标,2020年,2025年\n学前教育,,\n毛入园率(%),90,95\n义务教育,,\n巩固率(%),98,99\n",
        [("学前教育", "毛入园率(%)", "%", "90", "95"), ("义务教育", "巩固率(%)", "%", "98", "99")],
    ),
    "a table in a table.html": (
        "<table><tr><td>menu<td><table><tr><th>指标<th>2020年<th>2025年<tr><td>甲率(%)<td>90<td>95</table></table>",
        [("", "甲率(%)", "%", "90", "95")],
    ),
    "a value over two rows.html": (
        "<table><tr><th>指标<th>2020年<th>2025年<tr><td>甲率(%)<td rowspan=2>90<td>95<tr><td>乙率(%)<td>96</table>",
        [],
    ),
    "now and then.html": ("<table><tr><td>指标<td>现状值<td>目标值<tr><td>甲率(%)<td>90<td>95</table>", []),
    "a rank.txt": (
        "指标\t单位\t2020年\t2025年\n全市排名\t位\t29\t20\n甲率\t%\t90\t95",
        [("", "甲率", "%", "90", "95")],
    ),
    "a unit column.txt": (
        "序号\n指标\n单位\n2020年\n2025年\n1\n毛入园率\n%\n90\n95\n2\n在校生\n3.4\n3.6\n3\n生均经费\n元/生\n700\n900",
        [("", "毛入园率", "%", "90", "95"), ("", "生均经费", "元/生", "700", "900")],
    ),
    "full width.txt": (
        "指　　标\t２０２０年\t２０２５年\n甲率（％）\t９０．５\t９５",
        [("", "甲率（％）", "%", "９０．５", "９５")],
    ),
    "falling years.txt": ("指标\n2025年\n2020年\n甲率(%)\n95\n90\n乙率(%)\n99\n98", []),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_gives_what_can_be_read_in_one_way(name, tmp_path):
    text, wanted = LAYOUTS[name]
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = rows(documents.read(tmp_path / name))
    assert [(row.stage, row.label, row.unit, *row.figures.values()) for row in found] == wanted


def test_the_first_row_under_a_repeated_header_is_read():
    head = "指标|2020年|2025年|属性"
    lines = [head, "甲率(%)|80|90|预期性", head, "乙率(%)|81|91|预期性", "丙率(%)|82|92|约束性"]
    assert [row.label for row in rows(of_lines(lines))] == ["甲率(%)", "乙率(%)", "丙率(%)"]


def test_a_column_of_figures_whose_head_is_not_known_is_no_label():
    lines = ["指标|原有情况几何|2023年|2025年", "甲率(%)|70|80|90", "乙率(%)|71|81|91"]
    found = rows(of_lines(lines), True)
    assert [row.label for row in found] == ["甲率(%)", "乙率(%)"]
    assert all("head_unknown: 原有情况几何" in row.doubts for row in found)
    assert ("70", "column") in unread(of_lines(lines))


def test_a_baseline_column_with_years_in_brackets_keeps_them():
    lines = ["Indicator | Baseline 2024 (in brackets: year) | 2030", "Gross enrolment ratio (%) | 94.1 (2023) | 100"]
    found = rows(of_lines([*lines, "Net enrolment rate (%) | 81 | 90"]), True)
    assert [row.figures for row in found] == [{"2023": "94.1", "2030": "100"}, {"2024": "81", "2030": "90"}]
    assert found[0].doubts == ["own_year: 94.1 (2023)"] and not found[1].doubts


def test_a_unit_line_of_percent_is_that_of_rates():
    found = rows(of_lines(["单位：%", "指标|2020年|2025年", "毛入园率|80|90", "在校生(万人)|3|4"]))
    assert [row.unit for row in found] == ["%", "万人"]


def test_a_footnote_mark_is_said_to_be_one():
    assert [figures.figure(text, "%")[1] for text in ("52①", "90*", "95以上②", "9O①")] == ["mark"] * 3 + ["unreadable"]


def test_a_bare_stage_after_a_part_is_a_part_where_a_column_has_the_units():
    head, total = "指标|单位|2020年|2025年", "在校学生数|万人|10.2|9.8"
    found = rows(of_lines([head, total, "其中:小学|万人|6.5|6.0", "普通初中|万人|3.7|3.8", "教师数|万人|1|1.1"]))
    assert [row.parent for row in found] == ["", "在校学生数", "在校学生数", ""]


def pasted(*between):
    title = "某县人民政府公报"
    lines = [title, "指标", "2020年", "2025年", "属性", "毛入园率(%)", "92.5", "95", "预期性"]
    for number, label in zip(between, ("覆盖率(%)", "巩固率(%)"), strict=True):
        lines += [title, number, label, "91", "96", "约束性"]
    return lines


def test_a_title_that_comes_again_with_page_numbers_is_no_cell():
    found = rows(of_lines(pasted("12", "13")))
    assert [list(row.figures.values()) for row in found] == [["92.5", "95"], ["91", "96"], ["91", "96"]]


def test_a_bare_number_that_is_no_page_number_stays_in_the_account():
    document = of_lines(pasted("40", "13"))
    assert {"40", "13"} <= {text for text, _ in unread(document)}


def test_falling_pupils_of_three_years_are_no_exchange_of_two_lines():
    lines = ["指标", "2020年", "2023年", "2025年", "属性", "在校学生数(万人)"]
    assert [row.doubts for row in rows(of_lines([*lines, "9.9", "9.5", "9.1", "预期性"]), True)] == [[]]
    assert [row.doubts for row in rows(of_lines([*lines, "9.5", "9.9", "9.1", "预期性"]), True)] == [["falls"]]


def typeset(folder, source):
    import pylopdf_fonts_zh_cn
    import typst

    (folder / "t.typ").write_text(f'#set text(font: "Noto Sans SC", size: 10pt)\n{source}', encoding="utf-8")
    fonts = [str(Path(pylopdf_fonts_zh_cn.__file__).parent)]
    (folder / "t.pdf").write_bytes(typst.compile(str(folder / "t.typ"), font_paths=fonts))
    return documents.read(folder / "t.pdf")


ROWS = [["学前教育", "毛入园率(%)", "92.5", "95"], ["义务教育", "巩固率(%)", "98.6", "99"]]
ROWS += [[None, "大班额比例(%)", "4", "2"], ["高中教育", "毛入学率(%)", "94", "96"]]


def table_of(more="", spans=()):
    head = "".join(f"[{text}], " for text in ("类别", "指标", "2020年", "2025年"))
    body = "".join(
        f"table.cell(rowspan: {dict(spans).get(n, 1)})[{text}], " if place == 0 else f"[{text}], "
        for n, row in enumerate(ROWS)
        for place, text in enumerate(row)
        if text is not None
    )
    return f"#table(columns: 4, {more} table.header({head}), {body})"


def test_columns_of_a_pdf_without_rules_are_read_with_a_doubt(tmp_path):
    document = typeset(tmp_path, "主要指标一览\n\n" + table_of("stroke: none,", {1: 2}.items()))
    found = rows(document, True)
    assert [(row.label, *row.figures.values()) for row in found] == [tuple(row[1:]) for row in ROWS]
    assert all("unruled" in row.doubts for row in found)


def test_a_group_that_the_end_of_a_page_cuts_goes_on_with_a_doubt(tmp_path):
    page = "#set page(width: 15cm, height: 3.6cm, header: [某县规划公报], footer: [— 1 —])\n"
    document = typeset(tmp_path, f"{page}表1 主要指标\n\n" + table_of("", {1: 2}.items()))
    assert len(document.readings) == 2
    found = rows(document, True)
    assert [(row.label, *row.figures.values()) for row in found] == [tuple(row[1:]) for row in ROWS]
    assert found[2].stage == "义务教育" and found[2].doubts == ["page_break"]
    assert not any("公报" in text for text, _ in unread(document))
