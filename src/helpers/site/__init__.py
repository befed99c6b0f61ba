"""The site for readers who run nothing: executed notebooks, figures and tables as searchable pages.

Needs Sphinx, the extra `site`.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from helpers import paths
from helpers.errors import InputError
from helpers.language import LANGUAGES
from helpers.site import cases, chapters, figures, formulas, markup, overviews, plans, search, texts
from helpers.site.labels import HOMES, at, language_of, say
from helpers.teaching import classroom

KEPT = {file.name for file in (Path(__file__).parent / "static").iterdir()} | {"pygments.css"}
"""What the pages load."""
TABLE = re.compile(r'<table class="docutils.*?</table>', re.DOTALL)
"""One of those that are written in Markdown."""
SAID = re.compile("WARNING|ERROR|Error|No module")


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
    source, fresh, old, final = (made / name for name in ("site-source", "site-fresh", "site-old", "site"))
    if old.exists() and not final.exists():  # killed between the two
        old.replace(final)
    for folder in (source, fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    try:
        _write(source)
        _sphinx(source, fresh)
        shutil.rmtree(fresh / ".doctrees", ignore_errors=True)
        _finish(fresh)
        search.write(fresh)
        _hand_on(source / "pictures", fresh)
        if final.exists():
            final.replace(old)
        fresh.replace(final)
    finally:
        if old.exists() and not final.exists():
            old.replace(final)
        for folder in (source, fresh, old):
            shutil.rmtree(folder, ignore_errors=True)
    return final / "index.html"


def _write(folder):
    """Write the source of the site: Markdown, and pictures that no bundle has."""
    known = {language: _by_folder(figures.bundles(language)) for language in LANGUAGES}
    pages = {**texts.pages(), **texts.modules()}

    def keep(stem, png):
        return f"pictures/{paths.write(folder / 'pictures' / f'{stem}.png', png).relative_to(folder / 'pictures')}"

    for language in LANGUAGES:
        drawn = {name: known[language].get(name, []) for name in ("compare", *paths.plans())}
        home = HOMES[language]
        pages |= {
            home: overviews.index(home, language, drawn["compare"]),
            at("search", language): search.page(language),
        }
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


def _finish(site):
    """Set the formulas, say of each part in which language it is, and leave out what no page asks for."""
    files = sorted(site.rglob("*.html"))
    set_ = formulas.set_([file.read_text(encoding="utf-8") for file in files])
    for file, text in zip(files, set_, strict=True):
        language = language_of(file.relative_to(site).as_posix())
        text = TABLE.sub(lambda found, language=language: markup.scrolled(found[0], say("table", language)), text)
        file.write_text(markup.spoken(text, language), encoding="utf-8")
    shutil.rmtree(site / "_sources", ignore_errors=True)
    for file in (site / ".buildinfo", site / "objects.inv", *(site / "_static").glob("*")):
        if file.name not in KEPT:
            file.unlink()


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
        handed = site / "notebooks" / file.parent.relative_to(paths.root() / "build/classroom") / "cases" / file.name
        handed.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, handed)
    if pictures.exists():
        shutil.copytree(pictures, site / "pictures")
