"""A document in, a plan out: whole or not at all, reviewed and accepted; documents that are hostile or broken."""

import csv
import io
import multiprocessing
import re
import signal
import zipfile

import openpyxl
import pytest
import yaml
from conftest import PROJECT
from typer.testing import CliRunner

from helpers import clean, paths
from helpers.__main__ import app
from helpers.clean import reviewed
from helpers.codebook import schema, source
from helpers.errors import InputError
from helpers.read import accepting, apart, documents, later, opening, plans

TABLE = (
    "某县教育事业发展“十四五”规划\n\n主要指标\n分类\t指标\t2020年\t2025年\t属性\n"
    "学前教育\t学前教育毛入园率(%)\t90.9\t95\t预期性\n\t公办园占比(%)\t5O\t60\t预期性\n"
    "义务教育\t九年义务教育巩固率(%)\t98.9\t99以上\t约束性\n"
)


@pytest.fixture
def here(monkeypatch):
    """Read in this process: quicker, and what a test replaces is replaced there too."""

    def several(files, *context):
        read = [documents.read(file, *context) for file in files]
        for document in read:
            for reading in document.readings:
                reading.picture = b""
        return read if any(r.rows for d in read for r in d.readings) else [documents.require(read[0])]

    monkeypatch.setattr(apart, "several", several)


@pytest.fixture
def added(project, here, tmp_path):
    file = tmp_path / "规划.txt"
    file.write_text(TABLE, encoding="utf-8")
    plans.add("mouxian-14fyp", [file])
    return project / "data/raw/mouxian-14fyp"


def test_a_document_becomes_a_plan(added):
    about = source.read("mouxian-14fyp")
    assert (about["title_zh"], about["region_zh"]) == ("某县教育事业发展“十四五”规划", "某县")
    assert (about["baseline_year"], about["target_year"], about["to_fill"]) == (2020, 2025, ["region_en"])
    assert any("region_en" in remark and "stand-in" in remark for remark in source.remarks("mouxian-14fyp"))
    cleaned = clean.plan("mouxian-14fyp")
    assert cleaned["targets"]["printed"].tolist() == ["95", "99以上"]
    assert cleaned["targets"]["nature"].tolist() == ["expected", "binding"]
    printed = clean.published("mouxian-14fyp")
    assert clean.filled(printed, 2020) == (2, 2)
    assert {file.name for file in added.iterdir()} == {
        "source.yml",
        "indicator_table.csv",
        "unread.csv",
        "review.html",
        "review.xlsx",
    }


def test_the_command_reads_in_a_process_of_its_own(project, tmp_path):
    file = tmp_path / "plan.txt"
    file.write_text(TABLE, encoding="utf-8")
    told = CliRunner().invoke(app, ["add", "mouxian-14fyp", str(file), "--region", "某县"])
    assert told.exit_code == 0, told.output
    assert "2 rows read, 1 with a doubt, 0 cells not read" in told.output
    assert "accept mouxian-14fyp" in told.output and file.exists()
    nothing = tmp_path / "prose.txt"
    nothing.write_text("到2025年，教育质量进一步提高。", encoding="utf-8")
    with pytest.raises(InputError, match="no table with a header of years"):
        apart.several([nothing])


def test_a_folder_that_is_there_is_left_alone(added, tmp_path):
    before = {file.name: file.read_bytes() for file in added.iterdir()}
    with pytest.raises(InputError, match="is there already"):
        plans.add("mouxian-14fyp", [tmp_path / "规划.txt"])
    assert {file.name: file.read_bytes() for file in added.iterdir()} == before


def test_both_tables_in_one_folder_are_an_error(added):
    (added / "indicator_table.txt").write_text("指标\n2020\n2025\n甲\n1\n2\n", encoding="utf-8")
    with pytest.raises(InputError, match="one official table"):
        clean.plan("mouxian-14fyp")


def test_every_digit_of_the_table_is_in_a_row_or_in_the_list(project, here):
    folder = PROJECT / "tests/data/documents"
    for number, file in enumerate(sorted(folder.glob("[a-i]_*"))):
        document = documents.read(file)
        _, left = plans.assembled([document])
        for reading in document.readings:
            used = " ".join(cell.text for row in reading.rows for cell in row.cells.values())
            used += " ".join(column.head for column in reading.columns)
            used += " ".join(row.parent + row.stage for row in reading.rows) + " ".join(
                item["printed"] for item in left
            )
            for cell in reading.grid.cells:
                for digits in re.findall(r"\d+", cell.text):
                    assert digits in used or cell.text in used, (number, cell.text)


