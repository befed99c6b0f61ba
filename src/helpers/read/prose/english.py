"""Promises in English prose: by 2030, at least 95 per cent of children complete primary education."""

import re

from helpers.clean import values
from helpers.clean.english import in_english as is_english
from helpers.clean.english import plain
from helpers.read.prose import times
from helpers.read.prose.patterns import in_english
from helpers.read.prose.proposal import Proposal, around

__all__ = ["is_english", "proposals"]
_UNIT = r"%|percentage points?|per\s?cent\b|[a-z]+(?: [a-z]+)?"
_FIGURE = re.compile(
    r"(?<![\w.,])(?!(?:19|20)\d\d\b(?!\s[a-z]+s\b))(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:\s?(?:-|–|to)\s?\d+(?:\.\d+)?)?"
    rf"(?P<scale>\s(?:thousand|million))?\s?(?P<unit>{_UNIT})",
    re.IGNORECASE,
)
_POINTS = re.compile(r"percentage points?", re.IGNORECASE)
_STOP = re.compile(r"[;:()]|,(?!\d{3})|\.(?=\s|$)")
_SHARE = re.compile(r"of\s+(?:all\s+|the\s+)?", re.IGNORECASE)
_SOON = re.compile(r"\s*\(?(?:in|by|of)?\s?(?=(?:19|20)\d\d\b)", re.IGNORECASE)


def proposals(sentence, about):
    """Read an English sentence => list of Proposals.

    Parameters
    ----------
    sentence : sentences.Sentence
    about : tense.About
    """
    view, made, begin = sentence.view, [], 0
    known = times.times(view)
    for match in _FIGURE.finditer(view):
        found = _figure(view, match)
        if found is None or any(time.start <= match.start() < time.end for time in known):
            continue
        start, end, value = found
        label, deed = _label(sentence.text, begin, start, end, made)
        clause = view[begin:start]
        begin = end
        if not label or in_english("negated").search(clause):
            continue
        made.append(
            _proposal(sentence, about, (start, end, value), label, (deed, clause), _year(view, known, start, end))
        )
    return made


def _figure(view, match):
    """Take the words of its bound with a figure => (start, end, Value), or None where it does not read whole."""
    bound = in_english("bound", "{} $").search(view[: match.start()])
    start = bound.start() if bound else match.start()
    unit = match["unit"]
    ends = (
        [match.end()]
        if " " not in unit or _POINTS.fullmatch(unit)
        else [match.end(), match.start("unit") + unit.index(" ")]
    )
    for end in ends:
        after = in_english("after", " {}").match(view, end)
        for stop in (after.end() if after else end, end):
            folded = plain(view[start:stop])
            if re.search("[A-Za-z]", folded):
                continue
            try:
                value = values.parse(view[start:stop])
            except ValueError:
                continue
            if value is not None and value.unit:
                return start, stop, value
    return None


def _label(text, begin, start, end, made):
    """Name what a figure is of => (label, the verb before it)."""
    lead = _STOP.split(text[begin:start])[-1].strip()
    stop = _STOP.search(text, end)
    following = text[end : stop.start() if stop else len(text)].strip(" .")
    following = re.split(r"(?:^|\s)(?:by|in|from)\s(?=(?:19|20)\d\d)|(?:^|\s)and\s(?=.*\d)", following)[0].strip()
    if share := _SHARE.match(following):
        return following[share.end() :], _deed(lead)
    make = in_english("make", r"{}(?:\s\w+)?$").search(lead)
    counted = re.search(r"([A-Za-z]+)$", text[start:end])
    if make and counted and not re.search("cent|point", text[start:end]):
        return " ".join([counted[1], following]).strip(), make[0]
    words = _bare(lead)
    if words:
        return words, _deed(lead)
    return (made[-1].label if made else ""), _deed(lead)


def _deed(lead):
    found = in_english("keep").search(lead)
    return found[0] if found else ""


def _bare(words):
    """Take years, links and what is done off the words before a figure."""
    words = re.sub(r"^\s*(?:by|in|from|since)\s(?:19|20)\d\d\s*", "", words, flags=re.IGNORECASE)
    while True:
        kept = words
        words = in_english("link", r"\s?{}$").sub("", words).strip()
        words = in_english("deed", r"^{}\s").sub("", words + " ").strip()
        if words == kept:
            return words


def _year(view, known, start, end):
    """Give the year of a figure: the one right behind it, else one before it, else the next in the sentence."""
    soon = _SOON.match(view, end)
    for time in known:
        if soon and end <= time.start <= soon.end():
            return time
    before = [time for time in known if time.start < start and not time.origin]
    after = [time for time in known if time.start >= end and not time.origin]
    return before[-1] if before else after[0] if after else None


def _proposal(sentence, about, figure, label, words, time):
    start, end, value = figure
    deed, clause = words
    near = clause + sentence.view[start:end]
    base = about.base or about.own
    past = bool(time and base and time.year <= base)
    if not past and not (time and base and time.year > base):
        past = bool(in_english("past").search(near)) and not in_english("future").search(sentence.view)
    item = Proposal(
        "observations" if past else "targets",
        label,
        sentence.text[start:end],
        value=value,
        line=sentence.line,
        locator=sentence.locator or (f"line {sentence.line}" if sentence.line else "text"),
        words=around(sentence, start, end),
        rule="English",
        sure_year=bool(time),
    )
    annual = in_english("a_year").search(sentence.view[end:]) or in_english("a_year").search(clause)
    falls = in_english("falls").search(clause)
    if past:
        item.year = time.year if time else base
        item.doubts += [] if time else ["prose_year_of_document"]
        made = in_english("make").search(deed)
        item.basis = "change" if value.unit == "points" else "total" if made else "level"
        return item
    item.target_year = time.year if time else None
    by = re.search(r"\bby\s*$", clause)
    if annual and (value.unit == "points" or (value.unit == "percent" and by)):
        unit, verb = ("个百分点", "每年") if value.unit == "points" else ("%", "年均")
        moved = ("降低" if verb == "每年" else "下降") if falls else ("提高" if verb == "每年" else "增长")
        item.note = f"read {verb}{moved}{value.number:g}{unit}: in English words"
        item.kind = "step_per_year" if value.unit == "points" else "rate_per_year"
    elif value.unit == "points" or (by and not annual):
        item.kind = "relative"
    elif annual:
        item.kind = "recurrent"
    elif in_english("make").search(deed):
        item.kind = "increment"
    elif in_english("keep").search(deed):
        item.kind = "maintain"
    return item
