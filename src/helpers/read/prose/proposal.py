"""A figure of the prose that a person may accept as a target or an observation, and the words around it."""

from dataclasses import dataclass, field

from helpers.clean import values

AROUND = 60
"""Characters of the sentence that a proposal shows on each side."""


@dataclass
class Proposal:
    """A figure of the prose that a person may accept as a target or an observation."""

    table: str
    label: str
    printed: str
    kind: str = ""
    comparator: str = ""
    locator: str = ""
    words: str = ""
    rule: str = ""
    value: values.Value | None = None
    year: int | None = None
    target_year: int | None = None
    year_from: int | None = None
    basis: str = ""
    note: str = ""
    line: int | None = None
    doubts: list = field(default_factory=list)
    sure_year: bool = False

    @property
    def confidence(self):
        """Say how much a rule knows: high, medium, or low where anything is doubted."""
        return "low" if self.doubts else "high" if self.sure_year else "medium"


def around(sentence, start, end):
    """Cut the words around a figure out of its sentence, … where more of it stands."""
    first, last = max(0, start - AROUND), min(len(sentence.text), end + AROUND)
    return ("…" if first else "") + sentence.text[first:last] + ("…" if last < len(sentence.text) else "")
