"""What the case preschool-enrolment asks before and after: the right option of an item stands first."""

from helpers.teaching.cases.eliminating_large_classes import PERCENT_FOR_POINTS, POINTS, POINTS_FOR_PERCENT

CHANGE = {
    "asked": (
        "{place}, {indicator}: {start} in {first}, {end} in {last}. How did it change?",
        "{place}{indicator}：{first} 年 {start}，{last} 年 {end}。变化了多少？",
    ),
    "options": [POINTS, PERCENT_FOR_POINTS, POINTS_FOR_PERCENT],
}
NOT_SAID = (
    ("The share does not say.", "占比说明不了。"),
    (
        "How many they are depends on the whole too: a part may shrink while its share rises.",
        "人数还取决于总数：总数减少时，占比上升，人数也可能下降。",
    ),
)
HEADS = {
    "asked": (
        "{place}, {indicator}: {start} in {first}, {end} in {last}. Are there more of these children in {last} than in "
        "{first}?",
        "{place}{indicator}：{first} 年 {start}，{last} 年 {end}。{last} 年这类幼儿的人数比 {first} 年多吗？",
    ),
    "options": [
        NOT_SAID,
        (
            ("Yes, because the share is higher.", "多，因为占比更高。"),
            (
                "Higher compared with all children of that year. How many were these?",
                "占比是与当年全部幼儿相比。当年全部幼儿有多少？",
            ),
        ),
        (
            ("Yes, by {percent} %.", "多 {percent}%。"),
            (
                "By so much the share has grown. For the children to grow as much, the whole must stay as it was.",
                "这是占比的增幅。只有总数不变，人数才会增加同样的幅度。",
            ),
        ),
    ],
}
MAY_PASS = (
    (
        "Possible: whoever is enrolled is counted above, only the age group below.",
        "可能：分子是不论年龄的全部在校学生，分母只是适龄人口。",
    ),
    (
        "Younger and older ones and those from elsewhere stand above the line and not below it.",
        "低龄、超龄和外来的学生算在分子里，却不在分母里。",
    ),
)
ABOVE = {
    "asked": (
        "{place}, {indicator}: {end} in {last}. What is that?",
        "{place}{indicator}：{last} 年 {end}。这说明什么？",
    ),
    "options": [
        MAY_PASS,
        (
            ("A misprint: nothing passes 100 %.", "印错了：不可能超过 100%。"),
            (
                "A part of a whole cannot. Is everybody who is enrolled a part of the age group?",
                "整体的一部分不会超过。但在校学生都属于适龄人口吗？",
            ),
        ),
        (
            (
                "Proof that everyone of that age is enrolled.",
                "证明适龄人口全部入学。",
            ),
            (
                "Those of other ages may fill up what is missing of the age group.",
                "其他年龄的学生可能补上了适龄人口中的缺额。",
            ),
        ),
    ],
}
HUNDRED = {
    "asked": (
        "{place}, {indicator}: {start} in {first}, and {end} wanted for {last}. Is every child of that age in "
        "kindergarten?",
        "{place}{indicator}：{first} 年 {start}，{last} 年目标 {end}。适龄儿童是否全部入园？",
    ),
    "options": [
        (
            ("That does not follow.", "得不出这个结论。"),
            (
                "Some of the age may be missing and others counted in their place; nor is it said whether the print is "
                "cut off there.",
                "可能有适龄儿童未入园而由其他年龄的幼儿补足；是否在 100 处截断，文件也未说明。",
            ),
        ),
        (
            ("Yes: 100 % are all.", "是：100% 就是全部。"),
            (
                "All of what? Above stand the children enrolled, of whatever age.",
                "是什么的全部？分子是不论年龄的在园幼儿。",
            ),
        ),
        (
            ("Yes, and more is not possible.", "是，而且不可能更高。"),
            ("A gross rate has no such bound.", "毛入园率没有这样的上限。"),
        ),
    ],
}
ADOPTED = {
    "asked": (
        "{place}, {indicator}: {start} in {first}, {end} in {last}. The plan that wants more of it was "
        "published on {published}. What do the numbers show?",
        "{place}{indicator}：{first} 年 {start}，{last} 年 {end}。要求其提高的规划发布于 "
        "{published}。这些数字说明什么？",
    ),
    "options": [
        (
            ("Where the plan set out, not what it did.", "规划的出发点，而不是规划的效果。"),
            (
                "The value is of the year in whose last days the plan came out.",
                "规划发布时，这一年已近结束。",
            ),
        ),
        (
            ("That the plan works.", "规划见效了。"),
            ("Compare the dates: which came first, the rise or the plan?", "请比较日期：上升与规划哪个在前？"),
        ),
        (
            ("That the target will be reached early.", "目标将提前实现。"),
            (
                "Two values make a pace. What the next years bring they do not show.",
                "两个数值只能给出速度，不能说明以后几年如何。",
            ),
        ),
    ],
}
REACHED = {
    "asked": (
        "{place}, {indicator}: {start} in {first}; the plan, published on {published}, wants {end} in {last}. No "
        "baseline is published. What may be said?",
        "{place}{indicator}：{first} 年 {start}；{published} 发布的规划要求 {last} 年达到 {end}。"
        "基期值未公布。可以说什么？",
    ),
    "options": [
        (
            (
                "The target asks for less than was reported for {first}.",
                "目标低于 {first} 年的自报数值。",
            ),
            (
                "That is what the two numbers show; neither a pace nor a cause is in them.",
                "两个数字只说明这一点，其中既没有速度，也没有原因。",
            ),
        ),
        (
            ("Thanks to the plan the target was reached early.", "由于规划，目标提前实现。"),
            (
                "The value is of the year in whose last days the plan came out. What can the plan have done by then?",
                "规划发布时这一年已近结束。那时规划能起什么作用？",
            ),
        ),
        (
            ("It rises faster than required.", "上升快于所需速度。"),
            ("From where? Without a baseline there is no pace.", "从哪里上升？没有基期值就没有速度。"),
        ),
    ],
}
