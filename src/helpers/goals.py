"""Which targets count and which levels: what is one promise, what needs a baseline, what can be followed and is shown.

Targets are selected here and nowhere else, so that every table, figure, sentence and count speaks of the same ones.
"""

import numpy as np
import pandas as pd

from helpers.codebook import indicators, relations
from helpers.language import LANGUAGES, of

AND = " and "
"""Between places in what `processing` says, whose parts a semicolon divides."""
BOUND = "a bound"
"""How the note of an observation begins that is no value to start from or to judge by."""
SERIES = ["plan", "indicator"]
LEVELS = ("level", "maintain", "parity", "projection")
"""Kinds of targets whose number is a level of the indicator."""
GOALS = ("level", "maintain", "parity")
"""The same without projections, which say what planners expect and promise nothing."""
FROM_A_BASELINE = (*LEVELS, "step_per_year", "rate_per_year")
"""Kinds of targets that say how far it is only together with the value they start from."""
STAGES = ["printed", "number", "year", "baseline"]
LAGGING = ("deterioration", "missed", "slipped", "reached_then_lost", "not_met", "limited_progress", "not_done")
LAGGING = (*LAGGING, "acceleration_needed")
"""Verdicts of what is behind, the worst first."""


def promise(targets):
    """Name the promise that each row of targets prints: the target_id of the row that stands for it.

    Of one promise are, within a plan: occurrences of an indicator for one year; one without a year and one with a year
    that have the same number; number and share that the same words at the same place promise (全面消除大班额).
    Milestones are one promise where they are worded alike, or where one repeats the label of the only other one without
    its year.

    Parameters
    ----------
    targets : DataFrame
        As `helpers.codebook.schema` declares it, of any number of plans.

    Returns
    -------
    Series
        Indexed like targets. The row that stands for a promise is that of the official table, else one with a number,
        with a year, with a baseline, else the first.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> targets = schema.load("targets", "yunyang-14fyp").set_index("target_id", drop=False)
    >>> promise(targets)["large_class_share_compulsory@open"], promise(targets)["senior_gross_enrolment@2025#2"]
    ('large_classes_compulsory@2025', 'senior_gross_enrolment@2025')
    """
    numbered = quantified(targets)
    number = targets["target_low"].fillna(targets["target_high"]).astype("object").where(numbered, targets["printed"])
    rows = {name: targets[name].tolist() for name in (*SERIES, "kind", "label_printed", "printed", "target_id")}
    rows["number"] = number.astype("str").where(targets["kind"] != "milestone", targets["label_printed"]).tolist()
    rows["year"] = targets["target_year"].astype("Float64").fillna(0).tolist()
    shares = {row["parts"][0]: row["whole"] for row in relations.read(targets) if row["relation"] == "share"}
    group = list(range(len(targets)))
    for one, other in (*_repeated(**rows), *_dated(**rows), *_number_and_share(targets, rows["year"], shares)):
        group[_first(group, one)] = _first(group, other)
    lesser = [targets["origin"] != "table", ~numbered, targets["target_year"].isna(), targets["baseline"].isna()]
    lesser += [targets["target_id"].str.contains("#")]
    rank = sum(worse.astype(int) * 2**place for place, worse in enumerate(reversed(lesser))).tolist()
    standing = {}
    for place in range(len(group)):
        of = group[place] = _first(group, place)
        if rank[place] < rank[standing.setdefault(of, place)]:
            standing[of] = place
    names = [rows["target_id"][standing[of]] for of in group]
    return pd.Series(names, index=targets.index, name="promise", dtype="object")


def _first(group, place):
    """Follow what each place of a group points at to its first one, and shorten the way."""
    while group[place] != place:
        group[place] = group[group[place]]
        place = group[place]
    return place


def _repeated(plan, target_id, kind, label_printed, printed, **_):
    """Yield the places of rows that print an indicator for one year again."""
    first = {}
    for place, (at, name, sort) in enumerate(zip(plan, target_id, kind, strict=True)):
        said = (label_printed[place], printed[place]) if sort == "milestone" else ()
        before = first.setdefault((at, name.partition("#")[0], said), place)
        if before != place:
            yield before, place


