"""Reading critically: what the rules find in the real documents, and that they find nothing where nothing is wrong."""

import re
from functools import cache

import pandas as pd
import pytest
from conftest import PROJECT
from typer.testing import CliRunner

from helpers import audit, clean, paths
from helpers.__main__ import app
from helpers.audit import case, sentences
from helpers.codebook import relations, schema
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
    ("yunyang-14fyp", "sum_of_another_year", "schools_three_classrooms"),
    ("yunyang-14fyp", "table_against_prose", "senior_gross_enrolment"),
    ("yunyang-14fyp", "table_against_prose", "compulsory_retention"),
    ("yunyang-14fyp", "within_rounding", "compulsory_retention"),
    ("yunyang-14fyp", "within_rounding", "education_share_public_spending"),
    ("yunyang-14fyp", "stock_already_larger", "dual_bases"),
    ("yunyang-14fyp", "new_against_share", "masters_share"),
    ("yunyang-14fyp", "only_whole_numbers", "large_class_share_senior"),
    ("yunyang-14fyp", "part_exceeds_whole", "extra_large_class_share"),
    ("yunyang-14fyp", "bounds_touch", "large_classes_compulsory"),
    ("yunyang-14fyp", "mean_of_the_rest", "mean_years_schooling"),
    ("yunyang-14fyp", "places_added", "places_added"),
    ("yunyang-14fyp", "change_without_level", "myopia_share"),
    ("yunyang-14fyp", "kindred_stock", "expert_studios"),
    ("yunyang-14fyp", "one_value_two_names", "programmes_matching_county_industry"),
    ("yunyang-14fyp", "faster_than_cohorts", "mean_years_schooling"),
    ("yunyang-14fyp", "implied_cohort", "preschool_enrolment"),
    ("yunyang-14fyp", "implied_cohort", "senior_enrolment"),
    ("yunyang-14fyp", "capacity_and_enrolment", "vocational_places_added"),
    ("yunyang-14fyp", "no_history_matches", "mean_years_schooling"),
    ("yunyang-14fyp", "share_met_while_places_empty", "public_kindergarten_share"),
    ("yunyang-14fyp", "places_while_pupils_fall", "places_added"),
    ("yunyang-14fyp", "damaged_figure", "arts_skills"),
    ("yantai-14fyp", "capacity_and_enrolment", "compulsory_places_added"),
    ("yantai-14fyp", "bound_of_a_range", "arts_skills"),
    ("yantai-14fyp", "kept_level_unknown", "vocational_general_ratio"),
    ("yantai-14fyp", "one_value_two_names", "compulsory_teacher_rotation"),
    ("yantai-14fyp", "kept_level_unknown", "inclusive_kindergarten_share"),
    ("yantai-14fyp", "after_the_plan", "myopia_share_age6"),
    ("yantai-14fyp", "one_value_two_names", "public_kindergarten_share"),
    ("yantai-14fyp", "target_is_baseline", "compulsory_retention"),
    ("chuxiong-2023-2025", "number_or_bound", "industry_education_communities"),
    ("chuxiong-2023-2025", "named_one_by_one", "inclusive_counties_recognised"),
    ("yongchuan-2022-2025", "bound_of_a_range", "sports_skills"),
}
NOT_FOUND = {
    ("yantai-14fyp", "number_or_bound", "arts_skills"),
    ("yantai-14fyp", "exactly_100", "compulsory_retention"),
}
"""What a rule must not say: a bound against itself, what another finding says, one figure with a year and without."""
OF_PLANS = {
    ("yantai-14fyp", "draft"),
    ("chuxiong-2023-2025", "due_when_published"),
    ("chuxiong-2023-2025", "no_baseline_published"),
    ("yongchuan-2022-2025", "no_baseline_published"),
}


@cache
def audited(plan, language="en"):
    """Give the findings of a plan of the project."""
    return audit.plan(plan, language)


@pytest.fixture(scope="module")
def found():
    return pd.concat([audited(plan) for plan in DOCUMENTS], ignore_index=True)


