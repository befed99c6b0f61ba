"""A plan of documents: data/raw/<plan>/ written whole or not at all, and nothing that is there changed."""

import os
import re
import shutil
from collections import Counter
from datetime import date

import yaml

from helpers import paths
from helpers.clean import reviewed, values
from helpers.codebook import source
from helpers.errors import InputError, machine
from helpers.read import apart, documents, figures, review
from helpers.read.doubts import said
from helpers.read.folding import fold
from helpers.read.prose import sheet
from helpers.read.rows import cell_of

UNREAD = ("file", "table", "address", "printed", "reason", "原因")
TITLE = re.compile(r"[^。，；：:]{4,50}?(?:规划|方案|意见|纲要|计划|行动|指标|目标)(?:[（(][^（()）]*[）)])?")
NUMBER = re.compile(r"[\u4e00-\u9fff]{2,8}[〔\[]\d{4}[〕\]]\d+号")
PUBLISHED = re.compile(r"(?:发布|成文|发文|印发)(?:日期|时间)[:：]?\s*(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})")
ISSUER = re.compile(r"[\u4e00-\u9fff]{2,12}(?:人民政府(?:办公室|办公厅)?|教育(?:和体育|体育)?(?:局|委员会|厅))")
REGION = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:自治[区州县]|省|市|州|县|区|旗)")


def add(plan, files, **about):
    """Read documents and write them as a new plan => (folder, counts as a dict); no figure of prose counts yet.

    Parameters
    ----------
    plan : str
        Its name: a-z, 0-9 and -.
    files : list of paths
        Documents of one plan; they stay where they are.
    about : dict
        title, region, baseline_year, target_year where they are given.

    Raises
    ------
    InputError
        If the plan is there, a document cannot be opened, or nothing was read; then nothing is written.
    """
    folder = new_folder(plan)
    read = apart.several(files, about.get("baseline_year"), about.get("target_year"), about.get("title") or "")
    table, unread = assembled(read)
    proposed = sheet.rows(read)
    described = description(plan, read, table, about)
    made = {"source.yml": yaml.safe_dump(described, allow_unicode=True, sort_keys=False, width=110)}
    made |= {reviewed.FILE: as_csv(table)} if table else {}
    made |= {sheet.FILE: sheet.as_csv(proposed)} if proposed else {}
    made |= {
        "unread.csv": sheet.as_csv(unread, UNREAD),
        "review.html": review.page(plan, read, table, unread, proposed),
        "review.xlsx": review.workbook(table, unread, proposed),
    }
    write_new(folder, made)
    nothing = "" if table else documents.why_nothing(read[0])
    return folder, counted(table, unread) | {"proposed": len(proposed), "no_table": nothing}


def new_folder(plan):
    """Give the folder of a plan that is not there yet.

    Raises
    ------
    InputError
        If the name is none, or taken.
    """
    if not paths.SLUG.fullmatch(plan):
        raise InputError(f"{plan!r} cannot be a plan's name", "use a-z, 0-9 and -, such as mouxian-14fyp")
    folder = paths.root() / "data/raw" / plan
    if folder.exists():
        raise InputError(
            "is there already", "choose another name, or use add --to for a later document", file=paths.relative(folder)
        )
    return folder


def write_new(folder, made):
    """Write files to a hidden folder beside the new one, then name it: killed, it leaves nothing that counts."""
    for left in folder.parent.glob(".adding-*"):
        _drop(left)
    partial = folder.parent / f".adding-{folder.name}.{os.getpid()}"
    try:
        with machine(paths.relative(folder)):
            partial.mkdir(parents=True)
            for name, content in made.items():
                (partial / name).write_bytes(content.encode() if isinstance(content, str) else content)
        if folder.exists():
            raise InputError("is there already", "choose another name", file=paths.relative(folder))
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _drop(left):
    from psutil import pid_exists

    writer = left.suffix[1:]
    if writer.isdigit() and not pid_exists(int(writer)):
        shutil.rmtree(left, ignore_errors=True)


