"""Three questions of any plan: was it ambitious? can it add up? was it kept?"""

import pandas as pd

from helpers import clean, paths
from helpers.codebook import indicators, relations, source
from helpers.errors import InputError
from helpers.questions import against, completion, outlook, reference

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
        ambition, cohorts, completion: as `helpers.codebook.schema` declares them.

    Raises
    ------
    InputError
        If something in data/raw cannot be read.
    """
    abouts = {plan: source.read(plan)} | _others(plan)
    code = str(abouts[plan].get("admin_code", ""))
    codes = {name: str(about.get("admin_code", "")) for name, about in abouts.items()}
    beside = [name for name in abouts if name != plan and code and codes[name] == code]
    own, above = clean.plan(plan), against.parents(plan, abouts)
    others = {name: clean.plan(name) for name in {*above, *beside}}
    nation = [others[name]["observations"] for name in above if codes[name] == NATION]
    known = [own["observations"], *(others[name]["observations"] for name in beside)]
    evidence = {name: reference.read(name) for name in ("places", "peers", "positions")}
    return {
        "ambition": against.table(
            own["targets"], abouts, {name: others[name]["targets"] for name in above}, indicators.load(), evidence
        ),
        "cohorts": outlook.table(plan, own["targets"], _joined(known), abouts[plan], nation and _joined(nation)),
        "completion": completion.table(
            own["targets"], own["observations"], abouts[plan], relations.read(own["indicators"])
        ),
    }


def _others(plan):
    """Read the source.yml of every other plan; its own run tells the faults of one that has some."""
    found = {}
    for name in paths.plans():
        if name != plan:
            try:
                found[name] = source.read(name, verify=False)
            except InputError:
                continue
    return found


def _joined(frames):
    """Put the observations of several plans of one place together, as if they were one plan's."""
    return pd.concat(frames, ignore_index=True).assign(plan="")
