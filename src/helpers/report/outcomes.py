"""What a notebook ends with where something was observed: verdicts, trends and national precedents in sentences."""

import math

from IPython.display import Markdown

from helpers import precedent as preceding
from helpers import source, words
from helpers.charts import history
from helpers.goals import named, once, once_judged
from helpers.report import counted, listed
from helpers.words import CODES, FLAGS, TERMS, VERDICTS, word

CAUTIONS = ("before_adoption", "self_reported", "late_base", "across_break")
"""Flags that are told once where they hold for all."""


def progress(rows, targets, about, language="en"):
    """Say how many targets have which verdict, which are behind and which ahead, and what the observations cannot show.

    Parameters
    ----------
    rows, targets : DataFrame
        As `helpers.schema` declares progress and targets.
    about : dict
        The plan's source.yml.

    Examples
    --------
    >>> from helpers import schema
    >>> tables = (schema.load(name, "yunyang-14fyp") for name in ("progress", "targets"))
    >>> print(progress(*tables, source.read("yunyang-14fyp")).data.splitlines()[2])
    - acceleration needed: gross preschool enrolment rate (R = 0.80)
    """
    judged, promised = once_judged(rows, targets), len(once(targets))
    seen = named(judged[judged["observed_year"].notna()].sort_values("ratio"), targets)
    colon, comma, stop = ("：", "、", "。") if language == "zh" else (": ", ", ", ".")
    lines = []
    for verdict, same in seen.groupby("verdict", sort=False):
        told = dict.fromkeys(
            f"{getattr(row, f'indicator_{language}')}{_ratio(row, language)}" for row in same.itertuples()
        )
        lines.append(f"- {word(VERDICTS, verdict, language)}{colon}{comma.join(told)}")
    place, observed = source.region(about, language), len(seen.drop_duplicates(["plan", "target_id"]))
    if language == "zh":
        found = f"{observed} 项有" if observed else "尚无一项有"
        said = f"**{place}**的 {promised} 项目标（同一承诺只计一次）中，{found}基期之后公布的数据。"
        said = said if promised else f"**{place}**没有载明目标。"
    else:
        were = "none has" if not observed else counted(observed, "has", "have")
        said = f"Of the {counted(promised, 'target')} of **{place}**, each promise counted once, {were} a later value."
        said = said if promised else f"**{place}** has no targets."
    if not promised:
        return Markdown(said)
    if seen.empty:
        return Markdown(f"{said}{word(TERMS, 'nothing_judged', language)}")
    flags = seen["flags"].fillna("").str.split(";").explode()
    cautions = [word(FLAGS, name, language) for name in CAUTIONS if (flags == name).sum() == len(seen)]
    if cautions:
        said += (
            {"en": " All these observations: ", "zh": "这些观测值均为："}[language] + listed(cautions, language) + stop
        )
    return Markdown("\n".join([said, "", *lines]))


def _ratio(row, language):
    if math.isnan(row.ratio):
        return ""
    return ("（{}）" if language == "zh" else " ({})").format(words.of_ratio(row.ratio))


def trend(rows, about, language="en"):
    """Say how many series are long enough for a model, and what their hindcasts were worth.

    Parameters
    ----------
    rows : DataFrame
        As `helpers.schema` declares trend.
    about : dict
        The plan's source.yml.

    Examples
    --------
    >>> from helpers import schema
    >>> print(trend(schema.load("trend", "yantai-14fyp"), source.read("yantai-14fyp")).data)
    None of the 13 series of **Yantai City** has four values running: their end points and how these are rounded are all
    that can be said; no model, no interval, no chance.
    """
    place, series = source.region(about, language), rows["indicator"].nunique()
    walks = rows[(rows["model"] == "rwd") & (rows["scale"] == "identity")].sort_values("last_year")
    walks = walks.drop_duplicates("indicator", keep="last")
    tried = walks[walks["hindcast_n"].fillna(0) > 0]
    held, asked = round((tried["hindcast_coverage"] * tried["hindcast_n"]).sum()), tried["hindcast_n"].sum()
    if language == "zh":
        if walks.empty:
            return Markdown(
                f"**{place}**的 {series} 个数列都没有连续四年的数值：只能说端点及其修约，没有模型、区间与概率。"
            )
        told = f"**{place}**的 {series} 个数列中，{len(walks)} 个有连续四年以上的数值，{len(tried)} 个可以回测"
        closing = f"：带漂移的随机游走，{asked} 个名义 95% 的区间中有 {held} 个包含了后来的数值。" if asked else "。"
        return Markdown(told + closing)
    if walks.empty:
        return Markdown(
            f"None of the {counted(series, 'series', 'series')} of **{place}** has four values running: their end "
            "points and how these are rounded are all that can be said; no model, no interval, no chance."
        )
    closing = (
        f": of {asked} nominal 95 % intervals of a random walk with drift, {held} held what came." if asked else "."
    )
    return Markdown(
        f"Of the {counted(series, 'series', 'series')} of **{place}**, {len(walks)} have four values running or more, "
        f"and {len(tried)} could be tried on their past{closing}"
    )


