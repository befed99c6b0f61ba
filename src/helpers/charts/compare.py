"""Several plans side by side: a panel an indicator, a dumbbell a plan, the required pace beside it."""

from helpers import goals
from helpers.charts import baseline_target, layout, required_growth, spread
from helpers.language import of


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
        return layout.nothing(title, source, of(language).word("terms", "nothing_shared")), drawn
    if spread.crowded(drawn):
        return spread.figure(drawn, title, source, language)

    def place(rows, language):
        remarks = [
            "\n".join([required_growth.said(row, language), *remark(row, language)]) for row in rows.itertuples()
        ]
        return layout.rows(places(rows, regions, language), remarks)

    several = drawn["period"].nunique() > 1
    groups = panels_of(drawn)
    fig, panels, drawn = layout.stack(groups, place, title, source, baseline_target.key, language, least=2)
    for ax, rows, placed in panels:
        baseline_target.dumbbell(rows, ax, language, placed)
        name, unit = rows[f"indicator_{language}"].iloc[0], rows["unit"].iloc[0]
        required = of(language).rate_unit(rows["rate_unit"].iloc[0])
        when = f" · {due(rows, language)}" if several else ""
        layout.set_title(ax, f"{of(language).in_unit(name, unit)}{when}", required)
    return fig, drawn


def due(rows, language="en"):
    """Say for which years the targets are.

    Examples
    --------
    >>> import pandas as pd
    >>> due(pd.DataFrame({"target_year": [2030, 2027, 2030]}))
    'target 2027/2030'
    """
    return (
        f"{of(language).word('terms', 'target')} {'/'.join(f'{year:.0f}' for year in sorted(set(rows['target_year'])))}"
    )


def split(drawn):
    """Divide what is compared => rows of the period that most plans share, the first of several, and all others.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"period": ["2021-2025", "2026-2030", "2021-2025"], "plan": list("xyz")})
    >>> [part["plan"].tolist() for part in split(rows)]
    [['x', 'z'], ['y']]
    """
    plans = drawn.groupby("period")["plan"].nunique()
    shared = drawn["period"] == (plans.idxmax() if len(plans) else "")
    return drawn[shared].reset_index(drop=True), drawn[~shared].reset_index(drop=True)


def panels_of(drawn):
    """Make a panel of every definition and period; those of the period that most plans share come first.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"definition": "a", "period": ["2016-2020", "2021-2025", "2021-2025"], "plan": list("xyz")})
    >>> [panel["plan"].tolist() for panel in panels_of(rows)]
    [['y', 'z'], ['x']]
    """
    return [rows for part in split(drawn) for _, rows in part.groupby(["definition", "period"], sort=False)]


def places(rows, regions, language="en"):
    """Name the rows of a panel by their place, and by the target's year where the panel has several.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"plan": ["a", "a"], "target_year": [2027, 2030]})
    >>> places(rows, {"a": "New District"})
    ['New District, 2027', 'New District, 2030']
    """
    named = rows.assign(indicator="", **{f"indicator_{language}": rows["plan"].map(regions)})
    return goals.names(named, language)


def apart(drawn, regions, title, source, language="en"):
    """Draw, as `figure` does, the plans of other periods than most are of; where there are none the figure says so.

    Examples
    --------
    >>> import pandas as pd
    >>> apart(pd.DataFrame(), {}, "Title", "Source: nobody")[0].axes[0].texts[0].get_text().split(" shares")[0]
    'No plan of another period'
    """
    if drawn.empty:
        return layout.nothing(title, source, of(language).word("terms", "nothing_apart")), drawn
    return figure(drawn, regions, title, source, language)


def remark(row, language):
    """Say of a pace that it cannot be told from rounding."""
    return [of(language).word("terms", "within_rounding")] if row.code == "change_within_rounding" else []


def comparable(targets, growth, book):
    """Pick the goals whose definition at least two plans share, with their pace on the primary scale.

    Which definitions are the same the codebook decides (`comparable_with`); where it is empty nothing is compared.
    Projections are left out: they say what planners expect, not what is promised. `period` says which plans are set
    side by side.

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
    standing = goals.once(dated)
    rows = baseline_target.panels(standing).query("not projection")
    rows = rows[rows["indicator"].isin(same.index)].copy()
    rows["definition"] = rows["indicator"].map(same).map(lambda slugs: min(slugs.split(";")))
    rows["period"] = rows["plan"].map(periods(targets))
    primary = growth[growth["primary"]].merge(standing[["plan", "target_id"]]).rename(columns={"unit": "rate_unit"})
    kept = ["plan", "indicator", "target_year", "method", "value", "low", "high", "rate_unit", "code"]
    rows = rows.merge(primary[kept], on=kept[:3])
    rows = rows[rows.groupby("definition")["plan"].transform("nunique") > 1]
    order = {"definition": True, "period": True, "value": False}
    return rows.sort_values(list(order), ascending=list(order.values()), kind="stable").reset_index(drop=True)


def periods(targets):
    """Say of which five-year plan every plan is, by the year of most of its targets => Series by plan.

    Examples
    --------
    >>> import pandas as pd
    >>> goals = pd.DataFrame({"plan": list("aabbb"), "target_year": [2025, None, 2030, 2035, 2030]})
    >>> periods(goals).to_dict()
    {'a': '2021-2025', 'b': '2026-2030'}
    """
    year = targets.dropna(subset="target_year").groupby("plan")["target_year"].agg(lambda years: years.mode().iloc[0])
    last = year.astype(int) + -year.astype(int) % 5
    return (last - 4).astype("str") + "-" + last.astype("str")
