"""Figures: one function a chart, colours by meaning, one look.

Every chart takes tidy data and an `ax` and returns the `ax`; `figure` of its module lays panels out on a page and
returns the figure and the numbers that it drew.
"""

import re
import textwrap
import unicodedata
from pathlib import Path

import matplotlib.pyplot as plt
import pylopdf_fonts_zh_cn
import seaborn as sns
from matplotlib import font_manager
from matplotlib.lines import Line2D
from matplotlib.ticker import MultipleLocator

from helpers.words import LANGUAGES

MILLIMETRE = 1 / 25.4
PAGE = 175 * MILLIMETRE
"""Width of a journal's page, in inches."""
CLOSING = "，。、；：）》”！？,;:)"
COLOURS = {"baseline": "#595959", "target": "#0072B2", "projection": "#B8520A", "muted": "#A0A0A0"}


def use_style(language="en"):
    """Set the look and a font that has both scripts. Call it before the first figure.

    Raises
    ------
    ValueError
        If the language is not en or zh.

    Examples
    --------
    >>> use_style("zh")
    >>> plt.rcParams["font.family"]
    ['Noto Sans SC', 'DejaVu Sans']
    """
    if language not in LANGUAGES:
        raise ValueError(f"language is {' or '.join(LANGUAGES)}, not {language!r}")
    sns.set_theme(style="ticks", rc={"font.family": font_families()})
    plt.style.use(Path(__file__).with_name("plan.mplstyle"))


def font_families():
    """Register the bundled Chinese font by its path and list the families to use, DejaVu Sans behind it.

    Examples
    --------
    >>> font_families()
    ['Noto Sans SC', 'DejaVu Sans']
    """
    path = str(pylopdf_fonts_zh_cn.sans_path())
    known = {font.fname: font.name for font in font_manager.fontManager.ttflist}
    if path not in known:
        font_manager.fontManager.addfont(path)
        known = {font.fname: font.name for font in font_manager.fontManager.ttflist}
    return [known[path], "DejaVu Sans"]


def width_of(text):
    """Count columns: a Chinese character is two, a Latin one is one.

    Examples
    --------
    >>> width_of("毛入园率(%)")
    11
    """
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def wrap(text, columns):
    """Break a label into as few lines of at most `columns` as it needs, and those as even as they can be.

    Latin text breaks between words, Chinese anywhere but before closing punctuation.

    Examples
    --------
    >>> print(wrap("财政性教育经费占一般公共预算支出的比例", 34))
    财政性教育经费占一般
    公共预算支出的比例
    >>> print(wrap("gross senior secondary enrolment rate", 34))
    gross senior secondary
    enrolment rate
    """
    fewest = len(_lines(text, columns))
    narrow = next(width for width in range(1, columns + 1) if len(_lines(text, width)) <= fewest)
    return "\n".join(_lines(text, narrow))


def _lines(text, columns):
    if width_of(text) == len(text):
        return textwrap.wrap(text, columns, break_long_words=False, break_on_hyphens=False)
    lines, line = [], ""
    for piece in re.findall(r"[!-~\u00a0]+|.", text):
        if line and width_of(line + piece) > columns and piece not in CLOSING:
            lines.append(line)
            line = ""
        line += piece
    return [*lines, line]


def names_of(rows, language, several_years=False):
    """Name the rows of a chart by their indicator, and by their target year where the chart has several.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"indicator_en": ["retention rate"], "target_year": [2035]})
    >>> names_of(rows, "en"), names_of(rows, "en", several_years=True)
    (['retention rate'], ['retention rate, 2035'])
    """
    comma = "，" if language == "zh" else ", "
    pairs = zip(rows[f"indicator_{language}"], rows["target_year"], strict=True)
    return [f"{name}{comma}{year}" if several_years else name for name, year in pairs]


def rows_of(ax, labels, columns=34):
    """Give an axis one row a label, the first at the top.

    Examples
    --------
    >>> ax = rows_of(plt.figure().add_subplot(), ["first", "second"])
    >>> [label.get_text() for label in ax.get_yticklabels()], ax.get_ylim()
    (['first', 'second'], (np.float64(1.5), np.float64(-0.5)))
    """
    ax.set_yticks(range(len(labels)), [wrap(label, columns) for label in labels])
    ax.set_ylim(len(labels) - 0.5, -0.5)
    return ax


