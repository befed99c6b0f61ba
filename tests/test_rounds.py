"""Plans of the next round: several target years of an indicator, other periods, documents in English."""

import json
import re
import shutil

import nbformat
import pandas as pd
import pytest
from conftest import PROJECT, assert_texts_are_apart, copy_project

from helpers import charts, clean, goals, trend
from helpers.charts import compare, layout, multiples, spread
from helpers.clean import english, fold, values
from helpers.codebook import indicators, schema, source
from helpers.errors import InputError
from helpers.growth import required
from helpers.report import outcomes, takeaway
from helpers.runner import execution, jobs, run
from helpers.whatif import answers

PLAN = "newcounty-2026-2030"
ABOUT = """title_en: Education plan of New County
region_en: New County
baseline_year: 2025
target_year: 2030
published: 2026-03
"""
TABLE = """Table 1 Main indicators
Category|Indicator|Baseline|2025|Target 2027|Target 2030|2035|Unit|Type
Preschool education|Gross preschool enrolment rate|%|92.1|93|95|98|Expected
Share of children in public kindergartens|%|55|57|≥ 60|at least 65|Binding
Upper secondary education|Out-of-school rate, upper secondary|%|4.2|4|3|2.5|Expected
Pupil-teacher ratio|—|1:19|1:18|1:17|1:16|Expected
Teachers|persons|3,120|3,150|3,200|3,300|Expected
Compulsory education|Number of pupils in primary schools|10,000 persons|3.14|3.1|3.02|2.9|Expected
Note: — where no unit is printed."""
TARGETS = """label,printed,year,target_year,kind,comparator,locator,note
gross senior secondary enrolment rate,at least 99 %,,2030,,,Part 2,
gross senior secondary enrolment rate,99.5%,,2035,,,Part 2,
New places in kindergartens,"5,000 places",,2027,increment,,Part 3,
Schools with broadband,more than 95 percent,,2030,,,Part 3,
"""
OBSERVATIONS = """label,printed,year,year_from,basis,locator,note
gross senior secondary enrolment rate,98.1 %,2025,,level,Part 1,
"Out-of-School rate, Upper Secondary",4.0%,2026,,level,Part 1,
"""
NAMES = ["targets", "required_growth", "observations"]


def write(root, table=TABLE, about=ABOUT, name=PLAN, **files):
    """Write the plan into a project."""
    folder = root / "data/raw" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "source.yml").write_text(about, encoding="utf-8")
    (folder / "indicator_table.txt").write_text(table.replace("|", "\n"), encoding="utf-8")
    for file, text in files.items():
        (folder / f"{file}.csv").write_text(text, encoding="utf-8")
    return name


@pytest.fixture(scope="module")
def added(tmp_path_factory, in_root):
    """Clean the plan in a copy of the project => root, its tables, and those of all plans without and with it."""
    root = copy_project(tmp_path_factory.mktemp("rounds"))
    shutil.copytree(PROJECT / "data/processed", root / "data/processed")
    with in_root(root):
        before = clean.combine()
        write(root, targets=TARGETS, observations=OBSERVATIONS)
        own = clean.plan(PLAN)
        own["required_growth"] = required.table(own["targets"])
        after = {name: pd.concat([before[name], own[name]], ignore_index=True) for name in (*NAMES, "indicators")}
        yield root, own, before, after


@pytest.fixture(scope="module")
def ran(added, in_root):
    """Run all notebooks for the plan in both languages beside the others."""
    with in_root(added[0]), execution.environment({jobs.FORMATS: "svg"}):
        yield added[0], run.run([PLAN], jobs=2)


