"""The few words that figures, tables and sentences share, in English and Chinese."""

LANGUAGES = ("en", "zh")

UNITS = {
    "percent": ("%", "%"),
    "points": ("points", "个百分点"),
    "per_mille": ("‰", "‰"),
    "persons": ("persons", "人"),
    "classes": ("classes", "个班"),
    "schools": ("schools", "所"),
    "places": ("places", "个学位"),
    "years": ("years", "年"),
    "yuan": ("yuan", "元"),
    "ratio": ("ratio", "比值"),
    "square_metres": ("m²", "平方米"),
    "rooms": ("rooms", "间"),
    "items": ("items", "个"),
    "hours": ("hours", "小时"),
    "lessons": ("lessons", "课时"),
    "days": ("days", "天"),
    "times": ("times", "次"),
    "beds": ("beds", "个床位"),
    "books": ("books", "本"),
    "participations": ("participations", "人次"),
    "companies": ("companies", "家"),
    "亩": ("mu", "亩"),
    "人/班": ("pupils a class", "人/班"),
    "units": ("units", "单位"),
}
RATES = {
    "percent_per_year": ("% a year", "%/年"),
    "log_percent_per_year": ("log-% a year", "对数%/年"),
    "logits_per_year": ("logits a year", "logit/年"),
    "percent_of_gap_per_year": ("% of the remaining gap a year", "剩余差距的%/年"),
    "points_per_year": ("percentage points a year", "个百分点/年"),
    "years_per_year": ("years of schooling a year", "受教育年数/年"),
    "ratio_per_year": ("change of the ratio a year", "比值变化/年"),
}
METHODS = {
    "linear": ("linear, in the unit itself", "线性（按指标单位）"),
    "cagr": ("compound rate", "复合增长率"),
    "log": ("continuous (log) rate", "对数增长率"),
    "logit": ("log-odds", "对数几率（logit）"),
    "gap": ("share of the remaining gap", "剩余差距缩减率"),
    "cagr_to_last_one": ("compound rate to the last one", "降至最后一个的复合率"),
}
CODES = {
    "no_target_year": ("no target year printed", "未载明目标年"),
    "not_quantified": ("not quantified", "未量化"),
    "no_baseline": ("no baseline published", "未公布基期值"),
    "bad_horizon": ("target year not after the baseline year", "目标年不晚于基期年"),
    "maintain": ("to be kept", "保持"),
    "already_met": ("already met at the baseline", "基期已达标"),
    "zero_base": ("starts from zero: no rate exists", "基期为零，增长率无定义"),
    "zero_target": ("ends at zero: no rate exists", "目标为零，增长率无定义"),
    "sign": ("baseline and target differ in sign", "基期与目标异号"),
    "at_bound": ("at the bound of the scale", "位于尺度边界"),
    "no_cap": ("no cap: the scale does not apply", "无上限，不适用该尺度"),
    "gap_to_zero": ("the whole gap is to be closed", "差距须完全消除"),
    "infeasible_after_floor": ("the step runs past the floor", "逐年变化将越过下限"),
    "exceeds_cohort_replacement": ("faster than cohorts can be replaced", "快于人口队列更替"),
    "change_within_rounding": ("cannot be told from rounding", "变化小于舍入误差"),
}
KINDS = {
    "level": ("level", "水平值"),
    "step_per_year": ("step a year", "逐年变化"),
    "rate_per_year": ("rate a year", "年均增长率"),
    "increment": ("increment", "增量"),
    "maintain": ("to be kept", "保持"),
    "parity": ("parity", "均等"),
    "recurrent": ("recurrent standard", "经常性标准"),
    "non_decrease": ("not to fall", "只增不减"),
    "relative": ("relative to another", "相对目标"),
    "projection": ("projection", "预测值"),
    "milestone": ("milestone", "标志性成果"),
}
FAMILIES = {
    "share": ("share", "占比"),
    "gross_rate": ("gross rate", "毛入学率类"),
    "cohort_ratio": ("cohort ratio", "队列比率"),
    "ratio": ("ratio", "比值"),
    "mean": ("mean", "均值"),
    "count": ("count", "数量"),
    "amount": ("amount", "金额"),
}
SEVERITIES = {"error": ("error", "矛盾"), "warning": ("warning", "存疑"), "note": ("note", "提示")}
NATURES = {
    "binding": ("binding", "约束性"),
    "expected": ("expected", "预期性"),
    "other": ("not binding", "非约束性"),
}
TERMS = {
    "stage": ("stage", "分类"),
    "parent": ("part of", "所属"),
    "label": ("label", "指标"),
    "indicator": ("indicator", "指标"),
    "unit": ("unit", "单位"),
    "nature": ("attribute", "属性"),
    "line": ("line", "行号"),
    "baseline": ("baseline", "基期"),
    "target": ("target", "目标"),
    "projections": ("projections, not goals", "预测值（非目标）"),
    "projection": ("projection", "预测值"),
    "source": ("Source", "资料来源"),
    "own": (
        "Calculation and figure: plan-notebooks, CC\u00a0BY\u00a04.0",
        "计算与绘图：plan-notebooks，CC\u00a0BY\u00a04.0",
    ),
    "interval": ("rounding interval of the printed figures", "原文数字的舍入区间"),
    "without_table": ("The document has no official indicator table.", "文件没有官方指标表。"),
    "nothing_transcribed": ("Nothing is transcribed from the prose.", "没有从正文转录的数字。"),
    "none": ("None.", "无。"),
    "more_rows": ("further rows stand in {file}", "其余行见 {file}"),
    "locator": ("place", "位置"),
    "year": ("year", "年份"),
    "note": ("note", "备注"),
    "printed": ("as printed", "原文"),
    "nothing_printed": (
        "Nothing to draw: no level with a published baseline, no dated rate or share.",
        "无图可绘：没有公布基期值的水平值目标，也没有载明年份的比率类目标。",
    ),
    "nothing_paced": (
        "Nothing to draw: no target has both a published baseline and a year.",
        "无图可绘：没有同时公布基期值和载明年份的目标。",
    ),
    "nothing_shared": (
        "No two plans promise an indicator under one definition.",
        "没有两个规划以同一定义承诺同一指标。",
    ),
    "pace": ("required every year", "每年需达到的变化"),
    "within_rounding": ("change within rounding", "变化小于舍入误差"),
}


