"""The site in a real browser: found, read, downloaded, by keyboard and on a narrow screen, offline."""

import functools
import json
import os
import re
import shutil
import subprocess
import tarfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import PROJECT, copy_project
from lxml import html
from playwright.sync_api import expect
from reading import blanks, foreign, texts_of

from helpers import charts, site
from helpers.charts import baseline_target, bundle
from helpers.codebook import schema, source
from helpers.errors import InputError
from helpers.site import chapters, figures, labels, markup, texts
from helpers.tabular import pages as pages_of_tables
from helpers.teaching import classroom

PLANS = ("yantai-14fyp", "yunyang-14fyp")
TEXTS = ("README.md", "README.zh.md", "CHANGELOG.md", "CITATION.cff", "LICENSE", "LICENSE-DATA")
AXE = "4.14.1"
CASE = "read-a-plan-critically"
PLAN = "zh/plans/yunyang-14fyp/02-baseline-and-target.html"
LOOKED_AT = ("index.html", "zh/index.html", PLAN, "zh/figures.html", "search.html", f"en/cases/{CASE}.html")
LOOKED_AT += ("en/plans/yunyang-14fyp/index.html", "codebook.html", "zh/methods.html")
NARROW = (*LOOKED_AT, "methods.html", "zh/findings.html")
NARROW += (
    "glossary.html",
    "zh/codebook.html",
    "zh/run.html",
    "en/cases/index.html",
    "zh/cases/read-a-plan-critically.html",
)
WAIT = 60_000
"""Milliseconds until what does not come is given up."""
NOTEBOOKS = ("01-clean", "02-baseline-and-target", "03-required-growth", "05-compare")


def need(found, what):
    """Skip without a program, but not in CI."""
    if not found:
        if os.environ.get("CI"):
            pytest.fail(f"{what} is missing")
        pytest.skip(f"{what} is missing")
    return found


def small_project(folder):
    """Copy a project with two plans, some notebooks and a case, the executed notebooks being the committed ones."""
    copy_project(folder)
    shutil.copytree(PROJECT / "data/processed", folder / "data/processed")
    shutil.copytree(PROJECT / "docs", folder / "docs")
    for name in TEXTS:
        shutil.copy(PROJECT / name, folder)
    for plan in (folder / "data/raw").glob("*/"):
        if plan.name not in (*PLANS, "reference"):
            shutil.rmtree(plan)
    for notebook in (folder / "notebooks").glob("*.ipynb"):
        if notebook.stem not in NOTEBOOKS:
            notebook.unlink()
            continue
        for place in ("compare",) if notebook.stem == "05-compare" else PLANS:
            (folder / "build" / place).mkdir(parents=True, exist_ok=True)
            for language in ("en", "zh"):
                written = PROJECT / "notebooks" / language.removeprefix("en") / notebook.name
                shutil.copy(written, folder / "build" / place / f"{notebook.stem}-{language}.ipynb")
    (folder / "build/yunyang-14fyp/cases").mkdir()
    for case in (folder / "notebooks/cases").glob("*.ipynb"):
        if case.stem != CASE:
            case.unlink()
            continue
        for language in ("en", "zh"):
            written = PROJECT / "notebooks" / language.removeprefix("en") / "cases" / case.name
            shutil.copy(written, folder / "build/yunyang-14fyp/cases" / f"{CASE}-{language}.ipynb")
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory, in_root):
    """Build one site, with a figure drawn in both languages."""
    folder = small_project(tmp_path_factory.mktemp("site"))
    with in_root(folder):
        for language in ("en", "zh"):
            charts.use_style(language)
            draw = bundle.drawing("yunyang-14fyp", [source.read("yunyang-14fyp")], language)
            draw(baseline_target, schema.load("targets", "yunyang-14fyp"))
        return site.build().parent


