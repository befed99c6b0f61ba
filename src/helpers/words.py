"""The few words that figures, tables and sentences share, in English and Chinese."""

import re

from helpers import texts

LANGUAGES = ("en", "zh")
BOUNDS = {">=": "≥ ", "<=": "≤ ", "~": "≈ "}
CHANGES = ("step_per_year", "rate_per_year", "non_decrease")
"""Kinds of targets whose numbers are changes a year."""

VOCABULARY = texts.load("vocabulary")
UNITS = VOCABULARY["units"]
RATES = VOCABULARY["rates"]
METHODS = VOCABULARY["methods"]
CODES = VOCABULARY["codes"]
VERDICTS = VOCABULARY["verdicts"]
FLAGS = VOCABULARY["flags"]
EVIDENCE = VOCABULARY["evidence"]
PATHS = VOCABULARY["paths"]
KINDS = VOCABULARY["kinds"]
FAMILIES = VOCABULARY["families"]
MODELS = VOCABULARY["models"]
SCALES = VOCABULARY["scales"]
STAGES = VOCABULARY["stages"]
SEVERITIES = VOCABULARY["severities"]
RULES = VOCABULARY["rules"]
STATUSES = VOCABULARY["statuses"]
"""Of a document, as source.yml names it."""
NATURES = VOCABULARY["natures"]
TERMS = (
    texts.load("charts")["terms"]
    | texts.load("tables")["terms"]
    | texts.load("takeaways")["terms"]
    | texts.load("whatif")["terms"]
)


def word(table, key, language):
    """Give a word in the language asked for.

    Raises
    ------
    KeyError
        If the table does not know the key.

    Examples
    --------
    >>> word(CODES, "maintain", "zh"), word(TERMS, "target", "en")
    ('保持', 'target')
    """
    return table[key][LANGUAGES.index(language)]


def unit_name(unit, language):
    """Name a unit; one that the list does not know is printed as it stands in the document.

    Examples
    --------
    >>> unit_name("persons", "zh"), unit_name("册", "en"), unit_name("", "en")
    ('人', '册', '')
    """
    return word(UNITS, unit, language) if unit in UNITS else unit


def status(printed, language):
    """Name the status of a document as source.yml has it; one that is in no list stands as it was written.

    Examples
    --------
    >>> status("draft", "zh"), status("adopted", "zh"), status(None, "en")
    ('草案', 'adopted', '')
    """
    return word(STATUSES, printed, language) if printed in STATUSES else printed or ""


def rate_unit(unit, language):
    """Name the unit of a rate: 'persons_per_year' => 'persons a year', '人/年'.

    Examples
    --------
    >>> rate_unit("persons_per_year", "en"), rate_unit("persons_per_year", "zh")
    ('persons a year', '人/年')
    """
    if unit in RATES:
        return word(RATES, unit, language)
    own = unit_name(unit.removesuffix("_per_year"), language)
    return f"{own} a year" if language == "en" else f"{own}/年"


def with_unit(written, unit, language):
    """Set a unit behind a number as printed by `number`; a ratio is a number alone.

    Examples
    --------
    >>> with_unit("85", "percent", "en"), with_unit("85", "percent", "zh"), with_unit("1.07", "ratio", "en")
    ('85 %', '85%', '1.07')
    >>> with_unit("40", "schools", "zh"), with_unit("2.88万", "places", "zh")
    ('40 所', '2.88万个学位')
    """
    name = "" if unit == "ratio" else unit_name(unit, language)
    myriad = written.endswith(tuple(name for _, name in MYRIADS))
    close = language == "zh" and (name in "%‰" or name.startswith("个") or myriad)
    return f"{written}{'' if close else ' '}{name}".strip()


def measured(value, unit, language):
    """Write a number with its unit; a ratio is a number alone.

    Examples
    --------
    >>> measured(90.9, "percent", "en"), measured(1.07, "ratio", "en")
    ('90.9 %', '1.07')
    >>> measured(90.9, "percent", "zh"), measured(1e8, "yuan", "zh")
    ('90.9%', '1亿元')
    """
    return with_unit(number(value, unit, language), unit, language)


