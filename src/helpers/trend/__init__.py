"""Trend and uncertainty: what models of a published series expect, and how often such expectations held before.

No model is fitted across a change of definition or a missing year, and no interval stands without its hindcast.
"""

import pandas as pd

from helpers.codebook import schema
from helpers.goals import once, starts
from helpers.trend import calibration, forecast, hindcast, models, regression, scales

USED = ("plan", "indicator", "basis", "year", "value", "halfwidth", "derived", "break_before", "note")
SHORTEST = models.MINIMUM["rwd"]
YEARS_AHEAD = 5
"""The horizon where a plan has no dated target to tell it."""
FEWEST_FOR_A_CHANCE = 8
SHOWN = ["model", "scale", "last_year", "horizon_year", "estimate", "low", "high", "calibrated_low", "calibrated_high"]
SHOWN += ["hindcast_coverage", "hindcast_n", "hindcast_error", "hindcast_width", "chance", "calibrated_chance", "code"]
"""Columns of `table` that a reader is shown."""
DIGITS = {"rwd": 12, "ols": 12, "ets": 5, "ucm": 4}
"""Significant digits kept: processors differ in the last ones, most where a likelihood is maximised by iteration."""


def series(observations, indicator, until=None):
    """Pick the last run of consecutive years of an indicator's levels, since its last change of definition.

    A printed value goes before a derived one of the same year; a bound (99 % 以上) is not a value.

    Parameters
    ----------
    observations : DataFrame
        As `helpers.codebook.schema` declares it, of one plan.
    indicator : str
    until : int, optional
        The last year that may be used.

    Returns
    -------
    DataFrame
        plan, year, value, halfwidth, in the order of years; empty where there is none.

    Examples
    --------
    >>> rows = schema.load("observations", "china-14fyp")
    >>> series(rows, "preschool_teachers")["year"].tolist()
    [2021, 2022, 2023, 2024, 2025]
    >>> series(rows, "preschool_gross_enrolment", until=2012)["value"].tolist()
    [56.6, 62.3, 64.5]
    """
    levels = observations[(observations["indicator"] == indicator) & (observations["basis"] == "level")]
    columns = [levels[name].fillna("") if name == "note" else levels[name] for name in USED]
    rows = [dict(zip(USED, row, strict=True)) for row in zip(*columns, strict=True)]
    rows = [row for row in rows if until is None or row["year"] <= until]
    broken = {row["year"] for row in rows if row["break_before"]}
    run = []
    for (_, year), row in sorted(starts(rows).items()):
        if run and (year != run[-1]["year"] + 1 or year in broken):
            run = []
        numbers = {name: float(row[name]) for name in ("value", "halfwidth")}
        run.append({"plan": row["plan"], "year": int(year)} | numbers)
    return pd.DataFrame(run, columns=["plan", "year", "value", "halfwidth"])


def table(plan, observations, targets, book, pooled=None):
    """Forecast every series of a plan: from its last year, and from the plan's baseline year as it could be then.

    The random walk with drift is fitted to every series; the other models where the plan has a dated target of a level.
    The horizon is the target year; without a later one it is as many years ahead as the plan's targets mostly are.

    Parameters
    ----------
    plan : str
        Name of the plan.
    observations, targets, book : DataFrame
        Of the plan: as `helpers.codebook.schema` declares observations, targets and indicators.
    pooled : DataFrame, optional
        From `pool`: the hindcasts that bands are calibrated by. Without it there is no calibrated band and no chance.

    Returns
    -------
    DataFrame
        As `codebook.schema` declares trend. `primary` marks the default: a random walk with drift on the scale of
        `scales.natural`.

    Examples
    --------
    >>> tables = [schema.load(name, "china-14fyp") for name in ("observations", "targets", "indicators")]
    >>> chosen = tables[0][tables[0]["indicator"] == "compulsory_teachers"]
    >>> table("china-14fyp", chosen, *tables[1:])[["scale", "n", "last_year", "horizon_year", "code"]].values.tolist()
    [['identity', 5, 2025, 2030, 'no_hindcast'], ['log', 5, 2025, 2030, 'no_hindcast']]
    """
    pooled = pool(observations[:0], book) if pooled is None else pooled
    goals = _goals(targets)
    ahead, dated = _years_ahead(goals), goals.sort_values("target_year").to_dict("records")
    described = book.set_index("indicator")
    levels = observations[observations["basis"] == "level"]
    rows = []
    for indicator, observed in levels.groupby("indicator", sort=False):
        entry = described.loc[indicator]
        if not _modelled(entry):
            continue
        own = [goal for goal in dated if goal["indicator"] == indicator]
        for run, horizon, goal in _origins(observed, indicator, own, ahead):
            named = {"plan": plan, "indicator": indicator, "n": len(run)}
            named |= {"first_year": run["year"].iloc[0], "last_year": run["year"].iloc[-1]}
            if len(run) < SHORTEST:
                short = named | {"code": "too_short"}
                rows += [] if short in rows else [short]  # once, however many target years it has
                continue
            for model in models.MODELS if len(own) else models.MODELS[:1]:
                for scale in scales.of(entry["family"]):
                    how = {"model": model, "scale": scale, "horizon_year": horizon}
                    rows.append(named | how | _row(run, how, goal, entry, pooled, f"{plan}/{indicator}"))
    frame = pd.DataFrame(rows, columns=[field["name"] for field in schema.fields("trend")])
    return schema.check(frame, "trend")


