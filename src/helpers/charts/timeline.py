"""What is promised for which year: a row an indicator, a column a year, and one for what has no year."""

from itertools import pairwise

import pandas as pd
from matplotlib.patches import Patch
from matplotlib.path import Path

from helpers import charts, goals, texts
from helpers.charts import layout, text
from helpers.codebook import source
from helpers.language import CHANGES, of

WORDS = texts.load("charts/timeline")["words"]
PROMISES = {
    "level": ("level", "maintain", "parity", "relative"),
    "increment": ("increment",),
    "milestone": ("milestone",),
    "yearly": ("recurrent", "non_decrease", "step_per_year", "rate_per_year"),
}
"""Kinds of targets by how they stand in time. Projections are no promises."""
FLAG = Path([(-0.4, -1), (-0.4, 1), (0.9, 0.55), (-0.4, 0.1), (-0.4, -1)])
SHAPES = {"level": ("D", 4.5), "increment": ("P", 6.5), "milestone": (FLAG, 8.5), "yearly": ("|", 5)}
FEWEST = 3
"""Years in which something is due, below which a time axis shows nothing."""
PLAN = "#e9f1f7"
NEVER = 9999
"""Sorts what has no year behind what has one."""
GAP = 0.8
"""Years between the axis of the plan and what stands apart from it: later years, and what has none."""
NAMED = [
    "target_id",
    "plan",
    "indicator",
    "indicator_zh",
    "indicator_en",
    "stage",
    "unit",
    "promise",
    "kind",
    "nature",
    "origin",
]
SAID = ["target_year", "comparator", "target_low", "target_high", "number", "printed"]


def rows(targets, about):
    """List what can be drawn: the promises of a plan, with its first and last year.

    Parameters
    ----------
    targets : DataFrame
        As `helpers.codebook.schema` declares it, of one plan.
    about : dict
        The plan's source.yml: its baseline year, which precedes the plan's first year, and its target year.
    """
    return promises(targets).assign(baseline_year=about["baseline_year"], last_year=about["target_year"])


def figure(rows, words, language, size):
    """Draw every promise at its year; what is promised for every year is a line => Figure, DataFrame of what was drawn.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> from helpers.codebook import source as documents
    >>> charts.use_style("en")
    >>> plan = "chuxiong-2023-2025"
    >>> drawable = rows(schema.load("targets", plan), documents.read(plan))
    >>> fig, drawn = figure(drawable, layout.wording("Chuxiong"), "en", layout.PAGE)
    >>> drawn.loc[drawn["indicator"] == "education_groups", ["target_year", "target_low"]].values.tolist()
    [[2024, 10.0]]
    """
    about = {"baseline_year": int(rows["baseline_year"].iloc[0]), "target_year": int(rows["last_year"].iloc[0])}

    def place(named, language):
        return layout.rows(size, list(named[f"indicator_{language}"]))

    def marks(first, spoken):
        return key(rows[rows["indicator"].isin(first["indicator"])], spoken)

    first = rows.drop_duplicates("indicator").reset_index(drop=True)
    binding = rows.loc[rows["nature"] == "binding", "indicator"]
    first["nature"] = first["nature"].mask(first["indicator"].isin(binding), "binding")
    fig, ((ax, _, placed),), first = layout.stack(size, [first], place, words, marks, language)
    drawn = rows[rows["indicator"].isin(first["indicator"])].reset_index(drop=True)
    at = columns(drawn, about)
    axis(ax, at, about, language)
    layout.set_rows(ax, placed)
    fig.draw_without_rendering()  # the width of the panel decides on which side of its mark a number has room
    panel(drawn, at, about, ax, language, placed.ys)
    return fig, drawn


def finding(rows, about, language):
    """Say how many of the dated targets are due in the year in which most are."""
    place = of(language).listed(list(dict.fromkeys(source.region(item, language) for item in about)))
    counts = rows["number"].fillna(1).astype(int).groupby(rows["target_year"]).sum()
    if counts.empty:
        return of(language).say(WORDS, "name", place=place)
    year, k, n = counts[counts == counts.max()].index.max(), counts.max(), counts.sum()
    key = "finding_one" if n == 1 else "finding_all" if k == n else "finding"
    return of(language).say(WORDS, key, place=place, k=k, n=n, year=year)


