"""What was published to the tidy tables: targets, observations and the part of the codebook they use."""

from collections import Counter
from dataclasses import replace

import pandas as pd

from helpers import codebook, facts, paths, schema, source, tables, transcripts, values
from helpers.errors import InputError

COMBINED = ("targets", "observations", "required_growth", "findings", "indicators")


def plan(name):
    """Clean a plan => {'targets': …, 'observations': …, 'indicators': …}, frames as schema declares them.

    Raises
    ------
    InputError
        If a file is not the one that was checked, a cell cannot be read, or there is nothing to clean.

    Examples
    --------
    >>> cleaned = plan("yunyang-14fyp")
    >>> cleaned["targets"]["origin"].value_counts()["table"]
    np.int64(15)
    """
    about = source.read(name)
    printed = published(name)
    definitions = _Definitions()
    observations = [*_table_observations(printed["table"], name, about, definitions)]
    observations += _prose_observations(printed, name, about, definitions)
    starts = _starts(observations)
    targets = [*_table_targets(printed["table"], name, about, definitions, starts)]
    targets += _prose_targets(printed["targets"], name, about, definitions, starts)
    made = {
        "targets": _in_order(_numbered(targets), about),
        "observations": _in_order(observations, about),
        "indicators": definitions.used.values(),
    }
    return {table: _framed(rows, table, name) for table, rows in made.items()}


def published(name):
    """Give what a plan's folder holds => {'table': Table or None, 'targets': […], 'observations': […], 'breaks': […]}.

    Raises
    ------
    InputError
        If there is neither a table nor anything transcribed.

    Examples
    --------
    >>> found = published("chuxiong-2023-2025")
    >>> found["table"] is None, len(found["targets"]) > 30
    (True, True)
    """
    file = paths.raw(name) / "indicator_table.txt"
    found = {table: transcripts.read(name, table) for table in transcripts.COLUMNS}
    found["table"] = tables.read(name) if file.exists() else None
    if not any(found.values()):
        raise InputError(
            "there is nothing to clean",
            "add indicator_table.txt, targets.csv or observations.csv",
            file=paths.relative(file.parent),
        )
    return found


def filled(printed, baseline_year):
    """Count the figures of what `published` gives => (observations, targets), for a check.

    Examples
    --------
    >>> filled(published("yantai-14fyp"), 2020)[0]
    13
    """
    past, future = printed["table"].filled(baseline_year) if printed["table"] else (0, 0)
    return past + len(printed["observations"]), future + len(printed["targets"])


def save(name, cleaned):
    """Write a plan's cleaned tables to data/processed/<plan>."""
    for table, frame in cleaned.items():
        schema.save(frame, table, name)


def combine():
    """Put the tables of all plans together => {table: frame}, a plan after the other, and the codebook they use.

    Examples
    --------
    >>> {"yantai-14fyp", "yunyang-14fyp"} <= set(combine()["targets"]["plan"])
    True
    """
    combined = {}
    for table in COMBINED:
        files = [paths.processed(plan) / f"{table}.csv" for plan in paths.plans()]
        frames = [frame for file in files if file.exists() if len(frame := schema.read(file, table))]
        frames = frames or [schema.check(pd.DataFrame(columns=_names(table)), table)]
        combined[table] = pd.concat(frames, ignore_index=True)
    described = codebook.load().reset_index(drop=True)
    both = pd.concat([described, combined["indicators"]], ignore_index=True)
    combined["indicators"] = both.drop_duplicates("indicator", ignore_index=True)
    return combined


def save_combined(combined):
    """Write the combined tables to data/processed, with the data package that declares them."""
    for table, frame in combined.items():
        schema.save(frame, table)
    schema.publish()


def undescribed(cleaned):
    """List the names of indicators that nobody has described in data/raw/indicators.csv.

    Examples
    --------
    >>> undescribed(plan("yunyang-14fyp"))
    []
    """
    book = cleaned["indicators"]
    return book.loc[book["definition"].isna(), "indicator_zh"].tolist()


