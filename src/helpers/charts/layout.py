"""Where things stand on a figure: its size, panels under each other or side by side, rows, title, key, source line."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import NamedTuple

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.ticker import MultipleLocator
from matplotlib.transforms import Bbox

from helpers.charts import text
from helpers.goals import LAGGING
from helpers.language import LANGUAGES, of

MILLIMETRE = 1 / 25.4
PANEL, TITLE, SUBTITLE, KEY, LINE, EDGE = 0.5, 0.18, 0.15, 0.16, 0.12, 0.2
"""Inches that a panel takes besides its rows, a line of title, subtitle, key and source, and the rest."""
MARGIN = 0.06
"""Inches between a text and the edge of the figure."""
HEAD = 0.16
"""Inches of the heading of a group of rows."""
WIDER = 1.6
"""Times as far apart as on a page that the rows of a slide stand at most."""
HEADLINE, LEAD, NAME, SMALL, NOTE = 9.5, 7.5, 8, 7, 6.5
"""Points of the title and subtitle, of the names of rows, of labels inside panels, and of the source line."""
HANGING = 3
"""Columns that closing marks may reach beyond the end of a source line."""
SPACING = 1.25
"""Of the lines of a label: Chinese characters are as high as they are wide."""


@dataclass(frozen=True)
class Size:
    """What a figure is laid out for; lengths in inches."""

    name: str
    width: float
    height: float
    """The greatest height; the very height where `fixed`."""
    fixed: bool
    row: float
    """Height of a row whose label stands beside it."""
    labels: int
    """Columns of text beside a row; 0: labels and remarks stand above their row."""
    across: int
    """Panels side by side in a grid."""
    named: int
    """Documents that the source line names, where the caption names more."""


SIZES = {
    "column": Size("column", 85 * MILLIMETRE, 230 * MILLIMETRE, False, 0.0, 0, 1, 5),
    "page": Size("page", 175 * MILLIMETRE, 240 * MILLIMETRE, False, 0.27, 34, 2, 12),
    "slide": Size("slide", 6.4, 3.6, True, 0.2, 44, 2, 3),
}
"""A journal's column and page, and a slide: 1920 × 1080 pixels at 300 dpi."""
PAGE = SIZES["page"]


class Rows(NamedTuple):
    """The rows of one panel: their texts, wrapped, where they stand, in inches from the top, and the whole height."""

    labels: list[str]
    remarks: list[str]
    heads: dict[float, str]
    ys: list[float]
    height: float
    size: Size
    spare: float = 0.0
    """Inches left free over and under them."""


def wording(title, source="", subtitle="", others=()):
    """Put together what stands above and below the panels.

    Parameters
    ----------
    title, source, subtitle : str
    others : list of SimpleNamespace, optional
        The same in other languages: a figure that is cut keeps the rows that have room in each.

    Examples
    --------
    >>> wording("Two of three promises were kept").source
    ''
    """
    return SimpleNamespace(title=title, subtitle=subtitle, source=source, others=others)


def noted(words, note):
    """Add a note over the source line.

    Examples
    --------
    >>> noted(wording("Title", "Source: nobody"), "The first 2 of 3 rows.").source.splitlines()
    ['The first 2 of 3 rows.', 'Source: nobody']
    """
    return SimpleNamespace(**vars(words) | {"source": "\n".join(filter(None, [note, words.source]))})


PLAIN = wording("")


def sized(name):
    """Find a size by its name => Size.

    Raises
    ------
    ValueError
        If it is not column, page or slide.

    Examples
    --------
    >>> sized("slide").across
    2
    >>> sized("poster")
    Traceback (most recent call last):
    ValueError: size is column, page or slide, not 'poster'
    """
    if name not in SIZES:
        raise ValueError(f"size is {', '.join(list(SIZES)[:-1])} or {list(SIZES)[-1]}, not {name!r}")
    return SIZES[name]


def columns(size, share=1.0, points=8.0):
    """Count the columns of text that a part of the figure's width holds: a Chinese character, two columns, is an em.

    Examples
    --------
    >>> columns(PAGE), columns(PAGE, 0.5)
    (117, 58)
    """
    return int(share * (size.width - 0.1) * 2 * 72 / points * 0.96)


