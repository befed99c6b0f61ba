"""A plan's targets over those of the place above it, and its steps over what others moved from a like start."""

from functools import partial

import pandas as pd

from helpers import charts, goals, report, texts
from helpers.charts import layout, marks
from helpers.codebook import source
from helpers.language import LANGUAGES, of
from helpers.questions import histories

WORDS = texts.load("charts/ambition")["words"]
KEPT = ["target_id", "plan", "indicator", "panel", "reference", "target_year", "value", "reference_value", "sign"]
KEPT += ["signs", "low", "high", "calm_low", "calm_high", "matched", "n", "calm_matched", "calm_n", "source"]
KEPT += ["firm", "unit"]
SIGNS = {"more": "▲", "less": "▼", "same": "=", "unsettled": "?"}
MEASURES = ("level", "gain", "gap", "logit")


def rows(compared, targets):
    """List the promises whose level stands beside one of a place above, and those whose change stands among histories.

    Parameters
    ----------
    compared, targets : DataFrame
        As `helpers.codebook.schema` declares ambition and targets.

    Returns
    -------
    DataFrame
        panel `level`, one row a promise: value, reference_value (of the nearest place), whether that is firm (not of
        the press), sign of the level, signs of all measures, · where there is none. Panel `change`, one row a promise
        and kind of history: value, the change promised; reference_value, low and high, the median, the tenth and the
        ninetieth percentile of the changes from there, and calm_low and calm_high without one-year jumps; matched of n
        places moved as far, calm_matched of calm_n without jumps. Binding promises first.
    """
    about = targets.drop_duplicates("target_id").set_index("target_id")
    told = [*_levels(compared), *_changes(compared)]
    own = ["unit", "nature", "origin", "baseline", "target_year"]
    frame = pd.DataFrame([row | about.loc[row["target_id"], own].to_dict() for row in told], columns=[*KEPT, *own[1:4]])
    frame = pd.concat([goals.ranked(frame[frame["panel"] == panel]) for panel in ("level", "change")])
    frame = frame[KEPT].reset_index(drop=True)
    for each in LANGUAGES:
        names = dict(zip(targets["target_id"], goals.names(targets, each), strict=True))
        frame[f"indicator_{each}"] = frame["target_id"].map(names)
    return frame


def _levels(compared):
    """Give the promises whose level stands beside one of a place above => list of dict."""
    levels = compared[(compared["measure"] == "level") & compared["sign"].notna()]
    levels = levels[~levels["reference"].astype(str).str.isdigit()]  # a peer is named by its code
    levels = levels.drop_duplicates("target_id")
    signs = compared.set_index(["target_id", "reference", "measure"])["sign"]
    for row in levels.to_dict("records"):
        found = [signs.get((row["target_id"], row["reference"], measure)) for measure in MEASURES]
        signed = " ".join("·" if pd.isna(sign) else SIGNS[sign] for sign in found)
        firm = str(row["source"]).startswith("official")
        yield row | {"panel": "level", "signs": signed, "firm": firm, "low": None, "high": None}


def _changes(compared):
    """Give the promises whose change stands among those of countries, the first kind, and of provinces."""
    found = histories.leading(compared)
    known = compared.drop_duplicates(["target_id", "reference", "measure"])
    known = known.set_index(["target_id", "reference", "measure"])[["value", "low", "high", "n"]].to_dict("index")
    for row in found[found["measure"] == "gain"].to_dict("records"):
        calm = f"{row['reference']}{histories.CALM}"
        every, without = (
            known.get((row["target_id"], name, "places_matched"), {}) for name in (row["reference"], calm)
        )
        ends = known.get((row["target_id"], calm, "gain"), {})
        more = {"matched": every.get("value"), "n": every.get("n"), "calm_low": ends.get("low")}
        more |= {"calm_matched": without.get("value"), "calm_n": without.get("n"), "calm_high": ends.get("high")}
        yield row | more | {"panel": "change", "firm": True}


def figure(rows, words, language, size):
    """Draw a panel a kind and unit => Figure, DataFrame of the rows drawn."""
    groups = [
        part.loc[(part["value"] - part["reference_value"]).abs().sort_values(ascending=False, kind="stable").index]
        for _, part in rows.groupby(["panel", "unit"], sort=False)
    ]

    def place(part, language):
        return layout.rows(
            size, _named(part, language), list(part["signs"].fillna(part.apply(counted, axis=1, language=language)))
        )

    fig, panels, drawn = layout.stack(size, groups, place, words, key, language)
    for ax, part, placed in panels:
        layout.set_rows(ax, placed)
        level = part["panel"].iloc[0] == "level"
        for y, row in zip(placed.ys, part.itertuples(), strict=True):
            (dumbbell if level else strip)(row, y, ax, language)
        ax.margins(x=0.14)
        unit = part["unit"].iloc[0]
        written = partial(of(language).number, unit=unit, signed=not level)
        ax.xaxis.set_major_formatter(lambda value, _, written=written: written(round(value, 9)))
        measure = of(language).unit(unit) if level else of(language).say(WORDS, f"change_{unit}")
        layout.set_title(ax, size, measure, of(language).word(WORDS, "signs_of" if level else "counts_of"))
    return fig, drawn


