"""Questions about how fast: steps, whole change, percent change, even step, compound rate, rate to the last one."""

from dataclasses import replace

import numpy as np

from helpers.growth import formulas
from helpers.language import of, step_unit
from helpers.teaching import texts, ways, wrong
from helpers.teaching.question import about, plain

PERCENT = "percent_per_year"


def pace(way, language="en"):
    """Ask for the even step every year, with its unit and its scale: (e − y0)/T.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> targets = schema.load("targets", "yantai-14fyp")
    >>> asked = pace(ways.promised(targets, "public_kindergarten_share@2025"))
    >>> asked.value, asked.unit, asked.scale
    (6.766, 'points_per_year', 'linear')
    """
    value, unit = float(formulas.linear(way.start, way.end, way.years)), f"{step_unit(way.unit)}_per_year"
    span = ways.corners(way, lambda start, end: formulas.linear(start, end, way.years))
    known = wrong.of_pace(way.start, way.end, way.years) + wrong.of_scaling(value, unit)
    why = "down_to_zero" if way.end == 0 else "a_count" if way.family in {"count", "amount"} else "a_share"
    worked = f"({plain(way.end)} − {plain(way.start)}) / {way.years}"
    return about(way, "pace", language, value, span, known, worked, unit=unit, scale="linear", why=why)


def compound(way, language="en"):
    """Ask for the same percentage every year: 100((e/y0)^(1/T) − 1); where e is 0 the answer is that there is none.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> seen = schema.load("observations", "yunyang-14fyp")
    >>> asked = compound(ways.observed(seen, "large_classes_compulsory", 2015, 2020))
    >>> round(asked.value, 2), asked.unit, asked.scale
    (-42.14, 'percent_per_year', 'compound')
    """
    known = wrong.of_compound(way.start, way.end, way.years)
    value = float(formulas.cagr(way.start, way.end, way.years))
    more = {"unit": PERCENT, "scale": "compound", "why": "same_percent"}
    if np.isnan(value):  # unit and scale are offered all the same: their absence would tell
        worked = of(language).say(
            texts.WORKED, "no_rate" if way.start else "no_rate_from_zero", **ways.fields(way, language)
        )
        return about(way, "compound", language, value, (value, value), known, worked, **more)
    span = ways.corners(way, lambda start, end: formulas.cagr(start, end, way.years))
    worked = f"100 · (({plain(way.end)} / {plain(way.start)})^(1/{way.years}) − 1)"
    return about(way, "compound", language, value, span, known, worked, **more)


def last_one(way, language="en"):
    """Ask for the same percentage every year from a count to one: 100((1/y0)^(1/T) − 1).

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> targets = schema.load("targets", "yunyang-14fyp")
    >>> round(last_one(ways.promised(targets, "large_classes_compulsory@2025")).value, 2)
    -49.68
    """
    way = replace(way, end=1.0, h1=0.0)
    value = float(formulas.to_last_one(way.start, way.years))
    span = ways.corners(way, lambda start, _: formulas.to_last_one(start, way.years))
    worked = f"100 · ((1 / {plain(way.start)})^(1/{way.years}) − 1)"
    known = wrong.of_last_one(way.start, way.years)
    more = {"unit": PERCENT, "scale": "compound", "why": "same_percent"}
    return about(way, "last_one", language, value, span, known, worked, **more)


def total(way, language="en"):
    """Ask for the whole change, e − y0: of a share in points.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> seen = schema.load("observations", "yunyang-14fyp")
    >>> asked = total(ways.observed(seen, "large_class_share_compulsory", 2020, 2021))
    >>> round(asked.value, 2), asked.unit
    (-0.84, 'points')
    """
    unit, span = step_unit(way.unit), ways.corners(way, lambda start, end: end - start)
    known = wrong.of_total(way.start, way.end, way.years) + wrong.of_scaling(way.end - way.start, unit)
    worked = f"{plain(way.end)} − {plain(way.start)}"
    return about(way, "total", language, way.end - way.start, span, known, worked, unit=unit)


def relative(way, language="en"):
    """Ask for the whole change in percent of the start: 100(e − y0)/y0.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> seen = schema.load("observations", "china-14fyp")
    >>> round(relative(ways.observed(seen, "large_classes_56_lower_secondary", 2022, 2025)).value, 1)
    158.4
    """
    span = ways.corners(way, lambda start, end: 100 * (end - start) / start if start else np.nan)
    value = 100 * (way.end - way.start) / way.start
    worked = f"100 · ({plain(way.end)} − {plain(way.start)}) / {plain(way.start)}"
    known = wrong.of_relative(way.start, way.end, way.years)
    return about(way, "relative", language, value, span, known, worked, unit="percent")


def steps(way, language="en"):
    """Ask how many yearly steps there are from the first year to the last.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> targets = schema.load("targets", "yunyang-14fyp")
    >>> steps(ways.promised(targets, "large_classes_compulsory@2025")).value
    5.0
    """
    known = [("years_named", way.years + 1.0), ("years_between", way.years - 1.0)]
    return about(way, "steps", language, float(way.years), (way.years,) * 2, known, f"{way.last} − {way.first}")
