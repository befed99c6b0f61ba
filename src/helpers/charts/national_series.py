"""The nation's series: five-year plans, breaks of definition and national goals, and large the plan's own target."""

import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from helpers import charts, goals, texts
from helpers.charts import layout, text
from helpers.codebook import source
from helpers.goals import once
from helpers.language import of
from helpers.trend import precedent

WORDS = texts.load("charts/national_series")["words"]
PANEL = 1.75
"""Height of a panel, in inches."""
APART = 0.12
"""Least distance of two labels beside a panel, as a part of its height."""
CROWDED = 20
"""Years in view above which the names of all five-year plans would touch."""
PERIOD, QUIET = "#f0f0f0", "#767676"
NAMED = ["plan", "panel", "indicator", "indicator_zh", "indicator_en", "unit"]
MARKED = ["part", "year", "value", "high", "comparator", "nature", "break_before"]


def rows(preceding, series, national, targets):
    """List what can be drawn: the nation's values and goals, and where a plan's own targets start and end.

    Parameters
    ----------
    preceding : DataFrame
        From `helpers.trend.precedent.table`.
    series : DataFrame
        The observations of the nation.
    national : DataFrame
        The targets of the nation, of one plan or several.
    targets : DataFrame
        Of the plan: which of its targets are binding, which of the official table.

    Returns
    -------
    DataFrame
        One row a mark: plan (whose number it is), panel (the nation's indicator), the indicator and its names, unit,
        part (nation, nation_goal, baseline or target), year, value, high (of a range), comparator, nature and
        break_before. Of a plan of the nation itself its own goals are the targets. Panels of the first rank first.

    Examples
    --------
    >>> from helpers.codebook import indicators, schema
    >>> plan = [schema.load(name, "yunyang-14fyp") for name in ("targets", "required_growth")]
    >>> nation, goals = (schema.load(name, "china-14fyp") for name in ("observations", "targets"))
    >>> drawn = rows(precedent.table(*plan, nation, indicators.load()), nation, goals, plan[0])
    >>> drawn.query("panel == 'senior_gross_enrolment' and part != 'nation'")[["part", "year", "value"]].values.tolist()
    [['nation_goal', 2025, 92.0], ['baseline', 2020, 98.1], ['target', 2025, 98.5]]
    """
    marks, places = [], {precedent.place(plan) for plan in series["plan"].unique()}
    dated = once(national)
    dated = dated[dated["kind"].isin(precedent.KINDS) & dated["target_year"].notna()]
    standing = targets.drop_duplicates(["plan", "target_id"])[["plan", "target_id", "nature", "origin"]]
    dated_own = preceding.dropna(subset=["national", "target", "target_year"])
    known = goals.ranked(dated_own.merge(standing, on=["plan", "target_id"], how="left"))
    for name, own in known.groupby("national", sort=False):
        first = own.iloc[0]
        base = {key: first[key] for key in (*NAMED[2:], "direction")} | {"panel": name}
        history = precedent.history(series, name, first["unit"]).drop(columns="change")
        nation = {"plan": series.loc[series["indicator"] == name, "plan"].iloc[0], "part": "nation"}
        marks += [base | nation | row for row in history.to_dict("records")]
        for row in dated[(dated["indicator"] == name) & (dated["unit"] == first["unit"])].itertuples():
            marks.append(base | goal_mark(row) | {"part": "target" if row.plan == first["plan"] else "nation_goal"})
        if precedent.place(first["plan"]) in places:
            continue
        for row in own.itertuples():
            at = base | {"plan": row.plan}
            if pd.notna(row.baseline):
                marks.append(at | {"part": "baseline", "year": row.baseline_year, "value": row.baseline})
            end = {
                "part": "target",
                "year": row.target_year,
                "value": row.target,
                "nature": row.nature,
            }
            marks.append(at | end)
    drawn = pd.DataFrame(marks, columns=[*NAMED, "direction", *MARKED])
    drawn["break_before"] = drawn["break_before"].eq(True)
    return drawn.astype({"year": "int64", "value": "float64", "high": "float64"})


def figure(rows, words, language, size):
    """Draw a panel a series, as many as there is room for => Figure, DataFrame of the marks drawn."""
    names = rows["panel"].unique()
    fig, axes = layout.panels(size, len(names), words, PANEL, language, key=key(rows, language))
    for ax, name in zip(axes, names, strict=False):
        panel(rows[rows["panel"] == name], ax, language, size)
    return fig, rows[rows["panel"].isin(names[: len(axes)])].reset_index(drop=True)


