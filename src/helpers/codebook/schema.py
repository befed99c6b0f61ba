"""The columns: name, type, unit, allowed values, meaning. One declaration, datapackage.json, serves all.

Tables are read and written here: checked by pandera, floats printed so that they read back exactly, booleans as
true | false, missing values as nothing.
"""

import csv
import io
import json
from functools import cache, lru_cache
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from helpers import paths
from helpers.errors import InputError
from helpers.language import of

DECLARATION = Path(__file__).with_name("datapackage.json")
DTYPES = {"string": "str", "integer": "Int64", "year": "Int64", "number": "float64", "boolean": "boolean"}


@cache
def package():
    """Give the declaration of all tables: a data package (https://datapackage.org).

    Examples
    --------
    >>> [resource["name"] for resource in package()["resources"]][:8]
    ['indicators', 'targets', 'observations', 'required_growth', 'progress', 'noise', 'trend', 'findings']
    """
    return json.loads(DECLARATION.read_text(encoding="utf-8"))


def fields(table):
    """List the declared columns of a table.

    Examples
    --------
    >>> [field["name"] for field in fields("indicators")][:3]
    ['indicator', 'indicator_zh', 'indicator_en']
    """
    return _resource(table)["schema"]["fields"]


def _resource(table):
    return next(item for item in package()["resources"] if item["name"] == table)


@cache
def _pandera(table):
    columns = {}
    for field in fields(table):
        rules = field.get("constraints", {})
        checks = [pa.Check.isin(rules["enum"])] if "enum" in rules else []
        checks += [pa.Check.ge(rules["minimum"])] if "minimum" in rules else []
        checks += [pa.Check.str_matches(f"^(?:{rules['pattern']})$")] if "pattern" in rules else []
        columns[field["name"]] = pa.Column(
            DTYPES[field["type"]], checks, nullable=not rules.get("required", False), unique=rules.get("unique", False)
        )
    return pa.DataFrameSchema(columns, strict=True, ordered=True, unique=_resource(table)["schema"]["primaryKey"])


def check(frame, table, file=""):
    """Return the frame with the declared columns and types, or say which cell is wrong.

    Raises
    ------
    InputError
        Naming file, row (the header is line 1), column and cell of the first fault, and how many more there are.

    Examples
    --------
    >>> check(load("targets", "yunyang-14fyp").assign(kind="hope"), "targets", "t.csv")
    Traceback (most recent call last):
    helpers.errors.InputError: t.csv, line 2, 'hope': column kind cannot be that ...
    """
    declared = fields(table)
    names = [field["name"] for field in declared]
    for missing in [name for name in names if name not in frame]:
        raise InputError(
            f"column {missing} is missing", f"add it to the header; the columns are {', '.join(names)}", file=file
        )
    for extra in [name for name in frame if name not in names]:
        raise InputError(f"column {extra} is not known", f"use only the columns {', '.join(names)}", file=file)
    frame = frame[names].reset_index(drop=True)
    for field in declared:
        frame[field["name"]] = _typed(frame[field["name"]], field, file)
    try:
        return _pandera(table).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        raise _fault(error.failure_cases, table, file) from None


def _typed(column, field, file):
    """Convert a column to its declared type; empty strings are missing."""
    try:
        return _converted(column, field["type"])
    except (ValueError, TypeError):
        for row in range(len(column)):
            try:
                _converted(column.iloc[row : row + 1], field["type"])
            except (ValueError, TypeError):
                raise InputError(
                    f"column {field['name']} takes a {field['type']}",
                    "mend this cell",
                    file=file,
                    line=row + 2,
                    cell=column[row],
                ) from None
        raise


def _converted(column, kind):
    if kind == "string":
        return column.astype("str").replace("", None)
    if kind == "boolean":
        return column.astype("object").replace({"true": True, "false": False}).astype("boolean")
    column = pd.to_numeric(column)
    return column.astype("float64" if kind == "number" else "Int64")


def _fault(cases, table, file):
    first = cases.sort_values("index", na_position="last").iloc[0]
    rules = {field["name"]: field.get("constraints", {}) for field in fields(table)}.get(first["column"], {})
    line = None if pd.isna(first["index"]) else int(first["index"]) + 2
    others = f" ({len(cases) - 1} more faults)" if len(cases) > 1 else ""
    if first["check"] == "not_nullable" or ("unique" not in str(first["check"]) and pd.isna(first["failure_case"])):
        return InputError(f"column {first['column']} is empty{others}", "fill in this cell", file=file, line=line)
    if "unique" in str(first["check"]):
        key = ", ".join(_resource(table)["schema"]["primaryKey"])
        return InputError(f"another row has the same {key}{others}", "keep one of them", file=file, line=line)
    if "enum" in rules:
        allowed = f"use one of {', '.join(rules['enum'])}"
    else:
        allowed = f"use what fits {rules['pattern']}" if "pattern" in rules else f"write at least {rules['minimum']}"
    return InputError(
        f"column {first['column']} cannot be that{others}", allowed, file=file, line=line, cell=first["failure_case"]
    )


