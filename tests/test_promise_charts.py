"""Remaining gaps: marks at the tables' values, texts apart in every size and language."""

import logging

import numpy as np
import pandas as pd
import pytest
from conftest import assert_texts_are_apart

from helpers import charts, report
from helpers.charts import remaining_gap, text
from helpers.codebook import schema, source
from helpers.goals import once
from helpers.report import alternative

FIGURES = {
    "remaining-gap": (
        remaining_gap,
        ("targets", "progress"),
        ["yunyang-14fyp", "china-14fyp", "china-13fyp"],
        "yantai-14fyp",
    ),
}
DRAWN = [(name, plan) for name, (_, _, plans, _) in FIGURES.items() for plan in plans]
SIZES = ["column", "page", "slide"]


def draw(name, plan, language="en", size="page", **other):
    """Draw one figure of a plan."""
    charts.use_style(language, size)
    module, needed, _, _ = FIGURES[name]
    tables = [other.get(table, schema.load(table, plan)) for table in needed]
    about = [source.read(plan)]
    return module.figure(
        *tables, report.title(name, tables[0], about, language), report.credits(about, language), language
    )


@pytest.fixture(autouse=True)
def page():
    yield
    charts.use_style("en", "page")


def marks(ax, shape):
    return [tuple(map(float, line.get_xydata()[0])) for line in ax.get_lines() if line.get_marker() == shape]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("name", "plan"), DRAWN)
def test_every_text_is_inside_the_canvas_and_none_overlap(name, plan, size, language, caplog):
    with caplog.at_level(logging.WARNING):
        fig, drawn = draw(name, plan, language, size)
        assert_texts_are_apart(fig)
    assert [record.getMessage() for record in caplog.records] == []
    assert len(drawn) and len(alternative.lines(drawn, language)) == len(drawn)
    assert len(alternative.text("Title", drawn, language)) <= alternative.LONGEST
    sizes = [words.get_fontsize() for ax in fig.axes for words in ax.texts if words.get_text()]
    assert min(sizes) >= 6.5


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("name", "plan"), DRAWN)
def test_both_languages_draw_the_same_numbers(name, plan, size):
    pd.testing.assert_frame_equal(draw(name, plan, "en", size)[1], draw(name, plan, "zh", size)[1])


@pytest.mark.parametrize("name", list(FIGURES))
def test_where_nothing_can_be_drawn_the_figure_says_why(name):
    *_, plans, nothing = FIGURES[name]
    fig, drawn = draw(name, nothing)
    assert drawn.empty and fig.axes[0].texts[0].get_text().startswith("Nothing to draw")
    assert list(drawn.columns) == list(draw(name, plans[0])[1].columns)
    assert alternative.lines(drawn) == []


def test_labels_move_apart_as_little_as_their_order_needs():
    assert text.apart([], 1).tolist() == [] and text.apart([3, 1], 1).tolist() == [3, 1]
    values, sizes = [5.0, 5.2, 0.0, 5.1], np.array([1.0, 2.0, 1.0, 1.0])
    placed = text.apart(values, sizes)
    order = np.argsort(values)
    assert (np.diff(placed[order]) >= (sizes[order][1:] + sizes[order][:-1]) / 2 - 1e-9).all() and placed[2] == 0
    assert placed[[0, 1, 3]].mean() == pytest.approx(np.mean([5.0, 5.2, 5.1]))
    inside = text.apart(values, sizes, low=0, high=5)
    assert inside.max() + 1 == 5 and (np.diff(inside[order]) > 0).all() and inside[2] == 0.5


def bars(ax):
    """Read the bars back, row by row from above => list of [(from, to), …]."""
    rows = {}
    for patch in ax.patches:
        rows.setdefault(round(patch.get_y() + patch.get_height() / 2, 6), []).append(
            (patch.get_x(), patch.get_x() + patch.get_width())
        )
    return [rows[y] for y in sorted(rows)]


def test_a_way_is_filled_as_far_as_the_table_says_and_the_tick_is_the_time_gone():
    fig, drawn = draw("remaining-gap", "yunyang-14fyp")
    rows = drawn[drawn["group"] == "way_observed"]
    judged = rows[["target_id", "indicator"]].merge(schema.load("progress", "yunyang-14fyp"))
    shown = bars(fig.axes[0])
    assert len(shown) == len(rows) + (drawn["group"] == "way_unobserved").sum()
    for (filled, open_part), attained in zip(shown, judged["attained"], strict=False):
        assert filled == pytest.approx((0, 100 * attained)) and open_part == pytest.approx((100 * attained, 100))
    assert shown[len(rows) :] == [[(0, 100)]] * (len(shown) - len(rows))
    ticks = [line.get_xdata()[0] for line in fig.axes[0].get_lines() if line.get_color() == "black"]
    assert ticks == pytest.approx(100 * judged["elapsed"])
    assert np.allclose(rows["left"], judged["target"] - judged["observed"])
    left = schema.numbers(judged["target_year"]) - schema.numbers(judged["observed_year"])
    assert np.allclose(rows["left"], judged["still_needed_per_year"] * left)


