"""What spending says: yearly changes as published and, where a deflator is given, at constant prices; pupils it is for.

A deflator is a price index with the year before as 100, in data/raw/reference/deflators.csv, of the place itself or of
one above it. Without one nothing is said of constant prices but what rise of prices would turn a rise into a fall.
"""

import math
from itertools import pairwise, product

import pandas as pd

from helpers.codebook import schema
from helpers.goals import levels
from helpers.questions import certainty, reference


def table(plan, observations, about, relations, deflators):
    """Compute what follows from the spending of a place that is published for two years or more.

    Parameters
    ----------
    plan : str
    observations : DataFrame
        As `helpers.codebook.schema` declares it, of the plan.
    about : dict
        The plan's source.yml: its region code says which deflators are for it.
    relations : sequence of dict
        From `helpers.codebook.relations.read`: a total, and the spending per head and the heads that it is the sum of.
    deflators : DataFrame
        From `helpers.questions.reference.read`.

    Returns
    -------
    DataFrame
        As `codebook.schema` declares money.
    """
    rows, seen = [], levels(observations)
    for slug, same in seen[seen["unit"] == "yuan"].groupby("indicator", sort=False):
        pairs = same.sort_values("year").drop_duplicates("year").to_dict("records")
        for before, after in pairwise(pairs):
            rows += _changes(slug, before, after, _prices(about, deflators, before["year"], after["year"]))
    found = {(row["indicator"], row["year"]): row for row in seen.to_dict("records")}
    rows += [row for relation in relations for row in _pupils(relation, found)]
    names = [field["name"] for field in schema.fields("money")]
    return schema.check(schema.steady(pd.DataFrame([{"plan": plan} | row for row in rows], columns=names)), "money")


def change(before, after, prices=(100.0, 0.0)):
    """Give the change of an amount in percent, at the prices of the first year, with its rounding interval.

    Parameters
    ----------
    before, after : (number, half-width)
    prices : (number, half-width)
        Those of the second year, in percent of the first year's: 100 leaves the change as it is published.

    Examples
    --------
    >>> [round(number, 2) for number in change((1000, 0), (1030, 0))]
    [3.0, 3.0, 3.0]
    >>> [round(number, 2) for number in change((1000, 0), (1030, 0), (104, 0))]
    [-0.96, -0.96, -0.96]
    """
    ends = [(number - width, number + width) for number, width in (before, after, prices)]
    corners = [100 * (100 * y / (x * p) - 1) for x, y, p in product(*ends)]
    return 100 * (100 * after[0] / (before[0] * prices[0]) - 1), min(corners), max(corners)


def pupils(total, each, heads=()):
    """Give the pupils that a total would be for at so much per head, stage by stage.

    Parameters
    ----------
    total : (number, half-width)
    each : list of (number, half-width)
        Spending per head, a stage each.
    heads : list of numbers
        Pupils of the same stages, for the mix of them; without it no one number follows from several stages.

    Returns
    -------
    (number, low, high)
        The pupils at that mix, and as if all were of the dearest, or of the cheapest stage.

    Examples
    --------
    >>> pupils((1000, 0), [(10, 0), (20, 0)], [30, 10]), pupils((1000, 0), [(10, 0)])
    ((80.0, 50.0, 100.0), (100.0, 100.0, 100.0))
    """
    (number, width), means = total, [mean for mean, _ in each]
    mean = sum(map(math.prod, zip(means, heads, strict=True))) / sum(heads) if heads else means[0]
    value = number / mean if heads or len(each) == 1 else math.nan
    low, high = max(mean + around for mean, around in each), min(mean - around for mean, around in each)
    return value, (number - width) / low, (number + width) / high


def _changes(slug, before, after, prices):
    """Give the change between two years, as published and at constant prices."""
    ends = [_printed(row) for row in (before, after)]
    if min(number - width for number, width in ends) <= 0:
        return []
    cited = certainty.cited(certainty.of_evidence(row["evidence"]) + f"; {row['source']}" for row in (before, after))
    plain = {"indicator": slug, "year": after["year"], "base_year": before["year"], "unit": "percent"}
    rows = [plain | {"measure": "nominal_change"} | _numbers(change(*ends)) | {"source": cited}]
    if prices is None:
        return [*rows, plain | {"measure": "real_change", "code": "no_deflator"}]
    index, name, source = prices
    real = {"measure": "real_change", "deflator": name, "source": certainty.cited([cited, source])}
    return [*rows, plain | real | _numbers(change(*ends, index))]


def _prices(about, deflators, first, last):
    """Chain a price index from one year to another => ((number, half-width), its name, source), or None.

    That of the place itself is taken before one of a place above it; only official figures are.
    """
    code = str(about.get("admin_code", ""))
    places = dict.fromkeys([code, f"{code[:4]}00", f"{code[:2]}0000", "100000"]) if code else ()
    sure = deflators[deflators["certainty"].isin(reference.SURE)]
    for place in places:
        for name, rows in sure[sure["admin_code"] == place].groupby("index", sort=False):
            years = rows.drop_duplicates("year").set_index("year")
            if not set(range(first + 1, last + 1)) <= set(years.index):
                continue
            chosen = years.loc[list(range(first + 1, last + 1))]
            middle, low, high = (
                100 * math.prod((chosen["value"] + sign * chosen["halfwidth"]) / 100) for sign in (0, -1, 1)
            )
            source = certainty.cited(f"{row.certainty}; {row.source}" for row in chosen.itertuples())
            return (middle, max(middle - low, high - middle)), f"{chosen['region'].iloc[0]}{name}", source
    return None


def _pupils(relation, found):
    """Give the pupils that a total is for, in each year in which it and all its spending per head are published."""
    if relation["relation"] != "spending":
        return
    pairs = [part.split("*") for part in relation["parts"]]
    for (slug, year), total in found.items():
        each = [found.get((mean, year)) for mean, _ in pairs]
        if slug != relation["whole"] or not all(each):
            continue
        heads = [found.get((count, year)) for _, count in pairs]
        rows = [total, *each, *(heads if all(heads) else ())]
        mix = [row["value"] for row in heads] if all(heads) else ()
        numbers = pupils(_printed(total), [_printed(row) for row in each], mix)
        cited = certainty.cited(f"{certainty.of_evidence(row['evidence'])}; {row['source']}" for row in rows)
        given = {"indicator": slug, "year": year, "measure": "implied_pupils", "unit": "persons", "source": cited}
        yield given | _numbers(numbers)
        if mix:
            around = sum(row["halfwidth"] for row in heads)
            yield given | {"measure": "pupils"} | _numbers((sum(mix), sum(mix) - around, sum(mix) + around))


def _printed(row):
    return row["value"], row["halfwidth"]


def _numbers(numbers):
    return dict(zip(("value", "low", "high"), numbers, strict=True))
