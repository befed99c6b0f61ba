"""Runs of labels, units, values and attributes: whole rows where the counts fit, by rows or by columns."""

import re
from itertools import groupby

from helpers.clean import flattened, units
from helpers.read import figures, roles
from helpers.read.folding import fold
from helpers.read.roles import UNIT_LIKE
from helpers.read.tokens import TAIL, Token, as_cell

STAGE = re.compile(
    r"(?:全市|全县|全区)?(?:学前|(?:九年)?义务|高中(?:阶段)?|普通高中|(?:中等)?职业|高等|特殊|继续|民办|终身|社区|基础|成人)教育(?:阶段)?|高中阶段"
    r"|(?:教师|师资)队伍(?:建设)?|人力资源(?:开发)?(?:水平)?|(?:教育)?(?:投入|经费)(?:保障|投入)?|教育信息化|信息化(?:建设)?|办学条件|学校建设"
    r"|教育(?:公平|质量|普及|贡献|保障|资源)(?:水平)?|小学|初中"
)
HEADING = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]\s*\S")


def _role(token, unit_column):
    text = fold(token.text)
    if token.role in {"blank", "title"}:
        return token.role
    if flattened.NATURE.fullmatch(text):
        return "nature"
    if unit_column and units.known(text):
        return "unit"
    return "value" if figures.looks(token.text) else "text"


def prepared(body, unit_column, numbered):
    """Give every token its role; a lone 以上 goes to the value before it, a lone 其中 to the label after it."""
    made = []
    for token in body:
        token.role = _role(token, unit_column)
        before = made[-1] if made else None
        if before and before.role == "value" and TAIL.fullmatch(fold(token.text)):
            made[-1] = Token(before.text + token.text, before.line, before.page, "value", (*before.doubts, "wrapped"))
        elif (
            before and before.role == "text" and token.role == "text" and flattened.SUB_ROW.fullmatch(fold(before.text))
        ):
            made[-1] = Token(before.text + token.text, before.line, before.page, "text")
        else:
            made.append(token)
    if not numbered:
        return made
    kept, number = [], 1
    for place, token in enumerate(made):
        following = next((t for t in made[place + 1 :] if t.role != "blank"), None)
        if re.fullmatch(rf"{number}[.、．]?", fold(token.text)) and following and following.role == "text":
            number += 1
        else:
            kept.append(token)
    return kept


def grouped(body):
    """Group the tokens: a block is a run of texts and all that follows up to the next text => list of lists."""
    blocks = []
    for is_text, run in groupby([t for t in body if t.role != "title"], key=lambda token: token.role == "text"):
        run = list(run)
        if is_text or not blocks:
            blocks.append(run)
        else:
            blocks[-1] += run
    return blocks


def _unit_text(solid):
    """Tell whether the last text before the figures is a unit that no list knows, such as 岁."""
    texts = [token for token in solid if token.role == "text"]
    text = fold(texts[-1].text)
    if len(text) <= 6 and (UNIT_LIKE.search(text) or len(text) == 1) and not flattened.unit_of(text):
        texts[-1].role = "unit"
        return True
    return False


def rows_in(block, width, unit_column):
    """Count the rows of a block => (count, reason); 0 and why where it does not make whole rows."""
    solid = [token for token in block if token.role != "blank"]
    order = [role for role, _ in groupby(token.role for token in solid)]
    cells = [token for token in solid if token.role == "value"]
    if not cells:
        return 0, "no_value" if order == ["text"] else "order"
    if order not in (
        ["text", "value"],
        ["text", "value", "nature"],
        ["text", "unit", "value"],
        ["text", "unit", "value", "nature"],
    ):
        return 0, "no_label" if order[0] != "text" else "order"
    missing = -len(cells) % width
    empty = [place for place, token in enumerate(block) if token.role == "blank"]
    if missing == 1 and len(empty) == 1 and len(cells) == width - 1:
        return 1, "filled"
    if missing or not cells:
        return 0, "misfit"
    count = len(cells) // width
    natures, many = (sum(token.role == role for token in solid) for role in ("nature", "unit"))
    texts = sum(token.role == "text" for token in solid)
    if unit_column and not many and count == 1 and texts > 1 and _unit_text(solid):
        texts -= 1
    if natures not in {0, count} or many not in {0, count} or not count <= texts <= count + (2 if count == 1 else 1):
        return 0, "misfit"
    return count, ""


