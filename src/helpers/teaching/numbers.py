"""What a number is: the right one, rounded to two or more digits or within rounding, or which known wrong one.

Right comes first: a number that is right is never told to be a mistake that happens to lead to it too.
"""

import math
import re
import unicodedata

from helpers.teaching import texts

DIGITS = range(2, 13)
NEAR = 0.02
"""A number is near where it is off by less than this part of the right one."""


def diagnose(question, number):
    """Say what a number is => list of keys: right, or what it may be instead; empty where none is given.

    Several known wrong numbers may round to the one given: the closest come first, two at most.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> from helpers.teaching import questions, ways
    >>> targets = schema.load("targets", "yantai-14fyp")
    >>> asked = questions.pace(ways.promised(targets, "public_kindergarten_share@2025"))
    >>> [diagnose(asked, number) for number in (6.77, "6.8", 82.2, 16.4, 7, -6.77, "six", None)]
    [['right'], ['right'], ['total_percent'], ['total_over_years'], ['coarse'], ['sign'], ['unread'], []]
    """
    if number is None or (isinstance(number, str) and not number.strip()):
        return []
    given = read(number)
    if given is None:
        return ["unread"]
    if math.isnan(given) or math.isnan(question.value):
        if math.isnan(given) and question.kind in texts.MAY_NOT_EXIST:
            return ["right" if math.isnan(question.value) else "exists"]
        return ["unread"] if math.isnan(given) else _known(question, given) or ["unknown_undefined"]
    if accepts(given, question.value, question.low, question.high):
        return ["right"]
    if accepts(-given, question.value, question.low, question.high):
        return ["sign"]
    if known := _known(question, given):
        return known
    if rounds_to(given, question.value, digits=(1,)):
        return ["coarse"]
    if question.kind != "steps" and abs(given - question.value) < NEAR * abs(question.value):
        return ["near"]
    return ["unknown"]


def accepts(given, value, low, high):
    """Tell whether a number is right: rounded to two or more digits, within what the printed figures' rounding allows.

    Examples
    --------
    >>> [accepts(number, 6.766, 6.765, 6.767) for number in (7, 6.8, 6.77, 6.766, 6.7655, 6.76, 6.7)]
    [False, True, True, True, True, False, False]
    """
    return low <= given <= high or rounds_to(given, value)


def rounds_to(given, value, digits=DIGITS):
    """Tell whether a number is another one rounded to so many significant digits.

    Examples
    --------
    >>> rounds_to(16.4, 16.434), rounds_to(16, 16.434), rounds_to(16.5, 16.434), rounds_to(50, 49.68)
    (True, True, False, True)
    """
    if value == 0 or math.isnan(value) or math.isclose(given, value, rel_tol=1e-9):
        return math.isclose(given, value, rel_tol=1e-9, abs_tol=1e-9)
    for count in digits:
        place = 10.0 ** (math.floor(math.log10(abs(value))) - count + 1)
        whole = math.isclose(given / place, round(given / place), abs_tol=1e-6)
        if whole and abs(given - value) <= place / 2 * (1 + 1e-9):
            return True
    return False


def read(number):
    """Read a number as it is given => float; NaN for “undefined”, None where it is not one.

    Examples
    --------
    >>> read(6.77), read("−6.2"), read("１，０００"), read("undefined"), read("six"), read(True)
    (6.77, -6.2, 1000.0, nan, None, None)
    """
    if isinstance(number, str):
        text = unicodedata.normalize("NFKC", number).strip().replace("−", "-").lower()
        if text in texts.UNDEFINED:
            return math.nan
        number = re.sub(r"(?<=\d),(?=\d{3}(?:\D|$))", "", text)
    if isinstance(number, bool):
        return None
    try:
        given = float(number)
    except (TypeError, ValueError):
        return None
    return given if math.isfinite(given) or math.isnan(given) else None


def _known(question, given):
    """List the known wrong numbers that the one given may be, the closest first; those of the other sign if none is."""
    for sign in (1, -1):
        found = [(abs(sign * given - number), key) for key, number in question.wrong if rounds_to(sign * given, number)]
        if found:
            return list(dict.fromkeys(key for _, key in sorted(found)))[:2]
    return []
