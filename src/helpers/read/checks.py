"""What the figures of a table say about each other: changes, parts and totals, shares, orders of magnitude."""

import re

from helpers.clean import values
from helpers.codebook import indicators
from helpers.read import figures
from helpers.read.folding import fold

FAR = 5
"""A target that is so many times its baseline, or so little of it, may have lost a point or a digit."""
FAR_INFERRED = 2
POINTS = 40
"""Points of a percentage that a plan seldom moves where only the order of lines says which figure is whose."""
SCHOOLING = {"preschool", "compulsory", "senior", "vocational", "higher", "special", "population", "finance"}
TOGETHER = ({"senior", "vocational"},)
PUPILS = re.compile("在校|在园|在学|招生|毕业生")
LOW = re.compile("入园率|入学率|巩固率|升学率")
RANK = {"preschool": 0, "compulsory": 1, "senior": 2, "vocational": 2, "higher": 3}
GROSS = re.compile("毛|增长|增幅|达标率比|与.*比|之比|gross|growth", re.IGNORECASE)
DOWN = re.compile(
    "大班额|生师比|师生比|辍学|失学|流失|class(es)? (over|with more)|out-of-school|dropout"
    "|超大班|伤亡|能耗|下降|降低|之比|差距|近视"
)


def _levels(row):
    """Give the levels of a row by year => {year: Value}, in the order of the years; what cannot be read is left out."""
    found = {}
    for key, text in sorted(row.figures.items()):
        value, _ = figures.figure(text, row.unit, row.label)
        if key.isdigit() and value is not None and value.kind in {"level", "maintain"}:
            found[int(key)] = value
    return found


def units(rows):
    """Doubt a row without a unit where most have one, unless its cells or its words say what it is."""
    having = sum(bool(row.unit) for row in rows)
    for row in rows:
        own = any(not figures.absent(text) and re.search(r"\d.*[^\d.,\s]", fold(text)) for text in row.figures.values())
        ratio = re.search(r"之比|[师生]比|倍数|指数|ratio|\bratio", fold(row.label), re.IGNORECASE)
        if not row.unit and having * 2 > len(rows) and not own and not ratio and "unit" not in row.cells:
            row.doubt("unit_missing")


def stages(rows, inferred):
    """Doubt the rows of a heading among which another stage is named: a heading between them may be lost."""
    groups = []
    for row in rows:
        if groups and groups[-1][0].stage == row.stage:
            groups[-1].append(row)
        else:
            groups.append([row])
    for group in groups:
        stage = indicators.stage_of(group[0].stage) if group[0].stage else ""
        if not (inferred or any("guessed" in row.cells for row in group)) or stage not in SCHOOLING:
            continue
        named = {indicators.stage_of(fold(row.label)) for row in group} & SCHOOLING
        if any(other != stage and not any({stage, other} <= pair for pair in TOGETHER) for other in named):
            for row in group:
                row.doubt("stage_class")
    previous = None
    for group in groups if inferred else ():
        stage = indicators.stage_of(group[0].stage) if group[0].stage else ""
        if stage and previous and stage == previous[0] and stage in SCHOOLING:
            for row in [*group, *previous[1]]:
                row.doubt("stage_class")
        previous = stage, group


def numbers(rows, whole):
    """Doubt figures that contradict each other, and in an inferred grid those that nothing confirms."""
    agreed = _parts(rows, whole)
    for row in rows:
        inferred = whole and not _on_one_line(row)
        levels = _levels(row)
        _share(row)
        agreed_change = _change(row, levels)
        base = levels.get(row.start)
        for year, value in levels.items():
            if base is None or year <= (row.start or 0) or not (base.number and value.number):
                continue
            times = value.number / base.number
            percent = value.unit == "percent" and base.unit == "percent"
            far = FAR_INFERRED if inferred and not percent else FAR
            if inferred and percent and abs(value.number - base.number) > POINTS and not agreed_change:
                row.doubt("jump")
            if (times > far or times < 1 / far) and not agreed_change:
                row.doubt("jump")
            falls = value.number < base.number and not DOWN.search(fold(row.label + row.parent))
            falls = falls and not (_pupils(row) and times > 0.85 and (_several(rows, row) or _year_by_year(levels)))
            if inferred and falls and not agreed_change and not _agreed(row, year, agreed):
                row.doubt("falls")
        if inferred and base is not None and base.number and row.start:
            _zeros(row, levels)


def _on_one_line(row):
    """Tell whether label and figures stand on one line: then their order is that of the columns."""
    return len({cell.line for key, cell in row.cells.items() if key.isdigit() or key == "label"}) == 1


def _pupils(row):
    """Tell whether a row, or the row that it is a part of, counts pupils, who become fewer in many a plan."""
    return bool(PUPILS.search(fold(row.label + row.parent)))


def _year_by_year(levels):
    """Tell whether a row of three years or more never rises: two lines exchanged do not make that of one that does."""
    numbers = [value.number for value in levels.values()]
    return len(numbers) > 2 and numbers == sorted(numbers, reverse=True)


