"""From what was published to tidy tables: targets, observations and the part of the codebook they use."""

import hashlib
from collections import Counter
from functools import lru_cache

import pandas as pd

from helpers import goals, paths
from helpers.clean import flattened, official, prose, reviewed, transcripts
from helpers.clean.definitions import Definitions
from helpers.codebook import indicators, relations, schema, source
from helpers.errors import InputError, together

COMBINED = ("targets", "observations", "required_growth", "progress", "noise", "trend", "findings", "indicators")
ANSWERS = ("ambition", "cohorts", "completion", "money")
"""Tables that answer the three questions of a plan, and what its spending says, where they were asked."""


def plan(name):
    """Clean a plan => {'targets': …, 'observations': …, 'indicators': …}, frames as schema declares them.

    One whose files, and the codebook, have not changed since it was last cleaned is not cleaned again.

    Raises
    ------
    InputError
        If a file is not the one that was checked, a cell cannot be read, or there is nothing to clean; with every fault
        of every file of the plan.

    Examples
    --------
    >>> cleaned = plan("yunyang-14fyp")
    >>> cleaned["targets"]["origin"].value_counts()["table"]
    np.int64(15)
    """
    return {table: frame.copy(deep=False) for table, frame in _cleaned(name, _content(paths.raw(name))).items()}


def _content(folder):
    """Digest what is read of a plan: the files of its folder and those beside it, the codebook."""
    files = [*sorted(folder.parent.glob("*.csv")), *sorted(folder.iterdir())]
    return tuple((file.name, _digest(file)) for file in files if file.is_file())


def _digest(file):
    try:
        return hashlib.sha256(file.read_bytes()).digest()
    except OSError:  # as of one that a program has locked, which cleaning need not read
        return None


@lru_cache(maxsize=32)
def _cleaned(name, _files):
    with together() as faults:
        about = None
        with faults.noted():
            about = source.read(name)
        printed = published(name, about or {}, faults)
        definitions = Definitions(name)
        if about is None:
            official.check(printed["table"], definitions, faults)
            prose.check(printed, definitions, faults)
            faults.tell()
        observations = [*official.observations(printed["table"], about, definitions, faults)]
        observations += prose.observations(printed, about, definitions, faults)
        starts = goals.starts(observations, relations.read(definitions.book))
        targets = [*official.targets(printed["table"], about, definitions, starts, faults)]
        targets += prose.targets(printed["targets"], about, definitions, starts, faults)
    made = {
        "targets": _in_order(_numbered(targets), about),
        "observations": _in_order(observations, about),
        "indicators": definitions.used.values(),
    }
    return {table: _framed(rows, table, name) for table, rows in made.items()}


def published(name, about=None, faults=None):
    """Give what a plan's folder holds => {'table': Table or None, 'targets': […], 'observations': […], 'breaks': […]}.

    Parameters
    ----------
    about : dict, optional
        The plan's source.yml where it has been read already.
    faults : helpers.errors.Faults, optional
        Where to note what is wrong; what is right is given then.

    Raises
    ------
    InputError
        If there is neither a table nor anything transcribed.

    Examples
    --------
    >>> found = published("chuxiong-2023-2025")
    >>> found["table"] is None, len(found["targets"]) > 30
    (True, True)
    """
    file = paths.raw(name) / "indicator_table.txt"
    with together(faults) as faults:
        found = {table: transcripts.read(name, table, about, faults) for table in transcripts.COLUMNS}
        found["table"] = None
        with faults.noted():
            found["table"] = reviewed.read(name) or (flattened.read(name, faults) if file.exists() else None)
    if not any(found.values()) and not faults.met:
        if file.with_name("proposals.csv").exists():
            raise InputError(
                "nothing counts yet: no figure of the prose is accepted",
                "look at review.html, write yes under accepted in review.xlsx, sheet proposals, then "
                f"python -m helpers accept {name}",
                file=paths.relative(file.with_name("proposals.csv")),
            )
        raise InputError(
            "there is nothing to clean",
            "add indicator_table.txt, targets.csv or observations.csv",
            file=paths.relative(file.parent),
        )
    return found


def filled(printed, baseline_year):
    """Count the figures of what `published` gives => (observations, targets), for a check.

    Examples
    --------
    >>> filled(published("yantai-14fyp"), 2020)[0]
    13
    """
    past, future = printed["table"].filled(baseline_year) if printed["table"] else (0, 0)
    return past + len(printed["observations"]), future + len(printed["targets"])


def save(name, cleaned):
    """Write a plan's cleaned tables to data/processed/<plan>."""
    for table, frame in cleaned.items():
        schema.save(frame, table, name)


def combine():
    """Put the tables of all plans together => {table: frame}, a plan after the other, and the codebook they use.

    Examples
    --------
    >>> {"yantai-14fyp", "yunyang-14fyp"} <= set(combine()["targets"]["plan"])
    True
    """
    from helpers.questions import panel  # here, because it is slow to import and rarely needed

    combined = {}
    for table in (*COMBINED, *ANSWERS):
        files = [paths.processed(plan) / f"{table}.csv" for plan in paths.plans()]
        once = ["indicator"] if table == "indicators" else []
        combined[table] = schema.read_all([file for file in files if file.exists()], table, once)
    described = indicators.load().reset_index(drop=True)
    both = pd.concat([described, combined["indicators"]], ignore_index=True)
    combined["indicators"] = both.drop_duplicates("indicator", ignore_index=True)
    abouts = {name: source.read(name) for name in paths.plans()}
    combined["panel"] = panel.table(combined["targets"], combined["observations"], abouts)
    return combined


def save_combined(combined):
    """Write the combined tables to data/processed, with the data package that declares them."""
    for table, frame in combined.items():
        schema.save(frame, table)
    schema.publish()


def undescribed(cleaned):
    """List the names of indicators that nobody has described in data/raw/indicators.csv.

    Examples
    --------
    >>> undescribed(plan("yunyang-14fyp"))
    []
    """
    book = cleaned["indicators"]
    return book.loc[book["definition"].isna(), "indicator_zh"].tolist()


def _names(table):
    return [field["name"] for field in schema.fields(table)]


def _framed(rows, table, name):
    frame = pd.DataFrame([{"plan": name} | row for row in rows]).reindex(columns=_names(table))
    return schema.check(frame, table, f"{table} made of {paths.relative(paths.raw(name))}")


def _numbered(targets):
    """Give every target its id: indicator@year, and #2 … where that is printed again; an official row comes first."""
    seen = Counter()
    for target in targets:
        key = f"{target['indicator']}@{target['target_year'] or 'open'}"
        seen[key] += 1
        target["target_id"] = key if seen[key] == 1 else f"{key}#{seen[key]}"
    return targets


def _in_order(rows, about):
    """Put rows in the order of the documents, as far as the outline in source.yml knows it."""
    titles = list(source.documents(about))

    def place(row):
        found = source.place_of(about, row["locator"], row["document"])
        return (titles.index(found[0]), found[1]) if found else (-1, -1)

    return [row | {"order": number} for number, row in enumerate(sorted(rows, key=place), 1)]
