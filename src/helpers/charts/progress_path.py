"""What was observed against the way that the target requires: a panel a goal."""

import numpy as np
import pandas as pd

from helpers import charts
from helpers.charts import layout
from helpers.goals import LEVELS, levels, once
from helpers.language import of, ratio
from helpers.progress import inputs

PANEL = 1.85
"""Height of a panel, in inches."""


def figure(targets, observations, progress, title, source, language="en"):
    """Draw the required way with its rounding interval, the observations with theirs, and the verdict.

    Parameters
    ----------
    targets, observations, progress : DataFrame
        As `helpers.codebook.schema` declares them.
    title, source : str
        What stands above and below the panels.

    Returns
    -------
    Figure, DataFrame
        The figure and the numbers drawn: one row a value, `part` says of what (required or observed).
    """
    goals = followed(targets, observations, progress)
    if goals.empty:
        return layout.nothing(title, source, of(language).word("terms", "nothing_observed")), goals
    below = f"{of(language).word('terms', 'path_key')}\n{source}"
    fig, axes = layout.panels(len(goals), title, below, PANEL, language)
    names = charts.names_of(goals, language)[: len(axes)]
    goals = goals[: len(axes)]
    seen = levels(observations)
    drawn = []
    for ax, goal, name in zip(axes, goals.itertuples(), names, strict=True):
        values = seen[(seen["plan"] == goal.plan) & (seen["indicator"] == goal.indicator)]
        back = 2 * goal.baseline_year - goal.target_year
        values = values[values["year"].between(back, max(goal.observed_year, goal.target_year))]
        drawn.append(numbers(goal, values))
        panel(drawn[-1], goal, ax, language, name)
    return fig, pd.concat(drawn, ignore_index=True)


def followed(targets, observations, progress):
    """Pick the levels with a year that have both a baseline and a later observation, each once.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = followed(*(schema.load(name, "yunyang-14fyp") for name in ("targets", "observations", "progress")))
    >>> rows["target_id"].tolist()[:2]
    ['large_classes_compulsory@2025', 'preschool_gross_enrolment@2025']
    """
    targets = targets.reset_index(drop=True)
    given = inputs.rows(targets, observations)[["y0", "h0", "e", "h1", "h"]]
    judged = progress[["plan", "target_id", "indicator", "observed_year", "observed", "ratio", "verdict", "flags"]]
    rows = once(pd.concat([targets, given], axis=1)).merge(judged, on=["plan", "target_id", "indicator"])
    levels = rows["kind"].isin(LEVELS) & rows["target_year"].notna()
    return rows[levels & rows["y0"].notna() & rows["observed_year"].notna()].reset_index(drop=True)


def numbers(goal, values):
    """List what one panel draws: the two ends of the way and every value observed, each with its rounding interval.

    Parameters
    ----------
    goal : named tuple
        A row of `followed`.
    values : DataFrame
        From `levels`, of the goal's series.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> tables = [schema.load(name, "yunyang-14fyp") for name in ("targets", "observations", "progress")]
    >>> goal = next(followed(*tables).itertuples())
    >>> seen = levels(tables[1]).query("indicator == @goal.indicator")
    >>> numbers(goal, seen)[["part", "year", "value"]].values.tolist()[:3]
    [['required', 2020, 31.0], ['required', 2025, 0.0], ['observed', 2015, 478.0]]
    """
    base = {"target_id": goal.target_id, "plan": goal.plan, "indicator": goal.indicator, "unit": goal.unit}
    base |= {"indicator_zh": goal.indicator_zh, "indicator_en": goal.indicator_en}
    ends = [(goal.baseline_year, goal.y0, goal.h0), (goal.target_year, goal.e, goal.h1)]
    rows = [base | {"part": "required", "year": year, "value": value, "halfwidth": half} for year, value, half in ends]
    for row in values.itertuples():
        rows.append(base | {"part": "observed", "year": row.year, "value": row.value, "halfwidth": row.halfwidth})
    return pd.DataFrame(rows)


