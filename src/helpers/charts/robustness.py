"""How far verdicts hold: a row a goal, a column a case, a mark a verdict, and what it depends on at the right."""

import pandas as pd

from helpers import charts
from helpers.charts import layout, text
from helpers.language import VOCABULARY, of, of_ratio, ratio
from helpers.progress import robustness

LOOKS = {
    "achieved": ("D", "#004B75", "full"),
    "achieved_marginal": ("D", "#004B75", "none"),
    "on_track": ("o", charts.COLOURS["target"], "full"),
    "acceleration_needed": ("o", charts.COLOURS["target"], "left"),
    "limited_progress": ("o", charts.COLOURS["projection"], "none"),
    "deterioration": ("v", "#8A2A00", "full"),
    "missed": ("X", "#8A2A00", "full"),
    "no_detectable_change": ("s", charts.COLOURS["baseline"], "none"),
    "undefined": ("_", charts.COLOURS["baseline"], "full"),
}
"""Marker, colour and filling of the classes of verdicts: each pair differs in shape or filling too."""
CLASSES = robustness.SAME | {
    "achieved_marginal": "achieved_marginal",
    "on_bound": "achieved_marginal",
    "done": "achieved",
    "reported": "achieved_marginal",
    "not_done": "missed",
    "maintained": "achieved",
    "slipped": "missed",
    "reached_then_lost": "missed",
    "too_few_points": "undefined",
    "ambiguous": "undefined",
}
"""Verdicts that are drawn like another one."""
GAP = 0.45
"""Columns between two groups of cases."""
NARROW = 5
"""Characters of R that do not fit into a cell of a journal's column."""


def figure(targets, observations, progress, noise, title, source, language="en"):
    r"""Draw the verdict of every goal on other scales, under other cuts and at the ends of the rounding intervals.

    Parameters
    ----------
    targets, observations, progress, noise : DataFrame
        As `codebook.schema` declares them; progress says by which cuts it judged, noise what the years are too few for.
    title, source : str
        What stands above and below the panels.

    Returns
    -------
    Figure, DataFrame
        The figure and the numbers drawn: the rows of `helpers.progress.robustness.table`, and what each verdict
        depends on.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> charts.use_style("en")
    >>> tables = [schema.load(name, "yunyang-14fyp") for name in ("targets", "observations", "progress", "noise")]
    >>> fig, drawn = figure(*tables, "Yunyang", "Source: the plan")
    >>> [label.get_text() for label in fig.axes[0].get_xticklabels()][:3]
    ['linear', 'growth\nrate', 'log-odds']
    """
    wide = noise.rename(columns={"low": "noise_low", "high": "noise_high"})
    drawn = cases(targets, observations, progress)
    drawn = drawn.merge(wide[["plan", "target_id", "noise_low", "noise_high"]], "left", ["plan", "target_id"])
    if drawn.empty:
        return layout.nothing(title, source, of(language).word("terms", "nothing_observed")), drawn
    goals = drawn.drop_duplicates(["plan", "target_id"])
    several = goals["target_year"].nunique() > 1

    def place(rows, spoken):
        return layout.rows(charts.names_of(rows, spoken, several), [said(row, spoken) for row in rows.itertuples()])

    def of(rows):
        return drawn.merge(rows[["plan", "target_id"]])

    def keyed(rows, spoken):
        return key(of(rows), spoken)

    notes = [of(language).word("terms", "robustness_key"), *_noisy(goals, language)]
    below = "\n".join([*(notes if layout.chosen() != "slide" else []), source])  # a slide has no room for them
    fig, panels, goals = layout.stack([goals], place, title, below, keyed, language)
    for ax, rows, placed in panels:
        matrix(of(rows), ax, language, placed)
    return fig, of(goals)


def _noisy(goals, language):
    """Say in one line how wide R is with the noise of its few years."""
    known = goals[goals["noise_low"].notna()]
    told = [
        of(language).word("terms", "robustness_noise").format(name=getattr(row, f"indicator_{language}"), **_ends(row))
        for row in known.itertuples()
    ]
    stop = of(language).semicolon
    return [of(language).word("terms", "robustness_noises").format(told=stop.join(told))] if told else []


