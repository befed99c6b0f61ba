"""What the case eliminating-large-classes asks before and after: the right option of an item stands first."""

POINTS = (
    ("by {change} percentage points", "{change} 个百分点"),
    (
        "The difference of two percentages is in percentage points (百分点).",
        "两个百分数之差以百分点计。",
    ),
)
PERCENT_FOR_POINTS = (
    ("by {change} percent", "{change}%"),
    (
        "In percent of what? The difference of {start} and {end} is not a part of {start}.",
        "是对什么的百分之几？{start} 与 {end} 之差，并不是以 {start} 为 100% 算出来的。",
    ),
)
POINTS_FOR_PERCENT = (
    ("by {percent} percentage points", "{percent} 个百分点"),
    (
        "{percent} compares the change with {start}: that is a percentage. Points are the plain difference of the two.",
        "{percent} 是变化与 {start} 之比，是百分数；百分点是两个百分数直接相减。",
    ),
)
SHARE = {
    "asked": (
        "The {indicator} in the whole country: {start} in {first}, {end} in {last}. How did the share change?",
        "全国{indicator}：{first} 年 {start}，{last} 年 {end}。这一占比变化了多少？",
    ),
    "options": [POINTS, PERCENT_FOR_POINTS, POINTS_FOR_PERCENT],
}
NO_RATE = (
    ("There is no such rate.", "不存在这样的比率。"),
    (
        "What is taken is a part of what is left: a part always remains.",
        "每次减去的是剩余数的一部分，总有一部分留下。",
    ),
)
ZERO = {
    "asked": (
        "{place}, {indicator}: {start} in {first}, to be {end} in {last}. Which rate, the same every year and "
        "taken of what "
        "is left, arrives there in {last}?",
        "{place}{indicator}：{first} 年 {start}，{last} 年应为 {end}。每年按同一比率减少剩余数，比率为多少时恰在 "
        "{last} 年达到？",
    ),
    "options": [
        NO_RATE,
        (
            ("{divided} % a year", "每年 {divided}%"),
            (
                "That is the total divided by {years} years. Taken of what is left, it takes less every year, "
                "and a part is "
                "left in {last}.",
                "这是总幅度除以 {years} 年。按剩余数计算，每年减得越来越少，{last} 年仍有剩余。",
            ),
        ),
        (
            ("−100 % a year", "每年 −100%"),
            (
                "That is zero after the first year, for any plan whatever its last year.",
                "那样第一年就清零了，与目标年无关。",
            ),
        ),
    ],
}
ADOPTED = {
    "asked": (
        "{place}, {indicator}: {start} in {first}, {end} in {last}. The plan that promises zero was published on "
        "{published}. "
        "What do the numbers show?",
        "{place}{indicator}：{first} 年 {start}，{last} 年 {end}。承诺清零的规划发布于 {published}。这些数字说明什么？",
    ),
    "options": [
        (
            (
                "That the number was falling before the plan could do anything.",
                "在规划能够起作用之前，数量已在下降。",
            ),
            (
                "What was observed before a plan is where it set out, not its effect.",
                "规划之前的观测值是它的出发点，不是它的效果。",
            ),
        ),
        (
            ("That the plan works.", "规划见效了。"),
            (
                "Compare the dates: which came first, the fall or the plan?",
                "请比较日期：下降与规划哪个在前？",
            ),
        ),
        (
            ("That the plan will reach zero in the next year.", "规划下一年就会实现清零。"),
            (
                "Two values make a pace. What the next year brings they do not show.",
                "两个数值只能给出速度，不能说明下一年如何。",
            ),
        ),
    ],
}
ALONE = {
    "asked": (
        "{place}, {indicator}: {start} in {first}, {end} in {last}. In the whole country lower secondary classes "
        "of 56 to 65 "
        "pupils went from {nation[start]} in {nation[first]} to {nation[end]} in {nation[last]}. What may be "
        "said of the "
        "county's own measures?",
        "{place}{indicator}：{first} 年 {start}，{last} 年 {end}。全国初中 56～65 人的班由 {nation[first]} 年的 "
        "{nation[start]} 降至 "
        "{nation[last]} 年的 {nation[end]}。关于该县自身的措施，可以说什么？",
    ),
    "options": [
        (
            (
                "These numbers cannot tell them from what happened everywhere.",
                "仅凭这些数字，无法把它与各地共同的变化区分开。",
            ),
            (
                "A fall that others have too is no evidence of one's own doing, nor against it.",
                "别处也有的下降，既不能证明、也不能否定自身的作用。",
            ),
        ),
        (
            ("They caused the fall.", "是它们造成了下降。"),
            (
                "Then what made the number fall elsewhere in the same years?",
                "那么同一时期其他地方的下降又是什么造成的？",
            ),
        ),
        (
            ("They had no effect.", "它们没有作用。"),
            (
                "Nor is that shown: what would have been without them nobody has counted.",
                "这同样没有得到证明：没有这些措施会怎样，无人统计过。",
            ),
        ),
    ],
}
