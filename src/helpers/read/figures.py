"""A cell of a table to a value, or to a doubt: what can be read in two ways is a doubt."""

import re

from helpers.clean import units, values
from helpers.read.folding import fold

ABSENT = {"na", "n/a", "n.a.", "n.a", "tbd", "tbc", "none", "nil", "null", "待定", "暂无", "空", "..", "*", "待核定"}
ABSENT |= {"______", "-", "–", "—", "——", "--", "/", "…", "……", "无", ""}
OWN_YEAR = re.compile(r"(.*\d.*?)\s*[(（]\s*((?:19|20)\d\d)\s*年?\s*[)）]")
KNOWN = {*units.UNITS.values(), *units.MEASURED}
RANKED = re.compile("排名|位次|名次|位居")
PEOPLE = re.compile("人|教师|学生|师|生|员|名师|校长|干部|人才")
MARKED = re.compile(r"(.*[\d%以上下])\s*(?:[*＊※#†‡①-⑳⁰-⁹¹²³]+|\[\d\]|[(（]?注\s?\d?[)）]?)")
_LETTERS = re.compile(r"\d[OoIlSBZ]|[OoIlSBZ]\d|^[OoIl]+[.%]")


def absent(text):
    """Tell whether a cell says that there is no value: —, NA, TBD, or nothing at all.

    Examples
    --------
    >>> [absent(text) for text in ("—", "N/A", " ", "TBD", "0", "一")]
    [True, True, True, True, False, False]
    """
    return fold(text).lower() in ABSENT


def own_year(text):
    """Split a cell that names its own year => (cell, year or None).

    Examples
    --------
    >>> own_year("94.1 (2020)"), own_year("94.1")
    (('94.1', 2020), ('94.1', None))
    """
    found = OWN_YEAR.fullmatch(text.strip())
    return (found[1].strip(), int(found[2])) if found else (text.strip(), None)


def readable(text, unit="", label=""):
    """Give the spelling of a cell that `values.parse` reads: as printed, or folded => str or None."""
    for spelling in dict.fromkeys((text, fold(text))):
        try:
            values.parse(spelling, unit, label)
        except ValueError:
            continue
        return spelling
    return None


def figure(text, unit="", label=""):
    """Read a cell => (Value or None, code of a doubt or '').

    Examples
    --------
    >>> figure("95%以上")[0].low, figure("9O%")[1], figure("一")[1], figure("90①")[1], figure("29", "位", "全省排名")[1]
    (95.0, 'unreadable', 'dash', 'mark', 'rank')
    """
    if absent(text):
        return None, ""
    folded = fold(text)
    if folded == "一":
        return None, "dash"
    if not re.search(r"\d", folded):
        return None, "words" if re.search("[零〇一二两三四五六七八九十百千万亿半]", folded) else "unreadable"
    spelling = readable(text, unit, label)
    if spelling is None or _LETTERS.search(folded):
        marked = MARKED.fullmatch(text.strip())
        noted = marked and not _LETTERS.search(folded) and readable(marked[1], unit, label) is not None
        return None, "mark" if noted else "unreadable"
    value = values.parse(spelling, unit, label)
    if value is None:
        return None, ""
    if value.unit not in KNOWN and not units.known(value.unit) and value.unit != values.unit(unit)[0]:
        return value, "mark"
    if re.search(r"[*＊※#†‡\[\]①-⑳⁰-⁹¹²³]", re.sub(r"^[\[【〔](.+)[\]】〕]", r"\1", text)):
        return value, "mark"
    if unit in {"位", "名"} and RANKED.search(label):
        return value, "rank"
    if re.search(r"\d[名位]$", folded) and (RANKED.search(label) or not PEOPLE.search(label)):
        return value, "rank"
    return value, ""


def looks(text):
    """Tell whether a text looks like a figure: read or damaged, but no label.

    Examples
    --------
    >>> [looks(text) for text in ("95%以上", "9O%", "—", "94.1 (2020)", "学前教育毛入园率(%)", "一、教师", "预期性")]
    [True, True, True, True, False, False, False]
    """
    folded = fold(own_year(text)[0])
    if folded and absent(folded):
        return True
    if re.match(r"[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．](?!\d)\D", folded):
        return False
    value, doubt = figure(folded)
    if value is not None and doubt in {"", "rank"}:
        return True
    han = len(re.findall(r"[\u3400-\u9fff]", folded))
    return folded == "一" or bool(re.search(r"\d", folded) and len(folded) <= 12 and han < 3 and not _wordy(folded))


def _wordy(folded):
    return bool(re.search(r"[A-Za-z]{4}", folded))
