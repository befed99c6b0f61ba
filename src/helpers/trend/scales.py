"""The scales a trend is fitted on: the unit itself, logarithms, log-odds of a share."""

import numpy as np

SCALES = ("identity", "log", "logit")


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
    """List the scales that suit a family of indicators: log-odds only for a part of a whole.

    Examples
    --------
    >>> of("share"), of("gross_rate")
    (('identity', 'log', 'logit'), ('identity', 'log'))
    """
    return SCALES if family == "share" else SCALES[:2]
