"""The three questions in sentences: the worked numbers, what is not known, and plans that lack what is asked for."""

import pandas as pd
import pytest

from helpers import clean, questions, texts
from helpers.codebook import schema, source
from helpers.language import of
from helpers.questions import behind, completion, reference
from helpers.report import answers

EMPTY = ("chongqing-14fyp", "shandong-14fyp")


@pytest.fixture(scope="module")
def said():
    """Give the sentences of a question of a plan in a language, tables made once."""
    made = {}

    def say(verb, table, plan, language="en"):
        if plan not in made:
            made[plan] = questions.tables(plan), clean.plan(plan)["targets"]
        tables, targets = made[plan]
        return verb(tables[table], targets, source.read(plan), language).data

    return say


def test_a_countys_ambition_is_told_by_level_and_by_change(said):
    told = said(answers.ambition, "ambition", "yunyang-14fyp")
    assert "6 can be held against China for the same year: the level is more ambitious for 6;" in told
    apart = "larger or smaller depending on the measure for gross preschool enrolment rate and gross senior secondary"
    assert apart in told and "smaller on every measure for retention rate of nine-year compulsory education" in told
    assert (
        "6 of 90 countries" in told and "without one-year jumps 5 of 89; UNDP HDR" in told and "none of 23 pro" in told
    )
    assert "public kindergartens (no baseline of the target above in the data)" in told
    assert "Not known: for 44 of them no baseline" in told and "smaller than revisions of the histories: 3" in told
    told = said(answers.ambition, "ambition", "yunyang-14fyp", "zh")
    assert (
        "大小随度量而异的：学前教育毛入园率、高中阶段教育毛入学率" in told
        and "起点相近的90个国家" in told
        and "截至2020年" in told
    )


@pytest.mark.parametrize(
    ("step", "where"),
    [
        (0.4, ("does not exceed the median", "不超过中位数")),
        (8.83, ("between the median and the 90th percentile", "介于中位数与第90百分位之间")),
        (20.0, ("is beyond the 90th percentile", "超过第90百分位")),
    ],
)
def test_a_step_that_is_not_counted_is_told_by_percentiles(step, where):
    plan = "yantai-14fyp"
    targets, about = clean.plan(plan)["targets"], source.read(plan)
    rows = questions.tables(plan)["ambition"]
    own = rows["indicator"].eq("public_kindergarten_share")
    rows.loc[own & rows["measure"].eq("gain"), "value"] = step
    rows = rows[~(own & rows["measure"].str.endswith("matched"))]
    spread = reference.read("gains_from_start").query("histories == 'countries_public' and set == 'all'")
    spread = spread[spread["start_from"] == 40].iloc[0]
    for language, word in zip(("en", "zh"), where, strict=True):
        told = answers.ambition(rows, targets, about, language).data
        assert word in told and told.count("90") >= 1
        assert all(
            of(language).number(spread[name], signed=True, digits=3) in told for name in ("q10", "median", "q90")
        )


def test_whose_histories_a_figure_shows_is_told():
    rows = questions.tables("yunyang-14fyp")["ambition"]
    for language in ("en", "zh"):
        named = [source.title(about, language) for about in answers.above(rows)]
        assert "UNDP HDR" in " ".join(named) and named[-1] == "第七次全国人口普查公报第六号"
        assert not any("Barro" in name for name in named)


def test_a_nation_has_no_place_above_it(said):
    told = said(answers.ambition, "ambition", "china-14fyp")
    assert told.startswith("**China** has no place above it: its 8 target levels") and "43 of 69 countries" in told


def test_what_a_countys_pupils_imply_and_what_births_are_not_known(said):
    told = said(answers.cohorts, "cohorts", "yunyang-14fyp")
    for number in ("31,579 [31,053, 32,105] in 2025", "31,903 [31,336, 32,471] in 2020", "19,587", "18,608", "33,490"):
        assert number in told
    assert "11,165 [10,954, 11,376] children, fewer than the 16,124 [15,832, 16,417]" in told
    assert "takes 4 to 14 more classes (at most 45 a class, at most 50 a class); 6,000 pupils fewer by 2025" in told
    assert "Not known: births of **Yunyang County** are not in the data" in told
    assert "18,608人（18,256～18,960）" in said(answers.cohorts, "cohorts", "yunyang-14fyp", "zh")


def test_births_of_the_nation_end_where_nobody_is_born_yet(said):
    told = said(answers.cohorts, "cohorts", "china-14fyp")
    for number in ("30,784,000", "34,720,000", "27,555,000", "23,847,000 (−5 % a year) to 25,731,000 (+5 % a year)"):
        assert number in told
    assert "as first published" in told and "Not known: births" not in told
    assert told.startswith("After the plan's last year, 2025: Births (official, as quoted)")
    assert said(answers.cohorts, "cohorts", "china-15fyp").startswith("Births (official, as quoted)")


def test_a_promise_that_the_press_alone_documents_is_named(said):
    for verb, table in ((answers.ambition, "ambition"), (answers.kept, "completion")):
        told = said(verb, table, "china-15fyp")
        assert "by the press alone: gross higher education enrolment rate and completion rate of senior" in told
        assert "press alone" not in said(verb, table, "yunyang-14fyp")


def test_what_was_kept_stands_with_rounding_and_bounds(said):
    told = said(answers.kept, "completion", "china-14fyp")
    assert "6 of 8: 5 met as printed; allowing for rounding, at least 4 and at most 6" in told
    assert "between 62.5 and 87.5 %, for the outcome of 2 is not known" in told
    assert "Already met when the plan was adopted: share of children in inclusive kindergartens." in told
    assert "Judged by a press report: mean years of schooling of the working-age population." in told
    told = said(answers.kept, "completion", "china-14fyp", "zh")
    assert "按原文达标5项；计入修约误差，至少4项、至多6项" in told and "62.5%～87.5%" in told


