"""Characters that look alike, folded for matching only; what is printed stays as it is.

Never Unicode's NFKC: it makes 1 of ①, and a footnote mark would become a digit.
"""

import re
import unicodedata

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_INVISIBLE = dict.fromkeys(
    (
        *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0),
        *range(0x180B, 0x1810),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        *range(0xE0000, 0xE1000),
    )
)
"""Characters that nobody sees: joiners, fillers, selectors of a variant, tags; no controls, for a digit may be lost."""
_SIGNS = {
    ":": "∶︰﹕꞉ː˸⁚׃։᛬܃",
    "≥": "⩾≽",
    "≤": "⩽≼",
    ">": "﹥",
    "<": "﹤",
    "=": "﹦",
    "%": "﹪٪",
    "~": "〜∼˜∽⁓〰",
    "-": "﹣−‐‑‒―➖",
    "—": "﹘─━ー⸺",
    "/": "∕⁄⧸",
    ".": "․﹒",
    ",": "﹐",
    "(": "﹙",
    ")": "﹚",
}
_SIGNS = str.maketrans({sign: plain for plain, signs in _SIGNS.items() for sign in signs})
_DOUBLES = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAE0))
_KANGXI = {code: unicodedata.normalize("NFKC", chr(code)) for code in _DOUBLES}
# The radicals supplement has no decompositions; these are the characters that Unicode calls equivalent to them.
_RADICALS = str.maketrans(
    "⺁⺄⺅⺈⺉⺊⺌⺎⺐⺒⺓⺖⺘⺙⺛⺜⺝⺞⺟⺠⺡⺣⺤⺦⺧⺨⺩⺫⺬⺭⺮⺯⺰⺱⺲⺶⺹⺽⺾⻁⻂⻄⻅⻆⻈⻉⻋⻌⻏⻐⻑⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻧⻨⻩⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乙亻刀刂卜小兀尢巳幺忄扌攵旡日月歺母民氵灬爫丬牛犭王目示礻竹糹纟罓罒羊耂臼艹虎衤西见角讠贝车辶邑钅長长门阝雨青韦页风飞食饣马骨鬼鱼鸟卤麦黄斉齐歯齿竜龙龜亀龟",
)
_MENDED = _INVISIBLE | _KANGXI | _RADICALS
_ALIKE = _FULL_WIDTH | _SIGNS | _MENDED
_APART = re.compile("(?<![\\d.,])[1-9]\\d{0,2}(?:[\u2005\u2006\u2008\u2009\u202f]\\d{3})+(?!\\d)")
_BEFORE_ZERO = re.compile(r"(?<![\d.,\s])[1-9]\d{0,2}(?:[ \xa0]0\d\d)+(?!\d)")


def mended(printed):
    """Give the characters that radicals stand for, and drop invisible ones; the rest stays as printed.

    Examples
    --------
    >>> mended("学前教育⽑⼊园率（％）"), mended("90①")
    ('学前教育毛入园率（％）', '90①')
    """
    return printed.translate(_MENDED)


def alike(printed):
    """Fold full-width, look-alike and invisible characters; blanks stay.

    Examples
    --------
    >>> alike("Ｔarget  ⩾９５")
    'Target  ≥95'
    """
    return printed.translate(_ALIKE)


def plain(printed):
    """Fold full-width, look-alike and invisible characters and drop spaces: '９９．５％ 以上' => '99.5%以上'.

    A space between two digits stays, for it may be the scar of a lost cell, unless it is a thin one between thousands
    or what follows cannot stand alone (29 000). Footnote marks such as ② stay too.

    Examples
    --------
    >>> plain("９９．５％ 以上"), plain("95 96"), plain("29 000人"), plain("95①")
    ('99.5%以上', '95 96', '29000人', '95①')
    >>> plain("⼤班额\u200b占⽐"), plain("1∶0.9"), plain("1︰0.9"), plain("⩾95")
    ('大班额占比', '1:0.9', '1:0.9', '≥95')
    """
    text = printed.translate(_ALIKE)
    for apart in (_APART, _BEFORE_ZERO):
        text = apart.sub(lambda number: re.sub(r"\s", "", number.group()), text)
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", text)
