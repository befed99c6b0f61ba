"""Spending: as published, at constant prices by a deflator with its source, and the pupils that a total is for."""

import math

import pandas as pd
import pytest
from test_reference import DEFLATORS

from helpers import clean, questions
from helpers.codebook import source
from helpers.questions import money, reference
from helpers.report import answers

PLAN = "yunyang-14fyp"


@pytest.fixture(scope="module")
def rows():
    return questions.tables(PLAN)["money"].set_index(["indicator", "year", "measure"]).sort_index()


def test_changes_are_those_that_the_letter_prints(rows):
    """It prints 4.58, 2.46, 0.30, 0.30, 0.02 and 0.31 percent beside the amounts."""
    printed = clean.plan(PLAN)["observations"].query("basis == 'change' and unit == 'percent'")
    printed = printed[printed["indicator"].str.contains("budget")].set_index("indicator")["value"]
    found = rows.xs("nominal_change", level="measure").droplevel("year")
    assert len(printed) == len(found) == 6
    assert (found["value"] - printed).abs().max() < 0.0051
    assert ((found["low"] <= found["value"]) & (found["value"] <= found["high"])).all()


def test_without_a_deflator_nothing_is_said_of_constant_prices(rows):
    real = rows.xs("real_change", level="measure")
    assert real["value"].isna().all() and set(real["code"]) == {"no_deflator"}


def test_a_total_over_spending_per_head_is_pupils(rows):
    total = rows.loc[("public_budget_education", 2020)]
    each = {"preschool": (8492.72, 29e3), "primary": (12502.82, 64e3), "lower": (15989.18, 38e3)}
    each |= {"general": (13275.86, 24e3), "vocational": (16037.05, 6e3)}
    spent, heads = sum(mean * count for mean, count in each.values()), sum(count for _, count in each.values())
    assert total.loc["implied_pupils", "value"] == pytest.approx(1_972_110_000 / (spent / heads))
    assert total.loc["pupils", "value"] == heads > total.loc["implied_pupils", "value"]
    widths = clean.plan(PLAN)["observations"].query("year == 2020").set_index("indicator")["halfwidth"]
    dearest = 16037.05 + widths["vocational_budget_per_student"]
    lowest = (1_972_110_000 - widths["public_budget_education"]) / dearest
    assert total.loc["implied_pupils", "low"] == pytest.approx(lowest)
    assert math.isnan(rows.loc[("public_budget_education", 2021, "implied_pupils"), "value"])


def test_a_deflator_of_the_place_above_turns_rises_into_falls(project):
    (project / "data/raw/reference/deflators.csv").write_text(DEFLATORS, encoding="utf-8")
    found = questions.tables(PLAN)["money"]
    real = found[found["measure"] == "real_change"].set_index("indicator")
    assert real["value"].notna().all() and set(real["deflator"]) == {"某市居民消费价格指数"}
    assert real["source"].str.contains("某市统计公报").all() and not real["source"].str.contains("某报").any()
    expected = 100 * (100 * 1_978_300_000 / (1_972_110_000 * 101.2) - 1)
    assert real.loc["public_budget_education", "value"] == pytest.approx(expected)
    assert (real["value"] < 0).sum() == 4
    targets, about = clean.plan(PLAN)["targets"], source.read(PLAN)
    told = answers.money(found, targets, about).data
    assert "2 rose and 4 fell" in told and "某市居民消费价格指数; official" in told and "no deflator" not in told
    assert "上升2项、下降4项" in answers.money(found, targets, about, "zh").data


def test_prices_are_chained_over_all_years_between_or_not_at_all():
    deflators = reference.read("deflators").iloc[:0]
    line = {"region": "甲", "admin_code": "500235", "level": "county", "index": "i", "halfwidth": 0.0, "source": "s"}
    years = [line | {"year": year, "value": 110.0, "certainty": "official"} for year in (2021, 2022)]
    deflators = pd.concat([deflators, pd.DataFrame(years)])
    about = {"admin_code": "500235"}
    assert money._prices(about, deflators, 2020, 2022)[0][0] == pytest.approx(121)
    assert money._prices(about, deflators, 2020, 2023) is None and money._prices({}, deflators, 2020, 2022) is None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_money_is_said_with_its_unknowns(language):
    targets, about = clean.plan(PLAN)["targets"], source.read(PLAN)
    told = answers.money(questions.tables(PLAN)["money"], targets, about, language).data
    for part in {"en": ["nominal", "161,000 are published", "no deflator", "0.015 %"], "zh": ["名义值", "16.1万名"]}[
        language
    ]:
        assert part in told
    none = questions.tables("chuxiong-2023-2025")["money"]
    assert none.empty and len(answers.money(none, targets, about, language).data) < 80
