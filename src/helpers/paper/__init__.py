"""A plan's executed notebooks as one Word file and one PDF: prose, formulas, tables and figures, without the code.

The copies under build/ are read, not executed: what is printed is what they show. Needs pandoc and typst, the extra
`paper`.
"""

from importlib.metadata import version

from helpers import paths, report, texts
from helpers.codebook import source
from helpers.errors import InputError
from helpers.language import LANGUAGES, of
from helpers.paper import notebooks, pdf, tree, word
from helpers.verbatim import verbatim

FRONT = texts.load("paper")["front"]


def make(plan, language="en"):
    """Write build/<plan>/paper-<language>.docx and .pdf from the plan's executed notebooks.

    Parameters
    ----------
    plan : str
        A folder of data/raw.
    language : str
        en, zh or both.

    Returns
    -------
    list of Path
        The Word file and the PDF; of each language, if both are asked for.

    Raises
    ------
    InputError
        If the plan or the language is not known, a notebook has not been executed, or pandoc or typst is missing.
        Nothing is written then.

    Examples
    --------
    >>> make("yunyang-14fyp", "fr")
    Traceback (most recent call last):
    helpers.errors.InputError: language 'fr' is not known. Remedy: use en, zh or both.
    """
    if language not in (*LANGUAGES, "both"):
        raise InputError(f"language {language!r} is not known", f"use {', '.join(LANGUAGES)} or both")
    folder = paths.root() / "build" / paths.check_plan(plan)
    made = {}
    for chosen in LANGUAGES if language == "both" else (language,):
        meta, chapters = front(plan, chosen), tree.read(notebooks.chapters(plan, chosen))
        made[f"paper-{chosen}.docx"] = word.write(meta, chapters, chosen)
        made[f"paper-{chosen}.pdf"] = pdf.write(meta, chapters, chosen)
    return [paths.write(folder / name, content) for name, content in made.items()]


def front(plan, language="en"):
    """Say what stands before the first chapter: whose document, of when, draft or not, how to cite, the licence.

    Examples
    --------
    >>> front("yunyang-14fyp", "zh")["title"]
    '云阳县教育事业发展“十四五”规划(2021—2025年)'
    >>> print(front("yunyang-14fyp")["prose"].splitlines()[0])
    Yunyang County, 2021-12-23
    >>> print(front("yantai-14fyp")["prose"].splitlines()[0])
    Yantai City, 2021-12-31, decision draft
    >>> print(front("yantai-14fyp", "zh")["prose"].splitlines()[0])
    烟台市，2021-12-31，决策草案
    """
    about = source.read(plan)
    status = "" if about.get("status") == "issued" else of(language).status(about.get("status"))
    place = [source.region(about, language), about.get("published"), status]
    comma = of(language).comma
    prose = [comma.join(verbatim(fact) for fact in place if fact), report.sources([about], language).data]
    return {
        "title": source.title(about, language),
        "subtitle": of(language).word(FRONT, "subtitle"),
        "author": f"plan-notebooks {version('plan-notebooks')}",
        "lang": of(language).word(FRONT, "tag"),
        "prose": "\n\n".join([*prose, of(language).word(FRONT, "licence")]),
    }
