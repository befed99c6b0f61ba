"""What if: the numbers against `growth.formulas`, the words, the controls, and the figure where there are none."""

import os
import re
import time

import numpy as np
import pandas as pd
import pytest
from conftest import assert_texts_are_apart
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import charts, whatif
from helpers.codebook import schema
from helpers.growth import formulas, required
from helpers.language import of
from helpers.verbatim import verbatim
from helpers.whatif import answers, controls

PLANS = ("yunyang-14fyp", "yantai-14fyp", "china-14fyp")
ROWS = {plan: answers.choices(schema.load("targets", plan)) for plan in PLANS}
CASES = [(plan, name) for plan, rows in ROWS.items() for name in rows["indicator"]]


def row_of(plan, indicator):
    return ROWS[plan][ROWS[plan]["indicator"] == indicator]


PACE = {"linear": "linear", "exp": "cagr", "logit": "logit"}
LIMITS = {case: answers.limits(row_of(*case)) for case in CASES}
UPPER = {case: required.inputs(row_of(*case))["upper"].iloc[0] for case in CASES}
SHARE, CLASSES = "public_kindergarten_share", "large_classes_compulsory"


def same(found, row):
    """Hold that an answer says what a row of required_growth says."""
    numbers = np.array([found.value, found.low, found.high])
    assert np.allclose(numbers, row[["value", "low", "high"]].astype(float), rtol=1e-9, equal_nan=True)
    assert (found.unit, found.code or None) == (row["unit"], None if pd.isna(row["code"]) else row["code"])


@pytest.mark.parametrize("plan", PLANS)
def test_a_target_as_printed_has_the_pace_of_the_table(plan):
    table = schema.load("required_growth", plan).set_index(["target_id", "method"])
    for indicator in ROWS[plan]["indicator"]:
        row = row_of(plan, indicator)
        for scale, method in PACE.items():
            found = answers.answer(row, answers.end(row.iloc[0]), row["target_year"].iloc[0], scale)
            same(found, table.loc[(row["target_id"].iloc[0], method)])


@given(st.sampled_from(CASES), st.sampled_from(list(PACE)), st.floats(0, 1), st.integers(-2, 20))
@settings(max_examples=40, deadline=None)
def test_a_moved_target_has_the_pace_of_growth_or_a_code_in_words(case, scale, share, years):
    row = row_of(*case)
    low, high, _ = LIMITS[case]
    target = round(low + share * (high - low), 3)
    start, first = row["baseline"].iloc[0], int(row["baseline_year"].iloc[0])
    found = answers.answer(row, target, first + years, scale)
    pace = float(formulas.rate(PACE[scale], start, target, years, UPPER[case]))
    said = {language: answers.required_pace(found, language) for language in ("en", "zh")}
    if found.code in {"already_met", "maintain"}:
        assert found.value == 0
    elif np.isnan(found.value):
        assert found.code and not len(found.path) and np.isnan(pace) | (found.code == "change_within_rounding")
        assert said["en"] == f"no pace ({of('en').word('codes', found.code)})"
    else:
        assert found.value == pytest.approx(pace) and not found.low > found.value and not found.high < found.value
        assert np.allclose(found.path[[0, -1]], [start, target]) and len(found.path) == years + 1
    for language in said:
        assert not found.code or of(language).word("codes", found.code) in said[language]
        assert "nan" not in answers.sentence(found, language)


@pytest.mark.parametrize(
    ("indicator", "target", "year", "scale", "code"),
    [
        (SHARE, 100, 2025, "logit", "at_bound"),
        (SHARE, 0, 2025, "exp", "already_met"),
        (SHARE, 65, 2020, "linear", "bad_horizon"),
        (SHARE, 65, 2015, "exp", "bad_horizon"),
        (SHARE, 50, 2025, "linear", "already_met"),
        (SHARE, 55.6, 2025, "linear", "maintain"),
        (SHARE, 55.65, 2025, "logit", "change_within_rounding"),
        (CLASSES, 0, 2025, "exp", "zero_target"),
        (CLASSES, 10, 2025, "logit", "no_cap"),
    ],
)
def test_where_there_is_no_pace_a_code_says_why(indicator, target, year, scale, code):
    found = answers.answer(row_of("yunyang-14fyp", indicator), target, year, scale)
    assert found.code == code and answers.table(found)["value"].notna().all()
    charts.use_style("en")
    assert charts.what_if.way(found, _axes(), "en").texts


def _axes():
    from matplotlib.figure import Figure

    return Figure().add_subplot()


