"""Sentences made from the tables, in English and Chinese: take-aways, captions, alternative texts.

Nothing here is typed that the tables can say: the next plan has other numbers.
"""

from importlib.metadata import version

import pandas as pd
from IPython.display import Markdown

from helpers import clean, facts, source, words
from helpers.charts import compare, pace
from helpers.words import CODES, TERMS, UNITS, word

FURTHER = "further_documents"


def document(about, language="en"):
    """Say whose document it is, from when, and for which years.

    Examples
    --------
    >>> print(document(source.read("yunyang-14fyp")).data.splitlines()[2])
    - Place: Yunyang County
    """
    colon = "：" if language == "zh" else ": "
    further = [source.title(item, language) for item in about.get(FURTHER, [])]
    told = {
        ("Document", "文件"): source.title(about, language),
        ("With", "并据"): ("；" if language == "zh" else "; ").join(further),
        ("Place", "地区"): source.region(about, language),
        ("Issued by", "发布机构"): about.get("issuer"),
        ("Number", "文号"): about.get("document_no"),
        ("Date", "日期"): about.get("published"),
        ("Status", "状态"): about.get("status"),
        ("Baseline and target year", "基期年与目标年"): f"{about['baseline_year']}, {about['target_year']}",
        ("Notes", "说明"): about.get("notes"),
    }
    place = words.LANGUAGES.index(language)
    return Markdown("\n".join(f"- {name[place]}{colon}{fact}" for name, fact in told.items() if fact))


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
    unknown = clean.undescribed(tables)
    if language == "zh":
        said = (
            f"**{source.region(about, 'zh')}**的文件共印有 {counts['rows']} 处目标：指标表 {counts['table']} 处，"
            f"其中约束性 {counts['binding']} 处，正文 {counts['prose']} 处；"
            f"{counts['projections']} 处是在校生规模的预测值而非目标；"
            f"{str(counts['without']) + ' 处没有公布基期值' if counts['without'] else '均已公布基期值'}；"
            f"另有 {counts['observations']} 个已公布的数值。"
        )
        return Markdown(said + (f"尚待说明定义的指标：{'、'.join(unknown)}。" if unknown else "各指标均有定义。"))
    without = "every one has a published baseline"
    if counts["without"]:
        without = f"{_count(counts['without'], 'has', 'have')} no published baseline"
    place, rows = source.region(about), _count(counts["rows"], "target")
    said = (
        f"The documents of **{place}** print {rows}: {counts['table']} in the official table, {counts['binding']} of "
        f"them binding, and {counts['prose']} in the prose; "
        f"{_count(counts['projections'], 'is a projection', 'are projections')} of enrolment, not goals; "
        f"{without}. They publish {_count(counts['observations'], 'value')}."
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
    widest = goals.loc[known.abs().groupby(goals["unit"]).idxmax()] if len(known) else goals.iloc[:0]
    steps = [
        f"{row[f'indicator_{language}']} {words.number(row['baseline'], row['unit'], language)} → "
        f"{_measured(target[place], row['unit'], language)}"
        for place, row in widest.iterrows()
    ]
    if language == "zh":
        told = "{} 个要求上升，{} 个要求下降，{} 个要求保持，{} 个没有公布基期值".format(*counts)
        said = f"**{source.region(about, 'zh')}**的 {len(goals)} 个目标中，{told}。"
        return Markdown(said + (f"各单位中变化最大的是：{'；'.join(steps)}。" if steps else ""))
    told = "{} rise, {} fall, {} are to be kept and {} have no published baseline".format(*counts)
    said = f"Of the {_count(len(goals), 'goal')} of **{source.region(about)}**, {told}."
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
    rounded = primary[primary["code"] == "change_within_rounding"].drop_duplicates("indicator")
    names = targets.drop_duplicates("indicator").set_index("indicator")[f"indicator_{language}"]
    points = primary[(primary["unit"] == "points_per_year") & primary["code"].isna()]
    if language == "zh":
        said = _fastest(points, goals, names, "zh") or "没有以百分点计、可判断增速的目标。"
        few = "、".join(names[rounded["indicator"]])
        said += f" 变化小于舍入误差、无法判断的有 {len(rounded)} 个：{few}。" if len(rounded) else ""
        return Markdown(said + _without_pace(primary, "zh"))
    said = (
        _fastest(points, goals, names, "en")
        or f"No goal of {source.region(about)} in percent has a pace that can be told."
    )
    few = ", ".join(names[rounded["indicator"]])
    said += f" {len(rounded)} cannot be told from rounding: {few}." if len(rounded) else ""
    return Markdown(said + _without_pace(primary, "en"))


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
        return f"须变化最快的是**{names[first['indicator']]}**：{main}（换用其他尺度：{'；'.join(pieces)}）。"
    return f"Fastest must move the **{names[first['indicator']]}**: {main} (on other scales: {'; '.join(pieces)})."


def comparison(drawn, regions, language="en"):
    """Say for every compared indicator which place must move faster."""
    lines = []
    for _, rows in drawn.groupby("definition", sort=False):
        name = rows[f"indicator_{language}"].iloc[0]
        colon, comma, comma_in = ("：", "；", "，") if language == "zh" else (": ", "; ", ", ")
        places = [
            comma_in.join([f"{regions[row.plan]} {pace.said(row, language)}", *compare.remark(row, language)])
            for row in rows.itertuples()
        ]
        lines.append(
            f"- **{name}** ({words.rate_unit(rows['rate_unit'].iloc[0], language)}){colon}{comma.join(places)}"
        )
    return Markdown("\n".join(lines))


def told(name, drawn, title, about, language, parameters):
    """Give what a figure is saved with: caption, alternative text, citation and parameters.

    Parameters
    ----------
    about : list of dict
        The source.yml of every plan drawn.
    """
    colon, comma, end = ("：", "；", "。") if language == "zh" else (": ", "; ", ".")
    listed = [f"{row[f'indicator_{language}']}{colon}{_spoken(row, language)}" for _, row in drawn.iterrows()]
    return {
        "figure": name,
        "caption": f"{title}{end} {credits(about, language)}",
        "alt": f"{title}{end} {comma.join(listed)}{end}",
        "citation": f"plan-notebooks {version('plan-notebooks')}, figure {name}, {', '.join(drawn['plan'].unique())}",
        "parameters": parameters,
    }


def _spoken(row, language):
    """Say one drawn row in words: where it starts, where it ends, or its pace."""
    if "target" not in row:
        paced = pd.notna(row["value"]) and row["value"] != 0
        return f"{pace.said(row, language)} {words.rate_unit(row['unit'], language) if paced else ''}".strip()
    start = word(CODES, "no_baseline", language)
    if pd.notna(row["baseline"]):
        start = words.number(row["baseline"], row["unit"], language)
    return f"{start} → {_measured(row['target'], row['unit'], language)}"


def _measured(value, unit, language):
    """Write a number with its unit; a ratio is a number alone."""
    return f"{words.number(value, unit, language)} {'' if unit == 'ratio' else word(UNITS, unit, language)}".strip()


def sources(about, language="en"):
    """Show the documents that a notebook rests on, and how to cite it.

    Examples
    --------
    >>> "Cite as: plan-notebooks" in sources([source.read("yunyang-14fyp")]).data
    True
    """
    cite = {"en": "Cite as", "zh": "引用格式"}[language]
    stop = "：" if language == "zh" else ": "
    return Markdown(f"{credits(about, language)}\n\n{cite}{stop}plan-notebooks {version('plan-notebooks')}.")


def credits(about, language="en"):
    """Write the source line of a figure: the documents, and whose calculation it is.

    Examples
    --------
    >>> print(credits([source.read("yunyang-14fyp")]).split("; ")[0])
    Source: Yunyang County's 14th Five-Year Plan for education (2021–2025)
    """
    cited = [document for item in about for document in (item, *item.get(FURTHER, []))]
    documents = ("；" if language == "zh" else "; ").join(dict.fromkeys(source.title(item, language) for item in cited))
    stop = "。" if language == "zh" else ". "
    colon = "：" if language == "zh" else ": "
    return f"{word(TERMS, 'source', language)}{colon}{documents}{stop}{word(TERMS, 'own', language)}"


def title(kind, targets, about, language="en"):
    """Write a figure's title from the places and the years that it shows.

    Examples
    --------
    >>> from helpers import schema
    >>> title("baseline", schema.load("targets", "yunyang-14fyp"), [source.read("yunyang-14fyp")], "zh")
    '云阳县：2020 年基期与 2025 年目标'
    """
    places = _listed(list(dict.fromkeys(source.region(item, language) for item in about)), language)
    start, end = (
        "/".join(map(str, sorted(targets[name].dropna().unique()) or [item[name] for item in about[:1]]))
        for name in ("baseline_year", "target_year")
    )
    texts = {
        "baseline": (f"{places}: baseline {start} and target {end}", f"{places}：{start} 年基期与 {end} 年目标"),
        "pace": (f"{places}: change required every year, {start}–{end}", f"{places}：{start}—{end} 年每年需达到的变化"),
        "compare": (f"{places}: the same indicators compared", f"{places}：同一定义指标的比较"),
    }
    return texts[kind][words.LANGUAGES.index(language)]


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
        said = f"**{source.region(about, 'zh')}**：矛盾 {errors} 处，存疑 {warnings} 处，提示 {notes} 处。"
    else:
        counted = [_count(errors, "error"), _count(warnings, "warning"), _count(notes, "note")]
        said = f"**{source.region(about)}**: {_listed(counted, 'en')}."
    return Markdown("\n".join([said, "", *(f"- {finding}" for finding in gravest)]))


def _listed(things, language):
    """Write a list as a sentence does: a, b and c."""
    if language == "zh":
        return "、".join(things)
    return " and ".join(filter(None, [", ".join(things[:-1]), *things[-1:]]))


def _count(number, one, many=None):
    return f"{number} {one if number == 1 else many or one + 's'}"
