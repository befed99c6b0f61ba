"""The pages that are written by hand, from docs/ and README, with their links leading to pages of the site."""

import ast
import os
import re
from pathlib import Path

import yaml

from helpers import paths, report
from helpers.site import markup
from helpers.site.labels import HOMES, say
from helpers.verbatim import verbatim

PAGES = ("methods", "codebook", "glossary", "documents", "validation")
FILES = ("CITATION.cff", "LICENSE", "LICENSE-DATA")
"""Handed on as they are."""
SECTIONS = ("Two commands", "The notebooks", "Figures and tables for a paper", "Add your plan")
"""Of README, for those who want to run it."""
TELLS = "teaching"
"""Has no page: its examples solve what the cases ask."""
LINK = re.compile(r"\[([^]]+)\]\((?!https?:)([^)#]+)(#[^)]*)?\)")
WITHOUT_TEXT = re.compile(r"!\[[^]]*\]\([^)]*\)\n*")
MADE = re.compile(r"^Made by [^;]*; do not edit\.\s*", re.MULTILINE)
REPOSITORY = "SITE_REPOSITORY"
VIEWS = {"github.com": "/blob/HEAD/", "gitlab.com": "/-/blob/HEAD/", "codeberg.org": "/src/branch/HEAD/"}
"""Where forges show the files of a repository."""


def pages():
    """Write the pages => {page: Markdown}.

    Examples
    --------
    >>> sorted(pages())
    ['changelog', 'cite', 'codebook', 'documents', 'glossary', 'methods', 'run', 'validation', 'zh/cite']
    """
    root = paths.root()
    found = {name: MADE.sub("", _linked(paths.read_text(root / f"docs/{name}.md"))) for name in PAGES}
    found["changelog"] = _linked(paths.read_text(root / "CHANGELOG.md"))
    return found | {"run": run(), "cite": cite("en"), "zh/cite": cite("zh")}


def run():
    """Write how to run it, from README.

    Examples
    --------
    >>> run().splitlines()[0]
    '# Run it yourself'
    """
    readme = paths.read_text(paths.root() / "README.md")
    parts = {part.partition("\n")[0]: part for part in re.split(r"^## ", readme, flags=re.MULTILINE)[1:]}
    kept = "\n".join(f"## {parts[name]}" for name in SECTIONS if name in parts)
    return f"# Run it yourself\n\n{_online()}\n\n{_linked(WITHOUT_TEXT.sub('', kept))}"


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


def _online():
    """Say where the notebooks can be run in a browser, or what is missing for that."""
    if not repository():
        return (
            "This copy of the site names no public repository, so that it cannot offer Binder or Colab: whoever "
            f"publishes it sets `{REPOSITORY}` to the repository's address, or `repository-code` in CITATION.cff."
        )
    from helpers.runner import run as runner

    lines = [
        f"- {name}: " + " · ".join(markup.link(target, place) for place, target in launchers(name).items())
        for name in runner.notebooks()
    ]
    return "In the browser, without installing anything:\n\n" + "\n".join(lines)


def _linked(text):
    """Lead links to pages and files of the site; what the site does not have is named without a link."""
    return LINK.sub(lambda found: _target(found[1], found[2], found[3] or ""), text)


def _target(text, path, anchor):
    name = path.removeprefix("../").removeprefix("docs/").removesuffix(".md")
    if name in PAGES or name == "CHANGELOG":
        return f"[{text}]({name.lower()}.md{anchor})"
    return markup.link(name, text) if name in FILES else text
