"""A series and what a model expects of it, above; the same forecast made in the past against what happened, below."""

import numpy as np
import pandas as pd

from helpers import charts
from helpers.charts import layout, text
from helpers.language import of

HEIGHTS = (2.1, 1.2)
"""Height of the two panels, in inches."""
GAP = 0.075
"""Least distance of two labels, as a part of the upper panel's height."""
CROWDED = 0.28
"""Inches a year under which the words below the bars stand upright."""
COLUMNS = ["part", "origin", "year", "value", "low", "high", "observed", "held"]


def figure(series, fan, hindcast, entry, title, source, language="en", target=None):
    """Draw a series with its fan, and beneath it how such fans held in the past.

    No fan stands without its hindcast: where there is none so many years ahead, only the estimates are drawn.

    Parameters
    ----------
    series : DataFrame
        year and value, as from `trend.series`; years after the fan's origin are drawn as what happened since.
    fan : DataFrame
        From `trend.forecast.forecast`.
    hindcast : DataFrame
        From `trend.hindcast.hindcast`, of the same model and scale.
    entry : mapping
        The indicator's row of the codebook: its names and its unit.
    title, source : str
        What stands above and below the panels.
    target : mapping, optional
        A row of targets: target_year, comparator, target_low, target_high, nature.

    Returns
    -------
    Figure, DataFrame
        The figure and the numbers drawn, one row a mark: part (observed, since, fan, target or hindcast), origin, year,
        value, low, high; observed and held of a hindcast.
    """
    if fan.empty:
        return layout.nothing(title, source, of(language).word("terms", "nothing_national")), pd.DataFrame(
            columns=COLUMNS
        )
    name, unit = entry[f"indicator_{language}"], entry["unit"]
    drawn = numbers(series, fan, hindcast, target)
    drawn = drawn.assign(**{key: entry[key] for key in ("indicator", "indicator_zh", "indicator_en", "unit")})
    past = drawn[drawn["part"] == "hindcast"]
    fig, (above, below) = layout.page(HEIGHTS if len(past) else (HEIGHTS[0], 0.3), title, source)
    years = drawn["year"].min() - 0.6, drawn["year"].max() + 0.6
    for ax in (above, below):
        ax.set_xlim(*years)
        ax.xaxis.set_major_locator(_whole_years(*years))
        ax.grid(False, axis="x")
        ax.grid(True, axis="y")
    forecast(drawn, above, fan, target, language, unit)
    above.set_title(of(language).in_unit(name, unit))
    if len(past):
        hindcasts(past, below, language, unit, fan["level"].iloc[0])
    else:
        below.set_axis_off()
        text = of(language).word("terms", "no_forecast" if fan["estimate"].isna().all() else "no_hindcasts")
        below.text(0, 1, text, transform=below.transAxes, va="top", fontsize=7)
    return fig, drawn


def numbers(series, fan, hindcast, target=None):
    """List what is drawn: the series, the fan, the target and the hindcasts as many years ahead as the fan goes.

    Examples
    --------
    >>> from helpers.trend import forecast, hindcast
    >>> observed = pd.DataFrame({"year": range(2015, 2022), "value": [75.0, 77.4, 79.6, 81.7, 83.4, 85.2, 88.1]})
    >>> fan = forecast.forecast(observed, "rwd", "identity", 2023)
    >>> drawn = numbers(observed, fan, hindcast.hindcast(observed, "rwd", "identity", 2))
    >>> drawn["part"].value_counts().to_dict()
    {'observed': 7, 'fan': 2, 'hindcast': 1}
    """
    origin = int(fan["year"].iloc[0]) - 1
    ahead = len(fan)
    past = hindcast[hindcast["year"] - hindcast["origin"] == ahead]
    rows = [
        {"part": "observed" if row.year <= origin else "since", "year": row.year, "value": row.value}
        for row in series.itertuples()
    ]
    for row in fan.dropna(subset="estimate").itertuples():
        ends = {"low": row.low, "high": row.high} if len(past) else {}
        rows.append({"part": "fan", "origin": origin, "year": row.year, "value": row.estimate} | ends)
    if target is not None:
        rows.append({"part": "target", "year": target["target_year"], "value": _number_of(target)})
    for row in past.itertuples():
        ends = {"low": row.low, "high": row.high, "observed": row.observed, "held": row.held}
        rows.append({"part": "hindcast", "origin": row.origin, "year": row.year, "value": row.estimate} | ends)
    drawn = pd.DataFrame(rows, columns=COLUMNS)
    return drawn.astype({"origin": "Int64", "year": "int64", "held": "boolean"})


