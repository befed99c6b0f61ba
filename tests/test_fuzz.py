"""Damaged and hostile material: read right, refused with file, place and remedy, or doubted; nothing moves unsaid.

`make fuzz` tries more of it, and other material every time.
"""

import csv
import io
import random
import re
import shutil
from collections import Counter
from decimal import Decimal
from math import isclose

import openpyxl
import pytest
from conftest import PROJECT, benchmark
from damage import TRIED, edited, fuzzed, held, in_csv, misplaced, tried
from hypothesis import assume, example, given
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE as ILLEGAL

from helpers import clean
from helpers.clean import flattened, reviewed, values
from helpers.clean.units import COUNTERS, MEASURES, SCALES, UNITS, known
from helpers.clean.units import unit as unit_of
from helpers.errors import InputError
from helpers.growth import required
from helpers.read import accepting, documents, plans

MADE = benchmark("documents")
SEEDS = st.integers(0, 10**6)
RAW = {
    (file.parent.name, file.name): file.read_text(encoding="utf-8")
    for file in sorted((PROJECT / "data/raw").glob("*-*/*"))
    if file.suffix in {".csv", ".txt", ".yml"}
}
RAW |= {key: text.partition("\nsha256:")[0] + "\n" for key, text in RAW.items() if key[1] == "source.yml"}
"""The files of the real plans, without the checksums that would refuse any change."""
PLANS = sorted({plan for plan, _ in RAW})


@pytest.fixture(autouse=True)
def counted(record_property):
    """Hand the counts of a test to the summary."""
    TRIED.clear()
    yield
    for (surface, outcome), number in sorted(TRIED.items()):
        record_property("fuzz", [surface, outcome, number])


