"""The glossary page: the field's terms in Chinese and English, and the words that stand for the tables' codes."""

from helpers import words

TERMS = (
    ("指标表", "indicator table", "The official table of a plan: indicators with baseline, target and attribute."),
    ("专栏", "box", "A framed list in the text of a plan, with figures that the table does not have."),
    ("约束性", "binding", "Said of a target that a government must reach."),
    ("预期性", "expected", "Said of a target that a government hopes to reach with the help of others."),
    ("基期", "baseline", "The value, and its year, from which a target is counted."),
    ("目标", "target", "What is promised: a level, a range, a bound, a step, an increment."),
    ("其中", "of which", "Makes the row below a part of the row above it."),
    ("以上、以下", "at least, at most", "A bound that includes its number."),
    ("百分点", "percentage point", "The unit of a difference of two percentages: from 41 % to 75 % is 34 points."),
    ("占比、比例", "share", "A part as a percentage of its whole; from 0 to 100."),
    ("毛入学率、毛入园率", "gross enrolment rate", "All enrolled, of any age, over an age group; may pass 100."),
    ("巩固率", "retention rate", "Who is still there at the end over who began; with moves it may pass 100."),
    ("学前教育", "preschool education", "Kindergartens, for children of three to five."),
    ("普惠性幼儿园", "inclusive kindergarten", "A public one, or a private one with public money and a set fee."),
    ("公办幼儿园", "public kindergarten", "Run by public bodies; a part of the inclusive ones."),
    ("义务教育", "compulsory education", "Primary and lower secondary school, nine years."),
    ("高中阶段教育", "senior secondary education", "General and vocational schools after the ninth year."),
    ("职普比", "ratio of vocational to general", "Vocational over general senior secondary students."),
    ("大班额", "large class", "A class above a set size, 56 pupils or more where nothing else is said."),
    ("双师型教师", "dual-qualified teacher", "Teaches a subject and its trade; of whom it is a share differs by plan."),
    ("学位", "place", "Room for one pupil; capacity, not enrolment."),
    ("自评", "self-evaluation", "What a government reports of its own work."),
    ("决策草案", "decision draft", "A plan put forward for decision, not yet adopted."),
    ("公报", "bulletin", "The nation's yearly statistical report on education."),
    ("规划预计数", "projection", "What planners expect, such as enrolment; not a goal."),
    ("修约区间", "rounding interval", "All values that would print the same figure; the least of what is not known."),
    ("年均变化", "change a year", "The way divided by the years between the two ends."),
    ("年均增长率", "compound rate", "The same percentage every year that leads from one end to the other."),
    ("时序进度", "elapsed", "The part of the plan's time that has gone."),
    ("完成进度", "attained", "The part of the way from baseline to target that is done."),
    ("预测区间", "prediction interval", "Where a model expects a new value with a stated chance."),
    ("回测", "hindcast", "A forecast made from a past year with what was known then, held against what happened."),
)
CODES = {
    "Kinds of targets": words.KINDS,
    "Families of indicators": words.FAMILIES,
    "Verdicts": words.VERDICTS,
    "Flags": words.FLAGS,
    "Codes in the place of a number": words.CODES,
    "Methods of required growth": words.METHODS,
    "Models": words.MODELS,
    "Rules of reading critically": words.RULES,
}


def page():
    """Write the glossary page (docs/glossary.md).

    Examples
    --------
    >>> page().splitlines()[0]
    '# Glossary · 术语表'
    """
    lines = ["# Glossary · 术语表", "", "Made by `make docs`; do not edit.", "", "| 中文 | English | meaning |"]
    lines += ["|---|---|---|", *(f"| {zh} | {en} | {meaning} |" for zh, en, meaning in TERMS)]
    for title, table in CODES.items():
        lines += ["", f"## {title}", "", "| code | English | 中文 |", "|---|---|---|"]
        lines += [f"| `{code}` | {en} | {zh} |" for code, (en, zh) in table.items()]
    return "\n".join(lines) + "\n"