def key(rows, language):
    """Explain the marks that occur."""
    grey, blue = charts.COLOURS["baseline"], charts.COLOURS["target"]
    nation, target = (rows[rows["part"] == part] for part in ("nation", "target"))
    marks = [(Line2D([], [], color=grey, lw=1.2, marker="o", ms=2.4), of(language).word(WORDS, "nation"))]
    if any((run["year"].diff() > 1).any() for _, run in nation.groupby(["panel", nation["break_before"].cumsum()])):
        marks.append((Line2D([], [], color=grey, lw=0.8, ls=":"), of(language).word(WORDS, "gaps")))
    if (rows["part"] == "nation_goal").any():
        hollow = layout.mark("d", grey, markerfacecolor="white", markeredgewidth=0.9)
        marks.append((hollow, of(language).word(WORDS, "national_goal")))
    for nature, face in (("binding", blue), ("other", "white")):
        if ((target["nature"] == "binding") == (nature == "binding")).any():
            mark = layout.mark("D", blue, markerfacecolor=face, markeredgewidth=1.2)
            marks.append((mark, of(language).word(WORDS, f"target_{nature}")))
    if (rows["part"] == "baseline").any():
        marks.append((Line2D([], [], color=blue, lw=1.2, ls=(0, (3, 2))), of(language).word(WORDS, "path")))
    return marks


def finding(rows, about, language):
    """Say what the nation's latest value is beside the plan's first target, or how many of its own goals it has met."""
    nation, places = _nation(rows, language), [source.region(item, language) for item in about]
    place = of(language).listed(list(dict.fromkeys(places)))
    ends = latest(rows)
    if ends.empty or not nation:
        return of(language).say(WORDS, "name", place=place)
    if len(ends) > 1:
        beyond = int((ends["gap"] >= 0).sum())
        key = "short" if not beyond else "all" if beyond == len(ends) else "many"
        key = f"finding_own_{key}" if place == nation else f"finding_{key}"
        return of(language).say(WORDS, key, place=place, nation=nation, n=len(ends), k=beyond)
    row = ends.iloc[0]
    told = {"indicator": row[f"indicator_{language}"], "year": row["last_year"], "nation": nation, "place": place}
    told |= {name: of(language).measured(row[name], row["unit"]) for name in ("last", "value")}
    whose = "own" if place == nation else "other"
    key = f"finding_{whose}_reached" if row["gap"] >= 0 else f"finding_{whose}_below"
    return of(language).say(WORDS, key, **told, target=row["year"])


def latest(rows):
    """Set the nation's latest value beside the first target of each panel => rows with last, last_year and gap.

    The gap is positive where the nation is beyond the target; targets without a direction are left out.
    """
    found = []
    for _, drawn in rows.groupby("panel", sort=False):
        nation, target = drawn[drawn["part"] == "nation"].sort_values("year"), drawn[drawn["part"] == "target"]
        sign = precedent.SIGNS.get(drawn["direction"].iloc[0], 0)
        if nation.empty or target.empty or not sign:
            continue
        goal, last = target.sort_values("year").iloc[0], nation.iloc[-1]
        gap = sign * (last["value"] - goal["value"])
        found.append(dict(goal) | {"last": last["value"], "last_year": last["year"], "gap": gap})
    return pd.DataFrame(found, columns=[*rows, "last", "last_year", "gap"])


def subtitle(rows, about, language):
    """Say what is drawn, of which years."""
    nation = rows.loc[rows["part"] == "nation", "year"]
    if nation.empty:
        return ""
    name = _nation(rows, language)
    return of(language).say(WORDS, "subtitle", nation=name, first=nation.min(), last=nation.max())


def alt(drawn, language):
    """Describe what is drawn, after the finding."""
    return of(language).say(WORDS, "alt", panels=of(language).plural(drawn["panel"].nunique(), "panel"))


def empty(rows, language):
    """Say why there is nothing to draw, or nothing."""
    return of(language).word(WORDS, "empty") if rows.empty else ""


def _nation(rows, language):
    """Name the nation, by its plan; '' where it has no value."""
    plans = rows.loc[rows["part"] == "nation", "plan"]
    return source.region(source.read(plans.iloc[0]), language) if len(plans) else ""


def goal_mark(row):
    """Write a target as one mark: plan, year, value, upper end of a range, comparator and nature.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> goal_mark(next(schema.load("targets", "china-14fyp").itertuples()))["value"]
    90.0
    """
    low = row.target_high if pd.isna(row.target_low) else row.target_low
    high = row.target_high if row.comparator == "range" else None
    said = {"comparator": row.comparator, "nature": row.nature}
    return {"plan": row.plan, "year": int(row.target_year), "value": low, "high": high} | said


