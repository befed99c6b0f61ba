"""The unit of a row as it is printed: in a label's bracket, in a column, in a line over the table."""

import re

from helpers.clean import units
from helpers.read import roles
from helpers.read.folding import fold

UNIT_LINE = re.compile(r"[(（]?(?:计量)?单位[:：](.{1,12}?)[)）]?\s*$")


def unit_name(text):
    """Give a unit as `values` writes it: 'in %' => '%', '(万人)' => '万人'."""
    folded = fold(text).strip("()[] ")
    folded = re.sub(r"^(?:in|单位[:]?)\s*", "", folded)
    return {"percent": "%", "number": "个", "ratio": "", "years": "年"}.get(folded.lower(), folded)


def unit_in(label):
    """Take the unit from a label's last bracket where it is one; a subgroup, as in 控辍保学率(城区), is none."""
    bracket = re.search(r"[(（]([^()（）]*)[)）]?$", fold(label))
    inside = bracket[1].strip() if bracket else ""
    unit = unit_name(inside)
    known = units.known(unit)
    if (
        unit
        and (known or roles.UNIT_LIKE.search(inside))
        and len(inside) <= 12
        and not re.search("含|其中|岁以", inside)
    ):
        return unit
    return ""


def is_share(label):
    """Tell whether a label names a rate or a share."""
    return bool(re.search(r"率|比例|占比|比重", fold(label)))
