"""The teaching cases: an overview, and a page a case with the students' version; no solution is on any of them."""

from helpers import paths
from helpers.language import of
from helpers.site import chapters, markup, texts
from helpers.site.labels import say
from helpers.teaching import classroom, outline


def pages(language, drawn, pictures):
    """Write the pages of all cases in a language, and the overview where there are any => {page: Markdown}.

    Parameters
    ----------
    language : str
    drawn : dict
        The bundles of each plan, and of compare, by folder.
    pictures : callable
        As for `helpers.site.chapters.page`.

    Raises
    ------
    InputError
        If a case has not been executed in this language.

    Examples
    --------
    >>> pages("no-such-language", {}, None)
    Traceback (most recent call last):
    helpers.errors.InputError: build/yunyang-14fyp/cases/...-no-such-language.ipynb: ...
    """
    folder, names = f"{language}/cases", classroom.cases()
    found = {f"{folder}/{case}": _page(f"{folder}/{case}", case, language, drawn, pictures) for case in names}
    return found | ({f"{folder}/index": _overview(f"{folder}/index", names, language)} if names else {})


def _overview(name, names, language):
    """Say of every case what it asks and aims at, how the hour is spent, and which mistakes it is made for."""
    lines = [f"# {say('cases', language)}", "", markup.other(name, language), "", say("cases_say", language), ""]
    entries = []
    for case in names:
        about = outline.read(case, language)
        steps = " · ".join(f"{step}{of(language).bracketed(minutes)}" for step, minutes in about["steps"])
        lines += [f"## [{about['title']}]({case}.md)", "", *_aims(about, language), ""]
        lines += [f"**{say('minutes', language)}** {steps}", ""]
        lines += [f"**{say('mistakes', language)}** {' · '.join(about['misconceptions'])}", ""]
        entries.append(f"{about['title']} <{case}>")
    return "\n".join([*lines, "```{toctree}\n:hidden:\n", *entries, "```"])


def _page(name, case, language, drawn, pictures):
    """Write the page of a case: what a student reads and fills in."""
    notebook, plan, file = f"cases/{case}", classroom.job(case).plan, classroom.written(case, language)
    handed = paths.relative(classroom.students_of(file).parent)
    students = classroom.preview({"cells": chapters.read(notebook, plan, language), "metadata": {}}, case)
    about = outline.read(case, language)
    links = [markup.other(name, language)]
    links += [markup.link(markup.up(name) + paths.relative(file), say("students", language), download="")]
    links += texts.launching(case, language, handed)
    links += [markup.link(at, say("teachers", language)) for at in texts.held(paths.relative(file))]
    lines = [f"# {about['title']}", "", " · ".join(links), "", about["lead"], "", *_aims(about, language), ""]
    lines += [f"**{say('how', language)}** {about['work']}", ""]
    cells = [_cell(cell, language) for cell in students["cells"][1:]]
    known = [figure for folder in ("compare", plan) for figure in drawn.get(folder, [])]
    return "\n".join([*lines, *chapters.body(cells, name, f"cases/{case}-{language}", language, known, pictures)])


def _aims(about, language):
    lines = [f"**{say('question', language)}** {about['question']}", "", say("aims", language), ""]
    return [*lines, *(f"- {aim}" for aim in about["aims"])]


def _cell(cell, language):
    """Turn into prose what is to fill in and what shows itself after that."""
    tags, text = cell["metadata"].get("tags", []), "".join(cell["source"])
    if "answer" in tags:
        shown = f"``````python\n{text}\n``````"
    elif classroom.LATER in tags:
        shown = f"*{say('later', language)}*"
    else:
        return cell
    return {"cell_type": "markdown", "source": shown}
