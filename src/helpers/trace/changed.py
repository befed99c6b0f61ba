"""Which numbers differ from an earlier version, by plan and indicator, with the reason that the changelog gives."""

import csv
import io
import re
import subprocess
import tarfile
from pathlib import Path, PurePosixPath

from helpers import paths, texts
from helpers.codebook import schema
from helpers.errors import InputError
from helpers.language import of

LINES = texts.load("trace")["changed"]
RESULTS = ("code", "verdict", "flags", "sign")
"""Words that stand where a number cannot, or say what it means."""
HEADING = "Numbers changed"
FOLDER = "data/processed"


def told(version, language="en"):
    """List the numbers that differ from a version => list of lines, by plan and indicator.

    Raises
    ------
    InputError
        If the version is neither a folder with tables nor a tag or commit of this git checkout.
    """
    before, now = tables_of(version), _folder(paths.processed())
    found, points, lines = differing(before, now), changelog(), []
    for plan in sorted({plan for plan, _ in found}):
        said = set()
        for slug in sorted(slug for name, slug in found if name == plan):
            lines += [f"{plan} · {slug}" if slug else plan, *(f"  {change}" for change in found[plan, slug])]
            why = [point for point in points if _names(point, slug) and not _of_others(point, plan)]
            lines += [f"  {of(language).say(LINES, 'reason', why=point)}" for point in why]
            said.update(why)
        of_plan = [point for point in points if _of(point, plan) and point not in said]
        lines += [of(language).say(LINES, "of_plan", plan=plan, why=point) for point in of_plan]
    for name in sorted(before.keys() ^ now.keys()):
        lines.append(of(language).say(LINES, "new_table" if name in now else "old_table", file=f"{FOLDER}/{name}"))
    return lines or [of(language).say(LINES, "nothing", version=version)]


def tables_of(version):
    """Read the plans' tables of a folder, or of a tag or commit => {plan/table.csv: text}.

    Raises
    ------
    InputError
        As `told`.
    """
    folder = Path(version)
    if folder.is_dir():
        inside = folder / FOLDER if (folder / FOLDER).is_dir() else folder
        if found := _folder(inside):
            return found
        remedy = f"name a folder that has <plan>/targets.csv, such as the {FOLDER} of an older copy"
        raise InputError("the folder has no tables of plans", remedy, file=version)
    try:
        made = subprocess.run(
            ["git", "archive", "--format=tar", version, FOLDER], cwd=paths.root(), capture_output=True, check=False
        )
    except FileNotFoundError:
        remedy = f"install git, or name a folder with the older tables ({FOLDER} of that version)"
        raise InputError(f"git is not there to look {version} up", remedy) from None
    if made.returncode:
        why = made.stderr.decode(errors="replace")
        if "not a git repository" in why.lower():
            wrong, remedy = (
                "this copy is no git checkout",
                f"name a folder with the older tables ({FOLDER} of that version)",
            )
        elif "did not match any" in why:
            wrong, remedy = f"{version} has no {FOLDER}", "name a later tag or commit"
        else:
            wrong = f"no folder, tag or commit is called {version!r}"
            remedy = "git tag lists the tags, git log the commits; or name a folder with the older tables"
        raise InputError(wrong, remedy)
    with tarfile.open(fileobj=io.BytesIO(made.stdout)) as archive:
        held = {item.name: archive.extractfile(item).read() for item in archive if item.isfile()}
    return {
        name.removeprefix(f"{FOLDER}/"): text.decode("utf-8")
        for name, text in held.items()
        if _is_table(PurePosixPath(name.removeprefix(f"{FOLDER}/")))
    }


def _folder(folder):
    files = {file.relative_to(folder).as_posix(): file for file in sorted(folder.glob("*/*.csv"))}
    return {name: paths.read_text(file) for name, file in files.items() if _is_table(PurePosixPath(name))}


def _is_table(name):
    declared = {item["name"] for item in schema.package()["resources"]}
    return len(name.parts) == 2 and name.suffix == ".csv" and name.stem in declared - {"indicators"}


def differing(before, now):
    """Compare the tables that both versions have => {(plan, indicator): ["file, key: column old → new"]}."""
    found = {}
    for name in sorted(before.keys() & now.keys()):
        plan, table = PurePosixPath(name).parent.name, PurePosixPath(name).stem
        (had, old), (has, new) = (_read(text) for text in (before[name], now[name]))
        key = [column for column in _key(table) if column in had and column in has]
        columns = [column for column in _columns(table) if column in had and column in has and column not in key]
        old, new = ({tuple(row[column] for column in key): row for row in rows} for rows in (old, new))
        for place in [*old, *(place for place in new if place not in old)]:
            one, other = old.get(place, {}), new.get(place, {})
            pairs = [(column, one.get(column, ""), other.get(column, "")) for column in columns]
            parts = [f"{column} {old or '–'} → {new or '–'}" for column, old, new in pairs if _differ(old, new)]
            if parts or not (one and other):
                where = " · ".join(part for part in place if part not in {plan, ""})
                row = f"{table}.csv, {where}: {'; '.join(parts) or ('– → +' if other else '+ → –')}"
                found.setdefault((plan, (other or one).get("indicator", "")), []).append(row)
    return found


def _read(text):
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return rows.fieldnames or [], list(rows)


def _key(table):
    return next(item for item in schema.package()["resources"] if item["name"] == table)["schema"]["primaryKey"]


def _columns(table):
    """Name the columns of a table that hold numbers or results."""
    numbers = {"number", "integer", "year", "boolean"}
    return [
        field["name"]
        for field in schema.fields(table)
        if (field["type"] in numbers or field["name"] in RESULTS) and field["name"] != "order"
    ]


def _differ(one, other):
    try:
        return float(one) != float(other)
    except ValueError:
        return one != other


def changelog():
    """Read what CHANGELOG.md says under "Numbers changed" => list of its points, each on one line."""
    file = paths.root() / "CHANGELOG.md"
    sections = re.split(r"^#+ ", paths.read_text(file) if file.exists() else "", flags=re.MULTILINE)
    parts = [section.removeprefix(HEADING) for section in sections if section.startswith(HEADING)]
    points = [point for part in parts for point in re.split(r"^- ", part, flags=re.MULTILINE)[1:]]
    return [" ".join(point.split()) for point in points]


def _names(point, slug):
    """Tell whether a point names an indicator by its slug, alone or in a target_id."""
    return bool(slug) and bool(re.search(rf"(?<![\w-]){re.escape(slug)}(?!\w)", point))


def _of(point, plan):
    """Tell whether a point names a plan, or its place as the plan's name begins with it."""
    return bool(re.search(rf"\b{re.escape(plan.split('-')[0])}\b", point, re.IGNORECASE))


def _of_others(point, plan):
    """Tell whether a point names plans, and this one not among them."""
    return not _of(point, plan) and any(_of(point, other) for other in paths.plans())
