"""Pace wanted against pace achieved, and that of the plan before: a row a goal, a panel a unit."""

import numpy as np
from matplotlib.lines import Line2D

from helpers import charts
from helpers.charts import layout, progress_path
from helpers.codebook import schema
from helpers.growth import formulas
from helpers.language import of
from helpers.progress import paces

APART = 0.035
"""Inches between a row's middle and each of its two marks; less, and lower, where labels stand over them."""


def figure(targets, observations, progress, title, source, language="en"):
    """Draw how fast each indicator must move and how fast it did, with rounding intervals.

    Parameters
    ----------
    targets, observations, progress : DataFrame
        As `helpers.codebook.schema` declares them.
    title, source : str
        What stands above and below the panels.

    Returns
    -------
    Figure, DataFrame
        The figure and the numbers drawn, from `speeds`.
    """
    drawn = speeds(targets, observations, progress)
    if drawn.empty:
        return layout.nothing(title, source, of(language).word("terms", "nothing_observed")), drawn
    several = drawn["target_year"].nunique() > 1

    def place(rows, language):
        return layout.rows(charts.names_of(rows, language, several), [said(row, language) for row in rows.itertuples()])

    groups = [rows for _, rows in drawn.groupby("unit", sort=False)]
    fig, panels, drawn = layout.stack(groups, place, title, source, key, language)
    for ax, rows, placed in panels:
        marks(rows, ax, language, placed)
        unit = rows["unit"].iloc[0]
        compound = [of(language).word("methods", "cagr_to_last_one")] if unit == "percent_per_year" else []
        ax.set_title(" · ".join([of(language).rate_unit(unit), *compound]))
    return fig, drawn


def speeds(targets, observations, progress):
    """Compute the pace required, achieved since the baseline and before it: of what must vanish compound, else linear.

    Returns
    -------
    DataFrame
        One row a goal that has both a baseline and a later observation: target_id, plan, the indicator and its names,
        target_year, unit, required, required_low, required_high, achieved, achieved_low, achieved_high (rounding
        intervals) and before (of the plan before; NaN where nothing is published).

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = speeds(*(schema.load(name, "yunyang-14fyp") for name in ("targets", "observations", "progress")))
    >>> row = rows.set_index("indicator").loc["large_classes_compulsory"]
    >>> [f"{row[name]:.1f}" for name in ("required", "achieved", "before")], row["unit"]
    (['-49.7', '-67.7', '-42.1'], 'percent_per_year')
    """
    goals = progress_path.followed(targets, observations, progress)
    goals = goals[goals["kind"] != "projection"].reset_index(drop=True)
    vanishing = (goals["family"] == "count") & (goals["e"] == 0)
    end = goals["e"].where(~vanishing, 1.0)
    base = schema.numbers(goals["baseline_year"])
    years, since = schema.numbers(goals["target_year"]) - base, schema.numbers(goals["observed_year"]) - base

    def pace(start, value, span):
        return np.where(vanishing, formulas.cagr(start, value, span), formulas.linear(start, value, span))

    points = goals["unit"].replace({"percent": "points"}) + "_per_year"
    found = goals[["target_id", "plan", "indicator", "indicator_zh", "indicator_en", "target_year"]].assign(
        unit=points.where(~vanishing, "percent_per_year"),
        required=pace(goals["y0"], end, years),
        achieved=pace(goals["y0"], goals["observed"], since),
    )
    for name, value, width, span in (
        ("required", end, goals["h1"], years),
        ("achieved", goals["observed"], goals["h"], since),
    ):
        found[f"{name}_low"] = pace(goals["y0"] + goals["h0"], value - width, span)
        found[f"{name}_high"] = pace(goals["y0"] - goals["h0"], value + width, span)
    earlier = paces.before(targets, observations).set_index("target_id")
    earlier = earlier.reindex(found["target_id"]).reset_index()
    length = earlier["baseline_year"].astype(float) - earlier["earlier_year"]
    found["before"] = pace(earlier["earlier"], earlier["baseline"], length)
    return found.sort_values("unit", kind="stable").reset_index(drop=True)


def key(drawn, language):
    """Explain the marks that occur."""
    colour, ink = charts.COLOURS["target"], charts.COLOURS["baseline"]
    marks = [
        (layout.mark("D", colour, markerfacecolor="white", markeredgewidth=1.2), of(language).word("terms", "pace")),
        (layout.mark("o", ink), of(language).word("terms", "pace_since")),
    ]
    if drawn["before"].notna().any():
        marks.append((layout.mark("<", charts.COLOURS["muted"]), of(language).word("terms", "pace_before")))
    if (drawn["achieved_low"] < drawn["achieved_high"]).any():
        marks.append((Line2D([], [], color=ink, lw=2.4), of(language).word("terms", "interval")))
    return marks


def marks(rows, ax, language="en", placed=None):
    """Draw one row a goal: what is wanted, what was achieved, what went before.

    Parameters
    ----------
    rows : DataFrame
        From `speeds`.
    ax : Axes
    placed : helpers.charts.layout.Rows, optional
        Where the rows stand and what is written in them.
    """
    placed = placed or layout.rows(charts.names_of(rows, language), [said(row, language) for row in rows.itertuples()])
    colour, ink = charts.COLOURS["target"], charts.COLOURS["baseline"]
    layout.set_rows(ax, placed, [ink] * len(rows))
    ax.axvline(0, color="#888888", lw=0.8, zorder=1)
    apart, lower = (APART, 0) if layout.size().labels else (0.7 * APART, 0.7 * APART)
    for y, row in zip([y + lower for y in placed.ys], rows.itertuples(), strict=True):
        for low, high, shade, off in (
            (row.required_low, row.required_high, colour, apart),
            (row.achieved_low, row.achieved_high, ink, -apart),
        ):
            ax.plot([low, high], [y + off, y + off], color=shade, lw=2.4, solid_capstyle="butt", zorder=3)
        ax.plot(row.required, y + apart, "D", ms=4.5, mfc="white", mec=colour, mew=1.2, zorder=4)
        ax.plot(row.achieved, y - apart, "o", ms=4.5, color=ink, zorder=4)
        if not np.isnan(row.before):
            ax.plot(row.before, y, "<", ms=4.5, color=charts.COLOURS["muted"], zorder=2)
    ax.margins(x=0.08)
    ax.xaxis.set_major_formatter(lambda value, _: of(language).number(value, signed=True))
    return ax


def said(row, language="en"):
    """Write the pace achieved, the one needed, and the one before where there is one.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> said(SimpleNamespace(achieved=-67.7, required=-49.7, before=-42.1))
    'observed −67.7, required −49.7, before −42.1'
    """
    paces = {name: getattr(row, name) for name in ("achieved", "required", "before")}
    written = {name: of(language).number(pace, signed=True, digits=3) for name, pace in paces.items()}
    key = "achieved_of_wanted" if np.isnan(row.before) else "achieved_after"
    return of(language).word("terms", key).format(**written)
