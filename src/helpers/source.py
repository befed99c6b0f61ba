"""A plan's source.yml: whose document it is, its years, and whether the files beside it are those that were checked."""

import hashlib
import re

import yaml

from helpers import paths
from helpers.errors import InputError

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Safe either way; the one in C is faster."""
REQUIRED = ("title_zh", "region_zh", "region_en", "baseline_year", "target_year")
WORTH_HAVING = ("title_en", "issuer", "published")
OPTIONAL = (
    *WORTH_HAVING,
    "document_no",
    "status",
    "admin_code",
    "parent",
    "url",
    "accessed",
    "licence_note",
    "document_sha256",
    "notes",
    "outline",
    "further_documents",
    "sha256",
)


def read(plan, verify=True):
    """Read and check a plan's source.yml => dict; the checksums of the files it names are verified, unless told not to.

    Raises
    ------
    InputError
        If a required key is missing, a key is not known, a year or a code is not one, or a file is not the one that
        was checked.

    Examples
    --------
    >>> read("yunyang-14fyp")["target_year"]
    2025
    """
    folder = paths.raw(plan)
    file = folder / "source.yml"
    name = paths.relative(file)
    try:
        source = yaml.load(paths.read_text(file), LOADER)
    except (yaml.YAMLError, ValueError) as error:
        place = getattr(error, "problem_mark", None)
        raise InputError(
            "is not readable as YAML",
            "write key: value on each line",
            file=name,
            line=place.line + 1 if place else None,
        ) from None
    if not isinstance(source, dict):
        raise InputError("holds no keys", f"write {', '.join(REQUIRED)}", file=name)
    for key in REQUIRED:
        if source.get(key) in (None, ""):
            raise InputError(f"{key} is missing", f"add a line {key}: …", file=name)
    for key in source:
        if key not in (*REQUIRED, *OPTIONAL):
            raise InputError(f"{key} is not known", f"use {', '.join((*REQUIRED, *OPTIONAL))}", file=name)
    for key in ("baseline_year", "target_year"):
        if not re.fullmatch(r"(19|20)\d\d", str(source[key])):
            raise InputError(f"{key} is not a year", "write four digits", file=name, cell=source[key])
        source[key] = int(source[key])
    if source["target_year"] <= source["baseline_year"]:
        raise InputError("target_year is not after baseline_year", "correct one of them", file=name)
    if "admin_code" in source and not re.fullmatch(r"\d{6}", str(source["admin_code"])):
        raise InputError("admin_code is not six digits", "take it from GB/T 2260", file=name, cell=source["admin_code"])
    if "parent" in source and not paths.SLUG.fullmatch(str(source["parent"])):
        raise InputError("parent is no plan's name", "write a folder of data/raw", file=name, cell=source["parent"])
    if not isinstance(source.get("sha256") or {}, dict):
        raise InputError("sha256 is no mapping", "write file: checksum, one a line under it", file=name)
    for item in (source, *_further(source, name)):
        for key in ("title_zh", "title_en", "region_zh", "region_en", "issuer", "status", "notes"):
            if not isinstance(item.get(key, ""), str):
                raise InputError(f"{key} is no text", "put it in quotation marks", file=name, cell=item[key])
        outline = item.get("outline", [])
        if not isinstance(outline, list) or not all(
            isinstance(heading, str) and heading.strip() for heading in outline
        ):
            raise InputError("outline is no list of headings", "write one heading a line after a dash", file=name)
    if verify:
        _verify(folder, source)
    return source


def _further(source, name):
    further = source.get("further_documents", [])
    if not isinstance(further, list) or not all(isinstance(item, dict) and item.get("title_zh") for item in further):
        raise InputError(
            "further_documents is no list of documents", "write - title_zh: … and outline: for each", file=name
        )
    return further


def remarks(plan):
    """List what is still to fill in: files without a checksum and metadata worth having.

    Examples
    --------
    >>> remarks("yunyang-14fyp")
    []
    """
    source = read(plan)
    unchecked = [
        file.name
        for file in sorted(paths.raw(plan).iterdir())
        if file.suffix in {".txt", ".csv"} and file.name not in (source.get("sha256") or {})
    ]
    missing = [key for key in WORTH_HAVING if not source.get(key)]
    return [f"no checksum for {name} in source.yml" for name in unchecked] + [
        f"{key} is not filled in in source.yml" for key in missing
    ]


def title(source, language="en"):
    """Give the document's title in the language asked for, in Chinese where there is no translation.

    Examples
    --------
    >>> title(read("yantai-14fyp"), "zh")
    '《烟台市“十四五”教育事业发展规划》决策草案'
    """
    return (source.get("title_en") if language == "en" else "") or source["title_zh"]


def region(source, language="en"):
    """Give the place's name.

    Examples
    --------
    >>> region(read("yantai-14fyp"))
    'Yantai City'
    """
    return source["region_zh" if language == "zh" else "region_en"]


def several(names):
    """Read the source.yml of several plans => {name: dict}; those that are not there are left out.

    Parameters
    ----------
    names : str
        Names of plans, joined by ;. What people name `helpers.jobs.check` holds to be there.

    Examples
    --------
    >>> list(several("yantai-14fyp; yunyang-14fyp"))
    ['yantai-14fyp', 'yunyang-14fyp']
    """
    return {name: read(name) for name in map(str.strip, names.split(";")) if name in paths.plans()}


def named(rows, abouts):
    """List the source.yml of the plans that a table names; of all where it is empty, for its emptiness is about them.

    Parameters
    ----------
    rows : DataFrame
        With a column plan.
    abouts : dict
        Names of plans to their source.yml.

    Examples
    --------
    >>> import pandas as pd
    >>> [about["region_en"] for about in named(pd.DataFrame({"plan": []}), several("yantai-14fyp"))]
    ['Yantai City']
    """
    return [abouts[plan] for plan in rows["plan"].unique()] or list(abouts.values())


def of_place(plan):
    """Read the source.yml of every plan of a plan's place, as its name begins => {name: dict}, the earliest first.

    Examples
    --------
    >>> list(of_place("china-14fyp"))
    ['china-13fyp', 'china-14fyp', 'china-15fyp']
    """
    found = {name: read(name) for name in paths.plans_beside(plan)}
    return dict(sorted(found.items(), key=lambda item: item[1]["baseline_year"]))


def published_year(source):
    """Give the year in which a plan was published, or None where nobody has filled that in.

    Examples
    --------
    >>> published_year(read("yunyang-14fyp")), published_year({})
    (2021, None)
    """
    found = re.search(r"(19|20)\d\d", str(source.get("published", "")))
    return int(found[0]) if found else None


def documents(source):
    """List the documents of a plan => {title: [headings]}, its own first.

    Examples
    --------
    >>> [len(outline) > 10 for outline in documents(read("yunyang-14fyp")).values()]
    [True, True]
    """
    further = {item["title_zh"]: item.get("outline", []) for item in source.get("further_documents", [])}
    return {source["title_zh"]: source.get("outline", [])} | further


def place_of(source, locator, document=None):
    """Find the heading that a locator lies under => (title of the document, place in its outline), or None.

    Looked for in one document where its title is given, else in all.

    A locator is a heading's own, such as 第二部分·三(二), or that and the number of an item: 第三部分·二(一)2, 专栏7·5.

    Examples
    --------
    >>> title, place = place_of(read("yunyang-14fyp"), "专栏7·5")
    >>> title, documents(read("yunyang-14fyp"))[title][place]
    ('云阳县教育事业发展“十四五”规划(2021—2025年)', '专栏7 推进师资队伍品质提升')
    """
    found = [
        (len(code), title, place)
        for title, outline in documents(source).items()
        if document in {None, title}
        for place, code in enumerate(heading.split()[0] for heading in outline)
        if re.fullmatch(re.escape(code) + r"(·.+|(?<!\d)\d+)?", locator)
    ]
    return max(found, key=lambda match: match[0])[1:] if found else None


def _verify(folder, source):
    for name, expected in (source.get("sha256") or {}).items():
        file = folder / str(name)
        if file.parent != folder or not file.exists():
            raise InputError(
                "source.yml has its checksum, but the file is not there",
                "restore it, or delete its line",
                file=paths.relative(file),
            )
        found = hashlib.sha256(file.read_bytes()).hexdigest()
        if found != str(expected):
            raise InputError(
                f"the file is not the one that was checked: its SHA-256 is {found}, source.yml says {expected}",
                "restore the file, or check every figure against the document again and write the new checksum",
                file=paths.relative(file),
            )
