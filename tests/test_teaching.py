"""Teaching cases: what a check says of right and wrong answers, and what a students' version no longer tells."""

import json
import math
import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from conftest import PROJECT
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from reading import blanks, foreign, texts_of

from helpers import goals, paths
from helpers.codebook import schema, source
from helpers.errors import InputError
from helpers.growth import formulas
from helpers.report import outcomes
from helpers.runner import jobs, workers
from helpers.teaching import (
    amounts,
    answers,
    choices,
    classroom,
    outline,
    press,
    question,
    questions,
    texts,
    units,
    ways,
    wrong,
)
from helpers.teaching.cases import eliminating_large_classes as large
from helpers.teaching.numbers import accepts, diagnose, read, rounds_to

CASES = classroom.cases()
LANGUAGES = ("en", "zh")


@pytest.fixture(scope="module")
def kindergarten():
    """Public kindergarten share of Yantai, 41.17 to 75."""
    return ways.promised(schema.load("targets", "yantai-14fyp"), "public_kindergarten_share@2025")


@pytest.fixture(scope="module")
def zero():
    return ways.promised(schema.load("targets", "yunyang-14fyp"), "large_classes_compulsory@2025")


@pytest.fixture(scope="module")
def fall():
    return ways.observed(schema.load("observations", "yunyang-14fyp"), "large_classes_compulsory", 2015, 2020)


@pytest.fixture(scope="module")
def share():
    return ways.observed(schema.load("observations", "yunyang-14fyp"), "large_class_share_compulsory", 2020, 2021)


def every(kindergarten, zero, fall, share, language="en"):
    """Ask one question of every kind."""
    asked = [make(way, language) for make in (questions.pace, questions.compound) for way in (kindergarten, zero, fall)]
    asked += [questions.last_one(zero, language), questions.last_one(fall, language), questions.steps(zero, language)]
    asked += [make(way, language) for make in (questions.total, questions.relative) for way in (kindergarten, share)]
    asked += [amounts.ahead(fall, 2021, language, seen=10), amounts.whole(31, 1.25, 0.01, zero, language)]
    return [*asked, amounts.heads(zero, kindergarten, language) if zero.end else amounts.heads(fall, share, language)]


@pytest.fixture(scope="module", params=LANGUAGES)
def asked(request, kindergarten, zero, fall, share):
    return every(kindergarten, zero, fall, share, request.param)


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (82.2, "total_percent"),
        (82, "total_percent"),
        (16.4, "total_over_years"),
        (5.64, "more_years"),
        (33.83, "total"),
        ("33.83", "total"),
        (6.77, "right"),
        (6.766, "right"),
        ("6.8", "right"),
        (-6.77, "sign"),
        (7, "coarse"),
        (6.7, "near"),
        (8.46, "fewer_years"),
        (15, "end_over_years"),
        (12.74, "compound"),
        (12, "log"),
        (75, "level_end"),
        (41.17, "level_start"),
        (0.0677, "fraction"),
        (677, "hundredfold"),
        (3.14159, "unknown"),
        ("about seven", "unread"),
        ("undefined", "unread"),
        (True, "unread"),
    ],
)
def test_what_a_number_is_for_the_share_of_yantai(kindergarten, number, key):
    assert diagnose(questions.pace(kindergarten), number) == [key]


def test_the_diagnoses_say_what_the_number_is_and_not_the_answer(kindergarten):
    pace = questions.pace(kindergarten)
    told = {number: answers.check(pace, number).data for number in (82.2, 16.4, 5.64, 33.83)}
    assert "whole change from 2020 to 2025 in percent" in told[82.2]
    assert "divided by the years" in told[16.4]
    assert "over 6 years" in told[5.64]
    assert "all the years together" in told[33.83]
    assert "−5.63833 spreads" in answers.check(pace, -33.83 / 6).data
    for said in told.values():
        assert "✗ **Number**:" in said and "6.77" not in said and "6.766" not in said


