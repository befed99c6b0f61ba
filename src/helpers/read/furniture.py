"""What belongs to the pages, not to the document: running titles and page numbers, known by coming again."""

import re
from collections import Counter
from itertools import pairwise

from helpers.read import roles
from helpers.read.folding import fold
from helpers.read.text import is_furniture

TITLED = re.compile("公报|规划|纲要|方案|意见|通知|文件|政府|教育[局厅委]|plan|gazette|bulletin", re.IGNORECASE)
EDGE, NEAR = 3, 3.0
"""Lines from the edge of a page, and points between places that are one place."""
STEP = 3


def without_repeated(lines):
    """Leave out a title that comes again among the cells of a copied table, with the page numbers beside it.

    Parameters
    ----------
    lines : list of Line
        In the order of the document.

    Returns
    -------
    list of Line
        The same, from the second coming of such a title on without it. A bare number beside it goes only where such
        numbers rise from page to page; one that does not is kept, and is then a cell that fits nowhere.
    """
    filled = [line for line in lines if line.text.strip()]
    texts = [line.text.strip() for line in filled]
    many = Counter(text for text in texts if _is_title(text))
    gone = set()
    for title in (text for text, times in many.items() if times > 1):
        places = [place for place, text in enumerate(texts) if text == title]
        if not _stands_before_tables(texts, places[0]):
            continue
        again = places[1:]
        gone |= {id(filled[place]) for place in again}
        for side in (1, -1):
            beside = [place + side for place in again if place + side < len(texts)]
            numbers = [int(texts[place]) for place in beside if re.fullmatch(r"\d{1,3}", texts[place])]
            steps = [after - before for before, after in pairwise(numbers)]
            if len(numbers) == len(again) > 1 and all(0 < step <= STEP for step in steps):
                gone |= {id(filled[place]) for place in beside}
    return [line for line in lines if id(line) not in gone]


def _is_title(text):
    return len(text) > 5 and bool(TITLED.search(text)) and roles.head(text) is None and not re.search(r"[|\t]", text)


def _stands_before_tables(texts, place):
    """Tell whether no head of a year stands before a line: it is a title, then, no label."""
    return not any((head := roles.head(text)) and head.kind == "year" for text in texts[:place])


def running(pages):
    """Find the lines that pages repeat at one place of their edges, whatever their page number => set of ids.

    Parameters
    ----------
    pages : list of list of (float, Line)
        The lines of every page with their height on it, from the top; the first of each is kept, as a title.
    """
    seen, found = [], set()
    for page in pages:
        edges = [*page[:EDGE], *page[-EDGE:]] if len(page) > 2 * EDGE else page
        for height, line in edges:
            if is_furniture(line.text):
                found.add(id(line))
                continue
            key = re.sub(r"\d+", "0", re.sub(r"\s", "", fold(line.text)))
            if any(head and head.kind == "year" for head in map(roles.head, re.split(r"\s{2,}", line.text))):
                continue
            before = [item for item in seen if item[0] == key and abs(item[1] - height) <= NEAR]
            if before and before[0][2] is not page:
                found.add(id(line))
            else:
                seen.append((key, height, page))
    return found
