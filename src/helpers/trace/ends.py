"""The ends of a chain: which printed cells, and whose reference, a row of any table or figure rests on."""

import csv
import io
import re
from collections import defaultdict

from helpers import clean, goals, paths
from helpers.clean import official
from helpers.codebook import indicators, source
from helpers.errors import InputError
from helpers.questions import NATION, outlook

KINDS = ("printed", "derived", "reference", "definition")
"""What a chain ends in: a printed cell; printed cells and arithmetic; issuer and vintage; the codebook."""
COHORTS = {name for pair in outlook.STAGES.values() for name in pair} | {*outlook.GRADES, outlook.PUBLIC}
COHORTS |= {"births", "preschool_teachers"}
PARTS = re.compile(r"derived from (.+?)(?:; |$)")
GOALS = ("target", "nation_goal", "required", "baseline")
PROMISED = ("baseline_year", "target_year")
"""Years of which a target says its number, so that no observation is looked for."""
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")


def rows(file):
    """Read a csv => list of dicts of its cells as they stand there, with `file` and `line`; the header is line 1."""
    lines = csv.reader(io.StringIO(paths.read_text(file), newline=""))
    header, name, found = next(lines, []), paths.relative(file), []
    for cells in lines:
        row = dict(zip(header, cells, strict=True))
        found.append(row | {"file": name, "line": lines.line_num, "named": file.stem})
    return found


def numbers(row):
    """Give the numbers of a row that are no years, codes or quotations => {column: cell}."""
    return {
        name: cell
        for name, cell in row.items()
        if isinstance(cell, str) and NUMBER.fullmatch(cell) and not re.search("(year|code|printed.*)$|^order$", name)
    }


def material(plan=None):
    """Gather what chains lead through: targets, observations and printed cells of every plan, and the references.

    A plan that cannot be read, or whose tables are not there yet, is passed over, unless it is the one asked for.
    """
    known = {"targets": {}, "due": defaultdict(list), "seen": defaultdict(list), "cells": {}, "abouts": {}}
    for name in paths.plans():
        try:
            about = source.read(name)
            cells, tables = _cells(name, about), [_table(table, name) for table in ("targets", "observations")]
        except InputError:
            if name == plan:
                raise
            continue
        known["abouts"][name], known["cells"][name] = about, cells
        for row in tables[0]:
            known["targets"][name, row["target_id"]] = row
            known["due"][row["indicator"], row["target_year"]].append(row)
        for row in tables[1]:
            known["seen"][name, row["indicator"]].append(row)
    book = indicators.load()["comparable_with"].dropna()
    known["same"] = {name: str(same).split(";") for name, same in book.items()}
    folder = paths.root() / "data/raw/reference"
    files = {name: folder / f"{name}.csv" for name in ("peers", "places", "positions", "gains_from_start")}
    known["references"] = {name: rows(file) if file.exists() else [] for name, file in files.items()}
    return known


def _table(name, plan):
    file = paths.processed(plan) / f"{name}.csv"
    if not file.exists():
        raise InputError("no such table yet", f"make it: python -m helpers run {plan}", file=paths.relative(file))
    return rows(file)


def _cells(plan, about):
    """Index what was published => {(locator, printed): [{file, line, label, year, document}]}."""
    printed, found = clean.published(plan, about), defaultdict(list)
    for name in ("targets", "observations"):
        file = paths.relative(paths.raw(plan) / f"{name}.csv")
        for row in printed[name]:
            year = row["target_year" if name == "targets" else "year"]
            cell = {"file": file, "line": row["line"], "label": row["label"], "year": str(year or "")}
            found[row["locator"], row["printed"]].append(cell | {"document": row["document"]})
    if table := printed["table"]:
        file = paths.relative(paths.raw(plan) / table.file)
        for place, row in official.places(table):
            for year, cell in zip(table.years, row["cells"], strict=True):
                where = {"file": file, "line": cell.line, "label": row["label"], "year": str(year)}
                found[place, cell.text].append(where | {"document": about["title_zh"]})
    return found