class _Definitions:
    """The codebook and the part of it that a plan uses."""

    def __init__(self):
        self.book = codebook.load()
        self.known = codebook.labels(self.book)
        self.used = {}

    def find(self, row, unit):
        """Find what a printed row (stage, parent, label) means => (codebook row, note on the label)."""
        return self._used(*codebook.identify(row, self.known), row, unit)

    def find_in_prose(self, label, plan, unit):
        """Find what a label of the prose means, which may be so in one plan only."""
        row = {"stage": "", "parent": "", "label": label}
        return self._used(*codebook.identify(row | {"stage": plan}, self.known), row, unit)

    def _used(self, slug, note, row, unit):
        entry = self.book.loc[slug].to_dict() if slug else codebook.describe(row, unit)
        self.used[entry["indicator"]] = entry
        return entry, [f"label: {note}"] if note else []


def _names(table):
    return [field["name"] for field in schema.fields(table)]


def _framed(rows, table, name):
    frame = pd.DataFrame([{"plan": name} | row for row in rows]).reindex(columns=_names(table))
    return schema.check(frame, table, paths.relative(paths.raw(name)))


def _table_rows(table, name, about, definitions):
    """Read an official table => for every row it, its definition, its label's note, locator, {year: (text, Value)}."""
    if table is None:
        return
    _check_years(table, about, name)
    file = paths.relative(paths.raw(name) / "indicator_table.txt")
    for number, row in enumerate(table.rows, 1):
        # A column of changes, such as 年均增长, has no year: it restates what the levels say.
        cells = {year: cell for year, cell in zip(table.years, row["cells"], strict=True) if year}
        parsed = {year: _value(cell, row, year, file) for year, cell in cells.items()}
        unit = next((value.unit for value in parsed.values() if value), values.unit(row["unit"])[0])
        entry, note = definitions.find(row, unit)
        printed = {
            year: (cells[year].text, _in_codebook_unit(parsed[year], entry, file, row["line"], row["label"]))
            for year in cells
            if parsed[year]
        }
        yield row, entry, note, f"{table.title or 'indicator_table.txt'}·{number}", printed


def _table_observations(table, name, about, definitions):
    for _, entry, _, locator, printed in _table_rows(table, name, about, definitions):
        for year, (text, value) in printed.items():
            if year <= about["baseline_year"]:
                basis = "total" if value.kind == "increment" else "level"
                more = {"year": year, "basis": basis, "locator": locator, "processing": value.processing}
                yield facts.observation(value, text, entry, about, **more)


def _table_targets(table, name, about, definitions, starts):
    start = about["baseline_year"]
    for row, entry, note, locator, printed in _table_rows(table, name, about, definitions):
        text, own = printed.get(start, ("", None))
        usable = own and own.comparator == "=" and own.kind == "level"
        base, done = ({"value": own.number, "halfwidth": own.halfwidth}, own.processing) if usable else (None, ())
        if own and not usable:
            note = [*note, f"baseline printed as {text}: no number to start from"]
        elif not own:
            base, done = _start(starts, entry, start)
            text = base["printed"] if base else ""
        for year, (cell, value) in printed.items():
            if year > start:
                yield facts.target(
                    value,
                    cell,
                    entry,
                    base,
                    nature=row["nature"],
                    processing=[*note, *_of("baseline", done), *_of("target", value.processing)],
                    label_printed=row["label"],
                    baseline_year=start,
                    target_year=year,
                    origin="table",
                    locator=locator,
                    baseline_printed=text,
                )


def _prose_observations(printed, name, about, definitions):
    file = paths.relative(paths.raw(name) / "observations.csv")
    breaks = {(row["label"], row["year"]): row["note"] for row in printed["breaks"]}
    for row in printed["observations"]:
        found = _reading(row, file)
        entry, note = definitions.find_in_prose(row["label"], name, found.value.unit)
        value = found.value
        if row["basis"] != "change" or value.unit not in {"percent", "points"}:
            value = _in_codebook_unit(value, entry, file, row["line"], row["label"])
        broken = breaks.pop((row["label"], row["year"]), "")
        yield facts.observation(
            value,
            row["printed"],
            entry,
            about,
            year=row["year"],
            year_from=row["year_from"],
            basis=row["basis"],
            locator=row["locator"],
            processing=[*note, *found.processing],
            derived=found.derived or row.get("evidence") == "derived",
            break_before=bool(broken),
            evidence=row.get("evidence"),
            source=row.get("source"),
            note="; ".join(filter(None, [found.note, broken])),
        )
    if breaks:
        label, year = next(iter(breaks))
        raise InputError(
            f"observations.csv has no {label} of {year}",
            "correct label or year, or delete the row",
            file=paths.relative(paths.raw(name) / "breaks.csv"),
            cell=label,
        )