def _dated(plan, indicator, kind, number, year, label_printed, printed, **_):
    """Yield the places of what is printed without a year and of the same with a year."""
    dated = {}
    keys, said = [*zip(plan, indicator, kind, number, strict=True)], [*zip(label_printed, printed, strict=True)]
    for place, key in enumerate(keys):
        if year[place]:
            dated.setdefault(key, {}).setdefault(said[place], place)
    for place, key in enumerate(keys):
        same = {} if year[place] else dated.get(key, {})
        if kind[place] == "milestone" and len(same) > 1:
            same = {said[place]: same[said[place]]} if said[place] in same else {}
        yield from [(place, at) for at in same.values()][:1]


def _number_and_share(targets, year, shares):
    """Yield the places of a number and a share that one place promises in the same words under one name."""
    prose = ((targets["kind"] != "milestone") & (targets["origin"] != "table")).to_numpy()
    count, share = (np.flatnonzero(prose & (targets["family"] == family)).tolist() for family in ("count", "share"))
    said = [*zip(*(targets[name].tolist() for name in ("plan", "locator", "printed")), year, strict=True)]
    alike = {said[place] for place in count} & {said[place] for place in share}
    indicator, label = targets["indicator"].tolist(), targets["label_printed"].tolist()
    found = {}
    for family, places in (("count", count), ("share", share)):
        for place in (place for place in places if said[place] in alike):
            for name in (shares.get(indicator[place], indicator[place]), (label[place],)):
                found.setdefault((said[place], name), {}).setdefault(family, []).append(place)
    for each in found.values():
        if len(each) == 2:
            yield from ((each["count"][0], place) for place in (*each["count"], *each["share"]))


def once(targets):
    """Keep one row of each promise: the one that stands for it.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> targets = schema.load("targets", "yunyang-14fyp")
    >>> found = once(targets)["target_id"]
    >>> found[found.str.startswith("large_class")].tolist()
    ['large_classes_compulsory@2025']
    """
    return targets[(promise(targets) == targets["target_id"]).astype(bool)]


def quantified(targets):
    """Tell which targets have a number => Series of bool.

    Examples
    --------
    >>> quantified(pd.DataFrame({"target_low": [95.0, None, None], "target_high": [None, 30.0, None]})).tolist()
    [True, True, False]
    """
    return targets["target_low"].notna() | targets["target_high"].notna()


def needs_baseline(targets):
    """Tell which targets say how far it is only beside the value they start from => Series of bool.

    Increments, standards, milestones and comparisons with others need none.

    Examples
    --------
    >>> needs_baseline(pd.DataFrame({"kind": ["level", "projection", "increment", "recurrent"]})).tolist()
    [True, True, False, False]
    """
    return targets["kind"].isin(FROM_A_BASELINE)


def without_baseline(targets):
    """Tell which targets need a baseline that is not in the data => Series of bool.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = schema.load("targets", "chuxiong-2023-2025")
    >>> int(without_baseline(rows).sum()), int(needs_baseline(rows).sum())
    (8, 8)
    """
    return needs_baseline(targets) & targets["baseline"].isna()


def followable(targets):
    """Tell which targets can be followed from the document alone: a number, a year and a baseline, no projection.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = schema.load("targets", "yongchuan-2022-2025")
    >>> int(followable(rows).sum())
    0
    """
    return _reached(targets)["baseline"]


def dated(targets, kinds=GOALS, baseline=False):
    """Pick the targets of some kinds that have a year, each promise once; if asked, only those with a baseline.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = dated(schema.load("targets", "yantai-14fyp"), baseline=True)
    >>> len(rows), rows["kind"].unique().tolist()
    (10, ['level', 'maintain', 'parity'])
    """
    chosen = targets["kind"].isin(kinds) & targets["target_year"].notna()
    return once(targets[chosen & (targets["baseline"].notna() | (not baseline))])


def shown(targets):
    """Pick the levels that a table and a figure of baselines and targets show, each promise once.

    Those of the official table, and those of the prose that move and whose baseline is in the data. Where a plan prints
    neither, its dated levels in percent.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> [len(shown(schema.load("targets", plan))) for plan in ("yantai-14fyp", "chuxiong-2023-2025")]
    [13, 7]
    """
    levels = dated(targets, LEVELS)
    official = levels["origin"] == "table"
    moves = (levels["target_low"] != levels["baseline"]) & (levels["target_high"] != levels["baseline"])
    on_the_way = ~official & levels["baseline"].notna() & moves
    chosen = pd.concat([levels[official], levels[on_the_way]])
    return levels[levels["unit"] == "percent"] if chosen.empty else chosen


