"""A printed figure and its definition to one row of a tidy table: an observation or a target."""

from helpers import codebook

TREND_WORDS = {">=": "up", "<=": "down"}
BOUND = "a bound"


def observation(value, printed, entry, about, *, year, basis, locator, processing=(), **more):
    """Make one row of observations.

    Parameters
    ----------
    value : values.Value
        In canonical units.
    printed : str
        As published.
    entry : dict
        The definition: a row of the codebook.
    about : dict
        The plan's source.yml.
    more : dict
        year_from, derived, break_before, evidence, document, source and note where they differ from a plain published
        level of the plan's own document.

    Examples
    --------
    >>> from helpers import source, values
    >>> entry, about = codebook.load().loc["backbone_teachers_trained"].to_dict(), source.read("yunyang-14fyp")
    >>> where = {"year": 2020, "basis": "total", "locator": "第一部分·一·2"}
    >>> row = observation(values.parse("1986人"), "1986人", entry, about, **where)
    >>> row["value"], row["unit"], row["evidence"]
    (1986.0, 'persons', 'plan')
    """
    document = more.get("document") or about["title_zh"]
    bound = "" if value.comparator == "=" else f"{BOUND} ({value.comparator}), not a value to start from"
    return {
        "indicator": entry["indicator"],
        "year": year,
        "year_from": more.get("year_from"),
        "basis": basis,
        "value": value.number,
        "halfwidth": value.halfwidth,
        "unit": value.unit if basis == "change" else entry["unit"],
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
    >>> from helpers import values
    >>> entry = codebook.load().loc["senior_gross_enrolment"].to_dict()
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
        "target_halfwidth": None if value is None else value.halfwidth if rounded else 0.0,
        "nature": nature,
        "printed": printed,
        "processing": "; ".join(processing),
        **places,
    }


def starts(observations):
    """Pick the levels that a target may start from => {(indicator, year): row}; a printed one before a derived one.

    Examples
    --------
    >>> common = {"indicator": "a", "year": 2020, "basis": "level", "note": ""}
    >>> rows = [common | {"value": 1.25, "derived": True}, common | {"value": 1.3, "derived": False}]
    >>> starts(rows)["a", 2020]["value"]
    1.3
    >>> starts([common | {"value": 99.0, "derived": False, "note": "a bound (>=), not a value to start from"}])
    {}
    """
    levels = [row for row in observations if row["basis"] == "level" and not row["note"].startswith(BOUND)]
    picked = {}
    for row in sorted(levels, key=lambda row: row["derived"]):
        picked.setdefault((row["indicator"], row["year"]), row)
    return picked


def start(known, entry, year):
    """Find the observation that a target starts from, among `starts` => (row or None, what to say of it).

    Examples
    --------
    >>> row = {"value": 90.9, "derived": False, "locator": "第一部分·一·3"}
    >>> start({("a", 2020): row}, {"indicator": "a"}, 2020)[1]
    ['90.9 is the observation of 第一部分·一·3']
    """
    base = known.get((entry["indicator"], year))
    said = f"{base['value']:.12g} is the {'derived ' * base['derived']}observation of {base['locator']}" if base else ""
    return base, [said] if base else []


def of(end, done):
    """Say of which end of a target each step was done.

    Examples
    --------
    >>> of("baseline", ["万人 to persons"])
    ['baseline: 万人 to persons']
    """
    return [f"{end}: {step}" for step in done]


def once(targets):
    """Keep one occurrence of each target: the first, which is the official table's where the table has it.

    Examples
    --------
    >>> from helpers import schema
    >>> targets = schema.load("targets", "yunyang-14fyp")
    >>> len(once(targets)) < len(targets), once(targets)["target_id"].str.contains("#").any()
    (True, np.False_)
    """
    return targets[~targets["target_id"].str.contains("#")]


def names(targets, language, dated=False):
    """Name targets by their indicator, and by their year where the indicator has several, or all are to be `dated`.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"indicator": ["a", "a", "b"], "target_year": [2030, 2035, 2035]})
    >>> names(rows.assign(indicator_en=["share", "share", "rate"]), "en")
    ['share, 2030', 'share, 2035', 'rate']
    """
    comma = "，" if language == "zh" else ", "
    several = targets.groupby("indicator")["target_year"].transform("nunique") > 1
    told = (several | dated) & targets["target_year"].notna()
    pairs = zip(targets[f"indicator_{language}"], targets["target_year"], told, strict=True)
    return [f"{name}{comma}{year:.0f}" if tell else name for name, year, tell in pairs]


def kind_of(value, entry, base):
    """Tell what a target promises, from its grammar, its indicator and the observation it starts from (or None).

    Examples
    --------
    >>> from helpers import values
    >>> share = {"indicator_zh": "毛入园率", "family": "gross_rate", "direction": "up"}
    >>> whole = values.parse("100", "%")
    >>> kind_of(whole, share, {"value": 100}), kind_of(whole, share, None)
    ('maintain', 'level')
    """
    if value.kind != "level":
        return value.kind
    if codebook.is_enrolment(entry["indicator_zh"], entry["family"]):
        return "projection"
    if entry["family"] == "ratio" and entry["direction"] == "to_value":
        return "parity"
    return "maintain" if base and base["value"] == value.number else "level"


def direction_of(value, entry, base, kind):
    """Tell which way is better: from the codebook, else the comparator, else baseline against target, else none.

    Examples
    --------
    >>> from helpers import values
    >>> undescribed = {"direction": ""}
    >>> direction_of(values.parse("0", "个"), undescribed, {"value": 31}, "level")
    'down'
    >>> direction_of(values.parse("0", "个"), undescribed, None, "level")
    'none'
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
