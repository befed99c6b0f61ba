"""Formulas as a browser sets them itself: the TeX of all pages to MathML, without a script."""

import re
import tempfile
from html import unescape

from lxml import html

from helpers.paper import pandoc

TEX = re.compile(r'<(span|div) class="math[^"]*"[^>]*>\s*(\\\(|\\\[)(.*?)(?:\\\)|\\\])\s*</\1>', re.DOTALL)


def set_(pages):
    r"""Set the formulas of pages => the pages, in the same order.

    Parameters
    ----------
    pages : list of str
        HTML as Sphinx writes it.

    Raises
    ------
    InputError
        If pandoc is missing, or cannot read a formula.

    Examples
    --------
    >>> [page] = set_([r'<p>At <span class="math notranslate">\(y_0\)</span></p>'])
    >>> page[:12], "<msub>" in page
    ('<p>At <math ', True)
    """
    asked = {(opens == r"\[", unescape(tex)) for page in pages for _, opens, tex in TEX.findall(page)}
    if not asked:
        return pages
    order = sorted(asked)
    kinds = [{"t": "DisplayMath" if shown else "InlineMath"} for shown, _ in order]
    blocks = [pandoc.paragraph([{"t": "Math", "c": [kind, tex]}]) for kind, (_, tex) in zip(kinds, order, strict=True)]
    with tempfile.TemporaryDirectory() as folder:
        made = pandoc.convert(pandoc.document({}, blocks), "json", "html", folder, "--mathml").decode()
    found = html.fragment_fromstring(made, create_parent="div").iter("math")
    known = dict(zip(order, (_written(node) for node in found), strict=True))
    return [TEX.sub(lambda hit: known[hit[2] == r"\[", unescape(hit[3])], page) for page in pages]


def _written(node):
    for annotation in node.xpath(".//annotation"):
        annotation.drop_tree()
    node.tail = None
    return html.tostring(node, encoding="unicode")
