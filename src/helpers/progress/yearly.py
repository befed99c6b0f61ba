"""What has to be met every year: recurrent standards, steps a year, and what must not fall."""

import numpy as np
import pandas as pd

from helpers.progress import inputs, measures, observed

KINDS = ("recurrent", "non_decrease", "step_per_year")


def judge(target, observations, adopted=-np.inf, relations=(), as_of=None):
    """Judge one such target by the observed years.

    Parameters
    ----------
    target : Series
        A row of targets.
    adopted : int
        Year in which the plan was published.
    observations, relations, as_of
        As in `helpers.progress.table`.

    Returns
    -------
    dict
        The columns of progress that this decides: observed is the mean change of a step, else what the last year shows
        (nothing, where several series must not fall); attained the part of the years that met it; ratio, of a step,
        the mean change over the step promised. And flags, joined by ;.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> targets = schema.load("targets", "yunyang-14fyp").set_index("target_id", drop=False)
    >>> found = judge(targets.loc["myopia_share@open"], schema.load("observations", "yunyang-14fyp"))
    >>> found["observed"], found["target"], round(found["ratio"], 2), found["verdict"]
    (-0.63, -0.5, 1.26, 'met')
    """
    kind, sense = target["kind"], float(measures.sense([target["comparator"]], [target["direction"]])[0])
    named = [row["parts"] for row in relations if row["relation"] == "no_fall" and row["whole"] == target["indicator"]]
    series = [part for parts in named for part in parts] or [target["indicator"]]
    chosen = observations[(observations["plan"] == target["plan"]) & observations["indicator"].isin(series)]
    low, high = (float(target[end]) if pd.notna(target[end]) else np.nan for end in ("target_low", "target_high"))
    if kind == "non_decrease":
        low, high, sense = 0.0, np.nan, 1.0
    seen = observed.yearly(target, chosen, kind, as_of)
    result = dict.fromkeys(
        ["baseline", "observed", "attained", "elapsed", "ratio", "still_needed_per_year", "acceleration"], np.nan
    )
    result |= {"observed_year": pd.NA, "target": high if sense < 0 else low, "evidence": None, "flags": ""}
    if np.isnan(low) and np.isnan(high):
        return result | {"verdict": "not_quantified"}
    if np.isnan(sense):
        return result | {"verdict": "no_direction"}
    if seen.empty:
        return result | {"verdict": "no_observation"}
    met, worse, better = (
        measures.meets(seen["value"] + sign * seen["halfwidth"], low, high, sense) for sign in (0, -1, 1)
    )
    last = seen["year"] == seen["year"].max()
    mean = float(seen["value"].mean() if kind == "step_per_year" else seen.loc[last, "value"].min())
    if kind == "non_decrease" and (len(series) > 1 or pd.isna(target["unit"])):
        mean = np.nan  # of several series, or of changes in other units, no one number is the promise's
    flags = {
        "label_fragile": met.all() != worse.all() or met.all() != better.all(),
        "before_adoption": seen["year"].max() <= adopted,
        "self_reported": "self_report" in set(seen.loc[last, "evidence"]),
    }
    result |= {
        "observed_year": int(seen["year"].max()),
        "observed": mean,
        "attained": float(met.mean()),
        "ratio": float(measures.attained(0, mean, result["target"])) if kind == "step_per_year" else np.nan,
        "verdict": "met" if met.all() else "not_met",
        "evidence": inputs.evidence(seen["year"].nunique() + (kind != "recurrent")),
    }
    return result | {"flags": ";".join(name for name, holds in flags.items() if holds)}
