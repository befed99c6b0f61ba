"""What a reader's language decides: words, numbers, units, targets and marks, in English and Chinese."""

from functools import cache

from helpers import texts
from helpers.errors import InputError

LANGUAGES = ("en", "zh")
BOTH = "both"
MYRIADS = ((100_000_000, "亿"), (10_000, "万"))
"""How Chinese counts large numbers of people and money."""
BOUNDS = {">=": "≥ ", "<=": "≤ ", "~": "≈ "}
CHANGES = ("step_per_year", "rate_per_year", "non_decrease")
"""Kinds of targets whose numbers are changes a year."""

VOCABULARY = texts.load("vocabulary") | {
    "terms": {
        key: pair
        for subject in ("charts", "tables", "takeaways", "whatif")
        for key, pair in texts.load(subject)["terms"].items()
    }
}
MARKS = texts.load("typography")["marks"]


@cache
def of(language):
    """Give the language of a code: en or zh.

    Raises
    ------
    ValueError
        If it is neither.

    Examples
    --------
    >>> of("zh").word("codes", "maintain"), of("en").word("terms", "target")
    ('保持', 'target')
    """
    if language not in LANGUAGES:
        raise ValueError(f"language is {' or '.join(LANGUAGES)}, not {language!r}")
    return Language(language)


def several(asked):
    """Read which languages an option asks for: en, zh or both.

    Raises
    ------
    InputError
        If it is none of them.

    Examples
    --------
    >>> several("both"), several("zh")
    (('en', 'zh'), ('zh',))
    """
    if asked not in (*LANGUAGES, BOTH):
        raise InputError(f"language {asked!r} is not known", f"use {', '.join(LANGUAGES)} or {BOTH}")
    return LANGUAGES if asked == BOTH else (asked,)


