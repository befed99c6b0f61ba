"""Accepted proposals into targets.csv and observations.csv: checked first, and no row that is there lost."""

from helpers import paths
from helpers.clean import prose, transcripts
from helpers.clean.definitions import Definitions
from helpers.errors import together
from helpers.read.prose import sheet


def check(plan, proposed, about, name):
    """Tell what is wrong with the accepted rows, all of it at once.

    Raises
    ------
    InputErrors
        With file, line, cell and remedy of every fault.
    """
    definitions = Definitions(plan)
    with together() as faults:
        faults.met += sheet.words_faults(proposed, name)
        good = {table: [] for table in sheet.TABLES}
        for row in proposed:
            if not sheet.accepted(row) or row["table"] not in good:
                continue
            with faults.noted():
                taken = sheet.taken(row, about["title_zh"]) | {"line": row["line"]}
                good[row["table"]].append(transcripts.checked(taken, row["table"], about, name))
        list(prose.targets(good["targets"], about, definitions, {}, faults, name))
        printed = {"observations": good["observations"], "breaks": []}
        list(prose.observations(printed, about, definitions, faults, name))


def files(folder, proposed, before, title):
    """Make targets.csv and observations.csv anew => {path: text}; a table without any row is not made.

    Parameters
    ----------
    folder : Path
        Of the raw plan.
    proposed, before : list of dicts
        The proposals as they are now, and as they were when this was done last: rows taken then go.
    title : str
        Of the document.
    """
    made = {}
    for table in sheet.TABLES:
        file = folder / f"{table}.csv"
        columns, there = _there(file)
        now = _taken(proposed, table, title)
        gone = [row for row in _taken(before, table, title) if row not in now]
        kept = [row for row in there if not _among(row, gone)]
        rows = kept + [row for row in now if not _among(row, kept)]
        if file.exists() or rows:
            columns += [name for name in (*transcripts.COLUMNS[table], "document") if name not in columns]
            made[file] = sheet.as_csv([dict.fromkeys(columns, "") | row for row in rows], columns)
    return made


def _taken(proposed, table, title):
    return [sheet.taken(row, title) for row in proposed if sheet.accepted(row) and row["table"] == table]


def _among(row, others):
    """Tell whether a row is one of others; where one of two names no document, it is of the plan's own, as they are."""
    return any(all(_alike(row, other, name) for name in row.keys() | other.keys()) for other in others)


def _alike(row, other, name):
    one, two = row.get(name, ""), other.get(name, "")
    return one == two or (name == "document" and not (one and two))


def _there(file):
    """Read the rows that are there as texts => (columns, rows)."""
    if not file.exists():
        return [], []
    header, rows = paths.read_records(file)
    return header, [{key: row[key] for key in header} for row in rows]