def word(table, key, language):
    """Give a word in the language asked for; a key that the table does not know is its own word.

    Examples
    --------
    >>> word(UNITS, "persons", "zh"), word(UNITS, "册", "en")
    ('人', '册')
    """
    pair = table.get(key, (key, key))
    return pair[LANGUAGES.index(language)]


def rate_unit(unit, language):
    """Name the unit of a rate: 'persons_per_year' => 'persons a year', '人/年'.

    Examples
    --------
    >>> rate_unit("persons_per_year", "en"), rate_unit("persons_per_year", "zh")
    ('persons a year', '人/年')
    """
    if unit in RATES:
        return word(RATES, unit, language)
    own = word(UNITS, unit.removesuffix("_per_year"), language)
    return f"{own} a year" if language == "en" else f"{own}/年"


def number(value, unit, language, signed=False, digits=12):
    """Print a number as a reader of the language expects it; people and money in 万 in Chinese.

    A published value keeps all its digits; what is computed is cut to as many as `digits` says, but never below ones.

    Examples
    --------
    >>> number(29000, "persons", "en"), number(29000, "persons", "zh"), number(60.0, "percent", "en")
    ('29,000', '2.9万', '60')
    >>> number(12000.5, "yuan", "en"), number(12345.67, "", "en", digits=4)
    ('12,000.5', '12,346')
    >>> number(-0.014, "ratio", "en", signed=True)
    '−0.014'
    """
    in_wan = language == "zh" and abs(value) >= 10_000 and unit in {"persons", "places", "yuan"}
    shown = value / 10_000 if in_wan else value
    text = f"{shown:,.0f}" if abs(shown) >= 10**digits else f"{shown:,.{digits}g}"
    text = f"+{text}" if signed and value > 0 else text
    return text.replace("-", "−") + ("万" if in_wan else "")
