"""A question: the right number with what rounding allows, its unit and scale, and known wrong numbers.

A question does not show its answer: `repr` leaves it out, and `ask` shows only what is asked.
"""

from dataclasses import dataclass, field

from IPython.display import Markdown

from helpers.language import of
from helpers.teaching import texts, ways
from helpers.teaching.units import choices, named_unit

SKIPPED = "–"
"""What stands for the answer to a question that is not asked."""


@dataclass(frozen=True)
class Question:
    """What is asked, in one language; `value` is NaN where no such number exists; an empty unit is not asked."""

    kind: str
    language: str
    asked: str
    value: float = field(repr=False)
    low: float = field(repr=False)
    high: float = field(repr=False)
    unit: str = field(default="", repr=False)
    scale: str = field(default="", repr=False)
    why: str = field(default="", repr=False)
    wrong: tuple = field(default=(), repr=False)
    worked: str = field(default="", repr=False)
    fields: dict = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Missing:
    """A question that a plan does not allow, and the key of `texts.MISSING` that says why: nothing is right or wrong.

    Examples
    --------
    >>> ask(Missing("en", "no_targets")).data
    '– Not asked of this plan: it has no targets in the data.'
    """

    language: str
    reason: str
    value = unit = scale = right = None

    @property
    def why(self):
        """Why it is not asked, in its language."""
        return of(self.language).word(texts.MISSING, self.reason)

    @property
    def asked(self):
        """What stands in its place."""
        return f"{SKIPPED} {of(self.language).say(texts.MISSING, 'skipped', why=self.why)}"


def ask(question):
    """Show what is asked, and which units and scales there are to choose from.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> from helpers.teaching import questions
    >>> targets = schema.load("targets", "yantai-14fyp")
    >>> print(ask(questions.pace(ways.promised(targets, "public_kindergarten_share@2025"))).data.splitlines()[-1])
    - scale: linear, compound, log-odds
    """
    if isinstance(question, Missing):
        return Markdown(question.asked)
    language = question.language
    colon, lines = of(language).colon, [question.asked, ""]
    if question.kind in texts.MAY_NOT_EXIST:
        lines.append(f"- {of(language).word(texts.TERMS, 'number_or_none')}")
    if question.unit:
        known = [named_unit(unit, language) for unit in choices(question.unit)]
        lines.append(f"- {of(language).word(texts.TERMS, 'unit')}{colon}{_comma(known, language)}")
    if question.scale:
        scales = [of(language).word(texts.SCALES, scale) for scale in texts.SCALES]
        lines.append(f"- {of(language).word(texts.TERMS, 'scale')}{colon}{_comma(scales, language)}")
    return Markdown("\n".join(lines))


def plain(number):
    """Write a number as a worked solution shows it.

    Examples
    --------
    >>> plain(478.0), plain(0.41)
    ('478', '0.41')
    """
    return ways.signed(number)


def about(way, kind, language, value, span, known, worked, unit="", scale="", why="", **more):
    """Make a question about a way; `more` is what its text names beside `ways.fields`.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> way = ways.promised(schema.load("targets", "yunyang-14fyp"), "large_classes_compulsory@2025")
    >>> about(way, "steps", "en", 5.0, (5, 5), [("years_named", 6.0)], "2025 − 2020").asked
    'How many yearly steps lead from the value of 2020 to the value of 2025?'
    """
    fields = ways.fields(way, language) | {name: str(text) for name, text in more.items()}
    kept = f"{kind}_goal" if way.goal and f"{kind}_goal" in texts.ASKED else kind
    asked, (low, high) = of(language).say(texts.ASKED, kept, **fields), map(float, span)
    return Question(kind, language, asked, value, low, high, unit, scale, why, tuple(known), worked, fields)


def _comma(names, language):
    return of(language).enumeration.join(names)