def page(heights, title="", source="", key=()):
    """Make a figure of panels under each other, as high as their rows need, with title, key and source line.

    Parameters
    ----------
    heights : list of int
        Rows of each panel.
    title, source : str
        What stands above and below the panels.
    key : sequence of (Line2D, str)
        Marks and what they mean, under the title.

    Returns
    -------
    Figure, list of Axes

    Examples
    --------
    >>> fig, axes = page([2, 1], "Title", "Source: nobody")
    >>> len(axes), round(fig.get_figwidth() / MILLIMETRE)
    (2, 175)
    """
    below = "\n".join(_lines(source, int(PAGE * 19)))
    height = 0.30 * sum(heights) + 0.52 * len(heights) + 0.13 * below.count("\n") + 0.8
    fig, axes = plt.subplots(
        len(heights),
        1,
        figsize=(PAGE, height),
        squeeze=False,
        gridspec_kw={"height_ratios": [rows + 0.4 for rows in heights]},
    )
    fig.suptitle(f"{title}\n " if key else title, x=0.01, ha="left", linespacing=1.7)
    fig.supxlabel(below, x=0.01, ha="left", fontsize=6.5, color="#555555")
    if key:
        marks, meanings = zip(*key, strict=True)
        under_title = (-0.005, 1 - 0.2 / height)
        legend = fig.legend(
            marks,
            meanings,
            loc="upper left",
            bbox_to_anchor=under_title,
            ncols=len(key),
            handletextpad=0.3,
            columnspacing=1.2,
        )
        legend.set_in_layout(False)
    return fig, list(axes[:, 0])


def grid(panels, title="", source="", across=2, height=1.75):
    """Make a figure of small panels side by side, with title and source line.

    Parameters
    ----------
    panels : int
    title, source : str
        What stands above and below the panels.
    across : int
        Panels a row.
    height : float
        Of a panel with its title, in inches.

    Returns
    -------
    Figure, list of Axes

    Examples
    --------
    >>> fig, axes = grid(3, "Title", "Source: nobody")
    >>> len(axes), len(fig.axes), round(fig.get_figwidth() / MILLIMETRE)
    (3, 3, 175)
    """
    below = "\n".join(line for part in source.split("\n") for line in _lines(part, int(PAGE * 19)))
    down = -(-panels // across)
    whole = down * height + 0.13 * below.count("\n") + 0.6
    fig, axes = plt.subplots(down, across, figsize=(PAGE, whole), squeeze=False, layout="constrained")
    fig.get_layout_engine().set(hspace=0.04, wspace=0.03)
    fig.suptitle(title, x=0.01, ha="left")
    fig.supxlabel(below, x=0.01, ha="left", fontsize=6.5, color="#555555")
    for ax in axes.flat[panels:]:
        ax.remove()
    return fig, list(axes.flat[:panels])


def whole_years(years):
    """Mark every year of an axis, or every second or fifth of a longer one.

    Examples
    --------
    >>> whole_years([2010, 2025]).tick_values(2010, 2014).tolist()
    [2008.0, 2010.0, 2012.0, 2014.0, 2016.0]
    """
    span = max(years) - min(years)
    return MultipleLocator(1 if span <= 6 else 2 if span <= 16 else 5)


def nothing(title, source, text):
    """Make a figure that says why there is nothing to draw.

    Examples
    --------
    >>> nothing("Title", "Source: nobody", "No target").axes[0].texts[0].get_text()
    'No target'
    """
    fig, (ax,) = page([1], title, source)
    ax.set_axis_off()
    ax.text(0, 0.5, text, transform=ax.transAxes)
    return fig


def mark(shape, colour, **more):
    """Make one mark for a key.

    Examples
    --------
    >>> mark("D", "black").get_marker()
    'D'
    """
    return Line2D([], [], marker=shape, color=colour, linestyle="none", markersize=5, **more)


def beside(ax, y, text, colour="#666666"):
    """Write a note to the right of the panel, level with a row.

    Examples
    --------
    >>> beside(plt.figure().add_subplot(), 0, "to be kept").get_text()
    'to be kept'
    """
    return ax.annotate(
        text,
        (1, y),
        (4, 0),
        xycoords=ax.get_yaxis_transform(),
        textcoords="offset points",
        va="center",
        fontsize=7,
        color=colour,
    )
