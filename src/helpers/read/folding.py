"""Spellings that mean the same, folded for matching only: what is printed stays as it is.

Never plain NFKC: it would make ① a 1 and 10² a 102.
"""

import re
import unicodedata
from functools import cache

_RADICALS = dict(
    zip(
        "⺠⺟⺼⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "民母月虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_ODD = {
    "\u200b": "",
    "\u200c": "",
    "\u200d": "",
    "\u2060": "",
    "\ufeff": "",
    "\u00ad": "",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u202f": " ",
}
_SIGNS = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {0x3000: " ", ord("∶"): ":", ord("−"): "-", ord("⩾"): "≥", ord("⩽"): "≤", ord("﹪"): "%", ord("│"): "|"}
    | {ord(dash): "—" for dash in "―─━ー"}
)
_HAN = r"[\u3400-\u9fff]"


def mended(text):
    """Give a text with radicals as the characters they stand for, and without characters that have no width.

    Examples
    --------
    >>> mended("学前教育⽑⼊园率"), mended("90①")
    ('学前教育毛入园率', '90①')
    """
    return "".join(_mended(sign) for sign in text)


def _mended(sign):
    code = ord(sign)
    if sign in _ODD:
        return _ODD[sign]
    if 0x2F00 <= code <= 0x2FD5 or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", sign)
    return _RADICALS.get(sign, sign)


def fold(text):
    """Fold a text for matching: radicals, widths, typographic signs, traditional characters, blanks between them.

    Examples
    --------
    >>> fold("單　位"), fold("2027 年 目 标 值"), fold("17.8∶1"), fold("Target  value")
    ('单位', '2027年目标值', '17.8:1', 'Target value')
    """
    text = mended(text).translate(_SIGNS)
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
