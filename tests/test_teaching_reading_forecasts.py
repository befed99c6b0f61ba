"""Reading a plan, forecasting the past: what is shown only after an answer, what scores and rubrics say."""

import math
import shutil

import nbformat
import pandas as pd
import pytest
from conftest import PROJECT

from helpers.codebook import schema
from helpers.errors import InputError
from helpers.runner import jobs, workers
from helpers.teaching import answers, choices, classroom, forecasts, reading, rubric, scores, texts, ways
from helpers.teaching.cases import forecast_the_past, read_a_plan_critically
from helpers.teaching.numbers import diagnose

LANGUAGES = ("en", "zh")
MISSING = [(None, None), (88, None), ("", 95), ("  ", " "), (95, 88), (90, 90), ("about 90", 95), (0.88, 0.95)]


@pytest.fixture(scope="module", params=LANGUAGES)
def asked(request):
    seen = schema.load("observations", "china-14fyp")
    return forecasts.make(seen, "preschool_gross_enrolment", 2020, 2025, request.param)


@pytest.mark.parametrize("pair", MISSING)
def test_nothing_is_revealed_before_an_interval_stands_there(asked, pair):
    shown = [forecasts.committed(asked, *pair), forecasts.reveal(asked, *pair), forecasts.picture(asked, *pair, [])]
    shown += [scores.table((asked, *pair)), scores.trials([asked], (asked, *pair))]
    shown += [scores.takeaway([asked], (asked, 88, 95), (asked, *pair))]
    shown += [forecasts.ask(asked), forecasts.shown(asked)]
    for one in shown[:6]:
        assert one.data.startswith("○") and "{" not in one.data and len(one.data) > 16
    told = "".join(one.data for one in shown) + repr(asked)
    assert not [value for value in asked.all["value"].tail(5) if f"{value:g}" in told]
    assert not forecasts.opened((asked, 88, 95), (asked, *pair))


@pytest.mark.parametrize("pair", [(88, 95), ("88", " 95 "), (0, 100), (93.5, 96), (85, 86), (92, 94), (-5, 300)])
def test_a_reveal_says_whether_it_held_and_keeps_to_one_trial(asked, pair):
    low, high = map(float, pair)
    said = forecasts.reveal(asked, *pair).data
    held = low <= asked.way.end <= high
    assert said.splitlines()[2].startswith("- ●" if held else "- ×")
    assert ("one trial" in said) or ("只是一次检验" in said)
    assert said.count("\n- ") == 5 and "{" not in said and "nan" not in said


def test_where_what_came_lies_at_the_ends_and_within_rounding(asked):
    way = asked.way
    assert forecasts.where((way.end, way.end + 1), way) == forecasts.where((way.end - 1, way.end), way) == "held"
    assert forecasts.where((way.end + way.h1 / 2, 99), way) == "edge"
    assert forecasts.where((80, way.end - way.h1 / 2), way) == "edge"
    assert forecasts.where((way.end + 2 * way.h1, 99), way) == "below"
    assert forecasts.where((80, way.end - 2 * way.h1), way) == "above"


def test_the_model_knows_nothing_of_later_years(asked):
    seen = schema.load("observations", "china-14fyp")
    until = seen[seen["year"].le(2020) | seen["year"].eq(2025)]
    for level in (0.8, 0.95):
        again = forecasts.make(until, asked.indicator, 2020, 2025, asked.language)
        assert forecasts.interval(asked, level) == forecasts.interval(again, level)
    assert asked.known["year"].max() == 2020 == max(forecasts.tried(asked)["year"])


def test_a_forecast_needs_a_year_that_came():
    with pytest.raises(InputError, match="no published level of 2031"):
        forecasts.make(schema.load("observations", "china-14fyp"), "preschool_gross_enrolment", 2020, 2031)


def test_the_score_is_proper():
    """Of all intervals about a known distribution the one between its tenth and ninetieth part costs least."""
    from scipy.stats import norm

    draws = norm.ppf([(place + 0.5) / 2000 for place in range(2000)])
    mean = {end: sum(scores.score(-end, end, draw) for draw in draws) / 2000 for end in (0.6, 1.0, 1.2816, 1.6, 2.5)}
    assert min(mean, key=mean.get) == 1.2816


def test_the_score_grows_with_width_and_with_the_miss():
    assert scores.score(0, 10, 5) == scores.score(0, 10, 10) == 10
    assert scores.score(0, 20, 5) > scores.score(0, 10, 5)
    assert math.isclose(scores.score(0, 10, 11) - scores.score(0, 10, 10), scores.fine())
    assert math.isclose(scores.score(0, 10, -1), scores.score(0, 10, 11))