def counted(row, language):
    """Write how many places of how many moved as far, and in brackets without one-year jumps.

    Examples
    --------
    >>> counted({"matched": 8, "n": 66, "calm_matched": 2, "calm_n": 59}, "en")
    '8/66 (2/59)'
    """
    pairs = [(row["matched"], row["n"]), (row["calm_matched"], row["calm_n"])]
    every, calm = (f"{int(k)}/{int(n)}" if pd.notna(k) else "" for k, n in pairs)
    return every + (of(language).bracketed(calm) if calm else "")


def _named(part, language):
    """Name the rows: the indicator, and of a change also whose histories stand beside it."""
    kinds = [of(language).word(WORDS, row.reference) if row.panel == "change" else "" for row in part.itertuples()]
    names = zip(part[f"indicator_{language}"], kinds, strict=True)
    return [of(language).say(WORDS, "named", name=name, kind=kind) if kind else name for name, kind in names]


def strip(row, y, ax, language):
    """Draw the changes that others made from there, with and without one-year jumps, their median, and the plan's."""
    if pd.notna(row.calm_low):
        ax.plot([row.calm_low, row.calm_high], [y, y], **marks.LOOKS["changes_calm"])
    ax.plot([row.low, row.high], [y, y], **marks.LOOKS["changes"])
    marks.draw("median", row.reference_value, y, ax, zorder=3)
    marks.draw("plan", row.value, y, ax)
    look = {"ha": "left", "va": "center", "fontsize": layout.SMALL, "color": charts.COLOURS["target"]}
    written = of(language).number(row.value, row.unit, signed=True)
    ax.annotate(written, (max(row.high, row.value), y), (6, 0), textcoords="offset points", **look)


def dumbbell(row, y, ax, language):
    """Draw the plan's level and that of the place above, each with its number at the outer side."""
    blue, grey = charts.COLOURS["target"], charts.COLOURS["baseline"]
    ax.plot([row.reference_value, row.value], [y, y], color=blue, lw=1.6, alpha=0.45, zorder=2)
    size = {"markersize": 9} if row.value == row.reference_value else {}
    marks.draw("reference" if row.firm else "reference_press", row.reference_value, y, ax, zorder=3, **size)
    marks.draw("plan", row.value, y, ax)
    right = row.value >= row.reference_value
    labels = [(row.value, blue, right)]
    labels += [(row.reference_value, grey, not right)] if row.value != row.reference_value else []
    for x, colour, side in labels:
        look = {"ha": "left" if side else "right", "va": "center", "fontsize": layout.SMALL, "color": colour}
        text = of(language).number(x, row.unit)
        ax.annotate(text, (x, y), (6 if side else -6, 0), textcoords="offset points", **look)


def finding(rows, about, language):
    """Say for how many targets the level is the more ambitious one, or of how many the change is beyond most others."""
    place, firm = report.places(about, language), rows[rows["firm"] & (rows["panel"] == "level")]
    changes = rows[rows["panel"] == "change"].drop_duplicates("target_id")
    if firm.empty and len(changes):
        beyond, count = int((changes["value"] > changes["high"]).sum()), len(changes)
        key = "beyond" if count > 1 else "beyond_of_one" if beyond else "within_of_one"
        return of(language).say(WORDS, key, place=place, beyond=beyond, n=count)
    if firm.empty:
        return of(language).say(WORDS, "name", place=place)
    more, count = int((firm["sign"] == "more").sum()), len(firm)
    above = [source.region(source.read(name, False), language) for name in firm["reference"].unique()[:1]]
    above = above[0] if firm["reference"].nunique() == 1 else of(language).word(WORDS, "places_above")
    told = {"place": place, "more": more, "n": count, "above": above}
    key = "none" if not more else "all" if more == count else "some"
    return of(language).say(WORDS, f"{key}_of_one" if count == 1 else key, **told)


def subtitle(rows, about, language):
    """Name the measures and the years."""
    told = of(language).span(rows["target_year"].dropna())
    kinds = rows["panel"].unique()
    key = "both" if len(kinds) > 1 else next(iter(kinds), "")
    return of(language).say(WORDS, f"subtitle_{key}", years=told) if key else ""


def alt(drawn, language):
    """Describe what is drawn, after the finding."""
    counts = drawn["panel"].value_counts()
    return of(language).space.join(of(language).say(WORDS, f"alt_{kind}", count=n) for kind, n in counts.items())


def empty(rows, language):
    """Say that nothing can be compared, where it is so."""
    return of(language).word(WORDS, "nothing") if rows.empty else ""


def key(drawn, language):
    """Explain the marks that occur, and the signs."""
    level, change = (drawn[drawn["panel"] == kind] for kind in ("level", "change"))
    shown = {"plan": True, "reference": level["firm"].any(), "reference_press": (~level["firm"].astype(bool)).any()}
    shown |= {"changes": len(change), "changes_calm": change["calm_low"].notna().any(), "median": len(change)}
    entries = [marks.entry(name, of(language).word(WORDS, name)) for name, there in shown.items() if there]
    return [*entries, *([(layout.mark("", "black"), of(language).word(WORDS, "signs"))] if len(level) else [])]
