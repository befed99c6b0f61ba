"""National precedent: a strip a goal, the nation's yearly changes at its level as dots, the required pace a diamond."""

import pandas as pd

from helpers import charts, goals, report, texts
from helpers.charts import layout, marks
from helpers.language import of, step_unit
from helpers.trend import precedent

WORDS = texts.load("charts/precedent")["words"]
APART, DOTS = 0.055, 0.1
"""Inches from the middle of a row to its diamond and to its dots, and what the dots of a row take at most."""
LEAST = 0.27
"""Inches of a row."""


def rows(preceding, series, targets):
    """List what can be drawn: the pace that each goal requires, and the nation's yearly changes around its start.

    Parameters
    ----------
    preceding : DataFrame
        From `helpers.trend.precedent.table`.
    series : DataFrame
        The observations of the national plan.
    targets : DataFrame
        Of the plan, as `helpers.codebook.schema` declares it: which goals are binding, which of the official table.

    Returns
    -------
    DataFrame
        Goals of which the nation has a series, the first rank first: the columns of `preceding`, nature, origin, part
        (required or change), own (whether the plan is the nation's), year (in which a change began), value, and of a
        change halfwidth, the rounding of both its ends.

    Examples
    --------
    >>> from helpers.codebook import indicators, schema
    >>> targets, growth = (schema.load(name, "yunyang-14fyp") for name in ("targets", "required_growth"))
    >>> nation = schema.load("observations", "china-14fyp")
    >>> drawn = rows(precedent.table(targets, growth, nation, indicators.load()), nation, targets)
    >>> drawn = drawn[drawn["indicator"] == "preschool_gross_enrolment"]
    >>> drawn[["part", "value"]].values.tolist(), drawn["year"].dropna().tolist()
    ([['required', 0.82], ['change', 1.4], ['change', 0.9], ['change', 0.9]], [2022, 2023, 2024])
    """
    standing = targets.drop_duplicates(["plan", "target_id"])[["plan", "target_id", "nature", "origin"]]
    known = preceding[preceding["first_year"].notna()].merge(standing, on=["plan", "target_id"], how="left")
    found, places = [], {precedent.place(plan) for plan in series["plan"].unique()}
    for goal in goals.ranked(known).to_dict("records"):
        goal["own"] = precedent.place(goal["plan"]) in places
        found.append(goal | {"part": "required", "value": goal["required"]})
        if pd.notna(goal["band_low"]):
            found += [goal | {"part": "change"} | change for change in _changes(goal, series)]
    drawn = pd.DataFrame(found, columns=[*known, "own", "part", "year", "value", "halfwidth"])
    return drawn.astype({**known.dtypes, "year": "Int64", "value": "float64", "halfwidth": "float64"})


def _changes(goal, series):
    """List the nation's yearly changes around the start of a goal, each with the rounding of its two values."""
    seen = precedent.history(series, goal["national"], goal["unit"], None if pd.isna(goal["until"]) else goal["until"])
    of_goal = series[(series["indicator"] == goal["national"]) & (series["unit"] == goal["unit"])]
    half = of_goal.groupby("year")["halfwidth"].max().fillna(0)
    near = seen["value"].between(goal["band_low"] - precedent.TINY, goal["band_high"] + precedent.TINY)
    for row in seen[near & seen["change"].notna()].itertuples():
        yield {"year": row.year, "value": row.change, "halfwidth": half[row.year] + half[row.year + 1]}


def drawable(rows):
    """Pick the goals that have a strip, one row each: the nation changed at their level.

    Examples
    --------
    >>> drawable(pd.DataFrame({"part": ["required", "required", "change"], "pace_n": [0, 2, 2]})).index.tolist()
    [1]
    """
    return rows[(rows["part"] == "required") & (rows["pace_n"] > 0)]


def figure(rows, words, language, size):
    """Draw a strip a goal, a panel a unit => Figure, DataFrame of the marks drawn.

    Goals of which the nation has a series and no change at their level are named below.
    """
    strips = drawable(rows)
    apart = rows[(rows["part"] == "required") & (rows["pace_n"] == 0)]
    words = layout.noted(words, _apart(apart, language))

    def place(strips, language):
        names = goals.names(strips, language)
        steps = [step(row, language) for row in strips.itertuples()]
        return layout.rows(
            size,
            [f"{name}{of(language).comma}{way}" for name, way in zip(names, steps, strict=True)],
            [took(row, language) for row in strips.itertuples()],
            least=LEAST,
        )

    groups = [part for _, part in strips.groupby("rate_unit", sort=False, dropna=False)]
    fig, panels, kept = layout.stack(size, groups, place, words, lambda _, spoken: key(rows, spoken), language)
    drawn = rows[rows["target_id"].isin(kept["target_id"])].reset_index(drop=True)
    for ax, part, placed in panels:
        panel(drawn[drawn["target_id"].isin(part["target_id"])], ax, language, placed)
        aside = of(language).word(WORDS, _whose("aside", rows))
        layout.set_title(ax, size, of(language).rate_unit(_rate(part.iloc[0])), aside)
    return fig, drawn


