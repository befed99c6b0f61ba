"""Can it add up? What the cohorts make of a plan: age groups, pupils to come, places, teachers, classes, as a table."""

import math

import pandas as pd

from helpers.codebook import schema
from helpers.goals import levels, once
from helpers.questions import capacity, certainty, cohorts

STAGES = {
    "preschool": ("preschool_enrolment", "preschool_gross_enrolment"),
    "senior": ("senior_enrolment", "senior_gross_enrolment"),
}
"""Enrolment and its gross rate."""
GRADES = {
    "primary_enrolment": range(1, 7),
    "lower_secondary_enrolment": range(7, 10),
    "senior_enrolment": range(10, 13),
}
PUBLIC = "public_kindergarten_share"
AHEAD = 5
"""Years that are looked ahead."""
AS_SEEN = ("observed", "as_published", "plan")
"""What is no scenario."""
CLASSED = {
    "compulsory": ("primary", "lower_secondary"),
    "primary": ("primary",),
    "lower_secondary": ("lower_secondary",),
    "senior": ("senior",),
}
"""Stages whose large classes are counted, and whose caps they have: both where it is not printed which."""


def table(plan, targets, observations, about, parent=None):
    """Compute what follows from a plan's figures and the births, as far as they are there.

    Parameters
    ----------
    plan : str
    targets, observations : DataFrame
        As `helpers.codebook.schema` declares them: the plan's promises, and what was observed of its place.
    about : dict
        The plan's source.yml.
    parent : DataFrame, optional
        The observations of the place above, the nation's as a rule; births are taken from a place's own alone.

    Returns
    -------
    DataFrame
        As `codebook.schema` declares cohorts. Without births of its own a place gets `no_births` and, where its parent
        has them, the scenario `as_parent`.
    """
    own, goals = _series(observations), _goals(targets)
    above = {} if parent is None or not len(parent) else _series(parent)
    rows = []
    for stage in STAGES:
        rows += _implied(stage, own, goals)
        rows += _effects(stage, goals)
    rows += _from_births(own, goals) or _as_parent(own, goals, above, about)
    rows += _heads(own, goals) + _progression(own, goals) + _classes(own, goals)
    names = [field["name"] for field in schema.fields("cohorts")]
    frame = pd.DataFrame([{"plan": plan} | row for row in rows], columns=names)
    frame = frame.drop_duplicates(["stage", "year", "quantity", "scenario"])
    return schema.check(schema.steady(frame), "cohorts")


def _series(observations):
    """Give the levels observed => {indicator: {year: (value, half-width, source)}}."""
    found = {}
    for row in levels(observations).to_dict("records"):
        cited = "; ".join([certainty.of_evidence(row["evidence"]), str(row["source"])])
        found.setdefault(row["indicator"], {})[int(row["year"])] = (row["value"], row["halfwidth"], cited)
    return found


def _goals(targets):
    """Give the numbers promised or projected => {indicator: row}, each with its years and both ends."""
    rows = once(targets).dropna(subset="target_year").to_dict("records")
    found = {}
    for row in rows:
        number = row["target_high"] if pd.isna(row["target_low"]) else row["target_low"]
        if row["kind"] in {"level", "maintain", "projection"} and not pd.isna(number):
            row |= {"end": (number, row["target_halfwidth"] or 0.0), "target_year": int(row["target_year"])}
            row["start"] = None if pd.isna(row["baseline"]) else (row["baseline"], row["baseline_halfwidth"])
            found.setdefault(row["indicator"], row | {"cited": f"{certainty.of_target(row)}; {row['document']}"})
    return found


def _row(stage, year, quantity, scenario, numbers, unit="persons", code="", source=""):
    value, low, high = (None if number is None or math.isnan(number) else number for number in numbers)
    return {
        "stage": stage,
        "year": year,
        "quantity": quantity,
        "value": value,
        "low": low,
        "high": high,
        "unit": unit,
        "scenario": scenario,
        "code": code,
        "source": source,
    }


def _groups(stage, own):
    """Give the age groups implied by what was observed => {year: ((group, low, high), source)}."""
    pupils, rates = (own.get(name, {}) for name in STAGES[stage])
    return {
        year: (cohorts.implied(pupils[year][:2], rates[year][:2]), pupils[year][2])
        for year in sorted(pupils.keys() & rates.keys())
    }


def _both(stage, goals):
    """Find the plan's enrolment and rate of one year, both exact: a bound implies no number."""
    pupils, rate = (goals.get(name) for name in STAGES[stage])
    if pupils and rate and pupils["target_year"] == rate["target_year"] and rate["comparator"] == "=":
        return pupils, rate
    return None, None


