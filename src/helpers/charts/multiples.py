"""One indicator in several plans: a panel a plan, the same axes, and behind it the nation as reference."""

import pandas as pd

from helpers import charts, texts
from helpers.charts import compare, layout, national_series, text
from helpers.codebook import source as documents
from helpers.errors import InputError
from helpers.goals import levels, once
from helpers.language import LANGUAGES, of, step_unit
from helpers.trend import precedent

WORDS = texts.load("charts/multiples")["words"]
PANEL = 1.75
"""Height of a panel, in inches."""
ACROSS = {"column": 1, "page": 3, "slide": 3}
"""The most panels side by side: their names are short."""
ROOM = 0.42
"""Room for the value of a baseline, to its left, as a part of the years drawn."""
APART = 0.2
"""Least distance of two years named under a panel, as a part of its width."""
LEAD = 5
"""Years before the earliest baseline from which on the nation is drawn: more would flatten the ways."""


def rows(targets, observations, book, nation, indicator=""):
    """List what can be drawn of one indicator: the marks of `across`, with the names of the places."""
    found = across(targets, observations, book, nation, indicator)
    about = {plan: documents.read(plan) for plan in found["plan"].unique()}
    for language in LANGUAGES:
        found[f"place_{language}"] = [documents.region(about[plan], language) for plan in found["plan"]]
    return found


def figure(rows, words, language, size):
    """Draw the path of every plan, its values, and the nation in grey => Figure, DataFrame of the marks drawn.

    The longest way comes first. What is left out is said.
    """
    nation = rows[rows["part"].isin(["nation", "nation_goal"])]
    plans = rows.loc[~rows.index.isin(nation.index), "plan"].unique()
    across = min(len(plans), ACROSS[size.name])
    words = layout.noted(words, explained(nation, language))
    fig, axes = layout.panels(size, len(plans), words, PANEL, language, across)
    for ax, plan in zip(axes, plans, strict=False):
        panel(rows[rows["plan"] == plan], nation, ax, language, size)
    first, last = rows["year"].min(), rows["year"].max()
    starts = rows.loc[rows["part"] == "baseline", "year"]
    low, high = rows["value"].min(), rows[["value", "high"]].max().max()
    ticks = {first, *starts, *nation.loc[nation["part"] == "nation_goal", "year"], last}
    left = min(first - 0.7, starts.min() - max(2.2, ROOM * (last - first))) if len(starts) else first - 0.7
    reach = (high - low) or abs(high) or 1
    for ax in axes:
        ax.set_xlim(left, last + 0.5)
        ax.set_ylim(low - 0.16 * reach, high + 0.16 * reach)
        ax.set_xticks(spaced(ticks, APART * (last - left)))
    for ax, plan in zip(axes, plans, strict=False):
        national_series.aside(ax, labels(rows[rows["plan"] == plan], nation, language))
    kept = rows["plan"].isin(plans[: len(axes)]) | rows.index.isin(nation.index)
    return fig, rows[kept].reset_index(drop=True)


def finding(rows, about, language):
    """Say which place plans the greatest change and how great it is; the plain name where no baseline is published."""
    indicator = rows[f"indicator_{language}"].iloc[0] if len(rows) else ""
    if not indicator:
        return of(language).word(WORDS, "name_none")
    ways = []
    for _, drawn in rows[rows["part"].isin(["baseline", "target"])].groupby("plan", sort=False):
        goal = drawn[drawn["part"] == "target"].sort_values("year").iloc[-1]
        start = national_series.start_of(goal, drawn)
        ways += [(goal, goal["value"] - value) for value in start["value"]]
    told = {"indicator": indicator, "n": rows.loc[rows["part"] == "target", "plan"].nunique()}
    moving = [way for way in ways if way[1]]
    if not moving:
        return of(language).say(WORDS, "name", **told)
    moving = sorted(moving, key=lambda way: -abs(way[1]))
    goal, change = moving[0]
    if len(moving) > 1 and abs(moving[1][1]) == abs(change) and moving[1][0]["plan"] != goal["plan"]:
        return of(language).say(WORDS, "name", **told)
    change = of(language).number(float(f"{change:.12g}"), goal["unit"], signed=True)
    change = of(language).with_unit(change, step_unit(goal["unit"]))
    told |= {"place": goal[f"place_{language}"], "change": change, "year": goal["year"]}
    known = len({way[0]["plan"] for way in ways})
    key = "finding_only" if known == 1 else "finding" if known == told["n"] else "finding_known"
    return of(language).say(WORDS, key, known=known, **told)


