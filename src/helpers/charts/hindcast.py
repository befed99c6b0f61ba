"""The same forecast made in past years against what happened: thin paths and the observed line."""

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from helpers import charts, texts
from helpers.charts import layout, text
from helpers.codebook import source
from helpers.language import BOUNDS, of, step_unit
from helpers.trend import calibration

WORDS = texts.load("charts/hindcast")["words"]
HEIGHT = 2.7
"""Of the panel, in inches."""
COLUMNS = [
    "plan",
    "indicator",
    "indicator_en",
    "indicator_zh",
    "unit",
    "part",
    "origin",
    "year",
    "value",
    "low",
    "high",
]
COLUMNS += ["observed", "held", "ahead", "model", "scale", "level", "all_series", "all_held", "all_tried"]
TOLD = 3
"""Hindcasts that the alternative text tells at most."""


def rows(series, expected, past, entry, pooled=None, target=None, own=True):
    """List what is drawn: the series, the forecasts made in past years, the one made now, the target.

    Parameters
    ----------
    series : DataFrame
        year and value, as from `trend.series`; years after the forecast's origin are what happened since.
    expected, past : DataFrame
        From `trend.outlook`.
    entry : mapping
        The indicator's row of the codebook.
    pooled : DataFrame, optional
        From `trend.pool`: how often the bands of all series held.
    target : mapping, optional
        A row of targets.
    own : bool
        Whether the series is of the place whose figure it is: a figure of another place has no rows.

    Returns
    -------
    DataFrame
        One row a mark, part says of what: observed, since, hindcast, forecast or target; ahead is the horizon that the
        finding is about, in years; all_held of all_tried nominal bands of all_series series held so far ahead.
    """
    if not own or not len(expected):
        return pd.DataFrame(columns=COLUMNS)
    origin, first = int(expected["year"].iloc[0]) - 1, expected.iloc[0]
    ahead = min(len(expected), int((past["year"] - past["origin"]).max())) if len(past) else len(expected)
    made = expected.dropna(subset="estimate").rename(columns={"estimate": "value"})
    parts = [
        series.assign(part=np.where(series["year"] <= origin, "observed", "since"))[["part", "year", "value"]],
        past.rename(columns={"estimate": "value"}).assign(part="hindcast"),
        made.assign(part="forecast", origin=origin)[["part", "origin", "year", "value", "low", "high"]],
    ]
    if target is not None:
        parts.append(pd.DataFrame([{"part": "target", "year": target["target_year"], "value": _number_of(target)}]))
    found = pd.concat([part.astype(object) for part in parts if len(part)], ignore_index=True)
    found = found[~((found["part"] == "hindcast") & (found["year"] - found["origin"] > ahead))]
    told = {name: entry[name] for name in ("indicator", "indicator_en", "indicator_zh", "unit")}
    told |= {
        "plan": series["plan"].iloc[0],
        "ahead": ahead,
        **{name: first[name] for name in ("model", "scale", "level")},
    }
    if pooled is not None and (pooled["ahead"] == ahead).any():
        held, _, tried = calibration.held(pooled, ahead)
        every = pooled.loc[pooled["ahead"] == ahead, "series"].nunique()
        told |= {"all_series": every, "all_held": held, "all_tried": tried}
    found = found.assign(**told).reindex(columns=COLUMNS).reset_index(drop=True)
    numbers = ["value", "low", "high", "observed", "all_series", "all_held", "all_tried"]
    return found.astype({"origin": "Int64", "year": "int64", "held": "boolean", **dict.fromkeys(numbers, float)})


def checked(rows):
    """Pick the hindcasts of the horizon that the finding is about."""
    return rows[(rows["part"] == "hindcast") & (rows["year"] - rows["origin"] == rows["ahead"])]


