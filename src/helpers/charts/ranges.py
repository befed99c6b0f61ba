"""Targets that are a range, a bound or a change: on a number line, a panel a unit, increments and rates apart."""

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from helpers import charts, goals, words
from helpers.charts import layout, text
from helpers.words import KINDS, TERMS, measured, word

BOUNDED = ("range", ">=", "<=")
CHANGES = {"increment": "range_increments", "step_per_year": "range_rates", "rate_per_year": "range_rates"}
"""Kinds that promise a change, and what their panel is called."""
WIDE = 50
"""From this greatest number over the least one on, a panel of numbers above zero has a logarithmic axis."""
ARROW = 18
"""Points that the arrow of a bound is long."""
COLUMNS = [
    *("target_id", "plan", "indicator", "indicator_zh", "indicator_en", "stage", "unit", "kind", "scope"),
    *("comparator", "low", "high", "baseline_year", "baseline", "target_year", "nature"),
]


def figure(targets, title, source, language="en"):
    """Draw the targets that leave room: ranges as bars between their ends, bounds as arrows.

    Parameters
    ----------
    targets : DataFrame
        As `helpers.schema` declares it.
    title, source : str
        What stands above and below the panels.

    Returns
    -------
    Figure, DataFrame
        The figure and the numbers drawn: one row a target, from `bounded`.

    Examples
    --------
    >>> from helpers import schema
    >>> charts.use_style("en")
    >>> fig, drawn = figure(schema.load("targets", "yantai-14fyp"), "Yantai", "Source: the plan")
    >>> [ax.get_title(loc="left") for ax in fig.axes][:2]
    ['items · increments: to be added, not levels · logarithmic axis', 'items']
    """
    drawn = bounded(targets)
    if drawn.empty:
        return layout.nothing(title, source, word(TERMS, "nothing_bounded", language)), drawn

    def place(rows, language):
        return layout.rows(list(rows[f"indicator_{language}"]), [remark(row, language) for row in rows.itertuples()])

    groups = [rows for _, rows in drawn.groupby(["scope", "unit"], sort=False, dropna=False)]
    fig, panels, drawn = layout.stack(groups, place, title, source, key, language)
    for ax, rows, placed in panels:
        intervals(rows, ax, language, placed)
        layout.set_title(ax, _heading(rows, ax, language))
    return fig, drawn


def bounded(targets):
    """Pick the targets that are a range, a bound or a change, each once; panels with ranges first, in each the ranges.

    Parameters
    ----------
    targets : DataFrame
        As `helpers.schema` declares it.

    Returns
    -------
    DataFrame
        One row a target: low and high are its ends, one of them empty for a bound; scope is `range_levels`,
        `range_increments` or `range_rates`, and the unit that of the numbers: of what changes every year a rate; a
        change has no baseline.

    Examples
    --------
    >>> from helpers import schema
    >>> rows = bounded(schema.load("targets", "yongchuan-2022-2025"))
    >>> rows[["scope", "unit", "low", "high"]].values.tolist()[0]
    ['range_levels', 'persons', 1.0, 2.0]
    """
    rows = goals.once(targets)
    open_ended = rows["comparator"].isin(BOUNDED) & (rows["kind"] != "projection")
    rows = rows[open_ended | (rows["kind"].isin(CHANGES) & rows["target_low"].notna())]
    rows = rows.rename(columns={"target_low": "low", "target_high": "high"})
    rows = rows.assign(scope=rows["kind"].map(CHANGES).fillna("range_levels"), unit=rows["unit"].fillna(""))
    rows["baseline"] = rows["baseline"].where(rows["scope"] == "range_levels")
    rows["unit"] = [_unit(row) for row in rows.itertuples()]
    both = rows["comparator"] == "range"
    panels = rows.groupby(["scope", "unit"], sort=False)
    order = pd.DataFrame(
        {
            "ranges": -both.groupby([rows["scope"], rows["unit"]]).transform("sum"),
            "change": rows["scope"] != "range_levels",
            "size": -panels["kind"].transform("size"),
            "panel": panels.ngroup(),
            "bound": ~both,
        }
    )
    return rows.loc[order.sort_values(list(order), kind="stable").index, COLUMNS].reset_index(drop=True)


def remark(row, language="en"):
    """Say the target year of a row, and what kind of promise it is where it is not a level.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> remark(SimpleNamespace(kind="recurrent", target_year=pd.NA))
    'no year; recurrent standard'
    """
    year = word(TERMS, "no_year", language) if pd.isna(row.target_year) else str(row.target_year)
    plain = row.kind == "level" or row.kind in CHANGES
    semicolon = "；" if language == "zh" else "; "
    return year if plain else f"{year}{semicolon}{word(KINDS, row.kind, language)}"


def _heading(rows, ax, language="en"):
    """Name a panel: its unit, whether it shows changes, and a logarithmic axis."""
    row = rows.iloc[0]
    if row["scope"] == "range_levels":
        parts = [words.unit_name(row["unit"], language)]
    else:
        named = words.rate_unit if row["scope"] == "range_rates" else lambda *of: words.unit_name(*of)
        parts = [named(row["unit"], language), word(TERMS, row["scope"], language)]
    parts += [word(TERMS, "axis_log", language)] if ax.get_xscale() == "log" else []
    return " · ".join(parts)