def _modelled(entry):
    """Tell whether a series is forecast: counts of the population, such as births, are not; scenarios are named."""
    return (entry["stage"], entry["family"]) != ("population", "count")


def pool(observations, book, ahead=calibration.AHEAD, scale=""):
    """Make the default forecast at every past origin of every series that is long enough => as `calibration.pool`.

    Parameters
    ----------
    observations, book : DataFrame
        Of the plan whose values are the nation's series, with the indicators that they are of.
    ahead, scale
        As in `calibration.pool`.

    Examples
    --------
    >>> pooled = pool(*(schema.load(name, "china-14fyp") for name in ("observations", "indicators")))
    >>> pooled.query("ahead == 5")["series"].nunique(), calibration.held(pooled, 5)
    (25, (91, 135, 143))
    """
    described, runs = book.set_index("indicator"), []
    for plan, indicator in observations[["plan", "indicator"]].drop_duplicates().itertuples(index=False):
        entry = described.loc[indicator]
        if not _modelled(entry):
            continue
        runs.append((f"{plan}/{indicator}", entry["family"], _whole(entry), series(observations, indicator)))
    return calibration.pool(runs, ahead, scale)


def outlook(series, family, model, scale="", ahead=YEARS_AHEAD):
    """Forecast a series some years ahead, and try the same forecast on its past.

    Parameters
    ----------
    series : DataFrame
        From `series`.
    family : str
        Of the indicator: `scales.natural` where no scale is named.
    model, scale : str
        As in `forecast.forecast`.
    ahead : int
        Years.

    Returns
    -------
    DataFrame, DataFrame
        From `forecast.forecast` and `hindcast.hindcast`, without rows where the series has none.

    Examples
    --------
    >>> known = series(schema.load("observations", "china-14fyp"), "compulsory_retention")
    >>> expected, past = outlook(known, "cohort_ratio", "rwd")
    >>> int(expected["year"].max() - known["year"].max()), hindcast.coverage(past, 5)[1]
    (5, 5)
    """
    scale = scale or scales.natural(family, series["value"])
    fan = forecast.forecast(series, model, scale, int(series["year"].iloc[-1]) + ahead) if len(series) else series
    return fan, hindcast.hindcast(series, model, scale, ahead)


def coverages(expected, past, rows):
    """Put the coverage of drawn hindcasts beside that of the table's row of that horizon => (drawn, in the table).

    Parameters
    ----------
    expected, past : DataFrame
        From `outlook`.
    rows : DataFrame
        Rows of `table` of that indicator.

    Examples
    --------
    >>> tables = [schema.load(name, "china-14fyp") for name in ("observations", "trend")]
    >>> found = outlook(series(tables[0], "compulsory_retention"), "cohort_ratio", "rwd")
    >>> coverages(*found, tables[1].query("indicator == 'compulsory_retention'"))
    ([1.0], [1.0])
    """
    if expected.empty:
        return [], []
    used = expected.iloc[0]
    row = rows[(rows["model"] == used["model"]) & (rows["scale"] == used["scale"]) & (rows["hindcast_n"] > 0)]
    row = row[(row["last_year"] == rows["last_year"].max()) & (row["horizon_year"] == expected["year"].max())]
    drawn, tried = hindcast.coverage(past, len(expected))
    return [drawn] * bool(tried and len(row)), row["hindcast_coverage"].tolist()


def diagnosed(series, family):
    """Put the straight line's diagnostics on every scale of a family in a table.

    Returns
    -------
    DataFrame
        model, scale and what `regression.diagnostics` gives.

    Examples
    --------
    >>> known = series(schema.load("observations", "china-14fyp"), "compulsory_retention")
    >>> diagnosed(known, "cohort_ratio")[["scale", "n"]].values.tolist()
    [['identity', 14], ['log', 14], ['logit', 14]]
    """
    rows = [{"model": "ols", "scale": scale} | regression.diagnostics(series, scale) for scale in scales.of(family)]
    return pd.DataFrame(rows)


