"""Other places' figures are checked as they are read; any plan is asked the three questions; all plans as a panel."""

import re
import warnings

import pandas as pd
import pytest
from conftest import PROJECT

from helpers import audit, clean, paths, questions
from helpers.clean import values
from helpers.codebook import schema, source
from helpers.errors import InputError
from helpers.questions import certainty, reference
from helpers.report import answers

HERE = [table for table in reference.COLUMNS if table not in reference.OPTIONAL]
DEFLATORS = """\
region,admin_code,level,index,year,value,halfwidth,source,quote,certainty,note
某市,500000,province,居民消费价格指数,2021,101.2,0.05,某市统计公报,上涨1.2%,official,
某市,500000,province,居民消费价格指数,2022,102,0.05,某市统计公报,上涨2.0%,official,
某县,500235,county,居民消费价格指数,2021,150,0.05,某报,上涨50%,press_one,
"""


@pytest.mark.parametrize("table", HERE)
def test_the_committed_tables_read(table):
    rows = reference.read(table)
    assert len(rows) > 50 and list(rows) == reference.COLUMNS[table]
    assert not rows[reference.NEEDED[table]].isna().any(axis=None)


def test_the_census_has_every_province():
    rows = reference.read("places").query("indicator == 'mean_years_schooling_15_plus' and certainty == 'official'")
    provinces = rows[rows["level"] == "province"]
    assert provinces.groupby("year")["admin_code"].nunique().to_dict() == {2010: 31, 2020: 31}
    assert provinces["halfwidth"].eq(0.005).all() and len(provinces) == 62


def test_one_name_a_place_and_one_place_a_code():
    rows = pd.concat([reference.read(table)[["region", "admin_code", "level"]] for table in ("places", "peers")])
    assert rows.drop_duplicates()["admin_code"].is_unique and rows.drop_duplicates()["region"].is_unique
    assert rows["level"].tolist() == [reference.level_of(code) for code in rows["admin_code"]]
    assert set(rows["region"]) >= {"四川省"} and "四川" not in set(rows["region"])


def test_official_numbers_are_what_the_quotes_print():
    rows = reference.read("places").query("certainty == 'official' and indicator != 'preschool_enrolment'")
    rows = rows[~rows["note"].str.contains("derived")]
    for quote, value in zip(rows["quote"], rows["value"], strict=True):
        assert value in [float(number) for number in re.findall(r"\d+(?:\.\d+)?", quote)], quote


def test_above_without_a_verb_is_a_strict_bound():
    assert values.parse("超99%").comparator == ">=" and "strict" in values.parse("超99%").processing[0]


DAMAGES = [
    ("places", "source", "", "source is empty"),
    ("places", "quote", "", "quote is empty"),
    ("places", "certainty", "", "certainty is empty"),
    ("peers", "source", "", "source is empty"),
    ("peers", "quote", "", "quote is empty"),
    ("peers", "certainty", "", "certainty is empty"),
    ("places", "certainty", "likely", "certainty cannot be that"),
    ("places", "quote", "字" * 31, "more than 30 characters"),
    ("places", "value", "九成", "value is not a number"),
    ("places", "year", "2020年", "year is not a year"),
    ("places", "indicator", "nonsense", "indicators.csv has no nonsense"),
    ("places", "admin_code", "1100", "not six digits"),
    ("places", "level", "county", "110000 is a province"),
    ("peers", "base_year", "2021", "the baseline is not before its target"),
    ("positions", "vintage", "", "vintage is empty"),
    ("positions", "places", "", "places is empty"),
    ("gains_from_start", "issuer", "", "issuer is empty"),
]


def damaged(project, table, change):
    file = project / "data/raw/reference" / f"{table}.csv"
    rows = pd.read_csv(file, dtype="str", keep_default_na=False)
    change(rows).to_csv(file, index=False)


@pytest.mark.parametrize(("table", "column", "cell", "message"), DAMAGES)
def test_a_row_that_cannot_stand_is_refused(project, table, column, cell, message):
    def change(rows):
        rows.loc[0, column] = cell
        if column == "base_year":
            rows.loc[0, ["base", "base_halfwidth"]] = "9", "0.5"
        return rows

    damaged(project, table, change)
    with pytest.raises(InputError, match=f"data/raw/reference/{table}.csv, line 2.*{message}.*Remedy: "):
        reference.read(table)


@pytest.mark.parametrize(("table", "column"), [("places", "value"), ("peers", "target"), ("peers", "base")])
def test_a_share_above_150_is_refused(project, table, column):
    def change(rows):
        row = rows[rows["indicator"] == "preschool_gross_enrolment"].index[0]
        rows.loc[row, column] = "150.5"
        return rows.loc[[row]]

    damaged(project, table, change)
    with pytest.raises(InputError, match=r"line 2, '150\.5': is a share above 150"):
        reference.read(table)


def test_a_deflator_need_not_be_there_and_is_checked_as_all_else(project):
    assert reference.read("deflators").empty
    file = project / "data/raw/reference/deflators.csv"
    file.write_text(DEFLATORS, encoding="utf-8")
    assert reference.read("deflators")["value"].tolist() == [101.2, 102, 150]
    for damage, message in (
        (("101.2", "1.2"), "line 2, '1.2': is no price index"),
        (("上涨1.2%", ""), "line 2, '': quote is empty"),
        ((",2022,", ",2021,"), "line 3, '某市': line 2 has the same admin_code, index, year, source"),
    ):
        file.write_text(DEFLATORS.replace(*damage, 1), encoding="utf-8")
        with pytest.raises(InputError, match=message):
            reference.read("deflators")