def _ends(row):
    return {name: f"{getattr(row, f'noise_{name}'):.2f}".replace("-", "−") for name in ("low", "high")}


def cases(targets, observations, progress):
    """Judge every goal in every case, and say what its verdict depends on.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = cases(*(schema.load(name, "china-14fyp") for name in ("targets", "observations", "progress")))
    >>> rows.drop_duplicates("target_id")["changing"].tolist()
    ['', '', 'rounding', 'rounding', '', '']
    """
    thresholds = progress["thresholds"].iloc[0] if len(progress) else "statcan"
    rows = robustness.table(targets, observations, thresholds)
    return rows.join(robustness.changing(rows), on=["plan", "target_id"])


def places():
    """Give every case its place along the axis, groups apart => {(axis, case): x}.

    Examples
    --------
    >>> list(places().values())[2:5]
    [2.0, 3.45, 4.45]
    """
    named = [(axis, case) for axis, names in robustness.CASES.items() for case in names]
    groups = list(robustness.CASES)
    return {pair: float(x) + GAP * groups.index(pair[0]) for x, pair in enumerate(named)}


def look(verdict):
    """Give marker, colour and filling of a verdict.

    Examples
    --------
    >>> look("sun") == look("on_track"), look("storm")[0]
    (True, 'v')
    """
    return LOOKS[CLASSES.get(verdict, verdict)]


def key(drawn, language):
    """Explain the marks that occur, each with the words of all sets of cuts for it.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = cases(*(schema.load(name, "china-14fyp") for name in ("targets", "observations", "progress")))
    >>> [meaning for _, meaning in key(rows, "en")]
    ['achieved', 'on the bound; not known to have passed it', 'missed / reached, then lost']
    """
    found = {}
    for verdict in [*VOCABULARY["verdicts"]]:
        if (drawn["verdict"] == verdict).any():
            found.setdefault(look(verdict), []).append(of(language).word("verdicts", verdict))
    comma = "／" if language == "zh" else " / "
    return [(layout.mark(**_line(*seen)), comma.join(names)) for seen, names in sorted(found.items(), key=_rank)]


def _rank(item):
    return list(LOOKS.values()).index(item[0])


def _line(shape, colour, filling):
    return {"shape": shape, "colour": colour, "fillstyle": filling, "markeredgewidth": 1.2}


def matrix(drawn, ax, language="en", placed=None):
    """Draw one mark a goal and case, with R beside it; those that are progress's own verdict are framed.

    Parameters
    ----------
    drawn : DataFrame
        From `cases`.
    ax : Axes
    placed : helpers.charts.layout.Rows, optional
        Where the rows stand and what they are called.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from helpers.codebook import schema
    >>> rows = cases(*(schema.load(name, "china-14fyp") for name in ("targets", "observations", "progress")))
    >>> [text.get_text() for text in matrix(rows[:3], plt.figure().add_subplot()).texts]
    ['robust to these', '1.60', '1.58', '1.84', 'scale', 'thresholds', 'rounding']
    """
    goals = drawn.drop_duplicates(["plan", "target_id"])
    placed = placed or layout.rows(
        charts.names_of(goals, language), [said(row, language) for row in goals.itertuples()]
    )
    layout.set_rows(ax, placed, [_ink(changing) for changing in goals["changing"]])
    xs, ys = places(), dict(zip(zip(goals["plan"], goals["target_id"], strict=True), placed.ys, strict=True))
    for row in drawn.itertuples():
        x, y = xs[row.axis, row.case], ys[row.plan, row.target_id]
        shape, colour, filling = look(row.verdict)
        number = ratio(row.ratio) if pd.notna(row.ratio) else ""
        written = number and (layout.size().labels or len(number) < NARROW)
        style = {"ms": 4.7, "color": colour, "mew": 1.2, "fillstyle": filling, "markerfacecoloralt": "white"}
        ax.plot(x - (0.29 if written else 0), y, shape, zorder=3, **style)
        if written:
            ax.text(x - 0.08, y, number, va="center_baseline", fontsize=layout.NOTE, color="#333333")
        if row.primary:
            _frame(ax, x, y)
    last = max(xs.values())
    ax.set_xlim(-0.55, last + 0.55)
    ax.xaxis.tick_top()
    ax.set_xticks(list(xs.values()), [_headed(case, language) for _, case in xs], linespacing=1.05)
    ax.tick_params(axis="x", length=0, pad=1)
    ax.grid(False)
    ax.spines["bottom"].set_visible(False)
    for axis, names in robustness.CASES.items():
        ends = xs[axis, names[0]] - 0.5, xs[axis, names[-1]] + 0.5
        ax.plot(ends, [1, 1], color="#888888", lw=0.8, transform=ax.get_xaxis_transform(), clip_on=False)
        over = {"xycoords": ax.get_xaxis_transform(), "textcoords": "offset points", "ha": "center", "va": "bottom"}
        name = of(language).word("terms", f"robustness_{axis}")
        ax.annotate(name, (sum(ends) / 2, 1), (0, 21), fontsize=layout.SMALL, color="#333333", **over)
    return ax


