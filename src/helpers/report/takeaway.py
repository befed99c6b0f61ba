"""What a notebook ends with: its answer in sentences, computed from the tables. `outcomes` is of what came after."""

from IPython.display import Markdown

from helpers import clean, facts, source, words
from helpers.charts import compare, pace, spread
from helpers.report import counted, listed, named
from helpers.words import CODES, TERMS, measured, strong, verbatim, word


def cleaned(tables, about, language="en"):
    """Say what was read from a plan's documents and what nobody has described yet.

    Examples
    --------
    >>> print(cleaned(clean.plan("yantai-14fyp"), source.read("yantai-14fyp"), "zh").data)
    **烟台市**的文件共印有 74 处目标：指标表 13 处，其中约束性 2 处，正文 61 处；...
    """
    targets = tables["targets"]
    counts = {
        "rows": len(targets),
        "table": int((targets["origin"] == "table").sum()),
        "prose": int((targets["origin"] == "prose").sum()),
        "observations": len(tables["observations"]),
        "binding": int((targets["nature"] == "binding").sum()),
        "projections": int((targets["kind"] == "projection").sum()),
        "without": int(targets["baseline"].isna().sum()),
    }
    unknown = [verbatim(name) for name in clean.undescribed(tables)]
    if language == "zh":
        said = (
            f"{strong(source.region(about, 'zh'))}的文件共印有 {counts['rows']} 处目标：指标表 {counts['table']} 处，"
            f"其中约束性 {counts['binding']} 处，正文 {counts['prose']} 处；"
            f"{counts['projections']} 处是在校生规模的预测值而非目标；"
            f"{str(counts['without']) + ' 处没有公布基期值' if counts['without'] else '均已公布基期值'}；"
            f"另有 {counts['observations']} 个已公布的数值。"
        )
        return Markdown(said + (f"尚待说明定义的指标：{'、'.join(unknown)}。" if unknown else "各指标均有定义。"))
    without = "every one has a published baseline"
    if counts["without"]:
        without = f"{counted(counts['without'], 'has', 'have')} no published baseline"
    place, rows = strong(source.region(about)), counted(counts["rows"], "target")
    said = (
        f"The documents of {place} print {rows}: {counts['table']} in the official table, {counts['binding']} of "
        f"them binding, and {counts['prose']} in the prose; "
        f"{counted(counts['projections'], 'is a projection', 'are projections')} of enrolment, not goals; "
        f"{without}. They publish {counted(counts['observations'], 'value')}."
    )
    todo = f" Not described in the codebook yet: {', '.join(unknown)}." if unknown else " Every label has a definition."
    return Markdown(said + todo)


def baselines(targets, about, language="en"):
    """Say how many goals rise, fall or stay, and which would move most within each unit.

    Examples
    --------
    >>> from helpers import schema
    >>> said = baselines(schema.load("targets", "yantai-14fyp"), source.read("yantai-14fyp")).data
    >>> "6 rise, 1 fall, 3 are to be kept" in said
    True
    """
    goals = facts.once(targets)
    goals = goals[goals["kind"].isin(["level", "maintain", "parity"])]
    target = goals["target_low"].fillna(goals["target_high"])
    change = target - goals["baseline"]
    known = change.dropna()
    counts = [int(count) for count in ((known > 0).sum(), (known < 0).sum(), (known == 0).sum(), change.isna().sum())]
    names = named(goals, language)
    widest = goals.loc[known.abs().groupby(goals["unit"]).idxmax()] if len(known) else goals.iloc[:0]
    steps = [
        f"{verbatim(names[row['target_id']])} {words.number(row['baseline'], row['unit'], language)} → "
        f"{measured(target[place], row['unit'], language)}"
        for place, row in widest.iterrows()
    ]
    if language == "zh":
        told = "{} 个要求上升，{} 个要求下降，{} 个要求保持，{} 个没有公布基期值".format(*counts)
        said = f"{strong(source.region(about, 'zh'))}的 {len(goals)} 个目标中，{told}。"
        return Markdown(said + (f"各单位中变化最大的是：{'；'.join(steps)}。" if steps else ""))
    told = "{} rise, {} fall, {} are to be kept and {} have no published baseline".format(*counts)
    said = f"Of the {counted(len(goals), 'goal')} of {strong(source.region(about))}, {told}."
    return Markdown(said + (f" The longest way in each unit: {'; '.join(steps)}." if steps else ""))


def growth(required, targets, about, language="en"):
    """Say which rate or share must move fastest, in points, compound and of its gap, and what is within rounding.

    Examples
    --------
    >>> from helpers import schema
    >>> tables = (schema.load(name, "yantai-14fyp") for name in ("required_growth", "targets"))
    >>> print(growth(*tables, source.read("yantai-14fyp")).data.split(":")[0])
    Fastest must move the **share of children in public kindergartens**
    """
    goals = required[~required["flags"].fillna("").str.contains("projection")]
    primary = goals[goals["primary"]]
    rounded = primary[primary["code"] == "change_within_rounding"].drop_duplicates(["indicator", "target_year"])
    names = named(targets, language)
    points = primary[(primary["unit"] == "points_per_year") & primary["code"].isna()]
    if language == "zh":
        said = _fastest(points, goals, names, "zh") or "没有以百分点计、可判断增速的目标。"
        few = "、".join(map(verbatim, names[rounded["target_id"]]))
        said += f" 变化小于修约误差、无法判断的有 {len(rounded)} 个：{few}。" if len(rounded) else ""
        return Markdown(said + _without_pace(primary, "zh"))
    said = (
        _fastest(points, goals, names, "en")
        or f"No goal of {verbatim(source.region(about))} in percent has a pace that can be told."
    )
    few = ", ".join(map(verbatim, names[rounded["target_id"]]))
    said += f" {len(rounded)} cannot be told from rounding: {few}." if len(rounded) else ""
    return Markdown(said + _without_pace(primary, "en"))


