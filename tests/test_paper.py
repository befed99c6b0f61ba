"""The Word file and the PDF of a plan, read back with other programs: nothing is lost on the way from the notebooks."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile

import docx
import great_tables
import lxml.html
import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from conftest import PROJECT, copy_project
from docx.oxml.ns import qn
from matplotlib.ft2font import FT2Font
from pylopdf_fonts_zh_cn import serif_path
from reading import foreign

from helpers import paper, paths, show
from helpers.charts import bundle, layout
from helpers.codebook import schema, source
from helpers.errors import InputError
from helpers.language import LANGUAGES, of
from helpers.paper import article, notebooks, pandoc, references, tree, word
from helpers.report import brief
from helpers.runner import run
from helpers.runner.jobs import parameters
from helpers.site.labels import chapter

PLAN = "yunyang-14fyp"
MATH = re.compile(r"\$[^$]+\$")
ZH = ["indicator_zh", "unit", "baseline", "target", "target_year"]
ODD = "＋ ≥ ≤ − ✓ → – — “十四五” 第二部分·三(二) ① ‰ m²"

poppler = pytest.mark.skipif(
    not shutil.which("pdftotext") and not os.environ.get("CI"), reason="poppler-utils is not installed"
)


def write_notebook(language, cells, name="02-baseline-and-target"):
    """Write what would be an executed copy => its file."""
    file = paths.root() / f"build/{PLAN}/{name}-{language}.ipynb"
    file.parent.mkdir(parents=True, exist_ok=True)
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    file.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
    return file


def prose(text):
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def output(source="", **data):
    kinds = {"html": "text/html", "png": "image/png", "markdown": "text/markdown"}
    outputs = [{"output_type": "display_data", "metadata": {}, "data": {kinds[key]: data[key]}} for key in data]
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": outputs}


def executed(language):
    """Read the cells of the executed copies, in the order of the notebooks."""
    files = sorted((paths.root() / f"build/{PLAN}").glob(f"*-{language}.ipynb"))
    return [cell for file in files for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]]


def data(cells, kind):
    found = [shown["data"] for cell in cells for shown in cell.get("outputs", []) if "data" in shown]
    return ["".join(shown[kind]) for shown in found if kind in shown]


def read_docx(language):
    return docx.Document(str(paths.root() / f"build/{PLAN}/paper-{language}.docx"))


def texts(document):
    """List the paragraphs of the whole file, in tables too."""
    return ["".join(node.text or "" for node in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))]


def poppler_says(program, language, *after):
    file = paths.root() / f"build/{PLAN}/paper-{language}.pdf"
    return subprocess.run([program, str(file), *after], check=True, capture_output=True, text=True).stdout


def rows(table):
    """Read a table of a notebook as rows of words, without title and notes; wide cells count as several."""
    lines = table.xpath(".//tr[not(*[contains(@class, 'gt_heading')]) and not(ancestor::tfoot)]")
    return [
        [
            "".join(cell.text_content().split())
            for cell in row.xpath("./td|./th")
            for _ in range(int(cell.get("colspan", 1)))
        ]
        for row in lines
    ]


@pytest.fixture(scope="module")
def project_of_paper(tmp_path_factory, in_root):
    """Make a paper from the notebooks as they are stored, one of the Chinese ones with odd characters."""
    root = copy_project(tmp_path_factory.mktemp("paper"))
    shutil.copytree(PROJECT / "data/processed", root / "data/processed")
    with in_root(root):
        names = [name for name in run.notebooks() if "plan" in parameters(name)]
        for name in names:
            (root / f"build/{PLAN}").mkdir(parents=True, exist_ok=True)
            for language in LANGUAGES:
                file = root / f"build/{PLAN}/{name}-{language}.ipynb"
                shutil.copy(root / f"notebooks/{of(language).folder}{name}.ipynb", file)
        shown = [show.table(schema.load("targets", PLAN).head(article.LONG - 1), ZH, "zh").data]
        odd = prose(f"## 度量\n\n{ODD} 见[笔记](01-clean.ipynb)，比率 $|y_t-y_0|\\le h_0$，3~5 年至 7~8 年。")
        write_notebook("zh", [prose("# 基期与目标"), odd, *(output(html=html) for html in shown)])
        paper.make(PLAN, "both")
    return root


@pytest.fixture
def made(project_of_paper, monkeypatch):
    monkeypatch.setenv("HELPERS_ROOT", str(project_of_paper))
    return project_of_paper


@pytest.fixture
def one_notebook(processed):
    """Work in a project with a single notebook."""
    for file in (processed / "notebooks").glob("*.ipynb"):
        if file.stem != "02-baseline-and-target":
            file.unlink()
    return processed


def test_the_sections_are_the_questions_and_every_heading_is_below_one(made):
    said = {key: pair[0] for key, pair in article.SAYS.items()}
    headings = [re.sub(r"^[\d.]+\t", "", p.text) for p in read_docx("en").paragraphs if p.style.name == "Heading 1"]
    asked = [said[key] for key in ("data", "promised", "ambition", "sums", "kept")]
    assert headings == [*asked, said["methods"], said["references"]]
    lower = {re.sub(r"^[\d.]+\t", "", p.text) for p in read_docx("en").paragraphs if p.style.name == "Heading 2"}
    named = {chapter(name, "en") for name in run.notebooks() if "plan" in parameters(name)}
    written = re.findall(r"^#+ (.+)$", "\n\n".join("".join(c["source"]) for c in executed("en")), re.MULTILINE)
    assert lower <= {*named, *written} and {"Required growth", "Progress"} <= lower
    deeper = [re.sub(r"^[\d.]+\t", "", p.text) for p in read_docx("en").paragraphs if p.style.name == "Heading 3"]
    assert deeper and set(deeper) <= set(written)


def test_the_abstract_answers_the_three_questions_and_the_author_is_to_fill(made):
    for language in ("en", "zh"):
        paragraphs, front = [p.text for p in read_docx(language).paragraphs], paper.front(PLAN, language)
        assert paragraphs[1] == front["author"] and re.match(r"[\[［].+[\]］]", front["author"])
        abstract = next(text for text in paragraphs if text.startswith(of(language).word(paper.FRONT, "abstract")))
        assert all(line in abstract for line in brief.plan(PLAN, language))
        assert source.title(source.read(PLAN), language) != front["title"]


def test_a_paper_speaks_of_no_files_and_no_screen_and_has_no_list_of_contents(made):
    for language in ("en", "zh"):
        whole = "\n".join(texts(read_docx(language))).replace(ODD, "")
        assert not re.search(r"JupyterLab|\w+/\w+\.(csv|json|ipynb)|python -m|[✓✗]|Nothing to draw|Cite as", whole)
        assert not re.search(r"^(Contents|目录)$", whole, re.MULTILINE)


@pytest.mark.parametrize(
    ("item", "en", "zh"),
    [
        (
            {"issuer": "某县", "title_zh": "规划", "title_en": "Plan", "published": "2021-12-23", "document_no": "1号"},
            "某县 (2021). *Plan* (1号).",
            r"\[1\] 某县. 规划: 1号[Z]. 2021-12-23.",
        ),
        (
            {"title_zh": "规划", "url": "https://a.cn/1", "published": "2022-01-02", "accessed": "2026-03-04"},
            "*规划* (2022). <https://a.cn/1>.",
            r"\[1\] 规划[EB/OL]. (2022-01-02)[2026-03-04]. <https://a.cn/1>.",
        ),
        ({"title_zh": "规划"}, "*规划* (n.d.).", r"\[1\] 规划[Z]. 出版日期不详."),
    ],
)
def test_references_follow_the_custom_of_the_language(item, en, zh):
    assert references.listed(item, "en") == en and references.listed(item, "zh") == zh


def test_every_short_table_arrives_cell_by_cell_and_the_others_are_counted(made):
    cells = executed("en")
    tables = [table for html in data(cells, "text/html") for table in lxml.html.fromstring(html).xpath("//table")]
    tables = [table for table in tables if len(rows(table)) > 1]
    small = [article.fits(lxml.html.tostring(table, encoding="unicode")) for table in tables]
    printed = [rows(table) for table, fits in zip(tables, small, strict=True) if fits]
    found = [
        [["".join(cell.text.split()) for cell in row.cells] for row in table.rows] for table in read_docx("en").tables
    ]
    assert printed and all(table in found for table in printed)
    large = {str(rows(table)) for table, fits in zip(tables, small, strict=True) if not fits}
    assert any(max(map(len, rows(table))) > article.WIDE for table in tables)
    counted = article.SAYS["longer"][0].format(count=len(large), rows=article.LONG, columns=article.WIDE)
    assert counted in texts(read_docx("en"))


def test_every_table_repeats_its_head_and_fits_the_page(made):
    for language in ("en", "zh"):
        document = read_docx(language)
        section = document.sections[0]
        line = (section.page_width - section.left_margin - section.right_margin) / 635  # EMU to twentieths of a point
        assert 9900 < line < 9950  # 175 mm
        for table in document.tables:
            assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
            assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows[1:])
            assert sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid) <= line + 20


def test_formulas_are_equations(made):
    begins = tuple(f"## {pair[0]}" for pair in article.TEXTS["sections"].values())
    measures = [cell for cell in executed("en") if "".join(cell["source"]).startswith(begins)]
    kept = [part for cell in measures for part in article.readable("".join(cell["source"]))]
    written = sum(len(MATH.findall(part)) for part in kept)
    assert written > 10 and len(list(read_docx("en").element.body.iter(qn("m:oMath")))) == written


def test_no_markup_is_left(made):
    for language in ("en", "zh"):
        whole = "\n".join(texts(read_docx(language)))
        assert not re.search(r"\$|</?(style|table|td|div)\b|\*\*|\\frac|bundle\.save|text-align", whole)


def test_nothing_is_in_the_other_language_but_names(made):
    for language in LANGUAGES:
        document = read_docx(language)
        said = [*texts(document), *(node.get("descr") or "" for node in document.element.body.iter(qn("wp:docPr")))]
        said = [text for text in said if foreign(text.replace(ODD, ""), language)]
        assert len(texts(document)) > 200 and said == []


@poppler
def test_no_line_of_the_pdf_is_in_the_other_language(made):
    for language in LANGUAGES:
        lines = poppler_says("pdftotext", language, "-").splitlines()
        assert len(lines) > 200 and [line for line in lines if foreign(line, language)] == []


def test_every_figure_is_there_with_a_caption_and_words_for_who_cannot_see_it(made):
    document = read_docx("en")
    pictures = [node.get("descr") for node in document.element.body.iter(qn("wp:docPr"))]
    captions = [p for p in document.paragraphs if p.style.name == "Image Caption"]
    numbers = ["".join(node.text for node in p._p.iter(qn("w:t"))).partition(":")[0] for p in captions]
    assert len(pictures) == len(data(executed("en"), "image/png")) and all(pictures)
    assert numbers == [f"Figure {number}" for number in range(1, len(pictures) + 1)]


def test_the_document_says_its_title_language_and_licence(made):
    for language, licence in (("en", "CC BY 4.0."), ("zh", "CC BY 4.0 许可协议")):
        document, about = read_docx(language), paper.front(PLAN, language)
        assert document.core_properties.title == about["title"] == document.paragraphs[0].text
        assert document.core_properties.language == about["lang"] == {"en": "en-GB", "zh": "zh-CN"}[language]
        assert licence in "\n".join(texts(document))
        east = document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:eastAsia"))
        assert east == "zh-CN"
        pdf = (made / f"build/{PLAN}/paper-{language}.pdf").read_bytes()
        assert f"/Lang({about['lang']})".encode() in pdf


def test_chinese_is_intact_in_word(made):
    names = set(schema.load("targets", PLAN).head(article.LONG - 1)["indicator_zh"])
    found = {cell.text for table in read_docx("zh").tables for row in table.rows for cell in row.cells}
    whole = "\n".join(texts(read_docx("zh")))
    assert len(names) > 15 and names <= found
    assert (
        ODD in whole and "见笔记，" in whole and "3~5 年至 7~8 年" in whole and re.search(r"表 \d+　基期与目标", whole)
    )


@poppler
def test_every_font_of_the_pdf_is_embedded(made):
    for language in ("en", "zh"):
        fonts = poppler_says("pdffonts", language).splitlines()[2:]
        assert any("NotoSerifSC" in line for line in fonts)
        assert all(re.search(r" yes yes yes +\d+ +\d+$", line) for line in fonts)


@poppler
def test_the_text_of_the_pdf_can_be_copied(made):
    targets = schema.load("targets", PLAN).head(article.LONG - 1)
    found = "".join(poppler_says("pdftotext", "zh", "-").split())
    assert {name for name in targets["indicator_zh"] if name not in found} == set()
    assert "".join(ODD.split()) in found and re.search(r"表\d+基期与目标", found)
    english = "".join(poppler_says("pdftotext", "en", "-").split())
    assert all("".join(name.split()) in english.replace("-", "") for name in ["90.9", "98.5", "云阳府发〔2021〕56号"])
    assert not re.search(r"\$|<style|text-align", english)


def test_every_character_has_a_glyph(made):
    mono = matplotlib.get_data_path() + "/fonts/ttf/DejaVuSansMono.ttf"
    known = {sign for font in (serif_path(), mono) for sign in FT2Font(str(font)).get_charmap()}
    for language in ("en", "zh"):
        written = set("".join(texts(read_docx(language))))
        assert {sign for sign in written if ord(sign) not in known and not sign.isspace()} == set()


def test_two_runs_give_the_same_bytes(made):
    names = [f"build/{PLAN}/paper-zh.{end}" for end in ("docx", "pdf")]
    before = [(made / name).read_bytes() for name in names]
    for name in names:
        (made / name).unlink()
    assert [paths.relative(file) for file in paper.make(PLAN, "zh")] == names
    assert [(made / name).read_bytes() for name in names] == before
    with zipfile.ZipFile(made / names[0]) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


@poppler
def test_a_saved_figure_is_printed_from_its_files(one_notebook):
    fig, ax = plt.subplots(figsize=(175 / 25.4, 2))
    ax.plot([0, 1])
    inline = output('draw("scales", scales.figure, targets)', png="iVBORw0KGgo=")
    inline["outputs"][0]["metadata"] = {"image/png": {"figure": "scales"}}
    told = {"caption": 'One "target" on 3 scales.', "alt": "a line from 0 to 1 \\ up"}
    plt.rcParams["svg.fonttype"] = "path"
    bundle.save(fig, "scales", PLAN, "en", layout.PAGE, pd.DataFrame({"x": [0, 1]}), told)
    write_notebook("en", [prose("# One"), inline])
    paper.make(PLAN)
    document = read_docx("en")
    [picture] = document.inline_shapes
    assert picture._inline.docPr.get("descr") == told["alt"]
    assert abs(picture.width.mm - 175) < 1
    with zipfile.ZipFile(paths.root() / f"build/{PLAN}/paper-en.docx") as archive:
        media = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
    assert media == [(paths.figures(PLAN) / "scales-en.png").read_bytes()]
    assert 'Figure 1: One "target" on 3 scales.' in texts(document)
    assert 'Figure 1: One "target" on 3 scales.' in poppler_says("pdftotext", "en", "-")
    listed = subprocess.run(["pdfimages", "-list", f"build/{PLAN}/paper-en.pdf"], cwd=one_notebook, capture_output=True)
    assert len(listed.stdout.splitlines()) == 2  # a head and no picture: the figure is made of lines


def test_a_publication_table_keeps_title_groups_and_notes(one_notebook):
    frame = pd.DataFrame({"group": ["rates", "rates", "counts"], "name": ["毛入园率", "b", "c"], "x": [90.9, 2, 3]})
    made = great_tables.GT(frame, groupname_col="group").tab_header(title="Targets of 2025", subtitle="in percent")
    made = made.tab_spanner(label="all", columns=["name", "x"]).tab_source_note("provisional")
    write_notebook("en", [prose("# One"), output(html=made.as_raw_html())])
    paper.make(PLAN)
    document = read_docx("en")
    [table] = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        *(["all", "all"], ["name", "x"], ["rates", "rates"], ["毛入园率", "90.9"], ["b", "2.0"]),
        *(["counts", "counts"], ["c", "3.0"]),
    ]
    captions = [text for text in texts(document) if text.startswith("Table 1: ")]
    assert captions == ["Table 1: Targets of 2025. in percent"]
    assert [p.text for p in document.paragraphs if p.style.name == "Table Note"] == ["provisional"]


def test_a_wide_table_is_set_small_and_a_long_cell_leaves_room_for_the_others(one_notebook):
    long = "words " * 15
    cells = [[f"row {row}", "第二部分·三(一)1", "" if row else long, long, *range(8)] for row in range(20)]
    html = pd.DataFrame(cells, columns=["name", "place", "printed", "note", *"abcdefgh"]).to_html(index=False)
    write_notebook("en", [prose("# One"), output(html=html)])
    paper.make(PLAN)
    [table] = read_docx("en").tables
    assert {p.style.name for row in table.rows for cell in row.cells for p in cell.paragraphs} == {"Table Text Small"}
    name, place, printed, note, *_ = (int(column.get(qn("w:w"))) for column in table._tbl.tblGrid)
    assert note > 2 * printed and place > 1100 > name
    alignments = [cell.paragraphs[0].alignment for cell in table.rows[1].cells]
    assert alignments == [0, 0, 0, 0, *[2] * 8]


def test_a_table_without_rows_says_so(one_notebook):
    html = pd.DataFrame({"indicator": []}).to_html(index=False)
    write_notebook("en", [prose("# One"), output(html=html)])
    paper.make(PLAN)
    assert not read_docx("en").tables and "None." in texts(read_docx("en"))


def test_a_notebook_that_was_not_executed_is_named(one_notebook):
    with pytest.raises(InputError, match=rf"build/{PLAN}/02-.+-zh\.ipynb.+helpers run {PLAN}"):
        paper.make(PLAN, "zh")
    write_notebook("en", [prose("# One")])
    with pytest.raises(InputError, match=r"-zh\.ipynb"):
        paper.make(PLAN, "both")
    assert not list((one_notebook / "build").rglob("paper*"))


@pytest.mark.parametrize("missing", ["pypandoc", "typst"])
def test_what_is_not_installed_is_named(one_notebook, monkeypatch, missing):
    write_notebook("en", [prose("# One")])
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(InputError, match=r"pip install -e '\.\[paper\]'"):
        paper.make(PLAN)
    assert not list((one_notebook / "build").rglob("paper*"))


def test_a_formula_that_cannot_be_read_stops_the_paper(one_notebook):
    write_notebook("en", [prose("## The measure\n\n$\\frac{1$")])
    with pytest.raises(InputError, match="Could not convert TeX math"):
        paper.make(PLAN)
    assert not list((one_notebook / "build").rglob("paper*"))


def test_pandoc_reads_no_file_that_a_notebook_names(tmp_path):
    (tmp_path / "secret.png").write_bytes(b"secret")
    for target in ("docx", "odt"):
        with pytest.raises(InputError, match=r"pandoc says: .*Could not fetch resource secret\.png"):
            pandoc.convert("![a](secret.png)", "markdown", target, tmp_path)


def test_what_a_notebook_reads_as_is_not_code_for_typst(one_notebook):
    write_notebook("en", [prose("## The measure\n\nA #let, a \\*star\\*, an @label and a price of 5\\$ <here>.")])
    paper.make(PLAN)
    assert "A #let, a *star*, an @label and a price of 5$" in "\n".join(texts(read_docx("en")))


def test_only_the_first_heading_of_a_notebook_is_a_chapter():
    parts = tree.read([[("prose", "# One"), ("prose", "# Two\n\n### Three")]])
    headings = tree.body(parts, "en", word.figure, word.table, word.note)
    assert [block["c"][0] for block in headings] == [1, 2, 3]


def test_a_picture_says_which_figure_it_is():
    cell = output("fig = chart()", png="")
    cell["outputs"][0]["metadata"] = {"image/png": {"figure": "scales"}}
    assert notebooks.saved(cell) == ["scales"] and notebooks.saved(output("fig = chart()", png="")) == [None]


def test_every_figure_a_notebook_saves_is_recognised():
    for name in run.notebooks():
        cells = json.loads((PROJECT / f"notebooks/{name}.ipynb").read_text(encoding="utf-8"))["cells"]
        for cell in cells:
            if data([cell], "image/png"):
                assert len(notebooks.saved(cell)) == len(data([cell], "image/png")), name
                assert all(notebooks.saved(cell)), name