def subtitle(rows, about, language):
    """Say what is drawn, and how many promises print no year."""
    standing = rows["target_year"].isna() & (rows["promise"] != "yearly")
    undated = int(rows["number"].fillna(1)[standing].sum())
    if rows.empty:
        return ""
    told = of(language).say(WORDS, "subtitle", first=rows["baseline_year"].iloc[0] + 1, last=rows["last_year"].iloc[0])
    return told + (of(language).say(WORDS, "undated", n=undated) if undated else "")


def alt(drawn, language):
    """Describe what is drawn, after the finding."""
    return of(language).say(WORDS, "alt", rows=of(language).plural(drawn["indicator"].nunique(), "indicator"))


def empty(rows, language):
    """Say why there is nothing to draw: fewer due years than make a time axis, or nothing promised."""
    if rows["target_year"].nunique() >= FEWEST:
        return ""
    return of(language).word(WORDS, "few_years" if len(rows) else "empty")


def promises(targets):
    """List what is promised, one row a promise: binding goals and those of the official table first, undated ones last.

    Between these, indicators with several dates come first, then the early ones.

    Each target stands once. Milestones of one indicator and year are counted: each is another place or project.

    Parameters
    ----------
    targets : DataFrame
        As `helpers.codebook.schema` declares it.

    Returns
    -------
    DataFrame
        The target (of milestones counted together the first), names, stage and unit of the indicator, promise (level,
        increment, milestone or yearly), kind, nature, target_year (empty: no year printed),
        comparator, target_low, target_high, number (of milestones) and printed.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = promises(schema.load("targets", "chuxiong-2023-2025"))
    >>> rows.loc[rows["indicator"] == "senior_school_promotion", ["target_year", "number"]].values.tolist()
    [[2024, 3], [2025, 4]]
    """
    promise = {kind: name for name, kinds in PROMISES.items() for kind in kinds}
    known = targets.assign(promise=targets["kind"].map(promise)).dropna(subset="promise")
    cell = ["indicator", "target_year"]
    rows = goals.once(known)
    event = rows["promise"] == "milestone"
    counts = rows[event].groupby(cell, dropna=False).size().rename("number").reset_index()
    rows = rows[~(event & rows.duplicated(cell))].merge(counts, on=cell, how="left")
    rows["number"] = rows["number"].where(rows["promise"] == "milestone").astype("Int64")
    years = rows.groupby("indicator")["target_year"]
    first = years.transform("min").fillna(NEVER)
    first = first.mask(years.transform("nunique") > 1, 0)
    place = rows.groupby("indicator")["order"].transform("min")
    by_indicator = rows["indicator"]
    free = ~(rows["nature"] == "binding").groupby(by_indicator).transform("any")
    prose = ~(rows["origin"] == "table").groupby(by_indicator).transform("any")
    rows = rows.assign(free=free, prose=prose, first=first, place=place)
    rows = rows.sort_values(["free", "prose", "first", "place", "target_year"], kind="stable")
    return rows[[*NAMED, *SAID]].reset_index(drop=True)


def columns(drawn, about):
    """Place the columns => {year: x}: the years of the plan side by side, others apart; None: no year printed.

    Examples
    --------
    >>> columns(pd.DataFrame({"target_year": [2024, 2030, None]}), {"baseline_year": 2022, "target_year": 2025})
    {2023: 0.0, 2024: 1.0, 2025: 2.0, 2030: 3.8, None: 5.6}
    """
    dated = drawn["target_year"].dropna().astype(int)
    years = sorted({*dated, *range(about["baseline_year"] + 1, about["target_year"] + 1)})
    at, x = {years[0]: 0.0}, 0.0
    for before, year in pairwise(years):
        x += 1 if year - before == 1 else 1 + GAP
        at[year] = round(x, 2)
    standing = drawn["target_year"].isna() & (drawn.get("promise") != "yearly")
    return at | ({None: round(x + 1 + GAP, 2)} if standing.any() else {})


