"""Several plans side by side: a panel an indicator and period, a dumbbell a place, the nation's target a grey line."""

from itertools import accumulate

import pandas as pd
from matplotlib.lines import Line2D

from helpers import charts, goals, texts
from helpers.charts import baseline_target, layout, required_growth, spread, text
from helpers.codebook import source
from helpers.language import LANGUAGES, of
from helpers.trend import precedent

WORDS = texts.load("charts/compare")["words"]


def rows(targets, growth, book, nation=""):
    """List what can be drawn: the goals whose definition at least two plans share, indicators with a binding one first.

    Parameters
    ----------
    targets, growth, book : DataFrame
        The combined tables targets and required_growth, and the codebook.
    nation : str, optional
        A plan: those of its place are lines behind the others.

    Returns
    -------
    DataFrame
        Rows of `comparable`, with the places' names, and whether they are the nation's.
    """
    return named(comparable(targets, growth, book), nation)


def named(drawn, nation=""):
    """Add the names of the places, and which rows are the nation's; indicators with a binding goal come first.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"definition": ["a", "b"], "plan": ["yantai-14fyp"] * 2, "nature": [None, "binding"]})
    >>> named(rows)[["definition", "place_en", "nation"]].values.tolist()
    [['b', 'Yantai City', False], ['a', 'Yantai City', False]]
    """
    own = precedent.place(nation)
    drawn = drawn.assign(nation=[bool(nation) and precedent.place(plan) == own for plan in drawn["plan"]])
    about = {plan: source.read(plan) for plan in drawn["plan"].unique()}
    for language in LANGUAGES:
        drawn[f"place_{language}"] = [source.region(about[plan], language) for plan in drawn["plan"]]
    binding = (drawn["nature"] == "binding").groupby(drawn["definition"]).transform("any")
    return drawn.loc[(~binding).sort_values(kind="stable").index].reset_index(drop=True)


def figure(rows, words, language, size):
    """Draw a panel an indicator and period => Figure, DataFrame of the numbers drawn.

    Places stand in one order in all panels. A panel of the nation alone has it as a row. More plans than can be drawn
    one by one `helpers.charts.spread` sums up.
    """
    if spread.crowded(rows):
        return spread.figure(rows[~rows["nation"]], words, language, size)
    order, main = ordered(rows), split(rows)[0]["period"].iloc[0]

    def place(part, language):
        remarks = [
            "\n".join([required_growth.said(row, language), *remark(row, language)]) for row in part.itertuples()
        ]
        return layout.rows(
            size, places(part, dict(zip(part["plan"], part[f"place_{language}"], strict=True)), language), remarks
        )

    local = [part[~part["nation"] | part["nation"].all()] for part in panels_of(rows)]
    local = [part.sort_values("plan", key=lambda plans: plans.map(order), kind="stable") for part in local]
    starts = [0, *accumulate(map(len, local))]  # the index is the rank, of whole panels
    groups = [part.set_axis(range(start, start + len(part))) for start, part in zip(starts, local, strict=False)]
    fig, panels, kept = layout.stack(size, groups, place, words, lambda _, spoken: key(rows, spoken), language, least=2)
    of_panel = ["definition", "period"]
    for ax, part, placed in panels:
        baseline_target.dumbbell(part, ax, language, placed)
        first = part.iloc[0]
        behind = rows[rows["nation"] & (rows[of_panel] == first[of_panel]).all(axis=1) & ~part["nation"].all()]
        for goal in behind.itertuples():
            ax.axvline(goal.target, color=charts.COLOURS["muted"], lw=1.2, zorder=1, gid="nation")
        heading = [of(language).in_unit(first[f"indicator_{language}"], first["unit"])]
        heading += [due(part, language)] * (first["period"] != main)
        ends = [
            of(language).bounded(goal.target, goal.target_high, goal.comparator, goal.unit)
            for goal in behind.itertuples()
        ]
        heading += (
            [f"{behind[f'place_{language}'].iloc[0]}{of(language).space}{of(language).listed(ends)}"] if ends else []
        )
        heading = text.wrap(" · ".join(heading), layout.columns(size, 0.68))
        layout.set_title(ax, size, heading, of(language).rate_unit(first["rate_unit"]))
    behind = rows[rows["nation"]].merge(kept[of_panel].drop_duplicates())
    return fig, pd.concat([kept, behind], ignore_index=True).drop_duplicates(ignore_index=True)


def ordered(rows):
    """Give every plan its place in all panels: the plans of most panels first => {plan: place}.

    Examples
    --------
    >>> import pandas as pd
    >>> ordered(pd.DataFrame({"plan": list("abb"), "definition": list("xxy")}))
    {'b': 0, 'a': 1}
    """
    counts = rows.groupby("plan", sort=False)["definition"].nunique().sort_values(ascending=False, kind="stable")
    return {plan: place for place, plan in enumerate(counts.index)}


def key(rows, language):
    """Explain the marks that occur."""
    marks = list(baseline_target.key(rows[~rows["nation"]] if not rows["nation"].all() else rows, language))
    lines = [part for part in panels_of(rows) if part["nation"].any() and not part["nation"].all()]
    if lines:
        marks.append((Line2D([], [], color=charts.COLOURS["muted"], lw=1.2), of(language).word(WORDS, "nation")))
    return marks


def finding(rows, about, language):
    """Say of which indicator the paces differ most, in points a year; the plain name where no two have one."""
    paced = rows[~rows["nation"] & rows["value"].notna() & (rows["rate_unit"] == "points_per_year")]
    panels = paced.groupby(["definition", "period"], sort=False)["value"]
    apart = (panels.max() - panels.min())[panels.size() > 1]
    if apart.empty or apart.max() == 0:
        return of(language).word(WORDS, "name")
    own = paced.set_index(["definition", "period"]).loc[[apart.idxmax()]].sort_values("value", kind="stable")
    told = {"indicator": own[f"indicator_{language}"].iloc[0]}
    for name, row in (("low", own.iloc[0]), ("high", own.iloc[-1])):
        told |= {
            name: of(language).number(row["value"], signed=True, digits=3),
            f"{name}_place": row[f"place_{language}"],
        }
    return of(language).say(WORDS, "finding", **told, unit=of(language).rate_unit("points_per_year"))


def subtitle(rows, about, language):
    """Say what is drawn and of how many plans."""
    if rows.empty:
        return ""
    plans, years = of(language).plural(rows["plan"].nunique(), "plan"), of(language).span(rows["target_year"])
    return of(language).say(WORDS, "subtitle", n=plans, years=years)


def alt(drawn, language):
    """Describe what is drawn, after the finding."""
    return of(language).say(WORDS, "alt", indicators=of(language).plural(drawn["definition"].nunique(), "indicator"))


def empty(rows, language):
    """Say why there is nothing to draw, or nothing."""
    return of(language).word(WORDS, "empty") if rows.empty else ""


def due(rows, language="en"):
    """Say for which years the targets are.

    Examples
    --------
    >>> import pandas as pd
    >>> due(pd.DataFrame({"target_year": [2030, 2027, 2030]}))
    'target 2027/2030'
    """
    years = "/".join(f"{year:.0f}" for year in sorted(set(rows["target_year"])))
    return of(language).space.join([of(language).word("terms", "target"), years])


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
