"""What questions ask and checks say, in English and Chinese; what one case alone asks stands in `cases`."""

from helpers import texts

TEXTS = texts.load("teaching")
UNITS = TEXTS["units"]
SYNONYMS = TEXTS["synonyms"]
"""How people write a unit; what is a year is read off before."""
SCALES = TEXTS["scales"]
SCALE_SYNONYMS = {
    "linear": ("linear", "straight", "straight line", "even", "additive", "线性", "直线", "等量"),
    "compound": ("compound", "exponential", "geometric", "cagr", "复合", "指数", "等比", "复合增长"),
    "logit": ("logit", "log-odds", "log odds", "对数几率"),
}
UNDEFINED = ("undefined", "no such number", "does not exist", "不存在", "无定义", "没有")
MAY_NOT_EXIST = ("compound",)
"""Kinds of question to which “undefined” may be the answer."""

TERMS = TEXTS["terms"]
ASKED = TEXTS["asked"]
KINDS = TEXTS["kinds"]
NUMBERS = TEXTS["numbers"]
WRONG_UNITS = TEXTS["wrong_units"]
WRONG_SCALES = TEXTS["wrong_scales"]
WORKED = TEXTS["worked"]
CHOICES = TEXTS["choices"]
PRESS = TEXTS["press"]
CAUSES = (
    "because",
    "thanks to",
    "due to",
    "owing to",
    "as a result",
    "caused",
    "led to",
    "由于",
    "因为",
    "得益于",
    "归功于",
    "使得",
)
SOURCES = ("plan", "according to", "report", "self-evaluation", "bulletin", "规划", "方案", "据", "公报", "自评")
NOTHING = ("zero", "none", "eliminat", "no more", "零", "消除", "没有")
PRESS_UNITS = TEXTS["press_units"]
"""Where a sentence for the press wants a longer word than a check does."""
FORECASTS = TEXTS["forecasts"]
MODEL_WORDS = ("model", "random walk", "trend", "模型", "随机游走", "趋势", "推算")
NO_FORECAST = ("goal", "target", "will be", "certain", "prove", "guarantee", "目标", "必将", "一定", "证明", "保证")
"""Words that make of a forecast something else."""
READING = TEXTS["reading"]
ABOUT_EQUAL = ("about equal", "roughly equal", "about the same", "much the same", "大体相当")
BLAMES = ("lie", "false", "wrong", "mistake", "fake", "cheat", "造假", "弄虚作假", "失误", "错误", "说谎")
SETS = TEXTS["sets"]
VERDICTS = (
    "ambitious",
    "timid",
    "realistic",
    "easy",
    "hard",
    "bold",
    "进取",
    "激进",
    "保守",
    "现实",
    "容易",
    "困难",
    "宏大",
)
"""What a sentence says of an ambition without the measure that it is said by."""
MISSING = TEXTS["missing"]
"""Why a question is not asked of a plan."""
