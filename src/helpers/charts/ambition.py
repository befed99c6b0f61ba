"""A plan's targets over those of the place above it: a dumbbell a promise, and a sign a measure."""

import pandas as pd

from helpers import charts, goals, report, texts
from helpers.charts import layout, marks
from helpers.codebook import source
from helpers.language import LANGUAGES, of

WORDS = texts.load("charts/ambition")["words"]
SIGNS = {"more": "▲", "less": "▼", "same": "=", "unsettled": "?"}
MEASURES = ("level", "gain", "gap", "logit")


def rows(compared, targets):
    """List the promises whose level stands beside one of a place above, the nearest, with their signs.

    Parameters
    ----------
    compared, targets : DataFrame
        As `helpers.codebook.schema` declares ambition and targets.

    Returns
    -------
    DataFrame
        One row a promise: value, reference_value, whether that is firm (not of the press), sign of the level, signs of
        all measures, · where there is none. Binding promises first.
    """
    levels = compared[(compared["measure"] == "level") & compared["sign"].notna()]
    levels = levels[~levels["reference"].astype(str).str.isdigit()]  # a peer is named by its code
    levels = levels.drop_duplicates("target_id")
    signs = compared.set_index(["target_id", "reference", "measure"])["sign"]
    about = targets.drop_duplicates("target_id").set_index("target_id")
    told = []
    for row in levels.to_dict("records"):
        found = [signs.get((row["target_id"], row["reference"], measure)) for measure in MEASURES]
        row["signs"] = " ".join("·" if pd.isna(sign) else SIGNS[sign] for sign in found)
        own = about.loc[row["target_id"], ["unit", "nature", "origin", "baseline", "target_year"]].to_dict()
        told.append(row | own | {"firm": str(row["source"]).startswith("official")})
    names = {
        f"indicator_{each}": dict(zip(targets["target_id"], goals.names(targets, each), strict=True))
        for each in LANGUAGES
    }
    kept = ["target_id", "plan", "indicator", "reference", "target_year", "value", "reference_value", "sign", "signs"]
    frame = goals.ranked(pd.DataFrame(told, columns=[*kept, "firm", "unit", "nature", "origin", "baseline"]))
    frame = frame[[*kept, "firm", "unit"]].reset_index(drop=True)
    return frame.assign(**{name: frame["target_id"].map(known) for name, known in names.items()})


def figure(rows, words, language, size):
    """Draw a panel a unit => Figure, DataFrame of the rows drawn."""
    groups = [
        part.loc[(part["value"] - part["reference_value"]).abs().sort_values(ascending=False, kind="stable").index]
        for _, part in rows.groupby("unit", sort=False)
    ]

    def place(part, language):
        return layout.rows(size, list(part[f"indicator_{language}"]), list(part["signs"]))

    fig, panels, drawn = layout.stack(size, groups, place, words, key, language)
    for ax, part, placed in panels:
        layout.set_rows(ax, placed)
        for y, row in zip(placed.ys, part.itertuples(), strict=True):
            dumbbell(row, y, ax, language)
        ax.margins(x=0.14)
        unit = part["unit"].iloc[0]
        ax.xaxis.set_major_formatter(lambda value, _, unit=unit: of(language).number(value, unit))
        layout.set_title(ax, size, of(language).unit(unit), of(language).word(WORDS, "signs_of"))
    return fig, drawn


def dumbbell(row, y, ax, language):
    """Draw the plan's level and that of the place above, each with its number at the outer side."""
    blue, grey = charts.COLOURS["target"], charts.COLOURS["baseline"]
    ax.plot([row.reference_value, row.value], [y, y], color=blue, lw=1.6, alpha=0.45, zorder=2)
    marks.draw("reference" if row.firm else "reference_press", row.reference_value, y, ax, zorder=3)
    marks.draw("plan", row.value, y, ax)
    right = row.value >= row.reference_value
    labels = [(row.value, blue, right)]
    labels += [(row.reference_value, grey, not right)] if row.value != row.reference_value else []
    for x, colour, side in labels:
        look = {"ha": "left" if side else "right", "va": "center", "fontsize": layout.SMALL, "color": colour}
        text = of(language).number(x, row.unit)
        ax.annotate(text, (x, y), (6 if side else -6, 0), textcoords="offset points", **look)


def finding(rows, about, language):
    """Say for how many of the targets compared the plan's level is the more ambitious one."""
    place, firm = report.places(about, language), rows[rows["firm"]]
    if firm.empty:
        return of(language).say(WORDS, "name", place=place)
    more, count = int((firm["sign"] == "more").sum()), len(firm)
    above = [source.region(source.read(name, False), language) for name in firm["reference"].unique()[:1]]
    above = above[0] if firm["reference"].nunique() == 1 else of(language).word(WORDS, "places_above")
    told = {"place": place, "more": more, "n": count, "above": above}
    key = "none" if not more else "all" if more == count else "some"
    return of(language).say(WORDS, f"{key}_of_one" if count == 1 else key, **told)


def subtitle(rows, about, language):
    """Name the measure and the years."""
    years = rows["target_year"].dropna().astype(int)
    told = of(language).dash.join(map(str, dict.fromkeys((years.min(), years.max()))))
    return of(language).say(WORDS, "subtitle", years=told)


def alt(drawn, language):
    """Describe what is drawn, after the finding."""
    return of(language).say(WORDS, "alt", count=len(drawn))


def empty(rows, language):
    """Say that nothing can be compared, where it is so."""
    return of(language).word(WORDS, "nothing") if rows.empty else ""


def key(drawn, language):
    """Explain the marks that occur, and the signs."""
    entries = [marks.entry("plan", of(language).word(WORDS, "plan"))]
    if drawn["firm"].any():
        entries.append(marks.entry("reference", of(language).word(WORDS, "above")))
    if not drawn["firm"].all():
        entries.append(marks.entry("reference_press", of(language).word(WORDS, "above_press")))
    return [*entries, (layout.mark("", "black"), of(language).word(WORDS, "signs"))]
