"""A plan's source.yml: whose document it is, its years, and whether the files beside it are those that were checked."""

import hashlib
import re

import yaml

from helpers import paths
from helpers.errors import READ_IN_ORDER, InputError, together
from helpers.language import of

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Safe either way; the one in C is faster."""
REQUIRED = ("title_zh", "region_zh", "region_en", "baseline_year", "target_year")
WORTH_HAVING = ("title_en", "issuer", "published")
CITED = ("title_zh", "title_en", "document_no", "issuer", "published", "url", "accessed", "document_sha256")
"""What a document is identified by."""
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
    "notes_zh",
    "outline",
    "further_documents",
    "sha256",
    "to_fill",
)


def read(plan, verify=True):
    """Read and check a plan's source.yml => dict, `plan` among it; checksums are verified, unless told not to.

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
    source = _in_either_language(_parsed(paths.read_text(file), name))
    with together() as faults:
        faults.met += _faults(source, name)
    for key in ("baseline_year", "target_year"):
        source[key] = int(source[key])
    if verify:
        with together() as faults:
            faults.met += _changed(folder, source)
    return source | {"plan": plan}


def _in_either_language(source):
    """Let the English title and place of a document in English stand for the Chinese ones, where it has neither."""
    pairs = {"title_zh": "title_en", "region_zh": "region_en"}
    absent = all(source.get(zh) in (None, "") and source.get(en) for zh, en in pairs.items())
    source |= {zh: source[en] for zh, en in pairs.items() if absent}
    further = source.get("further_documents")
    for item in further if isinstance(further, list) else []:
        if isinstance(item, dict) and not item.get("title_zh") and item.get("title_en"):
            item["title_zh"] = item["title_en"]
    return source


def _parsed(text, name):
    """Read YAML in which no key stands twice and no value is lost to a sign that means something in YAML."""
    loader = LOADER(text)
    quoting = "put a text with : # & * @ % [ ] or quotation marks in single quotation marks, as in title_zh: '…: …'"
    try:
        for event in yaml.parse(text, LOADER):
            if isinstance(event, yaml.AliasEvent):
                said, line = "has a value that begins with *, by which YAML repeats another one", event.start_mark.line
                raise InputError(said, quoting, file=name, line=line + 1, cell=f"*{event.anchor}")
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise InputError("holds no keys", f"write {', '.join(REQUIRED)}", file=name)
        with together() as faults:
            faults.met += [*_twice(node, name), *_lost(text, node, name, quoting)]
        return loader.construct_document(node)
    except InputError:
        raise
    except (yaml.YAMLError, ValueError) as error:
        place = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        raise InputError(
            "is not readable as YAML",
            f"write key: value on each line, and {quoting}",
            file=name,
            line=place.line + 1 if place else None,
        ) from None
    finally:
        loader.dispose()


def _twice(node, name):
    """Yield the keys that a mapping, or one inside it, has twice."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _twice(item, name)
    if not isinstance(node, yaml.MappingNode):
        return
    seen = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        first = seen.setdefault(str(key.value), line)
        if first != line:
            said = f"{key.value} stands twice, lines {first} and {line}"
            yield InputError(said, "keep one of them", file=name, line=line)
        yield from _twice(value, name)


def _lost(text, node, name, quoting):
    """Yield the values whose first sign YAML takes for its own and drops: & of an anchor, ! of a tag."""
    lines = text.splitlines()
    for key, _ in node.value:
        line = key.start_mark.line
        printed = lines[line].partition(":")[2].strip()
        if printed[:1] in {"&", "!"}:
            said = f"{key.value} begins with {printed[0]}, which YAML takes for a sign of its own"
            yield InputError(said, quoting, file=name, line=line + 1, cell=printed)


def _faults(source, name):
    """Yield what is wrong with the keys and their values."""
    for key in REQUIRED:
        if source.get(key) in (None, ""):
            yield InputError(f"{key} is missing", f"add a line {key}: …", file=name)
    for key in source:
        if key not in (*REQUIRED, *OPTIONAL):
            yield InputError(f"{key} is not known", f"use {', '.join((*REQUIRED, *OPTIONAL))}", file=name)
    years = [source[key] for key in ("baseline_year", "target_year") if source.get(key) not in (None, "")]
    for key in ("baseline_year", "target_year"):
        if source.get(key) not in (None, "") and not re.fullmatch(r"(19|20)\d\d", str(source[key])):
            yield InputError(f"{key} is not a year", "write four digits", file=name, cell=source[key])
            years = []
    if len(years) == 2 and int(years[1]) <= int(years[0]):
        yield InputError("target_year is not after baseline_year", "correct one of them", file=name)
    if "admin_code" in source and not re.fullmatch(r"\d{6}", str(source["admin_code"])):
        yield InputError("admin_code is not six digits", "take it from GB/T 2260", file=name, cell=source["admin_code"])
    if "parent" in source and not paths.SLUG.fullmatch(str(source["parent"])):
        yield InputError("parent is no plan's name", "write a folder of data/raw", file=name, cell=source["parent"])
    if not isinstance(source.get("sha256") or {}, dict):
        yield InputError("sha256 is no mapping", "write file: checksum, one a line under it", file=name)
    further = source.get("further_documents", [])
    if not isinstance(further, list) or not all(isinstance(item, dict) and item.get("title_zh") for item in further):
        said = "further_documents is no list of documents"
        yield InputError(said, "write - title_zh: … and outline: for each", file=name)
        further = []
    for item in (source, *further):
        for key in ("title_zh", "title_en", "region_zh", "region_en", "issuer", "status", "notes", "notes_zh"):
            if item.get(key) is None and (key not in item or key in REQUIRED):
                continue
            if not isinstance(item[key], str):
                yield InputError(f"{key} is no text", "put it in single quotation marks", file=name, cell=item[key])
        outline = item.get("outline", [])
        if not isinstance(outline, list) or not all(
            isinstance(heading, str) and heading.strip() for heading in outline
        ):
            yield InputError("outline is no list of headings", "write one heading a line after a dash", file=name)


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
        if file.suffix in {".txt", ".csv"} and file.name not in {"unread.csv", *(source.get("sha256") or {})}
    ]
    missing = [key for key in WORTH_HAVING if not source.get(key)]
    return (
        [f"no checksum for {name} in source.yml" for name in unchecked]
        + [f"{key} is not filled in in source.yml" for key in missing]
        + [
            f"{key} in source.yml is a stand-in: correct it and take it from to_fill"
            for key in source.get("to_fill") or []
        ]
    )


def title(source, language="en"):
    """Give the document's title in the language asked for, in Chinese, with full-width brackets, where there is none.

    Examples
    --------
    >>> title(read("chuxiong-2023-2025"), "zh")
    '楚雄州教育高质量发展三年行动实施方案（2023—2025年）'
    """
    chinese = re.sub(r"(?<![ -~])\(([^()]*)\)", r"（\1）", source["title_zh"])
    return of(language).pick((source.get("title_en") or chinese, chinese))


def region(source, language="en"):
    """Give the place's name.

    Examples
    --------
    >>> region(read("yantai-14fyp"))
    'Yantai City'
    """
    return source[f"region_{language}"]


def several(names):
    """Read the source.yml of several plans => {name: dict}; those that are not there are left out.

    Parameters
    ----------
    names : str
        Names of plans, joined by ;. What people name `helpers.runner.jobs.check` holds to be there.

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


