"""Judge an answer: number, unit and scale apart, each right or with what it is instead."""

from IPython.display import Markdown

from helpers.language import of
from helpers.teaching import texts, ways
from helpers.teaching.numbers import diagnose, read
from helpers.teaching.question import SKIPPED, Missing
from helpers.teaching.units import judge_scale, judge_unit, named_unit


def check(question, number=None, unit=None, scale=None):
    """Say of number, unit and scale whether each is right, or what it is instead; what is None is not answered yet.

    Parameters
    ----------
    question : Question
    number : number or str, optional
        As a number, or as it is written: "6.77"; "undefined" where no such number exists.
    unit, scale : str, optional
        In words, English or Chinese.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> from helpers.teaching import questions
    >>> targets = schema.load("targets", "yantai-14fyp")
    >>> asked = questions.pace(ways.promised(targets, "public_kindergarten_share@2025"))
    >>> print(check(asked, 5.64, "points a year").data)
    - ✗ **Number**: 5.64 spreads the change over 6 years. Count the steps ...
    - ✓ **Unit**: right.
    - ○ **Scale**: not answered yet.
    """
    if isinstance(question, Missing):
        return Markdown(SKIPPED)
    language = question.language
    parts = [("number", number, number_says(question, number))]
    alone = _right_without_number(question, number)
    if question.unit and not alone:
        parts.append(("unit", unit, _judged(judge_unit(question, unit), texts.WRONG_UNITS, unit, question)))
    if question.scale and not alone:
        parts.append(("scale", scale, _judged(judge_scale(question, scale), texts.WRONG_SCALES, scale, question)))
    return Markdown("\n".join(_line(name, given, said, language) for name, given, said in parts))


def right(question, number=None, unit=None, scale=None):
    """Tell whether all that is asked is right.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> from helpers.teaching import questions
    >>> asked = questions.steps(ways.promised(schema.load("targets", "yantai-14fyp"), "public_kindergarten_share@2025"))
    >>> right(asked, 5), right(asked, 6), right(asked)
    (True, False, False)
    """
    asked = [diagnose(question, number) == ["right"]]
    if _right_without_number(question, number):
        return True
    asked += [judge_unit(question, unit) == "right"] if question.unit else []
    asked += [judge_scale(question, scale) == "right"] if question.scale else []
    return all(asked)


def solution(question):
    """Show the right answer, how it is computed, and the rounding interval where the printed figures have one.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> from helpers.teaching import questions
    >>> targets = schema.load("targets", "yantai-14fyp")
    >>> print(solution(questions.pace(ways.promised(targets, "public_kindergarten_share@2025"))).data)
    **6.766 percentage points a year**, linear: (75 − 41.17) / 5 (rounding interval 6.765 to 6.767)
    """
    if isinstance(question, Missing):
        return Markdown(SKIPPED)
    language = question.language
    colon, comma = of(language).colon, of(language).comma
    worked = of(language).arithmetic(question.worked)
    if question.value != question.value:
        return Markdown(f"**{of(language).word(texts.TERMS, 'undefined')}**{colon}{worked}")
    number = ways.signed(question.value, language, 4)
    unit = named_unit(question.unit, language) if question.unit else ""
    scale = f"{comma}{of(language).word(texts.SCALES, question.scale)}" if question.scale else ""
    said = f"**{number}{of(language).space}{unit}".rstrip() + f"**{scale}{colon}{worked}"
    ends = [ways.signed(end, language, 4) for end in (question.low, question.high)]
    if ends[0] == ends[1]:
        return Markdown(said)
    interval = of(language).word(texts.TERMS, "rounding")
    between = of(language).bracketed(f"{interval}{of(language).space}{of(language).until.join(ends[:2])}")
    return Markdown(said + between)


def catalogue(*questions):
    """Table the wrong numbers that a check knows, and what it says of each: for the teacher.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> from helpers.teaching import questions
    >>> way = ways.promised(schema.load("targets", "yunyang-14fyp"), "large_classes_compulsory@2025")
    >>> print(catalogue(questions.steps(way)).data.splitlines()[-1])
    | steps | 4 | 4 counts the years in between. The step that arrives counts as well. |
    """
    language = questions[0].language
    questions = [question for question in questions if not isinstance(question, Missing)]
    heads = ["question", "wrong_number", "what_it_is"]
    lines = ["| " + " | ".join(of(language).word(texts.TERMS, head) for head in heads) + " |", "|---|--:|---|"]
    for question in questions:
        for key, number in question.wrong:
            if key in diagnose(question, number):
                shown = ways.signed(number, language, 4)
                said = of(language).say(texts.NUMBERS, key, given=shown, **question.fields)
                lines.append(f"| {of(language).word(texts.KINDS, question.kind)} | {shown} | {said} |")
    return Markdown("\n".join(lines))


def number_says(question, number):
    """Say what a number is, in the question's language => (right?, sentence).

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> from helpers.teaching import questions
    >>> way = ways.promised(schema.load("targets", "yunyang-14fyp"), "large_classes_compulsory@2025")
    >>> number_says(questions.steps(way, "zh"), 5)
    (True, '正确。')
    """
    keys, language = diagnose(question, number), question.language
    given = read(number) if "unread" not in keys else None
    shown = str(number) if given is None or given != given else ways.signed(given, language, 6)
    said = [of(language).say(texts.NUMBERS, key, given=shown, **question.fields) for key in keys]
    between = of(language).space + of(language).word(texts.TERMS, "or") + of(language).space
    return keys == ["right"], between.join(said)


def _right_without_number(question, number):
    """Tell whether the answer is that no such number exists, and rightly: then unit and scale are not asked."""
    return question.value != question.value and diagnose(question, number) == ["right"]


def _judged(key, table, given, question):
    if not key:
        return False, ""
    text = (
        of(question.language).word(table, key) if key != "right" else of(question.language).word(texts.TERMS, "right")
    )
    return key == "right", text.format(given=given)


def _line(name, given, said, language):
    if given is None or not str(given).strip():
        mark, text = "○", of(language).word(texts.TERMS, "not_answered")
    else:
        mark, text = "✓" if said[0] else "✗", said[1]
    name = of(language).word(texts.TERMS, name).capitalize()
    return f"- {mark} **{name}**{of(language).colon}{text}"
