"""What the case forecast-the-past asks before and after: the right option of an item stands first."""

GOAL = {
    "asked": (
        "{place}, {indicator}: {start} in {first}. The nation wants {end} in {last}. A model of the years up to "
        "{first} "
        "gives {low} to {high} for {last}, with a nominal 95 %. What does its interval say of the goal?",
        "{place}{indicator}：{first} 年 {start}，国家目标为 {last} 年达到 {end}。用截至 {first} "
        "年的数据拟合的模型给出 "
        "{last} 年的名义 95% 区间：{low} 至 {high}。这个区间对目标说明了什么？",
    ),
    "options": [
        (
            (
                "Nothing of what is wanted: it says what would come if the years ahead were like those before.",
                "它不涉及想要什么，只说若今后各年与以往相似会怎样。",
            ),
            (
                "A goal is chosen, a forecast is computed; either may be missed without the other.",
                "目标是选定的，预测是算出的；两者可以各自落空。",
            ),
        ),
        (
            ("That the goal is too low.", "说明目标定低了。"),
            (
                "Whether more should be wanted is a question to people. And is the model right?",
                "是否该要求更高，是由人来决定的问题。况且模型对吗？",
            ),
        ),
        (
            ("That the goal is as good as reached.", "说明目标基本会实现。"),
            (
                "The 95 % are the model's own. How often have such intervals held?",
                "95% 是模型自己说的。这类区间以往有多少次包含了实际值？",
            ),
        ),
    ],
}
ROUNDING = {
    "asked": (
        "The {indicator} is printed as {start} for {first}, so that it lay between {rounded[0]} and {rounded[1]}. A "
        "colleague writes “± {half}” beside his forecast for {last}. What is that?",
        "{indicator} {first} 年印为 {start}，即在 {rounded[0]} 与 {rounded[1]} 之间。"
        "同事在他对 {last} 年的预测旁写“± {half}”。这是什么？",
    ),
    "options": [
        (
            ("How the past was printed; it says nothing of the years ahead.", "过去数值的印刷精度，不涉及今后。"),
            (
                "Rounding comes from the digits printed; what is ahead is uncertain for other reasons, and by more.",
                "修约来自所印的位数；未来的不确定另有原因，而且大得多。",
            ),
        ),
        (
            ("The sampling error of the rate.", "该比率的抽样误差。"),
            (
                "Nothing was sampled here: the digits behind the point were cut.",
                "这里没有抽样，只是舍去了后面的位数。",
            ),
        ),
        (
            ("A 95 % interval of the forecast.", "预测的 95% 区间。"),
            (
                "How far did the rate move from year to year? Compare that with {half}.",
                "该比率每年变动多少？请与 {half} 相比。",
            ),
        ),
    ],
}
ONCE = {
    "asked": (
        "The {indicator}: made with what was known in {made}, a model's 80 % interval for {of} was {earlier[low]} to "
        "{earlier[high]}; "
        "{came} "
        "came. What does that show?",
        "{indicator}：用截至 {made} 年的数据，模型对 {of} 年的 80% 区间为 {earlier[low]} 至 {earlier[high]}；实际为 "
        "{came}。"
        "这说明什么？",
    ),
    "options": [
        (
            ("That it held this once.", "说明这一次包含了实际值。"),
            (
                "Whether it holds four times out of five takes many trials to see.",
                "是否五次中有四次包含，要很多次检验才能看出。",
            ),
        ),
        (
            ("That the model is good.", "说明模型好。"),
            (
                "A very wide interval holds as well. How many trials were there?",
                "很宽的区间也会包含实际值。检验了几次？",
            ),
        ),
        (
            ("That the next one will hold too.", "说明下一次也会包含。"),
            (
                "Even a perfect 80 % interval is to fail one time in five.",
                "完美的 80% 区间也应五次中有一次不包含。",
            ),
        ),
    ],
}
