"""A target with another number or year: the path and the pace that it would require. Pure functions of the tables."""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers import goals
from helpers.charts import required_growth
from helpers.clean import facts
from helpers.codebook import schema
from helpers.growth import formulas, required
from helpers.language import of

METHOD = {"linear": "linear", "exp": "cagr", "logit": "logit"}
"""The method of `helpers.growth.formulas` that gives the pace on each scale of a path."""
LONGEST = 15
"""Years after the baseline that the panel offers, at least."""


class Answer(NamedTuple):
    """What a target requires on one scale; `value`, `low`, `high`, `unit` and `code` as in required_growth.csv."""

    asked: pd.Series
    """The row of targets.csv, with the number and the year asked for."""
    printed: pd.Series
    """The row as it is."""
    printed_end: float
    scale: str
    end: float
    years: np.ndarray
    path: np.ndarray
    """The values of those years; both are empty where the scale has no path, or none is needed."""
    value: float
    low: float
    high: float
    unit: str
    code: str


def choices(targets):
    """Pick the targets that can be moved: a level with a baseline and a year, each once.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> choices(schema.load("targets", "yantai-14fyp"))["indicator"].tolist()[0]
    'public_kindergarten_share'
    """
    given = required.inputs(targets)
    movable = given["kind"].isin(required.WITH_A_PATH) & (given["years"] > 0) & given["start"].notna()
    return goals.once(targets.reset_index(drop=True)[movable]).reset_index(drop=True)


def widest(targets, growth_rows):
    """Choose the goal that closes the largest part of its gap a year, else the one of the fastest compound rate.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> widest(*(schema.load(name, "yantai-14fyp") for name in ("targets", "required_growth")))
    'public_kindergarten_share'
    """
    goals = targets[targets["kind"].isin(["level", "parity"])]["target_id"]
    rows = growth_rows[growth_rows["target_id"].isin(goals) & growth_rows["code"].isna() & (growth_rows["value"] != 0)]
    for method in ("gap", "cagr", "linear"):
        found = rows[rows["method"] == method]
        if len(found):
            return found.loc[found["value"].abs().idxmax(), "indicator"]
    return ""


def printed(rows, name):
    """Answer for a target as it is printed, on its primary scale.

    Parameters
    ----------
    rows : DataFrame
        From `choices`.
    name : str
        A target_id, or an indicator: its first target.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = choices(schema.load("targets", "yunyang-14fyp"))
    >>> round(printed(rows, "public_kindergarten_share").value, 12)
    0.88
    """
    row = rows[(rows["target_id"] == name) | (rows["indicator"] == name)][:1]
    given = required.inputs(row).iloc[0]
    scale = next(scale for scale, method in METHOD.items() if method == given["primary"])
    return answer(row, given["e"], row["target_year"].iloc[0], scale)


def answer(row, target, year, scale):
    """Compute what one target would require with another number and year.

    Parameters
    ----------
    row : DataFrame
        One row of `choices`.
    target : float
        In the indicator's unit.
    year : int
    scale : str
        linear, exp or logit.

    Returns
    -------
    Answer

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = choices(schema.load("targets", "yunyang-14fyp"))
    >>> row = rows[rows["indicator"] == "public_kindergarten_share"]
    >>> found = answer(row, 65.6, 2030, "linear")
    >>> round(found.value, 12), found.unit, found.path.round(1).tolist()[-2:]
    (1.0, 'points_per_year', [64.6, 65.6])
    >>> answer(row, 100, 2030, "logit").code, answer(row, 65.6, 2020, "linear").code
    ('at_bound', 'bad_horizon')
    """
    asked = changed(row, target, year)
    given = required.inputs(asked)
    found = required.by_method(METHOD[scale], given).iloc[0]
    start, e, years, upper = given[["start", "e", "years", "upper"]].iloc[0].astype(float)
    elapsed = np.arange(max(years, 0) + 1)
    path = formulas.path(start, e, years, elapsed, scale, upper)
    if pd.isna(found["value"]) or found["code"] == "already_met" or np.isnan(path).any():
        elapsed = path = np.array([])
    calendar = (int(asked["baseline_year"].iloc[0]) + elapsed).astype(int)
    numbers = (float(found[name]) for name in ("value", "low", "high"))
    found_at = scale, e, calendar, path
    return Answer(asked.iloc[0], row.iloc[0], end(row.iloc[0]), *found_at, *numbers, found["unit"], found["code"])


def changed(row, target, year):
    """Put another number and year into a target; the number as printed keeps its comparator and its rounding.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = choices(schema.load("targets", "yunyang-14fyp"))
    >>> row = changed(rows[rows["indicator"] == "preschool_gross_enrolment"], 90.9, 2030)
    >>> row[["target_low", "target_year", "kind"]].values.tolist()
    [[90.9, 2030, 'maintain']]
    """
    row = row.assign(target_year=pd.array([year], "Int64"))
    now = row.iloc[0]
    if target == end(now):
        return row
    kept = target == now["baseline"] and now["family"] in facts.RATES
    kind = now["kind"] if now["kind"] == "parity" else "maintain" if kept else "level"
    comparator = row["comparator"].where(row["comparator"].isin([">=", "<="]), "=")
    number = float(target)
    return row.assign(target_low=number, target_high=number, target_halfwidth=0.0, kind=kind, comparator=comparator)


