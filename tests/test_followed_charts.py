"""Figures of what was observed and what is not known: marks at the tables' values, texts apart, nothing drawn said."""

import logging

import numpy as np
import pandas as pd
import pytest
from conftest import assert_texts_are_apart
from test_growth import row_of

from helpers import charts, progress, report, show
from helpers.charts import elimination, layout, progress_path
from helpers.charts import unknown_baseline as unknown_baseline_chart
from helpers.codebook import schema, source
from helpers.goals import ranked
from helpers.growth import unknown_baseline
from helpers.language import VOCABULARY, of
from helpers.progress import paces
from helpers.report import outcomes

VERDICTS = VOCABULARY["verdicts"]
PLANS = ["yunyang-14fyp", "china-14fyp", "chuxiong-2023-2025"]
BESIDE = "china-14fyp;yantai-14fyp;yunyang-14fyp"


def load(plan):
    return {name: schema.load(name, plan) for name in ("targets", "observations", "required_growth", "progress")}


MODULES = {"progress-path": progress_path, "elimination": elimination, "unknown-baseline": unknown_baseline_chart}


def rows_of(kind, plan, **other):
    tables = load(plan) | other
    if kind == "unknown-baseline":
        others = source.several(f"{plan};{BESIDE}")
        marks = unknown_baseline.marks(tables["targets"], schema.several("observations", others))
        return unknown_baseline_chart.rows(unknown_baseline.curves(tables["targets"], marks), marks, others)
    given = [tables["targets"], tables["observations"], *[tables["progress"]] * (kind == "progress-path")]
    return MODULES[kind].rows(*given)


def draw(kind, plan, language="en", **other):
    charts.use_style(language)
    about = source.read(plan)
    module, rows = MODULES[kind], rows_of(kind, plan, **other)
    words = layout.wording(module.finding(rows, [about], language), report.credits([about], language))
    return module.figure(rows, words, language, layout.PAGE)


def points(ax, shape):
    return [tuple(map(float, line.get_xydata()[0])) for line in ax.get_lines() if line.get_marker() == shape]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("kind", ["progress-path", "elimination", "unknown-baseline"])
def test_every_text_is_inside_the_canvas_and_none_overlap(kind, plan, language, caplog):
    with caplog.at_level(logging.WARNING):
        if not MODULES[kind].empty(rows_of(kind, plan), language):
            assert_texts_are_apart(draw(kind, plan, language)[0], language)
    assert [record.getMessage() for record in caplog.records] == []


def test_a_way_runs_from_the_baseline_to_the_target_and_the_values_lie_beside_it():
    tables = load("yunyang-14fyp")
    fig, drawn = draw("progress-path", "yunyang-14fyp")
    followed = progress_path.followed(tables["targets"], tables["observations"], tables["progress"])
    goals = ranked(followed)
    assert len(fig.axes) == len(goals) == drawn["target_id"].nunique()
    for ax, goal in zip(fig.axes, goals.itertuples(), strict=True):
        way = next(line for line in ax.get_lines() if len(line.get_xdata()) == 2 and line.get_linestyle() == "--")
        assert way.get_xydata().tolist() == [[goal.baseline_year, goal.baseline], [goal.target_year, goal.e]]
        assert points(ax, "D") == [(goal.target_year, goal.e)]
        seen = [point for line in ax.get_lines() if line.get_gid() == "nation" for point in line.get_xydata().tolist()]
        assert seen[-1] == [goal.observed_year, goal.observed]
        (first, *_) = ax.texts[::-1]
        assert first.get_text() == VERDICTS[goal.verdict][0] and first.get_fontweight() == "bold"
        assert [goal.baseline_year, goal.target_year] == pytest.approx(list(ax.get_xlim()), abs=0.5)


