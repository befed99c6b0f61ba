"""What was kept: one bar of all promises by how they ended, and how far each one came that a value is known of."""

import pandas as pd
from matplotlib.patches import Patch

from helpers import goals, report, texts
from helpers.charts import layout
from helpers.language import LANGUAGES, of
from helpers.questions import behind

WORDS = texts.load("charts/completion")["words"]
OUTCOMES = texts.load("questions")["outcomes"]
SHADES = {
    "sure": "#0072B2",
    "within_rounding": "#7FB8D9",
    "not_met": "#B8520A",
    "unknown": "#949494",
    "not_judgeable": "#E0E0E0",
}
SHAPES = {"sure": "D", "within_rounding": "d", "not_met": "X", "unknown": "o", "not_judgeable": "."}
HATCHES = {"not_met": "////", "within_rounding": "...."}
THIN = 4
"""Times that a bar alone on a slide is thinner than its panel."""
BESIDE = 0.55
"""Of the width, that names beside the rows leave for a panel."""
KEPT = ("sure", "within_rounding")


def rows(judged, targets):
    """Give every promise its outcome and its name, those with a value that is not met first.

    Parameters
    ----------
    judged, targets : DataFrame
        As `helpers.codebook.schema` declares completion and targets.
    """
    names = {
        f"indicator_{each}": dict(zip(targets["target_id"], goals.names(targets, each), strict=True))
        for each in LANGUAGES
    }
    kept = ["target_id", "plan", "indicator", "observed_year", "observed", "degree", "strict", "code"]
    told = [behind.outcome(row) for row in judged.to_dict("records")]
    frame = judged[kept].assign(outcome=pd.Series(told, index=judged.index, dtype="object"))
    about = targets.drop_duplicates("target_id").set_index("target_id")
    of_targets = {name: frame["target_id"].map(about[name]) for name in ("nature", "origin", "baseline", "target_year")}
    behind_first = frame["outcome"].where(frame["outcome"] == "not_met")
    ranked = goals.ranked(frame.assign(**of_targets, verdict=behind_first))
    ranked = ranked.assign(**{name: ranked["target_id"].map(known) for name, known in names.items()})
    return ranked[[*kept, "outcome", "target_year", *names]].reset_index(drop=True)


def figure(rows, words, language, size):
    """Draw how many promises ended how, and below it the share of the distance covered => Figure, DataFrame of rows."""
    counts = rows["outcome"].value_counts()
    used = [name for name in SHADES if name in counts.index]
    key = []
    for name in used:
        told = [outcome(name, language), *([] if written(counts, name) else [str(counts[name])])]
        patch = Patch(facecolor=SHADES[name], edgecolor="white", hatch=HATCHES.get(name))
        key.append((patch, of(language).colon.join(told)))
    far = _covered(rows)
    room = size.height - 0.35 - layout.room_for(size, words, key) - 2 * layout.PANEL
    percent = of(language).percent

    def place(part, spoken):
        names = goals.names(part.assign(target_year=part["observed_year"]), spoken, True)
        return layout.rows(size, names, [f"{100 * part_done:.0f}{percent}" for part_done in part["degree"]])

    while len(far) > 1 and max(place(far, spoken).height for spoken in LANGUAGES) > room:
        far = far[:-1]
    left = len(_covered(rows)) - len(far)
    if left:
        words = layout.noted(words, of(language).say(WORDS, "left_out", n=left))
    shown = far.sort_values("degree", kind="stable")
    names = place(shown, language)
    fig, axes = layout.page(size, [0.2 if size.fixed else 0.35, *[names.height] * bool(len(far))], words, key)
    wide = layout.columns(size, BESIDE if size.labels else 1)
    bar(counts, used, axes[0], THIN if size.fixed and not len(shown) else 1)
    layout.name_panel(axes[0], size, of(language).word(WORDS, "promises"), wide)
    if len(shown):
        layout.set_rows(axes[1], names)
        for y, row in zip(names.ys, shown.itertuples(), strict=True):
            colour, look = SHADES[row.outcome], {"ms": 5, "zorder": 3, "mfc": _face(row.outcome)}
            axes[1].plot([0, 100 * row.degree], [y, y], color=colour, lw=1.4, alpha=0.6)
            axes[1].plot(100 * row.degree, y, SHAPES[row.outcome], color=colour, **look)
        axes[1].set_xlim(0, 104)
        layout.name_panel(axes[1], size, of(language).word(WORDS, "covered"), wide)
    return fig, rows


