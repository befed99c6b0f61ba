"""The notebook that adds a plan: nothing else than what `add` and `accept` write, the sample nowhere near the plans."""

import json
import shutil

import nbformat
import openpyxl
import pytest
from conftest import PROJECT

from helpers import paths
from helpers.errors import InputError, InputErrors
from helpers.read import accepting, apart, boxes, documents, plans, ticking, trying
from helpers.runner import execution, jobs, run

(NOTEBOOK,) = run.by_hand()
SAMPLE, SLUG = (jobs.parameters(NOTEBOOK)[name][0] for name in ("document", "slug"))
OWN = "mine.html"


@pytest.fixture
def here(project, monkeypatch):
    """Read in this process, in a copy in which the sample is also a document of somebody's own."""
    monkeypatch.setattr(apart, "several", lambda files, *about: [documents.require(documents.read(f)) for f in files])
    shutil.copy(project / "notebooks" / SAMPLE, project / "notebooks" / OWN)
    return project


def held(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def numbers(language="en"):
    return {item.said.split(":")[0]: (item.sheet, item.row) for item in ticking.items(SLUG, language)}


def edited(folder, ticks):
    """Write into review.xlsx what is ticked, as a person does."""
    book = openpyxl.load_workbook(folder / "review.xlsx")
    for name, rows in ticks.items():
        page = book[name]
        place = [cell.value for cell in page[1]].index("accepted")
        for line in page.iter_rows(min_row=2):
            if line[0].value in rows:
                line[place].value = rows[line[0].value]
    book.save(folder / "review.xlsx")


def test_the_notebook_writes_what_the_command_writes_and_goes_on_with_it(here):
    shown = trying.add(OWN, SLUG, "zh").data
    folder = here / "data/raw" / SLUG
    made = held(folder)
    assert "id=&quot;zh&quot; checked" in shown and "id=&quot;en&quot; checked" not in shown
    shutil.rmtree(folder)
    plans.add(SLUG, [here / "notebooks" / OWN])
    assert {**held(folder), "review.xlsx": b""} == {**made, "review.xlsx": b""}
    before = held(folder)
    trying.add(str(here / "notebooks" / OWN), SLUG)
    assert held(folder) == before
    (here / "notebooks/other.html").write_text((here / "notebooks" / OWN).read_text(encoding="utf-8") + " ")
    with pytest.raises(InputError, match="is there already"):
        trying.add("other.html", SLUG)
    with pytest.raises(InputError, match=r"nowhere\.docx: no such file"):
        trying.add("nowhere.docx", "another-14fyp")
    assert held(folder) == before and not (here / "data/raw/another-14fyp").exists()


def test_a_tick_is_what_a_word_in_the_workbook_is(here):
    trying.add(OWN, SLUG)
    folder, ticks, rows = here / "data/raw" / SLUG, {"rows": {}, "proposals": {}}, numbers()
    for name, word in {"九年义务教育巩固率": "yes", "普惠性幼儿园覆盖率": "no", "新增学位": "yes"}.items():
        sheet, row = next(found for said, found in rows.items() if name in said)
        ticks[sheet][row] = word
    kept = here / "kept"
    shutil.copytree(folder, kept)
    said = accepting.told(accepting.accept(SLUG, ticked=ticks))
    assert said == ["3 of 5 rows count, 1 wait for a yes or no", "1 of 4 figures of the prose are accepted"]
    ticked = held(folder)
    shutil.rmtree(folder)
    kept.rename(folder)
    edited(folder, ticks)
    accepting.accept(SLUG)
    assert {**held(folder), "review.xlsx": b""} == {**ticked, "review.xlsx": b""}


def test_a_tick_is_the_last_word_and_one_that_cannot_be_accepted_writes_nothing(here):
    trying.add(OWN, SLUG)
    folder, rows = here / "data/raw" / SLUG, numbers()
    _, doubted = next(found for said, found in rows.items() if "公办" in said)
    _, fine = next(found for said, found in rows.items() if "毛入园率" in said)
    before = held(folder)
    with pytest.raises((InputError, InputErrors), match="stray sign beside its digits"):
        accepting.accept(SLUG, ticked={"rows": {doubted: "yes", fine: "no"}})
    assert held(folder) == before
    edited(folder, {"rows": {fine: "no"}})
    accepting.accept(SLUG, ticked={"rows": {fine: "yes"}})
    assert {item.row: item.ticked for item in ticking.items(SLUG) if item.sheet == "rows"}[fine]
    book = openpyxl.load_workbook(folder / "review.xlsx")["rows"]
    heads, *lines = [[cell.value for cell in line] for line in book.iter_rows()]
    doubts = {line[0]: line[heads.index("doubt_zh")] for line in lines}
    assert "脚注号" in doubts[doubted] and not doubts[fine]


def test_the_panel_accepts_its_boxes_and_shows_what_is_wrong(here):
    trying.add(OWN, SLUG)
    panel = boxes.Panel(SLUG, "en", lambda: trying.place(OWN))
    by_name = dict(zip([item.said for item in panel.items], panel.boxes, strict=True))
    box = next(box for said, box in by_name.items() if "公办" in said)
    assert [box.value for box in panel.boxes] == [item.ticked for item in panel.items] and not box.value
    box.value = True
    panel.accept()
    assert "Remedy" in panel.status.value and not any(item.ticked for item in panel.items if "公办" in item.said)
    box.value = False
    next(box for said, box in by_name.items() if "骨干教师: 300人以上" in said).value = True
    panel.accept()
    assert "3 of 5 rows count" in panel.status.value and "1 of 4 figures" in panel.status.value
    assert trying.counted(OWN, SLUG) == ([3, 1], [3, 1])
    file = here / "data/raw" / SLUG / "targets.csv"
    row = file.read_text(encoding="utf-8").splitlines()[1].replace("骨干教师,300人以上", "辍学率,1%以下")
    file.write_text(file.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    accepting.accept(SLUG, again=True)
    assert "辍学率" in file.read_text(encoding="utf-8")
    assert trying.counted(OWN, SLUG) == ([3, 1], [3, 1])
    assert "☑ 骨干教师: 300人以上" in panel._repr_mimebundle_()["text/markdown"]


def test_where_nothing_counts_yet_that_is_the_answer(here):
    (here / "notebooks" / OWN).write_text("<p>某县规划</p><p>到2025年，新增学位5000个。</p>", encoding="utf-8")
    trying.add(OWN, SLUG)
    assert trying.counted(OWN, SLUG) == ([0, 0], [0, 0])
    assert "nothing counts yet" in trying.answers(OWN, SLUG).data
    assert trying.panel(OWN, SLUG).data.startswith("- ☐ 新增学位: 5000个 (target, 2025)")


def test_the_sample_stays_out_of_the_plans_and_begins_anew(here):
    known, raw = paths.plans(), sorted((here / "data/raw").rglob("*"))
    for _ in range(2):
        trying.add(SAMPLE, SLUG)
        with trying.place(SAMPLE):
            assert paths.plans() == [SLUG] and accepting.accept(SLUG)["accepted"] == 0
            accepting.accept(SLUG, ticked={"proposals": {"1": "yes"}})
    assert paths.plans() == known and sorted((here / "data/raw").rglob("*")) == raw


def test_a_misspelt_name_of_a_parameter_is_an_error_and_is_forgotten():
    given = {"documnet": "plan.docx", "mine": "nothing like it"}
    with pytest.raises(InputError, match=r"has no parameter 'documnet'\. Remedy: write document"):
        jobs.check(NOTEBOOK, given)
    assert given == {"mine": "nothing like it"}
    jobs.check(NOTEBOOK, given)
    jobs.check("cases/forecast-the-past", {"span": 5})  # a name of its own, near to plan
    for name, value in {"language": "fr", "slug": 3}.items():
        with pytest.raises(InputError, match=name):
            jobs.check(NOTEBOOK, {name: value})


def test_no_run_executes_it_and_what_is_stored_is_what_its_defaults_give(project):
    assert NOTEBOOK not in run.notebooks()
    raw = sorted((project / "data/raw").rglob("*"))
    for job in run.stored(run.by_hand()):
        assert execution.execute(job, inject=False) == ""
        files = job.built(".ipynb"), PROJECT / paths.relative(job.written)
        fresh, stored = (nbformat.read(file, 4).cells for file in files)
        assert json.dumps(fresh) == json.dumps(stored), job
    assert sorted((project / "data/raw").rglob("*")) == raw


def test_papermill_alone_refuses_a_name_that_is_misspelt(project):
    import papermill

    with pytest.raises(papermill.exceptions.PapermillExecutionError, match="Remedy: write slug"):
        file = f"{project}/notebooks/{NOTEBOOK}.ipynb"
        papermill.execute_notebook(file, None, {"slgu": "mouxian-14fyp"}, progress_bar=False)