def comparison(drawn, regions, language="en"):
    """Say for every compared indicator which place must move faster."""
    if len(drawn) and spread.crowded(drawn):
        return _spread(drawn, regions, language)
    lines = []
    several = len(drawn) and drawn["period"].nunique() > 1
    for rows in compare.panels_of(drawn):
        name = strong(rows[f"indicator_{language}"].iloc[0])
        colon, comma, comma_in = ("：", "；", "，") if language == "zh" else (": ", "; ", ", ")
        named = compare.places(rows, regions, language)
        places = [
            comma_in.join([f"{verbatim(place)} {pace.said(row, language)}", *compare.remark(row, language)])
            for place, row in zip(named, rows.itertuples(), strict=True)
        ]
        told = [words.rate_unit(rows["rate_unit"].iloc[0], language), *[compare.due(rows, language)] * several]
        lines.append(f"- {name} ({comma.join(told)}){colon}{comma.join(places)}")
    return Markdown("\n".join(lines))


def _spread(drawn, regions, language):
    """Say of every indicator of many plans what the middle of them must do, and who must move fastest."""
    lines, colon = [], "：" if language == "zh" else ": "
    summed = spread.table(drawn)
    named = facts.names(summed, language, summed["target_year"].nunique() > 1)
    for name, row in zip(named, summed.itertuples(), strict=True):
        told = spread.said(row, language).replace("\n", "" if language == "zh" else " ")
        line = f"- {strong(name)} ({row.plans}){colon}{told}"
        same = (drawn["definition"] == row.definition) & (drawn["target_year"] == row.target_year)
        paced = drawn[same & drawn["value"].notna()]
        if len(paced):
            fastest = paced.loc[paced["value"].abs().idxmax()]
            line += word(TERMS, "fastest_of_many", language).format(
                place=verbatim(regions[fastest["plan"]]),
                pace=words.number(fastest["value"], "", language, signed=True, digits=3),
            )
        lines.append(line)
    return Markdown("\n".join(lines))


def audited(findings, about, language="en"):
    """Say how many findings there are of each severity, and the gravest.

    Examples
    --------
    >>> from helpers import audit
    >>> audited(audit.plan("yantai-14fyp"), source.read("yantai-14fyp"), "zh").data.split("，")[0]
    '**烟台市**：矛盾 0 处'
    """
    counts = findings["severity"].value_counts()
    errors, warnings, notes = (int(counts.get(name, 0)) for name in ("error", "warning", "note"))
    gravest = findings.loc[findings["severity"] != "note", "finding"].tolist()
    if language == "zh":
        said = f"{strong(source.region(about, 'zh'))}：矛盾 {errors} 处，存疑 {warnings} 处，提示 {notes} 处。"
    else:
        counts = [counted(errors, "error"), counted(warnings, "warning"), counted(notes, "note")]
        said = f"{strong(source.region(about))}: {listed(counts, 'en')}."
    return Markdown("\n".join([said, "", *(f"- {verbatim(finding)}" for finding in gravest)]))


def _without_pace(primary, language):
    """Say how many targets have no pace, and why."""
    reasons = primary.loc[primary["value"].isna(), "code"].value_counts()
    if reasons.empty:
        return ""
    if language == "zh":
        listed = "；".join(f"{word(CODES, code, 'zh')} {count} 处" for code, count in reasons.items())
        return f" 无法计算增速的有 {reasons.sum()} 处：{listed}。"
    listed = "; ".join(f"{word(CODES, code, 'en')}, {count}" for code, count in reasons.items())
    return f" Without a pace: {reasons.sum()} ({listed})."


def _fastest(points, goals, names, language):
    if points.empty:
        return ""
    first = points.loc[points["value"].abs().idxmax()]
    others = goals[(goals["target_id"] == first["target_id"]) & ~goals["primary"] & goals["value"].notna()]
    pieces = [
        f"{words.number(row.value, '', language, signed=True, digits=3)} {words.rate_unit(row.unit, language)}"
        for row in others[others["method"].isin(["cagr", "gap"])].itertuples()
    ]
    value = words.number(first["value"], "", language, signed=True, digits=4)
    main = f"{value} {words.rate_unit(first['unit'], language)}"
    if language == "zh":
        return f"须变化最快的是{strong(names[first['target_id']])}：{main}（换用其他尺度：{'；'.join(pieces)}）。"
    return f"Fastest must move the {strong(names[first['target_id']])}: {main} (on other scales: {'; '.join(pieces)})."
