"""Pieces of pages: links, blocks of HTML, tables as a reader on any screen sees them, and the language of each part."""

import re
from html import escape

from lxml import html

from helpers.codebook import schema
from helpers.language import LANGUAGES, of
from helpers.site.labels import CODES, at, is_written, say

CHINESE = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’]*[\u2e80-\u9fff\uf900-\ufaff]"
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”]*"
)
HAN = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2,}")
NUMBER = re.compile(r"(?=\D*\d|–$)[\s\d.,+\-−–—%‰≥≤≈~<>\[\]()…→万亿]+")
KEPT = ("colspan", "rowspan", "scope", "href")
OPEN = 25
"""Rows above which a table is folded."""
LONG = 16
"""Characters above which a cell asks for width."""
TAGS = re.compile("<[^>]*>")
FIRST = ("indicator", "verdict")
"""What the first columns of a table say where it has them."""
TAG = re.compile(
    r"(<!--.*?-->|<(?:script|style|title|textarea|option|svg|math|pre)\b.*?</(?:script|style|title|textarea|option|svg|math|pre)>|<[^>]*>)",
    re.DOTALL,
)


def up(page):
    """Give the way from a page to the site's root.

    Examples
    --------
    >>> up("en/plans/yunyang-14fyp/index"), up("index")
    ('../../../', '')
    """
    return "../" * page.count("/")


def link(target, text, **attributes):
    """Make a link to a file that is no page of the site's source.

    Examples
    --------
    >>> link("a.csv", "csv", download="")
    '<a href="a.csv" download="">csv</a>'
    """
    more = "".join(f' {name.replace("_", "-")}="{escape(value)}"' for name, value in attributes.items())
    return f'<a href="{escape(target)}"{more}>{escape(text)}</a>'


def other(page, language):
    """Link a page to the same one in the other language.

    Examples
    --------
    >>> other("zh/methods", "zh")
    '<a href="../methods.html" lang="en" hreflang="en">In English</a>'
    >>> other("en/figures", "en")
    '<a href="../zh/figures.html" lang="zh-CN" hreflang="zh-CN">中文版</a>'
    """
    there = next(each for each in LANGUAGES if each != language)
    name = page.removeprefix(of(language).folder)
    moved = at(name, there) if is_written(name) else f"{there}/{page.partition('/')[2]}"
    target = f"{up(page)}{moved}.html"
    return link(target, say("language", there), lang=CODES[there], hreflang=CODES[there])


def block(content):
    """Put HTML into a page of Markdown as it is, blank lines and all.

    Examples
    --------
    >>> print(block("<hr>"))
    ``````{raw} html
    <hr>
    ``````
    """
    return fenced(content, "{raw} html")


def fenced(content, kind):
    r"""Put text into a page of Markdown as it is, between fences that are longer than any in it.

    Examples
    --------
    >>> fenced("a", "text"), fenced("``````", "text").splitlines()[0]
    ('``````text\na\n``````', '```````text')
    """
    fence = "`" * max(6, 1 + max(map(len, re.findall("`+", content)), default=0))
    return f"{fence}{kind}\n{content}\n{fence}"


def table(content, language="en"):
    """Make of a notebook's table one of the site: its own look left out, numbers to the right, scrolled if too wide.

    Examples
    --------
    >>> made = table("<style>td {}</style><table id='T_1'><tr><th>rate</th><td class='x'>≥ 96</td></tr></table>")
    >>> "<style>" in made, '<td class="number">≥ 96</td>' in made, made.count("T_1")
    (False, True, 0)
    """
    [found] = html.fragment_fromstring(content, create_parent="div").iter("table")
    titles = [_taken(row).text_content().strip() for row in found.xpath(".//tr[contains(@class, 'gt_heading')]")]
    for element in found.iter():
        kept = {name: element.get(name) for name in KEPT if element.get(name) not in (None, "1")}
        text = element.text_content().strip() if element.tag in ("td", "th") else ""
        if "gt_right" in element.get("class", "") or (element.tag == "td" and NUMBER.fullmatch(text)):
            kept["class"] = "number"
        if element.tag == "th" and not text:
            element.tag = "td"
        elif element.tag == "th":
            kept = {"scope": "col"} | kept
        element.attrib.clear()
        element.attrib.update(kept)
    _answers_first(found, language)
    heading = " — ".join(titles)
    if heading:
        caption = html.Element("caption")
        caption.text = heading
        found.insert(0, caption)
    found.tail = None
    shown = scrolled(html.tostring(found, encoding="unicode"), heading or say("table", language))
    return folded(shown, len(found.xpath(".//tbody/tr")), language)


