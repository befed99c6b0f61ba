"""What is written beside the mark of a finding: what is odd, the figures as printed, their places and numbers."""

import re

import pandas as pd

from helpers.charts import text
from helpers.language import of

PLACE, FIGURE = 24, 16
"""Columns that a place and a printed figure may take beside a row."""


def label(row, language="en"):
    """Name a row: the indicator and what is odd about it, or the rule alone.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> label(SimpleNamespace(rule="two_dates", difference=float("nan")), "zh")
    '同一数值两个年份'
    """
    rule = of(language).word("rules", row.rule)
    if pd.isna(row.difference):
        return rule
    return f"{getattr(row, f'indicator_{language}')}{of(language).colon}{rule}"


def remark(row, language="en"):
    """Write both figures as printed, each with its place; of a computed one how; of a single finding its indicator.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> row = {"rule": "stock_or_new", "difference": -0.56, "locator_a": "三(二)", "printed_a": "2500人"}
    >>> print(remark(SimpleNamespace(**row, arithmetic="1,986 + 500 = 2,486 ≠ 2,500")))
    2500人, 三(二)
    1,986 + 500
    """
    if pd.isna(row.difference):
        name = getattr(row, f"indicator_{language}")
        return "" if pd.isna(name) else text.wrap(name, PLACE + FIGURE)
    comma = of(language).comma
    lines = [comma.join([head(row.printed_a, FIGURE), tail(row.locator_a, PLACE)])]
    computed = re.match(r"(.+?[+×/].+?) = ", row.arithmetic)
    if computed and row.rule != "capacity_and_enrolment":
        lines.append(head(computed[1], PLACE + FIGURE))
    elif pd.notna(row.locator_b) and row.locator_b:
        lines.append(comma.join([head(row.printed_b, FIGURE), tail(row.locator_b, PLACE)]))
    return "\n".join(lines)


def told(row, language="en"):
    """Say a row in words, for those who do not see it.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> row = SimpleNamespace(severity="note", rule="two_dates", difference=float("nan"), count=6)
    >>> told(row), told(row, "zh")
    ('note: one figure, two years, 6', '提示：同一数值两个年份，6')
    """
    colon, comma = of(language).colon, of(language).comma
    said = f"{of(language).word('severities', row.severity)}{colon}{label(row, language)}{comma}"
    if pd.isna(row.difference):
        return f"{said}{row.count}"
    first = of(language).number(row.first, row.unit, digits=8)
    return f"{said}{first} → {second(row, language)}"


def head(printed, columns):
    """Keep the beginning of a text that is too long, up to a comma or a plus where there is one.

    Examples
    --------
    >>> head("197830万元,比上年增加619万元", 16), head("60%左右", 16), head("8,492 × 29,000 + 12,502 × 64,000", 24)
    ('197830万元…', '60%左右', '8,492 × 29,000 + …')
    """
    if text.width_of(printed) <= columns:
        return printed
    kept = printed
    while text.width_of(kept) > columns - 1:
        kept = kept[:-1]
    whole = re.match(r".+ \+ |.+(?=[，；,;]\D)", kept)
    return f"{whole[0] if whole else kept}…"


def tail(place, columns):
    """Keep the end of a place that is too long, of an address its host too.

    Examples
    --------
    >>> tail("云阳教育事业“十四五”规划主要指标·10", 24)
    '…四五”规划主要指标·10'
    >>> tail("https://www.moe.gov.cn/jyb_sjzl/sjzl_fztjgb/202209/t20220914_660850.html", 24)
    'moe.gov.cn…14_660850'
    """
    if address := re.match(r"https?://(?:www\.)?([^/]+)/(?:.*/)?([^/]+?)(?:\.\w+)?/?$", place):
        return f"{address[1]}…{address[2][-9:]}"
    kept = place
    while text.width_of(kept) > columns - 1:
        kept = kept[1:]
    return place if text.width_of(place) <= columns else f"…{kept}"


def second(row, language="en"):
    """Write the second number and how far it is from the first.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> second(SimpleNamespace(second=2486.0, unit="persons", difference=-0.56))
    '2,486; −0.56 %'
    """
    change = f"{of(language).number(row.difference, signed=True, digits=2)}{of(language).percent}"
    if abs(row.difference) < 0.01:
        change = of(language).word("terms", "findings_tiny")
    return f"{of(language).number(row.second, row.unit, digits=8)}{of(language).semicolon}{change}"