def edit(folder, changes):
    """Edit review.xlsx as a person does: {(row, column): text}."""
    book = openpyxl.load_workbook(folder / "review.xlsx")
    sheet = book["rows"]
    heads = [cell.value for cell in sheet[1]]
    for line in sheet.iter_rows(min_row=2):
        for (row, column), text in changes.items():
            if line[0].value == row:
                line[heads.index(column)].value = text
    book.save(folder / "review.xlsx")


def test_a_doubted_row_counts_when_it_is_corrected_and_accepted(added):
    edit(added, {("2", "2020"): 50, ("2", "accepted"): "是"})
    assert accepting.accept("mouxian-14fyp") == {"counting": 3, "waiting": 0, "all": 3}
    targets = clean.plan("mouxian-14fyp")["targets"]
    assert targets["baseline"].tolist() == [90.9, 50.0, 98.9]
    assert "5O corrected to 50" in targets["processing"][1]
    assert reviewed.FILE in source.read("mouxian-14fyp")["sha256"]
    assert accepting.accept("mouxian-14fyp")["counting"] == 3, "a second time changes nothing"


def test_an_answer_is_read_through_what_nobody_sees(added):
    unseen = {("1", "nature"): "约束\u200b性", ("2", "accepted"): "ｙｅｓ\u200b", ("2", "start"): "２０２０"}
    edit(added, unseen | {("2", "2020"): 50})
    assert accepting.accept("mouxian-14fyp")["counting"] == 3
    targets = clean.plan("mouxian-14fyp")["targets"]
    assert targets["baseline"].tolist() == [90.9, 50.0, 98.9]
    assert targets["nature"][0] == "binding"
    edit(added, {("1", "nature"): "约束x"})
    with pytest.raises(InputError, match="'约束x': nature is none that is known"):
        accepting.accept("mouxian-14fyp", again=True)


def test_an_accepted_figure_that_is_nonsense_is_told_with_its_row(added):
    edit(added, {("2", "accepted"): "yes"})
    with pytest.raises(InputError, match=r"line 3, '5O': \(公办园占比\(%\), 2020\)"):
        accepting.accept("mouxian-14fyp")
    assert "sha256" not in source.read("mouxian-14fyp")


def test_what_is_changed_after_acceptance_is_told(added):
    accepting.accept("mouxian-14fyp")
    file = added / reviewed.FILE
    file.write_text(file.read_text(encoding="utf-8").replace(",95,", ",96,"), encoding="utf-8")
    with pytest.raises(InputError, match="not the one that was checked"):
        clean.plan("mouxian-14fyp")
    with pytest.raises(InputError, match="row 1: 2025 was 95, is 96"):
        accepting.accept("mouxian-14fyp")
    accepting.accept("mouxian-14fyp", again=True)
    assert clean.plan("mouxian-14fyp")["targets"]["target_low"][0] == 96


