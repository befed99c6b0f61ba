"""Questions about how ambitious a promise is: its share of the gap, its log-odds, and how many moved as far."""

import numpy as np

from helpers.errors import InputError
from helpers.language import LANGUAGES, of
from helpers.questions import ambition
from helpers.teaching import texts, ways, wrong
from helpers.teaching.question import about, plain
from helpers.teaching.rubric import Rubric

BOUND = 100.0
"""Of a share in percent."""


def gap(way, language="en"):
    """Ask which share of the gap up to 100 % is promised: 100 (t − b)/(100 − b).

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> asked = gap(ways.promised(schema.load("targets", "yunyang-14fyp"), "preschool_gross_enrolment@2025"))
    >>> round(asked.value, 1), round(asked.low, 1), round(asked.high, 1), asked.unit
    (45.1, 44.8, 45.4, 'percent')
    """
    value, *span = _measured("gap", way)
    worked = f"100 · ({plain(way.end)} − {plain(way.start)}) / ({plain(BOUND)} − {plain(way.start)})"
    return about(way, "gap", language, value, span, of_gap(way.start, way.end), worked, unit="percent")


def log_odds(way, language="en"):
    """Ask for the gain in log-odds, ln(t/(100 − t)) − ln(b/(100 − b)), a number without a unit.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> asked = log_odds(ways.promised(schema.load("targets", "china-14fyp"), "preschool_gross_enrolment@2025"))
    >>> round(asked.value, 3), asked.unit
    (0.447, '')
    """
    value, *span = _measured("logit", way)
    ends = [f"ln({plain(end)} / {plain(BOUND - end)})" for end in (way.end, way.start)]
    return about(way, "log_odds", language, value, span, of_log_odds(way.start, way.end), " − ".join(ends))


def among(way, row, windows, language="en"):
    """Ask which percentage of the histories that began near a start moved as far: 100 k/n.

    Parameters
    ----------
    way : Way
    row, windows : mapping
        From `counted`: the places that did, and, for a wrong answer, the windows.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> wanted, rows = (schema.load(name, "yantai-14fyp") for name in ("targets", "ambition"))
    >>> name = "public_kindergarten_share@2025"
    >>> counts = [counted(rows, name, "countries_public", f"{what}_matched") for what in ("places", "windows")]
    >>> asked = among(ways.promised(wanted, name), *counts)
    >>> round(asked.value, 1), asked.fields["k"], asked.fields["n"]
    (12.1, '8', '66')
    """
    k, n = float(row["value"]), float(row["n"])
    value, known = 100 * k / n, of_among(k, n, *(float(windows[name]) for name in ("value", "n")))
    kept = "calm" if row["reference"].endswith("_without_jumps") else "every"
    more = counts(row, language) | {"set": of(language).word(texts.SETS, kept)}
    return about(
        way, "among", language, value, (value, value), known, f"100 · {plain(k)} / {plain(n)}", "percent", **more
    )


def counted(rows, target_id, reference, measure="places_matched"):
    """Pick how many of the histories that began near a promise's start moved as far: a row of `ambition`.

    Raises
    ------
    InputError
        If they are not counted for that promise.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> row = counted(schema.load("ambition", "yunyang-14fyp"), "public_kindergarten_share@2025", "countries_public")
    >>> int(row["value"]), int(row["n"])
    (21, 34)
    """
    found = rows[(rows["target_id"] == target_id) & (rows["reference"] == reference) & (rows["measure"] == measure)]
    found = found[found["value"].notna()]
    if len(found) != 1:
        raise InputError(f"{target_id} has no count of {reference}", "ask about a promise whose histories are counted")
    return found.iloc[0]


def verdict(rows, target_id, reference):
    """Put the signs of all measures of a promise against a reference together, its level too, as `questions` does.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = schema.load("ambition", "yunyang-14fyp")
    >>> verdict(rows, "preschool_gross_enrolment@2025", "china-14fyp")
    'depends'
    """
    same = rows[(rows["target_id"] == target_id) & (rows["reference"] == reference) & rows["sign"].notna()]
    return ambition.said(list(same["sign"]))


def counts(row, language="en"):
    """Write a count of histories for a text: k, n, and the least and the most over sets and bands.

    Examples
    --------
    >>> counts({"value": 8.0, "n": 66, "low": 1.0, "high": 16.0})
    {'k': '8', 'n': '66', 'least': '1', 'most': '16'}
    """
    named = {"k": "value", "n": "n", "least": "low", "most": "high"}
    return {name: ways.signed(float(row[column]), language) for name, column in named.items()}


