"""The pages that are written by hand, from docs/ and README, with their links leading to pages of the site."""

import ast
import os
import posixpath
import re
from pathlib import Path

import yaml

from helpers import paths, report
from helpers.language import LANGUAGES, of
from helpers.site import markup
from helpers.site.labels import HOMES, SAYS, TEXTS, at, is_written, language_of, say
from helpers.verbatim import verbatim

PAGES = ("methods", "codebook", "glossary", "documents", "validation")
FILES = ("CITATION.cff", "LICENSE", "LICENSE-DATA")
"""Handed on as they are."""
README = TEXTS["readme"]
"""The sections of README for those who want to run it."""
TELLS = "teaching"
"""Has no page: its examples solve what the cases ask."""
LINK = re.compile(r"\[([^]]+)\]\((?!https?:)([^)#]+)(#[^)]*)?\)")
WITHOUT_TEXT = re.compile(r"!\[[^]]*\]\([^)]*\)\n*")
MADE = re.compile(r"^(?:Made by [^;]*; do not edit\.|由 `make docs` [^。]*，请勿手改。)\s*", re.MULTILINE)
REPOSITORY = "SITE_REPOSITORY"
VIEWS = {"github.com": "/blob/HEAD/", "gitlab.com": "/-/blob/HEAD/", "codeberg.org": "/src/branch/HEAD/"}
"""Where forges show the files of a repository."""


def pages():
    """Write the pages => {page: Markdown}.

    Examples
    --------
    >>> [name for name in sorted(pages()) if name.startswith("zh/")]
    ['zh/cite', 'zh/codebook', 'zh/documents', 'zh/glossary', 'zh/methods', 'zh/run']
    """
    found = {"changelog": _linked("CHANGELOG.md", "changelog")}
    for language in LANGUAGES:
        for name in PAGES:
            page = at(name, language)
            found[page] = MADE.sub("", _linked(f"docs/{page}.md", page))
        found |= {at("run", language): run(language), at("cite", language): cite(language)}
    return {page: _switched(text, page) if len(_in_all(page)) > 1 else text for page, text in found.items()}


def _in_all(page):
    """List the places of a page in all languages."""
    name = page.rpartition("/")[2]
    return {at(name, language) for language in LANGUAGES}


def _switched(text, page):
    """Lead from below the title of a page to the same one in the other language."""
    title, _, rest = text.partition("\n")
    return f"{title}\n\n{markup.other(page, language_of(page))}\n{rest}"


def run(language="en"):
    """Write how to run it, from README.

    Examples
    --------
    >>> run().splitlines()[0], run("zh").splitlines()[0]
    ('# Run it yourself', '# 自行运行')
    """
    page = at("run", language)
    readme = _linked(f"{of(language).own('README', '.')}.md", page)
    parts = {part.partition("\n")[0]: part for part in re.split(r"^## ", readme, flags=re.MULTILINE)[1:]}
    wanted = [of(language).pick(pair) for pair in README.values()]
    kept = "\n".join(f"## {parts[name]}" for name in wanted if name in parts)
    return f"# {say('run', language)}\n\n{_online(language)}\n\n{WITHOUT_TEXT.sub('', kept)}"


def cite(language="en"):
    """Write how to cite, from CITATION.cff.

    Examples
    --------
    >>> print(cite().splitlines()[2])
    The plan-notebooks contributors (2026). plan-notebooks: ... education plans (version 0.1.0).
    """
    said = yaml.safe_load(paths.read_text(paths.root() / "CITATION.cff"))
    names = [each.get("name") or f"{each['family-names']}, {each['given-names']}" for each in said["authors"]]
    year = str(said["date-released"])[:4]
    authors = "; ".join(names)
    bibtex = "\n".join(
        [
            "```bibtex",
            f"@software{{plan_notebooks_{year},",
            f"  author = {{{{{authors}}}}},",
            f"  title = {{{said['title']}}},",
            f"  version = {{{said['version']}}},",
            f"  year = {{{year}}}",
            "}",
            "```",
        ]
    )
    up = markup.up(HOMES[language])
    files = " · ".join(markup.link(up + name, name, download="") for name in FILES)
    return "\n".join(
        [
            f"# {say('cite', language)}",
            "",
            verbatim(report.citation(language=language)),
            "",
            bibtex,
            "",
            say("cite_figures", language),
            "",
            files,
            "",
        ]
    )


def repository():
    """Give the address of the public repository: SITE_REPOSITORY, else CITATION.cff's; '' where neither has one.

    Examples
    --------
    >>> repository()
    ''
    """
    said = yaml.safe_load(paths.read_text(paths.root() / "CITATION.cff"))
    return (os.environ.get(REPOSITORY) or said.get("repository-code") or "").rstrip("/").removesuffix(".git")


