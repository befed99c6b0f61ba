"""From a number back to its printed cell and document; how many numbers lead there; what changed since a version."""

from collections import Counter

from helpers import paths, texts
from helpers.codebook import schema, source
from helpers.errors import InputError
from helpers.language import VOCABULARY, of
from helpers.trace import ends, tried
from helpers.trace.ends import material, numbers, rows

TEXTS = texts.load("trace")
PRINTED = ("targets", "observations")
QUOTED = ("printed_a", "printed_b")
"""The figures of a finding, as published."""


def told(plan, what="", language="en"):
    """Say where numbers come from => list of lines.

    Parameters
    ----------
    plan : str
        A folder of data/raw.
    what : str
        A target_id, an indicator, or a figure whose csv is on disk; empty: how many numbers lead where.

    Raises
    ------
    InputError
        If the plan has nothing of that name, or its tables are not there yet.
    """
    known, cited, written = material(paths.check_plan(plan)), {}, set()
    if not what:
        counts, broken = walk([*tables(plan), *figures(plan)], known)
        lines = [_counted(name, counts, language) for name in dict.fromkeys(name for name, _ in counts)]
        lines += [_say("broken", language, file=file, line=line, column=column) for file, line, column in broken]
        return [*lines, *documents([known["abouts"][plan]], language)]
    file = paths.figures(plan) / f"{what}.csv"
    if file.exists():
        found = rows(file)
    else:
        found = [
            row for name in tables(plan) for row in rows(name) if what in {row.get("target_id"), row.get("indicator")}
        ]
        found = [row for row in found if row["named"] != "indicators"]
    if not found:
        on_disk = ", ".join(file.stem for file in figures(plan)) or "none yet: python -m helpers run"
        raise InputError(
            f"{plan} has no target, indicator or figure {what!r}",
            f"name a target_id or an indicator of its targets.csv or observations.csv, or a figure ({on_disk})",
        )
    every = [row for name in tables(plan) for row in rows(name)] if file.exists() else None
    lines = [line for row in found for line in _chain(row, every, known, cited, written, language)]
    return [*lines, *(f"[{number}] {line}" for line, number in cited.items())]


def _chain(row, every, known, cited, written, language):
    """Write the chain of one row: its numbers, the rule that made them, and each cell that it ends in.

    Of a figure, `every` row of the plan's tables may be the one that it draws; of rows of tables, what was `written` of
    another one is not written again.
    """
    held = ", ".join(f"{name} {cell}" for name, cell in numbers(row).items()) or row.get("printed", "")
    named = row.get("target_id") or row.get("indicator") or row.get("quantity") or row.get("rule") or ""
    yield _say("row", language, file=row["file"], line=row["line"], named=named, numbers=held)
    if every is not None:
        made = [each for each in every if each["named"] not in PRINTED and _same(each, row)][:1]
        for each in made:
            yield "  " + _say("made", language, file=each["file"], line=each["line"], rule=_rule(each, language))
        if not made:
            yield "  " + _say("drawn", language)
    elif row["named"] not in PRINTED:
        yield "  " + _rule(row, language)
    for end in ends.of(row, known):
        if repr(end) not in written:
            yield from (f"  {line}" for line in _end(end, known, cited, language))
        if every is None:
            written.add(repr(end))


def _rule(row, language):
    """Say by which rule a row of a processed table was made."""
    method = of(language).word("methods", row["method"]) if row.get("method") in VOCABULARY["methods"] else ""
    return _say(f"rule_{row['named']}", language, method=method)


def _same(made, drawn):
    """Tell whether a drawn row repeats a number of a processed row of the same promise, finding or cohort."""
    key = [
        name for name in ("plan", "target_id", "method", "reference", "quantity", "scenario", "year") if name in made
    ]
    if not {"target_id", "quantity"}.intersection(key) or any(
        made[name] != drawn.get(name, made[name]) for name in key
    ):
        return False
    own = numbers(made).items() & numbers(drawn).items()
    return any(name not in {"baseline", "target"} for name, _ in own)


def _end(end, known, cited, language):
    """Write one end: the printed cell with its place, and what was done to it; or the reference, or the codebook."""
    row = end["row"]
    if end["end"] == "definition":
        yield _say("definition", language, file=row["file"], line=row["line"])
    elif end["end"] == "reference":
        issuer, dated = row.get("issuer") or row["source"], row.get("vintage") or row["quote"]
        yield _say("reference", language, source=issuer, vintage=dated, file=row["file"], line=row["line"])
    elif not end["end"]:
        yield _say("broken", language, file=row["file"], line=row["line"], column=end["of"])
    else:
        number = cited.setdefault(_document(end, known, language), len(cited) + 1)
        where = {name: end[name] for name in ("printed", "locator", "file", "line")}
        what = of(language).word(TEXTS["ends"], end["of"]) + of(language).colon
        yield f"{what}{_say('printed', language, **where, document=number)}"
        if row and row["processing"]:
            yield "  " + _say("processing", language, done=row["processing"], file=row["file"], line=row["line"])


