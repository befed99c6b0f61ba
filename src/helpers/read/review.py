"""The review page and workbook: what the document says beside what was read of it, doubts first, in two languages."""

import base64
import html
import io

from helpers import texts
from helpers.clean import reviewed
from helpers.read.grids import matrix
from helpers.read.prose import sheet as prose

TEXTS = texts.load("review")["texts"]
STYLE = """
body{font:15px/1.5 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:1.5rem;color:#222;background:#fff}
table{border-collapse:collapse;margin:.4rem 0 1rem}td,th{border:1px solid #bbb;padding:.2rem .45rem}
td,th{vertical-align:top;text-align:left}
th{background:#eef2f6}.sides{display:flex;gap:1.5rem;flex-wrap:wrap;align-items:flex-start}
.sides>*{max-width:100%;overflow:auto}.sides>*+*{flex:1 1 34rem}
.sides table{font-size:.9em}.said{min-width:11rem}
.doubt td{background:#fff3c4}.left{background:#e3e3e3}img{max-width:100%;border:1px solid #bbb}
#en:checked~main [lang=zh],#zh:checked~main [lang=en]{display:none}
"""

YES_OR_NO = {"validate": "list", "source": ["yes", "no", "是", "否"], "ignore_blank": True}


def both(key, **about):
    """Give a text in both languages, escaped, for the page to show one of them."""
    return _pair(*(text.format(**about) for text in TEXTS[key]))


def _pair(en, zh):
    return f'<span lang="en">{html.escape(en)}</span><span lang="zh">{html.escape(zh)}</span>'


def page(plan, documents, table, unread, proposed=()):
    """Write the review page: no script, nothing fetched, every text escaped => str."""
    from helpers.read.plans import counted, years

    columns = years(table)
    title = html.escape(TEXTS["title"][0].format(plan=plan))
    parts = [
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>',
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
        "style-src 'unsafe-inline'\">",
        f'<style>{STYLE}</style></head><body><input type="radio" name="language" id="en" checked>'
        '<label for="en">English</label> <input type="radio" name="language" id="zh">'
        '<label for="zh">中文</label><main>',
        f"<h1>{both('title', plan=plan)}</h1><p>{both('counts', **counted(table, unread))}</p>",
        f"<p>{both('how', plan=plan)}</p>",
    ]
    readings = [(document, reading) for document in documents for reading in document.readings]
    doubted = {id(row["reading"]) for row in table if row["doubt"]}
    for document, reading in sorted(readings, key=lambda pair: id(pair[1]) not in doubted):
        rows = sorted((row for row in table if row["reading"] is reading), key=lambda row: not row["doubt"])
        parts.append(f"<h2>{html.escape(reading.title or reading.place)}</h2>")
        parts.append(f"<p>{html.escape(document.name)}, {html.escape(reading.place)}</p>")
        if reading.grid.inferred:
            parts.append(f"<p>{both('inferred')}</p>")
        parts.append(f'<div class="sides"><section><h3>{both("document")}</h3>{_document(reading, rows)}</section>')
        parts.append(f"<section><h3>{both('read')}</h3>{_rows(rows, columns)}</section></div>")
    parts.append(_proposed(plan, proposed))
    parts.append(f"<h2>{both('not_read')}</h2>{_unread(unread)}</main></body></html>\n")
    return "\n".join(parts)