def assembled(documents):
    """Put the rows of documents together => (rows as dicts of indicator_table.csv, rows of unread.csv)."""
    made, unread, seen = [], [], {}
    for document in documents:
        for number, reading in enumerate(document.readings, 1):
            for row in reading.rows:
                key = row.stage, fold(row.parent), fold(row.label)
                if key in seen and seen[key][0] is not reading:
                    same = seen[key][1].figures == row.figures
                    row.doubt("restated" if same else "twice")
                    if not same:
                        seen[key][2]["doubt"] = "; ".join(filter(None, [seen[key][2]["doubt"], said("twice")]))
                made.append(_written(row, document, reading, number, len(made) + 1))
                seen.setdefault(key, (reading, row, made[-1]))
            unread += [_left(document, reading.place, cell, reason) for cell, reason in reading.unread]
        unread += [_left(document, "", cell_of(line), reason) for line, reason in document.refused]
    return made, unread


def _written(row, document, reading, number, order):
    notes = list(row.notes)
    figure = {}
    for key, text in row.figures.items():
        if figures.absent(text):
            figure[key] = "—"
            if fold(text) not in values.MISSING:
                notes.append(f"{text} printed in {key}")
            continue
        spelling = figures.readable(text, row.unit, row.label)
        figure[key] = spelling if spelling is not None else text
        if figure[key] != text:
            notes.append(f"{text} printed")
    return {
        "row": str(order),
        "file": document.name,
        "table": f"{number} ({reading.place})",
        "title": reading.title,
        "stage": row.stage,
        "parent": row.parent,
        "label": row.label,
        "unit": row.unit,
        "nature": row.nature,
        "start": str(row.start or ""),
        "figures": figure,
        "change": row.change,
        "cells": "; ".join(f"{key} {cell.address}" for key, cell in row.cells.items() if key != "guessed"),
        "note": "; ".join(dict.fromkeys(notes)),
        "doubt": "; ".join(said(code) for code in row.doubts),
        "doubt_zh": "；".join(said(code, "zh") for code in row.doubts),
        "accepted": "",
        "read": row,
        "reading": reading,
    }


def _left(document, place, cell, reason):
    texts = said(reason), said(reason, "zh")
    return dict(zip(UNREAD, (document.name, place, cell.address, cell.text, *texts), strict=True)) | {"code": reason}


def years(table):
    """List the columns of figures: calendar years in order, then what is no year."""
    keys = {key for row in table for key in row["figures"]}
    return sorted(keys, key=lambda key: (not key.isdigit(), len(key), key))


def as_csv(table):
    """Write the rows as indicator_table.csv => str."""
    columns = years(table)
    header = [*reviewed.FIXED, *columns, *reviewed.AFTER]
    return sheet.as_csv([row | {key: row["figures"].get(key, "") for key in columns} for row in table], header)


def counted(table, unread):
    """Count what was read => {'read': …, 'doubted': …, 'unread': …}; page furniture and notes do not count."""
    doubted = sum(bool(row["doubt"]) for row in table)
    cells = sum(item["code"] not in {"furniture", "note", "numbering", "column"} for item in unread)
    return {"read": len(table) - doubted, "doubted": doubted, "unread": cells}


def description(plan, documents, table, about):
    """Fill source.yml as far as the documents say; a stand-in for the rest, named under to_fill => dict."""
    found = says(documents)
    to_fill = []

    def take(key, given, stand_in):
        if not given:
            to_fill.append(key)
        return given or stand_in

    issued = about.get("region") or found.get("region")
    described = {
        "title_zh": take("title_zh", about.get("title") or found.get("title"), documents[0].name.rsplit(".", 1)[0]),
        "region_zh": take("region_zh", issued, plan),
        "region_en": take("region_en", "", plan.split("-")[0].capitalize()),
    }
    described |= {key: found[key] for key in ("issuer", "document_no", "published") if key in found}
    base, target, sure = plan_years(documents, table, about)
    described |= {"baseline_year": base, "target_year": target}
    to_fill += [key for key in ("baseline_year", "target_year") if key not in sure]
    described["document_sha256"] = documents[0].sha256
    if len(documents) > 1:
        names = "; ".join(f"{document.name} {document.sha256}" for document in documents[1:])
        described["notes"] = f"Read together with {names}."
    return described | ({"to_fill": to_fill} if to_fill else {})


