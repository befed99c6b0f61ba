"""Labels: how wide a text is and where it breaks, in Chinese and in English."""

import re
import textwrap
import unicodedata

CLOSING = "，。、；：）》”！？,;:)"


def width_of(text):
    """Count columns: a Chinese character is two, a Latin one is one.

    Examples
    --------
    >>> width_of("毛入园率(%)")
    11
    """
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def wrap(text, columns):
    """Break a label into as few lines of at most `columns` as it needs, and those as even as they can be.

    Latin text breaks between words, Chinese anywhere but before closing punctuation.

    Examples
    --------
    >>> print(wrap("财政性教育经费占一般公共预算支出的比例", 34))
    财政性教育经费占一般
    公共预算支出的比例
    >>> print(wrap("gross senior secondary enrolment rate", 34))
    gross senior secondary
    enrolment rate
    """
    fewest = len(lines(text, columns))
    narrow = next(width for width in range(1, columns + 1) if len(lines(text, width)) <= fewest)
    return "\n".join(lines(text, narrow))


def fill(text, columns):
    """Break every line of a text, filling each of at most `columns` before the next begins.

    Examples
    --------
    >>> fill("one two three", 8).split(chr(10))
    ['one two', 'three']
    """
    return "\n".join(line for part in text.split("\n") for line in lines(part, columns))


def lines(text, columns):
    """Break a text that has one line => list of lines, the last of which may be short."""
    if width_of(text) == len(text):
        return textwrap.wrap(text, columns, break_long_words=False, break_on_hyphens=False) or [""]
    found, line = [], ""
    for piece in re.findall(r"[!-~\u00a0]+|.", text):
        if line and width_of(line + piece) > columns and piece not in CLOSING:
            found.append(line)
            line = ""
        line += piece
    return [*found, line]
