"""National precedent: the nation's series, a panel a goal, the plan's step laid onto it where the nation stood."""

import pandas as pd
from matplotlib.ticker import MaxNLocator

from helpers import charts
from helpers.charts import layout, text
from helpers.language import of
from helpers.trend import precedent

PANEL, LINE, POINTS = 1.75, 0.13, 6.8
"""Height of a panel and of a line of text under it, in inches, and its type, in points."""
LEAD = 5
"""Years of the nation's series before it came near the start of a goal: more would flatten the slopes."""
ROOM = 0.75
"""Part of a panel's width that the nation's series fills at most, so that its last value has room."""


def figure(drawn, series, title, source, language="en"):
    """Draw where the nation moved from the start of each goal, and the pace that the plan asks.

    Parameters
    ----------
    drawn : DataFrame
        From `precedent.table`.
    series : DataFrame
        The observations of the national plan.
    title, source : str
        What stands above and below the panels.

    Returns
    -------
    Figure, DataFrame
        The figure and the rows drawn: those of `shown`. Goals whose start the nation has not come near are named below.
    """
    rows = shown(drawn)
    if rows.empty:
        return layout.nothing(title, source, of(language).word("terms", "nothing_preceded")), rows
    apart = drawn[drawn["first_year"].notna() & ~drawn["target_id"].isin(rows["target_id"])]
    below = "\n".join([of(language).word("terms", "precedent_key"), *_apart(apart, language), source])
    fig, axes = layout.panels(len(rows), title, below, PANEL + 7 * LINE, language)
    names = charts.names_of(rows, language)[: len(axes)]
    rows = rows[: len(axes)]
    for ax, row, name in zip(axes, rows.itertuples(), names, strict=True):
        known = precedent.history(series, row.national, row.unit, None if pd.isna(row.until) else row.until)
        panel(row, known, ax, language, name)
    return fig, rows


def shown(rows):
    """Pick the goals that a figure can carry: the nation came near their start, or they have none and it has a series.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"pace_n": [0, 0], "years": [None, None], "from_year": [None, None], "first_year": 2010})
    >>> shown(rows.assign(code=["no_baseline", "nation_not_there_yet"]))["code"].tolist()
    ['no_baseline']
    """
    without = rows["first_year"].notna() & (rows["code"] == "no_baseline")
    return rows[precedent.found(rows) | rows["from_year"].notna() | without].reset_index(drop=True)


def panel(row, known, ax, language="en", name=""):
    """Draw one goal: the nation's series, the band around the plan's start, the plan's step from the nation's year.

    Parameters
    ----------
    row : Series or named tuple
        A row of `precedent.table`.
    known : DataFrame
        From `precedent.history`.
    ax : Axes
    name : str
        What stands above the panel.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from helpers.codebook import indicators, schema
    >>> plan = [schema.load(name, "yunyang-14fyp") for name in ("targets", "required_growth")]
    >>> nation = schema.load("observations", "china-14fyp")
    >>> row = shown(precedent.table(*plan, nation, indicators.load())).iloc[1]
    >>> ax = panel(row, precedent.history(nation, row.national, row.unit), plt.figure().add_subplot())
    >>> [float(value) for line in ax.get_lines() if line.get_gid() == "plan" for value in line.get_ydata()]
    [91.1, 95.2]
    """
    known = known[known["year"] >= _opening(row) - LEAD]
    grey, blue = charts.COLOURS["baseline"], charts.COLOURS["target"]
    if pd.notna(row.band_low):
        ax.axhspan(row.band_low, row.band_high, color=blue, alpha=0.1, lw=0, zorder=0)
    ax.plot(known["year"], known["value"], color=grey, lw=0.6, ls=":", zorder=2, gid="gaps")
    for _, run in known.groupby(known["change"].shift().isna().cumsum()):
        ax.plot(run["year"], run["value"], color=grey, lw=1.2, marker="o", ms=2.4, zorder=3, gid="nation")
    years, values = path(row)
    if years:
        ax.plot(years, values, color=blue, lw=1.4, ls=(0, (4, 1.5)), zorder=4, gid="plan")
        ax.plot(years[0], values[0], "o", ms=5, mfc="white", mec=grey, mew=1.2, zorder=5, gid="from")
    if pd.notna(row.reached_year):
        there = known.loc[known["year"] == row.reached_year, "value"].iloc[0]
        ax.plot(row.reached_year, there, "D", ms=4.5, mfc="white", mec=grey, mew=1.2, zorder=5, gid="reached")
    ax.margins(x=0.05, y=0.12)
    _beside(row, known.iloc[-1], ax, language)
    ax.grid(False)
    ax.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    ax.yaxis.set_major_locator(MaxNLocator(4))
    ax.yaxis.set_major_formatter(lambda value, _: of(language).number(value, row.unit))
    layout.name_panel(ax, of(language).in_unit(name, row.unit))
    columns = layout.panel_columns(POINTS)
    told = zip(said(row, language), (blue, grey, grey), strict=False)
    wrapped = [(line, colour) for note, colour in told for line in text.wrap(note, columns).split("\n")]
    for place, (line, colour) in enumerate(wrapped):
        where = (0, -20 - 9.5 * place)
        ax.annotate(line, (0, 0), where, "axes fraction", "offset points", va="top", fontsize=POINTS, color=colour)
    return ax


