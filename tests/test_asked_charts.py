"""Figures of the three questions: marks stand at the tables' values, signs and outcomes are those of the rows."""

import re

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from conftest import drawn_by

from helpers import charts
from helpers.charts import ambition, cohorts, completion, layout
from helpers.codebook import schema


def rows(table, *found):
    names = [field["name"] for field in schema.fields(table)]
    return schema.steady(pd.DataFrame([{"plan": "yunyang-14fyp"} | row for row in found], columns=names))


@pytest.fixture
def targets():
    return schema.load("targets", "yunyang-14fyp")


def level(source, **more):
    named = {"target_id": "preschool_gross_enrolment@2025", "indicator": "preschool_gross_enrolment"}
    return named | {"reference": "china-14fyp", "value": 95.0, "reference_value": 90.0, "source": source} | more


@pytest.mark.parametrize("size", ["page", "column", "slide"])
def test_a_dumbbell_stands_at_both_targets_and_press_is_hollow(targets, size):
    for source, face in (("official; a plan", charts.COLOURS["baseline"]), ("press_one; a paper", "white")):
        found = rows(
            "ambition",
            level(source, measure="level", sign="more"),
            level(source, measure="gain", sign="less"),
            level(source, measure="gap", sign="unsettled"),
        )
        fig, drawn = drawn_by(ambition, found, targets, size=size)
        assert drawn["signs"].tolist() == ["▲ ▼ ? ·"]
        ends = {line.get_marker(): line for line in fig.axes[0].get_lines()}
        assert ends["D"].get_xdata()[0] == 95.0 and ends["o"].get_xdata()[0] == 90.0
        assert ends["o"].get_markerfacecolor() == face
        plt.close(fig)


def change(value, **more):
    ends = {"reference_value": 0.442, "low": -10.73, "high": 16.302, "n": 206, "measure": "gain"}
    return (
        level("World Bank EdStats (UNESCO UIS), 2019-09-05, to 2016", reference="countries_public", value=value)
        | ends
        | more
    )


@pytest.mark.parametrize("size", ["page", "column", "slide"])
def test_a_strip_has_the_percentiles_and_the_plans_mark(targets, size):
    found = rows(
        "ambition",
        change(33.83),
        change(33.83, low=-10.438, high=15.161, reference="countries_public_without_jumps"),
        change(8.0, n=66, measure="places_matched"),
        change(2.0, n=59, measure="places_matched", reference="countries_public_without_jumps"),
        change(5.0, reference="countries_schooling_25"),
    )
    fig, drawn = drawn_by(ambition, found, targets, size=size)
    assert drawn["panel"].tolist() == ["change"] and ambition.counted(drawn.iloc[0], "zh") == "8/66（2/59）"
    lines = {line.get_marker(): line for line in fig.axes[0].get_lines() if line.get_marker() in "D|"}
    assert lines["D"].get_xdata()[0] == 33.83 and lines["|"].get_xdata()[0] == 0.442
    spans = [list(line.get_xdata()) for line in fig.axes[0].get_lines() if len(line.get_xdata()) == 2]
    assert [-10.73, 16.302] in spans and [-10.438, 15.161] in spans
    assert "+33.83" in [one.get_text() for one in fig.axes[0].texts]
    plt.close(fig)


@pytest.mark.parametrize(("value", "said"), [(33.83, "exceeds the 90th"), (16.302, "does not exceed")])
def test_without_a_place_above_the_title_is_of_the_changes(targets, value, said):
    about = [{"region_en": "Place", "region_zh": "某地"}]
    listed = ambition.rows(rows("ambition", change(value)), targets)
    assert said in ambition.finding(listed, about, "en") and "90" in ambition.finding(listed, about, "zh")
    both = ambition.rows(rows("ambition", change(value), level("official; a", measure="level", sign="more")), targets)
    assert "demanding" in ambition.finding(both, [*about, {"region_en": "Up", "region_zh": "上"}], "en")
    for language in ("en", "zh"):
        told = ambition.subtitle(both, about, language) + ambition.alt(both, language)
        assert ambition.alt(listed, language) in told and ambition.subtitle(listed, about, language) not in told


def test_equal_targets_are_both_seen(targets):
    found = rows("ambition", level("official; a plan", measure="level", sign="same", value=90.0))
    fig, _ = drawn_by(ambition, found, targets)
    sizes = {line.get_marker(): line.get_markersize() for line in fig.axes[0].get_lines()}
    assert sizes["o"] > sizes["D"]
    plt.close(fig)


