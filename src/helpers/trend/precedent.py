"""National precedent: how fast did the country itself move from where a goal starts, and how long did its step take?

After UNESCO's SDG 4 benchmarks, which use many histories; ours is one, the national series.
An average of some 2,800 counties moves more smoothly than any one of them: no goal is called unrealistic from it.
"""

import numpy as np
import pandas as pd

from helpers import trend
from helpers.errors import InputError
from helpers.goals import once, starts
from helpers.growth.formulas import end_value
from helpers.trend import hindcast

KINDS = ("level", "maintain", "parity")
FAMILIES = ("share", "gross_rate", "cohort_ratio", "ratio", "mean")
POINTS, SHARE_OF_BASELINE = 2.5, 0.05
"""Half-width of the narrowest band: points where the unit is percent, a share of the baseline elsewhere. Our choice."""
SIGNS = {"up": 1, "down": -1}
NAMED = ["target_id", "plan", "indicator", "indicator_zh", "indicator_en", "unit", "kind", "direction", "national"]
ASKED = ["baseline_year", "baseline", "target_year", "target", "required", "rate_unit", "until"]
PACED = ["band_low", "band_high", "band_n", "band_first", "band_last", "pace", "pace_low", "pace_high", "pace_n"]
ENDS = ["first_year", "first_value", "from_year", "from_value", "reached_year", "last_year", "last_value"]
TAKEN = ["years", "years_low", "years_high", "censored", "code"]
TEXTS = {*NAMED, "rate_unit", "code"}
MEASURED = {"baseline", "target", "required", "band_low", "band_high", "pace", "pace_low", "pace_high"}
TINY = 1e-9


def table(targets, growth, nation, book, until=None):
    """Hold every goal against the nation's own history.

    Goals are levels, parities and levels to be kept, once each, whose family is a rate, ratio or mean: counts and
    amounts of a place and of a nation do not compare in level.

    Parameters
    ----------
    targets, growth : DataFrame
        As `helpers.codebook.schema` declares targets and required_growth.
    nation : DataFrame
        The observations of the national plan.
    book : DataFrame
        The codebook; only definitions whose `comparable_with` has a slug in common are held against each other.
    until : int, optional
        Last year of the nation's history to use. By default all of it, but for plans of the nation itself (same place
        in the plan's name) only the history up to the goal's own baseline year: it is no precedent of itself.

    Returns
    -------
    DataFrame
        One row a goal: what the plan asks, then what `step` says of the nation, with `national` (the nation's
        indicator) and `until`. `required` is the linear pace, in `rate_unit`.

    Examples
    --------
    >>> from helpers.codebook import indicators, schema
    >>> plan = [schema.load(name, "yunyang-14fyp") for name in ("targets", "required_growth")]
    >>> rows = table(*plan, schema.load("observations", "china-14fyp"), indicators.load()).set_index("indicator")
    >>> rows.loc["preschool_gross_enrolment", ["from_year", "years", "censored"]].astype("str").tolist()
    ['2023', '2', 'True']
    """
    goals = once(targets)
    goals = goals[goals["kind"].isin(KINDS) & goals["family"].isin(FAMILIES)]
    linear = growth[growth["method"] == "linear"].set_index(["plan", "target_id"])[["value", "unit"]]
    linear = {} if linear.empty else linear.to_dict("index")
    places = {place(plan) for plan in nation["plan"].unique()}
    rows = []
    for goal in goals.astype("object").where(goals.notna(), None).to_dict("records"):
        own = goal["baseline_year"] if until is None and place(goal["plan"]) in places else until
        asked = linear.get((goal["plan"], goal["target_id"]), {"value": None, "unit": None})
        row = goal | {"required": asked["value"], "rate_unit": asked["unit"], "until": own, "target": _end(goal)}
        row["national"] = same_definition(goal["indicator"], book, set(nation["indicator"]))
        known = history(nation, row["national"], goal["unit"], own)
        rows.append(row | step(known, goal["baseline"], row["target"], goal["direction"], goal["unit"]))
        if not rows[-1]["code"] and goal["target_year"] is None:
            rows[-1]["code"] = "no_target_year"
    found = pd.DataFrame(rows, columns=[*NAMED, *ASKED, *PACED, *ENDS, *TAKEN])
    found["code"] = found["code"].replace("", None)
    return found.astype({name: _type(name) for name in found})


