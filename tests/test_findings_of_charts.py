"""What figures say: every chart has a title, a subtitle and a text for those who do not see it, true of any plan."""

import importlib
import pkgutil
import re
from functools import cache

import numpy as np
import pandas as pd
import pytest
from reading import foreign

import helpers.charts
from helpers import charts, goals, paths
from helpers.charts import bundle, layout, text
from helpers.codebook import indicators, schema, source
from helpers.growth import required, unknown_baseline
from helpers.language import of
from helpers.trend import precedent

MODULES = [
    importlib.import_module(f"helpers.charts.{each.name}") for each in pkgutil.iter_modules(helpers.charts.__path__)
]
CHARTS = {module.__name__.rpartition(".")[2]: module for module in MODULES if hasattr(module, "finding")}
OF_A_SERIES = {"hindcast"}
"""Drawn of one national series and its forecasts, not of a plan."""
NATION = "china-14fyp"
CASES = ("as it is", "empty", "one", "missing", "ties", "negative", "above 100")


def altered(frame, case):
    """Alter the numbers of a table that are no years, or how many rows it has."""
    if case in {"empty", "one"}:
        return frame[: int(case == "one")].reset_index(drop=True)
    found = frame.copy()
    numbers = ["baseline", "target_low", "target_high", "value", "reference_value", "observed", "degree", "low", "high"]
    for name in [name for name in numbers if name in found]:
        known = found[name].notna()
        values = {"missing": np.nan, "ties": 50.0, "negative": -found[name].abs(), "above 100": found[name].abs() + 200}
        found[name] = found[name].mask(known, values.get(case, found[name]))
    return found


@cache
def loaded(table, plan, case):
    """Load a table as it is altered for a case, once for all charts."""
    return altered(schema.load(table, plan), case)


@cache
def needed(plan, case):
    """Compute what the targets of a plan require, once for all charts."""
    return required.table(loaded("targets", plan, case))


@cache
def preceded(plan, case):
    """Hold what the targets of a plan require against the national series, once for all charts."""
    series = schema.load("observations", NATION)
    return precedent.table(loaded("targets", plan, case), needed(plan, case), series, indicators.load())


def given(name, plan, case):
    """Make the tables of a chart for a plan."""
    load = cache(lambda table: loaded(table, plan, case).copy(deep=False))
    about, book = source.read(plan), indicators.load()
    if name in {"baseline_target", "projections"}:
        return [load("targets")]
    if name == "required_growth":
        return [required.on_scale(needed(plan, case).copy(deep=False)), load("targets")]
    if name == "unknown_baseline":
        others = source.several(f"{plan};{NATION};yantai-14fyp")
        marks = unknown_baseline.marks(load("targets"), schema.several("observations", others))
        return [unknown_baseline.curves(load("targets"), marks), marks, others]
    if name in {"ambition", "cohorts", "completion"}:
        return [load(name), schema.load("targets", plan)]
    if name == "promises":
        return [load("targets"), {plan: about}]
    if name == "scorecard":
        return [load(table) for table in ("targets", "observations", "progress", "noise")]
    if name == "progress_path":
        return [load(table) for table in ("targets", "observations", "progress")]
    if name == "timeline":
        return [load("targets"), about]
    if name == "elimination":
        return [load("targets"), load("observations")]
    if name == "compare":
        return [load("targets"), needed(plan, case).copy(deep=False), book.reset_index(drop=True), NATION]
    if name == "multiples":
        return [load("targets"), load("observations"), book.reset_index(drop=True), NATION]
    series = schema.load("observations", NATION)
    preceding = preceded(plan, case).copy(deep=False)
    if name == "precedent":
        return [preceding, series, load("targets")]
    assert name == "national_series", f"say of what tables {name} is made"
    return [preceding, series, schema.load("targets", NATION), load("targets")]


