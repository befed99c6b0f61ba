"""Baseline to target as slopes: a line a goal from year to year, a panel a unit, names at the right ends."""

import numpy as np
from matplotlib.lines import Line2D

from helpers import charts, words
from helpers.charts import baseline, layout, text
from helpers.words import TERMS, UNITS, word

LINE, GAP = 0.118, 0.05
"""Inches of a line of a label, and between two labels."""
OVER, MOVED = 0.12, 0.03
"""Inches that labels may pass the top of their panel, and of a move that needs a leader."""
LEAST = 1.2
"""Inches that a panel is high at least; half of it on a slide."""


def figure(targets, title, source, language="en"):
    """Draw the way from baseline to target of the goals of every unit that has at least two with a way to go.

    Parameters
    ----------
    targets : DataFrame
        As `helpers.schema` declares it.
    title, source : str
        What stands above and below the panels.

    Returns
    -------
    Figure, DataFrame
        The figure and the numbers drawn: one row a line, from `sloping`.

    Examples
    --------
    >>> from helpers import schema
    >>> charts.use_style("en")
    >>> fig, drawn = figure(schema.load("targets", "yunyang-14fyp"), "Yunyang", "Source: the plan")
    >>> [ax.get_title(loc="left") for ax in fig.axes], len(drawn)
    (['%', 'years'], 8)
    """
    drawn = sloping(targets)
    if drawn.empty:
        return layout.nothing(title, source, word(TERMS, "nothing_sloping", language)), drawn
    several = drawn["target_year"].nunique() > 1

    def place(rows, language):
        labels = _names(rows, language, several)
        least = LEAST / 2 if layout.size().fixed else LEAST
        return layout.Rows(labels, [], {}, [], max(1.1 * _height(labels), least))

    groups = [rows for _, rows in drawn.groupby("unit", sort=False)]
    fig, panels, drawn = layout.stack(groups, place, title, source, key, language)
    for ax, rows, _ in panels:
        ax.set_title(word(UNITS, rows["unit"].iloc[0], language))
        _axes(rows, ax)
    fig.draw_without_rendering()  # labels move apart by inches: the panels must have their height
    for ax, rows, placed in panels:
        slopes(rows, ax, language, placed.labels)
    return fig, drawn


def sloping(targets):
    """Pick the goals that have both ends, of the units in which at least two of them move.

    Parameters
    ----------
    targets : DataFrame
        As `helpers.schema` declares it.

    Returns
    -------
    DataFrame
        The goals among `baseline.panels` that have a baseline, unit by unit; `kept` says that both ends are the same.

    Examples
    --------
    >>> from helpers import schema
    >>> rows = sloping(schema.load("targets", "yantai-14fyp"))
    >>> rows["unit"].unique().tolist(), len(rows), int(rows["kept"].sum())
    (['percent'], 8, 3)
    """
    rows = baseline.panels(baseline.shown(targets))
    rows = rows[~rows["projection"] & rows["baseline"].notna()]
    kept = (rows["baseline"] == rows["target"]) | rows["baseline"].between(rows["target"], rows["target_high"])
    rows = rows.assign(kept=kept)
    moving = (~rows["kept"]).groupby(rows["unit"]).transform("sum")
    return rows[moving >= 2].reset_index(drop=True)


def _height(labels):
    """Add up the inches that labels take under each other."""
    return sum(LINE * (label.count("\n") + 1) + GAP for label in labels)


def _names(rows, language="en", several_years=False):
    """Name every line, wrapped to the room at the right of a panel."""
    room = layout.columns(0.36, layout.SMALL)
    return [text.wrap(name, room) for name in charts.names_of(rows, language, several_years)]


def key(drawn, language):
    """Explain the marks that occur.

    Examples
    --------
    >>> from helpers import schema
    >>> [meaning for _, meaning in key(sloping(schema.load("targets", "yantai-14fyp")), "en")]
    ['baseline 2020', 'target 2025, expected', 'target 2025, binding', 'to be kept']
    """
    marks = baseline.key(drawn, language)
    if drawn["kept"].any():
        marks.append((Line2D([], [], color=charts.COLOURS["muted"], lw=1.2, ls="--"), word(TERMS, "kept", language)))
    return marks