def path(row):
    """Lay the plan's step onto the nation's history => years, values of its two ends; empty where there is none.

    It starts where the nation stood at the plan's baseline, with the plan's pace and length: the eye compares slopes.

    Examples
    --------
    >>> row = pd.Series({"from_year": 2021, "from_value": 91.0, "required": 1.0, "baseline_year": 2020})
    >>> path(pd.concat([row, pd.Series({"target_year": 2025})]))
    ([2021, 2026], [91.0, 96.0])
    """
    if pd.isna(row.from_year) or pd.isna(row.required) or pd.isna(row.target_year):
        return [], []
    length = int(row.target_year - row.baseline_year)
    end = float(f"{row.from_value + row.required * length:.12g}")
    return [int(row.from_year), int(row.from_year) + length], [float(row.from_value), end]


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
        return [of(language).word("terms", "precedent_plan").format(reason=reason), duration(row, language)]
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
        return of(language).word("terms", "precedent_plan").format(reason=of(language).word("codes", row.code))
    return of(language).word("terms", "precedent_required").format(pace=of(language).pace(row.required, row.rate_unit))


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
    unit = of(language).unit({"percent": "points"}.get(row.unit, row.unit))
    half = of(language).number((row.band_high - row.band_low) / 2, digits=3)
    if row.pace_n == 0:
        key = "precedent_no_pace" if row.band_n else "precedent_never"
        return of(language).word("terms", key).format(half=half, unit=unit)
    rate = {"percent": "points"}.get(row.unit, row.unit) + "_per_year"
    ends = {"low": _signed(row.pace_low, language), "high": _signed(row.pace_high, language)}
    spread = of(language).word("terms", "precedent_range").format(**ends)
    count = of(language).word("terms", "precedent_one_change" if row.pace_n == 1 else "precedent_changes")
    pace = {"pace": of(language).pace(row.pace, rate), "range": spread if row.pace_low < row.pace_high else ""}
    return (
        of(language)
        .word("terms", "precedent_pace")
        .format(**pace, half=half, unit=unit, count=count.format(n=row.pace_n))
    )


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
        return (
            of(language).word("terms", key).format(target=target, year=row.reached_year, until=row.last_year, end=end)
        )
    if row.code == "nation_just_there" and pd.notna(row.until) and row.until == row.baseline_year:
        return of(language).word("terms", "precedent_own")
    if row.code in {"nation_not_there_yet", "nation_just_there"}:
        return f"{of(language).word('codes', row.code)}{f'（{end}）' if language == 'zh' else f' ({end})'}"
    if row.code == "before_the_series" and row.years_low > 0:
        least = of(language).word("terms", "precedent_at_least").format(years=_years(row.years_low, language))
        return f"{of(language).word('codes', row.code)}{of(language).semicolon}{least}"
    if pd.isna(row.years):
        return of(language).word("codes", row.code)
    start, years = _in_year(row.from_value, row.from_year, row.unit, language), _years(row.years, language)
    if row.censored:
        return of(language).word("terms", "precedent_not_yet").format(years=years, start=start, end=end)
    if row.years_low < row.years_high:
        open_ended = {"years": years, "low": row.years_low, "high": row.years_high}
        years = of(language).word("terms", "precedent_years_open").format(**open_ended)
    end = str(row.reached_year) + (" 年" if language == "zh" else "")
    return of(language).word("terms", "precedent_took").format(years=years, start=start, end=end)