def of(row, known):
    """Follow a row of any processed table, or of any figure's csv, to where its numbers come from.

    Parameters
    ----------
    row : dict
        From `rows`.
    known : dict
        From `material`.

    Returns
    -------
    list of dict
        end (one of `KINDS`), of (target, baseline, observed, figure, or what the reference says), row (the processed or
        reference row), printed, locator, file and line in data/raw, document and plan. Empty: the chain is broken.
    """
    if "plan" not in row:
        if "definition" in row:
            return [{"end": "definition", "of": "definition", "row": row}]
        summed = known["due"].get((row.get("indicator"), row.get("target_year")), [])
        return [_target(each, known) for each in summed] if "plans" in row else []
    if "counted" in row:
        plans = [row["plan"]] if row["plan"] in known["abouts"] else list(known["abouts"])
        return [_target(each, known) for (plan, _), each in known["targets"].items() if plan in plans]
    found = []
    for target in _targets(row, known):
        found += [_target(target, known), *_baseline(target, known)]
    found += [_observed(seen, known) for seen in _observations(row, known)]
    found += _references(row, known) if "reference" in row else []
    for side in "ab":
        printed = row.get(f"printed_{side}")
        found += _printed(row["plan"], row[f"locator_{side}"], printed, known, of="figure") if printed else []
    if "count" in row and "rule" in row and not found:
        same = [each for each in _table("findings", row["plan"]) if _agree(each, row, ("rule", "severity"))]
        found = [end for each in same for end in of(each, known)] or [{"end": "definition", "of": "rule", "row": row}]
    return list({repr(end): end for end in found}.values())


def _agree(one, other, names):
    return all(one.get(name) == other.get(name) for name in names)


def _targets(row, known):
    """Find the targets that a row rests on: the one it names, or those of its indicator that are due in its year."""
    if row.get("target_id") and row.get("part") != "observed":
        found = known["targets"].get((row["plan"], row["target_id"]))
        return [found] if found else []
    if "quantity" in row:
        cited = row["source"].split("; ")[1:] if row["scenario"] != "observed" else ()
        rows_of = (each for (plan, _), each in known["targets"].items() if plan == row["plan"])
        return [each for each in rows_of if _asked(each["indicator"], row) and each["document"] in cited]
    if row.get("role", "target") != "target" or row.get("part", "target") not in GOALS or "status" in row:
        return []
    if row.get("part") == "baseline":
        mine = (each for (plan, _), each in known["targets"].items() if plan == row["plan"])
        return [
            each for each in mine if each["indicator"] in _same(row, known) and each["baseline_year"] == row["year"]
        ]
    year = row.get("target_year") or row.get("horizon_year") or row.get("year")
    due = [each for slug in _same(row, known) for each in known["due"].get((slug, year), [])]
    return [each for each in due if each["plan"] == row["plan"]]


def _same(row, known):
    """List the definitions that a row's series may have: its own, and those that are compared with it."""
    own = [row[name] for name in ("indicator", "national") if row.get(name)]
    return list(dict.fromkeys([*own, *(slug for name in own for slug in known["same"].get(name, ()))]))


def _asked(slug, row):
    """Tell whether a row of cohorts is computed from an indicator."""
    if row["unit"] == "classes" or row["stage"] not in outlook.STAGES:
        return "class" in slug or slug.endswith("_enrolment")
    pupils, _ = pair = outlook.STAGES[row["stage"]]
    shares = (outlook.PUBLIC, pupils) if row["scenario"] in {"observed", "plan"} else COHORTS
    alone = {"implied_group": pair, "rate_effect": pair, "cohort_effect": pair, "share_in_heads": shares}
    return slug in alone.get(row["quantity"], COHORTS)


def _observations(row, known):
    """Find the observations that a row rests on: of its plan, the nation or the place it names, of its years."""
    if "status" in row:  # an observation itself
        return [row]
    if "quantity" in row:
        return [] if row["scenario"] == "plan" and row["unit"] != "classes" else _of_cohorts(row, known)
    if row.get("role") == "target" or (row.get("part") in GOALS and "first_value" not in row):
        return []
    plans = [row["plan"]]
    if row.get("national"):
        plans += [name for name, about in known["abouts"].items() if str(about.get("admin_code")) == NATION]
    if row.get("place"):
        plans = [row["place"]]
    named = [cell for name, cell in row.items() if name.endswith("year") and name not in PROMISED and cell]
    years = {int(float(year)) for year in named}
    until = row.get("observed_year") or (row.get("origin", "").isdigit() and row["origin"])
    spans = [(row.get("first_year"), row.get("last_year")), ("0", until)]
    within = [(int(first), int(last)) for first, last in spans if first and last]
    found = [
        seen
        for plan in plans
        for slug in _same(row, known)
        for seen in known["seen"].get((plan, slug), [])
        if int(seen["year"]) in years or any(first <= int(seen["year"]) <= last for first, last in within)
    ]
    return found


