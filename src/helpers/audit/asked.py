"""Rules of what the three questions answer: each asks the document something, and says on what evidence.

None is a verdict: what others did bounds nothing, a scenario is no forecast, and both are known later than the plan.
"""

from helpers.audit.case import Finding
from helpers.audit.figure import period, written
from helpers.audit.stocks import made_of
from helpers.language import of
from helpers.questions.outlook import AS_SEEN, PUBLIC


def unmatched(case):
    """A target as far from its baseline as none of the histories moved that began near it, in no band around it.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(most):
    ...     goal = {"indicator": "a", "target_low": 10.4, "baseline": 8.51, "unit": "years"}
    ...     row = {"target_id": "a@1", "reference": "provinces_2010_2020", "measure": "places_matched", "source": "s"}
    ...     row |= {"value": 0, "high": most, "n": 23}
    ...     return [item.arithmetic for item in unmatched(example(targets=[goal], ambition=[row]))]
    >>> found(0), found(1)
    (['10.4 − 8.51 = 1.89 | 0 / 23'], [])
    """
    counts = [row for row in case.answers("ambition") if row["measure"] == "places_matched" and row["n"]]
    counts = [row for row in counts if not row["reference"].endswith("_without_jumps")]
    goals = {goal["target_id"]: goal for goal in case.goals}
    for row in [row for row in counts if row["value"] == 0 and row["high"] == 0]:
        goal = goals[row["target_id"]]
        step = goal["value"] - goal["baseline"]
        arithmetic = (
            f"{written(goal['value'], goal)} − {written(goal['baseline'], goal)} = {step:.6g} | 0 / {row['n']:g}"
        )
        others = [other for other in counts if other["target_id"] == row["target_id"] and other["value"]]
        said = {"step": step, "n": int(row["n"]), "histories": row["reference"], "issued": row["source"]}
        before = case.at(goal["indicator"], goal["baseline_year"], case.values)
        yield Finding("no_history_matches", "note", goal, before, arithmetic, said | {"though": others[:1]})


def emptying(case):
    """A public share that would be met with fewer children than public kindergartens have now, in every scenario.

    Where there is no scenario, with as many as the plan itself expects.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> def found(high):
    ...     goal = {"indicator": "public_kindergarten_share", "target_low": 60.0}
    ...     plain = {"stage": "preschool", "source": "official; s", "code": "no_births"}
    ...     now = plain | {"quantity": "share_in_heads", "year": 2020, "scenario": "observed", "value": 16124}
    ...     rows = [now | {"low": 15832, "high": 16417}]
    ...     then = {"year": 2025, "scenario": "as_parent", "value": 11165, "low": 10954, "high": high}
    ...     rows += [now | then, now | then | {"scenario": "plan", "value": 18000, "low": 17700, "high": 18300}]
    ...     return [item.arithmetic for item in emptying(example(targets=[goal], cohorts=rows))]
    >>> found(11376), found(15900)
    (['60 % × 18,608 = 11,165 [10,954, 11,376] < 16,124 [15,832, 16,417]'], [])
    """
    rows, goal = case.answers("cohorts"), case.goal(PUBLIC, ["level"])
    heads = [row for row in rows if row["quantity"] == "share_in_heads"]
    seen = [row for row in heads if row["scenario"] == "observed" and row["year"] <= case.published]
    then = [row for row in heads if goal and row["year"] == goal["year"] and row["scenario"] != "observed"]
    then = [row for row in then if row["scenario"] not in AS_SEEN] or then
    if not seen or not then or not all(row["high"] < seen[-1]["low"] for row in then):
        return
    now, row = seen[-1], then[0]
    pupils = 100 * row["value"] / goal["value"]
    arithmetic = f"{goal['value']:g} % × {_people(pupils)} = {_within(row)} < {_within(now)}"
    said = {"heads": _within(row), "now": _within(now), "base": now["year"], "year": row["year"], "supposed": then}
    yield Finding("share_met_while_places_empty", "note", goal, None, arithmetic, said)


def shrinking(case):
    """Places promised or added, for stages of which one has fewer pupils to come in every scenario.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> relation = {"relation": "capacity", "whole": "p", "parts": ["preschool_enrolment"]}
    >>> def found(high):
    ...     pupils = {"indicator": "preschool_enrolment", "value": 29000, "halfwidth": 500.0, "unit": "persons"}
    ...     built = {"indicator": "p", "kind": "increment", "target_low": 976, "unit": "places"}
    ...     row = {"stage": "preschool", "quantity": "pupils", "year": 2025, "scenario": "as_parent", "value": 18608}
    ...     row |= {"low": 18256, "high": high, "code": "no_births", "source": "official; s"}
    ...     given = example(targets=[built], observations=[pupils], relations=[relation], cohorts=[row])
    ...     return [item.arithmetic for item in shrinking(given)]
    >>> found(18960), found(28700)
    (['976 | 18,608 [18,256, 18,960] < 29,000'], [])
    """
    for whole, parts in case.related("capacity"):
        _, built = made_of(case, whole)
        for part in parts if built else ():
            now = case.at(part, case.about["baseline_year"], case.values)
            rows = [row for row in case.answers("cohorts") if row["quantity"] == "pupils" and row["value"]]
            rows = [row for row in rows if f"{row['stage']}_enrolment" == part and row["scenario"] not in AS_SEEN]
            rows = [row for row in rows if row["year"] == min(case.about["target_year"], max(r["year"] for r in rows))]
            if not now or not rows or not all(row["high"] < now["value"] - now["halfwidth"] for row in rows):
                continue
            places = sum(row["value"] for row in built)
            figures = written(places, built[0]), _within(rows[0]), written(now["value"], now)
            years = sorted({year for row in built for year in period(row)})
            said = {"places": places, "since": [*years[:1], *years[1:][-1:]], "pupils": _within(rows[0])}
            said |= {"stage": rows[0]["stage"], "year": rows[0]["year"], "supposed": rows}
            arithmetic = "{} | {} < {}".format(*figures)
            yield Finding("places_while_pupils_fall", "note", built[0], now, arithmetic, said)


def _people(number):
    return of("en").number(float(f"{round(number):.5g}"), "persons")


def _within(row):
    return f"{_people(row['value'])} [{_people(row['low'])}, {_people(row['high'])}]"


RULES = (unmatched, emptying, shrinking)
