"""The site for readers who run nothing: executed notebooks, figures and tables as searchable pages.

Needs Sphinx, the extra `site`.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from helpers import paths
from helpers.codebook import indicators
from helpers.errors import InputError
from helpers.language import LANGUAGES
from helpers.site import cases, chapters, figures, markup, overviews, plans, texts
from helpers.teaching import classroom

CJK = re.compile("[\u3400-\u9fff]{2,}")
SAID = re.compile("WARNING|ERROR|Error|No module")
MENDED = (
    (re.compile(r'(<button class="[^"]*search-button-field[^>]*?) aria-label="Search"'), r"\1"),
    (re.compile(r'<summary>(?=<span class="toctree-toggle")'), '<summary aria-label="+/−">'),
)
"""The theme's controls whose name is missing, or another than what stands on them."""
WORDS = (
    "毛入园率",
    "毛入学率",
    "大班额",
    "超大班额",
    "公办幼儿园",
    "普惠性幼儿园",
    "巩固率",
    "规划",
    "指标",
    "基期",
    "目标",
)
"""Terms of the field that the names of indicators contain, and that readers look for alone."""


def build():
    """Write build/site/ from what the notebooks have made => path of its index.html.

    Returns
    -------
    Path

    Raises
    ------
    InputError
        If a notebook has not been executed, or Sphinx is missing or warns of anything. The site built before then
        stays as it is.

    Examples
    --------
    >>> import os, tempfile
    >>> before, os.environ["HELPERS_ROOT"] = os.environ.get("HELPERS_ROOT"), tempfile.mkdtemp()
    >>> try:
    ...     build()
    ... finally:
    ...     _ = os.environ.pop("HELPERS_ROOT") if before is None else os.environ.update(HELPERS_ROOT=before)
    Traceback (most recent call last):
    helpers.errors.InputError: no plan has been read. Remedy: make data/raw/<plan>/source.yml.
    """
    if not paths.plans():
        raise InputError("no plan has been read", "make data/raw/<plan>/source.yml")
    made = paths.root() / "build"
    source, fresh, final = made / "site-source", made / "site-fresh", made / "site"
    for folder in (source, fresh):
        shutil.rmtree(folder, ignore_errors=True)
    _write(source)
    _sphinx(source, fresh)
    shutil.rmtree(fresh / ".doctrees", ignore_errors=True)
    for name in (".buildinfo", "_static/webpack-macros.html"):
        (fresh / name).unlink(missing_ok=True)
    for page in fresh.rglob("*.html"):
        language = "zh" if page.relative_to(fresh).parts[0] == "zh" else "en"
        text = markup.spoken(page.read_text(encoding="utf-8"), language)
        for found, better in MENDED:
            text = found.sub(better, text)
        page.write_text(text, encoding="utf-8")
    _hand_on(source / "pictures", fresh)
    shutil.rmtree(final, ignore_errors=True)
    fresh.replace(final)
    return final / "index.html"


def _write(folder):
    """Write the source of the site: Markdown, pictures that no bundle has, and the words that Chinese search knows."""
    known = {language: _by_folder(figures.bundles(language)) for language in LANGUAGES}
    pages = {"index": overviews.index(), **texts.pages(), **texts.modules()}

    def keep(stem, png):
        return f"pictures/{paths.write(folder / 'pictures' / f'{stem}.png', png).relative_to(folder / 'pictures')}"

    for language in LANGUAGES:
        drawn = {name: known[language].get(name, []) for name in ("compare", *paths.plans())}
        for plan in paths.plans():
            pages |= plans.pages(plan, language, drawn[plan], keep)
        for notebook in chapters.names(None):
            name = f"{language}/compare/{notebook}"
            pages[name] = chapters.page(name, notebook, None, "", language, drawn["compare"], keep)
        pages |= cases.pages(language, drawn, keep)
        pages[f"{language}/figures"] = overviews.gallery(f"{language}/figures", language, drawn)
        pages[f"{language}/findings"] = overviews.findings(f"{language}/findings", language)
        pages[f"{language}/downloads"] = overviews.downloads(f"{language}/downloads", language)
    for name, text in pages.items():
        paths.write(folder / (name if name.endswith(".rst") else f"{name}.md"), text + "\n")
    paths.write(folder / "words.txt", "".join(f"{word} 1000000\n" for word in vocabulary()))


def vocabulary():
    """List the Chinese words to look for whole: names of indicators, printed labels, and terms of the field.

    Examples
    --------
    >>> {"毛入园率", "九年义务教育巩固率"} <= set(vocabulary())
    True
    """
    book = indicators.load()
    names = [*book["indicator_zh"], *(label for _, label in indicators.labels(book))]
    return sorted({*WORDS, *(word for name in names for word in CJK.findall(name))})


def _by_folder(bundles):
    found = {}
    for about in bundles:
        found.setdefault(about["folder"], []).append(about)
    return found


def _sphinx(source, fresh):
    """Run Sphinx in a process of its own, warnings being errors."""
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-E", "-j", "auto", "-c"]
    command += [str(Path(__file__).parent), "-d", str(fresh / ".doctrees"), str(source), str(fresh)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        log = paths.write(source.parent / "site.log", done.stdout + done.stderr)
        lines = [line for line in log.read_text(encoding="utf-8").splitlines() if SAID.search(line)]
        raise InputError(
            f"Sphinx: {(lines or [''])[-1].strip()}", f"see {paths.relative(log)}; it needs pip install -e .[site]"
        )


def _hand_on(pictures, site):
    """Copy what the pages link to: figures with their files, tables, executed notebooks, licences."""
    for folder in ("compare", *paths.plans()):
        copies = {file: f"figures/{folder}/{file.name}" for file in figures.files(folder)}
        for notebook in chapters.names(None if folder == "compare" else folder):
            for language in LANGUAGES:
                name = f"{folder}/{notebook}-{language}.ipynb"
                copies[paths.root() / "build" / name] = f"notebooks/{name}"
        tables = paths.processed() / ("" if folder == "compare" else folder)
        place = "data" if folder == "compare" else f"data/{folder}"
        copies |= {file: f"{place}/{file.name}" for file in (*tables.glob("*.csv"), *tables.glob("*.json"))}
        for file, name in copies.items():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, site / name)
    for name in texts.FILES:
        shutil.copyfile(paths.root() / name, site / name)
    for file in classroom.make():
        (site / "notebooks/cases").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, site / "notebooks/cases" / file.name)
    if pictures.exists():
        shutil.copytree(pictures, site / "pictures")
