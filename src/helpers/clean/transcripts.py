"""What was transcribed from a document's prose: targets.csv, observations.csv and breaks.csv of a raw plan.

Labels and values stand there as printed. A note may begin with what the figure is read as, or how it follows from
others:

- `read 1-2项: dash lost in the copy` — the printed figure cannot be taken as it stands;
- `= 0.41% + 0.84个百分点` — it is not printed, but follows from figures that are.

Anything else in a note is kept beside the number. A label stands letter for letter in its document, … where words or
figures between are left out. Where a plan prints one label for two definitions (大班额 for their number and their
share), `indicator` names the one that is meant.
"""

import re
from dataclasses import dataclass, replace

from helpers import paths
from helpers.clean import flattened, fold, units, values
from helpers.codebook import source
from helpers.errors import InputError, together

COLUMNS = {
    "targets": ["label", "printed", "year", "target_year", "kind", "comparator", "locator", "note"],
    "observations": ["label", "printed", "year", "year_from", "basis", "locator", "note"],
    "breaks": ["label", "year", "note"],
}
OPTIONAL = {"targets": ["document", "indicator"], "observations": ["evidence", "source", "document", "indicator"]}
NEEDED = {
    "targets": ["label", "printed", "locator"],
    "observations": ["label", "printed", "year", "basis"],
    "breaks": ["label", "year", "note"],
}
ALLOWED = {
    "kind": {"", "increment", "step_per_year", "rate_per_year", "parity", "recurrent", "non_decrease", "relative"}
    | {"milestone", "maintain", "level"},
    "comparator": {"", "=", ">=", "<=", "~", "range"},
    "basis": {"level", "total", "change", "status"},
}
OPEN = "open"
"""A target's `year` where the document does not say from which year an increment counts."""
PRINTED = {"label", "printed", "locator", "note", "source", "document"}
"""Columns that keep a document's own words; the others have words of ours."""
IN_WORDS = ("milestone", "relative", "non_decrease")
"""Kinds of targets in which no number is looked for."""
READ_AS = re.compile(r"read (?P<cell>.+?): (?P<why>.+)")
VERB = re.compile(r"\s*(read\b|=)", re.IGNORECASE)
TERM = re.compile(r"\s([+−-])\s")
NARROWER = {"=": {">=", "<=", "~"}, "range": {">=", "<="}}
"""Bounds that words apart from a figure may give it, by what the figure itself says."""


@dataclass(frozen=True)
class Reading:
    """What a transcribed row says: a Value or None, what was done to it, whether it is derived, what is to note."""

    value: values.Value | None
    processing: tuple[str, ...] = ()
    derived: bool = False
    note: str = ""


def read(plan, table, about=None, faults=None):
    """Read a transcribed table of a plan => list of dicts with the printed strings, years as integers, and the line.

    Parameters
    ----------
    plan : str
        A folder of data/raw.
    table : str
        targets, observations or breaks. A file that is not there has no rows.
    about : dict, optional
        The plan's source.yml where it has been read already.
    faults : helpers.errors.Faults, optional
        Where to note what is wrong; the rows that are right are given then.

    Raises
    ------
    InputError
        If a column is not known or one that is needed is not there, a cell that is needed is empty, a year is not one,
        a word is not allowed, or source.yml does not know the document, or not the locator in that document's outline.

    Examples
    --------
    >>> rows = read("yunyang-14fyp", "targets")
    >>> rows[0]["label"], rows[0]["printed"], rows[0]["target_year"], rows[0]["locator"]
    ('学前教育三年毛入园率', '95%', 2025, '第二部分·三(二)·1')
    >>> rows[0]["document"]
    '云阳县教育事业发展“十四五”规划(2021—2025年)'
    """
    file = paths.raw(plan) / f"{table}.csv"
    if not file.exists():
        return []
    name, found = paths.relative(file), []
    about = source.read(plan) if about is None else about
    with together(faults) as faults, faults.noted():
        header, lines = paths.read_rows(file)
        header = [fold.alike(name).strip() for name in header]
        columns = _columns(header, table, name)
        for line, cells in lines:
            with faults.noted():
                found.append(_checked(cells, header, columns, table, about, name, line))
    return found


