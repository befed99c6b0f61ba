"""Children that enrolment and rate imply, that births give, and the pupils to come: scenarios drawn apart."""

import pandas as pd

from helpers import report, texts
from helpers.charts import layout, marks
from helpers.language import of

WORDS = texts.load("charts/cohorts")["words"]
TEXTS = texts.load("questions")
PANELS = {"children": ("implied_group", "births_group"), "places": ("pupils",)}
MANY = 10_000_000
"""Persons from which an axis counts in millions."""
SCENARIOS = ("observed", "as_published", "plan", "born", "flat", "minus_5", "plus_5", "as_parent", "progression")
"""What a number supposes; each has a mark of its name."""
LATER = ("born", "plan", "as_parent")
"""What the last observed group is held against, the firmest first."""


def rows(computed, targets=None):
    """List the numbers that can be drawn: of each stage the age groups, and the pupils; at least two numbers a panel.

    Parameters
    ----------
    computed : DataFrame
        As `helpers.codebook.schema` declares cohorts.
    targets : DataFrame, optional
        Not needed: which promises the numbers rest on stands in the source of each row.

    Returns
    -------
    DataFrame
        The rows of cohorts that are drawn, with the kind of panel: children or places.
    """
    known, found = computed[computed["value"].notna() & computed["scenario"].isin(SCENARIOS)], []
    for stage in dict.fromkeys(known["stage"]):
        for kind, quantities in PANELS.items():
            part = known[(known["stage"] == stage) & known["quantity"].isin(quantities)]
            if len(part) > 1:
                found.append(part.assign(panel=kind))
    return pd.concat(found, ignore_index=True) if found else known[:0].assign(panel="")


def figure(rows, words, language, size):
    """Draw a panel a stage and kind, a mark a scenario, as many panels as there is room for => Figure, DataFrame."""
    groups = list(rows.groupby(["stage", "panel"], sort=False))
    used = [name for name in SCENARIOS if (rows["scenario"] == name).any()]
    of_line = rows.groupby(["scenario", "stage", "panel"]).size().groupby("scenario").max()
    key = [marks.entry(name, of(language).word(TEXTS["scenarios"], name), of_line[name] > 1) for name in used]
    fig, axes = layout.panels(size, len(groups), words, 2.2, language, key=key)
    for ax, ((stage, kind), part) in zip(axes, groups, strict=False):
        for name in used:
            line(part[part["scenario"] == name].sort_values("year"), name, ax)
        layout.name_panel(ax, size, of(language).say(WORDS, kind, stage=of(language).word(TEXTS["stages"], stage)))
        years = part["year"].astype(int)
        ax.xaxis.set_major_locator(layout.whole_years(years))
        ax.xaxis.set_major_formatter(lambda year, _: f"{year:.0f}")
        ax.set_xlim(years.min() - 0.6, years.max() + 0.6)
        ax.set_ylim(bottom=0, top=1.12 * part[["value", "high"]].max().max())
        large = _size(part)
        ax.yaxis.set_major_formatter(lambda value, _, large=large: tick(value, large, language))
        ax.grid(True, axis="y")
        ax.grid(False, axis="x")
    shown = [part for _, part in groups[: len(axes)]]
    return fig, pd.concat(shown, ignore_index=True)


def tick(value, size, language):
    """Write a number of persons at an axis, of many in millions.

    Examples
    --------
    >>> tick(60_000_000, "many", "en"), tick(60_000_000, "many", "zh"), tick(35_000, "few", "en")
    ('60 m', '6,000万', '35,000')
    """
    unit = int(of(language).word(WORDS, "per_many")) if size == "many" else 1
    return of(language).say(WORDS, size, number=of(language).number(value / unit, "persons", digits=5))


def finding(rows, about, language):
    """Say by how much an age group shrinks or grows from its last observed number to the firmest later one."""
    place = report.places(about, language)
    change = change_of(rows)
    if change is None:
        return of(language).say(WORDS, "name", place=place)
    stage, scenario, first, last, percent, open_ = change
    people = of(language).word(WORDS, "people_young" if stage == "senior" else "people")
    told = {"place": place, "stage": of(language).word(TEXTS["stages"], stage), "people": people}
    told |= {"first": first, "last": last}
    if open_:
        return of(language).say(WORDS, f"{scenario}_same", **told)
    size = of(language).number(abs(percent), digits=2)
    return of(language).say(WORDS, f"{scenario}_fewer" if percent < 0 else f"{scenario}_more", **told, percent=size)


def change_of(rows):
    """Compare the last observed age group of the first stage with the firmest later number.

    Returns
    -------
    tuple or None
        Stage, scenario, the two years, the change in percent, and whether its intervals leave open which way it goes.
    """
    children = rows[rows["panel"] == "children"]
    for stage, part in children.groupby("stage", sort=False):
        seen = part[part["scenario"] == "observed"].sort_values("year")
        for scenario in LATER if len(seen) else ():
            later = part[(part["scenario"] == scenario) & (part["year"] > seen["year"].iloc[-1])].sort_values("year")
            if len(later) and seen["value"].iloc[-1]:
                end, start = later.iloc[-1], seen.iloc[-1]
                percent = 100 * (end["value"] / start["value"] - 1)
                overlap = end["low"] <= start["high"] and start["low"] <= end["high"]
                return stage, scenario, int(start["year"]), int(end["year"]), float(percent), overlap or not percent
    return None


def subtitle(rows, about, language):
    """Name the measure, the unit and the years."""
    if rows.empty:
        return ""
    years = of(language).span(rows["year"])
    millions = of(language).word(WORDS, "millions") if _size(rows) == "many" else ""
    supposed = ~rows["scenario"].isin(["observed", "as_published", "plan"])
    scenarios = of(language).word(WORDS, "scenarios") if supposed.any() else ""
    return of(language).say(WORDS, "subtitle", years=years, millions=millions, scenarios=scenarios)


def alt(drawn, language):
    """Describe what is drawn, after the finding."""
    return of(language).say(WORDS, "alt", count=len(drawn))


def empty(rows, language):
    """Say that there is nothing to hold against each other, where it is so."""
    return of(language).word(WORDS, "nothing") if rows.empty else ""


def _size(rows):
    return "many" if rows[["value", "high"]].max().max() >= MANY else "few"


def line(same, scenario, ax):
    """Draw the numbers of one scenario with their intervals."""
    for row in same[same["low"].notna()].itertuples():
        colour = marks.LOOKS[scenario]["color"]
        ax.plot([row.year, row.year], [row.low, row.high], color=colour, lw=2.2, alpha=0.35)
    return marks.draw(scenario, same["year"].astype(int), same["value"], ax)