def bounded(low, high, comparator, unit, language, signed=False):
    """Write a number with its bound, or a range: ≥ 99, 25–27; without a unit.

    Examples
    --------
    >>> bounded(99.0, None, ">=", "percent", "en"), bounded(3, 5, "range", "items", "en", signed=True)
    ('≥ 99', '+3–5')
    """
    low, high = ("" if missing(end) else number(end, unit, language, signed) for end in (low, high))
    return f"{low}–{high.lstrip('+')}" if comparator == "range" else f"{BOUNDS.get(comparator, '')}{low or high}"


def target(row, language):
    """Write a target as every table does: ≥ 99, 25–27; an increment with a plus; a change as one a year, with its unit.

    Parameters
    ----------
    row : Series or named tuple
        A row of targets: kind, unit, comparator, target_low, target_high and printed, which stands where there is no
        number.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> step = {"kind": "step_per_year", "unit": "percent", "comparator": "<=", "target_low": None, "target_high": -0.5}
    >>> target(SimpleNamespace(**step), "en"), target(SimpleNamespace(**step), "zh")
    ('≤ −0.5 points a year', '每年 ≤ −0.5个百分点')
    >>> sum_ = {"kind": "increment", "unit": "places", "comparator": "=", "target_low": 5280.0, "target_high": 5280.0}
    >>> target(SimpleNamespace(**sum_), "en")
    '+5,280'
    """
    if missing(row.target_low) and missing(row.target_high):
        return row.printed
    unit = "" if missing(row.unit) or row.kind == "rate_per_year" else row.unit
    signed = row.kind == "increment"
    written = bounded(row.target_low, row.target_high, row.comparator, unit, language, signed)
    return changing(written, row.kind, unit, language)


def changing(written, kind, unit, language):
    """Say of a change that it is one a year; in points or percent where the unit column says another thing.

    Examples
    --------
    >>> changing("−0.5", "step_per_year", "percent", "en"), changing("99", "level", "percent", "en")
    ('−0.5 points a year', '99')
    """
    if kind not in CHANGES:
        return written
    own = " %" if kind == "rate_per_year" else ""
    if not own and unit == "percent":
        own = f"{' ' if language == 'en' else ''}{word(UNITS, 'points', language)}"
    return word(TERMS, "tabular_change", language).format(value=f"{written}{own}")


def pace(value, unit, language, digits=3):
    """Write a pace with its unit, as a sentence does.

    Parameters
    ----------
    unit : str
        As in the column unit of required_growth: points_per_year, percent_per_year, persons_per_year, …

    Examples
    --------
    >>> pace(0.378, "years_per_year", "en"), pace(0.378, "years_per_year", "zh")
    ('+0.378 years of schooling a year', '每年增加0.378年')
    >>> pace(-2.5, "classes_per_year", "zh"), pace(2.07, "percent_of_gap_per_year", "zh")
    ('每年减少2.5个班', '每年缩小剩余差距的2.07%')
    """
    if language == "en":
        return f"{number(value, '', 'en', signed=True, digits=digits)} {rate_unit(unit, 'en')}"
    size = number(abs(value), "", "zh", digits=digits)
    if unit == "percent_of_gap_per_year" and value >= 0:
        return f"每年缩小剩余差距的{size}%"
    if unit == "logits_per_year":
        return f"对数几率每年{'减少' if value < 0 else '增加'}{size}"
    if unit in {"log_percent_per_year", "percent_of_gap_per_year"}:
        return f"{number(value, '', 'zh', signed=True, digits=digits)} {rate_unit(unit, 'zh')}"
    verb = ("增长", "下降") if unit == "percent_per_year" else ("增加", "减少")
    own = {"points_per_year": "个百分点", "percent_per_year": "%", "ratio_per_year": ""}.get(unit)
    own = unit_name(unit.removesuffix("_per_year"), "zh") if own is None else own
    return f"每年{verb[int(value < 0)]}{size}{own}"


def missing(value):
    """Tell whether a number is not there: None or NaN.

    Examples
    --------
    >>> missing(None), missing(float("nan")), missing(0.0)
    (True, True, False)
    """
    return value is None or value != value