def everyone():
    """Read the source.yml of every plan, files unverified => {plan: dict}; the run of one with faults says so itself.

    Examples
    --------
    >>> everyone()["yunyang-14fyp"]["region_en"]
    'Yunyang County'
    """
    found = {}
    for name in paths.plans():
        try:
            found[name] = read(name, verify=False)
        except InputError:
            continue
    return found


def above(plan, abouts):
    """List the plans of the places above a plan's, the nearest first: source.yml's `parent`, else by admin_code.

    Parameters
    ----------
    plan : str
    abouts : dict
        Names of plans to their source.yml, the plan itself among them.

    Examples
    --------
    >>> codes = {"a": {"admin_code": "500235"}, "b": {"admin_code": "500000"}, "c": {"admin_code": "100000"}}
    >>> above("a", codes), above("c", codes)
    (['b', 'c'], [])
    """
    own = abouts[plan]
    if own.get("parent"):
        return [own["parent"]] if own["parent"] in abouts else []
    code = str(own.get("admin_code", ""))
    above = [up for up in (f"{code[:4]}00", f"{code[:2]}0000", "100000") if code and up != code]
    above = [] if code == "100000" else list(dict.fromkeys(above))
    codes = {name: str(about.get("admin_code", "")) for name, about in abouts.items()}
    return [name for up in above for name in codes if codes[name] == up]


def beside(plan, abouts):
    """List the other plans of a plan's own place, by admin_code.

    Examples
    --------
    >>> beside("a", {"a": {"admin_code": "100000"}, "b": {"admin_code": "100000"}, "c": {}})
    ['b']
    """
    code = str(abouts[plan].get("admin_code", ""))
    return [
        name for name, about in abouts.items() if name != plan and code and str(about.get("admin_code", "")) == code
    ]


def documents(source):
    """List the documents of a plan => {title: [headings]}, its own first.

    Examples
    --------
    >>> [len(outline) > 10 for outline in documents(read("yunyang-14fyp")).values()]
    [True, True]
    """
    further = {item["title_zh"]: item.get("outline", []) for item in source.get("further_documents", [])}
    return {source["title_zh"]: source.get("outline", [])} | further


def provenance(abouts):
    """Give what identifies the material of plans: documents, and the checksums of raw files and of the codebook.

    Parameters
    ----------
    abouts : list of dict
        The source.yml of every plan.

    Examples
    --------
    >>> found = provenance([read("yunyang-14fyp")])
    >>> found["documents"][1]["document_no"], sorted(found["raw"])[-1]
    ('云阳府办函〔2022〕32号', 'data/raw/yunyang-14fyp/targets.csv')
    """
    cited = [document for about in abouts for document in (about, *about.get("further_documents", []))]
    documents = [{key: str(item[key]) for key in CITED if item.get(key)} for item in cited]
    raw = sorted((paths.root() / "data/raw").glob("*.csv"))
    for about in abouts:
        folder = paths.root() / "data/raw" / about.get("plan", "")
        raw += [file for name in READ_IN_ORDER if (file := folder / name).exists()]
    return {
        "documents": [item for place, item in enumerate(documents) if item not in documents[:place]],
        "raw": {paths.relative(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in dict.fromkeys(raw)},
    }


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


def _changed(folder, source):
    """Yield the files that are gone, or are not those that were checked."""
    for name, expected in (source.get("sha256") or {}).items():
        file = folder / str(name)
        if file.parent != folder or not file.exists():
            yield InputError(
                "source.yml has its checksum, but the file is not there",
                "restore it, or delete its line",
                file=paths.relative(file),
            )
            continue
        found = hashlib.sha256(file.read_bytes()).hexdigest()
        if found != str(expected).lower():
            yield InputError(
                f"the file is not the one that was checked: its SHA-256 is {found}, source.yml says {expected}",
                "restore the file, or check every figure against the document again and write the new checksum",
                file=paths.relative(file),
            )