def test_all_notebooks_run_for_several_target_years_in_both_languages(ran):
    root, summary = ran
    assert summary.failed == []
    done = {(job.notebook, job.language) for job in summary.executed if job.plan in {PLAN, None}}
    assert done == {(name, language) for name in run.notebooks() for language in ("en", "zh")}
    for job in summary.executed:
        cells = nbformat.read(job.built(".ipynb"), 4).cells
        kinds = {output["output_type"] for cell in cells for output in cell.get("outputs", [])}
        assert not kinds & {"error", "stream"}
    for kind in ("baseline-target", "required-growth", "progress-path", "scorecard"):
        drawn = pd.read_csv(root / f"figures/{PLAN}/{kind}.csv")
        told = json.loads((root / f"figures/{PLAN}/{kind}-en.json").read_text(encoding="utf-8"))["alt"]
        for year in (2030, 2035):
            assert (drawn.get("target_year", drawn.get("year")) == year).any()
        names = drawn["indicator_en"].drop_duplicates()
        assert "Out-of-school rate, upper secondary" in set(names) and len(told) <= 400
        assert (root / f"figures/{PLAN}/{kind}-zh.svg").exists()


def test_figures_of_others_keep_every_row_they_had(ran, added):
    root, _ = ran
    _, _, before, _ = added
    book = indicators.load().reset_index(drop=True)
    shared = compare.rows(before["targets"], before["required_growth"], book, "china-14fyp")
    multiple = multiples.across(before["targets"], before["observations"], book, "china-14fyp")
    for name, had in {"compare": shared, "multiples": multiple}.items():
        now = pd.read_csv(root / f"figures/compare/{name}.csv")
        if name == "compare":  # what a page has no room for is cut by whole panels, and said
            had = had.merge(now[["definition", "period"]].drop_duplicates())
        keys = ["plan", "indicator", *[key for key in ("part", "year", "target_year") if key in had]]
        kept = had[keys].merge(now[keys].drop_duplicates(), on=keys, how="left", indicator=True)
        assert (kept["_merge"] == "both").all() and len(had), name


def test_a_plan_of_another_period_changes_no_panel_of_the_others(added):
    _, _, before, after = added
    book = indicators.load().reset_index(drop=True)
    pairs = [compare.split(compare.comparable(all["targets"], all["required_growth"], book)) for all in (before, after)]
    (main, others), (still, more) = pairs
    pd.testing.assert_frame_equal(main, still)
    assert len(more) > len(others) and set(more["plan"]) == {*others["plan"], PLAN}
    assert all(rows["period"].nunique() == 1 for rows in compare.panels_of(pd.concat([still, more])))


def test_the_take_away_has_a_line_a_period_and_names_the_years(added):
    _, _, _, after = added
    drawn = compare.comparable(after["targets"], after["required_growth"], indicators.load().reset_index(drop=True))
    lines = takeaway.comparison(drawn, dict.fromkeys(drawn["plan"].unique(), "There"), "en").data.splitlines()
    of_rate = [line for line in lines if "gross preschool enrolment rate" in line]
    assert [line.partition("; ")[2].partition(")")[0] for line in of_rate] == [
        "target 2025",
        "target 2020",
        "target 2027/2030/2035",
    ]
    assert all(f"There, {year} " in of_rate[2] for year in (2027, 2030, 2035)) and ", 2025 " not in of_rate[0]


def test_many_plans_are_summed_up_year_by_year(added):
    _, _, _, after = added
    drawn = compare.comparable(after["targets"], after["required_growth"], indicators.load().reset_index(drop=True))
    own = drawn[(drawn["plan"] == PLAN) & (drawn["indicator"] == "preschool_gross_enrolment")]
    summed = spread.table(own)
    assert summed["target_year"].tolist() == own["target_year"].tolist()
    assert summed["target"].tolist() == own["target"].tolist()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_figures_across_periods_have_no_text_on_another(added, in_root, language):
    root, _, _, after = added
    book = indicators.load().reset_index(drop=True)
    charts.use_style(language)
    with in_root(root):
        rows = compare.rows(after["targets"], after["required_growth"], book, "china-14fyp")
        own = rows[rows["period"] == "2026-2030"]
        fig, drawn = compare.figure(own, layout.wording("Title", "Source"), language, layout.PAGE)
        assert_texts_are_apart(fig, language)
        assert set(drawn["target_year"]) == {2027, 2030, 2035}
        rows = multiples.rows(after["targets"], after["observations"], book, "china-14fyp")
        fig, _ = multiples.figure(rows, layout.wording("Title", "Source"), language, layout.PAGE)
    assert_texts_are_apart(fig, language)