def checked(row, table, about, name):
    """Check one row, given as texts with its line, as `read` checks those of a file => dict as `read` gives it.

    Raises
    ------
    InputError
        With everything that is wrong with it.

    Examples
    --------
    >>> about = {"title_zh": "某县规划"}
    >>> row = {"label": "甲率", "printed": "95%", "locator": "二", "target_year": "2025", "line": 2}
    >>> checked(row, "targets", about, "targets.csv")["target_year"]
    2025
    """
    header = [key for key in row if key != "line"]
    return _checked(
        [row[key] for key in header], header, [*COLUMNS[table], *OPTIONAL[table]], table, about, name, row["line"]
    )


def _columns(header, table, name):
    """Check a header => all columns that there may be; those that are not needed may be left out."""
    known = COLUMNS[table] + OPTIONAL.get(table, [])
    missing = [column for column in NEEDED[table] if column not in header]
    strange = [column for column in header if column not in known or header.count(column) > 1]
    if missing or strange:
        why = f" (no {missing[0]})" if missing else f" ({strange[0]!r} is not known or stands twice)"
        optional = [column for column in known if column not in NEEDED[table]]
        remedy = f"write {','.join(known)}, of which {', '.join(optional)} may be left out" if optional else ""
        raise InputError(f"the header is another one{why}", remedy or f"write {','.join(known)}", file=name)
    return known


def reading(row):
    """Read the figure of a transcribed row => Reading.

    Parameters
    ----------
    row : dict
        label, printed, note and, for a target, kind and comparator.

    Raises
    ------
    ValueError
        If the figure does not read whole as a value.

    Examples
    --------
    >>> found = reading({"label": "大班额占比", "printed": "0.41%", "note": "= 0.41% + 0.84个百分点; no scope"})
    >>> found.value.low, found.value.halfwidth, found.derived, found.note
    (1.25, 0.01, True, 'no scope')
    >>> reading({"label": "技能", "printed": "12项", "note": "read 1-2项: dash lost in the copy"}).value.comparator
    'range'
    """
    first, _, rest = row["note"].replace("：", ": ").partition("; ")
    if any(VERB.match(part) for part in rest.split("; ")):
        raise ValueError(f"has a note in which read or = does not come first, {row['note']}")
    if first.startswith("= "):
        value = _sum(first)
        return Reading(value, (f"{first[2:]} = {value.low:.12g} {value.unit}",), True, rest)
    if row.get("kind") in IN_WORDS or row.get("basis") == "status":
        return Reading(None, note=row["note"])
    repair = READ_AS.fullmatch(first)
    if VERB.match(first) and not repair:
        raise ValueError(f"has a note that is neither 'read X: why' nor '= a + b', {row['note']}")
    cell = repair["cell"] if repair else row["printed"]
    value = values.parse(cell, _unit_of(row["label"]), row["label"])
    if value is None:
        raise ValueError("is no figure")
    done = [f"{row['printed']} read as {cell}: {repair['why']}"] if repair else []
    if not re.search(r"\d", values.plain(row["printed"])):
        value = replace(value, halfwidth=0.0)
    value, bounded = _bounded(value, row.get("comparator", ""))
    return Reading(value, (*done, *value.processing, *bounded), note=rest if repair else row["note"])


def _unit_of(label):
    """Take the unit in a label's bracket where it is one: 在校学生数(万人) => 万人, 大班额(5666人) => nothing."""
    unit = flattened.unit_of(label)
    return unit if units.known(unit) else ""


