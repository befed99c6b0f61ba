"""Baseline against target: a dumbbell a goal, a panel a unit, the largest change first, its size beside it."""

import pandas as pd

from helpers import charts, goals, report, texts
from helpers.charts import layout, marks
from helpers.goals import LEVELS, shown
from helpers.language import of, step_unit

WORDS = texts.load("charts/baseline_target")["words"]


def rows(targets):
    """List the goals that can be drawn, those that a figure shows first first.

    Parameters
    ----------
    targets : DataFrame
        As `helpers.codebook.schema` declares it.

    Returns
    -------
    DataFrame
        One row a goal: its names, unit, nature, baseline, target, and their difference `change` in the unit, points
        for percent.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> found = rows(schema.load("targets", "yantai-14fyp")).set_index("indicator")["change"]
    >>> float(found["public_kindergarten_share"])
    33.83
    """
    found = levels(shown(targets), False)
    return named_first(found, found["change"].where(found["unit"] == "percent"))


def figure(rows, words, language, size):
    """Draw a panel a unit => Figure, DataFrame of the rows drawn."""
    several = rows["target_year"].nunique() > 1

    def place(part, spoken):
        return layout.rows(size, goals.names(part, spoken, several), remarks(part, spoken))

    groups = [part.sort_values("change", key=abs, ascending=False) for part in by_unit(rows)]
    fig, panels_of, drawn = layout.stack(size, groups, place, words, key, language)
    for ax, part, placed in panels_of:
        dumbbell(part, ax, language, placed)
        layout.set_title(ax, size, of(language).unit(part["unit"].iloc[0]), of(language).word(WORDS, "change"))
    return fig, drawn


def finding(rows, about, language):
    """Name the rate or share that is to change most, in points; else how many goals are to change."""
    place = report.places(about, language)
    moving = rows[rows["change"].notna() & (rows["change"] != 0)]
    if moving.empty:
        bare = len(rows) and rows["baseline"].isna().all()
        return of(language).say(WORDS, "no_baseline" if bare else "name", place=place)
    points = moving[moving["unit"] == "percent"]
    widest = points[points["change"].abs() == points["change"].abs().max()]
    if len(widest) != 1:
        counts = {"moving": len(moving), "every": len(rows)}
        return of(language).say(WORDS, "moving" if len(rows) > 1 else "moving_one", place=place, **counts)
    row = next(widest.itertuples())
    name = goals.names(widest, language, rows["indicator"].duplicated().any())[0]
    ends = [of(language).measured(row.baseline, row.unit), bounded(row, language)]
    told = {"indicator": name, "baseline": ends[0], "target": ends[1], "change": changed(row, language)}
    return of(language).say(WORDS, "widest" if len(points) > 1 else "only", place=place, **told)


def subtitle(rows, about, language):
    """Name what is drawn, and of which years."""
    years = [of(language).span(rows[name].dropna()) for name in ("baseline_year", "target_year")]
    known = rows["baseline"].notna().any()
    return of(language).say(WORDS, "subtitle" if known else "subtitle_bare", start=years[0], end=years[1])


def alt(drawn, language):
    """Describe what is drawn, after the finding."""
    return of(language).say(WORDS, "alt", count=len(drawn))


def empty(rows, language):
    """Say that no level can be drawn, where it is so."""
    return of(language).word(WORDS, "nothing") if rows.empty else ""


def named_first(rows, size):
    """Put what a title names, the largest of some sizes, behind the binding rows and before all others.

    Examples
    --------
    >>> rows = pd.DataFrame({"nature": ["binding", None, None], "change": [1.0, 2.0, -3.0]})
    >>> named_first(rows, rows["change"])["change"].tolist()
    [1.0, -3.0, 2.0]
    """
    largest = (size.abs() == size.abs().max()) | (rows["nature"] == "binding")
    order = pd.DataFrame({"free": rows["nature"] != "binding", "other": ~largest}).sort_values(
        ["free", "other"], kind="stable"
    )
    return rows.loc[order.index].reset_index(drop=True)


def ends(years):
    """Give the first and the last of some years, or the only one.

    Examples
    --------
    >>> ends(pd.Series([2020, 2020])), ends(pd.Series([2030, 2025, None]))
    ([2020], [2025, 2030])
    """
    known = years.dropna().astype(int)
    return list(dict.fromkeys((int(known.min()), int(known.max())))) if len(known) else []


def levels(targets, projected):
    """Pick the goals or the projections among levels, and say how far each has to go.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> drawn = levels(shown(schema.load("targets", "yunyang-14fyp")), True)
    >>> drawn["kind"].unique().tolist(), len(drawn)
    (['projection'], 8)
    """
    ordered = panels(goals.ranked(targets))
    ordered = ordered[ordered["projection"] == projected].reset_index(drop=True)
    change = (ordered["target"] - ordered["baseline"]).astype(float)
    return ordered.assign(change=[float(f"{number:.10g}") for number in change])


def by_unit(rows):
    """Split rows by unit, in the order in which units come => list of DataFrame."""
    return [part for _, part in rows.groupby("unit", sort=False)]


