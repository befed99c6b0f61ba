"""Baseline against target: a dumbbell a row, by stage, a panel a unit, projections apart from goals."""

import pandas as pd

from helpers import charts
from helpers.charts import layout
from helpers.goals import LEVELS, shown
from helpers.language import of


def figure(targets, title, source, language="en"):
    """Draw the levels that a plan promises, beside where they start.

    Parameters
    ----------
    targets : DataFrame
        As `helpers.codebook.schema` declares it.
    title, source : str
        What stands above and below the panels.

    Returns
    -------
    Figure, DataFrame
        The figure and the numbers drawn: one row a dumbbell, with its panel.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> charts.use_style("en")
    >>> fig, drawn = figure(schema.load("targets", "yantai-14fyp"), "Yantai", "Source: the plan")
    >>> [ax.get_title(loc="left") for ax in fig.axes]
    ['%', 'ratio', 'years', 'persons · projections, not goals']
    """
    drawn = panels(shown(targets))
    if drawn.empty:
        return layout.nothing(title, source, of(language).word("terms", "nothing_printed")), drawn
    several = drawn["target_year"].nunique() > 1

    def place(rows, language):
        stages = [of(language).word("stages", stage) for stage in rows["stage"]]
        return layout.rows(charts.names_of(rows, language, several), remarks(rows, language), stages)

    groups = [rows for _, rows in drawn.groupby(["projection", "unit"], sort=False)]
    fig, shown_panels, drawn = layout.stack(groups, place, title, source, key, language)
    for ax, rows, placed in shown_panels:
        dumbbell(rows, ax, language, placed)
        name = of(language).unit(rows["unit"].iloc[0])
        ax.set_title(f"{name} · {of(language).word('terms', 'projections')}" if rows["projection"].iloc[0] else name)
    return fig, drawn


def key(drawn, language):
    """Explain the marks that occur.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> [meaning for _, meaning in key(panels(shown(schema.load("targets", "yantai-14fyp"))), "en")][:2]
    ['baseline 2020', 'target 2025, expected']
    """
    baseline, target = (
        f"{of(language).word('terms', name)} "
        f"{'/'.join(map(str, sorted(drawn.loc[drawn[name].notna(), f'{name}_year'].dropna().unique())))}"
        for name in ("baseline", "target")
    )
    marks = [(layout.mark("o", charts.COLOURS["baseline"]), baseline)] if drawn["baseline"].notna().any() else []
    comma = of(language).comma
    goals = drawn.loc[~drawn["projection"], "nature"]
    natures = list(goals.astype("object").where(goals.notna(), "").unique())
    if "" in natures and len(natures) > 1:  # a hollow mark is any that is not binding
        natures = [*(nature for nature in natures if nature == "binding"), "other"]
    for nature in natures:
        meaning = f"{target}{comma}{of(language).word('natures', nature)}" if nature else target
        marks.append((_diamond(charts.COLOURS["target"], nature), meaning))
    if drawn["projection"].any():
        marks.append((_diamond(charts.COLOURS["projection"], ""), of(language).word("terms", "projection")))
    return marks


def _diamond(colour, nature):
    face = colour if nature == "binding" else "white"
    return layout.mark("D", colour, markerfacecolor=face, markeredgewidth=1.2)


def read_back(fig):
    """Read the targets back from the marks of a finished figure, for a check => list of numbers."""
    marks = [line for ax in fig.axes for line in ax.get_lines() if line.get_marker() == "D"]
    return [float(line.get_xdata()[0]) for line in marks]