def _implied(stage, own, goals):
    rows = [
        _row(stage, year, "implied_group", "observed", group, source=source)
        for year, (group, source) in _groups(stage, own).items()
    ]
    pupils, rate = _both(stage, goals)
    if pupils:
        group = cohorts.implied(pupils["end"], rate["end"])
        rows.append(_row(stage, pupils["target_year"], "implied_group", "plan", group, source=pupils["cited"]))
    return rows


def _effects(stage, goals):
    pupils, rate = _both(stage, goals)
    if not pupils or not pupils["start"] or not rate["start"]:
        return []
    effects = cohorts.decomposed((pupils["start"], rate["start"]), (pupils["end"], rate["end"]))
    return [
        _row(stage, pupils["target_year"], quantity, "plan", effect, source=pupils["cited"])
        for quantity, effect in zip(("rate_effect", "cohort_effect"), effects, strict=True)
    ]


def _from_births(own, goals):
    """Hold the implied groups against the births, and go on from them => rows; none without births."""
    births = {year: value for year, (value, *_) in own.get("births", {}).items()}
    groups = {year: group[0] for year, (group, _) in _groups("preschool", own).items()}
    ratios = cohorts.ratio(groups, births) if births else {}
    rows = []
    for year, r in ratios.items():
        code = "births_unrevised" if cohorts.unrevised(year) else "" if _fits(r) else "definition_or_migration"
        source = certainty.cited(own["births"][born][2] for born in cohorts.birth_years(year))
        group = (cohorts.age_group(births, year), math.nan, math.nan)
        rows.append(_row("preschool", year, "births_group", "as_published", group, code=code, source=source))
    kept = {year: r for year, r in ratios.items() if not cohorts.unrevised(year)}
    if len(kept) < cohorts.KEPT:
        return rows
    if not all(_fits(kept[year]) for year in sorted(kept)[-cohorts.KEPT :]):
        nothing = (math.nan,) * 3
        return [
            *rows,
            _row("preschool", max(kept) + 1, "births_group", "flat", nothing, code="definition_or_migration"),
        ]
    return rows + _ahead(own, goals, births, kept)


def _fits(r):
    return cohorts.FITS[0] <= r <= cohorts.FITS[1]


def _ahead(own, goals, births, ratios):
    """Look ahead from the last year observed: children, pupils at the planned or last rate, places, teachers."""
    (k, least, most), last = cohorts.carried(ratios), max(ratios)
    rows = []
    for year in range(last + 1, last + 1 + AHEAD):
        born = max(cohorts.birth_years(year)) <= max(births)
        for scenario, change in {"born": 0.0}.items() if born else cohorts.GROWTH.items():
            group = cohorts.age_group(cohorts.continued(births, year, change), year)
            numbers = group * k, group * least, group * most
            rows.append(_row("preschool", year, "births_group", scenario, numbers))
            rows += _needs(own, goals, year, scenario, numbers, last)
    return rows


def _needs(own, goals, year, scenario, group, last, based=()):
    """Give what so many children need: pupils, places, teachers, public places, at the rates planned or last seen.

    Each row cites what the number of children is `based` on, too.
    """
    rates, goal = own["preschool_gross_enrolment"], goals.get("preschool_gross_enrolment")
    planned = goal and goal["target_year"] >= year
    rate = goal["end"][0] if planned else rates[max(rates)][0]
    source = certainty.cited([*based, goal["cited"] if planned else rates[max(rates)][2]])
    pupils = tuple(number * rate / 100 for number in group)
    rows = [_row("preschool", year, "pupils", scenario, pupils, source=source)]
    places = tuple(math.ceil(number - 1e-9) for number in pupils)
    rows.append(_row("preschool", year, "places_needed", scenario, places, unit="places", source=source))
    staff, children = own.get("preschool_teachers", {}), own["preschool_enrolment"]
    if last in staff:
        each = children[last][0] / staff[last][0]
        needed = tuple(cohorts.teachers(number, each) for number in pupils)
        rows.append(
            _row("preschool", year, "teachers", scenario, needed, source=certainty.cited([*based, staff[last][2]]))
        )
    if PUBLIC in goals:
        share = goals[PUBLIC]["end"][0]
        heads = tuple(number * share / 100 for number in pupils)
        cited = certainty.cited([*based, goals[PUBLIC]["cited"]])
        rows.append(_row("preschool", year, "share_in_heads", scenario, heads, source=cited))
    return rows


