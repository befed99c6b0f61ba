"""What a case may ask of any plan: its ways and findings, and, where a plan lacks them, why a question is left out."""

from functools import partial

from helpers.codebook import relations, source
from helpers.errors import InputError
from helpers.goals import followable, funnel, levels, once, without_baseline
from helpers.language import of
from helpers.questions import completion
from helpers.questions.outlook import STAGES
from helpers.teaching import choices, precedents, rates, reading, texts, ways, wrong
from helpers.teaching.question import Missing, Question, plain

WEIGHED = 3
"""Findings that are weighed in an hour."""
SEVERITIES = ("error", "warning", "note")


def posed(make, *parts, language="en", **more):
    """Make a question or an item of its parts; where one is missing, that, and where they do not allow it, why.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> from helpers.teaching import questions
    >>> wanted = schema.load("targets", "chuxiong-2023-2025")
    >>> posed(questions.pace, moving(wanted)[0]).why
    'there are too few percentages with a baseline, a target and a year'
    """
    missing = [part for part in parts if isinstance(part, Missing)]
    if missing:
        return Missing(language, missing[0].reason)
    try:
        return make(*parts, language, **more)
    except InputError:
        return Missing(language, "unfit")


def moving(targets):
    """Take the ways of percentages that are to change, each promise once => two, missing ones at the end.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> [way.indicator for way in moving(schema.load("targets", "china-14fyp"))]
    ['preschool_gross_enrolment', 'compulsory_retention']
    """
    rows = once(targets)
    rows = rows[followable(rows) & (rows["unit"] == "percent")]
    found = [way for way in map(partial(_way, targets), rows["target_id"]) if _moves(way)]
    return _filled(found, 2, "no_way")


def unstarted(targets):
    """Name two promises with a number and a year and no baseline, as `precedents.named` does with the target_id."""
    rows = once(targets)
    rows = rows[without_baseline(rows) & rows["target_low"].notna() & rows["target_year"].notna()]
    unique = rows[~rows["target_id"].duplicated(keep=False)]
    return _filled([row for _, row in unique.iterrows()], 2, "all_started")


def met(targets, observations, plan):
    """Take the way from the level known when a plan was adopted to a target that it met, or say that none is known.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> tables = [schema.load(name, "yunyang-14fyp") for name in ("targets", "observations")]
    >>> way = met(*tables, "yunyang-14fyp")
    >>> way.indicator, way.start, way.end
    ('inclusive_kindergarten_share', 97.14, 95.0)
    """
    about = source.read(plan)
    rows = completion.table(targets, observations, about, relations.read(targets))
    adopted = source.published_year(about)
    known = rows.loc[rows["known_at_adoption"].fillna(False).astype(bool), "target_id"]
    for target_id in known:
        try:
            return rates.against(targets, levels(observations, adopted), target_id)
        except InputError:
            continue
    return Missing("en", "none_met")


def cohort(targets):
    """Take the ways of an enrolment and of its gross rate, to the same year => a pair, both missing where one is.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> [way.end for way in cohort(schema.load("targets", "yunyang-14fyp"))]
    [30000.0, 95.0]
    """
    rows = once(targets)
    for names in STAGES.values():
        pairs = [_way(targets, row) for name in names for row in rows.loc[rows["indicator"] == name, "target_id"][:1]]
        if len(pairs) == len(names) and all(pairs) and len({way.last for way in pairs}) == 1:
            return tuple(pairs)
    return (Missing("en", "no_pair"),) * 2


def followed(targets, language="en"):
    """Ask which percentage of a plan's promises can be followed: those with a number, a year and a baseline.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> one = followed(schema.load("targets", "yongchuan-2022-2025"))
    >>> one.value, one.unit
    (0.0, 'percent')
    """
    if targets.empty:
        return Missing(language, "no_targets")
    rows = funnel(targets).set_index("counted")
    row, occurrences = (rows.loc[name].to_dict() for name in ("promise", "occurrence"))
    every, held, year = row["printed"], row["baseline"], row["year"]
    place = source.region(source.read(row["plan"]), language)
    fields = {name: ways.signed(float(row[name]), language) for name in ("printed", "number", "year", "baseline")}
    fields |= {"place": place, "occurrences": ways.signed(float(occurrences["printed"]), language)}
    value = 100 * held / every
    known = wrong.kept(
        ("followed_rest", 100 - value),
        ("followed_by_occurrence", 100 * held / occurrences["printed"]),
        ("followed_of_dated", 100 * held / year if year else float("nan")),
        ("followed_number", 100 * row["number"] / every),
        ("followed_year", 100 * year / every),
        ("fraction", held / every),
        ("followed_count", held),
    )
    said = of(language).say(texts.ASKED, "followed", **fields)
    worked = f"100 · {plain(float(held))} / {plain(float(every))}"
    given = {"unit": "percent", "wrong": tuple(known), "worked": worked, "fields": fields}
    return Question("followed", language, said, value, value, value, **given)


def stepped(entry, way, language="en"):
    """Ask an item about a way's step or about the rounding of its start."""
    return choices.item(entry, way, language, **precedents.spread(way, language))


def no_start(entry, row, language="en"):
    """Ask an item about a promise without a baseline."""
    end, year = float(row["target_low"]), int(row["target_year"])
    names = (row["indicator_en"], row["indicator_zh"])
    way = ways.Way(
        row["plan"], row["indicator"], names, row["unit"], row["family"], end, end, year, year + 1, goal=True
    )
    told = {"last": str(year), "printed": row["printed"]}
    return choices.item(entry, way, language, **told)


def weighed(findings, language="en"):
    """Ask how grave the gravest findings are, one a rule => as many as an hour weighs, missing ones at the end.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> [one.right for one in weighed(schema.load("findings", "yunyang-14fyp"))]
    ['b', 'b', 'b']
    """
    order = findings["severity"].map(SEVERITIES.index)
    rules = findings.loc[order.sort_values(kind="stable").index].drop_duplicates("rule")
    found = [reading.gravity(row, language) for _, row in rules.head(WEIGHED).iterrows()]
    return _filled(found, WEIGHED, "no_finding", language)


def _way(targets, target_id):
    """Take a promise's way, or None where it has none."""
    try:
        return ways.promised(targets, target_id)
    except InputError:
        return None


def _moves(way):
    return way is not None and way.start != way.end and way.start > 0 and way.end > 0 and way.years > 0


def _filled(found, most, reason, language="en"):
    return [*found[:most], *[Missing(language, reason)] * (most - len(found))]
