"""Flattened tables: two layouts, their variants, and what a damaged one is told."""

import pytest

from helpers.errors import InputError
from helpers.tables import name_of, parse, unit_of


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
        ("指标 2020 2025 一 二 三 1 2", 4, "一"),
        ("指标 2020 2025 属性 学前 甲(%) 乙(%) 1 2 3 4 预期性", 5, "学前"),
        ("指标 2020 2025 1 2", 4, "1"),
    ],
)
def test_a_damaged_table_names_file_line_and_cell(text, line, cell):
    with pytest.raises(InputError, match=rf"^t\.txt, line {line}, '.*Remedy: ") as error:
        table(text)
    assert f"'{cell}'" in str(error.value)


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
    ],
)
def test_a_label_gives_up_unit_and_number(label, unit, name):
    assert (unit_of(label), name_of(label)) == (unit, name)
