"""Tables as a reader of a notebook sees them: headings, units and words in English or Chinese."""

import hashlib
from functools import partial
from html import escape

import numpy as np
import pandas as pd
from IPython.display import HTML, Markdown

from helpers import goals
from helpers.codebook import schema
from helpers.language import VOCABULARY, of
from helpers.report import processing

NAMED = ("target", "indicator_en", "indicator_zh")
MOST_ROWS = 150
PUBLISHED = ("baseline", "observed", "earlier")
FRACTIONS = ("attained", "elapsed", "hindcast_coverage", "chance", "calibrated_chance")
YEARS = ("linear", "exp", "logit")
IN_UNIT = ("value", "low", "high", "calibrated_low", "calibrated_high", "estimate", "implied", "hindcast_width")
COMPUTED = (
    *IN_UNIT,
    "hindcast_error",
    "ratio",
    "pace_before",
    "pace_required",
    "pace_since",
    "slope",
    "se",
    "hac_se",
    "durbin_watson",
)
WORDS = {
    "unit": VOCABULARY["units"],
    "rate_unit": VOCABULARY["units"],
    "kind": VOCABULARY["kinds"],
    "family": VOCABULARY["families"],
    "nature": VOCABULARY["natures"],
    "severity": VOCABULARY["severities"],
    "code": VOCABULARY["codes"],
    "method": VOCABULARY["methods"],
    "verdict": VOCABULARY["verdicts"],
    "flags": VOCABULARY["flags"],
    "model": VOCABULARY["models"],
    "scale": VOCABULARY["scales"],
}
"""Columns whose keys are put in words."""


def table(frame, columns, language="en"):
    """Show some columns of a table as a reader sees them: headings, units and words in the language asked for.

    The column `target` puts comparator and numbers together: ≥ 99, 25–27.

    Examples
    --------
    >>> shown = table(schema.load("targets", "yunyang-14fyp"), ["indicator_zh", "target"], "zh").data
    >>> "目标" in shown and "学前教育毛入园率" in shown
    True
    """
    if frame.empty:
        return Markdown(of(language).word("terms", "none"))
    targets = {"target": [of(language).target(row) for row in frame.itertuples()]} if "comparator" in frame else {}
    known = frame.assign(**targets)
    if {"indicator", f"indicator_{language}", "target_year"} <= set(frame) and "target_year" not in columns:
        known = known.assign(**{f"indicator_{language}": goals.names(frame, language)})
    shown = known[list(columns)]
    plain = pd.Series("", index=frame.index)
    unit = frame["unit"].fillna("") if "unit" in frame else plain
    for name in shown:
        if name in PUBLISHED:
            shown[name] = _written(shown[name], unit, language)
        elif name in FRACTIONS:
            shown[name] = [
                of(language).with_unit(text, "percent") if text else ""
                for text in _written(100 * shown[name], plain, language, digits=3)
            ]
        elif name in YEARS:
            shown[name] = _arrivals(frame, name, language)
        elif name in COMPUTED:
            shown[name] = _written(shown[name], unit if name in IN_UNIT else plain, language, digits=4)
        elif name == "processing":
            shown[name] = [processing.told(note, language) for note in shown[name].fillna("")]
        elif name in WORDS:
            shown[name] = [_worded(key, name, language) for key in shown[name]]
    named = {name: of(language).word("terms", name.removesuffix("_zh").removesuffix("_en")) for name in NAMED}
    own = {
        name: of(language).word("terms", f"column_{name}") for name in shown if f"column_{name}" in VOCABULARY["terms"]
    }
    return _html(shown.rename(columns={**schema.headings(frame.columns, language), **named, **own}))


def _worded(key, column, language):
    """Put a key, or several joined by ;, in words; nothing where there is none."""
    if pd.isna(key):
        return ""
    if key.endswith("_per_year"):
        return of(language).rate_unit(key)
    comma = of(language).semicolon
    return comma.join(_word(column, part, language) for part in str(key).split(";"))


def _word(column, key, language):
    return of(language).unit(key) if WORDS[column] is VOCABULARY["units"] else of(language).word(WORDS[column], key)


def _arrivals(frame, name, language):
    """Write a year with its rounding interval: 2026.2 [2025.8, 2026.7]; – where the pace or the scale leads nowhere."""
    ends = zip(frame[name], frame[f"{name}_low"], frame[f"{name}_high"], strict=True)
    return [_arrival(*numbers, language) for numbers in ends]


def _arrival(year, low, high, language):
    if pd.isna(year):
        return of(language).word("terms", "no_arrival")
    interval = of(language).word("terms", "open_interval") if pd.isna(low) else f"[{low:.1f}, {high:.1f}]"
    return f"{year:.1f}" if low == high else f"{year:.1f} {interval}"


def printed(table, language="en"):
    """Show a table as it was printed (`helpers.clean.flattened.Table`), row by row.

    Examples
    --------
    >>> from helpers.clean import flattened
    >>> "学前教育毛入园率(%" in printed(flattened.read("yunyang-14fyp")).data
    True
    """
    if table is None:
        return Markdown(of(language).word("terms", "without_table"))
    frame = table.frame()
    return _html(
        frame.rename(columns={name: of(language).word("terms", name) for name in frame if name in VOCABULARY["terms"]})
    )


