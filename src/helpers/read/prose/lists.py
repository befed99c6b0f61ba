"""Figures that share their names: 分别达到92%和58%, 各1个, 从54%提高到60%, 较2020年提高5个百分点."""

import re
from dataclasses import replace

from helpers.read.prose.labels import Label, listed
from helpers.read.prose.patterns import any_of, found

_BETWEEN = re.compile(r"(?:以及|[、和及与,，])?(?:达到|达|不低于|提高到|不少于)?")
_MOVED = re.compile(
    rf"(?:左右)?[\u4e00-\u9fff]{{0,3}}?{any_of('change')}了?[到至为]了?(?:(?:19|20)\d\d年(?:底|末)?的?)?"
)
_SHARED = re.compile(r"(?:分别|依次)(?:为|是)?$")
_LONGER = 4
"""So many more signs in the last name of a list than in the first are words that all of them share."""


def shared(sentence, figures, number, name):
    """Pair the figures of a list with its names => ([(Quantity, Label)], how many figures were taken), or None.

    Pairs are made where there are as many figures as names, and else each figure is doubted.
    """
    one = figures[number]
    if name.text.endswith("各"):
        names = listed(name.text[:-1])
        return [(one, replace(name, text=text, rule="each of a list")) for text in names], 1
    if not _SHARED.search(name.text):
        return None
    names, run = listed(_SHARED.sub("", name.text)), [one]
    for following in figures[number + 1 :]:
        between = sentence.view[run[-1].end : following.start]
        if not _BETWEEN.fullmatch(between):
            break
        run.append(following)
    if len(run) != len(names):
        whole = _SHARED.sub("", name.text)
        return [(each, Label(whole, name.verb, "unpaired list", ("prose_pairing",))) for each in run], len(run)
    comparators = {each.comparator or each.value.comparator for each in run if each.value} - {"="}
    if len(comparators) == 1 and (bound := comparators.pop()) in {">=", "<="}:
        run = [each if (each.comparator or each.value.comparator) != "=" else _bounded(each, bound) for each in run]
    if len(names[-1]) > len(names[0]) + _LONGER:
        name = replace(name, doubts=(*name.doubts, "prose_names_cut"))
    pairs = [(each, replace(name, text=text, rule="paired list")) for each, text in zip(run, names, strict=True)]
    return pairs, len(run)


def _bounded(one, comparator):
    return replace(one, comparator=comparator, doubts=(*one.doubts, "prose_bound_shared"))


def inherited(sentence, before, one):
    """Give a figure that 和 joins to one with a floor before it that floor: 不少于10个甲和20个乙 => Quantity."""
    if before is None or one.value is None or one.comparator or one.value.comparator != "=":
        return one
    between = sentence.view[before.end : one.start]
    front = found("bound", "^{}").match(sentence.view[before.start : before.number] or " ")
    joined = re.fullmatch(r"[^,，;；。达为是]*(?:和|及|与|以及)", between)
    if joined and front and before.value and before.value.comparator in {">=", "<="}:
        return _bounded(one, before.value.comparator)
    return one


def moved(sentence, one, following):
    """Tell whether a figure is what the next one started from: 从54%提高到60%."""
    if following is None or one.value is None:
        return False
    clause = re.split("[,，;；。]", sentence.view[: one.start])[-1]
    return bool(re.search("[从由]", clause) and _MOVED.fullmatch(sentence.view[one.end : following.start]))


def derived(before, one):
    """Write the level that a change starts from as a sum: '= 1.5% + 2.3个百分点', or '' where it does not follow."""
    if before is None or before.value is None or one.value is None or not re.match(any_of("change"), one.printed):
        return ""
    units = {before.value.unit, one.value.unit}
    if before.value.kind not in {"level", "maintain"} or before.value.comparator == "range":
        return ""
    if units != {"percent", "points"} and not (len(units) == 1 and units != {"percent"}):
        return ""
    falls = re.match(any_of("falls"), one.printed)
    return f"= {before.bare} {'+' if falls else '-'} {one.bare}"
