"""What remains to the target: a row a goal, the way from its baseline as 100 %, the time elapsed as a tick."""

import numpy as np
import pandas as pd
from matplotlib.patches import Patch

from helpers import charts
from helpers.charts import layout, text
from helpers.goals import dated
from helpers.language import of

FAR = 200.0
"""Percent of the way beyond which a bar ends in an arrow, and a hundred less behind the start."""
GROUPS = ("way_observed", "way_unobserved", "way_none")
LOOKS = {
    "way_attained": {"facecolor": charts.COLOURS["target"], "edgecolor": charts.COLOURS["target"]},
    "within_rounding": {"facecolor": charts.COLOURS["muted"], "edgecolor": charts.COLOURS["muted"]},
    "way_remaining": {"facecolor": "white", "edgecolor": charts.COLOURS["target"], "hatch": "//////"},
    "way_beyond": {"facecolor": "#9CCBE6", "edgecolor": charts.COLOURS["target"]},
    "way_back": {"facecolor": "white", "edgecolor": charts.COLOURS["baseline"], "hatch": "xxxxxx"},
    "way_unobserved": {"facecolor": "white", "edgecolor": charts.COLOURS["muted"], "linestyle": ":"},
}
"""How each part of a bar looks; the keys are words of `helpers.words.TERMS`."""
COLUMNS = [
    *("target_id", "plan", "indicator", "indicator_zh", "indicator_en", "unit", "stage", "kind", "comparator"),
    *("baseline_year", "baseline", "observed_year", "observed", "target_year", "target", "attained", "elapsed", "left"),
    *("still_needed_per_year", "verdict", "group"),
]
HALF = 0.06
"""Inches of half a bar's height, three quarters of that where labels stand over the bar."""
REMARK = 46
"""Columns of the first line of what is said at the right of a row."""


def figure(targets, progress, title, source, language="en"):
    """Draw how much of each goal's way is done, how much of its time has elapsed, and what is still to go.

    Parameters
    ----------
    targets, progress : DataFrame
        As `helpers.codebook.schema` declares them.
    title, source : str
        What stands above and below the panel.

    Returns
    -------
    Figure, DataFrame
        The figure and the numbers drawn: one row a goal, from `remaining`.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> charts.use_style("en")
    >>> tables = [schema.load(name, "yunyang-14fyp") for name in ("targets", "progress")]
    >>> fig, drawn = figure(*tables, "Yunyang", "Source: the plan")
    >>> drawn["group"].value_counts().to_dict()
    {'way_unobserved': 6, 'way_observed': 3, 'way_none': 1}
    """
    drawn = remaining(targets, progress)
    if drawn["observed"].isna().all():
        return layout.nothing(title, source, of(language).word("terms", "nothing_observed")), drawn[:0]
    several = drawn["target_year"].nunique() > 1

    def place(rows, language):
        heads = [of(language).word("terms", group) for group in rows["group"]]
        remarks = [said(row, language) for row in rows.itertuples()]
        return layout.rows(charts.names_of(rows, language, several), remarks, heads)

    fig, panels, drawn = layout.stack([drawn], place, title, source, key, language)
    ((ax, rows, placed),) = panels
    bars(rows, ax, language, placed)
    ax.set_title(of(language).word("terms", "way"))
    return fig, drawn


