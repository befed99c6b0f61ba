"""What a case is about: its question, aims, time plan, and the misconceptions that it is made for."""

import re

from helpers import paths
from helpers.teaching import classroom

STEP = re.compile(r"^## (.+?) ?[(（](\d+) ?(?:minutes|分钟)[)）]", re.MULTILINE)
AIM = re.compile(r"^- (.+)[;.；。]$", re.MULTILINE)
BEFORE_THE_COLON = re.compile(r"(?:^|(?<=[.。])) ?([^.:。：]+)[:：]")
QUESTION = re.compile(r"^\*\*(?:Question:|问题：)\*\* ")
WORK = re.compile(r"^\*\*(?:How to work:|做法：)\*\* (.+)", re.MULTILINE)
MADE_FOR = re.compile(r"^\*\*(?:Misconceptions it is made for\.|针对的误解。)\*\* (.+)", re.MULTILINE)


def read(case, language="en"):
    """Read what a case is about from its notebook in a language.

    Returns
    -------
    dict
        title, lead, question, aims, work, steps, misconceptions.

    Examples
    --------
    >>> about = read("forecast-the-past")
    >>> about["steps"][0], about["misconceptions"][0]
    (('Before you start', 5), 'Counting the years named')
    >>> read("forecast-the-past", "zh")["steps"][0]
    ('课前小测', 5)
    """
    cells = paths.read_json(classroom.written(case, language))["cells"]
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    first, every = texts[0], "\n".join(texts)
    title, lead, question = (part.strip() for part in first.split("\n\n")[:3])
    found = MADE_FOR.search(every)
    return {
        "title": title.removeprefix("# "),
        "lead": lead,
        "question": QUESTION.sub("", question),
        "aims": AIM.findall(first),
        "work": WORK.search(first)[1],
        "steps": [(name, int(minutes)) for name, minutes in STEP.findall(every)],
        "misconceptions": BEFORE_THE_COLON.findall(found[1]) if found else [],
    }
