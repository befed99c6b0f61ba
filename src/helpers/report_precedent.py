"""The take-away on national precedent: the plan's pace beside the nation's, and the years that the same step took."""

from IPython.display import Markdown

from helpers import precedent as history
from helpers import source, words
from helpers.charts import precedent as chart
from helpers.words import CODES, TERMS, word


def precedent(rows, about, language="en"):
    """Say for how many goals there is a precedent, what the nation did there, and why the others have none.

    Parameters
    ----------
    rows : DataFrame
        From `helpers.precedent.table`.
    about : dict
        The plan's source.yml.

    Examples
    --------
    >>> from helpers import codebook, schema
    >>> plan = [schema.load(name, "yunyang-14fyp") for name in ("targets", "required_growth")]
    >>> rows = history.table(*plan, schema.load("observations", "china-14fyp"), codebook.load())
    >>> lines = precedent(rows, source.read("yunyang-14fyp")).data.splitlines()
    >>> print(lines[2])
    - **gross preschool enrolment rate** (90.9 → 95): plan +0.82 percentage points a year; nation within ±2.5 of ...
    >>> print(lines[-1])
    An average of some 2,800 counties moves more smoothly than any one of them; from it no target is called unrealistic.
    """
    there = history.found(rows)
    parts = [[_counted(int(there.sum()), len(rows), source.region(about, language), language)]]
    parts += [[_told(row, language) for row in rows[there].itertuples()], _others(rows[~there], language)]
    parts += [[word(TERMS, "precedent_average", language)]]
    return Markdown("\n\n".join("\n".join(part) for part in parts if part))


def title(about, language="en"):
    """Write the title of the figure.

    Examples
    --------
    >>> title(source.read("yunyang-14fyp"), "zh")
    '云阳县：规划的速度与全国曾有的速度'
    """
    return word(TERMS, "precedent_title", language).format(place=source.region(about, language))


def _counted(count, goals, place, language):
    if not goals:
        none = (
            "**{}**没有比率、比值或均值类目标。"
            if language == "zh"
            else "**{}** has no goal in rates, shares or means."
        )
        return none.format(place)
    if language == "zh":
        return f"**{place}**有 {goals} 个比率、比值或均值类目标，其中 {count} 个可参照全国的历史。"
    kinds = f"goal{'' if goals == 1 else 's'} of **{place}** in rates, shares, ratios or means"
    return f"Of the {goals} {kinds}, {count} {'has' if count == 1 else 'have'} a national precedent."


def _told(row, language):
    name = row.indicator_zh if language == "zh" else row.indicator_en
    step = " → ".join(words.number(end, row.unit, language) for end in (row.baseline, row.target))
    if language == "zh":
        return f"- **{name}**（{step}）：{'；'.join(chart.said(row, 'zh'))}。"
    return f"- **{name}** ({step}): {'; '.join(chart.said(row, 'en'))}."


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
        return f"{name}{'，' if language == 'zh' else ', '}{chart.duration(row, language)}"
    start = words.number(row.baseline, row.unit, language)
    if language == "zh":
        return f"{name}起点 {start}，{row.last_year} 年全国 {last}"
    return f"{name}, start {start}, nation {last} in {row.last_year}"