def _document(end, known, language):
    """Cite the document of a printed cell, or the publication beside it that prints it."""
    about, row = known["abouts"][end["plan"]], end["row"] or {}
    published = row.get("source", "")
    if published and published != end["document"]:
        return ", ".join([published, *([end["locator"]] if end["locator"].startswith("http") else [])])
    cited = next(item for item in [about, *about.get("further_documents", [])] if item["title_zh"] == end["document"])
    return _cite(cited, language)


def _cite(item, language):
    """Write a document's title, number, issuer, date, address, date of access and checksum, as far as known."""
    said = [
        source.title(item, language),
        *(str(item[name]) for name in ("document_no", "issuer", "published", "url") if item.get(name)),
    ]
    said += [_say("accessed", language, date=item["accessed"])] if item.get("accessed") else []
    said += [f"SHA-256 {item['document_sha256']}"] if item.get("document_sha256") else []
    return ", ".join(said)


def documents(abouts, language="en"):
    """Cite the documents of plans, one a line, each with what is known of it."""
    return [_cite(item, language) for about in abouts for item in (about, *about.get("further_documents", []))]


def _counted(name, counts, language):
    parts = [
        f"{counts[name, end]}{of(language).space}{of(language).word(TEXTS['counted'], end)}"
        for end in ends.KINDS
        if counts[name, end]
    ]
    return f"{name}{of(language).colon}{of(language).comma.join(parts)}"


def _say(key, language, **given):
    return of(language).say(TEXTS["lines"], key, **given)


def walk(files, known=None):
    """Follow every number of csv files => (Counter by file's name and end, [broken: file, line, column]).

    A row whose numbers rest on several cells ends, of `ends.KINDS`, in what is furthest from a single printed cell.

    Parameters
    ----------
    files : iterable of Path
        Processed tables, or figures' csv.
    known : dict, optional
        From `ends.material`.
    """
    known, counts, broken = known or material(), Counter(), []
    for file in files:
        for row in rows(file):
            if not (found := numbers(row) or [name for name in QUOTED if row.get(name)]):
                continue
            reached = {end["end"] for end in ends.of(row, known)}
            if not reached or "" in reached:
                broken += [(row["file"], row["line"], name) for name in found]
            else:
                counts[file.stem, max(reached, key=ends.KINDS.index)] += len(found)
    return counts, broken


def tables(plan=None):
    """List the processed tables of a plan, or the combined ones."""
    declared = [item["name"] for item in schema.package()["resources"]]
    return [file for name in declared if (file := paths.processed(plan) / f"{name}.csv").exists()]


def figures(plan=None):
    """List the csv of a plan's figures that are on disk, or of the comparison, each once: sizes repeat numbers."""
    found = sorted(paths.figures(plan).glob("*.csv"))
    return [file for file in found if not file.stem.endswith(("-column", "-slide"))]


def page():
    """Write docs/trust.md: how many numbers of the processed tables lead where, and what was tried against the code."""
    known, lines = material(), []
    counts, broken = walk([file for plan in paths.plans() for file in tables(plan)], known)
    for name in dict.fromkeys(name for name, _ in counts):
        led = [counts[name, end] for end in ends.KINDS]
        lines.append(f"| {name} | {sum(led)} | {' | '.join(map(str, led))} |")
    every = [sum(counts[name, end] for name in {name for name, _ in counts}) for end in ends.KINDS]
    says = [of("en").word(TEXTS["counted"], end) for end in ends.KINDS]
    return "\n".join(
        [
            _say("page", "en", numbers=f"{sum(every):,}", plans=len(paths.plans()), broken=len(broken)),
            f"| table | numbers | {' | '.join(says)} |",
            f"|---|{'--:|' * (1 + len(ends.KINDS))}",
            *lines,
            f"| all | {sum(every)} | {' | '.join(map(str, every))} |",
            "",
            *faults(),
            tried.page(),
        ]
    )


def faults():
    """Write the section of docs/trust.md on faults of the machine and on clusters => lines."""
    return [_say("faults", "en")]