def subtitle(rows, about, language):
    """Say what is measured, in which unit, over which years."""
    if rows.empty:
        return ""
    name = of(language).in_unit(rows[f"indicator_{language}"].iloc[0], rows["unit"].iloc[0])
    span = of(language).span(rows["year"])
    return of(language).say(WORDS, "subtitle", indicator=name, years=span)


def alt(drawn, language):
    """Describe what is drawn, after the finding."""
    plans = drawn.loc[drawn["part"] == "target", "plan"].nunique()
    return of(language).say(WORDS, "alt", panels=of(language).plural(plans, "plan"))


def empty(rows, language):
    """Say why there is nothing to draw, or nothing."""
    return of(language).word(WORDS, "empty") if rows.empty else ""


def spaced(years, least):
    """Keep years that are far enough apart to be named, the last one first.

    Examples
    --------
    >>> spaced([2020, 2022, 2025, 2035], 4)
    [2020, 2025, 2035]
    >>> spaced([2020, 2022, 2025], 4)
    [2020, 2025]
    """
    kept = []
    for year in sorted(years, reverse=True):
        kept += [year] if not kept or kept[-1] - year >= least else []
    return kept[::-1]


def across(targets, observations, book, nation, indicator=""):
    """List the marks of one indicator in all plans that promise it under one definition, and the nation's.

    Which definitions are the same the codebook decides (`comparable_with`). Projections are left out: they are no
    goals.

    Parameters
    ----------
    targets, observations, book : DataFrame
        The combined tables, and the codebook.
    nation : str
        The plan whose values are the nation's series; the goals of other plans of its place are the nation's too.
    indicator : str
        A slug; empty for the one that most plans of one period promise.

    Returns
    -------
    DataFrame
        One row a mark: plan, panel, the indicator and its names, unit, part (baseline, target and observed of a plan;
        nation and nation_goal), year, value, high (of a range), comparator, nature and break_before; the longest way
        first, plans without a baseline last. Empty where no two plans share the definition.

    Raises
    ------
    InputError
        If the codebook has no such indicator.

    Examples
    --------
    >>> from helpers import clean
    >>> tables = clean.combine()
    >>> rows = across(tables["targets"], tables["observations"], tables["indicators"], "china-14fyp")
    >>> rows.query("part == 'target'")[["plan", "indicator", "value"]].values.tolist()[0]
    ['yantai-14fyp', 'public_kindergarten_share', 75.0]
    >>> across(tables["targets"], tables["observations"], tables["indicators"], "china-14fyp", "hope")
    Traceback (most recent call last):
    helpers.errors.InputError: the codebook has no indicator 'hope'. Remedy: use a slug of its column indicator.
    """
    if indicator and indicator not in set(book["indicator"]):
        raise InputError(f"the codebook has no indicator {indicator!r}", "use a slug of its column indicator")
    same = book.dropna(subset="comparable_with").set_index("indicator")["comparable_with"]
    definition = same.map(lambda slugs: min(slugs.split(";")))
    goals = once(targets).assign(definition=lambda rows: rows["indicator"].map(definition))
    goals = goals[goals["kind"].isin(precedent.KINDS) & goals["target_year"].notna() & goals["definition"].notna()]
    own = goals["plan"].map(precedent.place) == precedent.place(nation)
    counts = goals[~own].groupby("definition")["plan"].nunique()
    counts = counts[counts > 1]
    at_once = goals[~own].groupby(["definition", goals["plan"].map(compare.periods(targets))])["plan"].nunique()
    at_once = at_once.groupby("definition").max()[counts.index]
    chosen = definition.get(indicator) if indicator else (at_once.idxmax() if len(counts) else None)
    if chosen not in counts.index:
        return pd.DataFrame(columns=[*national_series.NAMED, *national_series.MARKED])
    unit = goals.loc[~own & (goals["definition"] == chosen), "unit"].iloc[0]
    goals = goals[(goals["definition"] == chosen) & (goals["unit"] == unit)]
    seen = levels(observations[observations["unit"] == unit])
    seen = seen[seen["indicator"].map(definition) == chosen]
    marks = [mark for plan in _ordered(goals[~own.loc[goals.index]]) for mark in _of_plan(plan, goals, seen)]
    first = min(mark["year"] for mark in marks) - LEAD
    marks += _of_nation(nation, goals[own.loc[goals.index]], seen, first)
    entry = book.set_index("indicator").loc[indicator or chosen]
    names = {"indicator": entry.name, "indicator_zh": entry["indicator_zh"], "indicator_en": entry["indicator_en"]}
    drawn = pd.DataFrame([{"panel": mark["plan"], "unit": unit} | mark | names for mark in marks])
    drawn = drawn.reindex(columns=[*national_series.NAMED, *national_series.MARKED])
    drawn["break_before"] = drawn["break_before"].eq(True)
    return drawn.astype({"year": "int64", "value": "float64", "high": "float64"})