def panel(drawn, ax, language, placed):
    """Draw the strips of one unit: the diamond above the line of a row, the dots below it, one beside another."""
    strips = drawable(drawn)
    layout.set_rows(ax, placed)
    ax.axvline(0, color="#888888", lw=0.8, zorder=1)
    grey, blue = charts.COLOURS["baseline"], charts.COLOURS["target"]
    for y, row in zip(placed.ys, strips.itertuples(), strict=True):
        changes = drawn[(drawn["target_id"] == row.target_id) & (drawn["part"] == "change")]
        again = changes.groupby("value").cumcount()
        at = y + APART * (0.9 if placed.size.labels else 0.8) + again * min(APART, DOTS / max(again.max() + 1, 1)) * 0.8
        ax.errorbar(changes["value"], at, xerr=changes["halfwidth"], fmt="none", ecolor=grey, elinewidth=0.7, alpha=0.5)
        ax.plot(changes["value"], at, "o", ms=4, color=grey, mew=0, ls="", gid="changes")
        over = y - (APART if placed.size.labels else 0)
        if pd.notna(row.value):
            face = blue if row.nature == "binding" else "white"
            ax.plot(row.value, over, "D", ms=5, mfc=face, mec=blue, mew=1.2, zorder=4, gid="required")
            said = of(language).number(row.value, signed=True, digits=3)
            look = {"va": "center", "fontsize": layout.SMALL, "color": blue, "textcoords": "offset points"}
            ax.annotate(said, (row.value, over), (6, 0), **look)
    ax.margins(x=0.12)
    ax.xaxis.set_major_formatter(lambda value, _: of(language).number(float(f"{value:.6g}"), signed=True))
    return ax


def key(rows, language):
    """Explain the marks that occur."""
    strips = drawable(rows)
    binding, paced = strips["nature"] == "binding", strips["value"].notna()
    occur = {"binding": (binding & paced).any(), "target": (~binding & paced).any()}
    told = {"binding": "required_binding", "target": "required_other"}
    entries = [marks.entry(name, of(language).word(WORDS, told[name])) for name, there in occur.items() if there]
    changes = of(language).word(WORDS, _whose("changes", rows))
    return [*entries, (layout.mark("o", charts.COLOURS["baseline"]), changes)]


def finding(rows, about, language):
    """Say how long the nation took for a planned step, or how many paces exceed its fastest; else the plain name."""
    place, strips = report.places(about, language), drawable(rows)
    steps = rows[(rows["part"] == "required") & rows["years"].notna() & ~rows["censored"] & rows["target_year"].notna()]
    if len(steps):
        row = next(steps.itertuples())
        step = {"indicator": getattr(row, f"indicator_{language}"), "years": _span(row, language)}
        return of(language).say(
            WORDS, _whose("finding_took", rows), place=place, own=int(row.target_year - row.baseline_year), **step
        )
    moving = strips[strips["value"].notna() & (strips["value"] != 0)]
    if moving.empty:
        return of(language).say(WORDS, _whose("name", rows), place=place)
    faster = [exceeds(rows, row) for row in moving.itertuples()]
    if len(moving) == 1:
        name = moving[f"indicator_{language}"].iloc[0]
        key = "finding_one_faster" if faster[0] else "finding_one"
        return of(language).say(WORDS, _whose(key, rows), place=place, indicator=name)
    key = {0: "finding_none", 1: "finding_faster_one"}.get(sum(faster), "finding_faster")
    return of(language).say(WORDS, _whose(key, rows), place=place, n=len(moving), k=sum(faster))


def exceeds(rows, goal):
    """Tell whether a goal requires, beyond rounding, a faster change than each of the nation's at its level."""
    changes = rows[(rows["target_id"] == goal.target_id) & (rows["part"] == "change")]
    sign = 1 if goal.value > 0 else -1
    return bool(sign * goal.value > (sign * changes["value"] + changes["halfwidth"]).max() + precedent.TINY)


