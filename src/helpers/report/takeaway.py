"""What a notebook ends with: its answer in sentences, computed from the tables. `outcomes` is of what came after."""

from IPython.display import Markdown

from helpers import clean, goals
from helpers.charts import compare, required_growth, spread
from helpers.codebook import source
from helpers.goals import GOALS, needs_baseline, once, without_baseline
from helpers.language import of
from helpers.report import counted, listed, named
from helpers.verbatim import strong, verbatim


def cleaned(tables, about, language="en"):
    """Say what was read from a plan's documents and what nobody has described yet.

    Examples
    --------
    >>> print(cleaned(clean.plan("yantai-14fyp"), source.read("yantai-14fyp"), "zh").data)
    **烟台市**的文件共印有 76 处目标：指标表 13 处（其中约束性 2 处），正文 63 处；...
    """
    targets, seen = tables["targets"], len(tables["observations"])
    table, binding = (
        int((targets[column] == value).sum()) for column, value in (("origin", "table"), ("nature", "binding"))
    )
    levels = once(targets)
    projected = levels["kind"] == "projection"
    prose, promised, projections = len(targets) - table, len(levels), int(projected.sum())
    needing, without = (int((~projected & of(levels)).sum()) for of in (needs_baseline, without_baseline))
    unknown = [verbatim(name) for name in clean.undescribed(tables)]
    place = strong(source.region(about, language))
    if language == "zh":
        said = f"{place}的文件没有载明目标，公布了 {seen} 个数值。"
        if len(targets):
            bound = f"（其中约束性 {binding} 处）" if binding else ""
            parts = [f"指标表 {table} 处{bound}"] * bool(table) + [f"正文 {prose} 处"] * bool(prose)
            where = "，".join(parts) if table and prose else f"均在{'指标表' if table else '正文'}"
            said = f"{place}的文件共印有 {len(targets)} 处目标：{where}"
            said += f"；重复出现的只计一次，共 {promised} 项。" if promised < len(targets) else "。"
            said += f"其中 {projections} 项是在校生规模的预计数，不是目标。" if projections else ""
            none = "均未公布基期值" if without == needing else f"其中 {without} 项没有公布基期值"
            none = none if without else "均已公布基期值"
            said += f"须有基期值才能衡量的目标有 {needing} 项，{none}。" if needing else ""
            said += f"另公布了 {seen} 个数值。" if seen else ""
        return Markdown(said + (f"尚待说明定义的指标：{'、'.join(unknown)}。" if unknown else "各指标均有定义。"))
    said = f"The documents of {place} print no target. They publish {counted(seen, 'value')}."
    if len(targets):
        bound = f" ({binding} of them binding)" if binding else ""
        parts = [f"{table} in the official table{bound}"] * bool(table) + [f"{prose} in the prose"] * bool(prose)
        where = listed(parts, "en") if table and prose else f"all in the {'official table' if table else 'prose'}"
        said = f"The documents of {place} print targets in {counted(len(targets), 'place')}: {where}."
        said += f" Counted once each, these are {promised}." if promised < len(targets) else ""
        are = counted(projections, "is a projection", "are projections")
        said += f" Of these, {are} of enrolment, not goals." if projections else ""
        none = f"{counted(without, 'has', 'have')} none published" if without else "every one has it published"
        none = "none has it published" if without == needing else none
        said += f" Of the {counted(needing, 'goal')} to be measured from a baseline, {none}." if needing else ""
        said += f" They publish {counted(seen, 'value')}." if seen else ""
    todo = f" Not described in the codebook yet: {', '.join(unknown)}." if unknown else " Every label has a definition."
    return Markdown(said + todo)


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
    names = named(levels, language)
    steps = [
        f"{verbatim(names[row.target_id])} {of(language).number(row.baseline, row.unit)} → "
        f"{of(language).with_unit(of(language).target(row), row.unit)}"
        for row in widest.itertuples()
    ]
    counts = [int(count) for count in ((known > 0).sum(), (known < 0).sum(), (known == 0).sum(), change.isna().sum())]
    if language == "zh":
        if levels.empty:
            return Markdown(f"{place}没有以水平值表述的目标。")
        forms = ("{} 项要求上升", "{} 项要求下降", "{} 项与基期持平", "{} 项没有公布基期值")
        told = "，".join(form.format(count) for form, count in zip(forms, counts, strict=True) if count)
        told = "均没有公布基期值" if counts[-1] == len(levels) > 1 else told
        said = f"{place}以水平值表述的目标共 {len(levels)} 项（同一承诺只计一次，不含预计数）：{told}。"
        return Markdown(said + (f"各单位中变化最大的是：{'；'.join(steps)}。" if steps else ""))
    if levels.empty:
        return Markdown(f"{place} has no goal that is a level.")
    forms = (("rises", "rise"), ("falls", "fall"), ("stays", "stay"), ("has", "have"))
    ends = ("", "", " at the baseline", " no published baseline")
    told = [f"{counted(count, *form)}{end}" for count, form, end in zip(counts, forms, ends, strict=True) if count]
    told = ["none has a published baseline"] if counts[-1] == len(levels) > 1 else told
    promised = counted(len(levels), "goal that is a level", "goals that are levels")
    said = f"{place} has {promised}, each promise counted once and projections left out: {listed(told, 'en')}."
    return Markdown(said + (f" The largest change in each unit: {'; '.join(steps)}." if steps else ""))


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
    if language == "zh":
        said = _fastest(points, asked, names, "zh") or "没有以百分点计、可计算增速的目标。"
        said += f"变化在修约误差以内的有 {len(rounded)} 项：{few}。" if len(rounded) else ""
        return Markdown(said + _without_pace(primary, "zh"))
    said = (
        _fastest(points, asked, names, "en")
        or f"No goal of {verbatim(source.region(about))} in percent has a required rate that can be computed."
    )
    said += f" Within rounding error: {few}." if len(rounded) else ""
    return Markdown(said + _without_pace(primary, "en"))


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
        brackets = ("（{}）" if language == "zh" else " ({})").format(comma.join(told))
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
            line += (
                of(language)
                .word("terms", "fastest_of_many")
                .format(
                    place=verbatim(regions[fastest["plan"]]),
                    pace=of(language).number(fastest["value"], signed=True, digits=3),
                )
            )
        lines.append(line)
    return Markdown("\n".join(lines))


