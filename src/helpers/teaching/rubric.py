"""A rubric for a sentence not about a pace: what is looked up in it, which words want care, what people judge."""

import re
from dataclasses import dataclass, field

from helpers.teaching.numbers import rounds_to
from helpers.teaching.press import checklist, numbers_in, plain


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
    written = plain(sentence)
    said = [one for one in rubric.careful if _begins(one, written)]
    care = rubric.care.format(given=", ".join(said)) if said else ""
    return checklist(written, found(written, rubric), care, rubric.people, rubric.language)


def found(sentence, rubric):
    """Look up what a rubric asks for => {label: whether one of its signs stands in the sentence}.

    Examples
    --------
    >>> asked = Rubric("en", (("the year", (2020,)), ("the ratio", (1 / 3, "a third", "1:3"))))
    >>> found("0.33 in 2020", asked), found("１：３ in 2000", asked)
    ({'the year': True, 'the ratio': True}, {'the year': False, 'the ratio': True})
    """
    text = plain(sentence)
    numbers = numbers_in(text)
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
