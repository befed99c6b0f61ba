"""Publication tables as HTML pages and as LaTeX, made with great-tables."""

import hashlib
import html
import re

from great_tables import GT
from IPython.display import HTML

from helpers import paths, report, tabular
from helpers.codebook import schema, source
from helpers.language import VOCABULARY, of
from helpers.tabular import cells, latex, look, remarks

TABLES = {"targets": (), "growth": ("required_growth",), "progress": ("progress",)}
TABLES |= {"findings": ("findings", "indicators")}
"""The kinds of tables, and what each reads beside the targets."""
TEXTS = ("indicator", "unit", "kind", "nature", "locator", "pace_unit", "verdict", "remarks")
TEXTS += ("first", "second", "why")
"""Columns of words; all others hold numbers and stand to the right."""


def save(kind, plan, about, language="en", chosen=None, **known):
    """Write figures/<plan>/table-<kind>-<language>.html and .tex => the table, for a notebook to show.

    Parameters
    ----------
    kind : str
        targets, growth, progress or findings.
    plan : str
        A plan with processed tables.
    about : dict
        Its source.yml.
    language : str
        en or zh.
    chosen : sequence of str, optional
        The target_ids to show; all by default.
    **known : DataFrame
        Tables by name that are not read, for they are known, such as findings in the reader's language.

    Returns
    -------
    HTML
        What a notebook shows: the same in every front end.

    Raises
    ------
    InputError
        If a table that it reads is not there.
    ValueError
        If `kind` is none of these.

    Examples
    --------
    >>> from helpers.codebook import source
    >>> save("forecast", "yunyang-14fyp", source.read("yunyang-14fyp"))
    Traceback (most recent call last):
    ValueError: kind is targets, growth, progress, findings, not 'forecast'
    """
    if kind not in TABLES:
        raise ValueError(f"kind is {', '.join(TABLES)}, not {kind!r}")
    names = ("targets", *TABLES[kind])
    frame = getattr(tabular, kind)(*(known[name] if name in known else schema.load(name, plan) for name in names))
    if chosen is not None:
        frame = frame[frame["target_id"].isin(chosen)].reset_index(drop=True)
    shown = getattr(cells, kind)(frame, language)
    title, subtitle = heading(kind, frame, about, language)
    notes = [*remarks.under(frame, shown, language), report.credits([about], language, "table")]
    made = table(shown, title, subtitle, notes, language)
    columns, label = [name for name in shown if name != "group"], f"tab:{plan}-{kind}-{language}"
    file = paths.figures(plan) / f"table-{kind}-{language}"
    body = markup(made)
    paths.write(file.with_suffix(".html"), page(body, title, language))
    paths.write(file.with_suffix(".tex"), latex.longtable(made, columns, TEXTS, label))
    return HTML(body)


def heading(kind, frame, about, language="en"):
    """Write title and subtitle: the place, what the table is of, and its years.

    Examples
    --------
    >>> plan = "yunyang-14fyp"
    >>> frame = tabular.targets(schema.load("targets", plan))
    >>> heading("targets", frame, source.read(plan), "zh")
    ('云阳县：规划目标', '2020年基期，2024—2025年目标')
    """
    title = of(language).say("terms", f"tabular_title_{kind}", place=source.region(about, language))
    if kind == "findings":
        counts = frame["group"].value_counts(sort=False)
        told = [f"{of(language).word('severities', name)}{of(language).colon}{n}" for name, n in counts.items()]
        return title, cells.capital(of(language).comma.join(told))
    end = of(language).span(frame["target_year"].dropna()) or about["target_year"]
    return title, of(language).say("terms", "tabular_years", start=about["baseline_year"], end=end)


def table(shown, title, subtitle, notes, language="en"):
    """Lay out written cells as a table, its rows grouped.

    Parameters
    ----------
    shown : DataFrame
        From `helpers.tabular.cells`; without a row the table says so.
    title, subtitle : str
    notes : list of str
        What stands below, a line each.

    Returns
    -------
    great_tables.GT
        With a name made from the content: two runs give the same bytes.

    Examples
    --------
    >>> import pandas as pd
    >>> made = table(pd.DataFrame({"group": ["Other"], "indicator": ["A"], "goal": ["≥ 99"]}), "T", "S", [])
    >>> made.as_raw_html() == made.as_raw_html(), "≥ 99</td>" in made.as_raw_html()
    (True, True)
    """
    if shown.empty:
        nothing = dict.fromkeys(shown, "") | {"indicator": of(language).word("terms", "none")}
        shown = shown.reindex([0]).assign(**nothing).drop(columns="group")
    content = "\n".join([shown.to_csv(index=False), title, subtitle, *notes])
    name = f"t{hashlib.sha256(content.encode()).hexdigest()[:8]}"
    made = GT(shown, rowname_col="indicator", groupname_col="group" if "group" in shown else None, id=name)
    words_in = [column for column in shown if column in TEXTS]
    numbers = [column for column in shown if column not in (*TEXTS, "group")]
    labels = {column: cells.capital(label) for column, label in headings(language).items() if column in shown}
    made = made.tab_header(title, subtitle).tab_stubhead(labels.pop("indicator")).cols_label(**labels)
    made = made.cols_align("left", words_in).cols_align("right", numbers).tab_options(**look.OPTIONS)
    for note in notes:
        made = made.tab_source_note(note)
    return made.opt_css(look.CSS.format(id=name))


def headings(language="en"):
    """Give the heading of every column that a publication table may have => {column: heading}.

    Examples
    --------
    >>> headings()["verdict"], headings("zh")["pace"]
    ('verdict', '每年所需变化')
    """
    declared = schema.headings([field["name"] for field in schema.fields("targets")], language)
    declared |= schema.headings([field["name"] for field in schema.fields("progress")], language)
    own = {
        key.removeprefix("tabular_"): of(language).word("terms", key)
        for key in VOCABULARY["terms"]
        if key.startswith("tabular_")
    }
    return declared | own


def page(body, title, language="en"):
    """Make a page of a table, from `markup`, that asks nothing of any other server.

    Examples
    --------
    >>> import pandas as pd
    >>> shown = pd.DataFrame({"group": ["Other"], "indicator": ["A < B"], "goal": ["≥ 99"]})
    >>> text = page(markup(table(shown, "T", "S", ["Source: R & D"])), "T")
    >>> text.splitlines()[1], "A &lt; B" in text, "Source: R &amp; D" in text
    ('<html lang="en">', True, True)
    """
    lang = {"zh": "zh-CN"}.get(language, language)
    head = f'<meta charset="utf-8">\n<title>{html.escape(title)}</title>'
    body = f"<body>\n{body}\n</body>"
    return f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n{head}\n</head>\n{body}\n</html>\n'


def markup(made):
    """Write a table as HTML without the blanks at the ends of lines, which would only make diffs, and without formulas.

    Examples
    --------
    >>> import pandas as pd
    >>> markup(table(pd.DataFrame({"indicator": ["A"], "goal": ["≥ 99"]}), "T", "S", [])).count("≥ 99</td>")
    1
    """
    text = made.as_raw_html().replace('<table class="', '<table class="mathjax_ignore ', 1)
    return re.sub(r"[ \t]+$", "", text, flags=re.M)
