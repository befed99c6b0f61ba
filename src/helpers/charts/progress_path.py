"""What was observed against the path that the target requires: a panel a goal, its verdict first."""

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from helpers import charts, goals, report, texts
from helpers.charts import layout, marks, national_series, text
from helpers.goals import LAGGING, LEVELS, levels, once
from helpers.language import of, of_ratio
from helpers.progress import inputs

WORDS = texts.load("charts/progress_path")["words"]
PANEL = 1.95
"""Height of a panel, in inches."""
VISIBLE = 0.01
"""Part of a panel's values above which half a rounding interval is seen, and explained."""
JUDGED = ["plan", "target_id", "indicator", "observed_year", "observed", "ratio", "verdict", "flags"]
GOAL = ["target_id", "plan", "indicator", "indicator_zh", "indicator_en", "unit", "nature", "origin"]
GOAL += ["ratio", "verdict", "flags"]


def rows(targets, observations, progress):
    """List what can be drawn of every goal that is followed, the first rank first.

    Parameters
    ----------
    targets, observations, progress : DataFrame
        As `helpers.codebook.schema` declares them.

    Returns
    -------
    DataFrame
        One row a value with its rounding: part is required (the ends of the path), observed (from the baseline's year
        on) or earlier (as far before it as the target is after it).

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> drawn = rows(*(schema.load(name, "yunyang-14fyp") for name in ("targets", "observations", "progress")))
    >>> drawn[drawn["indicator"] == "large_classes_compulsory"][["part", "year", "value"]].values.tolist()
    [['required', 2020, 31.0], ['required', 2025, 0.0], ['earlier', 2015, 478.0], ['observed', 2020, 31.0], ...
    """
    seen, found = levels(observations), []
    for goal in goals.ranked(followed(targets, observations, progress)).itertuples():
        base = {name: getattr(goal, name) for name in GOAL}
        ends = [(goal.baseline_year, goal.y0, goal.h0), (goal.target_year, goal.e, goal.h1)]
        found += [base | {"part": "required", "year": year, "value": y, "halfwidth": half} for year, y, half in ends]
        values = seen[(seen["plan"] == goal.plan) & (seen["indicator"] == goal.indicator)].sort_values("year")
        back, last = 2 * goal.baseline_year - goal.target_year, max(goal.observed_year, goal.target_year)
        for row in values[values["year"].between(back, last)].itertuples():
            part = "earlier" if row.year < goal.baseline_year else "observed"
            found.append(base | {"part": part, "year": row.year, "value": row.value, "halfwidth": row.halfwidth})
    return pd.DataFrame(found, columns=[*GOAL, "part", "year", "value", "halfwidth"])


def followed(targets, observations, progress):
    """Pick the levels with a year that have both a baseline and a later observation, each once.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> found = followed(*(schema.load(name, "yunyang-14fyp") for name in ("targets", "observations", "progress")))
    >>> found["target_id"].tolist()[:2]
    ['large_classes_compulsory@2025', 'preschool_gross_enrolment@2025']
    """
    targets = targets.reset_index(drop=True)
    given = inputs.rows(targets, observations)[["y0", "h0", "e", "h1", "h"]]
    found = once(pd.concat([targets, given], axis=1)).merge(progress[JUDGED], on=["plan", "target_id", "indicator"])
    dated = found["kind"].isin(LEVELS) & (found["kind"] != "projection") & found["target_year"].notna()
    return found[dated & found["y0"].notna() & found["observed_year"].notna()].reset_index(drop=True)


def figure(rows, words, language, size):
    """Draw as many panels as there is room for => Figure, DataFrame of the values drawn."""
    every, legend = _goals(rows), key(rows, language)
    fig, axes = layout.panels(size, len(every), words, PANEL, language, key=legend)
    kept = every[: len(axes)]
    names = goals.names(kept.assign(target_year=_due(rows, kept)), language)
    for ax, goal, name in zip(axes, kept.itertuples(), names, strict=True):
        panel(_of(rows, goal), ax, language, size, name)
    return fig, pd.concat([_of(rows, goal) for goal in kept.itertuples()], ignore_index=True)