def remaining(targets, progress):
    """Measure what remains to each goal that has a baseline and a year, or is to be kept: observed ones first.

    Parameters
    ----------
    targets, progress : DataFrame
        As `helpers.codebook.schema` declares them.

    Returns
    -------
    DataFrame
        One row a goal, with `COLUMNS`: attained and elapsed are fractions; left is in the indicator's unit, signed, 0
        where the target is met; group is `way_observed`, `way_unobserved`, or `way_none` of what is to be kept or was
        met at the baseline. What has no direction has no row.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = remaining(schema.load("targets", "yunyang-14fyp"), schema.load("progress", "yunyang-14fyp"))
    >>> rows[["indicator", "attained", "left"]].values.tolist()[0]
    ['large_classes_compulsory', 0.677419354839, -10.0]
    """
    goals = dated(targets)
    names = ["plan", "target_id", "indicator", "indicator_zh", "indicator_en", "unit", "stage", "comparator", "kind"]
    rows = goals[names].merge(progress, on=["plan", "target_id", "indicator"])
    rows = rows[rows["baseline"].notna() & ~rows["verdict"].isin(["not_quantified", "no_direction"])]
    seen = rows["observed"].notna()
    kept = (rows["kind"] == "maintain") | (seen & rows["attained"].isna()) | (rows["baseline"] == rows["target"])
    rows["group"] = np.select([kept, seen], ["way_none", "way_observed"], "way_unobserved")
    left = rows["target"] - rows["observed"]
    rows["left"] = left.where(rows["still_needed_per_year"] != 0, 0.0).where(seen & ~kept)
    rows = rows.assign(turn=rows["group"].map(GROUPS.index))
    rows = rows.sort_values(["turn", "attained"], ascending=[True, False], kind="stable")
    return rows[COLUMNS].reset_index(drop=True)


def parts(row):
    """Divide one bar => list of (what, from, to) in percent of the way, cut off where it goes far outside.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> parts(SimpleNamespace(group="way_observed", attained=1.6, verdict="achieved"))
    [('way_attained', 0.0, 100.0), ('way_beyond', 100.0, 160.0)]
    >>> parts(SimpleNamespace(group="way_observed", attained=-0.2, verdict="deterioration"))
    [('way_back', -20.0, 0.0), ('way_remaining', 0.0, 100.0)]
    """
    if row.group != "way_observed":
        return [("way_unobserved", 0.0, 100.0)] if row.group == "way_unobserved" else []
    end = round(float(np.clip(100 * row.attained, 100 - FAR, FAR)), 9)
    done = "within_rounding" if row.verdict == "no_detectable_change" else "way_attained"
    back = done if done == "within_rounding" else "way_back"
    cuts = [(back, end, 0.0), (done, 0.0, min(end, 100.0)), ("way_remaining", max(end, 0.0), 100.0)]
    return [cut for cut in [*cuts, ("way_beyond", 100.0, end)] if cut[1] < cut[2]]


def key(drawn, language):
    """Explain the parts of bars that occur, and the tick.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = remaining(schema.load("targets", "yunyang-14fyp"), schema.load("progress", "yunyang-14fyp"))
    >>> [meaning for _, meaning in key(rows, "en")]
    ['attained', 'remaining', 'not observed', 'time elapsed']
    """
    occurring = {what for row in drawn.itertuples() for what, _, _ in parts(row)}
    marks = [(Patch(**look), of(language).word("terms", what)) for what, look in LOOKS.items() if what in occurring]
    if drawn["elapsed"].notna().any():
        marks.append((layout.mark("|", "black", markeredgewidth=1.6), of(language).word("terms", "way_elapsed")))
    return marks


def bars(rows, ax, language="en", placed=None):
    """Draw one bar a row; where it goes beyond `FAR`, an arrow with the number.

    Parameters
    ----------
    rows : DataFrame
        From `remaining`.
    ax : Axes
    placed : helpers.charts.layout.Rows, optional
        Where the rows stand and what is written in them.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from helpers.codebook import schema
    >>> rows = remaining(schema.load("targets", "china-14fyp"), schema.load("progress", "china-14fyp"))
    >>> ax = bars(rows, plt.figure().add_subplot())
    >>> [line.get_xdata().tolist() for line in ax.get_lines() if line.get_marker() == ">"]
    [[200.0]]
    """
    placed = placed or layout.rows(charts.names_of(rows, language), [said(row, language) for row in rows.itertuples()])
    layout.set_rows(ax, placed)
    half = HALF if layout.size().labels else 0.75 * HALF
    for y, row in zip(placed.ys, rows.itertuples(), strict=True):
        for what, start, end in parts(row):
            ax.barh(y, end - start, 2 * half, start, **LOOKS[what], lw=0.8, zorder=2)
        if row.group == "way_observed" and pd.notna(row.elapsed):
            ax.plot([100 * row.elapsed] * 2, [y - 1.6 * half, y + 1.6 * half], color="black", lw=1.6, zorder=4)
        _far(row, y, ax, language)
    ends = [0.0, 100.0, *(end for row in rows.itertuples() for _, *cut in parts(row) for end in cut)]
    low, high = min(ends), max(ends)
    ax.set_xlim(low - 0.03 * (high - low), high + 0.03 * (high - low))
    ax.set_xticks(np.arange(np.ceil(low / 50) * 50 + 0.0, high + 1, 50))
    ax.xaxis.set_major_formatter(lambda value, _: of(language).number(value, "percent"))
    return ax


