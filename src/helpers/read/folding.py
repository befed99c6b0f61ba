"""Spellings of heads and labels that mean the same, folded for matching only: what is printed stays as it is."""

import re
from functools import cache

from helpers.clean.fold import alike

_HAN = r"[\u3400-\u9fff]"


def fold(text):
    """Fold a text for matching: look-alikes, traditional characters, blanks between Chinese characters.

    Examples
    --------
    >>> fold("單　位"), fold("2027 年 目 标 值"), fold("17.8∶1"), fold("Target  value")
    ('单位', '2027年目标值', '17.8:1', 'Target value')
    """
    text = alike(text).replace("│", "|")
    text = re.sub(rf"(?<={_HAN})\s+|\s+(?={_HAN})", "", text)
    return _simplified(re.sub(r"\s+", " ", text).strip())


@cache
def _simplified(text):
    """Give the text in simplified characters; only what GB 2312 lacks is looked up."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        converter = _converter()
        return converter.convert(text) if converter else text
    return text


@cache
def _converter():
    try:
        from opencc import OpenCC
    except ImportError:  # without the extra ingest a traditional head is not known, and said so
        return None
    return OpenCC("t2s")
