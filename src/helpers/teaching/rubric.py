"""A rubric for a sentence not about a pace: what is looked up in it, which words want care, what people judge."""

import re
import unicodedata
from dataclasses import dataclass, field

from IPython.display import Markdown

from helpers.language import of
from helpers.teaching import texts
from helpers.teaching.numbers import rounds_to
from helpers.teaching.press import NUMBER


@dataclass(frozen=True)
class Rubric:
    """What is looked up: pairs of a label and its signs; a whole number as it is, another one as rounded too."""

    language: str
    looked: tuple = field(repr=False)
    careful: tuple = ()
    care: str = ""
    people: tuple = ()
    example: str = field(default="", repr=False)


def check(sentence, rubric):
    """Show a checklist of what stands in a sentence, then what people judge; nobody is told that it is right.

    Examples
    --------
    >>> asked = Rubric("en", (("the year", (2025,)), ("the share", (92.86, "most"))), ("proves",), "shown? ({given})")
    >>> print(check("92.9 % in 2025 proves it.", asked).data)
    What can be looked up in the words:
    <BLANKLINE>
    - ☑ the year
    - ☑ the share
    - ❗ shown? (proves)
    <BLANKLINE>
    For you and your neighbour:
    """
    language = rubric.language
    by_people = [
        of(language).word(texts.PRESS, "by_people"),
        *[""] * bool(rubric.people),
        *(f"- {p}" for p in rubric.people),
    ]
    if sentence is None or not str(sentence).strip():
        return Markdown("\n".join([f"○ {of(language).word(texts.PRESS, 'not_written')}", "", *by_people]))
    marks = [f"- {'☑' if held else '☐'} {label}" for label, held in found(sentence, rubric).items()]
    said = [one for one in rubric.careful if _begins(one, _plain(sentence))]
    if said:
        marks.append(f"- ❗ {rubric.care.format(given=', '.join(said))}")
    return Markdown("\n".join([of(language).word(texts.PRESS, "by_machine"), "", *marks, "", *by_people]))


def found(sentence, rubric):
    """Look up what a rubric asks for => {label: whether one of its signs stands in the sentence}.

    Examples
    --------
    >>> asked = Rubric("en", (("the year", (2020,)), ("the ratio", (1 / 3, "a third", "1:3"))))
    >>> found("0.33 in 2020", asked), found("１：３ in 2000", asked)
    ({'the year': True, 'the ratio': True}, {'the year': False, 'the ratio': True})
    """
    text = _plain(sentence)
    numbers = [float(digits.replace(",", "")) * (10_000 if wan else 1) for digits, wan in NUMBER.findall(text)]
    return {label: any(_stands(sign, text, numbers) for sign in signs) for label, signs in rubric.looked}


def _stands(sign, text, numbers):
    if isinstance(sign, str):
        return sign in text
    if isinstance(sign, int):
        return float(sign) in numbers
    return any(rounds_to(abs(number), abs(sign)) for number in numbers)


def _begins(word_of_care, text):
    """Tell whether a word stands in a text; in English at the beginning of a word: not lie in earlier."""
    return re.search(("" if word_of_care[0] > "z" else r"\b") + re.escape(word_of_care), text) is not None


def _plain(text):
    return unicodedata.normalize("NFKC", str(text)).replace("−", "-").lower()