def test_no_message_tells_the_answer(asked):
    for one in asked:
        if math.isnan(one.value):
            continue
        right = {f"{one.value:.{digits}f}".replace("-", "−") for digits in (2, 3)}
        for key, number in one.wrong:
            said = texts.NUMBERS[key][LANGUAGES.index(one.language)].format(given="…", **one.fields)
            if not accepts(number, one.value, one.low, one.high):
                assert not [text for text in right if text in said], (one.kind, key)


def test_number_unit_and_scale_are_judged_apart(kindergarten):
    pace = questions.pace(kindergarten)
    lines = answers.check(pace, 6.77, "percent a year", "compound").data.splitlines()
    assert [line[2] for line in lines] == ["✓", "✗", "✗"]
    lines = answers.check(pace, 12.74, "percentage points a year", "linear").data.splitlines()
    assert [line[2] for line in lines] == ["✗", "✓", "✓"]
    assert [line[2] for line in answers.check(pace, None, "points a year").data.splitlines()] == ["○", "✓", "○"]
    assert [line[2] for line in answers.check(pace, 1, None, "linear").data.splitlines()] == ["✗", "○", "✓"]
    assert answers.right(pace, "6.77", "个百分点/年", "线性")
    assert not answers.right(pace, 6.77, "个百分点/年")


@pytest.mark.parametrize(
    ("asked", "unit", "key"),
    [
        ("points_per_year", "percentage points a year", "right"),
        ("points_per_year", "pp/year", "right"),
        ("points_per_year", "percentage points per annum", "right"),
        ("points_per_year", "每年个百分点", "right"),
        ("points_per_year", "个百分点／年", "right"),
        ("points_per_year", "points", "not_a_year"),
        ("points_per_year", "% a year", "percent_for_points"),
        ("points_per_year", "%", "percent_for_points"),
        ("percent_per_year", "points a year", "points_for_percent"),
        ("percent_per_year", "classes a year", "count_for_percent"),
        ("percent", "percent per year", "not_over_years"),
        ("classes_per_year", "percent a year", "percent_of_count"),
        ("classes_per_year", "points a year", "points_of_count"),
        ("classes_per_year", "pupils a year", "other"),
        ("classes_per_year", "个班/年", "right"),
        ("classes_per_year", "furlongs", "unknown"),
        ("classes_per_year", " ", ""),
        ("亩_per_year", "mu a year", "right"),
    ],
)
def test_what_a_unit_is(asked, unit, key):
    assert units.judge_unit(SimpleNamespace(unit=asked), unit) == key
    assert key in {"right", ""} or all(texts.WRONG_UNITS[key])


@pytest.mark.parametrize("make", [questions.pace, questions.compound])
def test_the_scale_has_its_own_diagnosis(kindergarten, zero, fall, make):
    for way in (kindergarten, zero, fall):
        one = make(way)
        for scale in texts.SCALES if one.scale else ():
            key = units.judge_scale(one, scale)
            assert key == "right" or key in texts.WRONG_SCALES
            assert (key == "right") == (scale == one.scale)
    assert units.judge_scale(questions.pace(zero), "exponential") == "down_to_zero"
    assert units.judge_scale(questions.pace(zero), "musical") == "unknown"


def test_every_right_answer_is_right_at_several_roundings(asked):
    for one in asked:
        if math.isnan(one.value):
            assert diagnose(one, "undefined") == diagnose(one, "不存在") == ["right"]
            continue
        for digits in (2, 3, 4, 6, 12):
            assert diagnose(one, float(f"{one.value:.{digits}g}")) == ["right"], (one.kind, digits)
        assert diagnose(one, str(one.value).replace("-", "−")) == ["right"]


def test_every_wrong_number_known_is_told_what_it_is(asked):
    for one in asked:
        for key, number in one.wrong:
            found = diagnose(one, number)
            if rounds_to(number, one.value) or one.low <= number <= one.high:
                assert found == ["right"], (one.kind, key)
            elif not accepts(-number, one.value, one.low, one.high):
                assert key in found or len(found) == 2, (one.kind, key, found)


