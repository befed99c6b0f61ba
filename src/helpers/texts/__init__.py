"""Every text that people read, English and Chinese side by side under one key: a small TOML file a subject."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def load(subject):
    """Read the texts of a subject => {table: {key: (English, Chinese)}}, lists of such pairs among them.

    Parameters
    ----------
    subject : str
        The name of a file of this folder without its ending, such as vocabulary or cases/preschool-enrolment.

    Examples
    --------
    >>> load("vocabulary")["units"]["persons"]
    ('persons', '人')
    """
    text = (Path(__file__).parent / f"{subject}.toml").read_text(encoding="utf-8")
    return {key: _pairs(value) for key, value in tomllib.loads(text).items()}


def _pairs(value):
    if isinstance(value, dict):
        if value.keys() == {"en", "zh"}:
            return value["en"], value["zh"]
        return {key: _pairs(item) for key, item in value.items()}
    return [_pairs(item) for item in value] if isinstance(value, list) else value
