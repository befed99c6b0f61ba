"""Counts that must vanish, on a linear axis and on a logarithmic one: the same way, two looks."""

import numpy as np
import pandas as pd
from matplotlib.ticker import FixedLocator, NullLocator

from helpers import charts, goals, texts
from helpers.charts import layout
from helpers.codebook import source
from helpers.growth import formulas
from helpers.language import of

WORDS = texts.load("charts/elimination")["words"]
PANEL = 2.4
"""Height of a panel, in inches."""


def rows(targets, observations):
    """List what can be drawn: `ways`."""
    return ways(targets, observations)


def figure(rows, words, language, size):
    """Draw each count on both kinds of axes => Figure, DataFrame of the numbers drawn."""
    counts = list(rows.groupby("target_id", sort=False))
    fig, axes = layout.panels(size, 2 * len(counts), words, PANEL, language)
    counts = counts[: len(axes) // 2] or counts[:1]
    for place, (_, drawn) in enumerate(counts):
        for ax, scale in zip(axes[2 * place : 2 * place + 2], ("linear", "log"), strict=False):
            panel(drawn, ax, scale, language, size)
    return fig, rows[rows["target_id"].isin([target_id for target_id, _ in counts])].reset_index(drop=True)


def finding(rows, about, language):
    """Say how many a year must go by the straight path of the first count; the plain name where there is none."""
    place = of(language).listed(list(dict.fromkeys(source.region(item, language) for item in about)))
    if rows.empty:
        return of(language).say(WORDS, "name", place=place)
    path = rows[(rows["target_id"] == rows["target_id"].iloc[0]) & (rows["part"] == "straight")]
    first, last = path.iloc[0], path.iloc[-1]
    pace = (first["value"] - last["value"]) / (last["year"] - first["year"])
    told = {"pace": of(language).measured(float(f"{pace:.3g}"), first["unit"]), "year": last["year"]}
    return of(language).say(WORDS, "finding", place=place, indicator=first[f"indicator_{language}"], **told)


def subtitle(rows, about, language):
    """Say what is drawn, of which years."""
    if rows.empty:
        return ""
    return of(language).say(WORDS, "subtitle", first=rows["year"].min(), last=rows["year"].max())


def alt(drawn, language):
    """Describe what is drawn, after the finding."""
    return of(language).say(WORDS, "alt")


def empty(rows, language):
    """Say why there is nothing to draw, or nothing."""
    return of(language).word(WORDS, "empty") if rows.empty else ""


def ways(targets, observations):
    """List the values of every count with a baseline that must come to zero, and two ways there.

    Returns
    -------
    DataFrame
        target_id, plan, the indicator and its names, unit, part, year, value. straight: by as many every year;
        to_last_one: by the same part of what is left every year, to one, which no compound rate can take away.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = ways(*(schema.load(name, "yunyang-14fyp") for name in ("targets", "observations")))
    >>> rows[rows["part"] == "observed"]["value"].tolist()
    [478.0, 31.0, 10.0]
    """
    once = goals.once(targets)
    vanish = once[(once["family"] == "count") & (once["target_low"] == 0) & (once["target_high"] == 0)]
    vanish = vanish[vanish["baseline"].notna() & vanish["target_year"].notna()]
    names = ["target_id", "plan", "indicator", "indicator_zh", "indicator_en", "unit"]
    seen = goals.levels(observations)
    frames = [pd.DataFrame(columns=[*names, "part", "year", "value"])]
    for goal in vanish.itertuples():
        named = {name: getattr(goal, name) for name in names}
        values = seen[(seen["plan"] == goal.plan) & (seen["indicator"] == goal.indicator)]
        frames.append(pd.DataFrame(named | {"part": "observed", "year": values["year"], "value": values["value"]}))
        years = np.arange(goal.baseline_year, goal.target_year + 1)
        length = goal.target_year - goal.baseline_year
        for part, end, scale in (("straight", 0, "linear"), ("to_last_one", 1, "exp")):
            value = formulas.path(goal.baseline, end, length, years - goal.baseline_year, scale)
            frames.append(pd.DataFrame(named | {"part": part, "year": years, "value": value}))
    return pd.concat(frames[1:] or frames, ignore_index=True)


def panel(rows, ax, scale, language="en", size=layout.PAGE):
    """Draw one count on one kind of axis; zero stands below the logarithmic one, which has none.

    Parameters
    ----------
    rows : DataFrame
        From `ways`, of one target.
    ax : Axes
    scale : str
        linear or log.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from helpers.codebook import schema
    >>> rows = ways(*(schema.load(name, "yunyang-14fyp") for name in ("targets", "observations")))
    >>> [text.get_text() for text in panel(rows, plt.figure().add_subplot(), "linear").texts]
    ['478', '31', '10']
    """
    ink, blue, orange = (charts.COLOURS[name] for name in ("baseline", "target", "projection"))
    seen, straight, last_one = (rows[rows["part"] == part] for part in ("observed", "straight", "to_last_one"))
    goal, top = rows.iloc[0], rows["value"].max()
    named = {part: of(language).word(WORDS, f"part_{part}") for part in ("straight", "to_last_one")}
    floor = 0.4
    shown = straight["value"].clip(lower=floor) if scale == "log" else straight["value"]
    ax.plot(straight["year"], shown, color=blue, lw=1.2, ls=(0, (4, 2)), zorder=2, label=named["straight"])
    ax.plot(
        last_one["year"],
        last_one["value"],
        color=orange,
        lw=1.2,
        ls=(0, (1, 1.5)),
        zorder=2,
        label=named["to_last_one"],
    )
    ax.plot(straight["year"].iloc[-1], shown.iloc[-1], "D", ms=5, mfc="white", mec=blue, mew=1.2, zorder=4)
    heights = seen["value"].clip(lower=floor) if scale == "log" else seen["value"]
    ax.plot(seen["year"], heights, "-o", ms=4, color=ink, lw=1, zorder=3)
    for height, row in zip(heights, seen.itertuples(), strict=True):
        shown_value = of(language).number(row.value, row.unit)
        last = row.year == seen["year"].iloc[-1]
        offset, side = ((-4, -4), ("right", "top")) if last else ((5, 4), ("left", "bottom"))
        place = {"ha": side[0], "va": side[1], "fontsize": 7, "color": ink}
        ax.annotate(shown_value, (row.year, height), offset, textcoords="offset points", **place)
    if scale == "log":
        ax.set_yscale("log")
        ticks = [10.0**power for power in range(int(np.log10(top)) + 1)]
        ax.yaxis.set_major_locator(FixedLocator([floor, *ticks]))
        ax.yaxis.set_minor_locator(NullLocator())
        ax.set_ylim(floor * 0.8, top * 2)
        ax.axhline(floor * 1.45, color="#888888", lw=0.6)
        ax.yaxis.set_major_formatter(lambda value, _: "0" if value < 1 else of(language).number(value, goal["unit"]))
        ax.legend(loc="upper right", handlelength=2.6)
    else:
        ax.set_ylim(-0.12 * top, top * 1.15)
    name = of(language).in_unit(goal[f"indicator_{language}"], goal["unit"])
    layout.name_panel(ax, size, f"{name} · {of(language).word(WORDS, f'axis_{scale}')}")
    ax.grid(True, axis="y")
    ax.margins(x=0.08)
    ax.xaxis.set_major_locator(layout.whole_years(rows["year"]))
    return ax