def _ordered(goals):
    """Order the plans: the longest way first, those without a baseline last."""
    end = goals["target_low"].fillna(goals["target_high"])
    way = (end - goals["baseline"]).abs().fillna(-1)
    return goals.assign(way=way).sort_values("way", ascending=False, kind="stable")["plan"].drop_duplicates()


def _of_plan(plan, goals, seen):
    """List the marks of one plan: a baseline once, its targets, and its values of other years."""
    mine, known = goals[goals["plan"] == plan], seen[seen["plan"] == plan]
    bases = mine.dropna(subset="baseline").drop_duplicates("baseline_year")
    marks = [
        {"plan": plan, "part": "baseline", "year": row.baseline_year, "value": row.baseline}
        for row in bases.itertuples()
    ]
    marks += [national_series.goal_mark(row) | {"part": "target"} for row in mine.itertuples()]
    others = known[~known["year"].isin(bases["baseline_year"])]
    return marks + [
        {"plan": plan, "part": "observed", "year": row.year, "value": row.value} for row in others.itertuples()
    ]


def _of_nation(nation, goals, seen, first):
    """List the nation's values from a year on, those of the plan named before those of its other plans, and goals."""
    own = seen[seen["plan"].map(precedent.place) == precedent.place(nation)]
    own = own.assign(other=own["plan"] != nation).sort_values(["year", "other"]).drop_duplicates("year")
    marks = [
        {"plan": row.plan, "panel": nation, "part": "nation"}
        | {"year": row.year, "value": row.value, "break_before": row.break_before}
        for row in own[own["year"] >= first].itertuples()
    ]
    goals = goals[goals["target_year"] >= first].sort_values("target_year")
    return marks + [
        national_series.goal_mark(row) | {"panel": nation, "part": "nation_goal"} for row in goals.itertuples()
    ]


def panel(drawn, nation, ax, language="en", size=layout.PAGE):
    """Draw one plan: the nation in grey, the way dashed to a diamond, published values as dots.

    Parameters
    ----------
    drawn, nation : DataFrame
        Rows of `figure`'s frame: of the plan, and of the nation.
    ax : Axes

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from helpers import clean
    >>> tables = clean.combine()
    >>> rows = across(tables["targets"], tables["observations"], tables["indicators"], "china-14fyp")
    >>> plan = rows[rows["plan"] == "chuxiong-2023-2025"].assign(place_en="Chuxiong")
    >>> [note.get_text() for note in panel(plan, rows[:0], plt.figure().add_subplot()).texts]
    ['no baseline in the data']
    """
    blue, ink, muted = (charts.COLOURS[name] for name in ("target", "baseline", "muted"))
    national_series.series(nation[nation["part"] == "nation"], ax, muted, 1.8)
    for goal in nation[nation["part"] == "nation_goal"].itertuples():
        ax.plot(goal.year, goal.value, "d", ms=5, mfc="white", mec=muted, mew=1, zorder=3, gid="nation_goal")
    starts, seen = (drawn[drawn["part"] == part] for part in ("baseline", "observed"))
    for goal in drawn[drawn["part"] == "target"].itertuples():
        for start in national_series.start_of(goal, drawn).itertuples():
            way = [start.year, goal.year], [start.value, goal.value]
            ax.plot(*way, color=blue, lw=1.2, ls=(0, (4, 2)), zorder=4, gid="way")
        if pd.notna(goal.high):
            ax.plot([goal.year] * 2, [goal.value, goal.high], color=blue, lw=3, solid_capstyle="butt", zorder=4)
        face = blue if goal.nature == "binding" else "white"
        ax.plot(goal.year, goal.value, "D", ms=5, mfc=face, mec=blue, mew=1.2, zorder=6, gid="target")
    dots = pd.concat([starts, seen])
    ax.plot(dots["year"], dots["value"], "o", ms=4, color=ink, zorder=5, gid="observed")
    for dot in pd.concat([starts, seen.iloc[-1:]]).itertuples():
        before = dot.part == "baseline"
        look = {"ha": "right", "va": "center"} if before else {"ha": "center", "va": "bottom"}
        look |= {"textcoords": "offset points", "fontsize": layout.SMALL, "color": ink}
        ax.annotate(
            of(language).number(dot.value, dot.unit), (dot.year, dot.value), (-5, 0) if before else (0, 5), **look
        )
    note = text.wrap(said(drawn, language), layout.columns(size, 1 / ACROSS[size.name] - 0.03, layout.SMALL))
    layout.name_panel(ax, size, drawn[f"place_{language}"].iloc[0], pad=15 + 9.5 * note.count("\n"))
    ax.annotate(note, (0, 1), (0, 4), "axes fraction", "offset points", fontsize=layout.SMALL, color=ink)
    ax.grid(True, axis="y")
    ax.grid(False, axis="x")
    ax.yaxis.set_major_formatter(lambda value, _: of(language).number(value, drawn["unit"].iloc[0]))
    return ax