def in_unit(name, unit, language):
    """Name a panel by its indicator and its unit.

    Examples
    --------
    >>> in_unit("retention rate", "percent", "en"), in_unit("巩固率", "percent", "zh")
    ('retention rate (%)', '巩固率（%）')
    """
    said = unit_name(unit, language)
    return f"{name}（{said}）" if language == "zh" else f"{name} ({said})"


def of_ratio(value):
    """Write R with its name: 'R = 0.80', 'R > 10'.

    Examples
    --------
    >>> of_ratio(0.8049), of_ratio(25.96)
    ('R = 0.80', 'R > 10')
    """
    return f"R = {ratio(value)}".replace("= >", ">")


def ratio(value):
    """Print an observed over a required pace; one beyond ten only says so.

    Examples
    --------
    >>> ratio(0.8049), ratio(25.96), ratio(-3.33)
    ('0.80', '> 10', '−3.33')
    """
    return "> 10" if value > 10 else f"{value:.2f}".replace("-", "−")


MYRIADS = ((100_000_000, "亿"), (10_000, "万"))
"""How Chinese counts large numbers of people and money."""


def number(value, unit, language, signed=False, digits=12):
    """Print a number as a reader of the language expects it; people and money in 万 and 亿 in Chinese.

    A published value keeps all its digits; what is computed is cut to as many as `digits` says, but never below ones.

    Examples
    --------
    >>> number(29000, "persons", "en"), number(29000, "persons", "zh"), number(60.0, "percent", "en")
    ('29,000', '2.9万', '60')
    >>> number(12000.5, "yuan", "en"), number(12345.67, "", "en", digits=4)
    ('12,000.5', '12,346')
    >>> number(1e8, "yuan", "zh"), number(9_000, "persons", "zh")
    ('1亿', '9,000')
    >>> number(-0.014, "ratio", "en", signed=True)
    '−0.014'
    """
    large = language == "zh" and unit in {"persons", "places", "yuan"}
    power, name = next((pair for pair in MYRIADS if large and abs(value) >= pair[0]), (1, ""))
    shown = value / power
    text = f"{shown:,.0f}" if abs(shown) >= 10**digits else f"{shown:,.{digits}g}"
    text = f"+{text}" if signed and value > 0 else text
    return text.replace("-", "−") + name


ACTIVE = re.compile(
    r"[`*_\[\]<>&~^|#@]|(?<=[A-Za-z]):(?=\S)|(?<=www)\.|^[-+=%:(!]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d{3})[.)]|(?<=^\d{4})[.)]"
)
"""What Markdown may take for marks, some of it only at the beginning."""


def verbatim(text):
    r"""Write what a document or a person has printed so that Markdown shows it so: no mark, formula, link or tag in it.

    A dollar sign or a backslash stands alone in a span: JupyterLab looks for formulas in what has become of the text.
    In HTML it is `html.escape` that does this.

    Examples
    --------
    >>> print(verbatim("*a_1* <b> [c](d)\n1 & 2"), verbatim("1. R"), verbatim("$"))
    \*a\_1\* \<b\> \[c\](d) 1 \& 2 1\. R <span>\$</span>
    """
    line = re.sub(r"\s*[\r\n\v\f\x85\u2028\u2029]\s*", " ", str(text)).strip(" \t")
    parts = re.split(r"([$\\])", line)
    return "".join(
        rf"<span>\{part}</span>" if at % 2 else ACTIVE.sub(lambda found: f"\\{found[0]}", part)
        for at, part in enumerate(parts)
    )


def strong(text):
    r"""Write a text in bold in Markdown, which knows the end of bold type in Chinese only after a letter or a figure.

    Examples
    --------
    >>> strong("云阳县"), strong("毛入园率(%)")
    ('**云阳县**', '<strong>毛入园率(%)</strong>')
    """
    shown = verbatim(text)
    return f"**{shown}**" if shown[:1].isalnum() and shown[-1:].isalnum() else f"<strong>{shown}</strong>"