def funnel(targets):
    """Count how much of what a plan prints can be followed.

    Parameters
    ----------
    targets : DataFrame
        As `helpers.codebook.schema` declares it, of any number of plans.

    Returns
    -------
    DataFrame
        Two rows a plan, `counted` by occurrence and once a promise: printed, those with a number (projections apart),
        of these those with a year, and of these those with a baseline; `projections` is how many of the printed ones
        are set apart.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = funnel(schema.load("targets", "yongchuan-2022-2025"))
    >>> rows[["counted", "printed", "number", "year", "baseline"]].values.tolist()[0]
    ['occurrence', 44, 36, 21, 0]
    """
    reached = _reached(targets).assign(plan=targets["plan"], projections=targets["kind"] == "projection")
    by_promise = reached.assign(promise=promise(targets)).groupby(["plan", "promise"], sort=False)[[*STAGES]]
    promised = by_promise.any().reset_index("promise", drop=True)
    apart = reached.assign(promise=promise(targets)).groupby(["plan", "promise"], sort=False)["projections"].any()
    promised["projections"] = apart.to_numpy()
    counted = {
        "occurrence": reached.groupby("plan", sort=False)[[*STAGES, "projections"]].sum(),
        "promise": promised.groupby("plan", sort=False).sum(),
    }
    rows = pd.concat(counted, names=["counted"]).astype(int).reset_index()
    places = {plan: place for place, plan in enumerate(targets["plan"].unique())}
    rows = rows.sort_values("plan", key=lambda plans: plans.map(places), kind="stable").reset_index(drop=True)
    return rows[["plan", "counted", *STAGES, "projections"]]


def _reached(targets):
    """Tell which stages of the funnel each row reaches."""
    number = quantified(targets) & (targets["kind"] != "projection")
    year = number & targets["target_year"].notna()
    return pd.DataFrame(
        {"printed": True, "number": number, "year": year, "baseline": year & targets["baseline"].notna()},
        index=targets.index,
    )


def by_stage(targets, observations, related):
    """Add to a promise that prints no stage a row for each further stage that publishes values.

    Parameters
    ----------
    targets, observations : DataFrame
        As `helpers.codebook.schema` declares them.
    related : sequence of dict
        From `helpers.codebook.relations.read`: `stages` names the series of the other stages.

    Returns
    -------
    DataFrame
        The targets, each followed by its further stages: they have its target_id, the indicator of the stage, and the
        level published there in the base year as baseline.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> tables = [schema.load(name, "yunyang-14fyp") for name in ("targets", "observations")]
    >>> rows = by_stage(*tables, relations.read(tables[0])).query("target_id == 'large_class_share_compulsory@2025'")
    >>> rows[["indicator", "baseline"]].values.tolist()
    [['large_class_share_compulsory', 1.25], ['large_class_share_senior', 7.42]]
    """
    stages = {row["whole"]: row["parts"] for row in related if row["relation"] == "stages"}
    silent = targets["indicator"].isin(stages) & (targets["origin"] == "prose")
    silent &= ~targets["label_printed"].map(indicators.stage_of).astype(bool)
    if not silent.any():
        return targets
    seen, book, found = levels(observations), indicators.load(), []
    for place, row in targets[silent].iterrows():
        for part in stages[row["indicator"]]:
            series = seen[(seen["plan"] == row["plan"]) & (seen["indicator"] == part)]
            base = series[series["year"] == row["baseline_year"]] if pd.notna(row["baseline_year"]) else series[:0]
            if series.empty:
                continue
            named = book.loc[part, ["indicator", "indicator_zh", "indicator_en", "stage"]].to_dict()
            start = base[["value", "halfwidth"]].iloc[0].tolist() if len(base) else [np.nan, np.nan]
            named |= {"baseline": start[0], "baseline_halfwidth": start[1]}
            printed = base["printed"].iloc[0] if len(base) else None
            found.append(row.to_frame().T.assign(**named, baseline_printed=printed, place=place))
    if not found:
        return targets
    both = pd.concat([targets.assign(place=targets.index), *(row.astype(_types(targets)) for row in found)])
    return both.sort_values("place", kind="stable").drop(columns="place").reset_index(drop=True)


def _types(targets):
    return {name: kind for name, kind in targets.dtypes.items() if name not in {"place"}}


