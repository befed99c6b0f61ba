"""Noise of short paces: the published numbers, plain formulas, what is left out, and what is said of it."""

import itertools

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers import progress
from helpers.codebook import indicators, relations, schema, source
from helpers.language import LANGUAGES, of
from helpers.progress import noise, verdicts
from helpers.report import outcomes

PLAN, NATION = "yunyang-14fyp", "china-14fyp"


def load(nation=True, **more):
    targets, observations = schema.load("targets", PLAN), schema.load("observations", PLAN)
    related = relations.read(schema.load("indicators", PLAN))
    judged = progress.table(targets, observations, source.read(PLAN), related)
    series = schema.several("observations", [NATION] if nation else [])
    return noise.table(judged, targets, series, indicators.load(), related, **more)


@pytest.fixture(scope="module")
def rows():
    return load().set_index("indicator")


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("preschool_gross_enrolment", {"scatter": 0.4353, "df": 9, "ratio": 0.805, "low": 0.071, "high": 1.539}),
        ("public_kindergarten_share", {"scatter": 0.3769, "df": 4, "ratio": 1.193, "low": 0.536, "high": 1.850}),
    ],
)
def test_the_published_intervals(indicator, expected, rows):
    assert rows.loc[indicator, list(expected)].astype(float).to_dict() == pytest.approx(expected, abs=0.0006)


def test_the_published_parts_of_each_verdict(rows):
    expected = {"deterioration": 0.082, "limited_progress": 0.272, "acceleration_needed": 0.250, "on_track": 0.395}
    found = rows.loc["preschool_gross_enrolment", list(expected)].astype(float).to_dict()
    assert found == pytest.approx(expected, abs=0.0006) and sum(found.values()) == pytest.approx(1)


def test_the_scatter_is_that_of_the_nations_last_ten_changes_or_fewer_after_a_jump(rows):
    nation = schema.load("observations", NATION).query("indicator == 'preschool_gross_enrolment' and year >= 2015")
    changes = np.diff(nation.sort_values("year")["value"])
    assert len(changes) == 10
    s = np.sqrt(sum((after - before) ** 2 for before, after in itertools.pairwise(changes)) / 18)
    assert rows.loc["preschool_gross_enrolment", "scatter"] == pytest.approx(s)
    years = rows.loc[["preschool_gross_enrolment", "public_kindergarten_share"], ["first_year", "last_year"]]
    assert years.values.tolist() == [[2015, 2025], [2020, 2025]]
    assert rows.loc["public_kindergarten_share", "national"] == "not_private_kindergarten_share"


@pytest.mark.parametrize(("pace", "required"), [(0.66, 0.82), (-0.5, -1.0), (0.3, -1.0)])
@pytest.mark.parametrize("years", [1, 4])
def test_parts_of_verdicts_are_those_of_the_interval(pace, required, years):
    s, df = 0.4, 9
    ratio, low, high = noise.interval(pace, required, s, df, years)
    assert ratio == pytest.approx(pace / required)
    assert (high - low) / 2 == pytest.approx(stats.t.ppf(0.9, df) * s / years**0.5 / abs(required))
    parts = noise.chances(pace, required, s, df, years)
    spread = stats.t(df, loc=ratio, scale=s / years**0.5 / abs(required))
    assert spread.cdf(low) == pytest.approx(0.1) and spread.sf(high) == pytest.approx(0.1)
    assert parts["on_track"] == pytest.approx(spread.sf(0.95)) and parts["deterioration"] == pytest.approx(
        spread.cdf(0)
    )
    assert list(parts) == [name for _, name in reversed(verdicts.STATCAN)]
    assert sum(parts.values()) == pytest.approx(1)


def test_more_years_make_a_pace_less_noisy():
    widths = [np.ptp(noise.interval(0.66, 0.82, 0.4, 9, years)[1:]) for years in (1, 4)]
    assert widths[0] == pytest.approx(2 * widths[1])


def test_too_few_changes_tell_no_scatter():
    assert np.isnan(noise.scatter([1, 2, 4, 5])[0]) and noise.scatter([1, 2, 4, 5, 7])[1] == 3
    assert noise.scatter([1, 2, 3, 4, 5]) == (0, 3)


def test_without_a_nation_there_is_a_reason_and_no_number():
    alone = load(nation=False)
    assert len(alone) and set(alone["code"]) == {"no_national_series"}
    assert alone[["national", "scatter", "low", "high", "on_track"]].isna().all(axis=None)
    early = load(as_of=2013).set_index("indicator")
    assert early.loc["preschool_gross_enrolment", "code"] == "too_short"


def test_only_verdicts_by_a_linear_pace_are_there_each_promise_once(rows):
    judged = rows.merge(schema.load("progress", PLAN), on=["target_id", "indicator"], suffixes=("", "_judged"))
    assert len(judged) == len(rows) and judged["verdict"].isin(noise.BY_PACE).all()
    assert rows.index.is_unique and "large_classes_compulsory" not in rows.index
    assert rows["low"].notna().equals(rows["code"].isna())
    assert np.allclose(judged["ratio"].dropna(), judged.loc[judged["low"].notna(), "ratio_judged"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_firm_is_said_with_its_noise_beside_it(language):
    table = load()
    tables = schema.load("progress", PLAN), schema.load("targets", PLAN)
    said = outcomes.progress(*tables, table, source.read(PLAN), language).data
    assert of(language).word("terms", "noise_heading") in said
    lines = outcomes.noisy(table, *tables, language)
    assert len(lines) == len(table) and all(line in said for line in lines)
    line = next(line for line in lines if "2015" in line)
    assert all(number in line for number in ("0.80", "0.44", "0.07", "1.54", "8", "27", "25", "40"))
    assert ("at least as wide" if language == "en" else "不窄于") in line and "{" not in said
    assert (
        of(language).word("terms", "noise_heading")
        not in outcomes.progress(*tables, table[:0], source.read(PLAN), language).data
    )


def test_a_noise_table_reads_back(processed):
    table = load()
    schema.save(table, "noise", PLAN)
    pd.testing.assert_frame_equal(schema.load("noise", PLAN), table)
