"""The pages over all plans: the first page, the gallery, what does not add up, the tables to download."""

from html import escape

from helpers import audit, paths
from helpers.codebook import source
from helpers.language import of
from helpers.report import brief
from helpers.site import chapters, figures, markup, plans
from helpers.site.labels import at, chapter, say, titled
from helpers.teaching import classroom
from helpers.verbatim import verbatim

CARDS = {"plans": "#{language}-plans", "figures": "{language}/figures.html", "methods": "{methods}.html"}
"""Where the three entrances of the first page lead."""
FURTHER = ("codebook", "glossary", "documents", "validation", "cite", "run", "changelog", "api/index")


def index(name, language, drawn):
    """Write the first page of a language: what of all plans can be followed, what they come to, and where to go on.

    Parameters
    ----------
    drawn : list of dict
        The bundles of the comparison of all plans.

    Examples
    --------
    >>> index("index", "en", []).splitlines()[0]
    '# Local education plans, read closely'
    """
    shown = next(iter(figures.by_question(drawn).values()), [])[:1]
    lines = [f"# {say('title', language)}", "", markup.other(name, language), "", say("what", language), ""]
    lines += [markup.block(figures.card(about, name, language, large=True)) for about in shown]
    lines += [
        "",
        f"## {say('comes_to', language)}",
        "",
        *(f"- {verbatim(line)}" for line in brief.overall(language)),
        "",
    ]
    lines += [markup.block(_entrances(name, language)), "", f"({language}-plans)=", f"## {say('find', language)}", ""]
    lines += [markup.block(plans.listed(name, language)), "", f"## {say('more', language)}", ""]
    return "\n".join([*lines, *(f"- [{text}]({target})" for target, text in _more(name, language)), ""])


def gallery(name, language, drawn):
    """Write the page with every figure and its files.

    Parameters
    ----------
    drawn : dict
        The bundles of each plan, and of compare, by folder.

    Examples
    --------
    >>> gallery("en/figures", "en", {}).splitlines()[0]
    '# Figures'
    """
    lines = [f"# {say('figures', language)}", "", markup.other(name, language), "", say("figures_say", language), ""]
    for folder, group in filter(lambda item: item[1], drawn.items()):
        lines += [f"(figures-{language}-{folder})=", f"## {verbatim(_called(folder, language))}", ""]
        lines += [markup.block(figures.cards(group, name, language)), ""]
    return "\n".join(lines)


def downloads(name, language):
    """Write the page with every table to download.

    Examples
    --------
    >>> "observations.csv" in downloads("en/downloads", "en")
    True
    """
    lines = [
        f"# {say('downloads', language)}",
        "",
        markup.other(name, language),
        "",
        say("downloads_say", language),
        "",
    ]
    for folder in ("compare", *paths.plans()):
        title = say("all_plans", language) if folder == "compare" else _called(folder, language)
        lines += [f"## {verbatim(title)}", "", figures.downloads(folder, name, language), ""]
    return "\n".join(lines)


def findings(name, language):
    """Write the page of what is inconsistent in the documents themselves, plan by plan.

    Examples
    --------
    >>> findings("en/findings", "en").splitlines()[0]
    '# What does not add up in the documents'
    """
    lines = [f"# {say('findings', language)}", "", markup.other(name, language), "", say("findings_say", language), ""]
    heads = [say(key, language) for key in ("severity", "finding", "stands", "arithmetic")]
    for plan in paths.plans():
        found = audit.plan(plan, language)
        title = plans.short(source.read(plan), language)
        body = [_finding(row, language) for row in found.fillna("").to_dict("records")]
        shown = markup.block(markup.rows(heads, body, title, language)) if body else say("no_findings", language)
        lines += [f"## {verbatim(title)}", "", shown, ""]
    return "\n".join(lines)


def _finding(row, language):
    places = [(row[f"locator_{side}"], row[f"printed_{side}"]) for side in "ab"]
    colon = of(language).colon
    stands = "<br>".join(f"{_place(place)}{colon}{escape(printed)}" for place, printed in places if place)
    rule = f"<br><small>{escape(of(language).word('rules', row['rule']))}</small>"
    severity = f'<span class="{row["severity"]}">{of(language).word("severities", row["severity"])}</span>'
    return [severity, f"{escape(row['finding'])}{rule}", stands, escape(of(language).arithmetic(row["arithmetic"]))]


def _place(locator):
    """Write where a figure stands; an address as the name of its site and of its last part."""
    if not locator.startswith("http"):
        return escape(locator)
    site, *_, last = locator.partition("://")[2].split("/")
    return markup.link(locator, f"{site}, {last}")


def _called(folder, language):
    return say("compare", language) if folder == "compare" else plans.short(source.read(folder), language)


def _entrances(name, language):
    """Show the three entrances as cards."""
    methods = at("methods", language)
    cards = [
        f'<a class="entrance" href="{_target(name, target.format(language=language, methods=methods))}">'
        f"<strong>{say(key, language)}</strong><span>{say(f'{key}_say', language)}</span></a>"
        for key, target in CARDS.items()
    ]
    return f'<div class="entrances">{"".join(cards)}</div>'


def _target(name, target):
    return target if target.startswith("#") else markup.up(name) + target


def _more(name, language):
    """List the other pages that the first one leads to => pairs of a target and a text."""
    compare = [(f"/{language}/compare/{name}.md", chapter(name, language)) for name in chapters.names(None)]
    taught = [(f"/{language}/cases/index.md", say("cases", language))] if classroom.cases() else []
    own = [(f"/{language}/{name}.md", say(name, language)) for name in ("findings", "downloads")]
    return [*compare, *taught, *own, *((f"/{at(name, language)}.md", titled(name, language)) for name in FURTHER)]