def finding(rows, about, language):
    """Say how many promises were met as printed, of those that a value settles, and what rounding leaves open."""
    place, counts = report.places(about, language), rows["outcome"].value_counts()
    count = {name: int(counts.get(name, 0)) for name in SHADES}
    within = sum(count[name] for name in KEPT)
    kept = int(rows["strict"].eq(True).sum())
    judged, every = within + count["not_met"], len(rows) - count["not_judgeable"]
    told = {"place": place, "kept": kept, "judged": judged, "unknown": count["unknown"], "every": every}
    if not every:
        return of(language).say(WORDS, "name", **told)
    if not judged:
        return of(language).say(WORDS, "none_known" if every > 1 else "one_unknown", **told)
    whole = "both" if judged == 2 else "all"
    known = whole if kept == judged else "some" if kept else "none"
    known = f"one_{'kept' if kept else 'broken'}" if judged == 1 else known
    clause = "" if not count["unknown"] else "unknown_one" if count["unknown"] == 1 else "unknown"
    known = of(language).say(WORDS, known, **told)
    if count["within_rounding"]:
        known += of(language).say(WORDS, "within", sure=count["sure"], within=within)
    return known + (of(language).say(WORDS, clause, **told) if clause else "")


def subtitle(rows, about, language):
    """Name what is counted, and the years."""
    years = rows["target_year"].dropna()
    key = "subtitle" if len(years) else "subtitle_undated"
    return of(language).say(WORDS, key, years=of(language).span(years), n=len(rows), way=_way("way", rows, language))


def alt(drawn, language):
    """Describe what is drawn, after the finding."""
    counts, colon = drawn["outcome"].value_counts(), of(language).colon
    told = [f"{outcome(name, language)}{colon}{counts[name]}" for name in SHADES if name in counts.index]
    counted = of(language).semicolon.join(told)
    return of(language).say(WORDS, "alt", counts=counted, way=_way("alt_way", drawn, language))


def empty(rows, language):
    """Say that nothing is promised, where it is so."""
    return of(language).word(WORDS, "nothing") if rows.empty else ""


def outcome(name, language):
    """Name an outcome.

    Examples
    --------
    >>> outcome("not_met", "zh")
    '未达标'
    """
    return of(language).word(OUTCOMES, name)


def _covered(rows):
    """Pick the promises of which it is known how far they came."""
    return rows[rows["degree"].notna() & rows["observed"].notna()]


def _way(key, rows, language):
    """Say that there is a panel of distances covered, where there is one."""
    return of(language).word(WORDS, key) if len(_covered(rows)) else ""


def _face(name):
    """Leave hollow what a value of an earlier year says: it settles nothing."""
    return "white" if name == "unknown" else SHADES[name]


def written(counts, name):
    """Tell whether the number of an outcome has room in its part of the bar; else it stands in the key.

    Examples
    --------
    >>> [written(pd.Series({"sure": 99, "not_met": 1}), name) for name in ("sure", "not_met")]
    [True, False]
    """
    return bool(counts[name] / counts.sum() > 0.03)


def bar(counts, used, ax, thin=1):
    """Draw one bar of all promises, as many times thinner than its panel, each number written where it has room."""
    left, every = 0, counts.sum()
    for name in used:
        look = {"color": SHADES[name], "edgecolor": "white", "linewidth": 0.8, "hatch": HATCHES.get(name)}
        ax.barh(0, counts[name], left=left, height=0.8, **look)
        if written(counts, name):
            ink = "white" if name in {"sure", "not_met"} else "#222222"
            behind_it = {"facecolor": SHADES[name], "edgecolor": "none", "pad": 1}
            where = {"ha": "center", "va": "center", "fontsize": layout.SMALL, "color": ink, "bbox": behind_it}
            ax.text(left + counts[name] / 2, 0, str(counts[name]), **where)
        left += counts[name]
    ax.set_xlim(0, every)
    ax.set_ylim(-0.45 * thin, 0.45 * thin)
    ax.set_axis_off()
    return ax
