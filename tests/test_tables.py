"""Flattened tables: two layouts, their variants, and what a damaged one is told."""

import pytest

from helpers.clean.flattened import name_of, parse, unit_of
from helpers.errors import InputError


def table(text):
    return parse("\n".join(text.split()), "t.txt")


def rows(text):
    return [
        (row["stage"], row["label"], row["unit"], *(cell.text for cell in row["cells"]), row["nature"])
        for row in table(text).rows
    ]


def test_row_by_row():
    assert rows(
        "表 分类 指标 2020年 2025年 属性 学前 入园率(%) 90.9 95 预期性 占比(%) 55 60 约束性 义务 巩固率(% 98 99 约束性"
    ) == [
        ("学前", "入园率(%)", "%", "90.9", "95", "expected"),
        ("学前", "占比(%)", "%", "55", "60", "binding"),
        ("义务", "巩固率(%", "%", "98", "99", "binding"),
    ]


def test_column_by_column_within_each_stage():
    by_column = (
        "标 2020年 2025年 指标属性 学前 甲率(%) 乙率(%) 41 100 75 101 预期性 约束性 义务 丙(万人) 25.8 28 预期性"
    )
    assert rows(by_column) == [
        ("学前", "甲率(%)", "%", "41", "75", "expected"),
        ("学前", "乙率(%)", "%", "100", "101", "binding"),
        ("义务", "丙(万人)", "万人", "25.8", "28", "expected"),
    ]


def test_cells_may_stand_beside_each_other_with_tabs_between():
    text = "指标\t2020\t2025\n学前\n甲率(%)\t90\t95\r\n乙率(%)\t1\t2\n"
    assert [cell.text for row in parse(text).rows for cell in row["cells"]] == ["90", "95", "1", "2"]


def test_a_block_may_continue_its_stage():
    assert [row[0] for row in rows("指标 2020 2025 学前 甲(%) 1 2 乙(%) 丙(%) 3 4 5 6")] == ["学前"] * 3


def test_units_in_a_column_of_their_own():
    assert rows(
        "序号 指标 单位 2020 2025 属性 1 甲 % 1 2 预期性 2 乙 万人 3 4 预期性 3 丙 元/生 5 6 约束性 4 丁比 — 7 8 预期性"
    ) == [
        ("", "甲", "%", "1", "2", "expected"),
        ("", "乙", "万人", "3", "4", "expected"),
        ("", "丙", "元/生", "5", "6", "binding"),
        ("", "丁比", "", "7", "8", "expected"),
    ]


def test_sub_rows_belong_to_the_row_above():
    found = table(
        "指标 2020 2025 高中 在校生(万人) 3.0 3.0 其中: 普高 2.4 2.25 中职 0.6 0.75 升学率(%) 80 90 师生比 1 2"
    ).rows
    assert [(row["parent"], row["unit"]) for row in found] == [
        ("", "万人"),
        ("在校生(万人)", "万人"),
        ("在校生(万人)", "万人"),
        ("", "%"),
        ("", ""),
    ]
    assert found[1]["label"] == "其中:普高"


def test_a_ratio_without_a_unit_is_no_sub_row():
    found = table("指标 2020 2025 高中 在校生(万人) 3.0 3.0 其中:普高 2.4 2.25 师生比 1 2").rows
    assert (found[2]["parent"], found[2]["unit"]) == ("", "")


def test_missing_cells_more_years_and_a_column_of_changes():
    found = table("指标 2015年 2020年 2025年 年均增长(%) 甲(%) — 1 2 0.2 乙(%) 3 4 5 [1]")
    assert found.years == [2015, 2020, 2025, None]
    assert found.filled(2020) == (3, 2)


def test_title_and_footers_are_not_rows():
    found = table("某市指标表 指标 2020 2025 甲(%) 1 2 注:1.甲为估计数。 2.乙不计。")
    assert (found.title, len(found.rows), found.footers) == ("某市指标表", 1, ["注:1.甲为估计数。", "2.乙不计。"])


