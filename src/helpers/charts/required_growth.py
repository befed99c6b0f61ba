"""Required growth, ranked: a mark a target with its rounding interval, a panel a unit, projections apart."""

import math

import pandas as pd
from matplotlib.lines import Line2D

from helpers import charts
from helpers.charts import layout
from helpers.language import of

UNKNOWN = ("no_baseline", "no_target_year", "no_start_year", "not_quantified")


def figure(growth, indicators, title, source, language="en"):
    """Draw how fast each indicator must move every year.

    Parameters
    ----------
    growth : DataFrame
        Rows of required_growth of one method a target (such as those with `primary`).
    indicators : DataFrame
        The codebook: names of the rows.
    title, source : str
        What stands above and below the panels.

    Returns
    -------
    Figure, DataFrame
        The figure and the numbers drawn.
    """
    drawn = ranked(growth, indicators)
    if drawn["code"].isin(UNKNOWN).all():
        return layout.nothing(title, source, of(language).word("terms", "nothing_paced")), drawn[:0]
    several = drawn["target_year"].nunique() > 1

    def place(rows, language):
        return layout.rows(charts.names_of(rows, language, several), [said(row, language) for row in rows.itertuples()])

    groups = [rows for _, rows in drawn.groupby(["projection", "unit"], sort=False)]
    fig, panels, drawn = layout.stack(groups, place, title, source, key, language)
    for ax, rows, placed in panels:
        marks(rows, ax, language, placed)
        name = of(language).rate_unit(rows["unit"].iloc[0])
        ax.set_title(f"{name} · {of(language).word('terms', 'projections')}" if rows["projection"].iloc[0] else name)
    return fig, drawn


def ranked(growth, indicators):
    """Order by panel, the most populous unit first, and within a panel by pace, the undefined last.

    Examples
    --------
    >>> from helpers.growth import required
    >>> from helpers.codebook import schema
    >>> rows = required.on_scale(schema.load("required_growth", "yantai-14fyp"))
    >>> ranked(rows, schema.load("indicators", "yantai-14fyp"))["indicator"].tolist()[:2]
    ['public_kindergarten_share', 'dual_qualified_share_all_vocational']
    """
    names = indicators.set_index("indicator")[["indicator_zh", "indicator_en"]]
    rows = growth.join(names, on="indicator")
    rows["projection"] = rows["flags"].fillna("").str.contains("projection")
    rows["size"] = rows.groupby(["projection", "unit"])["unit"].transform("size")
    rows["pace"] = rows["value"].abs()
    rows = rows.sort_values(
        ["projection", "size", "unit", "pace"], ascending=[True, False, True, False], na_position="last"
    )
    kept = [
        "target_id",
        "plan",
        "indicator",
        "indicator_zh",
        "indicator_en",
        "target_year",
        "method",
        "unit",
        "projection",
    ]
    return rows[[*kept, "value", "low", "high", "code"]].reset_index(drop=True)


def key(drawn, language):
    """Explain the marks that occur."""
    goal, projection, muted = (charts.COLOURS[name] for name in ("target", "projection", "muted"))
    marks = [(layout.mark("o", goal), of(language).word("terms", "pace"))] if (~drawn["projection"]).any() else []
    if drawn["projection"].any():
        hollow = layout.mark("o", projection, markerfacecolor="white", markeredgewidth=1.2)
        marks.append((hollow, of(language).word("terms", "projection")))
    if (drawn["low"] < drawn["high"]).any():
        marks.append((Line2D([], [], color=goal, lw=2.4), of(language).word("terms", "interval")))
    if (drawn["value"].notna() & (drawn["code"] == "change_within_rounding")).any():
        marks.append((layout.mark("s", muted), of(language).word("terms", "within_rounding")))
    return marks


def marks(rows, ax, language="en", placed=None):
    """Draw one mark a row and write its value beside the panel; grey where it cannot be told from rounding.

    Parameters
    ----------
    rows : DataFrame
        From `ranked`.
    ax : Axes
    placed : helpers.charts.layout.Rows, optional
        Where the rows stand and what is written in them.
    """
    placed = placed or layout.rows(charts.names_of(rows, language), [said(row, language) for row in rows.itertuples()])
    muted = (rows["code"] == "change_within_rounding").tolist()
    colours = [_colour(row, grey) for row, grey in zip(rows.itertuples(), muted, strict=True)]
    quiet = [grey or missing for grey, missing in zip(muted, rows["value"].isna(), strict=True)]
    inks = ["#666666" if plain else colour for colour, plain in zip(colours, quiet, strict=True)]
    layout.set_rows(ax, placed, inks)
    ax.axvline(0, color="#888888", lw=0.8, zorder=1)
    for y, row, grey, colour in zip(placed.ys, rows.itertuples(), muted, colours, strict=True):
        if pd.notna(row.value):
            ax.plot([0, row.value], [y, y], color=colour, lw=1.0, alpha=0.5, zorder=2)
            ax.plot([row.low, row.high], [y, y], color=colour, lw=2.4, solid_capstyle="butt", zorder=3)
            face = "white" if row.projection and not grey else colour
            ax.plot(row.value, y, "s" if grey else "o", ms=4.5, color=colour, mfc=face, mew=1.2, zorder=4)
    ax.margins(x=0.06)
    ax.xaxis.set_major_formatter(lambda value, _: of(language).number(value, signed=True))
    return ax


def _colour(row, grey):
    return charts.COLOURS["muted" if grey else "projection" if row.projection else "target"]


def said(row, language):
    """Write a row's pace and its rounding interval, in the digits that the interval carries, or why there is none.

    Examples
    --------
    >>> row = pd.Series({"value": 0.88, "low": 0.87, "high": 0.89, "code": None})
    >>> said(row, "en"), said(row.replace({0.88: None}).fillna({"code": "no_baseline"}), "zh")
    ('+0.88  [+0.87, +0.89]', '未公布基期值')
    """
    if pd.isna(row.value) or row.code in {"maintain", "already_met"}:
        return of(language).word("codes", row.code)
    if row.low == row.high or pd.isna(row.low) or pd.isna(row.high):
        return of(language).number(row.value, signed=True, digits=3)
    decimals = max(0, -math.floor(math.log10((row.high - row.low) / 2) + 1e-6))
    value, low, high = (f"{number:+,.{decimals}f}".replace("-", "−") for number in (row.value, row.low, row.high))
    return f"{value}  [{low}, {high}]"
