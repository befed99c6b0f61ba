"""Questions about rates: observed over required pace, the age group behind a gross rate, a gross rate above 100."""

from dataclasses import replace
from itertools import product

from helpers.errors import InputError
from helpers.goals import levels
from helpers.language import LANGUAGES, of
from helpers.teaching import questions, ways, wrong
from helpers.teaching.question import about, plain


def step(way, language="en"):
    """Ask for the even step of a rate that has no cap: `questions.pace`, and of a wrong scale nothing about a whole.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> asked = step(ways.promised(schema.load("targets", "yunyang-14fyp"), "preschool_gross_enrolment@2025"))
    >>> round(asked.value, 2), asked.unit, asked.why
    (0.82, 'points_per_year', 'a_rate')
    """
    return replace(questions.pace(way, language), why="a_rate")


def headway(way, seen, language="en"):
    """Ask for R, the pace so far over the pace required, both in even steps: ((y − y0)/t) / ((e − y0)/T).

    Parameters
    ----------
    way : Way
        From the baseline to the target, which differ.
    seen : Way
        From the same baseline to what was observed.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> tables = [schema.load(name, "yunyang-14fyp") for name in ("targets", "observations")]
    >>> way = ways.promised(tables[0], "preschool_gross_enrolment@2025")
    >>> seen = ways.observed(tables[1], "preschool_gross_enrolment", 2020, 2021)
    >>> asked = headway(way, seen)
    >>> round(asked.value, 3), round(asked.low, 3), round(asked.high, 3)
    (0.805, 0.747, 0.861)
    """
    sides = product((-1, 0, 1), repeat=3)
    ends = [(way.start + a * way.h0, seen.end + b * seen.h1, way.end + c * way.h1) for a, b, c in sides]
    found = [_paces(*three, seen.years, way.years) for three in ends]
    ratios = [so_far / asked for so_far, asked in found if asked]
    so_far, asked = _paces(way.start, seen.end, way.end, seen.years, way.years)
    worked = f"(({plain(seen.end)} − {plain(way.start)}) / {seen.years}) / "
    worked += f"(({plain(way.end)} − {plain(way.start)}) / {way.years})"
    known = of_headway(way.start, seen.end, way.end, seen.years, way.years)
    more = {"seen": of(language).measured(seen.end, seen.unit), "year": seen.last}
    return about(way, "headway", language, so_far / asked, (min(ratios), max(ratios)), known, worked, **more)


def age_group(children, rate, language="en"):
    """Ask how many there are of an age, from the ends of two ways: 100 × enrolled/gross rate.

    Parameters
    ----------
    children, rate : Way
        Who is enrolled, in persons, and the gross rate, in percent; the rounding of both counts.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> targets = schema.load("targets", "yunyang-14fyp")
    >>> names = ("preschool_enrolment@2025", "preschool_gross_enrolment@2025")
    >>> asked = age_group(*(ways.promised(targets, name) for name in names))
    >>> round(asked.value), round(asked.low), round(asked.high)
    (31579, 31053, 32105)
    """
    value = 100 * children.end / rate.end
    span = [100 * (children.end + side * children.h1) / (rate.end - side * rate.h1) for side in (-1, 1)]
    known = wrong.of_whole(children.end, rate.end) + wrong.of_scaling(value, children.unit)
    more = {"unit": children.unit, "whole": ways.fields(children, language)["end"]}
    more["children"] = children.names[LANGUAGES.index(language)]
    worked = f"{plain(children.end)} / {plain(rate.end)} %"
    return about(rate, "age_group", language, value, span, known, worked, **more)


def above(children, language="en"):
    """Ask how far beyond 100 a gross rate is, if as many are of the age as were enrolled at the start: 100 e/y0 − 100.

    The two numbers are supposed to be exact: rounding plays no part.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> children = ways.promised(schema.load("targets", "yunyang-14fyp"), "preschool_enrolment@2025")
    >>> round(above(children).value, 1), above(children).unit
    (3.4, 'points')
    """
    value = 100 * children.end / children.start - 100
    worked = f"100 · {plain(children.end)} / {plain(children.start)} − 100"
    known = of_above(children.start, children.end)
    return about(children, "above", language, value, (value, value), known, worked, unit="points")


def against(targets, observations, target_id):
    """Take the way from the latest published level to a target that has no baseline.

    Raises
    ------
    InputError
        If no target has that name, or nothing was published.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> tables = [schema.load(name, "yunyang-14fyp") for name in ("targets", "observations")]
    >>> way = against(*tables, "inclusive_kindergarten_share@2025")
    >>> way.start, way.first, way.end, way.last
    (97.14, 2021, 95.0, 2025)
    """
    row = targets[targets["target_id"] == target_id]
    seen = levels(observations[observations["indicator"].isin(row["indicator"])])
    if len(row) != 1 or seen.empty:
        raise InputError(f"{target_id} has no published level", "name a target whose indicator was observed")
    last = seen.iloc[-1]
    started = row.assign(baseline=last["value"], baseline_year=last["year"], baseline_halfwidth=last["halfwidth"])
    return ways.promised(started, target_id)


def of_headway(y0, y, e, gone, years):
    """List what is given for R.

    Examples
    --------
    >>> found = dict(of_headway(90.9, 91.56, 95, 1, 5))
    >>> {key: round(number, 2) for key, number in found.items()}
    {'done': 0.16, 'gone': 0.2, 'required_above': 1.24, 'of_the_level': 0.96, 'pace_so_far': 0.66, ...
    """
    so_far, asked = _paces(y0, y, e, gone, years)
    return wrong.kept(
        ("done", (y - y0) / (e - y0)),
        ("gone", gone / years),
        ("required_above", asked / so_far if so_far else float("nan")),
        ("of_the_level", y / e if e else float("nan")),
        ("pace_so_far", so_far),
        ("pace_asked", asked),
        ("pace_apart", so_far - asked),
        ("still_over", (e - y) / (years - gone) / so_far if so_far and years > gone else float("nan")),
        ("as_percent", 100 * so_far / asked),
        ("years_off", (y - y0) / (e - y0) * (years + 1) / (gone + 1)),
    )


def of_above(start, end):
    """List what is given for how far a gross rate is beyond 100.

    Examples
    --------
    >>> {key: round(number, 2) for key, number in of_above(29000, 30000)}
    {'cut_off': 0.0, 'whole_rate': 103.45, 'swapped': -3.33, 'swapped_rate': 96.67, 'fraction': 0.03, ...
    """
    return wrong.kept(
        ("cut_off", 0.0),
        ("whole_rate", 100 * end / start),
        ("swapped", 100 * start / end - 100),
        ("swapped_rate", 100 * start / end),
        ("fraction", end / start - 1),
        ("heads_beyond", end - start),
    )


def _paces(y0, y, e, gone, years):
    return (y - y0) / gone, (e - y0) / years
