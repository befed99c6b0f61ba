"""What documents in English print, in the words of the Chinese grammar: headers, units, bounds; never a label."""

import re

from helpers.clean import fold

HEADERS = {
    "指标": "(?:main|key)?indicators?",
    "分类": "category|categories|area|field",
    "序号": r"no\.?",
    "单位": "units?(?:ofmeasure(?:ment)?)?",
    "属性": "type|nature|attributes?",
    "备注": "remarks?|notes?",
    "数据来源": "(?:data)?sources?",
    "预期性": "expected|anticipat(?:ed|ory)",
    "约束性": "binding|mandatory|obligatory",
    "指导性": "indicative",
    "基期": "baseline|base",
    "目标": "targets?|goals?",
    "实际": "actual",
    "年均增长率": r"(?:average)?annualgrowth(?:rate)?(?:\(%\))?",
    "变化": "change",
    "增加": "increase",
}
YEAR = re.compile(
    r"(?P<of>baseline|base|targets?|goals?|actual)?[,:]?(?P<year>\(?(?:19|20)\d\d\)?)(?P<after>\(?[a-z]+\)?)?"
)
UNITS = {
    "%": "%|percent|percentage",
    "个百分点": "percentagepoints?",
    "‰": "permille",
    "人": "persons?|people",
    "年": "years?",
    "天": "days?",
    "小时": "hours?",
    "元": "(?:rmb)?yuan|rmb",
    "平方米": "squaremet(?:re|er)s?|sqm",
}
NOUNS = {
    "人": "students?|pupils?|teachers?|child(?:ren)?",
    "所": "schools?|kindergartens?",
    "个班": "class(?:es)?",
    "间": "(?:class)?rooms?",
    "个学位": "places?|seats?",
    "本": "books?|volumes?",
}
"""Units behind a number; alone, with a capital, they are labels."""
SCALES = {"万": "10,?000|tenthousand", "千": "1,000|thousand", "百万": "million", "十亿": "billion"}
BEFORE = {
    "不低于": "atleast|(?:no|not)(?:less|fewer|lower)than|notbelow|minimum",
    "超过": "morethan|over|above|exceed(?:s|ing)?",
    "不超过": "atmost|(?:no|not)(?:more|higher)than|notabove|maximum",
    "低于": "(?:less|fewer|lower)than|below|under",
    "约": "about|approximately|around|nearly",
    "达到": "reach(?:es|ing)?",
    "保持在": "(?:maintain|keep|remain|stay)(?:ed|s)?(?:at)?|keptat",
}
AFTER = {"以上": "(?:or|and)(?:above|more|over|higher)", "以下": "(?:or|and)(?:below|less|fewer|lower|under)"}
HEADING = re.compile(
    r"(?:(?:pre-?(?:school|primary)|early|childhood|basic|compulsory|primary|lower|upper|secondary|junior|senior|high|higher"
    r"|tertiary|vocational|technical|special|needs|adult|continuing|lifelong|private|education|schools?|teachers?|teaching"
    r"|staff|students?|finance|financing|investment|funding|resources|human|conditions|quality|equity|access|development"
    r"|digital|governance|and|of|for|in|level|stage)(?:[ ,&/-]+|$))+",
    re.IGNORECASE,
)
_LATIN = r"[A-Za-zÀ-ɏ]"
_BLANK = re.compile(rf"(?<={_LATIN})\s+(?={_LATIN})")


def _any(named):
    return "|".join(f"(?:{pattern})" for pattern in named.values())


def _of(word, *tables):
    """Give the Chinese word of an English one."""
    return next((zh for table in tables for zh, pattern in table.items() if re.fullmatch(pattern, word)), "")


_UNIT = re.compile(rf"(?P<scale>{_any(SCALES)})?(?P<unit>{_any(UNITS)}|{_any(NOUNS)})")
_VALUE = re.compile(
    rf"(?P<before>{_any(BEFORE)})?(?P<number>\d[\d.,]*(?:(?:-|to)\d[\d.,]*)?)"
    rf"(?P<scale>{_any(SCALES)})?(?P<unit>{_any(UNITS)}|{_any(NOUNS)})?(?P<after>{_any(AFTER)})?"
)


def plain(printed):
    """Fold a printed cell, as `clean.fold.plain` does, and put a header, a unit or a value in English into Chinese.

    Whatever else is printed stays, with the blanks between its words.

    Examples
    --------
    >>> [plain(cell) for cell in ("Target 2030", "Unit", "10,000 persons", "at least 95 %", "Binding")]
    ['目标2030', '单位', '万人', '不低于95%', '约束性']
    >>> plain("Out-of-school rate, upper secondary"), plain("Teachers"), plain("99.5% 以上")
    ('Out-of-school rate, upper secondary', 'Teachers', '99.5%以上')
    """
    text = fold.plain(printed)
    if not re.search("[a-z]", text, re.IGNORECASE) or re.search("[\u4e00-\u9fff]", text):
        return text
    low = text.lower()
    if low.startswith(("unit:", "units:")):
        return f"单位:{plain(re.split('[:：]', printed, maxsplit=1)[1])}"
    return _of(low, HEADERS) or _year(low) or _unit(text) or _value(low) or spaced(printed)


def spaced(printed):
    """Fold a printed text; the blanks between words of Latin letters stay, and in English all of them.

    Examples
    --------
    >>> spaced("Out-of-school  rate, grade 9"), spaced("毛 入园率 （net）"), spaced("95 %")
    ('Out-of-school rate, grade 9', '毛入园率(net)', '95%')
    """
    if in_english(printed):
        return " ".join(map(fold.plain, printed.split()))
    return fold.plain(_BLANK.sub("\0", printed)).replace("\0", " ")


def in_english(text):
    """Tell whether a text is in Latin letters alone.

    Examples
    --------
    >>> in_english("Out-of-school rate"), in_english("ICT设备"), in_english("95")
    (True, False, False)
    """
    return bool(re.search(_LATIN, text)) and not re.search("[\u4e00-\u9fff]", text)


def _year(low):
    found = YEAR.fullmatch(low)
    after = _of(found["after"].strip("()"), HEADERS) if found and found["after"] else ""
    if not found or (found["after"] and not after):
        return ""
    return f"{_of(found['of'], HEADERS) if found['of'] else ''}{found['year']}{after and f'({after})'}"


def _unit(text):
    found = _UNIT.fullmatch(text.lower())
    if not found or (text[0].isupper() and not _of(found["unit"], UNITS)):
        return ""
    return _of(found["scale"] or "", SCALES) + _of(found["unit"], UNITS, NOUNS)


def _value(low):
    found = _VALUE.fullmatch(low)
    if not found:
        return ""
    before, scale, after = (
        _of(found[name] or "", table) for name, table in (("before", BEFORE), ("scale", SCALES), ("after", AFTER))
    )
    return f"{before}{found['number'].replace('to', '-')}{scale}{_of(found['unit'] or '', UNITS, NOUNS)}{after}"
