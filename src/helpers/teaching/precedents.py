"""Questions that set one place beside another: years at another's pace, two shares of two wholes, names to compare."""

from itertools import product

from helpers.codebook import source
from helpers.errors import InputError
from helpers.language import LANGUAGES, of
from helpers.teaching import ways, wrong
from helpers.teaching.question import about, plain


def years_at(way, other, language="en"):
    """Ask how many years the change of a way would take at the even pace of another: (e − y0)/((b − a)/t).

    Parameters
    ----------
    way, other : Way
        In one unit; the other changes in the same direction.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> way = ways.promised(schema.load("targets", "yantai-14fyp"), "public_kindergarten_share@2025")
    >>> series = schema.load("observations", "china-14fyp")
    >>> other = ways.observed(series, "not_private_kindergarten_share", 2020, 2025)
    >>> round(years_at(way, other).value, 1)
    19.4
    """
    ends = product(*((end - half, end + half) for end, half in _ends(way, other)))
    found = [(e - y0) * other.years / (b - a) for y0, e, a, b in ends]
    value = (way.end - way.start) * other.years / (other.end - other.start)
    worked = f"({plain(way.end)} − {plain(way.start)}) / "
    worked += f"(({plain(other.end)} − {plain(other.start)}) / {other.years})"
    more = {f"other_{name}": text for name, text in ways.fields(other, language).items()}
    known = of_years_at(way, other)
    return about(way, "years_at", language, value, (min(found), max(found)), known, worked, **more)


def overlap(targets, part_id, whole_id, language="en"):
    """Ask which part of all teachers teaches specialist subjects, if one share is of all and one of these alone.

    Suppose that whoever counts in the one counts in the other: then it is 100 × share of all/share of these. The two
    shares are taken as printed, a bound at its number.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> names = "dual_qualified_share_vocational_schools@open", "dual_qualified_share_specialist@2025"
    >>> asked = overlap(schema.load("targets", "yunyang-14fyp"), *names)
    >>> round(asked.value, 2), asked.unit
    (91.67, 'percent')
    """
    part, whole = (_row(targets, name) for name in (part_id, whole_id))
    of_all, of_some = float(part["target_low"]), float(whole["target_low"])
    value = 100 * of_all / of_some
    more = {f"part_{name}": text for name, text in named(targets, part_id, language).items()}
    more |= {f"whole_{name}": text for name, text in named(targets, whole_id, language).items()}
    names = tuple(whole[f"indicator_{each}"] for each in LANGUAGES)
    years = {"first": int(whole["baseline_year"]), "last": int(whole["target_year"])}
    way = ways.Way(whole["plan"], whole["indicator"], names, whole["unit"], whole["family"], of_some, of_all, **years)
    worked, known = f"100 · {plain(of_all)} / {plain(of_some)}", of_overlap(of_all, of_some)
    return about(way, "overlap", language, value, (value, value), known, worked, unit="percent", **more)


def named(targets, target_id, language="en"):
    """Write what texts may name of a target, with or without a baseline: place, indicator, goal, printed.

    Raises
    ------
    InputError
        If no target has that name, or it has no number.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> named(schema.load("targets", "yunyang-14fyp"), "dual_qualified_share_specialist@2025", "zh")["printed"]
    '60%左右'
    """
    row = _row(targets, target_id)
    return {
        "place": source.region(source.read(row["plan"]), language),
        "indicator": row[f"indicator_{language}"],
        "goal": of(language).measured(float(row["target_low"]), row["unit"]),
        "printed": row["printed"],
    }


def spread(way, language="en"):
    """Write the even step of a way, the one of those who count the years named, and how its start may be rounded.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> way = ways.promised(schema.load("targets", "yantai-14fyp"), "kindergarten_teachers_preschool_trained@2025")
    >>> spread(way)
    {'step': '1.88', 'six': '1.57', 'low': '75.55', 'high': '75.65'}
    """
    change = way.end - way.start
    steps = {"step": change / way.years, "six": change / (way.years + 1)}
    ends = {"low": way.start - way.h0, "high": way.start + way.h0}
    written = {name: ways.signed(number, language, 3) for name, number in steps.items()}
    return written | {name: ways.signed(number, language) for name, number in ends.items()}


def of_years_at(way, other):
    """List what is given for the years that a change takes at another's pace.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> way = ways.promised(schema.load("targets", "yantai-14fyp"), "public_kindergarten_share@2025")
    >>> series = schema.load("observations", "china-14fyp")
    >>> other = ways.observed(series, "not_private_kindergarten_share", 2020, 2025)
    >>> {key: round(number, 2) for key, number in of_years_at(way, other)}
    {'times_over': 3.87, 'other_way_round': 1.29, 'six_years': 23.22, 'from_there': 8.94, 'by_percent': 23.8, ...
    """
    change, seen = way.end - way.start, other.end - other.start
    pace = seen / other.years
    return wrong.kept(
        ("times_over", change / seen),
        ("other_way_round", seen * way.years / change),
        ("six_years", change * (other.years + 1) / seen),
        ("from_there", (way.end - other.end) / pace),
        ("by_percent", change / way.start * other.years / (seen / other.start)),
        ("pace_of_other", pace),
        ("years_given", way.years),
    )


def of_overlap(of_all, of_some):
    """List what is given for the part of all that one share is taken of.

    Examples
    --------
    >>> {key: round(number, 2) for key, number in of_overlap(55, 60)}
    {'more_than_all': 109.09, 'apart': 5.0, 'share_of_share': 33.0, 'midway': 57.5, 'fraction': 0.92}
    """
    return wrong.kept(
        ("more_than_all", 100 * of_some / of_all),
        ("apart", of_some - of_all),
        ("share_of_share", of_all * of_some / 100),
        ("midway", (of_all + of_some) / 2),
        ("fraction", of_all / of_some),
    )


def _ends(way, other):
    return (way.start, way.h0), (way.end, way.h1), (other.start, other.h0), (other.end, other.h1)


def _row(targets, target_id):
    rows = targets[(targets["target_id"] == target_id) & targets["target_low"].notna()]
    if len(rows) != 1:
        raise InputError(
            f"{len(rows)} targets with a number are called {target_id!r}", "name one of the column target_id"
        )
    return rows.iloc[0]