def _headed(case, language):
    return text.wrap(of(language).word("terms", f"robustness_{case}"), 7)


def _frame(ax, x, y):
    """Frame a cell: two bands of a line's height, in points, so that it is as high in every size."""
    for grow, width, colour in ((0.02, 12.2, "#888888"), (0, 11, "#E8F1F8")):
        ends = x - 0.46 - grow, x + 0.46 + grow
        ax.plot(ends, [y, y], color=colour, lw=width, solid_capstyle="butt", zorder=1)


def _ink(changing):
    return charts.COLOURS["projection"] if changing else "#666666"


def said(row, language="en"):
    r"""Say what a verdict depends on, or that it holds everywhere.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> said(SimpleNamespace(changing="")), said(SimpleNamespace(changing="scale;rounding"))
    ('robust to these', 'depends on the\nscale and rounding')
    """
    if not row.changing:
        return of(language).word("terms", "robust")
    axes = [of(language).word("terms", f"depends_{axis}") for axis in row.changing.split(";")]
    listed = "、".join(axes) if language == "zh" else " and ".join(filter(None, [", ".join(axes[:-1]), axes[-1]]))
    return text.wrap(of(language).word("terms", "depends").format(axes=listed), 20)


def told(rows, language="en"):
    """Say one goal in words: its verdict, whether that holds, and which cases say otherwise.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = cases(*(schema.load(name, "china-14fyp") for name in ("targets", "observations", "progress")))
    >>> print(told(rows[rows["indicator"] == "senior_gross_enrolment"]))
    on the bound; not known to have passed it, R = 1.00; depends on the rounding (R lowest: reached, then lost, ...
    """
    stop = of(language).semicolon
    own = rows[rows["primary"]].iloc[0]
    others = [row for row in rows.itertuples() if row.verdict not in robustness.SILENT and _same(row) != _same(own)]
    told = [
        f"{of(language).word('terms', f'robustness_{row.case}')}{of(language).colon}{_judged(row, language)}"
        for row in others
    ]
    brackets = "（{}）" if language == "zh" else " ({})"
    holds = said(own, language).replace("\n", of(language).space)
    holds = holds if own.changing else of(language).word("terms", "robust_told")
    if pd.notna(getattr(own, "noise_low", None)):
        holds += stop + of(language).word("terms", "robust_noise").format(**_ends(own))
    return f"{_judged(own, language)}{stop}{holds}{brackets.format(stop.join(told)) if told else ''}"


def _same(row):
    return robustness.SAME.get(row.verdict, row.verdict)


def _judged(row, language):
    verdict = of(language).word("verdicts", row.verdict)
    comma = of(language).comma
    return verdict if pd.isna(row.ratio) else f"{verdict}{comma}{of_ratio(row.ratio)}"
