"""Other places' figures and histories: data/raw/reference, each row checked for source, quote and certainty.

places.csv has levels of provinces, prefectures and counties, peers.csv their targets; deflators.csv, which need not be
there, has price indices; positions.csv and gains_from_start.csv count the histories of countries (made by
benchmarks/reference.py). Region codes are GB/T 2260.
"""

import csv
import io
import re

import pandas as pd

from helpers import paths
from helpers.codebook import indicators
from helpers.errors import InputError

OWN = ["region", "admin_code", "level", "indicator"]
CITED = ["source", "quote", "certainty", "note"]
COUNTED = ["places", "places_matched", "windows", "windows_matched", "free_windows", "free_windows_matched"]
MADE = ["issuer", "vintage"]
QUANTILES = ["q10", "q25", "median", "q75", "q90"]
COLUMNS = {
    "places": [*OWN, "year", "value", "comparator", "halfwidth", "basis", *CITED],
    "peers": [*OWN, "base_year", "base", "base_halfwidth", "target_year", "target", "comparator", *CITED],
    "deflators": ["region", "admin_code", "level", "index", "year", "value", "halfwidth", *CITED],
    "positions": ["histories", "indicator", "baseline", "target", "years", "set", "band", "half", *COUNTED, *MADE],
    "gains_from_start": ["histories", "set", "start_from", "start_below", *COUNTED[::2], *QUANTILES, *MADE],
}
KEYS = {
    "places": ["admin_code", "indicator", "year", "basis", "source"],
    "peers": ["admin_code", "indicator", "target_year", "source"],
    "deflators": ["admin_code", "index", "year", "source"],
    "positions": ["histories", "indicator", "baseline", "target", "years", "set", "band"],
    "gains_from_start": ["histories", "set", "start_from"],
}
OPTIONAL = ("deflators",)
NEEDED = {
    "places": [*OWN, "value", "comparator", "halfwidth", "basis", "source", "quote", "certainty"],
    "peers": [*OWN, "target_year", "target", "comparator", "source", "quote", "certainty"],
    "deflators": COLUMNS["deflators"][:-1],
    "positions": COLUMNS["positions"],
    "gains_from_start": COLUMNS["gains_from_start"],
}
CERTAINTIES = ("official", "official_quoted", "press_copies", "press_one", "contradicted")
ALLOWED = {
    "level": ["nation", "province", "prefecture", "county"],
    "comparator": ["=", ">=", "<=", "~", "range"],
    "basis": ["level", "total", "change"],
    "certainty": list(CERTAINTIES),
    "set": ["all", "without_jumps"],
    "band": ["half", "whole", "double"],
}
SURE = CERTAINTIES[:2]
"""What enters figures by default; what the press has is drawn hollow or left to the table; contradicted: nowhere."""
YEARS = ("year", "base_year", "target_year")
TEXTS = {*OWN, *CITED, "index", "comparator", "basis", "histories", "set", "band", "issuer", "vintage"}
HIGHEST_SHARE = 150
PRICES = (50, 200)
"""Within which a price index lies that has the year before as 100."""
LONGEST_QUOTE = 30