def folded(shown, rows, language):
    """Fold a table of more than 25 rows, with a field to filter them.

    Examples
    --------
    >>> folded("<table></table>", 25, "en"), folded("<table></table>", 26, "en")[:45]
    ('<table></table>', '<details class="rows"><summary>26 rows</summa')
    """
    if rows <= OPEN:
        return shown
    says, name = say("rows", language).format(n=rows), escape(say("filter", language))
    field = f'<input type="search" hidden aria-label="{name}" placeholder="{name}">'
    return f'<details class="rows"><summary>{says}</summary>{field}{shown}</details>'


def scrolled(content, name):
    """Let what is too wide for the screen be scrolled, with the keyboard too.

    Examples
    --------
    >>> scrolled("<table></table>", "rates")
    '<div class="scrolled" tabindex="0" role="group" aria-label="rates"><table></table></div>'
    """
    return f'<div class="scrolled" tabindex="0" role="group" aria-label="{escape(name)}">{content}</div>'


def rows(heads, body, name, language="en"):
    """Make a table of a heading and rows of HTML.

    Examples
    --------
    >>> '<td class="number">1</td>' in rows(["a"], [["1"]], "numbers")
    True
    """
    head = "".join(f'<th scope="col">{text}</th>' for text in heads)
    lines = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in body)
    shown = scrolled(f"<table><thead><tr>{head}</tr></thead><tbody>\n{lines}\n</tbody></table>", name)
    return folded(shown, len(body), language)


def spoken(page, language):
    """Say of each part of a page in what language it is where it is not the page's own.

    Examples
    --------
    >>> spoken("<p>gross rate (毛入园率)</p>", "en")
    '<p>gross rate (<span lang="zh-CN">毛入园率</span>)</p>'
    >>> spoken("<p>Two points make a pace.</p>", "zh")
    '<p><span lang="en">Two points make a pace.</span></p>'
    """
    parts = TAG.split(page)
    return "".join(part if place % 2 else SPOKEN[language](part) for place, part in enumerate(parts))


def _cell(content):
    long = len(TAGS.sub("", content)) > LONG
    kind = ' class="number"' if NUMBER.fullmatch(content) else ' class="long"' * long
    return f"<td{kind}>{content}</td>"


def _in_english(text):
    """Mark what is Chinese in it."""
    return CHINESE.sub(lambda found: f'<span lang="{CODES["zh"]}">{found[0]}</span>', text)


def _in_chinese(text):
    """Mark it as a whole where it is rather English: names and units are a part of Chinese."""
    latin, han = sum(map(len, LATIN.findall(text))), len(HAN.findall(text))
    return text if latin <= 4 * han else f'<span lang="{CODES["en"]}">{_in_english(text)}</span>'


SPOKEN = {"en": _in_english, "zh": _in_chinese}


def _answers_first(found, language):
    """Move the columns of the indicator and of the verdict to the front of a table whose columns can be moved."""
    rows = list(found.iter("tr"))
    heads = [cell.text_content().strip() for cell in rows[0]] if rows else []
    if found.xpath(".//*[@colspan or @rowspan]") or any(len(row) != len(heads) for row in rows):
        return
    named = schema.headings(["plan", "indicator", "verdict", "ratio"], language)
    wanted = [heads.index(named[name]) for name in FIRST if named.get(name) in heads]
    order = [*wanted, *(place for place in range(len(heads)) if place not in wanted)]
    for row in rows:
        row[:] = [row[place] for place in order]


def _taken(row):
    """Take a row out of its table."""
    row.getparent().remove(row)
    return row