def axis(ax, at, about, language="en"):
    r"""Set the columns of a panel, shade the plan's years, and rule off what is apart: later years, and what has none.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> about = {"baseline_year": 2022, "target_year": 2024}
    >>> ax = axis(plt.figure().add_subplot(), {2023: 0.0, 2024: 1.0, None: 2.8}, about)
    >>> [label.get_text() for label in ax.get_xticklabels()][:3]
    ['2023', '2024', 'no year\nprinted']
    """
    ax.axvspan(at[about["baseline_year"] + 1] - 0.5, at[about["target_year"]] + 0.5, color=PLAN, lw=0, zorder=0)
    names = [text.wrap(of(language).word(WORDS, "promise_open"), 8) if year is None else str(year) for year in at]
    ax.set_xticks(list(at.values()), names)
    ax.set_xlim(-0.5, max(at.values()) + (1.15 if None in at else 0.7))
    ax.tick_params(axis="x", labeltop=True)
    for before, x in pairwise(at.values()):
        if x - before > 1:  # years are left out, or what follows has none
            ax.axvline((before + x) / 2, color="#888888", lw=0.6, ls=(0, (1, 2)), zorder=1)
    return ax


def panel(drawn, at, about, ax, language="en", ys=()):
    """Draw the promises: a row an indicator, in the order of the table.

    Parameters
    ----------
    drawn : DataFrame
        From `promises`.
    at : dict
        From `columns`.
    about : dict
        The plan's source.yml: what is promised for every year ends with the plan where no year is printed.
    ax : Axes
        Its limits are set, by `axis` and `helpers.charts.layout.set_rows`.
    ys : sequence of float, optional
        Where the rows stand: one an indicator.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from helpers.codebook import schema
    >>> from helpers.codebook import source as documents
    >>> about = documents.read("chuxiong-2023-2025")
    >>> rows = promises(schema.load("targets", "chuxiong-2023-2025")).query("indicator == 'education_groups'")
    >>> ax = axis(plt.figure().add_subplot(), columns(rows, about), about)
    >>> [note.get_text() for note in panel(rows, columns(rows, about), about, ax).texts]
    ['≥ +10']
    """
    colour, rows = charts.COLOURS["target"], list(drawn.groupby("indicator", sort=False))
    ys = list(ys) or [(place + 0.5) / len(rows) for place in range(len(rows))]
    for y, (_, row) in zip(ys, rows, strict=True):
        taken = []
        for promise in row.itertuples():
            shape, size = SHAPES[promise.promise]
            year = None if pd.isna(promise.target_year) else int(promise.target_year)
            if promise.promise == "yearly":
                span = range(about["baseline_year"] + 1, (year or about["target_year"]) + 1)
                xs = [at[name] for name in span if name in at]
                ax.plot(xs, [y] * len(xs), "-", marker=shape, ms=size, color=colour, lw=1.2, zorder=2)
                if not _on(ax, xs, y, said(promise, language), colour):
                    taken.append((xs[-1], said(promise, language)))
                continue
            face = colour if promise.nature == "binding" else "white"
            ax.plot(at[year], y, marker=shape, ms=size, mfc=face, mec=colour, mew=1.1, zorder=4)
            taken.append((at[year], said(promise, language)))
        _beside(ax, y, taken, colour, at[None] - (1 + GAP) / 2 if None in at else ax.get_xlim()[1])
    return ax


def key(drawn, language):
    """Explain the marks that occur.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = promises(schema.load("targets", "chuxiong-2023-2025"))
    >>> [meaning for _, meaning in key(rows, "en")]
    ['level', 'increment, with +', 'milestone, ×2: two of them', 'standard for every year', 'years of the plan']
    """
    colour, marks = charts.COLOURS["target"], []
    look = {"markerfacecolor": "white", "markeredgewidth": 1.1}
    for promise in [name for name in PROMISES if (drawn["promise"] == name).any()]:
        mark = layout.mark(SHAPES[promise][0], colour, **look)
        if promise == "yearly":
            mark.set(linestyle="-", linewidth=1.2)
        marks.append((mark, of(language).word(WORDS, f"promise_{promise}")))
    if (drawn["nature"] == "binding").any():
        marks.append((layout.mark("D", colour), of(language).word("natures", "binding")))
    years = Patch(facecolor=PLAN, edgecolor=charts.COLOURS["muted"], linewidth=0.6)
    return [*marks, (years, of(language).word(WORDS, "promise_years"))]


