"""A later document of a plan's place: its actual values added as observations, nothing that is there changed.

What the verdicts were before is kept in build/<plan>/ until the next run says which of them have changed.
"""

import csv
import io
import json
import re
from datetime import date

import yaml

from helpers import clean, paths
from helpers.clean import flattened, transcripts, values
from helpers.codebook import indicators, source
from helpers.errors import InputError
from helpers.read import apart, figures, plans, review
from helpers.read.accepting import without_checksum

EVIDENCE = (("公报|bulletin|communique|年鉴", "bulletin"), ("自评|自查|函|report", "self_report"))


def add(plan, files, **about):
    """Add the actual values of later documents to a plan => lines to tell.

    Raises
    ------
    InputError
        If the plan is not there, the document is there already, or no actual value was read; then nothing is written.
    """
    folder = paths.raw(plan)
    now = source.read(plan)
    read = apart.several(files, about.get("baseline_year"), about.get("target_year"), about.get("title") or "")
    titles = []
    for document in read:
        named = about.get("title") if len(read) == 1 else ""
        title = named or plans.says([document]).get("title") or document.name.rsplit(".", 1)[0]
        known = {
            now.get("document_sha256"),
            *(item.get("document_sha256") for item in now.get("further_documents", [])),
        }
        if title in source.documents(now) or document.sha256 in known or title in titles:
            raise InputError(
                "is a document of this plan already", "name another title with --title", file=document.name
            )
        titles.append(title)
    rows, left = [], []
    number = len(now.get("further_documents", [])) + 1
    for place, (document, title) in enumerate(zip(read, titles, strict=True), number):
        taken, more = _observations(document, title, place)
        rows += taken
        left += more
    if not rows:
        reasons = "; ".join(dict.fromkeys(item["reason"] for item in left)) or "no actual value in its tables"
        raise InputError(f"no observation was read: {reasons}", "see the document's years and units", file=files[0])
    table, unread = plans.assembled(read)
    made = {
        folder / "source.yml": _described(folder / "source.yml", now, read, titles),
        folder / "observations.csv": _appended(folder / "observations.csv", rows),
        folder / f"review-{number}.html": review.page(plan, read, table, [*unread, *left]),
    }
    _written(plan, made)
    _keep_verdicts(plan, titles)
    doubted = sum(item["code"] == "doubted" for item in left)
    return [
        f"{len(rows)} observations added, {doubted} rows with a doubt not added: "
        f"see {paths.relative(folder)}/review-{number}.html",
        f"添加 {len(rows)} 个观测值；{doubted} 行有疑问，未添加",
        f"then / 然后: python -m helpers run {plan}",
    ]


def _written(plan, made):
    """Write files, and put back what was there if the plan cannot be cleaned with them."""
    before = {path: path.read_bytes() if path.exists() else None for path in made}
    try:
        for path, content in made.items():
            paths.write(path, content)
        clean.plan(plan)
    except BaseException:
        for path, content in before.items():
            if content is None:
                path.unlink(missing_ok=True)
            else:
                paths.write(path, content)
        raise


def _observations(document, title, place):
    """Take the actual values of past years from a document's rows => (rows of observations.csv, what was left)."""
    known = indicators.labels(indicators.load())
    latest = _latest(document, title)
    evidence = next((word for pattern, word in EVIDENCE if re.search(pattern, title)), "self_report")
    made, left = [], []
    for number, reading in enumerate(document.readings, 1):
        ahead = {column.key for column in reading.columns if column.kind == "year" and column.side == "ahead"}
        for row in reading.rows:
            if row.doubts:
                left.append(plans._left(document, reading.place, row.cells["label"], "doubted"))
                continue
            for key, text in row.figures.items():
                if figures.absent(text):
                    continue
                if not key.isdigit() or key in ahead or int(key) > latest:
                    left.append(plans._left(document, reading.place, row.cells[key], "later"))
                    continue
                made.append(_observation(row, key, text, title, evidence, heading(place, number), known))
    return made, left


def _latest(document, title):
    """Tell the last year that a document can have actual values of: the year that it names, or the year just past."""
    found = re.findall(r"(20\d\d)年", f"{title} {document.name}")
    return max(map(int, found)) if found else date.today().year - 1