def _several(rows, row):
    """Tell whether a row was laid out by columns, with others: its two figures did not stand next to each other."""
    return row.block is not None and sum(other.block == row.block for other in rows) > 1


def _zeros(row, levels):
    """Doubt a fall to nothing in an inferred grid."""
    gone = any(year > row.start and value.number == 0 for year, value in levels.items())
    if gone and not DOWN.search(fold(row.label + row.parent)):
        row.doubt("falls")


def _agreed(row, year, agreed):
    """Tell whether parts and totals confirm a row's figures of both years."""
    return {(id(row), year), (id(row), row.start)} <= agreed


def _share(row):
    if GROSS.search(fold(row.label + row.parent)):
        return
    for text in row.figures.values():
        value, _ = figures.figure(text, row.unit, row.label)
        if value is not None and value.unit == "percent" and value.kind in {"level", "maintain"} and value.number > 100:
            row.doubt(f"share: {text}")


def _change(row, levels):
    """Hold the change column against the levels => True where it confirms them; a contradiction is a doubt."""
    if not row.change or row.start not in levels:
        return False
    later = [year for year in levels if year > row.start]
    change, code = figures.figure(re.sub(r"^[\[〔【]|[\]〕】]$", "", row.change.strip()), "", row.label)
    if not later or change is None or code:
        return False
    end = max(later)
    base, target, span = levels[row.start], levels[end], end - row.start
    factor = values.unit(row.unit)[1]
    wide = base.halfwidth + target.halfwidth + change.halfwidth * max(factor, 1)
    difference, said = target.number - base.number, change.number
    scale = factor if change.unit in {"", "points", "percent"} else 1
    if change.unit == "percent" and base.unit != "percent":
        scale = 1
    fits = [
        (difference, said * scale, wide),
        (difference, -abs(said) * scale, wide),
        (difference / span, said * scale, wide / span + change.halfwidth * scale),
    ]
    if base.number > 0 and target.number > 0:
        ratio = target.number / base.number
        slack = 100 * wide / base.number + change.halfwidth + 1e-9
        fits += [
            (100 * (ratio - 1), said, slack),
            (100 * (ratio ** (1 / span) - 1), said, slack / span + change.halfwidth),
        ]
    if any(abs(found - expected) <= tolerance * 1.01 + 1e-9 for found, expected, tolerance in fits):
        return True
    row.doubt(f"change: {row.change}")
    return False


def _parts(rows, inferred):
    """Hold the parts of a total against it => {(id of the row, year)} that a sum confirms; parts above are a doubt."""
    agreed = set()
    families = {}
    for row in rows:
        if row.above is not None:
            families.setdefault(id(row.above), (row.above, []))[1].append(row)
    for total, parts in families.values():
        whole = _levels(total) if total in rows else {}
        for year, value in whole.items():
            found = [_levels(part).get(year) for part in parts]
            if None in found or value.unit in {"percent", "years", "ratio"}:
                continue
            added = sum(part.number for part in found)
            slack = value.halfwidth + sum(part.halfwidth for part in found)
            if added > value.number + slack * 1.01 + 1e-9:
                for row in (total, *parts):
                    row.doubt("parts")
            elif inferred and len(found) > 1 and 1e-9 < abs(added - value.number) <= slack * 1.01:
                for row in (total, *parts):
                    row.doubt("parts_near")
            elif len(found) > 1 and abs(added - value.number) <= slack * 1.01 + 1e-9:
                agreed |= {(id(row), year) for row in (total, *parts)}
    return agreed


def customary(rows):
    """Doubt in an inferred grid what no plan prints: a low rate of enrolment, binding pupils, stages out of order."""
    for row in rows:
        name = fold(row.stage + row.label)
        levels = _levels(row)
        percent = [value for value in levels.values() if value.unit == "percent"]
        if (
            LOW.search(fold(row.label))
            and not re.search("高等|大学|普职", name)
            and any(v.number < 60 for v in percent)
        ):
            row.doubt("low_rate")
        if (
            re.search("在校|在园|在学", name)
            and row.nature.startswith("约束")
            and not re.search("率|占比|比例", row.label)
        ):
            row.doubt("binding_enrolment")
    for block in {row.block for row in rows if row.block is not None}:
        named = [fold(row.label) for row in rows if row.block == block]
        order = [
            1.9 if "高中阶段" in name else RANK[stage] for name in named if (stage := indicators.stage_of(name)) in RANK
        ]
        if order != sorted(order):
            for row in rows:
                if row.block == block:
                    row.doubt("stage_order")


def blocks(rows):
    """Spread a doubt about figures to the rows that were laid out with them: their columns are known only together."""
    for block in {row.block for row in rows if row.block is not None}:
        together = [row for row in rows if row.block == block]
        if len(together) > 1 and any(row.doubts for row in together):
            for row in together:
                if not row.doubts:
                    row.doubt("block")