@pytest.mark.parametrize("table", HERE)
def test_a_row_twice_is_refused(project, table):
    damaged(project, table, lambda rows: pd.concat([rows.head(3), rows.head(1)]))
    with pytest.raises(InputError, match=r"line 5.*line 2 has the same .*Remedy: keep one"):
        reference.read(table)


def test_another_header_name_or_cell_count_is_refused(project):
    damaged(project, "places", lambda rows: rows.drop(columns="note"))
    with pytest.raises(InputError, match="the header is another one"):
        reference.read("places")
    damaged(project, "peers", lambda rows: rows.assign(region=["甲", *rows["region"][1:]]))
    with pytest.raises(InputError, match="is called 甲 above"):
        reference.read("peers")


@pytest.mark.parametrize("plan", paths.plans())
def test_any_plan_is_asked_all_three(plan):
    with warnings.catch_warnings(action="error"):
        found = questions.tables(plan)
    assert list(found) == list(clean.ANSWERS)
    for table, rows in found.items():
        pd.testing.assert_frame_equal(schema.check(rows, table), rows)
        assert rows["plan"].eq(plan).all()
    assert found["completion"]["target_id"].is_unique


def test_a_plan_of_five_keys_and_a_table(project):
    folder = project / "data/raw/mouxian-15fyp"
    folder.mkdir()
    keys = "title_zh: 某县\nregion_zh: 某县\nregion_en: Mou County\nbaseline_year: 2025\ntarget_year: 2030\n"
    (folder / "source.yml").write_text(keys, encoding="utf-8")
    table = "指标\n2025年\n2030年\n学前教育毛入园率(%)\n93\n95\n公办幼儿园在园幼儿占比(%)\n—\n60\n"
    (folder / "indicator_table.txt").write_text(table, encoding="utf-8")
    found = questions.tables("mouxian-15fyp")
    ambition = found["ambition"].set_index(["indicator", "measure"])["code"]
    assert ambition["preschool_gross_enrolment", "level"] == "no_parent"
    assert ambition["public_kindergarten_share", "gain"] == "no_baseline"
    assert found["cohorts"]["code"].tolist() == ["no_births"]
    assert found["completion"]["code"].tolist() == ["no_observation"] * 2
    about, targets = source.read("mouxian-15fyp"), clean.plan("mouxian-15fyp")["targets"]
    for language, unknown in (("en", "not known"), ("zh", "尚不清楚")):
        told = [line for line in answers.three(found, targets, about, language).data.split("\n\n") if line]
        assert len(told) == 3 and all(unknown in line.lower() for line in told)
        assert "admin_code" in told[0] and answers.money(found["money"], targets, about, language).data
    assert "one_value_two_names" not in set(audit.plan("mouxian-15fyp")["rule"])


def test_what_the_tables_are_written_as_reads_back(processed):
    for table, rows in questions.tables("china-14fyp").items():
        schema.save(rows, table, "china-14fyp")
        pd.testing.assert_frame_equal(schema.load(table, "china-14fyp"), rows)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("certainty press_one: one copy", "press_one"), ("uncertainty official_quoted", "official"), (None, "official")],
)
def test_how_certain_a_target_is(printed, expected):
    assert certainty.of_target({"processing": printed}) == expected


def test_the_nations_next_plan_says_what_one_copy_has():
    targets = clean.plan("china-15fyp")["targets"].set_index("indicator")
    found = {name: certainty.of_target(row) for name, row in targets.iterrows()}
    assert found == {
        "working_age_mean_years_schooling": "official_quoted",
        "higher_gross_enrolment": "press_one",
        "senior_completion": "press_one",
    }
    assert (
        pd.isna(targets.loc["senior_completion", "baseline"])
        and targets.loc["higher_gross_enrolment", "baseline"] == 61.3
    )


@pytest.fixture(scope="module")
def made():
    return clean.combine()["panel"]


def test_the_panel_has_a_row_a_plan_indicator_year_and_role(made):
    assert not made.duplicated(["plan", "indicator", "year", "role"]).any()
    assert set(made["role"]) == {"baseline", "target", "observed"} and set(made["plan"]) <= set(paths.plans())
    row = made.query("plan == 'yunyang-14fyp' and indicator == 'preschool_gross_enrolment'").set_index("role")
    assert row.loc[["baseline", "observed", "target"], "value"].tolist() == [90.9, 91.56, 95]
    assert row.loc["baseline", ["level", "adopted", "nature", "halfwidth"]].tolist()[:2] == ["county", 2021]
    assert row.loc["target", "nature"] == "expected"
    press = made.query("plan == 'china-15fyp' and role == 'target'").set_index("indicator")["certainty"]
    assert press["higher_gross_enrolment"] == "press_one"


def test_the_example_of_the_panel_runs(made, capsys):
    page = (PROJECT / "docs/methods.md").read_text(encoding="utf-8")
    example = re.search(r"### All plans as one panel.+?```python\n(.+?)```", page, re.DOTALL)[1]
    names = {}
    exec(example, names)
    assert "baseline" in capsys.readouterr().out and len(names["wide"]) >= 15
    slope = names["fit"].params["baseline"]
    expected = names["wide"].cov().loc["baseline", "gain"] / names["wide"]["baseline"].var()
    assert slope == pytest.approx(expected)
