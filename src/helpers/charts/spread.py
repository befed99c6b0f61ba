"""Many plans side by side: where they start, where they want to go and how fast, as medians and the middle of them."""

import pandas as pd
from matplotlib.lines import Line2D

from helpers import goals
from helpers.charts import COLOURS, layout
from helpers.language import of

MANY = 30
"""Plans of one indicator above which the plans are summed up instead of drawn."""
SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)
"""What is drawn of the plans: the median, the middle half and the middle eight tenths."""
ENDS = {"baseline": "o", "target": "D"}
"""What is drawn, and the marks of both."""
WIDTHS = {10: 1, 25: 3.5}
"""Points of the line from one percentile to its counterpart."""
INK, FAINT = "#333333", 0.6


def crowded(drawn):
    """Tell whether an indicator has more plans than can be drawn one by one.

    Examples
    --------
    >>> crowded(pd.DataFrame({"definition": ["a"] * 31, "plan": range(31)}))
    True
    """
    return bool(drawn.groupby("definition")["plan"].nunique().max() > MANY)


def table(drawn):
    """Sum the plans up, a row an indicator and target year.

    Parameters
    ----------
    drawn : DataFrame
        From `helpers.charts.compare.comparable`.

    Returns
    -------
    DataFrame
        plans: how many; paced: how many of them have a pace; baseline, target and value (the pace): their medians;
        and of each the shares 0.1 to 0.9, as in value_10 … value_90.

    Examples
    --------
    >>> rows = {"definition": "a", "indicator": "a", "indicator_zh": "甲", "indicator_en": "a", "stage": "preschool",
    ...         "target_year": 2025, "unit": "percent", "rate_unit": "pp_per_year", "plan": range(5),
    ...         "baseline": [1.0, 2, 3, 4, 5], "target": 6.0, "value": [5.0, 4, 3, 2, 1]}
    >>> table(pd.DataFrame(rows))[["plans", "baseline", "target", "value", "value_10"]].values.tolist()
    [[5.0, 3.0, 6.0, 3.0, 1.4]]
    """
    found = []
    for _, rows in drawn.groupby(["definition", "target_year"], sort=False):
        first = rows.iloc[0]
        row = {name: first[name] for name in ("definition", "indicator", "indicator_zh", "indicator_en", "stage")}
        row["target_year"] = first["target_year"]
        row |= {"unit": first["unit"], "rate_unit": first["rate_unit"], "plans": rows["plan"].nunique()}
        row["paced"] = rows.loc[rows["value"].notna(), "plan"].nunique()
        for column in (*ENDS, "value"):
            shares = rows[column].astype("float64").quantile(list(SHARES)).round(12)
            row[column] = shares[0.5]
            row |= {f"{column}_{share * 100:.0f}": shares[share] for share in SHARES if share != 0.5}
        found.append(row)
    return pd.DataFrame(found)


def figure(drawn, words, language, size):
    """Draw a row an indicator: where the plans start, in grey, and where they want to go, in blue.

    Parameters
    ----------
    drawn : DataFrame
        From `helpers.charts.compare.comparable`.
    words : SimpleNamespace
        What stands above and below the panels.

    Returns
    -------
    Figure, DataFrame
        The figure and `table` of what it draws.
    """

    def place(rows, language):
        names = [f"{name} ({n})" for name, n in zip(goals.names(rows, language, several), rows["plans"], strict=True)]
        return layout.rows(size, names, [said(row, language) for row in rows.itertuples()])

    summed = table(drawn)
    several = summed["target_year"].nunique() > 1
    groups = [rows for _, rows in summed.groupby("unit", sort=False)]
    fig, panels, shown = layout.stack(size, groups, place, words, lambda _, spoken: key(spoken), language)
    for ax, rows, placed in panels:
        layout.set_rows(ax, placed)
        for y, row in zip(placed.ys, rows.itertuples(), strict=True):
            for column, shift in zip(ENDS, (-0.055, 0.055), strict=True):
                _bar(ax, row, column, y + shift)
        layout.set_title(ax, size, of(language).unit(rows["unit"].iloc[0]), of(language).word("terms", "median_pace"))
    return fig, shown


def key(language):
    """Explain the marks.

    Examples
    --------
    >>> [meaning for _, meaning in key("en")][:2]
    ['baseline: median of the plans', 'target: median of the plans']
    """
    median = of(language).word("terms", "spread_50")
    marks = [
        (layout.mark(shape, COLOURS[end]), median.format(end=of(language).word("terms", end)))
        for end, shape in ENDS.items()
    ]
    for low, width in reversed(WIDTHS.items()):
        marks.append((Line2D([], [], color=INK, lw=width, alpha=FAINT), of(language).word("terms", f"spread_{low}")))
    return marks


def said(row, language):
    """Write the median pace, between which two the middle eight tenths lie, and of how many plans where not of all.

    Examples
    --------
    >>> row = pd.Series({"value": 0.823, "value_10": 0.31, "value_90": 1.4, "rate_unit": "pp_per_year",
    ...                  "plans": 31, "paced": 30})
    >>> print(said(row, "en"))
    +0.823 (+0.31 to +1.4)
    pp a year, 30 of 31
    """
    if pd.isna(row.value):
        return of(language).word("codes", "no_baseline")
    pace, low, high = (
        of(language).number(number, signed=True, digits=3) for number in (row.value, row.value_10, row.value_90)
    )
    within = of(language).bracketed(f"{low}{of(language).until}{high}")
    some = f"{of(language).comma}{of(language).word('terms', 'some_plans')}" if row.paced < row.plans else ""
    return f"{pace}{within}\n{of(language).rate_unit(row.rate_unit)}{some.format(some=row.paced, every=row.plans)}"


def _bar(ax, row, column, y):
    """Draw the middle eight tenths, the middle half and the median of one end."""
    at, colour = row._asdict(), COLOURS[column]
    for low, width in WIDTHS.items():
        ends = [at[f"{column}_{low}"], at[f"{column}_{100 - low}"]]
        ax.plot(ends, [y, y], color=colour, lw=width, alpha=FAINT, solid_capstyle="butt", zorder=2)
    ax.plot(at[column], y, ENDS[column], ms=4, color=colour, zorder=3)