def precedent(rows, own, about, language="en"):
    """Say for how many goals there is a precedent, what the nation did there, why the others have none, and of trends.

    Parameters
    ----------
    rows : DataFrame
        From `helpers.precedent.table`.
    own : DataFrame
        The plan's trend, as `helpers.schema` declares it.
    about : dict
        The plan's source.yml.

    Examples
    --------
    >>> from helpers import codebook, schema
    >>> plan = [schema.load(name, "yunyang-14fyp") for name in ("targets", "required_growth")]
    >>> rows = preceding.table(*plan, schema.load("observations", "china-14fyp"), codebook.load())
    >>> lines = precedent(rows, schema.load("trend", "yunyang-14fyp"), source.read("yunyang-14fyp")).data.splitlines()
    >>> print(lines[2])
    - **gross preschool enrolment rate** (90.9 → 95): plan +0.82 percentage points a year; nation, while within ±2.5 ...
    >>> print(lines[-3])
    An average of some 2,800 counties moves more smoothly than any one of them; from it no target is called unrealistic.
    """
    there = preceding.found(rows)
    made = there & rows["reached_year"].notna()
    parts = [[_counted(int(there.sum()), int(made.sum()), len(rows), source.region(about, language), language)]]
    parts += [[_told(row, language) for row in rows[there].itertuples()], _others(rows[~there], language)]
    if rows["until"].isna().all():
        parts += [[word(TERMS, "precedent_average", language)]]
    parts += [[trend(own, about, language).data]]
    return Markdown("\n\n".join("\n".join(part) for part in parts if part))


def _counted(count, made, goals, place, language):
    if not goals:
        none = (
            "**{}**没有比率、比值或均值类目标。"
            if language == "zh"
            else "**{}** has no goal in rates, shares or means."
        )
        return none.format(place)
    if language == "zh":
        return (
            f"**{place}**有 {goals} 项比率、比值或均值类目标：其中 {count} 项的起点全国曾经达到，"
            f"此后全国完成同样变化的有 {made} 项。"
        )
    kinds = f"goal{'' if goals == 1 else 's'} of **{place}** in rates, shares, ratios or means"
    starts = f"{count} {'starts' if count == 1 else 'start'} where the nation has been"
    return f"Of the {goals} {kinds}, {starts}; of these steps the nation has since made {made or 'none'}."


def _told(row, language):
    name = row.indicator_zh if language == "zh" else row.indicator_en
    step = " → ".join(words.number(end, row.unit, language) for end in (row.baseline, row.target))
    if language == "zh":
        return f"- **{name}**（{step}）：{'；'.join(history.said(row, 'zh'))}。"
    return f"- **{name}** ({step}): {'; '.join(history.said(row, 'en'))}."


def _others(rows, language):
    """Say why the others have no precedent => lines; of which the nation has a series, where it stands."""
    lines = []
    for code, of_one in rows.groupby("code", sort=False):
        named = [_where(row, language) for row in of_one[of_one["first_year"].notna()].itertuples()]
        reason, count = word(CODES, code, language), len(of_one)
        if language == "zh":
            lines.append(f"- {reason}：{count} 个{'（' if named else ''}{'；'.join(named)}{'）' if named else ''}。")
        else:
            lines.append(f"- {reason}: {count}{' (' if named else ''}{'; '.join(named)}{')' if named else ''}.")
    return [{"en": "The others have none:", "zh": "其余没有参照："}[language], "", *lines] if lines else []


def _where(row, language):
    """Name a goal and say how far the nation is: its last value, or whether it came to a target without baseline."""
    name, last = getattr(row, f"indicator_{language}"), words.number(row.last_value, row.unit, language)
    if row.code == "no_baseline":
        return f"{name}{'，' if language == 'zh' else ', '}{history.duration(row, language)}"
    start = words.number(row.baseline, row.unit, language)
    if language == "zh":
        return f"{name}起点 {start}，{row.last_year} 年全国 {last}"
    return f"{name}, start {start}, nation {last} in {row.last_year}"