def _of_cohorts(row, known):
    """Find the observations that a row of cohorts cites; a scenario without a citation rests on all births."""
    code = str(known["abouts"][row["plan"]].get("admin_code", ""))
    plans = [row["plan"], *source.beside(row["plan"], known["abouts"]), *source.above(row["plan"], known["abouts"])]
    cited = row["source"].split("; ")[1:]
    return [
        seen
        for (plan, slug), rows_of in known["seen"].items()
        if plan in plans and _asked(slug, row) and (slug != "births" or code == NATION)
        for seen in rows_of
        if int(seen["year"]) <= int(row["year"]) and (not cited or seen["source"] in cited)
        if seen["year"] == row["year"] or row["scenario"] != "observed"
    ]


def _references(row, known):
    """Find what a row is held against: another plan's target, another place's, or histories with issuer and vintage."""
    against, cited = row["reference"], row.get("source", "")
    if against in known["abouts"]:
        slugs, year = _same(row, known), row["target_id"].partition("@")[2].partition("#")[0]
        due = [each for slug in slugs for each in known["due"].get((slug, year), []) if each["plan"] == against]
        return [end for each in due for end in (_target(each, known), *_baseline(each, known))]
    history = against.removesuffix("_without_jumps"), row["indicator"]
    held = {
        "peers": lambda each: each["admin_code"] == against and each["source"] in cited,
        "positions": lambda each: (each["histories"], each["indicator"]) == history and each["issuer"] in cited,
        "gains_from_start": lambda each: (
            (each["histories"], each["median"]) == (history[0], row["reference_value"]) and each["issuer"] in cited
        ),
        "places": lambda each: against.startswith("provinces") and each["indicator"].startswith("mean_years"),
    }
    found = [each for name, holds in held.items() for each in known["references"][name] if holds(each)]
    return [{"end": "reference", "of": "reference", "row": each} for each in found]


def _target(row, known):
    """End a target: in its printed cell, or in cells and arithmetic where its note has begun with =."""
    where = _printed(row["plan"], row["locator"], row["printed"], known, row, "target", row["target_year"])
    return where[0] if where else {"end": "", "of": "target", "row": row}


def _baseline(row, known):
    """End the baseline of a target: in the observation that it is, or in the cells that it is derived from."""
    if not row["baseline"]:
        return []
    mine = known["seen"].get((row["plan"], row["indicator"]), [])
    wanted = {"year": row["baseline_year"], "printed": row["baseline_printed"]}
    base = [seen for seen in mine if _agree(seen, wanted, wanted)]
    if base:
        return [_observed(seen, known) | {"of": "baseline"} for seen in base[:1]]
    places = PARTS.search(row["processing"])
    cells = known["cells"][row["plan"]]
    found = [
        end | {"end": "derived", "row": row}
        for place in (places[1].split(goals.AND) if places else ())
        for (locator, printed) in cells
        if locator == place and printed in re.split(r"/|(?<=\d) \+ ", row["baseline_printed"])
        for end in _printed(row["plan"], locator, printed, known, row, "baseline", row["baseline_year"])
    ]
    return found or [{"end": "", "of": "baseline", "row": row}]


def _observed(row, known):
    where = _printed(row["plan"], row["locator"], row["printed"], known, row, "observed", row["year"])
    if not where:
        return {"end": "", "of": "observed", "row": row}
    return where[0] | ({"end": "derived"} if row["derived"] == "true" else {})


def _printed(plan, locator, printed, known, row=None, of="figure", year=""):
    """Look a printed cell up at its place => list of one end, or of none."""
    found = known["cells"][plan].get((locator, printed), [])
    label = row["label_printed"] if row else None
    best = sorted(found, key=lambda cell: (cell["label"] != label, cell["year"] != year))[:1]
    return [
        cell | {"end": "printed", "of": of, "row": row, "printed": printed, "locator": locator, "plan": plan}
        for cell in best
    ]