def forecast(drawn, ax, fan, target=None, language="en", unit=""):
    """Draw the series as points and a line, the fan, and the target.

    Only a random walk leaves from the last observation; the fans of other models begin a year later.

    Parameters
    ----------
    drawn : DataFrame
        From `numbers`.
    ax : Axes
    fan : DataFrame
        From `trend.forecast.forecast`: its model, scale and level are named.
    target : mapping, optional
        A row of targets.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from helpers.trend import forecast as made
    >>> observed = pd.DataFrame({"year": range(2015, 2022), "value": [75.0, 77.4, 79.6, 81.7, 83.4, 85.2, 88.1]})
    >>> fan = made.forecast(observed, "rwd", "identity", 2023)
    >>> drawn = numbers(observed, fan, pd.DataFrame({"origin": [], "year": []}))
    >>> [text.get_text() for text in forecast(drawn, plt.figure().add_subplot(), fan).texts]
    ['random walk with drift', '92.5']
    """
    observed, since, path = (drawn[drawn["part"] == part] for part in ("observed", "since", "fan"))
    ink, colour = charts.COLOURS["baseline"], charts.COLOURS["projection"]
    ax.plot(observed["year"], observed["value"], "-o", color=ink, ms=3.5, lw=1.2, zorder=4)
    ax.plot(since["year"], since["value"], "o", color=ink, mfc="white", ms=3.5, zorder=4)
    _limits(drawn, ax)
    under = (observed if since.empty else since)["value"].iloc[-1] >= observed["value"].iloc[0]
    aside = {"ha": "center", "va": "top" if under else "bottom"}
    if len(since):
        text, first = of(language).word("terms", "observed_since"), since.iloc[0]
        _write(ax, text, (first["year"], first["value"]), (-3, -9 if under else 9), ink, **aside | {"ha": "left"})
    labels = []
    if len(path):
        start = observed.iloc[-1:] if fan["model"].iloc[0] == "rwd" else observed[:0]
        joined = {name: [*start["value"], *path[name]] for name in ("value", "low", "high")}
        years = [*start["year"], *path["year"]]
        ax.plot(years, joined["value"], "--", color=colour, lw=1.2, marker="." if len(years) == 1 else "", zorder=3)
        last = path.iloc[-1]
        labels = [(last[name], _short(last[name], unit, language), colour) for name in ("high", "value", "low")]
        if path["low"].notna().all():
            ax.fill_between(years, joined["low"], joined["high"], color=colour, alpha=0.18, lw=0, zorder=1)
        _name_model(ax, last, fan.iloc[-1], language)
    if target is not None:
        name, colour = _target(ax, target, language, unit)
        value, year = _number_of(target), int(target["target_year"])
        if year == drawn["year"].max():
            labels.append((value, name, colour))
        else:
            _write(ax, name, (year, value), (0, -7 if under else 7), colour, **aside)
    end = drawn["year"].max()
    known = [label for label in labels if pd.notna(label[0])]
    for y, (_, text, label_colour) in zip(_apart([label[0] for label in known], ax), known, strict=True):
        _write(ax, text, (end, y), (6, 0), label_colour, ha="left", va="center")
    ax.yaxis.set_major_formatter(lambda value, _: of(language).number(value, unit))
    return ax