def test_every_goal_with_a_way_has_a_row_and_projections_none():
    _, drawn = draw("remaining-gap", "yunyang-14fyp")
    targets = once(schema.load("targets", "yunyang-14fyp")).query("target_year.notna() and baseline.notna()")
    assert set(drawn["target_id"]) == set(targets[targets["kind"].isin(["level", "maintain", "parity"])]["target_id"])


def test_what_goes_far_beyond_ends_in_an_arrow_with_its_number():
    fig, drawn = draw("remaining-gap", "china-14fyp")
    far = drawn[100 * drawn["attained"] > remaining_gap.FAR]
    assert len(far) == len(marks(fig.axes[0], ">")) == 1
    assert f"{100 * far['attained'].iloc[0]:,.0f} %" in [note.get_text() for note in fig.axes[0].texts]
    beyond = [row[1] for row in bars(fig.axes[0]) if len(row) > 1]
    wanted = [(100, min(100 * part, remaining_gap.FAR)) for part in drawn["attained"] if part > 1]
    assert np.allclose(beyond, wanted)
    assert max(end for row in bars(fig.axes[0]) for _, end in row) <= remaining_gap.FAR


@pytest.fixture
def troubled():
    """Change Yunyang's tables: goals went back, stayed within rounding, ran out of time or were met at the start."""
    targets, judged = (schema.load(name, "yunyang-14fyp") for name in ("targets", "progress"))
    judged = judged.set_index("target_id")

    def change(name, **values):
        for column, value in values.items():
            judged.loc[name, column] = value

    change("preschool_gross_enrolment@2025", observed=89.9, attained=-1 / 4.1, verdict="deterioration")
    change("public_kindergarten_share@2025", observed=55.7, attained=0.1 / 4.4, verdict="no_detectable_change")
    change("large_classes_compulsory@2025", elapsed=1.0, still_needed_per_year=np.nan, verdict="missed")
    met = {"observed": 98.6, "observed_year": 2021, "attained": np.nan, "still_needed_per_year": 0.0}
    change("senior_gross_enrolment@2025", verdict="achieved", **met)
    return targets, judged.reset_index()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
def test_rows_that_went_wrong_are_shown_as_they_are(troubled, size, language):
    targets, judged = troubled
    fig, drawn = draw("remaining-gap", "yunyang-14fyp", language, size, targets=targets, progress=judged)
    assert_texts_are_apart(fig)
    rows = drawn.set_index("indicator")
    assert [what for what, *_ in remaining_gap.parts(rows.loc["preschool_gross_enrolment"])] == [
        "way_back",
        "way_remaining",
    ]
    assert remaining_gap.parts(rows.loc["public_kindergarten_share"])[0][0] == "within_rounding"
    ends = [end for row in bars(fig.axes[0]) for part in row for end in part]
    assert min(ends) == pytest.approx(-100 / 4.1)
    if language == "en" and size == "page":
        said = {name: remaining_gap.said(row).replace("\n", "; ") for name, row in rows.iterrows()}
        assert said["preschool_gross_enrolment"].startswith("−24 % by 2021; 5.1 points to go")
        assert said["public_kindergarten_share"].startswith("no change beyond rounding; 4.3 points to go")
        assert said["large_classes_compulsory"].endswith("10 classes to go; target year has passed")
        assert said["senior_gross_enrolment"] == "already met at the baseline; 98.6 % in 2021: achieved"
        assert rows.loc["senior_gross_enrolment", "group"] == "way_none"


def test_a_bar_far_behind_the_start_is_cut_off_too(troubled):
    targets, judged = troubled
    judged.loc[judged["target_id"] == "preschool_gross_enrolment@2025", "attained"] = -3.0
    fig, _ = draw("remaining-gap", "yunyang-14fyp", targets=targets, progress=judged)
    assert len(marks(fig.axes[0], "<")) == 1 and "−300 %" in [note.get_text() for note in fig.axes[0].texts]
    assert_texts_are_apart(fig)
