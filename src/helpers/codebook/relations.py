"""How definitions hang together: data/raw/relations.csv.

whole = sum of the parts; whole = first part / second; whole = share of a count (in a total); a part is of the whole, a
subset of all; scatter: another series that tells how a whole scatters, and its first year, slug@year; a stock grows by
what is newly made, a share by newly made ones; kindred: what there is, and the kinds of which more is to be made;
one_total: shares of the same total; capacity: places, and the enrolments that they are for; spending is the sum of
spending per head times heads; mean: of all, and of a group among them; named: how many there are to be, and the
milestones that name them; next_to: classes by size, and those of the next larger sizes; cohort: a gross rate, and the
enrolment that it is a rate of; no_fall: what must not fall, and the series in which that is measured; stages:
what a plan may promise without naming a stage, and its series in other stages.
"""

import csv
import io

from helpers import paths
from helpers.codebook import indicators
from helpers.errors import InputError

COLUMNS = ["relation", "whole", "parts", "note"]
KINDS = {
    "sum": (2, 9),
    "ratio": (2, 2),
    "share": (1, 2),
    "part": (1, 1),
    "subset": (1, 1),
    "scatter": (1, 1),
    "stock": (1, 1),
    "newly": (1, 1),
    "kindred": (1, 9),
    "one_total": (1, 9),
    "capacity": (1, 9),
    "spending": (1, 9),
    "mean": (1, 1),
    "named": (1, 1),
    "next_to": (1, 1),
    "no_fall": (1, 9),
    "stages": (1, 9),
    "cohort": (1, 1),
}
"""Relations, and how many parts each may have."""


def read(book):
    """Read data/raw/relations.csv => the rows that concern the indicators of a codebook.

    Raises
    ------
    InputError
        If the header is another one, or a row names a relation or an indicator that is not known.

    Examples
    --------
    >>> from helpers.codebook import indicators
    >>> read(indicators.load())[0]["parts"]
    ['primary_enrolment', 'lower_secondary_enrolment']
    """
    file = paths.root() / "data/raw/relations.csv"
    name = paths.relative(file)
    lines = csv.DictReader(io.StringIO(paths.read_text(file)))
    if lines.fieldnames != COLUMNS:
        raise InputError("the header is another one", f"write {','.join(COLUMNS)}", file=name)
    described, used = set(indicators.load().index), set(book["indicator"])
    found = []
    for row in lines:
        if None in row or None in row.values():
            raise InputError("has more or fewer cells than the header", "mend the row", file=name, line=lines.line_num)
        row["parts"] = row["parts"].split(";")
        slugs = [row["whole"], *(slug for part in row["parts"] for slug in part.split("@")[0].split("*"))]
        if row["relation"] not in KINDS:
            raise InputError(
                "is no relation", f"use {', '.join(KINDS)}", file=name, line=lines.line_num, cell=row["relation"]
            )
        least, most = KINDS[row["relation"]]
        if not least <= len(row["parts"]) <= most:
            raise InputError(
                f"has {len(row['parts'])} parts",
                f"write {least} to {most}, with ; between them",
                file=name,
                line=lines.line_num,
                cell=row["relation"],
            )
        for slug in slugs:
            if slug not in described:
                raise InputError(
                    f"data/raw/indicators.csv has no {slug}", "correct it", file=name, line=lines.line_num, cell=slug
                )
        if used.intersection(slugs):
            found.append(row)
    return found
