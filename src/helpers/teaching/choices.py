"""Multiple choice: an item of a case about a way, its options in a fixed order that does not tell, what each is."""

import hashlib
import unicodedata
from dataclasses import dataclass, field

from IPython.display import Markdown

from helpers.errors import InputError
from helpers.language import LANGUAGES, of
from helpers.teaching import texts, ways
from helpers.teaching.question import Missing
from helpers.verbatim import verbatim

LETTERS = "abcdef"


@dataclass(frozen=True)
class Choice:
    """What is asked in one language; `options` are (what it says, what to reconsider), `right` is a letter."""

    language: str
    asked: str
    options: tuple = field(repr=False)
    right: str = field(repr=False)


def item(entry, way, language="en", **more):
    """Make an item about a way.

    Parameters
    ----------
    entry : dict
        `asked` and `options`, the right one first; asked is a pair (English, Chinese), an option a pair of pairs: what
        it says, and what to reconsider where it is chosen (of the right one: why). All may name `ways.fields`.
    way : Way
    **more
        What else the texts name.

    Raises
    ------
    InputError
        If two options say the same for this way.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> way = ways.promised(schema.load("targets", "yunyang-14fyp"), "large_classes_compulsory@2025")
    >>> no, yes = (("{years}", "{years}"), ("Yes.", "对。")), (("{more}", "{more}"), ("Count steps.", "数间隔。"))
    >>> asked = item({"asked": ("How many years?", "几年？"), "options": [no, yes]}, way)
    >>> dict(zip("ab", asked.options))[asked.right]
    ('5', 'Yes.')
    """
    fields, place = ways.fields(way, language) | more, LANGUAGES.index(language)
    written = [tuple(text[place].format(**fields) for text in option) for option in entry["options"]]
    if len({said for said, _ in written}) < len(written):
        raise InputError("two options say the same", "word them apart, or take another way", cell=entry["asked"][0])
    order = sorted(range(len(written)), key=lambda number: _mixed(way, number))
    options = tuple(written[number] for number in order)
    return Choice(language, entry["asked"][place].format(**fields), options, LETTERS[order.index(0)])


def ask(*chosen):
    """Show items with their options.

    Examples
    --------
    >>> print(ask(Choice("en", "How many years?", (("5", ""), ("6", "")), "a")).data)
    **1.** How many years?
    <BLANKLINE>
    - a) 5
    - b) 6
    <BLANKLINE>
    Answer with a letter.
    """
    blocks = []
    for number, one in enumerate(chosen, 1):
        if isinstance(one, Missing):
            blocks.append(f"**{number}.** {one.asked}")
            continue
        lines = [f"- {letter}) {said}" for letter, (said, _) in zip(LETTERS, one.options, strict=False)]
        blocks.append("\n".join([f"**{number}.** {one.asked}", "", *lines]))
    return Markdown("\n\n".join([*blocks, of(chosen[0].language).word(texts.CHOICES, "pick")]))


def noted(chosen, letters):
    """Say that answers are noted, and not yet whether they are right.

    Examples
    --------
    >>> asked = Choice("en", "How many years?", (("5", ""), ("6", "")), "a")
    >>> noted([asked], ["b"]).data
    'Noted: b. You will see at the end.'
    >>> noted([asked], ["x"]).data
    '1. ○ x is none of the letters; use one of a, b.'
    """
    language, pairs = chosen[0].language, list(zip(chosen, letters, strict=True))
    unclear = [
        f"{number}. {_said(*pair)}"
        for number, pair in enumerate(pairs, 1)
        if isinstance(pair[0], Missing) or (read(pair[1]) and not given(*pair))
    ]
    if not any(given(*pair) for pair in pairs):
        return Markdown("\n".join(unclear) or f"○ {of(language).word(texts.TERMS, 'not_answered')}")
    told = " ".join(given(*pair) or "–" for pair in pairs)
    return Markdown("\n\n".join([of(language).say(texts.CHOICES, "noted", letters=told), *unclear]))


def check(chosen, letters):
    """Say of each answer whether it is right, and what to reconsider.

    Examples
    --------
    >>> asked = Choice("en", "How many years?", (("5", "Yes."), ("6", "Count the steps.")), "a")
    >>> check([asked, asked, asked], ["a", "b", None]).data.splitlines()
    ['1. ✓ 5. Yes.', '2. ✗ 6. Count the steps.', '3. ○ not answered yet.']
    """
    return Markdown("\n".join(f"{n}. {_said(*pair)}" for n, pair in enumerate(zip(chosen, letters, strict=True), 1)))


def tally(chosen, before, after):
    """Count what was right before and after.

    Parameters
    ----------
    chosen : pair of lists of Choice
        The items before, and those after.
    before, after : list of str
        The letters answered.

    Examples
    --------
    >>> asked = Choice("en", "How many years?", (("5", "Yes."), ("6", "Count the steps.")), "a")
    >>> tally(([asked], [asked]), ["b"], [None]).data.splitlines()
    ['Before: 0 of 1 right, 1 answered.', '', 'After: 0 of 1 right, 0 answered.']
    """
    lines = []
    for when, items, letters in zip(("before", "after"), chosen, (before, after), strict=True):
        language = items[0].language
        answered = [given(*pair) for pair in zip(items, letters, strict=True)]
        answered = [letter for letter, one in zip(answered, items, strict=True) if not isinstance(one, Missing)]
        items = [one for one in items if not isinstance(one, Missing)]
        right = sum(letter == one.right for one, letter in zip(items, answered, strict=True))
        counts = {"right": right, "all": len(items), "answered": sum(map(bool, answered))}
        lines.append(of(language).say(texts.CHOICES, "tally", when=of(language).word(texts.CHOICES, when), **counts))
    return Markdown("\n\n".join(lines))


def read(letter):
    """Read a letter as it is given.

    Examples
    --------
    >>> read(" B)"), read("ａ"), read(None)
    ('b', 'a', '')
    """
    return "" if letter is None else unicodedata.normalize("NFKC", str(letter)).strip().strip("().").lower()


def given(one, letter):
    """Read a letter that is one of an item's; any other answer is none.

    Examples
    --------
    >>> asked = Choice("en", "How many years?", (("5", ""), ("6", "")), "a")
    >>> given(asked, "B"), given(asked, "x"), given(asked, None)
    ('b', '', '')
    """
    chosen = read(letter)
    if isinstance(one, Missing):
        return ""
    return chosen if chosen in list(LETTERS[: len(one.options)]) else ""


def _said(one, letter):
    if isinstance(one, Missing):
        return one.asked
    known, chosen = LETTERS[: len(one.options)], given(one, letter)
    if not read(letter):
        return f"○ {of(one.language).word(texts.TERMS, 'not_answered')}"
    if not chosen:
        told = of(one.language).word(texts.CHOICES, "unknown")
        return f"○ {told.format(given=verbatim(str(letter)), letters=', '.join(known))}"
    said, remark = one.options[known.index(chosen)]
    stop = of(one.language).stop
    return f"{'✓' if chosen == one.right else '✗'} {said.rstrip('.。')}{stop}{remark}"


def _mixed(way, number):
    """Give a number that orders options in a way that does not tell, the same in every run and language."""
    return hashlib.sha256(f"{way.indicator} {way.first} {way.last} {number}".encode()).hexdigest()