def panels(targets):
    """Order targets by panel, goals by unit first, then projections, and within a panel by stage.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> panels(shown(schema.load("targets", "yantai-14fyp")))[["unit", "projection"]].drop_duplicates().values.tolist()
    [['percent', False], ['ratio', False], ['years', False], ['persons', True]]
    """
    levels = targets[targets["kind"].isin(LEVELS)].copy()
    levels["projection"] = levels["kind"] == "projection"
    levels["target"] = levels["target_low"].fillna(levels["target_high"])
    levels["unit"] = levels["unit"].fillna("")
    order = {unit: place for place, unit in enumerate(dict.fromkeys(levels["unit"]))}
    levels["panel"] = levels["unit"].map(order)
    places = {stage: place for place, stage in enumerate(dict.fromkeys(levels["stage"]))}
    levels["place"] = levels["stage"].map(places)
    kept = ["indicator", "indicator_zh", "indicator_en", "plan", "stage", "unit", "kind", "projection", "nature"]
    kept += ["comparator"]
    numbers = ["baseline_year", "baseline", "baseline_halfwidth", "target_year", "target", "target_high"]
    ordered = levels.sort_values(["projection", "panel", "place"], kind="stable")
    return ordered[kept + numbers].reset_index(drop=True)


def dumbbell(rows, ax, language="en", placed=None):
    """Draw one dumbbell a row: baseline grey, target coloured, filled where binding and hollow where expected.

    Parameters
    ----------
    rows : DataFrame
        From `panels`.
    ax : Axes
    placed : helpers.charts.layout.Rows, optional
        Where the rows stand and what they are called; by their indicators where it is not given.
    """
    placed = placed or layout.rows(charts.names_of(rows, language))
    layout.set_rows(ax, placed)
    for y, row in zip(placed.ys, rows.itertuples(), strict=True):
        colour = charts.COLOURS["projection" if row.projection else "target"]
        known = pd.notna(row.baseline)
        if known:
            ax.plot(
                [row.baseline, row.target], [y, y], color=colour, lw=1.6, alpha=0.45, solid_capstyle="butt", zorder=2
            )
            ax.plot(row.baseline, y, "o", ms=4.5, color=charts.COLOURS["baseline"], zorder=3)
        if row.comparator == "range":
            ax.plot([row.target, row.target_high], [y, y], color=colour, lw=3.5, solid_capstyle="butt", zorder=3)
        face = colour if row.nature == "binding" else "white"
        ax.plot(row.target, y, "D", ms=5, mfc=face, mec=colour, mew=1.2, zorder=4)
        _label_ends(ax, row, y, colour, known, language)
    ax.margins(x=0.14)
    ax.xaxis.set_major_formatter(lambda value, _: of(language).number(value, rows["unit"].iloc[0]))
    return ax


def remarks(rows, language="en"):
    """Say of each row why no line is drawn in it, or nothing.

    Examples
    --------
    >>> rows = pd.DataFrame({"baseline": [None, 99.0, 1.0], "target": [1, 99, 1], "projection": False})
    >>> remarks(rows.assign(kind=["level", "maintain", "level"]))
    ['no baseline published', 'maintain', 'already met at the baseline']
    """
    kept = (rows["baseline"] == rows["target"]) & ~rows["projection"]
    codes = [
        "no_baseline" if missing else "" if not same else "maintain" if kind == "maintain" else "already_met"
        for missing, same, kind in zip(rows["baseline"].isna(), kept, rows["kind"], strict=True)
    ]
    return [of(language).word("codes", code) if code else "" for code in codes]


def _label_ends(ax, row, y, colour, known, language):
    """Write both values at the outer sides of their marks."""
    rises = not known or row.target >= row.baseline
    text = of(language).bounded(row.target, row.target_high, row.comparator, row.unit)
    end = row.target_high if row.comparator == "range" else row.target
    marks = [(end, text, colour, rises)]
    if known and row.target != row.baseline:
        printed = of(language).number(row.baseline, row.unit)
        marks.append((row.baseline, printed, charts.COLOURS["baseline"], not rises))
    for x, written, ink, right in marks:
        ax.annotate(
            written,
            (x, y),
            (6 if right else -6, 0),
            textcoords="offset points",
            ha="left" if right else "right",
            va="center",
            fontsize=7,
            color=ink,
        )