def hindcasts(past, ax, language="en", unit="", level=0.95):
    """Draw one bar a past forecast, its interval, with what happened on it: a disc where it held, a cross where not.

    Parameters
    ----------
    past : DataFrame
        Rows of `numbers` that are hindcasts.
    ax : Axes
    level : float
        Of their intervals.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> charts.use_style("en")
    >>> past = pd.DataFrame({"origin": [2015, 2016], "year": [2017, 2018], "value": [70, 74], "low": [65, 72]})
    >>> past = past.assign(high=[75, 76], observed=[71, 77], held=[True, False])
    >>> ax = hindcasts(past, plt.figure().add_subplot())
    >>> ax.get_title(loc="left").replace(chr(10), " ").split(", mean")[0]
    '2-year hindcasts: 1 of 2 inside, every estimate too low'
    >>> [text.get_text() for text in ax.texts][2:]
    ['nominal 95 % prediction interval', 'forecast', 'observed']
    """
    colour, ink = charts.COLOURS["projection"], charts.COLOURS["baseline"]
    ax.vlines(past["year"], past["low"], past["high"], color=colour, alpha=0.4, lw=5, zorder=2)
    ax.plot(past["year"], past["value"], "_", color=colour, ms=7, mew=1.2, zorder=3)
    crowded = layout.size().width / np.ptp(ax.get_xlim()) < CROWDED
    for row in past.itertuples():
        ax.plot(row.year, row.observed, "o" if row.held else "X", color=ink, ms=4 if row.held else 5.5, zorder=4)
        text = of(language).word("terms", "hindcast_held" if row.held else "hindcast_missed")
        ax.annotate(
            text,
            (row.year, 0.02),
            xycoords=ax.get_xaxis_transform(),
            ha="center",
            va="bottom",
            fontsize=6,
            color=ink,
            rotation=90 if crowded else 0,
        )
    ends = past[["low", "high", "observed"]].to_numpy(float)
    reach = max(np.ptp(ends), 1e-9)
    ax.set_ylim(ends.min() - (0.4 if crowded else 0.22) * reach, ends.max() + 0.08 * reach)
    first = past.iloc[0]
    interval = of(language).word("terms", "prediction_interval").format(level=f"{100 * level:g}")
    named = [(first["high"], interval, colour), (first["value"], of(language).word("terms", "forecast"), colour)]
    named.append((first["observed"], of(language).word("terms", "observed"), ink))
    for y, (_, name, label_colour) in zip(_apart([label[0] for label in named], ax, 2 * GAP), named, strict=True):
        _write(ax, name, (first["year"], y), (-7, 0), label_colour, ha="right", va="center")
    ax.yaxis.set_major_formatter(lambda value, _: of(language).number(value, unit))
    bias = (past["value"] - past["observed"]).mean()
    over = int((past["value"] > past["observed"]).sum())
    side = {len(past): "all_high", 0: "all_low"}.get(over, "mixed")
    counts = {
        "side": of(language).word("terms", f"hindcasts_{side}").format(over=over),
        "bias": of(language).number(bias, signed=True, digits=3),
        "held": int(past["held"].sum()),
        "tried": len(past),
        "ahead": past["year"].iloc[0] - past["origin"].iloc[0],
    }
    layout.name_panel(ax, of(language).word("terms", "hindcasts").format(**counts), layout.columns(0.93))
    return ax


def _number_of(target):
    return target["target_low"] if pd.notna(target["target_low"]) else target["target_high"]


def _whole_years(first, last):
    """Mark every year, or every second or fifth of a longer series."""
    from matplotlib.ticker import MultipleLocator

    return MultipleLocator(1 if last - first <= 12 else 2 if last - first <= 26 else 5)


def _limits(drawn, ax):
    """Leave room above and below for the label of the fan."""
    upper = drawn[drawn["part"] != "hindcast"]
    ends = upper[["value", "low", "high"]].to_numpy(float)
    low, high = np.nanmin(ends), np.nanmax(ends)
    reach = max(high - low, 1e-9)
    ax.set_ylim(low - 0.2 * reach, high + 0.2 * reach)


def _name_model(ax, last, told, language):
    """Write what the fan is on its far side, away from the series; the model alone where there is no interval."""
    over = last["value"] >= sum(ax.get_ylim()) / 2
    parts = [of(language).word("models", told["model"])]
    parts += [] if told["scale"] == "identity" else [of(language).word("scales", told["scale"])]
    end = last["high" if over else "low"]
    if pd.notna(end):
        parts.insert(0, of(language).word("terms", "prediction_interval").format(level=f"{100 * told['level']:g}"))
    text = of(language).comma.join(parts)
    at = (last["year"], end if pd.notna(end) else last["value"])
    place = {"ha": "right", "va": "bottom" if over else "top"}
    _write(ax, text, at, (0, 5 if over else -5), charts.COLOURS["projection"], **place)


def _target(ax, target, language, unit):
    """Mark the target => what to call it, and in which colour."""
    colour, value = charts.COLOURS["target"], _number_of(target)
    face = colour if target["nature"] == "binding" else "white"
    ax.plot(int(target["target_year"]), value, "D", ms=5, mfc=face, mec=colour, mew=1.2, zorder=5)
    bound = {">=": "≥ ", "<=": "≤ ", "~": "≈ "}.get(target["comparator"], "")
    colon = of(language).colon
    printed = f"{bound}{of(language).number(value, unit)}"
    return f"{of(language).word('terms', 'target')} {target['target_year']}{colon}{printed}", colour


def _apart(values, ax, part=GAP):
    """Move the places of labels apart by at least a part of the axis."""
    low, high = ax.get_ylim()
    return text.apart(values, part * (high - low))


def _short(value, unit, language):
    """Write a computed number in four significant digits, three below a thousand."""
    digits = 3 if abs(value) < 1000 else 4
    return of(language).number(float(f"{value:.{digits}g}"), unit) if pd.notna(value) else ""


def _write(ax, text, at, offset, colour, **place):
    ax.annotate(text, at, offset, textcoords="offset points", fontsize=7, color=colour, **place)
