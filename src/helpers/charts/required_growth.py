"""Required growth, ranked: a mark a target with its rounding interval, a panel a unit; what has no pace, in a line."""

import math

import pandas as pd

from helpers import goals, report, texts
from helpers.charts import layout, marks
from helpers.charts.baseline_target import by_unit, named_first
from helpers.language import of

WORDS = texts.load("charts/required_growth")["words"]
NAMED = 3
"""Targets without a pace that are named; of more their number is told."""
KEPT = ["target_id", "plan", "indicator", "indicator_zh", "indicator_en", "baseline_year", "target_year", "method"]
KEPT += ["unit", "projection", "nature", "value", "low", "high", "code"]


def rows(growth, targets):
    """List the required pace of every target that figures show, those that a figure shows first first.

    Parameters
    ----------
    growth : DataFrame
        Rows of required_growth of one method a target, such as those of `helpers.growth.required.on_scale`.
    targets : DataFrame
        As `helpers.codebook.schema` declares it.

    Returns
    -------
    DataFrame
        One row a target: its names, years, unit and nature, value, low and high a year, or the code why there is none.

    Examples
    --------
    >>> from helpers.growth import required
    >>> from helpers.codebook import schema
    >>> tables = [schema.load(name, "yantai-14fyp") for name in ("required_growth", "targets")]
    >>> rows(required.on_scale(tables[0]), tables[1])["indicator"].tolist()[:2]
    ['compulsory_retention', 'working_age_mean_years_schooling']
    """
    shown = goals.ranked(goals.shown(targets))
    named = shown[["plan", "target_id", "indicator_zh", "indicator_en", "nature"]]
    named = named.assign(baseline_year=shown["baseline_year"], rank=range(len(shown)))
    known = growth.drop(columns=[name for name in named if name in growth and name not in ("plan", "target_id")])
    found = known.merge(named, on=["plan", "target_id"]).sort_values("rank", kind="stable")
    found["projection"] = found["flags"].fillna("").astype("str").str.contains("projection")
    firm = ~found["projection"] & (found["unit"] == "points_per_year") & (found["code"] != "change_within_rounding")
    return named_first(found[KEPT], found["value"].where(firm))


def figure(rows, words, language, size):
    """Draw a panel a unit, goals apart from projections => Figure, DataFrame of the rows drawn."""
    paced = rows[rows["value"].notna() & (rows["value"] != 0)]
    paced = paced.sort_values("projection", kind="stable", ignore_index=True)
    several = paced["target_year"].nunique() > 1

    def place(part, spoken):
        remarks = [said(row, spoken) for row in part.itertuples()]
        return layout.rows(size, goals.names(part, spoken, several), remarks)

    panels = sorted(
        (part.sort_values("value", key=abs, ascending=False) for _, part in paced.groupby(["projection", "unit"])),
        key=lambda part: (part["projection"].iloc[0], -len(part)),
    )
    words = layout.noted(words, without(rows, language)) if len(paced) < len(rows) else words
    fig, drawn_panels, drawn = layout.stack(size, panels, place, words, key, language)
    for ax, part, placed in drawn_panels:
        lollipops(part, ax, language, placed)
        name = of(language).rate_unit(part["unit"].iloc[0])
        ax.set_title(f"{name} · {of(language).word('terms', 'projections')}" if part["projection"].iloc[0] else name)
    return fig, drawn


def finding(rows, about, language):
    """Name the goal that must move fastest, of those in points where there are any, else in the unit that most have."""
    place = report.places(about, language)
    firm = rows[~rows["projection"] & rows["value"].notna() & (rows["value"] != 0)]
    firm = firm[firm["code"] != "change_within_rounding"]
    if firm.empty:
        return of(language).say(WORDS, "name", place=place)
    points = firm[firm["unit"] == "points_per_year"]
    same = points if len(points) else max(by_unit(firm), key=len)
    fastest = same[same["value"].abs() == same["value"].abs().max()]
    if len(fastest) > 1:
        return of(language).say(WORDS, "several" if len(same) > len(fastest) else "name", place=place, n=len(fastest))
    row = next(fastest.itertuples())
    name = goals.names(fastest, language, rows["indicator"].duplicated().any())[0]
    pace = of(language).pace(float(f"{row.value:.{_decimals(row)}f}"), row.unit, digits=12)
    which = "only" if len(same) == 1 else "fastest"
    key = f"{which}_rise" if row.value > 0 else f"{which}_fall"
    return of(language).say(WORDS, key, place=place, indicator=name, pace=pace, until=int(row.target_year))


def subtitle(rows, about, language):
    """Name the measure and its years."""
    years = pd.concat([rows["baseline_year"], rows["target_year"]]).dropna()
    return of(language).say(WORDS, "subtitle", years=of(language).span(years))


def alt(drawn, language):
    """Describe what is drawn, after the finding."""
    return of(language).say(WORDS, "alt", count=len(drawn))


def empty(rows, language):
    """Say that no target has a pace, where it is so."""
    return "" if (rows["value"].notna() & (rows["value"] != 0)).any() else of(language).word(WORDS, "nothing")


