"""The anatomy of a notebook, as it is stored: what a reader may rely on in each of them, in every language."""

import ast
import json
import re

import nbformat
import pytest
from conftest import PROJECT
from markdown_it import MarkdownIt
from reading import blanks, foreign, texts_of

from helpers import paths
from helpers.language import LANGUAGES
from helpers.runner import run, twins

NOTEBOOKS = [*run.by_hand(), *run.notebooks()]
FORBIDDEN = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Lambda)
HEADINGS = {
    "en": {"answer": "## The answer", "last": "## Take-away", "check": "## Check", "limits": "## Limits and source"},
    "zh": {"answer": "## 主要结论", "last": "## 要点", "check": "## 检验", "limits": "## 局限与来源"},
}
OPENING = {"en": ("**Question:** ", "Reads ", "writes "), "zh": ("**问题：** ", "读取", "写出")}
NOT_PROSE = re.compile(r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$|\(https?:[^)]*\)", re.DOTALL)
"""Spans of code, formulas and addresses."""


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture(params=NOTEBOOKS)
def notebook(request, language):
    return nbformat.read(paths.notebook(request.param, language), 4)


@pytest.fixture(params=twins.names())
def both(request):
    """Give a notebook, or a case, in English and in Chinese."""
    return tuple(nbformat.read(PROJECT / "notebooks" / each / f"{request.param}.ipynb", 4) for each in ("", "zh"))


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook):
    """Give what people read of a notebook besides its code: (id of the cell, text)."""
    told = [(cell.id, cell.source) for cell in notebook.cells if cell.cell_type == "markdown"]
    comments = [(cell.id, said.lstrip("# ")) for cell in code(notebook) for said in twins.comments(cell.source)]
    return [(name, NOT_PROSE.sub(" ", text)) for name, text in told + comments]


def test_it_is_valid_and_has_ten_to_sixteen_cells(notebook):
    nbformat.validate(notebook)
    assert 10 <= len(notebook.cells) <= 16
    assert notebook.metadata.kernelspec.name == "python3"


def test_it_opens_with_title_question_and_what_it_reads_and_writes(notebook, language):
    first = notebook.cells[0]
    assert first.cell_type == "markdown" and first.source.startswith("# ")
    assert all(words in first.source for words in OPENING[language])


def test_its_second_cell_holds_typed_parameters_with_their_help(notebook):
    cell = notebook.cells[1]
    assert cell.metadata.tags == ["parameters"]
    for line in cell.source.splitlines():
        assert line.count("=") == 1 and "|" not in line and line.partition("#")[2].strip(), line


def test_code_cells_are_short_and_only_call(notebook):
    for cell in code(notebook)[1:]:  # the parameters take a line each
        assert len([line for line in cell.source.splitlines() if line]) <= 6, cell.source
        assert not [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, FORBIDDEN)], cell.source


def test_it_has_an_answer_first_or_last_and_ends_with_limits(notebook, language):
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    headings, known = re.findall("^## .+", prose, re.MULTILINE), HEADINGS[language]
    assert any(heading.startswith(known["check"]) for heading in headings)
    assert headings[-1] == known["limits"]
    assert headings[-2] == known["last"] or headings[0] == known["answer"]


def test_it_is_stored_run_in_order_and_without_noise(notebook):
    assert [cell.execution_count for cell in code(notebook)] == list(range(1, len(code(notebook)) + 1))
    outputs = [output for cell in code(notebook) for output in cell.outputs]
    assert {output.output_type for output in outputs} <= {"execute_result", "display_data"}
    assert "papermill" not in notebook.metadata


def test_its_prose_types_no_result(notebook):
    """A number with decimals in prose is a result of one plan, and wrong for the next."""
    allowed = ("90.9", "2.9", "99.5", "CC BY 4.0", "2.5个百分点")  # the grammar's examples, and a rule
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            text = cell.source
            for example in allowed:
                text = text.replace(example, "")
            assert not re.findall(r"(?<![\w.])\d[\d,]*\.\d", NOT_PROSE.sub(" ", text)), cell.source


# The two languages


def bare(cell):
    """Give a code cell's syntax tree, with the default of `language` taken out."""
    tree = ast.parse(cell.source)
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and node.target.id == "language":
            node.value = ast.Constant(value="")
    return ast.dump(tree)


