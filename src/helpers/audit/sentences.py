"""What a finding says, in English and Chinese."""

from helpers import words
from helpers.words import LANGUAGES

SENTENCES = {
    "parts_and_total": (
        "{a}, {year_a}: the parts do not add up to the printed total, by more than rounding",
        "{a}（{year_a} 年）：各分项之和与公布的总数不符，差额超出修约误差",
    ),
    "sum_of_another_year": (
        "{a}: the value of {year_a} equals the sum of the parts published for {year}; whether none were added "
        "between, and whether one may be in two parts, is not said",
        "{a}：{year_a} 年的数值等于 {year} 年公布的各分项之和；其间有无新增、各分项有无重复，原文均未说明",
    ),
    "ratio_against_words": (
        "{a}: {printed_a} is promised, and the plan's own two figures give {value:.2f}; whether the ratio is of all "
        "who are enrolled or of those who newly enter is not said",
        "{a}：目标为“{printed_a}”，而按规划自身的两项数字计算为 {value:.2f}；所指是在校生之比还是招生之比，原文未说明",
    ),
    "share_against_count": (
        "{a}, {year_a}: the printed share does not follow from the printed counts",
        "{a}（{year_a} 年）：公布的占比与按公布数量计算的结果不符",
    ),
    "scope_from_share": (
        "{a}: what the count covers is not printed; if it is what the {b} covers, there are {implied:,.0f} in all",
        "{a}：原文未说明统计范围；若与“{b}”范围相同，则总数约为 {implied:,.0f}",
    ),
    "implied_total": (
        "{b}: count and share together imply a total of {implied:,.0f} that the document does not print",
        "{b}：由数量与占比两项目标可推知总数约为 {implied:,.0f}，原文并未公布",
    ),
    "part_exceeds_whole": (
        "{a}: {value_a}, more than the {value_b} of the {b}, so it is no part of that as printed: the two differ in "
        "scope, or are counted apart",
        "{a}为 {value_a}，大于“{b}”的 {value_b}，因而不可能是后者的一部分：二者统计范围不同，或分别统计",
    ),
    "stock_or_new": (
        "{a}: {there} published for {since} and {printed_b} to be made come to {added}, and {printed_a} are promised; "
        "whether the first are all there are is not said",
        "{a}：已公布的 {since} 年数为 {there}，加上拟新增的 {printed_b} 为 {added}，而目标为 {printed_a}；"
        "前者是否即现有总量，原文未说明",
    ),
    "kindred_stock": (
        "{a}: {printed_a} were published for {since}, and {added} of kindred kinds are promised ({kinds}); whether "
        "these are new ones or all there are to be is not said",
        "{a}：已公布的 {since} 年数为 {printed_a}，而同类目标（{kinds}）合计 {added}；是新增还是总量，原文未说明",
    ),
    "new_against_share": (
        "{a}: with the total that another share and its count imply, {printed_a} is about {number}, where "
        "{printed_b} are promised as new ones",
        "{a}：按另一占比及其数量所隐含的总数推算，{printed_a} 约合 {number}，而拟新增的为 {printed_b}",
    ),
    "capacity_and_enrolment": (
        "{a}: {value_a} are promised; {kinds}: {rise} projected",
        "{a}：目标为 {value_a}，而{kinds}预计变化 {rise}",
    ),
    "places_added": (
        "{a}: {places} in {since}; {kinds}: {rise} projected together up to {year_b}",
        "{a}：{since} 年共 {places}，而{kinds}到 {year_b} 年预计合计变化 {rise}",
    ),
    "named_one_by_one": (
        "{a}: {printed_a} are promised, and {many} are named one by one: {places_named}",
        "{a}：目标为 {printed_a}，而原文逐一列名的有 {many} 个：{places_named}",
    ),
    "only_whole_numbers": (
        "{a}, {year_a}: if the {b} is of the same total, only {total:,} in all gives whole numbers for both, "
        "{numbers}, within a quarter of the {near:,.0f} implied for {other_year}",
        "{a}（{year_a} 年）：若“{b}”的分母与其相同，则在 {other_year} 年隐含总数 {near:,.0f} 上下四分之一的范围内，"
        "只有总数为 {total:,} 时两项均为整数，即 {numbers}",
    ),
    "bounds_touch": (
        "{a} and {b}: the two sizes touch, so that what has exactly {size} is in both",
        "“{a}”与“{b}”的界限相接，恰为 {size} 者同属两类",
    ),
    "change_against_rate": (
        "{a}, {year_a}: the change in the unit and the change in percent do not agree",
        "{a}（{year_a} 年）：公布的增减量与增减幅度互不相符",
    ),
    "change_without_level": (
        "{a}, {year_a}: a change is published, {printed_a}, and no level of any year",
        "{a}（{year_a} 年）：只公布了变化（{printed_a}），任何年份的水平值均未公布",
    ),
    "one_name_two_values": (
        "{a}: two numbers for one indicator, {printed_a} ({when_a}) and {printed_b} ({when_b})",
        "{a}：同一指标有两个数值，{printed_a}（{when_a}）与 {printed_b}（{when_b}）",
    ),
    "one_term_two_values": (
        "“{term}”: one term with two values, {printed_a} ({a}) and {printed_b} ({b}); whether they are shares of the "
        "same whole is not said",
        "“{term}”：同一名称有两个数值，{printed_a}（{a}）与 {printed_b}（{b}）；二者的分母是否相同，原文未说明",
    ),
    "one_value_two_names": (
        "{printed_a}: one value under two names, {a} and {b}; whether they are one indicator is not said",
        "{printed_a}：同一数值见于两个名称，“{a}”与“{b}”；是否为同一指标，原文未说明",
    ),
    "table_against_prose": (
        "{a}: the official table and the prose print {printed_a} and {printed_b}: a number or a bound?",
        "{a}：指标表与正文分别写作 {printed_a} 与 {printed_b}，是定值还是界限？",
    ),
    "number_or_bound": (
        "{a}: {printed_a} in one place and {printed_b} in another: a number or a bound?",
        "{a}：两处分别写作 {printed_a} 与 {printed_b}，是定值还是界限？",
    ),
    "bound_of_a_range": (
        "{a}: {printed_a}, a range with a bound: which end of it is the bound is not said",
        "{a}：“{printed_a}”既是区间又是界限，以哪一端为界，原文未说明",
    ),
    "two_dates": (
        "{a}: the same figure is due in {year_a} and in {year_b}",
        "{a}：同一数值既列为 {year_a} 年目标，又列为 {year_b} 年目标",
    ),
    "already_reached": (
        "{a}: the target was already reached in {year_b}, {value_b}",
        "{a}：{year_b} 年已为 {value_b}，目标已经实现",
    ),
    "stock_already_larger": (
        "{a}: {printed_a} are promised, and {printed_b} were published for {since}: no more than before if new ones "
        "are meant, already there if all are",
        "{a}：目标为 {printed_a}，而已公布的 {since} 年数为 {printed_b}：若指新增，则不多于以往；若指总量，则早已达到",
    ),
    "target_is_baseline": (
        "{a}: the target equals its baseline; no change is asked",
        "{a}：目标值等于基期值，未要求变化",
    ),
    "within_rounding": (
        "{a}: the target lies {step} from its baseline, of which rounding leaves ±{width} open: the change asked is "
        "between {least} and {most}",
        "{a}：目标值与基期值相差 {step}，而修约误差达 ±{width}，实际要求的变化在 {least} 与 {most} 之间",
    ),
    "beyond_any_rate": (
        "{a}: {printed_a} is beyond any such rate that exists; a decimal point may be lost",
        "{a}：{printed_a} 超出此类比率的可能范围，或漏印小数点",
    ),
    "far_from_the_one_before": (
        "{a}: {printed_a} and, before it, {printed_b} are too far apart to be in one unit; a unit or a decimal point "
        "may be lost",
        "{a}：{printed_a} 与此前的 {printed_b} 相差悬殊，不似同一单位，或漏印单位、小数点",
    ),
    "implied_cohort": (
        "{a} and {b} imply an age group of {before} in {start} and of {after} in {end}: hold that against births",
        "由“{a}”与“{b}”推算，该年龄组 {start} 年约 {before} 人、{end} 年约 {after} 人，可与出生人口核对",
    ),
    "faster_than_cohorts": (
        "{a}: would need those who enter its {cohorts} cohorts to have {lead:.1f} more years of schooling than those "
        "who leave; suspect the definition",
        "{a}：要实现目标，每年进入统计范围者须比退出者平均多受 {lead:.1f} 年教育（按 {cohorts} 个年龄组计），口径存疑",
    ),
    "mean_of_the_rest": (
        "{a}: to rise by {all}, and of a group among them ({b}) by {group}: if the group keeps its share of all, the "
        "others must rise by more than {all}; and the group is about {share:.1f} % of all at most, or the others would "
        "have had less than nothing in {start}",
        "{a}拟提高 {all}，其中“{b}”拟提高 {group}：若后者所占比重不变，其余人口的提高须超过 {all}；"
        "且后者所占比重至多约为 {share:.1f}%，否则其余人口 {start} 年的均值将为负",
    ),
    "whole_without_a_part": (
        "{a}: {printed_a} is promised, and of a group among them, {b}, {printed_b}",
        "{a}：目标为 {printed_a}，而其中“{b}”的目标为 {printed_b}",
    ),
    "spending_exceeds_total": (
        "{a}: spending per head times heads exceeds the printed total of {year_a}: not all of these heads, or not "
        "all of this spending, can be in it",
        "{a}：各类生均经费与学生数乘积之和超过 {year_a} 年公布的总额，可见二者所含学生或经费的范围不同",
    ),
    "kept_level_unknown": (
        "{a}: {printed_a} is to be kept, and what it is now is not published beside that",
        "{a}：要求“{printed_a}”，但未另行公布现值",
    ),
    "exactly_100": (
        "{a}: a rate that may pass 100 is printed as exactly 100; whether it is cut off there is not said",
        "{a}：该比率可超过 100，公布值却恰为 100；是否截断，原文未说明",
    ),
    "after_the_plan": (
        "targets for {years}, after the plan's own end: {many}, the first one {a}",
        "目标年 {years} 晚于规划期末：共 {many} 个，首个为“{a}”",
    ),
    "due_when_published": (
        "targets for {years}, due by the end of the year in which the plan was published: {many}, the first one {a}",
        "目标年 {years} 不晚于规划发布当年：共 {many} 个，首个为“{a}”",
    ),
    "draft": (
        "the document is a {status}: what was adopted may differ",
        "该文件为草案（{status}），正式文本可能不同",
    ),
    "no_baseline_published": (
        "levels promised: {levels}; not one starts from a published baseline",
        "提出 {levels} 个水平值目标，均未公布基期值",
    ),
    "no_year_printed": (
        "targets with a number but without a year: {open} of {dated}, the first one {a}",
        "{dated} 个有数值的目标中，{open} 个未载明年份，首个为“{a}”",
    ),
    "damaged_figure": (
        "{a}: {printed_a} is read as {cells}; {why}",
        "{a}：原文副本有损，“{printed_a}”读作 {cells}",
    ),
    "damaged_label": (
        "{a}: {said}",
        "{a}：指标名称在原文副本中有缺损",
    ),
}
NUMBERS = ("step", "width", "least", "most")
"""What is written as a number alone."""
COUNTED = {"added": "a", "number": "b", "places": "a", "rise": "b", "all": "a", "group": "b"}
"""What is written with a unit, and of which of the two figures that is."""
LISTED = ("places_named", "numbers", "cells")
"""What is a list."""