def goal_of(target):
    """Say what meets a target of a level => (number, up or down), or None where it does not follow.

    Parameters
    ----------
    target : mapping
        A row of targets.

    Examples
    --------
    >>> goal_of({"comparator": "=", "direction": "up", "target_low": 96.0, "target_high": 96.0})
    (96.0, 'up')
    >>> goal_of({"comparator": "<=", "direction": "down", "target_low": None, "target_high": 5.0})
    (5.0, 'down')
    >>> goal_of({"comparator": "~", "direction": "up", "target_low": 60.0, "target_high": 60.0})
    """
    direction = {">=": "up", "<=": "down", "=": target["direction"]}.get(target["comparator"])
    if direction not in {"up", "down"}:
        return None
    return target["target_low" if direction == "up" else "target_high"], direction


def _goals(targets):
    """Pick the dated targets of levels, once."""
    goals = once(targets)
    return goals[(goals["kind"] == "level") & goals["target_year"].notna()]


def _years_ahead(goals):
    spans = (goals["target_year"] - goals["baseline_year"]).dropna()
    usual = spans[spans > 0].mode()
    return int(usual.iloc[0]) if len(usual) else YEARS_AHEAD


def _origins(observed, indicator, goals, ahead):
    """List the forecasts to make of an indicator => (series, horizon year, target or None)."""
    latest = series(observed, indicator)
    if latest.empty:
        return []
    found, last = [], int(latest["year"].iloc[-1])
    for goal in goals:
        begin, end = goal["baseline_year"], int(goal["target_year"])
        known = latest.iloc[:0] if pd.isna(begin) else series(observed, indicator, int(begin))
        if len(known) >= SHORTEST and known["year"].iloc[-1] == begin and begin < min(end, last):
            found.append((known, end, goal))
        if end > last:
            found.append((latest, end, goal))
    if not any(run is latest for run, _, _ in found):
        found.append((latest, last + ahead, None))
    return found


def _row(run, how, goal, entry, pooled, name):
    """Forecast one series by one model on one scale => the numbers of a row, or why there are none."""
    model, scale, upper = how["model"], how["scale"], _whole(entry)
    values, ahead = run["value"].to_numpy(float), how["horizon_year"] - int(run["year"].iloc[-1])
    found = {
        "primary": model == models.MODELS[0] and scale == scales.natural(entry["family"], values, upper),
        "flags": scales.flags(entry["family"], values, scale, upper),
    }
    numbers, code = forecast.predict(values, model, scale, ahead, upper)
    if code:
        return found | {"code": code}
    last = {name: float(column[-1]) for name, column in numbers.items()}
    past = hindcast.hindcast(run, model, scale, ahead, upper, nearest=ahead)
    held, tried = hindcast.coverage(past, ahead)
    found |= {"hindcast_n": tried} | _steady({"estimate": last["estimate"]}, model)
    if not tried:
        return found | {"code": "no_hindcast"}
    error, width = hindcast.errors(past, ahead)
    more = {"low": last["low"], "high": last["high"], "hindcast_coverage": held}
    more |= {"hindcast_error": error, "hindcast_width": width}
    if model == calibration.MODEL:
        more |= _calibrated(last, calibration.factor(pooled, ahead, name), scale, upper)
        meets = goal_of(goal) if goal and len(values) >= FEWEST_FOR_A_CHANCE else None
        if meets and "calibration" in more:
            own = {"chance": 1.0, "calibrated_chance": more["calibration"]}
            more |= {
                key: forecast.tail(*meets, last["mean"], times * last["error"], last["df"], scale, upper)
                for key, times in own.items()
            }
    return found | _steady(more, model)


def _calibrated(last, factor, scale, upper):
    """Widen a band on the scale of its forecast; nothing where there is no factor."""
    if pd.isna(factor):
        return {}
    reach = factor * forecast.quantile((1 + forecast.LEVEL) / 2, last["df"]) * last["error"]
    low, high = (float(scales.invert(last["mean"] + sign * reach, scale, upper)) for sign in (-1, 1))
    return {"calibration": factor, "calibrated_low": low, "calibrated_high": high}


def _whole(entry):
    """Give the whole that an indicator is a part of; 100 by convention where the codebook names none."""
    return 100.0 if pd.isna(entry["upper"]) else float(entry["upper"])


def _steady(numbers, model):
    return {name: float(f"{number:.{DIGITS[model]}g}") for name, number in numbers.items()}
