"""Where the numbers of a plan's targets are printed: a page a plan, and the links that lead there from its tables."""

import re
from functools import cache
from html import escape

import pandas as pd
from lxml import html

from helpers import paths
from helpers.codebook import schema, source
from helpers.language import of
from helpers.site import markup
from helpers.site.labels import say
from helpers.tabular import cells, pages
from helpers.trace import TEXTS, documents, ends
from helpers.verbatim import verbatim

PAGE = "traces"
NAMED = {"indicator": ("indicator", "indicator_zh"), "goal": ("goal", "target_low"), "year": ("target_year", "due")}
NAMED |= {"place": ("locator",)}
"""Columns of any table that say which target a row is of."""
BRACKETED = re.compile(r"\s*[(（].*[)）]$")
"""What tables add to the name of an indicator to tell two targets of it apart."""


@cache
def _material(_):
    return ends.material()


def page(name, plan, place, language):
    """Write the page of a plan: every target and baseline, the printed cell with its place, and the document.

    Parameters
    ----------
    name : str
        The page's, from the site's root and without an ending.
    plan : str
        A folder of data/raw with processed tables.
    place : str
        What the plan is called.
    language : str

    Examples
    --------
    >>> made = page("en/plans/yantai-14fyp/traces", "yantai-14fyp", "Yantai", "en")
    >>> made.count(' id="t-') == len(schema.load("targets", "yantai-14fyp"))
    True
    """
    known, about = _material(paths.root()), source.read(plan)
    titles = [item["title_zh"] for item in (about, *about.get("further_documents", []))]
    body, frame = [], schema.load("targets", plan)
    for row in frame.itertuples():
        found = ends.of(known["targets"][plan, row.target_id], known)
        for number, end in enumerate(sorted(found, key=lambda end: end["of"], reverse=True)):
            anchor = f' id="{_anchor(row.target_id)}"' if not number else ""
            body.append(f"<tr{anchor}>{''.join(_cells(row, end, not number, titles, language))}</tr>")
    heads = [pages.headings(language)["indicator"]]
    heads += [say(f"trace_{key}", language) for key in ("of", "printed", "place", "line", "document")]
    head = "".join(f'<th scope="col">{escape(cells.capital(text))}</th>' for text in heads)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>\n" + "\n".join(body) + "\n</tbody></table>"
    cited = [f'<li id="d-{number}">{_linked(text)}</li>' for number, text in enumerate(documents([about], language), 1)]
    return "\n".join(
        [
            f"# {say('traces', language)} · {verbatim(place)}",
            "",
            markup.other(name, language),
            "",
            say("traces_say", language),
            "",
            markup.block(markup.scrolled(table, say("traces", language))),
            "",
            f"## {say('trace_document', language)}",
            "",
            markup.block(f"<ol>{''.join(cited)}</ol>"),
        ]
    )


def linked(table, plan, language):
    """Link the indicator of each row of a page's table to where the plan's target is printed.

    Parameters
    ----------
    table : str
        HTML of a table of the plan, in a page beside that of `page`.
    plan, language : str

    Examples
    --------
    >>> made = "<table><thead><tr><th>Indicator</th></tr></thead><tbody><tr><td>{}</td></tr></tbody></table>"
    >>> slug = schema.load("targets", "yantai-14fyp").iloc[0]
    >>> f'<a href="traces.html#t-{slug["indicator"]}' in linked(made.format(slug["indicator_en"]), "yantai-14fyp", "en")
    True
    >>> linked(made.format("another"), "yantai-14fyp", "en") == made.format("another")
    True
    """
    whole = html.fragment_fromstring(table, create_parent="div")
    changed = False
    for found in whole.iter("table"):
        heads = [cell.text_content().strip().casefold() for cell in found.xpath("./thead/tr[last()]/*")]
        at = {part: _column(heads, part, language) for part in NAMED}
        for row in found.xpath("./tbody/tr") if at["indicator"] is not None else ():
            said = [cell.text_content().strip() for cell in row]
            if len(said) != len(heads):
                continue
            wanted = {part: said[place].casefold() for part, place in at.items() if place is not None}
            if anchor := _target(wanted, plan, language):
                cell, link = row[at["indicator"]], html.Element("a", href=f"{PAGE}.html#{anchor}")
                link.text, cell.text, changed = cell.text_content(), None, True
                cell[:] = [link]
    return "".join(html.tostring(part, encoding="unicode") for part in whole) if changed else table


def _column(heads, part, language):
    """Find the column of a table that says a part of `NAMED`, by how any table heads it."""
    known = (pages.headings(language), schema.headings([*NAMED["indicator"], "locator"], language))
    names = [headings[name].casefold() for headings in known for name in NAMED[part] if name in headings]
    return next((heads.index(name) for name in names if name in heads), None)


def _target(wanted, plan, language):
    """Find the one target of an indicator that a row names by place, value and year, or else the first => anchor."""
    known, name = _known(paths.root(), plan, language), wanted["indicator"]
    found = known.get(name) or known.get(BRACKETED.sub("", name), [])
    for part in ("place", "goal", "year"):
        narrowed = [each for each in found if each[part] == wanted.get(part)]
        found = narrowed or found
    return found[0]["anchor"] if found else ""


@cache
def _known(_, plan, language):
    """List a plan's targets by the names that tables give them."""
    found = {}
    for row in schema.load("targets", plan).itertuples():
        indicator, goal, year = (text.casefold() for text in _names(row, language))
        told = {"place": row.locator.casefold(), "goal": goal, "year": year, "anchor": _anchor(row.target_id)}
        for name in dict.fromkeys([indicator, row.label_printed.casefold()]):  # tables call a milestone by its label
            found.setdefault(name, []).append(told)
    return found


def _names(row, language):
    return getattr(row, f"indicator_{language}"), of(language).target(row), _year(row.target_year)


def _year(year):
    return "" if pd.isna(year) else f"{year:.0f}"


def _anchor(target):
    return "t-" + re.sub(r"\W", "-", target)


def _cells(row, end, first, titles, language):
    """Write the cells of one printed figure; the first of a target names it."""
    indicator, goal, year = _names(row, language)
    if end["of"] == "baseline":
        goal, year = of(language).number(row.baseline, row.unit), _year(row.baseline_year)
    yield f"<td>{escape(cells.capital(indicator)) if first else ''}</td>"
    which = of(language).space.join(filter(None, (of(language).word(TEXTS["ends"], end["of"]), year)))
    yield f"<td>{escape(which + of(language).colon + goal)}</td>"
    if not end["end"]:
        yield "<td></td>" * 4
        return
    yield f"<td>{escape(end['printed'])}</td><td>{_linked(end['locator'])}</td>"
    yield f"<td>{escape(end['file'].rpartition('/')[2])}{of(language).colon}{end['line']}</td>"
    number = titles.index(end["document"]) + 1 if end["document"] in titles else 0
    yield f'<td>{f"""<a href="#d-{number}">[{number}]</a>""" if number else _linked(end["document"])}</td>'


def _linked(text):
    """Write a text with its addresses as links."""
    parts = re.split(r"(https?://[^\s,，；;]+)", text)
    return "".join(markup.link(part, part) if at % 2 else escape(part) for at, part in enumerate(parts))
