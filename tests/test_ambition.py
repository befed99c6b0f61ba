"""Was it ambitious: the measures, their rounding, what they are held against, and the histories of others."""

import importlib.util
import os
import re

import numpy as np
import pandas as pd
import pytest
from conftest import PROJECT

from helpers import clean, questions
from helpers.codebook import indicators, source
from helpers.growth import formulas
from helpers.questions import against, ambition, histories, reference

NATION = {"preschool": (85.2, 90), "retention": (95.2, 96), "senior": (91.2, 92)}
VECTORS = pd.read_csv(PROJECT / "tests/data/histories_vectors.csv")
SERIES = {
    "preschool": ("preprimary_ger", 7.5),
    "retention 95.2->96 vs survival": ("lower_secondary_survival", 7.5),
    "retention 95.2->96 vs completion": ("lower_secondary_completion", 7.5),
    "public share": ("preprimary_private_share", 15.0),
    "tertiary": ("tertiary_ger", 7.5),
    "upper secondary": ("upper_secondary_ger", 7.5),
}


@pytest.fixture(scope="module")
def yunyang():
    return questions.tables("yunyang-14fyp")["ambition"]


@pytest.fixture(scope="module")
def nation():
    return clean.plan("china-14fyp")["observations"]


def of(rows, indicator, reference_name="china-14fyp"):
    chosen = (rows["indicator"] == indicator) & (rows["reference"] == reference_name)
    return rows[chosen & rows["target_id"].str.endswith("@2025")].set_index("measure")


@pytest.mark.parametrize(
    ("indicator", "own", "theirs", "signs"),
    [
        ("preschool_gross_enrolment", (4.1, 45.1, 0.643), (4.8, 32.4, 0.447), "less more more"),
        ("compulsory_retention", (0.1, 9.1, 0.096), (0.8, 16.7, 0.191), "less less less"),
        ("senior_gross_enrolment", (0.4, 21.1, 0.240), (0.8, 9.1, 0.104), "less more more"),
    ],
)
def test_a_promise_against_the_nations(yunyang, indicator, own, theirs, signs):
    rows = of(yunyang, indicator)
    measures = rows.loc[["gain", "gap", "logit"]]
    assert [round(value, digits) for value, digits in zip(measures["value"], (1, 1, 3), strict=True)] == list(own)
    assert [round(v, digits) for v, digits in zip(measures["reference_value"], (1, 1, 3), strict=True)] == list(theirs)
    assert measures["sign"].tolist() == signs.split() and rows.loc["level", "sign"] == "more"
    assert measures["code"].fillna("").tolist() == ["", "if_100_were_the_cap", "if_100_were_the_cap"]
    assert rows.loc["pace", "value"] == pytest.approx(own[0] / 5)
    assert ambition.said(measures["sign"]) == ("less" if "more" not in signs else "depends")


@pytest.mark.parametrize(("indicator", "points"), [("preschool", 5), ("retention", 3), ("senior", 6.5)])
def test_levels_differ_by_points(yunyang, indicator, points):
    full = {"retention": "compulsory_retention"}.get(indicator, f"{indicator}_gross_enrolment")
    row = of(yunyang, full).loc["level"]
    assert row["value"] - row["reference_value"] == pytest.approx(points)
    assert row["reference_value"] == NATION[indicator][1]


def test_the_rounding_interval_is_that_of_the_corners(yunyang):
    row = of(yunyang, "compulsory_retention").loc["gap"]
    assert [round(row[end], 1) for end in ("low", "high")] == [4.8, 13.0]


def test_every_interval_holds_its_value(yunyang):
    rows = yunyang.dropna(subset=["low", "high", "value"])
    among = (rows["measure"] == "gain") & rows["reference"].astype("str").str.contains("countries|provinces")
    held = rows["value"].where(~among, rows["reference_value"])
    assert ((rows["low"] <= held + 1e-9) & (held <= rows["high"] + 1e-9)).all() and len(rows) > 50


def test_a_peer_is_more_ambitious_on_all_four():
    peer = (
        reference.read("peers").query("region == '宁夏回族自治区' and indicator == 'preschool_gross_enrolment'").iloc[0]
    )
    start = (peer["base"], peer["base_halfwidth"])
    own = {name: ambition.measured(name, start, (peer["target"], 0), 5) for name in ambition.MEASURES[:4]}
    theirs = {name: ambition.measured(name, (85.2, 0.05), (90, 0), 5) for name in own}
    signs = [ambition.sign(own[name], theirs[name]) for name in own]
    assert peer["certainty"] == "press_one" and signs == ["more"] * 4


