"""Three questions of any plan: was it ambitious? can it add up? was it kept?"""

import pandas as pd

from helpers import clean
from helpers.codebook import indicators, relations, source
from helpers.questions import against, completion, money, outlook, reference

NATION = "100000"
"""The code of the nation."""


def tables(plan):
    """Answer all three of a plan, with what other plans and data/raw/reference hold => {name: frame}.

    Parameters
    ----------
    plan : str
        A folder of data/raw. Without a parent, a baseline, births or values observed it gets their codes.

    Returns
    -------
    dict
        ambition, cohorts, completion, money: as `helpers.codebook.schema` declares them.

    Raises
    ------
    InputError
        If something in data/raw cannot be read.
    """
    abouts = source.everyone() | {plan: source.read(plan)}
    own, above, beside = clean.plan(plan), source.above(plan, abouts), source.beside(plan, abouts)
    others = {name: clean.plan(name) for name in {*above, *beside}}
    nation = [others[name]["observations"] for name in above if str(abouts[name].get("admin_code", "")) == NATION]
    known = [own["observations"], *(others[name]["observations"] for name in beside)]
    evidence = {name: reference.read(name) for name in ("places", "peers", "positions", "gains_from_start")}
    related = relations.read(own["indicators"])
    return {
        "ambition": against.table(
            own["targets"], abouts, {name: others[name]["targets"] for name in above}, indicators.load(), evidence
        ),
        "cohorts": outlook.table(plan, own["targets"], _joined(known), abouts[plan], nation and _joined(nation)),
        "completion": completion.table(own["targets"], own["observations"], abouts[plan], related),
        "money": money.table(plan, own["observations"], abouts[plan], related, reference.read("deflators")),
    }


def _joined(frames):
    """Put the observations of several plans of one place together, as if they were one plan's."""
    return pd.concat(frames, ignore_index=True).assign(plan="")