@pytest.mark.parametrize(
    ("text", "line", "cell"),
    [
        ("指标 2020 2025 甲(%) 9O.5 95", 5, "9O.5"),
        ("指标 2020 2025 学前 甲(%) 90.5 9S", 7, "9S"),
        ("指标 2020 2025 学前 甲(%) 90.5", 4, "学前"),
        ("指标 2020 2025 学前 甲(%) 90.5 乙(%) 1 2", 4, "学前"),
        ("指标 2020 2025 甲(%) 乙(%) 丙(%) 1 2", 4, "甲(%)"),
        ("指标 2020 2025 学前教育 义务教育 甲(%) 1 2", 4, "学前教育"),
        ("指标 单位 2020 2025 甲 乙 % 1 2 3 4", 5, "甲"),
        ("指标 2020 2025 产能(亿吨) 一 6.5", 5, "一"),
        ("指标 2020 2025 甲率 99% 99% 以上 乙率 1% 2%", 7, "以上"),
        ("指标 2020 2025 平均寿命 岁 78 79", 5, "岁"),
        ("指标 2020 2025 入园率(%) 巩固率(%) 98 99", 4, "入园率(%)"),
        ("指标 2020 2025 普惠性幼儿园 覆盖率(%) 98 99", 4, "普惠性幼儿园"),
        ("指标 2020 2025 备注 甲率(%) 90 95 含民办 乙率(%) 1 2", 8, "含民办"),
        ("指标 2020年 2025年 甲率(%) 90 95 指标 2021年 2027年 乙率(%) 1 2", 8, "2021年"),
        ("指标 2020 2025 甲数(个) 2020 2025 乙率(%) 1 2", 5, "2020"),
        ("指标 2020 2025 甲率(%) 90 95 注:1.甲为估计数。 乙率(%) 1 2", 7, "注:1.甲为估计数。"),
        ("单位:万人 指标 2020 2025 某入学率 90 92", 5, "某入学率"),
        ("单位:万某 指标 2020 2025 在校生 90 92", 1, "单位:万某"),
        ("指标 2020-2021学年 2024-2025学年 甲率(%) 1 2", 2, "2020-2021学年"),
        ("指标 2020 2025 属性 学前 甲(%) 乙(%) 1 2 3 4 预期性", 5, "学前"),
        ("指标 2020 2025 1 2", 4, "1"),
    ],
)
def test_a_damaged_table_names_file_line_and_cell(text, line, cell):
    with pytest.raises(InputError, match=rf"^t\.txt, line {line}, '.*Remedy: ") as error:
        table(text)
    assert f"'{cell}'" in str(error.value)


def test_a_header_that_comes_again_goes_on():
    again = "题 指标 2020年 2025年 属性 甲率(%) 90 95 预期性 — 6 — 题(续) 指标 2020年 2025年 属性 乙率(%) 1 2 约束性"
    assert [row[1:5] for row in rows(again.replace("— 6 —", "—6—"))] == [
        ("甲率(%)", "%", "90", "95"),
        ("乙率(%)", "%", "1", "2"),
    ]
    assert len(rows("指标 2020 2025 甲率(%) 90 95 续表 指标 2020 2025 乙率(%) 1 2")) == 2


@pytest.mark.parametrize(
    "above",
    [
        "单位：万人 指标 2020 2025",
        "某表(单位:万人) 指标 2020 2025",
        "单位： 万人 指标 2020 2025",
        "指标 2020 2025 单位:万人",
    ],
)
def test_a_unit_over_the_table_is_that_of_the_rows_without_one(above):
    assert [row[1:3] for row in rows(f"{above} 在校生 2.9 3.1 入园率(%) 90 95")] == [
        ("在校生", "万人"),
        ("入园率(%)", "%"),
    ]


def test_of_two_units_over_the_table_a_rate_takes_the_percent():
    found = rows("单位:万人、% 指标 2020 2025 在校生 2.9 3.1 入园率 90 95")
    assert [row[2] for row in found] == ["万人", "%"]


def test_a_label_with_a_mark_before_it_is_no_footer():
    found = table("指标 2020 2025 ★甲率(%) 90 95 *乙率(%)① 1 2 *为约束性指标")
    assert [name_of(row["label"]) for row in found.rows] == ["甲率", "乙率"]
    assert found.footers == ["*为约束性指标"]


def test_a_row_without_values_is_the_parent_of_those_without_a_measure_and_no_stage():
    found = table("指标 2020 2025 达标比例(%) 小学 88 95 初中 90 97 骨干教师(人) — 1").rows
    assert [(row["stage"], row["parent"], row["unit"]) for row in found] == [
        ("", "达标比例(%)", "%"),
        ("", "达标比例(%)", "%"),
        ("", "", "人"),
    ]


def test_one_sub_row_after_another_belongs_to_the_same_row():
    found = table("指标 2020 2025 在校生(万人) 3.0 3.0 其中:普高 2.4 2.25 其中:中职 0.6 0.75").rows
    assert [row["parent"] for row in found] == ["", "在校生(万人)", "在校生(万人)"]


def test_a_row_of_empty_cells_between_tabs_is_no_stage():
    for label in ("公办占比(%)", "在校生"):
        with pytest.raises(InputError, match=r"line 2, .*has no values"):
            parse(f"分类\t指标\t2020\t2025\n{label}\t\t\n毛入园率(%)\t90\t95")
    assert parse("分类\t指标\t2020\t2025\n学前教育\t\t\n毛入园率(%)\t90\t95").rows[0]["stage"] == "学前教育"


