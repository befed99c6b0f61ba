"""Questions about rates and about two places: what a check says of right and of wrong numbers, in both languages."""

import pytest

from helpers.codebook import schema
from helpers.errors import InputError
from helpers.teaching import answers, choices, precedents, question, rates, texts, ways
from helpers.teaching.cases import one_county_one_city as places
from helpers.teaching.cases import preschool_enrolment as preschool
from helpers.teaching.numbers import accepts, diagnose

LANGUAGES = ("en", "zh")
TARGETS = schema.load("targets", "yunyang-14fyp")
SEEN = schema.load("observations", "yunyang-14fyp")
NATION = schema.load("observations", "china-14fyp")
GROSS = ways.promised(TARGETS, "preschool_gross_enrolment@2025")
CHILDREN = ways.promised(TARGETS, "preschool_enrolment@2025")
FIRST_YEAR = ways.observed(SEEN, "preschool_gross_enrolment", 2020, 2021)
FAST = ways.promised(schema.load("targets", "yantai-14fyp"), "public_kindergarten_share@2025")
NEAR = ways.observed(NATION, "not_private_kindergarten_share", 2020, 2025)
SHARES = "dual_qualified_share_vocational_schools@open", "dual_qualified_share_specialist@2025"
ASKED = {
    "headway": lambda language="en": rates.headway(GROSS, FIRST_YEAR, language),
    "age_group": lambda language="en": rates.age_group(CHILDREN, GROSS, language),
    "above": lambda language="en": rates.above(CHILDREN, language),
    "years_at": lambda language="en": precedents.years_at(FAST, NEAR, language),
    "overlap": lambda language="en": precedents.overlap(TARGETS, *SHARES, language),
}


@pytest.mark.parametrize(
    ("kind", "number", "key"),
    [
        ("headway", 0.8, "right"),
        ("headway", 0.805, "right"),
        ("headway", 0.16, "done"),
        ("headway", 0.2, "gone"),
        ("headway", 1.24, "required_above"),
        ("headway", 0.964, "of_the_level"),
        ("headway", 0.66, "pace_so_far"),
        ("headway", -0.16, "pace_apart"),
        ("headway", 1.303, "still_over"),
        ("headway", 80.5, "as_percent"),
        ("headway", 0.483, "years_off"),
        ("age_group", 31579, "right"),
        ("age_group", "31,579", "right"),
        ("age_group", 3.16, "in_wan"),
        ("age_group", 28500, "part_of_part"),
        ("age_group", 316, "hundredth"),
        ("age_group", 30000, "level_start"),
        ("above", 3.4, "right"),
        ("above", 3.45, "right"),
        ("above", 0, "cut_off"),
        ("above", 103.4, "whole_rate"),
        ("above", -3.33, "swapped"),
        ("above", 96.7, "swapped_rate"),
        ("above", 0.034, "fraction"),
        ("above", 1000, "heads_beyond"),
        ("years_at", 19.4, "right"),
        ("years_at", 19, "right"),
        ("years_at", 3.87, "times_over"),
        ("years_at", 1.29, "other_way_round"),
        ("years_at", 23.2, "six_years"),
        ("years_at", 8.94, "from_there"),
        ("years_at", 23.8, "by_percent"),
        ("years_at", 1.75, "pace_of_other"),
        ("years_at", 5, "years_given"),
        ("overlap", 91.7, "right"),
        ("overlap", 92, "right"),
        ("overlap", 109, "more_than_all"),
        ("overlap", 5, "apart"),
        ("overlap", 33, "share_of_share"),
        ("overlap", 57.5, "midway"),
        ("overlap", 0.917, "fraction"),
    ],
)
def test_what_a_number_is(kind, number, key):
    assert diagnose(ASKED[kind](), number) == [key]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ASKED)
def test_questions_and_checks_speak_and_do_not_tell(kind, language):
    one = ASKED[kind](language)
    assert one.kind == kind and kind in texts.KINDS
    assert "{" not in question.ask(one).data and "worked" not in repr(one)
    assert f"{one.value:.4g}" not in question.ask(one).data
    for key, number in one.wrong:
        said = texts.NUMBERS[key][LANGUAGES.index(language)].format(given="…", **one.fields)
        assert "{" not in said
        assert accepts(number, one.value, one.low, one.high) or f"{one.value:.3g}" not in said
    assert answers.right(one, one.value, one.unit)
    assert answers.solution(one).data.startswith("**") and len(answers.catalogue(one).data.splitlines()) > 4


@pytest.mark.parametrize("indicator", ["preschool_gross_enrolment", "public_kindergarten_share"])
def test_r_is_that_of_notebook_04(indicator):
    judged = schema.load("progress", "yunyang-14fyp").set_index("target_id")
    way = ways.promised(TARGETS, f"{indicator}@2025")
    assert rates.headway(way, ways.observed(SEEN, indicator, 2020, 2021)).value == pytest.approx(
        judged.loc[f"{indicator}@2025", "ratio"]
    )


def test_a_gross_rate_is_not_told_to_have_a_whole_above_it():
    said = answers.check(rates.step(GROSS), 0.82, "points a year", "compound").data
    assert said.count("✓") == 2 and "whole above" not in said and "in points" in said


def test_rounding_of_both_counts_in_an_age_group():
    one = rates.age_group(CHILDREN, GROSS)
    assert (round(one.low), round(one.high)) == (31053, 32105)
    findings = schema.load("findings", "yunyang-14fyp").query("rule == 'implied_cohort'")
    assert findings["arithmetic"].str.contains("[31,053, 32,105]", regex=False).any()


def test_a_target_without_baseline_starts_from_what_was_seen():
    way = rates.against(TARGETS, SEEN, "inclusive_kindergarten_share@2025")
    assert (way.start, way.h0, way.first, way.end, way.last) == (97.14, 0.005, 2021, 95.0, 2025)
    with pytest.raises(InputError, match="no published level"):
        rates.against(TARGETS, SEEN, "first_class_kindergartens@open")
    with pytest.raises(InputError, match="0 targets with a number"):
        precedents.named(TARGETS, "no_such@2025")


def items(language):
    other = precedents.named(TARGETS, SHARES[1], language)
    more = precedents.spread(FAST, language) | {"other": other, "wanted": FAST.years, "published": "2021-12-23"}
    entries = [(places, FAST, name) for name in ("STEP", "NAME", "PROXY", "NO_SERIES", "ONE_YEAR", "ROUNDING")]
    entries += [(preschool, GROSS, name) for name in ("CHANGE", "HEADS", "ABOVE", "HUNDRED", "ADOPTED", "REACHED")]
    return [choices.item(getattr(case, name), way, language, **more) for case, way, name in entries]


@pytest.mark.parametrize("language", LANGUAGES)
def test_items_have_three_options_and_say_why(language):
    for one in items(language):
        assert len(one.options) == 3 and all(remark for _, remark in one.options)
        assert "{" not in one.asked + str(one.options)
        told = choices.check([one] * 3, list("abc")).data
        assert told.count("✓") == 1 and told.count("✗") == 2
    assert [one.right for one in items("en")] == [one.right for one in items("zh")]
