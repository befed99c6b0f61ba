"""What of a text is in the other language: runs of four words or characters, outside names, quotations and code."""

import re
from functools import cache

from conftest import PROJECT
from lxml import html

WORDS = re.compile(r"(?:[A-Za-z][A-Za-z'’-]*[,;:.]* +){3,}[A-Za-z]+")
SIGNS = re.compile("[一-鿿]{4,}")
BLANKS = re.compile("(?<=[0-9}]) +(?=[%‰一-鿿])|(?<=[一-鿿}]) +(?=[0-9{±])")
CODE = re.compile(r"<!--.*?-->|```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$|https?:[^\s)）>]*|\S+@\S+", re.DOTALL)
ALLOWED = {
    "zh": re.compile(
        r"plan-notebooks|CC BY 4\.0|CITATION\.cff|The plan-notebooks contributors|Holt|Durbin–Watson|Open SDG"
        r"|World Bank|EdStats|UNESCO|UIS|Barro.Lee|SDG"
    ),
    "en": re.compile("中文版|[（(][一-鿿、，：, ]+[)）]"),
}
"""What is called the same in both languages, and the Chinese of a term in brackets behind it."""


@cache
def quoted():
    """Give all that the documents print, as far as the data hold it, and names of places, documents and indicators."""
    files = [file for file in (PROJECT / "data/raw").rglob("*") if file.suffix in {".csv", ".txt", ".yml"}]
    files.remove(PROJECT / "data/raw/indicators_zh.csv")
    printed = [PROJECT / f"data/processed/{name}.csv" for name in ("targets", "observations", "findings")]
    sample = PROJECT / "notebooks/sample-plan.html"
    return "\n".join(file.read_text(encoding="utf-8-sig") for file in [*files, *printed, sample])


def foreign(text, language):
    """List what of a text is in the other language.

    Examples
    --------
    >>> foreign("目标是 the one that is printed", "zh"), foreign("见 CC BY 4.0", "zh")
    (['the one that is printed'], [])
    >>> foreign("as 云阳县教育事业 says, 另有说明之处", "en")
    ['另有说明之处']
    """
    text = ALLOWED[language].sub("·", CODE.sub("·", text))
    if language == "zh":
        return [found[0] for found in WORDS.finditer(text) if max(map(len, found[0].split())) > 1]
    return [run for run in SIGNS.findall(text) if run not in quoted()]


def blanks(text):
    """List the blanks between a number and the Chinese, the unit or the % around it, with what stands there.

    Examples
    --------
    >>> blanks("增加0.66 个百分点，共 3所"), blanks("增加0.66个百分点（±0.5），降27.72%；CC BY 4.0 许可")
    (['.66 个百', '点，共 3所'], [])
    """
    text = ALLOWED["zh"].sub("·", CODE.sub("·", text))
    found = [text[max(0, blank.start() - 3) : blank.end() + 2] for blank in BLANKS.finditer(text)]
    return [around for around in found if around not in quoted()]


def texts_of(page):
    """List the cells, paragraphs, points, headings and captions of HTML, without code, quotations and file names.

    Examples
    --------
    >>> texts_of("<table><td>甲 <b>乙</b></td></table><p>丙<code>x</code></p>")
    ['甲 乙', '丙']
    """
    root = html.fragment_fromstring(page, create_parent="div") if isinstance(page, str) else page
    for part in root.xpath(".//code | .//pre | .//q | .//style | .//script | .//a[@download] | .//math"):
        part.drop_tree()
    for part in root.iter("br"):
        part.tail = f" ¶ {part.tail or ''}"
    wanted = ".//*[self::td or self::th or self::p or self::li or self::figcaption or self::summary or self::caption"
    wanted += " or self::h1 or self::h2 or self::h3]"
    return [" ".join(part.text_content().split()) for part in root.xpath(wanted)]
