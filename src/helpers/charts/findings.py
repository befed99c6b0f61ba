"""What the documents contradict: two figures a finding on one relative axis, and the other findings counted by rule."""

import pandas as pd
from matplotlib.ticker import MaxNLocator

from helpers import audit, charts
from helpers.audit import sides
from helpers.charts import beside, layout, text
from helpers.language import of

LOOKS = {
    "error": ("X", "#8A2A00", "full"),
    "warning": ("^", charts.COLOURS["projection"], "full"),
    "note": ("s", charts.COLOURS["baseline"], "none"),
}
"""Marker, colour and filling by severity."""
CAP = 100
"""Percent at which a difference is cut off and an arrow drawn."""
PLACE, FIGURE = 24, 16
"""Columns that a place and a printed figure may take beside a row."""


def figure(findings, targets, indicators, title, source, language="en"):
    """Draw what does not add up, the gravest first.

    Parameters
    ----------
    findings, targets, indicators : DataFrame
        As `helpers.codebook.schema` declares them.
    title, source : str
        What stands above and below the panels.

    Returns
    -------
    Figure, DataFrame
        The figure and the numbers drawn, from `tidy`.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> charts.use_style("en")
    >>> tables = [schema.load(name, "yantai-14fyp") for name in ("findings", "targets", "indicators")]
    >>> fig, drawn = figure(*tables, "Yantai", "Source: the plan")
    >>> len(fig.axes), int(drawn["count"].sum()) == len(tables[0])
    (2, True)
    """
    drawn = tidy(findings, targets, indicators)
    if drawn.empty:
        return layout.nothing(title, source, of(language).word("terms", "nothing_found")), drawn

    groups = [rows for _, rows in drawn.groupby(drawn["difference"].isna())]
    fig, panels, drawn = layout.stack(groups, _placed, title, source, key, language)
    for ax, rows, placed in panels:
        paired = rows["difference"].notna().all()
        (pairs if paired else counts)(rows, ax, language, placed)
        ax.set_title(
            text.wrap(of(language).word("terms", f"findings_{'compared' if paired else 'counted'}"), layout.columns())
        )
    return fig, drawn


def _placed(rows, language):
    """Place the rows of a panel, by severity, with what is written beside them."""
    heads = [of(language).word("severities", severity) for severity in rows["severity"]]
    named = [beside.label(row, language) for row in rows.itertuples()]
    return layout.rows(named, [beside.remark(row, language) for row in rows.itertuples()], heads)


def tidy(findings, targets, indicators):
    """List the findings that set two numbers against each other, and how many others there are by rule.

    Returns
    -------
    DataFrame
        One row a finding, then one a severity and rule; the gravest first, and of one severity the largest difference:
        plan, severity, rule, indicator and its names, unit, locator_a, printed_a, locator_b, printed_b, arithmetic,
        first, second, difference (percent of the first) and count. What names one finding alone is empty where several
        are counted.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> tables = [schema.load(name, "yunyang-14fyp") for name in ("findings", "targets", "indicators")]
    >>> tidy(*tables)[["rule", "first", "second"]].values.tolist()[0]
    ['ratio_against_words', 1.0, 0.333]
    """
    names = indicators[["indicator", "indicator_zh", "indicator_en", "unit"]].drop_duplicates("indicator")
    rows = sides.compared(findings, targets).merge(names, on="indicator", how="left")
    rows["grave"] = rows["severity"].map(audit.SEVERITIES.index)
    rows["apart"] = rows["difference"].abs()
    own = ["indicator", "indicator_zh", "indicator_en", "unit", "locator_a", "printed_a", "locator_b", "printed_b"]
    own += ["arithmetic", "first", "second", "difference"]
    paired = rows[rows["difference"].notna()].sort_values(["grave", "apart"], ascending=[True, False], kind="stable")
    others = rows[rows["difference"].isna()]
    by_rule = others.groupby(["plan", "grave", "rule"], sort=False)
    counted = by_rule.first().assign(count=by_rule.size()).reset_index()
    counted[own] = counted[own].where(counted["count"] == 1)
    counted = counted.sort_values(["grave", "count"], ascending=[True, False], kind="stable")
    found = pd.concat([part for part in (paired.assign(count=1), counted) if len(part)] or [paired.assign(count=1)])
    return found[["plan", "severity", "rule", *own, "count"]].reset_index(drop=True)


def key(drawn, language):
    """Explain the marks that occur.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = tidy(*(schema.load(name, "yantai-14fyp") for name in ("findings", "targets", "indicators")))
    >>> [meaning for _, meaning in key(rows, "en")]
    ['first figure', 'warning', 'second figure, note']
    """
    paired = drawn["difference"].notna()
    marks = (
        [(layout.mark("o", charts.COLOURS["baseline"]), of(language).word("terms", "findings_first"))]
        if paired.any()
        else []
    )
    for severity in audit.SEVERITIES:
        if (drawn["severity"] == severity).any():
            second = paired & (drawn["severity"] == severity)
            name = of(language).word("severities", severity)
            said = of(language).word("terms", "findings_second").format(severity=name) if second.any() else name
            shape, colour, filling = LOOKS[severity]
            marks.append((layout.mark(shape, colour, fillstyle=filling, markeredgewidth=1.2), said))
    return marks


