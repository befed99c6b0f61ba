"""The sentences that answer the three questions: counted anew from the tables, and true of plans that have little."""

import re

import pytest

from helpers import goals, paths
from helpers.codebook import schema
from helpers.language import LANGUAGES
from helpers.report import brief


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plan_has_three_sentences_that_end_and_leave_no_gap(language):
    tables = brief.load()
    for plan in paths.plans():
        lines = brief.plan(plan, language, tables)
        assert len(lines) == 3
        assert all(re.fullmatch(r"[^。]+。|[A-Z].+\.", line) and not re.search(r"nan|[{}]", line) for line in lines), (
            lines
        )


def test_the_numbers_over_all_plans_are_those_of_the_tables():
    targets, ambition, kept = (schema.load(name) for name in ("targets", "ambition", "completion"))
    followed, held, met = ([int(n) for n in re.findall(r"\b\d+\b(?!\.)", line)] for line in brief.overall())
    assert followed[0] == len(goals.once(targets)) and followed[1] == targets["plan"].nunique()
    reached = targets[goals.followable(targets)].assign(promise=goals.promise(targets))
    assert followed[2] == len(reached.drop_duplicates(["plan", "promise"]))
    assert held[0] == len(ambition.drop_duplicates(["plan", "target_id"])) and held[1] == sum(held[2:])
    assert met[1] == kept["strict"].notna().sum() and met[2] == kept["strict"].fillna(False).astype(bool).sum()
    assert met[1] + met[3] == met[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_rows_nothing_is_claimed(language):
    empty = {name: frame.iloc[:0] for name, frame in brief.load().items()}
    assert len(brief.overall(language, empty)) == 1
    assert not re.search(r"\d", "".join(brief.plan("yunyang-14fyp", language, empty)))
