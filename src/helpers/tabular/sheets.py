"""The sheets of a plan's workbook: the tidy tables in full, what it is, what its columns and its codes mean."""

from importlib.metadata import version

import pandas as pd

from helpers import report, show
from helpers.codebook import schema, source
from helpers.language import LANGUAGES, VOCABULARY, of

TABLES = ("targets", "required_growth", "progress", "indicators")
CODED = show.WORDS | {"stage": VOCABULARY["stages"], "evidence": VOCABULARY["evidence"]}
"""Columns of codes, and the words for them."""
README = "Read me"


def all_of(plan, about, tables, file="tables.xlsx"):
    """List the sheets of a workbook.

    Parameters
    ----------
    plan : str
    about : dict
        The plan's source.yml.
    tables : dict of DataFrame
        Those of `TABLES`.

    Returns
    -------
    dict
        {name: (frame, headers, columns to freeze)}; a header is a list of str.

    Examples
    --------
    >>> plan = "yunyang-14fyp"
    >>> found = all_of(plan, source.read(plan), {name: schema.load(name, plan) for name in TABLES})
    >>> list(found)
    ['Read me', 'targets', 'required_growth', 'progress', 'indicators', 'columns', 'codes']
    >>> [header[3] for header in found["targets"][1]]
    ['indicator', 'indicator', '指标代码']
    """
    full = {name: (frame, headers(name), list(frame).index("indicator") + 1) for name, frame in tables.items()}
    meaning, codes = columns(tables), occurring(tables)
    others = {"columns": (meaning, _two(meaning), 2), "codes": (codes, _two(codes), 2)}
    return {README: (readme(plan, about, tables, file), [], 0)} | full | others


def headers(table):
    """Give the three rows above a table: the columns' names, their titles in English and in Chinese.

    Examples
    --------
    >>> [row[0] for row in headers("indicators")]
    ['indicator', 'indicator', '指标代码']
    """
    return [[field[key] for field in schema.fields(table)] for key in ("name", "title", "title_zh")]


def readme(plan, about, tables=TABLES, file="tables.xlsx"):
    """Say whose document it is, how to cite the workbook, and what the sheets are => frame of three columns.

    Examples
    --------
    >>> readme("yunyang-14fyp", source.read("yunyang-14fyp"))["zh"].iloc[1]
    '云阳县'
    """
    rows = [
        ("document", *(source.title(about, language) for language in LANGUAGES)),
        ("place", *(source.region(about, language) for language in LANGUAGES)),
        ("source", *(report.credits([about], language) for language in LANGUAGES)),
        ("licence", "CC BY 4.0", "CC BY 4.0"),
        ("cite", *[f"plan-notebooks {version('plan-notebooks')}, {file}, {plan}"] * 2),
        ("header", *VOCABULARY["terms"]["tabular_header_note"]),
    ]
    named = [(" / ".join(VOCABULARY["terms"][f"tabular_{name}"]), *texts) for name, *texts in rows]
    named += [(name, *VOCABULARY["terms"][f"tabular_sheet_{name}"]) for name in (*tables, "columns", "codes")]
    return pd.DataFrame(named, columns=["about", *LANGUAGES])


def used(indicators, targets):
    """Keep the definitions that targets use.

    Examples
    --------
    >>> plan = "yunyang-14fyp"
    >>> book, targets = (schema.load(name, plan) for name in ("indicators", "targets"))
    >>> len(used(book, targets)) == targets["indicator"].nunique()
    True
    """
    return indicators[indicators["indicator"].isin(targets["indicator"])].reset_index(drop=True)


def columns(tables):
    """Say what every column of the tables means, as declared => frame, one row a column.

    Examples
    --------
    >>> columns(["progress"]).query("column == 'observed_year'")["title_zh"].item()
    '观测年'
    """
    rows = [
        {
            "table": table,
            "column": field["name"],
            "title_en": field["title"],
            "title_zh": field["title_zh"],
            "type": field["type"],
            "meaning": field["description"],
            "allowed": "; ".join(field.get("constraints", {}).get("enum", [])),
        }
        for table in tables
        for field in schema.fields(table)
    ]
    return pd.DataFrame(rows)


def occurring(tables):
    """Put the codes that occur into words => frame, one row a column and code.

    Examples
    --------
    >>> found = occurring({"progress": schema.load("progress", "china-14fyp")})
    >>> found.query("column == 'verdict'")[["code", "chinese"]].values.tolist()[0]
    ['achieved', '已达到']
    """
    rows = {}
    for frame in tables.values():
        for name in [name for name in frame if name in CODED]:
            for code in frame[name].dropna().astype("str").str.split(";").explode().drop_duplicates():
                if code in CODED[name] or code.endswith("_per_year"):
                    rows[name, code] = [_worded(name, code, language) for language in LANGUAGES]
    found = [(name, code, *both) for (name, code), both in rows.items()]
    return pd.DataFrame(found, columns=["column", "code", "english", "chinese"])


def _worded(column, code, language):
    return of(language).word(CODED[column], code) if code in CODED[column] else of(language).rate_unit(code)


def _two(frame):
    """Title the columns of an explaining sheet in both languages."""
    return [[of(language).word("terms", f"tabular_{name}") for name in frame] for language in LANGUAGES]
