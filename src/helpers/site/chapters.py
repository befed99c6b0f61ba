"""Executed notebooks as pages: prose, tables and figures in their order, the code folded."""

import base64
import re
from functools import partial

from helpers import paths
from helpers.errors import InputError
from helpers.language import of
from helpers.paper.notebooks import PICTURE, saved
from helpers.runner import jobs, run
from helpers.site import figures, markup, texts, traces
from helpers.site.labels import chapter, say
from helpers.verbatim import strong, verbatim

TITLE = re.compile(r"\A# (.+)\n*")
FILES = re.compile(r"\n+(?:Reads |读取)[^\n]*(\n|\Z)")
TAKEAWAY = ("## Take-away", "## The answer", "## 要点", "## 主要结论")
"""Sections whose first cell answers the question of the notebook."""


def names(plan):
    """Name the notebooks that have a page for a plan; for None those that compare plans.

    Examples
    --------
    >>> names(None), "01-clean" in names("yunyang-14fyp")
    (['05-compare'], True)
    """
    return [name for name in run.notebooks() if ("plan" in jobs.parameters(name)) == (plan is not None)]


def read(notebook, plan, language):
    """Read the cells of an executed notebook.

    Raises
    ------
    InputError
        If it has not been executed for the plan in this language.

    Examples
    --------
    >>> read("01-clean", "no-such-plan", "en")
    Traceback (most recent call last):
    helpers.errors.InputError: build/no-such-plan/01-clean-en.ipynb: the notebook has not been executed. ...
    """
    file = jobs.Job(notebook, plan, language).built(".ipynb")
    if not file.exists():
        command = "classroom --execute" if notebook.startswith("cases/") else f"run {plan or ''}".strip()
        remedy = f"python -m helpers {command}"
        raise InputError("the notebook has not been executed", remedy, file=paths.relative(file))
    return paths.read_json(file, "execute it again: python -m helpers run --force")["cells"]


def page(name, notebook, plan, place, language, drawn, pictures):
    """Write the page of an executed notebook, in Markdown.

    Parameters
    ----------
    name : str
        The page's, from the site's root and without an ending.
    notebook, plan, language
        Which one; plan is None for the comparison.
    place : str
        What the plan is called.
    drawn : list of dict
        The bundles of the plan's figures, from `helpers.site.figures.bundles`.
    pictures : callable
        Given the stem of a file and bytes of a png that no bundle has, keeps it and returns its path from the root.

    Returns
    -------
    str

    Examples
    --------
    >>> page("en/plans/x/01-clean", "01-clean", "no-such-plan", "X", "en", [], None)
    Traceback (most recent call last):
    helpers.errors.InputError: build/no-such-plan/01-clean-en.ipynb: ...
    """
    cells = read(notebook, plan, language)
    folder = plan or "compare"
    copy = f"{markup.up(name)}notebooks/{folder}/{notebook}-{language}.ipynb"
    lines = [f"# {chapter(notebook, language)}{f' · {verbatim(place)}' if plan else ''}", ""]
    links = [markup.other(name, language), markup.link(copy, say("notebook", language), download="")]
    links += texts.launching(notebook, language)
    lines += [" · ".join(links), ""]
    first = "".join(cells[0]["source"])
    first = TITLE.sub(lambda found: f"{strong(found[1])}{of(language).stop}", FILES.sub("\n", first))
    cells = [cells[0] | {"source": first}, *cells[1:]]
    shown = body(cells, name, f"{folder}/{notebook}-{language}", language, drawn, pictures, plan)
    return "\n".join([*lines, *shown])


def body(cells, name, stem, language, drawn, pictures, plan=None):
    """Write cells as a page reads: prose, what code shows, and below that the code, folded => lines of Markdown.

    Parameters
    ----------
    stem : str
        What the files of pictures are called that no bundle has, but for their number.
    plan : str, optional
        Whose targets the tables are of; each row leads to where its target is printed.

    Examples
    --------
    >>> body([{"cell_type": "markdown", "source": ["A rise."]}], "en/x", "x", "en", [], None)
    ['A rise.', '']
    """
    known, lines = {about["figure"]: about for about in drawn}, []
    for number, cell in enumerate(cells, 1):
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            lines += [text.rstrip(), ""]
        elif cell["outputs"]:
            given = iter(saved(cell))
            for count, output in enumerate(cell["outputs"], 1):
                kept = f"{stem}-{number}-{count}"
                keep = partial(pictures, kept) if pictures else None
                lines += [_output(output, name, language, known, given, keep, plan), ""]
            lines += [markup.block(f'<details class="code"><summary>{say("code", language)}</summary>')]
            lines += ["", f"``````python\n{text}\n``````", "", markup.block("</details>"), ""]
    return lines


def takeaway(notebook, plan, language):
    """Give the sentences that answer a notebook's question, in Markdown; '' where it has none.

    Examples
    --------
    >>> takeaway("01-clean", "no-such-plan", "en")
    Traceback (most recent call last):
    helpers.errors.InputError: build/no-such-plan/01-clean-en.ipynb: ...
    """
    within, found = False, []
    for cell in read(notebook, plan, language):
        if cell["cell_type"] == "markdown":
            within = "".join(cell["source"]).startswith(TAKEAWAY)
        elif within:
            found += ["".join(output["data"]["text/markdown"]) for output in cell["outputs"] if _is_markdown(output)]
            within = False
    return "\n\n".join(found)


def _is_markdown(output):
    return "text/markdown" in output.get("data", {})


def _output(output, name, language, known, given, keep, plan):
    data = output.get("data", {})
    if PICTURE in data:
        figure = next(given, None)
        if figure in known:
            return markup.block(figures.card(known[figure], name, language, large=True))
        said = output.get("metadata", {}).get(PICTURE, {}).get("alt") or figure or ""
        return markup.block(figures.picture(markup.up(name) + keep(base64.b64decode("".join(data[PICTURE]))), said))
    if "text/html" in data:
        made = markup.table("".join(data["text/html"]), language)
        return markup.block(traces.linked(made, plan, language) if plan else made)
    text = "".join(data.get("text/markdown", output.get("text", data.get("text/plain", ""))))
    return text if _is_markdown(output) else markup.fenced(text.rstrip(), "text")
