"""What was transcribed from the prose to observations and targets."""

import re

from helpers import goals
from helpers.clean import facts, transcripts, values
from helpers.clean.definitions import in_unit
from helpers.errors import InputError, together

UNDONE = re.compile("^[否无]$|[未没尚]|不(?!断)|正在|在建|筹建|拟|推进")
HALF_DONE = re.compile("基本|部分|初步|主体|争取|计划")
DONE = re.compile(
    "^是$|完成|完工|竣工|成功|通过|建成|创成|实现|达标|获评|获批|获得|认定|命名|入选|成立|挂牌|投用|启用|启动"
)
"""Words by which a milestone is not done, only half or not surely done, and done."""
ONE_VALUE = ("indicator", "year", "basis", "unit", "source", "locator")
"""What two observations may not share."""
AS_CHANGE = "a note that begins with = and the level it starts from, such as = 50% + 2个百分点; or with kind relative"
"""How a promised change is written."""
A_YEAR = ("rate_per_year", "step_per_year")
CHANGES = dict.fromkeys(("", "parity", "recurrent"), ("change",)) | dict.fromkeys(
    ("level", "maintain"), ("change", *A_YEAR)
)
"""What a figure may not say under which kind: it would be taken for a level."""


def observations(printed, about, definitions, faults=None, file=""):
    """Make the rows of observations from what `helpers.clean.published` gives => iterator of dicts.

    What is wrong is noted in `faults` (`helpers.errors.Faults`) where they are given, and raised otherwise; it is said
    of `file` where the rows are not those of observations.csv.

    Raises
    ------
    InputError
        If a figure cannot be read, or breaks.csv has a row without its observation.

    Examples
    --------
    >>> from helpers import clean
    >>> from helpers.codebook import source
    >>> from helpers.clean.definitions import Definitions
    >>> plan = "yunyang-14fyp"
    >>> next(observations(clean.published(plan), source.read(plan), Definitions(plan)))["printed"]
    '8所'
    """
    file = file or definitions.file("observations.csv")
    breaks = {(row["label"], row["year"]): row for row in printed["breaks"]}
    seen = {}
    with together(faults) as faults:
        whole = not faults.met
        for row in printed["observations"]:
            made = None
            with faults.noted():
                made = _observation(row, breaks, about, definitions, file)
                _check_single(made, row, seen, file)
            if made:
                yield made
        met = {(row["label"], row["year"]) for row in printed["observations"]}
        for label, year in sorted(breaks.keys() - met) if whole else ():
            with faults.noted():
                raise InputError(
                    f"observations.csv has no {label} of {year}",
                    "correct label or year, or delete the row",
                    file=definitions.file("breaks.csv"),
                    line=breaks[label, year]["line"],
                    cell=label,
                )


def _observation(row, breaks, about, definitions, file):
    found = _reading(row, file)
    entry, note = definitions.find_in_prose(row, found.value.unit if found.value else "", file)
    value, status = found.value, _status(row, file) if row["basis"] == "status" else ""
    changed = value and (value.kind in ("change", *A_YEAR) or value.unit == "points")
    if changed and row["basis"] != "change" and not found.derived:
        raise InputError(
            f"is a change, and basis says {row['basis']}",
            "write change, or the level as printed",
            **_at(file, row),
        )
    if value and (row["basis"] != "change" or value.unit not in {"percent", "points"}):
        value = in_unit(value, entry, file=file, line=row["line"], label=row["label"])
    key = row["label"], row["year"]
    broken = breaks[key]["note"] if key in breaks else ""
    return facts.observation(
        value,
        row["printed"],
        entry,
        about,
        year=row["year"],
        year_from=row["year_from"],
        basis=row["basis"],
        label_printed=row["label"],
        status=status,
        locator=row["locator"],
        processing=[*note, *found.processing],
        derived=found.derived or row.get("evidence") == "derived",
        break_before=bool(broken),
        evidence=row.get("evidence"),
        document=row["document"],
        source=row.get("source"),
        note="; ".join(filter(None, [found.note, broken])),
    )