@pytest.fixture(scope="module", autouse=True)
def root(tmp_path_factory):
    """Work in a project of the real raw files."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(PROJECT / "data/raw", folder / "data/raw")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HELPERS_ROOT", str(folder))
        for plan in PLANS:
            write(folder, plan)
        yield folder


def write(root, plan, **changed):
    """Write the files of a plan, some of them changed, and no others => folder."""
    folder = root / "data/raw" / plan
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    files = {name: text for (owner, name), text in RAW.items() if owner == plan} | changed
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


WHOLE = {}


def printed(plan):
    """Clean a plan => Counter of what is printed: label, figure, year and what it says of them, whatever the order."""
    made = clean.plan(plan)
    named = {"targets": ("printed", "target_year", "kind"), "observations": ("printed", "year", "basis", "status")}
    return Counter(
        (table, *map(str, row))
        for table, names in named.items()
        for row in made[table][["label_printed", *names]].itertuples(index=False)
    )


def whole(plan):
    """Give what is printed in a plan as it stands."""
    if plan not in WHOLE:
        WHOLE[plan] = printed(plan)
    return WHOLE[plan]


# --- cells

DIGITS = st.tuples(st.integers(0, 10**6), st.integers(0, 2)).map(lambda pair: f"{Decimal(pair[0]).scaleb(-pair[1]):f}")
MEASURED = sorted(unit for unit in (*UNITS, *COUNTERS, *MEASURES) if not re.search(r"\d", unit))
PAIRS = st.tuples(DIGITS, st.sampled_from("-—~至:"), DIGITS).map("".join)
CELLS = st.tuples(
    st.sampled_from(["", "", "≥", "不低于", "约", "达到", "提高到", "年均增长", "新增", "保持在", "控制在", "下降"]),
    st.one_of(DIGITS, PAIRS, st.text("〇一二三十百万半两余")),
    st.sampled_from(["", *SCALES]),
    st.sampled_from(["", "%", "个百分点", *MEASURED]),
    st.sampled_from(["", "", "以上", "左右", "以内", "及以下"]),
).map("".join)  # fmt: skip


@fuzzed(1200)
@given(CELLS.flatmap(lambda cell: st.one_of(st.just(cell), edited(cell))), st.sampled_from(["", "%", "人", "万人"]))
def test_no_value_has_a_number_that_its_cell_does_not_print(cell, column):
    try:
        value = values.parse(cell, column)
    except values.Unreadable as error:
        assert str(error)
        TRIED["cells", "refused"] += 1
        return
    text = re.sub(r"/10+万?", "", values.plain(cell))
    found = [Decimal(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]
    if value is not None and found:
        assert len(found) == 1 or (len(found) == 2 and (value.comparator == "range" or value.unit == "ratio")), value
        true = {float(number * scale) for number in found for scale in (1, *SCALES.values())}
        true |= {float(a / b) for a in found for b in found if b and value.unit == "ratio"}
        assert all(any(isclose(abs(end), one) for one in true) for end in (value.low, value.high) if end is not None)
    held("cells")


@fuzzed(200)
@given(DIGITS, st.sampled_from(MEASURED), st.sampled_from(["", *SCALES]))
def test_a_number_with_a_known_unit_is_that_number_in_whatever_scale(number, unit, scale):
    if not known(scale + unit) or (unit == "年" and re.fullmatch(r"(19|20)\d\d", number)):
        return
    value = values.parse(f"{number}{scale}{unit}")
    canonical, factor = unit_of(scale + unit)
    assert (value.low, value.unit) == (float(Decimal(number) * factor), canonical)
    again = values.parse(number, scale + unit)
    assert (again.low, again.unit, again.halfwidth) == (value.low, value.unit, value.halfwidth)
    held("cells")


@fuzzed(200)
@given(DIGITS, st.text("OolISBZ①②*†。、;]-_!?#abcxyz", min_size=1, max_size=3))
def test_a_number_that_letters_or_signs_touch_is_never_read(number, stray):
    if known(stray):
        return
    for cell in (number + stray, f"{number}{stray}%"):
        with pytest.raises(values.Unreadable):
            values.parse(cell)
        TRIED["cells", "refused"] += 1


@fuzzed(100)
@given(DIGITS, st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u00ad"), st.integers(0, 8))
def test_an_invisible_character_changes_no_value(number, sign, place):
    cell = f"{number}%以上"
    assert values.parse(cell[:place] + sign + cell[place:]).low == values.parse(cell).low
    held("cells")


# --- tables


def placed(table, staged=True):
    """Give what a table holds => {(stage, label, year, figure)}."""
    return {
        (row["stage"] if staged else "", row["label"], year, cell.text)
        for row in table.rows
        for year, cell in zip(table.years, row["cells"], strict=True)
        if cell.text != "—"
    }


def lines(seed, layout):
    """Make a table of one cell a line => list of cells; an empty cell is —."""
    rng = random.Random(seed)
    made = MADE.table(rng)
    texts = [[cell[0] if cell else "" for cell in row] for row in MADE.cells(made)]
    return MADE.one_a_line(made, texts, layout)


@fuzzed(250)
@given(st.data(), SEEDS, st.sampled_from(["lines by rows", "lines by columns"]))
def test_no_cell_lost_doubled_or_swapped_in_lines_moves_another(data, seed, layout):
    cells = lines(seed, layout)
    true = flattened.parse("\n".join(cells))
    what, damaged, touched = data.draw(misplaced([[cell] for cell in cells]))
    assume(what != "swapped" or not touched.intersection(true.columns))  # years may stand in any order
    headings = {row["stage"] for row in true.rows} & touched
    table = tried("tables as lines", lambda: flattened.parse("\n".join(cell for row in damaged for cell in row)))
    if table:
        staged = not headings  # nobody can know that a heading is not there
        new = placed(table, staged) - placed(true, staged)
        assert not new or what == "swapped", new
        assert all(touched.intersection(map(str, row)) for row in new), (touched, new)
        held("tables as lines")


@fuzzed(200)
@given(SEEDS.flatmap(lambda seed: edited("\n".join(lines(seed, "lines by rows")))))
def test_edited_lines_are_read_or_refused(text):
    if tried("tables as lines", lambda: flattened.parse(text)):
        held("tables as lines")


def in_columns(seed):
    """Make a reviewed table => rows of indicator_table.csv, the header first."""
    made = MADE.table(random.Random(seed))
    years = [str(year) for year in made["years"]]
    rows = [[*reviewed.FIXED, *years, *reviewed.AFTER]]
    for number, row in enumerate(made["rows"], 1):
        figures = [row["figures"][year] for year in made["years"]]
        own = [str(number), "a.docx", "1", made["title"], row["stage"], row["parent"], row["label"], row["unit"]]
        rows.append([*own, row["nature"], years[0], *figures, "", "", "", "", ""])
    return rows


def counting(content, root):
    """Read a reviewed table as `clean` does => what it holds."""
    file = root / reviewed.FILE
    file.write_bytes(content)
    return placed(reviewed.table(*reviewed.load(file), reviewed.FILE, "a-plan"))


@fuzzed(150)
@given(st.data(), SEEDS, st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
def test_no_cell_lost_doubled_or_swapped_in_a_reviewed_table_moves_another(root, data, seed, code):
    rows = in_columns(seed)
    true = counting(in_csv(rows).encode(), root)
    what, damaged, touched = data.draw(misplaced(rows))
    assume(what != "swapped" or not touched.intersection(rows[0]))
    found = tried("indicator_table.csv", lambda: counting(in_csv(damaged).encode(code), root))
    if found is not None:
        assert what == "swapped"
        assert all(touched.intersection(map(str, row)) for row in found ^ true), (touched, found ^ true)
        held("indicator_table.csv")


@fuzzed(150)
@given(SEEDS.flatmap(lambda seed: edited(in_csv(in_columns(seed)))), st.sampled_from(["utf-8", "gb18030"]))
def test_an_edited_reviewed_table_is_read_or_refused(root, text, code):
    if tried("indicator_table.csv", lambda: counting(text.encode(code, "surrogatepass"), root)) is not None:
        held("indicator_table.csv")


# --- documents

LAYOUTS = [layout for layout in MADE.LAYOUTS if not layout.startswith("pdf")]


def read(file, made):
    """Read a document as `add` does, up to the rows that people review."""
    document = documents.read(file, made["years"][0] if file.suffix in {".csv", ".xlsx"} else None)
    plans.as_csv(plans.assembled([document])[0])
    return document


@fuzzed(120)
@given(SEEDS, st.sampled_from(LAYOUTS), st.sampled_from(("", *MADE.DAMAGE)))
def test_no_damage_to_a_documents_table_moves_a_figure_unsaid(root, seed, layout, damage):
    rng = random.Random(seed)
    made = MADE.table(rng)
    file = MADE.write(rng, made, layout, damage, root)
    surface = f"documents: {file.suffix[1:]}"
    document = tried(surface, lambda: read(file, made))
    if document:
        outcomes, wrong = MADE.judge(made, document)
        assert not wrong
        held(surface, doubted=outcomes["doubted"] + outcomes["refused"] > 0)


@fuzzed(120)
@given(st.data(), SEEDS, st.sampled_from(LAYOUTS))
def test_a_document_with_damaged_bytes_is_read_or_refused(root, data, seed, layout):
    rng = random.Random(seed)
    made = MADE.table(rng)
    file = MADE.write(rng, made, layout, "", root)
    file.write_bytes(data.draw(edited(file.read_bytes())))
    surface = f"documents: {file.suffix[1:]}"
    document = tried(surface, lambda: read(file, made))
    if document:
        held(surface, doubted=any(row.doubts for reading in document.readings for row in reading.rows))


# --- what people write

TABLES = [key for key in RAW if key[1].endswith((".csv", ".txt"))]


@fuzzed(60)
@given(st.data(), st.sampled_from(TABLES))
def test_no_cell_lost_doubled_or_swapped_in_a_real_file_moves_another(root, data, key):
    plan, name = key
    true = whole(plan)
    rows = list(csv.reader(io.StringIO(RAW[key]))) if name.endswith(".csv") else [[c] for c in RAW[key].splitlines()]
    what, damaged, touched = data.draw(misplaced(rows))
    assume(what != "swapped" or not touched.intersection(rows[0]))
    text = in_csv(damaged) if name.endswith(".csv") else "\n".join(cell for row in damaged for cell in row)
    write(root, plan, **{name: text})
    found = tried("real raw files", lambda: printed(plan))
    write(root, plan)
    if found is None:
        return
    new = found - true
    touched |= {"nan", "<NA>"} if "" in touched else set()
    assert what == "swapped" or (name.endswith(".txt") and not new), (what, touched, new)
    assert all(touched.intersection(row) for row in new), (touched, new)
    held("real raw files")


@fuzzed(60)
@given(st.data(), st.sampled_from(sorted(RAW)), st.sampled_from(["utf-8", "utf-8", "gb18030", "utf-8-sig"]))
def test_an_edited_real_file_is_read_or_refused(root, data, key, code):
    plan, name = key
    write(root, plan, **{name: data.draw(edited(RAW[key])).encode(code, "surrogatepass")})
    surface = {"source.yml": "source.yml", "indicator_table.txt": "tables as lines"}.get(name, "transcripts")
    if tried(surface, lambda: clean.plan(plan)):
        held(surface)
    write(root, plan)


SCALARS = "~ null 2025 20250 1.5 0x1F true 2021-12-30 2021-13-45 '' 'a:b' 云阳县 &a *a !x @ % [ ] { } - : | >"
YAML = st.recursive(
    st.sampled_from(SCALARS.split()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.tuples(inner, inner).map(lambda pair: "{" + ": ".join(pair) + "}"),
        inner.map(lambda item: f"&a [{item}, *a]"),
    ),
    max_leaves=4,
)


@fuzzed(150)
@given(st.data(), st.sampled_from(PLANS), YAML)
def test_any_value_in_source_yml_is_taken_or_refused(root, data, plan, value):
    from helpers.codebook import source

    keys = (*source.REQUIRED, *source.OPTIONAL, "other")
    key = data.draw(st.sampled_from(keys))
    kept = re.sub(rf"(?m)^{key}:.*\n(?:[ -].*\n)*", "", RAW[plan, "source.yml"])
    write(root, plan, **{"source.yml": f"{kept}{key}: {value}\n"})

    def used():
        about = source.read(plan)
        return source.title(about), source.documents(about), source.published_year(about), source.remarks(plan)

    if tried("source.yml", used):
        held("source.yml")
    write(root, plan)


# --- review sheets

SLUG = "mouxian-14fyp"


class Files(dict):
    """Files of a folder; a failing example does not show their bytes."""

    def __repr__(self):
        return f"Files({', '.join(self)})"


@pytest.fixture(scope="module")
def added(root):
    """Add a plan of a document with a table and prose => {name: bytes} of its folder."""
    rng = random.Random(5)
    made = MADE.table(rng)
    file = MADE.write(rng, made, "markdown", "lost cell", root)
    said = "\n到2025年，毛入园率达到95%以上。\n2020年，巩固率达到99%。\n新增学位5000个。\n"
    file.write_text(file.read_text(encoding="utf-8") + said, encoding="utf-8")
    folder, _ = plans.add(SLUG, [file], baseline_year=made["years"][0], target_year=made["years"][-1])
    files = Files({file.name: file.read_bytes() for file in folder.iterdir()})
    shutil.rmtree(folder)
    return files


WORDS = st.one_of(
    st.sampled_from(["", "yes", "是", "no", "否", "maybe", None, 0.96, 95, True, "95%", "=1+1", "2025", "二", "level"]),
    st.text(max_size=6),
)


def accepted(root, files):
    """Accept and clean a plan of such files => whether; where it is refused, nothing is changed."""
    folder = root / "data/raw" / SLUG
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    try:
        accepting.accept(SLUG)
    except InputError:
        assert {file.name: file.read_bytes() for file in folder.iterdir()} == files
        raise
    clean.plan(SLUG)
    return True


def test_the_review_files_as_they_were_written_are_taken(root, added):
    assert accepted(root, added)


WRITTEN = ("write", "write", "no row", "no column", "new row", "empty")
PLACES = st.tuples(st.integers(0, 9), st.integers(1, 12), st.integers(1, 20))


@fuzzed(25)
@example([((0, 1, 7), "", "write")])
@given(st.lists(st.tuples(PLACES, WORDS, st.sampled_from(WRITTEN)), min_size=1, max_size=4))
def test_whatever_is_written_into_the_review_workbook_is_taken_or_refused(root, added, edits):
    book = openpyxl.load_workbook(io.BytesIO(added["review.xlsx"]))
    for (number, row, column), word, what in edits:
        sheet = book[book.sheetnames[number % len(book.sheetnames)]]
        if what == "write":
            sheet.cell(row, column).value = ILLEGAL.sub("", word) if isinstance(word, str) else word
        elif what == "no row":
            sheet.delete_rows(row)
        elif what == "no column":
            sheet.delete_cols(column)
        elif what == "new row":
            sheet.insert_rows(row)
        else:
            sheet.delete_rows(1, sheet.max_row)
    kept = io.BytesIO()
    book.save(kept)
    if tried("review sheets", lambda: accepted(root, added | {"review.xlsx": kept.getvalue()})):
        held("review sheets")


@fuzzed(30)
@given(st.data(), st.sampled_from(["indicator_table.csv", "proposals.csv", "unread.csv", "review.xlsx"]))
def test_review_files_edited_elsewhere_are_taken_or_refused(root, added, data, name):
    content = added[name]
    if name.endswith(".csv"):
        code = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
        rows = list(csv.reader(io.StringIO(content.decode())))
        text = (
            in_csv(data.draw(misplaced(rows))[1]) if data.draw(st.booleans()) else data.draw(edited(content.decode()))
        )
        content = text.encode(code, "surrogatepass")
    else:
        content = data.draw(edited(content))
    if tried("review sheets", lambda: accepted(root, added | {name: content})):
        held("review sheets")


# --- what changes nothing


@fuzzed(12)
@given(st.data(), st.sampled_from([plan for plan in PLANS if (plan, "targets.csv") in RAW]))
def test_the_order_of_rows_changes_nothing(root, data, plan):
    names = [name for name in ("targets.csv", "observations.csv") if (plan, name) in RAW]
    changed = {}
    for name in names:
        header, *rows = csv.reader(io.StringIO(RAW[plan, name]))
        changed[name] = in_csv([header, *data.draw(st.permutations(rows))])
    true = whole(plan)
    write(root, plan, **changed)
    assert printed(plan) == true
    write(root, plan)
    held("order of rows and plans")


@fuzzed(2)
@given(st.permutations(PLANS))
def test_the_order_of_plans_changes_nothing(root, order):
    for plan in order:
        assert printed(plan) == whole(plan)
    held("order of rows and plans")


@fuzzed(12)
@given(st.integers(1, 10**4), st.integers(1, 10**4), st.sampled_from(["万", "千", "百万"]))
def test_a_table_in_another_scale_requires_the_same(root, start, end, scale):
    found = []
    for unit, factor in (("人", SCALES[scale]), (f"{scale}人", 1)):
        cells = ["指标", "2020", "2025", f"在校生({unit})", str(start * factor), str(end * factor)]
        shutil.rmtree(root / "data/raw" / SLUG, ignore_errors=True)
        (root / "data/raw" / SLUG).mkdir()
        for name, text in (("indicator_table.txt", "\n".join(cells)), ("source.yml", SOURCE)):
            (root / "data/raw" / SLUG / name).write_text(text, encoding="utf-8")
        targets = clean.plan(SLUG)["targets"]
        change = required.table(targets).query("method == 'linear'")["value"].tolist()
        found.append((targets[["baseline", "target_low"]].iloc[0].tolist(), change))
    assert found[0] == found[1]
    held("units")


SOURCE = "title_zh: 某县规划\nregion_zh: 某县\nregion_en: Mou\nbaseline_year: 2020\ntarget_year: 2025\n"
