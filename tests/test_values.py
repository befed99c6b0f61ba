"""The grammar of printed cells, as a table of examples."""

import pytest

from helpers.clean.values import Unreadable, is_value, parse

READ = [
    # cell, unit of the column, low, high, comparator, kind, unit, half-width
    ("90.9", "%", 90.9, 90.9, "=", "level", "percent", 0.05),
    ("60.0", "%", 60, 60, "=", "level", "percent", 0.05),
    ("100", "%", 100, 100, "=", "level", "percent", 0.5),
    ("2.9", "万人", 29000, 29000, "=", "level", "persons", 500),
    ("2.9万", "人", 29000, 29000, "=", "level", "persons", 500),
    ("2.9万", "万人", 29000, 29000, "=", "level", "persons", 500),
    ("49.18万人", "", 491800, 491800, "=", "level", "persons", 50),
    ("1.1", "亿元", 1.1e8, 1.1e8, "=", "level", "yuan", 5e6),
    ("31", "个班", 31, 31, "=", "level", "classes", 0),
    ("1,986", "人", 1986, 1986, "=", "level", "persons", 0),
    ("11.3", "年", 11.3, 11.3, "=", "level", "years", 0.05),
    ("3.5‰", "", 3.5, 3.5, "=", "level", "per_mille", 0.05),
    ("９９．５％", "", 99.5, 99.5, "=", "level", "percent", 0.05),
    ("99%以上", "", 99, None, ">=", "level", "percent", 0.5),
    ("≥95", "%", 95, None, ">=", "level", "percent", 0.5),
    (">= 95", "%", 95, None, ">=", "level", "percent", 0.5),
    ("不低于4", "%", 4, None, ">=", "level", "percent", 0.5),
    ("大于90%", "", 90, None, ">=", "level", "percent", 0.5),
    ("控制在5%以内", "", None, 5, "<=", "level", "percent", 0.5),
    ("＜30%", "", None, 30, "<=", "level", "percent", 0.5),
    ("60%左右", "", 60, 60, "~", "level", "percent", 0.5),
    ("25-27人", "", 25, 27, "range", "level", "persons", 0),
    ("360—370", "人", 360, 370, "range", "level", "persons", 0),
    ("2-3万人", "", 20000, 30000, "range", "level", "persons", 5000),
    ("[5000]", "个学位", 5000, 5000, "=", "increment", "places", 0),
    ("新增28800个学位", "", 28800, 28800, "=", "increment", "places", 0),
    ("年均增长10%左右", "", 10, 10, "~", "rate_per_year", "percent", 0.5),
    ("每年降低0.5个百分点以上", "%", None, -0.5, "<=", "step_per_year", "points", 0.05),
    ("保持在93%以上", "", 93, None, ">=", "maintain", "percent", 0.5),
    ("百分之九十五以上", "", 95, None, ">=", "level", "percent", 0.5),
    ("6000", "元/生·年", 6000, 6000, "=", "level", "元/生·年", 0),
    ("300", "册", 300, 300, "=", "level", "册", 0),
    ("2千万元", "", 2e7, 2e7, "=", "level", "yuan", 5e6),
    ("三四所", "", 3, 4, "range", "level", "schools", 0),
    ("十三四个", "", 13, 14, "range", "level", "个", 0),
    ("二三百名", "", 200, 300, "range", "level", "persons", 0),
    ("百分之百", "", 100, 100, "=", "level", "percent", 0.5),
    ("2.9万余人", "", 29000, None, ">=", "level", "persons", 500),
    ("3.5万多名", "", 35000, None, ">=", "level", "persons", 500),
    ("2000余万人", "", 2e7, None, ">=", "level", "persons", 5000),
    ("3.5w人", "", 35000, 35000, "=", "level", "persons", 500),
    ("1500万人次", "", 1.5e7, 1.5e7, "=", "level", "人次", 5000),
    ("1000万张", "", 1e7, 1e7, "=", "level", "张", 5000),
    (">6亿吨", "", 6e8, None, ">=", "level", "吨", 5e7),
    ("5.5万元/人", "", 55000, 55000, "=", "level", "元/人", 500),
    ("45人/班", "", 45, 45, "=", "level", "人/班", 0),
    ("11.5", "平方米/生", 11.5, 11.5, "=", "level", "平方米/生", 0.05),
    ("20/10万", "", 20, 20, "=", "level", "/10万", 0),
    ("500名教师", "", 500, 500, "=", "level", "persons", 0),
    ("2百分点", "", 2, 2, "=", "level", "points", 0.5),
    ("5千克", "", 5, 5, "=", "level", "千克", 0),
    ("2.9万株", "", 29000, 29000, "=", "level", "株", 500),
    ("6000株", "", 6000, 6000, "=", "level", "株", 0),
    ("年均增长2个百分点", "%", 2, 2, "=", "step_per_year", "points", 0.5),
    ("年均增长500人", "", 500, 500, "=", "step_per_year", "persons", 0),
    ("年均增长5%", "万人", 5, 5, "=", "rate_per_year", "percent", 0.5),
    ("年均下降5%", "", -5, -5, "=", "rate_per_year", "percent", 0.5),
    ("年均下降0.5个百分点", "", -0.5, -0.5, "=", "step_per_year", "points", 0.05),
    ("提高2个百分点", "", 2, 2, "=", "change", "points", 0.5),
    ("提高到11.7年", "", 11.7, 11.7, "=", "level", "years", 0.05),
    ("提升至95%以上", "", 95, None, ">=", "level", "percent", 0.5),
    ("降至5%以下", "", None, 5, "<=", "level", "percent", 0.5),
    ("力争达到96%", "", 96, 96, "=", "level", "percent", 0.5),
    ("達到96%", "", 96, 96, "=", "level", "percent", 0.5),
    ("=100", "%", 100, 100, "=", "level", "percent", 0.5),
    ("2.2∶1", "", 2.2, 2.2, "=", "level", "ratio", 0),
    ("40−45", "%", 40, 45, "range", "level", "percent", 0.5),
    ("⩾95", "%", 95, None, ">=", "level", "percent", 0.5),
    ("29 000人", "", 29000, 29000, "=", "level", "persons", 0),
    ("29\u2009150人", "", 29150, 29150, "=", "level", "persons", 0),
    ("90.9\u200b％\ufeff", "", 90.9, 90.9, "=", "level", "percent", 0.05),
    ("95\ufe0f\u3164%", "", 95, 95, "=", "level", "percent", 0.5),
    ("1200元∕生", "", 1200, 1200, "=", "level", "元/生", 0),
    ("95٪", "", 95, 95, "=", "level", "percent", 0.5),
    *((f"2.2{colon}1", "", 2.2, 2.2, "=", "level", "ratio", 0) for colon in "︰：∶﹕꞉ː˸⁚"),
]


