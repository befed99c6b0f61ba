"""The glossary page: the field's terms in Chinese and English, and the words that stand for the tables' codes."""

from helpers import texts

TEXTS = texts.load("glossary")
CODES = TEXTS["codes"]


def page():
    """Write the glossary page (docs/glossary.md).

    Examples
    --------
    >>> page().splitlines()[0]
    '# Glossary · 术语表'
    """
    lines = ["# Glossary · 术语表", "", "Made by `make docs`; do not edit.", "", "| 中文 | English | meaning · 含义 |"]
    terms = [(*term["name"], *term["meaning"]) for term in TEXTS["terms"].values()]
    lines += ["|---|---|---|", *(f"| {zh} | {en} | {meaning}<br>{says} |" for en, zh, meaning, says in terms)]
    for title, table in CODES.items():
        lines += ["", f"## {title}", "", "| code | English | 中文 |", "|---|---|---|"]
        lines += [f"| `{code}` | {en} | {zh} |" for code, (en, zh) in table.items()]
    return "\n".join(lines) + "\n"
