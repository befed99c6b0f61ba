"""Proposals as rows of proposals.csv, and the accepted ones as rows of targets.csv and observations.csv."""

import csv
import io

from helpers import paths
from helpers.clean import reviewed, transcripts
from helpers.errors import InputError
from helpers.read.doubts import said

FILE = "proposals.csv"
EDITED = (
    "table",
    "label",
    "printed",
    "year",
    "target_year",
    "kind",
    "comparator",
    "year_from",
    "basis",
    "locator",
    "note",
)
COLUMNS = ("row", "file", *EDITED, "words", "rule", "confidence", "doubt", "疑问", "accepted")
TABLES = ("targets", "observations")


def rows(documents):
    """Make the rows of proposals.csv of documents => list of dicts of texts.

    An increment of a document that names no years of its own counts from a year that is open.
    """
    made = []
    for document in documents:
        timed = document.context.get("baseline_year") or document.context.get("guess_baseline")
        for item in document.proposals:
            row = {name: str(getattr(item, name, "") or "") for name in COLUMNS}
            if item.kind == "increment" and not item.year and not timed:
                row["year"] = transcripts.OPEN
            row |= {"row": str(len(made) + 1), "file": document.name, "accepted": ""}
            row |= {"doubt": "; ".join(map(said, item.doubts))}
            row |= {"疑问": "；".join(said(code, "zh") for code in item.doubts)}
            made.append(row)
    return made


def as_csv(proposed, columns=COLUMNS):
    """Write rows as csv => str."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(proposed)
    return text.getvalue()


def load(file):
    """Read proposals.csv, in UTF-8 or as Excel saves it => rows as dicts with their line.

    Raises
    ------
    InputError
        If a column is missing or stands twice, or a row has more or fewer cells.
    """
    header, rows = paths.read_records(file, paths.read_text(file, paths.EXCEL))
    if missing := [column for column in COLUMNS if column not in header]:
        wrong, remedy = f"column {missing[0]} is missing", f"the columns are {', '.join(COLUMNS)}"
        raise InputError(wrong, remedy, file=paths.relative(file))
    return rows


def accepted(row):
    """Tell whether a proposal is accepted; one of which nothing is said is not.

    Examples
    --------
    >>> [accepted({"accepted": word}) for word in ("", "no", "是", "Yes")]
    [False, False, True, True]
    """
    return row["accepted"].lower() in reviewed.YES


def taken(row, title):
    """Give what of a proposal goes into targets.csv or observations.csv => dict of texts, with its document."""
    names = (*transcripts.COLUMNS[row["table"]], "document")
    return {name: row.get(name, "") for name in names} | {"document": title}


def words_faults(proposed, name):
    """List what is wrong with the words of acceptance => list of InputErrors."""
    found = []
    for row in proposed:
        where = {"file": name, "line": row["line"]}
        if row["accepted"] and row["accepted"].lower() not in reviewed.YES | reviewed.NO:
            found.append(
                InputError("accepted cannot be that", "write yes, no, or nothing", **where, cell=row["accepted"])
            )
        elif accepted(row) and row["table"] not in TABLES:
            found.append(InputError("table cannot be that", f"use {' or '.join(TABLES)}", **where, cell=row["table"]))
    return found
