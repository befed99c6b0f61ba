"""Several plans side by side: a panel an indicator, a dumbbell a plan, the required pace beside it."""

from helpers import goals, words
from helpers.charts import baseline, layout, pace, spread
from helpers.words import TERMS, word


def figure(drawn, regions, title, source, language="en"):
    """Draw the indicators that at least two plans promise under one definition.

    Parameters
    ----------
    drawn : DataFrame
        From `comparable`.
    regions : dict
        A plan's name to the place's name to print.
    title, source : str
        What stands above and below the panels.

    Returns
    -------
    Figure, DataFrame
        The figure and the numbers drawn.
        Where no two plans share an indicator the figure says so, and the frame is empty; where they are too many to be
        drawn one by one `helpers.charts.spread` sums them up.
    """
    if drawn.empty:
        return layout.nothing(title, source, word(TERMS, "nothing_shared", language)), drawn
    if spread.crowded(drawn):
        return spread.figure(drawn, title, source, language)

    def place(rows, language):
        remarks = ["\n".join([pace.said(row, language), *remark(row, language)]) for row in rows.itertuples()]
        return layout.rows([regions[plan] for plan in rows["plan"]], remarks)

    groups = [rows for _, rows in drawn.groupby("definition", sort=False)]
    fig, panels, drawn = layout.stack(groups, place, title, source, baseline.key, language, least=2)
    for ax, rows, placed in panels:
        baseline.dumbbell(rows, ax, language, placed)
        name, unit = rows[f"indicator_{language}"].iloc[0], rows["unit"].iloc[0]
        required = words.rate_unit(rows["rate_unit"].iloc[0], language)
        layout.set_title(ax, words.in_unit(name, unit, language), required)
    return fig, drawn


def remark(row, language):
    """Say of a pace that it cannot be told from rounding."""
    return [word(TERMS, "within_rounding", language)] if row.code == "change_within_rounding" else []


def comparable(targets, growth, book):
    """Pick the goals whose definition at least two plans share, with their pace on the primary scale.

    Which definitions are the same the codebook decides (`comparable_with`); where it is empty nothing is compared.
    Projections are left out: they say what planners expect, not what is promised. So are plans that had ended when
    another one began.

    Parameters
    ----------
    targets, growth, book : DataFrame
        The combined tables targets and required_growth, and the codebook.

    Examples
    --------
    >>> from helpers import clean
    >>> tables = clean.combine()
    >>> drawn = comparable(tables["targets"], tables["required_growth"], tables["indicators"])
    >>> drawn.query("definition == 'public_kindergarten_share' and plan == 'yantai-14fyp'")["value"].tolist()
    [6.766]
    """
    same = book.dropna(subset="comparable_with").set_index("indicator")["comparable_with"]
    dated = targets[targets["target_year"].notna()]
    rows = baseline.panels(goals.once(dated)).query("not projection")
    rows = rows[rows["indicator"].isin(same.index)].copy()
    rows["definition"] = rows["indicator"].map(same).map(lambda slugs: min(slugs.split(";")))
    rows = rows[rows["target_year"] > rows.groupby("definition")["baseline_year"].transform("max")]
    primary = growth[growth["primary"]].rename(columns={"unit": "rate_unit"})
    kept = ["plan", "indicator", "target_year", "method", "value", "low", "high", "rate_unit", "code"]
    rows = rows.merge(primary[kept].drop_duplicates(kept[:3]), on=kept[:3])
    rows = rows[rows.groupby("definition")["plan"].transform("nunique") > 1]
    return rows.sort_values(["definition", "value"], ascending=[True, False], kind="stable").reset_index(drop=True)