@pytest.fixture(scope="session")
def served(built):
    """Serve the site on a free port => its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=built)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def contexts(chromium):
    """Start a browser that knows no host but this one => a function that gives one context a width and scheme.

    A context is kept, and with it what it has loaded; requests are blocked by the browser and not by Playwright, which
    would keep nothing then.
    """
    program = need(shutil.which("chromium") or shutil.which("chromium-browser"), "chromium")
    alone = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    browser = chromium.launch(executable_path=program, args=["--no-sandbox", alone])

    def context(width, scheme):
        made = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        made.set_default_timeout(WAIT)
        return made

    yield functools.cache(context)
    browser.close()


@pytest.fixture
def visit(contexts, served):
    """Give a function that opens a page; at the end nothing was asked of the network and no error reported."""
    pages, asked, errors = [], [], []

    def open_page(name="index.html", width=1280, scheme="light", base=served):
        page = contexts(width, scheme).new_page()
        pages.append(page)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(base + name)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert asked and not [address for address in asked if not address.startswith((served, "file:", "data:", "blob:"))]
    assert not errors


def found_by(page):
    """List the addresses that the search found, best first; it says itself when it is done."""
    said = "document.querySelector('#found .count').textContent"
    page.wait_for_function(f"{said} !== ''")
    found = page.locator("#found li > a").evaluate_all("links => links.map(link => link.href)")
    assert found, f"{unquote(page.url)}: {page.evaluate(said)}"
    return found


@pytest.mark.parametrize("words", ["毛入园率", "规划", "指标", "大班额", "公办幼儿园", "入园率", "gross enrolment"])
def test_search_finds_the_words_of_the_field_in_their_language(visit, words):
    folder = "" if words.isascii() else "zh/"
    page = visit(f"{folder}search.html?q={words}")
    places = [urlsplit(address).path.lstrip("/") for address in found_by(page)]
    assert not [place for place in places if place.startswith(("api/", "changelog", "en/" if folder else "zh/"))]
    snippets = page.locator("#found li p").all_text_contents()
    assert snippets and all(any(word in text.lower() for word in words.split()) for text in snippets)
    interface = [labels.say(key, language) for key in ("notebook", "files", "skip") for language in ("en", "zh")]
    assert not [text for text in snippets if any(said in text for said in interface)]
    page.goto(f"{page.url.partition(folder + 'search')[0]}{places[0]}")
    text = page.locator("main").text_content().lower()
    assert all(word in text for word in words.split())


def test_search_leads_to_the_plans(visit):
    places = {urlsplit(address).path for address in found_by(visit("zh/search.html?q=毛入园率"))}
    assert "/zh/codebook.html" in places and any("/plans/" in place for place in places)


def test_the_index_of_the_search_is_loaded_when_someone_searches(visit, built):
    page, asked = visit(), []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    for name in ("search.html", "en/plans/yunyang-14fyp/index.html", "search.html?q=rate"):
        assert "/searched-en.js" not in asked
        page.goto(f"{page.url.partition('127.0.0.1')[0]}{urlsplit(page.url).netloc}/{name}")
        page.wait_for_load_state("networkidle")
    assert "/searched-en.js" in asked


def test_a_page_is_light_before_its_figures(built):
    for page in built.rglob("*.html"):
        if page.relative_to(built).parts[0] == "figures":
            continue
        root = html.fromstring(page.read_bytes())
        loaded = [link for link in (*root.xpath("//script/@src"), *root.xpath("//link/@href"))]
        size = page.stat().st_size + sum((page.parent / unquote(urlsplit(link).path)).stat().st_size for link in loaded)
        assert size < 400_000, (page, size)


def test_long_tables_are_folded_and_can_be_filtered_and_sorted(visit):
    page = visit("en/plans/yunyang-14fyp/01-clean.html")
    long = page.locator("details.rows").first
    assert not long.evaluate("part => part.open")
    long.locator("summary").click()
    before = long.locator("tbody tr:visible").count()
    assert before > 25
    long.locator("input").fill("2025")
    expect(long.locator("tbody tr:visible")).not_to_have_count(before)
    assert 0 < long.locator("tbody tr:visible").count() < before
    first = page.locator("th button").first
    first.click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(1)
    assert page.evaluate(
        "[...document.querySelectorAll('.scrolled table')].filter(t => t.tBodies[0]?.rows.length > 25)"
        ".every(t => t.closest('details'))"
    )


def test_the_column_of_names_stays_and_the_verdict_is_beside_it(visit):
    cells = "<tr><th>stage</th><th>indicator</th><th>note</th><th>verdict</th></tr>"
    made = markup.table(f"<table><thead>{cells}</thead><tbody>{cells.replace('th>', 'td>')}</tbody></table>")
    rows = html.fromstring(made).xpath(".//tr")
    assert [[cell.text for cell in row] for row in rows] == 2 * [["indicator", "verdict", "stage", "note"]]
    page = visit("en/plans/yunyang-14fyp/03-required-growth.html", width=390)
    cell = page.locator(".scrolled tbody tr > :first-child:not(.number):not([colspan])").first
    assert cell.evaluate("cell => getComputedStyle(cell).position") == "sticky"
    assert cell.evaluate(
        "cell => cell.getBoundingClientRect().width > 8.9 * parseFloat(getComputedStyle(cell).fontSize)"
    )


def test_a_figure_has_its_column_on_a_phone_and_every_size_to_download(tmp_path, monkeypatch):
    about = {"folder": "x", "figure": "cohorts", "caption": "A falls. Source: a plan", "alt": "B"}
    about["sizes"] = {size: {"svg": f"cohorts-{size}.svg"} for size in ("page", "column", "slide")}
    monkeypatch.setenv("HELPERS_ROOT", str(tmp_path))
    for name in (f"cohorts-{size}.svg" for size in about["sizes"]):
        (tmp_path / "figures/x").mkdir(parents=True, exist_ok=True)
        (tmp_path / "figures/x" / name).write_text("<svg/>", encoding="utf-8")
    made = html.fromstring(figures.card(about, "en/figures", "en", large=True))
    assert made.xpath(".//picture/source/@srcset") == ["../figures/x/cohorts-column.svg"]
    assert len(made.xpath(".//a[@download]")) == 3
    assert made.xpath(".//figcaption/strong")[0].text == "A falls."


OF_WORDS = ("changelog", "api/", "methods", "glossary", "codebook", "zh/glossary", "zh/codebook")
"""Pages that name words of the other language; those of docs are read by the tests of docs."""


def test_no_page_has_sentences_of_the_other_language(built):
    read = 0
    for name, page in pages_of(built).items():
        if not name.startswith(OF_WORDS):
            for part in page.xpath("//article//details[contains(@class, 'code')]"):
                part.drop_tree()
            read += 1
            told, language = texts_of(page), labels.language_of(name)
            assert not [text for text in told if foreign(text, language)], name
            assert language == "en" or not [blanks(text) for text in told if blanks(text)], name
    assert read > 30


def test_a_first_page_a_language_opens_with_a_picture_and_what_it_comes_to(built):
    for language, home in labels.HOMES.items():
        page = pages_of(built)[f"{home}.html"]
        items = [item.text_content().strip() for item in page.xpath("(//article//h2)[1]/following-sibling::ul[1]/li")]
        assert 1 <= len(items) <= 3 and all(re.search(r"\d", item) for item in items), language
    plan = pages_of(built)["en/plans/yunyang-14fyp/index.html"]
    heads = [head.text_content().rstrip("#¶") for head in plan.xpath("//article//h2")]
    assert heads[:3] == [labels.say(f"asked_{asks}", "en") for asks in ("ambition", "sums", "kept")]
    assert plan.xpath("//details//li[starts-with(., 'Document')]")


@pytest.mark.parametrize(("language", "card"), [("en", "Figures"), ("zh", "图库")])
def test_a_figure_is_three_clicks_away(visit, built, language, card):
    page = visit(f"{labels.HOMES[language]}.html")
    page.locator("a.entrance", has_text=card).first.click()
    page.locator("details.files summary").first.click()
    name = f"baseline-target-{language}.pdf"
    with page.expect_download() as waiting:
        page.locator(f'a[download][href$="{name}"]').first.click()
    content = Path(waiting.value.path()).read_bytes()
    assert content == (built.parents[1] / "figures/yunyang-14fyp" / name).read_bytes()


@pytest.mark.parametrize(
    ("language", "cases", "glossary"), [("en", "Teaching cases", "Glossary"), ("zh", "教学案例", "术语表")]
)
def test_a_case_and_the_glossary_are_reached_from_the_first_page(visit, built, language, cases, glossary):
    page = visit(f"{labels.HOMES[language]}.html")
    page.locator("article").get_by_role("link", name=glossary).first.click()
    page.wait_for_url("**/glossary.html")
    expect(page.locator("article")).to_contain_text("毛入园率")
    page.go_back()
    page.locator("article").get_by_role("link", name=cases).first.click()
    page.locator(f'article h2 a[href="{CASE}.html"]').click()
    page.wait_for_url(f"**/{language}/cases/{CASE}.html")
    expect(page.locator("article")).to_contain_text("number_1 = None")
    with page.expect_download() as waiting:
        page.locator("article a[download]").first.click()
    students = Path(waiting.value.path()).read_bytes()
    folder = "" if language == "en" else f"{language}/"
    assert students == (built.parents[1] / f"build/classroom/{folder}{CASE}.ipynb").read_bytes()
    cells = json.loads(students)["cells"]
    assert not {"solution", "teacher"} & {tag for cell in cells for tag in cell["metadata"].get("tags", [])}


def test_the_keyboard_reaches_the_content_and_the_navigation(visit):
    page = visit("zh/figures.html")
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.getAttribute('href')")
    assert skip == "#main-content"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{skip}")
    assert page.locator(skip).count() == 1
    page.reload()
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.closest('nav') ? document.activeElement.href : ''"))
    assert any(address and address.endswith("zh/index.html#zh-plans") for address in reached)


@pytest.mark.parametrize("name", NARROW)
def test_a_narrow_screen_is_not_scrolled_sideways(visit, name):
    page = visit(name, width=390)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


STILL = "document.getAnimations().every(one => one.playState !== 'running')"


@pytest.mark.parametrize("name", LOOKED_AT)
def test_nothing_grave_stands_in_a_readers_way(visit, axe, name):
    page = visit(name + ("?q=规划" if name == "search.html" else ""))
    if name == "search.html":
        found_by(page)
    page.evaluate(axe)
    for scheme, rules in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(STILL)
        found = page.evaluate("rules => axe.run(document, rules).then(said => said.violations)", rules)
        grave = [fault for fault in found if fault["impact"] in ("serious", "critical")]
        assert not [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in grave], scheme


def test_figures_lie_on_white_in_the_dark(visit):
    picture = visit("en/figures.html", scheme="dark").locator("figure img").first
    assert picture.evaluate("image => getComputedStyle(image).backgroundColor") == "rgb(255, 255, 255)"
    assert picture.evaluate("image => getComputedStyle(image).filter") == "none"


def test_formulas_are_set_without_the_network(visit):
    page = visit("en/plans/yunyang-14fyp/03-required-growth.html")
    assert page.locator("math").count() > 3
    assert page.locator("math msub").first.evaluate("node => node.getBoundingClientRect().width > 0")
    assert not re.search(r"\\\\[(\[]", page.locator("article").text_content())


def test_the_site_opens_from_a_folder_too(visit, built):
    page = visit("zh/index.html", base=f"{built.as_uri()}/")
    page.locator("a.entrance", has_text="图库").first.click()
    page.wait_for_url("**/zh/figures.html")
    assert page.locator("figure img").first.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")


@pytest.fixture(scope="session")
def axe():
    """Fetch axe-core once => its code."""
    folder = PROJECT / "build" / f"axe-core-{AXE}"
    code = folder / "package/axe.min.js"
    if not code.exists():
        npm = need(shutil.which("npm"), "npm")
        folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run([npm, "pack", f"axe-core@{AXE}", "--silent"], cwd=folder, capture_output=True, text=True)
        need(done.returncode == 0, f"axe-core {AXE} from npm")
        with tarfile.open(folder / done.stdout.split()[-1]) as archive:
            code.parent.mkdir()
            code.write_bytes(archive.extractfile("package/axe.min.js").read())
    return code.read_text(encoding="utf-8")


def pages_of(built):
    """Read every page that is not handed on as it was made => {name: its root}."""
    pages = (page for page in built.rglob("*.html") if page.relative_to(built).parts[0] not in ("_static", "figures"))
    return {page.relative_to(built).as_posix(): html.fromstring(page.read_bytes()) for page in pages}


def test_every_link_leads_somewhere_and_no_page_loads_from_elsewhere(built):
    pages = pages_of(built)
    anchors = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    for name, page in pages.items():
        loaded = {*page.xpath("//@src"), *page.xpath("//link[not(@rel='canonical')]/@href")}
        assert not [address for address in loaded if re.match("(https?:)?//", address)], name
        for link in {*page.xpath("//a/@href"), *loaded}:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (built / name).parent / unquote(parts.path) if parts.path else built / name
            assert target.exists(), (name, link)
            known = anchors.get(os.path.relpath(target, built))
            assert not parts.fragment or known is None or unquote(parts.fragment) in known, (name, link)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_row_of_a_table_leads_to_the_cell_that_its_document_prints(built, language):
    pages, plan = pages_of(built), "yunyang-14fyp"
    traced = pages[f"{language}/plans/{plan}/traces.html"]
    printed = {row.get("id"): row for row in traced.xpath("//tbody/tr[@id]")}
    frame = schema.load("targets", plan)
    assert [row[2].text_content() for row in printed.values()] == frame["printed"].tolist()
    assert [row[3].text_content() for row in printed.values()] == frame["locator"].tolist()
    assert all(row[4].text_content().strip() and row[5].xpath(".//a/@href") for row in printed.values())
    chapter = pages[f"{language}/plans/{plan}/02-baseline-and-target.html"]
    place = pages_of_tables.headings(language)["locator"]
    for table in chapter.xpath("//table[caption]"):
        heads = [head.text_content().strip().casefold() for head in table.xpath("./thead/tr")[-1]]
        if place in heads:
            break
    rows, at = [row for row in table.xpath("./tbody/tr") if len(row) > 1], heads.index(place)
    assert 100 < len(rows) <= len(frame)
    for row in rows:
        [address] = row[0].xpath(".//a/@href")
        name, _, anchor = address.partition("#")
        assert name == "traces.html" and printed[anchor][3].text_content() == row[at].text_content().strip()


def test_every_page_says_its_language_and_every_picture_what_it_shows(built):
    for name, page in pages_of(built).items():
        assert page.get("lang") == ("zh-CN" if name.startswith("zh/") else "en"), name
        assert all(picture.get("alt") for picture in page.xpath("//article//img")), name
    chinese = pages_of(built)["en/plans/yunyang-14fyp/01-clean.html"].xpath("//article//*[@lang='zh-CN']")
    assert any("毛入园率" in part.text_content() for part in chinese)


def bare(text):
    """Take out of a text what Markdown and pages write differently."""
    return "".join(text.split()).replace("*", "").replace("`", "").replace("|", "")


@pytest.mark.parametrize("folder", ["notebooks", "notebooks/zh"])
def test_a_solution_is_nowhere_on_the_site(built, folder):
    hidden = []
    for cell in json.loads((PROJECT / folder / f"cases/{CASE}.ipynb").read_bytes())["cells"]:
        tags = set(cell["metadata"].get("tags", []))
        if tags & {"solution", "teacher"}:
            hidden.append(cell["source"])
        if tags & {"solution", "teacher", "answer"}:
            hidden += [output["data"].get("text/markdown", "") for output in cell.get("outputs", [])]
    lines = {bare(line) for text in hidden for line in "".join(text).splitlines()}
    secrets = {line for line in lines if len(line) >= classroom.SECRET}
    assert len(secrets) > 30 and any("7,500/22,500" in line for line in secrets)
    for file in built.rglob("*"):
        if file.is_dir() or file.suffix not in (".html", ".js", ".json", ".ipynb", ".csv") or "_static" in file.parts:
            continue
        content = file.read_bytes()
        text = bare(html.fromstring(content).text_content() if file.suffix == ".html" else content.decode())
        assert not [secret for secret in secrets if secret in text], file.relative_to(built)


def test_a_page_of_a_case_asks_without_answering(built):
    for language, later, unit in (
        ("en", "is seen in the notebook", "unit: percent"),
        ("zh", "在笔记本中可见", "单位：%"),
    ):
        page = pages_of(built)[f"{language}/cases/{CASE}.html"]
        said = page.xpath("//article")[0].text_content()
        assert "number_1 = None" in said and unit in said and later in said
        assert not {"✓", "✗", "☑"} & set(said)
        download = page.xpath("//article//a[@download]/@href")[0]
        handed = json.loads((built / f"{language}/cases" / download).read_bytes())
        assert f'language: str = "{language}"' in "".join(handed["cells"][1]["source"])


def test_a_chinese_page_says_a_status_in_chinese(built):
    pages = pages_of(built)
    for plan, status in (("yunyang-14fyp", "已印发"), ("yantai-14fyp", "决策草案")):
        article = pages[f"zh/plans/{plan}/index.html"].xpath("//article")[0]
        [line] = [item.text_content() for item in article.xpath(".//li") if item.text_content().startswith("状态")]
        assert line == f"状态：{status}"
        [notes] = [item.text_content() for item in article.xpath(".//li") if item.text_content().startswith("说明：")]
        assert not re.search(r"[a-z]+ [a-z]+", notes)


def test_code_is_folded_and_a_page_reads_as_a_report(built):
    page = pages_of(built)[PLAN]
    assert page.xpath("//details[@class='code' and not(@open)]")
    assert not page.xpath("//article//div[contains(@class, 'highlight') and not(ancestor::details)]")


def test_what_is_downloaded_is_what_was_made(built):
    project = built.parents[1]
    for made, handed in (("data/processed", "data"), ("figures/yunyang-14fyp", "figures/yunyang-14fyp")):
        for file in (project / made).glob("*.csv"):
            assert (built / handed / file.name).read_bytes() == file.read_bytes()


def test_a_notebook_that_has_not_been_executed_is_named(tmp_path, in_root):
    with in_root(small_project(tmp_path)):
        (tmp_path / "build/yantai-14fyp/03-required-growth-zh.ipynb").unlink()
        with pytest.raises(InputError, match=r"03-required-growth-zh\.ipynb: .*helpers run yantai-14fyp"):
            site.build()
        assert not (tmp_path / "build/site").exists()


def test_launch_links_need_a_repository(monkeypatch):
    assert not texts.launchers("01-clean")
    monkeypatch.setenv(texts.REPOSITORY, "https://github.com/someone/plans.git")
    assert texts.launchers("01-clean") == {
        "Binder": "https://mybinder.org/v2/gh/someone/plans/HEAD?urlpath=lab/tree/notebooks/01-clean.ipynb",
        "Colab": "https://colab.research.google.com/github/someone/plans/blob/HEAD/notebooks/01-clean.ipynb",
    }
    for language, folder in (("en", "notebooks"), ("zh", "notebooks/zh")):
        assert f"lab/tree/{folder}/01-clean.ipynb" in texts.launching("01-clean", language)[0]
    monkeypatch.setenv(texts.REPOSITORY, "https://codeberg.org/someone/plans")
    assert list(texts.launchers("01-clean")) == ["Binder"]


def test_a_case_is_launched_as_students_get_it_and_the_repository_has_the_teachers(monkeypatch):
    assert not texts.held("notebooks/cases/x.ipynb")
    for address, held in (
        ("https://github.com/someone/plans", "https://github.com/someone/plans/blob/HEAD/notebooks/cases/x.ipynb"),
        ("https://gitlab.com/a/plans", "https://gitlab.com/a/plans/-/blob/HEAD/notebooks/cases/x.ipynb"),
    ):
        monkeypatch.setenv(texts.REPOSITORY, address)
        assert texts.held("notebooks/cases/x.ipynb") == [held]
        [binder] = texts.launchers("x", "build/classroom").values()
        assert binder.endswith("/HEAD?urlpath=lab/tree/build/classroom/x.ipynb")
    assert "helpers classroom" in (PROJECT / "postBuild").read_text(encoding="utf-8")


def test_every_notebook_has_its_name():
    assert all(
        chapters.chapter(name, "zh") != name for plan in (None, "yunyang-14fyp") for name in chapters.names(plan)
    )


def test_a_wide_table_can_be_scrolled_and_keeps_its_heading():
    made = html.fragment_fromstring(markup.table("<table><tr><th>指标</th></tr><tr><td>96</td></tr></table>", "zh"))
    assert made.get("tabindex") == "0" and made.get("aria-label") == "表格"
    assert made.xpath(".//th/@scope") == ["col"] and made.xpath(".//td/@class") == ["number"]
