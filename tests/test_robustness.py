"""How far verdicts hold: every case against progress itself."""

import numpy as np
import pandas as pd
import pytest
from test_progress import FLOOR, GOAL, flags, judged, observations, row_of, seen

from helpers import progress
from helpers.codebook import schema
from helpers.progress import robustness, verdicts

OBSERVED = ["yunyang-14fyp", "china-14fyp", "china-13fyp"]


def load(plan):
    return [schema.load(name, plan) for name in ("targets", "observations", "progress")]


def made(target, *values):
    """Put one target and its observations in every case => table by axis and case."""
    targets = schema.check(pd.DataFrame([row_of(**target)]), "targets")
    rows = [value if isinstance(value, dict) else seen(year=value[0], value=value[1]) for value in values]
    return robustness.table(targets, observations(rows)).set_index(["axis", "case"])


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