def audited(findings, about, language="en"):
    """Say how many findings there are of each severity, and the gravest.

    Examples
    --------
    >>> from helpers import audit
    >>> audited(audit.plan("yantai-14fyp"), source.read("yantai-14fyp"), "zh").data.split("，")[0]
    '**烟台市**：存疑 2 处'
    """
    counts = {name: int((findings["severity"] == name).sum()) for name in ("error", "warning", "note")}
    gravest = findings.loc[findings["severity"] != "note", "finding"].tolist()
    place = strong(source.region(about, language))
    if findings.empty:
        return Markdown(of(language).word("terms", "audited_none").format(place=place))
    if language == "zh":
        told = [f"{of('zh').word('severities', name)} {count} 处" for name, count in counts.items() if count]
        said = f"{place}：{'，'.join(told)}。"
    else:
        said = f"{place}: {listed([counted(count, name) for name, count in counts.items() if count], 'en')}."
    return Markdown("\n".join([said, "", *(f"- {verbatim(finding)}" for finding in gravest)]))


def _without_pace(primary, language):
    """Say how many promises have no pace, and why."""
    reasons = primary.loc[primary["value"].isna(), "code"].value_counts()
    if reasons.empty:
        return ""
    several = len(reasons) > 1
    if language == "zh":
        told = "；".join(f"{of('zh').word('codes', code)}{f' {count} 项' * several}" for code, count in reasons.items())
        return f"无法计算增速的有 {reasons.sum()} 项：{told}。"
    told = "; ".join(f"{of('en').word('codes', code)}{f', {count}' * several}" for code, count in reasons.items())
    return f" No required rate can be computed for {counted(int(reasons.sum()), 'target')} ({told})."


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
    name, main = strong(names[first["target_id"]]), of(language).pace(first["value"], first["unit"], digits=4)
    alone = points["target_id"].nunique() == 1
    if language == "zh":
        others = f"（换用其他尺度：{'；'.join(beside)}）" if beside else ""
        said = (
            f"{'以百分点计、可计算增速的目标只有' if alone else '以百分点计，变化须最快的是'}{name}：{main}{others}。"
        )
        said += "".join(f"按{scale}，居首的是{other}（{most}，前者为{own}）。" for scale, other, most, own in ahead)
        return said
    verb = "grow" if first["value"] > 0 else "fall"
    others = f" (on other scales: {'; '.join(beside)})" if beside else ""
    said = f"In percentage points, the {name} must {verb} fastest: {main}{others}."
    if alone:
        said = f"Only the {name} has a required rate in percentage points: {main}{others}."
    return said + "".join(
        f" By {method}, {other} comes first: {most}, against {own}." for method, other, most, own in ahead
    )
