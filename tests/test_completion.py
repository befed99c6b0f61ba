"""Was it kept: every promise against the value of its year, and what is not known."""

import numpy as np
import pandas as pd
import pytest

from helpers import clean, questions
from helpers.codebook import source
from helpers.questions import completion


@pytest.fixture(scope="module")
def cleaned():
    return clean.plan("china-14fyp")


@pytest.fixture(scope="module")
def rows():
    return questions.tables("china-14fyp")["completion"].set_index("indicator", drop=False)


def test_the_nations_fourteenth_plan(rows):
    counts = {name: completion.shares(rows, name) for name in ("strict", "within_rounding", "sure")}
    assert {name: (found["met"], found["judged"]) for name, found in counts.items()} == {
        "strict": (5, 6),
        "within_rounding": (6, 6),
        "sure": (4, 6),
    }
    assert counts["strict"]["of"] == 8 and (counts["strict"]["low"], counts["strict"]["high"]) == (62.5, 87.5)
    assert rows["degree"].mean() == 1.0 and rows["degree"].notna().sum() == 6
    unknown = rows[rows["code"] == "no_observation"].index
    assert set(unknown) == {"public_kindergarten_share", "places_under_three"}


@pytest.mark.parametrize(
    ("indicator", "operator", "observed", "verdicts"),
    [
        ("preschool_gross_enrolment", ">", 92.9, (True, True, True)),
        ("compulsory_retention", "=", 96.1, (True, True, True)),
        ("senior_gross_enrolment", ">", 92.0, (False, True, False)),
        ("working_age_mean_years_schooling", "=", 11.3, (True, True, False)),
        ("inclusive_kindergarten_share", ">", 91.49, (True, True, True)),
        ("higher_gross_enrolment", "=", 61.3, (True, True, True)),
    ],
)
def test_each_promise_of_it(rows, indicator, operator, observed, verdicts):
    row = rows.loc[indicator]
    assert (row["operator"], row["observed"], row["observed_year"]) == (operator, observed, 2025)
    assert tuple(row[["strict", "within_rounding", "sure"]]) == verdicts


def test_what_was_met_when_the_plan_was_published_stands_apart(rows):
    assert rows.loc[rows["known_at_adoption"].eq(True).fillna(False)].index.tolist() == ["inclusive_kindergarten_share"]
    share = clean.plan("china-14fyp")["observations"].query(
        "indicator == 'inclusive_kindergarten_share' and year == 2021"
    )
    assert share["value"].tolist() == [87.78]


def test_a_value_from_before_the_target_year_judges_nothing(cleaned):
    found = completion.table(cleaned["targets"], cleaned["observations"], source.read("china-14fyp"), as_of=2023)
    seen = found[found["observed_year"].notna()]
    assert set(seen["code"]) == {"interim"} and seen["strict"].isna().all() and seen["degree"].notna().all()
    assert completion.shares(found)["unknown"] == completion.shares(found)["of"] == 8


def goal(cleaned, **more):
    row = cleaned["targets"].query("target_id == 'preschool_gross_enrolment@2025'").iloc[0].to_dict()
    return pd.DataFrame([row | {"processing": ""} | more])


def seen(cleaned, **more):
    row = cleaned["observations"].query("indicator == 'preschool_gross_enrolment' and year == 2025").iloc[0].to_dict()
    return pd.DataFrame([row | more])


@pytest.mark.parametrize(
    ("low", "high", "comparator", "direction", "value", "expected"),
    [
        (90, None, ">=", "up", 90.0, (True, True, False)),
        (90, None, ">=", "up", 89.96, (False, True, False)),
        (90, None, ">=", "up", 89.9, (False, False, False)),
        (None, 4, "<=", "down", 4.0, (True, True, False)),
        (None, 4, "<=", "down", 3.9, (True, True, True)),
        (25, 27, "range", "to_value", 27.0, (True, True, False)),
        (25, 27, "range", "to_value", 26.0, (True, True, True)),
    ],
)
def test_bounds_with_their_rounding(cleaned, low, high, comparator, direction, value, expected):
    targets = goal(cleaned, target_low=low, target_high=high, comparator=comparator, direction=direction)
    found = completion.table(targets, seen(cleaned, value=value, halfwidth=0.05)).iloc[0]
    assert tuple(found[["strict", "within_rounding", "sure"]]) == expected


def test_a_strict_upper_bound(cleaned):
    targets = goal(
        cleaned, target_low=None, target_high=4, comparator="<=", processing="read 低于4 as at most 4, strict"
    )
    found = completion.table(targets, seen(cleaned, value=4.0, halfwidth=0.0)).iloc[0]
    assert found["operator"] == "<" and not found["strict"] and not found["within_rounding"]


def test_no_way_to_go_has_no_degree(cleaned):
    found = completion.table(goal(cleaned, baseline=90.0), seen(cleaned)).iloc[0]
    assert np.isnan(found["degree"]) and found["strict"]
    assert completion.degree(90, [80, 92, 100], 95).tolist() == [0.0, 0.4, 1.0]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"kind": "projection", "direction": "none"}, "not_a_goal"),
        ({"kind": "milestone", "target_low": None, "target_high": None}, "not_quantified"),
        ({"comparator": "=", "direction": "none"}, "no_direction"),
        ({"target_year": None}, "no_target_year"),
        ({"indicator": "births"}, "no_observation"),
        ({"target_year": 2030}, "interim"),
    ],
)
def test_why_a_promise_is_not_judged(cleaned, more, code):
    found = completion.table(goal(cleaned, **more), seen(cleaned))
    assert found["code"].tolist() == [code] and found[["strict", "within_rounding", "sure"]].isna().all(axis=None)
    counted = completion.shares(found)
    assert counted["judged"] == 0 and counted["of"] == (code not in completion.NOT_JUDGED)


def test_a_sum_is_there_before_its_year_or_not_known(cleaned):
    targets = goal(cleaned, kind="increment", baseline=0.0, target_low=10, comparator=">=", family="count")
    total = {"basis": "total", "halfwidth": 0.0, "year": 2022, "year_from": 2021}
    there = completion.table(targets, seen(cleaned, value=12.0, **total)).iloc[0]
    assert there["strict"] and there["sure"] and there["interim"] and pd.isna(there["code"])
    short = completion.table(targets, seen(cleaned, value=5.0, **total)).iloc[0]
    assert short["code"] == "interim" and pd.isna(short["strict"])
    missing = completion.table(targets, seen(cleaned, value=5.0, **(total | {"year": 2025, "year_from": 2024}))).iloc[0]
    assert missing["code"] == "years_missing" and pd.isna(missing["strict"])


def test_what_holds_every_year_is_judged_by_the_years(cleaned):
    targets = goal(cleaned, kind="recurrent", target_low=90, comparator=">=")
    observed = pd.concat([seen(cleaned, year=year, value=value) for year, value in ((2023, 91.0), (2025, 92.0))])
    assert completion.table(targets, observed).iloc[0]["sure"]
    worse = pd.concat([seen(cleaned, year=year, value=value) for year, value in ((2023, 80.0), (2025, 92.0))])
    assert not completion.table(targets, worse).iloc[0]["strict"]
    begun = completion.table(targets, seen(cleaned, year=2023, value=91.0)).iloc[0]
    assert begun["code"] == "interim" and pd.isna(begun["strict"])


def test_a_promise_counts_once():
    found = questions.tables("yunyang-14fyp")["completion"]
    targets = clean.plan("yunyang-14fyp")["targets"]
    assert found["target_id"].is_unique and len(found) < len(targets)