def transcribed(printed, plan, language="en"):
    """Show what was transcribed from the prose (`helpers.clean.published`): targets first, then observations.

    Examples
    --------
    >>> from helpers import clean
    >>> "96" in transcribed(clean.published("chuxiong-2023-2025"), "chuxiong-2023-2025").data
    False
    """
    rows = [row | {"year": row["target_year"] or ""} for row in printed["targets"]]
    rows += [row | {"year": _period(row)} for row in printed["observations"]]
    if not rows:
        return Markdown(of(language).word("terms", "nothing_transcribed"))
    frame = pd.DataFrame(rows)[["label", "printed", "year", "locator", "note"]].astype("object")
    frame["note"] = [processing.told(note, language) for note in frame["note"]]
    if len(frame) > MOST_ROWS:
        rest = of(language).say("terms", "more_rows", file=f"data/raw/{plan}/")
        more = pd.DataFrame([{"label": f"… {len(frame) - MOST_ROWS}{of(language).space}{rest}"}])
        frame = pd.concat([frame[:MOST_ROWS], more], ignore_index=True)
    return _html(frame.rename(columns={name: of(language).word("terms", name) for name in frame}))


def _period(row):
    return f"{row['year_from']}–{row['year']}" if row["year_from"] else row["year"]


def counted(combined, language="en"):
    """Count targets, projections and observations a plan => shown table.

    Examples
    --------
    >>> from helpers import clean
    >>> "projections" in counted(clean.combine()).data
    True
    """
    targets = combined["targets"]
    counts = pd.DataFrame(
        {
            "targets": targets.groupby("plan", sort=False).size(),
            "projections": (targets["kind"] == "projection").groupby(targets["plan"], sort=False).sum(),
            "observations": combined["observations"].groupby("plan", sort=False).size(),
        }
    )
    counts = counts.fillna(0).astype(int).rename_axis("plan").reset_index()
    return _html(counts.rename(columns=lambda name: of(language).word("terms", f"count_of_{name}")))


def yearly(milestones, language="en"):
    """Show the values that the required pace implies, a column a year.

    Examples
    --------
    >>> from helpers.growth import required
    >>> "91.72" in yearly(required.milestones(schema.load("targets", "yunyang-14fyp"))).data
    True
    """
    years = [name for name in milestones if name.isdigit()]
    shown = milestones[[f"indicator_{language}", "unit", *years]].copy()
    for year in years:
        shown[year] = _written(milestones[year], milestones["unit"], language, digits=4)
    shown["unit"] = milestones["unit"].map(lambda unit: of(language).unit(unit))
    named = {
        f"indicator_{language}": of(language).word("terms", "indicator"),
        "unit": of(language).word("terms", "unit"),
    }
    return _html(shown.rename(columns=named))


def check(found, expected, language="en"):
    """Say that numbers computed in two ways agree, or stop the notebook.

    Raises
    ------
    ValueError
        If the two are not equally many, or two of them differ by more than rounding in floating point.

    Examples
    --------
    >>> check([0.1 + 0.2], [0.3]).data
    '✓ 1 of 1 agree.'
    """
    found, expected = np.sort(np.asarray(found, float)), np.sort(np.asarray(expected, float))
    if found.shape != expected.shape or not np.allclose(found, expected, rtol=1e-9, atol=1e-9):
        raise ValueError(f"the check failed: found {found.tolist()}, expected {expected.tolist()}")
    count = len(found)
    if not count:
        return Markdown(of(language).word("terms", "nothing_to_check"))
    return Markdown(of(language).say("terms", "checked", count=count))


def _written(numbers, units, language, digits=12):
    """Print a column of numbers, each in its own unit; nothing where there is none."""
    return [
        "" if pd.isna(number) else of(language).number(number, unit, digits=digits)
        for number, unit in zip(numbers, units, strict=True)
    ]


def _html(frame):
    """Show a frame without its index: numbers to the right, words to the left."""
    shown = frame.astype("object").where(frame.notna(), "").astype("str").reset_index(drop=True)
    words_in = [name for name in shown if shown[name].str.contains(r"[^\W\d]").any()]
    escaped = shown.map(escape, quote=False).rename(columns=partial(escape, quote=False))
    style = escaped.style.hide(axis="index").set_table_attributes('border="0" class="mathjax_ignore"')
    style = style.set_properties(subset=[escape(name, quote=False) for name in words_in], **{"text-align": "left"})
    style = style.set_table_styles([{"selector": "th", "props": "text-align: left"}])
    # A name made from the content, where pandas would take a random one.
    return HTML(style.set_uuid(hashlib.sha256(shown.to_csv().encode()).hexdigest()[:8]).to_html())


def asked(rows, question, targets, language="en"):
    """Show the table behind one of the three questions: what is compared or known, in words.

    Parameters
    ----------
    rows, targets : DataFrame
        As `helpers.codebook.schema` declares the question's table, and targets.
    question : str
        ambition, cohorts, money, completion, or shares, of what completion counts.
    """
    from helpers.questions import behind  # here, because it is slow to import and rarely needed

    frame = getattr(behind, question)(rows, targets, language)
    return _html(frame) if len(frame) else Markdown(of(language).word("terms", "none"))


def agreeing(rows, question, targets, language="en"):
    """Check the table behind one of the three questions against itself, as `check` does."""
    from helpers.questions import behind

    return check(*behind.CHECKS[question](rows, targets), language)