def once_judged(rows, targets):
    """Keep one row of progress of each promise and stage: one with a ratio before one without.

    Parameters
    ----------
    rows, targets : DataFrame
        As `helpers.codebook.schema` declares progress and targets.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> found = once_judged(schema.load("progress", "yunyang-14fyp"), schema.load("targets", "yunyang-14fyp"))
    >>> found[found["target_id"].str.startswith("large_class")]["indicator"].tolist()
    ['large_classes_compulsory', 'large_class_share_senior']
    """
    by_row = targets[["plan", "target_id"]].assign(promise=promise(targets), own=targets["indicator"])
    found = rows.reset_index(names="place").merge(by_row, on=["plan", "target_id"])
    stage = found["indicator"].map(indicators.load()["stage"]).where(found["indicator"] != found["own"], "")
    found = found.assign(stage=stage, standing=found["target_id"] != found["promise"], silent=found["ratio"].isna())
    best = found.sort_values(["standing", "place"], kind="stable")
    staged = (
        best[best["stage"] != ""].sort_values("silent", kind="stable").drop_duplicates(["plan", "promise", "stage"])
    )
    own = best[(best["stage"] == "") & ~best["standing"]]
    return rows.loc[pd.concat([own, staged])["place"].sort_values()]


def named(rows, targets):
    """Give rows the names of what they are of: of a series its indicator's, of a milestone also its own label.

    Parameters
    ----------
    rows : DataFrame
        With plan, target_id and indicator.
    targets : DataFrame
        As `helpers.codebook.schema` declares it.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> targets = schema.load("targets", "yunyang-14fyp")
    >>> rows = targets[targets["target_id"] == "project_milestone@2025#2"][["plan", "target_id", "indicator"]]
    >>> named(rows, targets)["indicator_zh"].tolist()
    ['云教育管理指挥中心']
    """
    book = (
        pd.concat([targets, indicators.load()], ignore_index=True).drop_duplicates("indicator").set_index("indicator")
    )
    events = targets[targets["kind"] == "milestone"].set_index(["plan", "target_id"])
    own = pd.MultiIndex.from_frame(rows[["plan", "target_id"]])
    label = pd.Series(events["label_printed"].reindex(own).to_numpy(), rows.index)
    en, zh = (rows["indicator"].map(book[f"indicator_{language}"]) for language in LANGUAGES)
    return rows.assign(
        indicator_en=en.where(label.isna(), en + " (" + label + ")"),
        indicator_zh=zh.where(label.isna(), label),
    )


def names(targets, language, dated=False):
    """Name targets by their indicator, and by their year where the indicator has several, or all are to be `dated`.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"indicator": ["a", "a", "b"], "target_year": [2030, 2035, 2035]})
    >>> names(rows.assign(indicator_en=["share", "share", "rate"]), "en")
    ['share, 2030', 'share, 2035', 'rate']
    """
    comma = of(language).comma
    several = targets.groupby("indicator")["target_year"].transform("nunique") > 1
    told = (several | dated) & targets["target_year"].notna()
    pairs = zip(targets[f"indicator_{language}"], targets["target_year"], told, strict=True)
    return [f"{name}{comma}{year:.0f}" if tell else name for name, year, tell in pairs]


def ranked(rows):
    """Order what is drawn so that a cut from the end never drops a binding or lagging target before another.

    Parameters
    ----------
    rows : DataFrame
        Of those columns that it has count nature, verdict, origin and baseline.

    Returns
    -------
    DataFrame
        Binding or lagging first; of these binding ones, then those of the official table, with a baseline, and the
        worst verdict; ties stay in their order.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"nature": [None, None, "binding"], "verdict": ["on_track", "missed", "on_track"]})
    >>> ranked(rows).index.tolist()
    [2, 1, 0]
    """
    none = pd.Series(index=rows.index, dtype="object")
    nature, verdict, origin, baseline = (rows.get(name, none) for name in ("nature", "verdict", "origin", "baseline"))
    binding, worst = nature == "binding", verdict.map({name: place for place, name in enumerate(LAGGING)})
    keys = {"others": ~(binding | worst.notna()), "free": ~binding, "prose": origin != "table"}
    keys |= {"unknown": baseline.isna(), "verdict": worst.fillna(len(LAGGING))}
    return rows.loc[pd.DataFrame(keys).sort_values(list(keys), kind="stable").index]


def known(observations, as_of=None):
    """Leave out bounds and, if asked, later years.

    Examples
    --------
    >>> seen = pd.DataFrame({"year": [2021, 2022], "note": ["a bound (>=), not a value to start from", None]})
    >>> known(seen)["year"].tolist()
    [2022]
    """
    return until(observations[~observations["note"].fillna("").str.startswith(BOUND)], as_of)


