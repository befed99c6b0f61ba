"""Text of documents and of people is shown as printed and does nothing, in a real browser too."""

import json
import re
from html import unescape

import pytest
from conftest import PROJECT, copy_project
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from test_lab import OPENED, SHOW, browser_file, choose_plan, run_all, server  # noqa: F401
from test_run import add_plan
from test_site import TEXTS, contexts  # noqa: F401

from helpers import paper, site
from helpers.language import LANGUAGES
from helpers.paper import pandoc
from helpers.runner import execution, jobs, run
from helpers.verbatim import strong, verbatim

PLAN = "hostile-2021-2026"
ACTIVE = [
    "<script>alert(1)</script> & <b>x</b> &lt;",
    "*a_b* __c__ ~~d~~ H~2~O x^2^ `e` | f |",
    "[c](javascript:alert(2)) ![d](x) [^1] <https://a.example> {{ g }} {e}`f`",
    r"$x_1$ and $y^2$, $$z$$ \(a\) \[b\] \begin{align}c\end{align} \frac{1}{2} \*",
    "1. one",
    "- two",
    "# three",
    "(four)=",
    "% five",
    "> six",
    "+ seven",
    ":eight:",
    "见 https://a.example/b_c_d.html#e，www.f_g.example，h_i@j.example",
    "```{raw} html",
    "``````",
    "2021年“十四五”规划(一)",
]
TITLE = "<script>alert('title')</script> *a_b* [c](javascript:alert(2)) `d` $x_1$ & $y^2$ \\frac{1}{2}"
ISSUER = "<img src=x onerror=\"alert('issuer')\"> _某县_教育局 $z$"
REGION_ZH, REGION_EN = "某*县*<i>$a$", "A*B* <u>`c`</u> $x$ $y$"
LABEL = "达标<svg/onload=alert(4)>$\\frac{a}$*率*_x_"
NOTE = "<img src=x onerror=alert(5)> [n](x) `$n$`"
LOCATOR = "一<script>alert(6)</script>$l$ *m*"


RENDERED = """([path, cell]) => {
  const { node, model } = opened[path].content.widgets[cell];
  return node.isConnected && node.querySelectorAll('.jp-OutputArea-output').length >= (model.outputs?.length ?? 0);
}"""


@pytest.mark.parametrize("text", ACTIVE)
def test_markdown_shows_a_text_as_printed(tmp_path, text):
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(dollarmath_plugin)
    for shown in (verbatim(text), f"- {verbatim(text)}", strong(text)):
        made = page.render(shown)
        tags = set(re.findall(r"</?(\w+)", made)) - {"p", "span", "ul", "li", "strong"}
        assert tags == set() and "math" not in made
        assert unescape(re.sub(r"<[^>]*>", "", made)).strip() == text
    cell = {"cell_type": "markdown", "metadata": {}, "source": f"看：{verbatim(text)}"}
    notebook = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    [made] = pandoc.tree(notebook, "ipynb", tmp_path)
    assert pandoc.text(made["c"][1]) == f"看：{text}"
    assert "Math" not in json.dumps(made)
    assert pandoc.text(pandoc.tree(verbatim(text), "gfm-emoji", tmp_path)) == text


@pytest.fixture(scope="module")
def project_of_lab(tmp_path_factory, in_root):
    """Run the notebooks that need no other plan for one whose texts are all hostile."""
    root = copy_project(tmp_path_factory.mktemp("inert"))
    for folder in [*(root / "data/raw").glob("*/")]:
        if folder.name not in {"china-14fyp", "reference"}:
            for file in folder.glob("*"):
                file.unlink()
            folder.rmdir()
    for name in ("04-progress", "06-precedent"):
        (root / f"notebooks/{name}.ipynb").unlink()
    add_plan(root, PLAN)
    about = {"title_zh": TITLE, "title_en": TITLE, "issuer": ISSUER, "region_zh": REGION_ZH, "region_en": REGION_EN}
    about |= {"notes": NOTE, "status": NOTE, "document_no": NOTE, "baseline_year": 2021, "target_year": 2026}
    folder = root / "data/raw" / PLAN
    folder.joinpath("source.yml").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    targets = "label,printed,year,target_year,kind,comparator,locator,note\n"
    targets += f'"{LABEL}（%）","80%",,2026,,,"{LOCATOR}","{NOTE}"\n'
    folder.joinpath("targets.csv").write_text(targets, encoding="utf-8")
    observations = "label,printed,year,year_from,basis,locator,note\n"
    observations += f'"{LABEL}（%）","60%",2021,,level,"{LOCATOR}","{NOTE}"\n'
    folder.joinpath("observations.csv").write_text(observations, encoding="utf-8")
    with in_root(root), execution.environment({jobs.FORMATS: "svg,png"}):
        summary = run.run([PLAN, "china-14fyp"], jobs=2)
        assert [(str(job), error) for job, error in summary.failed] == []
    return root


