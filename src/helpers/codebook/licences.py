"""The page of licences: of every package of the lock, and of the programs and fonts that come with them."""

import re
from importlib.metadata import metadata

from helpers import paths, texts
from helpers.language import LANGUAGES, of

TEXTS = texts.load("licences")
LOCKED = re.compile(r"^([a-z0-9._-]+)==([^ \\]+)( ;)?", re.MULTILINE)


def page():
    """Write the page of licences (docs/licences.md): the same wherever the lock is installed.

    Examples
    --------
    >>> page().splitlines()[0], "| numpy |" in page()
    ('# Licences · 许可', True)
    """
    others = [
        f"| {name} | {about['licence']} | {'<br>'.join(about[each] for each in LANGUAGES)} |"
        for name, about in TEXTS["others"].items()
    ]
    packages = [f"| {name} | {', '.join(versions)} | {licence(name)} |" for name, versions in locked().items()]
    return "\n".join(
        [
            *(of(each).word(TEXTS["page"], "head") for each in LANGUAGES),
            of("en").word(TEXTS["page"], "others"),
            "",
            "| name · 名称 | licence · 许可 | use · 用途 |",
            "|---|---|---|",
            *others,
            "",
            of("en").word(TEXTS["page"], "packages"),
            "",
            "| package · 软件包 | version · 版本 | licence · 许可 |",
            "|---|---|---|",
            *packages,
            "",
        ]
    )


def locked():
    """List the packages of the lock => {name: versions}; there are several where they depend on Python's.

    Examples
    --------
    >>> len(locked()["pandas"])
    1
    """
    found = {}
    for name, version, _ in LOCKED.findall(paths.read_text(paths.root() / "requirements.lock")):
        found.setdefault(name, []).append(version)
    return found


def licence(name):
    """Say under which licence a package is, in its own words: an expression, else its classifiers, else its field.

    Of one that is not installed everywhere alike the licence is known here, so that the page is the same everywhere.

    Examples
    --------
    >>> licence("pandas"), licence("pywinpty")
    ('BSD-3-Clause', 'MIT')
    """
    if name in TEXTS["elsewhere"]:
        return TEXTS["elsewhere"][name]
    said = metadata(name)
    classes = [each.rpartition(" :: ")[2] for each in said.get_all("Classifier") or () if each.startswith("License ::")]
    field = said.get("License", "").partition("\n")[0]
    return said.get("License-Expression") or "; ".join(classes) or field or of("en").word(TEXTS["page"], "unknown")