def load(table, plan=None):
    """Read and check a processed table => frame with the declared columns.

    Raises
    ------
    InputError
        If the table is not there yet, or a cell is wrong.

    Examples
    --------
    >>> load("targets", "yunyang-14fyp").query("origin == 'table'")["baseline_printed"].tolist()[:3]
    ['2.9', '90.9', '55.6']
    """
    file = paths.processed(plan) / f"{table}.csv"
    if not file.exists():
        raise InputError("no such table yet", "make it: python -m helpers run", file=paths.relative(file))
    return read(file, table)


def several(table, plans):
    """Read and check a processed table of several plans => one frame.

    Examples
    --------
    >>> several("targets", ["yantai-14fyp", "yunyang-14fyp"])["plan"].unique().tolist()
    ['yantai-14fyp', 'yunyang-14fyp']
    """
    nothing = pd.DataFrame(columns=[field["name"] for field in fields(table)])
    frames = [frame for plan in plans if len(frame := load(table, plan))]
    return pd.concat(frames, ignore_index=True) if frames else check(nothing, table)


def read(file, table):
    """Read and check any CSV of a declared table; one that has not changed since it was last read is not checked again.

    Examples
    --------
    >>> len(read(paths.processed() / "targets.csv", "targets")) == len(load("targets"))
    True
    """
    state = file.stat() if file.exists() else None
    return _read(file, table, state and (state.st_mtime_ns, state.st_size, state.st_ino)).copy(deep=False)


@lru_cache(maxsize=32)
def _read(file, table, _state):
    text = io.StringIO(paths.read_text(file))
    return check(pd.read_csv(text, dtype="str", keep_default_na=False, na_values=[""]), table, paths.relative(file))


def read_all(files, table, once=()):
    """Read many CSV files of a declared table as one frame, and check it once, which is much faster than file by file.

    Of rows that agree in the columns `once` the first is kept.

    Raises
    ------
    InputError
        As `read`, naming the file.

    Examples
    --------
    >>> files = [paths.processed(plan) / "targets.csv" for plan in paths.plans()]
    >>> len(read_all(files, "targets")) == len(load("targets"))
    True
    """
    names, rows = [field["name"] for field in fields(table)], []
    for file in files:
        header, *found = csv.reader(io.StringIO(paths.read_text(file)))
        if header != names or any(len(row) != len(names) for row in found):
            read(file, table)
        rows += found
    try:
        frame = pd.DataFrame(rows, columns=names, dtype="str").replace("", None)
        return check(frame.drop_duplicates(once) if once else frame, table)
    except InputError:
        for file in files:
            read(file, table)
        raise


def save(frame, table, plan=None):
    """Check a table and write it to data/processed, whole or not at all."""
    file = paths.processed(plan) / f"{table}.csv"
    return paths.write(file, to_csv(check(frame, table, paths.relative(file))))


def publish():
    """Write the declaration beside the combined tables, as a data package for other people's tools."""
    return paths.write(paths.processed() / "datapackage.json", DECLARATION.read_bytes())


def to_csv(frame):
    """Print a frame as CSV: floats read back exactly, whole ones without .0, booleans true | false.

    Examples
    --------
    >>> print(to_csv(pd.DataFrame({"value": [29000.0, 0.1 + 0.2], "derived": [True, False]})), end="")
    value,derived
    29000,true
    0.30000000000000004,false
    """
    frame = frame.copy()
    for name, column in frame.items():
        if pd.api.types.is_bool_dtype(column):
            frame[name] = column.map({True: "true", False: "false"})
        elif pd.api.types.is_float_dtype(column):
            frame[name] = column.map(lambda number: repr(float(number)).removesuffix(".0"), na_action="ignore")
    return frame.to_csv(index=False, lineterminator="\n")


def numbers(column):
    """Give a column as floats, NaN where a number is missing.

    Examples
    --------
    >>> numbers(pd.Series([2020, None], dtype="Int64")).tolist()
    [2020.0, nan]
    """
    return pd.to_numeric(column).astype("Float64").to_numpy(float, na_value=float("nan"))


def steady(frame):
    """Keep twelve significant digits of computed numbers: processors differ in the last ones, and a table must not.

    Examples
    --------
    >>> steady(pd.DataFrame({"value": [0.1 + 0.2]}))["value"].tolist()
    [0.3]
    """
    floats = frame.select_dtypes("float").columns
    digits = {number: float(f"{number:.12g}") + 0.0 for name in floats for number in frame[name].dropna().unique()}
    return frame.assign(**{name: frame[name].map(digits) for name in floats})


def headings(columns, language="en"):
    """Give the headings a reader sees, of the declared table that has most of the columns => {name: heading}.

    Examples
    --------
    >>> headings(["plan", "method", "value"])["value"], headings(["plan", "basis", "value"], "zh")["value"]
    ('required a year', '数值')
    """
    title = of(language).own("title")
    tables = [{field["name"]: field[title] for field in item["schema"]["fields"]} for item in package()["resources"]]
    return max(tables, key=lambda names: len(names.keys() & set(columns)))
