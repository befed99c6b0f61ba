"""How far verdicts hold, and its figure: every case against progress itself, and marks at the table's values."""

import logging

import numpy as np
import pandas as pd
import pytest
from conftest import assert_texts_are_apart
from helpers.language import VOCABULARY
from test_progress import FLOOR, GOAL, flags, judged, observations, row_of, seen

from helpers import charts, progress, report
from helpers.charts import robustness as chart
from helpers.codebook import schema, source
from helpers.progress import robustness, verdicts
from helpers.report import alternative

OBSERVED = ["yunyang-14fyp", "china-14fyp", "china-13fyp"]
SIZES = ["column", "page", "slide"]


def load(plan):
    return [schema.load(name, plan) for name in ("targets", "observations", "progress")]


def made(target, *values):
    """Put one target and its observations in every case => table by axis and case."""
    targets = schema.check(pd.DataFrame([row_of(**target)]), "targets")
    rows = [value if isinstance(value, dict) else seen(year=value[0], value=value[1]) for value in values]
    return robustness.table(targets, observations(rows)).set_index(["axis", "case"])


def draw(plan, language="en", size="page"):
    charts.use_style(language, size)
    tables, about = load(plan), [source.read(plan)]
    title = report.title("robustness", tables[0], about, language)
    return chart.figure(*tables, schema.load("noise", plan), title, report.credits(about, language), language)


@pytest.mark.parametrize("thresholds", verdicts.SETS)
@pytest.mark.parametrize("plan", OBSERVED)
def test_the_primary_cases_are_the_verdicts_of_progress(plan, thresholds):
    targets, values, _ = load(plan)
    own = progress.table(targets, values, thresholds=thresholds).set_index("target_id")
    rows = robustness.table(targets, values, thresholds)
    primary = rows[rows["primary"]]
    assert set(primary["target_id"]) == set(rows["target_id"]) and len(rows)
    assert primary["verdict"].tolist() == own.loc[primary["target_id"], "verdict"].tolist()
    if thresholds == "statcan":
        assert (primary.groupby("target_id").size() == 2).all()
        np.testing.assert_allclose(primary["ratio"], own.loc[primary["target_id"], "ratio"], rtol=1e-11)


def test_every_set_judges_as_progress_does_with_it():
    targets, values, _ = load("yunyang-14fyp")
    rows = robustness.table(targets, values).query("axis == 'thresholds'")
    for name, of_set in rows.groupby("case"):
        own = progress.table(targets, values, thresholds=name).set_index("target_id")
        assert of_set["verdict"].tolist() == own.loc[of_set["target_id"], "verdict"].tolist()


def test_a_verdict_on_another_scale_is_that_of_its_ratio():
    rows = made({"baseline": 41.17, "e": 75.0}, (2023, 52))
    scales = rows.loc["scale"]
    assert scales["verdict"].tolist() == verdicts.cut(scales["ratio"], verdicts.STATCAN).tolist()
    assert scales["verdict"].nunique() > 1 and "scale" in robustness.changing(rows.reset_index()).iloc[0]
    assert "scale_dependent" in flags(judged({"baseline": 41.17, "e": 75.0}, (2023, 52)))


def test_a_scale_that_does_not_exist_is_undefined_and_contradicts_nothing():
    rows = made({"baseline": 31.0, "e": 0.0, "family": "count", "unit": "classes", "direction": "down"}, (2022, 17))
    scales = rows.loc["scale"]
    assert scales["ratio"].isna().tolist() == [False, True, True]
    assert scales["verdict"].tolist()[1:] == ["undefined", "undefined"] and scales["primary"].tolist()[0]
    assert "scale" not in robustness.changing(rows.reset_index()).iloc[0]


def test_the_ends_of_rounding_are_the_least_and_the_greatest_ratio():
    target = GOAL | {"baseline_halfwidth": 0.1}
    rows = made(target, seen(year=2022, value=91.91, halfwidth=0.05)).loc["rounding"]
    years, ends = 2 / 5, GOAL["e"]
    corners = [
        (91.91 + now - 90 - start) / (ends - 90 - start) / years for start in (-0.1, 0.1) for now in (-0.05, 0.05)
    ]
    assert rows["ratio"].tolist() == pytest.approx([min(corners), max(corners)])
    assert rows["verdict"].tolist() == verdicts.cut(rows["ratio"], verdicts.STATCAN).tolist()


@pytest.mark.parametrize(
    ("target", "values"),
    [
        (GOAL | {"baseline_halfwidth": 0.1}, [(2022, 91.91)]),
        (GOAL, [seen(year=2022, value=95.0, halfwidth=0.05)]),
        (GOAL, [seen(year=2022, value=93.0, halfwidth=0.05)]),
        (GOAL, [(2023, 90.0)]),
        ({"baseline": 31.0, "e": 0.0, "direction": "down"}, [seen(year=2022, value=18.5, halfwidth=0.5)]),
    ],
)
def test_what_depends_on_rounding_is_what_progress_calls_fragile(target, values):
    changes = robustness.changing(made(target, *values).reset_index()).iloc[0].split(";")
    assert ("rounding" in changes) == ("label_fragile" in flags(judged(target, *values)))


def test_what_is_to_be_kept_has_no_ratio_and_is_judged_at_its_worst_and_best():
    kept = {"kind": "maintain", "baseline": 95.0, "e": 95.0, "comparator": ">="}
    rows = made(kept, seen(year=2022, value=95.0, halfwidth=0.05))
    assert rows["ratio"].isna().all()
    assert rows.loc["rounding", "verdict"].tolist() == ["slipped", "maintained"]


