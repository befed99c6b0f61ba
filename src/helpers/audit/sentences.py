"""What a finding says, in English and Chinese."""

from helpers import words
from helpers.words import LANGUAGES

SENTENCES = {
    "parts_and_total": (
        "{a}, {year_a}: the parts do not add up to the printed total",
        "{a}（{year_a} 年）：各部分之和与公布的总数不符",
    ),
    "sum_within_rounding": (
        "{a}, {year_a}: the parts add up to the printed total only within rounding",
        "{a}（{year_a} 年）：各部分之和与公布的总数仅在修约误差内相符",
    ),
    "sum_of_another_year": (
        "{a}: the value of {year_a} is exactly the sum of parts published for {year}; nothing was added, or a sum was "
        "reused",
        "{a}：{year_a} 年的数值恰为 {year} 年公布的各部分之和，或无新增，或系沿用",
    ),
    "ratio_against_words": (
        "{a}: promised as {printed_a}, but the plan's own figures give {value:.2f}",
        "{a}：文字承诺“{printed_a}”，而规划自身的数字只得 {value:.2f}",
    ),
    "share_against_count": (
        "{a}, {year_a}: the printed share does not follow from the printed counts",
        "{a}（{year_a} 年）：公布的占比与公布的数量不符",
    ),
    "scope_from_share": (
        "{a}: what the count covers is not printed; held against the {b} it implies {implied:,.0f} in all, which fits "
        "the scope of that share",
        "{a}：原文未说明统计范围；与“{b}”对照，总数约为 {implied:,.0f}，与该占比的统计范围相符",
    ),
    "implied_total": (
        "{b}: count and share together imply a total of {implied:,.0f} that the document does not print",
        "{b}：数量与占比两个目标合起来意味着总数为 {implied:,.0f}，原文并未公布",
    ),
    "part_exceeds_whole": (
        "the {a} exceeds the {b}, of which it would be a part: the two differ in scope, or are counted apart; the "
        "document does not say",
        "“{a}”大于本应包含它的“{b}”：二者统计范围不同，或分开统计；原文未说明",
    ),
    "stock_or_new": (
        "{a}: {there} published and {printed_b} to be made do not give the promised {printed_a}; which of them counts "
        "all there are, and which new ones, is not said",
        "{a}：已公布的 {there} 与拟新增的 {printed_b} 之和不等于承诺的 {printed_a}；何者为总量、何者为新增未说明",
    ),
    "capacity_and_enrolment": (
        "{a}: {value_a} are promised; the projected change of {b} is {rise:+,.0f}",
        "{a}：承诺 {value_a}，而“{b}”预计变化 {rise:+,.0f}",
    ),
    "change_against_rate": (
        "{a}, {year_a}: the change in the unit and the change in percent do not agree",
        "{a}（{year_a} 年）：绝对变化与百分比变化不一致",
    ),
    "one_name_two_values": (
        "{a}: two numbers for the same indicator, {printed_a} and {printed_b}",
        "{a}：同一指标有两个数值，{printed_a} 与 {printed_b}",
    ),
    "one_term_two_values": (
        "“{term}”: one term with two values, {printed_a} ({a}) and {printed_b} ({b}); whether "
        "denominators or dates differ is not said",
        "“{term}”：同一名称有两个数值，{printed_a}（{a}）与 {printed_b}（{b}）；分母或年份是否不同未说明",
    ),
    "one_value_two_names": (
        "{printed_a}: one value under two names, {a} and {b}; whether they are one indicator is not said",
        "{printed_a}：同一数值有两个名称，“{a}”与“{b}”；是否同一指标未说明",
    ),
    "table_against_prose": (
        "{a}: the official table and the prose print {printed_a} and {printed_b}: a number or a bound?",
        "{a}：指标表与正文分别写作 {printed_a} 与 {printed_b}，是定值还是界限？",
    ),
    "number_or_bound": (
        "{a}: {printed_a} in one place and {printed_b} in another: a number or a bound?",
        "{a}：两处分别写作 {printed_a} 与 {printed_b}，是定值还是界限？",
    ),
    "two_dates": (
        "{a}: the same figure is printed {when_a} and {when_b}",
        "{a}：同一数值一处{when_a}、一处{when_b}",
    ),
    "already_reached": (
        "{a}: the target was already reached in {year}, {value_b}",
        "{a}：{year} 年已达 {value_b}，目标已经实现",
    ),
    "stock_already_larger": (
        "{a}: {value_a} are promised where {value_b} were published for {year}: fewer than before if new, already "
        "there if a total",
        "{a}：承诺 {value_a}，而 {year} 年已公布 {value_b}：若为新增则少于以往，若为总量则早已达到",
    ),
    "target_is_baseline": (
        "{a}: the target equals its baseline; no change is asked",
        "{a}：目标等于基期值，未要求变化",
    ),
    "within_rounding": (
        "{a}: the target lies less than three half-digits from its baseline; the change is small against the rounding",
        "{a}：目标与基期之差不足修约半宽的三倍，变化小于修约所能分辨",
    ),
    "implied_cohort": (
        "{a} and {b} imply an age group of {before} in {start} and of {after} in {end}: hold that against births",
        "“{a}”与“{b}”意味着该年龄组在 {start} 年有 {before} 人、{end} 年有 {after} 人，应与出生人口核对",
    ),
    "faster_than_cohorts": (
        "{a}: would need those who enter its {cohorts} cohorts to have {lead:.1f} more years of schooling than those "
        "who leave; suspect the definition",
        "{a}：需要每年进入的人口比退出的人口多受 {lead:.1f} 年教育（按 {cohorts} 个年龄组计），应怀疑口径",
    ),
    "whole_without_a_part": (
        "{a}: {printed_a} is promised, and of a group among them, {b}, {printed_b}",
        "{a}：承诺 {printed_a}，而其中的“{b}”只承诺 {printed_b}",
    ),
    "spending_exceeds_total": (
        "{a}: spending per head times heads exceeds the printed total of {year_a}; not all heads can be counted in it",
        "{a}：各类生均经费与人数之积的合计超过 {year_a} 年公布的总额；总额不可能覆盖全部学生",
    ),
    "kept_level_unknown": (
        "{a}: {printed_a} is to be kept, and what it is now is not published",
        "{a}：要求{printed_a}，而现值未公布",
    ),
    "exactly_100": (
        "{a}: a rate that may pass 100 is printed as exactly 100; whether it is cut off there is not said",
        "{a}：该比率可超过 100，却恰为 100；是否截断未说明",
    ),
    "after_the_plan": (
        "targets for {years}, after the plan's own end: {many}, the first one {a}",
        "目标年 {years} 晚于规划期：共 {many} 个，首个为“{a}”",
    ),
    "due_when_published": (
        "targets for {years}, due in the year in which the plan was published: {many}, the first one {a}",
        "目标年 {years} 即规划发布当年：共 {many} 个，首个为“{a}”",
    ),
    "draft": (
        "the document is a {status}: what was adopted may differ",
        "该文件为草案（{status}）：正式文本可能不同",
    ),
    "no_baseline_published": (
        "levels promised: {levels}; not one starts from a published baseline",
        "承诺了 {levels} 个水平值目标，均未公布基期值",
    ),
    "no_year_printed": (
        "targets with a number but without a year: {open} of {dated}, the first one {a}",
        "{dated} 个有数值的目标中 {open} 个未载明年份，首个为“{a}”",
    ),
    "damaged_figure": (
        "{a}: {printed_a} is read as {cells}; {why}",
        "{a}：副本有损，“{printed_a}”读作 {cells}",
    ),
    "damaged_label": (
        "{a}: {said}",
        "{a}：指标名称在副本中有缺损",
    ),
}


