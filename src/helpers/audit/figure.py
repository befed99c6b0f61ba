"""What one printed figure says as a number: its bound or range, its rounding, its years, and how it is written."""

import numpy as np

from helpers.language import of

ABOUT = 0.05
"""How far from a number another may be, relative to it, that is called about equal."""
SIGNS = {">=": "≥ ", "<=": "≤ ", "~": "≈ "}
TINY = 1e-9


def once(goals):
    """Keep one occurrence of each indicator: the official one where there is one, else the first with a year.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> twice = [{"indicator": "a", "target_low": 95.0, "target_year": year} for year in (None, 2025)]
    >>> [goal["year"] for goal in once(example(targets=twice).goals)]
    [2025]
    """
    kept = {}
    for goal in sorted(goals, key=lambda row: (row["origin"] != "table", row["year"] is None)):
        kept.setdefault(goal["indicator"], goal)
    return list(kept.values())


def comparator(figure):
    """Tell how a figure is meant: a bound, a range, about or (observations are) as it stands.

    Examples
    --------
    >>> comparator({"comparator": ">="}), comparator({"value": 95.0})
    ('>=', '=')
    """
    return figure.get("comparator") or "="


def exact(*figures):
    """Tell whether figures are numbers to compute with: no bound, no range, not about.

    Examples
    --------
    >>> exact({"comparator": "="}, {"value": 95.0}), exact({"comparator": "="}, {"comparator": "~"})
    (True, False)
    """
    return all(comparator(figure) == "=" for figure in figures)


def interval(figure):
    """Say between which numbers a figure may lie, by its bound or range and by its rounding => (low, high).

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> given = example(targets=[{"indicator": "a", "target_low": 60.0, "comparator": sign} for sign in (">=", "~")])
    >>> [interval(goal) for goal in given.goals]
    [(60.0, inf), (57.0, 63.0)]
    """
    sign, number, around = comparator(figure), figure["value"], figure["halfwidth"]
    if sign == "~":
        around = max(around, ABOUT * abs(number))
    low, high = (figure["low"], figure["high"]) if sign == "range" else (number, number)
    return -np.inf if sign == "<=" else low - around, np.inf if sign == ">=" else high + around


def apart(first, second):
    """Tell whether two figures cannot be the same number, whatever their bounds and their rounding leave open.

    Examples
    --------
    >>> floor, other = {"comparator": ">=", "value": 97.0, "halfwidth": 0}, {"value": 96.0, "halfwidth": 0}
    >>> apart(floor, other), apart(floor, other | {"value": 98.5})
    (True, False)
    """
    (low, high), (least, most) = interval(first), interval(second)
    return max(low, least) > min(high, most) + TINY


def period(figure):
    """Give the years that a published value is of => [year] or [first, last].

    Examples
    --------
    >>> period({"year": 2020}), period({"year_from": 2016, "year": 2020})
    ([2020], [2016, 2020])
    """
    return [year for year in (figure.get("year_from"), figure["year"]) if year]


def written(value, row):
    """Write a number of a figure's unit for the arithmetic column, which both languages share.

    Examples
    --------
    >>> written(29000.0, {"unit": "persons"})
    '29,000'
    """
    return of("en").number(value, row["unit"] or "")


def bounds(figure):
    """Write a figure with its bound or as its range, for the arithmetic column.

    Examples
    --------
    >>> bounds({"comparator": "~", "value": 60.0, "unit": "percent"})
    '≈ 60'
    """
    if comparator(figure) == "range":
        return f"{written(figure['low'], figure)}–{written(figure['high'], figure)}"
    return f"{SIGNS.get(comparator(figure), '')}{written(figure['value'], figure)}"