def synthetic(count, verdicts=(), natures=()):
    """Give targets, observations and progress of some goals with a baseline of 80, one observation, a target of 90."""
    goals = [row_of(baseline=80, e=90, indicator=f"x{n}", target_id=f"x{n}@2025") for n in range(count)]
    targets = schema.check(pd.DataFrame(goals).assign(nature=list(natures) or None), "targets")
    seen = (
        schema.load("observations", "yunyang-14fyp").query("basis == 'level' and unit == 'percent'").iloc[[0] * count]
    )
    seen = seen.assign(
        indicator=targets["indicator"].to_numpy(), plan=targets["plan"].to_numpy(), year=2022, value=82.0
    )
    judged = progress.table(targets, seen)
    return targets, seen, judged.assign(verdict=list(verdicts)) if verdicts else judged


@pytest.mark.parametrize("size", layout.SIZES)
def test_no_cut_drops_a_binding_or_lagging_goal_while_it_shows_another(size):
    count = 15
    verdicts = ["on_track"] * (count - 2) + ["deterioration", "on_track"]
    tables = synthetic(count, verdicts, [None] * (count - 1) + ["binding"])
    charts.use_style("en")
    rows = progress_path.rows(*tables)
    fig, drawn = progress_path.figure(rows, layout.wording("Title", "Source"), "en", layout.sized(size))
    kept = drawn.drop_duplicates("target_id")
    assert len(fig.axes) == len(kept) < count and kept["nature"].iloc[0] == "binding"
    assert (kept["verdict"] == "deterioration").any() or len(kept) == 1
    assert f"{len(kept)} of {count}" in fig._supxlabel.get_text()
    assert of("en").plural(len(kept), "panel") in progress_path.alt(drawn, "en")


def test_years_without_a_value_are_dotted_and_the_key_explains_only_what_is_there():
    targets, seen, judged = synthetic(1)
    for years, gaps in (((2020, 2021, 2022), False), ((2020, 2022, 2023), True)):
        values = pd.concat([seen.assign(year=year, value=60.0 + year - 2000) for year in years])
        rows = progress_path.rows(targets, values, judged)
        charts.use_style("en")
        fig, _ = progress_path.figure(rows, layout.wording("Title"), "en", layout.PAGE)
        dotted = [line for line in fig.axes[0].get_lines() if line.get_gid() == "gaps"]
        joined = [list(line.get_xdata()) for line in fig.axes[0].get_lines() if line.get_gid() == "nation"]
        assert bool(dotted) == gaps and joined == ([[2020], [2022, 2023]] if gaps else [list(years)])
        told = [text.get_text() for text in fig.legends[0].get_texts()]
        assert ("years without a value" in told) == gaps and "target, binding" not in told


def test_the_title_counts_what_is_behind():
    rows = progress_path.rows(*synthetic(4, ["on_track", "missed", "deterioration", "achieved"]))
    about = [source.read("yunyang-14fyp")]
    assert progress_path.finding(rows, about, "en").startswith("Of 4 targets")
    rows = progress_path.rows(*synthetic(3, ["on_track"] * 3))
    assert progress_path.finding(rows, about, "zh") == "云阳县有基期值和后续数据的3项目标均未滞后"
    assert "0" not in progress_path.finding(rows, about, "en")


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("kind", ["progress-path", "elimination", "unknown-baseline"])
def test_both_languages_draw_the_same_numbers(kind, plan):
    if not MODULES[kind].empty(rows_of(kind, plan), "en"):
        pd.testing.assert_frame_equal(draw(kind, plan, "en")[1], draw(kind, plan, "zh")[1])


def test_only_values_since_a_plans_length_before_are_drawn():
    _, drawn = draw("progress-path", "china-14fyp")
    seen, earlier = (drawn[drawn["part"] == part] for part in ("observed", "earlier"))
    assert (seen["year"] >= 2020).all() and (earlier["year"] < 2020).all() and len(earlier)
    seen = pd.concat([earlier, seen])
    assert seen["year"].between(2015, 2025).all() and (seen.groupby("target_id")["year"].min() >= 2015).all()


def test_elimination_is_drawn_on_two_axes_from_the_same_values():
    tables = load("yunyang-14fyp")
    fig, drawn = draw("elimination", "yunyang-14fyp")
    assert [ax.get_yscale() for ax in fig.axes] == ["linear", "log"]
    seen = tables["observations"].query("indicator == 'large_classes_compulsory' and basis == 'level'")
    for ax in fig.axes:
        line = next(line for line in ax.get_lines() if line.get_marker() == "o")
        assert sorted(line.get_ydata()) == sorted(seen["value"])
    ways = drawn.set_index(["part", "year"])["value"]
    assert ways["straight", 2025] == 0 and ways["to_last_one", 2025] == pytest.approx(1)
    assert fig.axes[1].get_ylim()[0] > 0