def test_the_indicator_that_most_plans_of_one_period_promise_stays(added):
    _, _, before, after = added
    book = indicators.load().reset_index(drop=True)
    drawn = multiples.across(before["targets"], before["observations"], book, "china-14fyp")
    chosen = drawn["indicator"].iloc[0]
    others = after["targets"].query("plan != @PLAN or indicator != @chosen")
    assert multiples.across(others, after["observations"], book, "china-14fyp")["indicator"].unique().tolist() == [
        chosen
    ]


def test_every_target_year_has_its_own_pace_and_its_own_what_if(added):
    _, own, _, _ = added
    paces = required.on_scale(own["required_growth"]).set_index("target_id")["value"]
    for year, end in ((2027, 93), (2030, 95), (2035, 98)):
        found = answers.printed(answers.choices(own["targets"]), f"preschool_gross_enrolment@{year}")
        assert found.end == end
        assert found.value == pytest.approx((end - 92.1) / (year - 2025))
        assert paces[f"preschool_gross_enrolment@{year}"] == pytest.approx(found.value)


def test_sentences_name_the_year_where_an_indicator_has_several(added):
    _, own, _, _ = added
    about = {"region_en": "New County", "region_zh": "新县"}
    said = takeaway.growth(own["required_growth"], own["targets"], about).data
    assert re.search(r"\*\*share of children in public kindergartens, 20(27|30|35)\*\*", said)
    once = pd.DataFrame({"indicator": ["a", "b"], "target_year": [2030, None], "indicator_en": ["rate", "share"]})
    assert goals.names(once, "en") == ["rate", "share"] and goals.names(once, "en", True) == ["rate, 2030", "share"]


def test_a_short_series_is_one_row_however_many_target_years(added):
    _, own, _, _ = added
    found = trend.table(PLAN, own["observations"], own["targets"], own["indicators"])
    assert (found["code"] == "too_short").all() and found["indicator"].is_unique


def test_a_long_series_is_forecast_to_every_target_year_and_counted_once(monkeypatch):
    monkeypatch.setattr(trend.models, "MODELS", ("rwd",))
    nation = [schema.load(name, "china-14fyp") for name in ("observations", "targets", "indicators")]
    name = "preschool_gross_enrolment"
    goals = nation[1][nation[1]["indicator"] == name][:1]
    years = [2027, 2030, 2035]
    goals = pd.concat([goals.assign(target_year=year, target_id=f"{name}@{year}") for year in years])
    seen = nation[0][nation[0]["indicator"] == name]
    found = trend.table("china-14fyp", seen, goals, nation[2])
    latest = found[found["last_year"] == found["last_year"].max()]
    assert sorted(latest["horizon_year"].unique()) == years
    for ahead in (2, 5):  # the figure's horizon is one of the table's, or of none of them
        expected, past = trend.outlook(trend.series(seen, name), "gross_rate", "rwd", ahead=ahead)
        assert [len(numbers) for numbers in trend.coverages(expected, past, found)] == [1, 1]
    expected, past = trend.outlook(trend.series(seen, name), "gross_rate", "rwd", ahead=4)
    assert trend.coverages(expected, past, found) == ([], [])
    nearest = latest[(latest["model"] == "rwd") & (latest["scale"] == "identity")].sort_values("horizon_year").iloc[0]
    said = outcomes.trend(found, {"region_en": "China", "region_zh": "全国"}).data
    held = round(nearest["hindcast_coverage"] * nearest["hindcast_n"])
    assert f"Of {nearest['hindcast_n']} nominal" in said and f", {held} contained" in said


