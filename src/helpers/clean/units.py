"""The units that Chinese plans print, and what they come to: 万人 is 10,000 persons, 元/生·年 yuan a pupil and year."""

import re

from helpers.clean.english import plain

SCALES = {"百": 100, "千": 1000, "万": 10_000, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
SCALES |= {"十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}
UNITS = {
    "%": "percent",
    "百分点": "points",
    "个百分点": "points",
    "‰": "per_mille",
    "人": "persons",
    "名": "persons",
    "位": "persons",
    "间": "rooms",
    "班": "classes",
    "个班": "classes",
    "所": "schools",
    "学位": "places",
    "个学位": "places",
    "座": "places",
    "床位": "beds",
    "个床位": "beds",
    "张床位": "beds",
    "年": "years",
    "岁": "years",
    "天": "days",
    "小时": "hours",
    "课时": "lessons",
    "学时": "lessons",
    "本": "books",
    "元": "yuan",
    "㎡": "square_metres",
    "m²": "square_metres",
    "平方米": "square_metres",
}
COUNTERS = set("个册台套门项节次处家支件场例条篇枚部课期届张份对辆株户亩") | {"人次", "场次", "个次"}
MEASURES = set("吨斤克米度秒月周倍") | {
    *("公斤", "千克", "公里", "千米", "厘米", "公顷", "平方公里", "平方千米", "立方米", "千瓦", "千瓦时"),
    *("吨标准煤", "分钟", "个月", "个周", "学分", "学年", "学期", "美元", "公升", "兆", "周岁"),
    *("km", "m", "cm", "km²", "m³", "m2", "km2", "m3", "kg", "t", "ha", "kW", "kWh", "℃", "dB"),
    *("Mbps", "Gbps", "M", "G", "MB", "GB", "TB"),
}
MEASURED = {"", "percent", "points", "per_mille", "ratio", "years", "yuan", "square_metres"}
"""A value printed without decimals is a rounded one in these units, and an exact count in all others."""
_WHOLE = "|".join(sorted(unit for unit in (*UNITS, *MEASURES) if unit[0] in "百千万亿"))
SCALE = f"(?!{_WHOLE})(?:{'|'.join(sorted(SCALES, key=len, reverse=True))})"
"""A scale before a unit, but for the units that begin with one of their own: 百分点, 千克."""
_SCALED = re.compile(rf"({SCALE})(.*)")
_HEADS = "10万|1万|10{1,5}|[十百千万]{1,2}|"
_PER = "生|名?学生|名?幼儿|名?教师|师|人口|名?儿童|人|名|年|学年|学期|月|周|日|天|班|校|园|户|亩|所|台|套|次|节|课时"
_PER += "|平方米|平方公里|公里|小时|秒|个|家|万元|元|㎡"
_BELOW = rf"/(?:每?(?:{_HEADS})(?:{_PER})|{_HEADS[:-1]})(?:[/·.•∙⋅](?:{_PER}))*"
_RATE = re.compile(rf"(?P<above>[^/]*)(?P<below>{_BELOW})")
_COUNTED = re.compile("([名位所间台套个])[\u4e00-\u9fff]{2,4}")


def unit(printed):
    """Read a printed unit => (canonical unit, factor): '万人' => ('persons', 10000).

    A unit that the list does not know is kept as printed, unconverted.

    Examples
    --------
    >>> unit("%"), unit("万人"), unit("所幼儿园"), unit("元/生·年"), unit("万元/生")
    (('percent', 1), ('persons', 10000), ('schools', 1), ('元/生·年', 1), ('元/生', 10000))
    """
    printed = plain(printed)
    if printed in UNITS:
        return UNITS[printed], 1
    if rate := _RATE.fullmatch(printed):
        above, below = rate["above"].removeprefix("1"), rate["below"].replace("十万", "10万")
        scaled = _SCALED.fullmatch(above)
        return (scaled[2] + below, SCALES[scaled[1]]) if scaled and _simple(scaled[2]) else (above + below, 1)
    scaled = _SCALED.fullmatch(printed)
    if scaled and (not scaled[2] or _simple(scaled[2])):
        return UNITS.get(scaled[2], scaled[2]), SCALES[scaled[1]]
    if counted := _COUNTED.fullmatch(printed):
        return UNITS.get(counted[1], counted[1]), 1
    return printed, 1


def known(printed):
    """Tell whether a text is a unit that plans print, alone, with a scale or per something else.

    Examples
    --------
    >>> [known(text) for text in ("万人次", "元/生·年", "人/班", "1/10万", "亿斤")]
    [True, True, True, True, True]
    >>> [known(text) for text in ("城区", "万", "O%", "-Jan", "①", "")]
    [False, False, False, False, False, False]
    """
    printed = plain(printed)
    if rate := _RATE.fullmatch(printed):
        return not rate["above"] or rate["above"] == "1" or _scaled(rate["above"])
    return _scaled(printed)


def _simple(printed):
    return printed in UNITS or printed in COUNTERS or printed in MEASURES


def _scaled(printed):
    scaled = _SCALED.fullmatch(printed)
    return _simple(printed) or bool(scaled and _simple(scaled[2]))