def test_every_question_shows_itself_without_its_answer(asked):
    for one in asked:
        shown = question.ask(one).data + repr(one)
        assert "{" not in question.ask(one).data
        assert "worked" not in repr(one) and f"{one.value:.6g}" not in shown.replace(one.asked, "")
        assert answers.solution(one).data.startswith("**")


def test_no_rate_leads_to_zero(zero):
    one = questions.compound(zero)
    assert math.isnan(one.value) and answers.right(one, "undefined")
    assert answers.check(one, "undefined").data == "- ✓ **Number**: right."
    assert (
        question.ask(one).data.splitlines()[2:]
        == question.ask(questions.compound(ways.replace(zero, end=1.0))).data.splitlines()[2:]
    )
    expected = {-100: "to_zero", -100 / zero.years: "divided_total", formulas.to_last_one(zero.start, 5): "to_one"}
    assert "away from 0 classes" in answers.solution(questions.compound(ways.replace(zero, start=0.0, end=5.0))).data
    for number, key in expected.items():
        assert diagnose(one, float(number)) == [key]
    assert diagnose(one, -33) == ["unknown_undefined"]
    assert diagnose(questions.compound(ways.replace(zero, end=1.0)), "undefined") == ["exists"]


def test_a_wrong_way_that_leads_to_the_right_number_is_right(kindergarten):
    """From 50 to 100 the change in points is that in percent of 100; from 100 it is percent of the baseline too."""
    whole = ways.replace(kindergarten, start=100.0, end=90.0, h0=0.0)
    assert dict(wrong.of_total(100.0, 90.0, 5))["total_percent"] == questions.total(whole).value
    assert diagnose(questions.total(whole), -10) == ["right"]


def test_a_number_that_may_be_two_mistakes_is_told_both(kindergarten):
    both = ways.replace(kindergarten, start=20.0, end=100.0, h0=0.0)
    one = questions.pace(both)
    assert set(diagnose(one, 100)) < {"level_end", "total_percent", "percent_of_end"} | {"end_over_years"}
    two = SimpleNamespace(
        kind="pace", value=3.0, low=3.0, high=3.0, wrong=(("total", 15.0), ("log", 15.02), ("rest", 90.0))
    )
    assert diagnose(two, 15) == ["total", "log"]
    assert diagnose(two, 15.02) == ["log"]


VALUES = st.floats(0.5, 5000, allow_nan=False).map(lambda number: round(number, 2))
WAYS = st.builds(
    lambda start, end, years, unit: ways.Way(
        "yunyang-14fyp", "x", ("x", "某"), unit[0], unit[1], start, end, 2020, 2020 + years, h0=0.005
    ),
    VALUES,
    VALUES | st.just(0.0),
    st.integers(1, 15),
    st.sampled_from([("percent", "share"), ("persons", "count"), ("classes", "count")]),
)
MAKERS = [questions.pace, questions.compound, questions.last_one, questions.total, questions.relative, questions.steps]
OFTEN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@OFTEN
@given(WAYS, st.sampled_from(MAKERS), st.integers(2, 10))
def test_the_right_number_is_never_told_wrong(way, make, digits):
    one = make(way)
    assume(not math.isnan(one.value))
    assert diagnose(one, float(f"{one.value:.{digits}g}")) == ["right"]
    assert diagnose(one, one.low) == diagnose(one, one.high) == ["right"]


@OFTEN
@given(WAYS, st.sampled_from(MAKERS))
def test_a_known_wrong_number_is_never_accepted(way, make):
    one = make(way)
    for key, number in one.wrong:
        beyond = math.isnan(one.value) or not (one.low <= number <= one.high)
        if beyond and (math.isnan(one.value) or abs(number - one.value) > 0.05 * abs(one.value)):
            assert diagnose(one, number) != ["right"], key


@OFTEN
@given(st.floats(-1e6, 1e6, allow_nan=False), WAYS, st.sampled_from(MAKERS))
def test_any_number_gets_an_answer_in_words(number, way, make):
    for language in LANGUAGES:
        said = answers.check(make(way, language), number, "x", "x").data
        assert said.count("\n- ") <= 2 and "{" not in said and said.startswith("- ")


