"""What was kept: one bar of all promises by how they ended, and how far each one came that a value is known of."""

import pandas as pd

from helpers import goals, texts
from helpers.charts import layout
from helpers.language import LANGUAGES, of
from helpers.questions import behind

TEXTS = texts.load("questions")
SHADES = {
    "sure": "#0072B2",
    "within_rounding": "#7FB8D9",
    "not_met": "#B8520A",
    "unknown": "#949494",
    "not_judgeable": "#E0E0E0",
}
SHAPES = {"sure": "D", "within_rounding": "d", "not_met": "X", "unknown": "o", "not_judgeable": "."}


def figure(rows, targets, title, source, language="en"):
    """Draw how many promises ended how, and below it the share of the distance covered, a row a promise.

    Parameters
    ----------
    rows, targets : DataFrame
        As `helpers.codebook.schema` declares completion and targets.
    title, source : str
        What stands above and below the panels.

    Returns
    -------
    Figure, DataFrame
        The figure and what it drew: a row a promise, with its outcome.
    """
    drawn = outcomes(rows, targets)
    if drawn.empty:
        return layout.nothing(title, source, of(language).word(TEXTS["chart"], "nothing_completion")), drawn
    counts = drawn["outcome"].value_counts()
    used = [name for name in SHADES if name in counts.index]
    key = [
        (layout.mark("s", SHADES[name]), f"{of(language).word(TEXTS['outcomes'], name)}: {counts[name]}")
        for name in used
    ]
    if language == "zh":
        key = [(mark, meaning.replace(": ", "：")) for mark, meaning in key]
    far = drawn[drawn["degree"].notna() & drawn["observed"].notna()]
    percent = of(language).percent
    names = layout.rows(list(far[f"indicator_{language}"]), [f"{100 * part:.0f}{percent}" for part in far["degree"]])
    fig, axes = layout.page([0.35, *([names.height] if len(far) else [])], title, source, key)
    bar(counts, used, axes[0])
    axes[0].set_title(of(language).word(TEXTS["chart"], "promises"))
    if len(far):
        layout.set_rows(axes[1], names)
        for y, row in zip(names.ys, far.itertuples(), strict=True):
            colour = SHADES[row.outcome]
            axes[1].plot([0, 100 * row.degree], [y, y], color=colour, lw=1.4, alpha=0.6)
            axes[1].plot(100 * row.degree, y, SHAPES[row.outcome], ms=5, color=colour, zorder=3, mfc=_face(row.outcome))
        axes[1].set_xlim(0, 104)
        axes[1].set_title(of(language).word(TEXTS["chart"], "covered"))
    return fig, drawn


def _face(outcome):
    """Leave hollow what a value of an earlier year says: it settles nothing."""
    return "white" if outcome == "unknown" else SHADES[outcome]


def outcomes(rows, targets):
    """Give every promise its outcome and its name => frame, in the order of the table."""
    names = {
        f"indicator_{each}": dict(zip(targets["target_id"], goals.names(targets, each), strict=True))
        for each in LANGUAGES
    }
    kept = ["target_id", "plan", "indicator", "observed_year", "observed", "degree", "code"]
    told = [behind.outcome(row) for row in rows.to_dict("records")]
    frame = rows[kept].assign(outcome=pd.Series(told, index=rows.index, dtype="object"))
    return frame.assign(**{name: frame["target_id"].map(known) for name, known in names.items()})


def bar(counts, used, ax):
    """Draw one bar of all promises, the number of each outcome written where it has room."""
    left, every = 0, counts.sum()
    for name in used:
        ax.barh(0, counts[name], left=left, height=0.8, color=SHADES[name], edgecolor="white", linewidth=0.8)
        if counts[name] / every > 0.03:
            dark = name in {"sure", "not_met"}
            ax.text(
                left + counts[name] / 2,
                0,
                str(counts[name]),
                ha="center",
                va="center",
                fontsize=layout.SMALL,
                color="white" if dark else "#222222",
            )
        left += counts[name]
    ax.set_xlim(0, every)
    ax.set_axis_off()
    return ax
