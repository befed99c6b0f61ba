"""What the case one-county-one-city asks before and after: the right option of an item stands first."""

STEP = {
    "asked": (
        "{place}, {indicator}: {start} in {first}; the plan wants {end} in {last}. What is that a year, the same "
        "amount each time?",
        "{place}{indicator}：{first} 年 {start}，规划要求 {last} 年达到 {end}。若每年变化量相同，每年是多少？",
    ),
    "options": [
        (
            ("{step} percentage points", "{step} 个百分点"),
            (
                "The change in points, divided by the steps from year to year.",
                "以百分点计的变化量，除以相邻两年的间隔数。",
            ),
        ),
        (
            ("{divided} percentage points", "{divided} 个百分点"),
            (
                "{divided} is the total percentage, {percent}, divided by the years; points are the plain difference.",
                "{divided} 是总变化幅度 {percent}% 除以年数；百分点是两个百分数直接相减。",
            ),
        ),
        (
            ("{six} percentage points", "{six} 个百分点"),
            (
                "That spreads the change over {more} years. From {first} to {last} there are {years} steps.",
                "这是把变化摊到了 {more} 年。{first} 至 {last} 年只有 {years} 个间隔。",
            ),
        ),
    ],
}
NAME = {
    "asked": (
        "{place}, {indicator}: {end} wanted for {last}. {other[place]}, {other[indicator]}: {other[goal]}. Both speak "
        "of 双师型. Which of the two wants more?",
        "{place}{indicator}：{last} 年目标 {end}。{other[place]}{other[indicator]}：{other[goal]}。两者都称“双师型”。"
        "哪一个要求更高？",
    ),
    "options": [
        (
            ("That cannot be said: they are shares of two wholes.", "无法判断：两个占比的分母不同。"),
            (
                "Teachers of specialist subjects are not all teachers. A name is no definition.",
                "专业课教师不是全部教师。名称不等于定义。",
            ),
        ),
        (
            ("{place}: the percentage is higher.", "{place}：百分数更高。"),
            ("A percentage of what? Read the two names to the end.", "是什么的百分之几？请把两个名称读完。"),
        ),
        (
            ("{other[place]}: its share is of fewer teachers.", "{other[place]}：分母的教师更少。"),
            (
                "How many fewer is not published, and fewer below the line does not make it harder.",
                "少多少没有公布；分母小也不等于更难。",
            ),
        ),
    ],
}
PROXY = {
    "asked": (
        "{place}, {indicator}: {end} in {last}. {other[place]}, {other[indicator]}: {other[goal]} wanted for the same "
        "year. What follows?",
        "{place}{indicator}：{last} 年 {end}。{other[place]}{other[indicator]}：同年目标 {other[goal]}。由此可知什么？",
    ),
    "options": [
        (
            ("Nothing about who is ahead: the two count different children.", "谁在前面无从判断：两者数的幼儿不同。"),
            (
                "Not private is near to public and not the same: attached preschool classes are in it.",
                "“非民办”接近“公办”，但不相同：附设幼儿班也算在内。",
            ),
        ),
        (
            ("The nation is nearly where that plan wants to be.", "全国已接近该规划的目标。"),
            ("Two numbers are near. Do they count the same?", "两个数字接近。它们数的是同样的幼儿吗？"),
        ),
        (
            ("The plan wants more than the nation has.", "规划要求高于全国水平。"),
            ("More of what? Read the two names to the end.", "是什么更高？请把两个名称读完。"),
        ),
    ],
}
NO_SERIES = {
    "asked": (
        "{place}, {indicator}: from {start} to {end} within {years} years. No place in our tables has published this "
        "share for {years} years. What follows?",
        "{place}{indicator}：{years} 年内由 {start} 到 {end}。我们的表中没有任何地方公布过这一占比 {years} 年的数据。"
        "由此可知什么？",
    ),
    "options": [
        (
            ("There is no precedent to hold it against.", "没有先例可供对照。"),
            (
                "What nobody has published is no evidence, neither for nor against.",
                "无人公布，既不能作为支持的证据，也不能作为反对的证据。",
            ),
        ),
        (
            ("It is unrealistic: nobody has done it.", "不现实：没有人做到过。"),
            ("That nobody has published it is all we know.", "我们只知道无人公布过。"),
        ),
        (
            ("It is realistic: nothing speaks against it.", "现实可行：没有反面证据。"),
            ("Nor does anything speak for it.", "也没有正面证据。"),
        ),
    ],
}
ONE_YEAR = {
    "asked": (
        "{place}, {indicator}: {start} in {first}, {end} in {last}. The other plan's share of children in public "
        "kindergartens is to rise by {step} points in every one of {wanted} years. What does that one year show?",
        "{place}{indicator}：{first} 年 {start}，{last} 年 {end}。另一规划的公办幼儿园在园幼儿占比要在 {wanted} 年中"
        "每年提高 {step} 个百分点。上述一年说明什么？",
    ),
    "options": [
        (
            (
                "That a share near to it once moved so far in a year, no more.",
                "只说明一个相近的占比曾在一年内变化这么多。",
            ),
            (
                "One year is not {wanted} in a row, the definition is another, and what moved it is not said.",
                "一年不等于连续 {wanted} 年，定义也不同，变化的原因也未说明。",
            ),
        ),
        (
            ("That the pace can be kept up.", "说明这一速度可以保持。"),
            ("How did the series go on in the years after?", "此后几年该数列如何变化？"),
        ),
        (
            ("That the target will be reached.", "说明目标会实现。"),
            (
                "Another series, another definition, one year: what would have to be the same?",
                "另一个数列、另一个定义、只有一年：要得出这一结论，哪些条件必须相同？",
            ),
        ),
    ],
}
ROUNDING = {
    "asked": (
        "{place}, {indicator}: {start} in {first}, which stands for anything from {low} to {high}. What are these two "
        "numbers?",
        "{place}{indicator}：{first} 年 {start}，可以是 {low} 至 {high} 之间的任何数。这两个数是什么？",
    ),
    "options": [
        (
            ("The values between which the print would be the same.", "印出来相同的数值的上下限。"),
            (
                "That is rounding, and the least of what is not known: who was counted, and how, is not in it.",
                "这是修约，是未知部分的下限：数了谁、怎么数，都不在其中。",
            ),
        ),
        (
            ("A 95 % confidence interval.", "95% 置信区间。"),
            (
                "That belongs to a sample. Nobody says that one was drawn.",
                "置信区间属于抽样。文件没有说做过抽样。",
            ),
        ),
        (
            ("All that can be wrong with the value.", "该数值可能的全部误差。"),
            (
                "A miscount or another definition moves it by more than its last digit.",
                "漏计或定义变化造成的差异，会超过末位数字。",
            ),
        ),
    ],
}
