"""The figures of a sentence, each with the words that belong to it: 保持在99.5%以上, 2000余人, 360-370名, 十四所."""

import re
from dataclasses import dataclass

from helpers.clean import units, values
from helpers.read.prose.patterns import ALL, any_of, found

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_DIGITS = rf"(?P<a>{_NUMBER})"
_HAN = r"(?P<a>[一二三四五六七八九十百千两]{1,6})"
_REST = rf"(?P<over>[余多几])?(?P<scale>{units.SCALE})?(?P<more>[余多])?"
_TO = r"[-~–—～至]"
_START = re.compile(rf"(?<![\d.]){_DIGITS}")
_HAN_START = re.compile(rf"(?<![一二三四五六七八九十百千万两第]){_HAN}")
_RATIO = re.compile(r"\d+(?:\.\d+)?:\d+(?:\.\d+)?")
_YEAR = re.compile(
    r"(?:19|20)\d\d(?:年|学年|[-/.]\d{1,2}[-/.]\d|[)）]|$|[-—–~～至](?:19|20)\d\d(?:年|学年|[)）]|$))|\d{1,2}[:：]\d\d[:：]"
)
_LONGEST = 8


@dataclass
class Quantity:
    """A figure: where it stands in the sentence with the words of its bound, and what it is read as."""

    start: int
    end: int
    number: int
    printed: str
    bare: str
    value: values.Value | None
    note: str = ""
    comparator: str = ""
    doubts: tuple[str, ...] = ()
    rule: str = "figure"


def quantities(sentence):
    """Find the figures of a sentence that have a unit => list of Quantities, in order.

    Years, dates, numbers of documents, ordinals, ages and sizes are none.
    """
    view, made, place = sentence.view, [], 0
    while place < len(view):
        start = min(
            filter(None, (_START.search(view, place), _HAN_START.search(view, place))), key=re.Match.start, default=None
        )
        if start is None:
            break
        one = None if _excluded(view, start.start()) else _quantity(sentence, start)
        if one:
            made.append(one)
        place = max(one.end if one else start.end(), start.end())
    return sorted([*made, *_in_words(sentence, made)], key=lambda one: one.start)


def _excluded(view, start):
    before = view[:start]
    return bool(
        found("not_before", "{}$").search(before)
        or _YEAR.match(view, start)
        or before.count("《") > before.count("》")
        or before.count("〔") > before.count("〕")
    )


def _quantity(sentence, start):
    view, begin = sentence.view, start.start()
    han = not start["a"][0].isdigit()
    if ratio := _RATIO.match(view, begin):
        if not re.search("比[^,，;；。]*$", view[:begin]):
            return None
        end, unit = ratio.end(), ":"
    else:
        end, unit, ended = _extent(view, start.end())
        if end is None or not _promised(view, begin, ended, unit, han):
            return None
    bare = end
    if after := re.compile(any_of("after")).match(view, end):
        end = after.end()
    if found("condition").match(view, end) and not found("bound", "{}$").search(view[:begin]) and unit != "%":
        return None
    return _valued(sentence, begin, end, bare)


def _extent(view, place):
    """Find where a number with scale, unit and second number ends => (end, unit, end of the first number)."""
    rest = re.compile(_REST).match(view, place)
    end = rest.end()
    unit = _unit(view, end)
    if second := re.compile(rf"{_TO}(?={_NUMBER})").match(view, end + len(unit)):
        number = re.compile(_NUMBER).match(view, second.end())
        again = re.compile(_REST).match(view, number.end())
        other = _unit(view, again.end())
        if other and not (other == "年" and re.match(r"(?:19|20)\d\d", number[0])):
            return again.end() + len(other), other, again.end() + len(other)
    return (end + len(unit), unit, end + len(unit)) if unit else (None, "", end)


def _unit(view, place):
    for many in range(_LONGEST, 0, -1):
        text = view[place : place + many]
        if len(text) == many and text.strip() == text and units.known(text):
            return text
    return ""


def _promised(view, begin, end, unit, han):
    """Tell whether a number with its unit may be an amount: no date, age, size or class of things."""
    if unit in ALL["no_amount"] or found("not_after").match(view, end):
        return False
    if unit in ALL["durations"]:
        before = re.split("[,，;；。、]", view[:begin])[-1]
        least = found("bound", "{}$").search(before)
        return bool(found("year_labels").search(before) or least or re.match("免费", view[end:]))
    if han:
        number = view[begin:end]
        before = re.split("[,，;；。]", view[:begin])[-1]
        alone = number[0] == "一" and len(number) - len(unit) == 1
        quoted = view[:begin].count("“") > view[:begin].count("”")
        seldom = alone or quoted or unit in ALL["events"]
        return unit in ALL["classifiers"] and (not seldom or bool(found("recurrent").search(before)))
    return True


def _valued(sentence, begin, end, bare_end):
    """Take the words of the bound and the verb of the change with a figure, as far as the whole is read."""
    view = sentence.view
    left = _left(view, begin)
    for start in left:
        printed, note, comparator, doubts = sentence.text[start:end], "", "", ()
        try:
            value = values.parse(view[start:end])
        except ValueError as error:
            if "range and a bound" not in str(error):
                continue
            bare = re.sub(any_of("after") + "$", "", re.sub(f"^{any_of('bound')}", "", view[start:end]))
            try:
                value = values.parse(bare)
            except ValueError:
                continue
            note = f"read {bare}: a range and a bound at once, its lower edge is the least asked for"
            comparator, doubts = ">=", ("prose_range_bound",)
        if value is not None:
            if not re.search(r"\d", view[start:end]):
                doubts = (*doubts, "prose_numeral")
            apart = re.search(rf"(?:{any_of('least')})[\u4e00-\u9fff]{{0,4}}$", view[:start])
            if apart and value.comparator in {"=", "range"}:
                comparator = ">="
            return Quantity(start, end, begin, printed, sentence.text[begin:bare_end], value, note, comparator, doubts)
    return None


def _left(view, begin):
    """List where a figure's words may begin, the most of them first."""
    before = view[:begin]
    bound = found("bound", "{}$").search(before)
    inner = bound.start() if bound else begin
    words = rf"(?:{any_of('a_year')}(?:至少)?)?{any_of('change', 'keep')}?$|{any_of('a_year')}{any_of('change')}$"
    verb = re.search(words, before[:inner])
    starts = {begin, inner}
    if verb and verb[0]:
        starts |= {verb.start()}
        plain = re.search(any_of("change", "keep") + "$", before[:inner])
        starts |= {plain.start()} if plain else set()
    return sorted(starts)


def _in_words(sentence, made):
    """Find what is promised in words that are a figure: 全覆盖, 翻一番."""
    for words, (cell, why) in ALL["in_words"].items():
        for match in re.finditer(words, sentence.view):
            start, end = match.span()
            inside = any(one.start < end and start < one.end for one in made)
            clause = re.split("[,，;；。]", sentence.view[:start])[-1]
            apart = re.search("[三两二四]个$|基本", clause)
            longer = any(
                len(other) > len(words) and words in other and other in sentence.view for other in ALL["in_words"]
            )
            if inside or apart or longer or found("negated", "{}$").search(sentence.view[:start]):
                continue
            value = values.parse(cell) if cell else None
            note = f"read {cell}: {why}" if cell else ""
            printed = sentence.text[start:end]
            yield Quantity(start, end, start, printed, printed, value, note, "", ("prose_words",), "in words")