def test_what_the_documents_are_known_to_get_wrong_is_found(found):
    assert set(found[["plan", "rule", "indicator"]].itertuples(index=False, name=None)) >= EXPECTED
    assert set(found[["plan", "rule"]].itertuples(index=False, name=None)) >= OF_PLANS
    assert not NOT_FOUND & set(found[["plan", "rule", "indicator"]].itertuples(index=False, name=None))


def test_totals_that_do_add_up_are_no_findings(found):
    """Yunyang's pupils and students, and its yearly changes in yuan and percent, agree."""
    rules = set(found.loc[found["plan"] == "yunyang-14fyp", "rule"])
    assert not rules & {"parts_and_total", "share_against_count", "change_against_rate"}


def test_two_rates_that_say_what_they_are_of_are_not_one(found):
    yongchuan = found[found["plan"] == "yongchuan-2022-2025"]
    assert "one_value_two_names" not in set(yongchuan["rule"])


@pytest.mark.parametrize(
    ("rule", "arithmetic"),
    [
        ("new_against_share", "5 % × 2,500 / 30 % = 417 > 200"),
        ("named_one_by_one", "6 > 4"),
        ("only_whole_numbers", "34 / 458 = 7.42 %; 9 / 458 = 1.97 %"),
        ("part_exceeds_whole", "1.97 > 1.25"),
        ("bounds_touch", "56–66 | ≥ 66"),
        ("mean_of_the_rest", "10.4 − 8.51 = 1.89 > 12 − 11.3 = 0.7; 8.51 / 11.3 = 75.3 %"),
        ("kindred_stock", "3 + 100 = 103 | 102"),
        ("no_history_matches", "10.4 − 8.51 = 1.89 | 0 / 23"),
        ("share_met_while_places_empty", "60 % × 18,608 = 11,165 [10,954, 11,376] < 16,124 [15,832, 16,417]"),
        ("places_while_pupils_fall", "9,760 | 18,608 [18,256, 18,960] < 29,000"),
    ],
)
def test_an_oddity_is_found_once_with_its_numbers(found, rule, arithmetic):
    assert found.loc[found["rule"] == rule, "arithmetic"].tolist() == [arithmetic]


def test_the_nation_prints_nothing_odd_but_a_target_that_was_reached():
    """Its sums hold within rounding, its class sizes do not touch and its shares have their counts."""
    assert audited("china-14fyp")["rule"].tolist() == ["already_reached"]