def rows(size, labels, remarks=(), heads=(), least=0.0):
    """Place the rows of a panel.

    Parameters
    ----------
    size : Size
    labels : list of str
        What each row is called.
    remarks : list of str, optional
        What stands at its right end.
    heads : list of str, optional
        The group of each row: where it changes the group is named above the row. One group alone is not named, nor are
        groups on a slide, which has no room for them.
    least : float, optional
        Inches that a row takes at least, where more is drawn in it than one mark.

    Returns
    -------
    Rows

    Examples
    --------
    >>> placed = rows(PAGE, ["first", "second"], heads=["preschool", "senior"])
    >>> [round(y, 2) for y in placed.ys], list(placed.heads.values()), round(placed.height, 2)
    ([0.3, 0.73], ['preschool', 'senior'], 0.86)
    """
    remarks = list(remarks) or [""] * len(labels)
    grouped = len(set(heads)) > 1 and not size.fixed
    wrapped, ys, named, y = [], [], {}, 0.0
    for place, (label, remark) in enumerate(zip(labels, remarks, strict=True)):
        if grouped and (place == 0 or heads[place] != heads[place - 1]):
            named[y + HEAD * 0.62] = heads[place]
            y += HEAD
        if size.labels:
            label = text.wrap(label, size.labels)
            lines = max(label.count("\n"), remark.count("\n")) + 1
            height = max(size.row, least, 0.01 + 0.145 * lines)
            ys.append(y + height / 2)
        else:
            room = columns(size, 1, SMALL) - max(map(text.width_of, remark.split("\n"))) - 4
            label = text.wrap(label, max(room, 16))
            height = 0.21 + 0.115 * (max(label.count("\n"), remark.count("\n")) + 1)
            ys.append(y + height - 0.1)
        wrapped.append(label)
        y += height
    return Rows(wrapped, remarks, named, ys, y, size)


def set_rows(ax, placed, colours=()):
    """Give an axis the rows placed: labels, remarks, names of groups.

    Parameters
    ----------
    ax : Axes
    placed : Rows
    colours : list of str, optional
        Of the remarks.

    Examples
    --------
    >>> ax = set_rows(plt.figure().add_subplot(), rows(PAGE, ["first", "second"], ["", "to be kept"]))
    >>> [label.get_text() for label in ax.get_yticklabels()], [note.get_text() for note in ax.texts]
    (['first', 'second'], ['to be kept'])
    """
    aside = bool(placed.size.labels)
    names = placed.labels if aside else [""] * len(placed.ys)
    ax.set_yticks(placed.ys, names, fontsize=NAME, color="#222222", linespacing=SPACING)
    ax.set_ylim(placed.height + placed.spare, -placed.spare)
    for y, label in zip(placed.ys, placed.labels, strict=True):
        if not aside:
            above(ax, y, label, "left", "#222222")
    for y, remark, colour in zip(placed.ys, placed.remarks, list(colours) or ["#666666"] * len(placed.ys), strict=True):
        if remark and aside:
            beside(ax, y, remark, colour)
        elif remark:
            above(ax, y, remark, "right", colour)
    for y, name in placed.heads.items():
        x, offset, side = (0, -4, "right") if aside else (0, 0, "left")
        where = {"xycoords": ax.get_yaxis_transform(), "textcoords": "offset points"}
        look = {"fontsize": NOTE, "color": "#767676", "va": "center", "ha": side}
        ax.annotate(name, (x, y), (offset, 0), **where, **look)
        ax.axhline(y - HEAD * 0.62, color="#d0d0d0", lw=0.5, zorder=0)
    return ax


def beside(ax, y, note, colour="#666666"):
    """Write a note to the right of the panel, level with a row.

    Examples
    --------
    >>> beside(plt.figure().add_subplot(), 0, "to be kept").get_text()
    'to be kept'
    """
    where = {"xycoords": ax.get_yaxis_transform(), "textcoords": "offset points"}
    look = {"va": "center", "fontsize": SMALL, "color": colour, "linespacing": SPACING}
    return ax.annotate(note, (1, y), (4, 0), **where, **look)


def above(ax, y, note, side, colour="#666666"):
    """Write a note over a row, from the left edge of the panel or up to its right one.

    Examples
    --------
    >>> above(plt.figure().add_subplot(), 0, "to be kept", "right").get_ha()
    'right'
    """
    where = {"xycoords": ax.get_yaxis_transform(), "textcoords": "offset points"}
    x = 0 if side == "left" else 1
    behind = {"facecolor": "white", "edgecolor": "none", "pad": 0.4}
    look = {"ha": side, "va": "bottom", "fontsize": SMALL, "color": colour, "linespacing": SPACING}
    look |= {"bbox": behind, "zorder": 3.5}
    return ax.annotate(note, (x, y), (0, 6.5), **where, **look)