def key(drawn, language="en"):
    """Explain the marks that occur.

    Examples
    --------
    >>> from helpers import schema
    >>> [meaning for _, meaning in key(bounded(schema.load("targets", "china-14fyp")))]
    ['baseline', 'one number; at least →, at most ←']
    """
    colour = charts.COLOURS["target"]
    both = drawn["comparator"] == "range"
    marks = []
    if drawn["baseline"].notna().any():
        marks.append((layout.mark("o", charts.COLOURS["baseline"]), word(TERMS, "baseline", language)))
    if both.any():
        bar = Line2D([], [], color=colour, alpha=0.45, lw=4, solid_capstyle="butt")
        marks.append((bar, word(TERMS, "range_between", language)))
    binding = drawn["nature"] == "binding"
    if not both.all():
        bound = layout.mark("D", colour, markerfacecolor="white", markeredgewidth=1.2)
        marks.append((bound, word(TERMS, "range_bound", language)))
    if binding.any():
        marks.append((layout.mark("D", colour), word(words.NATURES, "binding", language)))
    return marks


def intervals(rows, ax, language="en", placed=None):
    """Draw one target a row: a range as a bar with both ends printed, a bound as a diamond with an open arrow.

    Parameters
    ----------
    rows : DataFrame
        From `bounded`, of one panel.
    ax : Axes
    placed : helpers.charts.layout.Rows, optional
        Where the rows stand and what is written in them.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from helpers import schema
    >>> rows = bounded(schema.load("targets", "china-14fyp"))
    >>> [note.get_text() for note in intervals(rows, plt.figure().add_subplot()).texts if "≥" in note.get_text()]
    ['≥ 90', '≥ 92', '≥ 85']
    """
    remarks = [remark(row, language) for row in rows.itertuples()]
    placed = placed or layout.rows(list(rows[f"indicator_{language}"]), remarks)
    layout.set_rows(ax, placed)
    pads = [0.0, 0.0]
    for y, row in zip(placed.ys, rows.itertuples(), strict=True):
        draw = {"range": _range, ">=": _bound, "<=": _bound}.get(row.comparator, _exact)
        for side, width in draw(row, y, ax, language):
            pads[side] = max(pads[side], width)
    _limits(rows, ax, pads)
    ax.xaxis.set_major_formatter(lambda value, _: words.number(value, rows["unit"].iloc[0], language))
    return ax


def _unit(row):
    """Tell the unit of a target's numbers: the indicator's, or that of its change every year."""
    if row.kind == "rate_per_year":
        return "percent_per_year"
    return f"{'points' if row.unit == 'percent' else row.unit}_per_year" if row.kind == "step_per_year" else row.unit


def _range(row, y, ax, language):
    """Draw one range => the room that its labels take, in points: (side, width) of each."""
    colour = charts.COLOURS["target"]
    shade = 1.0 if row.nature == "binding" else 0.45
    ax.plot([row.low, row.high], [y, y], color=colour, alpha=shade, lw=4, solid_capstyle="butt", zorder=3)
    ax.plot([row.low, row.high], [y, y], "|", color=colour, ms=8, mew=1.4, zorder=4)
    labels = [(0, row.low, colour), (1, row.high, colour)]
    if pd.notna(row.baseline):
        ax.plot(row.baseline, y, "o", ms=4.5, color=charts.COLOURS["baseline"], zorder=5)
        if not row.low <= row.baseline <= row.high:
            labels.append((int(row.baseline > row.high), row.baseline, charts.COLOURS["baseline"]))
    return [_label(ax, side, x, y, words.number(x, row.unit, language), ink) for side, x, ink in labels]


def _exact(row, y, ax, language):
    """Draw one number => as `_range`."""
    about = "≈ " if row.comparator == "~" else ""
    colour = charts.COLOURS["target"]
    face = colour if row.nature == "binding" else "white"
    ax.plot(row.low, y, "D", ms=5, mfc=face, mec=colour, mew=1.2, zorder=4)
    return [_label(ax, 1, row.low, y, about + words.number(row.low, row.unit, language), colour)]


def _bound(row, y, ax, language):
    """Draw one bound, its number at the tip of the arrow unless the baseline is on that side => as `_range`."""
    colour = charts.COLOURS["target"]
    side = int(row.comparator == ">=")
    x = row.low if side else row.high
    face = colour if row.nature == "binding" else "white"
    ax.plot(x, y, "D", ms=5, mfc=face, mec=colour, mew=1.2, zorder=4)
    printed = f"{'≥' if side else '≤'} {words.number(x, row.unit, language)}"
    if pd.isna(row.baseline):
        return [_arrow(ax, side, x, y, printed)]
    ink, known = charts.COLOURS["baseline"], words.number(row.baseline, row.unit, language)
    ax.plot([row.baseline, x], [y, y], color=colour, lw=1.6, alpha=0.45, solid_capstyle="butt", zorder=2)
    ax.plot(row.baseline, y, "o", ms=4.5, color=ink, zorder=5)
    if (row.baseline > x) == bool(side) and row.baseline != x:  # the baseline is within the bound
        _arrow(ax, side, x, y, "")
        return [_label(ax, 1 - side, x, y, printed, colour), _label(ax, side, row.baseline, y, known, ink, ARROW)]
    return [_arrow(ax, side, x, y, printed), _label(ax, 1 - side, row.baseline, y, known, ink)]