def test_a_heading_may_be_marked_as_one():
    assert parse("指标\n2020\n2025\n# 民生福祉\n甲率(%)\n90\n95").rows[0]["stage"] == "民生福祉"


@pytest.mark.parametrize(
    "header",
    ["“十三五”末 “十四五”末", "十三五期末 十四五期末", "现状值(2020年) 目标值(2025年)", "2020年实际值 2025年规划目标"],
)
def test_years_in_other_words(header):
    assert table(f"指标 {header} 甲率(%) 90 95").years == [2020, 2025]


def test_look_alike_and_invisible_characters_are_folded_for_matching_only():
    found = table("指　标 单\u00a0位 2020 2025 人均年限 年 8 9".replace("单\u00a0位", "单\u200b位"))
    assert (found.rows[0]["label"], found.rows[0]["unit"]) == ("人均年限", "年")
    assert rows("指标 2020 2025 学前教育⽑⼊园率(%) 90 95")[0][1] == "学前教育⽑⼊园率(%)"


def test_all_misfits_of_a_table_are_told_at_once():
    with pytest.raises(InputError) as error:
        table("指标 2020 2025 甲(%) 9O 95 乙(%) 1 2 丙(%) 1 9S")
    assert [fault.line for fault in error.value.faults] == [5, 12]


def test_a_mark_of_nature_may_be_indicative():
    assert rows("指标 2020 2025 属性 甲(%) 1 2 指导性")[0][-1] == "indicative"


@pytest.mark.parametrize("text", ["", "甲 乙 丙", "指标 2020 2025", "指标 2020 2020 甲 1 2"])
def test_without_header_or_rows_it_says_so(text):
    with pytest.raises(InputError, match=r"^t\.txt.*Remedy: "):
        table(text)


@pytest.mark.parametrize(
    ("label", "unit", "name"),
    [
        ("学前教育毛入园率(%", "%", "学前教育毛入园率"),
        ("在校生（万人）", "万人", "在校生"),
        ("普通高中(含完中)", "", "普通高中(含完中)"),
        ("其中:普通小学", "", "普通小学"),
        ("1.巩固率(%)", "%", "巩固率"),
        ("（二）巩固率(%)", "%", "巩固率"),
        ("一、学前教育", "", "学前教育"),
        ("小学一、二年级课后服务率(%)", "%", "小学一、二年级课后服务率"),
        ("“十四五”末巩固率(%)", "%", "“十四五”末巩固率"),
        ("专任教师(专科及以上)比例(%)", "%", "专任教师(专科及以上)比例"),
        ("控辍保学率(城区)", "", "控辍保学率(城区)"),
        ("学历比例(小学)(%)", "%", "学历比例(小学)"),
        ("学历比例(%)(小学)", "%", "学历比例(小学)"),
        ("在校生(万人，含民办)", "万人", "在校生(含民办)"),
        ("特色化专业(群)", "", "特色化专业(群)"),
        ("死亡率(1/10万)", "1/10万", "死亡率"),
        ("生均经费(元/生·年)", "元/生·年", "生均经费"),
        ("在校生/万人", "万人", "在校生"),
        ("在校生 万人", "万人", "在校生"),
        ("生师比(以教师为1)", "", "生师比(以教师为1)"),
    ],
)
def test_a_label_gives_up_unit_and_number(label, unit, name):
    assert (unit_of(label), name_of(label)) == (unit, name)


@pytest.mark.parametrize("column", ["备注", "责任单位", "属性"])
@pytest.mark.parametrize("grouped", ["", "类别 "])
def test_a_cell_of_a_column_that_is_not_read_is_told_with_the_column_as_printed(column, grouped):
    rows = "学前教育 毛入园率(%) 90 95 教育局 巩固率(%) 91 96 教育局"
    with pytest.raises(InputError, match=f"'教育局': .* the column {column},"):
        table(f"{grouped}指标 2020年 2025年 {column} {rows}")
    read = table(f"{grouped}指标 2020年 2025年 {column} {rows.replace('教育局', '预期性')}")
    assert [row["nature"] for row in read.rows] == ["expected", "expected"]


def test_a_label_that_a_copy_has_doubled_is_no_heading_of_its_own_row():
    lines = "指标 单位 2015 2020 属性 优质普通高中数 {}所 620 694 预期性"
    assert rows(lines.format("")) == [("", "优质普通高中数", "所", "620", "694", "expected")]
    with pytest.raises(InputError, match=r"line 7.*stands twice"):
        table(lines.format("优质普通高中数 "))