def slopes(rows, ax, language="en", labels=None):
    """Draw one line a row, its two values and, at the right, its name; labels apart, with a leader where one moved.

    Parameters
    ----------
    rows : DataFrame
        From `sloping`, of one unit.
    ax : Axes
        Of its final height: by it the labels move apart.
    labels : list of str, optional
        What the lines are called; by their indicators where it is not given.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from helpers import schema
    >>> rows = sloping(schema.load("targets", "yunyang-14fyp")).query("unit == 'years'")
    >>> [label.get_text() for label in slopes(rows, plt.figure().add_subplot(), labels=["all", "workers"]).texts]
    ['8.51', '11.3', '10.4', 'all', '12', 'workers']
    """
    labels = _names(rows, language) if labels is None else labels
    _axes(rows, ax)
    for row in rows.itertuples():
        _line(row, ax)
    unit = rows["unit"].iloc[0]
    starts = rows.drop_duplicates("baseline")
    heights = [_height([""])] * len(starts)
    for row, y in zip(starts.itertuples(), _apart(starts["baseline"], heights, ax), strict=True):
        _leader(ax, row.baseline_year, row.baseline, 0, y)
        _beside(ax, 0, y, -4, words.number(row.baseline, unit, language), charts.COLOURS["baseline"])
    heights = [_height([label]) for label in labels]
    ends = [ending(row, language) for row in rows.itertuples()]
    aside = 9 + layout.SMALL * 0.54 * max(map(text.width_of, ends))
    for row, y, end, label in zip(rows.itertuples(), _apart(rows["target"], heights, ax), ends, labels, strict=True):
        _leader(ax, row.target_year, row.target, 1, y)
        _beside(ax, 1, y, 4, end, "#666666" if row.kept else charts.COLOURS["target"])
        _beside(ax, 1, y, aside, label, "#666666" if row.kept else "#222222")
    return ax


def ending(row, language="en"):
    """Write the value at the right end: '≥ 95', '25–27'.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> ending(SimpleNamespace(comparator="range", target=25, target_high=27, unit="人/班"))
    '25–27'
    """
    bound = {">=": "≥ ", "<=": "≤ ", "~": "≈ "}.get(row.comparator, "")
    end = words.number(row.target, row.unit, language)
    return f"{end}–{words.number(row.target_high, row.unit, language)}" if row.comparator == "range" else bound + end


def _axes(rows, ax):
    """Set years and values: the values are written at the ends, so that no axis needs numbers of them."""
    years = sorted({*rows["baseline_year"], *rows["target_year"]})
    reach = max(years) - min(years)
    ends = rows[["baseline", "target", "target_high"]].to_numpy(float)
    low, high = np.nanmin(ends), np.nanmax(ends)
    pad = 0.06 * (high - low)
    ax.set_xlim(min(years) - 0.1 * reach, max(years) + 0.1 * reach)
    ax.set_ylim(low - pad, high + pad)
    ax.set_xticks(years, [f"{year}" for year in years])
    ax.set_yticks([])


def _line(row, ax):
    """Draw one line with its marks."""
    colour = charts.COLOURS["muted" if row.kept else "target"]
    ways = {"color": colour, "lw": 1.2, "ls": "--" if row.kept else "-", "zorder": 2}
    ax.plot([row.baseline_year, row.target_year], [row.baseline, row.target], **ways)
    if row.comparator == "range":
        ends = [row.target, row.target_high]
        ax.plot([row.target_year] * 2, ends, color=colour, lw=3.5, solid_capstyle="butt", zorder=3)
    ink = charts.COLOURS["muted" if row.kept else "baseline"]
    ax.plot(row.baseline_year, row.baseline, "o", ms=4, color=ink, zorder=3)
    face = colour if row.nature == "binding" else "white"
    ax.plot(row.target_year, row.target, "D", ms=4.5, mfc=face, mec=colour, mew=1.2, zorder=4)


def _apart(values, heights, ax):
    """Place labels of these heights, in inches, beside their values."""
    low, high = ax.get_ylim()
    inch = _inch(ax)
    return text.apart(values, np.asarray(heights) * inch, low, high + OVER * inch)


def _inch(ax):
    """Tell how many units of the vertical axis an inch holds."""
    low, high = ax.get_ylim()
    return (high - low) / (ax.get_window_extent().height / ax.figure.dpi)


def _leader(ax, year, value, side, y):
    """Lead from a mark to its label at the edge of the panel, where the label has moved."""
    if abs(y - value) > MOVED * _inch(ax):
        edge = ax.get_xlim()[side]
        ax.plot([year, edge], [value, y], color=charts.COLOURS["muted"], lw=0.5, zorder=1)


def _beside(ax, side, y, offset, note, colour):
    """Write at the edge of a panel, outwards from it."""
    where = {"xycoords": ax.get_yaxis_transform(), "textcoords": "offset points"}
    look = {"ha": "left" if side else "right", "va": "center", "fontsize": layout.SMALL, "color": colour}
    ax.annotate(note, (side, y), (offset, 0), **where, **look)
