"""The grammar of printed cells, as a table of examples."""

import pytest

from helpers.values import is_value, parse

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
]


@pytest.mark.parametrize(("cell", "column", "low", "high", "comparator", "kind", "unit", "halfwidth"), READ)
def test_a_cell_reads_as(cell, column, low, high, comparator, kind, unit, halfwidth):
    value = parse(cell, column)
    assert (value.low, value.high, value.comparator) == (low, high, comparator)
    assert (value.kind, value.unit) == (kind, unit)
    assert value.halfwidth == pytest.approx(halfwidth)


@pytest.mark.parametrize("cell", ["", "—", "－", "/", "…", "无"])
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
    ],
)
def test_what_does_not_read_whole_is_refused(cell, column):
    with pytest.raises(ValueError):
        parse(cell, column)


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
