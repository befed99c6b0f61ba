"""The replication package of a paper's plans: data, code, lock, figures and metadata in one zip that runs elsewhere."""

import hashlib
import io
import json
import re
import zipfile
from importlib.metadata import version
from pathlib import Path

import yaml

from helpers import clean, paths, texts, trace
from helpers.codebook import schema, source
from helpers.errors import InputError
from helpers.language import LANGUAGES, of
from helpers.runner import jobs, run

TEXTS = texts.load("package")["readme"]
LISTED = ("numpy", "pandas", "pandera", "statsmodels", "matplotlib", "papermill")
"""Packages that README names; the lock has all."""
BESIDE = ("pyproject.toml", "requirements.lock", "requirements-uv.lock", "environment.yml", "Makefile", "CITATION.cff")
BESIDE += ("CHANGELOG.md", "LICENSE", "LICENSE-DATA", "docs/codebook.md", "docs/licences.md", "docs/methods.md")
MOMENT = (1980, 1, 1, 0, 0, 0)
"""When all files of the zip were made: two packages of the same content have the same bytes."""
KINDS = {".csv": "text/csv", ".json": "application/json", ".md": "text/markdown", ".ipynb": "application/x-ipynb+json"}
KINDS |= {".svg": "image/svg+xml", ".png": "image/png", ".pdf": "application/pdf", ".py": "text/x-python"}


def make(plans):
    """Write build/replication-<plans>.zip => its path.

    Parameters
    ----------
    plans : list of str
        Folders of data/raw. What their notebooks read of other plans goes in too.

    Raises
    ------
    InputError
        If a plan is not known, or its tables or figures are not those of its raw files.
    """
    plans = [paths.check_plan(plan) for plan in dict.fromkeys(plans)]
    every = [*plans, *_beside(plans)]
    abouts = {plan: _current(plan) for plan in every}
    for plan in plans:
        _check_figures(plan)
    held = {name: file.read_bytes() for name, file in _files(plans, every)}
    for language in LANGUAGES:
        held[f"{of(language).own('README', '.')}.md"] = _readme(plans, abouts, language).encode()
    title = of("en").say(TEXTS, "title", plans=", ".join(source.title(abouts[plan]) for plan in plans))
    held[".zenodo.json"] = _json(_zenodo(title))
    results = [name for name in held if name.startswith(("data/", "figures/"))]
    held["SHA256SUMS"] = "".join(f"{_sha256(held[name])}  {name}\n" for name in sorted(results)).encode()
    held["ro-crate-metadata.json"] = _json(_crate(title, held, abouts))
    folder = f"replication-{'+'.join(plans)}"
    return paths.write(paths.root() / "build" / f"{folder}.zip", _zipped(held, folder))


def _beside(plans):
    """List the other plans that the notebooks of plans read: those they name, and those of places above and beside."""
    abouts, found = source.everyone(), []
    for plan in plans:
        for notebook in run.notebooks():
            found += jobs.Job(notebook, plan, "en").others
        found += [*source.above(plan, abouts), *source.beside(plan, abouts)]
    return sorted(set(found) - set(plans))


def _current(plan):
    """Give a plan's source.yml, once its tables are known to be those of its raw files."""
    made = clean.plan(plan)
    for table in ("targets", "observations"):
        file = paths.processed(plan) / f"{table}.csv"
        if not file.exists() or schema.to_csv(made[table]) != paths.read_text(file):
            wrong = "is not what data/raw gives" if file.exists() else "no such table yet"
            raise InputError(wrong, f"make it: python -m helpers run {plan}", file=paths.relative(file))
    return source.read(plan)


def _check_figures(plan):
    """Refuse figures that were drawn from other raw files, or whose numbers have been changed since."""
    for file in sorted(paths.figures(plan).glob("*.json")):
        about = paths.read_json(file)
        drawn = about.get("raw", {"data/raw": ""}) | {
            paths.relative(file.with_name(about["data"]["file"])): about["data"]["sha256"]
        }
        for name, digest in drawn.items():
            found = paths.root() / name
            if not found.is_file() or _sha256(found.read_bytes()) != digest:
                wrong = f"was drawn from another {name}"
                raise InputError(wrong, f"draw it again: python -m helpers run {plan}", file=paths.relative(file))


def _files(plans, every):
    """Yield (name in the package, file): raw and processed tables, notebooks, figures on disk, code and lock."""
    root, code = paths.root(), Path(__file__).parent
    raw = [*(root / "data/raw").glob("*.csv"), *(root / "data/raw/reference").glob("*")]
    for plan in every:
        raw += [file for folder in (paths.raw(plan), paths.processed(plan)) for file in folder.glob("[!.]*")]
    made = [file for plan in plans for file in paths.figures(plan).glob("[!.]*")]
    books = [file for folder in ("notebooks", "notebooks/zh") for file in (root / folder).glob("*.ipynb")]
    books = [file for file in books if file.stem in run.notebooks()]
    declared = [root / "data/processed/datapackage.json"]
    for file in [*raw, *made, *books, *declared, *(root / name for name in BESIDE)]:
        if file.is_file():
            yield paths.relative(file), file
    for file in code.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            yield f"src/helpers/{file.relative_to(code).as_posix()}", file


