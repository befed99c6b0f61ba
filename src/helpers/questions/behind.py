"""The few rows behind each answer, in words: what a reader sees below it. The rest is in the csv."""

import numpy as np
import pandas as pd

from helpers import goals, paths, texts
from helpers.codebook import indicators, source
from helpers.language import VOCABULARY, of
from helpers.questions import completion as counting
from helpers.questions import histories

TEXTS = texts.load("questions")
POINTS = {"gap": "percent", "logit": ""}
VALUES = ("value", "low", "high")
MYRIADS = 100_000
"""Persons from which a computed number is in 万 in Chinese, as its interval is."""


def outcome(row):
    """Tell the outcome of a row of completion: sure, within_rounding, not_met, unknown or not_judgeable.

    What meets its target as printed, but not for every number that rounds so, is within rounding.

    Examples
    --------
    >>> outcome({"code": "interim", "strict": None, "within_rounding": None, "sure": None})
    'unknown'
    >>> outcome({"code": None, "strict": False, "within_rounding": True, "sure": False})
    'within_rounding'
    """
    if row["code"] in counting.NOT_JUDGED:
        return "not_judgeable"
    if pd.isna(row["strict"]):
        return "unknown"
    return "sure" if row["sure"] else "within_rounding" if row["within_rounding"] else "not_met"


def ambition(rows, targets, language):
    """Put what is held against something in words => frame; what is held against nothing is left out.

    Examples
    --------
    >>> from helpers import clean
    >>> from helpers.codebook import schema
    >>> nothing = pd.DataFrame(columns=[field["name"] for field in schema.fields("ambition")])
    >>> list(ambition(nothing, clean.plan("yunyang-14fyp")["targets"], "en"))[:3]
    ['indicator', 'held against', 'measure']
    """
    among = rows["reference"].astype("str").str.removesuffix(histories.CALM).isin(TEXTS["histories"])
    known = rows[
        rows["sign"].notna() | (among & rows["measure"].isin(["gain", "places_matched"]) & rows["value"].notna())
    ]
    units = targets.drop_duplicates("target_id").set_index("target_id")["unit"].fillna("")
    names, found = _names(targets, language), []
    for row in known.to_dict("records"):
        counted, signed = row["measure"] == "places_matched", pd.notna(row["sign"])
        unit = "" if counted else POINTS.get(row["measure"], units[row["target_id"]])
        numbers = (row[name] for name in ("value", "reference_value", "low", "high"))
        value, other, low, high = (_number(number, unit, language) for number in numbers)
        found.append(
            {
                "indicator": names[row["target_id"]],
                "reference": _reference(row["reference"], row["source"], language),
                "measure": _word("measures", row["measure"] if signed or counted else "gain_histories", language),
                "value": value,
                "reference_value": other,
                "interval": f"[{low}, {high}]" if low and row["low"] < row["high"] else "",
                "sign": _word("signs", row["sign"], language) if signed else "",
                "n": "" if signed else int(row["n"]),
                "evidence": _evidence(row["source"], language),
                "code": _coded(row["code"], language),
            }
        )
    kept = [
        "indicator",
        "reference",
        "measure",
        "value",
        "reference_value",
        "interval",
        "sign",
        "n",
        "evidence",
        "code",
    ]
    return _headed(found, kept, language)


def cohorts(rows, targets, language):
    """Put the quantities in words, those of the scenarios that are drawn apart among them => frame.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> nothing = pd.DataFrame(columns=[field["name"] for field in schema.fields("cohorts")])
    >>> list(cohorts(nothing, None, "zh"))[:2]
    ['学段', '年份']
    """
    found = []
    for row in rows.to_dict("records"):
        value, low, high = (_people(row[name], row["unit"], language) for name in VALUES)
        bound = _word("plain", "at_least", language).format(number=low)
        found.append(
            {
                "stage": _word("stages", row["stage"], language),
                "year": row["year"],
                "quantity": _word("quantities", row["quantity"], language),
                "scenario": _word("scenarios", row["scenario"], language),
                "number": value,
                "interval": "" if not low or low == high else f"[{low}, {high}]" if high else bound,
                "code": _coded(row["code"], language),
            }
        )
    return _headed(found, ["stage", "year", "quantity", "scenario", "number", "interval", "code"], language)


