"""The cells of a publication table as a reader sees them, in English or Chinese: one function a table.

A missing number is a dash. Remarks are letters, explained in the notes under the table, so that numbers stay in line.
"""

import re

import pandas as pd

from helpers.charts.required_growth import said
from helpers.language import CHANGES, of, ratio
from helpers.tabular import remarks

DASH = "–"
ADDRESS = re.compile(r"https?://(?:www\.)?([^/]+)/.*?([^/]{1,14}?)(?:\.\w+)?/?$")


def targets(frame, language="en"):
    """Write a frame of `helpers.tabular.targets` => frame of texts; without a nature where none is printed.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> from helpers import tabular
    >>> rows = targets(tabular.targets(schema.load("targets", "yongchuan-2022-2025")))
    >>> rows.loc[rows["indicator"] == "Brands of labour education", "goal"].item()
    '+3–5'
    """
    shown = (
        _named(frame, language)
        .assign(
            baseline=_numbers(frame, "baseline", language),
            baseline_year=_years(frame["baseline_year"].where(frame["baseline"].notna())),
            goal=[of(language).target(row) for row in frame.itertuples()],
            target_year=_years(frame["target_year"]),
            kind=[of(language).word("kinds", kind) for kind in frame["kind"]],
            nature=[nature and of(language).word("natures", nature) for nature in frame["nature"].fillna("")],
            locator=frame["locator"],
        )
        .astype("str")
    )
    return shown if frame["nature"].notna().any() else shown.drop(columns="nature")


def growth(frame, language="en"):
    """Write a frame of `helpers.tabular.growth` => frame of texts; without what no row has.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> from helpers import tabular
    >>> plan = "yunyang-14fyp"
    >>> rows = growth(tabular.growth(schema.load("targets", plan), schema.load("required_growth", plan)), "zh")
    >>> rows.loc[rows["indicator"] == "公办幼儿园在园幼儿占比", ["pace", "interval", "pace_unit"]].values.tolist()
    [['+0.88', '[+0.87, +0.89]', '个百分点/年']]
    """
    paces = [_pace(row, language) for row in frame.assign(code=None).itertuples()]
    linear = frame.assign(value=frame["linear"], low=frame["linear"], high=frame["linear"], code=None)
    shown = (
        _named(frame, language)
        .assign(
            baseline=_numbers(frame, "baseline", language),
            goal=[of(language).target(row) for row in frame.itertuples()],
            horizon=_years(frame["years"]),
            pace=[pace or DASH for pace, _ in paces],
            interval=[interval for _, interval in paces],
            pace_unit=[
                of(language).rate_unit(unit) if pd.isna(reason) else of(language).word("codes", reason)
                for unit, reason in zip(frame["rate_unit"], frame["reason"], strict=True)
            ],
            linear=[_pace(row, language)[0] for row in linear.itertuples()],
            remarks=remarks.letters(frame["notes"]),
        )
        .astype("str")
    )
    return shown.drop(columns=[name for name in ("interval", "linear", "remarks") if not (shown[name] != "").any()])


def progress(frame, language="en"):
    """Write a frame of `helpers.tabular.progress` => frame of texts; without remarks where there are none.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> from helpers import tabular
    >>> plan = "china-14fyp"
    >>> rows = progress(tabular.progress(schema.load("targets", plan), schema.load("progress", plan)))
    >>> rows[["observed", "attained", "ratio", "verdict"]].iloc[0].tolist()
    ['92.9', '160', '1.60', 'achieved']
    """
    shown = (
        _named(frame, language)
        .assign(
            baseline=_numbers(frame, "baseline", language),
            observed=_numbers(frame, "observed", language),
            observed_year=_years(frame["observed_year"]),
            goal=[of(language).target(row) for row in frame.itertuples()],
            due=_years(frame["target_year"]),
            attained=_percent(frame["attained"]),
            elapsed=_percent(frame["elapsed"]),
            ratio=[DASH if pd.isna(value) else ratio(value) for value in frame["ratio"]],
            verdict=[of(language).word("verdicts", verdict) for verdict in frame["verdict"]],
            remarks=remarks.letters(frame["notes"]),
        )
        .astype("str")
    )
    return shown if (shown["remarks"] != "").any() else shown.drop(columns="remarks")


