"""What a notebook ends with: its answer in sentences, computed from the tables. `outcomes` is of what came after."""

from IPython.display import Markdown

from helpers import clean, goals, texts
from helpers.charts import compare, required_growth, spread
from helpers.codebook import source
from helpers.goals import GOALS, needs_baseline, once, without_baseline
from helpers.language import of
from helpers.report import named
from helpers.verbatim import strong, verbatim

TEXTS = texts.load("takeaways")["sentences"]


def cleaned(tables, about, language="en"):
    """Say what was read from a plan's documents and what nobody has described yet.

    Examples
    --------
    >>> print(cleaned(clean.plan("yantai-14fyp"), source.read("yantai-14fyp"), "zh").data)
    **烟台市**的文件共印有76处目标：指标表13处（其中约束性2处），正文63处；...
    """
    targets, seen = tables["targets"], len(tables["observations"])
    table, binding = (
        int((targets[column] == value).sum()) for column, value in (("origin", "table"), ("nature", "binding"))
    )
    levels = once(targets)
    projected = levels["kind"] == "projection"
    prose, promised, projections = len(targets) - table, len(levels), int(projected.sum())
    needing, without = (int((~projected & asked(levels)).sum()) for asked in (needs_baseline, without_baseline))
    unknown = [verbatim(name) for name in clean.undescribed(tables)]
    say, place = of(language), strong(source.region(about, language))
    told = ["cleaned_nothing"]
    if len(targets):
        both = "both_binding" if binding else "both"
        told = [f"cleaned_{both if table and prose else 'table' if table else 'prose'}"]
        told += ["cleaned_once" if promised < len(targets) else "cleaned_end"]
        told += ["cleaned_projections"] * bool(projections)
        known = "none" if without == needing else "some" if without else "all"
        told += [f"cleaned_baseline_{known}"] * bool(needing)
    told += ["cleaned_values"] * bool(seen)
    told += ["cleaned_undescribed" if unknown else "cleaned_described"]
    counts = {
        "targets": say.plural(len(targets), "place"),
        "values": say.plural(seen, "value"),
        "projections": say.plural(projections, "is a projection", "are projections"),
        "needing": say.plural(needing, "goal"),
        "without": say.plural(without, "has", "have"),
    }
    counts |= {"table": table, "prose": prose, "binding": binding, "promised": promised}
    return _sentences(told, language, place=place, unknown=say.enumeration.join(unknown), **counts)


def baselines(targets, about, language="en"):
    """Say how many goals rise, fall or stay, each promise once, and which would move most within each unit.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> said = baselines(schema.load("targets", "yantai-14fyp"), source.read("yantai-14fyp")).data
    >>> "6 rise, 1 falls, 3 stay at the baseline" in said
    True
    """
    levels = once(targets[targets["kind"].isin(GOALS)])
    target = levels["target_low"].fillna(levels["target_high"])
    change = target - levels["baseline"]
    known, place = change.dropna(), strong(source.region(about, language))
    moving = known[known != 0].abs()
    widest = levels.loc[moving.groupby(levels["unit"].fillna("")).idxmax()] if len(moving) else levels.iloc[:0]
    names, say = named(levels, language), of(language)
    steps = [
        verbatim(names[row.target_id])
        + say.bracketed(f"{say.number(row.baseline, row.unit)} → {say.with_unit(say.target(row), row.unit)}")
        for row in widest.itertuples()
    ]
    counts = {"rise": known > 0, "fall": known < 0, "stay": known == 0, "unknown": change.isna()}
    counts = {key: int(where.sum()) for key, where in counts.items()}
    told = [_form(f"baselines_{key}", count, language) for key, count in counts.items() if count]
    if counts["unknown"] == len(levels) > 1:
        told = [say.word(TEXTS, "baselines_none")]
    if levels.empty:
        return _sentences(["baselines_no_level"], language, place=place)
    promised = say.plural(len(levels), "goal that is a level", "goals that are levels")
    keys = ["baselines", *["baselines_largest"] * bool(steps)]
    values = {"promised": promised, "told": say.listed(told), "steps": say.semicolon.join(steps)}
    return _sentences(keys, language, place=place, **values)


def growth(required, targets, about, language="en"):
    """Say which rate or share must move fastest, in points and on other scales, and what is within rounding error.

    Each promise is counted once, projections are left out.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> tables = (schema.load(name, "yantai-14fyp") for name in ("required_growth", "targets"))
    >>> print(growth(*tables, source.read("yantai-14fyp")).data.split(":")[0])
    In percentage points, the **share of children in public kindergartens** must grow fastest
    """
    counting = once(targets)
    asked = required[required["target_id"].isin(counting.loc[counting["kind"] != "projection", "target_id"])]
    primary = asked[asked["primary"]]
    rounded = primary[primary["code"] == "change_within_rounding"].drop_duplicates(["indicator", "target_year"])
    names = named(targets, language)
    points = primary[(primary["unit"] == "points_per_year") & primary["code"].isna()]
    few = of(language).enumeration.join(map(verbatim, names[rounded["target_id"]]))
    place = verbatim(source.region(about, language))
    said = _fastest(points, asked, names, language) or of(language).say(TEXTS, "growth_none", place=place)
    rounding = _sentences(["growth_rounded"] * bool(len(rounded)), language, names=few, count=len(rounded)).data
    return Markdown(of(language).space.join(filter(None, [said, rounding, _without_pace(primary, language)])))