@pytest.fixture
def browse(contexts, project_of_lab):  # noqa: F811
    """Give a function that opens a file; at the end no page has run anything of a document's."""
    said, opened = [], contexts(1280, "light").new_page()
    opened.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))

    def browse(file):
        opened.goto(file.as_uri())
        opened.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
        assert opened.locator("[onerror], [onload], a[href^='javascript']").count() == 0, file
        return " ".join(opened.locator("body").inner_text().split())

    yield browse
    opened.close()
    assert said == []


def test_the_tables_run_nothing(browse, project_of_lab):
    for language in LANGUAGES:
        for kind in ("targets", "growth"):
            text = browse(project_of_lab / "figures" / PLAN / f"table-{kind}-{language}.html")
            assert TITLE in text and (LABEL in text or language == "en")
        tex = (project_of_lab / "figures" / PLAN / f"table-targets-{language}.tex").read_text(encoding="utf-8")
        assert r"\$x\_1\$ \& \$y\textasciicircum{}2\$ \textbackslash{}frac\{1\}\{2\}" in tex and "<script" not in tex


def test_the_site_runs_nothing_and_shows_what_is_printed(browse, project_of_lab, in_root, monkeypatch):
    import shutil

    for name in TEXTS:
        shutil.copy(PROJECT / name, project_of_lab)
    shutil.copytree(PROJECT / "docs", project_of_lab / "docs")
    shutil.rmtree(project_of_lab / "notebooks/cases")
    # Most pages of a site are of the code, and no document speaks there.
    monkeypatch.setattr(site.texts, "modules", lambda: {"api/index": "# Modules"})
    with in_root(project_of_lab):
        made = site.build().parent
    for language, region in (("en", REGION_EN), ("zh", REGION_ZH)):
        folder = made / language / "plans" / PLAN
        for page in sorted(folder.glob("*.html")):
            assert region in browse(page), page
        front = browse(folder / "index.html")
        assert [part for part in (TITLE, ISSUER, NOTE) if part not in front] == []
        assert LOCATOR in browse(folder / "01-clean.html") and LABEL in browse(folder / "01-clean.html")
        for name in ("figures", "findings", "downloads"):
            assert region in browse(made / language / f"{name}.html")
    for name, region in (("index.html", REGION_EN), ("zh/index.html", REGION_ZH)):
        assert region in browse(made / name)


def test_a_paper_is_made_and_says_what_is_printed(project_of_lab, in_root):
    import io
    import zipfile

    with in_root(project_of_lab):
        word, _ = paper.make(PLAN, "en")
    with zipfile.ZipFile(io.BytesIO(word.read_bytes())) as file:
        text = unescape(re.sub(r"<[^>]*>", "", file.read("word/document.xml").decode()))
    for printed in (TITLE, ISSUER, LABEL, LOCATOR):
        assert printed in text


def test_jupyterlab_runs_nothing_and_shows_what_is_printed(contexts, server, project_of_lab):  # noqa: F811
    said, name, page = [], "01-clean", contexts(1400, "light").new_page()
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.set_default_timeout(60_000)
    page.goto(f"{server}/lab?reset")
    page.wait_for_selector(".jp-DirListing-item")
    page.wait_for_function("window.jupyterapp !== undefined")
    page.evaluate(OPENED, f"{name}.ipynb")
    choose_plan(page, name, PLAN)
    cells = run_all(page, name)[name]
    shown = ""
    for cell in range(len(cells)):
        page.evaluate(SHOW, [f"{name}.ipynb", cell])
        page.wait_for_function(RENDERED, arg=[f"{name}.ipynb", cell])
        shown += " ".join(page.locator(".jp-OutputArea").all_inner_texts())
    assert page.locator(".jp-OutputArea mjx-container").count() == 0
    page.close()
    shown = " ".join(shown.split())
    assert said == []
    for printed in (TITLE, ISSUER, REGION_EN, NOTE, LABEL, LOCATOR):
        assert printed in shown, printed
