"""Wrong numbers that are often given, each with what it is: lists of (key, number), computed like the right one.

A key names what the number is; `helpers.teaching.texts.NUMBERS` says it to the person who gave it.
"""

import numpy as np

from helpers.growth import formulas

HUNDREDTHS = ("points", "percent")
"""Units in which a fraction is mistaken for a percentage."""
TENS_OF_THOUSANDS = ("persons", "places", "yuan")
"""Units that documents print in 万."""


def of_pace(y0, e, years):
    """List what is given for the even step (e − y0)/T.

    Examples
    --------
    >>> found = dict(of_pace(41.17, 75, 5))
    >>> {key: round(found[key], 2) for key in ("total", "total_percent", "total_over_years", "more_years")}
    {'total': 33.83, 'total_percent': 82.17, 'total_over_years': 16.43, 'more_years': 5.64}
    """
    relative = _ratio(100 * (e - y0), y0)
    return kept(
        ("total", e - y0),
        ("total_percent", relative),
        ("total_over_years", relative / years),
        ("more_years", (e - y0) / (years + 1)),
        ("fewer_years", _ratio(e - y0, years - 1)),
        ("end_over_years", e / years if e else np.nan),
        ("start_over_years", y0 / years if e else np.nan),
        ("percent_of_end", _ratio(100 * (e - y0), e)),
        ("compound", formulas.cagr(y0, e, years)),
        ("log", formulas.log_rate(y0, e, years)),
        ("to_one", formulas.to_last_one(y0, years) if e == 0 else np.nan),
        ("level_start", y0),
        ("level_end", e or np.nan),
        ("years_given", years),
    )


def of_compound(y0, e, years):
    """List what is given for the compound rate 100((e/y0)^(1/T) − 1), or where there is none because e is 0.

    Examples
    --------
    >>> found = dict(of_compound(478, 31, 5))
    >>> {key: round(found[key], 1) for key in ("total_percent", "divided_total", "linear", "remaining")}
    {'total_percent': -93.5, 'divided_total': -18.7, 'linear': -89.4, 'remaining': 57.9}
    >>> {key: round(number, 1) for key, number in of_compound(31, 0, 5)}
    {'to_zero': -100.0, 'divided_total': -20.0, 'linear': -6.2, 'to_one': -49.7, 'to_half': -56.2, 'total': -31.0}
    """
    relative = _ratio(100 * (e - y0), y0)
    if e == 0:
        return kept(
            ("to_zero", -100.0),
            ("divided_total", -100.0 / years),
            ("linear", (e - y0) / years),
            ("to_one", formulas.to_last_one(y0, years)),
            ("to_half", formulas.cagr(y0, 0.5, years)),
            ("total", e - y0),
        )
    factor = _ratio(e, y0) ** (1 / years) if y0 * e > 0 else np.nan
    return kept(
        ("total_percent", relative),
        ("divided_total", relative / years),
        ("linear", (e - y0) / years),
        ("total", e - y0),
        ("more_years", formulas.cagr(y0, e, years + 1)),
        ("fewer_years", formulas.cagr(y0, e, years - 1)),
        ("log", formulas.log_rate(y0, e, years)),
        ("factor", factor),
        ("remaining", 100 * factor),
        ("whole_factor", _ratio(e, y0)),
        ("fraction", factor - 1),
        ("percent_of_end", _ratio(100 * (e - y0), e)),
    )


def of_last_one(y0, years):
    """List what is given for the compound rate from a count to one.

    Examples
    --------
    >>> {key: round(number, 1) for key, number in of_last_one(31, 5)}
    {'to_zero': -100.0, 'divided_total': -19.4, 'to_half': -56.2, 'linear': -6.2, 'total_percent': -96.8, ...
    """
    own = [pair for pair in of_compound(y0, 1.0, years) if pair[0] not in {"linear", "total", "percent_of_end"}]
    return kept(
        ("to_zero", -100.0),
        ("divided_total", -100.0 / years),
        ("to_half", formulas.cagr(y0, 0.5, years)),
        ("linear", -y0 / years),
        *own,
    )


