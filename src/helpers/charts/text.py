"""Labels: how wide a text is, where it breaks, in Chinese and in English, and how labels move apart."""

import functools
import itertools
import re
import textwrap
import unicodedata

import numpy as np
from scipy.optimize import isotonic_regression

CLOSING = "，。、；：）》”！？,;:)"
OPENING = "（《“("
"""What a line does not end with."""
WORDS = re.compile("以上|占比|比例|比率|学位|学历|支出|经费|平均|特殊|教育|教师|学生|学校|毕业|幼儿园")
"""Words of indicators' names that a line rather does not break."""


@functools.cache
def width_of(text):
    """Count columns: a Chinese character is two, a Latin one is one.

    Examples
    --------
    >>> width_of("毛入园率(%)")
    11
    """
    chinese = any(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    wide = "WFA" if chinese else "WF"  # the font draws quotes, dashes and … (ambiguous) as wide as a character
    return sum(2 if unicodedata.east_asian_width(letter) in wide else 1 for letter in text)


@functools.cache
def wrap(text, columns):
    """Break a label into as few lines of at most `columns` as it needs, and those as even as they can be.

    Latin text breaks between words, Chinese after punctuation where that takes no more lines, else anywhere but before
    closing and after opening punctuation.

    Examples
    --------
    >>> print(wrap("云阳县、全国：公办幼儿园占比", 18))
    云阳县、全国：
    公办幼儿园占比
    >>> print(wrap("财政性教育经费占一般公共预算支出的比例", 34))
    财政性教育经费占一般
    公共预算支出的比例
    >>> print(wrap("义务教育阶段本科及以上学历专任教师比例", 34))
    义务教育阶段本科及以上
    学历专任教师比例
    >>> print(wrap("gross senior secondary enrolment rate", 34))
    gross senior secondary
    enrolment rate
    """
    fewest = len(lines(text, columns))
    narrowest = min(columns, max(1, width_of(text) // fewest - 4))  # closing punctuation may stand beyond it
    broken = (lines(text, width) for width in range(narrowest, columns + 1))
    return "\n".join(min((found for found in broken if len(found) <= fewest), key=_torn))


def _torn(broken):
    """Count the lines of a Chinese text that end without punctuation, and again those that end within a known word."""
    if not any(width_of(line) > len(line) for line in broken):
        return 0
    open_ended = sum(not line.endswith(tuple(CLOSING + "、")) for line in broken[:-1])
    ends = itertools.accumulate(map(len, broken[:-1]))
    inside = {place for word in WORDS.finditer("".join(broken)) for place in range(word.start() + 1, word.end())}
    return open_ended + sum(end in inside for end in ends)


def fill(text, columns):
    """Break every line of a text, filling each of at most `columns` before the next begins.

    Examples
    --------
    >>> fill("one two three", 8).split(chr(10))
    ['one two', 'three']
    """
    return "\n".join(line for part in text.split("\n") for line in lines(part, columns))


def lines(text, columns):
    """Break a text that has one line => list of lines, the last of which may be short.

    Examples
    --------
    >>> lines("学前教育毛入园率", 10), lines("毛入园率（保持）", 10)
    (['学前教育毛', '入园率'], ['毛入园率', '（保持）'])
    """
    if width_of(text) == len(text):
        return textwrap.wrap(text, columns, break_long_words=False, break_on_hyphens=False) or [""]
    found, line = [], ""
    for piece in re.findall(rf"[{OPENING}]*(?:[!-'*-~\u00a0]+|[^{OPENING}])|.", text):
        if line and width_of(line + piece) > columns and piece not in CLOSING:
            found.append(line.rstrip(" "))
            line = ""
        line += piece if line else piece.lstrip(" ")
    return [*found, line]


def apart(values, sizes, low=-np.inf, high=np.inf):
    """Move labels apart along a line, as little as their order allows: the least sum of squared moves.

    Parameters
    ----------
    values : sequence of float, of length n
        Where the middle of each label should stand.
    sizes : float or sequence of float, of length n
        What each label takes along the line, in the unit of the values.
    low, high : float
        The ends of the line; where the labels do not fit between them, they pass the lower one.

    Returns
    -------
    ndarray of shape (n,)
        Where the middles stand, in the order given.

    Examples
    --------
    >>> apart([1.0, 5.0, 5.5], 1.0).tolist(), apart([5.0, 5.5], 1.0, high=6.0).tolist()
    ([1.0, 4.75, 5.75], [4.5, 5.5])
    """
    values = np.asarray(values, float)
    order = np.argsort(values, kind="stable")
    taken = np.broadcast_to(np.asarray(sizes, float), values.shape)[order]
    if not len(values):
        return values
    offsets = np.concatenate([[0.0], np.cumsum((taken[1:] + taken[:-1]) / 2)])
    free = isotonic_regression(values[order] - offsets).x
    places = np.empty(len(values))
    places[order] = np.clip(free, low + taken[0] / 2, high - taken[-1] / 2 - offsets[-1]) + offsets
    return places
