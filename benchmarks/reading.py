"""Hold what is proposed of documents' prose against what was transcribed of them: precision and recall by kind.

    .venv/bin/python benchmarks/reading.py FOLDER
    .venv/bin/python benchmarks/reading.py FOLDER --plan yunyang-14fyp --show

FOLDER has the documents that source.yml of the plans names by their checksums. A proposal is right where a transcribed
target or observation of its document has its value, year and comparator; each transcribed row answers for one. Recall
is of the targets that print a number. A label is right where the two are one within the other.
"""

import argparse
import hashlib
import re
from collections import Counter, defaultdict
from pathlib import Path

from helpers import paths
from helpers.clean import transcripts
from helpers.codebook import source
from helpers.read import documents
from helpers.read.folding import fold
from helpers.read.prose import proposals

NUMBER = re.compile(r"\d|[二两三四五六七八九十百千](?=[\u4e00-\u9fff])|一(?=[小届次])")


def known():
    """List the documents that the plans name => {checksum: (plan, title)}."""
    found = {}
    for plan in paths.plans():
        about = source.read(plan)
        for item in (about, *about.get("further_documents", [])):
            if item.get("document_sha256"):
                found[item["document_sha256"]] = plan, item["title_zh"]
    return found


def transcribed(plan, title):
    """List what was transcribed of a document => rows as dicts with table, value and due (a year)."""
    rows = []
    for table in ("targets", "observations"):
        for row in transcripts.read(plan, table):
            if row["document"] != title:
                continue
            value = transcripts.reading(row).value
            if value is not None:
                due = row["target_year"] if table == "targets" else row["year"]
                rows.append(row | {"table": table, "value": value, "due": due})
    return rows


def key(value, due):
    """Give what has to be equal."""
    return value.low, value.high, value.unit, value.comparator, due


def judge(proposed, rows):
    """Pair proposals with transcribed rows => (pairs, proposals without one, rows without one)."""
    left, pairs, extra = defaultdict(list), [], []
    for row in rows:
        left[key(row["value"], row["due"])].append(row)
    for item in proposed:
        row = {"label": item.label, "printed": item.printed, "note": item.note, "kind": item.kind}
        value = transcripts.reading(row | {"comparator": item.comparator, "basis": item.basis}).value
        if value is None:
            continue
        due = item.target_year if item.table == "targets" else item.year
        same = left[key(value, due)]
        same.sort(key=lambda row: (not _alike(row["label"], item.label), row["line"]))
        if same:
            pairs.append((item, same.pop(0)))
        else:
            extra.append(item)
    return pairs, extra, [row for rows in left.values() for row in rows]


def _alike(one, other):
    one, other = (re.sub(r"[…“”\"\s]", "", fold(label)) for label in (one, other))
    return bool(one and other) and (one in other or other in one)


def kind_of(row):
    """Name a row's kind: of a target its own, of an observation what it is of."""
    if row["table"] == "observations":
        return f"observed {row['basis']}"
    return (row["kind"] or "level") if NUMBER.search(fold(row["printed"])) else "in words"


def measure(file, plan, title):
    """Read a document and judge it => dict of counters, pairs, extra and missed."""
    proposed = proposals.propose(documents.read(file))
    rows = transcribed(plan, title)
    pairs, extra, missed = judge(proposed, rows)
    return {"proposed": proposed, "rows": rows, "pairs": pairs, "extra": extra, "missed": missed}


def told(name, made):
    """Print what was measured of one document or of several."""
    of = Counter(map(kind_of, made["rows"]))
    met = Counter(kind_of(row) for _, row in made["pairs"])
    given = Counter(f"observed {item.basis}" if item.basis else item.kind or "level" for item, _ in made["pairs"])
    wrong = Counter(f"observed {item.basis}" if item.basis else item.kind or "level" for item in made["extra"])
    print(
        f"\n{name}\n{'kind':20}{'transcribed':>12}{'found':>7}{'recall':>8}{'proposed':>10}{'right':>7}{'precision':>10}"
    )
    for kind in sorted({*of, *given, *wrong}):
        _line(kind, of[kind], met[kind], given[kind] + wrong[kind], given[kind])
    numbers = [kind for kind in of if not kind.startswith("observed") and kind != "in words"]
    _line("targets, a number", sum(of[k] for k in numbers), sum(met[k] for k in numbers), 0, 0)
    _line("all", sum(of.values()), sum(met.values()), sum(given.values()) + sum(wrong.values()), sum(given.values()))
    labels = sum(_alike(item.label, row["label"]) for item, row in made["pairs"])
    print(f"labels alike: {labels} of {len(made['pairs'])}")


def _line(kind, of, met, proposed, right):
    recall, precision = (
        f"{100 * part / whole:.0f} %" if whole else "" for part, whole in ((met, of), (right, proposed))
    )
    print(f"{kind:20}{of:12}{met:7}{recall:>8}{proposed:10}{right:7}{precision:>10}")


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plan", action="append", help="only documents of this plan")
    parser.add_argument("--document", action="append", help="only documents whose title has this in it")
    parser.add_argument("--show", action="store_true", help="list what was missed, and what is proposed beside")
    given = parser.parse_args()
    named, whole = known(), defaultdict(list)
    for file in sorted(given.folder.iterdir()):
        plan, title = named.get(hashlib.sha256(file.read_bytes()).hexdigest(), ("", ""))
        if not plan or (given.plan and plan not in given.plan):
            continue
        if given.document and not any(words in title for words in given.document):
            continue
        made = measure(file, plan, title)
        told(f"{plan}: {title}", made)
        for name, items in made.items():
            whole[name] += items
        if given.show:
            for row in made["missed"]:
                print("  missed", kind_of(row), row["label"], row["printed"], row["due"], row["locator"], sep=" | ")
            for item in made["extra"]:
                due = item.target_year or item.year
                print("  beside", item.basis or item.kind, item.label, item.printed, due, item.words, sep=" | ")
    if whole:
        told("together", whole)


if __name__ == "__main__":
    main()
