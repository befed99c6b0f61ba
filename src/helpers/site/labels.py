"""The words of the site that are not computed from tables, in English and Chinese."""

from helpers import texts
from helpers.language import LANGUAGES, of

CODES = {"en": "en", "zh": "zh-CN"}
"""What a page says of its language in HTML."""
TEXTS = texts.load("site")
CHAPTERS = TEXTS["chapters"]
"""What a notebook is called in the navigation; one that has no name here keeps its own."""
SAYS = TEXTS["says"]
FRAME = TEXTS["frame"]
"""What stands around a Chinese page and has no Chinese of its own."""


def say(key, language):
    """Give a phrase of the site in a language.

    Examples
    --------
    >>> say("plans", "en"), say("plans", "zh")
    ('Plans', '规划')
    """
    return SAYS[key][LANGUAGES.index(language)]


def chapter(notebook, language):
    """Name a notebook as the navigation does.

    Examples
    --------
    >>> chapter("03-required-growth", "zh"), chapter("09-new", "en")
    ('所需增速', '09-new')
    """
    return of(language).word(CHAPTERS, notebook) if notebook in CHAPTERS else notebook