def _opening(row):
    """Give the first year that matters: when the nation came near the start of the goal, or its series began."""
    years = [year for year in (row.band_first, row.from_year) if pd.notna(year)]
    return min(years) if years else row.first_year + LEAD


def _beside(row, last, ax, language):
    """Draw the levels of the plan's start and target and name them and the nation's last value beside the panel."""
    grey, blue = charts.COLOURS["baseline"], charts.COLOURS["target"]
    levels = [("target", row.target, blue), ("start", row.baseline, grey)]
    levels = [level for level in levels if pd.notna(level[1])]
    if row.target == row.baseline:
        levels = levels[:1]
    for _, level, colour in levels:
        ax.axhline(level, color=colour, lw=0.6, ls=(0, (1, 2)), zorder=1)
    low, high = ax.get_ylim()
    room = 0.06 * (high - low)
    low, high = min([low, *(level - room for _, level, _ in levels)]), max([high, *(lv + room for _, lv, _ in levels)])
    ax.set_ylim(low, high)
    if path(row)[0]:
        left, right = ax.get_xlim()
        ax.set_xlim(left, max(right, left + (last["year"] - left) / ROOM))
        text = of(language).word("terms", "precedent_nation").format(value=of(language).number(last["value"], row.unit))
        offset, side = ((4, -4), "top") if row.required >= 0 else ((4, 4), "bottom")
        place = last["year"], last["value"]
        ax.annotate(text, place, offset, textcoords="offset points", va=side, fontsize=7, color=grey)
    else:
        levels.append(("nation", last["value"], grey))
    least, lowest = 0.13 / PANEL * 1.2 * (high - low), float("inf")
    for name, level, colour in sorted(levels, key=lambda level: -level[1]):
        lowest = min(level, lowest - least)
        text = of(language).word("terms", f"precedent_{name}").format(value=of(language).number(level, row.unit))
        layout.beside(ax, lowest, text, colour)


def _apart(rows, language):
    """Name the goals that are not drawn, and where the nation stands."""
    if rows.empty:
        return []
    comma = of(language).semicolon
    starts = [of(language).number(row.baseline, row.unit) for row in rows.itertuples()]
    listed = [
        f"{name} {start}{of(language).colon}{duration(row, language)}"
        for name, start, row in zip(rows[f"indicator_{language}"], starts, rows.itertuples(), strict=True)
    ]
    return [of(language).word("terms", "precedent_apart").format(goals=comma.join(dict.fromkeys(listed)))]


def _signed(pace, language):
    return of(language).number(pace, signed=True, digits=3)


def _in_year(value, year, unit, language):
    return of(language).word("terms", "precedent_in_year").format(value=of(language).number(value, unit), year=year)


def _years(years, language):
    key = {0: "precedent_within_year", 1: "precedent_one_year"}.get(int(years), "precedent_years")
    return of(language).word("terms", key).format(n=years)
