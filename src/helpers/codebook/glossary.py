"""The glossary page: the field's terms in Chinese and English, and the words that stand for the tables' codes."""

from helpers import texts

TERMS = (
    (
        "指标表",
        "indicator table",
        "The official table of a plan: indicators with baseline, target and attribute.",
        "规划中的正式指标表：列有指标、基期值、目标值与属性。",
    ),
    (
        "专栏",
        "box",
        "A framed list in the text of a plan, with figures that the table does not have.",
        "规划正文中加框的清单，所列数字不在指标表内。",
    ),
    ("约束性", "binding", "Said of a target that a government must reach.", "政府必须实现的目标。"),
    (
        "预期性",
        "expected",
        "Said of a target that a government hopes to reach with the help of others.",
        "政府期望实现、需各方共同努力的目标。",
    ),
    ("基期", "baseline", "The value, and its year, from which a target is counted.", "目标由此起算的数值及其年份。"),
    (
        "目标",
        "target",
        "What is promised: a level, a range, a bound, a step, an increment.",
        "所承诺的内容：水平、区间、界限、逐年变化或增量。",
    ),
    ("其中", "of which", "Makes the row below a part of the row above it.", "表明下一行是上一行的一部分。"),
    ("以上、以下", "at least, at most", "A bound that includes its number.", "含本数的界限。"),
    (
        "百分点",
        "percentage point",
        "The unit of a difference of two percentages: from 41 % to 75 % is 34 points.",
        "两个百分数之差的单位：由 41% 到 75% 为 34 个百分点。",
    ),
    (
        "占比、比例",
        "share",
        "A part as a percentage of its whole; from 0 to 100.",
        "部分占整体的百分数，介于 0 与 100 之间。",
    ),
    (
        "毛入学率、毛入园率",
        "gross enrolment rate",
        "All enrolled, of any age, over an age group; may pass 100.",
        "不论年龄的全部在校（园）人数与学龄人口之比，可超过 100%。",
    ),
    (
        "巩固率",
        "retention rate",
        "Who is still there at the end over who began; with moves it may pass 100.",
        "毕业时人数与入学时人数之比；有转入时可超过 100%。",
    ),
    (
        "学前教育",
        "preschool education",
        "Kindergartens, for children of three to five.",
        "面向三至五岁幼儿的幼儿园教育。",
    ),
    (
        "普惠性幼儿园",
        "inclusive kindergarten",
        "A public one, or a private one with public money and a set fee.",
        "公办幼儿园，以及接受财政补助、执行限定收费的民办幼儿园。",
    ),
    (
        "公办幼儿园",
        "public kindergarten",
        "Run by public bodies; a part of the inclusive ones.",
        "由公共机构举办，是普惠性幼儿园的一部分。",
    ),
    ("义务教育", "compulsory education", "Primary and lower secondary school, nine years.", "小学与初中，共九年。"),
    (
        "高中阶段教育",
        "senior secondary education",
        "General and vocational schools after the ninth year.",
        "九年级之后的普通高中与中等职业学校。",
    ),
    (
        "职普比",
        "ratio of vocational to general",
        "Vocational over general senior secondary students.",
        "高中阶段职业教育学生数与普通高中学生数之比。",
    ),
    (
        "大班额",
        "large class",
        "A class above a set size, 56 pupils or more where nothing else is said.",
        "超过规定人数的班级；未另作说明时为 56 人及以上。",
    ),
    (
        "双师型教师",
        "dual-qualified teacher",
        "Teaches a subject and its trade; of whom it is a share differs by plan.",
        "既能教理论又能教实训的教师；其占比的分母因规划而异。",
    ),
    ("学位", "place", "Room for one pupil; capacity, not enrolment.", "可容纳一名学生的位置；指容量，不是在校生数。"),
    ("自评", "self-evaluation", "What a government reports of its own work.", "政府对自身工作的报告。"),
    ("决策草案", "decision draft", "A plan put forward for decision, not yet adopted.", "提交决策、尚未通过的规划。"),
    ("公报", "bulletin", "The nation's yearly statistical report on education.", "全国教育事业发展年度统计公报。"),
    (
        "规划预计数",
        "projection",
        "What planners expect, such as enrolment; not a goal.",
        "规划者预计的数，如在校生数；不是目标。",
    ),
    (
        "修约区间",
        "rounding interval",
        "All values that would print the same figure; the least of what is not known.",
        "会印成同一数字的全部数值；是未知程度的下限。",
    ),
    ("年均变化", "change a year", "The way divided by the years between the two ends.", "首尾之差除以其间的年数。"),
    (
        "年均增长率",
        "compound rate",
        "The same percentage every year that leads from one end to the other.",
        "每年相同、由起点到终点的百分比变化率。",
    ),
    ("时序进度", "elapsed", "The part of the plan's time that has gone.", "规划期已过去的部分。"),
    (
        "完成进度",
        "attained",
        "The part of the way from baseline to target that is done.",
        "由基期到目标的路程中已完成的部分。",
    ),
    (
        "预测区间",
        "prediction interval",
        "Where a model expects a new value with a stated chance.",
        "模型以给定把握预期新值所在的范围。",
    ),
    (
        "回测",
        "hindcast",
        "A forecast made from a past year with what was known then, held against what happened.",
        "站在过去某年、只用当时已知的数据作预测，再与实际结果对照。",
    ),
)
TEXTS = texts.load("glossary")
CODES = TEXTS["codes"]


def page():
    """Write the glossary page (docs/glossary.md).

    Examples
    --------
    >>> page().splitlines()[0]
    '# Glossary · 术语表'
    """
    lines = ["# Glossary · 术语表", "", "Made by `make docs`; do not edit.", "", "| 中文 | English | meaning · 含义 |"]
    lines += ["|---|---|---|", *(f"| {zh} | {en} | {meaning}<br>{says} |" for zh, en, meaning, says in TERMS)]
    for title, table in CODES.items():
        lines += ["", f"## {title}", "", "| code | English | 中文 |", "|---|---|---|"]
        lines += [f"| `{code}` | {en} | {zh} |" for code, (en, zh) in table.items()]
    return "\n".join(lines) + "\n"