def said(row, language="en"):
    """Write what is done and what is to go, in the indicator's own unit and a year.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = remaining(schema.load("targets", "yunyang-14fyp"), schema.load("progress", "yunyang-14fyp"))
    >>> print(said(rows.iloc[0]))
    68 % by 2021; 10 classes to go
    −2.5 classes a year until 2025
    """
    first, *more = _clauses(row, language)
    if not layout.size().labels:
        return "\n".join([first, *more])
    joined = of(language).semicolon.join([first, *more[:1]])
    return "\n".join([joined, *more[1:]] if text.width_of(joined) <= REMARK else [first, *more])


def _clauses(row, language):
    """List what is to be said of a row."""

    def term(name, **values):
        return of(language).word("terms", name).format(**values)

    def plain(value):
        """Write a value whose unit stands elsewhere; one in percent needs its own."""
        return (measured if row.unit == "percent" else words.number)(value, row.unit, language)

    seen, verdict = pd.notna(row.observed), of(language).word("verdicts", row.verdict)
    if row.group == "way_none":
        kept = row.kind == "maintain" or row.baseline == row.target
        start = term("gap_kept", target=plain(row.target)) if kept else of(language).word("codes", "already_met")
        now = term("gap_seen", observed=plain(row.observed), year=row.observed_year, verdict=verdict) if seen else ""
        return [start, now or term("way_unobserved")]
    if not seen:
        ends = {"baseline": of(language).number(row.baseline, row.unit), "year": row.target_year}
        return [term("way_unobserved"), term("gap_start", target=of(language).measured(row.target, row.unit), **ends)]
    unit = {"percent": "points"}.get(row.unit, row.unit)
    done = term("gap_part", part=of(language).measured(round(100 * row.attained), "percent"), year=row.observed_year)
    if row.left == 0:
        beyond = abs(row.observed - row.target)
        more = [term("gap_beyond", beyond=of(language).measured(beyond, unit))] if beyond else []
        return [done, term("gap_met", verdict=verdict, observed=of(language).measured(row.observed, row.unit)), *more]
    if row.verdict == "no_detectable_change":
        done = verdict
    left = term("gap_left", left=of(language).measured(abs(row.left), unit))
    if pd.isna(row.still_needed_per_year):
        return [done, left, term("gap_over")]
    pace = of(language).pace(row.still_needed_per_year, f"{unit}_per_year")
    return [done, left, term("gap_pace", pace=pace, year=row.target_year)]


def _far(row, y, ax, language):
    """Write the number of a bar that goes far outside, before the arrow in which it ends."""
    end = 100 * row.attained
    if pd.isna(end) or 100 - FAR <= end <= FAR:
        return
    side = 1 if end > 0 else -1
    x = FAR if side > 0 else 100 - FAR
    ax.plot(x, y, ">" if side > 0 else "<", ms=5, color="black", zorder=5, clip_on=False)
    number = of(language).measured(round(end), "percent")
    place = {"ha": "right" if side > 0 else "left", "va": "center", "fontsize": layout.SMALL, "zorder": 6}
    behind = {
        "facecolor": LOOKS["way_beyond" if side > 0 else "way_back"]["facecolor"],
        "edgecolor": "none",
        "pad": 0.3,
    }
    ax.annotate(number, (x, y), (-6 * side, 0), textcoords="offset points", bbox=behind, **place)
