"""A document added in a notebook: its folder as `add` and `accept` write it, the sample's in a place of its own."""

import shutil
from contextlib import contextmanager
from hashlib import sha256
from html import escape
from pathlib import Path

from IPython.display import HTML, Markdown

from helpers import clean, paths, questions, whatif
from helpers.codebook import source
from helpers.errors import InputError
from helpers.read import opening, plans, ticking
from helpers.report import answers as sentences
from helpers.runner import execution, jobs
from helpers.verbatim import verbatim

NOTEBOOK = "00-add-your-plan"


def file_of(document):
    """Find a document that is named from notebooks, from the project's folder, or whole => Path.

    Raises
    ------
    InputError
        If it is not there.
    """
    folders = paths.root() / "notebooks", paths.root()
    found = [folder / Path(document).expanduser() for folder in folders]
    for file in found:
        if file.is_file():
            return file
    raise InputError("no such file", "put it beside this notebook, or write its whole path", file=document)


@contextmanager
def place(document, language="en"):
    """Work where the folder of a document goes: data/raw, but build/sample for the notebook's own sample."""
    if document != jobs.parameters(NOTEBOOK)["document"][0]:
        yield
        return
    own = paths.root() / "build/sample" / language
    with execution.environment({"HELPERS_ROOT": str(own), "HELPERS_OUTPUTS": ""}):
        yield


def add(document, slug, language="en"):
    """Read a document and write its folder, as `plans.add` does => its review page in a language.

    A folder that was made of the same document is gone on with; that of the sample is begun anew.

    Raises
    ------
    InputError
        If the document is not there or nothing was read of it, or the name is none, or that of another plan.
    """
    file, root = file_of(document), paths.root()
    with place(document, language):
        if paths.root() != root:
            _begin(root)
        if not _is_of(slug, file):
            plans.add(slug, [file])
        page = paths.read_text(paths.raw(slug) / "review.html")
    page = page.replace(" checked", "").replace(f'id="{language}"', f'id="{language}" checked')
    look = 'style="width: 100%; height: 32rem; border: 1px solid #bbb"'
    return HTML(f'<div><iframe title="review.html" {look} srcdoc="{escape(page)}"></iframe></div>')


def _begin(root):
    """Empty the place of the sample, and give it the codebook and the references."""
    raw = paths.root() / "data/raw"
    shutil.rmtree(paths.root(), ignore_errors=True)
    shutil.copytree(root / "data/raw/reference", raw / "reference")
    for table in (root / "data/raw").glob("*.csv"):
        shutil.copy(table, raw)


def _is_of(slug, file):
    if slug not in paths.plans():
        return False
    return source.read(slug, verify=False).get("document_sha256") == sha256(opening.load(file)).hexdigest()


def panel(document, slug, language="en"):
    """Give the check boxes of a plan's rows and proposals; in a run without a reader, a list of them.

    Returns
    -------
    helpers.read.boxes.Panel or Markdown
    """
    live = whatif.live()
    with place(document, language):
        if not live:
            return Markdown(ticking.listed(ticking.items(slug, language)))
        from helpers.read import boxes

        return boxes.Panel(slug, language, lambda: place(document, language))


def answers(document, slug, language="en"):
    """Clean a plan and answer the three questions, in memory => Markdown; or what is wrong, or waits."""
    with place(document, language):
        if wrong := plans.check(slug):
            return Markdown(verbatim(wrong))
        targets = clean.plan(slug)["targets"]
        return sentences.three(questions.tables(slug), targets, source.read(slug), language)


def counted(document, slug, language="en"):
    """Count what is ticked of the table and of the prose, and what the cleaning takes up => (found, wanted)."""
    with place(document, language):
        ticked = [item for item in ticking.items(slug) if item.ticked]
        printed = clean.published(slug) if ticked else {"table": None, "targets": [], "observations": []}
    rows = printed["table"].rows if printed["table"] else []
    known = {(row["label"], row["printed"]) for table in ("targets", "observations") for row in printed[table]}
    prose = [item.figure in known for item in ticked if item.figure]
    return [len(rows), sum(prose)], [len(ticked) - len(prose), len(prose)]