def panel(drawn, ax, language="en", size=layout.PAGE):
    """Draw one series: joined where the definition is the same, national goals small, the plan's target large.

    Parameters
    ----------
    drawn : DataFrame
        From `rows`, of one panel.
    ax : Axes

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> drawn = pd.DataFrame({"year": [2019, 2020, 2021], "value": [18.9, 19.5, 18.9], "part": "nation"})
    >>> drawn["break_before"] = drawn["year"] == 2021
    >>> drawn = drawn.assign(unit="ratio", indicator_en="pupils per teacher", high=None)
    >>> ax = panel(drawn, plt.figure().add_subplot())
    >>> [len(line.get_xdata()) for line in ax.get_lines() if line.get_gid() == "nation"]
    [2, 1]
    """
    unit, grey, blue = drawn["unit"].iloc[0], charts.COLOURS["baseline"], charts.COLOURS["target"]
    nation = drawn[drawn["part"] == "nation"].sort_values("year")
    series(nation, ax, grey)
    last = nation["value"].iloc[-1]
    said = of(language).say("terms", "precedent_nation", value=of(language).number(last, unit))
    labels = [(last, said, grey)]
    ends = drawn["year"].max()
    shades(ax, drawn["year"].min(), ends, language)
    for goal in drawn[drawn["part"] == "nation_goal"].itertuples():
        ax.plot(goal.year, goal.value, "d", ms=4, mfc="white", mec=grey, mew=0.9, zorder=2.5, gid="goal")
        said = of(language).say("terms", "national_goal", value=written(goal, language))
        if goal.year == ends:
            labels.append((goal.value, said, grey))
        else:
            look = {"textcoords": "offset points", "fontsize": layout.SMALL, "color": grey, "va": "top"}
            ax.annotate(said, (goal.year, goal.value), (4, -5), **look)
    targets = drawn[drawn["part"] == "target"]
    for goal in targets.itertuples():
        start = start_of(goal, drawn)
        for begun in start.itertuples():
            way = [begun.year, goal.year], [begun.value, goal.value]
            ax.plot(*way, color=blue, lw=1.2, ls=(0, (3, 2)), zorder=4, gid="plan")
            ax.plot(begun.year, begun.value, "o", ms=4, mfc="white", mec=blue, mew=1.2, zorder=4, gid="start")
        face = blue if goal.nature == "binding" else "white"
        ax.plot(goal.year, goal.value, "D", ms=6.5, mfc=face, mec=blue, mew=1.3, zorder=4.5, gid="target")
        ways = [of(language).number(value, unit) for value in (*start["value"], goal.value)]
        way = " → ".join(dict.fromkeys(ways))
        said = of(language).say("terms", "national_plan", way=dated(way, goal, targets, language))
        labels.append((goal.value, said, blue))
    near = 0.06 * (drawn["value"].max() - drawn["value"].min())
    under = nation.merge(targets[["year", "value"]], on="year", suffixes=("", "_of_target"))
    hidden = under[(under["value"] - under["value_of_target"]).abs() <= near]
    apart = [withStroke(linewidth=1.6, foreground="white")]
    ax.plot(hidden["year"], hidden["value"], "o", color=grey, ms=2.8, zorder=5, gid="over", path_effects=apart)
    _finish(ax, drawn, language)
    aside(ax, labels)
    layout.name_panel(ax, size, of(language).in_unit(drawn[f"indicator_{language}"].iloc[0], unit))
    return ax


def start_of(goal, drawn):
    """Pick the mark that a goal of a plan starts from: its last baseline before the goal's year; of none no row.

    Examples
    --------
    >>> marks = pd.DataFrame({"part": ["baseline", "baseline", "target"], "year": [2020, 2025, 2030], "value": 1.0})
    >>> start_of(marks.iloc[2], marks)["year"].tolist()
    [2025]
    """
    return drawn[(drawn["part"] == "baseline") & (drawn["year"] < goal.year)].sort_values("year")[-1:]


def dated(written, goal, goals, language="en"):
    """Add its year to what is written of a goal, where there are goals of several years.

    Examples
    --------
    >>> goals = pd.DataFrame({"year": [2030, 2035]})
    >>> goal = goals.iloc[0]
    >>> dated("96", goal, goals), dated("96", goal, goals, "zh"), dated("96", goal, goals[:1])
    ('96 (2030)', '96（2030年）', '96')
    """
    return of(language).say("terms", "dated", value=written, year=goal.year) if goals["year"].nunique() > 1 else written


