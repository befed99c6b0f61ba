"""Damage to texts, cells and files, as copying and editing do it, drawn by hypothesis; and what may come of it."""

import csv
import io
import os
from collections import Counter

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from helpers.errors import InputError

TIMES = float(os.environ.get("FUZZ", 1))
"""How many times more inputs than in `make test`; then they are other ones every time."""
TRIED = Counter()
"""Outcomes by surface, since the test began."""
WHOLE = 10**6
"""Parts of a text, of which a place is so many."""
SIGNS = (
    "0123456789.,%‰-—～~≥<>=()（）[]〔〕\"'“：:;#&!*@|{}/\\\t\n\r\0\x0b\x85\u2028\u200b\ufeff\u3000\ud7ff①⑳OlSe"
    "年万亿千人个所元百分点以上下内约超近增长至到十一二三零半翻番无预期约束性比较率其中注单位指标"
)


def fuzzed(examples):
    """Try a test so many times."""
    health = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(
        max_examples=max(1, int(examples * TIMES)),
        derandomize=TIMES == 1,
        database=None,
        deadline=None,
        suppress_health_check=health,
    )


def tried(surface, do):
    """Do something with damaged material => what comes of it, or None where it is refused as a person needs it."""
    try:
        return do()
    except InputError as error:
        for fault in error.faults:
            assert fault.file and fault.file in str(fault) and "Remedy: " in str(fault), fault
        TRIED[surface, "refused"] += 1
        return None


def held(surface, doubted=False):
    """Count what was read as it should be, or with a doubt."""
    TRIED[surface, "doubted" if doubted else "right"] += 1


@st.composite
def edited(draw, text, times=3):
    """Edit a text (or bytes) in a few places: cut, doubled, exchanged, with a sign more or another one."""
    for _ in range(draw(st.integers(1, times))):
        start = draw(st.integers(0, WHOLE)) * len(text) // WHOLE  # the same draws whatever the length
        end = min(len(text), start + draw(st.integers(0, 12)))
        sign = draw(st.sampled_from(SIGNS))
        sign = sign.encode() if isinstance(text, bytes) else sign
        text = draw(
            st.sampled_from(
                (
                    text[:start] + text[end:],
                    text[:start] + sign + text[start:],
                    text[:start] + sign + text[end:],
                    text[:end] + text[start:end] + text[end:],
                    text[start:end] + text[:start] + text[end:],
                    text[:start],
                )
            )
        )
    return text


@st.composite
def misplaced(draw, rows, first=0):
    """Lose, double or exchange a cell => (what was done, the rows, the cells that were touched).

    Parameters
    ----------
    rows : list of lists of str
    first : int
        The first row that may be touched.
    """
    rows = [list(row) for row in rows]
    number = draw(st.integers(first, len(rows) - 1))
    row = rows[number]
    place = draw(st.integers(0, len(row) - 1))
    what = draw(st.sampled_from(("lost", "doubled", "swapped")))
    touched = {row[place]}
    if what == "lost":
        del row[place]
    elif what == "doubled":
        row.insert(place, row[place])
    else:
        below = draw(st.booleans()) and number + 1 < len(rows) and place < len(rows[number + 1])
        other, at = (rows[number + 1], place) if below else (row, (place + 1) % len(row))
        touched.add(other[at])
        row[place], other[at] = other[at], row[place]
    return what, rows, touched


def in_csv(rows):
    """Write rows as csv => str."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