def test_a_curve_falls_to_nothing_at_the_target_and_other_places_lie_on_it():
    targets = schema.load("targets", "chuxiong-2023-2025")
    marks = unknown_baseline.marks(targets, schema.several("observations", source.several(BESIDE)))
    rows = unknown_baseline.curves(targets, marks)
    for target_id, curve in rows.groupby("target_id"):
        goal = curve.iloc[0]
        assert curve.loc[curve["baseline"] == goal["target"], "value"].tolist() == [0]
        assert (curve["value"] == 0).sum() == (curve["baseline"] >= goal["target"]).sum()
        mine = marks[marks["target_id"] == target_id]
        assert np.allclose(mine["pace"], np.interp(mine["value"], curve["baseline"], curve["value"]))
    fig, _ = draw("unknown-baseline", "chuxiong-2023-2025")
    shaded = [patch for ax in fig.axes for patch in ax.patches]
    spans = marks.groupby("target_id")["value"].agg(["min", "max"])
    assert [(patch.get_x(), patch.get_x() + patch.get_width()) for patch in shaded] == [
        pytest.approx(span) for span in spans.itertuples(index=False, name=None)
    ]


def test_a_value_published_after_the_plan_began_is_no_mark():
    targets = schema.load("targets", "chuxiong-2023-2025")
    marks = unknown_baseline.marks(targets, schema.several("observations", source.several(BESIDE)))
    assert len(marks) and (marks["year"] <= source.read("chuxiong-2023-2025")["baseline_year"]).all()
    assert "chuxiong-2023-2025" not in set(marks["place"])


def test_where_nothing_can_be_drawn_the_chart_says_why():
    for kind, plan in (("progress-path", "yantai-14fyp"), ("elimination", "china-14fyp")):
        assert MODULES[kind].empty(rows_of(kind, plan), "en").startswith("Nothing to draw")


def test_what_is_still_needed_leads_to_the_target():
    found, wanted_values = progress.arrivals(schema.load("progress", "yunyang-14fyp"))
    assert len(found) and np.allclose(found, wanted_values)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_tables_of_progress_are_shown_in_words(language):
    tables = load("yunyang-14fyp")
    rows = tables["progress"][tables["progress"]["observed_year"].notna()].assign(unit="percent")
    shown = show.table(rows, ["observed", "attained", "ratio", "verdict", "flags"], language).data
    verdict = {"en": "acceleration needed", "zh": "滞后，须加快"}[language]
    flag = {"en": "observed before the plan was published; self-reported", "zh": "观测早于规划发布；自评数据"}[language]
    assert verdict in shown and flag in shown and {"en": "16.1 %", "zh": "16.1%"}[language] in shown
    arrivals = paces.reach(tables["targets"], tables["observations"])
    shown = show.table(arrivals, ["indicator_en", "linear", "exp"], language).data
    assert "2026.2 [2025.8, 2026.7]" in shown and ">–<" in shown


def test_the_take_away_names_who_is_behind_and_what_holds_for_all():
    tables, about = load("yunyang-14fyp"), source.read("yunyang-14fyp")
    said = outcomes.progress(
        tables["progress"], tables["targets"], schema.load("noise", "yunyang-14fyp"), about, "zh"
    ).data
    assert "- 滞后，须加快：学前教育毛入园率" in said and "这些观测值均须注意：观测早于规划发布、自评数据。" in said
    judged = outcomes.progress(*(schema.load(name, "yantai-14fyp") for name in ("progress", "targets", "noise")), about)
    assert "Nothing can be judged yet" in judged.data
    assert outcomes.trend(schema.load("trend", "yantai-14fyp"), about).data.startswith("None of the")
    china = outcomes.trend(schema.load("trend", "china-14fyp"), source.read("china-14fyp")).data
    assert "contained the later value" in china