def tell(finding, case, language="en"):
    """Say a finding in one sentence.

    Examples
    --------
    >>> from helpers.audit.case import Finding, example
    >>> given = example(targets=[{"indicator": "a", "target_low": 100.0}])
    >>> tell(Finding("target_is_baseline", "note", given.goals[0]), given, "zh")
    'a：目标等于基期值，未要求变化'
    >>> tell(Finding("draft", "warning", words={"status": "decision draft"}), given, "zh")
    '该文件为草案（决策草案）：正式文本可能不同'
    """
    place = LANGUAGES.index(language)
    facts = dict(finding.words)
    if "status" in facts:
        facts["status"] = words.word(words.STATUSES, facts["status"], language)
    for side, row in (("a", finding.a), ("b", finding.b)):
        if row is None:
            continue
        facts[side] = case.names[row["indicator"]][place]
        facts[f"printed_{side}"] = row["printed"]
        facts[f"year_{side}"] = row.get("year")
        facts[f"when_{side}"] = _when(row.get("year"), language)
        if "value" in row:
            facts[f"value_{side}"] = _value(row, language)
    return SENTENCES[finding.rule][place].format(**facts)


def _when(year, language):
    if language == "zh":
        return f"载明 {year} 年" if year else "未载年份"
    return f"for {year}" if year else "without a year"


def _value(row, language):
    unit = words.unit_name(row["unit"] or "", language)
    return f"{words.number(row['value'], row['unit'] or '', language)} {unit}".strip()
