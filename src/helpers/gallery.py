"""The gallery: a page a language with every figure and table that lies in figures/, and its files to download."""

from html import escape
from itertools import groupby

from helpers import paths, source
from helpers.errors import InputError
from helpers.jobs import PAGE, SIZES
from helpers.words import LANGUAGES, TERMS, word

FILES = ("svg", "pdf", "png", "csv", "json")
PAGES = {"en": "index.html", "zh": "index-zh.html"}
STYLE = """
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; margin: 0 auto;
  max-width: 76rem; padding: 1rem }
nav ul { columns: 16rem; padding: 0; list-style: none }
main section > div { display: grid; gap: 1.5rem;
  grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)) }
figure { margin: 0; border: 1px solid #8886; padding: .6rem; display: flex; flex-direction: column }
figure img { width: 100%; height: 16rem; object-fit: contain; object-position: top left; background: #fff }
figcaption { font-size: .85rem; margin-top: auto }
a { color: #0072b2 }
@media (prefers-color-scheme: dark) { body { background: #161616; color: #eee } a { color: #6cb8e6 } }
"""


def save():
    """Write figures/index.html and figures/index-zh.html from the bundles that lie in figures/ => the two paths.

    Examples
    --------
    >>> [paths.relative(paths.root() / "figures" / name) for name in PAGES.values()]
    ['figures/index.html', 'figures/index-zh.html']
    """
    return [paths.write(paths.root() / "figures" / PAGES[language], page(language)) for language in LANGUAGES]


def bundles(language):
    """List the figures of a language that known plans and their comparison have, each with its sizes.

    Returns
    -------
    list of dict
        What the json of its page size says (or of the first there is), in the order of plans and names; `folder` is the
        plan's name or compare, `sizes` maps each size to {ending: file name}.

    Examples
    --------
    >>> all(about["sizes"] for about in bundles("en"))
    True
    """
    found = {}
    folders = ["compare", *paths.plans()]
    files = [file for name in folders for file in sorted((paths.root() / "figures" / name).glob(f"*-{language}.json"))]
    for file in files:
        try:
            about = paths.read_json(file)
        except InputError:  # of a run that was cut off; the next one draws it again
            continue
        size, stem = about["parameters"].get("size", PAGE), file.stem.removesuffix(f"-{language}")
        names = {end: f"{stem}.csv" if end == "csv" else f"{stem}-{language}.{end}" for end in FILES}
        beside = {end: name for end, name in names.items() if file.with_name(name).exists()}
        known = found.setdefault((file.parent.name, about["figure"]), about | {"folder": file.parent.name, "sizes": {}})
        known["sizes"][size] = beside
        if size == PAGE:
            found[file.parent.name, about["figure"]] = known | about
    return [found[key] for key in sorted(found)]


def page(language):
    """Make the page of a language: no script, no request to elsewhere, alternative text on every picture.

    Examples
    --------
    >>> page("zh").splitlines()[1]
    '<html lang="zh-CN">'
    """
    sections = [(folder, list(group)) for folder, group in groupby(bundles(language), lambda item: item["folder"])]
    names = {folder: _name(folder, language) for folder, _ in sections}
    links = "\n".join(f'<li><a href="#{folder}">{escape(name)}</a></li>' for folder, name in names.items())
    body = "\n".join(_section(folder, names[folder], group, language) for folder, group in sections)
    other = next(each for each in LANGUAGES if each != language)
    title = word(TERMS, "gallery_title", language)
    return f"""<!doctype html>
<html lang="{_code(language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{STYLE}</style>
<body>
<header><h1>{title}</h1>
<p>{word(TERMS, "gallery_says", language)} <a href="{PAGES[other]}" lang="{_code(other)}">\
{word(TERMS, "gallery_language", other)}</a></p>
<nav><ul>
{links}
</ul></nav></header>
<main>
{body}
</main>
</body>
</html>
"""


def _section(folder, name, group, language):
    figures = "\n".join(_figure(about, language) for about in group if about["data"].get("rows", 1))
    tables = ", ".join(_tables(folder, language))
    listed = f"<p>{word(TERMS, 'gallery_tables', language)} {tables}</p>" if tables else ""
    return (
        f'<section id="{folder}"><h2>{escape(name)}</h2>\n{listed}{_empty(group, language)}'
        f"<div>\n{figures}\n</div></section>"
    )


def _tables(folder, language):
    """Link the publication tables of a plan, those of the other language left out."""
    others = tuple(f"-{each}" for each in LANGUAGES if each != language)
    files = sorted((paths.root() / "figures" / folder).glob("table*"))
    return [f'<a href="{folder}/{file.name}">{file.name}</a>' for file in files if not file.stem.endswith(others)]


def _empty(group, language):
    """List the figures for which a plan has no numbers, and why."""
    told = [about["alt"] for about in group if not about["data"].get("rows", 1)]
    listed = "".join(f"<li>{escape(reason)}</li>" for reason in told)
    named = f"{word(TERMS, 'gallery_empty', language)} {len(told)}"
    return f"<details><summary>{named}</summary><ul>{listed}</ul></details>" if told else ""


def _figure(about, language):
    """Make the card of one figure: picture, caption, files by size."""
    source_of = _picture(about)
    picture = f'<a href="{source_of}"><img src="{source_of}" alt="{escape(about["alt"])}" loading="lazy"></a>'
    links = "<br>".join(
        f"{word(TERMS, f'size_{size}', language)} "
        + " · ".join(f'<a href="{about["folder"]}/{name}" download>{end}</a>' for end, name in files.items())
        for size, files in sorted(about["sizes"].items(), key=lambda item: SIZES.index(item[0]))
    )
    name = f"{about['folder']}-{about['figure']}"
    return f'<figure id="{name}">{picture}<figcaption>{escape(about["caption"])}<br>{links}</figcaption></figure>'


def _picture(about):
    files = about["sizes"].get(PAGE) or next(iter(about["sizes"].values()))
    return f"{about['folder']}/{next(files[end] for end in ('svg', 'png', 'pdf') if end in files)}"


def _name(folder, language):
    if folder == "compare":
        return word(TERMS, "gallery_compare", language)
    return source.title(source.read(folder, verify=False), language)


def _code(language):
    return {"en": "en", "zh": "zh-CN"}[language]
