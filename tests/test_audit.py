"""Reading critically: what the rules find in the real documents, and that they find nothing where nothing is wrong."""

import re

import pandas as pd
import pytest
from conftest import PROJECT
from typer.testing import CliRunner

from helpers import audit, clean, paths, relations, schema
from helpers.__main__ import app
from helpers.audit import case, sentences
from helpers.errors import InputError

DOCUMENTS = ["yunyang-14fyp", "yantai-14fyp", "chuxiong-2023-2025", "yongchuan-2022-2025"]
DECLARED = next(field for field in schema.fields("findings") if field["name"] == "rule")["constraints"]["enum"]
EXPECTED = {
    ("yunyang-14fyp", "ratio_against_words", "vocational_general_ratio"),
    ("yunyang-14fyp", "one_term_two_values", "dual_qualified_share_specialist"),
    ("yunyang-14fyp", "already_reached", "inclusive_kindergarten_share"),
    ("yunyang-14fyp", "stock_already_larger", "feature_schools"),
    ("yunyang-14fyp", "scope_from_share", "large_classes_compulsory"),
    ("yunyang-14fyp", "spending_exceeds_total", "public_budget_education"),
    ("yunyang-14fyp", "whole_without_a_part", "compulsory_entry"),
    ("yunyang-14fyp", "stock_or_new", "backbone_teachers"),
    ("yunyang-14fyp", "sum_within_rounding", "education_input"),
    ("yunyang-14fyp", "sum_of_another_year", "schools_three_classrooms"),
    ("yunyang-14fyp", "table_against_prose", "senior_gross_enrolment"),
    ("yunyang-14fyp", "table_against_prose", "compulsory_retention"),
    ("yunyang-14fyp", "two_dates", "vocational_general_ratio"),
    ("yunyang-14fyp", "one_value_two_names", "programmes_matching_county_industry"),
    ("yunyang-14fyp", "faster_than_cohorts", "mean_years_schooling"),
    ("yunyang-14fyp", "implied_cohort", "preschool_enrolment"),
    ("yunyang-14fyp", "implied_cohort", "senior_enrolment"),
    ("yunyang-14fyp", "capacity_and_enrolment", "vocational_places_added"),
    ("yunyang-14fyp", "damaged_figure", "arts_skills"),
    ("yantai-14fyp", "capacity_and_enrolment", "compulsory_places_added"),
    ("yantai-14fyp", "number_or_bound", "arts_skills"),
    ("yantai-14fyp", "one_value_two_names", "compulsory_teacher_rotation"),
    ("yantai-14fyp", "kept_level_unknown", "inclusive_kindergarten_share"),
    ("yantai-14fyp", "exactly_100", "compulsory_retention"),
    ("yantai-14fyp", "after_the_plan", "myopia_share_age6"),
    ("yantai-14fyp", "one_value_two_names", "public_kindergarten_share"),
    ("yantai-14fyp", "target_is_baseline", "compulsory_retention"),
    ("chuxiong-2023-2025", "number_or_bound", "industry_education_communities"),
}
OF_PLANS = {
    ("yantai-14fyp", "draft"),
    ("chuxiong-2023-2025", "due_when_published"),
    ("chuxiong-2023-2025", "no_baseline_published"),
    ("yongchuan-2022-2025", "no_baseline_published"),
}


@pytest.fixture(scope="module")
def found():
    return pd.concat([audit.plan(plan) for plan in DOCUMENTS], ignore_index=True)


def test_what_the_documents_are_known_to_get_wrong_is_found(found):
    assert set(found[["plan", "rule", "indicator"]].itertuples(index=False, name=None)) >= EXPECTED
    assert set(found[["plan", "rule"]].itertuples(index=False, name=None)) >= OF_PLANS


def test_totals_that_do_add_up_are_no_findings(found):
    """Yunyang's pupils and students, and its yearly changes in yuan and percent, agree."""
    rules = set(found.loc[found["plan"] == "yunyang-14fyp", "rule"])
    assert not rules & {"parts_and_total", "share_against_count", "change_against_rate"}


def test_two_rates_that_say_what_they_are_of_are_not_one(found):
    yongchuan = found[found["plan"] == "yongchuan-2022-2025"]
    assert "one_value_two_names" not in set(yongchuan["rule"])


