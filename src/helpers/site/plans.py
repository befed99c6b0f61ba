"""The pages of a plan: whose document it is, what it comes to, its figures and tables, and a page a notebook."""

from html import escape

from helpers import paths, report
from helpers.codebook import schema, source
from helpers.language import of
from helpers.report import brief
from helpers.runner.jobs import ASKING
from helpers.site import chapters, figures, markup, traces
from helpers.site.labels import at, chapter, say, titled
from helpers.verbatim import verbatim

ASKS = ("ambition", "sums", "kept")
"""The three questions, in their order; each has a notebook of `ASKING`."""


def short(about, language):
    """Call a plan by its place and its years.

    Examples
    --------
    >>> short(source.read("yunyang-14fyp"), "en")
    'Yunyang County, 2020–2025'
    """
    comma, dash = of(language).comma, of(language).dash
    return f"{source.region(about, language)}{comma}{about['baseline_year']}{dash}{about['target_year']}"


def pages(plan, language, drawn, pictures):
    """Write the pages of a plan in a language => {page: Markdown}.

    Parameters
    ----------
    plan : str
    language : str
    drawn : list of dict
        The bundles of its figures, from `helpers.site.figures.bundles`.
    pictures : callable
        As for `helpers.site.chapters.page`.

    Examples
    --------
    >>> pages("no-such-plan", "en", [], None)
    Traceback (most recent call last):
    helpers.errors.InputError: no plan is called 'no-such-plan'. ...
    """
    about = source.read(plan)
    place, folder = short(about, language), f"{language}/plans/{plan}"
    found = {
        f"{folder}/{notebook}": chapters.page(f"{folder}/{notebook}", notebook, plan, place, language, drawn, pictures)
        for notebook in chapters.names(plan)
    }
    traced = f"{folder}/{traces.PAGE}"
    found[traced] = traces.page(traced, plan, place, language)
    return {f"{folder}/index": _front(f"{folder}/index", plan, about, language, drawn)} | found


def listed(name, language):
    """Show the plans as a table with links, their sizes and what does not add up in them => HTML.

    Examples
    --------
    >>> '<a href="en/plans/yunyang-14fyp/index.html">' in listed("index", "en")
    True
    """
    heads = [say(key, language) for key in ("region", "years", "targets", "findings_count", "document")]
    known = {name: schema.load(name)["plan"].value_counts() for name in ("targets", "findings")}
    body = []
    for plan in paths.plans():
        about = source.read(plan)
        counts = [str(known[name].get(plan, 0)) for name in ("targets", "findings")]
        place = markup.link(f"{markup.up(name)}{language}/plans/{plan}/index.html", source.region(about, language))
        years = f"{about['baseline_year']}{of(language).dash}{about['target_year']}"
        body.append([place, years, *counts, escape(source.title(about, language))])
    return markup.rows(heads, body, say("plans", language), language)


def _front(name, plan, about, language, drawn):
    """Write the first page of a plan: the answers, each question with its figures, then everything else, folded."""
    lines = [f"# {verbatim(short(about, language))}", "", markup.other(name, language), ""]
    lines += [verbatim(source.title(about, language)), "", markup.block(_answers(plan, language)), ""]
    detail = dict(zip(ASKS, sorted(set(ASKING) & set(chapters.names(plan))), strict=False))
    for asks, group in ({asks: [] for asks in ASKS if asks in detail} | figures.by_question(drawn)).items():
        lines += [f"## {say(f'asked_{asks}' if asks else 'further', language)}", ""]
        if asks in detail:
            said = chapters.takeaway(detail[asks], plan, language)
            lines += [*_folded(say("in_full", language), said)] if said else []
        lines += [markup.block(figures.cards(group, name, language, large=True)), ""] if group else []
    lines += [f"## {say('chapters', language)}", ""]
    lines += [f"- [{chapter(notebook, language)}]({notebook}.md)" for notebook in chapters.names(plan)]
    lines += [f"- [{say('traces', language)}]({traces.PAGE}.md)"]
    lines += ["", *_folded(say("document", language), report.document(about, language).data)]
    lines += [f"## {say('downloads', language)}", "", figures.downloads(plan, name, language), ""]
    codebook = markup.link(f"{markup.up(name)}{at('codebook', language)}.html", titled("codebook", language))
    return "\n".join([*lines, f"{say('downloads_say', language)} {codebook}", ""])


def _answers(plan, language):
    """Show a sentence a question, side by side."""
    heads = [say(f"asked_{asks}", language) for asks in ASKS]
    parts = zip(heads, brief.plan(plan, language), strict=True)
    told = [f"<div><h2>{escape(head)}</h2><p>{escape(line)}</p></div>" for head, line in parts]
    return f'<div class="answers">{"".join(told)}</div>'


def _folded(summary, text):
    opens = markup.block(f"<details><summary>{escape(summary)}</summary>")
    return [opens, "", text, "", markup.block("</details>"), ""]
