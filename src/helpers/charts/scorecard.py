"""Where each target stands: baseline, latest value and target on a line, paces, the verdict and how firm it is."""

import numpy as np
import pandas as pd
from matplotlib.transforms import ScaledTranslation

from helpers import charts, goals, texts
from helpers.charts import layout, text
from helpers.codebook import source
from helpers.language import of, of_ratio
from helpers.progress import robustness, standing

WORDS = texts.load("charts/scorecard")["words"]
LOOKS = {
    "achieved": ("^", "#004B75", "full"),
    "achieved_marginal": ("^", "#004B75", "none"),
    "on_track": ("o", charts.COLOURS["target"], "full"),
    "acceleration_needed": ("o", charts.COLOURS["target"], "left"),
    "limited_progress": ("o", charts.COLOURS["projection"], "none"),
    "deterioration": ("v", "#8A2A00", "full"),
    "missed": ("X", "#8A2A00", "full"),
    "undefined": ("s", charts.COLOURS["baseline"], "none"),
}
"""Marker, colour and filling of the classes of verdicts: each pair differs in shape or filling too."""
CLASSES = robustness.SAME | {
    **dict.fromkeys(("achieved_marginal", "on_bound", "reported"), "achieved_marginal"),
    **dict.fromkeys(("done", "maintained", "met"), "achieved"),
    **dict.fromkeys(("not_done", "not_met", "slipped", "reached_then_lost"), "missed"),
}
"""Verdicts that are drawn like another one; those without a look are drawn as undefined."""
FAR = 60
"""Percent of the distance, behind the baseline or beyond the target, after which a mark is drawn at the edge."""
STEP = 35
"""Between two marks of a row without a distance, where the order alone is drawn."""
NAMES = 34
"""Columns of text that a name beside its row takes at most: three marks and what is said of them need the rest."""
LONGEST = 150
"""Characters of the rows told in an alternative text."""
LINE = layout.SMALL * layout.SPACING
"""Points between two lines of text."""


def rows(targets, observations, progress, noise):
    """Give what is known of every goal, ranked, as `standing.table` does."""
    return standing.table(targets, observations, progress, noise)


def finding(rows, about, language):
    """Say how many of the promises that can be judged fall short."""
    told = {"place": source.region(about[0], language)}
    judged = rows[standing.same(rows).isin([*goals.LAGGING, *standing.KEPT])]
    told["judged"] = judged["promise"].nunique()
    told["short"] = judged.loc[standing.same(judged).isin(goals.LAGGING), "promise"].nunique()
    if told["judged"] == 0:
        return of(language).say(WORDS, "plain", **told)
    outcome = _outcome(judged)
    told["what"] = of(language).say(WORDS, f"are_{outcome}" if told["short"] > 1 else f"is_{outcome}")
    if told["judged"] == 1:
        return of(language).say(WORDS, "sole_short" if told["short"] else "sole_kept", **told)
    key = {0: "none_short", told["judged"]: "all_short", 1: "one_short"}.get(told["short"], "some_short")
    return of(language).say(WORDS, key, **told)


def _outcome(judged):
    """Tell whether targets can have been missed, be behind on their way, or either."""
    short = judged[standing.same(judged).isin(goals.LAGGING)]
    paced = standing.same(judged if short.empty else short).isin(standing.PACED)
    return "paced" if paced.all() else "either" if paced.any() else "ended"


def subtitle(rows, about, language):
    """Name measure, place and years."""
    years = [*rows["baseline_year"].dropna(), *rows["target_year"].dropna()]
    years = years or [about[0][name] for name in ("baseline_year", "target_year")]
    return of(language).say(WORDS, "subtitle", place=source.region(about[0], language), years=of(language).span(years))


def alt(drawn, language):
    """Describe what is drawn, after the finding: the first rows."""
    first = drawn[drawn["observed"].notna()][:3]
    pairs = zip(goals.names(first, language), first.itertuples(), strict=True)
    told = of(language).semicolon.join(f"{name}{of(language).colon}{_judged(row, language)}" for name, row in pairs)
    return of(language).say(WORDS, "alt" if told and len(told) < LONGEST else "alt_short", told=told)