def test_scenarios_are_drawn_apart_with_their_intervals(targets):
    common = {"stage": "preschool", "quantity": "births_group", "unit": "persons"}
    found = rows(
        "cohorts",
        common | {"year": 2028, "value": 100.0, "low": 90.0, "high": 110.0, "scenario": "born"},
        common | {"year": 2029, "value": 95.0, "low": 85.0, "high": 105.0, "scenario": "minus_5"},
        common | {"year": 2029, "value": 99.0, "low": 89.0, "high": 109.0, "scenario": "plus_5"},
    )
    fig, drawn = drawn_by(cohorts, found)
    lines = fig.axes[0].get_lines()
    assert len(drawn) == 3 and {line.get_marker() for line in lines} >= {"^", "<", ">"}
    assert [90.0, 110.0] in [list(line.get_ydata()) for line in lines]
    plt.close(fig)


def test_the_key_draws_a_line_only_where_numbers_are_joined(targets):
    common = {"stage": "senior", "quantity": "implied_group", "unit": "persons", "low": 90.0, "high": 110.0}
    found = [common | {"year": 2020, "value": 100.0, "scenario": "observed"}]
    found += [common | {"year": 2025, "value": 99.0, "scenario": "plan"}]
    for more, style in (([], "None"), ([common | {"year": 2021, "value": 98.0, "scenario": "observed"}], "-")):
        fig, drawn = drawn_by(cohorts, rows("cohorts", *found, *more))
        assert [line.get_linestyle() for line in fig.legends[0].get_lines()] == [style, "None"]
        plt.close(fig)
    title = cohorts.finding(drawn, [{"region_en": "Place", "region_zh": "某地"}], "en")
    assert "young people of senior secondary age" in title and "children" not in title


def test_a_count_of_outcomes_stands_once(targets):
    ids = targets["target_id"].tolist()[:40]
    codes = ["no_target_year", *["no_observation"] * 39]
    found = [{"target_id": name, "indicator": "a", "code": code} for name, code in zip(ids, codes, strict=True)]
    fig, drawn = drawn_by(completion, rows("completion", *found), targets)
    counts = drawn["outcome"].value_counts()
    key = [text.get_text() for text in fig.legends[0].get_texts()]
    written = [text.get_text() for text in fig.axes[0].texts]
    for count in counts.astype(str):
        assert sum(count in re.findall(r"\d+", text) for text in [*key, *written]) == 1, (key, written)
    plt.close(fig)


def test_the_bar_holds_every_promise_once(targets):
    ids = targets["target_id"].tolist()[:3]
    found = rows(
        "completion",
        {"target_id": ids[0], "indicator": "a", "strict": True, "within_rounding": True, "sure": True, "degree": 1.0,
         "observed": 9.0, "observed_year": 2025},
        {"target_id": ids[1], "indicator": "b", "code": "interim", "degree": 0.5, "observed": 5.0,
         "observed_year": 2023},
        {"target_id": ids[2], "indicator": "c", "code": "no_target_year"},
    )  # fmt: skip
    fig, drawn = drawn_by(completion, found, targets)
    assert drawn.set_index("target_id")["outcome"].to_dict() == dict(
        zip(ids, ["sure", "unknown", "not_judgeable"], strict=True)
    )
    assert sum(patch.get_width() for patch in fig.axes[0].patches) == 3
    ends = {
        line.get_xdata()[-1]: line.get_markerfacecolor()
        for line in fig.axes[1].get_lines()
        if len(line.get_xdata()) == 1
    }
    assert ends == {100.0: completion.SHADES["sure"], 50.0: "white"}
    plt.close(fig)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_rows_a_figure_says_why(targets, language):
    for table, chart in (("ambition", ambition), ("cohorts", cohorts), ("completion", completion)):
        assert chart.empty(chart.rows(rows(table), targets.iloc[:0]), language)


def test_what_is_not_drawn_is_not_described(targets):
    """No distance covered is known of these promises, so that neither subtitle nor alternative text speaks of any."""
    found = rows("completion", {"target_id": targets["target_id"].iloc[0], "indicator": "a", "code": "no_observation"})
    listed, about = completion.rows(found, targets), [{"region_en": "Place", "region_zh": "某地"}]
    known = listed.assign(degree=0.5, observed=5.0)
    for language, word in (("en", "distance"), ("zh", "完成度")):
        assert word not in completion.subtitle(listed, about, language) + completion.alt(listed, language)
        assert word in completion.subtitle(known, about, language) and word in completion.alt(known, language)


@pytest.mark.parametrize("size", ["page", "column", "slide"])
def test_a_bar_alone_keeps_off_the_edges(targets, size):
    found = rows("completion", {"target_id": targets["target_id"].iloc[0], "indicator": "a", "code": "no_observation"})
    fig, _ = drawn_by(completion, found, targets, size=size)
    layout.settle(fig)
    box = fig.axes[0].patches[0].get_window_extent()
    edge = layout.MARGIN * fig.dpi - 1
    assert edge <= box.x0 and box.x1 <= fig.bbox.x1 - edge
    assert size != "slide" or box.height < 0.3 * fig.bbox.height
    plt.close(fig)