def _check_single(made, row, seen, file):
    same = tuple(made[name] for name in (*ONE_VALUE, *["label_printed"] * bool(made["status"])))
    if same in seen:
        raise InputError(
            f"has the year, basis and place of line {seen[same]}",
            "keep one of them, or write the item's number into the locator",
            file=file,
            line=row["line"],
            cell=row["label"],
        )
    seen[same] = row["line"]


def targets(rows, about, definitions, starts, faults=None, file=""):
    """Make the rows of targets from transcribed ones => iterator of dicts; starts as `helpers.goals.starts` gives them.

    What is wrong is said of `file` where the rows are not those of targets.csv.

    Raises
    ------
    InputError
        If a figure cannot be read.

    Examples
    --------
    >>> from helpers.codebook import source
    >>> from helpers.clean import transcripts
    >>> from helpers.clean.definitions import Definitions
    >>> plan = "chuxiong-2023-2025"
    >>> rows = transcripts.read(plan, "targets")
    >>> next(targets(rows, source.read(plan), Definitions(plan), {}))["kind"]
    'milestone'
    """
    file = file or definitions.file("targets.csv")
    with together(faults) as faults:
        for row in rows:
            made = None
            with faults.noted():
                made = _target(row, about, definitions, starts, file)
            if made:
                yield made


def _target(row, about, definitions, starts, file):
    found = _reading(row, file)
    if found.value and found.value.kind in CHANGES.get(row["kind"], ()):
        raise InputError(
            f"({row['label']}) is a change, and no level to reach",
            f"transcribe it with {AS_CHANGE}",
            **_at(file, row),
        )
    entry, note = definitions.find_in_prose(row, found.value.unit if found.value else "", file)
    value = in_unit(found.value, entry, file=file, line=row["line"], label=row["label"])
    year = None if row["year"] == transcripts.OPEN else row["year"] or about["baseline_year"]
    base, done = goals.start(starts, entry, year)
    return facts.target(
        value,
        row["printed"],
        entry,
        base,
        kind=row["kind"],
        processing=[*note, *facts.of("baseline", done), *found.processing, *filter(None, [found.note])],
        label_printed=row["label"],
        baseline_year=year,
        target_year=row["target_year"],
        origin="prose",
        document=row["document"],
        locator=row["locator"],
        baseline_printed=base["printed"] if base else "",
    )


def check(printed, definitions, faults):
    """Note the figures that cannot be read, of a plan of which nobody knows the years.

    Examples
    --------
    >>> from helpers import errors
    >>> from helpers.clean.definitions import Definitions
    >>> row = {"label": "甲率", "printed": "9O%", "note": "", "line": 2}
    >>> faults = errors.Faults()
    >>> check({"targets": [row], "observations": []}, Definitions("yantai-14fyp"), faults)
    >>> len(faults.met)
    1
    """
    for table in ("targets", "observations"):
        for row in printed[table]:
            with faults.noted():
                _reading(row, definitions.file(f"{table}.csv"))


def status(printed):
    """Read a word that says whether a milestone is done => 'yes' or 'no'.

    Raises
    ------
    ValueError
        If it says neither, or only half (基本完成).

    Examples
    --------
    >>> [status(word) for word in ("已建成", "成功创建", "是", "未完成", "正在建设")]
    ['yes', 'yes', 'yes', 'no', 'no']
    """
    word = values.plain(printed)
    for said, words in (("no", UNDONE), ("", HALF_DONE), ("yes", DONE)):
        if said and words.search(word):
            return said
        if words.search(word):
            break
    raise ValueError("does not say whether it is done")


def _status(row, file):
    """Read the status of a transcribed row, or what its note says that it is to be read as."""
    repair = transcripts.READ_AS.fullmatch(row["note"].partition("; ")[0])
    try:
        return status(repair["cell"] if repair else row["printed"])
    except ValueError as error:
        raise InputError(
            f"({row['label']}) {error}",
            "begin the note with read 已完成: or read 未完成: and the reason",
            **_at(file, row),
        ) from None


def _reading(row, file):
    try:
        return transcripts.reading(row)
    except ValueError as error:
        raise InputError(
            f"({row['label']}) {error}",
            getattr(error, "remedy", "")
            or "write the figure as printed; where it cannot be taken so, begin the note with read …: and the reason",
            **_at(file, row),
        ) from None


def _at(file, row):
    return {"file": file, "line": row["line"], "cell": row["printed"]}