def end(row):
    """Give the number that a target's pace is computed to, of a row of `choices` as a Series.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> end(choices(schema.load("targets", "yunyang-14fyp")).iloc[-1])
    22.0
    """
    return float(formulas.end_value(*row[["kind", "comparator", "target_low", "target_high", "baseline"]]))


def limits(row):
    """Give the range in which a target may be moved, and the step => low, high, step.

    Shares go from 0 to all; rates that may pass 100 % to 120; all else to at least twice the larger of both ends.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = choices(schema.load("targets", "yunyang-14fyp")).set_index("indicator", drop=False)
    >>> limits(rows.loc[["public_kindergarten_share"]]), limits(rows.loc[["large_classes_compulsory"]])
    ((0.0, 100.0, 0.1), (0.0, 70.0, 1.0))
    """
    given = required.inputs(row).iloc[0]
    ends = [float(given["start"]), float(given["e"])]
    high = float(given["upper"]) * (1.2 if given["family"] in required.CAPPED_BY_CONVENTION else 1)
    if not high >= max(ends):
        high = _rounded_up(2 * max(ends)) if max(ends) > 0 else 10.0
    step = 10.0 ** (math.floor(math.log10(high)) - 3)
    step = max(step, 1.0) if given["family"] == "count" else min(step, *map(_last_digit, ends))
    return min(0.0, *ends), high, step


def last_year(row):
    """Give the last year that the panel offers.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> last_year(choices(schema.load("targets", "yunyang-14fyp"))[:1])
    2035
    """
    return int(max(row["target_year"].iloc[0], row["baseline_year"].iloc[0] + LONGEST))


def sentence(answer, language="en"):
    """Say from where to where, and the pace with its rounding interval, or why there is none.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = choices(schema.load("targets", "yunyang-14fyp"))
    >>> print(sentence(printed(rows, "public_kindergarten_share")))
    share of children in public kindergartens, from 55.6 % in 2020 to 60 % in 2025: +0.88 [+0.87, +0.89] percentage
    points a year.
    >>> row = rows[rows["indicator"] == "dual_bases"]
    >>> print(sentence(answer(row, 100, 2030, "logit"), "zh"))
    市级“双基地”（2020年1个 → 2030年100个）：没有速度（无上限，不适用该尺度）。
    """
    row = answer.asked
    return of(language).say(
        "terms",
        "whatif_sentence",
        name=row[f"indicator_{language}"],
        start=of(language).measured(row["baseline"], row["unit"]),
        first=row["baseline_year"],
        target=of(language).measured(answer.end, row["unit"]),
        last=row["target_year"],
        pace=required_pace(answer, language),
    )


def required_pace(answer, language="en"):
    """Say the pace alone, or why there is none.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = choices(schema.load("targets", "yunyang-14fyp"))
    >>> row = rows[rows["indicator"] == "large_classes_compulsory"]
    >>> [required_pace(answer(row, 0, 2025, scale)) for scale in ("linear", "exp")]
    ['−6.2 classes a year', 'no pace (ends at zero: no rate exists)']
    """
    why = of(language).word("codes", answer.code) if answer.code else ""
    if pd.isna(answer.value):
        return of(language).say("terms", "whatif_none", why=why)
    if answer.code in required.NOTHING:
        return why
    said = (
        f"{required_growth.said(answer, language, exact=True).replace('  ', ' ')} {of(language).rate_unit(answer.unit)}"
    )
    return f"{said}{of(language).semicolon}{why}" if why else said


def table(answer):
    """List the values of an answer year by year; of one without a path the baseline alone.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = choices(schema.load("targets", "yunyang-14fyp"))
    >>> table(printed(rows, "public_kindergarten_share"))[["scale", "year", "value"]].round(2).values.tolist()[1]
    ['linear', 2021, 56.48]
    """
    row = answer.asked
    named = {name: row[name] for name in ("plan", "indicator", "indicator_zh", "indicator_en", "unit")}
    years, values = (answer.years, answer.path) if len(answer.path) else ([row["baseline_year"]], [row["baseline"]])
    rate_unit = {"rate_unit": answer.unit, "scale": answer.scale}
    numbers = {"year": years, "value": values, "change": np.diff(values, prepend=np.nan)}
    return schema.steady(pd.DataFrame(named | rate_unit | numbers))


def _rounded_up(number):
    """Round up to the next number of one digit: 62 => 70."""
    power = 10.0 ** math.floor(math.log10(number))
    return math.ceil(number / power) * power


def _last_digit(number):
    """Give what the last digit of a number is worth: 41.17 => 0.01."""
    digits = f"{number:.6f}".rstrip("0").partition(".")[2]
    return 10.0 ** -len(digits)
