"""What a finding says, in English and Chinese."""

from helpers import texts
from helpers.language import LANGUAGES, of, step_unit
from helpers.questions import behind

TEXTS = texts.load("findings")
SENTENCES = TEXTS["sentences"]
NUMBERS = ("step", "width", "least", "most")
"""What is a difference, written with its unit: of percentages in points."""
COUNTED = {"added": "a", "number": "b", "places": "a", "rise": "b", "all": "a", "group": "b"}
"""What is written with a unit, and of which of the two figures that is."""
LISTED = ("places_named", "numbers", "cells")
"""What is a list."""


ASKED = {
    "histories": lambda name, language, _: of(language).word(behind.TEXTS["histories"], name),
    "stage": lambda name, language, _: of(language).word(behind.TEXTS["stages"], name),
    "issued": behind.issued,
    "supposed": behind.supposed,
    "though": lambda rows, language, own: "".join(_though(row, language, own) for row in rows),
}
"""What the three questions answer: how it is written."""


def tell(finding, case, language="en"):
    """Say a finding in one sentence.

    Examples
    --------
    >>> from helpers.audit.case import Finding, example
    >>> given = example(targets=[{"indicator": "a", "target_low": 100.0}])
    >>> tell(Finding("target_is_baseline", "note", given.goals[0]), given, "zh")
    'a：目标值等于基期值，未要求变化'
    >>> tell(Finding("draft", "warning", words={"status": "decision draft"}), given, "zh")
    '该文件为决策草案，正式文本可能不同'
    """
    place = LANGUAGES.index(language)
    facts = {key: _said(key, value, finding, case, language) for key, value in finding.words.items()}
    for side, row in (("a", finding.a), ("b", finding.b)):
        if row is None:
            continue
        facts[side] = case.names[row["indicator"]][place]
        facts[f"printed_{side}"] = row["printed"]
        facts[f"year_{side}"] = row.get("year")
        facts[f"when_{side}"] = _when(row.get("year"), language)
        if "value" in row:
            facts[f"value_{side}"] = of(language).measured(row["value"], row["unit"] or "")
    return SENTENCES[finding.rule][place].format(**facts)


def _said(key, value, finding, case, language):
    """Write one of the words of a finding as the language has it."""
    if key == "status":
        return of(language).status(value)
    if key == "since":
        return of(language).dash.join(map(str, value)) or _when(None, language)
    if key in ASKED:
        return ASKED[key](value, language, case.about["title_zh"])
    if key == "kinds":
        names = [case.names[slug][LANGUAGES.index(language)] for slug in value]
        return of(language).enumeration.join(names)
    if key in LISTED:
        return of(language).enumeration.join(map(str, value))
    if key in NUMBERS:
        unit = step_unit(finding.a["unit"] or "")
        return of(language).with_unit(of(language).number(value, digits=6), unit)
    if key in COUNTED:
        row = finding.a if COUNTED[key] == "a" else finding.b
        written = of(language).number(value, row["unit"] or "", signed=key == "rise", digits=6)
        return of(language).with_unit(written, row["unit"] or "")
    return value


def _though(row, language, own):
    """Say of the histories that did move as far how many there are."""
    named = {"histories": "reference", "issued": "source"}
    told = {key: ASKED[key](row[name], language, own) for key, name in named.items()}
    return of(language).say(TEXTS["asked"], "though", k=int(row["value"]), n=int(row["n"]), **told)


def _when(year, language):
    return of(language).say("terms", "when" if year else "undated", year=year)
