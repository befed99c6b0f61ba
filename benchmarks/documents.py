"""Read plan documents of our own making, whose truth is known, in every format and layout, clean and damaged.

    .venv/bin/python benchmarks/documents.py
    .venv/bin/python benchmarks/documents.py --tables 5000 --seed 7

A figure is right where it stands under its label, year, unit and attribute without a doubt; wrong where one of these is
another and nothing is said; doubted or refused else. A digit for a digit is not made: without a change column nobody
can see it.
"""

import argparse
import csv
import html
import io
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

from helpers.clean import flattened
from helpers.errors import InputError
from helpers.read import documents, figures
from helpers.read.folding import fold

STAGES = {
    "学前教育": ["学前教育毛入园率(%)", "公办幼儿园在园幼儿占比(%)", "普惠性幼儿园覆盖率(%)", "在园幼儿数(万人)"],
    "义务教育": ["九年义务教育巩固率(%)", "在校学生数(万人)", "义务教育阶段本科以上学历教师比例(%)", "大班额比例(%)"],
    "高中阶段教育": ["高中阶段教育毛入学率(%)", "中等职业教育在校生(万人)", "优质普通高中数(所)"],
    "高等教育": ["高等教育毛入学率(%)", "高等教育在学总规模(万人)"],
    "教师队伍": ["研究生学历教师比例(%)", "“双师型”教师占专业课教师比例(%)", "新增骨干教师(人)", "县级以上名师(人)"],
    "人力资源开发": ["劳动年龄人口平均受教育年限(年)", "新增劳动力平均受教育年限(年)"],
    "教育投入": ["财政性教育经费占一般公共预算支出比例(%)", "生均公用经费(元)"],
}  # fmt: skip
PARTS = {"在校学生数(万人)": ("其中:普通小学", "普通初中")}
RATES = {"毛入园率": (85, 99), "毛入学率": (90, 98), "巩固率": (95, 99), "高等": (40, 60)}
LAYOUTS = (
    "html", "html two heads", "docx", "xlsx", "csv", "pdf", "pdf two pages", "pipes", "markdown", "tabs", "blanks",
    "words", "lines by rows", "lines by columns", "transposed",
)  # fmt: skip
IN_LINES = ("pipes", "markdown", "tabs", "blanks", "words", "lines by rows", "lines by columns")
IN_ROWS = ("html", "html two heads", "xlsx", "csv", "pipes", "markdown", "tabs", "lines by rows")
"""Layouts in which a cell that is gone, or stands twice, moves the others of its row."""
DAMAGE = (
    "lost cell",
    "cell gone",
    "cell twice",
    "letter",
    "wrapped",
    "footnote",
    "page number",
    "header again",
    "furniture",
    "twice",
)


def table(rng):
    """Make a table => dict of title, plan, years, rows (stage, parent, label, unit, figures, nature), its columns."""
    base = rng.choice([2015, 2020, 2022])
    years = [base, base + 5] if rng.random() < 0.8 else [base, base + 3, base + 5]
    rows = []
    for stage in sorted(rng.sample(list(STAGES), rng.randint(2, 5)), key=list(STAGES).index):
        for label in sorted(rng.sample(STAGES[stage], rng.randint(1, len(STAGES[stage]))), key=STAGES[stage].index):
            rows += _rows(rng, stage, label, years)
    return {
        "title": "某市教育发展主要指标",
        "plan": f"某市教育事业发展规划({years[0] + 1}—{years[-1]}年)",
        "years": years,
        "rows": rows,
        "natures": rng.random() < 0.8,
        "unit_column": rng.random() < 0.3,
        "year_sign": rng.choice(["年", "", "年"]),
        "stages": rng.random() < 0.7,
    }


def _rows(rng, stage, label, years):
    unit = flattened.unit_of(label)
    nature = "预期性" if "万人" in label or rng.random() < 0.6 else "约束性"
    row = {"stage": stage, "parent": "", "label": label, "unit": unit, "nature": nature}
    if label in PARTS and rng.random() < 0.6:
        parts = [_series(rng, label, unit, len(years)) for _ in PARTS[label]]
        sums = [f"{sum(float(part[n]) for part in parts):.1f}" for n in range(len(years))]
        children = [
            row | {"label": name, "parent": label, "figures": dict(zip(years, part, strict=True))}
            for name, part in zip(PARTS[label], parts, strict=True)
        ]
        return [row | {"figures": dict(zip(years, sums, strict=True))}, *children]
    if label.startswith("新增") and unit == "人":
        return [row | {"figures": {year: "—" for year in years[:-1]} | {years[-1]: f"[{rng.randint(50, 900)}]"}}]
    series = _series(rng, label, unit, len(years))
    if rng.random() < 0.06:
        series[0] = "—"
    if unit == "%" and rng.random() < 0.15:
        series[-1] += "以上"
    return [row | {"figures": dict(zip(years, series, strict=True))}]


