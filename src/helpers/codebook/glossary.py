"""The glossary page: the field's terms in Chinese and English, and the words that stand for the tables' codes."""

from helpers import texts
from helpers.language import VOCABULARY, of

TEXTS = texts.load("glossary")


def page(language="en"):
    """Write the glossary page in a language: each term in both, what it means in the reader's.

    Examples
    --------
    >>> page().splitlines()[0], page("zh").splitlines()[0]
    ('# Glossary', '# 术语表')
    """
    say = of(language)
    head = {key: say.word(TEXTS["page"], key) for key in TEXTS["page"]}
    lines = [f"# {head['title']}", "", head["made"], "", head["terms"], "|---|---|---|"]
    for term in TEXTS["terms"].values():
        lines.append(f"| {' | '.join([*say.first(term['name']), say.pick(term['meaning'])])} |")
    for table in TEXTS["codes"]:
        lines += ["", f"## {say.word(TEXTS['codes'], table)}", "", head["codes"], "|---|---|---|"]
        lines += [f"| `{code}` | {' | '.join(say.first(pair))} |" for code, pair in VOCABULARY[table].items()]
    return "\n".join(lines) + "\n"