def test_without_a_value_of_the_target_year_nothing_is_claimed(said):
    told = said(answers.kept, "completion", "yunyang-14fyp")
    assert "no value of the target year is in the data for any of the 49" in told and "(7 have an earlier one)" in told
    assert "between 0 and 100 %" in told and "met as printed" not in told


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("plan", EMPTY)
def test_a_plan_without_targets_gets_sentences(said, plan, language):
    for verb, table in ((answers.ambition, "ambition"), (answers.cohorts, "cohorts"), (answers.kept, "completion")):
        told = said(verb, table, plan, language)
        assert told.endswith(of(language).end) and "{" not in told and "nan" not in told


def test_press_above_is_counted_apart(said):
    """A parent's target that only the press has is no comparison of the sentence, and is not passed over."""
    targets, about = clean.plan("yunyang-14fyp")["targets"], source.read("yunyang-14fyp")
    rows = questions.tables("yunyang-14fyp")["ambition"]
    held = rows["reference"].eq("china-14fyp") & rows["indicator"].eq("compulsory_retention")
    rows.loc[held, "source"] = rows.loc[held, "source"].str.replace("official", "press_one")
    told = answers.ambition(rows, targets, about).data
    assert "5 can be held against China" in told and "Only press reports document the target above for 1 more." in told


def test_every_code_and_word_of_the_tables_has_a_text():
    known = texts.load("questions")
    for table, columns in {
        "ambition": {"measure": "measures", "sign": "signs", "code": "codes"},
        "cohorts": {"quantity": "quantities", "stage": "stages", "scenario": "scenarios", "code": "codes"},
        "completion": {"code": "codes"},
        "money": {"measure": "measures", "code": "codes"},
    }.items():
        enums = {
            field["name"]: field["constraints"]["enum"] for field in schema.fields(table) if field["name"] in columns
        }
        for column, subject in columns.items():
            wanted = {word for word in enums[column] if not word.endswith("windows_matched")}
            assert wanted <= set(known[subject]), (table, column)
    assert set(reference.CERTAINTIES) == set(known["certainties"])


def test_a_peer_has_its_name_and_what_is_known_of_it_beside_it():
    targets = clean.plan("yantai-14fyp")["targets"]
    rows = behind.ambition(questions.tables("yantai-14fyp")["ambition"], targets, "en")
    peers = rows[rows["held against"].str.contains(r"\d{6}")]
    assert (
        set(peers["held against"]) == {"镇江市 (321100)", "济宁市 (370800)"}
        and peers["evidence"].str.match("press").all()
    )
    assert not rows["interval"].str.fullmatch(r"\[(.+), \1\]").any()


@pytest.mark.parametrize("plan", ["china-14fyp", "yunyang-14fyp"])
def test_natures_add_up_to_all_and_so_do_stages(plan):
    targets, rows = clean.plan(plan)["targets"], questions.tables(plan)["completion"]
    shown = {language: behind.shares(rows, targets, language) for language in ("en", "zh")}
    every, parts = shown["en"].iloc[0, 1:-1].tolist(), shown["en"].iloc[1:]
    words = [texts.load("vocabulary")["stages"][name][0] for name in texts.load("vocabulary")["stages"]]
    of_stage = parts["targets"].isin(words)
    for some in (parts[of_stage], parts[~of_stage]):
        assert some.iloc[:, 1:-1].sum().tolist() == every
    counted = completion.shares(rows)
    assert every[0] == counted["of"] and every[1] == counted["met"] and every[-1] == counted["unknown"]
    bounds = [float(end) for end in shown["en"].iloc[0, -1].strip("[]").split(", ")]
    assert bounds == [round(counted["low"], 1), round(counted["high"], 1)]
    assert shown["en"].iloc[:, 1:].to_numpy().tolist() == shown["zh"].iloc[:, 1:].to_numpy().tolist()


def test_what_is_known_of_money_is_shown_alone():
    targets, rows = clean.plan("yunyang-14fyp")["targets"], questions.tables("yunyang-14fyp")["money"]
    for language in ("en", "zh"):
        shown = behind.money(rows, targets, language)
        assert 0 < len(shown) < len(rows) and shown.iloc[:, 3:5].ne("").any(axis=1).all()


def test_people_are_whole_and_an_open_end_is_a_bound():
    rows = behind.cohorts(questions.tables("china-14fyp")["cohorts"], None, "en")
    assert not rows["value"].str.contains(r"\.").any() and not rows["interval"].str.contains(r"\.\d|–").any()
    assert rows["interval"].str.fullmatch("≥ 1,468").sum() == 1


def test_without_rows_of_progression_or_births_cohorts_say_so():
    about, targets = source.read("yunyang-14fyp"), clean.plan("yunyang-14fyp")["targets"]
    nothing = pd.DataFrame(columns=[field["name"] for field in schema.fields("cohorts")])
    assert answers.cohorts(nothing, targets, about).data.startswith("The data of **Yunyang County** hold no figures")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_headings_of_a_shown_table_differ(language):
    """Two columns of one heading cannot be told apart, nor shown."""
    targets = clean.plan("yunyang-14fyp")["targets"]
    for table in (*clean.ANSWERS, "shares"):
        nothing = pd.DataFrame(
            columns=[field["name"] for field in schema.fields(table.replace("shares", "completion"))]
        )
        headings = list(getattr(behind, table)(nothing, targets, language))
        assert len(headings) == len(set(headings)), headings
