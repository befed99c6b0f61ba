"""What a figure shows, in words, for those who do not see it: a line a row, or a line a series."""

from types import SimpleNamespace

import pandas as pd

from helpers import words
from helpers.charts import curves, history, pace, wanted
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
    if "scale" in drawn or "part" in drawn:
        return _series(drawn, language)
    told = _one
    if "pace_n" in drawn:
        told = _preceded
    elif "achieved" in drawn:
        told = _achieved
    elif "place" in drawn:
        drawn, told = drawn[drawn["place"].notna()], _placed
    return [f"{_name(row, language)}{told(row, language)}" for row in drawn.itertuples()]


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


def _preceded(row, language):
    return ("，" if language == "zh" else ", ").join(filter(None, history.said(row, language)))


def _achieved(row, language):
    return f"{wanted.said(row, language)} {words.rate_unit(row.unit, language)}"


def _placed(row, language):
    mark = SimpleNamespace(place=getattr(row, f"place_{language}"), year=row.year, value=row.baseline, pace=row.value)
    return curves.said(mark, {}, row.unit, language)


def _series(drawn, language):
    """Say the values of every series, part by part."""
    comma, said = "，" if language == "zh" else ", ", []
    for _, rows in drawn.groupby([name for name in ("target_id", "part", "scale") if name in drawn], sort=False):
        first = rows.iloc[0]
        texts, key = (PATHS, first["scale"]) if "scale" in rows else (TERMS, f"part_{first['part']}")
        values = comma.join(f"{row.year:g} {_written(row, language)}" for row in rows.itertuples())
        said.append(f"{_name(first, language)}{word(texts, key, language)} {values}")
    return said


def _written(row, language):
    """Write a value with its unit; of a hindcast also what happened."""
    value = measured(float(f"{row.value:.4g}"), row.unit, language)
    if pd.isna(getattr(row, "observed", None)):
        return value
    held = word(TERMS, "hindcast_held" if row.held else "hindcast_missed", language)
    brackets = "（{}，{}）" if language == "zh" else " ({}, {})"
    return value + brackets.format(words.number(row.observed, "", language), held)
