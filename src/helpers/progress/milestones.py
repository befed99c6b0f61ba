"""Whether a milestone is done: what was published of it in words."""

import re

import numpy as np
import pandas as pd

from helpers import goals
from helpers.growth import required

OWN = ("plan", "self_report", "derived")
"""Evidence that is the government's own word on itself."""


def judge(targets, observations, adopted=-np.inf, as_of=None):
    """Say of every milestone whether it is done, by the last status published of it.

    A status is of the milestones of its indicator that have its label, else of the only promise under its indicator.
    Where several promises share label and indicator no status is theirs: it does not say which.

    Parameters
    ----------
    targets, observations : DataFrame
        As `helpers.codebook.schema` declares them.
    adopted : int
        Year in which the plan was published.
    as_of : int, optional
        Leave out later years.

    Returns
    -------
    DataFrame
        Indexed like targets: verdict (done, reported: by the government itself, not_done; None where nothing is known),
        observed_year and flags.

    Examples
    --------
    >>> target = {"plan": "p", "target_id": "a@2025", "indicator": "a", "kind": "milestone", "printed": "建成"}
    >>> target |= {"label_printed": "平台", "locator": "", "origin": "prose", "target_year": 2025, "baseline": None}
    >>> target |= {"family": "count", "order": 1}
    >>> targets = pd.DataFrame([target | {"target_low": None, "target_high": None}])
    >>> seen = {"plan": "p", "indicator": "a", "label_printed": "平台", "basis": "status", "status": "yes"}
    >>> seen |= {"year": 2022, "evidence": "self_report", "note": None}
    >>> judge(targets, pd.DataFrame([seen]))["verdict"].tolist()
    ['reported']
    """
    found = pd.DataFrame(index=targets.index, columns=["verdict", "observed_year", "flags"], dtype="object")
    seen = goals.known(observations, as_of)
    seen = seen[seen["basis"] == "status"].sort_values("year", kind="stable")
    events = targets[targets["kind"] == "milestone"]
    if seen.empty or events.empty:
        return found
    events = events.assign(label=events["label_printed"].map(_plain), promise=goals.promise(events))
    for status in seen.itertuples():
        same = events[(events["plan"] == status.plan) & (events["indicator"] == status.indicator)]
        alike = same[same["label"] == _plain(status.label_printed)]
        chosen = same if alike.empty else alike
        if chosen["promise"].nunique() != 1:
            continue
        own = status.evidence in OWN
        verdict = "not_done" if status.status == "no" else "reported" if own else "done"
        late = chosen["target_year"].lt(status.year).fillna(False).astype(bool)
        flags = {
            "before_adoption": np.full(len(chosen), status.year <= adopted),
            "after_target_year": late,
            "self_reported": np.full(len(chosen), own),
        }
        found.loc[chosen.index, "verdict"] = verdict
        found.loc[chosen.index, "observed_year"] = status.year
        found.loc[chosen.index, "flags"] = required.joined(flags).to_numpy()
    return found


def _plain(label):
    return re.sub(r"[\s“”\"'《》…]", "", label)