def money(rows, targets, language):
    """Put the changes of spending in words, and the pupils that a total is for => frame; what is not known is left out.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> nothing = pd.DataFrame(columns=[field["name"] for field in schema.fields("money")])
    >>> list(money(nothing, None, "en"))[:3]
    ['indicator', 'in', 'measure']
    """
    book, found = indicators.load(), []
    for row in rows[rows[["value", "low"]].notna().any(axis=1)].to_dict("records"):
        percent = row["unit"] == "percent"
        value, low, high = (_number(row[name], row["unit"], language, 3 if percent else 5) for name in VALUES)
        years = [row[name] for name in ("base_year", "year") if pd.notna(row[name])]
        found.append(
            {
                "indicator": book.loc[row["indicator"], f"indicator_{language}"],
                "observed_year": of(language).span(years),
                "measure": _word("measures", row["measure"], language),
                "number": f"{value}{of(language).percent}" if percent and value else value,
                "interval": "" if percent or not low else f"[{low}, {high}]",
                "deflator": "" if pd.isna(row["deflator"]) else row["deflator"],
                "code": _coded(row["code"], language),
            }
        )
    kept = ["indicator", "observed_year", "measure", "number", "interval", "deflator", "code"]
    return _headed(found, kept, language)


def completion(rows, targets, language):
    """Put what is judged, or known of an earlier year, in words => frame; of the rest nothing is known.

    Examples
    --------
    >>> from helpers import clean
    >>> from helpers.codebook import schema
    >>> nothing = pd.DataFrame(columns=[field["name"] for field in schema.fields("completion")])
    >>> list(completion(nothing, clean.plan("yunyang-14fyp")["targets"], "en"))[:2]
    ['indicator', 'target']
    """
    units = targets.drop_duplicates("target_id").set_index("target_id")["unit"].fillna("")
    names, found = _names(targets, language), []
    for row in rows[rows["observed"].notna() | rows["strict"].notna()].to_dict("records"):
        unit = units[row["target_id"]]
        done = "" if pd.isna(row["degree"]) or pd.isna(row["observed"]) else f"{100 * row['degree']:.0f}"
        operator = "" if pd.isna(row["operator"]) or row["operator"] == "=" else f"{row['operator']} "
        found.append(
            {
                "indicator": names[row["target_id"]],
                "target": f"{operator}{_number(row['target'], unit, language, 12)}",
                "observed": _number(row["observed"], unit, language, 12),
                "observed_year": "" if pd.isna(row["observed_year"]) else int(row["observed_year"]),
                "outcome": _word("outcomes", outcome(row), language),
                "degree": f"{done}{of(language).percent}" if done else "",
                "code": _coded(row["code"], language),
            }
        )
    return _headed(found, ["indicator", "target", "observed", "observed_year", "outcome", "degree", "code"], language)


def shares(rows, targets, language):
    """Count what was met, and bound its share, of all targets, by nature and by stage => frame.

    Of each group those that a value can settle; a group without any is left out.

    Examples
    --------
    >>> from helpers import clean
    >>> from helpers.codebook import schema
    >>> nothing = pd.DataFrame(columns=[field["name"] for field in schema.fields("completion")])
    >>> list(shares(nothing, clean.plan("yunyang-14fyp")["targets"], "en"))[:2]
    ['targets', 'a value can settle']
    """
    stages = targets.drop_duplicates("target_id").set_index("target_id")["stage"]
    rows, natures = rows.assign(stage=rows["target_id"].map(stages)), VOCABULARY["natures"]
    parts = {_word("plain", "all", language): rows}
    parts |= {of(language).word("natures", name): rows[rows["nature"] == name] for name in natures}
    parts |= {_word("plain", "unstated", language): rows[rows["nature"].isna()]}
    parts |= {of(language).word("stages", name): rows[rows["stage"] == name] for name in VOCABULARY["stages"]}
    found = []
    for group, part in parts.items():
        counts = {measure: counting.shares(part, measure) for measure in ("strict", "within_rounding", "sure")}
        strict = counts["strict"]
        if not strict["of"]:
            continue
        low, high = (_number(strict[end], "percent", language, 3) for end in ("low", "high"))
        adopted = part["known_at_adoption"].fillna(False).astype(bool) & part["strict"].notna()
        more = {
            "within": counts["within_rounding"]["met"],
            "sure": counts["sure"]["met"],
            "adopted": int(adopted.sum()),
        }
        found.append(strict | more | {"group": group, "bounds": f"[{low}, {high}]"})
    return _headed(found, ["group", "of", "met", "within", "sure", "adopted", "unknown", "bounds"], language)


def issued(source, language, own=""):
    """Say on what a number rests: how certain it is and who published it, or whose histories, and up to which year.

    The document in which it is read, its `own`, is not named.

    Examples
    --------
    >>> issued("UNDP HDR, 2023/24, to 2020", "en"), issued("official; 公报", "zh")
    ('UNDP HDR, 2023/24, up to 2020', '官方文件：公报')
    """
    kind, *names = source.split("; ")
    if kind in TEXTS["certainties"]:
        others = of(language).enumeration.join(name.partition(", ")[0] for name in names if name != own)
        return of(language).colon.join(filter(None, [_word("certainties", kind, language), others]))
    name, _, until = source.rpartition(", to ")
    return of(language).say(TEXTS["plain"], "up_to", name=name, year=until) if name else source