def without(rows, language):
    """Say in one line which targets have no pace, and why.

    Examples
    --------
    >>> rows = pd.DataFrame({"indicator": ["a"], "indicator_en": ["rate"], "target_year": [2025], "value": [None]})
    >>> without(rows.assign(code="no_baseline"), "en")
    'Not drawn: rate (no baseline in the data).'
    """
    bare = rows[rows["value"].isna() | (rows["value"] == 0)]
    told = []
    for code, part in bare.groupby(bare["code"].fillna("maintain"), sort=False):
        names = goals.names(part, language)
        count = of(language).say(WORDS, "targets", n=of(language).plural(len(part), "target"))
        listed = of(language).enumeration.join(names) if len(part) <= NAMED else count
        told.append(listed + of(language).bracketed(of(language).word("codes", code)))
    return of(language).say(WORDS, "without", told=of(language).semicolon.join(told))


def key(drawn, language):
    """Explain the marks that occur."""
    firm = drawn["code"] != "change_within_rounding"
    entries = [marks.entry("pace", of(language).word("terms", "pace"))] if (firm & ~drawn["projection"]).any() else []
    if (firm & drawn["projection"]).any():
        entries.append(marks.entry("pace_projection", of(language).word("terms", "projection")))
    if any(interval(row) for row in drawn.itertuples()):
        entries.append(marks.entry("interval", of(language).word("terms", "interval")))
    if not firm.all():
        entries.append(marks.entry("within_rounding", of(language).word("terms", "within_rounding")))
    return entries


def lollipops(rows, ax, language, placed):
    """Draw one mark a row and write its value beside the panel; grey where it cannot be told from rounding.

    Parameters
    ----------
    rows : DataFrame
        From `rows`, with values.
    ax : Axes
    placed : helpers.charts.layout.Rows
        Where the rows stand and what is written in them.
    """
    looks = [
        "within_rounding" if row.code == "change_within_rounding" else "pace_projection" if row.projection else "pace"
        for row in rows.itertuples()
    ]
    colours = [marks.LOOKS[name]["color"] for name in looks]
    inks = ["#666666" if name == "within_rounding" else ink for name, ink in zip(looks, colours, strict=True)]
    layout.set_rows(ax, placed, inks)
    ax.axvline(0, color="#888888", lw=0.8, zorder=1)
    for y, row, name, colour in zip(placed.ys, rows.itertuples(), looks, colours, strict=True):
        ax.plot([0, row.value], [y, y], color=colour, lw=1.0, alpha=0.5, zorder=2)
        if interval(row):
            marks.draw("interval", [row.low, row.high], [y, y], ax, color=colour, zorder=3)
        marks.draw(name, row.value, y, ax)
    ax.margins(x=0.06)
    ax.xaxis.set_major_formatter(lambda value, _: of(language).number(value, signed=True))
    return ax


def said(row, language, exact=False):
    """Write a row's pace to the precision that can be read, its rounding interval where that shows, or why none.

    Parameters
    ----------
    exact : bool
        Whether to write all digits that the interval carries, as a table does.

    Examples
    --------
    >>> row = pd.Series({"value": 0.88, "low": 0.87, "high": 0.89, "code": None})
    >>> said(row, "en"), said(row.replace({0.88: None}).fillna({"code": "no_baseline"}), "zh")
    ('+0.88  [+0.87, +0.89]', '数据中无基期值')
    >>> said(pd.Series({"value": 6.766, "low": 6.765, "high": 6.767, "code": None}), "en")
    '+6.8'
    >>> said(pd.Series({"value": 6.766, "low": 6.765, "high": 6.767, "code": None}), "en", exact=True)
    '+6.766  [+6.765, +6.767]'
    """
    if pd.isna(row.value) or row.code in {"maintain", "already_met"}:
        return of(language).word("codes", row.code)
    if exact and (row.low == row.high or pd.isna(row.low) or pd.isna(row.high)):
        return of(language).number(row.value, signed=True, digits=3)
    decimals = _carried(row) if exact else _decimals(row)
    value, low, high = (_written(number, decimals) for number in (row.value, row.low, row.high))
    return f"{value}  [{low}, {high}]" if exact or interval(row) else value


def interval(row):
    """Tell whether the rounding interval of a row shows at the precision of its value."""
    if pd.isna(row.low) or pd.isna(row.high):
        return False
    return len({_written(number, _decimals(row)) for number in (row.value, row.low, row.high)}) > 1


def _written(number, decimals):
    return f"{number:+,.{decimals}f}".replace("-", "−")


def _decimals(row):
    """Count the decimals of a pace: of two figures, fewer where its interval is wider, but at least one figure."""
    own = 1 - math.floor(math.log10(abs(row.value))) if row.value else 0
    if pd.isna(row.low) or pd.isna(row.high) or row.low == row.high:
        return max(0, own)
    return max(0, min(own, max(_carried(row), own - 1)))


def _carried(row):
    """Count the decimals that a rounding interval carries."""
    return max(0, -math.floor(math.log10((row.high - row.low) / 2) + 1e-6))