def launchers(notebook, folder="notebooks"):
    """List where a notebook can be run without installing anything => {name: address}; empty without a repository.

    Parameters
    ----------
    folder : str
        Where it is kept; Colab opens only what the repository has, and so nothing of build/.

    Examples
    --------
    >>> launchers("01-clean")
    {}
    """
    address = repository()
    if not address:
        return {}
    forge, _, name = address.removeprefix("https://").partition("/")
    places = {"github.com": f"gh/{name}", "gitlab.com": f"gl/{name.replace('/', '%2F')}"}
    binder = places.get(forge, f"git/{address.replace(':', '%3A').replace('/', '%2F')}")
    file = f"{folder}/{notebook}.ipynb"
    found = {"Binder": f"https://mybinder.org/v2/{binder}/HEAD?urlpath=lab/tree/{file}"}
    if forge == "github.com" and not folder.startswith("build"):
        found["Colab"] = f"https://colab.research.google.com/github/{name}/blob/HEAD/{file}"
    return found


def launching(notebook, language, folder=""):
    """Write the links to where a notebook, or what a folder has of it, can be run; none without a repository.

    Examples
    --------
    >>> launching("01-clean", "en")
    []
    """
    kept = paths.notebook(notebook, language).parent if not folder else paths.root() / folder
    known = launchers(notebook, paths.relative(kept)).items()
    return [f"{say('run_on', language)} {markup.link(target, place)}" for place, target in known]


def held(file):
    """Give the address of a file in the public repository => [address], [] where none is known.

    Examples
    --------
    >>> held("notebooks/01-clean.ipynb")
    []
    """
    address = repository()
    forge = address.removeprefix("https://").partition("/")[0]
    return [address + VIEWS[forge] + file] if forge in VIEWS else []


def modules():
    """Write the pages of the functions, a page a module => {page: reStructuredText or Markdown}.

    Examples
    --------
    >>> "api/growth.rst" in modules(), "api/teaching.rst" in modules()
    (True, False)
    """
    package = Path(__file__).parents[1]
    tops = [file for file in sorted(package.glob("*")) if _is_module(file) and file.name != TELLS]
    files = [file for top in tops for file in (sorted(top.rglob("*.py")) if top.is_dir() else [top])]
    entries, found = [], {}
    for file in (file for file in files if file.stem != "conf"):
        dotted = _dotted(file, package)
        name = dotted.removeprefix("helpers.")
        lines = [
            name,
            "=" * len(name),
            "",
            f".. automodule:: {dotted}",
            "   :members:",
            "   :member-order: bysource",
            "",
        ]
        found[f"api/{name}.rst"] = "\n".join(lines)
        entries.append((name, _first_line(file)))
    body = "\n".join(f"- [{name}]({name}.rst): {says}" for name, says in entries)
    tree = "\n".join(name for name, _ in entries)
    head = (
        "# Functions\n\nWhat the modules of `helpers` know. Every function shows an example that is tested. "
        "Those of the teaching cases are not shown: their examples solve what the cases ask."
    )
    found["api/index"] = f"{head}\n\n{body}\n\n```{{toctree}}\n:hidden:\n\n{tree}\n```\n"
    return found


def _is_module(file):
    return (file / "__init__.py").exists() or (file.suffix == ".py" and not file.name.startswith("_"))


def _dotted(file, package):
    parts = file.relative_to(package.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _first_line(file):
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))).splitlines()
    return " ".join(line for line in said[: said.index("")] if line) if "" in said else " ".join(said)


def _online(language):
    """Say where the notebooks can be run in a browser, or what is missing for that."""
    if not repository():
        return of(language).say(SAYS, "no_repository", name=REPOSITORY)
    from helpers.runner import run as runner

    lines = [f"- {name}{of(language).colon}{' · '.join(launching(name, language))}" for name in runner.notebooks()]
    return "\n".join([say("in_browser", language), "", *lines])


def _linked(file, page):
    """Read a file of the project for a page; its links lead to pages and files of the site, others are no links."""
    text, folder = paths.read_text(paths.root() / file), posixpath.dirname(file)

    def target(found):
        there = posixpath.normpath(posixpath.join(folder, found[2]))
        name = there.removeprefix("docs/").removesuffix(".md")
        if name == "CHANGELOG" or (posixpath.basename(name) in PAGES and is_written(name)):
            return f"[{found[1]}](/{name.lower()}.md{found[3] or ''})"
        return markup.link(markup.up(page) + there, found[1]) if there in FILES else found[1]

    return LINK.sub(target, text)
