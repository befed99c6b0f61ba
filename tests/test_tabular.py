"""Publication tables: pages and workbook say what the tables say; text stays text."""

import io
import time
import zipfile

import openpyxl
import pandas as pd
import pypandoc
import pytest
from lxml import html

from helpers import goals, paths, tabular
from helpers.codebook import schema, source
from helpers.errors import InputError
from helpers.language import LANGUAGES, of
from helpers.tabular import cells, pages, sheets, workbook

PLANS = sorted(file.name for file in (paths.root() / "data/processed").iterdir() if file.is_dir())
FORMULAS = ('=HYPERLINK("http://example.com")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "＝1＋1", "＋1", "－1", "＠A1")
MARKUP = ("#N/A", "*<b>5%_&#$^~\\{}</b>")


def frame_of(kind, plan):
    return getattr(tabular, kind)(*(schema.load(name, plan) for name in ("targets", *pages.TABLES[kind])))


def rows_of(text):
    """Read a page's table => its rows of texts, those that name a group left out."""
    body = html.fromstring(text).find(".//tbody")
    rows = [[cell.text_content() for cell in row] for row in body.findall("tr") if len(row) > 1]
    return rows, [row[0].text_content() for row in body.findall("tr") if len(row) == 1]


def latex_rows(text):
    """Read a LaTeX table with pandoc => (rows, names of groups, what stands below)."""
    found = html.fromstring(f"<div>{pypandoc.convert_text(text, 'html', 'latex-smart', ['--wrap=none'])}</div>")
    rows = [[cell.text_content() for cell in row] for row in found.findall(".//tbody/tr")]
    bold = [cell.text_content() for cell in found.findall(".//tbody/tr/td/strong")]
    below = found.find_class("minipage")[0].text_content()
    return [row for row in rows if row[0] not in bold or any(row[1:])], bold, below


def plain(text):
    """Write as both typesetters do: one kind of space and of apostrophe."""
    return " ".join(text.split()).replace("’", "'")


def set_targets(project, plan, **cells_of_first):
    """Overwrite cells of the first row of a plan's targets, past every check."""
    file = project / f"data/processed/{plan}/targets.csv"
    frame = pd.read_csv(file, dtype="str", keep_default_na=False)
    for column, cell in cells_of_first.items():
        frame.loc[0, column] = cell
    file.write_text(frame.to_csv(index=False, lineterminator="\n"), encoding="utf-8")


@pytest.mark.parametrize("plan", PLANS)
def test_pages_say_what_the_tables_say(plan, processed):
    about = source.read(plan)
    for kind in pages.TABLES:
        frame = frame_of(kind, plan)
        for language in LANGUAGES:
            shown = getattr(cells, kind)(frame, language)
            pages.save(kind, plan, about, language)
            file = processed / f"figures/{plan}/table-{kind}-{language}.html"
            rows, groups = rows_of(file.read_text(encoding="utf-8"))
            if frame.empty:
                assert [row[0] for row in rows] == [of(language).word("terms", "none")]
            else:
                assert rows == shown.drop(columns="group").values.tolist()
                assert groups == shown["group"].drop_duplicates().tolist()
            if language == "zh":  # pandoc is slow
                in_latex, in_bold, below = latex_rows(file.with_suffix(".tex").read_text(encoding="utf-8"))
                assert [list(map(plain, row)) for row in in_latex] == [list(map(plain, row)) for row in rows]
                assert in_bold == groups and plain(source.title(about, language)) in plain(below)


@pytest.mark.parametrize("plan", PLANS)
def test_numbers_on_the_pages_read_back_as_the_tables(plan):
    frame = frame_of("growth", plan)
    shown = cells.growth(frame)
    paced = frame["value"].notna()
    assert shown.loc[~paced, "pace"].isin([cells.DASH]).all()
    for row, text in zip(frame[paced].itertuples(), shown.loc[paced, "pace"], strict=True):
        number = float(text.replace("−", "-").replace(",", ""))
        assert number == pytest.approx(row.value, abs=max((row.high - row.low) / 2, 0.005 * abs(row.value)))
    judged = frame_of("progress", plan)
    attained = cells.progress(judged)["attained"].str.replace(",", "").replace(cells.DASH, None).dropna().astype(float)
    assert attained.tolist() == pytest.approx((100 * judged["attained"].dropna()).tolist(), rel=5e-3)


@pytest.mark.parametrize("plan", PLANS)
def test_every_target_stands_once_by_stage_in_the_documents_order(plan):
    targets = schema.load("targets", plan)
    frame = tabular.targets(targets)
    assert sorted(frame["target_id"]) == sorted(goals.promise(targets).unique())
    order = frame["target_id"].map(targets.set_index("target_id")["order"])
    assert all(part.is_monotonic_increasing for _, part in order.groupby(frame["group"]))
    apart = frame["group"] == tabular.PROJECTION
    assert apart.is_monotonic_increasing and apart.equals(frame["kind"] == "projection")


def test_a_target_is_written_as_its_kind_asks():
    row = {"kind": "level", "unit": "persons", "comparator": "range", "target_low": 25.0, "target_high": 27.0}
    cases = {
        "25–27": {},
        "+25–27": {"kind": "increment"},
        "≥ 29,000": {"comparator": ">=", "target_low": 29000.0, "target_high": None},
        "≈ 1": {"comparator": "~", "target_low": 1.0, "unit": None},
        "rising by at least 8 % a year": {"comparator": ">=", "target_low": 8.0, "kind": "rate_per_year"},
        "falling by 25–27 points a year": {
            "target_low": -27.0,
            "target_high": -25.0,
            "kind": "step_per_year",
            "unit": "percent",
        },
        "≥ 0 a year": {"comparator": ">=", "target_low": 0.0, "kind": "non_decrease"},
        "建成": {"comparator": None, "target_low": None, "target_high": None, "printed": "建成"},
    }
    assert [of("en").target(pd.Series(row | case)) for case in cases.values()] == list(cases)


def test_a_page_asks_nothing_of_others_and_names_its_language(processed):
    plan = "yunyang-14fyp"
    for language, lang in (("en", "en"), ("zh", "zh-CN")):
        shown = pages.save("progress", plan, source.read(plan), language)
        text = (processed / f"figures/{plan}/table-progress-{language}.html").read_text(encoding="utf-8")
        page = html.fromstring(text)
        assert page.get("lang") == lang and page.find(".//title").text
        assert not page.xpath("//script | //link | //img | //@src | //@href") and "url(" not in text
        assert "@import" not in text and shown._repr_html_() == shown._repr_html_()


def test_only_the_chosen_targets_are_shown(processed):
    plan = "yunyang-14fyp"
    chosen = schema.load("targets", plan)["target_id"].iloc[[1, 4]]
    pages.save("targets", plan, source.read(plan), chosen=chosen)
    rows, _ = rows_of((processed / f"figures/{plan}/table-targets-en.html").read_text(encoding="utf-8"))
    assert len(rows) == 2


@pytest.mark.parametrize("plan", PLANS)
def test_the_workbook_holds_the_tables_typed(plan, processed):
    book = openpyxl.load_workbook(workbook.save(plan, source.read(plan)))
    for name in sheets.TABLES:
        expected = schema.load(name, plan)
        if name == "indicators":
            expected = sheets.used(expected, schema.load("targets", plan))
        header, *rows = book[name].values
        found = pd.DataFrame(rows[2:], columns=header, dtype="object")
        assert list(header) == list(expected) and list(rows[1]) == [f["title_zh"] for f in schema.fields(name)]
        pd.testing.assert_frame_equal(schema.check(found, name), expected)
        types = {field["name"]: field["type"] for field in schema.fields(name)}
        kinds = {"string": str, "boolean": bool, "year": int, "integer": int, "number": (int, float)}
        for column in found:
            assert all(isinstance(cell, kinds[types[column]]) for cell in found[column].dropna()), column
    assert {name for name in schema.load("progress", plan)["verdict"]} <= {row[1] for row in book["codes"].values}
    assert book["Read me"]["C1"].value == source.title(source.read(plan), "zh")


def test_number_formats_show_the_digits_of_the_value():
    assert workbook._format(0.1 + 0.2) == "0.0"
    assert workbook._format(12345.67) == "0.00"
    assert workbook._format(12345.67, computed=True) == "0"
    assert workbook._format(0.0) == "0"


@pytest.mark.parametrize("label", FORMULAS + MARKUP)
def test_text_is_never_a_formula_nor_markup(label, processed):
    plan = "china-14fyp"
    named = dict.fromkeys(("label_printed", "printed", "indicator_en", "indicator_zh", "locator"), label)
    set_targets(processed, plan, **named)
    file = workbook.save(plan, source.read(plan))
    cell = next(cell for row in openpyxl.load_workbook(file)["targets"] for cell in row if cell.value == label)
    assert cell.data_type == "s" and bool(cell.quotePrefix) == (label in FORMULAS)
    with zipfile.ZipFile(file) as parts:
        assert not any(b"<f>" in parts.read(name) or b"<f " in parts.read(name) for name in parts.namelist())
    pages.save("targets", plan, source.read(plan))
    page = processed / f"figures/{plan}/table-targets-en.html"
    rows, _ = rows_of(page.read_text(encoding="utf-8"))
    tex = page.with_suffix(".tex").read_text(encoding="utf-8")
    assert label in rows[0] and plain(label) in map(plain, latex_rows(tex)[0][0])
    assert "\\\\\n*" not in tex and "\\\\\n[" not in tex  # what LaTeX takes for a part of the line's end


def test_what_a_workbook_cannot_hold_is_named(processed):
    plan = "china-14fyp"
    set_targets(processed, plan, label_printed="毛入\x01园率")
    with pytest.raises(InputError, match=r"china-14fyp/targets\.csv, line 2, '毛入.园率': .*control character"):
        workbook.save(plan, source.read(plan))
    set_targets(processed, plan, label_printed="园" * 40_000)
    with pytest.raises(InputError, match=r"targets\.csv, line 2, .* longer than"):
        workbook.save(plan, source.read(plan))


def test_a_missing_or_older_table_is_named(processed):
    plan, about = "china-14fyp", source.read("china-14fyp")
    set_targets(processed, plan, target_id="another@2025")
    with pytest.raises(InputError, match="required_growth has no row for it"):
        pages.save("growth", plan, about)
    (processed / f"data/processed/{plan}/progress.csv").unlink()
    for make in (lambda: pages.save("progress", plan, about), lambda: workbook.save(plan, about)):
        with pytest.raises(InputError, match=r"progress\.csv: no such table yet"):
            make()
    assert not (processed / f"figures/{plan}/tables.xlsx").exists()


def test_two_runs_give_the_same_bytes(processed):
    plan = "yantai-14fyp"
    folder = processed / f"figures/{plan}"

    def run():
        for language in LANGUAGES:
            pages.save("growth", plan, source.read(plan), language)
        workbook.save(plan, source.read(plan))
        found = {file.name: file.read_bytes() for file in folder.iterdir()}
        for file in folder.iterdir():
            file.unlink()
        return found

    first = run()
    time.sleep(2.1)  # a zip file's dates are of two seconds
    assert first == run() and len(first) == 5
    with zipfile.ZipFile(io.BytesIO(first["tables.xlsx"])) as parts:
        assert {part.date_time for part in parts.infolist()} == {workbook.EPOCH}


def test_differences_of_percentages_are_in_points_and_the_gravest_finding_stands_first():
    frame = frame_of("findings", "yunyang-14fyp")
    order = ["error", "warning", "note"]
    assert frame["group"].map(order.index).is_monotonic_increasing
    shown = cells.findings(frame).set_index(frame["rule"])
    (reached, *_), (stock, *_) = ([shown["difference"][rule]] for rule in ("part_exceeds_whole", "stock_or_new"))
    assert reached == f"{1.25 - 1.97:.2f} points".replace("-", "−")
    assert stock == f"{100 * (2486 - 2500) / 2500:.2f} %".replace("-", "−")
    counted = frame["group"].value_counts()
    _, told = pages.heading("findings", frame, source.read("yunyang-14fyp"))
    assert told.lower() == ", ".join(f"{name}: {counted[name]}" for name in order if name in counted)