def empty(rows, language):
    """Say that nothing was observed, where it is so."""
    return of(language).say(WORDS, "nothing") if rows["observed"].isna().all() else ""


def figure(rows, words, language, size):
    """Draw a row a goal; of more than fit, those that are binding or fall short are kept."""
    several = rows["target_year"].nunique() > 1

    def place(part, spoken):
        return placed_rows(size, part, named(part, spoken, several), spoken)

    order = rows.assign(later=~standing.urgent(rows)).sort_values("later", kind="stable").index
    by_rank = rows.set_axis(pd.Series(range(len(rows)), order, dtype=int).sort_index().to_numpy())
    fig, ((ax, kept, placed),), drawn = layout.stack(size, [by_rank], place, words, key, language)
    draw(kept, ax, language, placed)
    return fig, drawn


def named(part, language, several):
    """Name the rows, with the unit of their numbers."""
    pairs = zip(goals.names(part, language, several), part["unit"], strict=True)
    return [name if unit == "ratio" else of(language).in_unit(name, unit) for name, unit in pairs]


def placed_rows(size, part, names, language):
    """Place rows so that three marks with their numbers have room, beside their texts or under them in a column."""
    aside, y, ys, heads, labels, remarks = size.labels, 0.0, [], {}, [], []
    unseen = part["observed"].isna().tolist()
    grouped = len(set(unseen)) > 1 and not size.fixed
    for place, (name, row) in enumerate(zip(names, part.itertuples(), strict=True)):
        if grouped and unseen[place] != (unseen[place - 1] if place else None):
            heads[y + layout.HEAD * 0.62] = of(language).say(WORDS, "unobserved" if unseen[place] else "observed")
            y += layout.HEAD
        remarks.append("\n".join(said(row, language)))
        if not aside:
            room = int(0.9 * layout.columns(size, 1, layout.SMALL))
            remarks[-1] = "\n".join(text.wrap(line, room) for line in remarks[-1].split("\n"))
        labels.append(text.wrap(name, min(aside, NAMES) or layout.columns(size, 0.95)))
        lines = [1 + written.count("\n") for written in (labels[-1], remarks[-1])]
        height = (
            max(0.4, 0.04 + LINE / 72 * max(lines))
            if aside
            else 0.42 + LINE / 72 * (sum(lines) - _shared(size, name, row, language))
        )
        ys.append(y + height / 2 if aside else y + height - 0.2)
        y += height
    return layout.Rows(labels, remarks, heads, ys, y, size)


def _shared(size, name, row, language):
    """Tell whether name and verdict share a line of a column."""
    written = name + _judged(row, language)
    return text.width_of(written) + 4 <= layout.columns(size, 1, layout.NAME)


def draw(part, ax, language, placed):
    """Draw the rows: the line from baseline to target, the three marks with their numbers, the time elapsed."""
    silent = [""] * len(part)
    layout.set_rows(ax, placed._replace(remarks=silent, labels=placed.labels if placed.size.labels else silent))
    ends = [0.0, 100.0]
    for y, label, remark, row in zip(placed.ys, placed.labels, placed.remarks, part.itertuples(), strict=True):
        ends += _marks(ax, y, row, language)
        _beside(ax, y, remark.split("\n"), row, placed.size.labels)
        if not placed.size.labels:
            up = 14 + LINE * (1 + remark.count("\n") - _shared(placed.size, label, row, language))
            _text(ax, (0, y), label, (0, up), "#222222", ha="left", va="bottom", size=layout.NAME, across=True)
    ax.set_xlim(min(ends) - 18, max(ends) + 24)
    ax.set_xticks([])
    ax.grid(False)
    ax.spines["bottom"].set_visible(False)