def _as_parent(own, goals, above, about):
    """Let the children of a place without births go the way of the place above it: a scenario, and said so."""
    groups, theirs = _groups("preschool", own), _groups("preschool", above)
    base = max(groups, default=about["baseline_year"])
    row = _row("preschool", base, "births_group", "as_published", (math.nan,) * 3, code="no_births")
    until = goals.get("preschool_gross_enrolment", {}).get("target_year")
    if base not in groups or base not in theirs or until not in theirs or until <= base:
        return [row]
    (group, low, high), source = groups[base]
    before, after = theirs[base][0], theirs[until][0]
    numbers = group * after[0] / before[0], low * after[1] / before[2], high * after[2] / before[1]
    source = certainty.cited([source, theirs[base][1], theirs[until][1]])
    rows = [_row("preschool", until, "implied_group", "as_parent", numbers, code="no_births", source=source)]
    needs = _needs(own, goals, until, "as_parent", numbers, base, [source])
    return [row, *rows, *(need | {"code": "no_births"} for need in needs)]


def _heads(own, goals):
    """Give the public share in heads, as observed and as planned."""
    shares, children = own.get(PUBLIC, {}), own.get("preschool_enrolment", {})
    rows = []
    for year in sorted(shares.keys() & children.keys()):
        numbers = cohorts.heads(shares[year][:2], children[year][:2])
        rows.append(_row("preschool", year, "share_in_heads", "observed", numbers, source=shares[year][2]))
    share, pupils = goals.get(PUBLIC), goals.get("preschool_enrolment")
    if share and pupils and share["target_year"] == pupils["target_year"]:
        numbers = cohorts.heads(share["end"], pupils["end"])
        rows.append(_row("preschool", share["target_year"], "share_in_heads", "plan", numbers, source=share["cited"]))
    return rows


def _progression(own, goals):
    """Carry the pupils of the baseline year into the senior stage, if all stay and grades are even."""
    goal = goals.get("senior_gross_enrolment")
    base = None if not goal or pd.isna(goal["baseline_year"]) else int(goal["baseline_year"])
    stages = [(grades, *own[name][base][:2]) for name, grades in GRADES.items() if base in own.get(name, {})]
    if not goal or not stages:
        return []
    numbers = cohorts.advanced(stages, goal["target_year"] - base, GRADES["senior_enrolment"])
    if math.isnan(numbers[0]):
        return []
    pupils = tuple(number * goal["end"][0] / 100 for number in numbers)
    given = {"code": "uniform_grades", "source": goal["cited"]}
    return [_row("senior", goal["target_year"], "pupils", "progression", pupils, **given)]


def _classes(own, goals):
    """Give all classes, those that dissolving the large ones takes, and those that fewer pupils free."""
    rows = []
    for stage, capped in CLASSED.items():
        for year, (large, extra, (total, least, most), source) in _large(stage, own).items():
            given = {"unit": "classes", "source": source}
            rows.append(_row(stage, year, "classes", "observed", (total, least, most), **given))
            for cap in sorted({capacity.CAPS[name] for name in capped}):
                low, high = capacity.to_add(large, cap)
                more = capacity.to_add(extra, cap, capacity.EXTRA)[0] if extra else 0
                high = math.nan if extra else high
                rows.append(_row(stage, year, "classes_to_add", f"cap_{cap}", (math.nan, low + more, high), **given))
            pupils = goals.get(f"{stage}_enrolment")
            if not pupils or not pupils["start"] or pupils["baseline_year"] != year or math.isnan(least):
                continue
            fewer, everyone = pupils["start"][0] - pupils["end"][0], pupils["start"][0]
            if fewer > 0:
                freed = tuple(capacity.freed(fewer, everyone, number) for number in (total, least, most))
                rows.append(_row(stage, pupils["target_year"], "classes_freed", "plan", freed, **given))
    return rows


def _large(stage, own):
    """Find the large classes of a stage by year => {year: (large, extra large, (all, least, most), source)}."""
    every = own.get(f"{stage}_classes", {})
    extra, wide = own.get(f"large_classes_66_{stage}", {}), own.get(f"large_classes_56_{stage}", {})
    narrow = own.get(f"large_classes_56_65_{stage}", {}) | own.get(f"large_classes_{stage}", {})
    shares = own.get(f"large_class_56_share_{stage}", {}) | own.get(f"large_class_share_{stage}", {})
    found = {}
    for year in sorted(wide.keys() | narrow.keys()):
        count, _, source = wide.get(year) or narrow[year]
        beyond = extra.get(year, (0,))[0]
        if year in every:
            value, width, _ = every[year]
            total = (value, value - width, value + width)
        elif year in shares and shares[year][0] > 0 and count > 0:
            total = capacity.classes(count, *shares[year][:2])
        else:
            total = (math.nan,) * 3
        if year in wide and year not in extra:
            continue
        found[year] = (int(count - beyond if year in wide else count), int(beyond), total, source)
    return found
