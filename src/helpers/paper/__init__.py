"""A plan's executed notebooks as one Word file and one PDF: prose, formulas, tables and figures, without the code.

The copies under build/ are read, not executed: what is printed is what they show. Needs pandoc and typst, the extra
`paper`.
"""

from importlib.metadata import version

from helpers import paths, texts
from helpers.codebook import source
from helpers.language import of, several
from helpers.paper import article, pdf, tree, word
from helpers.report import brief
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
    languages = several(language)
    folder = paths.root() / "build" / paths.check_plan(plan)
    made = {}
    for each in languages:
        meta, chapters = front(plan, each), tree.read(article.chapters(plan, each))
        made[f"paper-{each}.docx"] = word.write(meta, chapters, each)
        made[f"paper-{each}.pdf"] = pdf.write(meta, chapters, each)
    return paths.write_all({folder / name: content for name, content in made.items()})


def front(plan, language="en"):
    """Say what stands before the first section: a title, a line for the author to fill, an abstract, the licence.

    Examples
    --------
    >>> front("yunyang-14fyp", "zh")["title"], front("yunyang-14fyp")["author"]
    ('云阳县教育规划（2020—2025）研究：目标、自洽与兑现', '[Author], [affiliation]')
    >>> print(front("yunyang-14fyp")["prose"])
    **Abstract**: This paper reads Yunyang County's 14th Five-Year Plan for education (2021–2025) and asks ...
    """
    about, say = source.read(plan), of(language)
    years = f"{about['baseline_year']}{say.dash}{about['target_year']}"
    what = say.say(FRONT, "what", document=source.title(about, language))
    told = say.space.join(verbatim(line) for line in (what, *brief.plan(plan, language)))
    licence = say.say(FRONT, "licence", version=version("plan-notebooks"))
    return {
        "title": say.say(FRONT, "title", place=source.region(about, language), years=years),
        "subtitle": "",
        "author": say.word(FRONT, "author"),
        "lang": say.word(FRONT, "tag"),
        "prose": f"**{say.word(FRONT, 'abstract')}**{say.colon}{told}\n\n{licence}",
    }
