"""What the case read-a-plan-critically asks before and after: the right option of an item stands first."""

FIGURES = (
    "vocational_general_ratio",
    "senior_enrolment",
    "general_senior_enrolment",
    "vocational_senior_enrolment",
    "vocational_places_added",
    "backbone_teachers",
    "backbone_teacher_share",
    "backbone_teachers_trained",
    "inclusive_kindergarten_share",
)
"""What the hour reads."""
RULES = ("ratio_against_words", "stock_or_new", "implied_total", "capacity_and_enrolment", "already_reached")
"""Whose findings are weighed at the end."""
KEPT = "compulsory_retention@2025"
"""The target of the second plan that equals its baseline."""
PLACES = {
    "asked": (
        "{place} promises {made} new places (学位) in compulsory schools. Its table has {start} in these schools in "
        "{first} and projects {end} for {last}. What follows?",
        "{place}承诺新增义务教育学位 {made} 个；其规划表列义务教育在校生 {first} 年 {start}，预计 {last} 年 {end}。"
        "由此可知什么？",
    ),
    "options": [
        (
            (
                "Nothing yet: the number of seats and the number of pupils are two things.",
                "还得不出结论：学位数与在校生数是两回事。",
            ),
            (
                "New seats may take the place of old ones, relieve full schools, or stand where pupils move to.",
                "新增学位可以替代旧学位、缓解拥挤，或建在学生流入的地方。",
            ),
        ),
        (
            ("The projection of pupils must be too low.", "在校生的预测一定偏低。"),
            (
                "That would be so if every new seat had to hold an additional pupil. Does the text say so?",
                "只有每个新增学位都对应一名新增学生才会如此。文中这样说了吗？",
            ),
        ),
        (
            ("There will be {made} more pupils.", "在校生将增加 {made} 人。"),
            (
                "A seat is where a pupil may sit. How many pupils there are is another row of the table.",
                "学位是学生可以就读的位置；学生有多少，表中另有一行。",
            ),
        ),
    ],
}
KINDERGARTEN = {
    "asked": (
        "{place} made {made} new kindergarten places from {since} to {first}; in {first} {start} attended its "
        "kindergartens. How many did before those years?",
        "{place} {since} 至 {first} 年新增幼儿园学位 {made} 个；{first} 年在园幼儿 {start}。此前有多少？",
    ),
    "options": [
        (
            ("That does not follow from these numbers.", "由这两个数得不出来。"),
            (
                "Places made tell neither how many were closed nor how many children came.",
                "新增学位既不说明撤销了多少，也不说明来了多少幼儿。",
            ),
        ),
        (
            ("{made} fewer.", "少 {made} 人。"),
            (
                "That takes every new place for one more child. Were no places closed, and is every place filled?",
                "这等于把每个新增学位都算作多一名幼儿。没有撤销的学位吗？学位都满了吗？",
            ),
        ),
        (
            ("As many: places do not change children.", "一样多：学位不会改变幼儿人数。"),
            (
                "That does not follow either. Which number would tell?",
                "这同样得不出来。哪个数才能说明？",
            ),
        ),
    ],
}
NOT_SAID = (
    ("That cannot be told from the two numbers.", "仅凭这两个数无法判断。"),
    (
        "Whether a number counts all there are or only new ones must be printed; here it is not.",
        "一个数是全部还是新增，须由文件写明；这里没有写。",
    ),
)
STOCK = {
    "asked": (
        "{place}, {indicator}: {start} published for {first}, {end} in the promises for {last}. How many more is the "
        "county to have?",
        "{place}{indicator}：{first} 年公布 {start}，{last} 年的目标写着 {end}。该县要增加多少？",
    ),
    "options": [
        NOT_SAID,
        (
            ("{end} more.", "增加 {end}。"),
            (
                "So it is if the promise counts new ones. Does it say so?",
                "若目标数是新增数，才是如此。文件写明了吗？",
            ),
        ),
        (
            ("The difference, {change}.", "两者之差，{change}。"),
            (
                "So it is if both numbers count all there are. Do they say so?",
                "若两个数都是全部现有数，才是如此。文件写明了吗？",
            ),
        ),
    ],
}
MET = {
    "asked": (
        "{place}, {indicator}: {start} in {first}. The plan, published on {published}, wants {end} in {last} "
        "(“{printed}”). "
        "What does the target ask for?",
        "{place}{indicator}：{first} 年 {start}。{published} 发布的规划要求 {last} 年达到 {end}（“{printed}”）。"
        "这个目标要求什么？",
    ),
    "options": [
        (
            ("No more than what is there already.", "不超过已有的水平。"),
            (
                "The value published meets it; at most it asks that this be kept.",
                "公布值已达到目标；它至多要求保持。",
            ),
        ),
        (
            ("A steady rise up to {last}.", "到 {last} 年稳步上升。"),
            (
                "Hold the two numbers against each other: is there a way to go?",
                "请比较这两个数：还有差距吗？",
            ),
        ),
        (
            ("It shows that the plan works.", "说明规划见效了。"),
            (
                "Compare the dates. What is met at the start is not met because of the plan.",
                "请比较日期。起步时已达到的，并非因规划而达到。",
            ),
        ),
    ],
}
