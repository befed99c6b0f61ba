"""When a figure is to be true, or was: years near it, years that stand far from it, and periods such as 十三五."""

import re
from dataclasses import dataclass

from helpers.read.documents import PERIOD
from helpers.read.prose.patterns import any_of

_YEAR = re.compile(
    r"(?P<lead>到|至|截至|截止|在|从|由|自|较|比|与|于|by|in|from|since|than|until|of)?\s?"
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:年(?P<tail>底|末|末期|以前|之前|前|起|以来)?|(?=\W|$)(?![-—–~至]))",
    re.IGNORECASE,
)
_LAST = re.compile(r"(?:比|较|相比)[上去]一?年度?(?:同期)?(?=[^的]|$)")
_SPAN = re.compile(r"(?<!\d)(?P<first>(?:19|20)\d\d)年?[-—–~至到](?P<last>(?:19|20)\d\d)年?")
_PERIOD = re.compile(rf"(?P<lead>从|由|较|比|到)?{PERIOD.pattern}(?P<tail>{any_of('period_tail')})")
LAST = 0
"""The year of 比上年 where the sentence names none: the one before that of the document."""
_FROM = {"从", "由", "自", "较", "比", "与", "from", "since", "than"}


@dataclass
class Time:
    """A year that a sentence names: where, whether it is one to start from, and the first year of a period."""

    start: int
    end: int
    year: int
    origin: bool = False
    first: int | None = None
    by: bool = False


def times(view):
    """Find the years of a text => list of Times, in order.

    Examples
    --------
    >>> [(time.year, time.origin) for time in times("到2027年提高到95%(2022年为90.6%),较2020年提高2个百分点")]
    [(2027, False), (2022, False), (2020, True)]
    >>> [(time.first, time.year) for time in times("“十三五”时期新增学位5000个")]
    [(2016, 2020)]
    """
    spans = list(_SPAN.finditer(view))
    made = [Time(*match.span(), int(match["last"]), first=int(match["first"])) for match in spans]
    for match in _YEAR.finditer(view):
        if any(span.start() <= match.start() < span.end() for span in spans) or _in_title(view, match.start()):
            continue
        lead = (match["lead"] or "").lower()
        start = match.start() if lead else match.start("year")
        made.append(Time(start, match.end(), int(match["year"]), lead in _FROM, by=lead in {"到", "至", "by", "until"}))
    for match in _PERIOD.finditer(view):
        tens = "一二三四五六七八九".find(match[2][1:]) + 1 if len(match[2]) > 1 else 0
        end = 1955 + 5 * (10 + tens)
        at_end = match["tail"] in {"末", "末期", "期末", "收官"}
        made.append(Time(*match.span(), end, match["lead"] in _FROM, None if at_end else end - 4))
    for match in _LAST.finditer(view):
        before = [time.year for time in made if time.start < match.start() and not time.origin]
        made.append(Time(*match.span(), max(before) - 1 if before else LAST, True))
    return sorted(made, key=lambda time: time.start)


def _in_title(view, place):
    before = view[:place]
    return before.count("《") > before.count("》") or before.count("〔") > before.count("〕")


def brackets(view):
    """Number the brackets of a text => for every sign that of the bracket it is in, 0 outside."""
    made, open_, number = [], [], 0
    for sign in view:
        if sign in "(（":
            number += 1
            open_.append(number)
        made.append(open_[-1] if open_ else 0)
        if sign in ")）" and open_:
            open_.pop()
    return made


def of(place, known, inside):
    """Give the Time that a figure at a place has: the last before it in its own bracket, else around it."""
    for bracket in dict.fromkeys((inside[place], 0)):
        before = [time for time in known if time.start < place and inside[time.start] == bracket and not time.origin]
        if before:
            return before[-1]
    return None


def behind(view, place, known):
    """Give the year that stands alone in a bracket right behind a figure: 95%（2025年） => Time or None."""
    closed = (time for time in known if time.start == place + 1 and view[time.end : time.end + 1] in {")", "）"})
    return next(closed, None) if view[place : place + 1] in {"(", "（"} else None


def origin(place, known, after):
    """Give the year to start from that is named before a figure, behind a place => Time or None."""
    return next((time for time in reversed(known) if time.origin and after <= time.start < place), None)