def supposed(rows, language, own=""):
    """Say what computed numbers suppose, what is not known of them, and on what else than their document they rest.

    Examples
    --------
    >>> row = {"scenario": "as_parent", "code": "no_births", "source": "official; a plan; a bulletin"}
    >>> supposed([row], "en", "a plan")
    'age group as in the nation; no births in the data; official: a bulletin'
    """
    scenarios = dict.fromkeys(_word("scenarios", row["scenario"], language) for row in rows)
    told = [of(language).enumeration.join(scenarios), _coded(rows[0]["code"], language)]
    return _word("plain", "semicolon", language).join(filter(None, [*told, issued(rows[0]["source"], language, own)]))


def _headed(found, columns, language):
    frame = pd.DataFrame(found, columns=columns).astype("object")
    return frame.rename(columns={name: _word("columns", name, language) for name in columns})


def _names(targets, language):
    return dict(zip(targets["target_id"], goals.names(targets, language), strict=True))


def _reference(name, source_of_it, language):
    kind, apart, _ = str(name).partition(histories.CALM)
    if kind in TEXTS["histories"]:
        return _word("histories", kind, language) + (_word("plain", "without_jumps", language) if apart else "")
    if kind in paths.plans():
        return source.region(source.read(kind), language)
    peer = source_of_it.partition("; ")[2].partition(": ")[0]
    return f"{peer}{of(language).bracketed(kind)}"  # a peer has a name in Chinese alone, and its code


def _evidence(cited, language):
    """Say how certain a figure is, or whose histories are counted."""
    kind = cited.partition("; ")[0]
    return _word("certainties", kind, language) if kind in TEXTS["certainties"] else issued(cited, language)


def _people(number, unit, language):
    """Write a computed number of people, places or classes: whole, and in 万 where it is large."""
    return "" if pd.isna(number) else _number(round(number), unit if abs(number) >= MYRIADS else "", language)


def _number(number, unit, language, digits=5):
    if pd.isna(number):
        return ""
    short = float(f"{number:.{digits}g}")
    return of(language).number(short, unit)


def _coded(code, language):
    return "" if pd.isna(code) else _word("codes", code, language)


def _word(table, key, language):
    return of(language).word(TEXTS[table], key)


def signs(rows, targets=None):
    """Take the signs of changes from the numbers, and as they are told => (found, expected), for a check.

    Examples
    --------
    >>> row = {"measure": "gain", "sign": "less", "value": 4.1, "reference_value": 4.8}
    >>> [list(map(float, side)) for side in signs(pd.DataFrame([row]))]
    [[-1.0], [-1.0]]
    """
    told = rows[rows["sign"].isin(["more", "less"]) & (rows["measure"] != "level")]
    return np.sign(told["value"] - told["reference_value"]), told["sign"].map({"more": 1.0, "less": -1.0})


def parts(rows, targets):
    """Add up the parts of each planned change of enrolment, beside the change itself => (found, expected), for a check.

    Examples
    --------
    >>> nothing = pd.DataFrame(columns=["quantity", "stage", "year", "value"])
    >>> parts(nothing, pd.DataFrame({"indicator": []}))
    ([], [])
    """
    effects = rows[rows["quantity"].isin(["rate_effect", "cohort_effect"])]
    found, expected = [], []
    for (stage, year), both in effects.groupby(["stage", "year"]):
        same = targets[(targets["indicator"] == f"{stage}_enrolment") & (targets["target_year"] == year)].iloc[0]
        found.append(both["value"].sum())
        expected.append(same["target_low"] - same["baseline"])
    return found, expected


def outcomes(rows, targets=None):
    """Count the promises by outcome, beside what `completion.shares` says => (found, expected), for a check.

    Examples
    --------
    >>> rows = pd.DataFrame({"code": ["interim", None], "strict": [None, True], "within_rounding": [None, True]})
    >>> outcomes(rows.assign(sure=[None, True]))
    ([1, 1, 2], [1, 1, 2])
    """
    told = [outcome(row) for row in rows.to_dict("records")]
    said = counting.shares(rows, "within_rounding")
    met = sum(told.count(name) for name in ("sure", "within_rounding"))
    return [met, told.count("unknown"), len(told) - told.count("not_judgeable")], [
        said["met"],
        said["unknown"],
        said["of"],
    ]


CHECKS = {"ambition": signs, "cohorts": parts, "completion": outcomes}
