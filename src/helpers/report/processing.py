"""What was done to a printed cell, in the reader's language: the data say it in English, part by part."""

import re

from helpers import texts
from helpers.language import of

SAID = texts.load("processing")["said"]
PLACE = re.compile(r"\\\{(\w+)\\\}")
"""Where something is put into a text, as `re.escape` leaves it."""
PARTS = [(key, re.compile(PLACE.sub(r"(?P<\1>.+?)", re.escape(written)))) for key, (written, _) in SAID.items()]


def told(processing, language="en"):
    """Say what was done; of a part that people wrote it is said in Chinese that it is there.

    Examples
    --------
    >>> told("baseline: 万人 to persons; 全覆盖 read as 100%: full coverage, in words", "zh")
    '基期值：由万人换算为人；“全覆盖”读作“100%”'
    >>> told("read >92% as at least 92, strict; an English report", "zh")
    '“>92%”读作高于92；另有说明（见数据表）'
    """
    parts = [_part(part, language) for part in processing.split("; ")] if processing else []
    noted = of(language).pick(("", of(language).word("terms", "noted_in_english")))
    known = [part for part in parts if part]
    told_of = of(language).semicolon.join(dict.fromkeys([*known, *[noted] * (len(known) < len(parts))]))
    return of(language).pick((processing, told_of))


def _part(part, language):
    """Say a part; nothing where it is none that `helpers.clean` writes."""
    if not re.search("[A-Za-z]", part):
        return part
    head, why, _ = part.partition(": ")
    for text in (head, part) if why and " read as " in head else (part,):
        for key, pattern in PARTS:
            if found := pattern.fullmatch(text):
                given = found.groupdict()
                if "rest" in given:
                    given["rest"] = _part(given["rest"], language)
                if "unit" in given:
                    given["unit"] = of(language).unit(given["unit"])
                return of(language).say(SAID, key, **given) if all(given.values()) else ""
    return ""
