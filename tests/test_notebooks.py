"""The anatomy of a notebook, as it is stored: what a reader may rely on in each of them."""

import ast

import nbformat
import pytest
from conftest import PROJECT

from helpers.runner import run

NOTEBOOKS = run.notebooks()
FORBIDDEN = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Lambda)


@pytest.fixture(params=NOTEBOOKS)
def notebook(request):
    return nbformat.read(PROJECT / "notebooks" / f"{request.param}.ipynb", 4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_it_is_valid_and_has_ten_to_sixteen_cells(notebook):
    nbformat.validate(notebook)
    assert 10 <= len(notebook.cells) <= 16
    assert notebook.metadata.kernelspec.name == "python3"


def test_it_opens_with_title_question_and_what_it_reads_and_writes(notebook):
    first = notebook.cells[0]
    assert first.cell_type == "markdown" and first.source.startswith("# ")
    assert "**Question:**" in first.source and "Reads" in first.source and "writes" in first.source


def test_its_second_cell_holds_typed_parameters_with_their_help(notebook):
    cell = notebook.cells[1]
    assert cell.metadata.tags == ["parameters"]
    for line in cell.source.splitlines():
        assert line.count("=") == 1 and "|" not in line and line.partition("#")[2].strip(), line


def test_code_cells_are_short_and_only_call(notebook):
    for cell in code(notebook)[1:]:  # the parameters take a line each
        assert len([line for line in cell.source.splitlines() if line]) <= 6, cell.source
        assert not [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, FORBIDDEN)], cell.source


def test_it_has_an_answer_first_or_last_and_ends_with_limits(notebook):
    headings = [cell.source.splitlines()[0] for cell in notebook.cells if cell.cell_type == "markdown"]
    assert any(heading.startswith("## Check") for heading in headings)
    assert headings[-1] == "## Limits and source"
    assert headings[-2] == "## Take-away" or headings[1] == "## The answer"


def test_it_is_stored_run_in_order_and_without_noise(notebook):
    assert [cell.execution_count for cell in code(notebook)] == list(range(1, len(code(notebook)) + 1))
    outputs = [output for cell in code(notebook) for output in cell.outputs]
    assert {output.output_type for output in outputs} <= {"execute_result", "display_data"}
    assert "papermill" not in notebook.metadata


def test_its_prose_types_no_result(notebook):
    """A number with decimals in prose is a result of one plan, and wrong for the next."""
    allowed = ("90.9", "2.9", "99.5", "CC BY 4.0")  # the grammar's examples
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            text = cell.source
            for example in allowed:
                text = text.replace(example, "")
            assert not [word for word in text.split() if word[0].isdigit() and "." in word[:-1]], cell.source
