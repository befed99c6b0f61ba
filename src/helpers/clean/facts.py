"""A printed figure and its definition to one row of a tidy table: an observation or a target."""

from helpers import goals
from helpers.clean import values
from helpers.codebook import indicators

TREND_WORDS = {">=": "up", "<=": "down"}
RATES = ("share", "gross_rate", "cohort_ratio")
"""Families of which a target equal to its baseline asks to be kept; a count or a mean that is there already is met."""


def observation(value, printed, entry, about, *, year, basis, locator, processing=(), **more):
    """Make one row of observations.

    Parameters
    ----------
    value : values.Value or None
        In canonical units; None for a status, which is a word.
    printed : str
        As published.
    entry : dict
        The definition: a row of the codebook.
    about : dict
        The plan's source.yml.
    more : dict
        label_printed; status, year_from, derived, break_before, evidence, document, source and note where they differ
        from a plain published level of the plan's own document.

    Examples
    --------
    >>> from helpers.codebook import source
    >>> from helpers.clean import values
    >>> entry, about = indicators.load().loc["backbone_teachers_trained"].to_dict(), source.read("yunyang-14fyp")
    >>> where = {"year": 2020, "basis": "total", "locator": "第一部分·一·2", "label_printed": "骨干教师"}
    >>> row = observation(values.parse("1986人"), "1986人", entry, about, **where)
    >>> row["value"], row["unit"], row["evidence"]
    (1986.0, 'persons', 'plan')
    """
    document, exact = more.get("document") or about["title_zh"], value is None or value.comparator == "="
    bound = "" if exact else f"{goals.BOUND} ({value.comparator}), not a value to start from"
    return {
        "indicator": entry["indicator"],
        "label_printed": more["label_printed"],
        "year": year,
        "year_from": more.get("year_from"),
        "basis": basis,
        "value": value.number if value else None,
        "halfwidth": halfwidth(value, printed) if value else None,
        "unit": value.unit if basis == "change" else entry["unit"],
        "status": more.get("status", ""),
        "derived": more.get("derived", False),
        "break_before": more.get("break_before", False),
        "evidence": more.get("evidence") or "plan",
        "document": document,
        "source": more.get("source") or document,
        "locator": locator,
        "printed": printed,
        "processing": "; ".join(processing),
        "note": "; ".join(filter(None, [bound, more.get("note")])),
    }


def target(value, printed, entry, base, *, kind="", nature="", processing=(), **places):
    """Make one row of targets; its id and its order are given when all rows are known.

    Parameters
    ----------
    value : values.Value or None
        In canonical units; None where no number is printed.
    printed : str
        As published.
    entry : dict
        The definition: a row of the codebook.
    base : dict or None
        The observation it starts from.
    kind : str
        As transcribed; from the figure where empty.
    places : dict
        label_printed, baseline_year, target_year, origin, document, locator, baseline_printed.

    Examples
    --------
    >>> from helpers.clean import values
    >>> entry = indicators.load().loc["senior_gross_enrolment"].to_dict()
    >>> row = target(values.parse("98.5%以上"), "98.5%以上", entry, {"value": 98.1, "halfwidth": 0.05})
    >>> row["kind"], row["comparator"], row["target_low"], row["target_high"], row["direction"]
    ('level', '>=', 98.5, None, 'up')
    """
    kind = kind or kind_of(value, entry, base)
    rounded = value is not None and (kind == "projection" or value.comparator == "~")
    return {
        "indicator": entry["indicator"],
        "indicator_zh": entry["indicator_zh"],
        "indicator_en": entry["indicator_en"],
        "stage": entry["stage"],
        "unit": entry["unit"],
        "family": entry["family"],
        "direction": direction_of(value, entry, base, kind),
        "baseline": base["value"] if base else None,
        "baseline_halfwidth": base["halfwidth"] if base else None,
        "kind": kind,
        "comparator": value.comparator if value else "",
        "target_low": value.low if value else None,
        "target_high": value.high if value else None,
        "target_halfwidth": None if value is None else halfwidth(value, printed) if rounded else 0.0,
        "nature": nature,
        "printed": printed,
        "processing": "; ".join(processing),
        **places,
    }


def halfwidth(value, printed):
    """Give the half-width of a printed value; a plain zero says that there is nothing, and that is exact.

    Examples
    --------
    >>> [halfwidth(values.parse(cell, "万人"), cell) for cell in ("0.6", "0", "0.0")]
    [500.0, 0.0, 500.0]
    """
    return 0.0 if value.number == 0 and "." not in values.plain(printed) else value.halfwidth


def of(end, done):
    """Say of which end of a target each step was done.

    Examples
    --------
    >>> of("baseline", ["万人 to persons"])
    ['baseline: 万人 to persons']
    """
    return [f"{end}: {step}" for step in done]


def kind_of(value, entry, base):
    """Tell what a target promises, from its grammar, its indicator and the observation it starts from (or None).

    Examples
    --------
    >>> from helpers.clean import values
    >>> share = {"indicator_zh": "毛入园率", "family": "gross_rate", "direction": "up"}
    >>> whole = values.parse("100", "%")
    >>> kind_of(whole, share, {"value": 100}), kind_of(whole, share, None)
    ('maintain', 'level')
    >>> kind_of(values.parse("1", "个"), share | {"family": "count"}, {"value": 1})
    'level'
    """
    if value.kind != "level":
        return value.kind
    if indicators.is_enrolment(entry["indicator_zh"], entry["family"]):
        return "projection"
    if entry["family"] == "ratio" and entry["direction"] == "to_value":
        return "parity"
    kept = base and base["value"] == value.number and entry["family"] in RATES
    return "maintain" if kept else "level"


def direction_of(value, entry, base, kind):
    """Tell which way is better: from the codebook, else the comparator, else baseline against target, else none.

    Examples
    --------
    >>> from helpers.clean import values
    >>> undescribed = {"direction": ""}
    >>> direction_of(values.parse("0", "个"), undescribed, {"value": 31}, "level")
    'down'
    >>> [direction_of(value, undescribed, None, "level") for value in (values.parse("0", "个"), None)]
    ['none', 'none']
    """
    if kind == "projection":
        return "none"
    if isinstance(entry["direction"], str) and entry["direction"]:
        return entry["direction"]
    if value is None:
        return "none"
    if value.comparator in TREND_WORDS:
        return TREND_WORDS[value.comparator]
    if base and value.comparator == "=" and base["value"] != value.number:
        return "up" if value.number > base["value"] else "down"
    return "none"
