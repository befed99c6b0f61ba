"""Figures on pages: a card a figure with its files, the gallery, and the tables to download."""

import re
from html import escape

from helpers import paths
from helpers.errors import InputError
from helpers.language import LANGUAGES, of
from helpers.runner.jobs import PAGE, SIZES
from helpers.site import markup
from helpers.site.labels import PICTURES, asked, say
from helpers.site.labels import picture as named

FORMATS = (".svg", ".pdf", ".png", ".csv", ".json", ".html", ".tex", ".xlsx")
"""What is taken over from figures/<plan>/."""
SIDES = re.compile(r'<svg[^>]*? viewBox="0 0 ([\d.]+) ([\d.]+)"')


NARROW = "(max-width: 40rem)"
"""Screens that get the figure as a column of a journal has it."""
FILES = ("svg", "pdf", "png", "csv", "json")
"""The files of a figure, the best to look at first."""


def bundles(language):
    """List the figures of a language that known plans and their comparison have, each with its sizes.

    Returns
    -------
    list of dict
        What the json of its page size says (or of the first there is), in the order of plans and names; `folder` is the
        plan's name or compare, `sizes` maps each size to {ending: file name}.

    Examples
    --------
    >>> all(about["sizes"] for about in bundles("en"))
    True
    """
    found = {}
    folders = ["compare", *paths.plans()]
    files = [file for name in folders for file in sorted((paths.root() / "figures" / name).glob(f"*-{language}.json"))]
    for file in files:
        try:
            about = paths.read_json(file)
        except InputError:  # of a run that was cut off; the next one draws it again
            continue
        size, stem = about["parameters"].get("size", PAGE), file.stem.removesuffix(f"-{language}")
        names = {end: f"{stem}.csv" if end == "csv" else f"{stem}-{language}.{end}" for end in FILES}
        beside = {end: name for end, name in names.items() if file.with_name(name).exists()}
        known = found.setdefault((file.parent.name, about["figure"]), about | {"folder": file.parent.name, "sizes": {}})
        known["sizes"][size] = beside
        if size == PAGE:
            found[file.parent.name, about["figure"]] = known | about
    return [found[key] for key in sorted(found)]


def files(folder):
    """List the files of a plan's figures and tables that the site offers, or of the comparison.

    Examples
    --------
    >>> files("no-such-plan")
    []
    """
    found = sorted((paths.root() / "figures" / folder).glob("*"))
    return [file for file in found if file.suffix in FORMATS and not file.name.startswith(".")]


def picture(target, alt, file=None):
    """Show a picture on white, with its alternative text; the room for it is kept where its file is an svg.

    Examples
    --------
    >>> picture("a.svg", "a rise")
    '<img class="dark-light" src="a.svg" alt="a rise" loading="lazy">'
    """
    found = SIDES.search(file.read_text(encoding="utf-8")) if file and file.suffix == ".svg" else None
    sides = ' width="{:.0f}" height="{:.0f}"'.format(*map(float, found.groups())) if found else ""
    return f'<img class="dark-light" src="{escape(target)}" alt="{escape(alt)}"{sides} loading="lazy">'


def card(about, page, language, large=False):
    """Show a figure with its caption and its files by size.

    Parameters
    ----------
    about : dict
        From `bundles`.
    page : str
        The page it is shown on.
    large : bool
        In a chapter, as wide as the text; else a picture of the gallery.

    Examples
    --------
    >>> about = {"folder": "x", "figure": "slope", "caption": "A", "alt": "B"}
    >>> about["sizes"] = {"page": {"png": "slope-en.png"}}
    >>> 'href="../figures/x/slope-en.png" download' in card(about, "en/figures", "en")
    True
    """
    root = f"{markup.up(page)}figures/{about['folder']}/"
    sizes = sorted(about["sizes"].items(), key=lambda item: SIZES.index(item[0]))
    shown = about["sizes"].get(PAGE) or sizes[0][1]
    name = next(shown[end] for end in ("svg", "png", "pdf", "json") if end in shown)
    links = "<br>".join(
        f"{of(language).word('terms', f'size_{size}')} "
        + " · ".join(
            markup.link(root + name, end, download="", aria_label=f"{end}, {name}") for end, name in files.items()
        )
        for size, files in sizes
    )
    img = picture(root + name, about["alt"], paths.root() / "figures" / about["folder"] / name)
    narrow = about["sizes"].get("column", {}).get("svg")
    if narrow and large:
        img = f'<picture><source media="{NARROW}" srcset="{escape(root + narrow)}">{img}</picture>'
    said, rest = finding(about, language)
    rest = f"<p>{escape(rest)}</p>" if rest else ""
    files = f'<details class="files"><summary>{say("files", language)}</summary>{rest}{links}</details>'
    label = escape(f"{named(about['figure'], language)}, svg")
    return (
        f'<figure class="figure-card{" large" if large else ""}" id="{about["folder"]}-{about["figure"]}">'
        f'<a href="{root + name}" aria-label="{label}">{img}</a>'
        f"<figcaption><strong>{escape(said)}</strong>{files}</figcaption></figure>"
    )