def says(documents):
    """Find what the first lines of the documents say of themselves => dict of title, region, issuer, number, date."""
    found = {}
    for document in documents:
        for line in document.lines[:80]:
            text = " ".join(line.text.split())
            if "title" not in found and len(text) < 80 and re.search("规划|方案|意见|纲要|计划", text):
                title = re.sub(r"^.{0,40}?关于(?:印发|公布|发布)|的通知$", "", text.strip("# 《》"))
                if match := TITLE.fullmatch(re.sub("[《》]", "", title)):
                    found["title"] = match[0]
            if match := NUMBER.search(text):
                found.setdefault("document_no", match[0])
            if match := PUBLISHED.search(text):
                found.setdefault("published", date(*_day(match)).isoformat() if _day(match) else match[1])
            if match := ISSUER.fullmatch(text.split()[0] if text else ""):
                found.setdefault("issuer", match[0])
    for text in (found.get("issuer", ""), found.get("title", "")):
        if match := REGION.match(text):
            found.setdefault("region", match[0])
    return found


def _day(match):
    try:
        date(*map(int, match.groups()))
    except ValueError:
        return ()
    return tuple(map(int, match.groups()))


def plan_years(documents, table, about):
    """Tell a plan's baseline and target years => (baseline, target, those that are sure)."""
    found = sorted({int(key) for row in table for key in row["figures"] if key.isdigit()})
    starts = [int(row["start"]) for row in table if row["start"]]
    context = next((d.context for d in documents if d.context.get("guess_target")), {})
    due = Counter(item.target_year for d in documents for item in d.proposals if item.target_year)
    sure = {key for key in ("baseline_year", "target_year") if about.get(key)}
    named = found[-1] if found else context.get("guess_target") or max(due, key=due.get, default=0)
    target = about.get("target_year") or named or date.today().year
    base = about.get("baseline_year")
    if not base and starts:
        base = max(set(starts), key=starts.count)
        sure |= {"baseline_year"}
    base = base or context.get("guess_baseline") or target - 5
    if found:
        sure |= {"target_year"}
    if base >= target:
        base, sure = target - 5, sure - {"baseline_year"}
    return base, target, sure


def check(plan):
    """Clean a plan that was just added => what `clean` says is wrong, or ''."""
    from helpers import clean

    try:
        clean.plan(plan)
    except InputError as error:
        return str(error)
    return ""


def told(plan, counts):
    """Say what was read and what to do next, in both languages => list of lines."""
    folder = paths.relative(paths.raw(plan))
    wrong = check(plan)
    lines = [
        "{read} rows read, {doubted} with a doubt, {unread} cells not read".format(**counts),
        "读出 {read} 行，有疑问 {doubted} 行，未读出 {unread} 个单元格".format(**counts),
        f"look at {folder}/review.html beside the document, correct and accept in {folder}/review.xlsx",
        f"请对照原文查看 {folder}/review.html，在 {folder}/review.xlsx 中改正、接受",
    ]
    if counts["no_table"]:
        lines[:2] = [text.format(why=counts["no_table"]) for text in review.TEXTS["no_table"]]
    if counts["proposed"]:
        lines += [text.format(number=counts["proposed"]) for text in review.TEXTS["told"]]
    lines += [f"note: {wrong}"] if wrong else []
    lines += [f"note: {remark}" for remark in source.remarks(plan) if "stand-in" in remark]
    step = f"python -m helpers accept {plan} && python -m helpers run {plan}"
    return [*lines, f"then / 然后: {step if counts['doubted'] or counts['proposed'] else step.split(' && ')[1]}"]