def _arrow(ax, side, x, y, printed):
    """Draw an open arrow from a mark, with a number at its tip => (side, points that both take)."""
    look = {"arrowstyle": "<-", "color": charts.COLOURS["target"], "lw": 1.1, "relpos": (1 - side, 0.5)}
    place = {"textcoords": "offset points", "ha": "left" if side else "right", "va": "center"}
    ink = {"fontsize": layout.SMALL, "color": charts.COLOURS["target"]}
    arrow = look | {"shrinkA": 1, "shrinkB": 3, "mutation_scale": 8}
    ax.annotate(printed, (x, y), (ARROW if side else -ARROW, 0), arrowprops=arrow, **place, **ink)
    return side, ARROW + _width(printed)


def _label(ax, side, x, y, printed, colour, offset=0):
    """Write a number to the left (0) or right (1) of a mark => (side, points that it takes)."""
    offset += 6
    place = {"textcoords": "offset points", "ha": "left" if side else "right", "va": "center"}
    behind = {"facecolor": "white", "edgecolor": "none", "pad": 0.2}  # over the line at zero, under all marks
    look = {"fontsize": layout.SMALL, "color": colour, "bbox": behind, "zorder": 1.5}
    ax.annotate(printed, (x, y), (offset if side else -offset, 0), **place, **look)
    return side, offset + _width(printed)


def _width(printed):
    """Estimate the width of a label, in points."""
    return 0.56 * layout.SMALL * text.width_of(printed) + 4


def _limits(rows, ax, pads):
    """Set the axis so that its marks and, beyond them, their labels fit; from zero unless all is far from it."""
    ends = rows[["low", "high", "baseline"]].to_numpy(float)
    low, high = np.nanmin(ends), np.nanmax(ends)
    if low > 0 and high / low >= WIDE and rows["scope"].iloc[0] != "range_rates":
        ax.set_xscale("log")
        ax.xaxis.set_minor_formatter(lambda value, _: "")
    elif low <= high / 2 or low == high or rows["scope"].iloc[0] != "range_levels":
        low, high = min(low, 0.0), max(high, 0.0)
        ax.axvline(0, color="#888888", lw=0.8, zorder=1)
    forward, back = ax.xaxis.get_transform(), ax.xaxis.get_transform().inverted()
    start, end = forward.transform([low, high])
    wide = 72 * layout.size().width * (0.5 if layout.size().labels else 0.92)
    pads = [max(pad, 8) for pad in pads]
    point = (end - start) / (wide - sum(pads))
    ax.set_xlim(*back.transform([start - pads[0] * point, end + pads[1] * point]))
    if ax.get_xscale() != "log":
        _ticks(rows, ax, wide, low, high)


def _ticks(rows, ax, wide, low, high):
    """Mark numbers that can occur, as many as there is room for: whole ones where all are, no share above all."""
    unit, ends = rows["unit"].iloc[0], rows[["low", "high", "baseline"]].to_numpy(float)
    longest = max(_width(words.number(value, unit, language)) for value in (low, high) for language in words.LANGUAGES)
    whole = not np.nansum(ends % 1)
    most = max(2, min(7, int(wide / (1.6 * longest))))
    ticks = MaxNLocator(most, integer=whole, steps=[1, 2, 2.5, 5, 10]).tick_values(*ax.get_xlim())
    left, right = ax.get_xlim()
    first = max(left, 0) if low >= 0 else left
    last = min(right, 100) if unit == "percent" and high <= 100 else right
    ax.set_xticks([tick for tick in ticks if first <= tick <= last])


def told(row, language="en"):
    """Say a target in words: from where it starts, its ends, its year and what kind of promise it is.

    Examples
    --------
    >>> from helpers import schema
    >>> told(bounded(schema.load("targets", "yongchuan-2022-2025")).iloc[0])
    '1–2 persons; 2025'
    """
    unit = words.rate_unit(row.unit, language) if row.scope == "range_rates" else ""
    ends = dict.fromkeys(end for end in (row.low, row.high) if pd.notna(end))
    written = [words.number(end, row.unit, language) for end in ends]
    sign = {">=": "≥ ", "<=": "≤ ", "~": "≈ "}.get(row.comparator, "")
    end = f"{sign}{'–'.join(written)} {unit or words.unit_name(row.unit, language)}"
    if pd.notna(row.baseline):
        end = f"{measured(row.baseline, row.unit, language)} → {end}"
    kind = [word(TERMS, "range_increments", language)] if row.scope == "range_increments" else []
    return ("；" if language == "zh" else "; ").join([end, *kind, remark(row, language)])