def comparison(drawn, regions, language="en"):
    """Say for every compared indicator which place must move faster."""
    if len(drawn) and spread.crowded(drawn):
        return _spread(drawn, regions, language)
    lines = []
    several = len(drawn) and drawn["period"].nunique() > 1
    for rows in compare.panels_of(drawn):
        name = strong(rows[f"indicator_{language}"].iloc[0])
        colon, comma, comma_in = of(language).colon, of(language).semicolon, of(language).comma
        named = compare.places(rows, regions, language)
        places = [
            comma_in.join([f"{verbatim(place)} {required_growth.said(row, language)}", *compare.remark(row, language)])
            for place, row in zip(named, rows.itertuples(), strict=True)
        ]
        told = [of(language).rate_unit(rows["rate_unit"].iloc[0]), *[compare.due(rows, language)] * several]
        brackets = of(language).bracketed(comma.join(told))
        lines.append(f"- {name}{brackets}{colon}{comma.join(places)}")
    return Markdown("\n".join(lines))


def _spread(drawn, regions, language):
    """Say of every indicator of many plans what the middle of them must do, and who must move fastest."""
    lines, colon = [], of(language).colon
    summed = spread.table(drawn)
    named = goals.names(summed, language, summed["target_year"].nunique() > 1)
    for name, row in zip(named, summed.itertuples(), strict=True):
        told = spread.said(row, language).replace("\n", of(language).space)
        line = f"- {strong(name)} ({row.plans}){colon}{told}"
        same = (drawn["definition"] == row.definition) & (drawn["target_year"] == row.target_year)
        paced = drawn[same & drawn["value"].notna()]
        if len(paced):
            fastest = paced.loc[paced["value"].abs().idxmax()]
            line += of(language).say(
                "terms",
                "fastest_of_many",
                place=verbatim(regions[fastest["plan"]]),
                pace=of(language).number(fastest["value"], signed=True, digits=3),
            )
        lines.append(line)
    return Markdown("\n".join(lines))


def audited(findings, about, language="en"):
    """Say how many findings there are of each severity, and the gravest.

    Examples
    --------
    >>> from helpers import audit
    >>> audited(audit.plan("yantai-14fyp"), source.read("yantai-14fyp"), "zh").data.split("、")[0]
    '**烟台市**：存疑2处'
    """
    counts = {name: int((findings["severity"] == name).sum()) for name in ("error", "warning", "note")}
    gravest = findings.loc[findings["severity"] != "note", "finding"].tolist()
    place = strong(source.region(about, language))
    if findings.empty:
        return Markdown(of(language).say("terms", "audited_none", place=place))
    told = [_form(f"audited_{name}", count, language) for name, count in counts.items() if count]
    said = f"{place}{of(language).colon}{of(language).listed(told)}{of(language).end}"
    return Markdown("\n".join([said, "", *(f"- {verbatim(finding)}" for finding in gravest)]))


def _without_pace(primary, language):
    """Say how many promises have no pace, and why."""
    reasons = primary.loc[primary["value"].isna(), "code"].value_counts()
    if reasons.empty:
        return ""
    say, one = of(language), "_one" * (len(reasons) == 1)
    told = [
        say.say(TEXTS, f"unpaced_reason{one}", reason=say.word("codes", code), count=count)
        for code, count in reasons.items()
    ]
    counts = {"targets": say.plural(int(reasons.sum()), "target"), "reasons": say.semicolon.join(told)}
    return say.say(TEXTS, "unpaced", **counts)


def _fastest(points, asked, names, language):
    """Name what must move fastest in points, its pace on other scales, and what comes first on those."""
    if points.empty:
        return ""
    first = points.loc[points["value"].abs().idxmax()]
    beside, ahead = [], []
    for method in ("cagr", "logit", "gap"):
        rows = asked[(asked["method"] == method) & asked["target_id"].isin(points["target_id"])]
        rows = rows[rows["value"].notna()]
        own = rows[rows["target_id"] == first["target_id"]]
        beside += [of(language).pace(row.value, row.unit) for row in own.itertuples()]
        if method != "cagr" and len(own):
            most = rows.loc[rows["value"].abs().idxmax()]
            if most["target_id"] != first["target_id"]:
                paces = [of(language).pace(row["value"], row["unit"]) for row in (most, own.iloc[0])]
                ahead.append((of(language).word("methods", method), verbatim(names[most["target_id"]]), *paces))
    say, name = of(language), names[first["target_id"]]
    name = strong(name) if name[0].isupper() else say.say(TEXTS, "fastest_name", name=strong(name))
    main = say.pace(first["value"], first["unit"], digits=4)
    key = (
        "fastest_alone"
        if points["target_id"].nunique() == 1
        else "fastest_up"
        if first["value"] > 0
        else "fastest_down"
    )
    others = say.say(TEXTS, "fastest_beside", paces=say.semicolon.join(beside)) if beside else ""
    said = [say.say(TEXTS, key, name=name, pace=main, others=others)]
    for method, other, most, own in ahead:
        said.append(say.say(TEXTS, "fastest_other", method=method, other=other, most=most, own=own))
    return say.space.join(said)


def _form(key, count, language):
    """Write what is counted; of one there is a text of its own."""
    return of(language).say(TEXTS, f"{key}_one" if count == 1 else key, count=count)


def _sentences(keys, language, **values):
    """Write the sentences of these keys => Markdown."""
    told = (of(language).say(TEXTS, key, **values) for key in keys)
    return Markdown(of(language).space.join(filter(None, told)))