@pytest.mark.parametrize(("cell", "column", "low", "high", "comparator", "kind", "unit", "halfwidth"), READ)
def test_a_cell_reads_as(cell, column, low, high, comparator, kind, unit, halfwidth):
    value = parse(cell, column)
    assert (value.low, value.high, value.comparator) == (low, high, comparator)
    assert (value.kind, value.unit) == (kind, unit)
    assert value.halfwidth == pytest.approx(halfwidth)


@pytest.mark.parametrize("cell", ["", "—", "－", "/", "…", "无", "─", "——", "NA", "None", "TBD", "待定"])
def test_a_mark_for_a_missing_value_is_none(cell):
    assert parse(cell, "%") is None


@pytest.mark.parametrize(
    ("cell", "column"),
    [
        ("9O.5", "%"),  # a letter O
        ("95 96", "%"),  # a lost cell border
        ("95②", "%"),  # a footnote mark
        ("-3", "%"),  # a range that lost its start, or a negative number
        ("27-25", "人"),
        ("20人", "%"),
        ("2.9万", "亿元"),
        ("至少95%以下", ""),
        ("预期性", ""),
        ("1:0", ""),
        ("毛入园率达90.9%", ""),
        ("9O%", ""),
        ("1OO", ""),
        ("l00", ""),
        ("2-Jan", ""),  # 1-2 in a workbook
        ("2025/1/2", ""),
        ("1月2日", ""),
        ("3.5W", ""),
        ("95①", ""),
        ("95*", ""),
        ("60.6[1]", ""),
        ("95。", ""),
        ("76。7", ""),
        ("43.0%%", ""),
        ("5000]", ""),
        ("5-", ""),
        ("90%到", ""),
        ("95到", ""),
        ("<.03", ""),
        ("007", ""),
        ("3万2千人", ""),
        ("2.9万千人", ""),
        ("29 150", ""),  # two cells, or thousands
        ("20.6 (2008)", ""),
        ("75/80", ""),
        ("2025年", ""),
        ("一流", ""),
        ("一体化", ""),
        ("一", ""),  # a dash, or one
        ("八成", ""),
        ("二三五所", ""),
        ("翻一番", ""),
        ("全覆盖", ""),
        ("较2015年下降30%", ""),
        ("每年提高2%", ""),  # percent of the level, or points
        ("年均增长5", ""),
    ],
)
def test_what_does_not_read_whole_is_refused(cell, column):
    with pytest.raises(ValueError):
        parse(cell, column)


@pytest.mark.parametrize(
    ("cell", "wrong", "remedy"),
    [
        ("9O%", "letters beside its digits", ""),
        ("95①", "a mark or a stray sign", ""),
        ("29 150", "a blank between digits", ""),
        ("翻一番", "how often a level is to double", "kind to relative"),
        ("全覆盖", "in words", "read 100%"),
        ("较2015年下降30%", "held against another year", "kind to relative"),
        ("每年提高2%", "percent of the level before or percentage points", "read 每年提高2个百分点"),
    ],
)
def test_a_refusal_gives_its_true_reason_and_a_remedy_that_leaves_the_print_alone(cell, wrong, remedy):
    with pytest.raises(Unreadable, match=wrong) as error:
        parse(cell)
    assert remedy in error.value.remedy


def test_a_rank_is_no_number_of_persons():
    with pytest.raises(Unreadable, match="is a rank"):
        parse("29名", label="全省排名")
    assert parse("29名", label="骨干教师").unit == "persons"


def test_strict_bounds_are_named():
    assert parse("大于90%").processing == ("read 大于90% as at least 90, strict",)
    assert "strict" not in parse("90%以上").processing[0]


def test_a_ratio_is_a_quotient_but_for_pupils_a_teacher():
    assert parse("3:1").low == 3
    assert parse("1:19", label="小学生师比").low == parse("19:1", label="小学生师比").low == 19
    assert parse("1:16.9", label="生师比").halfwidth == pytest.approx(0.05)


@pytest.mark.parametrize(
    "label", ["九年义务教育巩固率(%", "3岁以下婴幼儿托位数", "一级园占比", "学前教育", "在校生(万人)"]
)
def test_a_label_is_no_value(label):
    assert not is_value(label)