def positions(row):
    """Place the baseline and the latest value where the baseline is 0 and the target 100 => (x, x or NaN, to scale).

    Without a baseline short of the target there is no distance: the order of the values is all that is drawn.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> row = {"baseline": 90.0, "observed": 92.0, "target": 95.0, "kind": "level", "sense": 1.0}
    >>> positions(SimpleNamespace(**row)), positions(SimpleNamespace(**row | {"baseline": None, "observed": 96.0}))
    ((0.0, 40.0, True), (nan, 135.0, False))
    """
    values = [np.nan if value is None else float(value) for value in (row.baseline, row.observed, row.target)]
    base, now, end = values
    if end - base and not (end - base) * row.sense < 0 and base == base:
        return 0.0, 100 * (now - base) / (end - base), True
    sign = -1.0 if row.sense < 0 else 1.0
    order = sorted({sign * value for value in values if value == value})
    places = {value: 100.0 + STEP * (order.index(value) - order.index(sign * end)) for value in order}
    return *(places.get(sign * value, np.nan) for value in (base, now)), False


def _marks(ax, y, row, language):
    """Draw one row => the ends of what it takes along the axis."""
    start, now, scaled = positions(row)
    seen, quiet, say = now == now, charts.COLOURS["muted"], of(language)
    ink = charts.COLOURS["baseline"] if seen else quiet
    goal = charts.COLOURS["target"] if seen else quiet
    edge = float(np.clip(now, -FAR, 100 + FAR)) if seen else 0.0
    if scaled:
        ax.plot([0, 100], [y, y], color=goal, lw=0.9, ls="-" if seen else ":", zorder=1)
    if scaled and seen:
        ax.plot([0, edge], [y, y], color=ink, lw=2.2, solid_capstyle="butt", zorder=2)
        if pd.notna(row.elapsed) and row.elapsed < 1:
            ax.plot(100 * row.elapsed, y, "|", ms=9, mew=1.3, color="black", zorder=3)
    if start == start:
        ax.plot(start, y, "o", ms=3.5, mfc="white", mec=ink, mew=1.1, zorder=4)
    shape, points = ("D", 5) if seen else ("d", 6.5)  # the greys of two colours are too alike for one shape
    ax.plot(100, y, shape, ms=points, mec=goal, mfc=goal if row.nature == "binding" else "white", mew=1.1, zorder=4)
    if start == start and not (start == 100 and row.baseline == row.target):
        _text(ax, (start, y), say.number(row.baseline, row.unit), (0, -4.5), _ink(seen), va="top")
    ends = say.bounded(row.target_low, row.target_high, row.comparator, row.unit)
    _text(ax, (100, y), ends, (0, -4.5), _ink(seen), va="top")
    if seen:
        shape, colour, filling = look(row.verdict)
        ax.plot(edge, y, shape, ms=6, color=colour, fillstyle=filling, markerfacecoloralt="white", mew=1.2, zorder=5)
        if edge != now:
            side = 1 if now > 0 else -1
            ax.plot(edge + 10 * side, y, ">" if side > 0 else "<", ms=3, color="black", zorder=5)
        value = of(language).say(WORDS, "dated", value=say.number(row.observed, row.unit), year=int(row.observed_year))
        side = "center" if edge == now else "right" if now > 0 else "left"
        _text(ax, (edge, y), value, (0, 4.5), "#222222", ha=side, va="bottom")
    return [edge, *[start] * (start == start)]


def _ink(seen):
    return "#444444" if seen else "#6E6E6E"


