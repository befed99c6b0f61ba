"""The scales a trend is fitted on: the unit itself, logarithms, log-odds of a share."""

import numpy as np

SCALES = ("identity", "log", "logit")
CAPPED = ("share", "gross_rate", "cohort_ratio")
"""Families with a whole of 100; the last two may pass it, so that it is their cap by convention only."""


def apply(values, scale, upper=100.0):
    """Move values to a scale; a value beyond the end of the scale goes to its infinite end.

    Parameters
    ----------
    values : array_like
        In the indicator's unit.
    scale : str
        identity, log (of a value above 0) or logit (of a value inside (0, upper)).
    upper : float
        The whole that a share is a part of, 100 in percent.

    Raises
    ------
    ValueError
        If there is no such scale.

    Examples
    --------
    >>> apply([50, 75, 100], "logit").round(4).tolist()
    [0.0, 1.0986, inf]
    """
    values = np.asarray(values, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        if scale == "identity":
            return values
        if scale == "log":
            return np.log(np.maximum(values, 0))
        if scale == "logit":
            share = np.clip(values / upper, 0, 1)
            return np.log(share) - np.log1p(-share)
    raise ValueError(f"scale is one of {', '.join(SCALES)}, not {scale!r}")


def invert(values, scale, upper=100.0):
    """Move values on a scale back to the indicator's unit; the middle of a distribution stays its median.

    Examples
    --------
    >>> invert(apply([41.17, 75], "logit"), "logit").round(6).tolist()
    [41.17, 75.0]
    """
    values = np.asarray(values, float)
    if scale == "identity":
        return values
    with np.errstate(over="ignore"):
        return np.exp(values) if scale == "log" else upper / (1 + np.exp(-values))


def code(values, scale, upper=100.0):
    """Say why values have no place on a scale; '' where they have one.

    Examples
    --------
    >>> code([31, 12, 0], "log"), code([98.2, 100], "logit"), code([98.2, 100], "log")
    ('not_positive', 'at_bound', '')
    """
    outside = ~np.isfinite(apply(values, scale, upper)).all()
    return {"log": "not_positive", "logit": "at_bound"}.get(scale, "fit_failed") if outside else ""


def of(family):
    """List the scales that suit a family of indicators: log-odds only where there is a whole.

    Examples
    --------
    >>> of("share"), of("count")
    (('identity', 'log', 'logit'), ('identity', 'log'))
    """
    return SCALES if family in CAPPED else SCALES[:2]


def natural(family, values, upper=100.0):
    """Name the scale on which a series is forecast by default: log-odds where it has a whole and lies inside it.

    A rate near its ceiling slows down, which a straight line in points does not know. A series that touches 0 or its
    whole, or passes it, has no log-odds and stays in its unit.

    Examples
    --------
    >>> natural("gross_rate", [85.2, 88.1]), natural("gross_rate", [99.2, 100]), natural("mean", [10.8, 10.9])
    ('logit', 'identity', 'identity')
    """
    return "logit" if family in CAPPED and not code(values, "logit", upper) else "identity"


def flags(family, values, scale, upper=100.0):
    """Say what a reader must know of a forecast on a scale, joined by ;.

    Examples
    --------
    >>> flags("gross_rate", [85.2, 88.1], "logit"), flags("share", [98, 100], "identity"), flags("share", [98], "logit")
    ('if_100_were_the_cap', 'at_bound', '')
    """
    if scale == "identity" and family in CAPPED and natural(family, values, upper) == "identity":
        return "at_bound"
    return "if_100_were_the_cap" if scale == "logit" and family != "share" else ""
