"""Children that enrolment and rate imply, that births give, and the pupils to come: scenarios drawn apart."""

import pandas as pd

from helpers import charts, texts
from helpers.charts import layout
from helpers.language import of

TEXTS = texts.load("questions")
PANELS = {"children": ("implied_group", "births_group"), "places": ("pupils",)}
LOOKS = {
    "observed": ("o", "baseline", "-"),
    "as_published": ("s", "muted", "-"),
    "plan": ("D", "target", ""),
    "born": ("^", "target", "-"),
    "flat": ("v", "projection", "--"),
    "minus_5": ("<", "projection", ":"),
    "plus_5": (">", "projection", ":"),
    "as_parent": ("P", "projection", ""),
    "progression": ("X", "projection", ""),
}
"""Mark, colour and line of what a number supposes."""


def figure(rows, targets, title, source, language="en"):
    """Draw the age groups and the pupils of each stage over the years, a mark a scenario.

    Parameters
    ----------
    rows : DataFrame
        As `helpers.codebook.schema` declares cohorts.
    targets : DataFrame
        Not drawn: which promises the numbers rest on stands in the source of each row.
    title, source : str
        What stands above and below the panels.

    Returns
    -------
    Figure, DataFrame
        The figure and the numbers drawn. A panel has at least two numbers.
    """
    groups = panels(rows)
    if not groups:
        return layout.nothing(title, source, of(language).word(TEXTS["chart"], "nothing_cohorts")), rows[:0]
    drawn = pd.concat([part for *_, part in groups], ignore_index=True)
    used = [name for name in LOOKS if (drawn["scenario"] == name).any()]
    key = [(_mark(name), of(language).word(TEXTS["scenarios"], name)) for name in used]
    fig, axes = layout.grid(len(groups), title, source, height=2.4, key=key)
    for ax, (kind, stage, part) in zip(axes, groups, strict=True):
        for name in used:
            same = part[part["scenario"] == name].sort_values("year")
            line(same, name, ax)
        name = of(language).word(TEXTS["stages"], stage)
        ax.set_title(of(language).word(TEXTS["chart"], kind).format(stage=name), fontsize=layout.NAME)
        years = part["year"].astype(int)
        ax.xaxis.set_major_locator(layout.whole_years(years))
        ax.xaxis.set_major_formatter(lambda year, _: f"{year:.0f}")
        ax.set_xlim(years.min() - 0.6, years.max() + 0.6)
        ax.set_ylim(bottom=0, top=1.12 * part[["value", "high"]].max().max())
        ax.yaxis.set_major_formatter(lambda value, _: of(language).number(value, "persons", digits=5))
    return fig, drawn


def panels(rows):
    """Pick what is drawn => list of (children or places, stage, rows), each of at least two numbers."""
    known, found = rows[rows["value"].notna() & rows["scenario"].isin(list(LOOKS))], []
    for stage in dict.fromkeys(known["stage"]):
        for kind, quantities in PANELS.items():
            part = known[(known["stage"] == stage) & known["quantity"].isin(quantities)]
            if len(part) > 1:
                found.append((kind, stage, part.reset_index(drop=True)))
    return found


def line(same, scenario, ax):
    """Draw the numbers of one scenario with their intervals."""
    shape, colour, style = LOOKS[scenario]
    look = {"marker": shape, "ms": 3.5, "color": charts.COLOURS[colour], "lw": 0.9, "ls": style or "none"}
    for row in same[same["low"].notna()].itertuples():
        ax.plot([row.year, row.year], [row.low, row.high], color=charts.COLOURS[colour], lw=2.2, alpha=0.35)
    return ax.plot(same["year"].astype(int), same["value"], **look)


def _mark(scenario):
    shape, colour, _ = LOOKS[scenario]
    return layout.mark(shape, charts.COLOURS[colour])
