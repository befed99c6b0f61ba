"""Can it add up: age groups, births, pupils to come, decomposition, and large classes as capacity."""

import math

import numpy as np
import pandas as pd
import pytest

from helpers import clean, questions
from helpers.codebook import source
from helpers.questions import capacity, cohorts, outlook

BIRTHS = dict(zip(range(2015, 2026), (1655, 1786, 1723, 1523, 1465, 1200, 1062, 956, 902, 954, 792), strict=True))


@pytest.fixture(scope="module")
def nation():
    return questions.tables("china-14fyp")["cohorts"]


@pytest.fixture(scope="module")
def yunyang():
    return questions.tables("yunyang-14fyp")["cohorts"]


def of(rows, quantity, scenario="observed", stage="preschool"):
    chosen = (rows["quantity"] == quantity) & (rows["scenario"] == scenario) & (rows["stage"] == stage)
    return rows[chosen].set_index("year")


def wan(numbers, digits=1):
    return [round(float(number) / 10_000, digits) for number in numbers]


def test_the_example_that_enrollcast_publishes():
    kindergarten, first, second = [100, 110, 120], [90, 95, 99], [80, 88, 91]
    assert round(cohorts.progression(kindergarten, first), 7) == 0.925
    assert round(cohorts.progression(first, second), 7) == 0.9678363


def test_implied_age_groups(nation):
    rows = of(nation, "implied_group")
    assert wan(rows.loc[2020:2025, "value"]) == [5655.2, 5454.3, 5158.9, 4492.8, 3895.6, 3472.0]
    assert wan(rows.loc[2020, ["low", "high"]]) == [5651.9, 5658.6]
    assert wan(rows.loc[2025, ["low", "high"]]) == [3470.2, 3473.9]
    assert round(100 * (rows.loc[2025, "value"] / rows.loc[2020, "value"] - 1), 1) == -38.6


def test_the_births_are_those_of_the_nation():
    births = clean.plan("china-14fyp")["observations"].query("indicator == 'births'").set_index("year")["value"]
    assert {year: births[year] / 10_000 for year in BIRTHS} == BIRTHS


def test_implied_groups_over_births(nation):
    groups = of(nation, "implied_group")["value"]
    births = of(nation, "births_group", "as_published")
    ratios = groups / births["value"]
    assert ratios.loc[2021:2025].round(4).tolist() == [1.0745, 1.0708, 1.0299, 1.0039, 1.0249]
    assert births.loc[2021:2025, "code"].fillna("").tolist() == ["births_unrevised", "births_unrevised", "", "", ""]
    assert births.loc[2015, "code"] == "definition_or_migration" and 2014 not in births.index
    assert round(cohorts.carried(ratios.dropna().to_dict())[0], 4) == 1.0196


def test_children_to_come(nation):
    born, flat = of(nation, "births_group", "born"), of(nation, "births_group", "flat")
    assert wan(born["value"], 0) == [3078, wan([born.loc[2027, "value"]], 0)[0], 2756] and list(born.index) == [
        2026,
        2027,
        2028,
    ]
    assert list(flat.index) == [2029, 2030]
    at = [of(nation, "births_group", name).loc[2030, "value"] for name in ("flat", "minus_5", "plus_5")]
    assert wan(at, 0) == [2478, 2385, 2573]


def test_children_and_teachers_at_a_rate():
    k = cohorts.carried({2023: 1.0299, 2024: 1.0039, 2025: 1.0249})[0]
    children = {
        (year, change): cohorts.age_group(cohorts.continued(BIRTHS, year, change), year) * k * 0.95
        for year in (2026, 2028, 2030)
        for change in (0.0, -0.05, 0.05)
    }
    flat = [children[year, 0.0] for year in (2026, 2028, 2030)]
    assert [round(number) for number in flat] == [2924, 2618, 2354]
    assert [round(children[2030, change]) for change in (-0.05, 0.05)] == [2265, 2444]
    assert [round(cohorts.teachers(number, 12.35), 1) for number in flat] == [236.8, 212.0, 190.6]


def test_teachers_follow_the_last_ratio(nation):
    observed = clean.plan("china-14fyp")["observations"].query("year == 2025").set_index("indicator")["value"]
    each = observed["preschool_enrolment"] / observed["preschool_teachers"]
    assert round(each, 2) == 12.35 and wan([observed["preschool_teachers"]], 2) == [261.26]
    pupils, staff = of(nation, "pupils", "born"), of(nation, "teachers", "born")
    assert np.allclose(staff["value"], pupils["value"] / each)
    assert pupils.loc[2026, "value"] == pytest.approx(of(nation, "births_group", "born").loc[2026, "value"] * 0.929)


def test_births_are_never_interpolated():
    without = {year: number for year, number in BIRTHS.items() if year != 2020}
    assert math.isnan(cohorts.age_group(without, 2025))
    assert list(cohorts.ratio({2022: 5000, 2025: 3500}, without)) == [2022]


def test_an_age_group_of_september():
    parts = cohorts.birth_years(2030, (15, 17))
    assert parts == {2012: 1 / 3, 2013: 1.0, 2014: 1.0, 2015: 2 / 3} and sum(parts.values()) == pytest.approx(3)
    assert cohorts.birth_years(2030, (6, 6)) == {2023: 1 / 3, 2024: 2 / 3}