def stack(size, groups, place, words, key=lambda drawn, language: (), language="en", least=1):
    """Make a figure of panels of rows under each other, of as many rows as its size holds.

    How many that are is decided by the language in which they take most room: both draw the same rows.

    Parameters
    ----------
    size : Size
    groups : list of DataFrame
        The rows of each panel; their index is their rank: the first that fit are drawn. Where one that is binding or
        lagging, by its nature and verdict, does not fit none after it is; of rows without these columns any is firm.
    place : callable
        Of a panel's rows and a language: their `Rows`.
    words : SimpleNamespace
        title, subtitle and source: what stands above and below the panels; how many rows are left out is added.
    key : callable
        Of the rows drawn and a language: (Line2D, meaning) of each kind of mark.
    least : int
        A panel that would keep fewer rows is left out, but for the first.

    Returns
    -------
    Figure, list of (Axes, DataFrame, Rows), DataFrame
        The figure, its panels, and the rows drawn.

    Examples
    --------
    >>> def place(shown, language):
    ...     return rows(PAGE, list(shown["name"]))
    >>> named = pd.DataFrame({"name": ["a", "b"]})
    >>> fig, panels, drawn = stack(PAGE, [named], place, wording("Title", "Source: nobody"))
    >>> len(panels), len(drawn), round(fig.get_figwidth() / MILLIMETRE)
    (1, 2, 175)
    """
    every = pd.concat(groups, ignore_index=True)
    spoken_of = [(told, spoken) for told in (words, *words.others) for spoken in LANGUAGES]
    edges = max(_edges(size, told, key(every, spoken)) for told, spoken in spoken_of)
    room = size.height - max(edges, _usual_edges(size))
    kept = _fitting(groups, place, room, least)
    if sum(map(len, kept)) < len(every):
        kept = _fitting(groups, place, room - LINE, least)
        cut = of(language).say("terms", "rows_cut", shown=sum(map(len, kept)), every=len(every))
        words = noted(words, cut)
    drawn = pd.concat(kept, ignore_index=True)
    placed = [place(frame, language) for frame in kept]
    placed = spaced(size, placed, size.height - _edges(size, words, key(drawn, language)))
    fig, axes = page(size, [found.height + 2 * found.spare for found in placed], words, key(drawn, language))
    return fig, list(zip(axes, kept, placed, strict=True)), drawn


def spaced(size, placed, room):
    """Share out what a slide has over: its rows stand further apart than on a page, but not too far.

    Examples
    --------
    >>> one = rows(SIZES["slide"], ["first"])
    >>> [round(2 * found.spare + found.height, 2) for found in spaced(SIZES["slide"], [one, one], 3.0)]
    [1.0, 1.0]
    """
    if not size.fixed:
        return placed
    free, taken = room - PANEL * len(placed), sum(found.height for found in placed)
    wider = min(max(1.0, free / taken), WIDER)
    over = max(0.0, free - wider * taken) / (2 * len(placed))
    return [
        found._replace(ys=[wider * y for y in found.ys], height=wider * found.height, spare=over) for found in placed
    ]


def _fitting(groups, place, room, least):
    """Keep the rows that fit into a height, at least the first, the lowest number in the index before others."""

    def height(frame):
        return PANEL + max(place(frame, language).height for language in LANGUAGES) if len(frame) else 0.0

    held, heights = [set() for _ in groups], [0.0] * len(groups)
    for rank, n in sorted((rank, n) for n, frame in enumerate(groups) for rank in frame.index):
        taller = height(groups[n][groups[n].index.isin(held[n] | {rank})])
        if any(held) and sum(heights) - heights[n] + taller > room:
            if _firm(groups[n].loc[rank]):
                break
            continue
        held[n].add(rank)
        heights[n] = taller
    kept = [frame[frame.index.isin(of_panel)] for frame, of_panel in zip(groups, held, strict=True)]
    short = [n for n, frame in enumerate(kept) if n and 0 < len(frame) < min(least, len(groups[n]))]
    if short:
        return _fitting([*groups[: short[-1]], *groups[short[-1] + 1 :]], place, room, least)
    return [frame for frame in kept if len(frame)]


def _firm(row):
    """Tell whether a row is binding or lagging, or whether that is not known: no other is drawn in its stead."""
    known = [name for name in ("nature", "verdict") if name in row.index]
    return not known or row.get("nature") == "binding" or row.get("verdict") in LAGGING


