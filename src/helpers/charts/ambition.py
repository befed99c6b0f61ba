"""A plan's targets over those of the place above it: a dumbbell a promise, and a sign a measure."""

import pandas as pd

from helpers import charts, goals, texts
from helpers.charts import layout
from helpers.language import LANGUAGES, of

TEXTS = texts.load("questions")
MARKS = {"more": "▲", "less": "▼", "same": "=", "unsettled": "?"}
MEASURES = ("level", "gain", "gap", "logit")


def figure(rows, targets, title, source, language="en"):
    """Draw the level that a plan promises beside that of the nearest place above it, for the same year.

    Parameters
    ----------
    rows, targets : DataFrame
        As `helpers.codebook.schema` declares ambition and targets.
    title, source : str
        What stands above and below the panels.

    Returns
    -------
    Figure, DataFrame
        The figure and the numbers drawn: one row a promise, with the signs of its measures, · where there is none.
    """
    drawn = compared(rows, targets)
    if drawn.empty:
        return layout.nothing(title, source, of(language).word(TEXTS["chart"], "nothing_ambition")), drawn
    groups = [part for _, part in drawn.groupby("unit", sort=False)]

    def place(part, language):
        return layout.rows(list(part[f"indicator_{language}"]), list(part["signs"]))

    fig, panels, drawn = layout.stack(groups, place, title, source, key, language)
    for ax, part, placed in panels:
        layout.set_rows(ax, placed)
        for y, row in zip(placed.ys, part.itertuples(), strict=True):
            face = charts.COLOURS["target"] if row.firm else "white"
            ax.plot([row.reference_value, row.value], [y, y], color=charts.COLOURS["target"], lw=1.6, alpha=0.45)
            ax.plot(
                row.reference_value,
                y,
                "o",
                ms=4.5,
                mfc=charts.COLOURS["baseline"] if row.firm else "white",
                mec=charts.COLOURS["baseline"],
                zorder=3,
            )
            ax.plot(row.value, y, "D", ms=5, mfc=face, mec=charts.COLOURS["target"], mew=1.2, zorder=4)
            right = row.value >= row.reference_value
            for x, colour, side in (
                (row.value, charts.COLOURS["target"], right),
                (row.reference_value, charts.COLOURS["baseline"], not right),
            ):
                if x == row.reference_value and x == row.value and colour == charts.COLOURS["baseline"]:
                    continue
                ax.annotate(
                    of(language).number(x, row.unit),
                    (x, y),
                    (6 if side else -6, 0),
                    textcoords="offset points",
                    ha="left" if side else "right",
                    va="center",
                    fontsize=7,
                    color=colour,
                )
        ax.margins(x=0.14)
        unit = part["unit"].iloc[0]
        ax.xaxis.set_major_formatter(lambda value, _, unit=unit: of(language).number(value, unit))
        layout.set_title(ax, of(language).unit(unit), of(language).word(TEXTS["chart"], "signs_of"))
    return fig, drawn


def compared(rows, targets):
    """List the promises whose level stands beside one of a place above, the nearest, with their signs => frame."""
    levels = rows[(rows["measure"] == "level") & rows["sign"].notna()]
    levels = levels[~levels["reference"].astype(str).str.isdigit()]  # a peer is named by its code
    levels = levels.drop_duplicates("target_id")
    signs = rows.set_index(["target_id", "reference", "measure"])["sign"]
    about = targets.drop_duplicates("target_id").set_index("target_id")
    told = []
    for row in levels.to_dict("records"):
        found = [signs.get((row["target_id"], row["reference"], measure)) for measure in MEASURES]
        row["signs"] = " ".join("·" if pd.isna(sign) else MARKS[sign] for sign in found)
        told.append(
            row | {"firm": str(row["source"]).startswith("official"), "unit": about.at[row["target_id"], "unit"]}
        )
    names = {
        f"indicator_{each}": dict(zip(targets["target_id"], goals.names(targets, each), strict=True))
        for each in LANGUAGES
    }
    kept = ["target_id", "plan", "indicator", "reference", "value", "reference_value", "signs", "firm", "unit"]
    frame = pd.DataFrame(told, columns=kept)
    return frame.assign(**{name: frame["target_id"].map(known) for name, known in names.items()})


def key(drawn, language):
    """Explain the marks that occur."""
    texts_ = TEXTS["chart"]
    marks = [
        (layout.mark("D", charts.COLOURS["target"]), of(language).word(texts_, "plan")),
        (layout.mark("o", charts.COLOURS["baseline"]), of(language).word(texts_, "above")),
    ]
    if not drawn["firm"].all():
        hollow = layout.mark("D", charts.COLOURS["target"], markerfacecolor="white")
        marks.append((hollow, of(language).word(texts_, "plan_press")))
    return [*marks, (layout.mark("", "black"), of(language).word(texts_, "signs"))]
