"""Rules of demography: what printed rates and counts say of the people behind them."""

from helpers.audit.case import Finding
from helpers.audit.figure import TINY, exact
from helpers.codebook import indicators
from helpers.growth import formulas, required
from helpers.language import of


def implied(case):
    """The age group that a gross rate and its enrolment imply, at both ends of the plan: births can be held against it.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> relation = {"relation": "cohort", "whole": "rate", "parts": ["children"]}
    >>> rate = {"indicator": "rate", "target_low": 95.0, "baseline": 90.9, "baseline_halfwidth": 0.05}
    >>> children = {"indicator": "children", "kind": "projection", "unit": "persons", "target_low": 30000.0}
    >>> children |= {"baseline": 29000.0, "baseline_halfwidth": 500.0, "target_halfwidth": 500.0}
    >>> given = example(targets=[rate, children], relations=[relation])
    >>> [item.arithmetic for item in implied(given)]
    ['29,000 / 90.9 % = 31,903 [31,336, 32,471] | 30,000 / 95 % = 31,579 [31,053, 32,105]']
    >>> list(implied(example(targets=[rate], relations=[relation])))
    []

    At least 95 % of an age group does not say how many there are:

    >>> bound = rate | {"comparator": ">=", "target_high": None}
    >>> list(implied(example(targets=[bound, children], relations=[relation])))
    []
    """
    for whole, (part,) in case.related("cohort"):
        rate, pupils = (_with_both_ends(case, name) for name in (whole, part))
        if not rate or not pupils or rate["year"] != pupils["year"]:
            continue
        ends = [
            _age_group(pupils, rate, *names) for names in (("baseline", "baseline_halfwidth"), ("value", "halfwidth"))
        ]
        arithmetic = " | ".join(f"{quotient} = {middle} [{low}, {high}]" for quotient, middle, low, high in ends)
        found = {"before": ends[0][1], "after": ends[1][1], "start": rate["baseline_year"], "end": rate["year"]}
        yield Finding("implied_cohort", "note", pupils, rate, arithmetic, found)


def _with_both_ends(case, indicator):
    """Find a promise with a baseline and a year, no bound, the official table's first; None where there is none."""
    goals = [row for row in case.goals if row["indicator"] == indicator and exact(row)]
    goals = [row for row in goals if row["baseline"] and row["value"] and row["year"]]
    return min(goals, key=lambda row: row["origin"] != "table", default=None)


def _age_group(pupils, rate, number, width):
    """Divide an enrolment by its rate => how it is written, the quotient, and its rounding interval."""
    count, share = pupils[number], rate[number]
    around, beside = pupils[width] or 0, rate[width] or 0
    numbers = (count / share, (count - around) / (share + beside), (count + around) / (share - beside))
    middle, low, high = (of("en").number(round(100 * people), "persons", digits=5) for people in numbers)
    return f"{of('en').number(count, 'persons')} / {share:g} %", middle, low, high


def faster_than_cohorts(case):
    """Mean years of schooling that would rise faster than people of school-leaving age can replace the oldest.

    A mean over n cohorts moves in a year by (entrants − leavers)/n at most.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(target):
    ...     goal = {"indicator": "a", "target_low": target, "baseline": 8.51, "stage": "population", "unit": "years"}
    ...     return [item.arithmetic for item in faster_than_cohorts(example(targets=[goal]))]
    >>> found(10.4), found(9.0)
    (['(10.4 − 8.51) / 5 × 60 = 22.7'], [])
    """
    denominators = dict(zip(case.indicators["indicator"], case.indicators["denominator"].fillna(""), strict=True))
    for goal in {row["indicator"]: row for row in reversed(case.goals)}.values():
        schooling = goal["stage"] == "population" and goal["unit"] == "years" and goal["baseline"] is not None
        if not schooling or not goal["year"] or goal["year"] <= goal["baseline_year"]:
            continue
        cohorts = indicators.cohorts(denominators[goal["indicator"]])
        years = goal["year"] - goal["baseline_year"]
        lead = float(formulas.cohort_lead(formulas.linear(goal["baseline"], goal["value"], years), cohorts))
        if lead > required.SCHOOLING:
            arithmetic = f"({goal['value']:g} − {goal['baseline']:g}) / {years} × {cohorts} = {lead:.1f}"
            yield Finding("faster_than_cohorts", "warning", goal, None, arithmetic, {"lead": lead, "cohorts": cohorts})


def rest_of_mean(case):
    """A mean of all that is to rise by more than the higher one of a group among them: then the rest must rise by more.

    If the group's share w stays the same, the rest rises by (rise of all − w × rise of the group)/(1 − w), more than
    all. As no mean is below nothing, w is mean of all / mean of the group at most.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> relation = {"relation": "mean", "whole": "all", "parts": ["group"]}
    >>> def found(target):
    ...     ends = {"all": (8.51, target), "group": (11.3, 12.0)}
    ...     goals = [{"indicator": slug, "baseline": start, "target_low": end} for slug, (start, end) in ends.items()]
    ...     return [item.arithmetic for item in rest_of_mean(example(targets=goals, relations=[relation]))]
    >>> found(10.4), found(9.0)
    (['10.4 − 8.51 = 1.89 > 12 − 11.3 = 0.7; 8.51 / 11.3 = 75.3 %'], [])
    """
    for whole, (part,) in case.related("mean"):
        every, group = (_with_both_ends(case, slug) for slug in (whole, part))
        if not (every and group) or (every["year"], every["baseline_year"]) != (group["year"], group["baseline_year"]):
            continue
        rises = [goal["value"] - goal["baseline"] for goal in (every, group)]
        width = sum((goal["baseline_halfwidth"] or 0) + goal["halfwidth"] for goal in (every, group))
        if every["baseline"] < group["baseline"] and rises[0] > 0 and rises[0] - rises[1] > width + TINY:
            said = {"all": rises[0], "group": rises[1], "start": every["baseline_year"]}
            said["share"] = 100 * every["baseline"] / group["baseline"]
            steps = (f"{goal['value']:g} − {goal['baseline']:g}" for goal in (every, group))
            arithmetic = " > ".join(f"{step} = {rise:.6g}" for step, rise in zip(steps, rises, strict=True))
            arithmetic += f"; {every['baseline']:g} / {group['baseline']:g} = {said['share']:.1f} %"
            yield Finding("mean_of_the_rest", "note", every, group, arithmetic, said)


RULES = (implied, faster_than_cohorts, rest_of_mean)
