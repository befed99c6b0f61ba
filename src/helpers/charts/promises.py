"""What can be followed of all that a plan prints: a bar of 100 % a plan and way of counting, four shades."""

import pandas as pd
from matplotlib.patches import Patch

from helpers import goals, texts
from helpers.charts import layout
from helpers.codebook import source
from helpers.language import LANGUAGES, of

WORDS = texts.load("charts/promises")["words"]
SHADES = {"baseline": "#08305C", "year": "#0072B2", "number": "#7DB6DC", "printed": "#E4EEF6"}
"""The darker, the more can be followed; what reaches a stage of `goals.STAGES` and no further has its shade."""
ROW, FEW = 0.75, 4
"""The part of a usual row that a bar with one line takes; rows of several on a slide."""


def rows(targets, documents):
    """Count what a plan or several plans print, by occurrence and once a promise.

    Parameters
    ----------
    targets : DataFrame
        As `helpers.codebook.schema` declares it.
    documents : dict
        Names of plans to their source.yml.

    Returns
    -------
    DataFrame
        What `goals.funnel` counts, the plan that prints most first, with the plan's place and years; of several plans
        their sum before them, without plan.
    """
    found = goals.funnel(targets)
    counts = [*goals.STAGES, "projections"]
    order = found.groupby("plan", sort=False)["printed"].transform("max")
    found = found.assign(order=-order).sort_values("order", kind="stable").drop(columns="order")
    if found["plan"].nunique() > 1:
        every = found.groupby("counted")[counts].sum().reset_index().assign(plan=None)
        found = pd.concat([every, found.astype({"plan": object})])
    found = found.sort_values("counted", ascending=False, kind="stable")  # promises, which the title counts, first
    for language in LANGUAGES:
        found[f"place_{language}"] = [
            None
            if plan is None
            else f"{source.region(documents[plan], language)}{of(language).space}{_years(documents[plan], language)}"
            for plan in found["plan"]
        ]
    return found[["plan", "place_en", "place_zh", "counted", *counts]].reset_index(drop=True)


def finding(rows, about, language):
    """Say how many of the targets, each promise counted once, can be followed."""
    if rows.empty:
        return _word("plain", language, place=_place(rows, about, language))
    whole = rows[rows["counted"] == "promise"].iloc[0]
    printed, followed = int(whole["printed"]), int(whole["baseline"])
    key = {0: "none", printed: "all"}.get(followed, "some") if printed > 1 else ("not_one", "one")[followed]
    return _word(key, language, place=_place(rows, about, language), printed=printed, baseline=followed)


def subtitle(rows, about, language):
    """Name measure, place and years."""
    years = [each[year] for each in about for year in ("baseline_year", "target_year")]
    return _word("subtitle", language, place=_place(rows, about, language), years=of(language).span(years))


def alt(drawn, language):
    """Describe what is drawn, after the finding."""
    whole = drawn.drop_duplicates("counted").to_dict("records")
    told = [f"{_word(row['counted'], language)}{of(language).colon}{steps(row)}" for row in whole]
    return _word("alt", language, told=of(language).semicolon.join(told))


def empty(rows, language):
    """Say that nothing is printed, where it is so."""
    return _word("nothing", language) if rows.empty else ""


def steps(row):
    """Write the counts of a row, stage by stage.

    Examples
    --------
    >>> steps({"printed": 44, "number": 36, "year": 21, "baseline": 0})
    '44 → 36 → 21 → 0'
    """
    return " → ".join(f"{row[stage]:,}" for stage in goals.STAGES)


def figure(rows, words, language, size):
    """Draw a bar a row, the two ways of counting in two panels where there are several plans."""
    several = rows["plan"].nunique() * rows["plan"].isna().any()
    if several and size.fixed and len(rows) > FEW:  # a slide has no room for more, in either language
        cut = of(language).say("terms", "rows_cut", shown=FEW, every=len(rows))
        rows, words = rows[:FEW], layout.noted(words, cut)
    groups = [part for _, part in rows.groupby("counted", sort=False)] if several else [rows]

    share = ROW if size.labels else 0.9

    def place(part, spoken):
        placed = layout.rows(size, labels(part, several, spoken), [steps(row) for row in part.to_dict("records")])
        return placed._replace(ys=[share * y for y in placed.ys], height=share * placed.height)

    fig, panels, drawn = layout.stack(size, groups, place, words, _key, language)
    for ax, part, placed in panels:
        bars(part, ax, language, placed)
        layout.set_title(
            ax, size, _word(part["counted"].iloc[0] if several else "share", language), _word("steps", language)
        )
    return fig, drawn


def labels(part, several, language):
    """Name the rows: by plan where there are so many, else by what is counted."""
    if not several:
        return [_word(counted, language) for counted in part["counted"]]
    total = _word("total", language, plans=several)
    return part[f"place_{language}"].where(part["plan"].notna(), total).tolist()


def bars(part, ax, language, placed):
    """Draw the bars: each shade begins where the darker one ends."""
    layout.set_rows(ax, placed, ["#333333"] * len(part))
    half = (0.32 if placed.size.labels else 0.16) * placed.height / len(part)
    for y, row in zip(placed.ys, part.to_dict("records"), strict=True):
        ends = [100 * row[stage] / row["printed"] for stage in SHADES]
        for stage, start, end in zip(SHADES, [0.0, *ends], ends, strict=False):
            if end > start:
                ax.barh(y, end - start, 2 * half, start, color=SHADES[stage], ec="white", lw=0.4, zorder=2)
        ax.barh(y, 100, 2 * half, 0, fc="none", ec="#8A8A8A", lw=0.5, zorder=3)
    ax.set_xlim(0, 100)
    ax.xaxis.set_major_formatter(lambda value, _: of(language).number(value, "percent"))
    return ax


def _key(drawn, language):
    last = [*goals.STAGES[1:], None]
    left = {
        stage: drawn[stage] - (drawn[after] if after else 0) for stage, after in zip(goals.STAGES, last, strict=True)
    }
    return [
        (Patch(facecolor=shade, edgecolor="#8A8A8A", lw=0.5), _word(stage, language))
        for stage, shade in SHADES.items()
        if left[stage].any()
    ]


def _word(key, language, **told):
    return of(language).say(WORDS, key, **told)


def _place(rows, about, language):
    if len(about) == 1:
        return _word("place", language, region=source.region(about[0], language))
    return _word("places", language, plans=rows["plan"].dropna().nunique() or len(about))


def _years(about, language):
    return of(language).span((about["baseline_year"] + 1, about["target_year"]))
