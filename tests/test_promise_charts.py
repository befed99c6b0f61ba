"""What can be followed of what is printed, and where each target stands: numbers, ranks, words, texts apart."""

import logging
from functools import cache

import numpy as np
import pandas as pd
import pytest
from conftest import assert_texts_are_apart
from test_progress import GOAL, observations, row_of, seen

from helpers import charts, goals, progress
from helpers.charts import bundle, layout, promises, scorecard, text
from helpers.codebook import schema, source
from helpers.language import VOCABULARY, of
from helpers.progress import robustness, standing

EVERYONE = source.everyone()
ALL = "all"
SIZES = ["column", "page", "slide"]
PRINTING = [plan for plan in EVERYONE if len(schema.load("targets", plan))]
OBSERVED = ["yunyang-14fyp", "china-14fyp", "china-13fyp"]
FIGURES = {"promises": [*PRINTING, ALL], "scorecard": OBSERVED}
DRAWN = [(name, plan) for name, plans in FIGURES.items() for plan in plans]


def tables(name, plan):
    """Load what a chart draws of a plan, or of all => (module, source.yml of each, tables)."""
    plans = list(EVERYONE) if plan == ALL else [plan]
    if name == "promises":
        return promises, [EVERYONE[each] for each in plans], [schema.several("targets", plans), EVERYONE]
    return (
        scorecard,
        [EVERYONE[plan]],
        [schema.load(table, plan) for table in ("targets", "observations", "progress", "noise")],
    )


@cache
def rows_of(name, plan):
    """Give the rows of a chart, which are the same in every language and size."""
    module, _, needed = tables(name, plan)
    return module.rows(*needed)


def draw(name, plan, language="en", size="page", rows=None):
    """Draw one figure of a plan => Figure, DataFrame."""
    charts.use_style(language)
    module, about, _ = tables(name, plan)
    rows = rows_of(name, plan).copy() if rows is None else rows
    size = layout.sized(size)
    return module.figure(rows, bundle.worded(module, rows, about, about, language, size), language, size)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("name", "plan"), [*DRAWN[-4:], ("promises", "yunyang-14fyp")])
def test_every_text_is_inside_the_canvas_and_none_overlap(name, plan, size, language, caplog):
    with caplog.at_level(logging.WARNING):
        fig, drawn = draw(name, plan, language, size)
        assert_texts_are_apart(fig, language)
    assert [record.getMessage() for record in caplog.records] == []
    assert len(drawn) and min(words.get_fontsize() for ax in fig.axes for words in ax.texts if words.get_text()) >= 6.5


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("name", "plan"), DRAWN[-4:])
def test_both_languages_draw_the_same_numbers(name, plan, size):
    pd.testing.assert_frame_equal(draw(name, plan, "en", size)[1], draw(name, plan, "zh", size)[1])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("name", "plan"), [(name, plan) for name in FIGURES for plan in EVERYONE])
def test_every_text_is_one_of_any_plan(name, plan, language):
    charts.use_style(language)
    module, about, _ = tables(name, plan)
    rows = rows_of(name, plan).copy()
    for frame in (rows, rows[:0]):
        title = module.finding(frame, about, language)
        alt = bundle.alt_text(title, module.alt(frame, language), language)
        for said in (title, alt, module.subtitle(frame, about, language), module.empty(frame, language)):
            assert "nan" not in said.split() and not {"{", "}"} & set(said)
        assert len(alt) < 400 and alt.startswith(title)
        assert "Of the 0" not in title and " 1 printed targets" not in title
        assert text.wrap(title, layout.columns(layout.PAGE, 1, layout.HEADLINE)).count("\n") < 2
    assert module.empty(rows[:0], language)
    assert bool(module.empty(rows, language)) == (plan not in FIGURES[name])


def test_labels_move_apart_as_little_as_their_order_needs():
    assert text.apart([], 1).tolist() == [] and text.apart([3, 1], 1).tolist() == [3, 1]
    values, sizes = [5.0, 5.2, 0.0, 5.1], np.array([1.0, 2.0, 1.0, 1.0])
    placed = text.apart(values, sizes)
    order = np.argsort(values)
    assert (np.diff(placed[order]) >= (sizes[order][1:] + sizes[order][:-1]) / 2 - 1e-9).all() and placed[2] == 0
    assert placed[[0, 1, 3]].mean() == pytest.approx(np.mean([5.0, 5.2, 5.1]))
    inside = text.apart(values, sizes, low=0, high=5)
    assert inside.max() + 1 == 5 and (np.diff(inside[order]) > 0).all() and inside[2] == 0.5