def pairs(rows, ax, language="en", placed=None):
    """Draw one row a finding: the first figure at 0, the second at its difference, both with their numbers.

    Parameters
    ----------
    rows : DataFrame
        From `tidy`, those with a difference.
    ax : Axes
    placed : helpers.charts.layout.Rows, optional
        Where the rows stand and what they are called.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from helpers.codebook import schema
    >>> rows = tidy(*(schema.load(name, "yantai-14fyp") for name in ("findings", "targets", "indicators")))
    >>> ax = pairs(rows[rows["difference"].notna()], plt.figure().add_subplot())
    >>> [text.get_text() for text in ax.texts if text.get_text()][1:]
    ['60,000', '18,500; −69 %']
    """
    placed = placed or _placed(rows, language)
    layout.set_rows(ax, placed)
    ax.axvline(0, color="#888888", lw=0.8, zorder=1)
    ends = []
    for y, row in zip(placed.ys, rows.itertuples(), strict=True):
        colour = LOOKS[row.severity][1]
        at = min(max(row.difference, -CAP), CAP)
        ax.plot([0, at], [y, y], color=colour, lw=1.6, alpha=0.45, solid_capstyle="butt", zorder=2)
        ax.plot(0, y, "o", ms=3.5, color=charts.COLOURS["baseline"], zorder=3)
        _mark(ax, at, y, row.severity, 4)
        side = 1 if row.difference > 0 else -1
        beyond = abs(row.difference) > CAP
        if beyond:
            ax.annotate("", (at, y), (18 * side, 0), "data", "offset points", arrowprops=_arrow(colour))
        numbers = [(0, of(language).number(row.first, row.unit, digits=8), -side, charts.COLOURS["baseline"], 6)]
        numbers.append((at, beside.second(row, language), side, colour, 21 if beyond else 6))
        for x, written, to, ink, gap in numbers:
            place = {"ha": "left" if to > 0 else "right", "va": "center", "fontsize": layout.SMALL, "color": ink}
            ax.annotate(written, (x, y), (gap * to, 0), textcoords="offset points", zorder=5, **place)
            ends.append((x, to, gap + 3.6 * text.width_of(written)))
    ax.set_xlim(*_limits(ends))
    ticks = MaxNLocator(5).tick_values(*ax.get_xlim())
    ax.set_xticks([tick for tick in ticks if ax.get_xlim()[0] < tick < ax.get_xlim()[1] and abs(tick) <= CAP])
    ax.xaxis.set_major_formatter(lambda value, _: of(language).number(value, signed=True, digits=3))
    return ax


def _mark(ax, x, y, severity, zorder):
    """Draw the mark of a severity; a hollow one covers what is under it."""
    shape, colour, filling = LOOKS[severity]
    face = "white" if filling == "none" else colour
    ax.plot(x, y, shape, ms=5, mfc=face, mec=colour, mew=1.2, zorder=zorder)


def _arrow(colour):
    return {"arrowstyle": "<|-", "color": colour, "lw": 1.2, "shrinkA": 0, "shrinkB": 3}


def _limits(ends):
    """Choose the limits of an axis so that texts beside its marks fit => (low, high).

    Parameters
    ----------
    ends : list of (float, int, float)
        Of each text: where its mark stands, its side (1 right, −1 left), and the points that it needs.
    """
    outside = 4.0 * layout.size().labels + 3.5 * (beside.PLACE + beside.FIGURE) if layout.size().labels else 20
    room = 72 * layout.size().width - outside - 20

    def span(unit):
        low, high = (
            side * max(side * x + (width / unit if to == side else 0) for x, to, width in ends) for side in (-1, 1)
        )
        return low, high

    units = [10 ** (step / 40) for step in range(-80, 240)]
    fitting = [unit for unit in units if (span(unit)[1] - span(unit)[0]) * unit <= room]
    return span(max(fitting, default=units[0]))


def counts(rows, ax, language="en", placed=None):
    """Draw one row a rule: how many findings, and of a single one its indicator at the right.

    Parameters
    ----------
    rows : DataFrame
        From `tidy`, those without a difference.
    ax : Axes
    placed : helpers.charts.layout.Rows, optional
        Where the rows stand and what they are called.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from helpers.codebook import schema
    >>> rows = tidy(*(schema.load(name, "yantai-14fyp") for name in ("findings", "targets", "indicators")))
    >>> ax = counts(rows[rows["difference"].isna()][2:5], plt.figure().add_subplot())
    >>> [text.get_text() for text in ax.texts if text.get_text()]
    ['2', '2', '2']
    """
    placed = placed or _placed(rows, language)
    layout.set_rows(ax, placed)
    for y, row in zip(placed.ys, rows.itertuples(), strict=True):
        colour = LOOKS[row.severity][1]
        ax.plot([0, row.count], [y, y], color=colour, lw=1.6, alpha=0.45, solid_capstyle="butt", zorder=2)
        _mark(ax, row.count, y, row.severity, 3)
        place = {"va": "center", "fontsize": layout.SMALL, "color": colour}
        ax.annotate(f"{row.count}", (row.count, y), (6, 0), textcoords="offset points", **place)
    ax.set_xlim(0, max(rows["count"].max(), 5) * 1.15)
    ax.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    return ax
