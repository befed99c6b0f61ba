"""What people accepted or corrected in review.xlsx or indicator_table.csv, held against each other and checked."""

import csv
import hashlib
import io
import re

from helpers import paths
from helpers.clean import official, reviewed
from helpers.clean.definitions import Definitions
from helpers.codebook import source
from helpers.errors import InputError
from helpers.read import review

EDITED = ("stage", "parent", "label", "unit", "nature", "start", "change", "note", "accepted")


def accept(plan, again=False):
    """Take what was reviewed into indicator_table.csv, check it, and note its checksum => counts as a dict.

    Parameters
    ----------
    plan : str
        A plan that `add` has made.
    again : bool
        Accept also rows that were changed after they were accepted.

    Raises
    ------
    InputError
        If a row cannot be used, two rows give one indicator, or rows were changed after acceptance.
    """
    folder = paths.raw(plan)
    file, book = folder / reviewed.FILE, folder / "review.xlsx"
    name = paths.relative(file)
    if not file.exists():
        raise InputError("is not there", "only a plan made by python -m helpers add is accepted", file=name)
    columns, rows = reviewed.load(file)
    sheet, as_read = _sheets(book) if book.exists() else ([], [])
    _unchanged(plan, file, rows, as_read, columns, again)
    _numbers(rows, name)
    _merged(rows, sheet, as_read, columns, name)
    table = reviewed.table(columns, rows, name, plan)
    _single(plan, table, name)
    header = [*reviewed.FIXED, *columns, *reviewed.AFTER]
    made = {file: _csv(header, rows)}
    unread = _unread(folder / "unread.csv")
    first = sorted(rows, key=lambda row: reviewed.counts(row) or not row["doubt"])
    heads = list(unread[0]) if unread else ["file"]
    for path, content in (made | {book: review.of_rows(columns, first, rows, heads, unread)}).items():
        paths.write(path, content)
    _checksum(folder / "source.yml", reviewed.FILE, hashlib.sha256(file.read_bytes()).hexdigest())
    counting = sum(map(reviewed.counts, rows))
    return {
        "counting": counting,
        "waiting": sum(bool(r["doubt"]) and not r["accepted"] for r in rows),
        "all": len(rows),
    }


def _csv(header, rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, header, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _sheets(book):
    """Read review.xlsx => (rows as they are now, rows as they were written)."""
    from helpers.read import opening, workbook

    content = opening.load(book)
    if opening.kind_of(content, book.name) != "xlsx":
        raise InputError("is no workbook", "save it as .xlsx", file=paths.relative(book))
    sheets = (workbook.records(content, book.name, sheet) for sheet in ("rows", "read"))
    return tuple([reviewed.folded(row) for row in rows] for rows in sheets)


def _unread(file):
    return list(csv.DictReader(io.StringIO(paths.read_text(file)))) if file.exists() else []


def _numbers(rows, name):
    seen = {}
    for row in rows:
        if row["row"] in seen:
            raise InputError(
                f"the row's number is that of line {seen[row['row']]}",
                "give every row a number of its own",
                file=name,
                line=row["line"],
                cell=row["row"],
            )
        seen[row["row"]] = row["line"]


def _unchanged(plan, file, rows, as_read, columns, again):
    """Refuse a table that was changed after it was accepted, unless it is to be accepted again."""
    known = (source.read(plan, verify=False).get("sha256") or {}).get(reviewed.FILE)
    if again or not known or known.lower() == hashlib.sha256(file.read_bytes()).hexdigest():
        return
    before = {row["row"]: row for row in as_read}
    said = [
        f"line {row['line']}, row {row['row']}: {key} was {before[row['row']].get(key) or '—'}, is {row[key] or '—'}"
        for row in rows
        if row["row"] in before
        for key in (*EDITED, *columns)
        if row.get(key, "") != before[row["row"]].get(key, "")
    ]
    said += [f"line {row['line']}: row {row['row']} is new" for row in rows if row["row"] not in before]
    raise InputError(
        "was changed after it was accepted: " + ("; ".join(said[:10]) or "rows are gone, or their order is another"),
        f"restore it, or look the rows up in the document and run python -m helpers accept {plan} --again",
        file=paths.relative(file),
    )


def _merged(rows, sheet, as_read, columns, name):
    """Take what differs in the workbook from what was written; a cell changed in both places is a question."""
    before = {row["row"]: row for row in as_read}
    now = {row["row"]: row for row in sheet}
    for row in rows:
        old, new = before.get(row["row"]), now.get(row["row"])
        for key in (*EDITED, *columns) if old else ():
            edited = new is not None and new.get(key, "") != old.get(key, "")
            if edited and row.get(key, "") not in {old.get(key, ""), new.get(key, "")}:
                raise InputError(
                    f"({row['label']}, {key}) is {row[key]} here and {new[key]} in review.xlsx",
                    "write the same in both",
                    file=name,
                    line=row["line"],
                    cell=row[key],
                )
            if edited:
                row[key] = new[key]
            if key in {"label", "unit", *columns} and row.get(key, "") != old.get(key, ""):
                said = f"{key}: {old.get(key) or 'nothing'} corrected to {row[key] or 'nothing'}"
                row["note"] = "; ".join(filter(None, [*(n for n in [row["note"]] if said not in n), said]))


def _single(plan, table, name):
    """Refuse two rows that give one indicator: the one of them would be lost in the other."""
    definitions, seen, faults = Definitions(plan), {}, []
    about = source.read(plan, verify=False)
    lines = {row["locator"]: row for row in table.rows}
    made = [(row, row["year"]) for row in official.observations(table, about, definitions)]
    made += [(row, row["target_year"]) for row in official.targets(table, about, definitions, {})]
    for item, year in made:
        row = lines[item["locator"]]
        first = seen.setdefault((item["indicator"], year), row["line"])
        if first != row["line"]:
            faults.append((row["line"], row["label"], f"gives {item['indicator']} of {year}, as line {first} does"))
    if faults:
        line, cell, wrong = faults[0]
        more = "".join(f"; line {n}, '{c}': {w}" for n, c, w in faults[1:6])
        raise InputError(
            wrong + more,
            "write no under accepted for one of them, or correct its stage or label as the document prints them",
            file=name,
            line=line,
            cell=cell,
        )


def _checksum(file, name, digest):
    """Write a checksum into source.yml; every other line of it stays as it is."""
    text = paths.read_text(file)
    line = f"  {name}: {digest}"
    if re.search(rf"^\s+{re.escape(name)}:.*$", text, re.MULTILINE):
        text = re.sub(rf"^\s+{re.escape(name)}:.*$", line, text, flags=re.MULTILINE)
    elif re.search(r"^sha256:[ \t]*$", text, re.MULTILINE):
        text = re.sub(r"^sha256:[ \t]*$", f"sha256:\n{line}", text, flags=re.MULTILINE)
    else:
        text = f"{text.rstrip()}\nsha256:\n{line}\n"
    paths.write(file, text)


def without_checksum(text, name):
    """Take a file's checksum out of the text of a source.yml: the file is about to grow => text."""
    text = re.sub(rf"^[ \t]+{re.escape(name)}:.*\n?", "", text, flags=re.MULTILINE)
    return re.sub(r"^sha256:[ \t]*\n(?![ \t])", "", text, flags=re.MULTILINE)
