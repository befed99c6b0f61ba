"""What was done to a printed cell, in the reader's language: the data say it in English, part by part."""

import re

from helpers import goals, texts
from helpers.language import of

SAID = texts.load("processing")["said"]
CERTAINTY = texts.load("questions")["certainties"]
PLACE = re.compile(r"\\\{(\w+)\\\}")
"""Where something is put into a text, as `re.escape` leaves it."""
PARTS = [(key, re.compile(PLACE.sub(r"(?P<\1>.+?)", re.escape(written)))) for key, (written, _) in SAID.items()]
ENGLISH = re.compile(r"[A-Za-z]+[,;:]? [A-Za-z]")


def told(processing, language="en"):
    """Say what was done; of a part that people wrote in English it is said in Chinese that it is there.

    Examples
    --------
    >>> told("baseline: 万人 to persons; 全覆盖 read as 100%: full coverage, in words", "zh")
    '基期值：由万人换算为人；“全覆盖”读作“100%”'
    >>> told("read >92% as at least 92, strict; seen by nobody; 见BIM一节", "zh")
    '“>92%”读作高于92；见BIM一节；另有说明（见数据表）'
    """
    parts = [_part(part, language) for part in processing.split("; ")] if processing else []
    noted = of(language).pick(("", of(language).word("terms", "noted_in_english")))
    known = [part for part in parts if part]
    told_of = of(language).semicolon.join(dict.fromkeys([*known, *[noted] * (len(known) < len(parts))]))
    return of(language).pick((processing, told_of))


def _part(part, language):
    """Say a part; nothing where it is English that no text stands for."""
    head, why, _ = part.partition(": ")
    for text in (head, part) if why and " read as " in head else (part,):
        for key, pattern in PARTS:
            if found := pattern.fullmatch(text):
                given = {name: _given(name, value, language) for name, value in found.groupdict().items()}
                return of(language).say(SAID, key, **given) if all(given.values()) else ""
    return "" if ENGLISH.search(part) else part


def _given(name, value, language):
    """Say what stands in a part: a part itself, a unit, places, how certain a source is; anything else as it stands."""
    if name == "rest":
        return _part(value, language)
    if name == "places":
        return of(language).listed(value.split(goals.AND))
    if name == "certainty":
        return of(language).word(CERTAINTY, value) if value in CERTAINTY else value
    return of(language).unit(value) if name == "unit" else value