class Language(str):
    """A language that people read; as a text it is its code, en or zh.

    The marks of `texts/typography.toml` are its attributes: colon, comma, semicolon, enumeration, end, stop, space,
    dash, range, until, percent.
    """

    __slots__ = ()

    def __getattr__(self, name):
        if name not in MARKS:
            raise AttributeError(name)
        return self.pick(MARKS[name])

    @property
    def folder(self):
        """The folder of what is written in this language, with its /: in notebooks, docs and the site.

        Examples
        --------
        >>> of("zh").folder, of("en").folder
        ('zh/', '')
        """
        return "" if self == LANGUAGES[0] else f"{self}/"

    def own(self, name, mark="_"):
        """Name what is there once a language: as it is in the first language, with the language behind it in others.

        Examples
        --------
        >>> of("zh").own("title"), of("en").own("title"), of("zh").own("README", ".")
        ('title_zh', 'title', 'README.zh')
        """
        return name if self == LANGUAGES[0] else f"{name}{mark}{self}"

    def first(self, pair):
        """Put this language's of (English, Chinese) first.

        Examples
        --------
        >>> of("zh").first(("target", "目标"))
        ['目标', 'target']
        """
        return sorted(pair, key=lambda text: text != self.pick(pair))

    def pick(self, pair):
        """Choose from (English, Chinese).

        Examples
        --------
        >>> of("zh").pick(("target", "目标"))
        '目标'
        """
        return pair[LANGUAGES.index(self)]

    def word(self, table, key):
        """Give the text of a key.

        Parameters
        ----------
        table : str or dict
            The name of a table of the vocabulary, such as codes, or a table of texts: {key: (English, Chinese)}.

        Raises
        ------
        KeyError
            If the table does not know the key.

        Examples
        --------
        >>> of("zh").word("verdicts", "achieved"), of("en").word({"a": ("one", "一")}, "a")
        ('已达到', 'one')
        """
        return self.pick((VOCABULARY[table] if isinstance(table, str) else table)[key])

    def say(self, table, key, /, **told):
        """Give the text of a key with what it tells put in.

        Examples
        --------
        >>> of("zh").say({"a": ("{n} of two", "两项中的{n}项")}, "a", n=1)
        '两项中的1项'
        """
        return self.word(table, key).format(**told)

    def known(self, table, key):
        """Give the text of a key, or the key itself where the vocabulary has none, such as a document's own unit.

        Examples
        --------
        >>> of("zh").known("units", "persons"), of("en").known("units", "册"), of("zh").known("statuses", None)
        ('人', '册', '')
        """
        return self.word(table, key) if key in VOCABULARY[table] else key or ""

    def bracketed(self, text):
        """Put a text in brackets, behind what it explains.

        Examples
        --------
        >>> of("en").bracketed("2025"), of("zh").bracketed("2025")
        (' (2025)', '（2025）')
        """
        return self.pick(MARKS["bracketed"]).format(text)

    def titled(self, title):
        """Write the title of a document, in Chinese in title marks where it has none and is no name in Latin letters.

        Examples
        --------
        >>> of("zh").titled("教育规划"), of("zh").titled("《教育规划》草案"), of("en").titled("Plan")
        ('《教育规划》', '《教育规划》草案', 'Plan')
        >>> of("zh").titled("UNDP HDR，截至2020年"), of("zh").titled("2020年公报")
        ('UNDP HDR，截至2020年', '《2020年公报》')
        """
        named = "《" in title or (title[:1].isascii() and title[:1].isalpha())
        return title if named else self.pick(MARKS["titled"]).format(title)

    def arithmetic(self, written):
        """Set a calculation as this language does: in Chinese without a blank before %.

        Examples
        --------
        >>> of("zh").arithmetic("31 / 1.25 % = 2,480"), of("en").arithmetic("31 / 1.25 %")
        ('31 / 1.25% = 2,480', '31 / 1.25 %')
        """
        return written.replace(" %", self.percent)

    def listed(self, things):
        """Write a list as a sentence does.

        Examples
        --------
        >>> of("en").listed(["a", "b", "c"]), of("zh").listed(["甲", "乙"])
        ('a, b and c', '甲、乙')
        """
        return self.last.join(filter(None, [self.enumeration.join(things[:-1]), *things[-1:]]))

    def span(self, years):
        """Write the first and the last of some years, or the only one; nothing where there is none.

        Examples
        --------
        >>> of("en").span([2030, 2025, 2027]), of("zh").span({2020}), of("en").span([])
        ('2025–2030', '2020', '')
        """
        known = sorted({int(year) for year in years})
        return self.dash.join(map(str, known if len(known) < 3 else (known[0], known[-1])))

    def plural(self, number, one, many=None):
        """Write a number with what is counted; the number alone in Chinese, whose texts have the classifier.

        Examples
        --------
        >>> of("en").plural(1, "goal"), of("en").plural(2, "has", "have"), of("zh").plural(2, "goal")
        ('1 goal', '2 have', '2')
        """
        return str(number) if self == "zh" else f"{number} {one if number == 1 else many or one + 's'}"

    def number(self, value, unit="", signed=False, digits=12):
        """Print a number; people and money in 万 and 亿 in Chinese.

        A published value keeps all its digits; what is computed is cut to as many as `digits` says, but never below
        ones.

        Examples
        --------
        >>> of("en").number(29000, "persons"), of("zh").number(29000, "persons"), of("en").number(60.0, "percent")
        ('29,000', '2.9万', '60')
        >>> of("en").number(12000.5, "yuan"), of("en").number(12345.67, digits=4)
        ('12,000.5', '12,346')
        >>> of("zh").number(1e8, "yuan"), of("zh").number(9_000, "persons")
        ('1亿', '9,000')
        >>> of("en").number(-0.014, "ratio", signed=True)
        '−0.014'
        """
        large = self == "zh" and unit in {"persons", "places", "yuan"}
        power, name = next((pair for pair in MYRIADS if large and abs(value) >= pair[0]), (1, ""))
        shown = value / power
        text = f"{shown:,.0f}" if abs(shown) >= 10**digits else f"{shown:,.{digits}g}"
        text = f"+{text}" if signed and value > 0 else text
        return text.replace("-", "−") + name

    def unit(self, unit):
        """Name a unit; one that the vocabulary does not know is printed as it stands in the document.

        Examples
        --------
        >>> of("zh").unit("persons"), of("en").unit("册"), of("en").unit("")
        ('人', '册', '')
        """
        return self.known("units", unit)

    def status(self, printed):
        """Name the status of a document as source.yml has it; one that is in no list stands as it was written.

        Examples
        --------
        >>> of("zh").status("draft"), of("zh").status("adopted"), of("en").status(None)
        ('草案', 'adopted', '')
        """
        return self.known("statuses", printed)

    def rate_unit(self, unit):
        """Name the unit of a rate.

        Examples
        --------
        >>> of("en").rate_unit("persons_per_year"), of("zh").rate_unit("persons_per_year")
        ('persons a year', '人/年')
        """
        if unit in VOCABULARY["rates"]:
            return self.word("rates", unit)
        return self.word("terms", "rate_of_unit").format(unit=self.unit(unit.removesuffix("_per_year")))

    def with_unit(self, written, unit):
        """Set a unit behind a number as printed by `number`; a ratio is a number alone.

        Examples
        --------
        >>> of("en").with_unit("85", "percent"), of("zh").with_unit("85", "percent")
        ('85 %', '85%')
        >>> of("zh").with_unit("40", "schools"), of("zh").with_unit("2.88万", "places")
        ('40所', '2.88万个学位')
        """
        name = "" if unit == "ratio" else self.unit(unit)
        return f"{written}{self.space}{name}".strip()

    def measured(self, value, unit):
        """Write a number with its unit; a ratio is a number alone.

        Examples
        --------
        >>> of("en").measured(90.9, "percent"), of("en").measured(1.07, "ratio")
        ('90.9 %', '1.07')
        >>> of("zh").measured(90.9, "percent"), of("zh").measured(1e8, "yuan")
        ('90.9%', '1亿元')
        """
        return self.with_unit(self.number(value, unit), unit)

    def bounded(self, low, high, comparator, unit, signed=False):
        """Write a number with its bound, or a range: ≥ 99, 25–27; without a unit.

        Examples
        --------
        >>> of("en").bounded(99.0, None, ">=", "percent"), of("en").bounded(3, 5, "range", "items", signed=True)
        ('≥ 99', '+3–5')
        """
        low, high = ("" if missing(end) else self.number(end, unit, signed) for end in (low, high))
        return f"{low}–{high.lstrip('+')}" if comparator == "range" else f"{BOUNDS.get(comparator, '')}{low or high}"

    def target(self, row):
        """Write a target as every table does: ≥ 99, 25–27; an increment with a plus; a change as one a year.

        Parameters
        ----------
        row : Series or named tuple
            A row of targets: kind, unit, comparator, target_low, target_high and printed, which stands where there is
            no number.

        Examples
        --------
        >>> from types import SimpleNamespace
        >>> step = {"kind": "step_per_year", "unit": "percent", "comparator": "<="}
        >>> step = SimpleNamespace(**step, target_low=None, target_high=-0.5)
        >>> of("en").target(step), of("zh").target(step)
        ('falling by at least 0.5 points a year', '每年下降0.5个百分点以上')
        >>> places = {"kind": "increment", "unit": "places", "comparator": "="}
        >>> of("en").target(SimpleNamespace(**places, target_low=5280.0, target_high=5280.0))
        '+5,280'
        """
        if missing(row.target_low) and missing(row.target_high):
            return row.printed
        unit = "" if missing(row.unit) or row.kind == "rate_per_year" else row.unit
        signed = row.kind == "increment"
        if row.kind in CHANGES and (told := self.yearly(row)):
            return told
        return self.changing(
            self.bounded(row.target_low, row.target_high, row.comparator, unit, signed), row.kind, unit
        )

    def yearly(self, row):
        """Write a change asked for every year, with its direction and bound; '' where it has no one direction.

        Examples
        --------
        >>> from types import SimpleNamespace
        >>> rise = {"kind": "rate_per_year", "unit": "yuan", "comparator": "~", "target_low": 10.0, "target_high": 10.0}
        >>> of("en").yearly(SimpleNamespace(**rise)), of("zh").yearly(SimpleNamespace(**rise))
        ('rising by about 10 % a year', '每年增长10%左右')
        >>> fall = {"kind": "step_per_year", "unit": "percent", "comparator": ">=", "target_low": -1}
        >>> fall = SimpleNamespace(**fall, target_high=None)
        >>> of("en").yearly(fall), of("zh").yearly(fall)
        ('falling by at most 1 point a year', '每年下降不超过1个百分点')
        """
        ends = [end for end in (row.target_low, row.target_high) if not missing(end)]
        ends = ends if row.comparator == "range" else ends[:1]
        falls = max(ends) < 0
        if not falls and min(ends) <= 0:
            return ""
        unit = "percent" if row.kind == "rate_per_year" else {"percent": "points"}.get(row.unit, row.unit)
        size = self.range.join(dict.fromkeys(self.number(end, unit) for end in sorted(map(abs, ends))))
        one = self == "en" and size == "1" and unit != "percent"  # units are in the plural
        if not one:
            size = self.with_unit(size, unit)
        elif unit == "points":
            size = self.word("terms", "one_point")
        bounds = {"~": "about", ("<=" if falls else ">="): "least", (">=" if falls else "<="): "most"}
        family = {"percent": "rate", "points": "points"}.get(unit, "number")
        verb = self.word("terms", f"yearly_{'fall' if falls else 'rise'}_{family}")
        return self.say("terms", f"yearly_{bounds.get(row.comparator, 'just')}", verb=verb, size=size)

    def changing(self, written, kind, unit):
        """Say of a change that it is one a year; in points or percent where the unit column says another thing.

        Examples
        --------
        >>> of("en").changing("−0.5", "step_per_year", "percent"), of("en").changing("99", "level", "percent")
        ('−0.5 points a year', '99')
        """
        if kind not in CHANGES:
            return written
        own = " %" if kind == "rate_per_year" else ""
        if not own and unit == "percent":
            own = self.space + self.word("units", "points")
        return self.word("terms", "tabular_change").format(value=f"{written}{own}")

    def pace(self, value, unit, digits=3):
        """Write a pace with its unit, as a sentence does.

        Parameters
        ----------
        unit : str
            As in the column unit of required_growth: points_per_year, percent_per_year, persons_per_year, …

        Examples
        --------
        >>> of("en").pace(0.378, "years_per_year"), of("zh").pace(0.378, "years_per_year")
        ('+0.378 years of schooling a year', '每年增加0.378年')
        >>> of("zh").pace(-2.5, "classes_per_year"), of("zh").pace(2.07, "percent_of_gap_per_year")
        ('每年减少2.5个班', '每年缩小剩余差距的2.07%')
        """
        signed = self.number(value, signed=True, digits=digits)
        if self == "en":
            return f"{signed} {self.rate_unit(unit)}"
        size = self.number(abs(value), digits=digits)
        if unit == "percent_of_gap_per_year" and value >= 0:
            return f"每年缩小剩余差距的{size}%"
        if unit == "logits_per_year":
            return f"对数几率每年{'减少' if value < 0 else '增加'}{size}"
        if unit in {"log_percent_per_year", "percent_of_gap_per_year"}:
            return f"{signed} {self.rate_unit(unit)}"
        verb = ("增长", "下降") if unit == "percent_per_year" else ("增加", "减少")
        own = {"points_per_year": "个百分点", "percent_per_year": "%", "ratio_per_year": ""}.get(unit)
        own = self.unit(unit.removesuffix("_per_year")) if own is None else own
        return f"每年{verb[int(value < 0)]}{size}{own}"

    def five_year_plan(self, number):
        """Name a five-year plan of the nation, from the third to the nineteenth.

        Examples
        --------
        >>> of("en").five_year_plan(14), of("zh").five_year_plan(9), of("zh").five_year_plan(10)
        ('14th FYP', '“九五”', '“十五”')
        """
        if self == "en":
            return f"{number}{'rd' if number == 3 else 'th'} FYP"
        return f"“{'十' * (number >= 10)}{' 一二三四五六七八九'[number % 10].strip()}五”"

    def in_unit(self, name, unit):
        """Name a panel by its indicator and its unit.

        Examples
        --------
        >>> of("en").in_unit("retention rate", "percent"), of("zh").in_unit("巩固率", "percent")
        ('retention rate (%)', '巩固率（%）')
        """
        return f"{name}{self.bracketed(self.unit(unit))}"


def step_unit(unit):
    """Name the unit of a change: of a percentage it is points.

    Examples
    --------
    >>> step_unit("percent"), step_unit("classes")
    ('points', 'classes')
    """
    return "points" if unit == "percent" else unit


def missing(value):
    """Tell whether a number is not there: None or NaN.

    Examples
    --------
    >>> missing(None), missing(float("nan")), missing(0.0)
    (True, True, False)
    """
    return value is None or value != value


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