@pytest.mark.parametrize("plan", paths.plans())
def test_the_committed_findings_are_those_of_the_rules(plan):
    assert schema.to_csv(audit.plan(plan)) == (paths.processed(plan) / "findings.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("plan", DOCUMENTS)
def test_every_figure_of_a_finding_is_printed_at_its_place(plan):
    findings, printed = audit.plan(plan), clean.published(plan)
    found, wanted = audit.traced(findings, printed)
    assert found == wanted
    assert audit.traced(findings.assign(printed_a="1"), printed)[0] < wanted


def test_the_arithmetic_holds(found):
    """All sides of an equation are equal to as many decimals as its last side prints, or to six digits."""
    checked = 0
    for equation in found["arithmetic"].dropna().str.split("; ").explode():
        plain = re.sub(r", printed.*| \([\d, ]+\)$|,(?=\d{3})", "", equation)
        plain = re.sub(r"([\d.]+) %", r"(\1/100)", plain)
        sides = plain.translate(str.maketrans("−×", "-*")).split(" < ")[0].split(" = ")
        if len(sides) > 1 and all(re.fullmatch(r"[\d\s.()+*/-]+", side) for side in sides):
            rounding = max(0.5 * 10 ** -len(sides[-1].partition(".")[2]), 1e-5 * abs(eval(sides[-1])))
            assert max(map(eval, sides)) - min(map(eval, sides)) <= rounding, equation
            checked += 1
    assert checked >= 12


def test_a_plan_in_which_nothing_is_wrong_has_no_findings():
    pupils = {"kind": "projection", "unit": "persons", "family": "count", "target_halfwidth": 0.0}
    goals = [
        {"indicator": "a", "target_low": 95.0, "baseline": 90.9, "baseline_halfwidth": 0.05, "origin": "table"},
        {"indicator": "a", "target_low": 95.0, "target_id": "a@2025#2"},
        {"indicator": "total", "target_low": 96000, "baseline": 102000} | pupils,
        {"indicator": "one", "target_low": 63000, "baseline": 64000} | pupils,
        {"indicator": "two", "target_low": 33000, "baseline": 38000} | pupils,
    ]
    relation = {"relation": "sum", "whole": "total", "parts": ["one", "two"]}
    given = case.example(targets=goals, observations=[{"indicator": "a", "value": 92.0, "year": 2021}])
    given.relations = [relation]
    assert audit.findings(given).empty


def test_every_rule_has_a_sentence_in_both_languages_and_is_explained():
    assert set(sentences.SENTENCES) == set(DECLARED)
    assert all(len(pair) == 2 and pair[0] != pair[1] for pair in sentences.SENTENCES.values())
    page = (PROJECT / "docs/methods.md").read_text(encoding="utf-8")
    assert [rule for rule in DECLARED if f"`{rule}`" not in page] == []


def test_every_rule_has_an_example_that_fires_and_one_that_does_not():
    """The examples run with the tests; here: each shows a finding and an empty list."""
    for rule in audit.RULES:
        answers = [line for line in rule.__doc__.splitlines() if re.match(r"\s+[(\[]", line)]
        assert any("[]" in line for line in answers) and any("['" in line or "[(" in line for line in answers), rule


def test_findings_are_told_in_chinese():
    told = audit.plan("yunyang-14fyp", "zh")["finding"]
    assert told.str.contains(r"[\u4e00-\u9fff]").all()
    assert not told.str.contains("promised|printed|the |lost").any()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("sums,compulsory_enrolment,primary_enrolment,", "line 2, 'sums': is no relation"),
        ("ratio,compulsory_enrolment,no_such_slug,", "line 2, 'ratio': has 1 parts. Remedy: write 2 to 2"),
        ("part,compulsory_enrolment,no_such_slug,", "line 2, 'no_such_slug': data/raw/indicators.csv has no no_such"),
        ("part,compulsory_enrolment", "line 2: has more or fewer cells than the header"),
    ],
)
def test_a_wrong_relation_is_refused(project, line, message):
    file = project / "data/raw/relations.csv"
    file.write_text(f"relation,whole,parts,note\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        relations.read(clean.plan("yantai-14fyp")["indicators"])


def test_check_prints_every_finding_with_its_places(found):
    done = CliRunner().invoke(app, ["check", "yantai-14fyp"])
    assert done.exit_code == 0
    for finding in found[found["plan"] == "yantai-14fyp"].itertuples():
        assert finding.finding in done.output
    assert "附件·2: 6万个 | “十四五”时期全市教育事业发展规划指标·3: 51.03" in done.output
    assert CliRunner().invoke(app, ["check", "--language", "fr"]).exit_code != 0
