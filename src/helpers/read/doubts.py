"""Every doubt and every reason, in English and Chinese: what a reader of the review page is told."""

from helpers import texts
from helpers.language import of

TEXTS = texts.load("doubts")["texts"]


def said(code, language="en"):
    """Say a doubt or reason in a language; what stands after a colon is kept as it is.

    Examples
    --------
    >>> said("dash"), said("dash", "zh"), said("unreadable: 9O%")
    ('a lone 一 may be a dash', '单独的“一”可能是横线', 'a cell cannot be read as a number: 9O%')
    """
    code, colon, detail = code.partition(": ")
    text = of(language).word(TEXTS, code)
    if colon and text.endswith(("?", "？")):
        return text + of(language).bracketed(detail)
    return text + (of(language).colon if colon else "") + detail


def again(doubts, language="en"):
    """Say doubts in a language that are kept in English, as in indicator_table.csv.

    Examples
    --------
    >>> again("a lone 一 may be a dash; a cell cannot be read as a number: 9O%", "zh")
    '单独的“一”可能是横线；单元格不能读作数字：9O%'
    """
    own = of(language)
    for code in sorted(TEXTS, key=lambda code: -len(said(code))):
        doubts = doubts.replace(f"{said(code)}{of('en').colon}", f"{said(code, language)}{own.colon}")
        doubts = doubts.replace(said(code), said(code, language))
    return doubts.replace("; ", own.semicolon)