def test_what_a_province_achieved():
    rows = reference.read("places").query("admin_code == '510000' and indicator == 'preschool_gross_enrolment'")
    known = rows.set_index("year")["value"]
    assert round(ambition.gain(known[2020], known[2025]), 2) == 2.66
    assert round(float(ambition.gap(known[2020], known[2025])), 1) == 29.3


def test_the_nations_next_step_in_higher_education(nation):
    rows = nation.query("indicator == 'higher_gross_enrolment' and basis == 'level'")
    windows = histories.windows(rows.assign(place="nation"), 5, np.inf)
    row = (
        questions.tables("china-15fyp")["ambition"].query("indicator == 'higher_gross_enrolment'").set_index("measure")
    )
    assert round(row.loc["gain", "value"], 2) == 3.7 and round(row.loc["pace", "value"], 2) == 0.74
    assert round(row.loc["gap", "value"], 1) == 9.6 and round(float(ambition.gap(54.4, 60)), 1) == 12.3
    assert len(windows) == 11 and round(windows["change"].min(), 1) == 6.9
    assert (windows["change"] >= row.loc["gain", "value"]).all()


def test_log_odds_pace_among_windows_of_six_national_rates(nation):
    levels = nation[(nation["basis"] == "level") & nation["unit"].eq("percent")].drop_duplicates(["indicator", "year"])
    four = ["preschool_gross_enrolment", "compulsory_retention", "senior_gross_enrolment", "higher_gross_enrolment"]
    kept = levels["indicator"].isin(four)
    kept |= (levels["indicator"] == "inclusive_kindergarten_share") & ~levels["derived"].astype(bool)
    kept |= (levels["indicator"] == "not_private_kindergarten_share") & (levels["year"] >= 2015)
    windows = histories.windows(levels[kept].assign(place=levels["indicator"]), 5, np.inf)
    paces = formulas.logit_rate(windows["start"], windows["start"] + windows["change"], 5)
    assert len(paces) == 51
    assert np.quantile(paces, [0.25, 0.5, 0.75]).round(4).tolist() == [0.0619, 0.0875, 0.1380]
    steps = [(90.9, 95), (55.6, 60), (41.17, 75)]
    own = [float(formulas.logit_rate(b, t, 5)) for b, t in steps]
    assert [round(pace, 4) for pace in own] == [0.1286, 0.0361, 0.2911]
    assert [int((paces >= pace).sum()) for pace in own] == [16, 50, 0]


def counts(indicator, baseline, target, kind, name, measure="places"):
    rows = reference.read("positions").query("band == 'whole' and histories == @name and set == @kind")
    row = rows[(rows["indicator"] == indicator) & (rows["baseline"] == baseline) & (rows["target"] == target)].iloc[0]
    return row[f"{measure}_matched"], row[measure]


@pytest.mark.parametrize(
    ("step", "kind", "name", "found"),
    [
        (("public_kindergarten_share", 41.17, 75), "all", "countries_public", [(8, 66), (15, 628), (8, 190)]),
        (("public_kindergarten_share", 41.17, 75), "without_jumps", "countries_public", [(2, 59), (3, 575), (2, 172)]),
        (
            ("mean_years_schooling", 8.51, 10.4),
            "without_jumps",
            "countries_schooling_25",
            [(5, 89), (10, 766), (2, 196)],
        ),
        (("mean_years_schooling", 8.51, 10.4), "all", "countries_schooling_15", [(1, 72), (1, 233), (1, 233)]),
        (
            ("working_age_mean_years_schooling", 11.3, 12),
            "without_jumps",
            "countries_schooling_25",
            [(26, 58), (89, 436), (26, 112)],
        ),
    ],
)
def test_the_committed_positions_are_the_published_counts(step, kind, name, found):
    assert [counts(*step, kind, name, measure) for measure in against.COUNTS] == found


def test_the_table_tells_the_counts_with_their_range(yunyang):
    rows = questions.tables("yantai-14fyp")["ambition"].query("indicator == 'public_kindergarten_share'")
    row = rows[rows["reference"] == "countries_public"].set_index("measure").loc["places_matched"]
    assert (row["value"], row["n"], row["low"], row["high"]) == (8, 66, 1, 16)
    without = rows[rows["reference"] == "countries_public_without_jumps"].set_index("measure").loc["windows_matched"]
    assert (without["value"], without["n"]) == (3, 575) and without["source"].startswith("World Bank EdStats")