def finding(rows, about, language):
    """Say on which side, and by how much on average, the past forecasts were wrong."""
    if empty(rows, language):
        name = rows[f"indicator_{language}"].iloc[0] if len(rows) else ""
        return of(language).say(WORDS, "plain", place=_place(about, language), name=name).replace(", :", ":")
    past, first = checked(rows), rows.iloc[0]
    errors = past["value"] - past["observed"]
    over, under, tried = int((errors > 0).sum()), int((errors < 0).sum()), len(errors)
    straight = first["model"] in {"rwd", "ols"} and first["scale"] == "identity"
    key = "over" if over == tried else "under" if under == tried else "mixed"
    return of(language).say(
        WORDS,
        key if tried > 1 else f"one_{key}",
        **{"place": _place(about, language), "name": first[f"indicator_{language}"]},
        **{"kind": of(language).say(WORDS, "straight" if straight else "modelled")},
        **{"tried": tried, "over": over, "under": under},
        **{"error": off(abs(errors.mean()), first["unit"], language)},
        **{"signed": off(errors.mean(), first["unit"], language, signed=True)},
    )


def off(error, unit, language, signed=False):
    """Write a mean error in two digits, three from a hundred on, with its unit.

    Examples
    --------
    >>> off(6.4321, "percent", "en"), off(-12.3, "percent", "zh", signed=True)
    ('6.4 points', '−12个百分点')
    """
    short = float(f"{error:.2g}" if abs(error) < 100 else f"{error:.3g}")
    unit = step_unit(unit)
    return of(language).with_unit(of(language).number(short, unit, signed), unit)


def subtitle(rows, about, language):
    """Name model, horizon, unit, place and years."""
    place, say = _place(about, language), of(language)
    if rows.empty:
        years = [about[0][name] for name in ("baseline_year", "target_year")]
        return of(language).say(WORDS, "subtitle_plain", unit="", place=place, years=say.span(years))
    first, years = rows.iloc[0], rows.loc[rows["part"] != "target", "year"]
    model = [say.word("models", first["model"])]
    model += [] if first["scale"] == "identity" else [say.word("scales", first["scale"])]
    told = {"place": place, "years": say.span(years)}
    told |= {"unit": "" if first["unit"] == "ratio" else say.bracketed(say.unit(first["unit"]))}
    key = "subtitle_plain" if empty(rows, language) else "subtitle"
    return of(language).say(WORDS, key, ahead=say.plural(first["ahead"], "year"), model=say.comma.join(model), **told)


def alt(drawn, language):
    """Describe what is drawn, after the finding: the last hindcasts."""
    pairs = [
        of(language).say(WORDS, "pair", year=row.year, **_numbers(row, ("value", "observed"), language))
        for row in checked(drawn)[-TOLD:].itertuples()
    ]
    return of(language).say(WORDS, "alt", told=of(language).semicolon.join(pairs))


def empty(rows, language):
    """Say that there is no hindcast, or that it is of another place."""
    if rows.empty:
        return of(language).say(WORDS, "elsewhere")
    return "" if len(checked(rows)) else of(language).say(WORDS, "short")


def figure(rows, words, language, size, target=None):
    """Draw the observed line, a thin path a past origin, and the forecast made now with its nominal band."""
    fig, (ax,) = layout.page(size, [HEIGHT], layout.noted(words, note(rows, language)), key(rows, language))
    panel(rows, ax, language, target)
    return fig, rows