def panel(drawn, ax, language="en", size=layout.PAGE, name=""):
    """Draw one goal over the years of the plan; the earlier past stands in words at its left edge.

    Parameters
    ----------
    drawn : DataFrame
        From `rows`, of one goal.
    ax : Axes
    name : str
        What stands above the panel, under the verdict; the indicator's name where it is empty.
    """
    colour, ink, goal = charts.COLOURS["target"], charts.COLOURS["baseline"], drawn.iloc[0]
    path, seen = drawn[drawn["part"] == "required"], drawn[drawn["part"] == "observed"]
    years, low, high = path["year"].astype(float), path["value"] - path["halfwidth"], path["value"] + path["halfwidth"]
    ax.fill_between(years, low, high, color=colour, alpha=0.15, lw=0)
    ax.plot(years, path["value"], color=colour, lw=1.2, ls=(0, (4, 2)), gid="required")
    face = colour if goal["nature"] == "binding" else "white"
    ax.plot(years.iloc[1], path["value"].iloc[1], "D", ms=5, mfc=face, mec=colour, mew=1.2, zorder=4, gid="target")
    national_series.series(seen.assign(break_before=False), ax, ink, 3.5)
    ax.errorbar(seen["year"], seen["value"], yerr=seen["halfwidth"], fmt="none", ecolor=ink, elinewidth=2)
    _label_ends(path, seen, ax, language)
    ax.margins(y=0.24)
    first, last = years.iloc[0], max(years.iloc[1], seen["year"].max())
    ax.set_xlim(first - 0.09 * (last - first), last + 0.09 * (last - first))
    shown = pd.concat([path, seen])["value"]
    if shown.min() >= 0:
        ax.set_ylim(bottom=max(ax.get_ylim()[0], -0.2 * shown.max()))
    _name(drawn, ax, language, size, name)
    ax.grid(True, axis="y")
    ax.grid(False, axis="x")
    ax.xaxis.set_major_locator(layout.whole_years([first, last]))
    ax.yaxis.set_major_formatter(lambda value, _: of(language).number(float(f"{value:.6g}"), goal["unit"]))
    return ax


def _name(drawn, ax, language, size, name):
    """Write over a panel: the verdict in bold, the indicator, and on what the verdict rests."""
    goal, earlier = drawn.iloc[0], drawn[drawn["part"] == "earlier"]
    named = of(language).in_unit(name or goal[f"indicator_{language}"], goal["unit"])
    named = text.wrap(named, layout.panel_columns(ax, size))
    told = [verdict(goal, language)[1]]
    if len(earlier):
        first = earlier.iloc[0]
        value = of(language).number(first["value"], first["unit"])
        told.append(of(language).say(WORDS, "earlier", year=first["year"], value=value))
    told = text.wrap(of(language).semicolon.join(filter(None, told)), layout.columns(size, 1 / size.across - 0.06, 7))
    under = f"{named}\n{told}" if told else named
    ax.set_title(under, fontsize=layout.SMALL, color="#333333", linespacing=layout.SPACING, pad=5)
    look = {"fontsize": layout.NAME, "fontweight": "bold", "color": "#222222", "va": "bottom"}
    up = 6 + layout.SMALL * layout.SPACING * 1.08 * (under.count("\n") + 1)
    ax.annotate(verdict(goal, language)[0], (0, 1), (0, up), "axes fraction", "offset points", **look)


def _label_ends(path, seen, ax, language):
    """Write the value of the target and the last observed one on the free sides of their marks."""
    colour, ink, unit = charts.COLOURS["target"], charts.COLOURS["baseline"], path["unit"].iloc[0]
    years, last = path["year"].astype(float).to_numpy(), seen.iloc[-1]
    start, end = path["value"]
    level = np.interp(float(last["year"]), years, path["value"])
    over = last["value"] >= (end if last["year"] == years[1] else level)
    target_over = not over if last["year"] == years[1] else end == 0 or end >= start
    for year, value, shade, up in ((years[1], end, colour, target_over), (last["year"], last["value"], ink, over)):
        place = {"ha": "center", "va": "bottom" if up else "top", "fontsize": layout.SMALL, "color": shade}
        said = of(language).number(value, unit)
        ax.annotate(said, (float(year), value), (0, 5 if up else -5), textcoords="offset points", **place)


