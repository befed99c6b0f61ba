"""What questions ask and checks say, in English and Chinese; what one case alone asks stands in `cases`."""

UNITS = {
    "percent": ("percent", "%"),
    "points": ("percentage points", "个百分点"),
    "classes": ("classes", "个班"),
    "persons": ("persons", "人"),
    "schools": ("schools", "所"),
    "places": ("places", "个学位"),
    "years": ("years", "年"),
    "yuan": ("yuan", "元"),
    "ratio": ("ratio", "比值"),
}
SYNONYMS = {
    "percent": ("percent", "per cent", "%", "pct", "百分之"),
    "points": ("percentage points", "percentage point", "points", "point", "pp", "个百分点", "百分点"),
    "classes": ("classes", "class", "个班", "班"),
    "persons": ("persons", "people", "person", "heads", "children", "pupils", "students", "teachers", "人"),
    "schools": ("schools", "school", "所学校", "所", "学校"),
    "places": ("places", "place", "个学位", "学位"),
    "years": ("years", "year", "年"),
    "yuan": ("yuan", "元"),
    "ratio": ("ratio", "比值"),
}
"""How people write a unit; what is a year is read off before."""
SCALES = {"linear": ("linear", "线性"), "compound": ("compound", "复合"), "logit": ("log-odds", "logit")}
SCALE_SYNONYMS = {
    "linear": ("linear", "straight", "straight line", "even", "additive", "线性", "直线", "等量"),
    "compound": ("compound", "exponential", "geometric", "cagr", "复合", "指数", "等比", "复合增长"),
    "logit": ("logit", "log-odds", "log odds", "对数几率"),
}
UNDEFINED = ("undefined", "no such number", "does not exist", "不存在", "无定义", "没有")
MAY_NOT_EXIST = ("compound",)
"""Kinds of question to which “undefined” may be the answer."""

