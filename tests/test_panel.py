"""The engine on real baselines, targets and later figures, against plain arithmetic and published verdicts."""

import json
import math

import numpy as np
import panel
import pytest

from helpers import progress
from helpers.growth import required
from helpers.progress import verdicts

PANEL = panel.read()
TARGETS, OBSERVATIONS = panel.tables(PANEL)
ROWS = list(PANEL.assign(family=TARGETS["family"]).itertuples())
CUTS = ((0.95, "on_track"), (0.6, "acceleration_needed"), (0, "limited_progress"), (-math.inf, "deterioration"))


@pytest.fixture(scope="module")
def growth_rows():
    return required.table(TARGETS)


@pytest.fixture(scope="module")
def judged():
    return progress.table(TARGETS, OBSERVATIONS)


def compound(row):
    """Tell whether the primary scale is that of compound rates, and exists for these numbers."""
    vanishing = row.family == "count" and row.target == 0
    one_sign = row.baseline * row.target > 0 and row.baseline * row.observed > 0
    return row.family != "share" and not vanishing and one_sign


def plain_ratio(row):
    """Compute observed over required pace with nothing but powers; None where there is no way to go or no time."""
    years, since = row.target_year - row.baseline_year, row.observed_year - row.baseline_year
    if years <= 0 or row.target == row.baseline:
        return None
    sense = 1 if row.target > row.baseline else -1
    if compound(row):
        asked = (row.target / row.baseline) ** (1 / years) - 1
        seen = (row.observed / row.baseline) ** (1 / since) - 1
    else:
        asked, seen = (row.target - row.baseline) / years, (row.observed - row.baseline) / since
    return sense * seen / abs(asked)


def plain_verdict(row):
    """Judge exact figures by the first rule that applies."""
    if row.target == row.baseline:
        return "no_direction"
    up = row.target > row.baseline
    if row.observed == row.target or (row.observed > row.target) == up:
        return "achieved"
    if row.observed_year >= row.target_year:
        return "missed"
    if row.observed == row.baseline:
        return "no_detectable_change"
    return next(name for cut, name in CUTS if plain_ratio(row) >= cut)


def infinite(table):
    return int(np.isinf(table.select_dtypes("float").to_numpy(float)).sum())


def test_the_extract_holds_the_extremes():
    assert (PANEL["progress_status_as_published"].notna() & (PANEL["target_scope"] == panel.OWN)).sum() == 75
    assert not PANEL.duplicated(["dataset", "indicator", "region", "breakdown"]).any()
    assert (PANEL[["baseline", "target", "observed"]] == 0).any().all()
    assert (PANEL[["baseline", "observed"]] < 0).any().all()
    assert PANEL[["baseline", "target", "observed"]].max().min() > 1e7
    assert (PANEL["target"] == PANEL["baseline"]).any() and (PANEL["observed"] == PANEL["baseline"]).any()
    assert (PANEL["target_year"] < PANEL["observed_year"]).any() and (
        PANEL["target_year"] <= PANEL["baseline_year"]
    ).any()
    assert set(TARGETS["family"]) == {"share", "count", "amount"}
    assert set(TARGETS["direction"]) == {"up", "down", "none"}


def test_every_rate_is_a_number_or_says_why_not(growth_rows):
    assert (growth_rows["value"].notna() | growth_rows["code"].notna()).all()
    assert growth_rows.groupby("target_id")["primary"].sum().eq(1).all()
    assert set(growth_rows["target_id"]) == set(TARGETS["target_id"])
    assert infinite(growth_rows) == 0


def test_linear_paces_are_those_of_plain_arithmetic(growth_rows):
    found = growth_rows[growth_rows["method"] == "linear"]
    for row, value, code in zip(ROWS, found["value"], found["code"], strict=True):
        if row.target_year <= row.baseline_year:
            assert math.isnan(value) and code == "bad_horizon", row
        else:
            years = row.target_year - row.baseline_year
            assert value == pytest.approx((row.target - row.baseline) / years, rel=1e-9), row


def test_compound_rates_lead_from_the_baseline_to_the_target(growth_rows):
    found = growth_rows[growth_rows["method"] == "cagr"]
    defined = 0
    for row, value in zip(ROWS, found["value"], strict=True):
        years = row.target_year - row.baseline_year
        if years > 0 and row.baseline * row.target > 0:
            assert row.baseline * (1 + value / 100) ** years == pytest.approx(row.target, rel=1e-9), row
            defined += 1
        else:
            assert math.isnan(value), row
    assert 0 < defined < len(ROWS)


@pytest.mark.parametrize("thresholds", verdicts.SETS)
def test_every_row_gets_a_verdict(thresholds):
    rows = progress.table(TARGETS, OBSERVATIONS, thresholds=thresholds)
    assert rows["target_id"].tolist() == TARGETS["target_id"].tolist()
    assert rows["verdict"].notna().all()
    assert infinite(rows) == 0


def test_ratios_and_verdicts_are_those_of_plain_arithmetic(judged):
    for row, ratio, verdict in zip(ROWS, judged["ratio"], judged["verdict"], strict=True):
        expected = plain_ratio(row)
        if expected is None:
            assert math.isnan(ratio), row
        else:
            assert ratio == pytest.approx(expected, rel=1e-8), row
        assert verdict == plain_verdict(row), row


def test_open_sdg_says_the_same_of_its_own_indicators():
    vectors = {item["id"]: item for item in json.loads(panel.VECTORS.read_text(encoding="utf-8"))}
    rows = panel.open_sdg()
    expected = [vectors[name]["expected"]["R_cagr"] for name, _ in panel.OPEN_SDG.values()]
    assert rows["ratio"].tolist() == pytest.approx(expected, rel=1e-9)
    assert rows["verdict"].tolist() == [said.lower().replace(" ", "_") for said in rows["expected"]]


def test_each_disagreement_is_explained():
    rows = panel.with_status(PANEL)
    differing = panel.disagreements(rows)
    assert set(differing["indicator"]) == set(panel.REASONS)
    assert differing["indicator"].is_unique
    assert all(all(reason) for reason in panel.REASONS.values())


def test_the_validation_page_is_the_one_computed():
    assert panel.PAGE.read_text(encoding="utf-8") == panel.page(), "run python tests/panel.py"


def test_the_cross_table_counts_every_published_status_once():
    rows = panel.with_status(PANEL)
    block = panel.computed().split(" that differ")[0]
    cells = [line.split("|")[2:5] for line in block.splitlines() if line.startswith("| `")]
    assert sum(int(cell) for line in cells for cell in line) == len(rows) == 75


def test_the_source_and_licence_are_told():
    told = (panel.EXTRACT.with_suffix(".md")).read_text(encoding="utf-8")
    assert "7533e5262aed78a82b91e682b5316e5a7e690c6e" in told and "9772e123dc09f77b477a734b58a8f4ab226fb1c7" in told
    assert "Permission is hereby granted, free of charge" in told
    assert all(name in told for name in PANEL)
