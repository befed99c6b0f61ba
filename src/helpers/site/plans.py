"""The pages of a plan: whose document it is, what it comes to, its figures and tables, and a page a notebook."""

from html import escape

from helpers import paths, report
from helpers.codebook import schema, source
from helpers.language import of
from helpers.runner.jobs import ASKING
from helpers.site import chapters, figures, markup
from helpers.site.labels import chapter, say
from helpers.verbatim import verbatim


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
    return {f"{folder}/index": _front(f"{folder}/index", plan, about, language, drawn)} | found


def listed(language):
    """Show the plans as a table with links, their sizes and what does not add up in them => HTML.

    Examples
    --------
    >>> '<a href="en/plans/yunyang-14fyp/index.html">' in listed("en")
    True
    """
    heads = [say(key, language) for key in ("region", "years", "targets", "findings_count", "document")]
    known = {name: schema.load(name)["plan"].value_counts() for name in ("targets", "findings")}
    body = []
    for plan in paths.plans():
        about = source.read(plan)
        counts = [str(known[name].get(plan, 0)) for name in ("targets", "findings")]
        place = markup.link(f"{language}/plans/{plan}/index.html", source.region(about, language))
        years = f"{about['baseline_year']}–{about['target_year']}"
        body.append([place, years, *counts, escape(source.title(about, language))])
    return markup.rows(heads, body, say("plans", language))


def _front(name, plan, about, language, drawn):
    """Write the first page of a plan."""
    root = markup.up(name)
    lines = [f"# {verbatim(short(about, language))}", "", markup.other(name, language), ""]
    lines += [report.document(about, language).data, "", f"## {say('comes_to', language)}", ""]
    for notebook in sorted(chapters.names(plan), key=lambda name: name not in ASKING):  # the three questions first
        said = chapters.takeaway(notebook, plan, language)
        lines += [f"### [{chapter(notebook, language)}]({notebook}.md)", "", said, ""] if said else []
    if drawn:
        lines += [f"## {say('figures', language)}", "", markup.block(figures.cards(drawn, name, language)), ""]
    lines += [f"## {say('downloads', language)}", "", figures.downloads(plan, name, language), ""]
    codebook = markup.link(f"{root}codebook.html", say("codebook", language))
    lines += [f"{say('downloads_say', language)} {codebook}", "", _tree(chapters.names(plan), language)]
    return "\n".join(lines)


def _tree(names, language):
    """List the pages of a plan for the navigation, by their short names."""
    entries = "\n".join(f"{chapter(name, language)} <{name}>" for name in names)
    return f"```{{toctree}}\n:hidden:\n\n{entries}\n```"