def panel(rows, ax, language, target=None):
    """Draw all marks on one axis.

    Parameters
    ----------
    rows : DataFrame
        From `rows`.
    target : mapping, optional
        A row of targets, for its bound and whether it is binding.
    """
    parts = {part: rows[rows["part"] == part] for part in ("observed", "since", "hindcast", "forecast", "target")}
    ink, colour, goal = (charts.COLOURS[name] for name in ("baseline", "projection", "target"))
    seen = {row.year: row.value for part in ("observed", "since") for row in parts[part].itertuples()}
    for origin, path in parts["hindcast"].groupby("origin"):
        ax.plot(*_path(path, origin, seen, "value"), "-", color=colour, lw=0.8, marker=".", ms=2.5, zorder=3)
    ax.plot(parts["observed"]["year"], parts["observed"]["value"], "-o", color=ink, ms=3.5, lw=1.6, zorder=4)
    ax.plot(parts["since"]["year"], parts["since"]["value"], "o", color=ink, mfc="white", ms=3.5, zorder=4)
    labels, made = [], parts["forecast"]
    if len(made):
        years, values = _path(made, made["origin"].iloc[0], seen, "value")
        ax.plot(years, values, "--", color=colour, lw=1.4, marker="." if len(years) == 1 else "", zorder=3)
        banded = _banded(rows)
        if banded:
            ends = [_path(made, made["origin"].iloc[0], seen, name)[1] for name in ("low", "high")]
            ax.fill_between(years, *ends, color=colour, alpha=0.16, lw=0, zorder=1)
        last = made.iloc[-1]
        labels = [(last[name], colour) for name in (("high", "value", "low") if banded else ("value",))]
        labels = [(value, _short(value, last["unit"], language), shade) for value, shade in labels]
    for row in parts["target"].itertuples():
        face = goal if target is not None and target["nature"] == "binding" else "white"
        ax.plot(row.year, row.value, "D", ms=5, mfc=face, mec=goal, mew=1.2, zorder=5)
        bound = BOUNDS.get(target["comparator"], "") if target is not None else ""
        labels.append((row.value, f"{bound}{of(language).number(row.value, row.unit)}", goal))
    end = rows["year"].max()
    ax.set_xlim(rows["year"].min() - 0.6, end + 0.6)
    ax.margins(y=0.12)
    low, high = ax.get_ylim()
    places = text.apart([value for value, *_ in labels], 0.055 * (high - low), low, high)
    for y, (_, written, shade) in zip(places, labels, strict=True):
        ax.annotate(
            written, (end, y), (6, 0), textcoords="offset points", fontsize=layout.SMALL, color=shade, va="center"
        )
    ax.xaxis.set_major_locator(layout.whole_years(rows["year"]))
    ax.yaxis.set_major_formatter(lambda value, _: of(language).number(value, rows["unit"].iloc[0]))
    ax.grid(False, axis="x")
    ax.grid(True, axis="y")
    return ax


def key(rows, language):
    """Explain the marks that occur."""
    ink, colour, goal = (charts.COLOURS[name] for name in ("baseline", "projection", "target"))
    looks = {
        "observed": Line2D([], [], color=ink, marker="o", ms=3.5, lw=1.6),
        "since": layout.mark("o", ink, mfc="white"),
        "hindcast": Line2D([], [], color=colour, marker=".", ms=2.5, lw=0.8),
        "forecast": Line2D([], [], color=colour, ls="--", lw=1.4),
        "target": layout.mark("D", goal, mfc="white"),
    }
    years = {"year": rows.loc[rows["part"] == "target", "year"].max()}
    found = [
        (mark, of(language).say(WORDS, part, **years if part == "target" else {}))
        for part, mark in looks.items()
        if (rows["part"] == part).any()
    ]
    first = rows.iloc[0]
    if _banded(rows):
        found.append(
            (Patch(color=colour, alpha=0.16, lw=0), of(language).say(WORDS, "band", level=f"{100 * first['level']:g}"))
        )
    return found


def _banded(rows):
    """Tell whether the band is drawn: none stands without hindcasts as many years ahead."""
    made = rows[rows["part"] == "forecast"]
    tried = len(checked(rows)) and rows["ahead"].iloc[0] == len(made)
    return bool(tried) and bool(made[["low", "high"]].notna().all(axis=None))


def note(rows, language):
    """Say how often nominal bands of all series held; '' where that is not known."""
    first = rows.iloc[0]
    if pd.isna(first["all_tried"]):
        return ""
    told = {name: int(first[f"all_{name}"]) for name in ("series", "held", "tried")}
    part, level = 100 * told["held"] / told["tried"], 100 * first["level"]
    ahead = of(language).plural(first["ahead"], "year")
    return of(language).say(WORDS, "held", ahead=ahead, level=f"{level:g}", part=f"{part:.0f}", **told)


def _path(path, origin, seen, name):
    """Give years and numbers of a path; only a random walk leaves from the last observation."""
    start = [origin] if path["model"].iloc[0] == "rwd" and origin in seen else []
    return [*start, *path["year"]], [*[seen[year] for year in start], *path[name]]


def _number_of(target):
    return target["target_low"] if pd.notna(target["target_low"]) else target["target_high"]


def _short(value, unit, language):
    """Write a computed number in four significant digits, three below a thousand."""
    return of(language).number(float(f"{value:.{3 if abs(value) < 1000 else 4}g}"), unit)


def _numbers(row, names, language):
    return {name: _short(getattr(row, name), row.unit, language) for name in names}


def _place(about, language):
    return source.region(about[0], language)