@pytest.mark.parametrize("written", ["6.77", " 6.77 ", "６．７７", 6.77, "+6.77"])
def test_a_number_is_read_as_people_write_it(written):
    assert read(written) == 6.77


def test_what_is_not_answered_is_said_kindly(asked):
    for one in asked:
        for nothing in (None, "", "  "):
            said = answers.check(one, nothing, nothing, nothing).data
            assert "✗" not in said and said.count("○") == 1 + bool(one.unit) + bool(one.scale)
        assert diagnose(one, None) == []


def test_texts_are_there_in_both_languages_and_name_only_what_is_known(asked):
    for one in asked:
        for key, _ in one.wrong:
            for text in texts.NUMBERS[key]:
                assert "{" not in text.format(given="1", **one.fields)
    for table in (texts.NUMBERS, texts.WRONG_UNITS, texts.WRONG_SCALES, texts.PRESS, texts.ASKED, texts.TERMS):
        for english, chinese in table.values():
            assert english and chinese and not any("一" <= letter <= "鿿" for letter in english.replace("万", ""))
            assert any("一" <= letter <= "鿿" for letter in chinese)


def test_a_choice_tells_why_and_is_not_told_by_its_order(zero, share, fall):
    items = [choices.item(large.SHARE, share), choices.item(large.ZERO, zero)]
    items += [choices.item(large.ZERO, ways.replace(zero, first=year)) for year in range(1980, 2020)]
    assert len({one.right for one in items}) == 3
    for one in items:
        for letter, (said, remark) in zip("abc", one.options, strict=True):
            line = choices.check([one], [letter]).data
            assert ("✓" in line) == (letter == one.right) and remark in line and said.rstrip(".") in line
        assert "○" in choices.check([one], [None]).data and "○" in choices.check([one], ["z"]).data
        assert one.options[0][1] not in choices.ask(one).data
    assert choices.noted(items[:2], ["x", items[1].right]).data.startswith(f"Noted: – {items[1].right}.")
    assert choices.noted(items[:1], ["x"]).data == "1. ○ x is none of the letters; use one of a, b, c."
    told = choices.tally((items[:2], items[:2]), [items[0].right, "z"], [None, None]).data
    assert "Before: 1 of 2 right, 1 answered." in told and "After: 0 of 2 right, 0 answered." in told


def test_a_choice_refuses_two_equal_options(share):
    flat = ways.replace(share, start=100.0, end=99.0)
    with pytest.raises(InputError, match="two options say the same"):
        choices.item({"asked": ("?", "？"), "options": [large.POINTS, large.POINTS]}, flat)


def test_a_sentence_for_the_press_is_looked_up_not_marked(kindergarten, zero):
    pace = questions.pace(kindergarten)
    for language in LANGUAGES:
        one = questions.pace(kindergarten, language)
        assert all(press.found(press.example(one, kindergarten), one, kindergarten).values())
        assert "☐" not in press.check(press.example(one, kindergarten), one, kindergarten).data
    assert "Not written yet" in press.check(None, pace, kindergarten).data
    bare = press.found("From 41.17 % in 2020 to 75 % in 2025: 6.77 % a year.", pace, kindergarten)
    assert [what for what, held in bare.items() if not held] == ["unit", "place", "source"]
    for wrong_number in ("141.17", "41.2", "75.5", "16.4"):
        assert not press.found(f"{wrong_number} in 2020", pace, kindergarten)["baseline"]
    assert not press.found("7 points a year, in 2020", pace, kindergarten)["pace"]
    assert press.found("6.8 points a year", pace, kindergarten)["pace"]
    assert "because" in press.check("It fell because of the plan.", pace, kindergarten).data
    none = press.found("云阳县规划：大班额由2020年的31个降至2025年全面消除，每年6.2个班。", questions.pace(zero), zero)
    assert all(none.values())