def test_every_chart_has_all_its_words():
    for module in CHARTS.values():
        assert all(hasattr(module, name) for name in ("rows", "figure", "finding", "subtitle", "alt", "empty")), module


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", sorted(set(CHARTS) - OF_A_SERIES))
def test_a_chart_says_something_true_of_any_plan(name, case):
    chart = CHARTS[name]
    for plan in paths.plans() if case == "as it is" else ("yunyang-14fyp",):
        rows, about = chart.rows(*given(name, plan, case)), [source.read(plan)]
        for language in ("en", "zh"):
            charts.use_style(language)
            reason, title = chart.empty(rows, language), chart.finding(rows, about, language)
            said = [title, reason] if reason else [title, chart.subtitle(rows, about, language)]
            said += [] if reason else [bundle.alt_text(title, chart.alt(rows, language), language)]
            told = f"{plan}, {language}: {said}"
            assert title and not re.search(r"\bnan\b|[{}]|\b[oO]f the 0\b|<NA>", " ".join(said)), told
            assert len(said[-1]) < 400 and (reason or said[-1].startswith(title)), told
            assert text.wrap(title, layout.columns(layout.PAGE, 0.97, 1.07 * layout.HEADLINE)).count("\n") < 2, told
            assert [run for one in said for run in foreign(one, language)] == [], told


@pytest.mark.parametrize("plan", ["yunyang-14fyp", "yantai-14fyp", "china-14fyp"])
def test_the_largest_change_and_the_fastest_pace_named_are_those_of_the_targets(plan):
    shown = goals.shown(schema.load("targets", plan)).query("kind != 'projection' and unit == 'percent'")
    change = (shown["target_low"].fillna(shown["target_high"]) - shown["baseline"]).round(6)
    first = shown.loc[change.abs().idxmax()]
    chart = CHARTS["baseline_target"]
    for language in ("en", "zh"):
        said = chart.finding(chart.rows(*given("baseline_target", plan, "as it is")), [source.read(plan)], language)
        assert first[f"indicator_{language}"] in said and f"{change.loc[first.name]:+.12g}" in said
        assert of(language).measured(first["baseline"], "percent") in said
    pace = (change / (shown["target_year"] - shown["baseline_year"])).loc[change.abs().idxmax()]
    chart = CHARTS["required_growth"]
    said = chart.finding(chart.rows(*given("required_growth", plan, "as it is")), [source.read(plan)], "en")
    number = float(re.search(r"[+−]([\d.]+) percentage points", said).group(1))
    assert first["indicator_en"] in said and abs(number - abs(pace)) <= 0.05 * abs(pace)


def outcomes(*found):
    names = {
        "kept": ("sure", True),
        "unsure": ("within_rounding", True),
        "near": ("within_rounding", False),
        "broken": ("not_met", False),
        "unknown": ("unknown", None),
    }
    return pd.DataFrame([names[name] for name in found], columns=["outcome", "strict"]).assign(target_year=2025)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            ["kept"] * 8 + ["unknown"] * 2,
            "all 8 promises with a value of their year were met as printed; the outcome of 2 more is not known",
        ),
        (["kept"] * 3 + ["broken"], "3 of 4 promises with a value of their year were met as printed"),
        (
            ["kept"] * 4 + ["unsure", "near"],
            "5 of 6 promises with a value of their year were met as printed (4 whatever the rounding, 6 within it)",
        ),
        (["kept"] * 2, "both promises with a value of their year were met as printed"),
        (["broken"], "the one promise with a value of its year was not met as printed"),
        (["unknown"], "the one promise that can be judged has no value for its target year in the data"),
    ],
)
def test_the_title_counts_what_was_kept(found, said):
    place = {"region_en": "Place", "region_zh": "某地"}
    assert CHARTS["completion"].finding(outcomes(*found), [place], "en") == f"Place: {said}"


def test_an_age_group_within_its_intervals_is_about_the_same():
    rows = pd.DataFrame(
        {"panel": "children", "stage": "preschool", "scenario": ["observed", "plan"], "year": [2020, 2025]}
        | {"value": [100.0, 98.0], "low": [97.0, 95.0], "high": [103.0, 101.0]}
    )
    place = [{"region_en": "Place", "region_zh": "某地"}]
    assert "about as many" in CHARTS["cohorts"].finding(rows, place, "en")
    firm = rows.assign(low=rows["value"], high=rows["value"])
    assert "2 % fewer" in CHARTS["cohorts"].finding(firm, place, "en")