def subtitle(rows, about, language):
    """Say what is measured, where and when."""
    changes = rows.loc[(rows["part"] == "change"), "year"]
    if changes.empty:
        return of(language).say(WORDS, _whose("subtitle_none", rows), place=report.places(about, language))
    years = {"first": changes.min(), "last": changes.max() + 1}
    return of(language).say(WORDS, _whose("subtitle", rows), place=report.places(about, language), **years)


def alt(drawn, language):
    """Describe what is drawn, after the finding."""
    return of(language).say(WORDS, "alt", strips=of(language).plural(len(drawable(drawn)), "goal"))


def empty(rows, language):
    """Say why there is nothing to draw, or nothing."""
    return "" if len(drawable(rows)) else of(language).word(WORDS, "empty")


def step(row, language="en"):
    """Write a step from its start to its end.

    Examples
    --------
    >>> step(pd.Series({"baseline": 90.9, "target": 95.0, "unit": "percent"}))
    '90.9 → 95'
    """
    ends = [of(language).number(end, row.unit) for end in (row.baseline, row.target) if pd.notna(end)]
    return " → ".join(dict.fromkeys(ends))


def took(row, language="en"):
    """Write in a few words how long the same step took the nation, or why that is not known.

    Examples
    --------
    >>> known = {"years": 4, "years_low": 4, "years_high": 4, "censored": False, "code": None}
    >>> took(pd.Series(known)), took(pd.Series(known | {"years": 2, "censored": True}))
    ('4 years', '2 years so far')
    """
    if row.code == "nation_just_there":
        return of(language).word(WORDS, "just_there")
    if pd.notna(row.years) and row.censored:
        return of(language).say(WORDS, "so_far", years=_counted(row.years, language))
    if pd.notna(row.years):
        return _span(row, language)
    if row.code == "before_the_series" and row.years_low > 0:
        return of(language).say("terms", "precedent_at_least", years=_counted(row.years_low, language))
    return of(language).word("codes", row.code)


def _span(row, language):
    if pd.notna(row.years_high) and row.years_low < row.years_high:
        return of(language).say(WORDS, "span", low=row.years_low, high=row.years_high)
    return _counted(row.years, language)


def _counted(years, language):
    return of(language).say(WORDS, "one_year" if years == 1 else "years", n=years)


def _rate(row):
    return row["rate_unit"] if pd.notna(row["rate_unit"]) else f"{step_unit(row['unit'])}_per_year"


def _whose(key, rows):
    """Choose the text of a plan of the nation itself, which is set beside its own past."""
    return f"{key}_own" if len(rows) and rows["own"].all() else key


def _apart(apart, language):
    """Name the goals that have no strip, by the reason."""
    if apart.empty:
        return ""
    reasons = [
        of(language).word("codes", code) + of(language).colon + of(language).listed(list(same[f"indicator_{language}"]))
        for code, same in apart.groupby(apart["code"].fillna("too_few_points"), sort=False)
    ]
    return of(language).say("terms", "precedent_apart", goals=of(language).semicolon.join(reasons))


def said(row, language="en"):
    """Say what the plan asks, how fast the nation moved around its start, and how long the step took it => lines.

    Examples
    --------
    >>> from helpers.codebook import indicators, schema
    >>> plan = [schema.load(name, "yunyang-14fyp") for name in ("targets", "required_growth")]
    >>> rows = precedent.table(*plan, schema.load("observations", "china-14fyp"), indicators.load())
    >>> row = rows[rows["indicator"] == "preschool_gross_enrolment"].iloc[0]
    >>> print(*said(row), sep=chr(10))
    plan +0.82 percentage points a year
    nation, while within ±2.5 points of the start: +1.07 percentage points a year, from +0.9 to +1.4 (3 yearly changes)
    same change: not completed after 2 years (91.1 in 2023, 92.9 in 2025)
    """
    if row.code == "no_baseline":
        reason = of(language).word("codes", "no_baseline")
        return [of(language).say("terms", "precedent_plan", reason=reason), duration(row, language)]
    return [asked(row, language), moved(row, language), duration(row, language)]


def told(rows, language="en"):
    """Put every goal with a national series in words, for a table => rows with asked, moved and took.

    Examples
    --------
    >>> from helpers.codebook import indicators, schema
    >>> plan = [schema.load(name, "yunyang-14fyp") for name in ("targets", "required_growth")]
    >>> rows = told(precedent.table(*plan, schema.load("observations", "china-14fyp"), indicators.load()))
    >>> rows["asked"].iloc[1]
    'plan +0.82 percentage points a year'
    """
    known = rows[rows["first_year"].notna()].reset_index(drop=True)
    lines = [(asked(row, language), moved(row, language), duration(row, language)) for row in known.itertuples()]
    return known.assign(
        **dict(zip(("asked", "moved", "took"), zip(*lines, strict=True) if lines else [[]] * 3, strict=True))
    )