def tell(finding, case, language="en"):
    """Say a finding in one sentence.

    Examples
    --------
    >>> from helpers.audit.case import Finding, example
    >>> given = example(targets=[{"indicator": "a", "target_low": 100.0}])
    >>> tell(Finding("target_is_baseline", "note", given.goals[0]), given, "zh")
    'a：目标值等于基期值，未要求变化'
    >>> tell(Finding("draft", "warning", words={"status": "decision draft"}), given, "zh")
    '该文件为草案（决策草案），正式文本可能不同'
    """
    place = LANGUAGES.index(language)
    facts = {key: _said(key, value, finding, case, language) for key, value in finding.words.items()}
    for side, row in (("a", finding.a), ("b", finding.b)):
        if row is None:
            continue
        facts[side] = case.names[row["indicator"]][place]
        facts[f"printed_{side}"] = row["printed"]
        facts[f"year_{side}"] = row.get("year")
        facts[f"when_{side}"] = _when(row.get("year"), language)
        if "value" in row:
            facts[f"value_{side}"] = words.measured(row["value"], row["unit"] or "", language)
    return SENTENCES[finding.rule][place].format(**facts)


def _said(key, value, finding, case, language):
    """Write one of the words of a finding as the language has it."""
    if key == "status":
        return words.word(words.STATUSES, value, language)
    if key == "since":
        return "–".join(map(str, value))
    if key == "kinds":
        names = [case.names[slug][LANGUAGES.index(language)] for slug in value]
        return "".join(f"“{name}”" for name in names) if language == "zh" else ", ".join(names)
    if key in LISTED:
        return ("、" if language == "zh" else ", ").join(map(str, value))
    if key in NUMBERS:
        return words.number(value, "", language, digits=6)
    if key in COUNTED:
        row = finding.a if COUNTED[key] == "a" else finding.b
        written = words.number(value, row["unit"] or "", language, signed=key == "rise", digits=6)
        return words.with_unit(written, row["unit"] or "", language)
    return value


def _when(year, language):
    if language == "zh":
        return f"{year} 年" if year else "未载明年份"
    return f"for {year}" if year else "without a year"