def until(observations, year):
    """Leave out what was observed after a year; all of it stays where the year is 0 or None.

    Examples
    --------
    >>> seen = pd.DataFrame({"year": [2021, 2023]})
    >>> len(until(seen, 2022)), len(until(seen, 0))
    (1, 2)
    """
    return observations[observations["year"] <= year] if year else observations


def levels(observations, as_of=None):
    """Pick the levels that can be judged: one a series and year, a printed value before a derived one, bounds left out.

    Parameters
    ----------
    observations : DataFrame
        As `helpers.codebook.schema` declares it, of any number of plans.
    as_of : int, optional
        Leave out later years.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> found = levels(schema.load("observations", "yunyang-14fyp"))
    >>> found.query("indicator == 'large_classes_compulsory'")[["year", "value"]].values.tolist()
    [[2015, 478.0], [2020, 31.0], [2021, 10.0]]
    """
    rows = known(observations, as_of)
    rows = rows[rows["basis"] == "level"].sort_values([*SERIES, "year", "derived"], kind="stable")
    return rows.drop_duplicates([*SERIES, "year"]).reset_index(drop=True)


def starts(observations, related=()):
    """Pick the levels that a target may start from => {(indicator, year): row}; a printed one before a derived one.

    Parameters
    ----------
    observations : sequence of dict
        Rows of one plan.
    related : sequence of dict
        From `codebook.relations.read`: a ratio, a share or a sum whose parts are all known in a year, and which is not
        printed itself, is derived from them. One whose relation has a note is not: it holds only with reserve.

    Examples
    --------
    >>> common = {"indicator": "a", "year": 2020, "basis": "level", "note": ""}
    >>> rows = [common | {"value": 1.25, "derived": True}, common | {"value": 1.3, "derived": False}]
    >>> starts(rows)["a", 2020]["value"]
    1.3
    >>> starts([common | {"value": 99.0, "derived": False, "note": "a bound (>=), not a value to start from"}])
    {}
    """
    rows = [row for row in observations if row["basis"] == "level" and not row["note"].startswith(BOUND)]
    picked = {}
    for row in sorted(rows, key=lambda row: row["derived"]):
        picked.setdefault((row["indicator"], row["year"]), row)
    found = {}
    for row in related:
        for year in sorted({year for _, year in picked}):
            parts, whole = [picked.get((part, year)) for part in row["parts"]], (row["whole"], year)
            made = _derived(row["relation"], parts) if all(parts) and not row["note"] else None
            if made and whole not in picked | found:
                found[whole] = made
    return picked | found


def _derived(relation, parts):
    """Derive a ratio, a share or a sum from its parts, with the ends of its rounding interval => row, or None."""
    first, second = parts[0], parts[-1]
    if relation == "sum":
        value, width = (sum(part[name] for part in parts) for name in ("value", "halfwidth"))
        ends, sign = [value - width, value + width], " + "
    elif relation in {"ratio", "share"} and len(parts) == 2 and second["value"] > second["halfwidth"]:
        scale = 100 if relation == "share" else 1
        value = scale * first["value"] / second["value"]
        ends = [
            scale * (first["value"] + way * first["halfwidth"]) / (second["value"] - way * second["halfwidth"])
            for way in (-1, 1)
        ]
        sign = "/"
    else:
        return None
    printed = sign.join(part["printed"] for part in parts)
    interval = f" [{ends[0]:.3g}, {ends[1]:.3g}]" if ends[0] < ends[1] else ""
    where = AND.join(dict.fromkeys(part["locator"] for part in parts))
    return {
        "value": float(f"{value:.12g}"),
        "halfwidth": float(f"{max(ends[1] - value, value - ends[0]):.12g}"),
        "printed": printed,
        "derived": True,
        "locator": where,
        "arithmetic": f"{printed} = {value:.6g}{interval}, derived from {where}",
    }


def start(known, entry, year):
    """Find the value that a target starts from, among `starts` => (row or None, what to say of it).

    Examples
    --------
    >>> row = {"value": 90.9, "derived": False, "locator": "第一部分·一·3"}
    >>> start({("a", 2020): row}, {"indicator": "a"}, 2020)[1]
    ['90.9 is the observation of 第一部分·一·3']
    """
    base = known.get((entry["indicator"], year))
    if not base:
        return None, []
    if "arithmetic" in base:
        return base, [base["arithmetic"]]
    where = base["locator"] or AND.join(base["source"].split("; "))
    return base, [f"{base['value']:.12g} is the {'derived ' * base['derived']}observation of {where}"]