def asked(row, language="en"):
    """Write the pace that the plan asks, or why there is none.

    Examples
    --------
    >>> asked(pd.Series({"required": 0.1, "rate_unit": "years_per_year", "code": ""}), "zh")
    '规划每年增加0.1年'
    """
    if pd.isna(row.required):
        return of(language).say("terms", "precedent_plan", reason=of(language).word("codes", row.code))
    return of(language).say("terms", "precedent_required", pace=of(language).pace(row.required, row.rate_unit))


def moved(row, language="en"):
    """Write the nation's pace around the start, with its range and the number of changes that it rests on.

    Examples
    --------
    >>> row = pd.Series({"pace": 1.8, "pace_low": 1.8, "pace_high": 1.8, "pace_n": 1, "band_n": 2})
    >>> moved(pd.concat([row, pd.Series({"band_low": 82.7, "band_high": 87.7, "unit": "percent"})]))
    'nation, while within ±2.5 points of the start: +1.8 percentage points a year (1 yearly change)'
    """
    if pd.isna(row.band_low):
        return ""
    unit = of(language).unit(step_unit(row.unit))
    half = of(language).number((row.band_high - row.band_low) / 2, digits=3)
    if row.pace_n == 0:
        key = "precedent_no_pace" if row.band_n else "precedent_never"
        return of(language).say("terms", key, half=half, unit=unit)
    rate = f"{step_unit(row.unit)}_per_year"
    ends = {"low": _signed(row.pace_low, language), "high": _signed(row.pace_high, language)}
    spread = of(language).say("terms", "precedent_range", **ends)
    count = of(language).word("terms", "precedent_one_change" if row.pace_n == 1 else "precedent_changes")
    pace = {"pace": of(language).pace(row.pace, rate), "range": spread if row.pace_low < row.pace_high else ""}
    return of(language).say("terms", "precedent_pace", **pace, half=half, unit=unit, count=count.format(n=row.pace_n))


def duration(row, language="en"):
    """Write how long the same step took the nation, or since when it is on the way, or why that cannot be said.

    Examples
    --------
    >>> numbers = {"last_year": 2025, "last_value": 92.0, "unit": "percent", "until": None, "baseline_year": 2020}
    >>> duration(pd.Series(numbers | {"code": "nation_not_there_yet"}))
    "the nation has not reached the plan's baseline (92 in 2025)"
    """
    end = _in_year(row.last_value, row.last_year, row.unit, language)
    if row.code == "no_baseline":
        target = "" if pd.isna(row.target) else of(language).number(row.target, row.unit)
        key = "precedent_not_reached" if pd.isna(row.reached_year) else "precedent_reached"
        return of(language).say("terms", key, target=target, year=row.reached_year, until=row.last_year, end=end)
    if row.code == "nation_just_there" and pd.notna(row.until) and row.until == row.baseline_year:
        return of(language).word("terms", "precedent_own")
    if row.code in {"nation_not_there_yet", "nation_just_there"}:
        return f"{of(language).word('codes', row.code)}{of(language).bracketed(end)}"
    if row.code == "before_the_series" and row.years_low > 0:
        least = of(language).say("terms", "precedent_at_least", years=_years(row.years_low, language))
        return f"{of(language).word('codes', row.code)}{of(language).semicolon}{least}"
    if pd.isna(row.years):
        return of(language).word("codes", row.code)
    start, years = _in_year(row.from_value, row.from_year, row.unit, language), _years(row.years, language)
    if row.censored:
        return of(language).say("terms", "precedent_not_yet", years=years, start=start, end=end)
    if row.years_low < row.years_high:
        open_ended = {"years": years, "low": row.years_low, "high": row.years_high}
        years = of(language).say("terms", "precedent_years_open", **open_ended)
    return of(language).say("terms", "precedent_took", years=years, start=start, end=row.reached_year)


def _signed(pace, language):
    return of(language).number(pace, signed=True, digits=3)


def _in_year(value, year, unit, language):
    return of(language).say("terms", "precedent_in_year", value=of(language).number(value, unit), year=year)


def _years(years, language):
    key = {0: "precedent_within_year", 1: "precedent_one_year"}.get(int(years), "precedent_years")
    return of(language).say("terms", key, n=years)