def key(drawn, language):
    """Explain the marks that occur.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> [meaning for _, meaning in key(panels(shown(schema.load("targets", "yantai-14fyp"))), "en")][:2]
    ['baseline 2020', 'target 2025, expected']
    """
    baseline, target = (
        f"{of(language).word('terms', name)}{of(language).space}"
        f"{'/'.join(map(str, sorted(drawn.loc[drawn[name].notna(), f'{name}_year'].dropna().unique())))}".strip()
        for name in ("baseline", "target")
    )
    entries = [marks.entry("baseline", baseline)] if drawn["baseline"].notna().any() else []
    comma = of(language).comma
    promised = drawn.loc[~drawn["projection"], "nature"]
    natures = list(promised.astype("object").where(promised.notna(), "").unique())
    if "" in natures and len(natures) > 1:  # a hollow mark is any that is not binding
        natures = [*(nature for nature in natures if nature == "binding"), "other"]
    for nature in natures:
        meaning = f"{target}{comma}{of(language).word('natures', nature)}" if nature else target
        entries.append(marks.entry("binding" if nature == "binding" else "target", meaning))
    if drawn["projection"].any():
        year = "/".join(map(str, ends(drawn["target_year"])))
        entries.append(
            marks.entry("projection", f"{of(language).word('terms', 'projection')}{of(language).space}{year}")
        )
    return entries


def panels(targets):
    """Order levels by panel, goals by unit first, then projections.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> panels(shown(schema.load("targets", "yantai-14fyp")))[["unit", "projection"]].drop_duplicates().values.tolist()
    [['percent', False], ['ratio', False], ['years', False], ['persons', True]]
    """
    found = targets[targets["kind"].isin(LEVELS)].copy()
    found["projection"] = found["kind"] == "projection"
    found["target"] = found["target_low"].fillna(found["target_high"])
    found["unit"] = found["unit"].fillna("")
    kept = ["target_id", "indicator", "indicator_zh", "indicator_en", "plan", "stage", "unit", "kind", "projection"]
    kept += ["nature", "comparator"]
    numbers = ["baseline_year", "baseline", "baseline_halfwidth", "target_year", "target", "target_high"]
    return found.sort_values("projection", kind="stable")[kept + numbers].reset_index(drop=True)


def dumbbell(rows, ax, language, placed):
    """Draw one dumbbell a row: baseline grey, target coloured, filled where binding and hollow where expected.

    Parameters
    ----------
    rows : DataFrame
        From `panels`.
    ax : Axes
    placed : helpers.charts.layout.Rows
        Where the rows stand and what they are called.
    """
    layout.set_rows(ax, placed)
    for y, row in zip(placed.ys, rows.itertuples(), strict=True):
        colour = charts.COLOURS["projection" if row.projection else "target"]
        known = pd.notna(row.baseline)
        if known:
            line = {"color": colour, "lw": 1.6, "alpha": 0.45, "solid_capstyle": "butt", "zorder": 2}
            ax.plot([row.baseline, row.target], [y, y], **line)
            marks.draw("baseline", row.baseline, y, ax, zorder=3)
        if row.comparator == "range":
            ax.plot([row.target, row.target_high], [y, y], color=colour, lw=3.5, solid_capstyle="butt", zorder=3)
        name = "projection" if row.projection else "binding" if row.nature == "binding" else "target"
        marks.draw(name, row.target, y, ax)
        _label_ends(ax, row, y, colour, known, language)
    ax.margins(x=0.14)
    ax.xaxis.set_major_formatter(lambda value, _: of(language).number(value, rows["unit"].iloc[0]))
    return ax


def remarks(rows, language="en"):
    """Write beside each row how far it is, or why no line is drawn in it.

    Examples
    --------
    >>> rows = pd.DataFrame({"baseline": [None, 99.0, 1.0], "target": [1, 99, 1.5], "unit": "percent"})
    >>> remarks(rows.assign(kind=["level", "maintain", "level"], change=rows["target"] - rows["baseline"]))
    ['no baseline in the data', 'maintain', '+0.5 points']
    """
    codes = [
        "no_baseline" if pd.isna(row.change) else "maintain" if row.kind == "maintain" else "already_met"
        for row in rows.itertuples()
    ]
    return [
        of(language).word("codes", code) if pd.isna(row.change) or row.change == 0 else changed(row, language)
        for row, code in zip(rows.itertuples(), codes, strict=True)
    ]


def changed(row, language):
    """Write a change with its unit: of percent it is in points."""
    signed = of(language).number(row.change, row.unit, signed=True)
    return of(language).with_unit(signed, step_unit(row.unit))


def bounded(row, language):
    """Write a target with its bound and its unit."""
    return of(language).with_unit(of(language).bounded(row.target, row.target_high, row.comparator, row.unit), row.unit)


def _label_ends(ax, row, y, colour, known, language):
    """Write both values at the outer sides of their marks."""
    rises = not known or row.target >= row.baseline
    text = of(language).bounded(row.target, row.target_high, row.comparator, row.unit)
    end = row.target_high if row.comparator == "range" else row.target
    labels = [(end, text, colour, rises)]
    if known and row.target != row.baseline:
        printed = of(language).number(row.baseline, row.unit)
        labels.append((row.baseline, printed, charts.COLOURS["baseline"], not rises))
    for x, written, ink, right in labels:
        look = {"ha": "left" if right else "right", "va": "center", "fontsize": layout.SMALL, "color": ink}
        ax.annotate(written, (x, y), (6 if right else -6, 0), textcoords="offset points", **look)
