"""Where a sentence stands: its heading, its item, and whether that part of the document looks back or ahead."""

import re
from dataclasses import dataclass

from helpers.clean import fold
from helpers.read import folding
from helpers.read.prose.patterns import found
from helpers.read.text import is_furniture

_NUMERALS = "一二三四五六七八九十百"
HEADS = (
    ("part", re.compile(rf"(?P<code>第[{_NUMERALS}\d]+(?:部分|章|篇|编)|附件\d*)[\s:：]*(?=\D)")),
    ("section", re.compile(rf"(?P<code>[{_NUMERALS}]+)、")),
    ("group", re.compile(rf"(?P<code>[(（][{_NUMERALS}\d]+[)）])")),
    ("box", re.compile(r"(?P<code>专栏\s?\d+)[\s:：]*(?=\D)")),
    ("item", re.compile(r"(?P<code>\d{1,2})\s?(?:[.．、](?!\d)|\.(?=20\d\d年|\d\+))")),
    ("dash", re.compile(r"(?P<code>[—–-]{2,}|[•●◆■▪])")),
)
LEVELS = tuple(name for name, _ in HEADS)
_CONTENTS = re.compile(r"[.…·]{4,}\s*\d+$")
_ENDS = re.compile(r"[。！!？?；;：:]$|[.]$")
_SPLIT = re.compile(r"(?<=[。！？；;])|(?<=[a-z)%]\.)\s+(?=[A-Z])")
_ENUMERATED = re.compile(rf"(?P<code>[{_NUMERALS}])是")
_LONGEST = 600
"""A sentence of more signs is cut at a comma: a copy that has lost its stops may have any number."""
_HEADING = 60
"""A heading has fewer characters."""


@dataclass
class Sentence:
    """A sentence as printed, and the same folded, sign for sign; its place; the paragraph it is of."""

    text: str
    view: str
    line: int | None
    locator: str
    past: bool | None
    paragraph: int
    head: str
    """The headings over it, the deepest last, as far as they may name a year."""
    heading: bool = False


def sentences(lines):
    """Cut the lines of a document into sentences with their places => list of Sentences.

    Parameters
    ----------
    lines : list of grids.Line
        What stands outside of the tables.
    """
    made, codes, backward, heads, dashes = [], {}, {}, {}, 0
    for number, (text, line) in enumerate(_paragraphs(lines)):
        level, text, code = _head(text)
        if level:
            for lower in LEVELS[LEVELS.index(level) :]:
                for state in (codes, backward, heads):
                    state.pop(lower, None)
            dashes = dashes + 1 if level == "dash" else 0
            codes[level] = f"·{dashes}" if level == "dash" else code
            title = re.split("[。:：]", text)[0][:_HEADING]
            looks = _looks(folding.fold(title)) if level not in {"item", "dash"} else None
            if looks is not None:
                backward[level] = looks
            heads[level] = title if level in {"item", "dash"} else text[:_HEADING]
        for piece in filter(None, (piece.strip() for whole in _SPLIT.split(text) for piece in _cut(whole))):
            if match := _ENUMERATED.match(piece):
                codes["dash"] = f"·{_NUMERALS.index(match['code']) + 1}"
            printed, view = folded(piece)
            past = next((backward[name] for name in reversed(LEVELS) if name in backward), None)
            over = "\n".join(heads[name] for name in LEVELS if name in heads)
            alone = level in LEVELS[: LEVELS.index("item")] and piece == text and not _ENDS.search(text)
            made.append(Sentence(printed, view, line, _locator(codes), past, number, over, alone))
    return made


def _cut(text):
    """Cut what is too long for a sentence at its commas => iterator of texts."""
    while len(text) > _LONGEST:
        comma = max(text.rfind(sign, 0, _LONGEST) for sign in "，,、") + 1 or _LONGEST
        yield text[:comma]
        text = text[comma:]
    yield text


def folded(text):
    """Drop blanks that part no numbers and no English words => (as printed, folded), of one length."""
    text = fold.mended(text)
    if re.search("[\u3400-\u9fff]", text):
        text = re.sub(r"(?<![\dA-Za-z])\s+|\s+(?![\dA-Za-z])|(?<=[A-Za-z])\s+(?=\d)|(?<=\d)\s+(?=[A-Za-z])", "", text)
    else:
        text = " ".join(text.split())
    view = folding.fold(text)
    return text, view if len(view) == len(text) else fold.alike(text)


def _paragraphs(lines):
    """Join lines that a page has broken => iterator of (text, line number)."""
    kept = [line for line in lines if not is_furniture(line.text) and not _CONTENTS.search(line.text.strip())]
    text, first = "", None
    for line in kept:
        piece = line.text.strip()
        goes_on = text and len(text) > 24 and not _ENDS.search(text) and not _head(piece)[0] and len(piece) > 1
        if goes_on and line.page is not None:
            text += (" " if re.search("[A-Za-z,]$", text) else "") + piece
            continue
        if text:
            yield text, first
        text, first = piece, line.line
    if text:
        yield text, first


def _head(text):
    """Take the number of a heading or item off => (level, rest, code); level is '' where there is none."""
    for level, pattern in HEADS:
        match = pattern.match(text.lstrip("# "))
        if match:
            rest = text.lstrip("# ")[match.end() :].strip()
            code = re.sub(r"\s", "", match["code"]).replace("（", "(").replace("）", ")")
            return level, rest, code
    return "", text, ""


def _looks(title):
    """Tell whether a heading's part looks back => True, False, or None where it does not say."""
    if len(title) < _HEADING and found("past_headings").search(title) and not re.search("目标|任务", title):
        return True
    return False if found("future_headings").search(title) else None


def _locator(codes):
    """Write a place as it is written in targets.csv: 第二部分·三(二)·1."""
    under = "".join(codes.get(name, "") for name in ("section", "group"))
    over = [codes["box"]] if "box" in codes else [codes.get("part", ""), under]
    item = codes.get("item", "")
    if "box" in codes or not under:
        whole = "·".join(filter(None, (*over, item)))
    else:
        whole = "·".join(filter(None, over)) + item
    return (whole + codes.get("dash", "")).lstrip("·")
