"""Questions to two figures of one plan: a ratio in words and numbers, all there are or new ones, places and pupils."""

from dataclasses import replace

import pandas as pd

from helpers.codebook import indicators, source
from helpers.errors import InputError
from helpers.language import LANGUAGES, of
from helpers.teaching import choices, texts, ways, wrong
from helpers.teaching.question import about, plain
from helpers.teaching.rubric import Rubric

GRAVITIES = ("error", "warning", "note")


def published(observations, indicator, year):
    """Pick the one figure that is published of an indicator in a year, also the sum of a period.

    Raises
    ------
    InputError
        If there is none, or several that differ.

    Examples
    --------
    >>> from helpers.codebook import indicators, schema
    >>> seen = schema.load("observations", "yunyang-14fyp")
    >>> published(seen, "backbone_teachers_trained", 2020)["printed"]
    '1986人'
    """
    rows = observations[(observations["indicator"] == indicator) & (observations["year"] == year)]
    rows = rows[rows["basis"].isin(["level", "total"])]
    if rows["value"].nunique() != 1:
        raise InputError(f"{indicator} has {rows['value'].nunique()} figures of {year}", "name one that has one")
    return rows.iloc[0]


def beside(targets, target_id, row):
    """Take the way from a published figure, of whatever definition, to what a target prints.

    Parameters
    ----------
    targets : DataFrame
    target_id : str
    row : mapping
        From `published`.

    Examples
    --------
    >>> from helpers.codebook import indicators, schema
    >>> targets, seen = (schema.load(name, "yunyang-14fyp") for name in ("targets", "observations"))
    >>> way = beside(targets, "backbone_teachers@2025", published(seen, "backbone_teachers_trained", 2020))
    >>> way.start, way.end, way.years
    (1986.0, 2500.0, 5)
    """
    goal = target(targets, target_id)
    names = tuple(goal[f"indicator_{language}"] for language in LANGUAGES)
    end = goal["target_low"] if goal["target_low"] == goal["target_low"] else goal["target_high"]
    years = {"first": int(row["year"]), "last": int(goal["target_year"])}
    ends = {"start": float(row["value"]), "end": float(end), "h0": float(row["halfwidth"]), "goal": True}
    return ways.Way(goal["plan"], goal["indicator"], names, goal["unit"], goal["family"], **ends, **years)


def named(observations, chosen):
    """Pick the published figures of some indicators, with their names beside them.

    Examples
    --------
    >>> from helpers.codebook import indicators, schema
    >>> named(schema.load("observations", "yunyang-14fyp"), ["backbone_teachers_trained"])["indicator_en"].tolist()
    ['backbone teachers trained']
    """
    rows, book = observations[observations["indicator"].isin(chosen)], indicators.load()
    names = {f"indicator_{language}": rows["indicator"].map(book[f"indicator_{language}"]) for language in LANGUAGES}
    return rows.assign(**names)


def target(targets, target_id):
    """Pick one target by its name.

    Examples
    --------
    >>> from helpers.codebook import indicators, schema
    >>> target(schema.load("targets", "yunyang-14fyp"), "backbone_teachers_trained@open")["printed"]
    '500人'
    """
    rows = targets[targets["target_id"] == target_id]
    if len(rows) != 1:
        raise InputError(f"{len(rows)} targets are called {target_id!r}", "name one of the column target_id")
    return rows.iloc[0]


def ratio(part, other, language="en"):
    """Ask how many of one kind are planned for one of the other.

    Examples
    --------
    >>> part, other = example()
    >>> asked = ratio(part, other)
    >>> round(asked.value, 3), round(asked.low, 3), round(asked.high, 3)
    (0.333, 0.33, 0.336)
    """
    value = part.end / other.end
    span = [(part.end + side * part.h1) / (other.end - side * other.h1) for side in (-1, 1)]
    known = wrong.kept(
        ("two_reversed", other.end / part.end),
        ("of_both", part.end / (part.end + other.end)),
        ("ratio_at_start", part.start / other.start),
        ("ratio_in_percent", 100 * value),
        ("of_both", 100 * part.end / (part.end + other.end)),
        ("two_apart", other.end - part.end),
        ("in_words", 1.0),
    )
    worked = f"{plain(part.end)} / {plain(other.end)}"
    return about(part, "ratio_of_two", language, value, span, known, worked, **_other(other, language))