def test_a_county_without_births_goes_as_its_parent(yunyang):
    implied, plan = of(yunyang, "implied_group"), of(yunyang, "implied_group", "plan")
    assert implied.loc[2020, ["value", "low", "high"]].round().tolist() == [31903, 31336, 32471]
    assert round(plan.loc[2025, "value"]) == 31579
    scenario = yunyang[yunyang["scenario"] == "as_parent"].set_index("quantity")
    assert scenario.loc[["implied_group", "pupils", "share_in_heads"], "value"].round().tolist() == [
        19587,
        18608,
        11165,
    ]
    assert scenario["code"].eq("no_births").all()
    row = of(yunyang, "births_group", "as_published").loc[2020]
    assert row["code"] == "no_births" and pd.isna(row["value"])


def test_a_share_can_be_met_while_places_empty(yunyang):
    now, planned = of(yunyang, "share_in_heads").loc[2020], of(yunyang, "share_in_heads", "plan").loc[2025]
    assert now[["value", "low", "high"]].round().tolist() == [16124, 15832, 16417] and planned["value"] == 18000


def test_a_planned_change_in_two_parts(yunyang):
    parts = [of(yunyang, name, "plan").loc[2025] for name in ("rate_effect", "cohort_effect")]
    found = [part[["value", "low", "high"]].round(1).tolist() for part in parts]
    assert found == [[1301.4, 1263.4, 1340.0], [-301.4, -1318.1, 715.3]]
    assert sum(part["value"] for part in parts) == pytest.approx(1000)


def test_the_senior_stage_is_fed_from_below(yunyang):
    row = of(yunyang, "pupils", "progression", "senior").loc[2025]
    assert row[["value", "low", "high"]].round().tolist() == [33490, 33162, 33818] and row["code"] == "uniform_grades"
    assert cohorts.advanced([(range(7, 10), 300, 0)], 2, range(10, 13))[0] is not None
    assert math.isnan(cohorts.advanced([(range(7, 10), 300, 0)], 5, range(10, 13))[0])


def test_children_per_hundred_births():
    observed = clean.plan("china-14fyp")["observations"]
    births = observed.query("indicator == 'births'").set_index("year")["value"]
    children = observed.query("indicator == 'preschool_enrolment'").set_index("year")["value"]
    rates = observed.query("indicator == 'preschool_gross_enrolment'").set_index("year")["value"]
    per_hundred = {year: 100 * children[year] / births.loc[year - 5 : year - 3].sum() for year in (2014, 2021)}
    assert {year: round(number, 1) for year, number in per_hundred.items()} == {2014: 84.2, 2021: 95.5}
    assert rates[[2014, 2021]].tolist() == [70.5, 88.1]


def test_all_classes_from_a_count_and_its_share(yunyang):
    row = of(yunyang, "classes", stage="compulsory").loc[2020]
    assert row[["value", "low", "high"]].round().tolist() == [2480, 2460, 2500]
    assert round(102_000 / row["value"], 1) == 41.1
    freed = of(yunyang, "classes_freed", "plan", "compulsory").loc[2025, "value"]
    assert round(freed) == 146


@pytest.mark.parametrize(("cap", "least", "most", "pupils"), [(45, 8, 14, (341, 620)), (50, 4, 10, (186, 465))])
def test_dissolving_large_classes(yunyang, cap, least, most, pupils):
    row = of(yunyang, "classes_to_add", f"cap_{cap}", "compulsory").loc[2020]
    assert row[["low", "high"]].tolist() == [least, most] and pd.isna(row["value"])
    assert capacity.over_cap(31, cap) == pupils


def test_the_nations_large_classes(nation):
    observed = clean.plan("china-14fyp")["observations"]
    large = observed.query("indicator == 'large_classes_56_lower_secondary'").set_index("year")["value"]
    assert large.loc[2021:2025].tolist() == [7225, 4522, 6184, 10459, 11683]
    assert round(large[2025] / large[2022], 2) == 2.58
    extra = observed.query("indicator == 'large_classes_66_lower_secondary'").set_index("year")["value"]
    assert (large[2025] - extra[2025], extra[2025]) == (11_356, 327)
    row = of(nation, "classes_to_add", "cap_50", "lower_secondary").loc[2025]
    every = of(nation, "classes", stage="lower_secondary").loc[2025, "value"]
    assert row["low"] == 1468 and pd.isna(row["high"]) and round(100 * row["low"] / every, 2) == 0.12


def made(**indicators):
    """Observations of a place: {indicator: {year: value}}."""
    common = {"basis": "level", "halfwidth": 0.0, "evidence": "plan", "source": "x", "derived": False, "note": None}
    rows = [
        common | {"plan": "p", "indicator": name, "year": year, "value": value}
        for name, values in indicators.items()
        for year, value in values.items()
    ]
    return pd.DataFrame(rows)


def test_where_the_ratio_fits_no_births_nothing_is_projected():
    births = dict.fromkeys(range(2015, 2025), 1000.0)
    seen = made(
        births=births,
        preschool_enrolment=dict.fromkeys((2023, 2024, 2025), 4000.0),
        preschool_gross_enrolment=dict.fromkeys((2023, 2024, 2025), 100.0),
    )
    none = clean.plan("chongqing-14fyp")["targets"]
    rows = outlook.table("p", none, seen, {"baseline_year": 2020})
    last = rows[rows["year"] > 2025]
    assert last["code"].tolist() == ["definition_or_migration"] and last["value"].isna().all()
    assert set(rows.loc[rows["scenario"] == "as_published", "code"]) == {"definition_or_migration"}


@pytest.mark.parametrize("plan", ["yantai-14fyp", "chuxiong-2023-2025", "chongqing-14fyp"])
def test_a_plan_without_births_says_so(plan):
    rows = questions.tables(plan)["cohorts"]
    assert (rows["code"] == "no_births").any() and source.read(plan)["baseline_year"] in rows["year"].tolist()
    assert not rows["scenario"].isin(["born", "flat", "minus_5", "plus_5"]).any()