TERMS = {
    "number": ("number", "数值"),
    "unit": ("unit", "单位"),
    "scale": ("scale", "尺度"),
    "number_or_none": (
        'number: a number, or "undefined" where no such number exists',
        "数值：填数，不存在这样的数时填“不存在”",
    ),
    "not_answered": ("not answered yet.", "尚未作答。"),
    "right": ("right.", "正确。"),
    "or": ("Or:", "或者："),
    "question": ("question", "题目"),
    "wrong_number": ("wrong number", "错误数值"),
    "what_it_is": ("what it is", "它是什么"),
    "rounding": ("rounding interval", "修约区间"),
    "undefined": ("undefined", "不存在"),
    "solution": ("Solution", "答案"),
}
ASKED = {
    "pace": (
        "**{place}, {indicator}:** {start} in {first}, {end} in {last}. How much was the change every year, had "
        "it been "
        "the same amount each time? Choose the unit and the scale that go with your number; write a fall with a "
        "minus.",
        "**{place}，{indicator}**：{first} 年 {start}，{last} 年 {end}。若每年变化量相同，每年变化多少？"
        "请选择与数值相配的单位和尺度；下降写负号。",
    ),
    "pace_goal": (
        "**{place}, {indicator}:** {start} in {first}; the plan wants {end} in {last}. How much must change "
        "every year, "
        "the same amount each time? Choose the unit and the scale that go with your number; write a fall with a "
        "minus.",
        "**{place}，{indicator}**：{first} 年 {start}，规划要求 {last} 年达到 {end}。若每年变化量相同，"
        "每年须变化多少？"
        "请选择与数值相配的单位和尺度；下降写负号。",
    ),
    "compound": (
        "**{place}, {indicator}:** {start} in {first}, {end} in {last}. By what rate did it change every year, "
        "if the rate was "
        "the same each time and each year started from what the year before had left? Write a fall with a minus.",
        "**{place}，{indicator}**：{first} 年 {start}，{last} 年 {end}。若每年都在上一年的基础上按同一比率变化，"
        "这个比率是多少？下降写负号。",
    ),
    "compound_goal": (
        "**{place}, {indicator}:** {start} in {first}; the plan wants {end} in {last}. At what yearly rate, the "
        "same each time "
        "and each year starting from what the year before has left, is it there in {last} and not before? Write "
        "a fall "
        "with a minus.",
        "**{place}，{indicator}**：{first} 年 {start}，规划要求 {last} 年达到 {end}。"
        "若每年都在上一年的基础上按同一比率变化，"
        "比率为多少时恰在 {last} 年、而不是更早达到？下降写负号。",
    ),
    "last_one": (
        "**{place}, {indicator}:** {start} in {first}. At what yearly rate, the same each time, would exactly "
        "one be left in "
        "{last}? Write a fall with a minus.",
        "**{place}，{indicator}**：{first} 年 {start}。若每年按同一比率变化，比率为多少时 {last} 年恰好剩 1 个？"
        "下降写负号。",
    ),
    "total": (
        "**{place}, {indicator}:** {start} in {first}, {end} in {last}. By how much did it change, from the one "
        "year to the "
        "other? Write a fall with a minus.",
        "**{place}，{indicator}**：{first} 年 {start}，{last} 年 {end}。这期间一共变化了多少？下降写负号。",
    ),
    "total_goal": (
        "**{place}, {indicator}:** {start} in {first}; the plan wants {end} in {last}. By how much is it to "
        "change in all? "
        "Write a fall with a minus.",
        "**{place}，{indicator}**：{first} 年 {start}，规划要求 {last} 年达到 {end}。一共要变化多少？下降写负号。",
    ),
    "relative": (
        "**{place}, {indicator}:** {start} in {first}, {end} in {last}. By how much did it change, from the one "
        "year to the "
        "other, compared with {first}? Write a fall with a minus.",
        "**{place}，{indicator}**：{first} 年 {start}，{last} 年 {end}。与 {first} 年相比，变化幅度是多少？"
        "下降写负号。",
    ),
    "steps": (
        "How many yearly steps lead from the value of {first} to the value of {last}?",
        "从 {first} 年的数值到 {last} 年的数值，其间经过了几个年度变化？",
    ),
    "ahead": (
        "**{place}, {indicator}:** {start} in {first}, {end} in {last}. Had the compound rate of these years "
        "gone on, what would "
        "{year} have seen?",
        "**{place}，{indicator}**：{first} 年 {start}，{last} 年 {end}。若这些年的复合变化率延续下去，{year} "
        "年会是多少？",
    ),
    "whole": (
        "**{place}, {indicator}:** {part} of them are {share} % of all. How many are all?",
        "**{place}，{indicator}**：{part} 个占全部的 {share}%。全部有多少？",
    ),
    "heads": (
        "**{place}, {indicator}:** {end} of {whole} in {last}. How many is that?",
        "**{place}，{indicator}**：{last} 年为 {whole} 的 {end}。这是多少？",
    ),
}
KINDS = {
    "pace": ("even step", "每年变化量"),
    "compound": ("compound rate", "复合变化率"),
    "last_one": ("rate to the last one", "降至最后一个的比率"),
    "total": ("whole change", "总变化量"),
    "relative": ("whole change in percent", "总变化幅度"),
    "steps": ("steps", "间隔数"),
    "ahead": ("later value", "后续数值"),
    "whole": ("whole behind a part", "由部分求整体"),
    "heads": ("heads behind a share", "占比背后的人数"),
}
NUMBERS = {
    "right": ("right.", "正确。"),
    "sign": (
        "the size is right. Does it rise or fall, and how is that written?",
        "大小正确。它是上升还是下降？应如何书写？",
    ),
    "coarse": ("right as far as it goes; give at least two digits.", "大致正确，请至少给出两位有效数字。"),
    "near": (
        "close, but not what rounding explains. Did you round on the way, or cut digits off?",
        "很接近，但超出了修约所能解释的差异。是否中途取整，或直接截去了尾数？",
    ),
    "unknown": (
        "{given} is none of the numbers that this check knows. Write down the two values, the years between "
        "them, and "
        "which of them you divide by which.",
        "{given} 不在本检查所认识的数值之中。请写下两个数值、间隔年数，以及谁除以谁。",
    ),
    "unread": ("{given} is not a number; write it alone, without its unit.", "{given} 不是数值；请只写数，不写单位。"),
    "exists": (
        "there is such a number: try one rate for all the years, and see where it ends.",
        "这样的数是存在的：取一个比率逐年算下去，看看终点在哪里。",
    ),
    "unknown_undefined": (
        "try {given}: go from {start} year by year and see what is left in {last}. Is it what the plan wants, "
        "and only then?",
        "试试 {given}：从 {start} 逐年算到 {last} 年，看看还剩多少。是否恰好符合规划，又恰在那一年？",
    ),
    "total": (
        "{given} is the change from {first} to {last}, all the years together. What falls to one of them?",
        "{given} 是 {first} 至 {last} 年的总变化量。摊到其中一年是多少？",
    ),
    "total_percent": (
        "{given} is the whole change from {first} to {last} in percent of the {first} value. Look at what is "
        "asked: over "
        "which time, and in which unit?",
        "{given} 是 {first} 至 {last} 年的总变化幅度，以 {first} 年数值为 100%。请再看题目问的是多长时间、什么单位。",
    ),
    "total_over_years": (
        "{given} is the total change in percent of the {first} value, divided by the years. In which unit is this "
        "indicator itself counted, and what is the step in that unit?",
        "{given} 是以 {first} 年为基数的总变化幅度除以年数。这个指标本身以什么单位计？按该单位每年变化多少？",
    ),
    "divided_total": (
        "{given} is the total percentage divided by the years. Take that rate of what is left, year after year: "
        "it does "
        "not end at the {last} value, because each year starts from another number.",
        "{given} 是总变化幅度除以年数。逐年按此比率计算，到不了 {last} 年的数值，因为每年的基数都不同。",
    ),
    "more_years": (
        "{given} spreads the change over {more} years. Count the steps from one year to the next, not the years named.",
        "{given} 把变化摊到了 {more} 年。应数相邻两年之间的间隔，而不是数年份的个数。",
    ),
    "fewer_years": (
        "{given} spreads the change over too few years. Count the steps from one year to the next, the first and "
        "the last included.",
        "{given} 摊到的年数太少。应数相邻两年之间的间隔，首尾两个间隔都要算。",
    ),
    "end_over_years": (
        "{given} is the {last} value divided by the years, as if {first} had begun at nothing.",
        "{given} 是 {last} 年数值除以年数，等于假定 {first} 年从零开始。",
    ),
    "start_over_years": (
        "{given} is the {first} value divided by the years. Where is it to end, and in which direction?",
        "{given} 是 {first} 年数值除以年数。终点在哪里？方向如何？",
    ),
    "percent_of_end": (
        "{given} is a percentage of the {last} value. A change is compared with where it started.",
        "{given} 是以 {last} 年数值为基数的百分比。变化应与起点相比。",
    ),
    "compound": (
        "{given} is the compound rate, in percent a year. As arithmetic it is sound; is it what is asked here?",
        "{given} 是复合变化率（%/年）。计算本身没有错，但这里问的是它吗？",
    ),
    "log": (
        "{given} is the continuous rate, from the logarithm. What does it become when it is applied once a year?",
        "{given} 是用对数求得的连续变化率。若每年只结算一次，应是多少？",
    ),
    "linear": (
        "{given} is the even step: the same amount every year. The question asks for the same rate every year.",
        "{given} 是每年相同的变化量。题目问的是每年相同的变化率。",
    ),
    "to_one": (
        "{given} leaves exactly one, as the rate that is the same every year. Does that answer this question?",
        "{given} 是恰好剩下一个时每年相同的变化率。它回答了这道题吗？",
    ),
    "to_half": (
        "{given} leaves half a one: a small number in the place of zero. Another small number gives another rate.",
        "{given} 剩下“半个”：这是用一个小数代替了零。换一个小数，比率就不同。",
    ),
    "to_zero": (
        "{given} takes everything away within the first year, whatever the last year is. It is no pace over "
        "these years.",
        "{given} 在第一年就全部清零，与目标年无关，不是这些年的速度。",
    ),
    "factor": (
        "{given} is what a year's value is multiplied by. By what percentage does that change it?",
        "{given} 是每年所乘的系数。这相当于变化了百分之几？",
    ),
    "remaining": (
        "{given} is what a value becomes in a year, in percent of the year before. How far is that from the year "
        "before?",
        "{given} 是以上一年为 100% 时当年的数值。与上一年相差多少？",
    ),
    "whole_factor": (
        "{given} is the {last} value as a multiple of the {first} value. Look at what is asked: a multiple, or a "
        "change?",
        "{given} 是 {last} 年数值与 {first} 年数值之比。题目问的是倍数还是变化？",
    ),
    "whole_factor_percent": (
        "{given} is the {last} value in percent of the {first} value. How much of that was there already?",
        "{given} 是 {last} 年数值相当于 {first} 年的百分之几。其中有多少原来就有？",
    ),
    "fraction": (
        "{given} is a fraction of one; the unit counts hundredths.",
        "{given} 是以 1 为整体的小数；题目的单位以百分之一计。",
    ),
    "hundredfold": (
        "{given} is a hundred times too large: the values are in percent already.",
        "{given} 大了一百倍：所给数值本身已经是百分数。",
    ),
    "in_wan": ("{given} is in ten thousands (万). In ones?", "{given} 以“万”计。以个计是多少？"),
    "level_start": (
        "{given} is the value itself, as given. The question asks for something computed from it.",
        "{given} 就是题目给出的数值。题目问的是由它算出的数。",
    ),
    "level_end": (
        "{given} is the value of {last} itself. The question asks for something else than where it stood then.",
        "{given} 就是 {last} 年的数值。题目问的不是当年的水平。",
    ),
    "years_given": ("{given} is the number of years.", "{given} 是年数。"),
    "years_named": (
        "{given} counts the years named, the first and the last included. How often does one year follow another?",
        "{given} 是把首尾年份都数进去的年份个数。相邻两年的间隔有几个？",
    ),
    "years_between": (
        "{given} counts the years in between. The step that arrives counts as well.",
        "{given} 只数了中间的年份。到达终点的那一步也要算。",
    ),
    "a_year": (
        "{given} is the whole change divided by the years. The question asks for the change from the one year to "
        "the other.",
        "{given} 是总变化除以年数。题目问的是两个年份之间的全部变化。",
    ),
    "difference": (
        "{given} is the difference of the two values. Compare it with the value it started from.",
        "{given} 是两个数值之差。请把它与起点数值相比。",
    ),
    "straight_on": (
        "{given} goes on by the same amount every year. The question goes on at the same rate, from what is left.",
        "{given} 是按每年相同的变化量推下去的。题目是在剩余数上按同一比率推下去。",
    ),
    "divided_on": (
        "{given} goes on at the total percentage divided by the years, which is not the compound rate.",
        "{given} 是按总变化幅度除以年数推下去的，这不是复合变化率。",
    ),
    "more_years_on": (
        "{given} goes on at the rate that spreads the change over {more} years. How many steps are there?",
        "{given} 是把变化摊到 {more} 年后的比率推下去的。间隔有几个？",
    ),
    "from_start": (
        "{given} starts again from the value of {first}. Where does {last} stand?",
        "{given} 是又从 {first} 年的数值算起。{last} 年的数值是多少？",
    ),
    "seen": (
        "{given} is what was observed in {year}. The question asks what the earlier pace would have given.",
        "{given} 是 {year} 年的实际值。题目问的是按此前速度会是多少。",
    ),
    "hundredth": (
        "{given} divides by the percentage as if it were a number of its own. What is one percent of something?",
        "{given} 直接除以了百分号前的数。百分之一是多少？",
    ),
    "part_of_part": (
        "{given} is that share of the part. Which of the two is the larger, the part or the whole?",
        "{given} 是“部分”的那个百分比。部分与整体哪个大？",
    ),
    "times_percent": (
        "{given} multiplies by the percentage as if it were a number of its own. What is one percent of something?",
        "{given} 直接乘以了百分号前的数。百分之一是多少？",
    ),
    "whole_of_whole": (
        "{given} divides where a part is asked for. Which of the two is the larger, the part or the whole?",
        "{given} 用了除法，而题目问的是部分。部分与整体哪个大？",
    ),
    "rest": ("{given} is the rest: all that is not counted here.", "{given} 是其余部分，不是这里所问的。"),
}
WRONG_UNITS = {
    "percent_for_points": (
        "percent of what? A share that rises from 40 % to 41 % is higher by 2.5 percent of itself. What is the plain "
        "difference of two percentages called?",
        "百分之几是对什么而言？占比从 40% 升到 41%，相对于自身提高了 2.5%。两个百分数直接相减，差的单位叫什么？",
    ),
    "points_for_percent": (
        "points are the difference of two percentages. What is compared here, and with what?",
        "“百分点”是两个百分数之差。这里是什么与什么相比？",
    ),
    "not_a_year": (
        "that is the unit of a change over all the years. Over which time does the question ask?",
        "这是整个时期变化的单位。题目问的是多长时间的变化？",
    ),
    "not_over_years": (
        "“a year” makes it a pace. Over which time does the question ask?",
        "加上“每年”就成了速度。题目问的是多长时间的变化？",
    ),
    "points_of_count": (
        "points belong to percentages. Is this indicator a percentage?",
        "百分点只用于百分数。这个指标是百分数吗？",
    ),
    "percent_of_count": (
        "percent compares with another number. Is the amount asked for, or the comparison?",
        "百分数是与另一个数相比。题目问的是数量，还是相对幅度？",
    ),
    "count_for_percent": (
        "that is the unit of an amount. Does the question ask for an amount or for a rate?",
        "这是数量的单位。题目问的是数量还是比率？",
    ),
    "other": ("what is counted here?", "这里数的是什么？"),
    "unknown": ("{given} is not on the list; use one of it.", "{given} 不在所列单位中，请从中选用。"),
}
WRONG_SCALES = {
    ("linear", "a_share"): (
        "a share has a whole above it, and its steps are points: the same amount every year. Which scale is that?",
        "占比以整体为上限，其变化以百分点计，每年变化量相同。这是哪种尺度？",
    ),
    ("linear", "a_count"): (
        "the question wants the same amount every year. Which scale is that?",
        "题目要求每年变化量相同。这是哪种尺度？",
    ),
    ("linear", "down_to_zero"): (
        "on that scale zero is never reached: it multiplies what is left. Which scale can end at nothing?",
        "该尺度是对剩余数相乘，永远到不了零。哪种尺度可以到零？",
    ),
    ("compound", "same_percent"): (
        "each year starts from what the year before has left. Is that adding the same amount, or multiplying?",
        "每年都以上一年的剩余为基数。这是加减相同的量，还是相乘？",
    ),
    "unknown": ("{given} is not on the list; use one of it.", "{given} 不在所列尺度中，请从中选用。"),
}
WORKED = {
    "no_rate_from_zero": (
        "no rate leads away from {start}: any part of nothing is nothing",
        "任何比率都不能使 {start} 发生变化：零的任何比例仍是零",
    ),
    "no_rate": (
        "a rate below 100 % always leaves a part of {start}, and −100 % leaves nothing after the first year; neither "
        "comes to {end} in {last} and not before",
        "低于 100% 的比率总会留下 {start} 的一部分，−100% 则第一年就清零；都不能恰在 {last} 年达到 {end}",
    ),
}
CHOICES = {
    "pick": ("Answer with a letter.", "请填字母。"),
    "noted": ("Noted: {letters}. You will see at the end.", "已记录：{letters}。结束时再看对错。"),
    "unknown": ("{given} is none of the letters; use one of {letters}.", "{given} 不是选项字母，请用 {letters} 之一。"),
    "tally": (
        "{when}: {right} of {all} right, {answered} answered.",
        "{when}：{all} 题答对 {right} 题，已答 {answered} 题。",
    ),
    "before": ("Before", "课前"),
    "after": ("After", "课后"),
}
PRESS = {
    "not_written": ("Not written yet.", "尚未写。"),
    "found": ("found", "已有"),
    "baseline_year": ("the baseline year, {first}", "基期年 {first}"),
    "target_year": ("the target year, {last}", "目标年 {last}"),
    "baseline": ("the value it starts from", "起点数值"),
    "target": ("the value it is to reach", "目标数值"),
    "pace": ("what that is a year", "每年的变化"),
    "unit": ("the unit: {unit}", "单位：{unit}"),
    "place": ("the place: {place}", "地区：{place}"),
    "source": ("whose figure it is: the plan, or another document", "数字出处：规划或其他文件"),
    "cause": (
        "a word of cause ({given}) stands there: does the source show the cause?",
        "出现了表示因果的词（{given}）：来源能说明因果吗？",
    ),
    "by_people": ("For you and your neighbour:", "请与同桌一起判断："),
    "one_sentence": ("Is it one sentence that a reader understands at once?", "是否一句话，读者一看就懂？"),
    "no_forecast": ("Is a goal told as a goal, and not as what will happen?", "目标是否写成目标，而不是将要发生的事？"),
    "definition": ("Would a reader know what is counted, and what is not?", "读者是否知道数的是什么、不包括什么？"),
    "no_judgement": ("Does it leave out “only”, “already”, “finally”?", "是否避免了“仅”“已经”“终于”之类的词？"),
    "by_machine": ("What can be looked up in the words:", "可以从字面查到的："),
    "example": (
        "According to its plan, {place} wants {indicator} to go from {start} in {first} to {end} in {last}, which is "
        "{pace} {unit} a year if it is the same every year.",
        "根据规划，{place}的{indicator}要从 {first} 年的 {start} 变为 {last} 年的 {end}，若每年相同，即每年变化 "
        "{pace} {unit}。",
    ),
}
CAUSES = (
    "because",
    "thanks to",
    "due to",
    "owing to",
    "as a result",
    "caused",
    "led to",
    "由于",
    "因为",
    "得益于",
    "归功于",
    "使得",
)
SOURCES = ("plan", "according to", "report", "self-evaluation", "bulletin", "规划", "方案", "据", "公报", "自评")
NOTHING = ("zero", "none", "eliminat", "no more", "零", "消除", "没有")
PRESS_UNITS = {"points": ("percentage point", "百分点")}
"""Where a sentence for the press wants a longer word than a check does."""
