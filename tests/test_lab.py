"""JupyterLab as people use it: a server started as `make lab` starts it, on a copy of the project, and a browser."""

import csv
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from itertools import takewhile
from pathlib import Path

import pytest
from conftest import PROJECT, copy_project
from playwright.sync_api import expect

from helpers.codebook import schema
from helpers.growth import formulas
from helpers.runner import run
from helpers.whatif import answers

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OTHER = "yantai-14fyp"
AT_ONCE = 2
SHADOW = {"argv": ["/nowhere/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"], "display_name": "other"}
"""A kernel that another environment has left in the user's folder under the name python3."""
OPENED = """async path => {
  const notebook = await jupyterapp.commands.execute('docmanager:open', {path});
  await notebook.context.ready; await notebook.sessionContext.ready; await notebook.revealed;
  (window.opened ??= {})[path] = notebook;
  jupyterapp.shell.activateById(notebook.id);
}"""
RUN = """async paths => {
  const running = [];
  for (const path of paths) {
    jupyterapp.shell.activateById(opened[path].id);
    while (jupyterapp.shell.currentWidget !== opened[path]) await new Promise(done => setTimeout(done, 50));
    running.push(jupyterapp.commands.execute('notebook:run-all-cells'));
  }
  await Promise.all(running);
}"""
CELLS = "path => opened[path].context.model.toJSON().cells"
IS_OPEN = "path => Boolean(window.opened?.[path])"
CLOSED = """async path => {
  await opened[path].context.save(); await opened[path].sessionContext.shutdown(); opened[path].close();
  delete opened[path];
}"""
WRITE = """([path, cell, text]) => opened[path].content.widgets[cell].model.sharedModel.setSource(text)"""
SHOW = """async ([path, cell]) => {
  jupyterapp.shell.activateById(opened[path].id);
  opened[path].content.activeCellIndex = cell;
  await opened[path].content.scrollToItem(cell, 'end');
}"""


