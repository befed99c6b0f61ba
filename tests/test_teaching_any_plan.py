"""Was it ambitious, and a case for any plan: answers computed anew, wrong ones told, what a plan lacks left out."""

import csv
import json
import math
import types

import pandas as pd
import pytest
from conftest import PROJECT
from test_run import TABLE, add_plan

from helpers import goals, paths
from helpers.codebook import schema
from helpers.errors import InputError
from helpers.teaching import ambitions, answers, choices, own, press, question, questions, rubric, texts, ways
from helpers.teaching.cases import read_your_own_plan, was_it_ambitious
from helpers.teaching.numbers import accepts, diagnose

LANGUAGES = ("en", "zh")
PRESCHOOL, PUBLIC = was_it_ambitious.PRESCHOOL, was_it_ambitious.PUBLIC
COUNTY, NATION, CITY = (schema.load("targets", f"{name}-14fyp") for name in ("yunyang", "china", "yantai"))
OWN, ABOVE = ways.promised(COUNTY, PRESCHOOL), ways.promised(NATION, PRESCHOOL)
FAST = ways.promised(CITY, PUBLIC)


def counts(reference):
    rows = schema.load("ambition", "yantai-14fyp")
    return [ambitions.counted(rows, PUBLIC, reference, f"{what}_matched") for what in ("places", "windows")]


def every(language="en"):
    """Ask one question of every kind."""
    asked = [make(way, language) for make in (ambitions.gap, ambitions.log_odds) for way in (OWN, ABOVE)]
    return [
        *asked,
        *(ambitions.among(FAST, *counts(name), language) for name in (was_it_ambitious.NATIONS, was_it_ambitious.CALM)),
        own.followed(COUNTY, language),
    ]


