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
    "relative_goal": (
        "**{place}, {indicator}:** {start} in {first}; the plan wants {end} in {last}. By how much is it to change in "
        "all, compared with {first}? Write a fall with a minus.",
        "**{place}，{indicator}**：{first} 年 {start}，规划要求 {last} 年达到 {end}。与 {first} 年相比，"
        "一共要变化的幅度是多少？下降写负号。",
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
        "**{place}，{indicator}**：其数为 {part}，占全部的 {share}%。全部有多少？",
    ),
    "heads": (
        "**{place}, {indicator}:** {end} of {whole} in {last}. How many is that?",
        "**{place}，{indicator}**：{last} 年为 {whole} 的 {end}。这是多少？",
    ),
    "headway": (
        "**{place}, {indicator}:** {start} in {first}, {seen} in {year}; the plan wants {end} in {last}. R is the "
        "pace "
        "so far over the pace that the plan requires from its baseline on, both as even steps a year. How large is R?",
        "**{place}，{indicator}**：{first} 年 {start}，{year} 年 {seen}，规划要求 {last} 年达到 {end}。"
        "R 是至今每年变化量与规划自基期起所需每年变化量之比。R 是多少？",
    ),
    "age_group": (
        "**{place}, {last}:** {children}, {whole}; {indicator}, {end}. How many are there of that age, if both hold?",
        "**{place}，{last} 年**：{children} {whole}，{indicator} {end}。若两者都成立，该年龄段共有多少人？",
    ),
    "above": (
        "**{place}, {indicator}:** {end} expected in {last}. Suppose that there were then only as many of that age as "
        "were enrolled in {first}, {start}. By how much would the gross rate lie beyond 100?",
        "**{place}，{indicator}**：{last} 年预计 {end}。假定届时该年龄段的总人数只相当于 {first} 年的在园人数 "
        "{start}，"
        "毛入园率会超出 100 多少？",
    ),
    "years_at": (
        "**{place}, {indicator}:** {start} in {first}; the plan wants {end} in {last}. {other_place}, "
        "{other_indicator}: {other_start} in {other_first}, {other_end} in {other_last}. How many years would the "
        "change that the plan wants take, if every year brought as much as an average year there?",
        "**{place}，{indicator}**：{first} 年 {start}，规划要求 {last} 年达到 {end}。{other_place}{other_indicator}："
        "{other_first} 年 {other_start}，{other_last} 年 {other_end}。若每年的变化量等于后者的年均变化量，"
        "规划要求的变化需要几年？",
    ),
    "overlap": (
        "**{part_place}:** {part_indicator}, {part_goal} (printed {part_printed}); {whole_indicator}, {whole_goal} "
        "(printed {whole_printed}). Suppose that the first share is of all teachers, and that all who are "
        "dual-qualified teach specialist subjects. Which part of all teachers would then teach specialist subjects? "
        "Take both shares at the number printed.",
        "**{part_place}**：{part_indicator} {part_goal}（原文 {part_printed}）；{whole_indicator} {whole_goal}"
        "（原文 {whole_printed}）。假定前一个占比以全部教师为分母，且“双师型”教师都教专业课，"
        "那么专业课教师占全部教师的多少？两个占比均按所印数字计。",
    ),
    "ratio_of_two": (
        "**{place}, the plan's table for {last}:** {end} ({indicator}) and {other_end} ({other_indicator}). How many "
        "of "
        "the first are there for one of the second? A decimal.",
        "**{place}，规划表中 {last} 年**：{indicator} {end}，{other_indicator} {other_end}。"
        "前者与后者之比是多少？请写成小数。",
    ),
    "to_equal": (
        "**{place}, {indicator}:** {start} in {first}. Had both kinds to be equally many in {last}, and both "
        "together as "
        "many as the table plans ({end} and {other_end}), by how much would this kind have to grow from {first} on?",
        "**{place}，{indicator}**：{first} 年 {start}。若 {last} 年两类人数相等，而合计仍为表中所列（{end} 与 "
        "{other_end} 之和），这一类应比 {first} 年增加多少？",
    ),
    "lacking": (
        "**{place}, {indicator}:** {start} published for {first}, {end} promised for {last}. If those published are "
        "all "
        "there are, how many must be new?",
        "**{place}，{indicator}**：{first} 年公布 {start}，{last} 年承诺 {end}。若公布的就是全部现有人数，须新增多少？",
    ),
    "places_each": (
        "**{place}:** {places} new places are planned; {indicator} are projected to go from {start} in {first} to "
        "{end} "
        "in {last}. How many new places are there for each further student? A decimal.",
        "**{place}**：规划新增学位 {places} 个；{indicator}预计由 {first} 年的 {start} 变为 {last} 年的 {end}。"
        "平均每增加 1 名学生对应多少个新增学位？请写成小数。",
    ),
    "straight": (
        "**{place}, {indicator}:** {start} in {first}, {end} in {last}. Had it gone on by the same amount every "
        "year, what "
        "would {year} have seen?",
        "**{place}，{indicator}**：{first} 年 {start}，{last} 年 {end}。若每年变化量相同并延续下去，{year} "
        "年会是多少？",
    ),
    "score": (
        "**{place}, {indicator}:** made in {made} for {of}, the {level} % interval around the straight line was "
        "{low} to {high}; {came} came. What is its score: the width, plus {fine} for every point by which it missed?",
        "**{place}，{indicator}**：{made} 年对 {of} 年所作预测，直线外推的 {level}% 区间为 {low} 至 {high}；实际为 "
        "{came}。"
        "其得分是多少？得分 = 宽度 + {fine} × 未覆盖的差距（百分点）。",
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
    "headway": ("R, observed over required pace", "R（实际速度与所需速度之比）"),
    "age_group": ("age group behind a gross rate", "毛入园率背后的适龄人口"),
    "above": ("gross rate beyond 100", "毛入园率超出 100 的部分"),
    "years_at": ("years at another's pace", "按他处速度所需年数"),
    "overlap": ("two shares of two wholes", "两个分母的两个占比"),
    "ratio_of_two": ("ratio of two counts", "两数之比"),
    "to_equal": ("growth to equality", "达到相等所需增量"),
    "lacking": ("new ones needed", "须新增数"),
    "places_each": ("places a further student", "每增一生的学位数"),
    "straight": ("straight on", "按等量推算"),
    "score": ("interval score", "区间得分"),
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
    "done": (
        "{given} is the part of the way that was done by {year}. How much of the time had passed by then?",
        "{given} 是到 {year} 年的完成进度。到那时时间过去了多少？",
    ),
    "gone": (
        "{given} is the part of the time that had passed by {year}. How much of the way was done?",
        "{given} 是到 {year} 年的时序进度。完成了多少？",
    ),
    "required_above": (
        "{given} is the required pace over the observed one. Which of them does the question put above?",
        "{given} 是所需速度除以实际速度。题目把哪一个作分子？",
    ),
    "of_the_level": (
        "{given} compares two levels, that of {year} with the target. A pace is made of changes: where did they begin?",
        "{given} 比较的是两个水平：{year} 年的数值与目标值。速度看的是变化：起点在哪里？",
    ),
    "pace_so_far": (
        "{given} is the pace so far. How large is it beside the pace required?",
        "{given} 是至今的速度。与所需速度相比如何？",
    ),
    "pace_asked": (
        "{given} is the pace required. How large is the pace so far beside it?",
        "{given} 是所需速度。至今的速度与它相比如何？",
    ),
    "pace_apart": (
        "{given} is the difference of the two paces. The question divides one by the other.",
        "{given} 是两个速度之差。题目问的是两者之比。",
    ),
    "still_over": (
        "{given} is what is still needed a year over what was achieved a year: what is to come, not what has been.",
        "{given} 是今后每年所需与至今每年所得之比，看的是今后而不是至今。",
    ),
    "as_percent": (
        "{given} is that quotient in percent. Write it as a plain number, where 1 is as fast as required.",
        "{given} 是以百分数表示的比值。请写成普通的数，1 表示恰与所需速度相同。",
    ),
    "years_off": (
        "{given} counts the years named, in both paces. Count the steps from one year to the next.",
        "{given} 在两个速度中都数了年份的个数。应数相邻两年之间的间隔。",
    ),
    "cut_off": (
        "{given} would cut the rate off at 100, as if it were a part of a whole. Is everybody who is counted above "
        "also "
        "counted below?",
        "{given} 等于在 100 处截断，把它当成了部分占整体。分子中的每一个人都在分母里吗？",
    ),
    "whole_rate": (
        "{given} is the gross rate itself. By how much does it lie beyond 100?",
        "{given} 是毛入园率本身。它超出 100 多少？",
    ),
    "swapped": (
        "{given} has the two the wrong way round: who is enrolled is counted above, who is of the age below.",
        "{given} 把两者弄反了：在园人数是分子，适龄人口是分母。",
    ),
    "swapped_rate": (
        "{given} is a rate with the two the wrong way round: who is enrolled is counted above, who is of the age "
        "below.",
        "{given} 是把两者弄反后的比率：在园人数是分子，适龄人口是分母。",
    ),
    "heads_beyond": (
        "{given} is a number of children, the difference of the two. The question asks for a rate.",
        "{given} 是两个人数之差。题目问的是比率。",
    ),
    "times_over": (
        "{given} is one whole change over the other: how many times as far. How many years did the other take?",
        "{given} 是两个总变化量之比，即变化量是后者的几倍。后者用了几年？",
    ),
    "other_way_round": (
        "{given} is how long the other's change would take at the plan's pace. It is the other way round.",
        "{given} 是后者的变化按规划速度所需的年数。方向反了。",
    ),
    "six_years": (
        "{given} spreads the other's change over the years named. Count the steps from {other_first} to {other_last}.",
        "{given} 按年份个数摊分了后者的变化。应数 {other_first} 至 {other_last} 年之间的间隔。",
    ),
    "from_there": (
        "{given} begins where the other stood in {other_last}. From where does the plan begin?",
        "{given} 是从后者 {other_last} 年的数值算起。规划的起点在哪里？",
    ),
    "by_percent": (
        "{given} compares percentages of two different starts. Both are shares: compare their changes in points.",
        "{given} 比较的是以两个不同起点为基数的百分比。两者都是占比，应比较百分点。",
    ),
    "pace_of_other": (
        "{given} is what an average year brings there. How many such years does the plan's change take?",
        "{given} 是后者的年均变化量。规划要求的变化需要几个这样的年份？",
    ),
    "more_than_all": (
        "{given} is more than all of them. Which of the two wholes is the larger?",
        "{given} 超过了全部。两个分母哪个大？",
    ),
    "apart": (
        "{given} is the difference of the two shares. They are shares of two wholes: what do they have in common?",
        "{given} 是两个占比之差。它们的分母不同，共同的是什么？",
    ),
    "share_of_share": (
        "{given} takes one share of the other. Do the two count the same teachers, or some of them again?",
        "{given} 是一个占比的另一个占比。两者数的是同一批“双师型”教师，还是其中的一部分？",
    ),
    "midway": (
        "{given} is the mean of the two shares. Shares of different wholes have no mean that is anybody's share.",
        "{given} 是两个占比的平均数。分母不同的占比，平均后不是任何一方的占比。",
    ),
    "two_reversed": (
        "{given} is the other way round. Which is to be divided by which?",
        "{given} 是反过来的比。谁除以谁？",
    ),
    "of_both": (
        "{given} is the part that the first kind has of both together. The question holds it against the second kind.",
        "{given} 是前者占两者之和的份额。题目问的是前者与后者之比。",
    ),
    "ratio_at_start": (
        "{given} is the ratio of {first}. Which year is asked for?",
        "{given} 是 {first} 年的比值。题目问的是哪一年？",
    ),
    "ratio_in_percent": ("{given} is the same in percent. As a decimal?", "{given} 是百分数写法。写成小数是多少？"),
    "two_apart": (
        "{given} is how far apart the two are. A ratio divides them.",
        "{given} 是两者之差。比值是相除的结果。",
    ),
    "in_words": (
        "{given} is what the words promise. What do the figures of the table give?",
        "{given} 是文字所承诺的。表中数字得出多少？",
    ),
    "planned_rise": (
        "{given} is the rise that the table plans. Look again at what is asked.",
        "{given} 是表中计划的增量。请再看题目问的是什么。",
    ),
    "half_of_all": (
        "{given} is how many there would be. By how much is that more than in {first}?",
        "{given} 是届时应有的人数。比 {first} 年多多少？",
    ),
    "up_to_other": (
        "{given} brings this kind up to the planned number of the other, and both together beyond what the table "
        "plans.",
        "{given} 是追平另一类的计划人数，这样合计就超过了表中所列。",
    ),
    "apart_at_start": (
        "{given} is how far apart the two were in {first}. What one kind gains here the other does not keep.",
        "{given} 是 {first} 年两者之差。这里一类增加，另一类就相应减少。",
    ),
    "beyond_plan": (
        "{given} is what comes on top of the number in the table. From which year on is asked?",
        "{given} 是在表中人数之上还要增加的。题目是从哪一年算起？",
    ),
    "sum_of_both": (
        "{given} adds what is published and what is to be made. Hold it against the number promised.",
        "{given} 是公布数与新增数之和。请与承诺数相比。",
    ),
    "short_of": (
        "{given} is what remains to be explained once the new ones of the plan are counted too. How many must be new "
        "in all?",
        "{given} 是把规划的新增数也算上之后仍有的差额。总共须新增多少？",
    ),
    "there_before": (
        "{given} is how many there must have been before, had the plan's new ones to suffice. Which number is "
        "published?",
        "{given} 是假定规划的新增数恰好够用时原有的数。公布的数是多少？",
    ),
    "made_itself": (
        "{given} is what another place of the plan names. What follows from the two numbers in the question?",
        "{given} 是规划另一处写的数。由题中两个数得出多少？",
    ),
    "places_by_level": (
        "{given} divides by all students. For how many further ones are the places held here?",
        "{given} 除以了全部学生。这里是与增加的学生相比，增加了多少？",
    ),
    "places_over": (
        "{given} is by how many the places exceed the rise. A quotient is asked.",
        "{given} 是学位数比增量多出的部分。题目问的是商。",
    ),
    "level_by_places": (
        "{given} divides students by places. Which is to be divided by which?",
        "{given} 是学生数除以学位数。谁除以谁？",
    ),
    "one_step": ("{given} is one step on. How many are there to {year}?", "{given} 只走了一步。到 {year} 年有几步？"),
    "one_step_more": (
        "{given} goes one step too far. Count the steps from {last} to {year}.",
        "{given} 多走了一步。请数 {last} 至 {year} 年的间隔。",
    ),
    "change_itself": (
        "{given} is the change after {last}. Where does it start?",
        "{given} 是 {last} 年之后的变化量。从哪里开始加？",
    ),
    "whole_again": (
        "{given} adds the whole change once more. Over how many years did that happen, and how many are ahead?",
        "{given} 又加了一遍全部变化。那用了多少年，之后还有多少年？",
    ),
    "more_years_straight": (
        "{given} goes on at the step that spreads the change over {more} years. How many steps are there?",
        "{given} 是把变化摊到 {more} 年后推下去的。间隔有几个？",
    ),
    "compound_on": (
        "{given} goes on at the same rate. The question goes on by the same amount.",
        "{given} 是按同一比率推下去的。题目是按相同的量。",
    ),
    "straight_from_start": (
        "{given} starts again from the value of {first}. Where does {last} stand?",
        "{given} 是又从 {first} 年的数值算起。{last} 年的数值是多少？",
    ),
    "score_width": (
        "{given} is the width alone. Did the interval hold what came?",
        "{given} 只是宽度。区间包含实际值吗？",
    ),
    "score_missed": (
        "{given} is by how much it missed. What does each point of that cost, and what does the width?",
        "{given} 只是未覆盖的差距。每个百分点扣多少？宽度又算多少？",
    ),
    "score_fine": ("{given} is the fine alone. The width is paid too.", "{given} 只是罚分。宽度也要计入。"),
    "score_no_fine": (
        "{given} counts the miss once. What does each point of it cost?",
        "{given} 对未覆盖的差距只计了一倍。每个百分点扣多少？",
    ),
    "score_half_fine": ("{given} fines half as much as the question says.", "{given} 的罚分只有题目所说的一半。"),
    "score_middle": (
        "{given} is the distance from the middle. The miss is counted from the nearer end.",
        "{given} 是到区间中点的距离。未覆盖的差距从较近的端点算起。",
    ),
    "score_from_middle": (
        "{given} fines the distance from the middle. The miss is counted from the nearer end.",
        "{given} 按到中点的距离罚分。应从较近的端点算起。",
    ),
    "score_minus": (
        "{given} takes the fine off. A miss makes the score worse, that is larger.",
        "{given} 减去了罚分。未覆盖应使得分变大，即变差。",
    ),
    "score_other_end": (
        "{given} counts the miss from the far end. Which end is nearer to what came?",
        "{given} 从较远的端点算起。哪个端点离实际值更近？",
    ),
    "level_seen": (
        "{given} is what came. The question asks for the score of the interval.",
        "{given} 就是实际值。题目问的是区间的得分。",
    ),
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
    ("linear", "a_rate"): (
        "the question wants the same amount every year, in points. Which scale is that?",
        "题目要求每年变化的百分点相同。这是哪种尺度？",
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
FORECASTS = {
    "year": ("year", "年份"),
    "odds_80": ("four times out of five", "五次中对四次"),
    "odds_95": ("nineteen times out of twenty", "二十次中对十九次"),
    "ask": (
        "**{place}, {indicator}:** {start} in {first}. Of the years after nothing is shown. Between which two "
        "numbers does "
        "{last} lie? Choose them so that with such intervals you would be right {odds}: {how}.",
        "**{place}，{indicator}**：{first} 年 {start}，此后各年均未显示。{last} 年的数值在哪两个数之间？"
        "请给出一个区间，使您对这类区间能做到{odds}：{how}。",
    ),
    "how_percent": ("two numbers in percent, the low end first", "两个百分数，先写下限"),
    "how_other": ("two numbers in the unit of the series, the low end first", "两个数，单位与数列相同，先写下限"),
    "not_committed": (
        "Not answered yet. Write two numbers: a wide interval is honest where you know little.",
        "尚未作答。请写两个数：知道得少，区间就写宽些，这是诚实的。",
    ),
    "one_missing": ("One end is missing; an interval has two.", "缺少一个端点；区间要有两个端点。"),
    "unread": (
        "{low} and {high}: at least one is not a number; write numbers alone, without a unit.",
        "{low} 与 {high} 中至少一个不是数；请只写数，不写单位。",
    ),
    "swapped": (
        "The low end, {low}, is above the high end, {high}. Which is which?",
        "下限 {low} 高于上限 {high}，是否写反了？",
    ),
    "point": (
        "{low} twice is a point, not an interval: how far off may it be?",
        "两个都是 {low}，这是一个点而不是区间：可能偏离多少？",
    ),
    "fraction": (
        "{low} and {high} look like fractions of one; the series is in percent.",
        "{low} 与 {high} 像是以 1 为整体的小数；数列以百分数计。",
    ),
    "noted": (
        "Noted: {low} to {high}, {width} {unit} wide. That is your word: from here on it stays as it is.",
        "已记录：{low} 至 {high}，宽 {width} {unit}。就此承诺，之后不再改动。",
    ),
    "sealed": (
        "Nothing is shown before both ends of your interval stand above.",
        "在您写下区间的两个端点之前，这里不显示任何结果。",
    ),
    "came": (
        "**{last}: {end}** (rounding interval {rounded[0]} to {rounded[1]})",
        "**{last} 年：{end}**（修约区间 {rounded[0]} 至 {rounded[1]}）",
    ),
    "held": ("Your interval, {low} to {high}, **held**.", "您的区间 {low} 至 {high} **包含**了实际值。"),
    "edge": (
        "Your interval, {low} to {high}, ends within the rounding of what came: whether it **held** cannot be told.",
        "您的区间 {low} 至 {high} 的端点落在实际值的修约区间内：是否**包含**无法判断。",
    ),
    "below": (
        "Your interval, {low} to {high}, **missed**: what came lies {missed} {unit} below it.",
        "您的区间 {low} 至 {high} **未包含**实际值：实际值比下限低 {missed} {unit}。",
    ),
    "above": (
        "Your interval, {low} to {high}, **missed**: what came lies {missed} {unit} above it.",
        "您的区间 {low} 至 {high} **未包含**实际值：实际值比上限高 {missed} {unit}。",
    ),
    "model_held": ("held", "包含实际值"),
    "model_edge": ("ends within the rounding of what came", "端点落在实际值的修约区间内"),
    "model_below": ("missed, too high", "未包含，偏高"),
    "model_above": ("missed, too low", "未包含，偏低"),
    "model": (
        "The model ({model_name}, fitted to {fitted}–{first}), nominal {level} %: {low} to {high}, {width} {unit} "
        "wide: {what}.",
        "模型（{model_name}，用 {fitted}—{first} 年拟合）名义 {level}% 区间："
        "{low} 至 {high}，宽 {width} {unit}：{what}。",
    ),
    "errors": (
        "Asked {years} years ahead before, with what was known in {made}, its middle was off by {off} {unit}.",
        "此前用截至 {made} 年的数据作 {years} 年期预测，其中值的误差为 {off} {unit}。",
    ),
    "too_narrow": (
        "Yours is {times} times as wide as the model's at the same level. At twice its width, about the same middle, "
        "it "
        "would have held: too narrow.",
        "您的区间宽度是模型同一水平区间的 {times} 倍。中点不变，宽度加倍就能包含实际值：过窄。",
    ),
    "far_off": (
        "Yours is {times} times as wide as the model's at the same level. Even at twice its width, about the same "
        "middle, "
        "it would have missed: not its width alone, its place is off.",
        "您的区间宽度是模型同一水平区间的 {times} 倍。中点不变，即使宽度加倍也不能包含实际值：不只是窄，位置也偏了。",
    ),
    "too_wide": (
        "Yours is {times} times as wide as the model's at the same level, and no narrower than its nominal 95 % "
        "interval: "
        "safe, but "
        "what could a school authority do with it? Perhaps too wide.",
        "您的区间宽度是模型同一水平区间的 {times} 倍，不窄于其名义 95% 区间：稳妥，但教育部门能据此做什么？也许过宽。",
    ),
    "narrow_held": (
        "Yours is {times} times as wide as the model's at the same level, and held. Did you know something that the "
        "model "
        "does not, or were you lucky? One trial cannot tell.",
        "您的区间宽度是模型同一水平区间的 {times} 倍，且包含了实际值。您知道模型所不知道的，还是运气好？一次无法判断。",
    ),
    "fair": (
        "Yours is {times} times as wide as the model's at the same level: neither very narrow nor very wide beside it.",
        "您的区间宽度是模型同一水平区间的 {times} 倍：与之相比不算很窄，也不算很宽。",
    ),
    "one_trial": (
        "This is one trial. An interval of {level} % is to fail one time in {every}, so that neither holding nor "
        "missing once "
        "shows whether it was a good one.",
        "这只是一次检验：{level}% 的区间本来每 {every} 次就应有 1 次不包含实际值，"
        "因此一次包含或不包含都不能说明它好不好。",
    ),
    "title": (
        "{place}: what could be forecast in {first} for {last}, and what came",
        "{place}：{first} 年对 {last} 年所能作的预测与实际",
    ),
    "alt": (
        "{indicator}: the series, the model's {level} % interval for {last}, yours from {low} to {high}, and {end} "
        "that came.",
        "{indicator}：数列、模型对 {last} 年的 {level}% 区间、您的区间（{low} 至 {high}）以及实际值 {end}。",
    ),
    "you": ("you", "您"),
    "head_series": ("series", "数列"),
    "head_whose": ("whose", "谁的区间"),
    "head_interval": ("interval", "区间"),
    "head_width": ("width", "宽度"),
    "head_missed_by": ("missed by", "未覆盖的差距"),
    "head_score": ("score", "得分"),
    "head_level": ("nominal {level} % interval", "名义 {level}% 区间"),
    "head_came": ("what came", "实际值"),
    "count": (
        "Held: {few} of {all} at {level} %, {more} of {all} at {wider} %.",
        "包含实际值：{level}% 区间 {all} 个中 {few} 个，{wider}% 区间 {all} 个中 {more} 个。",
    ),
    "takeaway": (
        "- **{place}**, series known up to {first}, intervals for {last}: those of a random walk with drift held "
        "{few} of "
        "{all} at {level} %, {more} of {all} at {wider} %.\n"
        "- Your intervals held {own} of {tried}; mean score {score}, the model's {score_model}. Too few trials to "
        "rank "
        "anybody.",
        "- **{place}**，用截至 {first} 年的数列对 {last} 年作区间预测：带漂移的随机游走，{level}% 区间 {all} 个中 "
        "{few} "
        "个包含实际值，{wider}% 区间 {all} 个中 {more} 个。\n"
        "- 您的区间 {tried} 个中 {own} 个包含实际值；平均得分 {score}，模型为 {score_model}。次数太少，不足以分高下。",
    ),
    "sentence_made": ("the last year that was known, {first}", "所用数据的最后一年 {first}"),
    "sentence_of": ("the year forecast, {last}", "预测年份 {last}"),
    "sentence_low": ("the low end of the model's interval", "模型区间的下限"),
    "sentence_high": ("the high end of the model's interval", "模型区间的上限"),
    "sentence_level": ("how sure: {level} %, or {odds}", "把握：{level}%，或{odds}"),
    "sentence_came": ("what came", "实际值"),
    "sentence_place": ("the place: {place}", "地区：{place}"),
    "sentence_model": ("whose forecast it is: a model of the years before", "谁作的预测：用以往各年拟合的模型"),
    "sentence_care": (
        "a word ({given}) stands there that makes of a forecast a goal, a certainty or a proof: is it meant?",
        "出现了（{given}）一词，会把预测写成目标、定论或证明：是此意吗？",
    ),
    "sentence_people": ("Is it one sentence that a reader understands at once?", "是否一句话，读者一看就懂？"),
    "sentence_single": ("Is one trial told as one trial?", "一次检验是否写成一次检验？"),
    "sentence_example": (
        "A model of the years up to {first} expected the {indicator} in {place} to be between {low} and {high} in "
        "{last}, with "
        "{level} % by its own count; {end} came.",
        "用截至 {first} 年的数据拟合的模型预测，{place}{indicator} {last} 年在 {low} 至 {high} 之间（模型自称的把握为 "
        "{level}%），实际为 {end}。",
    ),
}
MODEL_WORDS = ("model", "random walk", "trend", "模型", "随机游走", "趋势", "推算")
NO_FORECAST = ("goal", "target", "will be", "certain", "prove", "guarantee", "目标", "必将", "一定", "证明", "保证")
"""Words that make of a forecast something else."""
READING = {
    "error": ("an error: both figures cannot hold", "矛盾：两个数不可能同时成立"),
    "warning": (
        "a warning: both hold only under a reading that is not printed",
        "存疑：只有按文中没有写明的理解，两者才能同时成立",
    ),
    "note": (
        "a note: both hold, and it is worth knowing before one quotes them",
        "提示：两者都成立，但引用前应当知道",
    ),
    "error_not_error": ("No reading of the words brings them together.", "无论怎样理解都不能相容。"),
    "error_not_warning": ("Which reading would bring them together?", "按什么理解才能相容？"),
    "error_not_note": ("Can both be so?", "两者可能同时成立吗？"),
    "warning_not_error": (
        "Think of a reading under which both hold, even if it is not printed.",
        "请想一种两者都成立的理解，哪怕文中没有写明。",
    ),
    "warning_not_warning": (
        "There is a reading under which both hold; the text does not give it.",
        "有使两者都成立的理解，但文中没有写明。",
    ),
    "warning_not_note": (
        "As the words stand, do both hold without adding anything?",
        "只看字面、不加任何补充，两者都成立吗？",
    ),
    "already_reached_not_warning": (
        "Both hold if the target is read as a level to be kept; the text does not say so.",
        "若把目标理解为“保持”，两者都成立；但文中没有写明。",
    ),
    "already_reached_not_note": (
        "A target is a way to go unless the text says that a level is to be kept. Does it?",
        "除非文中写明“保持”，目标就意味着还有差距。文中写明了吗？",
    ),
    "note_not_error": ("Which two figures exclude each other here?", "这里哪两个数互相排斥？"),
    "note_not_warning": (
        "Which of the figures would have to be read in another way? Both can be just what they say.",
        "哪个数需要另作理解？两者照字面都可以成立。",
    ),
    "note_not_note": (
        "Nothing contradicts here; a reader should know it all the same.",
        "这里没有矛盾，但读者应当知道。",
    ),
    "in_words": ("what the words promise: {printed}", "文字的承诺：{printed}"),
    "one_figure": ("the table's figure: {indicator}", "表中数字：{indicator}"),
    "other_figure": ("the table's figure: {other_indicator}", "表中数字：{other_indicator}"),
    "computed": ("what the two figures give", "两数之比"),
    "year": ("the year, {last}", "年份 {last}"),
    "place": ("the place: {place}", "地区：{place}"),
    "where": ("whose figures they are: the plan", "数字出处：规划"),
    "blame": (
        "a word of blame ({given}) stands there: does the document show whose fault it is, or that it is one?",
        "出现了归咎的词（{given}）：文件能说明是谁的错、或者确是错误吗？",
    ),
    "as_printed": ("Is each figure told as it is printed, and where?", "每个数是否照原文写出，并注明出处？"),
    "innocent": ("Is there room for the reading under which both hold?", "是否为两者都成立的理解留有余地？"),
    "answerable": ("Could the county answer it in one sentence?", "该县能否用一句话回应？"),
    "example": (
        "The plan of {place} promises vocational and general schools of about equal size ({printed}) for {last}, "
        "while its "
        "table plans {end} in the one and {other_end} in the other, a ratio of {ratio}; which of them counts the "
        "text does not say.",
        "{place}的规划提出 {last} 年职普比{printed}，而规划表中{indicator}为 {end}、{other_indicator}为 {other_end}，"
        "比值为 {ratio}；以哪个为准，文中没有说明。",
    ),
}
ABOUT_EQUAL = ("about equal", "roughly equal", "about the same", "much the same", "大体相当")
BLAMES = ("lie", "false", "wrong", "mistake", "fake", "cheat", "造假", "弄虚作假", "失误", "错误", "说谎")
