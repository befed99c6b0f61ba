"""The words of the site that are not computed from tables, in English and Chinese."""

from helpers import texts
from helpers.language import LANGUAGES, of

CODES = {"en": "en", "zh": "zh-CN"}
"""What a page says of its language in HTML."""
TEXTS = texts.load("site")
CHAPTERS = TEXTS["chapters"]
"""What a notebook is called in the navigation; one that has no name here keeps its own."""
SAYS = TEXTS["says"]
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
    return of(language).word(CHAPTERS, notebook) if notebook in CHAPTERS else notebook