def test_the_answers_computed_anew():
    """From the printed ends, the counts of data/raw/reference, and the rows of targets."""
    with (PROJECT / "data/raw/reference/positions.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if (row["baseline"], row["target"]) == ("41.17", "75")]
    expected = [100 * (95 - 90.9) / (100 - 90.9), 100 * (90 - 85.2) / (100 - 85.2)]
    expected += [math.log(95 / 5) - math.log(90.9 / 9.1), math.log(90 / 10) - math.log(85.2 / 14.8)]
    for name in ("all", "without_jumps"):
        (row,) = [row for row in rows if (row["set"], row["band"]) == (name, "whole")]
        expected.append(100 * int(row["places_matched"]) / int(row["places"]))
    asked = every()
    assert [one.value for one in asked[:6]] == pytest.approx(expected)
    assert [round(one.value, 3) for one in asked[:4]] == [45.055, 32.432, 0.643, 0.447]
    assert [(one.fields["k"], one.fields["n"]) for one in asked[4:6]] == [("8", "66"), ("2", "59")]


def test_the_measures_disagree_where_the_case_says_so():
    rows = schema.load("ambition", "yunyang-14fyp")
    for target_id in (PRESCHOOL, was_it_ambitious.SENIOR):
        assert ambitions.verdict(rows, target_id, "china-14fyp") == "depends"
        way, other = (ways.promised(targets, target_id) for targets in (COUNTY, NATION))
        assert way.end > other.end and way.end - way.start < other.end - other.start
    unstarted = NATION[NATION["target_id"] == PUBLIC].iloc[0]
    assert math.isnan(unstarted["baseline"])
    with pytest.raises(InputError, match="has no count of countries_public"):
        ambitions.counted(rows, PRESCHOOL, "countries_public")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_number_is_right_and_known_wrong_ones_are_told(language):
    for one in every(language):
        assert answers.right(one, one.value, one.unit or None)
        assert diagnose(one, float(f"{one.value:.3g}")) == ["right"] and "{" not in question.ask(one).data
        for key, number in one.wrong:
            found = diagnose(one, number)
            known = key in found or len(found) == 2 or accepts(number, one.value, one.low, one.high)
            assert known or accepts(-number, one.value, one.low, one.high), (one.kind, key, found)
            assert "{" not in answers.check(one, number).data


@pytest.mark.parametrize(
    ("place", "number", "key"),
    [
        (0, 4.1, "gap_points"),
        (0, 54.9, "gap_left"),
        (0, 4.51, "gap_of_start"),
        (0, 82, "gap_over_rest"),
        (0, 0.451, "fraction"),
        (0, 9.1, "gap_itself"),
        (2, 1.902, "odds_ratio"),
        (2, 0.279, "odds_ten"),
        (2, 2.944, "odds_end"),
        (2, 0.0441, "odds_values"),
        (4, 87.9, "among_others"),
        (4, 13.8, "among_rest"),
        (4, 8, "among_count"),
        (4, 2.39, "among_windows"),
    ],
)
def test_what_a_number_is(place, number, key):
    assert diagnose(every()[place], number) == [key]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_names_its_measure(language):
    asked = ambitions.rubric(OWN, ABOVE, was_it_ambitious.SENTENCE, language)
    assert not {"☐", "❗"} & set(rubric.check(asked.example, asked).data)
    assert "❗" in rubric.check("The plan is ambitious; 目标很进取", asked).data
    assert not any(rubric.found("nothing 7 of 2019", asked).values())


def test_choices_are_there_in_both_languages():
    items = [was_it_ambitious.DEPENDS, was_it_ambitious.ONE_SIDED, was_it_ambitious.PRECEDENT]
    for entry in (*items, *read_your_own_plan.ITEMS):
        assert len(entry["asked"]) == 2 and len(entry["options"]) == 3
    for english, chinese in texts.MISSING.values():
        assert english and any("一" <= letter <= "鿿" for letter in chinese)


# What a plan does not allow


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_that_a_plan_does_not_allow_says_so_and_is_neither_right_nor_wrong(language):
    nothing = question.Missing(language, "no_way")
    one = own.stepped(read_your_own_plan.STEP, OWN, language)
    assert nothing.why in question.ask(nothing).data
    assert own.posed(questions.pace, nothing, language=language) == nothing
    said = [answers.check(nothing, 5, "points"), answers.solution(nothing), press.check("5", nothing, nothing)]
    said += [choices.noted([nothing, one], ["a", one.right])]
    said += [choices.check([nothing], ["a"]), choices.ask(nothing, one)]
    assert not [shown for shown in said if {"✓", "✗", "○", "☐", "{"} & set(shown.data)]
    assert press.example(nothing, nothing) is None
    assert len(answers.catalogue(nothing).data.splitlines()) == 2
    told = choices.tally(([nothing, one], [nothing]), ["a", one.right], [None]).data
    assert all(number in told for number in ("1", "0")) and "2" not in told


def test_promises_are_counted_once():
    rows = COUNTY.iloc[[0, 0, 1]].assign(plan="yunyang-14fyp")
    asked = own.followed(rows)
    assert asked.fields["printed"] == "2" and asked.fields["occurrences"] == "3"
    assert own.followed(COUNTY.head(0)).reason == "no_targets"
    held = {}
    for row, promise in zip(COUNTY.to_dict("records"), goals.promise(COUNTY), strict=True):
        numbered = row["kind"] != "projection" and not all(pd.isna(row[name]) for name in ("target_low", "target_high"))
        dated = numbered and pd.notna(row["target_year"]) and pd.notna(row["baseline"])
        held[promise] = held.get(promise, False) or dated
    assert own.followed(COUNTY).value == pytest.approx(100 * sum(held.values()) / len(held))


def test_what_was_met_at_adoption_is_taken_from_what_was_known_then():
    """Not from what was observed later, in the target year."""
    seen = schema.load("observations", "china-14fyp")
    way = own.met(NATION, seen, "china-14fyp")
    (value,) = seen[(seen["indicator"] == way.indicator) & (seen["year"] == way.first)]["value"].unique()
    assert way.first < way.last and way.start == value and way.start >= way.end


def executed(name, **given):
    """Execute the code of a case in this process => what was shown, by cell, and its names."""
    space, shown = {"display": lambda one: said.append(one)}, []
    for cell in json.loads((PROJECT / "notebooks" / name).read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        said, tags = [], cell["metadata"].get("tags", [])
        *body, last = "".join(cell["source"]).rsplit("\n", 1)
        try:
            tail = compile(last, cell["id"], "eval")
            exec("\n".join(body), space)
            said.append(eval(tail, space))
        except SyntaxError:
            exec("".join(cell["source"]), space)
        if "parameters" in tags:
            space.update(given)
        shown += [(cell["id"], tags, getattr(one, "data", str(one))) for one in said if one is not None]
    return shown, types.SimpleNamespace(**{name: space[name] for name in ("pre", "post", "weighed")})


def holds(shown):
    """Hold that nothing is right or wrong but what is answered rightly, and that nothing is without a number."""
    for name, tags, said in shown:
        assert "{" not in said.replace("{\n", "") or "<style" in said, name
        assert "nan" not in said.split() and "None" not in said.split(), (name, said)
        if "answer" in tags:
            assert said and not {"✗", "○", "☐"} & set(said), (name, said)


@pytest.mark.parametrize("file", ["cases/read-your-own-plan.ipynb", "zh/cases/read-your-own-plan.ipynb"])
@pytest.mark.parametrize("plan", paths.plans())
def test_a_class_may_bring_any_plan(plan, file):
    shown, names = executed(file, plan=plan)
    holds(shown)
    assert len(names.pre) == len(names.post) == len(names.weighed) == 3


@pytest.mark.parametrize("table", [TABLE, "主要指标 2021年 2026年 属性 学前教育 毛入园率（%） 88.1 92 预期性"])
def test_a_plan_of_five_keys_and_a_table_is_read_before_it_was_ever_run(project, table):
    add_plan(project, "xinqu-15fyp", table)
    for file in ("cases/read-your-own-plan.ipynb", "zh/cases/read-your-own-plan.ipynb"):
        shown, names = executed(file, plan="xinqu-15fyp")
        holds(shown)
        assert not isinstance(names.pre[0], question.Missing) and isinstance(names.weighed[-1], question.Missing)
