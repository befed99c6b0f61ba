"""The few words that figures, tables and sentences share, in English and Chinese."""

import re

LANGUAGES = ("en", "zh")
BOUNDS = {">=": "≥ ", "<=": "≤ ", "~": "≈ "}
CHANGES = ("step_per_year", "rate_per_year", "non_decrease")
"""Kinds of targets whose numbers are changes a year."""

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
    "years_per_year": ("years of schooling a year", "年/年"),
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
    "no_start_year": ("the year it counts from is not printed", "未载明起算年份"),
    "not_quantified": ("not quantified", "未量化"),
    "no_baseline": ("no baseline published", "未公布基期值"),
    "bad_horizon": ("target year not after the baseline year", "目标年不晚于基期年"),
    "maintain": ("maintain", "保持"),
    "already_met": ("already met at the baseline", "基期已达标"),
    "zero_base": ("starts from zero: no rate exists", "基期为零，增长率无定义"),
    "zero_target": ("ends at zero: no rate exists", "目标为零，增长率无定义"),
    "sign": ("baseline and target differ in sign", "基期与目标异号"),
    "at_bound": ("at the bound of the scale", "位于尺度边界"),
    "no_cap": ("no cap: the scale does not apply", "无上限，不适用该尺度"),
    "gap_to_zero": ("the whole gap is to be closed", "差距须完全消除"),
    "infeasible_after_floor": ("the step runs past the floor", "逐年变化将越过下限"),
    "exceeds_cohort_replacement": ("faster than cohorts can be replaced", "快于人口队列更替"),
    "change_within_rounding": ("within rounding error; not ranked", "变化在修约误差以内，不排序"),
    "too_short": ("too short for a model", "数列过短，不建模"),
    "no_hindcast": ("no past origin to try it on", "没有可回测的起点"),
    "not_positive": ("not above zero: no logarithm", "不大于零，无对数"),
    "fit_failed": ("the fit failed", "拟合失败"),
    "no_direction": ("it is not said which way is better", "未说明何者为优"),
    "no_national_series": ("no national value of the same definition", "没有同一定义的全国数值"),
    "nation_not_there_yet": ("the nation is not as far as the plan's start", "全国尚未达到规划的起点"),
    "before_the_series": ("the nation was past the start before its series begins", "全国数列开始之前已越过起点"),
    "across_break": ("the national definition changed on the way", "期间全国口径有变化"),
    "nation_just_there": ("the nation came to the start in its last year", "全国在末年才到达起点"),
}
VERDICTS = {
    "not_quantified": ("not quantified", "未量化"),
    "not_a_goal": ("projection, not a goal", "规划预计数，非目标"),
    "done": ("done", "已完成"),
    "reported": ("done by the government’s own report", "政府自报已完成"),
    "not_done": ("not done when last reported", "最近一次报告时未完成"),
    "no_direction": ("no verdict: better is up or down?", "不判断：未说明何者为优"),
    "no_observation": ("nothing observed since the baseline", "基期之后没有观测值"),
    "met": ("standard met", "达到要求"),
    "not_met": ("standard not met", "未达到要求"),
    "maintained": ("maintained", "已保持"),
    "slipped": ("slipped", "低于应保持水平"),
    "achieved": ("achieved", "已达到"),
    "achieved_marginal": ("achieved as printed, but within rounding error", "按公布数已达到（在修约误差以内）"),
    "on_bound": ("on the bound; not known to have passed it", "恰在界限上，是否超过无从得知"),
    "missed": ("missed", "未达到"),
    "reached_then_lost": ("reached, then lost", "曾达标后回落"),
    "ambiguous": ("no verdict: depends on how about is read", "不判断：取决于“左右”如何理解"),
    "no_target_year": ("no verdict on pace: no target year", "不判断进度：未载明目标年"),
    "no_start_year": ("no verdict on pace: the year it counts from is not printed", "不判断进度：未载明起算年份"),
    "no_baseline": ("no verdict on pace: no baseline", "不判断进度：未公布基期值"),
    "no_detectable_change": ("no change beyond rounding", "变化未超出修约误差"),
    "on_track": ("on track", "达到时序进度"),
    "acceleration_needed": ("acceleration needed", "滞后，须加快"),
    "limited_progress": ("limited progress", "进展缓慢"),
    "deterioration": ("deterioration", "指标回落"),
    "sun": ("sun", "晴"),
    "sun_cloud": ("sun behind cloud", "多云"),
    "cloud": ("cloud", "阴"),
    "storm": ("thunderstorm", "雷雨"),
    "too_few_points": ("too few points", "观测点过少"),
    "undefined": ("the scale does not exist here", "该尺度无定义"),
}
FLAGS = {
    "label_fragile": ("the verdict changes within rounding", "判断随修约而变"),
    "scale_dependent": ("the verdict depends on the scale", "判断随尺度而变"),
    "judged_linear": ("judged on the linear scale: no compound rate exists", "复合率无定义，按线性判断"),
    "late_base": ("first value after the base year", "首个观测值晚于基期年"),
    "short_horizon": ("less than a fifth of the time gone", "时间进度不足五分之一"),
    "before_adoption": ("before the plan was published", "观测早于规划发布"),
    "after_target_year": ("observed after the target year", "观测晚于目标年"),
    "years_missing": ("years missing: the sum is a lower bound", "缺年份，合计为下限"),
    "strict_bound": ("on a bound that is to be passed", "恰在须超过的界限上"),
    "across_break": ("across a change of definition", "跨越口径变化"),
    "self_reported": ("self-reported", "自评数据"),
    "projection": ("projection", "规划预计数"),
    "if_100_were_the_cap": ("if 100 were the cap", "假定上限为 100"),
    "at_bound": ("a value at or beyond the bounds: no log-odds", "有数值触及或超过上下界，不用 logit 尺度"),
    "imprecise": ("half the rounding interval is over a third of the value", "修约区间半宽超过数值的三分之一"),
    "interval_open": ("an end of the rounding interval does not exist", "修约区间一端无定义"),
}
EVIDENCE = {
    "endpoints": ("two points", "两点"),
    "very_low": ("three points: very low", "三点：很低"),
    "low": ("low", "低"),
    "moderate": ("moderate", "中"),
    "good": ("good", "好"),
}
PATHS = {
    "linear": ("constant absolute change", "每年变化量相同"),
    "exp": ("constant growth rate", "每年变化率相同"),
    "logit": ("the same change of log-odds every year", "每年对数几率变化相同"),
}
KINDS = {
    "level": ("level", "水平值"),
    "step_per_year": ("step a year", "逐年变化"),
    "rate_per_year": ("rate a year", "年均增长率"),
    "increment": ("increment", "增量"),
    "maintain": ("maintain", "保持"),
    "parity": ("parity", "均等"),
    "recurrent": ("recurrent standard", "经常性标准"),
    "non_decrease": ("not to fall", "只增不减"),
    "relative": ("relative target", "相对目标"),
    "projection": ("projection", "规划预计数"),
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
MODELS = {
    "rwd": ("random walk with drift", "带漂移的随机游走"),
    "ols": ("straight line (least squares)", "线性趋势（最小二乘法）"),
    "ets": ("Holt’s exponential smoothing", "Holt 指数平滑"),
    "ucm": ("local linear trend (Kalman filter)", "局部线性趋势（卡尔曼滤波）"),
}
SCALES = {
    "identity": ("in the unit itself", "按指标单位"),
    "log": ("log scale", "对数尺度"),
    "logit": ("log-odds scale", "logit 尺度"),
}
STAGES = {
    "preschool": ("preschool", "学前教育"),
    "compulsory": ("compulsory", "义务教育"),
    "senior": ("senior secondary", "高中阶段教育"),
    "vocational": ("vocational", "职业教育"),
    "special": ("special education", "特殊教育"),
    "higher": ("higher education", "高等教育"),
    "teachers": ("teachers", "教师队伍"),
    "resources": ("resources", "办学条件"),
    "finance": ("finance", "经费投入"),
    "population": ("population", "人口素质"),
    "governance": ("governance", "教育治理"),
    "other": ("other", "其他"),
}
SEVERITIES = {"error": ("error", "矛盾"), "warning": ("warning", "存疑"), "note": ("note", "提示")}
RULES = {
    "parts_and_total": ("parts do not make the total", "分项之和与总数不符"),
    "sum_of_another_year": ("sum of another year's parts", "等于另一年份各分项之和"),
    "ratio_against_words": ("a ratio in words, another in figures", "文字所述之比与数字之比"),
    "share_against_count": ("share against count", "占比与数量不符"),
    "scope_from_share": ("scope not printed, perhaps a share's", "统计范围未载明，或同于占比"),
    "implied_total": ("total implied, not printed", "总数未公布，可由目标推知"),
    "part_exceeds_whole": ("part larger than its whole", "部分大于整体"),
    "stock_or_new": ("a total, or new ones?", "总量还是新增"),
    "kindred_stock": ("of kindred kinds: a total, or new ones?", "同类数量：总量还是新增"),
    "new_against_share": ("new ones against a promised share", "新增数与占比目标"),
    "capacity_and_enrolment": ("new places against more pupils", "新增学位与学生增量"),
    "places_added": ("places added against more pupils", "已增学位与学生增量"),
    "named_one_by_one": ("a number, and another named one by one", "总数与逐一列名之数不同"),
    "only_whole_numbers": ("shares that only one total allows", "仅一个总数可使占比成立"),
    "bounds_touch": ("sizes that touch", "分组界限相接"),
    "change_against_rate": ("change against percent change", "增减量与增减幅度不符"),
    "change_without_level": ("a change without a level", "只有变化而无水平值"),
    "one_name_two_values": ("one indicator, two values", "同一指标两个数值"),
    "one_term_two_values": ("one term, two values", "同一名称两个数值"),
    "one_value_two_names": ("one value under two names", "同一数值两个名称"),
    "table_against_prose": ("table against prose: number or bound?", "指标表与正文：定值还是界限"),
    "number_or_bound": ("a number or a bound?", "定值还是界限"),
    "bound_of_a_range": ("a bound of a range", "以区间为界限"),
    "two_dates": ("one figure, two years", "同一数值两个年份"),
    "already_reached": ("already reached", "目标已经实现"),
    "stock_already_larger": ("no more promised than there are", "目标数不多于已有数"),
    "target_is_baseline": ("target equals its baseline", "目标等于基期值"),
    "within_rounding": ("change small against rounding", "变化与修约误差相当"),
    "implied_cohort": ("implied age group", "隐含的年龄组人数"),
    "faster_than_cohorts": ("faster than cohorts are replaced", "快于人口队列更替"),
    "mean_of_the_rest": ("mean of the others", "其余人口的均值"),
    "whole_without_a_part": ("all promised, for a group a lower figure", "目标为全体，其中一类数值较低"),
    "spending_exceeds_total": ("spending per head exceeds the total", "生均经费合计超过总额"),
    "kept_level_unknown": ("to be kept, level not published", "要求保持而现值未公布"),
    "exactly_100": ("exactly 100: cut off?", "恰为 100：是否截断"),
    "beyond_any_rate": ("beyond any such rate", "超出比率的可能范围"),
    "far_from_the_one_before": ("too far from the figure before", "与此前数值相差悬殊"),
    "after_the_plan": ("due after the plan's end", "目标年晚于规划期"),
    "due_when_published": ("due in the year of publication", "发布当年到期"),
    "draft": ("a draft", "草案"),
    "no_baseline_published": ("no baseline published", "未公布基期值"),
    "no_year_printed": ("numbers without a year", "有数值而未载明年份"),
    "damaged_figure": ("figures damaged in the copy", "数字在副本中有损"),
    "damaged_label": ("labels damaged in the copy", "指标名称在副本中有损"),
}
STATUSES = {
    "issued": ("issued", "已印发"),
    "decision draft": ("decision draft", "决策草案"),
    "draft": ("draft", "草案"),
    "press report": ("press report", "新闻报道"),
}
"""Of a document, as source.yml names it."""
NATURES = {
    "binding": ("binding", "约束性"),
    "expected": ("expected", "预期性"),
    "indicative": ("indicative", "指导性"),
    "other": ("not binding or not stated", "非约束性或未载明"),
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
    "dated": ("{value} ({year})", "{value}（{year} 年）"),
    "projections": ("projections, not goals", "规划预计数（非目标）"),
    "projection": ("projection", "规划预计数"),
    "source": ("Source", "资料来源"),
    "own_figure": (
        "Calculation and figure: plan-notebooks, CC\u00a0BY\u00a04.0",
        "计算与绘图：plan-notebooks，CC\u00a0BY\u00a04.0",
    ),
    "own_table": (
        "Calculation and table: plan-notebooks, CC\u00a0BY\u00a04.0",
        "计算与制表：plan-notebooks，CC\u00a0BY\u00a04.0",
    ),
    "interval": ("rounding interval of the printed figures", "原文数字的修约区间"),
    "without_table": ("The document has no official indicator table.", "文件没有官方指标表。"),
    "nothing_transcribed": ("Nothing is transcribed from the prose.", "没有从正文转录的数字。"),
    "none": ("None.", "无。"),
    "more_rows": ("further rows stand in {file}", "其余行见 {file}"),
    "locator": ("place", "位置"),
    "year": ("year", "年份"),
    "note": ("note", "备注"),
    "printed": ("as printed", "原文"),
    "spread_50": ("{end}: median of the plans", "{end}：各规划的中位数"),
    "spread_25": ("middle half", "中间一半"),
    "spread_10": ("middle eight tenths", "中间八成"),
    "some_plans": ("{some} of {every}", "{every} 个中的 {some} 个"),
    "median_pace": ("median change required (middle eight tenths)", "所需年均变化的中位数（中间八成）"),
    "many_places": ("{count} places", "{count} 个地区"),
    "fastest_of_many": ("; the most: {place}, {pace}", "；最大：{place} {pace}"),
    "more_documents": ("and {count} more documents", "等，另有 {count} 份文件"),
    "rows_cut": (
        "The first {shown} of {every} rows; the others are in the tables.",
        "共 {every} 行，图中为前 {shown} 行，其余见数据表。",
    ),
    "panels_cut": (
        "The first {shown} of {every} goals; the others are in the tables.",
        "共 {every} 个目标，图中为前 {shown} 个，其余见数据表。",
    ),
    "size_page": ("page, 175 mm:", "整版（175 毫米）："),
    "size_column": ("column, 85 mm:", "单栏（85 毫米）："),
    "size_slide": ("slide, 16:9:", "幻灯片（16:9）："),
    "nothing_printed": (
        "Nothing to draw: no level with a published baseline, no dated rate or share.",
        "无图可绘：没有公布基期值的水平值目标，也没有载明年份的比率类目标。",
    ),
    "nothing_paced": (
        "Nothing to draw: no level has both a published baseline and a year.",
        "无图可绘：没有同时公布基期值和载明年份的水平值目标。",
    ),
    "nothing_apart": (
        "No plan of another period shares an indicator with these under the same definition.",
        "没有其他时期的规划与之有同一定义的指标。",
    ),
    "nothing_shared": (
        "No two plans promise an indicator under one definition.",
        "没有两个规划以同一定义承诺同一指标。",
    ),
    "pace": ("required every year", "每年需达到的变化"),
    "within_rounding": ("within rounding error", "变化与修约误差相当"),
    "nothing_unknown": (
        "Nothing to draw: no rate, share, ratio or mean with a year lacks a baseline; counts do not compare.",
        "无图可绘：没有缺少基期值且载明年份的比率、比值或均值类目标；数量不可比。",
    ),
    "nothing_on_scales": (
        "Nothing to draw: no level with a baseline and a year moves.",
        "无图可绘：没有既公布基期值又载明年份、且须变化的目标。",
    ),
    "nothing_observed": (
        "Nothing to draw: no target with a baseline has a later observation.",
        "无图可绘：有基期值的目标都没有后来的观测值。",
    ),
    "nothing_vanishes": (
        "Nothing to draw: no count with a published baseline must come to zero.",
        "无图可绘：没有公布了基期值且须降至零的数量目标。",
    ),
    "unknown_baseline": ("hypothetical baseline ({unit})", "假定基期值（{unit}）"),
    "unknown_key": (
        "Grey: the range that other places' values span, each the last one known when the plan began.",
        "灰色：其他地区数值的范围，各取规划开始时最近的数值。",
    ),
    "nothing_marked": (
        "No curve: no other place named has published a value of these definitions by then.",
        "不绘曲线：所列其他地区此前没有公布同一定义的数值。",
    ),
    "unknown_mark": ("{place} {year}: {value}, {pace} a year", "{place} {year} 年：{value}，每年 {pace}"),
    "unknown_met": ("{place} {year}: {value}, met", "{place} {year} 年：{value}，已达到"),
    "promise_open": ("no year printed", "未载明年份"),
    "promise_level": ("level", "水平值"),
    "promise_increment": ("increment, with +", "增量（带 +）"),
    "promise_milestone": ("milestone, ×2: two of them", "标志性成果（×2：两项）"),
    "promise_yearly": ("standard for every year", "逐年执行的要求"),
    "promise_years": ("years of the plan", "规划期"),
    "few_years": (
        "Nothing to draw: the promises are due in fewer than three different years.",
        "无图可绘：各项目标的到期年份不足三个。",
    ),
    "one_curve": (
        "Nothing to draw: only one goal without a baseline has values of other places to mark.",
        "无图可绘：缺少基期值的目标中，只有一个可标注其他地区的数值。",
    ),
    "nothing_promised": (
        "Nothing to draw: no target is transcribed, or all are projections.",
        "无图可绘：没有转录的目标，或均为规划预计数。",
    ),
    "national_key": (
        "Grey line: published national values, dotted over years without one. Diamonds: national goals, filled where "
        "binding. FYP: Five-Year Plan.",
        "灰线：全国已公布数值，点线处缺年份；菱形：全国目标，约束性目标实心。",
    ),
    "national_own": (
        "Small marks, dashed: the way of the plan itself from baseline to target.",
        "小符号与虚线：本规划的基期值与目标。",
    ),
    "national_goal": ("goal {value}", "目标 {value}"),
    "national_plan": ("plan {way}", "规划 {way}"),
    "national_break": ("definition changed", "口径变化"),
    "nothing_national": (
        "Nothing to draw: no goal of this plan has a national series of the same definition.",
        "无图可绘：本规划的目标都没有同一定义的全国数列。",
    ),
    "multiples_key": (
        "Dashed: the way from baseline to target; diamond: target, filled where binding; dots: published values.",
        "虚线：由基期值到目标；菱形：目标，约束性目标实心；圆点：已公布的数值。",
    ),
    "multiples_both": ("Grey: national values and, as diamonds, national goals.", "灰色：全国数值，菱形为全国目标。"),
    "multiples_values": ("Grey: national values.", "灰色：全国数值。"),
    "multiples_goals": (
        "Grey diamonds: national goals; no national value of the same definition.",
        "灰色菱形：全国目标；没有同一定义的全国数值。",
    ),
    "multiples_none": ("No national value or goal of the same definition.", "没有同一定义的全国数值或目标。"),
    "part_baseline": ("baseline", "基期值"),
    "part_nation": ("nation", "全国"),
    "part_nation_goal": ("national goal", "全国目标"),
    "path_key": (
        "Dashed: the straight way from baseline to target, shaded by rounding. Dots: published values, bars where "
        "rounding shows. R: observed over required pace.",
        "虚线：由基期值到目标的直线，阴影为修约区间；圆点：已公布的数值，竖线为修约区间；R：实际速度与所需速度之比。",
    ),
    "nothing_judged": (
        " Nothing can be judged yet: add what was published to the plan's observations.csv.",
        "目前无法评判：请将已公布的数值补入该规划的 observations.csv。",
    ),
    "nothing_to_check": ("Nothing to check.", "没有可核对的数值。"),
    "open_interval": ("[open]", "［不定］"),
    "no_arrival": ("–", "–"),
    "column_observed_year": ("observed in", "观测年"),
    "column_observed": ("latest value", "最新公布值"),
    "column_linear": ("year reached (constant absolute change)", "每年变化量相同时达到"),
    "column_exp": ("year reached (constant growth rate)", "每年变化率相同时达到"),
    "column_logit": ("year reached (constant change of log-odds)", "每年对数几率变化相同时达到"),
    "column_rate_unit": ("unit of the paces", "速度单位"),
    "column_earlier_year": ("earlier year", "此前年份"),
    "column_earlier": ("earlier value", "上一时期数值"),
    "column_pace_before": ("pace before", "上一时期年均变化"),
    "column_pace_required": ("pace required", "所需速度"),
    "column_pace_since": ("pace since", "此后速度"),
    "column_implied": ("value implied by the previous pace", "按此前速度应有数值"),
    "column_slope": ("slope on the scale", "该尺度上的斜率"),
    "column_se": ("standard error", "标准误"),
    "column_hac_se": ("HAC standard error", "HAC 标准误"),
    "column_durbin_watson": ("Durbin–Watson", "Durbin–Watson"),
    "column_asked": ("what the plan asks", "规划的要求"),
    "column_moved": ("how the nation moved", "全国的变化"),
    "column_took": ("the same step", "同样的变化"),
    "part_required": ("required", "所需"),
    "part_observed": ("observed", "实际值"),
    "part_since": ("observed since", "此后实际值"),
    "part_straight": ("as many every year", "每年减少相同数量"),
    "part_to_last_one": ("the same percent every year, to the last one", "每年减少相同比例，至仅剩 1 个"),
    "part_fan": ("forecast", "模型预测值"),
    "part_target": ("target", "目标"),
    "part_hindcast": ("hindcast", "回测"),
    "pace_since": ("observed since the baseline", "基期以来的实际速度"),
    "pace_before": ("before the baseline", "上一时期的速度"),
    "achieved_of_wanted": ("{achieved}, needs {required}", "{achieved}（所需 {required}）"),
    "achieved_after": (
        "{achieved}, needs {required}; before {before}",
        "{achieved}（所需 {required}；上一时期 {before}）",
    ),
    "axis_linear": ("linear axis", "线性坐标"),
    "axis_log": ("logarithmic axis", "对数坐标"),
    "precedent_required": ("plan {pace} {unit}", "规划 {pace} {unit}"),
    "precedent_pace": (
        "nation, while within ±{half} {unit} of the start: {pace}{range} {rate} ({count})",
        "全国处于起点 ±{half} {unit}时：{pace} {rate}（{count}{range}）",
    ),
    "precedent_no_pace": (
        "no yearly change of the nation is known to start within ±{half} {unit} of the start",
        "起点 ±{half} {unit}范围内没有可用的全国年度变化",
    ),
    "precedent_never": (
        "the nation was never within ±{half} {unit} of the start",
        "全国从未处于起点 ±{half} {unit}以内",
    ),
    "precedent_range": (", from {low} to {high}", "，最小 {low}，最大 {high}"),
    "precedent_one_change": ("1 yearly change", "1 个年度变化"),
    "precedent_changes": ("{n} yearly changes", "{n} 个年度变化"),
    "precedent_took": ("same step: {years}, {start} to {end}", "同样的变化：{years}，{start} 至 {end}"),
    "precedent_not_yet": (
        "same step: not yet after {years} ({start}, {end})",
        "同样的变化：{years}后尚未完成（{start}，{end}）",
    ),
    "precedent_one_year": ("1 year", "1 年"),
    "precedent_years": ("{n} years", "{n} 年"),
    "precedent_within_year": ("within a year", "一年之内"),
    "precedent_years_open": ("{years} ({low} to {high}: years missing)", "{years}（因缺年份，{low} 至 {high} 年）"),
    "precedent_at_least": ("at least {years}", "至少 {years}"),
    "precedent_reached": ("the nation came to {target} in {year}", "全国于 {year} 年达到 {target}"),
    "precedent_not_reached": (
        "the nation was not at {target} by {until}: {end}",
        "截至 {until} 年全国尚未达到 {target}：{end}",
    ),
    "precedent_in_year": ("{value} in {year}", "{year} 年 {value}"),
    "precedent_key": (
        "Dashed: the plan's step, laid where the nation stood, not a forecast. Band: where the nation's pace is taken. "
        "Open circle: the nation's first year at or beyond the start; diamond: at or beyond the target.",
        "虚线：将规划的变化平移至全国达到起点的年份，非预测；色带：计算全国速度的取值范围；空心圆：全国首次达到或超过起点；菱形：全国达到目标。",
    ),
    "precedent_start": ("start {value}", "起点 {value}"),
    "precedent_target": ("target {value}", "目标 {value}"),
    "precedent_nation": ("nation {value}", "全国 {value}"),
    "precedent_plan": ("plan: {reason}", "规划：{reason}"),
    "precedent_own": ("the nation's own history, up to the start", "全国自身的历史，至起点为止"),
    "precedent_apart": ("Not drawn: {goals}.", "未绘出：{goals}。"),
    "precedent_no_goals": (
        "{place} has no goal in rates, shares, ratios or means.",
        "{place}没有比率、比值或均值类目标。",
    ),
    "precedent_silent": (
        "Goals of {place} in rates, shares, ratios or means: {goals}. The nation's history says nothing of them.",
        "{place}有 {goals} 个比率、比值或均值类目标，均无法与全国的历史对照。",
    ),
    "precedent_counted": (
        "Goals of {place} in rates, shares, ratios or means: {goals}. The nation {parts}.",
        "{place}有 {goals} 个比率、比值或均值类目标。与全国历史对照：{parts}。",
    ),
    "precedent_made": ("has made the step of {count}", "全国已完成同样变化的 {count} 个"),
    "precedent_on_its_way": (
        "has begun the step of {count} and not made it yet",
        "全国已开始、尚未完成同样变化的 {count} 个",
    ),
    "precedent_pace_only": ("gives only its pace near the start for {count}", "仅知全国在起点附近速度的 {count} 个"),
    "precedent_others": ("The others cannot be held against it:", "其余无法对照："),
    "precedent_why": ("Why:", "原因："),
    "forecast_expected": (
        "The nation's **{name}**, known to {last}: {estimate} in {horizon} by the default forecast; nominal 95 % band "
        "{low} to {high}, calibrated {calibrated_low} to {calibrated_high}",
        "全国**{name}**（数据截至 {last} 年）：默认预测 {horizon} 年为 {estimate}；名义 95% 区间 {low} 至 {high}，"
        "校准区间 {calibrated_low} 至 {calibrated_high}",
    ),
    "forecast_chance": (
        "probability of meeting the target, if the model were true: nominal {chance} %, calibrated {calibrated} %",
        "若模型成立，达标概率：名义 {chance}%，校准 {calibrated}%",
    ),
    "forecast_no_band": (
        "No band stands beside the default forecast of the nation's **{name}**: it could not be tried on its past, "
        "or on too few other series.",
        "全国**{name}**的默认预测没有区间：无法回测，或可供校准的数列太少。",
    ),
    "trend_none": (
        "No value of any indicator of {place} before its targets is in the data: there is no series to model.",
        "数据中没有{place}任何指标的历年数值，没有可建模的数列。",
    ),
    "trend_short": (
        "None of the {series} indicators of {place} with values has four yearly ones running: their end points and "
        "how these are rounded are all that can be said; no model, no interval, no probability.",
        "{place}有数值的 {series} 个指标都没有连续四年的数值：只能说端点及其修约，没有模型、区间与概率。",
    ),
    "trend_tried": (
        "Of the {series} indicators of {place} with values some have four yearly ones running or more ({walks}), "
        "and none has enough to try a forecast on its past: no interval, no probability.",
        "{place}有数值的 {series} 个指标中，{walks} 个有连续四年以上的数值，但都不足以回测：没有区间与概率。",
    ),
    "trend_held": (
        "Of the {series} indicators of {place} with values, {walks} have four yearly ones running or more, and "
        "{tried} could be tried on their past: of {asked} nominal 95 % intervals of the default forecast {held} held "
        "what came ({part} %).",
        "{place}有数值的 {series} 个指标中，{walks} 个有连续四年以上的数值，{tried} 个可以回测："
        "默认预测的 {asked} 个名义 95% 区间中，{held} 个包含了后来的数值（{part}%）。",
    ),
    "trend_calibrated": (
        " To hold as often as they say, bands must be {low} to {high} times wider, by what the other series' hindcasts "
        "missed: the calibrated bands.",
        "要名副其实，区间须放宽至 {low}～{high} 倍（由其余数列的回测得出），即校准区间。",
    ),
    "precedent_average": (
        "An average of some 2,800 counties moves more smoothly than any one of them; from it no target is called "
        "unrealistic.",
        "全国数是约 2800 个县的平均，其变化比任何一个县都平缓；不能据此说某个目标不切实际。",
    ),
    "nothing_preceded": (
        "Nothing to draw: the nation has not been observed where a goal of this plan starts.",
        "无图可绘：没有观测到全国处于本规划任何目标的起点。",
    ),
    "way": ("share of distance covered (%)", "由基期值到目标的完成进度（%）"),
    "way_observed": ("observed since", "此后有实际值"),
    "way_unobserved": ("not observed", "尚无实际值"),
    "way_none": ("maintain, or met at the baseline", "保持，或基期已达标"),
    "way_attained": ("attained", "已完成"),
    "way_remaining": ("remaining", "剩余"),
    "way_beyond": ("beyond the target", "超出目标"),
    "way_back": ("away from the target", "背离目标"),
    "way_elapsed": ("time elapsed", "时序进度"),
    "gap_part": ("{part} by {year}", "至 {year} 年完成 {part}"),
    "gap_left": ("{left} to go", "尚差 {left}"),
    "gap_pace": ("{pace} a year until {year}", "至 {year} 年每年 {pace}"),
    "gap_over": ("target year has passed", "目标年已过"),
    "gap_met": ("{verdict}: {observed}", "{verdict}：{observed}"),
    "gap_beyond": ("{beyond} beyond", "超出 {beyond}"),
    "gap_start": ("from {baseline} to {target} by {year}", "由 {baseline} 到 {target}（{year} 年）"),
    "gap_kept": ("maintain at {target}", "保持 {target}"),
    "gap_seen": ("{observed} in {year}: {verdict}", "{year} 年为 {observed}：{verdict}"),
    "no_year": ("no year", "未载明年份"),
    "robustness_key": (
        "R: observed over required pace, where the verdict rests on it. Framed: the verdict as judged. Scales are "
        "judged by Statistics Canada's cuts. Rounding: the printed figures at those ends of their rounding intervals "
        "at which R is lowest and highest. Firm: against these three only, not against the noise of few years.",
        "R：实际速度与所需速度之比，仅在判断以其为依据时标出；加框者为所采用的判断；各尺度均按加拿大统计局阈值判断；"
        "修约：取原文数字修约区间中使 R 最低与最高的端点；稳健：仅就这三项而言，不涉及年数过少带来的波动。",
    ),
    "robustness_scale": ("scale", "尺度"),
    "robustness_linear": ("linear", "线性"),
    "robustness_cagr": ("growth rate", "增长率"),
    "robustness_logit": ("log-odds", "logit"),
    "robustness_thresholds": ("thresholds", "阈值"),
    "robustness_statcan": ("Statistics Canada", "加拿大统计局"),
    "robustness_un": ("UN", "联合国"),
    "robustness_german": ("Germany", "德国"),
    "robustness_rounding": ("rounding", "修约"),
    "robustness_lowest": ("R lowest", "R 最低"),
    "robustness_highest": ("R highest", "R 最高"),
    "robust": ("firm against these", "就此稳健"),
    "robust_told": ("firm against rounding, scale and cuts only", "仅就修约、尺度与阈值而言稳健"),
    "robust_noise": (
        "with the noise of so few years the 80 % interval of R is at least {low} to {high}",
        "计入年数过少的波动，R 的 80% 区间至少为 {low} 至 {high}",
    ),
    "noise_heading": (
        "Firm is said against rounding, scale and cuts only. Beside it stands the noise of so few years, by how much "
        "the nation's yearly changes differ from one to the next; a place's differ at least as much:",
        "“稳健”仅就修约、尺度与阈值而言。年数过少带来的波动另列如下，"
        "以全国相邻年度变化之差衡量；一地的波动不会小于全国：",
    ),
    "noise_line": (
        "{name}: R = {ratio} rests on {changes}; with the nation's noise ({scatter} {unit}, {first}–{last}) "
        "the 80 % interval runs at least from {low} to {high}",
        "{name}：R = {ratio} 仅依据 {changes}；按全国的波动（{scatter} {unit}，{first}—{last} 年）计，"
        "80% 区间至少为 {low} 至 {high}",
    ),
    "noise_bands": (
        "of such paces {parts} (nominal, if the place were no noisier than the nation)",
        "此类速度中，{parts}（名义值，假定该地的波动不大于全国）",
    ),
    "noise_band": ("{part} % would be called “{verdict}”", "{part}% 会判为“{verdict}”"),
    "noise_code": (
        "{name}: R = {ratio} rests on {changes}; noise not told: {reason}",
        "{name}：R = {ratio} 仅依据 {changes}；波动无从说明：{reason}",
    ),
    "robustness_noises": (
        "With the noise of so few years, by the nation's, 80 % intervals of R are at least: {told}.",
        "计入年数过少的波动（以全国计），R 的 80% 区间至少为：{told}。",
    ),
    "robustness_noise": ("{name} {low} to {high}", "{name} {low} 至 {high}"),
    "depends": ("depends on the {axes}", "随{axes}而变"),
    "depends_scale": ("scale", "尺度"),
    "depends_thresholds": ("thresholds", "阈值"),
    "depends_rounding": ("rounding", "修约"),
    "findings_compared": (
        "two figures held against each other: difference in % of the first",
        "两个数字的对照：与前者之差（占前者的%）",
    ),
    "findings_counted": ("further findings by rule: number", "其余发现，按规则计数"),
    "findings_first": ("first figure", "前一数字"),
    "findings_second": ("second figure, {severity}", "后一数字（{severity}）"),
    "findings_tiny": ("< 0.01 %", "不足 0.01%"),
    "nothing_found": (
        "Nothing to draw: the rules find nothing that does not add up in what the documents print.",
        "无图可绘：按现有规则，文件所载数字中没有发现不符之处。",
    ),
    "prediction_interval": ("nominal {level} % prediction interval", "名义 {level}% 预测区间"),
    "hindcasts": (
        "{ahead}-year hindcasts: {held} of {tried} inside, {side}, mean error {bias}; their years overlap",
        "提前 {ahead} 年的回测：{tried} 次中 {held} 次落在区间内，{side}，平均误差 {bias}（各次时段重叠）",
    ),
    "hindcasts_all_high": ("every estimate too high", "估计值均偏高"),
    "hindcasts_all_low": ("every estimate too low", "估计值均偏低"),
    "hindcasts_mixed": ("{over} estimated too high", "{over} 次估计偏高"),
    "hindcast_held": ("held", "在内"),
    "hindcast_missed": ("missed", "在外"),
    "forecast": ("forecast", "模型预测值"),
    "observed": ("observed", "实际值"),
    "observed_since": ("observed since", "此后实际值"),
    "no_hindcasts": (
        "No interval is drawn: the series is too short to try this forecast on its past.",
        "不绘制预测区间：序列过短，无法用历史数据回测。",
    ),
    "no_forecast": (
        "No forecast: the series is too short, or the model does not fit it.",
        "无预测：序列过短，或模型无法拟合。",
    ),
    "whatif_title": ("{place}: required path to one target", "{place}：一项目标及其要求的路径"),
    "whatif_sentence": (
        "{name}, from {start} in {first} to {target} in {last}: {pace}.",
        "{name}（{first} 年 {start} → {last} 年 {target}）：{pace}。",
    ),
    "whatif_none": ("no pace ({why})", "没有速度（{why}）"),
    "whatif_plan": ("plan", "规划"),
    "whatif_plan_says": ("Whose target", "哪个规划的目标"),
    "whatif_indicator": ("indicator", "指标"),
    "whatif_indicator_says": (
        "The plan’s targets with a baseline and a year",
        "该规划中有基期值且载明年份的目标",
    ),
    "whatif_target": ("target", "目标"),
    "whatif_target_says": ("Type a number, or move the slider", "输入数值或移动滑块"),
    "whatif_year": ("year", "目标年"),
    "whatif_year_says": ("The year of the target", "达到目标的年份"),
    "whatif_scale": ("every year", "每年"),
    "whatif_scale_says": ("What is to be the same every year", "每年保持相同的是什么"),
    "whatif_linear": ("as many points or units", "变化量相同"),
    "whatif_exp": ("the same percent", "变化率相同"),
    "whatif_logit": ("the same log-odds", "对数几率变化相同"),
    "whatif_reset": ("as printed", "恢复原文"),
    "whatif_reset_says": ("Back to the document’s number and year", "恢复为文件中的数值与年份"),
    "tabular_title_targets": ("{place}: the plan’s targets", "{place}：规划目标"),
    "tabular_title_growth": ("{place}: required growth", "{place}：所需增长速度"),
    "tabular_title_progress": ("{place}: progress towards the targets", "{place}：目标完成进度"),
    "tabular_years": ("Baseline {start}, target {end}", "{start} 年基期，{end} 年目标"),
    "tabular_indicator": ("indicator", "指标"),
    "tabular_goal": ("target", "目标"),
    "tabular_horizon": ("years", "年数"),
    "tabular_locator": ("place in the document", "文件中的位置"),
    "tabular_pace": ("required a year", "每年所需变化"),
    "tabular_interval": ("rounding interval", "修约区间"),
    "tabular_pace_unit": ("unit, or reason for no rate", "单位，或无速度的原因"),
    "tabular_linear": ("linear, units a year", "线性，单位/年"),
    "tabular_observed": ("latest value", "最新公布值"),
    "tabular_observed_year": ("in", "年份"),
    "tabular_due": ("due", "目标年"),
    "tabular_attained": ("attained, %", "完成进度，%"),
    "tabular_elapsed": ("elapsed, %", "时序进度，%"),
    "tabular_ratio": ("R", "R"),
    "tabular_remarks": ("notes", "注"),
    "tabular_change": ("{value} a year", "每年 {value}"),
    "tabular_missing": ("–: not published, or not defined", "–：未公布，或无定义"),
    "tabular_signs": ("≥: at least; ≤: at most; ≈: about", "≥：不低于；≤：不高于；≈：左右"),
    "tabular_increment": ("+ before a target: an increment, not a level", "目标前的 +：增量，非水平值"),
    "tabular_interval_note": (
        "Rounding interval: the least and the greatest pace that the printed figures allow; blank where they are exact",
        "修约区间：原文数字所允许的最小与最大速度；原文数字为精确值时空白",
    ),
    "tabular_linear_note": (
        "Linear: the same way in equal steps, in the indicator’s unit a year, where the pace is on another scale",
        "线性：速度用其他尺度时，以指标单位表示的每年等量变化",
    ),
    "tabular_progress_note": (
        "Attained: part of the way done, of what is judged every year the part of the years that met it; elapsed: part "
        "of the time gone; R: observed over required pace on the primary scale; verdicts by the cuts “{thresholds}”",
        "完成进度：已走过的路程占比，逐年评判者为达到的年数占比；时序进度：已过去的时间占比；"
        "R：主要尺度上实际速度与所需速度之比；按“{thresholds}”阈值判断",
    ),
    "tabular_document": ("Document", "文件"),
    "tabular_place": ("Place", "地区"),
    "tabular_source": ("Source", "资料来源"),
    "tabular_licence": ("Licence", "许可"),
    "tabular_cite": ("Cite as", "引用格式"),
    "tabular_header": ("Rows 1 to 3", "第 1 至 3 行"),
    "tabular_header_note": (
        "The column’s name in the CSV file, its title in English, its title in Chinese",
        "CSV 文件中的列名、英文标题、中文标题",
    ),
    "tabular_sheet_targets": ("Every printed occurrence of a target", "目标在文件中的每一次出现"),
    "tabular_sheet_required_growth": (
        "For every target and method the change wanted every year, or a code that says why there is none",
        "每个目标在每种方法下每年需达到的变化，或无此数的原因代码",
    ),
    "tabular_sheet_progress": (
        "For every target the latest observation, held against the pace that the target requires",
        "每个目标的最新观测值与所需速度的对照",
    ),
    "tabular_sheet_indicators": ("The definitions of the indicators", "指标定义"),
    "tabular_sheet_columns": ("What every column means", "各列的含义"),
    "tabular_sheet_codes": ("The coded values that occur, in words", "出现的代码及其含义"),
    "tabular_table": ("table", "表"),
    "tabular_column": ("column", "列"),
    "tabular_title_en": ("title (English)", "标题（英文）"),
    "tabular_title_zh": ("title (Chinese)", "标题（中文）"),
    "tabular_type": ("type", "类型"),
    "tabular_meaning": ("meaning", "含义"),
    "tabular_allowed": ("allowed values", "允许的取值"),
    "tabular_code": ("code", "代码"),
    "tabular_english": ("English", "英文"),
    "tabular_chinese": ("Chinese", "中文"),
}


def word(table, key, language):
    """Give a word in the language asked for.

    Raises
    ------
    KeyError
        If the table does not know the key.

    Examples
    --------
    >>> word(CODES, "maintain", "zh"), word(TERMS, "target", "en")
    ('保持', 'target')
    """
    return table[key][LANGUAGES.index(language)]


def unit_name(unit, language):
    """Name a unit; one that the list does not know is printed as it stands in the document.

    Examples
    --------
    >>> unit_name("persons", "zh"), unit_name("册", "en"), unit_name("", "en")
    ('人', '册', '')
    """
    return word(UNITS, unit, language) if unit in UNITS else unit


def rate_unit(unit, language):
    """Name the unit of a rate: 'persons_per_year' => 'persons a year', '人/年'.

    Examples
    --------
    >>> rate_unit("persons_per_year", "en"), rate_unit("persons_per_year", "zh")
    ('persons a year', '人/年')
    """
    if unit in RATES:
        return word(RATES, unit, language)
    own = unit_name(unit.removesuffix("_per_year"), language)
    return f"{own} a year" if language == "en" else f"{own}/年"


def with_unit(written, unit, language):
    """Set a unit behind a number as printed by `number`; a ratio is a number alone.

    Examples
    --------
    >>> with_unit("85", "percent", "en"), with_unit("85", "percent", "zh"), with_unit("1.07", "ratio", "en")
    ('85 %', '85%', '1.07')
    >>> with_unit("40", "schools", "zh"), with_unit("2.88万", "places", "zh")
    ('40 所', '2.88万个学位')
    """
    name = "" if unit == "ratio" else unit_name(unit, language)
    close = language == "zh" and (name in "%‰" or written.endswith(tuple(myriad for _, myriad in MYRIADS)))
    return f"{written}{'' if close else ' '}{name}".strip()


def measured(value, unit, language):
    """Write a number with its unit; a ratio is a number alone.

    Examples
    --------
    >>> measured(90.9, "percent", "en"), measured(1.07, "ratio", "en")
    ('90.9 %', '1.07')
    >>> measured(90.9, "percent", "zh"), measured(1e8, "yuan", "zh")
    ('90.9%', '1亿元')
    """
    return with_unit(number(value, unit, language), unit, language)


def bounded(low, high, comparator, unit, language, signed=False):
    """Write a number with its bound, or a range: ≥ 99, 25–27; without a unit.

    Examples
    --------
    >>> bounded(99.0, None, ">=", "percent", "en"), bounded(3, 5, "range", "items", "en", signed=True)
    ('≥ 99', '+3–5')
    """
    low, high = ("" if missing(end) else number(end, unit, language, signed) for end in (low, high))
    return f"{low}–{high.lstrip('+')}" if comparator == "range" else f"{BOUNDS.get(comparator, '')}{low or high}"


def target(row, language):
    """Write a target as every table does: ≥ 99, 25–27; an increment with a plus; a change as one a year, with its unit.

    Parameters
    ----------
    row : Series or named tuple
        A row of targets: kind, unit, comparator, target_low, target_high and printed, which stands where there is no
        number.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> step = {"kind": "step_per_year", "unit": "percent", "comparator": "<=", "target_low": None, "target_high": -0.5}
    >>> target(SimpleNamespace(**step), "en"), target(SimpleNamespace(**step), "zh")
    ('≤ −0.5 points a year', '每年 ≤ −0.5个百分点')
    >>> sum_ = {"kind": "increment", "unit": "places", "comparator": "=", "target_low": 5280.0, "target_high": 5280.0}
    >>> target(SimpleNamespace(**sum_), "en")
    '+5,280'
    """
    if missing(row.target_low) and missing(row.target_high):
        return row.printed
    unit = "" if missing(row.unit) or row.kind == "rate_per_year" else row.unit
    signed = row.kind == "increment"
    written = bounded(row.target_low, row.target_high, row.comparator, unit, language, signed)
    return changing(written, row.kind, unit, language)


def changing(written, kind, unit, language):
    """Say of a change that it is one a year; in points or percent where the unit column says another thing.

    Examples
    --------
    >>> changing("−0.5", "step_per_year", "percent", "en"), changing("99", "level", "percent", "en")
    ('−0.5 points a year', '99')
    """
    if kind not in CHANGES:
        return written
    own = " %" if kind == "rate_per_year" else ""
    if not own and unit == "percent":
        own = f"{' ' if language == 'en' else ''}{word(UNITS, 'points', language)}"
    return word(TERMS, "tabular_change", language).format(value=f"{written}{own}")


def pace(value, unit, language, digits=3):
    """Write a pace with its unit, as a sentence does.

    Parameters
    ----------
    unit : str
        As in the column unit of required_growth: points_per_year, percent_per_year, persons_per_year, …

    Examples
    --------
    >>> pace(0.378, "years_per_year", "en"), pace(0.378, "years_per_year", "zh")
    ('+0.378 years of schooling a year', '每年增加0.378年')
    >>> pace(-2.5, "classes_per_year", "zh"), pace(2.07, "percent_of_gap_per_year", "zh")
    ('每年减少2.5个班', '每年缩小剩余差距的2.07%')
    """
    if language == "en":
        return f"{number(value, '', 'en', signed=True, digits=digits)} {rate_unit(unit, 'en')}"
    size = number(abs(value), "", "zh", digits=digits)
    if unit == "percent_of_gap_per_year" and value >= 0:
        return f"每年缩小剩余差距的{size}%"
    if unit in {"log_percent_per_year", "logits_per_year", "percent_of_gap_per_year"}:
        return f"{number(value, '', 'zh', signed=True, digits=digits)} {rate_unit(unit, 'zh')}"
    verb = ("增长", "下降") if unit == "percent_per_year" else ("增加", "减少")
    own = {"points_per_year": "个百分点", "percent_per_year": "%", "ratio_per_year": ""}.get(unit)
    own = unit_name(unit.removesuffix("_per_year"), "zh") if own is None else own
    return f"每年{verb[int(value < 0)]}{size}{own}"


def missing(value):
    """Tell whether a number is not there: None or NaN.

    Examples
    --------
    >>> missing(None), missing(float("nan")), missing(0.0)
    (True, True, False)
    """
    return value is None or value != value


def in_unit(name, unit, language):
    """Name a panel by its indicator and its unit.

    Examples
    --------
    >>> in_unit("retention rate", "percent", "en"), in_unit("巩固率", "percent", "zh")
    ('retention rate (%)', '巩固率（%）')
    """
    said = unit_name(unit, language)
    return f"{name}（{said}）" if language == "zh" else f"{name} ({said})"


def of_ratio(value):
    """Write R with its name: 'R = 0.80', 'R > 10'.

    Examples
    --------
    >>> of_ratio(0.8049), of_ratio(25.96)
    ('R = 0.80', 'R > 10')
    """
    return f"R = {ratio(value)}".replace("= >", ">")


def ratio(value):
    """Print an observed over a required pace; one beyond ten only says so.

    Examples
    --------
    >>> ratio(0.8049), ratio(25.96), ratio(-3.33)
    ('0.80', '> 10', '−3.33')
    """
    return "> 10" if value > 10 else f"{value:.2f}".replace("-", "−")


MYRIADS = ((100_000_000, "亿"), (10_000, "万"))
"""How Chinese counts large numbers of people and money."""


def number(value, unit, language, signed=False, digits=12):
    """Print a number as a reader of the language expects it; people and money in 万 and 亿 in Chinese.

    A published value keeps all its digits; what is computed is cut to as many as `digits` says, but never below ones.

    Examples
    --------
    >>> number(29000, "persons", "en"), number(29000, "persons", "zh"), number(60.0, "percent", "en")
    ('29,000', '2.9万', '60')
    >>> number(12000.5, "yuan", "en"), number(12345.67, "", "en", digits=4)
    ('12,000.5', '12,346')
    >>> number(1e8, "yuan", "zh"), number(9_000, "persons", "zh")
    ('1亿', '9,000')
    >>> number(-0.014, "ratio", "en", signed=True)
    '−0.014'
    """
    large = language == "zh" and unit in {"persons", "places", "yuan"}
    power, name = next((pair for pair in MYRIADS if large and abs(value) >= pair[0]), (1, ""))
    shown = value / power
    text = f"{shown:,.0f}" if abs(shown) >= 10**digits else f"{shown:,.{digits}g}"
    text = f"+{text}" if signed and value > 0 else text
    return text.replace("-", "−") + name


ACTIVE = re.compile(
    r"[`*_\[\]<>&~^|#@]|(?<=[A-Za-z]):(?=\S)|(?<=www)\.|^[-+=%:(!]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d{3})[.)]|(?<=^\d{4})[.)]"
)
"""What Markdown may take for marks, some of it only at the beginning."""


def verbatim(text):
    r"""Write what a document or a person has printed so that Markdown shows it so: no mark, formula, link or tag in it.

    A dollar sign or a backslash stands alone in a span: JupyterLab looks for formulas in what has become of the text.
    In HTML it is `html.escape` that does this.

    Examples
    --------
    >>> print(verbatim("*a_1* <b> [c](d)\n1 & 2"), verbatim("1. R"), verbatim("$"))
    \*a\_1\* \<b\> \[c\](d) 1 \& 2 1\. R <span>\$</span>
    """
    line = re.sub(r"\s*[\r\n\v\f\x85\u2028\u2029]\s*", " ", str(text)).strip(" \t")
    parts = re.split(r"([$\\])", line)
    return "".join(
        rf"<span>\{part}</span>" if at % 2 else ACTIVE.sub(lambda found: f"\\{found[0]}", part)
        for at, part in enumerate(parts)
    )


def strong(text):
    r"""Write a text in bold in Markdown, which knows the end of bold type in Chinese only after a letter or a figure.

    Examples
    --------
    >>> strong("云阳县"), strong("毛入园率(%)")
    ('**云阳县**', '<strong>毛入园率(%)</strong>')
    """
    shown = verbatim(text)
    return f"**{shown}**" if shown[:1].isalnum() and shown[-1:].isalnum() else f"<strong>{shown}</strong>"
