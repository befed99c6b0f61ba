"""What people accepted or corrected in review.xlsx, indicator_table.csv or proposals.csv, held together and checked."""

import csv
import hashlib
import io
import re

from helpers import paths
from helpers.clean import official, reviewed
from helpers.clean.definitions import Definitions
from helpers.codebook import source
from helpers.errors import InputError
from helpers.language import of
from helpers.read import doubts, review
from helpers.read.prose import sheet, taking

CHECKED = (reviewed.FILE, "targets.csv", "observations.csv")
"""The files whose checksums are noted, so that `run` tells when they are no longer what was accepted."""
EDITED = ("stage", "parent", "label", "unit", "nature", "start", "change", "note", "accepted")


def accept(plan, again=False, ticked=None):
    """Take what was reviewed into a plan's files, once all of it is checked, and note checksums => counts as a dict.

    Rows go into indicator_table.csv, accepted proposals into targets.csv and observations.csv.

    Parameters
    ----------
    plan : str
        A plan that `add` has made.
    again : bool
        Accept also rows that were changed after they were accepted.
    ticked : dict, optional
        {'rows': {row: yes or no}, 'proposals': {row: yes or no}}: the last word on those, whatever the files say.

    Raises
    ------
    InputError
        If a row cannot be used, two rows give one indicator, or rows were changed after acceptance.
    """
    folder = paths.raw(plan)
    file, book, prose = folder / reviewed.FILE, folder / "review.xlsx", folder / sheet.FILE
    if not file.exists() and not prose.exists():
        wrong = "only a plan made by python -m helpers add is accepted"
        raise InputError("is not there", wrong, file=paths.relative(file))
    columns, rows, made, counts, ticked = [], [], {}, {}, ticked or {}
    if file.exists():
        columns, rows = _rows(plan, file, book, again, ticked.get("rows", {}))
        made[file] = _csv([*reviewed.FIXED, *columns, *reviewed.AFTER], rows)
        waiting = sum(bool(row["doubt"]) and not row["accepted"] for row in rows)
        counts = {"counting": sum(map(reviewed.counts, rows)), "waiting": waiting, "all": len(rows)}
    proposed = []
    if prose.exists():
        proposed, taken = _proposed(plan, prose, book, again, ticked.get("proposals", {}))
        made |= taken
        counts |= {"accepted": sum(map(sheet.accepted, proposed)), "proposed": len(proposed)}
    heads, unread = _unread(folder / "unread.csv")
    first = [row | {"doubt_zh": doubts.again(row["doubt"], "zh")} for row in rows]
    first.sort(key=lambda row: reviewed.counts(row) or not row["doubt"])
    made[book] = review.of_rows(columns, first, rows, heads, unread, proposed)
    about = paths.read_text(folder / "source.yml")
    for path in (path for path in made if path.name in CHECKED):
        about = _checksum(about, path.name, hashlib.sha256(made[path].encode()).hexdigest())
    paths.write_all(made | {folder / "source.yml": about})
    return counts


def _rows(plan, file, book, again, ticked):
    """Take what was corrected into the rows of the table => (columns, rows), checked."""
    name = paths.relative(file)
    columns, rows = reviewed.load(file)
    now, as_read = _sheets(book, ("rows", "read"), (*EDITED, *columns)) if book.exists() else ([], [])
    _unchanged(plan, file, rows, as_read, columns, again)
    _numbers(rows, name)
    _merged(rows, now, as_read, (*EDITED, *columns), name, {"label", "unit", *columns})
    _tick(rows, ticked)
    _single(plan, reviewed.table(columns, rows, name, plan), name)
    return columns, rows


def _proposed(plan, file, book, again, ticked):
    """Take what was accepted and corrected into the proposals => (rows, {path: text} of all that follows)."""
    name, about = paths.relative(file), source.read(plan, verify=False)
    proposed = sheet.load(file)
    now, before = _sheets(book, ("proposals", "proposed"), (*sheet.EDITED, "accepted")) if book.exists() else ([], [])
    _numbers(proposed, name)
    _merged(proposed, now, before, (*sheet.EDITED, "accepted"), name)
    _tick(proposed, ticked)
    taking.check(plan, proposed, about, name)
    made = taking.files(file.parent, proposed, before, about["title_zh"])
    for path in made if not again else ():
        known = (about.get("sha256") or {}).get(path.name)
        if known and path.exists() and known.lower() != hashlib.sha256(path.read_bytes()).hexdigest():
            raise InputError(
                "was changed after it was accepted",
                f"restore it, or look the rows up in the document and run python -m helpers accept {plan} --again",
                file=paths.relative(path),
            )
    return proposed, {file: sheet.as_csv(proposed)} | made


def _tick(rows, ticked):
    for row in rows:
        row["accepted"] = ticked.get(row["row"], row["accepted"])


def told(counts, language="en"):
    """Say what `accept` counted => list of sentences."""
    keys = {"counting": "all", "taken": "proposed"}
    return [of(language).say(review.TEXTS, key, **counts) for key, of_all in keys.items() if of_all in counts]


def _csv(header, rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, header, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _sheets(book, names, needed):
    """Read sheets of review.xlsx => (rows as they are now, rows as they were written)."""
    from helpers.read import opening, workbook

    content, file = opening.load(book), paths.relative(book)
    if opening.kind_of(content, book.name) != "xlsx":
        raise InputError("is no workbook", "save it as .xlsx", file=file)
    found = [[*map(reviewed.folded, workbook.records(content, file, name, ["row"]))] for name in names]
    for name, rows in zip(names, found, strict=True):
        if missing := [column for column in needed if rows and column not in rows[0]]:
            wrong = f"sheet {name} has no column {missing[0]}"
            raise InputError(wrong, "edit the workbook that add has written", file=file)
    return found


def _unread(file):
    return paths.read_records(file, paths.read_text(file, paths.EXCEL)) if file.exists() else (["file"], [])


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


def _merged(rows, now, as_read, keys, name, noted=()):
    """Take what differs in the workbook from what was written; a cell changed in both places is a question.

    What is changed of the columns `noted` is kept in the row's note.
    """
    before = {row["row"]: row for row in as_read}
    now = {row["row"]: row for row in now}
    for row in rows:
        old, new = before.get(row["row"]), now.get(row["row"])
        for key in keys if old else ():
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
            if key in noted and row.get(key, "") != old.get(key, ""):
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


def _checksum(text, name, digest):
    """Put a checksum into the text of a source.yml; every other line of it stays as it is => text."""
    line = f"  {name}: {digest}"
    if re.search(rf"^\s+{re.escape(name)}:.*$", text, re.MULTILINE):
        return re.sub(rf"^\s+{re.escape(name)}:.*$", line, text, flags=re.MULTILINE)
    if re.search(r"^sha256:[ \t]*$", text, re.MULTILINE):
        return re.sub(r"^sha256:[ \t]*$", f"sha256:\n{line}", text, flags=re.MULTILINE)
    return f"{text.rstrip()}\nsha256:\n{line}\n"


def without_checksum(text):
    """Take the checksum of observations.csv out of the text of a source.yml: that file is about to grow => text."""
    text = re.sub(r"^[ \t]+observations\.csv:.*\n?", "", text, flags=re.MULTILINE)
    return re.sub(r"^sha256:[ \t]*\n(?![ \t])", "", text, flags=re.MULTILINE)