def to_equal(part, other, language="en"):
    """Ask how many more of one kind there must be for both to be equal, together as many as planned.

    Examples
    --------
    >>> asked = to_equal(*example())
    >>> asked.value, asked.low, asked.high
    (9000.0, 8450.0, 9550.0)
    """
    half = (part.end + other.end) / 2
    value, around = half - part.start, (part.h1 + other.h1) / 2 + part.h0
    known = wrong.kept(
        ("planned_rise", part.end - part.start),
        ("half_of_all", half),
        ("up_to_other", other.end - part.start),
        ("apart_at_start", other.start - part.start),
        ("beyond_plan", half - part.end),
    )
    known += wrong.of_scaling(value, part.unit)
    worked = f"({plain(part.end)} + {plain(other.end)}) / 2 − {plain(part.start)}"
    more = {"unit": part.unit, **_other(other, language)}
    return about(part, "to_equal", language, value, (value - around, value + around), known, worked, **more)


def lacking(way, made, language="en"):
    """Ask how many new ones a promised total needs, if those published are all there are.

    Parameters
    ----------
    way : Way
        From `beside`: from those published to the total promised.
    made : number
        How many new ones the plan names.

    Examples
    --------
    >>> from helpers.codebook import indicators, schema
    >>> targets, seen = (schema.load(name, "yunyang-14fyp") for name in ("targets", "observations"))
    >>> way = beside(targets, "backbone_teachers@2025", published(seen, "backbone_teachers_trained", 2020))
    >>> lacking(way, 500).value
    514.0
    """
    value = way.end - way.start
    known = wrong.kept(
        ("sum_of_both", way.start + made),
        ("short_of", value - made),
        ("there_before", way.end - made),
        ("made_itself", made),
        ("level_start", way.start),
        ("level_end", way.end),
    )
    worked = f"{plain(way.end)} − {plain(way.start)}"
    return about(way, "lacking", language, value, (value, value), known, worked, unit=way.unit, made=plain(made))


def each(places, way, language="en"):
    """Ask how many new places there are for each further pupil planned.

    Examples
    --------
    >>> part, _ = example()
    >>> asked = each(5000, part)
    >>> round(asked.value, 2), round(asked.low, 2), round(asked.high, 2)
    (3.33, 2.44, 5.26)
    """
    rise, around = way.end - way.start, way.h0 + way.h1
    known = wrong.kept(
        ("two_reversed", rise / places),
        ("places_by_level", places / way.end),
        ("places_by_level", places / way.start),
        ("places_over", places - rise),
        ("planned_rise", rise),
        ("level_by_places", way.end / places),
    )
    span = places / (rise + around), places / (rise - around)
    worked = f"{plain(places)} / ({plain(way.end)} − {plain(way.start)})"
    return about(way, "places_each", language, places / rise, span, known, worked, places=plain(places))


def gravity(finding, language="en"):
    """Ask how grave a finding is: an error, a warning or a note.

    Parameters
    ----------
    finding : mapping
        A row of findings.

    Examples
    --------
    >>> from helpers.codebook import indicators, schema
    >>> found = schema.load("findings", "yunyang-14fyp")
    >>> gravity(found[found["rule"] == "stock_or_new"].iloc[0]).right
    'b'
    """
    right, table = finding["severity"], texts.READING
    own, general = ([f"{said}_not_{name}" for name in GRAVITIES] for said in (finding["rule"], right))
    remarks = [one if one in table else other for one, other in zip(own, general, strict=True)]
    options = tuple(
        (of(language).word(table, name), of(language).word(table, remark))
        for name, remark in zip(GRAVITIES, remarks, strict=True)
    )
    computed = "" if pd.isna(finding["arithmetic"]) else of(language).arithmetic(finding["arithmetic"])
    shown = finding["finding"] + (of(language).bracketed(computed) if computed else "")
    return choices.Choice(language, f"*{shown}*", options, choices.LETTERS[GRAVITIES.index(right)])


def gravities(findings, rules, language="en"):
    """Ask how grave the first finding of each rule is.

    Examples
    --------
    >>> from helpers.codebook import indicators, schema
    >>> [one.right for one in gravities(schema.load("findings", "yunyang-14fyp"), ["stock_or_new", "implied_total"])]
    ['b', 'c']
    """
    first = findings.drop_duplicates("rule").set_index("rule", drop=False)
    return [gravity(first.loc[rule], language) for rule in rules]


