"""The figures of a document's prose as proposals: what each is of, by when, and whether it is promised or reported."""

import re
from dataclasses import dataclass, replace

from helpers.read.prose import english, labels, lists, quantities, tense, times
from helpers.read.prose.patterns import ALL, any_of, found
from helpers.read.prose.proposal import Proposal, around
from helpers.read.prose.sentences import sentences

AT_HEAD, ALONE = 6, 40
"""A year heads a sentence within so many signs; a sentence that only opens a paragraph has fewer than so many."""
CLAUSE = re.compile("[,，;；。]")


@dataclass
class State:
    """What goes on from sentence to sentence of a paragraph.

    year : the year that was named last, or None
    whole : True where it is named for the whole paragraph
    opened : True behind the first sentence of the paragraph
    span : the period that was named last, such as 2016–2020, as a Time
    """

    year: int | None = None
    whole: bool = False
    opened: bool = False
    span: times.Time | None = None


def propose(document):
    """Read the prose of a document => list of Proposals, in its order; lines of tables are no prose.

    Parameters
    ----------
    document : documents.Document
    """
    tables = {cell.line for reading in document.readings for cell in reading.grid.cells if cell.line}
    lines = [line for line in document.lines if line.line is None or line.line not in tables]
    about, made = tense.about(document), []
    state, paragraph = State(), None
    for sentence in sentences(lines):
        if sentence.paragraph != paragraph:
            state, paragraph = State(), sentence.paragraph
        if english.is_english(sentence.view):
            made += english.proposals(sentence, about)
        else:
            made += _sentence(sentence, about, state)
    return made


def _sentence(sentence, about, state):
    """Read one sentence => its proposals; `state` is what goes on to the next."""
    view = sentence.view
    known, inside = times.times(view), times.brackets(view)
    state.span = next((time for time in reversed(known) if time.first and not time.origin), state.span)
    figures = quantities.quantities(sentence)
    made, last, verb, before, number = [], "", "", None, 0
    while number < len(figures):
        one = figures[number]
        following = figures[number + 1] if number + 1 < len(figures) else None
        beside = before if before is None or inside[before.number] == inside[one.number] else None
        name = labels.label(sentence, one, beside, following, last)
        if before and not name.verb and re.match("[、和及与]", view[before.end : one.start]):
            name = replace(name, verb=verb)
        verb, one = name.verb, lists.inherited(sentence, beside, one)
        pairs, taken = lists.shared(sentence, figures, number, name) or ([(one, name)], 1)
        for each, its in pairs:
            items = _proposal(sentence, about, state, each, its, (known, inside, before, following, made))
            made += (kept := [item for item in items if item is not None])
            if kept and its.rule != "subject before":
                last = kept[0].label.split("…")[0]
        before, number = figures[number + taken - 1], number + taken
    _go_on(sentence, known, inside, made, state)
    return made


def _go_on(sentence, known, inside, made, state):
    """Let a year at the head of a sentence go on while sentences promise; one that opens a paragraph alone, to all."""
    first, state.opened = not state.opened, True
    if state.whole:
        return
    named = [time for time in known if not time.origin and not inside[time.start]]
    heads = bool(named) and named[0].start < AT_HEAD
    if first and heads and not made and len(sentence.view) < ALONE:
        state.year, state.whole = named[0].year, True
    elif named:
        by = [time for time in named if time.by or any(item.target_year == time.year for item in made)]
        state.year = by[-1].year if by and heads else None
    elif not any(item.table == "targets" and item.kind != "recurrent" for item in made):
        state.year = None


def _proposal(sentence, about, state, one, name, context):
    """Make proposals of a figure => list of them, or of None: itself, and the level that it changed from."""
    known, inside, before, following, made = context
    view, bracket = sentence.view, inside[one.number]
    clause = CLAUSE.split(view[: one.start])[-1]
    if (
        (sentence.heading and one.rule == "in words")
        or not name.text
        or re.fullmatch(f"(?:{any_of('make', 'made', 'aim')})+", name.text)
    ):
        return []
    if found("negated", "{}[^,，;；]{{0,4}}$").search(clause):
        return []
    time = times.behind(view, one.end, known) or times.of(one.number, known, inside)
    item = Proposal(
        "targets", name.text, one.printed, comparator=one.comparator, value=one.value, note=one.note,
        line=sentence.line,
        locator=sentence.locator or (f"line {sentence.line}" if sentence.line else "text"),
        words=around(sentence, one.start, one.end), rule=name.rule if one.rule == "figure" else one.rule,
        doubts=list(dict.fromkeys((*name.doubts, *one.doubts))),
    )  # fmt: skip
    if lists.moved(sentence, one, following):
        item.label, item.rule = re.split("[从由]", item.label)[0] or item.label, "from one to another"
        origin = times.origin(one.number, known, before.end if before else 0)
        return [tense.observed(item, name, origin, None, about, state.span, before=True)]
    if bracket and before is not None and not inside[before.number] and made:
        own = time if time and inside[time.start] == bracket else None
        promised = made[-1].table == "targets" and (made[-1].target_year or 9999)
        if (own and own.year < promised) or found("baseline").search(clause):
            item.rule, item.doubts = "baseline in brackets", [code for code in item.doubts if code != "prose_subject"]
            return [tense.observed(item, name, own, None, about)]
    recurrent = bool(found("recurrent").search(clause + view[one.start : one.end]))
    recurrent = recurrent or bool(re.match("其中", clause) and made and made[-1].kind == "recurrent")
    reached = tense.past(sentence, about, one, time, known)
    if reached and (one.value is None or one.value.unit in ALL["doings"]):
        return []  # what was reached is a number; that a level doubled says none
    base = _before(sentence, item, one, before, known, made)
    if reached:
        now = tense.observed(item, name, time, state.span, about, state.span, over=sentence.head)
        if base and base.year == times.LAST:
            base.year = now.year - 1 if now and now.year else None
        return [now, base if base and base.year else None]
    return [base] if base and base.year else [tense.promised(item, sentence, one, name, time, state, recurrent)]


def _before(sentence, item, one, before, known, made):
    """Make the level that a change started from an observation, where the level after it is printed => or None."""
    origin = times.origin(one.number, known, before.end if before else 0)
    note = lists.derived(before, one) if origin and made else ""
    if not note:
        return None
    doubts = ["prose_derived", *["prose_bounded"] * (before.value.comparator not in {"=", "~"})]
    printed = sentence.text[before.start : one.end]
    more = {"label": made[-1].label, "printed": printed, "note": note, "rule": "level before a change"}
    return replace(
        item,
        table="observations",
        comparator="",
        basis="level",
        year=origin.year,
        sure_year=True,
        doubts=doubts,
        **more,
    )
