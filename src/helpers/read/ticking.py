"""What may be ticked of a plan that was added: rows of its table and proposals of its prose, with doubts and words."""

from typing import NamedTuple

from helpers import paths
from helpers.clean import reviewed
from helpers.language import of
from helpers.read import doubts
from helpers.read.prose import sheet
from helpers.read.review import TEXTS
from helpers.verbatim import verbatim

BOX = {True: "☑", False: "☐"}


class Item(NamedTuple):
    """A row of review.xlsx as one line."""

    sheet: str
    """rows or proposals"""
    row: str
    figure: tuple
    """Label and figure of the prose, as they are printed; () of a row of a table."""
    said: str
    words: str
    """Those of the document around a figure of its prose."""
    doubt: str
    ticked: bool
    """Whether it counts as it stands."""


def items(plan, language="en"):
    """List the rows of a plan's table, doubts first, and the proposals of its prose in their order => list of Items."""
    folder, made = paths.raw(plan), []
    if (file := folder / reviewed.FILE).exists():
        columns, rows = reviewed.load(file)
        doubted_first = sorted(rows, key=lambda row: not row["doubt"])
        made += [_of_table(row, columns, language) for row in doubted_first]
    if (file := folder / sheet.FILE).exists():
        made += [_of_prose(row, language) for row in sheet.load(file)]
    return made


def _of_table(row, columns, language):
    name = "·".join(filter(None, (row["stage"], row["parent"], row["label"])))
    figures = of(language).semicolon.join(f"{column} {row[column]}" for column in columns if row[column])
    said = f"{name}{of(language).colon}{figures}"
    return Item("rows", row["row"], (), said, "", doubts.again(row["doubt"], language), reviewed.counts(row))


def _of_prose(row, language):
    kind = of(language).word(TEXTS, "observed" if row["table"] == "observations" else "promised")
    about = of(language).comma.join(filter(None, (kind, row["target_year"] or row["year"])))
    said = f"{row['label']}{of(language).colon}{row['printed']}{of(language).bracketed(about)}"
    doubt = doubts.again(row["doubt"], language)
    figure = row["label"], row["printed"]
    return Item("proposals", row["row"], figure, said, row["words"], doubt, sheet.accepted(row))


def listed(found):
    """Write items as a list in Markdown, what counts marked => str."""
    lines = (" — ".join(filter(None, (item.said, item.words, item.doubt))) for item in found)
    return "\n".join(f"- {BOX[item.ticked]} {verbatim(line)}" for item, line in zip(found, lines, strict=True))
