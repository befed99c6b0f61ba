"""An official table as `add` has read it and people have reviewed it: indicator_table.csv to the rows that count.

A row without a doubt counts unless `accepted` says no; a doubted one counts when `accepted` says yes.
"""

import re

from helpers import paths
from helpers.clean import flattened, values
from helpers.clean.fold import alike, mended
from helpers.errors import InputError

FILE = "indicator_table.csv"
FIXED = ("row", "file", "table", "title", "stage", "parent", "label", "unit", "nature", "start")
AFTER = ("change", "cells", "note", "doubt", "accepted")
OURS = ("row", "start", "accepted")
"""Columns with words of ours; the others keep what the document prints."""
YES = {"yes", "y", "true", "1", "x", "ok", "是", "对", "接受", "√", "✓"}
NO = {"no", "n", "false", "0", "否", "不", "错", "拒绝", "×"}
YEAR = re.compile(r"(?:19|20)\d\d")


def read(plan):
    """Read a plan's indicator_table.csv => tables.Table of the rows that count, or None where there is no such file.

    Raises
    ------
    InputError
        If indicator_table.txt is there too, no row counts yet, or a row that counts is not usable; all faults at once.

    Examples
    --------
    >>> read("yunyang-14fyp") is None
    True
    """
    file = paths.raw(plan) / FILE
    if not file.exists():
        return None
    if file.with_suffix(".txt").exists():
        raise InputError(
            "indicator_table.txt is there too, and a plan has one official table",
            f"move {FILE} or indicator_table.txt out of the folder",
            file=paths.relative(file),
        )
    columns, rows = load(file)
    return table(columns, rows, paths.relative(file), plan)


def load(file):
    r"""Read the file as `add` writes it, or Excel saves it (GBK) => (columns of figures, rows as dicts with a line).

    Raises
    ------
    InputError
        If it is no text, a column is missing or stands twice, or a row has more or fewer cells.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> file = Path(tempfile.mkdtemp()) / FILE
    >>> _ = file.write_bytes((",".join((*FIXED, "2025", *AFTER)) + "\n1,,,,学前教育" + 11 * ",").encode("gb18030"))
    >>> columns, rows = load(file)
    >>> columns, rows[0]["stage"], rows[0]["line"]
    (['2025'], '学前教育', 2)
    """
    header, rows = paths.read_records(file, paths.read_text(file, paths.EXCEL), lambda head: alike(head).strip())
    for column in (*FIXED, *AFTER):
        if column not in header:
            wrong, remedy = f"column {column} is missing", f"the columns are {', '.join(FIXED + AFTER)}"
            raise InputError(wrong, remedy, file=paths.relative(file))
    rows = [folded(row) for row in rows]
    return [head for head in header if head not in FIXED + AFTER], [row for row in rows if row["row"] or row["label"]]


def folded(row):
    """Fold what people write into a row; what the document prints stays.

    Examples
    --------
    >>> folded({"row": "1", "start": "２０２０", "accepted": "yes\u200b", "label": "⼤班额"})
    {'row': '1', 'start': '2020', 'accepted': 'yes', 'label': '⼤班额'}
    """
    return row | {key: alike(row[key]).strip() for key in OURS if key in row}


def counts(row):
    """Tell whether a row counts.

    Examples
    --------
    >>> counts({"doubt": "", "accepted": ""}), counts({"doubt": "falls", "accepted": ""})
    (True, False)
    >>> counts({"doubt": "falls", "accepted": "是"}), counts({"doubt": "", "accepted": "no"})
    (True, False)
    """
    word = row["accepted"].lower()
    return word in YES if row["doubt"] or word else True


def table(columns, rows, name, plan):
    """Make the table of the rows that count => tables.Table.

    Raises
    ------
    InputError
        Naming every row that cannot be used.

    Examples
    --------
    >>> row = dict.fromkeys((*FIXED, *AFTER), "") | {"row": "1", "label": "巩固率", "2025": "99%", "line": 2}
    >>> made = table(["2025"], [row], FILE, "a-plan")
    >>> made.years, made.rows[0]["cells"][0].text
    ([2025], '99%')
    """
    counting = [row for row in rows if counts(row)]
    faults = [fault for row in rows for fault in _faults(row, columns)]
    if faults:
        line, cell, wrong, remedy = faults[0]
        more = "".join(f"; line {n}, '{c}': {w}" for n, c, w, _ in faults[1:])
        raise InputError(wrong + more, remedy, file=name, line=line, cell=cell)
    if not counting:
        raise InputError(
            "no row counts yet: every one has a doubt",
            f"look at review.html, write yes under accepted in review.xlsx, then python -m helpers accept {plan}",
            file=name,
        )
    years = sorted(column for column in columns if YEAR.fullmatch(column))
    made, known = [], {}
    for row in counting:
        made.append(_row(row, years, known))
        known[_place(row, "label")] = made[-1]
    filled = [n for n in range(len(years)) if any(row["cells"][n].text != "—" for row in made)]
    for row in made:
        row["cells"] = [row["cells"][n] for n in filled]
    kept = [years[n] for n in filled]
    return flattened.Table(counting[0]["title"] or FILE, kept, [int(year) for year in kept], made, file=FILE)


def _row(row, years, known):
    nature = flattened.NATURE.fullmatch(values.plain(row["nature"]))
    place = row["title"] or f"{row['file']} {row['table']}".strip()
    return {
        "stage": row["stage"],
        "parent": row["parent"],
        "label": row["label"],
        "unit": row["unit"],
        "cells": [flattened.Cell(row.get(year) or "—", row["line"], "value") for year in years],
        "nature_printed": row["nature"],
        "nature": flattened.NATURES[nature[1]] if nature else "",
        "line": row["line"],
        "above": known.get(_place(row, "parent")) if row["parent"] else None,
        "locator": f"{place}·{row['row']}",
        "start": int(row["start"]) if row["start"] else None,
        "done": [f"{row['note']}"] if row["note"] else [],
    }


def _place(row, key):
    """Name a row, or the one that it is a part of, as far as it is seen."""
    return row["file"], row["table"], *(values.plain(row[part]) for part in ("stage", key))


def _faults(row, columns):
    """List what is wrong with a row => [(line, cell, what, remedy)]."""
    word, line = row["accepted"].lower(), row["line"]
    if word and word not in YES | NO:
        return [(line, row["accepted"], "accepted cannot be that", "write yes, no, or nothing")]
    if not counts(row):
        return []
    found = []
    if not mended(row["label"]).strip():
        found.append((line, row["row"], "the row has no label", "write the label as printed, or no under accepted"))
    nature = "" if "nature_unread" in row["doubt"] else values.plain(row["nature"])
    if nature not in values.MISSING and not flattened.NATURE.fullmatch(nature):
        remedy = f"write {', '.join(f'{word}性' for word in flattened.NATURES)}, or nothing"
        found.append((line, row["nature"], "nature is none that is known", remedy))
    if row["start"] and not YEAR.fullmatch(row["start"]):
        found.append((line, row["start"], "start is not a year", "write the year of the baseline, or nothing"))
    for column in columns:
        cell = row.get(column, "")
        if not cell or cell == "—":
            continue
        if not YEAR.fullmatch(column):
            found.append(
                (line, cell, f"stands under {column}, which is no calendar year", "write the year at the column's head")
            )
            continue
        try:
            values.parse(cell, row["unit"], row["label"])
        except ValueError as error:
            remedy = "write the number as the document prints it, without a footnote's sign, or no under accepted"
            found.append((line, cell, f"({row['label']}, {column}) {error}", remedy))
    return found