@pytest.mark.parametrize(
    ("indicator", "code"),
    [
        ("compulsory_retention", "source_noise"),
        ("senior_gross_enrolment", "source_noise"),
        ("preschool_gross_enrolment", "no_histories"),
    ],
)
def test_where_countries_say_nothing(yunyang, indicator, code):
    row = of(yunyang, indicator, "countries").loc["places_matched"]
    assert row["code"] == code and np.isnan(row["value"]) and pd.isna(row["n"])
    same = questions.tables("china-14fyp")["ambition"]
    assert of(same, indicator, "countries").loc["places_matched", "code"] == code


def test_no_province_gained_in_ten_years_what_is_promised_in_five(yunyang):
    windows = against.provinces(reference.read("places"))
    changes = windows["change"]
    assert len(windows) == 31 and (changes >= 10.4 - 8.51 - 1e-9).sum() == 0
    assert [round(number, 2) for number in (changes.min(), changes.max(), changes.median())] == [0.57, 1.5, 0.89]
    row = of(yunyang, "mean_years_schooling", "provinces_2010_2020").loc["places_matched"]
    assert row["value"] == row["high"] == 0 and row["n"] >= against.FEWEST
    near = changes[(windows["start"] - 8.51).abs() <= (10.4 - 8.51) / 2 + 1e-9]
    described = of(yunyang, "mean_years_schooling", "provinces_2010_2020").loc["gain"]
    ends = [described[name] for name in ("low", "reference_value", "high")]
    assert ends == pytest.approx(np.quantile(near, [0.1, 0.5, 0.9]), abs=5e-4)
    assert described["n"] == len(near) and described["value"] == pytest.approx(10.4 - 8.51)
    few = of(yunyang, "working_age_mean_years_schooling", "provinces_2010_2020").loc["places_matched"]
    assert few["code"] == "few_histories" and np.isnan(few["value"])


@pytest.fixture(scope="module")
def history_file():
    path = os.environ.get("PLAN_HISTORIES")
    if not path:
        pytest.skip("PLAN_HISTORIES does not name the file of histories")
    return pd.read_csv(path)


def public(start=41.17, end=50.0, years=5):
    """A step that no count is of, held against histories => rows."""
    same = {"indicator": "public_kindergarten_share", "family": "share", "baseline": start, "target_low": end}
    own = goal(**same, target_id="public_kindergarten_share@2025", baseline_year=2025 - years)
    rows = synthetic(own, {"baseline_year": 2025 - years})
    return rows[rows["reference"].notna()].set_index(["reference", "measure"])


@pytest.mark.parametrize("kind", ["", "_without_jumps"])
@pytest.mark.parametrize(("start", "band"), [(41.17, 40), (40, 40), (39.99, 30), (0.5, 0)])
def test_a_step_that_is_not_counted_stands_beside_the_percentiles_of_its_band(kind, start, band):
    known = reference.read("gains_from_start").set_index(["histories", "set", "start_from"])
    known = known.loc["countries_public", kind.lstrip("_") or "all", band]
    row = public(start, start + 8).loc[f"countries_public{kind}", "gain"]
    assert row["value"] == pytest.approx(8) and pd.isna(row["sign"]) and pd.isna(row["code"])
    assert row[["low", "reference_value", "high"]].tolist() == known[["q10", "median", "q90"]].tolist()
    assert row["n"] == known["windows"] and known["issuer"] in row["source"]


def test_a_step_over_other_years_has_no_percentiles():
    assert public(years=4)["code"].to_dict() == {("countries", "places_matched"): "no_histories"}


def test_too_few_changes_are_not_described(monkeypatch):
    monkeypatch.setattr(against, "FEWEST", 80)
    rows = public()
    assert rows["value"].isna().all() and set(rows["code"]) == {"few_histories"}


