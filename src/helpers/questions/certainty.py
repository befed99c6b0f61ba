"""How certain a figure is: official, official_quoted, press_copies, press_one or contradicted."""

import re

from helpers.questions import reference

OF_EVIDENCE = {"official_quoted": "official_quoted", "press": "press_one"}
"""Kinds of evidence of observations that are not the document or bulletin itself."""
NOTED = re.compile(r"\bcertainty (official|official_quoted|press_copies|press_one|contradicted)\b")


def of_target(row):
    """Give what the note of a target says, for a figure of a document that was not read itself; else official.

    Examples
    --------
    >>> of_target({"processing": "certainty press_one: one copy"}), of_target({"processing": None})
    ('press_one', 'official')
    """
    noted = NOTED.search(str(row["processing"]))
    return noted[1] if noted else "official"


def of_evidence(evidence):
    """Give the certainty of an observation from what it is read from.

    Examples
    --------
    >>> of_evidence("bulletin"), of_evidence("press")
    ('official', 'press_one')
    """
    return OF_EVIDENCE.get(evidence, "official")


def cited(sources):
    """Put several sources together: the least certain certainty of them, and their publications.

    Examples
    --------
    >>> cited(["official; a", "press_one; b; a"])
    'press_one; a; b'
    """
    pairs = [source.split("; ") for source in sources]
    least = max((first for first, *_ in pairs), key=reference.CERTAINTIES.index)
    return "; ".join([least, *dict.fromkeys(name for _, *names in pairs for name in names)])