def step(known, baseline, target, direction, unit):
    """Say of a step from baseline to target when the nation took it, and how fast it moved around its start.

    Parameters
    ----------
    known : DataFrame
        From `history`.
    baseline, target : float or None
        In the indicator's unit.
    direction : str
        up or down; to_value goes from the baseline towards the target.

    Returns
    -------
    dict
        band_low, band_high : from `band`; band_n, band_first, band_last : the nation's years in it
        pace, pace_low, pace_high, pace_n : mean, least, greatest and number of the yearly changes begun in the band
        first_year, first_value, last_year, last_value : ends of the history
        from_year, from_value : the first year at or beyond the baseline; empty before_the_series
        reached_year : the first year at or beyond the target
        years : reached_year − from_year; where censored last_year − from_year, a lower bound
        years_low, years_high : what years of which no value is known leave open; no high where censored
        censored : the nation has come to the baseline and not yet to the target
        code : the first reason why a piece is missing: no_national_series, no_baseline, no_direction,
        nation_not_there_yet (never as far as the baseline), maintain and already_met (no step to take),
        before_the_series (past the baseline in the first year known: only years_low), across_break (the definition
        changed on the way), nation_just_there (at the baseline only in the last year known)

    Examples
    --------
    >>> known = pd.DataFrame({"year": [2020, 2021, 2022], "value": [88.0, 91.0, 93.0], "change": [3.0, 2.0, None]})
    >>> said = step(known.assign(break_before=False), 90, 95, "up", "percent")
    >>> [said[name] for name in ("band_n", "pace", "from_year", "years", "censored")]
    [2, 2.5, 2021, 1, True]
    """
    said = dict.fromkeys([*PACED, *ENDS, *TAKEN]) | {"band_n": 0, "pace_n": 0, "censored": False, "code": ""}
    if known.empty:
        return said | {"code": "no_national_series"}
    for name, at in (("first", 0), ("last", -1)):
        said |= {f"{name}_year": int(known["year"].iloc[at]), f"{name}_value": float(known["value"].iloc[at])}
    sign = SIGNS.get(direction, 0)
    if direction == "to_value" and baseline is not None and target is not None:
        sign = int(np.sign(target - baseline))
    said["reached_year"] = _first(known, target, sign)
    if baseline is None:
        return said | {"code": "no_baseline"}
    said |= _around(known, *band(baseline, target, unit))
    if sign == 0:
        return said | {"code": "maintain" if direction == "to_value" and target == baseline else "no_direction"}
    start, end = _first(known, baseline, sign), said["reached_year"]
    if start is None:
        return said | {"code": "nation_not_there_yet"}
    way = None if target is None else sign * (target - baseline)
    unseen = start == said["first_year"] and sign * (said["first_value"] - baseline) > TINY
    if not unseen:
        said |= {"from_year": start, "from_value": float(known.loc[known["year"] == start, "value"].iloc[0])}
    if way is None or way <= 0:
        return said | {"code": "not_quantified" if way is None else "maintain" if way == 0 else "already_met"}
    breaks = known.loc[known["break_before"], "year"]
    if breaks.between(max(start, said["first_year"] + 1), end or said["last_year"]).any():
        return said | {"code": "across_break"}
    said["years_low"] = max(0, _earliest(known, end) - start) if end else said["last_year"] - start
    if unseen:
        return said | {"code": "before_the_series"}
    said |= {"years": (end or said["last_year"]) - start, "censored": end is None}
    said["years_high"] = end - _earliest(known, start) if end else None
    return said | {"code": "nation_just_there" if end is None and start == said["last_year"] else ""}


def band(baseline, target, unit):
    """Give the band around a start in which the nation's pace is taken => low, high.

    Half as wide as the greater of half the planned step and 2.5 points (5 % of the baseline outside percents). There is
    no convention for it: the width is our choice.

    Examples
    --------
    >>> band(90.9, 95, "percent"), band(40, 60, "percent"), band(10, 10.5, "years")
    ((88.4, 93.4), (30.0, 50.0), (9.5, 10.5))
    """
    least = POINTS if unit == "percent" else SHARE_OF_BASELINE * abs(baseline)
    half = max(least, abs((baseline if target is None else target) - baseline) / 2)
    return _steady(baseline - half), _steady(baseline + half)


def history(nation, indicator, unit, until=None):
    """Give the nation's levels of an indicator, one a year, with the change to the next year.

    Which value counts `starts` decides: a printed one before a derived one, never a bound. There is no change
    over a year without a value or into a year in which the definition changed.

    Returns
    -------
    DataFrame
        year, value, break_before, change

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> known = history(schema.load("observations", "china-14fyp"), "senior_gross_enrolment", "percent", 2021)
    >>> known[["year", "value", "change"]].tail(2).values.tolist()
    [[2020.0, 91.2, 0.2], [2021.0, 91.4, nan]]
    """
    rows = nation[(nation["indicator"] == indicator) & (nation["unit"] == unit)]
    rows = rows[rows["year"] <= until] if until is not None else rows
    picked = starts(rows.assign(note=rows["note"].fillna("")).to_dict("records"))
    values = pd.Series({int(year): float(row["value"]) for (_, year), row in picked.items()}, dtype=float).sort_index()
    known = pd.DataFrame({"year": values.index.astype(int), "value": values.to_numpy()})
    known["break_before"] = known["year"].isin(rows.loc[rows["break_before"].fillna(False).astype(bool), "year"])
    following = (known["year"].diff() == 1) & ~known["break_before"]
    known["change"] = [_steady(change) for change in known["value"].diff().where(following).shift(-1)]
    return known