def test_two_definitions_of_one_country_rise_differently(history_file, nation):
    """So that countries' gross pre-primary rates are never pooled with Chinese ones."""
    theirs = history_file.query("indicator == 'preprimary_ger' and country_iso3 == 'CHN'").set_index("year")["value"]
    own = nation.query("indicator == 'preschool_gross_enrolment' and basis == 'level'").set_index("year")["value"]
    assert [round(series[2015] - series[2010], 1) for series in (own, theirs)] == [18.4, 26.3]


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("reference_script", PROJECT / "benchmarks/reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("row", VECTORS.itertuples(), ids=lambda row: f"{row.vector} {row.set}")
def test_vectors(history_file, script, row):
    if "million" in row.set:
        pytest.skip("the file has no populations")
    low, high = map(float, row.band.split("-"))
    if row.vector.startswith("schooling"):
        name, jump = (
            {"HDR": "mean_schooling_25plus_hdr"}.get(row.vector.split()[2], "mean_schooling_15plus_barro_lee"),
            1,
        )
    else:
        name, jump = next(found for begin, found in SERIES.items() if row.vector.startswith(begin))
    last = {kept[0]: kept[3] for kept in script.KEPT.values()}.get(name, 9999)
    series = script.series(history_file, (name, "", jump, last))
    if name == "preprimary_private_share":
        low, high = 100 - high, 100 - low
    b = (low + high) / 2
    half = 0.945 if row.band == "7.56-9.46" else (high - low) / 2  # printed to two digits
    windows = histories.windows(series, 5, jump)
    windows = windows if row.set == "all" else windows[~windows["jumped"]]
    windows = windows[windows["year"] >= 1995] if "1995" in row.set else windows
    windows = windows[windows["place"] != "CHN"] if "China" in row.set else windows
    found = histories.position(windows, b, row.needed, half, 5)
    assert list(found.values()) == [row.countries, row.countries_met, row.n, row.met, row.n_free, row.met_free]


def test_the_committed_tables_are_what_the_script_makes(history_file, script):
    for name, made in {
        "positions": script.positions(history_file),
        "gains_from_start": script.gains(history_file),
    }.items():
        kept = reference.read(name)
        steps = kept.columns.tolist()
        pd.testing.assert_frame_equal(kept, made[steps].astype(kept.dtypes.to_dict()), check_exact=False)


def windows_of(*rows):
    return pd.DataFrame(rows, columns=["place", "year", "value"])


def test_a_window_needs_both_ends_and_is_marked_where_it_holds_a_jump():
    series = windows_of(
        *[("a", year, value) for year, value in zip(range(2000, 2008), (1, 2, 3, 20, 21, 22, 23, 24), strict=True)]
    )
    found = histories.windows(series.drop(index=1), 5, 7.5)
    assert found["year"].tolist() == [2000, 2002] and found["jumped"].tolist() == [True, True]
    assert not histories.windows(series[series["year"] >= 2003], 4, 7.5)["jumped"].any()


def test_windows_apart_share_no_year():
    found = histories.windows(windows_of(*[("a", year, year) for year in range(2000, 2013)]), 5, 99)
    assert histories.apart(found, 5)["year"].tolist() == [2000, 2005]


def test_a_position_counts_those_that_began_near_the_start_alone():
    rows = pd.DataFrame({"place": list("abc"), "year": 2000, "start": [50, 52, 60], "change": [5, 1, 9]})
    found = histories.position(rows, 50, 4, 2.5, 5)
    assert (found["places"], found["places_matched"]) == (2, 1)
    falling = histories.position(rows.assign(change=-rows["change"]), 50, -4, 2.5, 5)
    assert falling["places_matched"] == 1


@pytest.mark.parametrize("measure", ambition.MEASURES)
def test_what_is_to_fall_counts_the_other_way(measure):
    value, low, high = ambition.measured(measure, (4, 0.5), (1, 0), 3, sense=-1)
    expected = {"level": 1, "gain": 3, "gap": 75, "logit": -formulas.logit_rate(4, 1, 1), "pace": 1}[measure]
    assert value == pytest.approx(float(expected)) and low <= value <= high
    signs = ambition.sign(ambition.measured("level", (4, 0), (1, 0)), ambition.measured("level", (4, 0), (2, 0)), -1)
    assert signs == "more"


@pytest.mark.parametrize(
    ("start", "end"), [((100, 0), (100, 0)), ((101, 0), (102, 0)), ((99, 0), (101, 0)), ((0, 0), (5, 0))]
)
def test_at_a_bound_there_is_no_number(start, end):
    assert np.isnan(ambition.measured("logit", start, end, 5, family="gross_rate")[0])
    assert np.isnan(ambition.measured("gap", start, end, 5, family="gross_rate")[0]) == (start[0] > 0)


def synthetic(targets, about, others=(), abouts=()):
    book = indicators.load()
    evidence = {name: reference.read(name) for name in ("places", "peers", "positions", "gains_from_start")}
    return against.table(targets, {"p": about, **dict(abouts)}, dict(others), book, evidence)


def goal(**more):
    row = clean.plan("china-14fyp")["targets"].query("target_id == 'preschool_gross_enrolment@2025'").iloc[0].to_dict()
    return pd.DataFrame([row | {"plan": "p"} | more])


def codes(rows):
    return dict(zip(rows["measure"], rows["code"].fillna(""), strict=True))


def test_without_a_parent_the_measures_stand_alone():
    rows = synthetic(goal(), {"baseline_year": 2020})
    assert codes(rows[rows["reference"].isna()]) == dict.fromkeys(ambition.MEASURES, "no_parent")
    assert rows.set_index("measure").loc["gain", "value"] == pytest.approx(4.8)


def test_a_parent_named_or_found_by_its_code():
    abouts = {"up": {"admin_code": "100000"}, "side": {"admin_code": "370000"}, "p": {"admin_code": "370612"}}
    assert source.above("p", abouts) == ["side", "up"]
    assert source.above("p", abouts | {"p": {"admin_code": "370612", "parent": "up"}}) == ["up"]
    assert source.above("up", abouts) == [] and source.above("p", {"p": {}}) == []


@pytest.mark.parametrize(
    ("own", "theirs", "expected"),
    [
        ({}, {}, ["", "", "if_100_were_the_cap", "if_100_were_the_cap", ""]),
        ({"baseline": np.nan, "baseline_halfwidth": np.nan}, {}, ["", *["no_baseline"] * 4]),
        ({}, {"baseline": np.nan}, ["", *["no_baseline"] * 4]),
        ({"kind": "maintain", "baseline": 90.0}, {}, ["", *["maintain"] * 4]),
        ({"target_low": 100.0, "baseline": 99.0}, {}, ["", "", "if_100_were_the_cap", "at_bound", ""]),
        ({}, {"target_year": 2030}, ["not_comparable"] * 5),
        ({}, {"baseline_year": 2015}, ["", *["not_comparable"] * 3, ""]),
    ],
)
def test_codes_of_a_comparison(own, theirs, expected):
    nation = {"admin_code": "100000"}
    others = {"up": goal(**theirs).assign(plan="up")}
    rows = synthetic(goal(**own), {"admin_code": "370600"}, others, {"up": nation})
    rows = rows[rows["measure"].isin(ambition.MEASURES) & ~rows["reference"].fillna("").str.fullmatch(r"\d{6}")]
    assert list(codes(rows).values()) == expected


def test_rounding_may_leave_a_comparison_open():
    rows = synthetic(
        goal(),
        {"admin_code": "370600"},
        {"up": goal(baseline=85.2).assign(plan="up")},
        {"up": {"admin_code": "100000"}},
    )
    rows = rows[rows["reference"] == "up"].set_index("measure")
    assert rows.loc["level", "sign"] == "same" and rows.loc["gain", "sign"] == "unsettled"


def test_peers_are_of_the_same_level_and_year_and_nothing_contradicted_is_used():
    rows = questions.tables("yantai-14fyp")["ambition"]
    peers = rows[rows["reference"].str.fullmatch(r"\d{6}").fillna(False)]
    assert set(peers["reference"]) == {"370800", "321100"} and peers["source"].str.match("press_").all()
    assert "contradicted" in set(reference.read("places")["certainty"])
    assert "contradicted" not in set(reference.known(reference.read("places"))["certainty"])


def test_counts_are_compared_by_their_log_ratio():
    value, *_ = ambition.measured("gain", (6000, 0), (7500, 0), 5, family="count")
    assert value == pytest.approx(np.log(1.25))
    assert ambition.measured("pace", (6000, 0), (7500, 0), 5, family="count")[0] == pytest.approx(np.log(1.25) / 5)


def test_a_parent_that_is_no_name_is_refused(project):
    file = project / "data/raw/yunyang-14fyp/source.yml"
    file.write_text(file.read_text(encoding="utf-8") + "parent: 重庆\n", encoding="utf-8")
    with pytest.raises(source.InputError, match=re.escape("parent is no plan's name")):
        source.read("yunyang-14fyp")