def every(language):
    """Ask one of each numeric question."""
    targets, seen = (schema.load(name, "yunyang-14fyp") for name in ("targets", "observations"))
    kinds = [ways.promised(targets, f"{kind}_senior_enrolment@2025") for kind in ("vocational", "general")]
    trained = reading.published(seen, "backbone_teachers_trained", 2020)
    teachers = reading.beside(targets, "backbone_teachers@2025", trained)
    nation = schema.load("observations", "china-14fyp")
    one = forecasts.make(nation, "preschool_gross_enrolment", 2020, 2025, language)
    asked = [
        reading.ratio(*kinds, language),
        reading.to_equal(*kinds, language),
        reading.lacking(teachers, 500, language),
    ]
    asked += [reading.each(5000, kinds[0], language), scores.question(one, language)]
    return [*asked, *(forecasts.straight(forecasts.history(one, years), 2025, language) for years in (0, 5))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_number_is_right_and_known_wrong_ones_are_told(language):
    for one in every(language):
        assert answers.right(one, one.value, one.unit or None)
        assert diagnose(one, float(f"{one.value:.3g}")) == ["right"]
        for key, number in one.wrong:
            found = diagnose(one, number)
            same = one.low <= number <= one.high and found == ["right"]
            assert same or key in found or len(found) == 2, (one.kind, key, found)
            for said in texts.NUMBERS[key]:
                assert "{" not in said.format(given="1", **one.fields)


def test_what_is_right():
    right = [round(one.value, 2) for one in every("en")]
    assert right == [0.33, 9000, 514, 3.33, 27.6, 99.5, 95.4]


def test_a_part_of_both_may_be_the_ratio_of_the_start():
    ratio = every("en")[0]
    assert set(diagnose(ratio, 0.25)) == {"of_both", "ratio_at_start"}


def test_every_gravity_has_its_own_remark():
    found = schema.load("findings", "yunyang-14fyp")
    for language in LANGUAGES:
        for severity in ("warning", "note"):
            one = reading.gravity(found[found["severity"] == severity].iloc[0], language)
            remarks = [choices.check([one], [letter]).data for letter in "abc"]
            assert len(set(remarks)) == 3 and sum("✓" in said for said in remarks) == 1
            assert all("_not_" not in said for said in remarks)
            assert "✓" in remarks[reading.GRAVITIES.index(severity)]


def test_published_refuses_two_figures_of_one_year():
    seen = schema.load("observations", "yunyang-14fyp")
    with pytest.raises(InputError, match="has 0 figures"):
        reading.published(seen, "backbone_teachers_trained", 1999)
    twice = seen[seen["indicator"] == "backbone_teachers_trained"]
    with pytest.raises(InputError, match="has 2 figures"):
        reading.published(pd.concat([twice, twice.assign(value=1.0)]), "backbone_teachers_trained", 2020)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rubric_looks_up_and_asks_for_care(language):
    targets, nation = schema.load("targets", "yunyang-14fyp"), schema.load("observations", "china-14fyp")
    kinds = [ways.promised(targets, f"{kind}_senior_enrolment@2025") for kind in ("vocational", "general")]
    told = [reading.rubric(*kinds, reading.target(targets, "vocational_general_ratio@2025"), language)]
    one = forecasts.make(nation, "preschool_gross_enrolment", 2020, 2025, language)
    told += [forecasts.rubric(one)]
    for asked, careful in zip(told, ("The plan is a lie; 错误", "It will be so, 一定"), strict=True):
        assert "☐" not in rubric.check(asked.example, asked).data
        assert "❗" not in rubric.check(asked.example, asked).data
        assert "❗" in rubric.check(careful, asked).data
        assert rubric.check(None, asked).data.startswith("○") and "☑" not in rubric.check(" ", asked).data
        assert not any(rubric.found("nothing 7 of 2019", asked).values())
    assert "❗" not in rubric.check("It is uncertain, as earlier; may improve", told[1]).data
    assert "❗" not in rubric.check("Earlier clients believe it", told[0]).data
    assert not rubric.found("75,000 and 225,000", told[0])[told[0].looked[1][0]]
    assert not rubric.found("in 2000", told[1])[told[1].looked[0][0]]
    assert rubric.found("one in the 1:3 way", told[0])[told[0].looked[3][0]]


def test_texts_are_there_in_both_languages():
    for table in (texts.FORECASTS, texts.READING):
        for english, chinese in table.values():
            assert english and any("一" <= letter <= "鿿" for letter in chinese)
            assert not any("一" <= letter <= "鿿" for letter in english)
    for module in (read_a_plan_critically, forecast_the_past):
        for name, entry in vars(module).items():
            if isinstance(entry, dict) and name.isupper() and name != "TEXTS":
                assert len(entry["asked"]) == 2 and len(entry["options"]) == 3


def test_a_class_that_runs_all_cells_unanswered_sees_nothing_that_came(processed):
    """Not the value of the year, nor of any year after the one in which the forecast is made."""
    shutil.copytree(PROJECT / "notebooks/cases", processed / "notebooks/cases", dirs_exist_ok=True)
    file = classroom.make("forecast-the-past")[0]
    shutil.copy(file, processed / "notebooks/forecast-the-past.ipynb")
    assert list(workers.execute({jobs.Job("forecast-the-past", "china-14fyp", "en"): ""}, inject=False))
    ran = nbformat.read(processed / "build/china-14fyp/forecast-the-past-en.ipynb", 4)
    after = next(place for place, cell in enumerate(ran.cells) if cell.source.startswith("## After"))
    outputs = [output for cell in ran.cells[:after] for output in cell.get("outputs", [])]
    said = "\n".join(str(output.get("data", {})) for output in outputs)
    assert "image/png" not in said
    seen = schema.load("observations", "china-14fyp")
    for name in ("preschool_gross_enrolment", "higher_gross_enrolment"):
        came = forecasts.make(seen, name, 2020, 2025).all["value"].tail(5)
        assert not [value for value in came if f"{value:g} %" in said]