def test_ways_refuse_what_has_no_way():
    targets, seen = (schema.load(name, "yunyang-14fyp") for name in ("targets", "observations"))
    with pytest.raises(InputError, match="has no baseline, number or year"):
        ways.promised(targets, "large_classes_compulsory@open")
    with pytest.raises(InputError, match="0 targets are called"):
        ways.promised(targets, "large")
    with pytest.raises(InputError, match="no published level of 2016"):
        ways.observed(seen, "large_classes_compulsory", 2016, 2020)


def test_a_take_away_counts_the_targets_that_it_is_about():
    tables = [schema.load(name, "yunyang-14fyp") for name in ("progress", "targets", "noise")]
    about, few = source.read("yunyang-14fyp"), ("large_classes_compulsory", "large_class_share_compulsory")
    promises = goals.once(tables[1][tables[1]["indicator"].isin(few)])
    part = [tables[0][tables[0]["indicator"].isin(few)], *tables[1:]]
    said = outcomes.progress(*part, about).data.splitlines()[0]
    assert f"Of the {len(promises)} target" in said and "looked at here, each promise counted once" in said
    assert f"此处所涉的{len(promises)}项目标" in outcomes.progress(*part, about, "zh").data
    assert "looked at here" not in outcomes.progress(*tables, about).data


# The students' version, and the cases themselves


@pytest.fixture(params=CASES)
def case(request):
    return request.param


@pytest.fixture(params=LANGUAGES)
def written(request, case):
    """Give the path of a case in each language, from the root of a project."""
    return paths.relative(classroom.written(case, request.param))


@pytest.fixture
def with_cases(processed):
    """Work in a copy of the project that has what a case reads."""
    shutil.copytree(PROJECT / "notebooks/cases", processed / "notebooks/cases", dirs_exist_ok=True)
    return processed


def execute(root, file):
    """Execute a notebook as it is and give it back."""
    job = jobs.Job(file.stem, "yunyang-14fyp", "en")
    shutil.copy(file, root / "notebooks" / f"{file.stem}.ipynb")
    assert list(workers.execute({job: ""}, inject=False))
    return nbformat.read(job.built(".ipynb"), 4)


def students(written):
    """Write the students' version of a case."""
    language = "zh" if "/zh/" in written else "en"
    return classroom.make(Path(written).stem, [language])[0]


def cells(notebook, tag):
    return [cell for cell in notebook.cells if tag in cell.metadata.get("tags", [])]


def markdown(cell):
    return "\n".join(output["data"].get("text/markdown", "") for output in cell.get("outputs", []))