def same_definition(indicator, book, available):
    """Find the nation's indicator of the same definition, its own name first => slug, or None.

    Examples
    --------
    >>> book = pd.DataFrame({"indicator": ["a", "b", "c"], "comparable_with": ["x", "x;y", None]})
    >>> same_definition("a", book, {"b", "c"}), same_definition("c", book, {"c"})
    ('b', None)
    """
    named = book.dropna(subset="comparable_with")
    slugs = {
        name: set(same.split(";")) for name, same in zip(named["indicator"], named["comparable_with"], strict=True)
    }
    own = slugs.get(indicator, set())
    return next((name for name in (indicator, *slugs) if name in available and own & slugs.get(name, set())), None)


def leading(rows, indicator, goals, nation):
    """Choose the nation's series to look into: that of the indicator named, or of the first goal whose series is long.

    A series is long enough where a forecast can be tried on its past.

    Parameters
    ----------
    rows : DataFrame
        From `table`.
    indicator : str
        A slug of the plan or of the nation, or ''.
    goals : DataFrame
        The nation's own targets: the first of them where no goal of the plan has such a series.
    nation : DataFrame
        The observations of the national plan.

    Returns
    -------
    str
        A slug of the nation; '' where it has no series.

    Raises
    ------
    InputError
        If the indicator is not among the goals of either.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = pd.DataFrame({"indicator": ["a", "b"], "national": ["working_age_mean_years_schooling", None]})
    >>> nation = schema.load("observations", "china-14fyp")
    >>> goals = pd.DataFrame({"indicator": ["senior_gross_enrolment"]})
    >>> leading(rows, "", goals, nation), leading(rows, "a", goals, nation)
    ('senior_gross_enrolment', 'working_age_mean_years_schooling')
    """
    known = rows[rows["national"].notna()]
    national = dict(zip(goals["indicator"], goals["indicator"], strict=True))
    national |= dict(zip(known["indicator"], known["national"], strict=True))
    if indicator and indicator not in national:
        raise InputError(f"no goal with a national series is named {indicator!r}", f"use one of {', '.join(national)}")
    if indicator:
        return national[indicator]
    candidates = [*known["national"], *goals["indicator"]]
    enough = hindcast.FEWEST + trend.YEARS_AHEAD
    return next((name for name in candidates if len(trend.series(nation, name)) >= enough), (*candidates, "")[0])


def found(rows):
    """Tell which goals have a precedent: a pace around their start, or years that the same step took or is taking.

    Examples
    --------
    >>> rows = pd.DataFrame({"pace_n": [0, 2, 0], "years": [4, None, 0]})
    >>> rows["code"] = [None, "across_break", "nation_just_there"]
    >>> found(rows).tolist()
    [True, True, False]
    """
    return (rows["pace_n"] > 0) | (rows["years"].notna() & (rows["code"] != "nation_just_there"))


def _type(name):
    if name in TEXTS:
        return "str"
    return "bool" if name == "censored" else "float64" if name in MEASURED or name.endswith("_value") else "Int64"


def place(plan):
    """Give the place that a plan's name begins with.

    Examples
    --------
    >>> place("china-14fyp")
    'china'
    """
    return plan.split("-")[0]


def _end(goal):
    end = end_value(goal["kind"], goal["comparator"], goal["target_low"], goal["target_high"], goal["baseline"])
    return None if np.isnan(end) else float(end)


def _around(known, low, high):
    inside = known[known["value"].between(low - TINY, high + TINY)]
    changes = inside["change"].dropna()
    said = {"band_low": low, "band_high": high, "band_n": len(inside), "pace_n": len(changes)}
    if len(inside):
        said |= {"band_first": int(inside["year"].min()), "band_last": int(inside["year"].max())}
    if len(changes):
        said |= dict(zip(("pace_low", "pace_high"), map(float, (changes.min(), changes.max())), strict=True))
        said["pace"] = min(max(_steady(changes.mean()), said["pace_low"]), said["pace_high"])
    return said


def _first(known, level, sign):
    """Find the first year at or beyond a level; None where there is none."""
    if level is None or sign == 0:
        return None
    there = known.loc[sign * (known["value"] - level) >= -TINY, "year"]
    return int(there.iloc[0]) if len(there) else None


def _earliest(known, year):
    """Give the first year in which it may have come there: after the last year known before."""
    before = known.loc[known["year"] < year, "year"]
    return int(before.iloc[-1]) + 1 if len(before) else year


def _steady(number):
    return float(f"{number:.12g}")
