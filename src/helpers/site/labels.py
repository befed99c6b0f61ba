"""The words of the site that are not computed from tables, in English and Chinese, and what stands around a page."""

from helpers import paths, texts
from helpers.codebook import source
from helpers.language import LANGUAGES, of

CODES = {"en": "en", "zh": "zh-CN"}
"""What a page says of its language in HTML."""
HOMES = {language: f"{of(language).folder}index" for language in LANGUAGES}
"""The first page of each language."""
TEXTS = texts.load("site")
CHAPTERS = TEXTS["chapters"]
"""What a notebook is called in the navigation; one that has no name here keeps its own."""
SAYS = TEXTS["says"]
HERE = ("index", "search", "cite", "run")
"""Pages that are written here in each language, beside those of docs."""
PICTURES = {asks: TEXTS[f"pictures_{asks}"] for asks in ("promised", "ambition", "sums", "kept")}
"""The names of figures, in the order of the questions; those that no table has come last."""
AROUND = ("skip", "contents", "search", "plans")


def say(key, language):
    """Give a phrase of the site in a language.

    Examples
    --------
    >>> say("plans", "en"), say("plans", "zh")
    ('Plans', '规划')
    """
    return SAYS[key][LANGUAGES.index(language)]


def language_of(page):
    """Tell in which language a page is, from its place.

    Examples
    --------
    >>> language_of("zh/methods"), language_of("en/figures"), language_of("methods")
    ('zh', 'en', 'en')
    """
    return next((language for language in LANGUAGES if page.startswith(f"{language}/")), LANGUAGES[0])


def at(name, language):
    """Give the place of a page that is no plan's: that of the language, or the English one where there is no other.

    Examples
    --------
    >>> at("methods", "zh"), at("validation", "zh"), at("cite", "en")
    ('zh/methods', 'validation', 'cite')
    """
    own = f"{of(language).folder}{name}"
    return own if name in HERE or is_written(own) else name


def is_written(page):
    """Tell whether a page is one of docs, or written here in each language.

    Examples
    --------
    >>> is_written("zh/methods"), is_written("cite"), is_written("figures")
    (True, True, False)
    """
    return page in HERE or (paths.root() / f"docs/{page}.md").exists()


def titled(name, language):
    """Name such a page; one that is not in the language says so.

    Examples
    --------
    >>> titled("methods", "zh"), titled("validation", "zh"), titled("validation", "en")
    ('方法', '验证（英文）', 'Validation')
    """
    return f"{say(name, language)}{say('in_english', language) if language_of(at(name, language)) != language else ''}"


def chapter(notebook, language):
    """Name a notebook as the navigation does.

    Examples
    --------
    >>> chapter("03-required-growth", "zh"), chapter("09-new", "en")
    ('所需增速', '09-new')
    """
    return of(language).word(CHAPTERS, notebook) if notebook in CHAPTERS else notebook


def picture(figure, language):
    """Name a figure in a few words; one that has no name here keeps that of its files.

    Examples
    --------
    >>> picture("scorecard", "zh"), picture("a-new-one", "en")
    ('进展一览', 'a-new-one')
    """
    names = {name: text for table in PICTURES.values() for name, text in table.items()}
    return of(language).word(names, figure) if figure in names else figure


def asked(figure):
    """Tell which question a figure answers: promised, ambition, sums or kept; "" where that is not known.

    Examples
    --------
    >>> asked("cohorts"), asked("a-new-one")
    ('sums', '')
    """
    return next((asks for asks, table in PICTURES.items() if figure in table), "")


def about(page):
    """Say what stands around a page: its language, its first page, the navigation, and the other pages of its plan.

    Examples
    --------
    >>> found = about("zh/plans/yunyang-14fyp/index")
    >>> found["language"], found["search_page"], found["siblings"][1]
    ('zh', 'zh/search.html', ('zh/plans/yunyang-14fyp/01-clean.html', '承诺了什么'))
    """
    from helpers.site import chapters

    language, parts = language_of(page), page.split("/")
    entries = [(f"{HOMES[language]}.html#{language}-plans", say("plans", language))]
    entries += [
        (f"{language}/{name}.html", say(f"nav_{name}", language)) for name in ("figures", "findings", "downloads")
    ]
    entries += [(f"{language}/cases/index.html", say("cases", language))] if _has_cases() else []
    entries += [(f"{at(name, language)}.html", titled(name, language)) for name in ("methods", "glossary")]
    siblings = []
    if parts[1:2] == ["plans"]:
        own = f"{language}/plans/{parts[2]}"
        siblings = [(f"{own}/index.html", source.region(source.read(parts[2]), language))]
        siblings += [(f"{own}/{name}.html", chapter(name, language)) for name in chapters.names(parts[2])]
        siblings += [(f"{own}/traces.html", say("traces", language))]
    return {
        "language": language,
        "home": f"{HOMES[language]}.html",
        "search_page": f"{at('search', language)}.html",
        "say": {key: say(key, language) for key in AROUND},
        "entries": entries,
        "siblings": siblings,
    }


def _has_cases():
    from helpers.teaching import classroom

    return bool(classroom.cases())