def read(table):
    """Read and check a table of data/raw/reference => frame, numbers as floats, years as integers or missing.

    Parameters
    ----------
    table : str
        places, peers, deflators (no rows where there is no file), positions or gains_from_start.

    Raises
    ------
    InputError
        If the header is another one, a needed cell is empty (a source, a quote, a certainty), a word, number, year,
        code or indicator cannot be that, a quote is long, a baseline lies after its target, a share is above 150, or
        two rows have the same key; with file, line and cell.
    """
    file = paths.root() / "data/raw/reference" / f"{table}.csv"
    if table in OPTIONAL and not file.exists():
        return _typed([], table)
    name = paths.relative(file)
    lines = csv.DictReader(io.StringIO(paths.read_text(file)))
    if lines.fieldnames != COLUMNS[table]:
        raise InputError("the header is another one", f"write {','.join(COLUMNS[table])}", file=name)
    book, seen, regions, rows = indicators.load(), {}, {}, []
    for row in lines:
        if None in row or None in row.values():
            remedy = "quote a cell with a comma"
            raise InputError("has more or fewer cells than the header", remedy, file=name, line=lines.line_num)
        for wrong, remedy, cell in _faults(row, table, book):
            raise InputError(wrong, remedy, file=name, line=lines.line_num, cell=cell)
        key = tuple(row[column] for column in KEYS[table])
        if key in seen:
            wrong = f"line {seen[key]} has the same {', '.join(KEYS[table])}"
            raise InputError(wrong, "keep one of them", file=name, line=lines.line_num, cell=row.get("region"))
        seen[key] = lines.line_num
        region = regions.setdefault(row.get("admin_code"), row.get("region"))
        if region != row.get("region"):
            wrong = f"{row['admin_code']} is called {region} above"
            raise InputError(wrong, "use one name a place", file=name, line=lines.line_num, cell=row["region"])
        rows.append(row)
    return _typed(rows, table)


def _typed(rows, table):
    frame = pd.DataFrame(rows, columns=COLUMNS[table], dtype="str")
    for column in frame.columns.difference(list(TEXTS)):
        numbers = pd.to_numeric(frame[column].replace("", None))
        frame[column] = numbers.astype("Int64" if column in YEARS else "float64")
    return frame


def level_of(admin_code):
    """Tell the level of a place from its code: nation, province, prefecture or county."""
    if admin_code == "100000":
        return "nation"
    return "province" if admin_code.endswith("0000") else "prefecture" if admin_code.endswith("00") else "county"


def known(rows):
    """Leave out what is contradicted."""
    return rows[rows["certainty"] != "contradicted"]


def _faults(row, table, book):
    """Tell what is wrong in a row => (wrong, remedy, cell), the first fault first."""
    yield from ((f"{key} is empty", "fill it in, or leave the row out", "") for key in NEEDED[table] if not row[key])
    for key in [key for key in ALLOWED if key in row and row[key] not in ALLOWED[key]]:
        yield f"{key} cannot be that", f"use one of {', '.join(ALLOWED[key])}", row[key]
    for key in [key for key in YEARS if row.get(key)]:
        if not re.fullmatch(r"(19|20)\d\d", row[key]):
            yield f"{key} is not a year", "write four digits, or nothing where no year is printed", row[key]
    for key in set(row) - TEXTS - set(YEARS):
        if row[key] and not re.fullmatch(r"-?\d+(\.\d+)?", row[key]):
            yield f"{key} is not a number", "write the number alone; its bound stands in comparator", row[key]
    if row.get("indicator") and row["indicator"] not in book.index:
        yield f"data/raw/indicators.csv has no {row['indicator']}", "describe it there, or correct it", row["indicator"]
    if "admin_code" in row and not re.fullmatch(r"\d{6}", row["admin_code"]):
        yield "admin_code is not six digits", "take it from GB/T 2260", row["admin_code"]
    elif "admin_code" in row and row["level"] != level_of(row["admin_code"]):
        yield f"{row['admin_code']} is a {level_of(row['admin_code'])}", "correct level or admin_code", row["level"]
    if len(row.get("quote", "")) > LONGEST_QUOTE:
        yield f"the quote has more than {LONGEST_QUOTE} characters", "quote the words around the figure", row["quote"]
    if row.get("base_year") and row["base_year"] >= row["target_year"]:
        yield "the baseline is not before its target", "correct base_year or target_year", row["base_year"]
    if row.get("index") and row["value"] and not PRICES[0] <= float(row["value"]) <= PRICES[1]:
        yield "is no price index with the year before as 100", "divide it by that of the year before", row["value"]
    if "certainty" in row and "indicator" in row and book.loc[row["indicator"], "unit"] == "percent":
        for key in [key for key in ("value", "base", "target") if row.get(key)]:
            if abs(float(row[key])) > HIGHEST_SHARE:
                yield f"is a share above {HIGHEST_SHARE}", "correct it, or its indicator", row[key]