def test_two_languages_are_the_same_cells_with_the_same_code(both):
    english, chinese = both
    assert len({cell.id for cell in english.cells}) == len(english.cells)
    assert [(cell.id, cell.cell_type, cell.metadata) for cell in english.cells] == [
        (cell.id, cell.cell_type, cell.metadata) for cell in chinese.cells
    ]
    for one, other in zip(code(english), code(chinese), strict=True):
        assert bare(one) == bare(other), one.id
        assert len(twins.comments(one.source)) == len(twins.comments(other.source)), one.id
    assert twins.unwritten(chinese, english) == []


def test_each_has_the_default_of_its_language(both):
    for notebook, language in zip(both, LANGUAGES, strict=True):
        assert f'language: str = "{language}"' in notebook.cells[1].source


def shown(notebook):
    """Give what the code cells of a notebook show: (id of the cell, text), a cell of a table as a text."""
    for cell in code(notebook):
        for output in cell.outputs:
            yield cell.id, output.data.get("text/markdown", "")
            if table := output.data.get("text/html"):
                yield from ((cell.id, text) for text in texts_of(table))


def test_all_that_people_read_is_in_its_language_but_for_names(both):
    for notebook, language in zip(both, LANGUAGES, strict=True):
        for name, text in [*prose(notebook), *shown(notebook)]:
            assert foreign(text, language) == [], (name, text)
    assert all(re.search("[一-鿿]", text) for _, text in prose(both[1]))


def test_chinese_is_set_as_chinese_is(both):
    """Marks of full width, — between years, no blank before a unit, and bold type that Markdown knows the end of."""
    for name, text in prose(both[1]):
        for wrong in (
            "[一-鿿] ?[,;:?!()]",
            r"[,;?!()] ?[一-鿿]",
            r"\d{4}[~～至到]\d{4}年",
            "–",
        ):
            found = re.search(wrong, re.sub("Durbin–Watson", "", text))
            assert not found, (name, found[0], text)
        assert "*" not in MarkdownIt("commonmark").render(text), (name, text)


def test_no_blank_stands_between_a_number_and_chinese(both):
    assert [(name, blanks(text)) for name, text in [*prose(both[1]), *shown(both[1])] if blanks(text)] == []


def test_code_is_carried_over_and_prose_kept(project):
    """A rearranged English notebook: cells follow it, texts stay, and what is to be written is said."""
    english, own = (project / "notebooks" / folder / "02-baseline-and-target.ipynb" for folder in ("", "zh"))
    assert twins.write("zh") == []
    before, kept = json.loads(own.read_bytes()), own.read_bytes()
    assert twins.write("zh") == [] and own.read_bytes() == kept
    changed = json.loads(english.read_bytes())
    parameters, gone = (
        changed["cells"][1],
        next(cell for cell in changed["cells"][2:] if cell["cell_type"] == "markdown"),
    )
    parameters["source"] = [
        *parameters["source"],
        '\nmore: str = ""  # a folder of data/raw',
        "\nnew: int = 1  # of no twin",
    ]
    added = {"cell_type": "markdown", "id": "new-prose", "metadata": {}, "source": ["A sentence."]}
    rest = [cell for cell in changed["cells"] if cell is not gone]
    changed["cells"] = [*rest[:2], added, *rest[:1:-1]]
    english.write_text(json.dumps(changed), encoding="utf-8")
    said = twins.write("zh")
    file = "notebooks/zh/02-baseline-and-target.ipynb: cell"
    assert said == [
        f"{file} {parameters['id']}: new has no comment",
        f"{file} new-prose has no prose",
        f"{file} {gone['id']} has no twin: move its prose, or delete it",
    ]
    after = json.loads(own.read_bytes())["cells"]
    assert [cell["id"] for cell in after] == [*(cell["id"] for cell in changed["cells"]), gone["id"]]
    texts = {cell["id"]: cell["source"] for cell in before["cells"]}
    assert all(
        cell["source"] == texts[cell["id"]] for cell in after if cell["id"] not in ("new-prose", parameters["id"])
    )
    assert 'language: str = "zh"' in "".join(after[1]["source"]) and "more" in "".join(after[1]["source"])
    assert "data/raw 中的文件夹名" in "".join(after[1]["source"]).split("more")[1]
