"""The words of promises, from patterns.toml: each list as one expression, the longest word first."""

import re
import tomllib
from functools import cache
from pathlib import Path

ALL = tomllib.loads((Path(__file__).parent / "patterns.toml").read_text(encoding="utf-8"))


@cache
def any_of(*names):
    """Join lists of patterns.toml => the source of an expression, the longest word first."""
    return _longest(word for name in names for word in ALL[name])


def _longest(words):
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


@cache
def found(name, where="{}"):
    """Compile a list of patterns.toml within `where`, such as '{}$' => a compiled expression."""
    return re.compile(where.format(any_of(name)))


@cache
def in_english(name, where="{}"):
    """Compile a list of the English words within `where`; they stand as whole words, in any case."""
    return re.compile(where.format(rf"\b{_longest(ALL['english'][name])}\b"), re.IGNORECASE)
