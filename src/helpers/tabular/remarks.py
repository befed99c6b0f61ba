"""What is said under a publication table: the signs and letters that occur in it, explained."""

import string

import pandas as pd

from helpers.language import VOCABULARY, of


def letters(notes):
    """Give each remark a letter, in the order of appearance => list of str.

    Examples
    --------
    >>> letters(["late_base;self_reported", "", "self_reported"])
    ['a, b', '', 'b']
    """
    known = _alphabet(notes)
    return [", ".join(sorted(known[key] for key in joined.split(";") if key)) for joined in notes]


def under(frame, shown, language="en"):
    """Explain the signs and letters that occur in a table => list of str.

    Parameters
    ----------
    frame : DataFrame
        From `helpers.tabular`.
    shown : DataFrame
        The same, written by `helpers.tabular.cells`.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> from helpers import tabular
    >>> from helpers.tabular import cells
    >>> plan = "china-14fyp"
    >>> frame = tabular.progress(schema.load("targets", plan), schema.load("progress", plan))
    >>> under(frame, cells.progress(frame))[-1]
    'a: the verdict changes within rounding; b: exactly on a bound that must be exceeded...'
    """
    goals = shown["goal"] if "goal" in shown else pd.Series("", index=shown.index)
    occurring = {
        "missing": (shown == "–").any(axis=None),
        "signs": goals.str.contains("[≥≤≈]").any(),
        "increment": goals.str.contains(r"^(?:[≥≤≈] )?\+").any(),
        "interval_note": "interval" in shown,
        "linear_note": "linear" in shown,
        "progress_note": "verdict" in shown and len(frame) > 0,
        "findings_note": "why" in shown and len(frame) > 0,
    }
    kinds = frame["thresholds"].unique() if "thresholds" in frame else []
    sets = of(language).enumeration.join
    sets = sets(of(language).word("terms", f"robustness_{name}") for name in kinds)
    told = [of(language).word("terms", f"tabular_{name}") for name, occurs in occurring.items() if occurs]
    comma, colon = of(language).semicolon, of(language).colon
    known = _alphabet(frame["notes"]) if "notes" in frame else {}
    meant = comma.join(
        f"{letter}{colon}{of(language).word(VOCABULARY['codes'] | VOCABULARY['flags'], key)}"
        for key, letter in known.items()
    )
    return [text.format(thresholds=sets) for text in told] + [meant] * bool(meant)


def _alphabet(notes):
    keys = dict.fromkeys(key for joined in notes for key in joined.split(";") if key)
    return dict(zip(keys, string.ascii_lowercase, strict=False))