def said(drawn, language="en"):
    """Say what the way asks every year, or why there is none; with its year where there are targets of several.

    Examples
    --------
    >>> ends = pd.DataFrame({"part": ["baseline", "target"], "year": [2020, 2025], "value": [55.6, 60]})
    >>> ends["unit"] = "percent"
    >>> said(ends), said(ends[1:], "zh")
    ('+0.88 percentage points a year', '数据中无基期值')
    >>> said(pd.concat([ends, ends[1:].assign(year=2035, value=70)]))
    '+0.88 (2025), +0.96 (2035) percentage points a year'
    """
    goals = drawn[drawn["part"] == "target"]
    starts = [national_series.start_of(goal, drawn) for goal in goals.itertuples()]
    if all(start.empty for start in starts):
        return of(language).word("codes", "no_baseline")
    told, unit = [], ""
    for goal, start in zip(goals.itertuples(), starts, strict=True):
        asked = of(language).word("codes", "no_baseline" if start.empty else "maintain")
        if (start["value"] != goal.value).any():
            pace = (goal.value - start["value"].iloc[0]) / (goal.year - start["year"].iloc[0])
            asked = of(language).number(float(f"{pace:.12g}"), signed=True, digits=3)
            unit = f" {of(language).rate_unit({'percent': 'points'}.get(goal.unit, goal.unit) + '_per_year')}"
        told.append(national_series.dated(asked, goal, goals, language))
    return of(language).comma.join(dict.fromkeys(told)) + unit


def labels(drawn, nation, language="en"):
    """List what stands beside a panel: the targets of the plan, and the nation's last value or goal.

    Examples
    --------
    >>> goal = {"part": "target", "year": 2025, "value": 60.0, "high": None, "comparator": "=", "unit": "percent"}
    >>> labels(pd.DataFrame([goal]), pd.DataFrame([goal | {"part": "nation_goal", "value": 50.0}]))
    [(60.0, 'target 60', '#0072B2'), (50.0, 'national goal 50', '#666666')]
    """
    goals, target = drawn[drawn["part"] == "target"], of(language).word("terms", "target")
    ends = goals.drop_duplicates(["value", "year"])
    texts = [
        (
            row.value,
            of(language).space.join(
                [target, national_series.dated(national_series.written(row, language), row, goals, language)]
            ),
        )
        for row in ends.itertuples()
    ]
    found = [(level, note, charts.COLOURS["target"]) for level, note in texts]
    if nation.empty:
        return found
    values = nation[nation["part"] == "nation"]
    last = (nation if values.empty else values).sort_values("year").iloc[-1]
    name = of(language).say("terms", "precedent_nation", value=of(language).number(last["value"], last["unit"]))
    if values.empty:
        name, written = of(language).word("terms", "part_nation_goal"), national_series.written(last, language)
        name = of(language).space.join([name, written])
    return [*found, (float(last["value"]), name, "#666666")]


def explained(nation, language="en"):
    """Explain the marks, and say where the nation has no value of the same definition.

    Examples
    --------
    >>> explained(pd.DataFrame({"part": ["nation_goal"]})).split(". ")[-1]
    'Grey diamonds: national goals; no national value of the same definition.'
    """
    values, goals = ((nation["part"] == part).any() for part in ("nation", "nation_goal"))
    grey = "both" if values and goals else "values" if values else "goals" if goals else "none"
    space = of(language).space
    return f"{of(language).word(WORDS, 'key')}{space}{of(language).word(WORDS, f'behind_{grey}')}"
