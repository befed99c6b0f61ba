"""The search: a page a language, and the text of the pages that it looks in, loaded when someone searches."""

import json
from html import escape

from lxml import html

from helpers import paths
from helpers.language import LANGUAGES
from helpers.site import markup
from helpers.site.labels import at, language_of, say

BLOCKS = "//article//*[self::p or self::li or self::tr or self::h2 or self::h3 or self::figcaption][not(.//p or .//li)]"
ABOVE = "ancestor::*[self::nav or self::figcaption or contains(@class, 'files') or contains(@class, 'code')]"
LEFT_OUT = ("api/", "changelog", *(at(name, language) for name in ("run", "search") for language in LANGUAGES))


def page(language):
    """Write the page on which one searches => Markdown.

    Examples
    --------
    >>> page("zh").splitlines()[0]
    '# 搜索'
    """
    told = {"index": f"searched-{language}.js", "found": say("found", language), "none": say("not_found", language)}
    data = "".join(f' data-{key}="{escape(text)}"' for key, text in told.items())
    shown = f'<div id="found"{data}><p class="count" role="status"></p><ol></ol></div>'
    return f"# {say('search', language)}\n\n{markup.block(shown)}"


def write(site):
    """Write what the search looks in, a file a language.

    Parameters
    ----------
    site : Path
        The folder with the finished pages.
    """
    found = {language: [] for language in LANGUAGES}
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).with_suffix("").as_posix()
        if name.startswith((*LEFT_OUT, "_static", "figures/")):
            continue
        title, parts = _read(file)
        found[language_of(name)].append([f"{name}.html", title, parts])
    for language, pages in found.items():
        told = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
        paths.write(site / f"searched-{language}.js", f"window.searched = {told};\n")


def _read(file):
    """Read a page => (title, its sentences, each once: no links, code or file names)."""
    tree = html.fromstring(file.read_bytes().decode())
    for link in tree.xpath("//a[@class='headerlink'] | //article//a[@download] | //article//script"):
        link.drop_tree()
    title = " ".join("".join(tree.xpath("//article//h1[1]//text()")).split())
    blocks = []
    for node in tree.xpath(BLOCKS):
        if node.xpath(f"boolean({ABOVE})") and node.tag != "figcaption":
            continue
        cells = [" ".join(cell.text_content().split()) for cell in node.xpath("./td | ./th")]
        text = " · ".join(filter(None, cells)) if cells else " ".join(node.text_content().split())
        only_links = node.xpath(".//a") and not "".join(node.xpath(".//text()[not(ancestor::a)]")).strip(" ·\n")
        blocks += [] if only_links else [text]
    return title, [text for text in dict.fromkeys(blocks) if text]