def browser_file():
    """Find the browser; without one skip, but not where everything must hold."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found and not os.environ.get("CI"):
        pytest.skip("no chromium is installed")
    assert found, "no chromium is installed: apt-get install chromium"
    return found


def make_lab():
    """Read how `make lab` starts the server => (environment variables, arguments)."""
    recipe = re.search(r"^lab:.*\n((?:\t.*\n)+)", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[1]
    words = shlex.split(recipe.replace("\\\n", " ").replace("$(BIN)", str(Path(sys.executable).parent)))
    program = next(place for place, word in enumerate(words) if word.endswith("jupyter"))
    return dict(word.split("=", 1) for word in words[:program]), words[program:]


@pytest.fixture(scope="module")
def project_of_lab(tmp_path_factory):
    """Copy the project, with the committed tables, as somebody has cloned it."""
    root = copy_project(tmp_path_factory.mktemp("lab"))
    shutil.copytree(PROJECT / "data/processed", root / "data/processed")
    return root


@pytest.fixture(scope="module")
def server(project_of_lab):
    """Start the server and give its address; a kernel of the user's shadows the environment's."""
    browser_file()
    own = project_of_lab / "home"
    (own / "data/kernels/python3").mkdir(parents=True)
    (own / "data/kernels/python3/kernel.json").write_text(json.dumps(SHADOW), encoding="utf-8")
    folders = {f"JUPYTER_{name.upper()}_DIR": str(own / name) for name in ("config", "data", "runtime")}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment, command = make_lab()
    for_tests = ["--no-browser", f"--port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token="]
    for_tests += ["--LabApp.expose_app_in_browser=True", "--allow-root"]
    of_project = {"HELPERS_ROOT": str(project_of_lab), "HELPERS_FORMATS": "svg", "IPYTHONDIR": str(own)}
    environment = os.environ | of_project | folders | environment
    address = f"http://127.0.0.1:{port}"
    with open(own / "log", "wb") as log:
        process = subprocess.Popen([*command, *for_tests], cwd=project_of_lab, env=environment, stderr=log)
    try:
        for _ in range(480):
            if process.poll() is not None or _answers(f"{address}/api"):
                break
            time.sleep(0.25)
        assert process.poll() is None, (own / "log").read_text(encoding="utf-8")[-2000:]
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _answers(address):
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except OSError:
        return False


@pytest.fixture(scope="module")
def page(server, chromium):
    """Open JupyterLab in a browser; what it asks for and what it complains of is kept."""
    browser = chromium.launch(executable_path=browser_file(), args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("websocket", lambda socket: page.asked.append(socket.url))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.set_default_timeout(60_000)
    page.goto(f"{server}/lab?reset")
    page.wait_for_selector(".jp-DirListing-item")
    page.wait_for_function("window.jupyterapp !== undefined")
    yield page
    browser.close()


def run_all(page, *names):
    """Open notebooks and run all their cells, at once => {name: cells}."""
    files = [f"{name}.ipynb" for name in names]
    for file in files:
        page.evaluate(OPENED, file)
    page.evaluate(RUN, files)
    return {name: page.evaluate(CELLS, file) for name, file in zip(names, files, strict=True)}


def ready(page, name):
    """Give the cells of a notebook that has run, and run it if none has yet."""
    file = f"{name}.ipynb"
    return page.evaluate(CELLS, file) if page.evaluate(IS_OPEN, file) else run_all(page, name)[name]


def errors(cells):
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return [output for output in outputs if output["output_type"] == "error" or output.get("name") == "stderr"]


def text(cell):
    return "".join(cell["source"])


def taken_away(cells):
    """Give what stands under the heading Take-away."""
    place = next(place for place, cell in enumerate(cells) if text(cell).startswith(("## Take-away", "## The answer")))
    under = takewhile(lambda cell: cell["cell_type"] == "code", cells[place + 1 :])
    shown = [output["data"] for cell in under for output in cell["outputs"] if "data" in output]
    return "".join(next(data["text/markdown"] for data in shown if "text/markdown" in data))


def place_of(cells, words):
    return next(place for place, cell in enumerate(cells) if words in text(cell))


def choose_plan(page, name, plan):
    """Write another plan into the parameters cell of an open notebook."""
    file = f"{name}.ipynb"
    cells = page.evaluate(CELLS, file)
    changed = re.sub(r'(?m)^plan: str = "[^"]*"', f'plan: str = "{plan}"', text(cells[1]))
    page.evaluate(WRITE, [file, 1, changed])


def test_it_opens_in_the_folder_of_notebooks(page):
    shown = page.locator(".jp-DirListing-itemText").all_inner_texts()
    assert {f"{name}.ipynb" for name in run.notebooks()} <= {name.strip() for name in shown}


def test_the_kernel_is_this_environments(server):
    with urllib.request.urlopen(f"{server}/api/kernelspecs") as answer:
        found = json.load(answer)
    assert found["default"] == "python3"
    argv = found["kernelspecs"]["python3"]["spec"]["argv"]
    assert argv[0] == "python" or Path(argv[0]).parent == Path(sys.executable).parent, argv


def test_every_notebook_runs_from_first_to_last_cell(page):
    names = run.notebooks()
    for at in range(0, len(names), AT_ONCE):
        for name, cells in run_all(page, *names[at : at + AT_ONCE]).items():
            assert errors(cells) == [], name
            code = [cell for cell in cells if cell["cell_type"] == "code"]
            assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1)), name
            assert len(taken_away(cells)) > 20, name
            if name not in {"03-required-growth", "04-progress"}:
                page.evaluate(CLOSED, f"{name}.ipynb")


def test_the_panel_follows_the_target_and_the_scale(page):
    file = "03-required-growth.ipynb"
    page.evaluate(SHOW, [file, place_of(ready(page, "03-required-growth"), "whatif.panel")])
    said = page.locator("p[role=status]")
    said.wait_for()
    rows = answers.choices(schema.load("targets", "yunyang-14fyp"))
    begun = answers.printed(rows, "preschool_gross_enrolment")
    expect(said).to_have_text(answers.sentence(begun))
    pace = float(formulas.linear(90.9, 93, 5))
    box = page.get_by_label("target (%)").locator("visible=true").first
    box.fill("93")
    before = time.monotonic()
    box.press("Enter")
    page.wait_for_function(f"document.querySelector('p[role=status]').innerText.includes('+{pace:.2f} [')")
    assert time.monotonic() - before < 10
    page.get_by_role("button", name="the same log-odds").click()
    logits = float(formulas.logit_rate(90.9, 93, 5))
    page.wait_for_function(f"document.querySelector('p[role=status]').innerText.includes('+{logits:.3f}')")
    box.fill("100")
    box.press("Enter")
    page.wait_for_function("document.querySelector('p[role=status]').innerText.includes('no pace (at the bound')")
    assert errors(page.evaluate(CELLS, file)) == []


def test_another_plan_in_the_parameters_cell_is_another_plans_notebook(page):
    names = "03-required-growth", "04-progress"
    before = {name: taken_away(ready(page, name)) for name in names}
    for name in names:
        choose_plan(page, name, OTHER)
    for name, cells in run_all(page, *names).items():
        assert errors(cells) == [], name
        assert taken_away(cells) != before[name]
        assert any("Yantai City" in json.dumps(cell.get("outputs", [])) for cell in cells)


def test_a_misspelt_plan_is_one_clear_message(page):
    ready(page, "03-required-growth")
    choose_plan(page, "03-required-growth", "yantai-14pfy")
    (cells,) = run_all(page, "03-required-growth").values()
    (error,) = errors(cells)
    assert error["ename"] == "InputError"
    page.evaluate(SHOW, ["03-required-growth.ipynb", place_of(cells, "jobs.check(")])
    seen = page.get_by_text(re.compile("InputError: .*no plan is called 'yantai-14pfy'. Remedy: use one of")).first
    seen.wait_for()
    assert seen.is_visible()


def test_a_row_that_is_ticked_counts_once_it_is_accepted(page, project_of_lab):
    (name,) = run.by_hand()
    file, cells = f"{name}.ipynb", ready(page, name)
    assert errors(cells) == [] and "✓" in json.dumps(cells, ensure_ascii=False)
    page.evaluate(SHOW, [file, place_of(cells, "trying.add")])
    page.frame_locator("iframe[title='review.html']").get_by_text("In the document").first.wait_for()
    page.evaluate(SHOW, [file, place_of(cells, "trying.panel")])
    accept, said = page.get_by_role("button", name="Accept what is ticked"), page.locator("p[role=status]")
    page.get_by_label("公办幼儿园在园幼儿占比").check()
    accept.click()
    said.filter(has_text="has a mark or a stray sign beside its digits. Remedy").wait_for()
    page.get_by_label("公办幼儿园在园幼儿占比").uncheck()
    page.get_by_label("九年义务教育巩固率").check()
    page.get_by_label("新增学位: 5000个 (target, 2025)").check()
    accept.click()
    said.filter(has_text="4 of 5 rows count, 1 wait for a yes or no").wait_for()
    said.filter(has_text="1 of 4 figures of the prose are accepted").wait_for()
    folder = project_of_lab / "build/sample/en/data/raw/sample-14fyp"
    with (folder / "indicator_table.csv").open(encoding="utf-8", newline="") as lines:
        assert [row["label"] for row in csv.DictReader(lines) if row["accepted"] == "yes"] == ["九年义务教育巩固率(%)"]
    assert "新增学位,5000个" in (folder / "targets.csv").read_text(encoding="utf-8")
    assert not (project_of_lab / "data/raw/sample-14fyp").exists()
    page.evaluate(CLOSED, file)


def test_nothing_is_asked_of_the_network_and_nothing_complains(page, server):
    away = [url for url in page.asked if not url.startswith((server, server.replace("http", "ws"), "data:", "blob:"))]
    assert page.asked and away == []
    assert page.complaints == []