def of_total(y0, e, years):
    """List what is given for the whole change e − y0.

    Examples
    --------
    >>> {key: round(number, 2) for key, number in of_total(1.25, 0.41, 1)}
    {'total_percent': -67.2, 'percent_of_end': -204.88, 'whole_factor': 0.33, 'level_start': 1.25, 'level_end': 0.41}
    """
    own = [("a_year", (e - y0) / years), ("more_years", (e - y0) / (years + 1))] if years > 1 else []
    return kept(
        ("total_percent", _ratio(100 * (e - y0), y0)),
        ("percent_of_end", _ratio(100 * (e - y0), e)),
        ("whole_factor", _ratio(e, y0)),
        *own,
        ("level_start", y0),
        ("level_end", e or np.nan),
    )


def of_relative(y0, e, years):
    """List what is given for the whole change in percent of the start, 100(e − y0)/y0.

    Examples
    --------
    >>> {key: round(number, 1) for key, number in of_relative(4522, 11683, 3)}
    {'difference': 7161.0, 'percent_of_end': 61.3, 'whole_factor': 2.6, 'whole_factor_percent': 258.4, ...
    """
    relative = _ratio(100 * (e - y0), y0)
    own = [("a_year", relative / years), ("compound", formulas.cagr(y0, e, years))] if years > 1 else []
    return kept(
        ("difference", e - y0),
        ("percent_of_end", _ratio(100 * (e - y0), e)),
        ("whole_factor", _ratio(e, y0)),
        ("whole_factor_percent", _ratio(100 * e, y0)),
        ("fraction", relative / 100),
        *own,
        ("level_start", y0),
        ("level_end", e or np.nan),
    )


def of_ahead(y0, e, years, more, seen=np.nan):
    """List what is given for the value some years on at the compound rate, e (e/y0)^(k/T); `seen` is what came.

    Examples
    --------
    >>> {key: round(number, 1) for key, number in of_ahead(478, 31, 5, 1)}
    {'straight_on': -58.4, 'divided_on': 25.2, 'more_years_on': 19.6, 'from_start': 276.6, 'level_end': 31.0}
    """
    factor, slower = ((e / y0) ** (1 / count) if y0 * e > 0 else np.nan for count in (years, years + 1))
    return kept(
        ("straight_on", e + more * (e - y0) / years),
        ("divided_on", e * (1 + _ratio(e - y0, y0) / years) ** more),
        ("more_years_on", e * slower**more),
        ("from_start", y0 * factor**more),
        ("seen", seen),
        ("level_end", e),
    )


def of_whole(part, percent):
    """List what is given for the whole of which a part is so many percent, 100 part/percent.

    Examples
    --------
    >>> {key: round(number, 3) for key, number in of_whole(31, 1.25)}
    {'hundredth': 24.8, 'part_of_part': 0.388, 'times_percent': 38.75, 'rest': 2449.0, 'level_start': 31.0}
    """
    return kept(
        ("hundredth", _ratio(part, percent)),
        ("part_of_part", part * percent / 100),
        ("times_percent", part * percent),
        ("rest", _ratio(100 * part, percent) - part),
        ("level_start", part),
    )


def of_part(whole, percent):
    """List what is given for the heads behind a share, whole × percent/100.

    Examples
    --------
    >>> {key: round(number) for key, number in of_part(29000, 55.6)}
    {'times_percent': 1612400, 'whole_of_whole': 52158, 'rest': 12876, 'level_start': 29000}
    """
    return kept(
        ("times_percent", whole * percent),
        ("whole_of_whole", _ratio(100 * whole, percent)),
        ("rest", whole * (1 - percent / 100)),
        ("level_start", whole),
    )


def of_scaling(value, unit):
    """List the right number in the unit beside it: a fraction for a percentage, 万 for persons, and the reverse.

    Examples
    --------
    >>> of_scaling(29000.0, "persons"), of_scaling(6.0, "points")
    ([('in_wan', 2.9)], [('fraction', 0.06), ('hundredfold', 600.0)])
    """
    if unit.removesuffix("_per_year") in HUNDREDTHS:
        return kept(("fraction", value / 100), ("hundredfold", value * 100))
    return kept(("in_wan", value / 10_000)) if unit.removesuffix("_per_year") in TENS_OF_THOUSANDS else []


def kept(*pairs):
    """Leave out numbers that do not exist.

    Examples
    --------
    >>> kept(("total", 5), ("compound", float("nan")))
    [('total', 5.0)]
    """
    return [(key, float(number)) for key, number in pairs if np.isfinite(number)]


def _ratio(above, below):
    return above / below if below else np.nan
