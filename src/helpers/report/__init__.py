"""Sentences made from the tables, in English and Chinese: documents, places, citations, source lines.

Nothing here is typed that the tables can say: the next plan has other numbers. What a notebook ends with is `takeaway`.
"""

from importlib.metadata import version
from pathlib import Path

import pandas as pd
import yaml
from IPython.display import Markdown

from helpers import goals, texts
from helpers.codebook import source
from helpers.language import of
from helpers.verbatim import verbatim

CITATION = Path(__file__).parents[3] / "CITATION.cff"
FURTHER = "further_documents"
NAMED = 12
"""Places in a title and documents in a source line above which they are counted instead."""
DOCUMENT = texts.load("takeaways")["document"]


def document(about, language="en"):
    """Say whose document it is, from when, and for which years.

    Examples
    --------
    >>> print(document(source.read("yunyang-14fyp")).data.splitlines()[2])
    - Place: Yunyang County
    >>> print(document(source.read("yunyang-14fyp"), "zh").data.splitlines()[6])
    - 状态：已印发
    """
    colon = of(language).colon
    further = [source.title(item, language) for item in about.get(FURTHER, [])]
    years = of(language).listed([str(about["baseline_year"]), str(about["target_year"])])
    told = {name: about.get(name) for name in ("issuer", "document_no", "published")} | {
        "document": source.title(about, language),
        "further": of(language).semicolon.join(further),
        "place": source.region(about, language),
        "status": of(language).status(about.get("status")),
        "years": years,
        "notes": about.get(f"notes_{language}", about.get("notes")),
    }
    names = {name: of(language).word(DOCUMENT, name) for name in DOCUMENT}
    return Markdown("\n".join(f"- {says}{colon}{verbatim(told[name])}" for name, says in names.items() if told[name]))


def named(targets, language="en"):
    """Name every target as sentences do => Series by target_id.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> named(schema.load("targets", "yunyang-14fyp"))["preschool_gross_enrolment@2025"]
    'gross preschool enrolment rate'
    """
    return pd.Series(goals.names(targets, language), index=targets["target_id"])


def places(about, language="en"):
    """Name the places of some plans, or count them where they are many.

    Parameters
    ----------
    about : list of dict
        The source.yml of every plan.

    Examples
    --------
    >>> places([source.read(plan) for plan in ("yunyang-14fyp", "yantai-14fyp")], "zh")
    '云阳县、烟台市'
    """
    found = list(dict.fromkeys(source.region(item, language) for item in about))
    if len(found) > NAMED:
        return of(language).say("terms", "many_places", count=len(found))
    return of(language).listed(found)


def sources(about, language="en"):
    """Show the documents that a notebook rests on, and how to cite it.

    Examples
    --------
    >>> "Cite as: The plan-notebooks contributors" in sources([source.read("yunyang-14fyp")]).data
    True
    """
    cite = of(language).word("terms", "tabular_cite") + of(language).colon
    return Markdown(f"{verbatim(credits(about, language))}\n\n{cite}{verbatim(citation(language=language))}")


def citation(title="", language="en"):
    """Cite the project or a figure of it: author–year in English, GB/T 7714 in Chinese.

    Parameters
    ----------
    title : str, optional
        Of the figure.

    Examples
    --------
    >>> print(citation("Two of three promises were kept"))
    The plan-notebooks contributors (2026). Two of three promises were kept [Figure]. In plan-notebooks: ...
    >>> citation(language="zh").split("：")[0]
    'plan-notebooks 项目组. plan-notebooks'
    """
    about = yaml.safe_load(CITATION.read_text(encoding="utf-8")) if CITATION.exists() else {}
    year = str(about.get("date-released", ""))[:4]
    address = about.get("url") or about.get("repository-code") or ""
    key = "cite_figure" if title else "cite_project"
    said = of(language).say("terms", key, year=year, title=title, version=version("plan-notebooks"))
    said = said.replace(" ()", "").replace(". .", ".")
    return f"{said.replace('[Z]', '[Z/OL]').replace('[CP]', '[CP/OL]')} {address}" if address else said


def credits(about, language="en", kind="figure", most=NAMED):
    """Write the source line of a figure or a table: the documents, so many by name, and whose calculation it is.

    Examples
    --------
    >>> print(credits([source.read("yunyang-14fyp")]).split("; ")[0])
    Source: Yunyang County's 14th Five-Year Plan for education (2021–2025)
    """
    cited = [document for item in about for document in (item, *item.get(FURTHER, []))]
    titles = list(dict.fromkeys(of(language).titled(source.title(item, language)) for item in cited))
    if len(titles) > most:
        titles[most:] = [of(language).say("terms", "more_documents", count=len(titles) - most)]
    documents = of(language).semicolon.join(titles)
    say = of(language)
    return f"{say.word('terms', 'source')}{say.colon}{documents}{say.stop}{say.word('terms', f'own_{kind}')}"