def test_two_rows_of_one_indicator_are_told(project, here, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(TABLE.replace("5O", "50") + "\t九年义务教育巩固率（%）\t97\t98\t约束性\n", encoding="utf-8")
    plans.add("mouxian-14fyp", [file])
    edit(project / "data/raw/mouxian-14fyp", {(str(n), "accepted"): "yes" for n in range(1, 5)})
    with pytest.raises(InputError, match="gives compulsory_retention of 2020, as line 4 does"):
        accepting.accept("mouxian-14fyp")


def test_a_table_saved_by_excel_in_chinese_is_read(added):
    file = added / reviewed.FILE
    file.write_bytes(file.read_text(encoding="utf-8").encode("gb18030"))
    assert len(clean.plan("mouxian-14fyp")["targets"]) == 2
    accepting.accept("mouxian-14fyp")
    assert "毛入园率" in file.read_text(encoding="utf-8")


def test_an_answer_that_is_none_is_told(added):
    edit(added, {("1", "accepted"): "perhaps"})
    with pytest.raises(InputError, match="write yes, no, or nothing"):
        accepting.accept("mouxian-14fyp")


def test_the_review_page_escapes_what_a_document_says(project, here, tmp_path):
    file = tmp_path / "<b>x.txt"
    evil = TABLE.replace("公办园占比(%)", "<script>alert(1)</script>占比(%)")
    file.write_text(evil, encoding="utf-8")
    plans.add("mouxian-14fyp", [file])
    page = (project / "data/raw/mouxian-14fyp/review.html").read_text(encoding="utf-8")
    assert "<script" not in page and "&lt;script&gt;" in page and "http" not in page.replace("http-equiv", "")
    assert 'lang="zh"' in page and "单元格不能读作数字" in page


def test_a_formula_of_a_document_is_no_formula_of_the_workbook(project, here, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(TABLE.replace("公办园占比(%)", "=1+1占比(%)"), encoding="utf-8")
    plans.add("mouxian-14fyp", [file])
    sheet = openpyxl.load_workbook(project / "data/raw/mouxian-14fyp/review.xlsx")["rows"]
    assert all(cell.data_type != "f" for line in sheet for cell in line)


def test_several_tables_may_have_baselines_of_their_own(project, here):
    plans.add("mouxian-14fyp", [PROJECT / "tests/data/documents/i_two_tables_repeated_header.txt"])
    cleaned = clean.plan("mouxian-14fyp")
    assert cleaned["targets"]["baseline_year"].tolist() == [2020, 2020, 2021]
    assert cleaned["targets"]["target_year"].tolist() == [2025, 2025, 2027]
    assert cleaned["observations"]["value"].tolist() == [89.7, 97.1, 24000.0]


def test_a_later_document_adds_observations_and_changes_nothing(project, here, tmp_path):
    folder = project / "data/raw/yunyang-14fyp"
    before = list(csv.DictReader(io.StringIO((folder / "observations.csv").read_text(encoding="utf-8"))))
    known = source.read("yunyang-14fyp")
    file = tmp_path / "2023年云阳县教育事业统计公报.csv"
    file.write_text("指标,2022年,2023年,2025年目标\n九年义务教育巩固率(%),98.95,99.1,99\n", encoding="utf-8")
    told = later.add("yunyang-14fyp", [file])
    assert told[0].startswith("2 observations added")
    rows = list(csv.DictReader(io.StringIO((folder / "observations.csv").read_text(encoding="utf-8"))))
    assert [{key: row[key] for key in before[0]} for row in rows[: len(before)]] == before
    now = source.read("yunyang-14fyp")
    assert now["further_documents"][0]["title_zh"] == "2023年云阳县教育事业统计公报"
    assert {key: value for key, value in now.items() if key not in {"sha256", "further_documents"}} == {
        key: value for key, value in known.items() if key not in {"sha256", "further_documents"}
    }
    found = clean.plan("yunyang-14fyp")["observations"]
    added = found[found["source"] == "2023年云阳县教育事业统计公报"]
    assert added[["indicator", "year", "value"]].values.tolist() == [
        ["compulsory_retention", 2022, 98.95],
        ["compulsory_retention", 2023, 99.1],
    ]
    assert set(added["evidence"]) == {"bulletin"}
    with pytest.raises(InputError, match="already"):
        later.add("yunyang-14fyp", [file])


def test_a_run_says_which_verdicts_a_later_document_has_changed(processed, here, tmp_path):
    later._keep_verdicts("yunyang-14fyp", ["公报"])
    assert later.changed(["yunyang-14fyp"]) == ["yunyang-14fyp: no verdict has changed since 公报"]
    assert later.changed(["yunyang-14fyp"]) == [], "said once"
    later._keep_verdicts("yunyang-14fyp", ["公报"])
    progress = schema.load("progress", "yunyang-14fyp")
    first, other = progress["verdict"][0], next(v for v in progress["verdict"] if v != progress["verdict"][0])
    assert first != other
    progress.loc[0, "verdict"] = other
    schema.save(progress, "progress", "yunyang-14fyp")
    (said,) = later.changed(["yunyang-14fyp"])
    assert said == f"yunyang-14fyp: {progress['target_id'][0]}: {first} → {other}, since 公报"


# Documents that are hostile or broken.


def docx(text, **parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", text)
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>&b;&c;</a>'
BROKEN = {
    "empty.txt": (b"", "is empty"),
    "picture.pdf": (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "picture without text"),
    "old.docx": (opening._OLD_OFFICE + b"x" * 50, "old or encrypted"),
    "cut.docx": (docx("<a/>")[:40], "is damaged"),
    "archive.docx": (docx("<a/>").replace(b"word/document", b"word/nocument"), "archive"),
    "entities.docx": (docx(BOMB), "declares entities"),
    "nothing.docx": (docx("<a/>"), "has no text"),
    "bomb.docx": (docx(" " * 60_000_000), "unpacks to far more"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "is damaged"),
    "packed.txt": (b"\x1f\x8b" + b"x" * 50, "gzip"),
    "binary.txt": (bytes(range(256)) * 4, "is no text"),
    "wide.html": (b"<table>" + b"<tr><td rowspan=9999 colspan=100>1" * 4000 + b"</table>", "more cells"),
    "quoted.csv": (b'a,"b\n1,2', "cannot be read as csv"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_hostile_or_broken_document_is_refused_and_leaves_nothing(name, project, here, tmp_path):
    content, why = BROKEN[name]
    file = tmp_path / name
    file.write_bytes(content)
    before = sorted((project / "data/raw").iterdir())
    with pytest.raises(InputError, match=why):
        plans.add("mouxian-14fyp", [file])
    assert sorted((project / "data/raw").iterdir()) == before


def test_an_encrypted_pdf_is_refused(monkeypatch):
    import pypdfium2

    from helpers.read import pdf

    def locked(content):
        raise pypdfium2.PdfiumError("Failed to load document (PDFium: Incorrect password error).")

    monkeypatch.setattr(pypdfium2, "PdfDocument", locked)
    with pytest.raises(InputError, match="encrypted"):
        pdf.flow(b"%PDF", "a.pdf")


@pytest.mark.parametrize("code", ["utf-8-sig", "gb18030", "big5", "utf-16", "utf-16-le"])
def test_texts_in_other_encodings_are_decoded(code, tmp_path):
    text = TABLE if code != "big5" else "分類\t指標\t2020年\t2025年\n教育\t學校普及率(%)\t90\t95\n"
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode(code, "replace"))
    assert documents.read(file).readings[0].rows[0].figures["2025"] == "95"


def test_a_wrong_extension_does_not_matter(tmp_path):
    file = tmp_path / "a.pdf"
    file.write_text("<table><tr><td>指标<td>2020<td>2025<tr><td>甲率(%)<td>80<td>90</table>", encoding="utf-8")
    assert documents.read(file).kind == "html"


def test_a_document_that_takes_too_long_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    file = tmp_path / "a.txt"
    file.write_text(TABLE, encoding="utf-8")
    with pytest.raises(InputError, match="seconds to read"):
        apart.one(file)
    assert not multiprocessing.active_children()


def test_what_was_killed_leaves_no_plan(project):
    folder = project / "data/raw"
    partial = folder / ".adding-mouxian-14fyp.999999999"
    partial.mkdir()
    (partial / "source.yml").write_text("half", encoding="utf-8")
    assert "mouxian-14fyp" not in paths.plans()
    plans.write_new(folder / "other-14fyp", {"source.yml": "a: 1\n"})
    assert not partial.exists() and (folder / "other-14fyp/source.yml").exists()


def test_an_interrupted_add_leaves_nothing(project, here, tmp_path, monkeypatch):
    file = tmp_path / "a.txt"
    file.write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(plans.review, "workbook", lambda *_: signal.raise_signal(signal.SIGINT))
    before_it = signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background ignores Ctrl-C
    before = sorted((project / "data/raw").iterdir())
    try:
        with pytest.raises(KeyboardInterrupt):
            plans.add("mouxian-14fyp", [file])
    finally:
        signal.signal(signal.SIGINT, before_it)
    assert sorted((project / "data/raw").iterdir()) == before


def test_source_yml_says_what_the_document_says(project, here, tmp_path):
    file = tmp_path / "a.txt"
    head = "云阳县人民政府\n关于印发云阳县教育事业发展“十四五”规划(2021—2025年)的通知\n"
    head += "云阳府发〔2021〕56号\n发布日期：2021-12-23\n"
    file.write_text(head + TABLE, encoding="utf-8")
    plans.add("yunyang-again", [file])
    about = yaml.safe_load((project / "data/raw/yunyang-again/source.yml").read_text(encoding="utf-8"))
    assert about["issuer"] == "云阳县人民政府" and about["document_no"] == "云阳府发〔2021〕56号"
    assert (str(about["published"]), about["region_zh"]) == ("2021-12-23", "云阳县")
    assert about["title_zh"] == "云阳县教育事业发展“十四五”规划(2021—2025年)"