def _series(rng, label, unit, many):
    low, high = next((ends for word, ends in RATES.items() if word in label), (30, 80))
    if unit == "%":
        start, step = rng.uniform(low, high), rng.uniform(0.1, min(8, (100 - high) / 2 + 1))
        if "大班额" in label:
            return [f"{max(0.0, rng.uniform(3, 6) - 1.2 * n):.1f}" for n in range(many)]
        return [f"{min(start + step * n, 100):.{rng.choice([1, 1, 2])}f}" for n in range(many)]
    if unit == "万人":
        start, step = rng.uniform(2, 20), rng.uniform(-0.03, 0.08)
        return [f"{start * (1 + step * n):.1f}" for n in range(many)]
    if unit == "年":
        start = rng.uniform(9, 12)
        return [f"{start + 0.4 * n:.1f}" for n in range(many)]
    start = rng.randint(20, 900) if unit != "元" else rng.randint(600, 1500)
    return [str(int(start * (1 + 0.12 * n))) for n in range(many)]


def cells(made, stage_column=True):
    """Lay a table out => rows of (text, row span, column span); None where a span covers a place."""
    staged = made["stages"] and stage_column
    heads = (["类别"] if staged else []) + ["指标"] + (["单位"] if made["unit_column"] else [])
    heads += [f"{year}{made['year_sign']}" for year in made["years"]] + (["属性"] if made["natures"] else [])
    laid = [[(head, 1, 1) for head in heads]]
    stage = None
    for number, row in enumerate(made["rows"]):
        line = []
        if staged and row["stage"] != stage:
            stage = row["stage"]
            span = 1
            while number + span < len(made["rows"]) and made["rows"][number + span]["stage"] == stage:
                span += 1
            line.append((stage, span, 1))
        elif staged:
            line.append(None)
        label = flattened.BRACKET.sub("", row["label"]) if made["unit_column"] else row["label"]
        line.append((label, 1, 1))
        line += [(row["unit"], 1, 1)] if made["unit_column"] else []
        line += [(row["figures"][year], 1, 1) for year in made["years"]]
        line += [(row["nature"], 1, 1)] if made["natures"] else []
        laid.append(line)
    return laid


def damaged(rng, made, laid, damage):
    """Damage cells of a laid table in place, as a copy does; what belongs to lines is done there."""
    first = len(laid[0]) - len(made["years"]) - made["natures"]
    row, col = rng.randrange(1, len(laid)), first + rng.randrange(len(made["years"]))
    text, *spans = laid[row][col]
    if damage == "letter" and any(sign in text for sign in "0158"):
        laid[row][col] = (text.translate(str.maketrans("0158", "OlSB")), *spans)
    elif damage == "footnote":
        laid[row][col] = (text + rng.choice(["①", "*", "[1]", "②"]), *spans)
    elif damage == "lost cell":
        laid[row][col] = ("", *spans)
    elif damage in ("cell gone", "cell twice"):
        laid[row][col : col + 1] = [laid[row][col]] * (0 if damage == "cell gone" else 2)
    elif damage == "header again":
        at = next((n for n in range(2, len(laid)) if None not in laid[n][:1]), None)
        if at:
            laid.insert(at, list(laid[0]))
    return laid


def write(rng, made, layout, damage, folder):
    """Write a document of a layout => path."""
    damage = "" if damage in ("cell gone", "cell twice") and layout not in IN_ROWS else damage
    laid = damaged(rng, made, cells(made, layout not in ("words", "transposed")), damage)
    name = layout.split()[0]
    if name in WRITERS:
        return WRITERS[name](rng, made, laid, layout, damage, folder)
    texts = [[cell[0] if cell else "" for cell in row] for row in laid]
    lines = in_lines(rng, made, texts, layout, damage)
    around = [made["title"], *lines, "", "第三部分 保障措施", "加强组织领导，健全工作机制，确保各项目标任务落到实处。"]
    file = folder / "document.txt"
    file.write_text("\n".join([made["plan"], "", *around]), encoding="utf-8")
    return file


def in_lines(rng, made, texts, layout, damage):
    """Lay rows of texts out in lines, with the damage that belongs to lines."""
    if layout == "pipes":
        lines = [" | ".join(row) for row in texts]
    elif layout == "markdown":
        lines = ["| " + " | ".join(row) + " |" for row in texts]
        lines.insert(1, "|" + "---|" * len(texts[0]))
    elif layout == "tabs":
        lines = ["\t".join(row) for row in texts]
    elif layout == "blanks":
        from helpers.read.text import width

        wide = [max(width(row[n]) for row in texts) + 3 for n in range(len(texts[0]))]
        lines = ["".join(c + " " * (wide[n] - width(c)) for n, c in enumerate(row)).rstrip() for row in texts]
    elif layout == "words":
        lines = [" ".join(cell for cell in row if cell) for row in texts]
    elif layout == "transposed":
        lines = [" | ".join(row[n] for row in texts) for n in range(len(texts[0]))]
    else:
        lines = one_a_line(made, texts, layout)
    return _damaged_lines(rng, made, lines, layout, damage)


