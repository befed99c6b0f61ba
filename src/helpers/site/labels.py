"""The words of the site that are not computed from tables, in English and Chinese."""

from helpers.words import LANGUAGES, word

CODES = {"en": "en", "zh": "zh-CN"}
"""What a page says of its language in HTML."""
CHAPTERS = {
    "01-clean": ("What is promised", "承诺了什么"),
    "02-baseline-and-target": ("Baseline and target", "基期与目标"),
    "03-required-growth": ("Required growth", "所需增速"),
    "04-progress": ("Progress", "进展"),
    "05-compare": ("Plans compared", "各规划比较"),
    "06-precedent": ("Precedent", "全国先例"),
    "07-read-critically": ("Read critically", "批判性阅读"),
}
"""What a notebook is called in the navigation; one that has no name here keeps its own."""
SAYS = {
    "language": ("In English", "中文版"),
    "title": ("Local education plans, read closely", "地方教育规划细读"),
    "what": (
        "A county or a city publishes an education plan: what exactly did it promise, from what baseline, how fast "
        "must each indicator now move every year, and how does that compare with other places? Every number here "
        "can be traced to a printed cell, says how much of it is rounding, and is left out, with a reason, where it "
        "does not exist.",
        "一个县、一个市发布教育规划：究竟承诺了什么，从怎样的基期出发，此后每项指标每年须变化多快，与其他地方相比如何？"
        "这里的每个数字都可追溯到原文所印的一格，注明其中多少只是修约误差；不存在的数字不补，并说明缘由。",
    ),
    "plans": ("Plans", "规划"),
    "plans_say": (
        "A page a plan: what it promised, the pace it needs, what was observed since, what does not add up.",
        "每个规划一页：承诺、所需速度、其后实际进展、自相矛盾之处。",
    ),
    "figures": ("Figures", "图库"),
    "figures_say": (
        "Every figure with its files to download: svg, pdf, png, the numbers as csv, caption and origin as json.",
        "全部图件及下载文件：svg、pdf、png，所绘数值（csv），图题与来源（json）。",
    ),
    "methods": ("Methods", "方法"),
    "methods_say": (
        "Formulas, rounding, verdicts, and the rules of reading critically; the codebook defines every indicator.",
        "公式、修约、判断与批判性阅读的规则（英文）；编码手册给出各指标的定义。",
    ),
    "find": ("Find your plan", "查找规划"),
    "more": ("More", "更多"),
    "codebook": ("Codebook", "编码手册"),
    "documents": ("Documents", "文件"),
    "validation": ("Validation", "验证"),
    "cite": ("How to cite", "引用方式"),
    "glossary": ("Glossary", "术语表"),
    "cases": ("Teaching cases", "教学案例"),
    "cases_say": (
        "An hour each, on real plans: a question, numbers to compute, checks that say what a wrong number is, and one "
        "sentence to write. The pages show the students' version, to read or to download; it is worked in a notebook. "
        "Numbers behind a part are its minutes.",
        "每个案例一小时，取材于真实规划：一个问题、几处计算、能说明错在哪里的检查，最后写一句话。"
        "各页展示学生版，可在线阅读，也可下载；作答在笔记本中进行。各环节后的数字为分钟数。正文为英文，题目、反馈与图表为中文。",
    ),
    "cases_language": (
        "",
        '正文为英文；在第一个代码单元格中写 `language: str = "zh"`，题目、反馈与图表即为中文。',
    ),
    "question": ("Question:", "问题："),
    "aims": ("After this hour you can", "课后能够"),
    "how": ("How to work:", "做法："),
    "minutes": ("Time plan, in minutes:", "时间安排（分钟）："),
    "mistakes": ("Misconceptions it is made for:", "针对的误解："),
    "students": ("students' notebook", "学生版笔记本"),
    "teachers": ("teacher's notebook, with solutions", "教师版笔记本（含答案）"),
    "later": ("What this cell shows is seen in the notebook.", "这一格的结果在笔记本中可见。"),
    "compare": ("Plans compared", "各规划比较"),
    "findings": ("What does not add up in the documents", "文件中的矛盾与存疑之处"),
    "findings_say": (
        "An error (矛盾) means that both figures cannot hold; a warning (存疑), that they hold only under a reading "
        "the document does not give; a note (提示) is worth knowing before quoting the figure. A finding is a question "
        "to the document, not a verdict on its authors; a plan without findings is not thereby right.",
        "“矛盾”指两个数字不能同时成立；“存疑”指只有按文件未载明的理解才成立；“提示”是引用该数字前应知道的情况。"
        "每一条都是向文件提出的问题，而不是对起草者的评判；没有列出问题的规划也未必无误。",
    ),
    "no_findings": ("No rule found anything here.", "各项规则在此没有发现问题。"),
    "downloads": ("Tables and workbooks", "数据表与工作簿"),
    "downloads_say": (
        "CSV files are UTF-8, one fact a row; the codebook explains every column. Publication tables are "
        "HTML and LaTeX.",
        "CSV 文件为 UTF-8 编码，一行一个事实；各列含义见编码手册。发表用表格为 HTML 与 LaTeX 格式。",
    ),
    "all_plans": ("All plans together", "全部规划"),
    "for_paper": ("Publication tables", "发表用表格"),
    "workbook": ("Workbook", "工作簿"),
    "tidy": ("Tidy tables (CSV)", "整洁数据表（CSV）"),
    "chapters": ("In detail", "详细内容"),
    "comes_to": ("What it comes to", "要点"),
    "code": ("code", "代码"),
    "table": ("table", "表格"),
    "notebook": ("notebook with its code", "笔记本文件（含代码）"),
    "run_on": ("run it on", "在线运行："),
    "region": ("place", "地区"),
    "years": ("years", "年份"),
    "targets": ("targets", "目标数"),
    "findings_count": ("findings", "问题数"),
    "document": ("document", "文件"),
    "severity": ("severity", "程度"),
    "finding": ("finding", "问题"),
    "stands": ("where it stands, as printed", "位置与原文"),
    "arithmetic": ("arithmetic", "算式"),
    "nothing_to_draw": ("Nothing to draw:", "无图可绘："),
}
FRAME = {
    "Skip to main content": "跳到正文",
    "Back to top": "返回顶部",
    "Search": "搜索",
    "Contents": "目录",
    "Previous": "上一页",
    "previous": "上一页",
    "Next": "下一页",
    "next": "下一页",
    "Methods and data": "方法与数据（英文）",
    "Methods": "方法",
    "Codebook": "编码手册",
    "Glossary": "术语表",
    "Documents": "文件",
    "Validation against published verdicts": "与已公布判断的对照",
    "How to cite": "引用方式",
    "Run it yourself": "自行运行",
    "Changelog": "更新记录",
    "Functions": "函数",
}
"""What stands around a Chinese page and has no Chinese of its own."""


def say(key, language):
    """Give a phrase of the site in a language.

    Examples
    --------
    >>> say("plans", "en"), say("plans", "zh")
    ('Plans', '规划')
    """
    return SAYS[key][LANGUAGES.index(language)]


def chapter(notebook, language):
    """Name a notebook as the navigation does.

    Examples
    --------
    >>> chapter("03-required-growth", "zh"), chapter("09-new", "en")
    ('所需增速', '09-new')
    """
    return word(CHAPTERS, notebook, language)