def _beside(ax, y, lines, row, aside):
    """Write the verdict, in its colour, and under it paces and how firm it is."""
    seen = pd.notna(row.observed)
    shape, colour, filling = look(row.verdict)
    inks = [colour if seen else _ink(seen), *["#555555"] * len(lines)]
    if aside and seen:
        shift = ScaledTranslation(6 / 72, (len(lines) - 1) / 2 * LINE / 72, ax.figure.dpi_scale_trans)
        mark = {"ms": 4.5, "color": colour, "fillstyle": filling, "markerfacecoloralt": "white", "mew": 1.1}
        ax.plot(1, y, shape, transform=ax.get_yaxis_transform() + shift, clip_on=False, **mark)
    for place, (line, ink) in enumerate(zip(lines, inks, strict=False)):
        weight = "bold" if place == 0 and seen else "normal"
        up = (len(lines) - 1) / 2 - place if aside else len(lines) - 1 - place
        where = (13, up * LINE) if aside else (0, 14 + up * LINE)
        side = {"ha": "left", "va": "center"} if aside else {"ha": "right", "va": "bottom"}
        _text(ax, (1, y), line, where, ink, size=layout.SMALL, across=True, weight=weight, **side)


def _text(ax, at, written, offset, colour, ha="center", va="center", size=layout.NOTE, across=False, weight="normal"):
    frame = {"xycoords": ax.get_yaxis_transform() if across else "data", "textcoords": "offset points"}
    look = {"fontsize": size, "color": colour, "fontweight": weight, "linespacing": layout.SPACING}
    return ax.annotate(written, at, offset, ha=ha, va=va, **frame, **look)


def look(verdict):
    """Give marker, colour and filling of a verdict.

    Examples
    --------
    >>> look("sun") == look("on_track"), look("storm")[0], look("ambiguous")[0]
    (True, 'v', 's')
    """
    return LOOKS.get(CLASSES.get(verdict, verdict), LOOKS["undefined"])


def key(drawn, language):
    """Explain the marks that occur."""
    goal, ink = charts.COLOURS["target"], charts.COLOURS["baseline"]
    marks = {
        "baseline": (layout.mark("o", ink, mfc="white"), drawn["baseline"].notna()),
        "latest": (layout.mark("o", goal, fillstyle="left", markerfacecoloralt="white"), drawn["observed"].notna()),
        "target": (layout.mark("D", goal, mfc="white"), drawn["nature"] != "binding"),
        "binding": (layout.mark("D", goal), drawn["nature"] == "binding"),
        "elapsed": (layout.mark("|", "black", markeredgewidth=1.3), drawn["elapsed"] < 1),
    }
    return [(mark, of(language).say(WORDS, name)) for name, (mark, occurs) in marks.items() if occurs.any()]


def said(row, language):
    """Say of a row, line by line: the verdict and R, the paces, how firm the verdict is.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> tables = [schema.load(name, "yunyang-14fyp") for name in ("targets", "observations", "progress", "noise")]
    >>> said(rows(*tables).iloc[0], "en")[:2]
    ['acceleration needed, R = 0.80', 'observed +0.66, required +0.82 percentage points a year']
    """
    say, lines = of(language), [_judged(row, language)]
    if pd.notna(row.required):
        told = {"required": say.pace(row.required, f"{row.pace_unit}_per_year")}
        told["observed"] = say.number(row.pace, signed=True, digits=3) if pd.notna(row.pace) else ""
        lines.append(of(language).say(WORDS, "paces" if told["observed"] else "needed", **told))
    elif row.kind == "maintain" or row.baseline == row.target:
        lines.append(say.word("codes", "maintain"))
    firm = []
    if pd.notna(row.observed) and isinstance(row.changing, str):
        axes = say.listed([of(language).say(WORDS, axis) for axis in filter(None, row.changing.split(";"))])
        firm.append(of(language).say(WORDS, "depends" if axes else "firm", axes=axes))
    firm += [of(language).say(WORDS, "one_change")] if row.changes == 1 else []
    return [*lines, *[say.semicolon.join(firm)] * bool(firm)]


def _judged(row, language):
    """Name the verdict, with R where it rests on it."""
    if pd.isna(row.observed):
        return of(language).say(WORDS, "unobserved")
    verdict = of(language).word("verdicts", row.verdict)
    return verdict if pd.isna(row.ratio) else f"{verdict}{of(language).comma}{of_ratio(row.ratio)}"