def key(rows, language):
    """Explain the marks that occur, and no others."""
    colour, ink, entries = charts.COLOURS["target"], charts.COLOURS["baseline"], []
    every, seen = _goals(rows), rows[rows["part"] == "observed"]
    span = (
        rows[rows["part"] != "earlier"]
        .groupby("target_id")["value"]
        .transform(lambda values: values.max() - values.min())
    )
    wide = rows["halfwidth"].fillna(0) > VISIBLE * span.reindex(rows.index)
    dashed = Line2D([], [], color=colour, lw=1.2, ls=(0, (4, 2)))
    entries.append((dashed, of(language).word(WORDS, "required")))
    for name, nature in (("binding", "binding"), ("target", "other")):
        if ((every["nature"] == "binding") == (nature == "binding")).any():
            entries.append(marks.entry(name, of(language).word(WORDS, f"target_{nature}")))
    entries.append((layout.mark("o", ink), of(language).word(WORDS, "observed")))
    if (seen.groupby("target_id")["year"].diff() > 1).any():
        entries.append((Line2D([], [], color=ink, lw=0.8, ls=":"), of(language).word(WORDS, "gaps")))
    if (wide & (rows["part"] != "earlier")).any():
        entries.append((Patch(facecolor=colour, alpha=0.15), of(language).word("terms", "interval")))
    return entries


def finding(rows, about, language):
    """Say how many of the followed goals are behind, or that none is; the plain name where none has a verdict on it."""
    every, place = _goals(rows), report.places(about, language)
    behind = every[every["verdict"].isin(LAGGING)]
    if every.empty:
        return of(language).say(WORDS, "name", place=place)
    if len(every) == 1:
        goal = every.iloc[0]
        name, said = goal[f"indicator_{language}"], of(language).word("verdicts", goal["verdict"])
        return of(language).say(WORDS, "finding_single", place=place, indicator=name, verdict=said)
    if len(behind) == 1:
        name = behind[f"indicator_{language}"].iloc[0]
        return of(language).say(WORDS, "finding_one", place=place, n=len(every), indicator=name)
    key = "finding_some" if len(behind) else "finding_none"
    return of(language).say(WORDS, key, place=place, n=len(every), k=len(behind))


def subtitle(rows, about, language):
    """Say what is drawn, of which years."""
    years = rows.loc[rows["part"] != "earlier", "year"]
    if years.empty:
        return ""
    return of(language).say(WORDS, "subtitle", first=years.min(), last=years.max())


def alt(drawn, language):
    """Describe what is drawn, after the finding."""
    return of(language).say(WORDS, "alt", panels=of(language).plural(len(_goals(drawn)), "panel"))


def empty(rows, language):
    """Say why there is nothing to draw, or nothing."""
    return of(language).word(WORDS, "empty") if rows.empty else ""


def verdict(goal, language="en"):
    """Say the verdict of one goal => (verdict, on what it rests).

    Examples
    --------
    >>> verdict(pd.Series({"verdict": "on_track", "ratio": 1.193, "flags": "before_adoption;self_reported"}))
    ('on track', 'R = 1.19; observed before the plan was published')
    """
    told = [] if pd.isna(goal["ratio"]) else [of_ratio(goal["ratio"])]
    if isinstance(goal["flags"], str) and "before_adoption" in goal["flags"]:
        told.append(of(language).word("flags", "before_adoption"))
    return of(language).word("verdicts", goal["verdict"]), of(language).semicolon.join(told)


def _goals(rows):
    return rows.drop_duplicates(["plan", "target_id", "indicator"])


def _of(rows, goal):
    same = (rows["plan"] == goal.plan) & (rows["target_id"] == goal.target_id) & (rows["indicator"] == goal.indicator)
    return rows[same]


def _due(rows, kept):
    """Give the target year of each goal kept."""
    due = rows[rows["part"] == "required"].groupby(["plan", "target_id", "indicator"])["year"].max()
    return [due[key] for key in kept[["plan", "target_id", "indicator"]].itertuples(index=False, name=None)]