@pytest.mark.parametrize("plan", paths.plans())
def test_the_committed_findings_are_those_of_the_rules(plan):
    assert schema.to_csv(audited(plan)) == (paths.processed(plan) / "findings.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("plan", DOCUMENTS)
def test_every_figure_of_a_finding_is_printed_at_its_place(plan):
    findings, printed = audited(plan), clean.published(plan)
    found, wanted = audit.traced(findings, printed)
    assert found == wanted
    assert audit.traced(findings.assign(printed_a="1"), printed)[0] < wanted


@pytest.mark.parametrize("title", ["a title", ""])
def test_figures_of_a_table_are_found_at_their_place_whether_it_has_a_title_or_none(project, title):
    """The place is named once, in `clean.official.places`; the file stands for a title that is missing."""
    file = project / "data/raw/yantai-14fyp/indicator_table.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    printed = clean.published("yantai-14fyp")["table"].title
    head = next(number for number, line in enumerate(lines) if line.strip() == printed)
    file.write_text("\n".join([*lines[:head], title, *lines[head + 1 :]]), encoding="utf-8")
    source = project / "data/raw/yantai-14fyp/source.yml"
    source.write_text(source.read_text(encoding="utf-8").partition("\nsha256:")[0], encoding="utf-8")
    findings = audit.plan("yantai-14fyp")
    found, wanted = audit.traced(findings, clean.published("yantai-14fyp"))
    assert found == wanted
    assert findings["locator_a"].str.startswith(title or "indicator_table.txt").sum() > 3


def test_the_arithmetic_holds(found):
    """All sides of an equation are equal to as many decimals as its last side prints, or to six digits."""
    checked = 0
    for equation in found["arithmetic"].dropna().str.split("; | \\| ").explode():
        plain = re.sub(r" ≠.*| ±.*| \([\d, ]+\)$|,(?=\d{3})", "", equation)
        plain = re.sub(r"([\d.]+) %", r"(\1/100)", plain)
        for part in re.split(" [<>] ", plain.translate(str.maketrans("−×", "-*"))):
            sides = part.split(" = ")
            if len(sides) > 1 and all(re.fullmatch(r"[\d\s.()+*/-]+", side) for side in sides):
                decimals = len(sides[-1].partition(".")[2].partition("/")[0]) + 2 * ("/100" in sides[-1])
                rounding = max(0.5 * 10**-decimals, 1e-5 * abs(eval(sides[-1])))
                assert max(map(eval, sides)) - min(map(eval, sides)) <= rounding + 1e-12, equation
                checked += 1
    assert checked >= 18


def test_the_arithmetic_speaks_in_numbers_alone(found):
    """It stands in both languages as it is."""
    assert not found["arithmetic"].dropna().str.contains(r"[^\W\d]").any()
    for plan in DOCUMENTS:
        zh = audited(plan, "zh")
        assert zh["arithmetic"].fillna("").tolist() == audited(plan)["arithmetic"].fillna("").tolist()


def added(total, *parts, halfwidth=0.0):
    """Hold a total against its parts, the half-width being that of each."""
    rows = [
        {"indicator": slug, "value": n, "halfwidth": halfwidth} for slug, n in zip("abc", (total, *parts), strict=True)
    ]
    relation = {"relation": "sum", "whole": "a", "parts": ["b", "c"]}
    return audit.findings(case.example(observations=rows, relations=[relation]))["rule"].tolist()


@pytest.mark.parametrize(
    ("off", "found"), [(0.14, []), (0.15, []), (0.151, ["parts_and_total"]), (-0.15, []), (-0.151, ["parts_and_total"])]
)
def test_parts_may_miss_their_total_by_the_halfwidths_of_all_three(off, found):
    assert added(10.0, 6.0, 4.0 + off, halfwidth=0.05) == found


def share_of(share, count, total, halfwidth=0.0, **more):
    rows = [
        {"indicator": "s", "value": share, "halfwidth": 0.005},
        {"indicator": "n", "value": count, "halfwidth": halfwidth},
        {"indicator": "t", "value": total, "halfwidth": halfwidth},
    ]
    relation = {"relation": "share", "whole": "s", "parts": ["n", "t"]}
    rules = audit.findings(case.example(observations=rows, relations=[relation]))["rule"]
    return rules[rules == "share_against_count"].tolist()


@pytest.mark.parametrize(
    ("share", "halfwidth", "found"),
    [
        (1.255, 0.0, []),
        (1.256, 0.0, ["share_against_count"]),
        (1.244, 0.0, ["share_against_count"]),
        (1.27, 0.5, []),
        (1.28, 0.5, ["share_against_count"]),
    ],
)
def test_a_share_may_miss_its_count_by_the_halfwidths_of_all_three(share, halfwidth, found):
    """31 of 2,480 are 1.25 %, from 30.5/2,480.5 = 1.2296 to 31.5/2,479.5 = 1.2704 with counts that were rounded."""
    assert share_of(share, 31, 2480, halfwidth) == found


def test_a_promised_share_is_not_held_against_a_total_that_was_observed():
    goals = [{"indicator": "s", "target_low": 30.0}, {"indicator": "n", "target_low": 2500.0}]
    seen = [{"indicator": "t", "value": 5000.0, "year": 2025}]
    relation = {"relation": "share", "whole": "s", "parts": ["n", "t"]}
    given = case.example(targets=goals, observations=seen, relations=[relation])
    assert audit.findings(given)["rule"].tolist().count("share_against_count") == 0


@pytest.mark.parametrize("bound", [{"comparator": ">=", "target_high": None}, {"comparator": "~"}])
def test_a_bound_is_not_computed_with_as_if_it_were_a_number(bound):
    """No total, no age group and no miss follow from at least or from about so many."""
    share, count = {"indicator": "s", "target_low": 30.0}, {"indicator": "n", "target_low": 2500.0}
    pupils = {"indicator": "p", "kind": "projection", "unit": "persons", "target_low": 3e4, "baseline": 29e3}
    relations = [("share", "s", ["n"]), ("cohort", "s", ["p"]), ("sum", "n", ["s", "p"])]
    given = [dict(zip(("relation", "whole", "parts"), row, strict=True)) for row in relations]
    starts = {"baseline": 28.0, "baseline_halfwidth": 0.0}
    rules = {"implied_total", "implied_cohort", "parts_and_total"}

    def found(more):
        goals = [share | starts | more, count, pupils | {"baseline_halfwidth": 0.0, "target_halfwidth": 0.0}]
        return rules & set(audit.findings(case.example(targets=goals, relations=given))["rule"])

    assert found({}) == rules and found(bound) == set()


@pytest.mark.parametrize(
    ("first", "second", "severity"),
    [
        ({}, {"target_low": 97.0}, "error"),
        ({}, {"target_low": 97.0, "target_year": None}, "warning"),
        ({"target_year": None}, {"target_low": 97.0, "target_year": None}, "warning"),
        ({}, {"target_low": 97.0, "comparator": ">=", "target_high": None}, "note"),
        ({}, {"target_low": 99.0, "comparator": ">=", "target_high": None}, "error"),
        ({}, {"target_low": None, "target_high": 97.0, "comparator": "<="}, "error"),
        ({}, {"target_low": 98.0, "target_high": 99.0, "comparator": "range"}, "note"),
        ({}, {"target_low": 97.0, "comparator": "~"}, "note"),
        ({}, {"target_low": 80.0, "comparator": "~"}, "error"),
        ({}, {"target_low": 98.0, "target_halfwidth": 0.5}, "note"),
        ({}, {"target_low": 97.0, "target_year": 2030}, None),
    ],
)
def test_two_numbers_contradict_each_other_only_for_one_year_and_where_no_reading_holds_both(first, second, severity):
    goal = {"indicator": "a", "target_low": 98.5}
    found = audit.findings(case.example(targets=[goal | first, goal | second])).set_index("rule")["severity"]
    assert found.get("one_name_two_values") == severity
    assert "no_baseline_published" in found


@pytest.mark.parametrize(
    ("said", "printed"), [("保持大体相当", 1), ("稳定在1:1", 1), ("不低于现有水平", 1), ("大体相当", 0)]
)
def test_what_is_to_be_kept_is_asked_for_its_level_whatever_its_kind(said, printed):
    for kind in ("level", "maintain", "parity"):
        goal = {"indicator": "a", "target_low": 1.0, "kind": kind, "unit": "ratio", "printed": said}
        rules = audit.findings(case.example(targets=[goal]))["rule"].tolist()
        assert rules.count("kept_level_unknown") == (1 if kind == "maintain" else printed)


@pytest.mark.parametrize("kind", ["level", "increment", "maintain"])
@pytest.mark.parametrize("basis", ["level", "total"])
def test_a_count_that_is_there_already_is_found_whatever_kind_is_promised(kind, basis):
    goal = {"indicator": "a", "target_low": 1.0, "kind": kind, "family": "count", "printed": "1个"}
    for there, times in ((1.0, 1), (0.0, 0)):
        seen = {"indicator": "a", "value": there, "basis": basis}
        rules = audit.findings(case.example(targets=[goal], observations=[seen]))["rule"].tolist()
        assert rules.count("stock_already_larger") == times
        assert "already_reached" not in rules


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


def test_what_the_questions_answer_is_asked_with_its_evidence_and_never_a_verdict(found):
    rules = {rule for _, rule, _ in EXPECTED} & {"no_history_matches", "share_met_while_places_empty"}
    asked = found[found["rule"].isin({*rules, "places_while_pupils_fall"})]
    assert len(asked) == 3 and set(asked["severity"]) == {"note"}
    assert asked["finding"].str.contains(r"\?").all() and asked["finding"].str.contains("official: ").all()
    assert asked["finding"].str.contains("scenario: .*no births in the data|is not known").all()
    matched = asked.loc[asked["rule"] == "no_history_matches", "finding"].item()
    assert "of 90 countries" in matched and "6 did (UNDP HDR, 2023/24, up to 2020)" in matched


def test_findings_are_told_in_chinese():
    told = audited("yunyang-14fyp", "zh")["finding"]
    assert told.str.contains(r"[\u4e00-\u9fff]").all()
    assert not told.str.contains("promised|printed|the |lost").any()
    assert not told.str.contains(r"\d %|[a-z]{4}").any()


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
