"""The pace that each possible baseline would require, where none is published, and where other places stood."""

import pandas as pd

from helpers import charts, report, texts
from helpers.charts import layout
from helpers.codebook import source
from helpers.language import LANGUAGES, of, step_unit

WORDS = texts.load("charts/unknown_baseline")["words"]
PANEL = 2.1
"""Height of a panel, in inches."""
FEWEST = 2
"""Curves below which a sentence says it better than a figure."""
SHAPES = ("o", "s", "^", "v", "P")
OWN = "D"
"""The mark of a place; of a later value of the plan itself."""


def rows(curves, marks, abouts):
    """List the curves of the goals for which some value is known, and the values with the names of their place.

    Parameters
    ----------
    curves, marks : DataFrame
        From `helpers.growth.unknown_baseline`.
    abouts : dict
        A plan's name to its source.yml: the places' names to print.

    Returns
    -------
    DataFrame
        Rows of curves, baseline and value (the pace), then of marks: with place, its names, year, own. A plan's own
        later value comes first of its goal, and its goal first.
    """
    marked = curves[curves["target_id"].isin(marks["target_id"])]
    places = marks.rename(columns={"value": "baseline", "pace": "value"})
    for each in LANGUAGES:
        names = {name: source.region(item, each) for name, item in abouts.items()}
        places[f"place_{each}"] = places["place"].map(names).fillna(places["place"])
    named = ["target_id", "plan", "indicator", "indicator_zh", "indicator_en", "unit", "target_year", "target"]
    places = places.merge(marked.drop_duplicates("target_id")[named], on="target_id")
    found = pd.concat([marked, places], ignore_index=True)
    found["own"] = found["own"].eq(True) if "own" in found else False
    order = -found.groupby("target_id")["own"].transform("max").astype(int)
    return found.loc[order.sort_values(kind="stable").index].reset_index(drop=True)


def figure(rows, words, language, size):
    """Draw one curve a goal, the range that other places span, and each place on it => Figure, DataFrame drawn."""
    goals = rows["target_id"].unique()
    others = rows[_is_mark(rows) & ~rows["own"]]
    words = layout.noted(words, of(language).word(WORDS, "key")) if others["target_id"].duplicated().any() else words
    words = layout.noted(words, of(language).word(WORDS, "own")) if rows["own"].any() else words
    fig, axes = layout.panels(size, len(goals), words, PANEL, language)
    for ax, goal in zip(axes, goals, strict=False):
        part = rows[rows["target_id"] == goal]
        panel(part[~_is_mark(part)], part[_is_mark(part)], ax, language, size)
    return fig, rows[rows["target_id"].isin(goals[: len(axes)])].reset_index(drop=True)


def finding(rows, about, language):
    """Say for how many goals the pace hangs on a baseline that is not in the data."""
    count = rows["target_id"].nunique()
    return of(language).say(WORDS, "finding" if count > 1 else "name", place=report.places(about, language), n=count)


def subtitle(rows, about, language):
    """Name the measure."""
    return of(language).word(WORDS, "subtitle")


def alt(drawn, language):
    """Describe what is drawn, after the finding."""
    marked = int(_is_mark(drawn).sum())
    return of(language).say(WORDS, "alt", curves=drawn["target_id"].nunique(), marks=marked)


def empty(rows, language):
    """Say why no curve is drawn: no value of another place, or of one goal only."""
    count = rows["target_id"].nunique()
    return "" if count >= FEWEST else of(language).word(WORDS, "one" if count else "nothing")


def _is_mark(rows):
    return rows["place"].notna() if "place" in rows else pd.Series(False, index=rows.index)


def panel(curve, marks, ax, language="en", size=layout.PAGE):
    """Draw one goal: its curve, grey where other places stood, and a mark a place, the plan's own later value first."""
    goal, colour, ink = curve.iloc[0], charts.COLOURS["target"], charts.COLOURS["baseline"]
    others = marks.loc[~marks["own"], "baseline"]
    if len(others) > 1:
        ax.axvspan(others.min(), others.max(), color="#eeeeee", zorder=0)
    ax.plot(curve["baseline"], curve["value"], color=colour, lw=1.4, zorder=2)
    ax.axhline(0, color="#888888", lw=0.6, zorder=1)
    ax.margins(y=0.12)
    rises = curve["value"].iloc[0] > curve["value"].iloc[-1] or curve["value"].min() < 0
    ordered = marks.sort_values(["own", "value"], ascending=False)
    shapes = [OWN] * int(marks["own"].sum()) + [*SHAPES]
    for place, (mark, shape) in enumerate(zip(ordered.itertuples(), shapes, strict=False)):
        look = {"ms": 4.5, "mfc": ink if mark.own else "white", "mec": ink, "mew": 1.1, "ls": "none"}
        y = 0.94 - 0.11 * place
        ax.plot(mark.baseline, mark.value, shape, **look, zorder=3)
        ax.plot(0.97, y, shape, **look, transform=ax.transAxes)
        where = {"xycoords": "axes fraction", "ha": "right", "va": "center", "color": ink}
        ax.annotate(said(mark, language), (0.94, y), fontsize=6.8, **where)
    unit = of(language).unit(goal["unit"])
    ax.set_xlabel(of(language).say(WORDS, "axis", unit=unit), fontsize=layout.SMALL)
    ax.xaxis.set_major_formatter(lambda value, _: of(language).number(value, goal["unit"]))
    ax.yaxis.set_major_formatter(lambda value, _: of(language).number(value, signed=True, digits=4))
    target = of(language).measured(goal["target"], goal["unit"])
    name = f"{goal[f'indicator_{language}']} → {target}{of(language).comma}{goal['target_year']}"
    layout.name_panel(ax, size, name)
    rate = of(language).rate_unit(f"{step_unit(goal['unit'])}_per_year")
    ax.set_ylabel(rate, fontsize=layout.SMALL)
    if not rises:
        ax.invert_xaxis()
    return ax


def said(mark, language="en"):
    """Write where a place stood and what that would require: 'China 2022: 89.55, +1.82 a year'.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> names = {"place_zh": "全国", "place_en": "China", "unit": "percent", "own": False}
    >>> said(SimpleNamespace(year=2022.0, baseline=89.55, value=0.0, **names), "zh")
    '全国2022年：89.55，已达到'
    """
    told = {"place": getattr(mark, f"place_{language}"), "year": int(mark.year)}
    told |= {"value": of(language).number(mark.baseline, mark.unit)}
    told |= {"pace": of(language).number(mark.value, signed=True, digits=3)}
    return of(language).say(WORDS, "mark" if mark.value else "met", **told)