def _prose_targets(rows, name, about, definitions, starts):
    file = paths.relative(paths.raw(name) / "targets.csv")
    for row in rows:
        found = _reading(row, file)
        entry, note = definitions.find_in_prose(row["label"], name, found.value.unit if found.value else "")
        value = _in_codebook_unit(found.value, entry, file, row["line"], row["label"])
        year = None if row["year"] == transcripts.OPEN else row["year"] or about["baseline_year"]
        base, done = _start(starts, entry, year)
        yield facts.target(
            value,
            row["printed"],
            entry,
            base,
            kind=row["kind"],
            processing=[*note, *_of("baseline", done), *found.processing, *filter(None, [found.note])],
            label_printed=row["label"],
            baseline_year=year,
            target_year=row["target_year"],
            origin="prose",
            locator=row["locator"],
            baseline_printed=base["printed"] if base else "",
        )


def _reading(row, file):
    try:
        return transcripts.reading(row)
    except ValueError as error:
        raise InputError(
            f"({row['label']}) {error}",
            "write the figure as printed, and where it cannot be taken so begin the note with read …: and the reason",
            file=file,
            line=row["line"],
            cell=row["printed"],
        ) from None


def _starts(observations):
    """Pick the levels that a target may start from => {(indicator, year): row}; a printed one before a derived one."""
    levels = [row for row in observations if row["basis"] == "level" and not row["note"].startswith("a bound")]
    picked = {}
    for row in sorted(levels, key=lambda row: row["derived"]):
        picked.setdefault((row["indicator"], row["year"]), row)
    return picked


def _start(starts, entry, year):
    """Find the observation that a target starts from => (row or None, what to say of it)."""
    base = starts.get((entry["indicator"], year))
    said = f"{base['value']:.12g} is the {'derived ' * base['derived']}observation of {base['locator']}" if base else ""
    return base, [said] if base else []


def _of(end, done):
    """Say of which end of a target each step was done."""
    return [f"{end}: {step}" for step in done]


def _check_years(table, about, name):
    file = paths.relative(paths.raw(name) / "indicator_table.txt")
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


def _in_codebook_unit(value, entry, file, line, label):
    """Hold a value's unit against its definition's; a bare number or a counter takes the definition's unit."""
    if value is None or value.unit == entry["unit"]:
        return value
    if value.unit == "" or (value.unit, entry["unit"]) == ("points", "percent") or value.kind == "rate_per_year":
        return value
    if value.unit in values.COUNTERS and entry["unit"] not in values.MEASURED:
        return replace(value, unit=entry["unit"])
    raise InputError(
        f"is in {value.unit}, but {entry['indicator']} in the codebook is in {entry['unit']}",
        "correct the unit, or give this label a definition of its own in data/raw/labels.csv",
        file=file,
        line=line,
        cell=label,
    )


def _numbered(targets):
    """Give every target its id: indicator@year, and #2 … where that is printed again; an official row comes first."""
    seen = Counter()
    for target in targets:
        key = f"{target['indicator']}@{target['target_year'] or 'open'}"
        seen[key] += 1
        target["target_id"] = key if seen[key] == 1 else f"{key}#{seen[key]}"
    return targets


def _in_order(rows, about):
    """Put rows in the order of the documents, as far as the outline in source.yml knows it."""
    titles = list(source.documents(about))

    def place(row):
        found = source.place_of(about, row["locator"])
        return (titles.index(found[0]), found[1]) if found else (-1, -1)

    return [row | {"order": number} for number, row in enumerate(sorted(rows, key=place), 1)]