def counted(targets):
    """Count anew, row by row, what is printed, has a number, a year, a baseline => list."""
    found = [0, 0, 0, 0]
    for row in targets.to_dict("records"):
        has = [pd.notna(row["target_low"]) or pd.notna(row["target_high"]), pd.notna(row["target_year"])]
        has = [True, has[0] and row["kind"] != "projection", has[1], pd.notna(row["baseline"])]
        found = [count + all(has[: stage + 1]) for stage, count in enumerate(found)]
    return found


@pytest.mark.parametrize("plan", PRINTING)
def test_what_is_drawn_is_the_funnel_and_a_count_of_the_rows(plan):
    targets = schema.load("targets", plan)
    rows = promises.rows(targets, EVERYONE).set_index("counted")
    stages = list(goals.STAGES)
    assert rows.loc["occurrence", stages].tolist() == counted(targets)
    funnel = goals.funnel(targets).set_index("counted")
    assert rows.loc[funnel.index, [*stages, "projections"]].equals(funnel[[*stages, "projections"]])
    fig, drawn = draw("promises", plan)
    ends = {}
    for patch in fig.axes[0].patches:
        if patch.get_facecolor()[3]:
            ends.setdefault(round(patch.get_y(), 6), []).append(patch.get_x() + patch.get_width())
    for y, row in zip(sorted(ends), drawn.to_dict("records"), strict=True):
        wanted = {100 * row[stage] / row["printed"] for stage in stages if row[stage]}
        assert sorted(ends[y]) == pytest.approx(sorted(wanted))
    written = [note.get_text() for note in fig.axes[0].texts]
    assert all(promises.steps(row) in written for row in drawn.to_dict("records"))


def test_all_plans_add_up_and_the_title_says_the_sum():
    rows = promises.rows(schema.several("targets", EVERYONE), EVERYONE)
    sums = rows[rows["plan"].notna()].groupby("counted")[list(goals.STAGES)].sum()
    whole = rows[rows["plan"].isna()].set_index("counted")
    assert whole.loc[sums.index, list(goals.STAGES)].equals(sums)
    title = promises.finding(rows, list(EVERYONE.values()), "en")
    assert rows["counted"].iloc[0] == "promise"
    assert title.startswith(f"Of {sums.loc['promise', 'printed']} promises of {rows['plan'].nunique()} plans, ")
    assert f" {sums.loc['promise', 'baseline']} can be followed" in title


@pytest.mark.parametrize(
    ("printed", "followed", "said"),
    [(1, 1, "The one"), (1, 0, "The one"), (2, 0, "None of the 2"), (2, 2, "All 2"), (3, 1, "Of 3")],
)
def test_a_title_is_true_of_any_number(printed, followed, said):
    row = {"plan": "x", "counted": "promise", "printed": printed, "number": printed, "year": printed}
    title = promises.finding(pd.DataFrame([row | {"baseline": followed}]), [EVERYONE[OBSERVED[0]]], "en")
    assert title.startswith(f"{said} promise") and ("cannot" in title) == (printed == 1 and not followed)


@pytest.mark.parametrize("plan", OBSERVED)
def test_a_scorecard_has_the_values_the_ratio_and_the_verdict_of_progress(plan):
    rows = scorecard.rows(*tables("scorecard", plan)[2])
    judged = schema.load("progress", plan)
    own = rows[["target_id", "indicator"]].merge(judged, on=["target_id", "indicator"])
    for name in ("baseline", "observed", "target", "ratio"):
        np.testing.assert_allclose(rows[name].to_numpy(float), own[name].to_numpy(float))
    assert rows["verdict"].tolist() == own["verdict"].tolist()
    paced = rows[rows["ratio"].notna() & rows["pace"].notna()]
    assert len(paced) and np.allclose(paced["pace"] / paced["required"], paced["ratio"])
    changing = robustness.changing(robustness.table(*tables("scorecard", plan)[2][:2]))
    known = rows[rows["changing"].notna()].set_index(["plan", "target_id"])["changing"]
    assert known.equals(changing.loc[known.index].rename("changing"))


@pytest.mark.parametrize("plan", OBSERVED)
def test_each_promise_has_one_row_a_stage_and_none_is_left_out(plan):
    targets, *_ = tables("scorecard", plan)[2]
    rows = scorecard.rows(*tables("scorecard", plan)[2])
    assert not rows.duplicated(["target_id", "indicator"]).any() and set(rows["target_id"]) <= set(targets["target_id"])
    known = goals.dated(targets, baseline=True)
    assert set(known["target_id"]) <= set(rows["promise"]) and "projection" not in set(rows["kind"])