def one_a_line(made, texts, layout):
    """One cell a line, row by row or column by column within each stage."""
    lines = list(texts[0])
    if layout == "lines by rows":
        return lines + [cell for row in texts[1:] for cell in row if cell]
    staged = texts[0][0] == "类别"
    groups = []
    for row in texts[1:]:
        if row == texts[0]:
            groups.append([row])
        elif (staged and row[0]) or not groups or groups[-1][0] == texts[0] or not staged:
            groups.append([row]) if staged or not groups or groups[-1][0] == texts[0] else groups[-1].append(row)
        else:
            groups[-1].append(row)
    for group in groups:
        if group[0] == texts[0]:
            lines += texts[0]
            continue
        for n in range(len(texts[0])):
            lines += [row[n] for row in group if row[n]]
    return lines


def _damaged_lines(rng, made, lines, layout, damage):
    at = rng.randrange(len(lines) // 3 + 1, len(lines))
    if layout.startswith("lines") and damage == "lost cell":
        del lines[rng.randrange(len(made["years"]) + 2, len(lines))]
    elif layout.startswith("lines") and damage == "twice":
        lines.insert(at, lines[at])
    elif damage == "wrapped" and layout.startswith("lines"):
        places = [n for n, line in enumerate(lines) if len(line) > 8]
        if places:
            place = rng.choice(places)
            lines[place : place + 1] = [lines[place][:5], lines[place][5:]]
    elif damage == "page number":
        lines.insert(at, rng.choice(["— 8 —", "- 12 -", "第 9 页"]))
    elif damage == "furniture":
        lines.insert(at, rng.choice(["某市人民政府公报", "教育规划 ", "http://www.example.cn/art/1.html"]))
    return lines


def _html(rng, made, laid, layout, damage, folder):
    if layout.endswith("two heads"):
        laid = two_heads(made, laid)
    rows = []
    for row in laid:
        items = [cell for cell in row if cell]
        rows.append("<tr>" + "".join(
            f'<td rowspan="{down}" colspan="{across}"><p>{html.escape(text)}</p></td>' for text, down, across in items
        ) + "</tr>")  # fmt: skip
    file = folder / "document.html"
    body = f"<h1>{made['plan']}</h1><p>{made['title']}</p><table>{''.join(rows)}</table><p>注：规划数。</p>"
    file.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    return file


def two_heads(made, laid):
    """Put a second level of heads under a spanning one."""
    first = len(laid[0]) - len(made["years"]) - made["natures"]
    upper = [(text, 2, 1) for text, *_ in laid[0][:first]] + [("年份", 1, len(made["years"]))]
    upper += [(text, 2, 1) for text, *_ in laid[0][first + len(made["years"]) :]]
    return [upper, laid[0][first : first + len(made["years"])], *laid[1:]]


def _docx(rng, made, laid, layout, damage, folder):
    from docx import Document

    document = Document()
    document.add_heading(made["plan"])
    document.add_paragraph(made["title"])
    made_table = document.add_table(len(laid), len(laid[0]))
    for number, row in enumerate(laid):
        for place, cell in enumerate(row):
            if cell is None:
                continue
            text, down, across = cell
            box = made_table.cell(number, place)
            if down > 1 or across > 1:
                box = box.merge(made_table.cell(min(number + down, len(laid)) - 1, place + across - 1))
            box.text = text
    file = folder / "document.docx"
    document.save(file)
    return file


def _xlsx(rng, made, laid, layout, damage, folder):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append([made["plan"]])
    for number, row in enumerate(laid, 2):
        for place, cell in enumerate(row, 1):
            if cell is None:
                continue
            text, down, _ = cell
            try:
                number_format = "0." + "0" * len(text.partition(".")[2]) if "." in text else "General"
                stored = float(text) if "." in text else int(text)
            except ValueError:
                stored, number_format = text, "General"
            sheet.cell(number, place, stored).number_format = number_format
            if down > 1:
                last = min(number + down - 1, len(laid) + 1)
                sheet.merge_cells(start_row=number, end_row=last, start_column=place, end_column=place)
    file = folder / "document.xlsx"
    book.save(file)
    return file


def _csv(rng, made, laid, layout, damage, folder):
    text = io.StringIO()
    csv.writer(text).writerows([[cell[0] if cell else "" for cell in row] for row in laid])
    file = folder / "document.csv"
    file.write_bytes(text.getvalue().encode(rng.choice(["utf-8", "utf-8-sig", "gb18030"])))
    return file


def _pdf(rng, made, laid, layout, damage, folder):
    import pylopdf_fonts_zh_cn
    import typst

    def quoted(text):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    items = ", ".join(
        f"table.cell(rowspan: {down}, colspan: {across})[#{quoted(text)}]"
        for row in laid
        for text, down, across in filter(None, row)
    )
    height = "12cm" if layout.endswith("two pages") else "29cm"
    source = (
        f'#set page(width: 21cm, height: {height})\n#set text(font: "Noto Sans SC", size: 10pt)\n'
        f"#{quoted(made['plan'])}\n\n#{quoted(made['title'])}\n\n#table(columns: {len(laid[0])}, {items})\n"
    )
    file, text = folder / "document.pdf", folder / "document.typ"
    text.write_text(source, encoding="utf-8")
    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    file.write_bytes(typst.compile(str(text), font_paths=[str(fonts)]))
    return file


WRITERS = {"html": _html, "docx": _docx, "xlsx": _xlsx, "csv": _csv, "pdf": _pdf}


def judge(made, document):
    """Hold what was read against the truth => Counter of figures right, doubted, wrong, refused; what is wrong."""
    truth = {}
    for row in made["rows"]:
        for year, text in row["figures"].items():
            if text != "—":
                truth[fold(flattened.name_of(row["label"])), str(year)] = row, fold(text)
    counted, wrong, met = Counter(), [], set()
    for reading in document.readings if document else ():
        for row in reading.rows:
            name = fold(flattened.name_of(row.label))
            for year, text in row.figures.items():
                if figures.absent(text):
                    continue
                true, printed = truth.get((name, year), ({}, ""))
                right = true and printed == fold(text) and true["unit"] == row.unit
                right = right and (not made["natures"] or true["nature"] == row.nature)
                right = right and (
                    not row.parent or fold(flattened.name_of(true["parent"])) == fold(flattened.name_of(row.parent))
                )
                right = right and (not row.stage or row.stage == true["stage"])
                met.add((name, year))
                counted["doubted" if row.doubts else "right" if right else "wrong"] += 1
                if not right and not row.doubts:
                    wrong.append((row.stage, row.parent, row.label, row.unit, year, text, row.nature))
    counted["refused"] += len([key for key in truth if key not in met])
    return counted, wrong


def measure(count, seed, layouts=LAYOUTS, damages=("", *DAMAGE), show=print):
    """Make and read tables => {(layout, damage): Counter}, and the wrong ones as they come."""
    found, wrongs = defaultdict(Counter), []
    for number in range(count):
        for layout in layouts:
            rng = random.Random(f"{seed} {number} {layout}")
            damage = damages[number % len(damages)]
            made = table(rng)
            with tempfile.TemporaryDirectory() as name:
                file = write(rng, made, layout, damage, Path(name))
                try:
                    document = documents.read(file, made["years"][0] if layout in ("csv", "xlsx") else None)
                except InputError:
                    document = None
            counted, wrong = judge(made, document)
            found[layout, damage] += counted
            for item in wrong:
                wrongs.append((number, layout, damage, *item))
                show("wrong:", *wrongs[-1])
    return found, wrongs


def report(found, show=print):
    """Print the counts by layout, clean and damaged."""
    show(f"{'layout':20}{'damage':16}{'right':>8}{'doubted':>9}{'refused':>9}{'wrong':>7}")
    for key in sorted(found):
        counted = found[key]
        numbers = [counted[name] for name in ("right", "doubted", "refused", "wrong")]
        show(f"{key[0]:20}{key[1] or 'clean':16}{numbers[0]:8}{numbers[1]:9}{numbers[2]:9}{numbers[3]:7}")
    for title, wanted in (("clean", lambda damage: not damage), ("damaged", bool)):
        total = sum((counted for (_, damage), counted in found.items() if wanted(damage)), Counter())
        whole = sum(total.values()) or 1
        shares = ", ".join(
            f"{name} {100 * total[name] / whole:.2f} %" for name in ("right", "doubted", "refused", "wrong")
        )
        show(f"{title}: {whole} figures, {shares}")


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tables", type=int, default=180, help="tables of each layout")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--layout", action="append", choices=LAYOUTS)
    parser.add_argument("--clean", action="store_true", help="without damage")
    given = parser.parse_args()
    begun = time.perf_counter()
    damages = ("",) if given.clean else ("", *DAMAGE)
    found, wrong = measure(given.tables, given.seed, given.layout or LAYOUTS, damages)
    report(found)
    print(f"{time.perf_counter() - begun:.0f} s")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
