"""A paper's order: findings by question with their figures and tables, then methods as an appendix, and references."""

import re
from html.parser import HTMLParser

from helpers import paths, report, texts
from helpers.codebook import source
from helpers.language import of
from helpers.paper import notebooks, references
from helpers.runner import jobs, run

TEXTS = texts.load("paper")
CHAPTERS = texts.load("site")["chapters"]
SAYS, WITHIN = TEXTS["says"], ("answers", "sections", "plain")
ASKS = {
    "promised": ("01", "02"),
    "ambition": ("08", "03", "06"),
    "sums": ("09", "07"),
    "kept": ("10", "04"),
}
"""Which notebooks answer which question, by the number they begin with, the answer first; others come last."""
LONG, WIDE = 25, 12
"""Rows and columns above which a table is left to the supplement."""
HEADING = re.compile(r"\A(#+) +(.+)")
INTERFACE = re.compile(
    r"`[^`]*(?:/|\.(?:csv|json|svg|xlsx|ipynb|py|md|yml)|_zh|=)[^`]*`|JupyterLab|\b(?:notebooks?|cells?|parameters?|code|file)\b"
    r"|笔记本|单元格|参数|代码|文件夹",
    re.IGNORECASE,
)
"""What only those can do who have the notebooks before them."""


def chapters(plan, language="en"):
    """Arrange what the executed notebooks hold as a paper => as `helpers.paper.notebooks.chapters`.

    Raises
    ------
    InputError
        If a notebook has not been executed for the plan in this language.
    """
    held, names = notebooks.chapters(plan, language), _names()
    order = [[name for at in begins for name in names if name.startswith(at)] for begins in ASKS.values()]
    rest = [name for name in names if not any(name in some for some in order)]
    about, seen, methods, long = source.read(plan), set(), [], 0
    made = [[("prose", f"# {_say('data', language)}"), ("prose", report.document(about, language).data)]]
    for asks, some in [*zip(ASKS, order, strict=True), ("further", rest)]:
        heading, parts = _say(asks, language), []
        for name in some:
            found, measured, longer = _sorted(name, held[names.index(name)], plan, language, seen)
            named = of(language).word(CHAPTERS, name) if name in CHAPTERS else name
            title = [] if named.rstrip("？?") == heading.rstrip("？?") else [("prose", f"## {named}")]
            parts += [*title, *found] if found else []
            methods += [("prose", f"## {named}"), *measured] if measured else []
            long += longer
        made += [[("prose", f"# {heading}"), *parts]] if parts else []
    if long:
        made[-1].append(("prose", _say("longer", language).format(count=long, rows=LONG, columns=WIDE)))
    made += [[("prose", f"# {_say('methods', language)}"), *methods]] if methods else []
    return [*made, [("prose", f"# {_say('references', language)}"), ("prose", references.listed(about, language))]]


def _names():
    return [name for name in run.notebooks() if "plan" in jobs.parameters(name)]


def _sorted(name, parts, plan, language, seen):
    """Sort the parts of a notebook, the answer first => (findings, methods, how many tables are too large).

    Left out are tables that were there before or fit no page, checks, and what is said of a figure that is empty.
    """
    file = jobs.Job(name, plan, language).built(".ipynb")
    cells = paths.read_json(file, notebooks.AGAIN)["cells"]
    written = {"".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"}
    answers, found, methods, long, title, within = [], [], [], 0, "", ""
    for kind, content in parts:
        if kind == "prose" and content in written:
            heading = HEADING.match(content)
            title = heading[2] if heading and len(heading[1]) > 1 else ""
            within = next((key for key in WITHIN if _begins(title, key, language)), "")
            methods += [("prose", text) for text in readable(HEADING.sub("", content))] if within == "sections" else []
        elif kind == "prose":
            into = answers if within == "answers" else found
            into += [(kind, content)] if within != "sections" and not _is_aside(content, language) else []
        elif kind == "table" and not fits(content):
            long += content not in seen
            seen.add(content)
        elif kind == "figure" or content not in seen:
            seen |= {content} if kind == "table" else set()
            found += [("prose", f"### {title}")] if title and not within else []
            found.append((kind, content))
            title = ""
    return [*answers, *found], methods, long


def _begins(title, key, language):
    return title.startswith(tuple(of(language).word(TEXTS[key], name) for name in TEXTS[key]))


def _is_aside(text, language):
    """Tell whether a text is a check, the reason why nothing is drawn, or whose documents these are."""
    cited = of(language).word("terms", "tabular_cite") + of(language).colon
    return bool(re.match(r"[✓✗✘]|\*[^*]", text)) or text.startswith(_document(language)) or cited in text


def _document(language):
    return f"- {of(language).word(report.DOCUMENT, 'document')}{of(language).colon}"


def readable(text):
    r"""List the paragraphs that need no notebook at hand; a table or a list is one.

    Examples
    --------
    >>> readable("A rate is $e - y_0$.\n\nIn JupyterLab the controls move it.")
    ['A rate is $e - y_0$.']
    """
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip() and not INTERFACE.search(part)]


def fits(html):
    """Tell whether a table has few enough rows and columns for a page.

    Examples
    --------
    >>> row = "<tr>" + 12 * "<td>1</td>" + "</tr>"
    >>> fits(25 * row), fits(26 * row), fits("<tr>" + 13 * "<th>a</th>" + "</tr>")
    (True, False, False)
    """
    cells = []

    class Rows(HTMLParser):
        def handle_starttag(self, tag, attrs):
            if tag == "tr":
                cells.append(0)
            elif tag in ("td", "th"):
                cells[-1] += int(dict(attrs).get("colspan", 1))

    Rows().feed(html)
    return len(cells) <= LONG and max(cells, default=0) <= WIDE


def _say(key, language):
    return of(language).word(SAYS, key)
