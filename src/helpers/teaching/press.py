"""A sentence for the press: what can be looked up in its words, and what only people can judge."""

import re
import unicodedata

from IPython.display import Markdown

from helpers.language import LANGUAGES, of
from helpers.teaching import texts, ways
from helpers.teaching.numbers import rounds_to
from helpers.teaching.question import Missing
from helpers.teaching.units import named_unit

NUMBER = re.compile(r"((?<!\d)-?\d[\d,]*(?:\.\d+)?)\s*(万?)")
BY_PEOPLE = ("one_sentence", "no_forecast", "definition", "no_judgement")


def check(sentence, question, way):
    """Show a checklist: years, numbers, unit, place and source that stand in the sentence, then what people judge.

    Only presence is looked up; nobody is told that a sentence is right.

    Parameters
    ----------
    sentence : str or None
    question : Question
        The pace that the sentence is to tell, from `helpers.teaching.questions.pace`.
    way : Way
        From what, to what, in which years.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> from helpers.teaching import questions
    >>> way = ways.promised(schema.load("targets", "yunyang-14fyp"), "large_classes_compulsory@2025")
    >>> print(check("Large classes are to fall from 31 in 2020 to 0 by 2025.", questions.pace(way), way).data[:120])
    What can be looked up in the words:
    <BLANKLINE>
    - ☑ the baseline year, 2020
    - ☑ the target year, 2025
    - ☑ the value it st...
    """
    if isinstance(question, Missing):
        return Markdown(question.asked)
    language = question.language
    by_people = [of(language).word(texts.PRESS, "by_people"), "", *(f"- {_told(key, language)}" for key in BY_PEOPLE)]
    if sentence is None or not sentence.strip():
        return Markdown("\n".join([f"○ {of(language).word(texts.PRESS, 'not_written')}", "", *by_people]))
    fields = ways.fields(way, language) | {"unit": named_unit(question.unit.removesuffix("_per_year"), language)}
    marks = [
        f"- {'☑' if held else '☐'} {_told(key, language, **fields)}"
        for key, held in found(sentence, question, way).items()
    ]
    causes = [cause for cause in texts.CAUSES if cause in _plain(sentence)]
    if causes:
        marks.append(f"- ❗ {_told('cause', language, given=', '.join(causes))}")
    return Markdown("\n".join([of(language).word(texts.PRESS, "by_machine"), "", *marks, "", *by_people]))


def found(sentence, question, way):
    """Look up in a sentence what a rubric asks for => {what: whether it stands there}.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> from helpers.teaching import questions
    >>> way = ways.promised(schema.load("targets", "yantai-14fyp"), "public_kindergarten_share@2025")
    >>> said = "Yantai's plan wants 75 % in 2025, from 41.17 % in 2020: 6.77 percentage points a year."
    >>> all(found(said, questions.pace(way), way).values())
    True
    >>> [what for what, held in found("75 % in 2025, 6.77 % a year", questions.pace(way), way).items() if not held]
    ['baseline_year', 'baseline', 'unit', 'place', 'source']
    """
    plain, unit = _plain(sentence), question.unit.removesuffix("_per_year")
    numbers = [float(text.replace(",", "")) * (10_000 if wan else 1) for text, wan in NUMBER.findall(plain)]
    places = [ways.fields(way, language)["place"].lower() for language in LANGUAGES]
    return {
        "baseline_year": way.first in numbers,
        "target_year": way.last in numbers,
        "baseline": way.start in numbers,
        "target": way.end in numbers or (way.end == 0 and any(text in plain for text in texts.NOTHING)),
        "pace": any(rounds_to(abs(number), abs(question.value)) for number in numbers),
        "unit": any(name in plain for name in texts.PRESS_UNITS.get(unit, texts.SYNONYMS.get(unit, (unit,)))),
        "place": any(name in plain or name.split()[0] in plain for name in places),
        "source": any(name in plain for name in texts.SOURCES),
    }


def example(question, way):
    """Write a sentence that holds all that is looked up, from the tables.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> from helpers.teaching import questions
    >>> way = ways.promised(schema.load("targets", "yunyang-14fyp"), "large_classes_compulsory@2025")
    >>> print(example(questions.pace(way), way))
    According to its plan, Yunyang County wants large classes in compulsory education to go from 31 ...
    """
    if isinstance(question, Missing):
        return None
    language = question.language
    pace = of(language).number(question.value, digits=3)
    more = {"pace": pace, "unit": named_unit(question.unit.removesuffix("_per_year"), language)}
    return _told("example", language, **ways.fields(way, language), **more)


def _told(key, language, **fields):
    return of(language).say(texts.PRESS, key, **fields)


def _plain(text):
    return unicodedata.normalize("NFKC", text).replace("−", "-").lower()