@pytest.mark.parametrize(("plan", "indicator"), CASES)
def test_both_ends_lie_in_the_range_and_shares_end_at_all(plan, indicator):
    row, (low, high, step) = row_of(plan, indicator), LIMITS[plan, indicator]
    assert low <= min(row["baseline"].iloc[0], answers.end(row.iloc[0])) and step > 0
    assert max(row["baseline"].iloc[0], answers.end(row.iloc[0])) <= high < 4 * max(row["baseline"].iloc[0], 100)
    assert row["family"].iloc[0] != "share" or (low, high) == (0, 100)
    assert answers.last_year(row) > row["target_year"].iloc[0] - 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_texts_of_the_figure_are_apart(language):
    charts.use_style(language)
    for plan, indicator, target, year, scale in (
        ("yunyang-14fyp", CLASSES, 0, 2025, "linear"),
        ("yunyang-14fyp", CLASSES, 5, 2030, "exp"),
        ("yunyang-14fyp", SHARE, 59.5, 2025, "linear"),
        ("yantai-14fyp", "public_kindergarten_share", 100, 2026, "logit"),
    ):
        fig, (ax,) = charts.layout.grid(charts.layout.PAGE, 1, charts.layout.wording("Title", "Source"), 2.3, across=1)
        charts.what_if.way(answers.answer(row_of(plan, indicator), target, year, scale), ax, language)
        assert_texts_are_apart(fig, language)


def panel(language="en", plan="yunyang-14fyp", indicator=SHARE):
    charts.use_style(language)
    return controls.Panel(plan, ROWS[plan], indicator, language)


def said(shown):
    return re.search(r"<p[^>]*>(.+?)</p>", shown.shown.value)[1]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_control_is_named_in_the_language_and_says_what_it_is_for(language):
    shown = panel(language)
    for name in ("plan", "indicator", "target", "year", "scale"):
        control = getattr(shown, name)
        assert of(language).word("terms", f"whatif_{name}") in control.description, name
        assert control.tooltip == of(language).word("terms", f"whatif_{name}_says"), name
    texts = " ".join([said(shown), shown.reset.description, *(name for name, _ in shown.scale.options)])
    assert bool(re.search(r"[\u4e00-\u9fff]", texts)) == (language == "zh")
    assert re.search(r'<img alt="2020 55.6; 2021 [^"]+"', shown.shown.value)


def test_moving_a_control_changes_sentence_and_figure_at_once():
    shown = panel()
    assert "+0.88 [+0.87, +0.89] percentage points a year" in said(shown)
    figure = shown.png
    shown.target.value = 65.6
    assert "+2.00 [+1.99, +2.01] percentage" in said(shown) and shown.png != figure and shown.slider.value == 65.6
    shown.slider.value = 75.6
    assert shown.target.value == 75.6 and "+4.00" in said(shown)
    shown.year.value = 2030
    assert "+2.00" in said(shown)
    shown.scale.value = "exp"
    assert f"+{float(formulas.cagr(55.6, 75.6, 10)):.2f}" in said(shown)
    shown.reset.click()
    assert "+0.88 [+0.87, +0.89]" in said(shown) and shown.scale.value == "linear" and shown.png == figure


def test_a_slider_that_snaps_to_its_step_is_not_a_move():
    shown = panel(plan="yantai-14fyp")
    shown.target.value = 75.004
    shown.slider.value = 75.0
    assert shown.target.value == 75.004


def test_another_plan_and_indicator_begin_as_printed():
    shown = panel()
    shown.plan.value = "yantai-14fyp"
    for _, name in shown.indicator.options:
        shown.indicator.value = name
        row = ROWS["yantai-14fyp"].query("target_id == @name")
        assert (shown.target.value, shown.year.value) == (answers.end(row.iloc[0]), row["target_year"].iloc[0])
        same(
            shown.answer,
            schema.load("required_growth", "yantai-14fyp").query("primary").set_index("target_id").loc[name],
        )


def test_an_update_is_quick():
    shown = panel()
    times = []
    for target in range(61, 68):
        begun = time.perf_counter()
        shown.target.value = target
        times.append(time.perf_counter() - begun)
    assert min(times) < 0.5


def test_a_front_end_without_widgets_is_given_the_figure_and_the_sentence():
    bundle = panel()._repr_mimebundle_()
    assert {"application/vnd.jupyter.widget-view+json", "image/png"} < set(bundle)
    assert "+0.88 [+0.87, +0.89]" in bundle["text/plain"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_runner_is_given_the_sentence_and_no_widget(language):
    text = whatif.panel("yunyang-14fyp", language, SHARE).data
    assert text == verbatim(answers.sentence(answers.printed(ROWS["yunyang-14fyp"], SHARE), language))


def test_for_the_runner_nobody_is_there(monkeypatch):
    from types import SimpleNamespace

    monkeypatch.setattr(whatif, "get_ipython", lambda: SimpleNamespace(kernel=object()))
    monkeypatch.delenv("HELPERS_OUTPUTS", raising=False)
    assert whatif.live()
    monkeypatch.setitem(os.environ, "HELPERS_OUTPUTS", "list")
    assert not whatif.live()


def test_a_plan_without_a_target_to_move_says_so():
    assert whatif.panel("chuxiong-2023-2025").data.startswith("Nothing to draw")
