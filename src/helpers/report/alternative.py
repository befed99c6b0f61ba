"""What a figure shows, in words, for those who do not see it: a line a row, or a line a series."""

import pandas as pd

from helpers import words
from helpers.charts import history, pace
from helpers.report import measured
from helpers.words import CODES, PATHS, TERMS, word


def lines(drawn, language="en"):
    """Say what was drawn.

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
    if drawn.empty:
        return []
    if "pace_n" in drawn:
        return [f"{_name(row, language)}{', '.join(history.said(row, language))}" for row in drawn.itertuples()]
    if "achieved" in drawn:
        return [_name(row, language) + _achieved(row, language) for row in drawn.itertuples()]
    if "place" in drawn:
        drawn = drawn[drawn["place"].notna()]
        return [f"{row.place} {row.year:g}: {row.baseline:g} → {row.value:+.3g}" for row in drawn.itertuples()]
    if {"year", "value"} <= set(drawn):
        return _series(drawn, language)
    return [_name(row, language) + _one(row, language) for row in drawn.itertuples()]


def _name(row, language):
    return f"{getattr(row, f'indicator_{language}')}{'：' if language == 'zh' else ': '}"


def _one(row, language):
    """Say where one row starts and ends, or its pace."""
    if not hasattr(row, "target"):
        paced = pd.notna(row.value) and row.value != 0
        return f"{pace.said(row, language)} {words.rate_unit(row.unit, language) if paced else ''}".strip()
    start = word(CODES, "no_baseline", language)
    if pd.notna(row.baseline):
        start = measured(row.baseline, row.unit, language)
    return f"{start} → {measured(row.target, row.unit, language)}"


def _achieved(row, language):
    numbers = (words.number(pace, "", language, signed=True, digits=3) for pace in (row.achieved, row.required))
    achieved, wanted = numbers
    said = word(TERMS, "achieved_of_wanted", language).format(achieved=achieved, wanted=wanted)
    return f"{said} {words.rate_unit(row.unit, language)}"


def _series(drawn, language):
    """Say the values of every series, part by part."""
    parts = [name for name in ("target_id", "part", "scale") if name in drawn]
    said = []
    for _, rows in drawn.groupby(parts, sort=False):
        first = rows.iloc[0]
        name = _name(first, language) if "indicator_en" in rows else ""
        part = first.get("part", "")
        of = word(PATHS, first["scale"], language) if "scale" in rows else word(TERMS, f"part_{part}", language)
        values = ", ".join(
            f"{row.year:g} {words.number(row.value, '', language, digits=4)}" for row in rows.itertuples()
        )
        said.append(f"{name}{of} {values}")
    return said