def findings(frame, language="en"):
    """Write a frame of `helpers.tabular.findings` => frame of texts; without differences where none has one.

    Examples
    --------
    >>> from helpers import tabular
    >>> from helpers.codebook import schema
    >>> tables = (schema.load(name, "yunyang-14fyp") for name in ("targets", "findings", "indicators"))
    >>> rows = findings(tabular.findings(*tables))
    >>> rows[["group", "first", "second", "difference"]].values.tolist()[1]
    ['Warning', '0个,较2020年降低1.97个百分点 (自评函·一(八)27)', '0.41%,... (自评函·一(八)27)', '−0.72 points']
    """
    names = frame[f"indicator_{language}"].fillna("")
    sides = {
        name: [
            _placed(*pair, language) for pair in zip(frame[f"printed_{side}"], frame[f"locator_{side}"], strict=True)
        ]
        for name, side in (("first", "a"), ("second", "b"))
    }
    shown = pd.DataFrame(
        {
            "group": [capital(of(language).word("severities", group)) for group in frame["group"]],
            "indicator": [capital(name) for name in names],
            **sides,
            "why": [_reason(row, language) for row in frame.itertuples()],
            "difference": [_apart(row, language) for row in frame.itertuples()],
        }
    )
    return shown if (shown["difference"] != "").any() else shown.drop(columns="difference")


def _reason(row, language):
    """Write why both figures cannot hold, with the calculation where there is one."""
    computed = isinstance(row.arithmetic, str) and re.search("[=≠<>≤≥] ", row.arithmetic)
    name = getattr(row, f"indicator_{language}")
    said = row.finding if pd.isna(name) else row.finding.removeprefix(f"{name}{of(language).colon}")
    return capital(said) + (of(language).bracketed(of(language).arithmetic(row.arithmetic)) if computed else "")


def _placed(printed, locator, language):
    """Write a figure as printed, and its place; of an address the host and the end."""
    if pd.isna(printed) or not printed:
        return ""
    place = "" if pd.isna(locator) else ADDRESS.sub(r"\1…\2", locator)
    return f"{printed}{of(language).bracketed(place)}" if place else printed


def _apart(row, language):
    if pd.isna(row.difference):
        return ""
    written = of(language).number(row.difference, signed=True, digits=3 if row.difference_unit == "percent" else 12)
    return of(language).with_unit(written, row.difference_unit)


def _named(frame, language):
    groups = {"projection": of(language).word("terms", "projections")}
    return pd.DataFrame(
        {
            "group": [capital(groups.get(group) or of(language).word("stages", group)) for group in frame["group"]],
            "indicator": [capital(name) for name in frame[f"indicator_{language}"]],
            "unit": [of(language).unit(unit) for unit in frame["unit"].fillna("")],
        }
    )


def capital(text):
    """Begin with a capital, as the cells of a table do.

    Examples
    --------
    >>> capital("gross rate"), capital("毛入园率")
    ('Gross rate', '毛入园率')
    """
    return text[:1].upper() + text[1:]


def _number(number, row, language, **how):
    unit = "" if pd.isna(row.unit) or row.kind == "rate_per_year" else row.unit
    return "" if pd.isna(number) else of(language).number(number, unit, **how)


def _numbers(frame, name, language):
    """Write published values; those of changes are means, cut to four digits."""
    written = []
    for row, number in zip(frame.itertuples(), frame[name], strict=True):
        changing = row.kind in CHANGES and name == "observed"
        text = _number(number, row, language, digits=4 if changing else 12, signed=changing)
        written.append((of(language).changing(text, row.kind, row.unit) if changing else text) if text else DASH)
    return written


def _years(column):
    return [DASH if pd.isna(year) else f"{year:.0f}" for year in column]


def _percent(column):
    return [DASH if pd.isna(part) else of("en").number(100 * part, digits=3) for part in column]


def _pace(row, language):
    """Write a pace and its rounding interval => (text, text), both empty without a pace."""
    pace, _, interval = ("" if pd.isna(row.value) else said(row, language, exact=True)).partition("  ")
    return pace, interval