def _bounded(value, comparator):
    """Give a value the bound that stands apart from its figure."""
    if comparator in {"", value.comparator}:
        return value, ()
    if comparator not in NARROWER.get(value.comparator, ()):
        raise ValueError(f"says {value.comparator}, and comparator says {comparator}")
    number = value.low if comparator == ">=" else value.high
    low, high = (None if comparator == "<=" else number), (None if comparator == ">=" else number)
    bounded = replace(value, comparator=comparator, low=low, high=high)
    return bounded, (f"{comparator} from the words around the figure",)


def _sum(expression):
    """Add printed figures: '= 0.41% + 0.84个百分点' => a Value whose half-width is the sum of theirs."""
    first, *others = TERM.split(expression[2:])
    value = _term(first)
    low, width = value.low, value.halfwidth
    for sign, term in zip(others[::2], others[1::2], strict=True):
        part = _term(term)
        if {part.unit, value.unit} not in ({value.unit}, {"percent", "points"}):
            raise ValueError(f"adds {value.unit} and {part.unit}")
        low += part.low if sign == "+" else -part.low
        width += part.halfwidth
    low, width = float(f"{low:.12g}"), float(f"{width:.12g}")
    return replace(value, low=low, high=low, halfwidth=width, processing=())


def _term(printed):
    value = values.parse(printed)
    if value is None or value.comparator != "=":
        raise ValueError(f"has a term that is no single number, {printed}")
    return value


def _checked(cells, header, columns, table, about, name, line):
    if len(cells) != len(header):
        raise InputError("has more or fewer cells than the header", "quote a cell with a comma", file=name, line=line)
    row = dict.fromkeys(columns, "") | {key: cell.strip() for key, cell in zip(header, cells, strict=True)}
    row |= {key: fold.alike(row[key]).strip() for key in row.keys() - PRINTED} | {"line": line}
    with together() as faults:
        faults.met += _wrong(row, table, name)
        for key in ("year", "year_from", "target_year"):
            with faults.noted():
                row[key] = _year(row.get(key, ""), key, name, line, open_too=table == "targets" and key == "year")
        years = row["year_from"], row["year"]
        if all(isinstance(year, int) for year in years) and years[0] > years[1]:
            raise InputError("year_from is after year", "swap them", file=name, line=line, cell=row["label"])
        if table != "breaks" and about:  # a source.yml with faults names no documents
            with faults.noted():
                row["document"] = _document(row, about, name, line)
    return row


def _wrong(row, table, name):
    """Yield what is wrong with a row's words."""
    where = {"file": name, "line": row["line"]}
    for key in NEEDED[table]:
        if not fold.mended(row[key]).strip():
            yield InputError(f"{key} is empty", "fill it in", **where, cell=row["label"])
    for key in [key for key in ALLOWED if key in row]:
        if row[key] not in ALLOWED[key] and (row[key] or key not in NEEDED[table]):
            words = ", ".join(sorted(ALLOWED[key] - {""}))
            yield InputError(f"{key} cannot be that", f"use {words}", **where, cell=row[key])


def _document(row, about, name, line):
    """Give the title of a row's document, once its locator is known to lie there."""
    documents = source.documents(about)
    elsewhere = row.get("source", "") not in {"", *documents}
    named = fold.mended(row.get("document", "")) or (not elsewhere and row.get("source", "")) or about["title_zh"]
    if named not in documents:
        raise InputError(
            "source.yml knows no such document",
            f"write the title of one that it names ({'; '.join(documents)}), or add it under further_documents",
            file=name,
            line=line,
            cell=named,
        )
    if documents[named] and not elsewhere and source.place_of(about, row["locator"], named) is None:
        raise InputError(
            f"the outline of {named} in source.yml has no such place",
            "correct the locator, add the heading to the outline, or name the document that it lies in under document",
            file=name,
            line=line,
            cell=row["locator"],
        )
    return named


def _year(cell, key, name, line, open_too):
    if cell == "" or (cell == OPEN and open_too):
        return cell or None
    if not re.fullmatch(r"(19|20)\d\d", cell):
        raise InputError(f"{key} is not a year", "write four digits or leave it empty", file=name, line=line, cell=cell)
    return int(cell)
