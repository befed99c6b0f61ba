"""A way: two published values of one indicator, some years apart, as the questions of a teaching case take it."""

from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pandas as pd

from helpers import show
from helpers.codebook import indicators, source
from helpers.errors import InputError
from helpers.goals import levels
from helpers.growth import required
from helpers.language import LANGUAGES, of


@dataclass(frozen=True)
class Way:
    """From `start` in the year `first` to `end` in `last`, each ± its half-width; a goal is wanted, not observed."""

    plan: str
    indicator: str
    names: tuple[str, str]
    unit: str
    family: str
    start: float
    end: float
    first: int
    last: int
    h0: float = 0.0
    h1: float = 0.0
    goal: bool = False

    @property
    def years(self):
        """Steps from one year to the next: one fewer than the years named."""
        return self.last - self.first


def promised(targets, target_id):
    """Take the way from a target's baseline to the number that its pace is computed to.

    Raises
    ------
    InputError
        If no target has that name, or it has no baseline, number or year.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> way = promised(schema.load("targets", "yantai-14fyp"), "public_kindergarten_share@2025")
    >>> way.start, way.end, way.years, way.h0
    (41.17, 75.0, 5, 0.005)
    """
    targets = targets.reset_index(drop=True)
    rows = targets[targets["target_id"] == target_id]
    if len(rows) != 1:
        raise InputError(f"{len(rows)} targets are called {target_id!r}", "name one of the column target_id")
    row, given = rows.iloc[0], required.inputs(targets).loc[rows.index[0]]
    if given[["start", "e", "years"]].isna().any():
        raise InputError(f"{target_id} has no baseline, number or year", "ask about a target that has them")
    ends = {
        "start": float(given["start"]),
        "end": float(given["e"]),
        "h0": float(given["h0"]),
        "h1": float(given["h1"]),
    }
    years = {"first": int(row["baseline_year"]), "last": int(row["target_year"])}
    names = tuple(row[f"indicator_{language}"] for language in LANGUAGES)
    return Way(row["plan"], row["indicator"], names, row["unit"], row["family"], **ends, **years, goal=True)


def observed(observations, indicator, first, last):
    """Take the way between two published levels.

    Raises
    ------
    InputError
        If a year has no published level.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> way = observed(schema.load("observations", "yunyang-14fyp"), "large_classes_compulsory", 2015, 2020)
    >>> way.start, way.end, way.years
    (478.0, 31.0, 5)
    """
    seen = levels(observations[observations["indicator"] == indicator]).set_index("year")
    for year in (first, last):
        if year not in seen.index:
            raise InputError(f"{indicator} has no published level of {year}", f"use one of {list(seen.index)}")
    start, end, entry = seen.loc[first], seen.loc[last], indicators.load().loc[indicator]
    names = tuple(entry[f"indicator_{language}"] for language in LANGUAGES)
    ends = {"start": start["value"], "end": end["value"], "h0": start["halfwidth"], "h1": end["halfwidth"]}
    ends = {name: float(number) for name, number in ends.items()}
    return Way(start["plan"], indicator, names, start["unit"], entry["family"], **ends, first=first, last=last)


def remaining(targets, observations, target_id):
    """Take what is left of a target's way: from the latest published level since the baseline.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> tables = [schema.load(name, "yunyang-14fyp") for name in ("targets", "observations")]
    >>> way = remaining(*tables, "large_classes_compulsory@2025")
    >>> way.start, way.first, way.years
    (10.0, 2021, 4)
    """
    way = promised(targets, target_id)
    seen = levels(observations[observations["indicator"] == way.indicator])
    latest = seen[(seen["plan"] == way.plan) & seen["year"].between(way.first, way.last - 1)]
    if latest.empty:
        return way
    row = latest.iloc[-1]
    return replace(way, start=float(row["value"]), h0=float(row["halfwidth"]), first=int(row["year"]))


def corners(way, rate):
    """Take a rate at the corners of both rounding intervals => least and most of those that exist.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> way = promised(schema.load("targets", "yantai-14fyp"), "public_kindergarten_share@2025")
    >>> low, high = corners(way, lambda start, end: (end - start) / way.years)
    >>> round(low, 3), round(high, 3)
    (6.765, 6.767)
    """
    ends = product((way.start - way.h0, way.start + way.h0), (way.end - way.h1, way.end + way.h1))
    found = np.array([float(rate(*pair)) for pair in ends])
    return (float(np.nanmin(found)), float(np.nanmax(found))) if np.isfinite(found).any() else (np.nan, np.nan)


def fields(way, language="en"):
    """Write what texts may name: place, indicator, start, end, first, last, change, percent, divided, years, more.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> said = fields(observed(schema.load("observations", "yunyang-14fyp"), "large_classes_compulsory", 2015, 2020))
    >>> said["start"], said["end"], said["change"], said["percent"], said["years"], said["more"]
    ('478 classes', '31 classes', '−447', '−93.5', '5', '6')
    """
    change = way.end - way.start
    percent = 100 * change / way.start if way.start else np.nan
    return {
        "place": source.region(source.read(way.plan), language),
        "indicator": way.names[LANGUAGES.index(language)],
        "start": of(language).measured(way.start, way.unit),
        "end": of(language).measured(way.end, way.unit),
        "first": str(way.first),
        "last": str(way.last),
        "change": signed(change, language),
        "percent": signed(percent, language, 3),
        "divided": signed(percent / way.years, language, 3),
        "years": str(way.years),
        "more": str(way.years + 1),
    }


def signed(number, language="en", digits=12):
    """Write a number with a minus that is one, cut to as many digits as asked; – where there is none.

    Examples
    --------
    >>> signed(-93.514, digits=3), signed(0.26000000000000001), signed(float("nan"))
    ('−93.5', '0.26', '–')
    """
    return "–" if pd.isna(number) else of(language).number(number, digits=digits)


def series(observations, chosen, language="en"):
    """Show published levels side by side, a row a year.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> seen = schema.load("observations", "china-14fyp")
    >>> "11,683" in series(seen, ["large_classes_56_lower_secondary"]).data
    True
    """
    book = indicators.load()
    rows = levels(observations[observations["indicator"].isin(chosen)])
    wide = rows.pivot(index="year", columns="indicator", values="value")[list(chosen)]
    shown = wide.map(lambda number: signed(number, language)).rename_axis(columns=None).reset_index()
    shown = shown.rename(columns={name: _heading(book.loc[name], language) for name in chosen})
    return show.table(shown, list(shown), language)


def _heading(entry, language):
    return f"{entry[f'indicator_{language}']} ({of(language).unit(entry['unit'])})"