def said(promise, language="en"):
    """Write a promise: its bound and number with the unit, how many milestones, or what is promised without a number.

    Examples
    --------
    >>> row = {"kind": "increment", "promise": "increment", "unit": "places", "comparator": "=", "target_low": 5280.0}
    >>> said(pd.Series(row | {"target_high": 5280.0})), said(pd.Series(row | {"target_high": 5280.0}), "zh")
    ('+5,280 places', '+5,280个学位')
    >>> said(pd.Series({"promise": "milestone", "number": 3}))
    '×3'
    """
    if promise.promise == "milestone":
        return f"×{promise.number}" if promise.number > 1 else ""
    if pd.isna(promise.target_low) and pd.isna(promise.target_high):
        return of(language).word("kinds", promise.kind)
    written = of(language).target(promise)
    plain = promise.kind in CHANGES or pd.isna(promise.unit) or promise.unit == "ratio"
    one = promise.target_low == promise.target_high == 1
    counted_by_name = of(language).pick((promise.unit == "items" or one, False))  # Chinese has a classifier
    return written if plain or counted_by_name else of(language).with_unit(written, promise.unit)


def told(rows, language="en"):
    """Put the promises of one indicator in words.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = promises(schema.load("targets", "chuxiong-2023-2025"))
    >>> told(rows[rows["indicator"] == "industry_education_communities"])
    '2023 increment ≥ +5'
    """
    said_of = []
    for row in rows.itertuples():
        when = of(language).word(WORDS, "promise_open") if pd.isna(row.target_year) else str(row.target_year)
        when = of(language).word(WORDS, "promise_yearly") if row.promise == "yearly" else when
        what = dict.fromkeys([of(language).word("kinds", row.kind), said(row, language)])
        said_of.append(" ".join(filter(None, [when, *what])))
    return of(language).semicolon.join(said_of)


def _on(ax, xs, y, note, colour):
    """Write on the middle of a line, where that leaves both its ends to be seen; else tell that it has no room."""
    behind = {"facecolor": PLAN, "edgecolor": "none", "pad": 0.6}
    look = {"ha": "center", "va": "center", "fontsize": layout.SMALL, "color": colour, "bbox": behind, "zorder": 3}
    label = ax.annotate(note, ((xs[0] + xs[-1]) / 2, y), **look)
    room = ax.get_window_extent().width * (xs[-1] - xs[0]) / abs(ax.get_xlim()[1] - ax.get_xlim()[0])
    fits = label.get_window_extent().width < room - 10 * ax.get_figure().dpi / 72
    if not fits:
        label.remove()
    return fits


def _beside(ax, y, taken, colour, border):
    """Write the notes of a row to the right of their marks, or to the left of one without room before the border."""
    unit = ax.get_window_extent().width / abs(ax.get_xlim()[1] - ax.get_xlim()[0])
    point = ax.get_figure().dpi / 72
    free = ax.get_xlim()[0]
    for place, (x, note) in enumerate(taken):
        right = taken[place + 1][0] - 7 * point / unit if place + 1 < len(taken) else ax.get_xlim()[1]
        right = min(right, border) if x < border else right
        look = {"textcoords": "offset points", "va": "center", "fontsize": layout.SMALL, "color": colour}
        label = ax.annotate(note, (x, y), (6, 0), ha="left", **look)
        wide = label.get_window_extent().width / unit + 9 * point / unit
        if x + wide > right and x - wide > free:
            label.set(ha="right")
            label.xyann = (-6, 0)
            free = x + 7 * point / unit
        else:
            free = x + wide