def test_goals_without_baseline_or_observation_and_projections_are_left_out():
    assert made(GOAL).empty and made(FLOOR | {"baseline": None}, (2022, 92)).empty
    assert made(GOAL | {"kind": "projection"}, (2022, 92)).empty
    assert made(GOAL | {"target_year": None}, (2022, 92)).empty


def test_every_verdict_has_a_mark():
    can_occur = set(VOCABULARY["verdicts"]) - {
        "not_quantified",
        "not_a_goal",
        "no_direction",
        "no_observation",
        "met",
        "not_met",
    }
    assert all(chart.look(verdict) for verdict in can_occur - {"no_target_year", "no_start_year", "no_baseline"})


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("plan", OBSERVED)
def test_texts_are_apart_and_inside_in_every_size(plan, language, size, caplog):
    with caplog.at_level(logging.WARNING):
        fig, drawn = draw(plan, language, size)
        assert_texts_are_apart(fig)
    assert [record.getMessage() for record in caplog.records] == []
    lines = alternative.lines(drawn, language)
    assert len(lines) == drawn["target_id"].nunique() and all(lines)
    assert len(alternative.text("Title", drawn, language)) <= alternative.LONGEST


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_many_goals_that_depend_on_everything_still_fit(language, size, caplog):
    charts.use_style(language, size)
    every = {"baseline": 41.17, "e": 75.0, "baseline_halfwidth": 2.0}
    rows = [
        row_of(**every)
        | {"target_id": f"x{place}@2025", "indicator": f"x{place}", "indicator_zh": "普惠性幼儿园覆盖率"}
        for place in range(30)
    ]
    rows = [row | {"indicator_en": "share of children in inclusive kindergartens"} for row in rows]
    values = [seen(indicator=f"x{place}", year=2023, value=52.0 + place / 2, locator=str(place)) for place in range(30)]
    tables = schema.check(pd.DataFrame(rows), "targets"), observations(values)
    with caplog.at_level(logging.WARNING):
        fig, drawn = chart.figure(
            *tables, progress.table(*tables), schema.load("noise", "yunyang-14fyp"), "Title", "Source: nobody", language
        )
        assert_texts_are_apart(fig)
    assert [record.getMessage() for record in caplog.records] == []
    assert 2 < drawn["target_id"].nunique() <= 30 and drawn["changing"].ne("").any()


@pytest.mark.parametrize("plan", OBSERVED)
def test_a_mark_stands_in_its_case_and_looks_like_its_verdict(plan):
    fig, drawn = draw(plan)
    ax = fig.axes[0]
    marks = [line for line in ax.get_lines() if line.get_marker() not in {"None", "", None}]
    assert len(marks) == len(drawn) == len(robustness.table(*load(plan)[:2]))
    ys = dict(zip(drawn["target_id"].drop_duplicates(), ax.get_yticks(), strict=True))
    heads = dict(zip(chart.places(), ax.get_xticks(), strict=True))
    for line, row in zip(marks, drawn.itertuples(), strict=True):
        shape, colour, filling = chart.look(row.verdict)
        assert (line.get_marker(), line.get_color(), line.get_fillstyle()) == (shape, colour, filling)
        assert abs(line.get_xdata()[0] - heads[row.axis, row.case]) < 0.5 and line.get_ydata()[0] == ys[row.target_id]
    written = [text.get_text() for text in ax.texts]
    assert all(report.words.ratio(ratio) in written for ratio in drawn["ratio"].dropna())
    remarks = [text.get_text() for text in ax.texts if text.get_text().startswith(("robust", "depends"))]
    assert remarks == [chart.said(row) for row in drawn.drop_duplicates("target_id").itertuples()]
    holds = drawn.drop_duplicates("target_id")["changing"].eq("")
    assert [remark == "robust to these" for remark in remarks] == holds.tolist()
    frames = [line for line in ax.get_lines() if line.get_linewidth() > 11.5]
    assert len(frames) == drawn["primary"].sum()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("plan", OBSERVED)
def test_both_languages_draw_the_same(plan, size):
    pd.testing.assert_frame_equal(draw(plan, "en", size)[1], draw(plan, "zh", size)[1])


def test_where_nothing_was_observed_the_figure_says_so():
    fig, drawn = draw("yantai-14fyp")
    assert drawn.empty and fig.axes[0].texts[0].get_text().startswith("Nothing to draw")
    assert list(drawn) == list(draw("yunyang-14fyp")[1]) and alternative.lines(drawn) == []


def test_the_noise_of_few_years_stands_beside_what_is_firm():
    fig, drawn = draw("yunyang-14fyp")
    noise = schema.load("noise", "yunyang-14fyp").set_index("target_id")
    goals = drawn.drop_duplicates("target_id").set_index("target_id")
    assert goals["noise_low"].notna().sum() == noise["low"].notna().sum() == 2
    for language, least in (("en", "at least {} to {}"), ("zh", "至少为 {} 至 {}")):
        words_of_all = " ".join(alternative.lines(drawn, language))
        for target, row in goals[goals["noise_low"].notna()].iterrows():
            ends = [f"{noise.loc[target, end]:.2f}" for end in ("low", "high")]
            assert least.format(*ends) in words_of_all and row["changing"] == ""
    below = " ".join(text.get_text() for text in fig.texts)
    assert "0.07 to 1.54" in below.replace("\n", " ") and "not against the noise" in below.replace("\n", " ")
