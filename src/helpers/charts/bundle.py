"""A figure as files: svg, pdf, png, the numbers drawn as csv, and caption, alternative text and origin as json."""

import hashlib
import io
import json
import os
from functools import partial

import matplotlib.pyplot as plt
import pypdfium2
from IPython.display import Image, Markdown, display

from helpers import goals, paths, report
from helpers.charts import baseline_target, layout, progress_path
from helpers.codebook import schema
from helpers.language import of
from helpers.runner.jobs import FORMATS, formats
from helpers.verbatim import verbatim

PRINT, SCREEN = 300, 100
"""Pixels an inch."""
# No dates and no program versions inside: two runs give the same bytes.
METADATA = {
    "svg": {"Date": None},
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
    "png": {"Software": None},
}


def drawing(plan, about, language):
    """Make the verb that a notebook draws with: `draw` for one plan, its documents and a language.

    Parameters
    ----------
    plan : str or None
        The plan; None for the comparison of all.
    about : list of dict
        The source.yml of every plan drawn.
    language : str

    Examples
    --------
    >>> from helpers.codebook import source
    >>> drawing("yantai-14fyp", [source.read("yantai-14fyp")], "zh").args[2]
    'zh'
    """
    return partial(draw, plan, about, language)


def draw(plan, about, language, name, figure, *tables, beside=(), **parameters):
    """Draw a figure, save it as a bundle and show it, or why it is empty => Figure, DataFrame of the numbers drawn.

    Parameters
    ----------
    plan, about, language
        As for `drawing`.
    name : str
        What the figure shows, such as baseline-target; `helpers.report.title` knows its title.
    figure : callable
        Of the tables, title, source line and language: the `figure` of a module of `helpers.charts`.
    *tables
        What it draws; the first one says which years, or those of its targets that are drawn.
    beside : list of dict
        The source.yml of further documents that the figure rests on.
    **parameters
        What else was chosen, for the record.
    """
    picks = {baseline_target.figure: goals.shown, progress_path.figure: progress_path.followed}
    dated = picks[figure](*tables) if figure in picks else tables[0]
    title = report.title(name, dated, about, language)
    documents = [*about, *beside]
    fig, drawn = figure(*tables, title, report.credits(documents, language), language)
    reason = fig.get_label() if drawn.empty else ""
    record = {"plan": plan, "size": layout.chosen(), **parameters}
    told = report.told(name, drawn, title, documents, language, record, reason)
    picture = save(fig, name, plan, language, drawn, told)
    end = of(language).end
    display(Markdown(f"*{verbatim(title)}{end}* {verbatim(reason)}") if reason else picture)
    plt.close(fig)
    return fig, drawn


def save(fig, name, plan, language, drawn, told):
    """Write figures/<plan>/<name>-<language>.{svg,pdf,png,json} and <name>.csv => Image for the screen, or None.

    The name of another size than page says so: <name>-column-<language>.svg. The environment variable HELPERS_FORMATS
    (svg,pdf,png) chooses formats; files of the others are removed, for they would be of another run. Of a figure that
    has no numbers there is no picture: its json says why.

    Parameters
    ----------
    fig : Figure
    name : str
        What the figure shows, such as baseline-target.
    plan : str or None
        The plan; None for the comparison of all.
    drawn : DataFrame
        The numbers drawn.
    told : dict
        caption, alt, citation and parameters, from `helpers.report`.
    """
    stem = name if layout.chosen() == "page" else f"{name}-{layout.chosen()}"
    folder = paths.figures(plan)
    numbers = paths.write(folder / f"{stem}.csv", schema.to_csv(drawn))
    pictures, for_screen = _pictures(fig, formats(os.environ.get(FORMATS, ""))) if len(drawn) else ({}, None)
    for kind in METADATA:
        file = folder / f"{stem}-{language}.{kind}"
        if kind in pictures:
            paths.write(file, pictures[kind])
        else:
            file.unlink(missing_ok=True)
    about = {
        **told,
        "language": language,
        "licence": "CC-BY-4.0",
        "data": {"file": numbers.name, "rows": len(drawn), "sha256": _sha256(numbers)},
    }
    paths.write(folder / f"{stem}-{language}.json", json.dumps(about, ensure_ascii=False, indent=1) + "\n")
    return for_screen and Image(for_screen, alt=told.get("alt"), metadata={"figure": name})


def _sha256(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _pictures(fig, wanted):
    """Draw a figure => {format: bytes} of those wanted, and a png for the screen; pixels are made from the pdf."""
    layout.settle(fig)
    made = {kind: _bytes(fig, kind) for kind in ("svg", "pdf") if kind in {*wanted, "pdf"}}
    with pypdfium2.PdfDocument(made["pdf"]) as document:
        picture = document[0].render(scale=PRINT / 72).to_pil().convert("RGB")
    if "png" in wanted:
        made["png"] = _png(picture, PRINT)
    return {kind: made[kind] for kind in wanted}, _png(picture.reduce(PRINT // SCREEN), SCREEN)


def _bytes(fig, kind):
    buffer = io.BytesIO()
    fig.savefig(buffer, format=kind, metadata=METADATA[kind])
    return buffer.getvalue()


def _png(picture, dpi):
    buffer = io.BytesIO()
    picture.save(buffer, format="png", dpi=(dpi, dpi), compress_level=3)
    return buffer.getvalue()