def finding(about, language):
    """Give what a figure shows, its title, and what else its caption says => (str, str).

    Examples
    --------
    >>> finding({"caption": "A rises. Source: a plan"}, "en"), finding({"title": "A", "caption": "A. B."}, "en")
    (('A rises.', 'Source: a plan'), ('A', 'B.'))
    """
    caption = about["caption"]
    title = about.get("title") or caption[: caption.find(of(language).word("terms", "source"))].strip() or caption
    return title, caption.removeprefix(title).lstrip(".。 ")


def by_question(group):
    """Sort the figures of a plan by the questions they answer => {promised, ambition, sums, kept or "": list}.

    Examples
    --------
    >>> [(asks, [about["figure"] for about in some]) for asks, some in by_question(
    ...     [{"figure": name} for name in ("a-new-one", "cohorts", "required-growth", "ambition")]).items()]
    [('ambition', ['ambition', 'required-growth']), ('sums', ['cohorts']), ('', ['a-new-one'])]
    """
    order = [name for table in PICTURES.values() for name in table]
    known = sorted(group, key=lambda about: [*order, about["figure"]].index(about["figure"]))
    found = {asks: [about for about in known if asked(about["figure"]) == asks] for asks in (*PICTURES, "")}
    return {asks: some for asks, some in found.items() if some}


def cards(group, page, language, large=False):
    """Show figures side by side, or large below each other; those with nothing to draw are only named.

    Examples
    --------
    >>> cards([], "en/figures", "en")
    ''
    """
    group = [about for some in by_question(group).values() for about in some]
    drawn = [about for about in group if about["data"].get("rows", 1)]
    shown = "\n".join(card(about, page, language, large) for about in drawn)
    parts = [shown if large else f'<div class="figure-cards">\n{shown}\n</div>'] if drawn else []
    root = f"{markup.up(page)}figures/"
    empty = [
        markup.link(f"{root}{about['folder']}/{about['figure']}-{language}.json", named(about["figure"], language))
        for about in group
        if about not in drawn
    ]
    if empty:
        parts.append(f"<p>{say('nothing_to_draw', language)} {' · '.join(empty)}</p>")
    return "\n".join(parts)


def downloads(folder, page, language):
    """Link the publication tables, the workbook and the tidy tables of a plan => a list in Markdown.

    Examples
    --------
    >>> "targets.csv" in downloads("yunyang-14fyp", "en/downloads", "en")
    True
    """
    root, others = markup.up(page), tuple(f"-{each}" for each in LANGUAGES if each != language)
    of_figures = [file for file in files(folder) if file.name.startswith("table") and not file.stem.endswith(others)]
    tidy = sorted((paths.processed() / ("" if folder == "compare" else folder)).glob("*.csv"))
    place = "data/" if folder == "compare" else f"data/{folder}/"
    listed = {
        "for_paper": [(f"figures/{folder}/{file.name}", file) for file in of_figures if file.suffix != ".xlsx"],
        "workbook": [(f"figures/{folder}/{file.name}", file) for file in of_figures if file.suffix == ".xlsx"],
        "tidy": [(f"{place}{file.name}", file) for file in tidy],
    }
    colon = of(language).colon
    return "\n".join(
        f"- {say(kind, language)}{colon}"
        + " · ".join(markup.link(root + target, file.name, download="") for target, file in found)
        for kind, found in listed.items()
        if found
    )
