"""The rows of an official indicator table to observations and targets."""

from helpers import goals
from helpers.clean import facts, prose, values
from helpers.clean.definitions import in_unit
from helpers.codebook import source
from helpers.errors import InputError, at, together

FILE = "indicator_table.txt"
ELSEWHERE = "leave its row out here and transcribe it in targets.csv"


def observations(table, about, definitions, faults=None):
    """Make the rows of observations from a table (`helpers.clean.flattened.Table`, or None) => iterator of dicts.

    What is wrong is noted in `faults` (`helpers.errors.Faults`) where they are given, and raised otherwise.

    Examples
    --------
    >>> from helpers.codebook import source
    >>> from helpers.clean import flattened
    >>> from helpers.clean.definitions import Definitions
    >>> plan = "yantai-14fyp"
    >>> next(observations(flattened.read(plan), source.read(plan), Definitions(plan)))["value"]
    41.17
    """
    for row, entry, _, locator, printed in _rows(table, about, definitions, faults):
        for year, (text, value) in printed.items():
            if year <= (row.get("start") or about["baseline_year"]):
                basis = "total" if value.kind == "increment" else "level"
                more = {"year": year, "basis": basis, "locator": locator, "label_printed": row["label"]}
                yield facts.observation(value, text, entry, about, processing=value.processing, **more)


def targets(table, about, definitions, starts, faults=None):
    """Make the rows of targets from a table => iterator of dicts; starts as `helpers.goals.starts` gives them.

    Examples
    --------
    >>> from helpers.codebook import source
    >>> from helpers.clean import flattened
    >>> from helpers.clean.definitions import Definitions
    >>> plan = "yantai-14fyp"
    >>> next(targets(flattened.read(plan), source.read(plan), Definitions(plan), {}))["target_low"]
    75.0
    """
    for row, entry, note, locator, printed in _rows(table, about, definitions, faults):
        start = row.get("start") or about["baseline_year"]
        text, own = printed.get(start, ("", None))
        usable = own and own.comparator == "=" and own.kind == "level"
        base = {"value": own.number, "halfwidth": facts.halfwidth(own, text)} if usable else None
        done = own.processing if usable else ()
        if own and not usable:
            note = [*note, f"baseline printed as {text}: no number to start from"]
        elif not own:
            base, done = goals.start(starts, entry, start)
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
                    document=about["title_zh"],
                    locator=locator,
                    baseline_printed=text,
                )


def places(table):
    """Name the place of every row of a table, by its title or, where it has none, its file => [(locator, row)].

    Examples
    --------
    >>> from helpers.clean import flattened
    >>> table = flattened.read("yantai-14fyp")
    >>> table.title = ""
    >>> [locator for locator, _ in places(table)][:2]
    ['indicator_table.txt·1', 'indicator_table.txt·2']
    """
    rows = enumerate(table.rows, 1)
    return [(row.get("locator") or f"{table.title or FILE}·{number}", row) for number, row in rows]


def check(table, definitions, faults):
    r"""Note what cannot be read in a table of which nobody knows the years.

    Examples
    --------
    >>> from helpers import errors
    >>> from helpers.clean import flattened
    >>> from helpers.clean.definitions import Definitions
    >>> faults = errors.Faults()
    >>> check(flattened.parse("指标\n2020\n甲率(%)\n90人"), Definitions("yantai-14fyp"), faults)
    >>> len(faults.met)
    1
    """
    for _ in _rows(table, None, definitions, faults):
        pass


def _rows(table, about, definitions, faults):
    """Read an official table => for every row it, its definition, its label's note, locator, {year: (text, Value)}."""
    if table is None:
        return
    file = definitions.file(table.file)
    with together(faults) as faults:
        if about is not None:
            with faults.noted():
                _check_years(table, about, file)
        for locator, row in places(table):
            found = None
            with faults.noted(), together() as own:
                found = _row(row, table, about, definitions, file, own)
            if found:
                entry, note, printed = found
                yield row, entry, note, locator, printed


def _row(row, table, about, definitions, file, faults):
    # A column of changes, such as 年均增长, has no year: it restates what the levels say.
    cells = {year: cell for year, cell in zip(table.years, row["cells"], strict=True) if year}
    parsed = {}
    for year, cell in cells.items():
        with faults.noted():
            parsed[year] = _value(cell, row, year, about, file)
    faults.tell()
    if about:
        _check_levels(row, table, about, parsed, file)
    unit = next((value.unit for value in parsed.values() if value), values.unit(row["unit"])[0])
    entry, note = definitions.find(row, unit)
    printed = {
        year: (cells[year].text, in_unit(parsed[year], entry, file=file, line=row["line"], label=row["label"]))
        for year in cells
        if parsed[year]
    }
    return entry, [*note, *row.get("done", [])], printed


def _check_levels(row, table, about, parsed, file):
    """Refuse a row whose target stands in a column of changes only: it would be lost."""
    if any(value for year, value in parsed.items() if year > (row.get("start") or about["baseline_year"])):
        return
    for name, year, cell in zip(table.columns, table.years, row["cells"], strict=True):
        if year is None and values.plain(cell.text) not in values.MISSING:
            raise InputError(
                f"({row['label']}) stands under {name}, and no level is printed for {about['target_year']}",
                f"{ELSEWHERE} with kind increment or rate_per_year",
                **at(file, cell),
            )


def _check_years(table, about, file):
    years = [year for year in table.years if year]
    wanted = {"target_year": about["target_year"]}
    # What is of a year after the plan was published can be no baseline.
    if min(years) <= (source.published_year(about) or about["target_year"] - 1):
        wanted["baseline_year"] = about["baseline_year"]
    for key, year in wanted.items():
        if year not in years:
            to_tell = "; where all columns are targets, fill in published" if key == "baseline_year" else ""
            raise InputError(
                f"the table has the years {', '.join(map(str, years))}, but {key} in source.yml is {year}",
                f"correct {key}, or the table's header{to_tell}",
                file=file,
            )


def _value(cell, row, year, about, file):
    try:
        value = values.parse(cell.text, row["unit"], row["label"])
        kinds = {"level", "maintain", "increment"}
        if value and about and year > about["baseline_year"]:
            kinds |= {"rate_per_year", "step_per_year"}
        if value and value.kind not in kinds:
            raise values.Unreadable("is a change, and no level", f"{ELSEWHERE} with {prose.AS_CHANGE}")
    except ValueError as error:
        raise InputError(
            f"({row['label']}, {year}) {error}",
            getattr(error, "remedy", "")
            or "look it up in the document and write the cell as printed there, or — where it is empty; where it is "
            f"printed so, {ELSEWHERE} with a note that begins read …: and the reason",
            **at(file, cell),
        ) from None
    return value
