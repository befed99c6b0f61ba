"""What a figure is of: the words before it, or after it where a verb stands before it, as the document prints them."""

import re
from dataclasses import dataclass

from helpers.clean import units
from helpers.read.prose.patterns import ALL, any_of, found

_STOP = re.compile(r"[,，;；。:：!！?？()（）]|——")
_PAIR = "、和及与"
_JOINT = re.compile(r"以及|[、和及与]")
_YEAR = r"(?:19|20)\d\d年?(?:[-—–~至到](?:19|20)\d\d年)?(?:底|末|以前|之前|前)?"
_PERIOD = r"[“\"']?十[一二三四五六七八九]?五[”\"']?(?:时期|期间|期末|末期|末)"
_TIME = re.compile(rf"^(?:到|至|截至|截止|在)?(?:{_YEAR}|{_PERIOD})")
_AGAINST = re.compile(r"(?:[较比](?:(?:19|20)\d\d年|[上去]一?年|基期)[^,，]*|(?<=.)(?:19|20)\d\d年(?:底|末)?的?)$")
"""What a figure is held against, or when, between its name and itself: 较2020年, 提高到2025年的."""
_TRIM = "、,，的和及与了“\"”' "


@dataclass
class Label:
    """The words that name a figure's indicator, the verb before them, and how they were found."""

    text: str
    verb: str
    rule: str
    doubts: tuple[str, ...] = ()


def label(sentence, one, before, following, last):
    """Name what a figure is of => Label; its text is '' where nothing names it.

    Parameters
    ----------
    sentence : sentences.Sentence
    one, before, following : quantities.Quantity
        The figure, the one before it in the sentence and the one after it, or None.
    last : str
        What the figure before was of: a clause without a subject goes on with it.
    """
    view, text = sentence.view, sentence.text
    begin = _clause(view, one.start, before)
    lead, trailing = text[begin : one.start], text[one.end : _until(view, one, following)]
    after = _noun(trailing)
    subject, verb = _stripped(lead, view[begin : one.start], bool(after))
    counted = one.value is None or one.value.unit not in {"percent", "points", "per_mille", "ratio", "years", "yuan"}
    bounded = one.value is not None and one.value.comparator in {">=", "<="} and not verb
    condition = bounded and following is not None and not _STOP.search(view[one.end : following.start])
    if after and (condition or found("negated").search(trailing)):
        return Label("", verb, "")
    if after and counted and (not subject or view[one.end] not in _PAIR) and one.rule != "in words":
        named = verb if verb in ALL["named"] else ""
        kept = named + "…" + after if named else after
        return Label(kept, verb, "words after the figure")
    if subject.startswith("占") or (not subject and re.match("占|达到|为|达", lead.strip(_TRIM))):
        denominator = re.sub(r"^(?:达到|达|为)", "", lead).strip("的").strip(_TRIM)
        if last and denominator:
            return Label(f"{last}…{denominator}", verb, "subject before", ("prose_subject",))
    if subject:
        return Label(subject, verb, "words before the figure")
    if last:
        return Label(last, verb, "subject before", ("prose_subject",))
    return Label("", verb, "")


def listed(text):
    """Cut a list of names at 、 和 及 与 => list of names.

    Examples
    --------
    >>> listed("普惠性幼儿园覆盖率、公办园在园幼儿占比"), listed("小学、初中和高中")
    (['普惠性幼儿园覆盖率', '公办园在园幼儿占比'], ['小学', '初中', '高中'])
    """
    return [part.strip(_TRIM) for part in _JOINT.split(text) if part.strip(_TRIM)]


def _clause(view, place, before):
    """Find where the words before a figure begin: behind the figure before, or the last sign that ends a clause."""
    first, depth = 0, 0
    for at in range(place - 1, -1, -1):
        sign = view[at]
        depth += (sign in ")）") - (sign in "(（")
        if depth < 0 or (depth == 0 and sign not in ")）(（" and _STOP.match(view, at)):
            first = at + 1
            break
    return max(first, before.end if before else 0)


def _until(view, one, following):
    stop = _STOP.search(view, one.end)
    end = stop.start() if stop else len(view)
    if following is not None and following.start < end:
        cut = max(
            (match.start() for match in re.finditer("[、和及与,]", view[one.end : following.start])), default=None
        )
        end = one.end + cut if cut is not None else following.start
    return end


def _stripped(lead, view, after):
    """Take aims, times and verbs off the words before a figure => (subject, the verb that makes or has it).

    Where a name follows the figure, a verb right before it has that name, and what stands before the verb is none.
    """
    verb, words = "", view.strip(_TRIM)
    while True:
        kept = words
        words = _AGAINST.sub("", _TIME.sub("", words)).strip(_TRIM)
        words = found("reach", "{}了?(?:全部)?$").sub("", words).strip(_TRIM)
        words = re.sub(rf"{any_of('aim', 'bound')}?{any_of('reach', 'keep')}了?$", "", words).strip(_TRIM)
        words = found("between", "(?<=.){}$").sub("", words).strip(_TRIM)
        words = found("aim", "^{}(?=.)").sub("", words).strip(_TRIM)
        if match := found("make", "^{}(?:了|和|、)?").match(words) or re.match(any_of("made") + "了?", words):
            verb = verb or match[0].rstrip("了和、")
            rest = words[match.end() :]
            if any(match[0].startswith(name) for name in ALL["named"]) and rest:
                break
            words = rest.strip(_TRIM)
        if words == kept:
            break
    if after and (ending := re.search(any_of("make", "made") + "了?$", words)):
        verb, words = ending[0].rstrip("了"), ""
    first = view.find(words)
    return _inner(lead[first : first + len(words)]), verb


def _inner(words):
    """Write … for a verb that stands inside a name: 校企合作实现年均产值."""
    return re.sub(r"(?<=[\u4e00-\u9fff])(?:实现|达到|达(?!标))(?=[\u4e00-\u9fff])", "…", words).strip(_TRIM)


def _noun(trailing):
    """Take the name that follows a figure, where one does."""
    words = trailing.strip()
    if not words or words[0] in "、和及与的," or not re.match(r"[\u4e00-\u9fffA-Za-z“\"(（]", words):
        return ""
    if re.match("以上|以内|以下|左右|为|是|占|并|同时|等", words) or units.known(words):
        return ""
    return words.strip(_TRIM)
