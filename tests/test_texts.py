"""The texts are those that the code asks for, and say the same in both languages."""

import ast
import csv
import importlib
import json
import re
import string
from functools import cache

import pytest
from conftest import PROJECT
from reading import blanks, foreign

from helpers import language, paths, texts
from helpers.codebook import schema, source
from helpers.report import processing
from helpers.runner import run

FOLDER = PROJECT / "src/helpers/texts"
SUBJECTS = sorted(str(file.relative_to(FOLDER).with_suffix("")) for file in FOLDER.rglob("*.toml"))
CODE = {file: ast.parse(file.read_text(encoding="utf-8")) for file in (PROJECT / "src/helpers").rglob("*.py")}
# What the notes of a plan say is in English, and one sentence of a case names two indicators in Chinese only.
OWN = {("sentences", "damaged_figure"), ("sentences", "damaged_label"), ("reading", "example")}


def leaves(value, path=()):
    """Give every text as (path of keys, (English, Chinese))."""
    if isinstance(value, tuple):
        yield path, value
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from leaves(item, (*path, key))


def cells():
    for file in (PROJECT / "notebooks").rglob("*.ipynb"):
        for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                yield ast.parse("".join(cell["source"]))


def declared():
    """List what the declaration, the codebook and the documents may say: keys of the vocabulary."""
    fields = [field for table in schema.package()["resources"] for field in schema.fields(table["name"])]
    listed = {value for field in fields for value in (field["name"], *field.get("constraints", {}).get("enum", ()))}
    with (PROJECT / "data/raw/indicators.csv").open(encoding="utf-8", newline="") as file:
        listed |= {value for row in csv.DictReader(file) for value in (row["unit"], row["family"], row["stage"])}
    return listed | {source.read(plan).get("status") for plan in paths.plans()} | set(run.notebooks())


WHOLE = {
    "glossary": ("codes", "terms"),
    "processing": ("said",),
    "paper": ("answers", "sections", "plain"),
    "site": ("readme", *(f"pictures_{asks}" for asks in ("promised", "ambition", "sums", "kept"))),
}
"""Tables that are read whole."""


@pytest.fixture(scope="module")
def used():
    """Give a function that tells whether a key occurs in the code, whole or as an f-string makes it."""
    nodes = [node for tree in (*CODE.values(), *cells()) for node in ast.walk(tree)]
    whole = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    whole |= {node.attr for node in nodes if isinstance(node, ast.Attribute) and node.attr in language.MARKS}
    whole |= {text.partition(": ")[0] for text in whole} | declared() | {"80", "95", "10", "25"}
    made = set()
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            parts = [re.escape(part.value) if isinstance(part, ast.Constant) else r"(\w+)" for part in node.values]
            made |= {"".join(parts).partition(":\\ ")[0]} if re.search(r"[a-z]_|_[a-z]|:", "".join(parts)) else set()

    @cache
    def occurs(key, depth=2):
        found = (re.fullmatch(pattern, key) for pattern in made) if depth else ()
        return key in whole or any(match and all(occurs(part, depth - 1) for part in match.groups()) for match in found)

    return occurs


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_text_is_asked_for(subject, used):
    keys = {key for path, _ in leaves(texts.load(subject)) for key in path if isinstance(key, str)}
    headings = {heading for table in WHOLE.get(subject, ()) for heading in texts.load(subject)[table]}
    assert not sorted(key for key in keys if not used(key) and key not in headings)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_both_languages_are_filled_in_with_the_same(subject):
    for path, pair in leaves(texts.load(subject)):
        assert all(isinstance(text, str) for text in pair) and any(pair), path
        english, chinese = ({name for _, name, *_ in string.Formatter().parse(text) if name} for text in pair)
        assert english == chinese or path in OWN, path


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_blank_stands_between_a_number_and_chinese(subject):
    texts_zh = [(path, text) for path, (_, text) in leaves(texts.load(subject)) if re.search("[一-鿿]", text)]
    assert [(path, blanks(text)) for path, text in texts_zh if blanks(text)] == []


def test_every_key_that_is_asked_for_is_there():
    asked = 0
    for file, tree in CODE.items():
        name = ".".join(file.relative_to(PROJECT / "src").with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(tree):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if named and node.func.attr in {"word", "known", "say"} and len(node.args) == 2:
                table, keys = node.args[0], list(constants(node.args[1]))
                if keys and re.fullmatch(r"(\w+\.)?[A-Z_]+|'\w+'", ast.unparse(table)):
                    there = eval(ast.unparse(table), vars(importlib.import_module(name)))
                    there = language.VOCABULARY[there] if isinstance(there, str) else there
                    assert set(keys) <= set(there), (name, keys)
                    asked += len(keys)
    assert asked > 100


def constants(node):
    """List the keys that an expression may give, as far as they are written out."""
    if isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)
    elif isinstance(node, ast.Constant):
        yield node.value


def test_what_was_done_to_a_cell_is_told_in_chinese():
    """Whole, what code says and what people noted, and nothing of it in English."""
    noted = language.of("zh").word("terms", "noted_in_english")
    every = {note for name in ("targets", "observations") for note in schema.load(name)["processing"].dropna()}
    assert len(every) > 100
    for note in every:
        told = processing.told(note, "zh")
        assert foreign(told, "zh") == [] and noted not in told, note
        assert processing.told(note) == note