def test_marks_stand_where_the_values_are_and_look_like_the_verdict():
    fig, drawn = draw("scorecard", "yunyang-14fyp")
    ax = fig.axes[0]
    marks = [line for line in ax.get_lines() if line.get_marker() not in {"None", "", None}]
    for y, row in zip(ax.get_yticks(), drawn.itertuples(), strict=True):
        of_row = [line for line in marks if line.get_ydata()[0] == y and line.get_xdata()[0] != 1]
        assert [line.get_xdata()[0] for line in of_row if line.get_marker() in "Dd"] == [100]
        if pd.notna(row.attained) and pd.notna(row.observed):
            shape, colour, filling = scorecard.look(row.verdict)
            latest = next(line for line in of_row if line.get_zorder() == 5)
            assert (latest.get_marker(), latest.get_color(), latest.get_fillstyle()) == (shape, colour, filling)
            assert latest.get_xdata()[0] == pytest.approx(100 * row.attained)
            ticks = [line.get_xdata()[0] for line in of_row if line.get_marker() == "|"]
            assert ticks == pytest.approx([100 * row.elapsed])
    written = "\n".join(note.get_text() for note in ax.texts)
    seen_rows = drawn[drawn["observed"].notna()]
    for name in seen_rows["verdict"]:
        assert of("en").word("verdicts", name) in written
    assert written.count("one yearly change only") == (seen_rows["changes"] == 1).sum()


def made(*cases):
    """Make a plan of one goal a case => its four tables."""
    targets = [
        row_of(**GOAL | {"nature": case.get("nature"), "kind": case.get("kind", "level")})
        | {"target_id": f"x{place}@2025", "indicator": f"x{place}", "indicator_zh": "普惠性幼儿园覆盖率"}
        | {"indicator_en": "share of children in inclusive kindergartens"}
        for place, case in enumerate(cases)
    ]
    values = [
        seen(indicator=f"x{place}", year=2023, value=case["value"], locator=str(place))
        for place, case in enumerate(cases)
        if "value" in case
    ]
    targets, values = schema.check(pd.DataFrame(targets), "targets"), observations(values)
    return targets, values, progress.table(targets, values), schema.load("noise", "yunyang-14fyp")[:0]


BACK, SLOW, GOOD, BEYOND = ({"value": value} for value in (80.0, 91.0, 94.0, 140.0))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
def test_of_more_than_fit_what_binds_or_lags_stays(size, language):
    binding = {"nature": "binding"}
    rows = scorecard.rows(*made(*[GOOD, {}] * 15, BACK, BEYOND, SLOW, binding, GOOD | binding))
    fig, drawn = draw("scorecard", "yunyang-14fyp", language, size, rows)
    assert_texts_are_apart(fig, language)
    kept = drawn.set_index("target_id")
    left = rows[~rows["target_id"].isin(kept.index)]
    urgent = (left["nature"] == "binding") | left["verdict"].isin(goals.LAGGING)
    assert len(left) and (not urgent.any() or len(drawn) <= 4)
    assert drawn["target_id"].iloc[0] == "x30@2025"
    unseen = drawn["observed"].isna().tolist()
    assert unseen == sorted(unseen)


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        ([{}], "Targets and latest values"),
        ([SLOW], "the one judged target is behind schedule"),
        ([GOOD], "the one judged target is on schedule or met"),
        ([SLOW, BACK], "all 2 judged targets are behind schedule"),
        ([GOOD, GOOD, {}], "none of the 2 judged targets is behind schedule"),
        ([GOOD, SLOW, GOOD], "1 of 3 judged targets is behind schedule"),
        ([GOOD, SLOW, BACK], "2 of 3 judged targets are behind schedule"),
    ],
)
def test_the_finding_counts_what_falls_short(cases, said):
    rows = scorecard.rows(*made(*cases))
    assert said in scorecard.finding(rows, [EVERYONE["yunyang-14fyp"]], "en")


def test_a_mark_far_outside_stands_at_the_edge_with_an_arrow_and_its_value():
    rows = scorecard.rows(*made(BEYOND, BACK))
    fig, _ = draw("scorecard", "yunyang-14fyp", rows=rows)
    shapes = [line.get_marker() for line in fig.axes[0].get_lines()]
    assert (shapes.count(">"), shapes.count("<")) == (1, 1)
    assert {"140 (2023)", "80 (2023)"} <= {note.get_text() for note in fig.axes[0].texts}


def test_every_verdict_has_a_look_and_a_class():
    for verdict in VOCABULARY["verdicts"]:
        assert scorecard.look(verdict) in scorecard.LOOKS.values()
    same = {robustness.SAME.get(verdict, verdict) for verdict in VOCABULARY["verdicts"]}
    assert {*goals.LAGGING, *standing.KEPT} <= same and not set(goals.LAGGING) & set(standing.KEPT)
