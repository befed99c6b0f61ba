"""What was reached and what is promised: by the year, by the words of the clause, by the heading, by the document."""

import re
from collections import Counter
from dataclasses import dataclass

from helpers.read.folding import fold
from helpers.read.prose import times
from helpers.read.prose.patterns import any_of, found

_DATED = re.compile(r"(?<!\d)(20\d\d)(?:年\d{1,2}月\d{1,2}日|-\d\d?-\d\d?|[〔\[])")
_NAMED = re.compile(r"(?<!\d)(20\d\d)年(?!以来)")
MEANS = {"percent", "points", "per_mille", "ratio", "years"}
"""Units of what cannot be added up: 新增劳动力平均受教育年限 is no increment."""
OPENING = 40
"""So many lines may hold a document's title and date."""


@dataclass
class About:
    """What a document says of itself.

    base : the year that a plan starts from, or None
    own : the year of its date or number, or of a report the year that it names most, or None
    reports : True where its title is that of a report and of no plan
    """

    base: int | None
    own: int | None
    reports: bool


def about(document):
    """Tell what a document says of itself => About."""
    first = [fold(line.text) for line in document.lines[:OPENING]]
    titles = [text for text in first if 6 < len(text) < 60]
    plan = any(found("plans", r"{}(?:》?的通知|\(|[)）]?$)").search(text) for text in titles)
    reports = not plan and any(found("reports").search(text) for text in titles)
    named = Counter(int(year) for line in document.lines for year in _NAMED.findall(fold(line.text)))
    dated = [int(year) for text in first for year in _DATED.findall(text)]
    own = max(dated, default=None)
    if reports and named:
        own = max(named, key=lambda year: (named[year], year))
    context = document.context
    base = None if reports else context.get("baseline_year") or context.get("guess_baseline")
    return About(base, own, reports)


def past(sentence, about, one, time, known):
    """Tell whether a figure was reached already.

    Parameters
    ----------
    sentence : sentences.Sentence
    about : About
    one : quantities.Quantity
    time : times.Time or None
        The year that the figure has in its sentence.
    known : list of times.Time
        All years of the sentence.
    """
    view = sentence.view
    if time:
        start = about.base or about.own
        due = max((other.year for other in known if other.by), default=None)
        if (start and time.year <= start) or (due and not time.by and time.year < due):
            return True
        if time.by or (start and not about.reports):
            return False
    near = re.split("[,，;；。]", view[: one.end])[-1]
    if about.reports and not found("ahead").search(sentence.head):
        return not found("sure_future").search(near)
    if sentence.past:
        return not found("sure_future").search(near)
    if found("future").search(near):
        return False
    if found("past").search(near):
        return True
    clause = re.split("[;；。]", view[: one.start])[-1]
    return bool(sentence.past is None and found("past").search(clause) and not found("future").search(clause))


def observed(item, name, time, within, about, span=None, before=False, over=""):
    """Make an observation of a proposal: its year, and whether it is a level, a total or a change => Proposal or None.

    Parameters
    ----------
    time : times.Time or None
        The year of the figure.
    within : times.Time or None
        The period that the paragraph is about.
    span : times.Time or None
        The same, for a level that a period starts from.
    before : bool
        True for the level that a change started from.
    over : str
        The headings over it, which may name the year.
    """
    kind = item.value.kind if item.value else ""
    making = bool(re.fullmatch(any_of("make"), name.verb))
    item.table, item.comparator = "observations", ""
    changed = kind in {"rate_per_year", "step_per_year"} or re.match(any_of("change"), item.printed)
    item.basis = "change" if changed else "total" if making else "level"
    if before:
        item.basis = "level"
    if time:
        item.year, item.year_from, item.sure_year = time.year, time.first, True
    elif before and span:
        item.year = span.first - 1
    elif within:
        item.year, item.year_from = within.year, within.first
    elif heads := [head for head in times.times(fold(over)) if not head.origin]:
        item.year, item.sure_year = heads[-1].year, True
    else:
        item.year = about.base or about.own
        item.doubts.append("prose_year_of_document")
    item.year_from = item.year_from if item.basis == "total" else None
    return item if item.year else None


def promised(item, sentence, one, name, time, state, recurrent):
    """Fill in what a target needs: its kind, the year by which it is due, the year from which it counts."""
    kind = one.value.kind if one.value else "relative"
    item.kind = _kind(kind, recurrent, name, one)
    if item.kind == "step_per_year" and kind == "increment":
        item.printed = one.bare
    if item.kind == "relative":
        item.note, item.comparator = "", ""
    if time:
        item.target_year, item.sure_year = time.year, True
    elif not recurrent and state.year:
        item.target_year, item.sure_year = state.year, state.whole
        item.doubts += ["prose_year_carried"] * (not state.whole)
    elif not recurrent:
        heads = [head for head in times.times(fold(sentence.head)) if head.by]
        item.target_year = heads[-1].year if heads else None
    if item.kind == "increment" and time and time.first:
        item.year = time.first - 1
    elif item.kind == "increment" and not time and state.whole:
        item.year = state.year - 1
    return item


def _kind(kind, recurrent, name, one):
    """Tell the kind of a target by its figure, its verb and how often it is asked for."""
    if recurrent and kind in {"increment", "change"} and one.value.unit != "percent":
        return "step_per_year"
    if kind in {"change", "relative"}:
        return "relative"
    if kind in {"rate_per_year", "step_per_year"} or (kind in {"increment", "maintain"} and not recurrent):
        return kind
    if recurrent:
        return "recurrent"
    making = (
        one.value.unit not in MEANS
        and re.fullmatch(any_of("make"), name.verb)
        and not re.fullmatch(any_of("made"), name.verb)
    )
    return "increment" if making else ""