def made(row, language="en"):
    """Write how many were made, and since when, for a choice.

    Examples
    --------
    >>> from helpers.codebook import indicators, schema
    >>> made(published(schema.load("observations", "yunyang-14fyp"), "preschool_places_added", 2020))
    {'made': '5,000', 'since': '2016'}
    """
    return {"made": ways.signed(row["value"], language), "since": str(row["year_from"])}


def counted(entry, way, language="en"):
    """Ask an item about two counts, without their unit.

    Examples
    --------
    >>> from helpers.teaching.cases.read_a_plan_critically import STOCK
    >>> "6,000 published for 2020, 7,500 in" in counted(STOCK, example()[0]).asked
    True
    """
    return choices.item(
        entry, way, language, start=ways.signed(way.start, language), end=ways.signed(way.end, language)
    )


def met(entry, targets, target_id, row=None, language="en"):
    """Ask what a target asks for that a published figure meets.

    Parameters
    ----------
    entry : dict
        As for `choices.item`; its texts may name `printed` and `published`, the date of the plan.
    row : mapping, optional
        From `published`; without it the target's own baseline.

    Examples
    --------
    >>> from helpers.codebook import indicators, schema
    >>> from helpers.teaching.cases.read_a_plan_critically import MET
    >>> met(MET, schema.load("targets", "yantai-14fyp"), "compulsory_retention@2025").asked[:82]
    'Yantai City, retention rate of nine-year compulsory education: 100 % in 2020. The '
    """
    way = ways.promised(targets, target_id) if row is None else beside(targets, target_id, row)
    when = source.read(way.plan)["published"]
    return choices.item(entry, way, language, printed=target(targets, target_id)["printed"], published=when)


def rubric(part, other, promise, language="en"):
    """Make the rubric of a sentence on a ratio promised in words and on the figures of the table beside it.

    Parameters
    ----------
    part, other : Way
    promise : mapping
        The target that says it in words.

    Examples
    --------
    >>> from helpers.codebook import indicators, schema
    >>> from helpers.teaching.rubric import found
    >>> said = target(schema.load("targets", "yunyang-14fyp"), "vocational_general_ratio@2025")
    >>> asked = rubric(*example(), said)
    >>> all(found(asked.example, asked).values())
    True
    """
    fields = ways.fields(part, language) | _other(other, language) | {"printed": promise["printed"]}
    fields["ratio"] = ways.signed(part.end / other.end, language, 2)
    places = [ways.fields(part, each_language)["place"].lower() for each_language in LANGUAGES]
    signs = {
        "in_words": (promise["printed"], *texts.ABOUT_EQUAL),
        "one_figure": (int(part.end),),
        "other_figure": (int(other.end),),
        "computed": (part.end / other.end, 100 * part.end / other.end, *_one_to(other.end / part.end)),
        "year": (part.last,),
        "place": (*places, *(place.split()[0] for place in places)),
        "where": texts.SOURCES,
    }
    looked = tuple((of(language).say(texts.READING, name, **fields), found) for name, found in signs.items())
    people = tuple(of(language).word(texts.READING, name) for name in ("as_printed", "innocent", "answerable"))
    care, example = (of(language).word(texts.READING, name) for name in ("blame", "example"))
    return Rubric(language, looked, texts.BLAMES, care, people, example.format(**fields))


def example():
    """Give two ways to ask about: students of vocational and of general senior secondary schools.

    Examples
    --------
    >>> [way.end for way in example()]
    [7500.0, 22500.0]
    """
    names = ("vocational students", "中职学生"), ("general students", "普高学生")
    way = ways.Way("yunyang-14fyp", "x", names[0], "persons", "count", 6e3, 7.5e3, 2020, 2025, 500.0, 50.0, goal=True)
    return way, replace(way, names=names[1], start=24e3, end=22.5e3)


def _one_to(times):
    """Write 1 to so many as people do, where it is a whole number."""
    whole = round(times)
    if whole < 1 or abs(times - whole) > 0.05 * whole:
        return ()
    return f"1:{whole}", f"1 : {whole}", f"1 to {whole}", f"one to {whole}", f"1比{whole}", f"1 比 {whole}"


def _other(other, language):
    said = ways.fields(other, language)
    return {f"other_{name}": said[name] for name in ("indicator", "start", "end")}
