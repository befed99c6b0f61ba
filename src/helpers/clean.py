"""Printed rows to the tidy tables: targets, observations and the part of the codebook they use."""

from collections import Counter

import pandas as pd

from helpers import codebook, paths, schema, source, tables, values
from helpers.errors import InputError


def plan(name):
    """Clean a plan => {'targets': …, 'observations': …, 'indicators': …}, frames as schema declares them.

    Raises
    ------
    InputError
        If a file is not the one that was checked or a cell cannot be read.

    Examples
    --------
    >>> {name: len(frame) for name, frame in plan("yunyang-14fyp").items()}
    {'targets': 15, 'observations': 15, 'indicators': 15}
    """
    about = source.read(name)
    table = tables.read(name)
    book = codebook.load()
    known = codebook.labels(book)
    _check_years(table, about, name)
    targets, observations, used = [], [], {}
    for number, row in enumerate(table.rows, 1):
        # A column of changes, such as 年均增长, has no year: it restates what the levels say.
        cells = {year: cell for year, cell in zip(table.years, row["cells"], strict=True) if year}
        parsed = {year: _value(cell, row, year, name) for year, cell in cells.items()}
        unit = next((value.unit for value in parsed.values() if value), values.unit(row["unit"])[0])
        slug, note = codebook.identify(row, known)
        entry = book.loc[slug].to_dict() if slug else codebook.describe(row, unit)
        used[entry["indicator"]] = entry
        printed = {year: (cells[year].text, _in_codebook_unit(parsed[year], entry, row, name)) for year in cells}
        common = {
            "plan": name,
            "indicator": entry["indicator"],
            "unit": entry["unit"],
            "locator": f"{table.title or 'indicator_table.txt'}·{number}",
        }
        observations += _observations(printed, common, about)
        for target in _targets(printed, row, entry, common, about, note):
            targets.append(target | {"order": len(targets) + 1})
    return {
        "targets": schema.check(_numbered(targets), "targets", paths.relative(paths.raw(name))),
        "observations": schema.check(pd.DataFrame(observations, columns=_names("observations")), "observations"),
        "indicators": schema.check(pd.DataFrame(used.values(), columns=_names("indicators")), "indicators"),
    }


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
    for table in ("targets", "observations", "required_growth", "indicators"):
        files = [paths.processed(plan) / f"{table}.csv" for plan in paths.plans()]
        frames = [schema.read(file, table) for file in files if file.exists()]
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


def _names(table):
    return [field["name"] for field in schema.fields(table)]


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


def _value(cell, row, year, name):
    try:
        return values.parse(cell.text, row["unit"], row["label"])
    except ValueError as error:
        raise InputError(
            f"({row['label']}, {year}) {error}",
            "look it up in the document and write the cell as printed there, or — where it is empty",
            file=paths.relative(paths.raw(name) / "indicator_table.txt"),
            line=cell.line,
            cell=cell.text,
        ) from None


def _in_codebook_unit(value, entry, row, name):
    """Hold a value's unit against its definition's; a bare number takes the definition's unit."""
    if value is None or value.unit == entry["unit"]:
        return value
    if value.unit == "" or (value.unit, entry["unit"]) == ("points", "percent"):
        return value
    raise InputError(
        f"is in {value.unit}, but {entry['indicator']} in the codebook is in {entry['unit']}",
        "correct the unit, or give this label a definition of its own in data/raw/labels.csv",
        file=paths.relative(paths.raw(name) / "indicator_table.txt"),
        line=row["line"],
        cell=row["label"],
    )


def _observations(printed, common, about):
    for year, (text, value) in printed.items():
        if year > about["baseline_year"] or value is None:
            continue
        yield common | {
            "year": year,
            "basis": "total" if value.kind == "increment" else "level",
            "value": value.number,
            "halfwidth": value.halfwidth,
            "derived": False,
            "break_before": False,
            "evidence": "plan",
            "source": about["title_zh"],
            "printed": text,
            "processing": "; ".join(value.processing),
            "note": "" if value.comparator == "=" else f"a bound ({value.comparator}), not a value to start from",
        }


def _targets(printed, row, entry, common, about, note):
    base_text, base = printed.get(about["baseline_year"], ("", None))
    notes = [f"label: {note}"] if note else []
    if base and (base.comparator != "=" or base.kind != "level"):
        notes.append(f"baseline printed as {base_text}: no number to start from")
        base = None
    for year, (text, value) in printed.items():
        if year <= about["baseline_year"] or value is None:
            continue
        kind = kind_of(value, entry, base)
        done = [f"baseline: {item}" for item in base.processing] if base else []
        yield common | {
            "indicator_zh": entry["indicator_zh"],
            "indicator_en": entry["indicator_en"],
            "label_printed": row["label"],
            "stage": entry["stage"],
            "family": entry["family"],
            "direction": direction_of(value, entry, base, kind),
            "baseline_year": about["baseline_year"],
            "baseline": base.number if base else None,
            "baseline_halfwidth": base.halfwidth if base else None,
            "target_year": year,
            "kind": kind,
            "comparator": value.comparator,
            "target_low": value.low,
            "target_high": value.high,
            "target_halfwidth": value.halfwidth if kind == "projection" or value.comparator == "~" else 0.0,
            "nature": row["nature"],
            "origin": "table",
            "baseline_printed": base_text,
            "printed": text,
            "processing": "; ".join([*notes, *done, *(f"target: {item}" for item in value.processing)]),
        }


def kind_of(value, entry, base):
    """Tell what a target promises, from its grammar, its indicator and its baseline (a Value or None).

    Examples
    --------
    >>> share = {"indicator_zh": "毛入园率", "family": "gross_rate", "direction": "up"}
    >>> whole = values.parse("100", "%")
    >>> kind_of(whole, share, whole), kind_of(whole, share, None)
    ('maintain', 'level')
    """
    if value.kind != "level":
        return value.kind
    if codebook.is_enrolment(entry["indicator_zh"], entry["family"]):
        return "projection"
    if entry["family"] == "ratio" and entry["direction"] == "to_value":
        return "parity"
    return "maintain" if base and base.number == value.number else "level"


def direction_of(value, entry, base, kind):
    """Tell which way is better: from the codebook, else the comparator, else baseline against target, else none.

    Examples
    --------
    >>> undescribed = {"direction": ""}
    >>> direction_of(values.parse("0", "个"), undescribed, values.parse("31", "个"), "level")
    'down'
    >>> direction_of(values.parse("0", "个"), undescribed, None, "level")
    'none'
    """
    if kind == "projection":
        return "none"
    if isinstance(entry["direction"], str) and entry["direction"]:
        return entry["direction"]
    if value.comparator in {">=", "<="}:
        return "up" if value.comparator == ">=" else "down"
    if base and value.comparator == "=" and base.number != value.number:
        return "up" if value.number > base.number else "down"
    return "none"


def _numbered(targets):
    """Give every target its id: indicator@year, and #2 … where that is printed again."""
    seen = Counter()
    for target in targets:
        key = f"{target['indicator']}@{target['target_year']}"
        seen[key] += 1
        target["target_id"] = key if seen[key] == 1 else f"{key}#{seen[key]}"
    return pd.DataFrame(targets, columns=_names("targets"))
