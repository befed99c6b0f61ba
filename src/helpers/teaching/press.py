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
    written = plain(sentence)
    fields = ways.fields(way, language) | {"unit": named_unit(question.unit.removesuffix("_per_year"), language)}
    held = {of(language).say(texts.PRESS, key, **fields): there for key, there in found(written, question, way).items()}
    causes = [cause for cause in texts.CAUSES if cause in written]
    care = of(language).say(texts.PRESS, "cause", given=", ".join(causes)) if causes else ""
    return checklist(written, held, care, [of(language).say(texts.PRESS, key) for key in BY_PEOPLE], language)


def checklist(written, held, care, people, language):
    """Show what was looked up in a sentence, a word of care, and what people judge; of no sentence only the last.

    Examples
    --------
    >>> print(checklist("it rose", {"the year": False}, "", ["One sentence."], "en").data)
    What can be looked up in the words:
    <BLANKLINE>
    - ☐ the year
    <BLANKLINE>
    For you and your neighbour:
    <BLANKLINE>
    - One sentence.
    """
    by_people = [of(language).word(texts.PRESS, "by_people"), *[""] * bool(people), *(f"- {line}" for line in people)]
    if not written.strip():
        return Markdown("\n".join([f"○ {of(language).word(texts.PRESS, 'not_written')}", "", *by_people]))
    marks = [f"- {'☑' if there else '☐'} {label}" for label, there in held.items()]
    marks += [f"- ❗ {care}"] * bool(care)
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
    written, unit = plain(sentence), question.unit.removesuffix("_per_year")
    numbers = numbers_in(written)
    places = [ways.fields(way, language)["place"].lower() for language in LANGUAGES]
    return {
        "baseline_year": way.first in numbers,
        "target_year": way.last in numbers,
        "baseline": way.start in numbers,
        "target": way.end in numbers or (way.end == 0 and any(text in written for text in texts.NOTHING)),
        "pace": any(rounds_to(abs(number), abs(question.value)) for number in numbers),
        "unit": any(name in written for name in texts.PRESS_UNITS.get(unit, texts.SYNONYMS.get(unit, (unit,)))),
        "place": any(name in written or name.split()[0] in written for name in places),
        "source": any(name in written for name in texts.SOURCES),
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
    return of(language).say(texts.PRESS, "example", **ways.fields(way, language), **more)


def plain(sentence):
    """Write a sentence so that words and numbers can be looked up in it; one that is not there is empty.

    Examples
    --------
    >>> plain("从３１降到−2"), plain(None)
    ('从31降到-2', '')
    """
    return "" if sentence is None else unicodedata.normalize("NFKC", str(sentence)).replace("−", "-").lower()


def numbers_in(written):
    """List the numbers of a plain sentence.

    Examples
    --------
    >>> numbers_in("2.9万 in 2020")
    [29000.0, 2020.0]
    """
    return [float(digits.replace(",", "")) * (10_000 if wan else 1) for digits, wan in NUMBER.findall(written)]