def rubric(own, other, table, language="en"):
    """Make the rubric of a sentence that holds a promise against that of the place above.

    Parameters
    ----------
    own, other : Way
    table : dict
        What is looked up and asked, as the texts of the case have it.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> from helpers.teaching.cases.was_it_ambitious import SENTENCE
    >>> from helpers.teaching.rubric import found
    >>> pair = [ways.promised(schema.load("targets", f"{plan}-14fyp"), "preschool_gross_enrolment@2025")
    ...         for plan in ("yunyang", "china")]
    >>> asked = rubric(*pair, SENTENCE)
    >>> all(found(asked.example, asked).values())
    True
    """
    fields = ways.fields(own, language) | {f"other_{name}": text for name, text in ways.fields(other, language).items()}
    fields["gap"], fields["other_gap"] = (ways.signed(_measured("gap", way)[0], language, 3) for way in (own, other))
    places = [ways.fields(own, each)["place"].lower() for each in LANGUAGES]
    signs = {
        "own_level": (own.end,),
        "other_level": (other.end,),
        "changes": (own.end - own.start,),
        "other_changes": (other.end - other.start,),
        "gaps": (_measured("gap", own)[0],),
        "year": (own.last,),
        "place": (*places, *(place.split()[0] for place in places)),
        "where": texts.SOURCES,
    }
    looked = tuple((of(language).say(table, name, **fields), found) for name, found in signs.items())
    people = tuple(of(language).word(table, name) for name in ("measure_named", "both_sides", "no_forecast"))
    care, example = (of(language).word(table, name) for name in ("care", "example"))
    return Rubric(language, looked, texts.VERDICTS, care, people, example.format(**fields))


def beside(other, language="en"):
    """Write what a choice may name of the way that a promise is held against, under `other`."""
    return {"other": ways.fields(other, language)}


def of_gap(b, t):
    """List what is given for the share of the gap.

    Examples
    --------
    >>> {key: round(number, 1) for key, number in of_gap(90.9, 95)}
    {'gap_points': 4.1, 'gap_left': 54.9, 'gap_of_start': 4.5, 'gap_over_rest': 82.0, 'fraction': 0.5, ...
    """
    way, left = BOUND - b, BOUND - t
    return wrong.kept(
        ("gap_points", t - b),
        ("gap_left", 100 * left / way if way else np.nan),
        ("gap_of_start", 100 * (t - b) / b if b else np.nan),
        ("gap_over_rest", 100 * (t - b) / left if left else np.nan),
        ("fraction", (t - b) / way if way else np.nan),
        ("gap_itself", way),
        ("level_start", b),
        ("level_end", t),
    )


def of_log_odds(b, t):
    """List what is given for the gain in log-odds.

    Examples
    --------
    >>> {key: round(number, 2) for key, number in of_log_odds(90.9, 95)}
    {'odds_ratio': 1.9, 'odds_apart': 9.01, 'odds_ten': 0.28, 'odds_end': 2.94, 'odds_start': 2.3, ...
    """
    odds = [end / (BOUND - end) if 0 < end < BOUND else np.nan for end in (b, t)]
    start, end = np.log(odds)
    return wrong.kept(
        ("odds_ratio", odds[1] / odds[0]),
        ("odds_apart", odds[1] - odds[0]),
        ("odds_ten", (end - start) / np.log(10)),
        ("odds_end", end),
        ("odds_start", start),
        ("odds_values", np.log(t / b) if t > 0 and b > 0 else np.nan),
        ("gap_points", t - b),
    )


def of_among(k, n, windows_matched, windows):
    """List what is given for the percentage of the histories that moved as far.

    Examples
    --------
    >>> {key: round(number, 1) for key, number in of_among(8, 66, 15, 628)}
    {'among_others': 87.9, 'among_rest': 13.8, 'among_windows': 2.4, 'among_count': 8.0, 'fraction': 0.1, ...
    """
    return wrong.kept(
        ("among_others", 100 * (n - k) / n),
        ("among_rest", 100 * k / (n - k) if n > k else np.nan),
        ("among_windows", 100 * windows_matched / windows),
        ("among_count", k),
        ("fraction", k / n),
        ("among_swapped", 100 * n / k if k else np.nan),
    )


def _measured(measure, way):
    """Take a measure of a way and its rounding interval => (value, low, high)."""
    return ambition.measured(measure, (way.start, way.h0), (way.end, way.h1), way.years, upper=BOUND)
