"""Can it add up? Children born and age groups implied, pupils and places to come, teachers: arithmetic of cohorts.

Pure functions of numbers. Births are those of calendar years, school years begin in September: of the children aged
3 to 5 in the school year that begins in y, a third were born in the last four months of y − 6.
"""

import math
from itertools import product

import numpy as np

UNREVISED = range(2011, 2020)
"""Years whose births, as first published, the census of 2020 showed to be too low: the National Bureau of Statistics
said in May 2021 that it revised them by about 1 million a year, and the revised figures are not in the data."""
FITS = (0.9, 1.15)
"""Within which an implied age group is taken for that of the births: else another definition, or people who moved."""
KEPT = 3
"""Years whose mean ratio is carried on."""
GROWTH = {"flat": 0.0, "minus_5": -0.05, "plus_5": 0.05}
"""Scenarios of the births that are not known yet: change a year."""


def birth_years(year, ages=(3, 5)):
    """Give the birth years of an age group, with the part of each that is in it => {year: part}.

    Examples
    --------
    >>> {year: round(part, 2) for year, part in birth_years(2025).items()}
    {2019: 0.33, 2020: 1.0, 2021: 1.0, 2022: 0.67}
    """
    youngest, oldest = ages
    whole = {year - age: 1.0 for age in range(oldest, youngest, -1)}
    return {year - oldest - 1: 1 / 3} | whole | {year - youngest: 2 / 3}


def age_group(births, year):
    """Give an age group from the births: A(y; 3–5) = B(y − 6)/3 + B(y − 5) + B(y − 4) + 2 B(y − 3)/3.

    NaN where a year's births are not known: they are never interpolated.

    Parameters
    ----------
    births : dict
        {calendar year: births}.

    Examples
    --------
    >>> round(age_group({2019: 1465, 2020: 1200, 2021: 1062, 2022: 956}, 2025), 1)
    3387.7
    """
    return sum(part * births.get(born, math.nan) for born, part in birth_years(year).items())


def unrevised(year):
    """Tell whether all births of an age group are of years whose figures were revised afterwards.

    Examples
    --------
    >>> [unrevised(year) for year in (2021, 2022, 2023)]
    [True, True, False]
    """
    return all(born in UNREVISED for born in birth_years(year))


def implied(enrolment, rate):
    """Give the age group that an enrolment and its gross rate imply, with its rounding interval.

    Parameters
    ----------
    enrolment, rate : (number, half-width)
        Persons, and percent.

    Returns
    -------
    (number, low, high)

    Examples
    --------
    >>> [round(number) for number in implied((29000, 500), (90.9, 0.05))]
    [31903, 31336, 32471]
    """
    (count, around), (share, beside) = enrolment, rate
    return 100 * count / share, 100 * (count - around) / (share + beside), 100 * (count + around) / (share - beside)


def ratio(groups, births):
    """Give r = implied age group/age group of the births, by year => {year: r}; only of years whose births are known.

    Parameters
    ----------
    groups : dict
        {year: implied age group}.
    """
    found = {year: group / age_group(births, year) for year, group in sorted(groups.items())}
    return {year: r for year, r in found.items() if not math.isnan(r)}


def carried(ratios):
    """Give k, the mean ratio of the last three years, and its range => (k, low, high).

    Examples
    --------
    >>> [round(number, 4) for number in carried({2022: 1.0708, 2023: 1.0299, 2024: 1.0039, 2025: 1.0249})]
    [1.0196, 1.0039, 1.0299]
    """
    last = [ratios[year] for year in sorted(ratios)[-KEPT:]]
    return float(np.mean(last)), min(last), max(last)


def continued(births, until, change=0.0):
    """Go on from the last known births with a change a year, as a scenario => {year: births}.

    Examples
    --------
    >>> continued({2025: 792}, 2027, -0.05)
    {2025: 792, 2026: 752.4, 2027: 714.78}
    """
    last = max(births)
    return births | {year: births[last] * (1 + change) ** (year - last) for year in range(last + 1, until + 1)}


def progression(before, after):
    """Give the progression of cohorts: the mean over the years of ρ(g) = E(g + 1, y + 1)/E(g, y).

    Parameters
    ----------
    before, after : sequences of one length
        Pupils of a grade year by year, and of the next grade in the same years.

    Examples
    --------
    >>> round(progression([100, 110, 120], [90, 95, 99]), 4)
    0.925
    """
    return float(np.mean(np.divide(after[1:], before[:-1])))


def advanced(stages, years, target):
    """Give the pupils that will be in a stage, from those now in the grades before it, if all stay and grades are even.

    Parameters
    ----------
    stages : list of (grades, pupils, half-width)
        Stages now, each a range of grades: [(range(1, 7), 64000, 500), (range(7, 10), 38000, 500)].
    years : int
        How many from now.
    target : range
        Grades of the stage then.

    Returns
    -------
    (pupils, low, high)
        NaN where a grade is in no stage.

    Examples
    --------
    >>> advanced([(range(1, 7), 64000, 500), (range(7, 10), 38000, 500)], 5, range(10, 13))[0]
    34000.0
    """
    middle = low = high = 0.0
    for grade in (grade - years for grade in target):
        held = next(((len(grades), *numbers) for grades, *numbers in stages if grade in grades), None)
        if held is None:
            return math.nan, math.nan, math.nan
        size, pupils, width = held
        middle, low, high = middle + pupils / size, low + (pupils - width) / size, high + (pupils + width) / size
    return middle, low, high


def decomposed(start, end):
    """Split a planned change of enrolment E = r N into the rate's part, Δr N̄, and the cohort's, r̄ ΔN.

    Parameters
    ----------
    start, end : (enrolment, rate)
        Each a (number, half-width); rates in percent.

    Returns
    -------
    ((rate effect, low, high), (cohort effect, low, high))
        The intervals at the corners of all four printed figures.

    Examples
    --------
    >>> rate, cohort = decomposed(((29000, 500), (90.9, 0.05)), ((30000, 500), (95, 0)))
    >>> [round(number, 1) for number in (*rate, *cohort)]
    [1301.4, 1263.4, 1340.0, -301.4, -1318.1, 715.3]
    """
    middle = _split(*(number for pair in (*start, *end) for number, _ in [pair]))
    pairs = [(number - width, number + width) for number, width in (*start, *end)]
    corners = [_split(*numbers) for numbers in product(*pairs)]
    return tuple((middle[part], *(f(corner[part] for corner in corners) for f in (min, max))) for part in (0, 1))


def _split(e0, r0, e1, r1):
    n0, n1 = 100 * e0 / r0, 100 * e1 / r1
    return (r1 - r0) / 100 * (n0 + n1) / 2, (r0 + r1) / 200 * (n1 - n0)


def teachers(pupils, each):
    """Give the teachers for so many pupils at so many each.

    Examples
    --------
    >>> round(teachers(2924.5, 12.35), 1)
    236.8
    """
    return pupils / each


def heads(share, children):
    """Give a share in heads, with its rounding interval.

    Parameters
    ----------
    share, children : (number, half-width)
        Percent, and persons.

    Examples
    --------
    >>> [round(number) for number in heads((55.6, 0.05), (29000, 500))]
    [16124, 15832, 16417]
    """
    (part, beside), (all_of_them, around) = share, children
    return (
        part * all_of_them / 100,
        (part - beside) * (all_of_them - around) / 100,
        (part + beside) * (all_of_them + around) / 100,
    )