def panel(drawn, goal, ax, language="en", name=""):
    """Draw one goal.

    Parameters
    ----------
    drawn : DataFrame
        From `numbers`.
    goal : named tuple
        A row of `followed`.
    ax : Axes
    name : str
        What stands above the panel; the indicator's name where it is empty.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from helpers.codebook import schema
    >>> tables = [schema.load(name, "yunyang-14fyp") for name in ("targets", "observations", "progress")]
    >>> goal = next(followed(*tables).itertuples())
    >>> seen = levels(tables[1]).query("indicator == @goal.indicator")
    >>> [text.get_text() for text in panel(numbers(goal, seen), goal, plt.figure().add_subplot()).texts]
    ['0', '10', 'on track, R = 3.39; observed before the plan was published']
    """
    colour, ink = charts.COLOURS["target"], charts.COLOURS["baseline"]
    way, seen = drawn[drawn["part"] == "required"], drawn[drawn["part"] == "observed"]
    years = np.asarray(way["year"], float)
    low, high = way["value"] - way["halfwidth"], way["value"] + way["halfwidth"]
    ax.fill_between(years, low, high, color=colour, alpha=0.15, lw=0)
    ax.plot(years, way["value"], color=colour, lw=1.2, ls=(0, (4, 2)))
    face = colour if goal.nature == "binding" else "white"
    ax.plot(years[1], way["value"].iloc[1], "D", ms=5, mfc=face, mec=colour, mew=1.2, zorder=4)
    ax.errorbar(
        seen["year"].astype(float),
        seen["value"],
        yerr=seen["halfwidth"],
        fmt="-o",
        ms=3.5,
        color=ink,
        lw=1,
        elinewidth=2,
    )
    last = seen.iloc[-1]
    end = way["value"].iloc[1]
    apart = last["value"] >= (end if last["year"] == years[1] else np.interp(float(last["year"]), years, way["value"]))
    target_over = not apart if last["year"] == years[1] else end == 0 or end >= way["value"].iloc[0]
    labels = [(years[1], end, colour, target_over), (float(last["year"]), last["value"], ink, apart)]
    for year, value, shade, over in labels:
        shown = of(language).number(value, goal.unit)
        place = {"ha": "center", "va": "bottom" if over else "top", "fontsize": 7, "color": shade}
        ax.annotate(shown, (year, value), (0, 5 if over else -5), textcoords="offset points", **place)
    layout.name_panel(ax, of(language).in_unit(name or getattr(goal, f"indicator_{language}"), goal.unit), pad=15)
    ax.annotate(verdict(goal, language), (0, 1), (0, 4), "axes fraction", "offset points", fontsize=7, color=ink)
    ax.margins(x=0.08, y=0.22)
    if drawn["value"].min() >= 0:
        ax.set_ylim(bottom=max(ax.get_ylim()[0], -0.18 * drawn["value"].max()))
    ax.grid(True, axis="y")
    ax.xaxis.set_major_locator(layout.whole_years(drawn["year"]))
    ax.yaxis.set_major_formatter(lambda value, _: of(language).number(value, goal.unit))
    return ax


def verdict(goal, language="en"):
    """Say the verdict of one goal, and on what ratio it rests.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> verdict(SimpleNamespace(verdict="on_track", ratio=1.193, flags="before_adoption;self_reported"))
    'on track, R = 1.19; observed before the plan was published'
    """
    comma = of(language).comma
    name = of(language).word("verdicts", goal.verdict)
    ratio = "" if pd.isna(goal.ratio) else ratio(goal.ratio)
    said = f"{name}{comma}R {'' if ratio.startswith('>') else '= '}{ratio}" if ratio else name
    early = isinstance(goal.flags, str) and "before_adoption" in goal.flags
    return said + ((of(language).semicolon) + of(language).word("flags", "before_adoption") if early else "")
