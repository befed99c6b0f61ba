"""The Chinese of what the cases say of themselves: titles, questions, aims, headings, misconceptions."""

HOW = (
    "put your answer where it says `None`, run the cell with Shift+Enter, and read what it says{}. Python is your "
    "calculator: `number_1 = (12 - 10) / 4` is a good answer. Units{} are words in quotes, from the list under the "
    "question. Nothing is marked; a wrong answer tells you what your number is."
)
HOW_ZH = (
    "把答案写在 `None` 处，按 Shift+Enter 运行单元格，阅读反馈{}。Python 就是计算器：`number_1 = (12 - 10) / 4` "
    "这样写即可。单位{}写成加引号的词，从题目下方所列中选取。不打分；答错时，反馈会说明你的数是什么。"
)
SAYS = {
    HOW.format("", " and scales"): HOW_ZH.format("", "和尺度"),
    HOW.format("", ""): HOW_ZH.format("", ""),
    HOW.format("; one cell after the other, for the later ones show what came", " and scales"): HOW_ZH.format(
        "；请逐格运行，因为后面的单元格会给出实际结果", "和尺度"
    ),
    # Headings that several cases have
    "Before you start": "课前",
    "The data": "数据",
    "One sentence for the press": "给媒体的一句话",
    "Discuss": "讨论",
    "After": "课后",
    "Take-away": "要点",
    "Limits and source": "局限与来源",
    # eliminating-large-classes
    "Judge the way to zero: large classes": "归零之路怎么评：大班额",
    (
        "A county promises that no class will be too large. In five years its large classes (大班额) went from "
        "hundreds to a few; now the few must vanish. One hour."
    ): "一个县承诺消除大班额。五年间大班额从数百个降到几十个，剩下的也要归零。课时一小时。",
    "how fast did the number fall, how fast must it fall, and which of these paces is a rate at all?": (
        "个数降得多快，还须降得多快，这些速度中哪些才称得上“率”？"
    ),
    "count the steps between two years, and compute a compound rate (年均增长率, 复合) from them": (
        "数清两个年份之间的步数，并据此计算复合的年均增长率"
    ),
    "say why no compound rate leads to zero, and what can be said instead": (
        "说明为什么没有任何复合率能降到零，以及可以改说什么"
    ),
    "keep percentage points (百分点) apart from percent (%)": "区分百分点与百分比（%）",
    "find out what a count covers where the document does not say": "在文件未写明时，查明一个计数涵盖什么",
    "keep apart what was reached and what caused it": "区分“已经达到”与“因何达到”",
    "How fast did it fall?": "降得多快？",
    "How fast must it fall?": "还须降得多快？",
    "What is counted?": "数的是什么？",
    "And once it is gone?": "消除之后呢？",
    "Percent for points": "把百分点说成百分比",
    "The total divided by the years": "用总变化率除以年数",
    "Counting the years named": "数年份而不是数间隔",
    "A rate to zero": "为归零算一个增长率",
    "Reached is caused": "把“达到”当作“因此达到”",
    # forecast-the-past
    "Forecast the past: say how sure you are": "回到过去作预测：说清有多大把握",
    (
        "It is the end of 2020, and you are to say where the country will be at the end of the plan. The value is "
        "known by now, but not shown before you have committed to an interval. One hour."
    ): "假设现在是 2020 年底，请预测规划期末全国会到哪里。数值现已公布，但在你写定区间之前不会显示。课时一小时。",
    "how wide must an interval be so that one can stand by it, and what does it show when it holds?": (
        "区间要多宽才站得住脚？区间覆盖了实际值，又说明什么？"
    ),
    "carry a series on in a straight line (线性外推), and say which years you took for it": (
        "对序列作线性外推，并说明用了哪些年份"
    ),
    "give a prediction interval (预测区间) instead of a number, and score it": "给出预测区间而不是一个数，并为它计分",
    "keep a prediction interval apart from the rounding of the figures (修约) and from a goal (目标)": (
        "区分预测区间、数字的修约与目标"
    ),
    "judge a model by how its intervals held before (回测, hindcast), and not by one success": (
        "用回测（以往区间的覆盖情况）评价模型，而不凭一次成功"
    ),
    "Straight on": "直线外推",
    "What an interval costs": "区间的代价",
    "Commit": "写定",
    "What came": "实际结果",
    "Once more": "再来一次",
    "How often do they hold?": "多常覆盖？",
    "Rounding taken for sampling error or for the uncertainty of a forecast": "把修约当作抽样误差或预测的不确定性",
    "A goal taken for a forecast, and a forecast for a goal": "把目标当预测，或把预测当目标",
    "One success taken for skill": "把一次成功当作本领",
    "A wide interval taken for a good one because it is safe": "以为区间越宽越稳妥就越好",
    # one-county-one-city
    "Set two promises beside each other": "把两项承诺并排来看",
    (
        "One county, one city, one indicator: the share of children in public kindergartens (公办幼儿园在园幼儿占比). "
        "The city starts lower than the county and wants to end higher, in the same five years. One hour."
    ): "一县一市，同一指标：公办幼儿园在园幼儿占比。同样五年，市的起点比县低，终点却要比县高。课时一小时。",
    "how fast is each, has anyone moved so fast, and do the two count the same?": (
        "两地各要多快？有谁曾这么快？两地数的是同一回事吗？"
    ),
    "compute the pace that a promise implies, with its unit and its scale": "算出一项承诺所隐含的速度，写明单位与尺度",
    (
        "tell a total percentage, a compound rate (年均增长率, 复合) and a step in percentage points (百分点) apart"
    ): "区分总变化率、复合的年均增长率与逐年百分点",
    "look for a precedent, and say so when there is none": "寻找先例；没有先例时如实说明",
    "notice when one name has two definitions, or two names one number": "察觉同名异义，以及异名同数",
    "keep apart rounding (修约) and the error of a sample": "区分修约与抽样误差",
    "How fast is each?": "各要多快？",
    "Has anyone moved so fast?": "有谁曾这么快？",
    "The same name": "同一个名称",
    "Percent for points and the total divided by the years": "把百分点说成百分比；用总变化率除以年数",
    "One name, one definition": "以为同名必同义",
    "No precedent, so impossible; one year, so possible": "以为没有先例就不可能，有过一年就可能",
    "Rounding is the error of a sample": "把修约当作抽样误差",
    # preschool-enrolment
    "Judge three rates of kindergarten": "评三个学前教育比率",
    (
        "One county, one year, three rates of preschool education (学前教育): how many are enrolled (毛入园率), "
        "how many of them in inclusive kindergartens (普惠率), how many in public ones (公办园占比). The same year "
        "tells three different stories. One hour."
    ): "一个县、一年、三个学前教育比率：毛入园率、普惠率、公办园占比。同一年讲出三个不同的故事。课时一小时。",
    "which of the three is on its way, which is not, and how many children are behind each?": (
        "三者中哪个在正轨上，哪个不在？各自背后有多少幼儿？"
    ),
    "hold the pace so far against the pace that a plan requires, and say when there is none to hold": (
        "用迄今的速度对照规划所需的速度；无从对照时如实说明"
    ),
    "say why a gross rate (毛…率) may pass 100, and what it then does not say": (
        "说明毛入园率为什么可以超过 100，以及超过时它不能说明什么"
    ),
    "find the children behind a share, and tell a share that rises from children who become more": (
        "由占比找出背后的幼儿人数，区分占比上升与人数增加"
    ),
    "Points or percent?": "百分点还是百分比？",
    "Three outcomes in one year": "同一年的三种结果",
    "A rate that may pass 100": "可以超过 100 的比率",
    "Heads behind the shares": "占比背后的人数",
    "Share up, so more children": "以为占比上升就是幼儿增多",
    "A rate stops at 100": "以为比率到 100 为止",
    # read-a-plan-critically
    "Read a plan critically: words, tables, dates": "批判性地读规划：文字、表格、日期",
    (
        "A plan says one thing in a sentence and another in its table; it promises a number without saying whether all "
        "or only new ones are counted; it promises what was there before it was written. Mostly there is an innocent "
        "answer, and mostly it is not printed. One hour."
    ): (
        "一份规划，正文说的与表中列的不同；承诺了一个数，却没写是全部还是新增；承诺的内容在起草前就已实现。"
        "多半有无可指摘的解释，但多半没有写出来。课时一小时。"
    ),
    (
        "which of a plan's figures hold together, which do so only under a reading that is not printed, and how does "
        "one say that fairly?"
    ): "规划中哪些数字彼此相符，哪些只有按未写明的理解才相符，又该怎样公允地表述？",
    (
        "hold a ratio in words (职普比, the ratio of vocational to general senior secondary schools) against the "
        "figures it is made of"
    ): "用构成职普比的数字检验文字表述的职普比",
    "ask of every count whether it is of all there are (总量) or of new ones (新增)": (
        "对每个计数都追问：是总量，还是新增"
    ),
    "keep places (学位) apart from pupils, and percentage points (百分点) from percent (%)": (
        "区分学位与在校生，区分百分点与百分比（%）"
    ),
    "find targets that were met before the plan was adopted": "找出规划通过之前就已达到的目标",
    "tell an error from a warning and a note, and write it down without blame": (
        "区分“矛盾”“存疑”与“提示”，并不带指责地写下来"
    ),
    "In words and in the table": "文字与表格",
    "All there are, or new ones?": "总量还是新增？",
    "Places are not pupils": "学位不是学生",
    "Met before it was adopted": "通过之前已达标",
    "How grave is it?": "有多严重？",
    "A ratio taken for a share": "把比值当作占比",
    "A total taken for new ones, or the reverse": "把总量当作新增，或相反",
    "Places taken for pupils": "把学位当作学生",
    "Reached taken for caused": "把“达到”当作“因此达到”",
    "Rounding taken for an explanation of everything": "以为修约可以解释一切",
    "A contradiction taken for a fault": "把矛盾当作过错",
}


def known(english):
    """Give the Chinese of what a case says in English, or the English where there is none.

    Examples
    --------
    >>> known("What came"), known("something new")
    ('实际结果', 'something new')
    """
    return SAYS.get(english, english)