def series(known, ax, colour, size=2.4):
    """Draw the nation's values: joined from year to year, dotted over years without one, never across a break.

    Parameters
    ----------
    known : DataFrame
        year, value and break_before, in the order of the years.
    ax : Axes
    colour : str

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> known = pd.DataFrame({"year": [2015, 2019, 2020], "value": [1.0, 3.0, 4.0], "break_before": False})
    >>> [line.get_gid() for line in series(known, plt.figure().add_subplot(), "black").get_lines()]
    ['gaps', 'nation', 'nation']
    """
    for _, run in known.groupby(known["break_before"].cumsum()):
        if (run["year"].diff() > 1).any():
            ax.plot(run["year"], run["value"], color=colour, lw=0.6, ls=":", zorder=2, gid="gaps")
        for _, years in run.groupby((run["year"].diff() > 1).cumsum()):
            ax.plot(years["year"], years["value"], "-o", color=colour, lw=1.2, ms=size, zorder=3, gid="nation")
    return ax


def shades(ax, first, last, language="en"):
    """Shade every other five-year plan and name those of which three years or more are in view; of many the shaded.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = plt.figure().add_subplot()
    >>> [note.get_text() for note in shades(ax, 2010, 2025, "zh").texts]
    ['“十二五”', '“十三五”', '“十四五”']
    """
    ax.set_xlim(first - 0.7, last + 0.7)
    for number, start, end in five_year_plans(first, last):
        left, right = max(start - 0.5, first - 0.7), min(end + 0.5, last + 0.7)
        if number % 2 == 0:
            ax.axvspan(left, right, color=PERIOD, lw=0, zorder=0, gid="period")
        if min(end, last) - max(start, first) >= 2 and (number % 2 == 0 or last - first <= CROWDED):
            where = {"xycoords": ax.get_xaxis_transform(), "ha": "center", "va": "top"}
            name = of(language).five_year_plan(number)
            ax.annotate(name, ((left + right) / 2, 0.985), **where, fontsize=layout.NOTE, color=QUIET)
    return ax


def five_year_plans(first, last):
    """List the five-year plans that have a year from first to last => (number, first year, last year) of each.

    The third began in 1966, after three years without one, and each later one five years after the one before.

    Examples
    --------
    >>> five_year_plans(2015, 2021)
    [(12, 2011, 2015), (13, 2016, 2020), (14, 2021, 2025)]
    """
    numbers = range((first - 1951) // 5, (last - 1951) // 5 + 1)
    return [(number, 1951 + 5 * number, 1955 + 5 * number) for number in numbers]


def _finish(ax, drawn, language="en"):
    """Set ticks and limits of a panel, with room for the names of the periods, and mark breaks of definition."""
    low, high = drawn["value"].min(), drawn[["value", "high"]].max().max()
    reach = (high - low) or 1
    ax.set_ylim(low - 0.14 * reach, high + 0.22 * reach)
    for year in drawn.loc[(drawn["part"] == "nation") & drawn["break_before"], "year"]:
        ax.axvline(year - 0.5, color=QUIET, lw=0.8, zorder=1, gid="break")
        where = {"xycoords": ax.get_xaxis_transform(), "textcoords": "offset points", "rotation": 90, "va": "bottom"}
        note = of(language).word("terms", "national_break")
        ax.annotate(note, (year - 0.5, 0.02), (-2, 0), **where, ha="right", fontsize=layout.NOTE, color=QUIET)
    ax.grid(False)
    ax.xaxis.set_major_locator(layout.whole_years(drawn["year"]))
    ax.yaxis.set_major_formatter(lambda value, _: of(language).number(value, drawn["unit"].iloc[0]))
    return ax


def aside(ax, labels):
    """Write labels to the right of a panel, level with what they name and apart from each other.

    Parameters
    ----------
    ax : Axes
        Its limits are set.
    labels : list of (level, text, colour)

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> notes = aside(plt.figure().add_subplot(), [(0.5, "nation", "grey"), (0.5, "plan", "blue")])
    >>> [(note.get_text(), round(float(note.xy[1]), 2)) for note in notes]
    [('nation', 0.44), ('plan', 0.56)]
    """
    low, high = ax.get_ylim()
    places = text.apart([level for level, _, _ in labels], APART * (high - low), low, high)
    return [layout.beside(ax, y, note, colour) for y, (_, note, colour) in zip(places, labels, strict=True)]


def written(mark, language="en"):
    """Write the value of a mark with its bound: '≥ 90', '25–27'.

    Examples
    --------
    >>> written(pd.Series({"value": 25.0, "high": 27.0, "comparator": "range", "unit": "percent"}))
    '25–27'
    """
    return of(language).bounded(mark.value, mark.high, mark.comparator, mark.unit)