def _document(reading, rows):
    """Show the table as the document has it: the picture of the page, or its cells with their spans."""
    if getattr(reading, "picture", b""):
        data = base64.b64encode(reading.picture).decode("ascii")
        return f'<img alt="" src="data:image/png;base64,{data}">'
    left = {id(cell) for cell, _ in reading.unread}
    doubtful = {cell.row for row in rows if row["doubt"] for cell in [row["read"].cells["label"]]}
    lines, seen = [], set()
    for number, row in enumerate(matrix(reading.grid)):
        cells = []
        for cell in row:
            if cell is None:
                cells.append("<td></td>")
            elif id(cell) not in seen:
                seen.add(id(cell))
                spans = "".join(
                    f' {name}="{many}"'
                    for name, many in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
                    if many > 1
                )
                mark = ' class="left"' if id(cell) in left else ""
                where = f' title="{html.escape(cell.address)}"'
                cells.append(f"<td{spans}{mark}{where}>{html.escape(cell.text)}</td>")
        lines.append(f"<tr{_mark(number in doubtful)}>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table><p>{both('used')}</p>"


def _rows(rows, columns):
    used = [column for column in columns if any(row["figures"].get(column) for row in rows)]
    before = [key for key in ("stage", "parent", "label", "unit") if any(row[key] for row in rows)]
    after = [key for key in ("nature", "change") if any(row[key] for row in rows)]
    heads = [both(key) for key in ("row", "doubts", *before)]
    heads += [html.escape(column) for column in used] + [both(key) for key in after]
    lines = [f"<tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>"]
    for row in rows:
        said = f'<td class="said">{_pair(row["doubt"], row["doubt_zh"])}</td>' if row["doubt"] else "<td></td>"
        cells = []
        cells += [html.escape(row[key]) for key in before]
        cells += [html.escape(row["figures"].get(column, "")) for column in used]
        cells += [html.escape(row[key]) for key in after]
        where = f' title="{html.escape(row["cells"])}"'
        first = f"<td>{html.escape(row['row'])}</td>{said}"
        lines.append(f"<tr{_mark(row['doubt'])}{where}>{first}{''.join(f'<td>{c}</td>' for c in cells)}</tr>")
    return f"<table>{''.join(lines)}</table>"


def _proposed(plan, proposed):
    """Show the figures of the prose with the words around them, each figure marked in them."""
    if not proposed:
        return ""
    names = ("label", "printed", "target_year", "year", "kind", "basis")
    heads = "".join(f"<th>{both(key)}</th>" for key in ("row", "words", *names, "doubts"))
    lines = [f"<h2>{both('proposals')}</h2><p>{both('how_proposals', plan=plan)}</p><table><tr>{heads}</tr>"]
    for row in proposed:
        words = html.escape(row["words"]).replace(html.escape(row["printed"]), f"<b>{html.escape(row['printed'])}</b>")
        cells = "".join(f"<td>{html.escape(row[name])}</td>" for name in names)
        where = f' title="{html.escape(row["locator"])}"'
        said = f'<td class="said">{_pair(row["doubt"], row["疑问"])}</td>'
        lines.append(f"<tr{_mark(row['doubt'])}{where}><td>{row['row']}</td><td>{words}</td>{cells}{said}</tr>")
    return "".join([*lines, "</table>"])


def _mark(doubtful):
    return ' class="doubt"' if doubtful else ""


def _unread(unread):
    if not unread:
        return f"<p>{both('nothing')}</p>"
    lines = [f"<tr><th>{both('where')}</th><th>{both('document')}</th><th>{both('reason')}</th></tr>"]
    for item in unread:
        where = html.escape(" ".join(filter(None, (item["file"], item["table"], item["address"]))))
        reason = _pair(item["reason"], item["原因"])
        lines.append(f"<tr><td>{where}</td><td>{html.escape(item['printed'])}</td><td>{reason}</td></tr>")
    return f"<table>{''.join(lines)}</table>"


def workbook(table, unread, proposed=()):
    """Write the workbook to accept and correct in: rows, doubts first; proposals; what was not read; all as read."""
    from helpers.read.plans import UNREAD, years

    columns = years(table)
    rows = [row | {key: row["figures"].get(key, "") for key in columns} for row in table]
    sheet = sorted(rows, key=lambda row: not row["doubt"])
    return of_rows(columns, sheet, rows, UNREAD, unread, proposed)


def of_rows(columns, sheet, as_read, heads, unread, proposed=()):
    """Write the workbook of rows and proposals that are there => bytes."""
    import xlsxwriter

    order = [
        "row", "accepted", "doubt", "doubt_zh", "stage", "parent", "label", "unit", *columns, "nature", "start",
        "change", "note", "file", "table", "title", "cells",
    ]  # fmt: skip
    made = io.BytesIO()
    # No text of a document becomes a formula, a link or a number.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(made, options) as book:
        text, head = (
            book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
            book.add_format({"bold": True}),
        )
        yellow = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "bg_color": "#fff3c4"})
        if proposed and not as_read:
            _proposals(book, proposed, head, text, yellow)
        page = book.add_worksheet("rows")
        _sheet(page, order, sheet, head, lambda row: yellow if row["doubt"] else text)
        page.freeze_panes(1, 2)
        page.data_validation(1, 1, max(1, len(sheet)), 1, YES_OR_NO)
        for place, name in enumerate(order):
            page.set_column(place, place, 40 if name == "label" else 30 if name.startswith("doubt") else 12, text)
        if proposed and as_read:
            _proposals(book, proposed, head, text, yellow)
        how = book.add_worksheet("how")
        how.set_column(0, 0, 100, text)
        told = [*TEXTS["how"], *(TEXTS["how_proposals"] if proposed else ())]
        for place, words in enumerate(told):
            how.write_string(place, 0, words.format(plan="<plan>"), text)
        _sheet(book.add_worksheet("unread"), heads, unread, head, lambda row: text)
        kept = book.add_worksheet("read")
        _sheet(kept, [*reviewed.FIXED, *columns, *reviewed.AFTER], as_read, head, lambda row: text)
        kept.hide()
        if proposed:
            kept = book.add_worksheet("proposed")
            _sheet(kept, prose.COLUMNS, proposed, head, lambda row: text)
            kept.hide()
    return made.getvalue()


def _proposals(book, proposed, head, text, yellow):
    """Write the sheet on which proposals are accepted, in the order of the document."""
    first = ("row", "accepted", "label", "printed", "target_year", "year", "words", "doubt", "疑问")
    order = [*first, *(name for name in prose.COLUMNS if name not in first)]
    page = book.add_worksheet("proposals")
    _sheet(page, order, proposed, head, lambda row: yellow if row["doubt"] else text)
    page.freeze_panes(1, 2)
    page.data_validation(1, 1, len(proposed), 1, YES_OR_NO)
    for place, name in enumerate(order):
        page.set_column(place, place, {"words": 60, "label": 30, "doubt": 30, "疑问": 30}.get(name, 12), text)


def _sheet(page, names, rows, head, look):
    for place, name in enumerate(names):
        page.write_string(0, place, name, head)
    for number, row in enumerate(rows, 1):
        for place, name in enumerate(names):
            page.write_string(number, place, str(row.get(name, ""))[:32_000], look(row))
