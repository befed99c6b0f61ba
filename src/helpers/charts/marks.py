"""Marks: one set of properties draws a mark in a panel and explains it in the key."""

from matplotlib.lines import Line2D

from helpers.charts import COLOURS


def _mark(shape, colour, filled=True, **more):
    face = COLOURS[colour] if filled else "white"
    look = {"marker": shape, "markersize": 5, "color": COLOURS[colour], "markerfacecolor": face}
    return look | {"markeredgewidth": 1.2, "linestyle": "none"} | more


LOOKS = {
    "baseline": _mark("o", "baseline", markersize=4.5),
    "reference": _mark("o", "baseline", markersize=4.5),
    "reference_press": _mark("o", "baseline", False, markersize=4.5),
    "binding": _mark("D", "target"),
    "target": _mark("D", "target", False),
    "projection": _mark("D", "projection", False),
    "pace": _mark("o", "target", markersize=4.5),
    "pace_projection": _mark("o", "projection", False, markersize=4.5),
    "within_rounding": _mark("s", "muted", markersize=4.5),
    "own": _mark("D", "baseline", markersize=4.5),
    "observed": _mark("o", "baseline", markersize=3.5, linestyle="-", linewidth=0.9),
    "as_published": _mark("s", "muted", markersize=3.5, linestyle="-", linewidth=0.9),
    "plan": _mark("D", "target"),
    "born": _mark("^", "target", markersize=3.5, linestyle="-", linewidth=0.9),
    "flat": _mark("v", "projection", markersize=3.5, linestyle="--", linewidth=0.9),
    "minus_5": _mark("<", "projection", markersize=3.5, linestyle=":", linewidth=0.9),
    "plus_5": _mark(">", "projection", markersize=3.5, linestyle=":", linewidth=0.9),
    "as_parent": _mark("P", "projection"),
    "progression": _mark("X", "projection"),
    "changes": {"color": COLOURS["baseline"], "linewidth": 1.0, "solid_capstyle": "butt"},
    "changes_calm": {"color": COLOURS["muted"], "linewidth": 4.5, "solid_capstyle": "butt", "alpha": 0.6},
    "median": _mark("|", "baseline", markersize=9),
    "interval": {"color": COLOURS["target"], "linewidth": 2.4, "solid_capstyle": "butt"},
}
"""What a mark looks like, by what it stands for: shape and colour say the same, filled or hollow a second thing."""


def draw(name, x, y, ax, **more):
    """Draw a mark, or a line of such marks.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> draw("binding", 95, 0, plt.figure().add_subplot()).get_marker()
    'D'
    """
    (line,) = ax.plot(x, y, **LOOKS[name] | {"zorder": 4} | more)
    return line


def entry(name, meaning, joined=True):
    """Explain a mark in a key: it looks as drawn, with a line where marks are joined by one => (Line2D, meaning).

    Examples
    --------
    >>> [entry("observed", "observed", joined)[0].get_linestyle() for joined in (True, False)]
    ['-', 'None']
    >>> entry("target", "target 2025")[0].get_markerfacecolor()
    'white'
    """
    return Line2D([], [], **LOOKS[name] | ({} if joined else {"linestyle": "none"})), meaning