def told(notebook):
    """Give what the cells of a notebook show: a text each, and one a cell of a table."""
    shown = [output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", [])]
    tables = [text for data in shown if "text/html" in data for text in texts_of(data["text/html"])]
    return [data.get("text/markdown", "") for data in shown] + tables


def test_a_case_runs_and_its_solutions_are_right(with_cases, written):
    ran = execute(with_cases, PROJECT / written)
    assert cells(ran, "answer") and cells(ran, "solution") and cells(ran, "teacher")
    for cell in cells(ran, "answer"):
        assert not {"✗", "○", "☐"} & set(markdown(cell)), cell.source
    assert "/zh/" not in written or [blanks(text) for text in told(ran) if blanks(text)] == []
    assert [cell.source for cell in ran.cells] == [cell.source for cell in nbformat.read(PROJECT / written, 4).cells]


def test_the_students_version_runs_unanswered(with_cases, written):
    ran = execute(with_cases, students(written))
    for cell in cells(ran, "answer"):
        said = markdown(cell)
        assert "○" in said and not {"✗", "✓", "☑"} & set(said), cell.source
    language = "zh" if "/zh/" in written else "en"
    said = told(ran)
    assert len(said) > 10 and [text for text in said if foreign(text, language)] == []
    assert language == "en" or [blanks(text) for text in said if blanks(text)] == []


def test_the_students_version_tells_no_solution(with_cases, written):
    """Nothing of what solutions print, and no teacher's note, is anywhere in the file."""
    ran = execute(with_cases, PROJECT / written)
    file = students(written)
    text = file.read_text(encoding="utf-8")
    made = nbformat.read(file, 4)
    nbformat.validate(made)
    assert not cells(made, "solution") and not cells(made, "teacher")
    assert not [cell for cell in made.cells if cell.get("outputs") or cell.get("execution_count")]
    for cell in [*cells(ran, "solution"), *cells(ran, "teacher")]:
        for line in (cell.source + "\n" + markdown(cell)).splitlines():
            assert (
                len(line.strip()) < classroom.SECRET or json.dumps(line.strip(), ensure_ascii=False)[1:-1] not in text
            )
    for cell in cells(made, "answer"):
        assert " = None" in cell.source and ".value" not in cell.source and ".right" not in cell.source
    assert {key for cell in made.cells for key in cell.metadata} <= {"tags"}
    assert set(made.metadata) <= {"kernelspec", "language_info"}


def test_the_students_version_is_the_same_every_time_and_keeps_ids(with_cases, written):
    first = students(written).read_bytes()
    assert students(written).read_bytes() == first
    assert b"\r" not in first and first.endswith(b"\n")
    ids = [cell["id"] for cell in json.loads((PROJECT / written).read_bytes())["cells"]]
    kept = [cell["id"] for cell in json.loads(first)["cells"]]
    assert kept == [name for name in ids if name in kept] and len(kept) < len(ids)


def test_a_version_that_still_tells_is_refused(with_cases, written):
    file = with_cases / written
    notebook = json.loads(file.read_text(encoding="utf-8"))
    told = next(cell for cell in notebook["cells"] if "teacher" in cell["metadata"].get("tags", []))
    told["metadata"]["tags"] = ["teacher"]
    notebook["cells"].append({**told, "id": "again", "metadata": {}})
    file.write_text(json.dumps(notebook), encoding="utf-8")
    with pytest.raises(InputError, match="tells a solution"):
        students(written)


@pytest.mark.parametrize("source", ["check(1)", "a, b = 1, 2", "a += 1", "for a in b: pass"])
def test_a_cell_for_answers_holds_plain_answers(source):
    with pytest.raises(InputError, match="write name = value"):
        classroom.emptied(source)


def test_answers_of_any_length_are_emptied():
    source = 'text = """大班额\n31 → 0"""  # 一句话\nnumber = f(\n    6.2\n)\ncheck(text, number)'
    assert classroom.emptied(source) == "text = None  # 一句话\nnumber = None\ncheck(text, number)"


def test_what_a_case_says_of_itself_is_there_in_chinese_too(case):
    english, chinese = outline.read(case), outline.read(case, "zh")
    assert len(english["aims"]) >= 4 and len(english["misconceptions"]) >= 4
    assert len(english["aims"]) == len(chinese["aims"])
    assert len(english["misconceptions"]) == len(chinese["misconceptions"])
    assert [minutes for _, minutes in english["steps"]] == [minutes for _, minutes in chinese["steps"]]
    for key, said in english.items():
        assert said and re.search("[一-鿿]", str(chinese[key])) and said != chinese[key], key


def test_a_case_has_the_anatomy_of_a_lesson(written):
    notebook = nbformat.read(PROJECT / written, 4)
    nbformat.validate(notebook)
    first, second = notebook.cells[:2]
    assert first.source.startswith("# ") and re.search(r"\*\*(Question:|问题：)\*\* ", first.source)
    assert re.search("After this hour|学完本课", first.source)
    assert second.metadata.tags == ["parameters"] and "language" in second.source
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert len([line for line in cell.source.splitlines() if line]) <= 6, cell.source
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    minutes = [int(minutes) for _, minutes in outline.STEP.findall(prose)]
    assert sum(minutes) == 55 and minutes[0] == minutes[-1] == 5 and 10 in minutes
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert {output.output_type for output in outputs} <= {"execute_result", "display_data"}