def test_an_english_table_is_read_as_printed(added):
    _, own, _, _ = added
    targets = own["targets"].set_index("target_id")
    table = targets[targets["origin"] == "table"]
    assert table.groupby("indicator")["target_year"].agg(list).map(sorted).tolist() == [[2027, 2030, 2035]] * 6
    assert set(table["nature"]) == {"expected", "binding"} and set(table["baseline_year"]) == {2025}
    row = targets.loc["public_kindergarten_share@2035"]
    assert (row["comparator"], row["target_low"], row["printed"]) == (">=", 65, "at least 65")
    assert targets.loc["public_kindergarten_share@2030", "baseline"] == 55
    pupils = table[table["kind"] == "projection"]
    assert pupils["target_low"].tolist() == [31000, 30200, 29000] and set(pupils["direction"]) == {"none"}
    ratio = targets[targets["indicator"].str.startswith("pupil_teacher_ratio")]
    assert ratio["target_low"].tolist() == [18, 17, 16] and set(ratio["family"]) == {"ratio"}
    places = targets.loc["new_places_in_kindergartens@2027"]
    assert (places["kind"], places["unit"], places["target_low"]) == ("increment", "places", 5000)
    assert targets.loc["schools_with_broadband@2030", ["comparator", "target_low"]].tolist() == [">=", 95]


def test_english_labels_keep_their_blanks_and_say_no_direction(added):
    _, own, _, _ = added
    book = own["indicators"].set_index("indicator")
    entry = book.loc["out_of_school_rate_upper_secondary"]
    assert entry["indicator_en"] == entry["indicator_zh"] == "Out-of-school rate, upper secondary"
    assert (entry["stage"], entry["family"]) == ("senior", "share") and pd.isna(entry["direction"])
    assert (own["observations"]["indicator"] == "out_of_school_rate_upper_secondary").sum() == 2  # capitals differ
    assert {"preschool_gross_enrolment", "public_kindergarten_share", "senior_gross_enrolment"} <= set(book.index)
    assert "teachers_upper_secondary_education" in book.index


@pytest.mark.parametrize(
    ("printed", "low", "comparator", "unit"),
    [
        ("95 per cent", 95, "=", "percent"),
        ("95 percent", 95, "=", "percent"),
        ("no less than 95%", 95, ">=", "percent"),
        ("over 95 %", 95, ">=", "percent"),
        ("about 60%", 60, "~", "percent"),
        ("90% or more", 90, ">=", "percent"),
        ("2 percentage points", 2, "=", "points"),
        ("1.2 million persons", 1.2e6, "=", "persons"),
        ("3,200 students", 3200, "=", "persons"),
        ("25 to 27", 25, "range", ""),
        ("5 laptops", None, None, None),
        ("up to 95%", None, None, None),
    ],
)
def test_english_values_are_read_whole_or_refused(printed, low, comparator, unit):
    if low is None:
        with pytest.raises(ValueError):
            values.parse(printed)
        return
    found = values.parse(printed)
    assert (found.low, found.comparator, found.unit) == (low, comparator, unit)
    assert not any(re.search("[\u4e00-\u9fff]", note) for note in found.processing)


def test_chinese_cells_are_folded_as_before():
    for cell in ("99.5％ 以上", "毛 入园率", "3.5w人", "N/A", "—", "95 96", "km²", "TBD"):
        assert english.plain(cell) == fold.plain(cell)
    assert english.plain("公办园 占比") == "公办园占比" and english.spaced("ICT and AI 设备") == "ICT and AI设备"


def test_english_title_and_place_stand_in_for_a_document_in_english_only(project):
    write(project)
    about = source.read(PLAN)
    for language in ("en", "zh"):
        assert source.title(about, language) == "Education plan of New County"
        assert source.region(about, language) == "New County"
    write(project, about=ABOUT.replace("region_en: New County\n", "region_zh: 新县\nregion_en: New County\n"))
    with pytest.raises(InputError, match="title_zh is missing"):
        source.read(PLAN)


def test_a_table_of_target_years_alone_has_no_baseline_column(project):
    table = "指标|2027年|2030年|2035年\n学前教育毛入园率（%）|93|95|98"
    about = ABOUT.replace("title_en", "title_zh").replace("region_en", "region_zh: 新县\nregion_en")
    write(project, table, about)
    targets = clean.plan(PLAN)["targets"]
    assert targets["target_year"].tolist() == [2027, 2030, 2035] and targets["baseline"].isna().all()
    write(project, table, about.replace("published: 2026-03\n", ""))
    with pytest.raises(InputError, match="fill in published"):
        clean.plan(PLAN)
