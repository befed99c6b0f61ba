"""A figure as files: svg, pdf, png, the numbers drawn as csv, and caption, alternative text and origin as json."""

import hashlib
import io
import json
import os
from functools import partial
from html import escape
from importlib.metadata import version
from inspect import signature

import matplotlib.pyplot as plt
import pypdfium2
from IPython.display import Image, Markdown, display

from helpers import paths, report
from helpers.charts import layout
from helpers.codebook import schema
from helpers.codebook.source import provenance
from helpers.language import LANGUAGES, of
from helpers.runner import jobs
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


def drawing(plan, about, language, size="page"):
    """Make the verb that a notebook draws with: `draw` for one plan, its documents and a language.

    Parameters
    ----------
    plan : str or None
        The plan; None for the comparison of all.
    about : list of dict
        The source.yml of every plan drawn.
    language : str
    size : str
        column (85 mm wide), page (175 mm) or slide (16:9).

    Raises
    ------
    ValueError
        If the size is not one of these.

    Examples
    --------
    >>> from helpers.codebook import source
    >>> drawing("yantai-14fyp", [source.read("yantai-14fyp")], "zh").args[2]
    'zh'
    """
    return partial(draw, plan, about, language, layout.sized(size))


def draw(plan, about, language, size, chart, *tables, beside=(), **parameters):
    """Draw a figure, save it as a bundle and show it, or why it is empty => Figure or None, DataFrame drawn.

    Parameters
    ----------
    plan, about, language
        As for `drawing`.
    size : layout.Size
    chart : module
        Of `helpers.charts`: its rows, figure, finding, subtitle, alt and empty. The figure is named as the module.
    *tables
        What its rows are made of.
    beside : list of dict
        The source.yml of further documents that the figure rests on.
    **parameters
        What else was chosen, for the record; those that the chart's `rows` declares are passed on to it.
    """
    name, documents = chart.__name__.rpartition(".")[2].replace("_", "-"), [*about, *beside]
    declared = signature(chart.rows).parameters
    rows = chart.rows(*tables, **{key: value for key, value in parameters.items() if key in declared})
    words, reason = worded(chart, rows, about, documents, language, size), chart.empty(rows, language)
    title, subtitle, source = words.title, words.subtitle, report.credits(documents, language)
    words = layout.PLAIN if bare() else words
    fig, drawn = (None, rows[:0]) if reason else chart.figure(rows, words, language, size)
    told = {
        "figure": name,
        "title": title,
        "subtitle": subtitle,
        "caption": of(language).stop.join([title, *filter(None, [subtitle]), source]),
        "alt": reason or alt_text(title, chart.alt(drawn, language), language),
        "citation": report.citation(title, language),
        "version": version("plan-notebooks"),
        "parameters": {**jobs.checked, "plan": plan, "size": size.name, **parameters},
        **provenance(documents),
    }
    picture = save(fig, name, plan, language, size, drawn, told)
    display(Markdown(f"*{verbatim(title)}{of(language).end}* {verbatim(reason)}") if reason else picture)
    plt.close(fig)
    return fig, drawn


def worded(chart, rows, about, documents, language, size):
    """Word a figure: its finding, subtitle and source line => as `layout.wording`, with the other language's beside."""
    other, own = (
        layout.wording(
            chart.finding(rows, about, each),
            report.credits(documents, each, most=size.named),
            chart.subtitle(rows, about, each),
        )
        for each in sorted(LANGUAGES, key=lambda each: each == language)
    )
    return layout.wording(own.title, own.source, own.subtitle, [other])


def alt_text(title, description, language):
    """Put an alternative text together: the finding, what is drawn, where the numbers are.

    Examples
    --------
    >>> alt_text("Two of three promises were kept", "Bars.", "en")
    'Two of three promises were kept. Bars. The numbers drawn are in the csv file.'
    """
    spoken = of(language)
    return f"{title}{spoken.stop}{description}{spoken.space}{spoken.word('terms', 'numbers_drawn')}"


def bare():
    """Tell whether title and source are left out of figures: HELPERS_FRAME=bare, for journals that set them.

    Examples
    --------
    >>> bare()
    False
    """
    return jobs.frame(os.environ.get(jobs.FRAME, "")) == "bare"


def save(fig, name, plan, language, size, drawn, told):
    """Write figures/<plan>/<name>-<language>.{svg,pdf,png,json} and <name>.csv => Image for the screen, or None.

    The name of another size than page says so, and so does that of a figure without title and source:
    <name>-column-<language>.svg, <name>-bare-<language>.svg. The environment variable HELPERS_FORMATS (svg,pdf,png)
    chooses formats; files of the others are removed, for they would be of another run. Of a figure that has no numbers
    there is no picture: its json says why.

    Parameters
    ----------
    fig : Figure or None
    name : str
        What the figure shows, such as baseline-target.
    plan : str or None
        The plan; None for the comparison of all.
    language : str
    size : layout.Size
    drawn : DataFrame
        The numbers drawn.
    told : dict
        title, caption, alt, citation, version, parameters and checksums.
    """
    stem = "-".join([name, *[size.name] * (size != layout.PAGE), *["bare"] * bare()])
    folder = paths.figures(plan)
    numbers = paths.write(folder / f"{stem}.csv", schema.to_csv(drawn))
    pictures, for_screen = _pictures(fig, told) if len(drawn) else ({}, None)
    for kind in METADATA:
        file = folder / f"{stem}-{language}.{kind}"
        if kind in pictures:
            paths.write(file, pictures[kind])
        else:
            paths.remove(file)
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


def _pictures(fig, told):
    """Draw a figure => {format: bytes} of those wanted, and a png for the screen; pixels are made from the pdf."""
    wanted = formats(os.environ.get(FORMATS, ""))
    layout.settle(fig)
    made = {kind: _bytes(fig, kind, told) for kind in ("svg", "pdf") if kind in {*wanted, "pdf"}}
    with pypdfium2.PdfDocument(made["pdf"]) as document:
        picture = document[0].render(scale=PRINT / 72).to_pil().convert("RGB")
    if "png" in wanted:
        made["png"] = _png(picture, PRINT)
    return {kind: made[kind] for kind in wanted}, _png(picture.reduce(PRINT // SCREEN), SCREEN)


def _bytes(fig, kind, told):
    """Draw a figure as svg or pdf; it says itself what it finds, an svg also what is to be seen in it."""
    buffer = io.BytesIO()
    title = told.get("title", "")
    fig.savefig(buffer, format=kind, metadata=METADATA[kind] | {"Title": title})
    described = f"</title>\n <desc>{escape(told.get('alt', ''))}</desc>".encode()
    return buffer.getvalue().replace(b"</title>", described, 1) if kind == "svg" else buffer.getvalue()


def _png(picture, dpi):
    buffer = io.BytesIO()
    picture.save(buffer, format="png", dpi=(dpi, dpi), compress_level=3)
    return buffer.getvalue()