def _readme(plans, abouts, language):
    """Write README after the template of the social science data editors."""
    names = {plan: source.title(about, language) for plan, about in abouts.items()}
    lock = paths.read_text(paths.root() / "requirements.lock")
    locked = {name: re.findall(rf"^{name}==([^\s;]+)", lock, re.MULTILINE) for name in LISTED}
    project = paths.read_text(paths.root() / "pyproject.toml")
    references = [line for about in abouts.values() for line in trace.documents([about], language)]
    shown = {
        plan: name if plan in plans else of(language).say(TEXTS, "beside", plan=name) for plan, name in names.items()
    }
    return of(language).say(
        TEXTS,
        "whole",
        plans="; ".join(names[plan] for plan in plans),
        names=" ".join(plans),
        count=len(run.notebooks()),
        version=version("plan-notebooks"),
        sources="\n\n".join(_availability(plan, shown[plan], about, language) for plan, about in abouts.items()),
        datasets="\n".join(
            f"| data/{kind}/{plan}/ | {names[plan]} | {of(language).word(TEXTS, 'yes')} |"
            for plan in abouts
            for kind in ("raw", "processed")
        ),
        python=re.search(r'^requires-python = "(.+)"', project, re.MULTILINE)[1],
        packages=", ".join(f"{name} {'/'.join(versions)}" for name, versions in locked.items() if versions),
        programs="\n".join(f"| notebooks/{name}.ipynb | {', '.join(_makes(name))} |" for name in run.notebooks()),
        references="\n".join(f"- {line}" for line in dict.fromkeys(references)),
    )


def _availability(plan, name, about, language):
    """Say of one plan in which documents and other publications its figures stand."""
    lines = [f"**{name}** (data/raw/{plan})", ""]
    lines += [f"- {line}" for line in trace.documents([about], language)]
    seen, titles = schema.load("observations", plan), source.documents(about)
    cited = seen.loc[~seen["source"].isin(titles), ["source", "locator"]].drop_duplicates("source")
    if len(cited):
        lines.append("- " + of(language).word(TEXTS, "published"))
    for publication, place in cited.itertuples(index=False, name=None):
        lines.append(f"  - {publication} {place}" if str(place).startswith("http") else f"  - {publication}")
    return "\n".join(lines)


def _makes(notebook):
    """List what a notebook makes, by what its cells save and draw."""
    cells = jobs.cells(paths.root() / "notebooks" / f"{notebook}.ipynb")
    code = "\n".join("".join(lines) for kind, lines, _ in cells if kind == "code")
    tables = re.findall(r'schema\.save\(.+, "(\w+)", plan\)', code)
    tables += ["targets", "observations", "indicators"] if "clean.save(" in code else []
    named = {alias: name for name, alias in re.findall(r"\bimport (\w+) as (\w+)", code)}
    drawn = [named.get(name, name).replace("_", "-") for name in re.findall(r"\bdraw(?:_\w+)?\(\s*(\w+)", code)]
    pages = [f"table-{name}" for name in re.findall(r'pages\.save\("(\w+)"', code)]
    return [*(f"{name}.csv" for name in tables), *drawn, *pages, *(["tables.xlsx"] if "workbook.save" in code else [])]


def _citation():
    return yaml.safe_load(paths.read_text(paths.root() / "CITATION.cff"))


def _zenodo(title):
    """Give the metadata that Zenodo reads of a deposit."""
    cited = _citation()
    people = [author.get("name") or f"{author['family-names']}, {author['given-names']}" for author in cited["authors"]]
    return {
        "title": title,
        "upload_type": "dataset",
        "description": cited["title"],
        "creators": [{"name": name} for name in people],
        "license": "cc-by-4.0",
        "version": version("plan-notebooks"),
        "keywords": cited["keywords"],
        "notes": "Code: MIT.",
    }


def _crate(title, held, abouts):
    """Describe the package as an RO-Crate 1.1: what it is, its files with checksums, and the documents it rests on."""
    cited = _citation()
    documents = source.provenance(list(abouts.values()))["documents"]
    works = [
        {"@id": item.get("url", f"#document-{number}"), "@type": "CreativeWork", "name": item["title_zh"]}
        | {key: item[name] for key, name in DESCRIBED.items() if item.get(name)}
        for number, item in enumerate(documents, 1)
    ]
    works = list({work["@id"]: work for work in works}.values())
    files = [
        {"@id": name, "@type": "File", "contentSize": str(len(content)), "sha256": _sha256(content)}
        | ({"encodingFormat": KINDS[Path(name).suffix]} if Path(name).suffix in KINDS else {})
        for name, content in sorted(held.items())
    ]
    people = [
        {"@id": f"#author-{n}", "@type": "Organization", "name": each["name"]}
        for n, each in enumerate(cited["authors"], 1)
        if "name" in each
    ]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": title,
        "description": cited["title"],
        "datePublished": str(cited["date-released"]),
        "version": version("plan-notebooks"),
        "license": {"@id": "https://creativecommons.org/licenses/by/4.0/"},
        "author": [{"@id": person["@id"]} for person in people],
        "hasPart": [{"@id": file["@id"]} for file in files],
        "citation": [{"@id": work["@id"]} for work in works],
    }
    about = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    licence = {"@id": root["license"]["@id"], "@type": "CreativeWork", "name": "CC BY 4.0"}
    graph = [about, root, licence, *people, *works, *files]
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}


DESCRIBED = {"alternateName": "title_en", "identifier": "document_no", "publisher": "issuer"}
DESCRIBED |= {"datePublished": "published", "sha256": "document_sha256"}
"""What schema.org calls the keys of a document in source.yml."""


def _zipped(held, folder):
    """Zip files => bytes: names in order, one moment, one mode."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(held):
            entry = zipfile.ZipInfo(f"{folder}/{name}", MOMENT)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o100644 << 16
            archive.writestr(entry, held[name])
    return buffer.getvalue()


def _json(content):
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _sha256(content):
    return hashlib.sha256(content).hexdigest()