def page(size, heights, words=PLAIN, key=()):
    """Make a figure of panels under each other, with title, key and source line.

    Parameters
    ----------
    size : Size
    heights : list of float
        Of the panels without their titles, in inches.
    words : SimpleNamespace
        title, subtitle and source: what stands above and below the panels; nothing where they are empty.
    key : sequence of (Line2D, str)
        Marks and what they mean, under the title.

    Returns
    -------
    Figure, list of Axes

    Examples
    --------
    >>> fig, axes = page(PAGE, [0.6, 0.3], wording("Title"))
    >>> len(axes), round(fig.get_figwidth() / MILLIMETRE)
    (2, 175)
    """
    height = size.height if size.fixed else sum(heights) + PANEL * len(heights) + _edges(size, words, key)
    ratios = [height + 0.12 for height in heights]
    shape = {"figsize": (size.width, height), "gridspec_kw": {"height_ratios": ratios}}
    fig, axes = plt.subplots(len(heights), 1, squeeze=False, layout="constrained", **shape)
    _frame(fig, size, words, key)
    return fig, list(axes[:, 0])


def grid(size, panels, words=PLAIN, height=1.75, key=(), across=0):
    """Make a figure of small panels side by side, with title, key and source line.

    Parameters
    ----------
    size : Size
    panels : int
    words : SimpleNamespace
        title, subtitle and source: what stands above and below the panels; nothing where they are empty.
    height : float
        Of a panel with its title, in inches.
    key : sequence of (Line2D, str)
        Marks and what they mean, under the title.
    across : int, optional
        Panels side by side; as many as the size says and there are where it is 0.

    Returns
    -------
    Figure, list of Axes

    Examples
    --------
    >>> fig, axes = grid(PAGE, 3, wording("Title"))
    >>> len(axes), len(fig.axes), round(fig.get_figwidth() / MILLIMETRE)
    (3, 3, 175)
    """
    across = across or min(panels, size.across)
    down = -(-panels // across)
    whole = size.height if size.fixed else down * height + _edges(size, words, key)
    fig, axes = plt.subplots(down, across, figsize=(size.width, whole), squeeze=False, layout="constrained")
    fig.get_layout_engine().set(hspace=0.04, wspace=0.03)
    _frame(fig, size, words, key)
    for ax in axes.flat[panels:]:
        ax.remove()
    return fig, list(axes.flat[:panels])


def panels(size, count, words, height, language="en", across=0, key=()):
    """Make a grid of as many of the panels wanted as the figure's size holds, and say how many are left out.

    Returns
    -------
    Figure, list of Axes

    Examples
    --------
    >>> fig, axes = panels(PAGE, 11, wording("Title"), 1.95)
    >>> len(axes), fig._supxlabel.get_text().splitlines()[0]
    (8, 'The first 8 of 11 goals; the others are in the tables.')
    """
    held = max(1, int((size.height - _edges(size, words, key) - LINE) / height)) * (across or size.across)
    if count > held:
        cut = of(language).say("terms", "panels_cut", shown=held, every=count)
        words = noted(words, cut)
    return grid(size, min(count, held), words, height, key, across)


def panel_columns(ax, size, points=8.0):
    """Count the columns of text over a panel of a grid.

    Examples
    --------
    >>> [panel_columns(ax, PAGE) for ax in (grid(PAGE, 2)[1][0], grid(PAGE, 1)[1][0])]
    [53, 112]
    """
    return columns(size, 1 / ax.get_gridspec().ncols - 0.045, points)


def name_panel(ax, size, name, room=0, pad=None):
    """Name a panel, on as many lines as its width asks, or `room` columns.

    Examples
    --------
    >>> ax = grid(PAGE, 2)[1][0]
    >>> print(name_panel(ax, PAGE, "a long name of an indicator that breaks into two lines (%)").get_text())
    a long name of an indicator
    that breaks into two lines (%)
    """
    return ax.set_title(text.wrap(name, room or panel_columns(ax, size)), pad=pad, linespacing=SPACING)


def settle(fig):
    """Lay a finished figure out once and for all: every file of it is then drawn once, and all alike.

    Examples
    --------
    >>> fig, _ = page(PAGE, [1])
    >>> settle(fig)
    >>> fig.get_layout_engine()
    """
    if engine := fig.get_layout_engine():
        engine.execute(fig)
        fig.set_layout_engine(None)
    for ax in fig.axes:  # the last digits of what the solver finds differ from run to run
        ax.set_position(Bbox(ax.get_position().get_points().round(6)))


def set_title(ax, size, title, right=""):
    """Name a panel, and over its right margin what the remarks of its rows are.

    Examples
    --------
    >>> set_title(plt.figure().add_subplot(), PAGE, "share (%)", "points a year").get_title(loc="left")
    'share (%)'
    """
    if size.labels:
        ax.set_title(title, loc="left")
        ax.annotate(right, (1, 1), (4, 4), "axes fraction", "offset points", fontsize=SMALL, color="#666666")
    else:
        ax.set_title(text.wrap(f"{title} · {right}" if right else title, columns(size)), loc="left")
    return ax


def mark(shape, colour, **more):
    """Make one mark for a key.

    Examples
    --------
    >>> mark("D", "black").get_marker()
    'D'
    """
    return Line2D([], [], marker=shape, color=colour, linestyle="none", markersize=5, **more)


def whole_years(years):
    """Mark every year of an axis, or every second or fifth of a longer one.

    Examples
    --------
    >>> whole_years([2010, 2025]).tick_values(2010, 2014).tolist()
    [2008.0, 2010.0, 2012.0, 2014.0, 2016.0]
    """
    span = max(years) - min(years)
    return MultipleLocator(1 if span <= 6 else 2 if span <= 16 else 5)


def _titled(size, title):
    return text.wrap(title, columns(size, 0.97, 1.07 * HEADLINE)) if title else ""  # bold letters are wider


def _led(size, subtitle):
    return text.fill(subtitle, columns(size, 0.98, LEAD)) if subtitle else ""


def _sourced(size, source):
    return text.fill(source, columns(size, 1, NOTE) - HANGING) if source else ""


def _lines(written):
    return written.count("\n") + 1 if written else 0


def _key_columns(size, key):
    """Choose how many entries of a key stand side by side."""
    widths = [text.width_of(meaning) for _, meaning in key]
    room = columns(size, 1, SMALL) - 2
    marks = {n: 7 * n - 5 if n > 3 else 5 * n for n in range(len(widths), 1, -1)}
    return next((n for n, taken in marks.items() if sum(sorted(widths)[-n:]) + taken <= room), 1)


def _over(size, words, key=()):
    """Add up the height of title, subtitle and key."""
    key_lines = -(-len(key) // _key_columns(size, key)) if key else 0
    title, subtitle = _lines(_titled(size, words.title)), _lines(_led(size, words.subtitle))
    return MARGIN + TITLE * title + SUBTITLE * subtitle + KEY * key_lines


def _edges(size, words, key=()):
    """Add up the height of all that is not a panel."""
    return EDGE + _over(size, words, key) + MARGIN + LINE * _lines(_sourced(size, words.source))


def room_for(size, words, key=()):
    """Give the height of all that is not a panel, with a line for what is left out, in inches.

    Examples
    --------
    >>> room_for(PAGE, wording("Title", "Source")) > room_for(PAGE, PLAIN)
    True
    """
    return _edges(size, words, key) + LINE


def _usual_edges(size):
    """Give a height that holds title, key and source of most figures, for the two languages break them differently."""
    titles, leads, keys, lines = (2, 1, 1, 3) if size.labels else (3, 2, 3, 6)
    return EDGE + 2 * MARGIN + TITLE * titles + SUBTITLE * leads + KEY * keys + LINE * lines


def _frame(fig, size, words, key):
    """Write title, subtitle, key and source line around the panels, which the layout gives the rest."""
    title, subtitle, below = _titled(size, words.title), _led(size, words.subtitle), _sourced(size, words.source)
    height, x = fig.get_figheight(), MARGIN / fig.get_figwidth()
    foot, top = MARGIN + LINE * _lines(below), _over(size, words, key)
    fig.get_layout_engine().set(rect=(x, foot / height, 1 - 2 * x, 1 - (top + foot) / height))
    y = 1 - MARGIN / height
    look = {"ha": "left", "va": "top", "linespacing": TITLE * 72 / HEADLINE / 1.2}
    fig.suptitle(title, x=x, y=y, fontsize=HEADLINE, fontweight="bold", **look).set_in_layout(False)
    y -= TITLE * _lines(title) / height
    look |= {"fontsize": LEAD, "color": "#595959", "linespacing": SUBTITLE * 72 / LEAD / 1.2}
    fig.text(x, y, subtitle, **look).set_in_layout(False)
    y -= SUBTITLE * _lines(subtitle) / height
    look |= {"fontsize": NOTE, "color": "#555555", "va": "bottom", "linespacing": LINE * 72 / NOTE / 1.2}
    fig.supxlabel(below, x=x, y=MARGIN / height, **look).set_in_layout(False)
    if not key:
        return
    marks, meanings = zip(*key, strict=True)
    place = {"loc": "upper left", "bbox_to_anchor": (x, y), "borderaxespad": 0, "borderpad": 0.2, "labelspacing": 0.35}
    across = {"ncols": _key_columns(size, key), "handletextpad": 0.3, "columnspacing": 1.2}
    fig.legend(marks, meanings, **across, **place).set_in_layout(False)