def heading(place, number):
    """Name a table of a further document as locators do: 补充2表1."""
    return f"补充{place}表{number}"


def _observation(row, key, text, title, evidence, where, known):
    printed = figures.readable(text, row.unit, row.label) or text
    slug, _ = indicators.identify({"stage": row.stage, "parent": row.parent, "label": row.label}, known)
    name = indicators.load().loc[slug, "indicator_zh"] if slug else None
    label, notes = row.label, []
    if name is None and (row.parent or row.stage):
        name = (
            f"{'' if flattened.name_of(row.label).startswith(row.stage) else row.stage}{flattened.name_of(row.label)}"
        )
        name += flattened.name_of(row.parent) if row.parent else ""
    if name is not None and name != flattened.name_of(label):
        notes.append(f"{label} printed" + (f", under {row.stage}" if row.stage else ""))
        label = f"{name}({row.unit})" if row.unit else name
    elif row.unit and flattened.unit_of(label) != row.unit:
        label = f"{label}({row.unit})"
    value = values.parse(printed, row.unit, row.label)
    return {
        "label": label,
        "printed": printed,
        "year": key,
        "year_from": "",
        "basis": "total" if value.kind == "increment" else "level",
        "locator": f"{where}·{row.cells[key].address}",
        "note": "; ".join(notes),
        "evidence": evidence,
        "source": title,
    }


def _appended(file, rows):
    """Append rows to observations.csv, its columns completed where it has no source yet => text."""
    columns = transcripts.COLUMNS["observations"] + ["evidence", "source"]
    header, before = paths.read_records(file) if file.exists() else (columns, [])
    header = list(header)
    header += [column for column in columns if column not in header]
    text = io.StringIO()
    writer = csv.DictWriter(text, header, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(before)
    writer.writerows(rows)
    return text.getvalue()


def _described(file, now, read, titles):
    """Add the documents to source.yml, behind what is there; the checksum of observations.csv goes => text."""
    text = without_checksum(paths.read_text(file))
    items = [{"title_zh": title, "document_sha256": d.sha256} for d, title in zip(read, titles, strict=True)]
    number = len(now.get("further_documents", [])) + 1
    for place, (document, item) in enumerate(zip(read, items, strict=True), number):
        tables_of = enumerate(document.readings, 1)
        item["outline"] = [f"{heading(place, n)} {reading.title or reading.place}" for n, reading in tables_of]
        item.update(
            {
                key: value
                for key, value in plans.says([document]).items()
                if key in {"issuer", "document_no", "published"}
            }
        )
    added = yaml.safe_dump(items, allow_unicode=True, sort_keys=False, width=110)
    added = "".join(f"  {line}\n" for line in added.splitlines())
    if re.search(r"^further_documents:[ \t]*$", text, re.MULTILINE):
        return re.sub(r"^further_documents:[ \t]*\n", lambda match: match[0] + added, text, flags=re.MULTILINE)
    return f"{text.rstrip()}\nfurther_documents:\n{added}"


def _verdicts(plan):
    file = paths.processed(plan) / "progress.csv"
    if not file.exists():
        return {}
    with open(file, encoding="utf-8", newline="") as lines:
        return {row["target_id"]: row["verdict"] for row in csv.DictReader(lines)}


def _kept(plan):
    return paths.root() / "build" / plan / "verdicts-before.json"


def _keep_verdicts(plan, titles):
    file = _kept(plan)
    before = (
        json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"titles": [], "verdicts": _verdicts(plan)}
    )
    before["titles"] += titles
    paths.write(file, json.dumps(before, ensure_ascii=False, indent=1) + "\n")


def changed(wanted):
    """Say which verdicts have changed since a later document was added to a plan => list of lines; said once."""
    told = []
    for plan in wanted:
        file = _kept(plan)
        if not file.exists():
            continue
        before, after = json.loads(file.read_text(encoding="utf-8")), _verdicts(plan)
        names = "; ".join(before["titles"])
        moved = [
            f"{plan}: {target}: {before['verdicts'].get(target) or 'no verdict'} → {verdict}, since {names}"
            for target, verdict in after.items()
            if verdict != before["verdicts"].get(target)
        ]
        told += moved or [f"{plan}: no verdict has changed since {names}"]
        paths.remove(file)
    return told
