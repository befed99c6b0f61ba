"""What planners expect of enrolment, which is no goal: a dumbbell a projection, the largest change first."""

import pandas as pd

from helpers import goals, report, texts
from helpers.charts import baseline_target, layout
from helpers.goals import shown
from helpers.language import of

WORDS = texts.load("charts/projections")["words"]


def rows(targets):
    """List the projections that can be drawn, with their change in units and in percent of the baseline.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows(schema.load("targets", "yantai-14fyp"))[["indicator", "percent"]].round(1).values.tolist()[0]
    ['higher_enrolment', 8.5]
    """
    found = baseline_target.levels(shown(targets), True)
    percent = (100 * found["change"] / found["baseline"].where(found["baseline"] > 0)).astype(float)
    found = found.assign(percent=percent)
    return found.sort_values("percent", key=abs, ascending=False, kind="stable").reset_index(drop=True)


def figure(rows, words, language, size):
    """Draw a panel a unit => Figure, DataFrame of the rows drawn."""
    several = rows["target_year"].nunique() > 1

    def place(part, spoken):
        remarks = [_remark(row, spoken) for row in part.itertuples()]
        return layout.rows(size, goals.names(part, spoken, several), remarks)

    fig, panels, drawn = layout.stack(size, baseline_target.by_unit(rows), place, words, baseline_target.key, language)
    for ax, part, placed in panels:
        baseline_target.dumbbell(part, ax, language, placed)
        layout.set_title(ax, size, of(language).unit(part["unit"].iloc[0]), of(language).word(WORDS, "change"))
    return fig, drawn


def finding(rows, about, language):
    """Say how many of the numbers are expected to rise and to fall, or which way the only one goes."""
    place, known = report.places(about, language), rows[rows["change"].notna()]
    rising, falling = int((known["change"] > 0).sum()), int((known["change"] < 0).sum())
    if not rising + falling:
        return of(language).say(WORDS, "name", place=place)
    first = known[known["percent"].notna()]
    if len(known) == 1 and len(first):
        name, change = goals.names(first, language)[0], written(first["percent"].iloc[0], language)
        return of(language).say(WORDS, "one", place=place, indicator=name, change=change)
    counts = {"rising": rising, "falling": falling, "every": len(known)}
    every = rising + falling == len(known)
    one_way = ("rising" if every else "some_rising") if rising else ("falling" if every else "some_falling")
    key = "counted" if rising and falling else one_way
    return of(language).say(WORDS, key, place=place, **counts)


def subtitle(rows, about, language):
    """Name what is drawn, and of which years."""
    years = [of(language).span(rows[name].dropna()) for name in ("baseline_year", "target_year")]
    return of(language).say(WORDS, "subtitle", start=years[0], end=years[1])


def alt(drawn, language):
    """Describe what is drawn, after the finding."""
    return of(language).say(WORDS, "alt", count=len(drawn))


def empty(rows, language):
    """Say that nothing is projected, where it is so."""
    return of(language).word(WORDS, "nothing") if rows.empty else ""


def written(percent, language):
    """Write a change in percent to the precision that can be read."""
    digits = 2 if abs(percent) < 10 else 3
    return f"{of(language).number(percent, signed=True, digits=digits)}{of(language).percent}"


def _remark(row, language):
    if pd.isna(row.percent):
        return baseline_target.remarks(pd.DataFrame([row._asdict()]), language)[0]
    return written(row.percent, language)
