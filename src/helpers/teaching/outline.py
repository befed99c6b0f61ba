"""What a case is about: its question, aims, time plan, and the misconceptions that it is made for."""

import re

from helpers import paths
from helpers.teaching import chinese

STEP = re.compile(r"^## (.+) \((\d+) minutes\)", re.MULTILINE)
AIM = re.compile(r"^- (.+)[;.]$", re.MULTILINE)
BEFORE_THE_COLON = re.compile(r"(?:^|(?<=[.] ))([^.:]+):")
MADE_FOR = "**Misconceptions it is made for.** "


def read(case, language="en"):
    """Read what a case is about => {title, lead, question, aims, work, steps, misconceptions}.

    The notebook says it in English; in Chinese it is what `helpers.teaching.chinese` knows of it.

    Examples
    --------
    >>> about = read("forecast-the-past")
    >>> about["steps"][0], about["misconceptions"][0]
    (('Before you start', 5), 'Counting the years named')
    >>> read("forecast-the-past", "zh")["title"]
    '回到过去作预测：说清有多大把握'
    """
    cells = paths.read_json(paths.root() / "notebooks/cases" / f"{case}.ipynb")["cells"]
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    first, every = texts[0], "\n".join(texts)
    title, lead, question = (part.strip() for part in first.split("\n\n")[:3])
    notes = next((part for part in every.split("\n\n") if part.startswith(MADE_FOR)), "").removeprefix(MADE_FOR)
    said = chinese.known if language == "zh" else str
    return {
        "title": said(title.removeprefix("# ")),
        "lead": said(lead),
        "question": said(question.removeprefix("**Question:** ")),
        "aims": [said(aim) for aim in AIM.findall(first)],
        "work": said(first.partition("**How to work:** ")[2].strip()),
        "steps": [(said(name), int(minutes)) for name, minutes in STEP.findall(every)],
        "misconceptions": [said(name) for name in BEFORE_THE_COLON.findall(notes)],
    }
