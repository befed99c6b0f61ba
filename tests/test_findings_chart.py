"""The figure of what does not add up: both numbers are those of the arithmetic, every finding is drawn or counted."""

import logging
import re

import pandas as pd
import pytest
from conftest import assert_texts_are_apart
from helpers.language import VOCABULARY, of

from helpers import audit, charts, paths, report
from helpers.audit import sides
from helpers.charts import beside
from helpers.charts import findings as chart
from helpers.codebook import schema, source
from helpers.report import alternative

FOUND = ["yunyang-14fyp", "yantai-14fyp", "china-14fyp", "chuxiong-2023-2025", "yongchuan-2022-2025"]
SIZES = ["column", "page", "slide"]
DECLARED = next(field for field in schema.fields("findings") if field["name"] == "rule")["constraints"]["enum"]


def load(plan):
    return [schema.load(name, plan) for name in ("findings", "targets", "indicators")]


def draw(plan, language="en", size="page"):
    charts.use_style(language, size)
    tables, about = load(plan), [source.read(plan)]
    title = report.title("findings", tables[0], about, language)
    return chart.figure(*tables, title, report.credits(about, language), language)


def finding(rule, arithmetic, indicator="a"):
    return {"plan": "p", "rule": rule, "arithmetic": arithmetic, "indicator": indicator, "locator_a": "1"}


def test_both_numbers_of_every_finding_that_has_two_are_read():
    for plan in paths.plans():
        found, targets, _ = load(plan)
        rows = sides.compared(found, targets)
        two = rows[rows["rule"].isin(sides.SIDES)]
        same = two["difference"].isna()
        assert two.loc[same, "arithmetic"].str.fullmatch(rf"({sides.NUMBER}) [≤≥] \1").all()
        two = two[~same]
        assert two[["first", "second"]].notna().all(axis=None)
        assert rows.loc[~rows["rule"].isin(sides.SIDES), "difference"].isna().all()
        for row in two.itertuples():
            numbers = {sides._number(text) for text in re.findall(sides.NUMBER, row.arithmetic)}
            assert row.second in numbers and (row.first in numbers or row.rule == "ratio_against_words")


@pytest.mark.parametrize(
    ("rule", "arithmetic", "first", "second"),
    [
        ("parts_and_total", "6 + 3 = 9 ≠ 10", 10, 9),
        ("share_against_count", "31 / 3,000 = 1.033 % ≠ 1.25 %", 1.25, 1.033),
        ("change_against_rate", "388.81 / (8,881.53 − 388.81) = 4.578 % ≠ 5.48 %", 5.48, 4.578),
        ("one_name_two_values", "≥ 98.5 | 97", 98.5, 97),
        ("part_exceeds_whole", "1.97 > 1.25", 1.97, 1.25),
        ("already_reached", "95 ≥ 90", 95, 90),
        ("capacity_and_enrolment", "60,000 / (510,300 − 491,800) = 60,000 / 18,500 = 3.2", 60000, 18500),
        ("capacity_and_enrolment", "60,000 | 480,000 − 491,800 = −11,800", 60000, -11800),
    ],
)
def test_the_two_numbers_are_read_from_the_arithmetic(rule, arithmetic, first, second):
    targets = load("yunyang-14fyp")[1]
    row = sides.compared(pd.DataFrame([finding(rule, arithmetic)]), targets).iloc[0]
    assert (row["first"], row["second"]) == (first, second)
    assert row["difference"] == pytest.approx(100 * (second - first) / abs(first))


def test_two_numbers_that_do_not_differ_are_not_compared():
    targets = load("yunyang-14fyp")[1]
    assert sides.compared(pd.DataFrame([finding("one_term_two_values", "60 | 60")]), targets)["difference"].isna().all()
    assert sides.compared(pd.DataFrame([finding("two_dates", "2025 | 2030")]), targets)["difference"].isna().all()


def test_a_target_held_against_its_baseline_is_the_first_number():
    rows = sides.compared(*load("yunyang-14fyp")[:2]).query("rule == 'within_rounding'")
    targets = load("yunyang-14fyp")[1].set_index(["indicator", "locator"])
    for row in rows.itertuples():
        goal = targets.loc[(row.indicator, row.locator_a)]
        assert (row.first, row.second) == (goal["target_low"], goal["baseline"])


def test_every_rule_has_a_name_in_both_languages():
    assert set(VOCABULARY["rules"]) == set(DECLARED) and set(sides.SIDES) < set(DECLARED)
    assert all(name and name[0] != name[1] for name in VOCABULARY["rules"].values())


@pytest.mark.parametrize("plan", FOUND)
def test_every_finding_is_drawn_or_counted_the_gravest_first(plan):
    found = load(plan)[0]
    drawn = chart.tidy(*load(plan))
    assert drawn["count"].sum() == len(found)
    assert drawn.groupby(["severity", "rule"])["count"].sum().to_dict() == (
        found.groupby(["severity", "rule"]).size().to_dict()
    )
    for _, part in drawn.groupby(drawn["difference"].isna()):
        assert part["severity"].map(audit.SEVERITIES.index).is_monotonic_increasing
        for _, same in part.groupby("severity"):
            by = same["difference"].abs() if same["difference"].notna().all() else same["count"]
            assert by.is_monotonic_decreasing


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("plan", FOUND)
def test_texts_are_apart_and_inside_in_every_size(plan, language, size, caplog):
    with caplog.at_level(logging.WARNING):
        fig, drawn = draw(plan, language, size)
        assert_texts_are_apart(fig)
    assert [record.getMessage() for record in caplog.records] == []
    lines = alternative.lines(drawn, language)
    assert len(lines) == len(drawn) and all(lines)
    assert len(alternative.text("Title", drawn, language)) <= alternative.LONGEST


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("plan", FOUND)
def test_both_languages_draw_the_same(plan, size):
    pd.testing.assert_frame_equal(draw(plan, "en", size)[1], draw(plan, "zh", size)[1])


@pytest.mark.parametrize("plan", FOUND)
def test_marks_stand_at_the_differences_and_the_counts(plan):
    fig, drawn = draw(plan)
    parts = [rows for _, rows in drawn.groupby(drawn["difference"].isna())]
    assert len(fig.axes) == len(parts)
    for ax, rows in zip(fig.axes, parts, strict=True):
        marks = [line for line in ax.get_lines() if line.get_marker() in {"X", "^", "s"}]
        paired = rows["difference"].notna().all()
        wanted = rows["difference"].clip(-chart.CAP, chart.CAP) if paired else rows["count"]
        assert [float(line.get_xdata()[0]) for line in marks] == wanted.tolist()
        assert [line.get_marker() for line in marks] == [chart.LOOKS[name][0] for name in rows["severity"]]
        written = [text.get_text() for text in ax.texts]
        if paired:
            arrows = [text for text in ax.texts if getattr(text, "arrow_patch", None)]
            assert len(arrows) == (rows["difference"].abs() > chart.CAP).sum()
            for row in rows.itertuples():
                assert of("en").number(row.first, row.unit, digits=8) in written
                assert beside.remark(row) in written
        else:
            assert [text for text in written if text.isdigit()] == [str(count) for count in rows["count"]]


def test_where_nothing_was_found_the_figure_says_so():
    fig, drawn = draw("shandong-14fyp")
    assert drawn.empty and fig.axes[0].texts[0].get_text().startswith("Nothing to draw")
    assert list(drawn) == list(draw("yunyang-14fyp")[1]) and alternative.lines(drawn) == []
