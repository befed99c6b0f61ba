"""One indicator on three scales: the same two ends, three ways between them, and what each asks every year."""

import numpy as np
import pandas as pd

from helpers import charts, growth, required, words
from helpers.charts import layout
from helpers.words import PATHS, TERMS, word

LINES = {"linear": ("-", "o"), "exp": ((0, (5, 2)), "s"), "logit": ((0, (1, 1.5)), "^")}
COLOURS = {"linear": charts.COLOURS["target"], "exp": charts.COLOURS["projection"], "logit": "#009E73"}


def figure(targets, growth_rows, indicator, title, source, language="en"):
    """Draw the way of one target on every scale that holds it: the values, and the change that each year asks.

    Parameters
    ----------
    targets, growth_rows : DataFrame
        As `helpers.schema` declares targets and required_growth.
    indicator : str
        A slug, or '' for the goal that closes most of its gap.
    title, source : str
        What stands above and below the panels.

    Returns
    -------
    Figure, DataFrame
        The figure and the numbers drawn: one row a scale and year.
    """
    drawn = ways(targets, indicator or widest(targets, growth_rows))
    if drawn.empty:
        return layout.nothing(title, source, word(TERMS, "nothing_on_scales", language)), drawn
    goal = drawn.iloc[0]
    fig, (left, right) = layout.grid(2, title, source, height=2.6)
    layout.name_panel(left, words.in_unit(goal[f"indicator_{language}"], goal["unit"], language))
    right.set_title(words.rate_unit(goal["rate_unit"], language))
    for scale, rows in drawn.groupby("scale", sort=False):
        style, shape = LINES[scale]
        look = {"color": COLOURS[scale], "ls": style, "marker": shape, "ms": 3.5, "lw": 1.3}
        left.plot(rows["year"], rows["value"], **look)
        right.plot(rows["year"], rows["change"], label=word(PATHS, scale, language), **look)
    for ax, signed in ((left, False), (right, True)):
        ax.xaxis.set_major_locator(layout.whole_years(drawn["year"]))
        unit = "" if signed else goal["unit"]
        ax.yaxis.set_major_formatter(_formatter(unit, language, signed))
        ax.grid(True, axis="y")
        ax.margins(y=0.1)
    right.legend(loc="best", handlelength=3.2)
    return fig, drawn


def widest(targets, growth_rows):
    """Choose the goal that closes the largest part of its gap a year, else the one of the fastest compound rate.

    Examples
    --------
    >>> from helpers import schema
    >>> widest(*(schema.load(name, "yantai-14fyp") for name in ("targets", "required_growth")))
    'public_kindergarten_share'
    """
    goals = targets[targets["kind"].isin(["level", "parity"])]["target_id"]
    rows = growth_rows[growth_rows["target_id"].isin(goals) & growth_rows["code"].isna() & (growth_rows["value"] != 0)]
    for method in ("gap", "cagr", "linear"):
        found = rows[rows["method"] == method]
        if len(found):
            return found.loc[found["value"].abs().idxmax(), "indicator"]
    return ""


def dated(targets, growth_rows, indicator):
    """Pick the target that the figure draws => DataFrame of one row, or of none.

    Examples
    --------
    >>> from helpers import schema
    >>> tables = [schema.load(name, "yantai-14fyp") for name in ("targets", "required_growth")]
    >>> dated(*tables, "")["target_year"].tolist()
    [2025]
    """
    indicator = indicator or widest(targets, growth_rows)
    return targets[(targets["indicator"] == indicator) & targets["target_year"].notna()][:1]


def ways(targets, indicator):
    """Compute the values of one indicator's target year by year on every scale that holds it.

    Returns
    -------
    DataFrame
        indicator and its names, unit, rate_unit, scale, year, value, change (since the year before).

    Examples
    --------
    >>> from helpers import schema
    >>> rows = ways(schema.load("targets", "yunyang-14fyp"), "large_classes_compulsory")
    >>> rows["scale"].unique().tolist(), rows["change"].dropna().round(1).unique().tolist()
    (['linear'], [-6.2])
    """
    dated = targets[(targets["indicator"] == indicator) & targets["target_year"].notna()][:1]
    given = required.inputs(dated)
    names = ["indicator", "indicator_zh", "indicator_en", "unit"]
    frames = [pd.DataFrame(columns=[*names, "rate_unit", "scale", "year", "value", "change"])]
    for row, target in zip(given.itertuples(), dated.itertuples(), strict=True):
        if not row.years > 0 or np.isnan(row.start) or row.start == row.e:
            continue
        elapsed = np.arange(int(row.years) + 1)
        named = {name: getattr(target, name) for name in names}
        named["rate_unit"] = {"percent": "points"}.get(row.unit, row.unit) + "_per_year"
        for scale in growth.SCALES:
            value = growth.path(row.start, row.e, row.years, elapsed, scale, row.upper)
            if not np.isnan(value).any():
                numbers = {
                    "year": target.baseline_year + elapsed,
                    "value": value,
                    "change": np.diff(value, prepend=np.nan),
                }
                frames.append(pd.DataFrame(named | {"scale": scale} | numbers))
    return pd.concat(frames[1:] or frames, ignore_index=True)


def _formatter(unit, language, signed):
    return lambda value, _: words.number(float(f"{value:.6g}"), unit, language, signed=signed)
