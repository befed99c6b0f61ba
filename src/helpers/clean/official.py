"""The rows of an official indicator table to observations and targets."""

from helpers import facts, values
from helpers.clean.definitions import in_unit
from helpers.errors import InputError

FILE = "indicator_table.txt"


def observations(table, about, definitions):
    """Make the rows of observations from a table (`helpers.tables.Table`, or None) => iterator of dicts.

    Examples
    --------
    >>> from helpers import source, tables
    >>> from helpers.clean.definitions import Definitions
    >>> plan = "yantai-14fyp"
    >>> next(observations(tables.read(plan), source.read(plan), Definitions(plan)))["value"]
    41.17
    """
    for row, entry, _, locator, printed in _rows(table, about, definitions):
        for year, (text, value) in printed.items():
            if year <= (row.get("start") or about["baseline_year"]):
                basis = "total" if value.kind == "increment" else "level"
                more = {"year": year, "basis": basis, "locator": locator, "processing": value.processing}
                yield facts.observation(value, text, entry, about, **more)


def targets(table, about, definitions, starts):
    """Make the rows of targets from a table => iterator of dicts; starts as `helpers.facts.starts` gives them.

    Examples
    --------
    >>> from helpers import source, tables
    >>> from helpers.clean.definitions import Definitions
    >>> plan = "yantai-14fyp"
    >>> next(targets(tables.read(plan), source.read(plan), Definitions(plan), {}))["target_low"]
    75.0
    """
    for row, entry, note, locator, printed in _rows(table, about, definitions):
        start = row.get("start") or about["baseline_year"]
        text, own = printed.get(start, ("", None))
        usable = own and own.comparator == "=" and own.kind == "level"
        base, done = ({"value": own.number, "halfwidth": own.halfwidth}, own.processing) if usable else (None, ())
        if own and not usable:
            note = [*note, f"baseline printed as {text}: no number to start from"]
        elif not own:
            base, done = facts.start(starts, entry, start)
            text = base["printed"] if base else ""
        for year, (cell, value) in printed.items():
            if year > start:
                yield facts.target(
                    value,
                    cell,
                    entry,
                    base,
                    nature=row["nature"],
                    processing=[*note, *facts.of("baseline", done), *facts.of("target", value.processing)],
                    label_printed=row["label"],
                    baseline_year=start,
                    target_year=year,
                    origin="table",
                    locator=locator,
                    baseline_printed=text,
                )


def _rows(table, about, definitions):
    """Read an official table => for every row it, its definition, its label's note, locator, {year: (text, Value)}."""
    if table is None:
        return
    file = definitions.file(FILE)
    _check_years(table, about, file)
    for number, row in enumerate(table.rows, 1):
        # A column of changes, such as 年均增长, has no year: it restates what the levels say.
        cells = {year: cell for year, cell in zip(table.years, row["cells"], strict=True) if year}
        parsed = {year: _value(cell, row, year, file) for year, cell in cells.items()}
        unit = next((value.unit for value in parsed.values() if value), values.unit(row["unit"])[0])
        entry, note = definitions.find(row, unit)
        printed = {
            year: (cells[year].text, in_unit(parsed[year], entry, file=file, line=row["line"], label=row["label"]))
            for year in cells
            if parsed[year]
        }
        locator = row.get("locator") or f"{table.title or FILE}·{number}"
        yield row, entry, [*note, *row.get("done", [])], locator, printed


def _check_years(table, about, file):
    years = [year for year in table.years if year]
    wanted = {"target_year": about["target_year"]}
    if min(years) < about["target_year"]:
        wanted["baseline_year"] = about["baseline_year"]
    for key, year in wanted.items():
        if year not in years:
            raise InputError(
                f"the table has the years {', '.join(map(str, years))}, but {key} in source.yml is {year}",
                f"correct {key}, or the table's header",
                file=file,
            )


def _value(cell, row, year, file):
    try:
        return values.parse(cell.text, row["unit"], row["label"])
    except ValueError as error:
        raise InputError(
            f"({row['label']}, {year}) {error}",
            "look it up in the document and write the cell as printed there, or — where it is empty",
            file=file,
            line=cell.line,
            cell=cell.text,
        ) from None
