"""What a figure shows, in words, for those who do not see it: title, first rows, how many more."""

from types import SimpleNamespace

import pandas as pd

from helpers import goals
from helpers.charts import (
    beside,
    multiples,
    national_series,
    pace_wanted,
    precedent,
    remaining_gap,
    required_growth,
    robustness,
    timeline,
    unknown_baseline,
)
from helpers.language import VOCABULARY, of

LONGEST = 400
"""Characters of an alternative text: what a screen reader says before its listener skips it."""
FEW = 5
"""Rows that it tells at most; the others are counted."""
ENDS = 3
"""Values of a series up to which all of them are told; of a longer one the first and the last."""


def text(title, drawn, language="en", reason=""):
    """Write the alternative text of a figure: title, as many rows as there is room for, the number of the others.

    Parameters
    ----------
    title : str
    drawn : DataFrame
        The numbers drawn, the rows that matter most first.
    reason : str
        Why nothing is drawn; a sentence.

    Returns
    -------
    str
        Of at most `LONGEST` characters.

    Examples
    --------
    >>> drawn = pd.DataFrame({"indicator_en": ["rate"], "baseline": [90.9], "target": [95.0], "unit": ["percent"]})
    >>> text("Place: targets for 2025", drawn)
    'Place: targets for 2025. rate: 90.9 % → 95 %.'
    >>> text("Place: targets for 2025", pd.concat([drawn] * 40)).split("; ")[-1]
    'rate: 90.9 % → 95 %. 35 more in the csv file.'
    """
    comma, end, space = of(language).semicolon, of(language).end, of(language).space
    told = [line.replace("\n", space) for line in lines(drawn, language)]

    def joined(count):
        rest = of(language).word("terms", "alt_more" if count else "alt_all").format(count=len(told) - count)
        parts = [f"{title}{end}", f"{comma.join(told[:count])}{end}" * bool(count), rest * (count < len(told)), reason]
        return space.join(filter(None, parts))

    fitting = (count for count in range(min(len(told), FEW), -1, -1) if len(joined(count)) <= LONGEST)
    return joined(next(fitting, 0))


def lines(drawn, language="en"):
    """Say what was drawn, a line a row or a line a series.

    Parameters
    ----------
    drawn : DataFrame
        As the figures of `helpers.charts` return it.

    Examples
    --------
    >>> drawn = pd.DataFrame({"indicator_en": ["rate"], "baseline": [90.9], "target": [95.0], "unit": ["percent"]})
    >>> lines(drawn)
    ['rate: 90.9 % → 95 %']
    """
    if drawn.empty or {"signs", "outcome", "quantity"} & set(drawn):  # the title says it, the csv has the numbers
        return []
    if "difference" in drawn:
        return [beside.told(row, language) for row in drawn.itertuples()]
    if {"indicator", "target_year"} <= set(drawn) and "promise" not in drawn:
        drawn = drawn.assign(**{f"indicator_{language}": goals.names(drawn, language)})
    if "case" in drawn:
        judged = drawn.groupby(["plan", "target_id"], sort=False)
        return [f"{_name(rows.iloc[0], language)}{robustness.told(rows, language)}" for _, rows in judged]
    if "promise" in drawn:
        promised = drawn.groupby("indicator", sort=False)
        return [f"{_name(rows.iloc[0], language)}{timeline.told(rows, language)}" for _, rows in promised]
    if "scale" in drawn or "part" in drawn:
        return _series(drawn, language)
    told = _one
    if "pace_n" in drawn:
        told = _preceded
    elif "achieved" in drawn:
        told = _achieved
    elif "still_needed_per_year" in drawn:
        told = _remaining
    elif "place" in drawn:
        drawn, told = drawn[drawn["place"].notna()], _placed
    return [f"{_name(row, language)}{told(row, language)}" for row in drawn.itertuples()]


def _name(row, language):
    return f"{getattr(row, f'indicator_{language}')}{of(language).colon}"


def _named(first, language):
    """Name a series by its place where several places have it, else by its indicator."""
    place = first.get(f"place_{language}")
    return f"{place}{of(language).colon}" if place else _name(first, language)


def _one(row, language):
    """Say where one row starts and ends, or its pace."""
    if not hasattr(row, "target"):
        if pd.notna(row.value) and row.value != 0:
            return of(language).pace(row.value, row.unit)
        return required_growth.said(row, language)
    start = of(language).word("codes", "no_baseline")
    if pd.notna(row.baseline):
        start = of(language).measured(row.baseline, row.unit)
    ends = row.target, getattr(row, "target_high", None), getattr(row, "comparator", "=")
    return f"{start} → {of(language).with_unit(words.bounded(*ends, row.unit, language), row.unit)}"


def _preceded(row, language):
    return of(language).comma.join(filter(None, precedent.said(row, language)))


def _achieved(row, language):
    said, unit = pace_wanted.said(row, language), of(language).rate_unit(row.unit)
    return f"{said}，{unit}" if language == "zh" else f"{said} {unit}"


def _remaining(row, language):
    return remaining_gap.said(row, language).replace("\n", of(language).semicolon)


def _placed(row, language):
    mark = SimpleNamespace(place=getattr(row, f"place_{language}"), year=row.year, value=row.baseline, pace=row.value)
    return unknown_baseline.said(mark, {}, row.unit, language)


def _series(drawn, language):
    """Say the values of every series, part by part: all of a few, the ends of many."""
    comma, said = of(language).comma, []
    keys = [name for name in ("target_id", "panel", "part", "scale") if name in drawn]
    for _, rows in drawn.groupby(keys, sort=False):
        first = rows.iloc[0]
        texts, key = (
            (VOCABULARY["paths"], first["scale"]) if "scale" in rows else (VOCABULARY["terms"], f"part_{first['part']}")
        )
        ends = rows if len(rows) <= ENDS else rows.iloc[[0, -1]]
        dots = f"{comma}…{comma}" if len(rows) > ENDS else comma
        values = dots.join(f"{row.year:g} {_written(row, language)}" for row in ends.itertuples())
        said.append(f"{_named(first, language)}{of(language).word(texts, key)} {values}")
        if "place_en" in rows and first["part"] == "target":
            said[-1] += f"{comma}{multiples.said(drawn[drawn['panel'] == first['panel']], language)}"
    return said


def _written(row, language):
    """Write a value with its unit; of a hindcast also what happened."""
    value = of(language).measured(float(f"{row.value:.4g}"), row.unit)
    if isinstance(getattr(row, "comparator", None), str):
        return of(language).with_unit(national_series.written(row, language), row.unit)
    if pd.isna(getattr(row, "observed", None)):
        return value
    held = of(language).word("terms", "hindcast_held" if row.held else "hindcast_missed")
    brackets = "（{}，{}）" if language == "zh" else " ({}, {})"
    return value + brackets.format(of(language).number(row.observed), held)