def rows_of(counted, by_columns, group_head, grid):
    """Make rows of blocks, with their doubts => list of dicts of tokens; what does not fit goes to grid.left."""
    rows, gap, stage_seen = [], False, None
    for number, (block, count, reason) in enumerate(counted):
        texts, units, cells, natures = (
            [token for token in block if token.role == role] for role in ("text", "unit", "value", "nature")
        )
        if reason == "filled":
            cells = [token for token in block if token.role in {"value", "blank"}]
        doubts = ["filled"] if reason == "filled" else []
        stage = parent = None
        labels = texts[len(texts) - count :] if count else []
        extra = texts[: len(texts) - count] if count else []
        if count and not (count > 1 and not by_columns) and extra:
            stage, parent, more = _upper(extra, labels[0], group_head, by_columns)
            if more is None:
                count, reason = 0, "misfit"
            else:
                doubts += more
        if count > 1 and not by_columns:
            count, reason = 0, "misfit"
        if count and any(roles.head(label.text) and not flattened.unit_of(fold(label.text)) for label in labels):
            doubts.append("head_order")
        if not count:
            heading = reason == "no_value" and len(texts) == 1 and _is_heading(texts[0].text)
            if heading and number + 1 < len(counted):
                stage_seen = texts[0]
            gap = True
            grid.left += [(as_cell(token), reason or "misfit") for token in block if token.role != "blank"]
            continue
        if stage:
            gap, stage_seen = False, stage
        elif gap:
            doubts.append("after_gap")
        for place, label in enumerate(labels):
            rows.append(
                {
                    "stage": stage_seen,
                    "new_stage": bool(stage) and place == 0,
                    "parent": parent,
                    "label": label,
                    "unit": units[place] if units else None,
                    "cells": cells[place::count],
                    "nature": natures[place] if natures else None,
                    "doubts": list(doubts),
                    "block": number,
                    "own_stage": bool(stage),
                    "carry": [d for d in doubts if d in {"stage_unsure", "after_gap"}],
                }
            )
    _of_the_whole(rows, by_columns)
    return rows


def _upper(extra, label, group_head, by_columns):
    """Tell what the texts before a label are => (stage or None, parent or None, doubts; None where they do not fit)."""
    if any(flattened.SUB_ROW.match(fold(token.text)) for token in extra):
        return None, None, None
    parent = None
    if flattened.SUB_ROW.match(fold(label.text)) and (flattened.unit_of(fold(extra[-1].text)) or len(extra) == 2):
        parent, extra = extra[-1], extra[:-1]
    if not extra:
        return None, parent, []
    if len(extra) > 1 or flattened.unit_of(fold(extra[0].text)):
        return None, None, None
    stage = extra[0]
    known = HEADING.match(fold(stage.text)) or STAGE.fullmatch(fold(flattened.NUMBERED.sub("", stage.text)))
    if fold(stage.text) == fold(label.text):
        return None, None, None
    sure = HEADING.match(fold(stage.text)) or (known and (group_head or by_columns)) or (by_columns and group_head)
    return stage, parent, [] if sure else ["stage_unsure"]


def _is_heading(text):
    return bool(HEADING.match(fold(text)) or STAGE.fullmatch(fold(text)))


def _of_the_whole(rows, by_columns):
    """Doubt what the rows together show: a stage where others have one, a second heading of one stage, one block."""
    if by_columns and len({row["block"] for row in rows}) > 1:
        with_stage = sum(row["own_stage"] for row in rows)
        for row in rows:
            if with_stage and not row["own_stage"]:
                row["doubts"].append("stage_missing")
    started = any(row["stage"] for row in rows)
    carried = []
    for row in rows:
        if row["own_stage"]:
            carried = row["carry"]
        for code in carried:
            if code not in row["doubts"]:
                row["doubts"].append(code)
        if started and row["stage"] is None and "stage_missing" not in row["doubts"]:
            row["doubts"].append("stage_missing")
