"""The pace that each possible baseline would require, where none is published, and where other places stood."""

import pandas as pd

from helpers import charts
from helpers.charts import layout
from helpers.codebook import source
from helpers.language import LANGUAGES, of

PANEL = 2.1
"""Height of a panel, in inches."""
FEWEST = 2
"""Curves below which a sentence says it better than a figure."""
MARKS = ("o", "s", "^", "D", "v", "P")


def figure(curves, marks, abouts, title, credits, language="en"):
    """Draw one curve a goal, the range that other places span, and each place on it.

    Parameters
    ----------
    curves, marks : DataFrame
        From `helpers.growth.unknown_baseline`.
    abouts : dict
        A plan's name to its source.yml: the places' names to print.
    title, credits : str
        What stands above and below the panels.

    Returns
    -------
    Figure, DataFrame
        The figure and the numbers drawn: the curves of the goals for which some other place has a value, and the marks,
        with the names of their place.
    """
    if curves.empty or marks.empty:
        reason = "nothing_unknown" if curves.empty else "nothing_marked"
        return layout.nothing(title, credits, of(language).word("terms", reason)), curves[:0]
    marked = curves[curves["target_id"].isin(marks["target_id"])]
    if marked["target_id"].nunique() < FEWEST:
        return layout.nothing(title, credits, of(language).word("terms", "one_curve")), curves[:0]
    spanned = marks.loc[marks["target_id"].isin(marked["target_id"]), "target_id"].duplicated().any()
    below = f"{of(language).word('terms', 'unknown_key')}\n{credits}" if spanned else credits
    fig, axes = layout.panels(marked["target_id"].nunique(), title, below, PANEL, language)
    drawn = marked[marked["target_id"].isin(marked["target_id"].unique()[: len(axes)])]
    regions = {name: source.region(about, language) for name, about in abouts.items()}
    groups = list(drawn.groupby("target_id", sort=False))
    for ax, (target_id, curve) in zip(axes, groups, strict=True):
        panel(curve, marks[marks["target_id"] == target_id], regions, ax, language)
    places = marks[marks["target_id"].isin(drawn["target_id"])].rename(columns={"value": "baseline", "pace": "value"})
    named = drawn.drop_duplicates("target_id")[
        ["target_id", "indicator", "indicator_zh", "indicator_en", "unit", "target_year"]
    ]
    for each in LANGUAGES:
        places[f"place_{each}"] = places["place"].map(
            {name: source.region(item, each) for name, item in abouts.items()}
        )
    places = places.merge(named, on="target_id")
    return fig, pd.concat([drawn, places], ignore_index=True)


def panel(curve, marks, regions, ax, language="en"):
    """Draw the curve of one goal with its marks.

    Parameters
    ----------
    curve, marks : DataFrame
        Rows of one target.
    regions : dict
        A plan's name to the place's name to print.
    ax : Axes

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from helpers.codebook import schema
    >>> from helpers.growth import unknown_baseline
    >>> targets = schema.load("targets", "chuxiong-2023-2025")
    >>> marks = unknown_baseline.marks(targets, schema.load("observations", "china-14fyp"))
    >>> curve = unknown_baseline.curves(targets, marks).query("indicator == 'inclusive_kindergarten_share'")
    >>> ax = panel(curve, marks, {"china-14fyp": "China"}, plt.figure().add_subplot())
    >>> [text.get_text() for text in ax.texts]
    ['China 2022: 89.55, +1.82 a year']
    """
    goal, colour, ink = curve.iloc[0], charts.COLOURS["target"], charts.COLOURS["baseline"]
    if len(marks) > 1:
        ax.axvspan(marks["value"].min(), marks["value"].max(), color="#eeeeee", zorder=0)
    ax.plot(curve["baseline"], curve["value"], color=colour, lw=1.4, zorder=2)
    ax.axhline(0, color="#888888", lw=0.6, zorder=1)
    ax.margins(y=0.12)
    rises = curve["value"].iloc[0] > curve["value"].iloc[-1] or curve["value"].min() < 0
    ordered = marks.sort_values("value", ascending=False)
    for place, (mark, shape) in enumerate(zip(ordered.itertuples(), MARKS, strict=False)):
        ax.plot(mark.value, mark.pace, shape, ms=4.5, mfc="white", mec=ink, mew=1.1, zorder=3)
        ax.plot(0.97, 0.94 - 0.11 * place, shape, ms=4.5, mfc="white", mec=ink, mew=1.1, transform=ax.transAxes)
        note = said(mark, regions, goal["unit"], language)
        y = 0.94 - 0.11 * place
        ax.annotate(note, (0.94, y), xycoords="axes fraction", ha="right", va="center", fontsize=6.8, color=ink)
    ax.set_xlabel(
        of(language).word("terms", "unknown_baseline").format(unit=of(language).unit(goal["unit"])), fontsize=7
    )
    ax.xaxis.set_major_formatter(lambda value, _: of(language).number(value, goal["unit"]))
    ax.yaxis.set_major_formatter(lambda value, _: of(language).number(value, signed=True, digits=4))
    target = of(language).measured(goal["target"], goal["unit"])
    layout.name_panel(ax, f"{goal[f'indicator_{language}']} → {target}, {goal['target_year']}")
    rate = {"percent": "points"}.get(goal["unit"], goal["unit"]) + "_per_year"
    ax.set_ylabel(of(language).rate_unit(rate), fontsize=7)
    if not rises:
        ax.invert_xaxis()
    return ax


def said(mark, regions, unit, language="en"):
    """Write where a place stood and what that would require: 'China 2022: 89.55, +1.82 a year'.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> mark = SimpleNamespace(place="china-14fyp", year=2022.0, value=89.55, pace=0.0)
    >>> said(mark, {"china-14fyp": "全国"}, "percent", "zh")
    '全国 2022 年：89.55，已达到'
    """
    value = of(language).number(mark.value, unit)
    pace = of(language).number(mark.pace, signed=True, digits=3)
    key = "unknown_mark" if mark.pace else "unknown_met"
    return (
        of(language)
        .word("terms", key)
        .format(place=regions.get(mark.place, mark.place), year=int(mark.year), value=value, pace=pace)
    )
