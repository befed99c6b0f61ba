"""Units and scales in people's words: read them, and say what is wrong with one."""

import re
import unicodedata

from helpers.language import LANGUAGES, of
from helpers.teaching import texts

YEARLY = re.compile(
    r"\b(an?|per|each|every)\s*(year|yr|annum)\b|\b(yearly|annually|annual)\b|\bp\.?\s?a\.?(?=\s|$)|/\s*(year|yr|a\b|年)|每年|年均"
)


def read_unit(text):
    """Read a unit as people write it => its name, with _per_year where it is a pace; '' where it is not known.

    Examples
    --------
    >>> [read_unit(text) for text in ("percentage points a year", "个百分点/年", "% per year", "persons", "furlongs")]
    ['points_per_year', 'points_per_year', 'percent_per_year', 'persons', '']
    """
    plain = _plain(text)
    if plain.removesuffix("_per_year") in texts.SYNONYMS:
        return plain
    own = " ".join(YEARLY.sub(" ", plain).split())
    for name, known in texts.SYNONYMS.items():
        if own in known:
            return f"{name}_per_year" if YEARLY.search(plain) else name
    return ""


def read_scale(text):
    """Read a scale as people write it => its name; '' where it is not known.

    Examples
    --------
    >>> read_scale("Linear"), read_scale("复合"), read_scale("by feel")
    ('linear', 'compound', '')
    """
    plain = _plain(text).removesuffix(" scale").removesuffix("尺度")
    return next((name for name, known in texts.SCALE_SYNONYMS.items() if plain in known), "")


def judge_unit(question, unit):
    """Say what a unit is => right, unknown, or a key of `texts.WRONG_UNITS`; '' where none is given.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> asked = SimpleNamespace(unit="points_per_year", language="en")
    >>> [judge_unit(asked, unit) for unit in ("points a year", "% a year", "points", "classes a year", "ell")]
    ['right', 'percent_for_points', 'not_a_year', 'other', 'unknown']
    """
    if unit is None or not str(unit).strip():
        return ""
    if _plain(unit) in {_plain(named_unit(question.unit, language)) for language in LANGUAGES}:
        return "right"
    found = read_unit(unit)
    if not found or found == question.unit:
        return "right" if found else "unknown"
    asked, own = question.unit.removesuffix("_per_year"), found.removesuffix("_per_year")
    if asked == own:
        return "not_a_year" if question.unit.endswith("_per_year") else "not_over_years"
    if own == "percent":
        return "percent_for_points" if asked == "points" else "percent_of_count"
    if own == "points":
        return "points_for_percent" if asked == "percent" else "points_of_count"
    return "count_for_percent" if asked == "percent" else "other"


def judge_scale(question, scale):
    """Say what a scale is => right, unknown, or a key of `texts.WRONG_SCALES`; '' where none is given.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> asked = SimpleNamespace(scale="linear", why="a_share")
    >>> judge_scale(asked, "linear"), judge_scale(asked, "compound"), judge_scale(asked, None)
    ('right', 'a_share', '')
    """
    if scale is None or not str(scale).strip():
        return ""
    found = read_scale(scale)
    return "right" if found == question.scale else question.why if found else "unknown"


def named_unit(unit, language="en"):
    """Name a unit as a list to choose from shows it.

    Examples
    --------
    >>> named_unit("points_per_year"), named_unit("classes", "zh"), named_unit("percent_per_year", "zh")
    ('percentage points a year', '个班', '%/年')
    """
    own = unit.removesuffix("_per_year")
    name = of(language).word(texts.UNITS, own) if own in texts.UNITS else of(language).unit(own)
    return name if own == unit else of(language).say("terms", "rate_of_unit", unit=name)


def choices(unit):
    """List the units to choose from: points and percent, of the whole period and a year, and the indicator's own.

    Examples
    --------
    >>> choices("classes_per_year")
    ['percent', 'points', 'classes', 'percent_per_year', 'points_per_year', 'classes_per_year']
    """
    own = unit.removesuffix("_per_year")
    named = ["percent", "points"] + [own] * (own not in {"percent", "points"})
    return named + [f"{name}_per_year" for name in named]


def _plain(text):
    return " ".join(unicodedata.normalize("NFKC", str(text)).strip().lower().split())
