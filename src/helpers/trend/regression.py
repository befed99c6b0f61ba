"""A straight line by least squares, with what tells whether its errors can be believed."""

import numpy as np

from helpers.trend import scales
from helpers.trend.forecast import LEVEL, quantile

NUMBERS = ("intercept", "slope", "se", "hac_se", "durbin_watson")


def regression(years, values, scale="identity", upper=100.0):
    """Fit values on a scale to x = year − first year.

    Parameters
    ----------
    years, values : array_like (n,)
        Years need not be consecutive.
    scale : str
        identity, log or logit.
    upper : float
        The whole that a share is a part of, for logit.

    Returns
    -------
    dict
        n, df; intercept, slope and its standard error se on the scale; hac_se, robust to autocorrelation after Newey
        and West, of `lags` lags with the small-sample correction n/(n − 2); durbin_watson (2 where residuals are
        uncorrelated, towards 0 where they follow each other); ci95, the slope's t interval (low, high); with log also
        aagr_pct and ci95_pct, the average annual growth 100(exp(slope) − 1). code: too_short (below three points),
        not_positive, at_bound or fit_failed where they are NaN, else ''.

    Examples
    --------
    >>> found = regression([2020, 2021, 2022, 2023], [41.17, 47, 52, 58])
    >>> round(found["slope"], 3), [round(end, 3) for end in found["ci95"]]
    (5.549, [4.98, 6.118])
    >>> regression([2020, 2021], [41.17, 47])["code"]
    'too_short'
    """
    years, values = np.asarray(years, float), np.asarray(values, float)
    n, df = len(values), max(len(values) - 2, 0)
    code = "too_short" if n < 3 else scales.code(values, scale, upper)
    found = dict.fromkeys(NUMBERS, np.nan)
    if not code:
        found = _fitted(years - years[0], scales.apply(values, scale, upper))
    reach = np.nan if code else quantile((1 + LEVEL) / 2, df) * found["se"]
    with np.errstate(over="ignore", invalid="ignore"):
        ends = np.array([found["slope"] - reach, found["slope"] + reach])
        rates = 100 * np.expm1([found["slope"], *ends])
    if not (code or np.isfinite([*found.values(), *(rates if scale == "log" else ends)]).all()):
        code = "fit_failed"
    found |= {"ci95": ends.tolist()}
    found |= {"aagr_pct": float(rates[0]), "ci95_pct": rates[1:].tolist()} if scale == "log" else {}
    if code == "fit_failed":
        found = {name: [np.nan, np.nan] if isinstance(number, list) else np.nan for name, number in found.items()}
    return {"n": n, "df": df, "lags": lags(n), **found, "code": code}


def diagnostics(series, scale):
    """Say of a straight line through a series whether its errors can be believed => dict, as from `regression`.

    Examples
    --------
    >>> import pandas as pd
    >>> observed = pd.DataFrame({"year": range(2015, 2022), "value": [75.0, 77.4, 79.6, 81.7, 83.4, 85.2, 88.1]})
    >>> found = diagnostics(observed, "identity")
    >>> {name: round(found[name], 3) for name in ("slope", "se", "hac_se", "durbin_watson")}
    {'slope': 2.096, 'se': 0.06, 'hac_se': 0.043, 'durbin_watson': 1.955}
    """
    return regression(series["year"], series["value"], scale)


def lags(n):
    """Give the number of lags of the HAC errors: the whole part of 4(n/100)^(2/9), after Newey and West (1994).

    Examples
    --------
    >>> lags(5), lags(16)
    (2, 2)
    """
    return int(min(4 * (n / 100) ** (2 / 9), max(n - 2, 0)))


def _fitted(x, y):
    """Fit y to x by statsmodels => dict of `NUMBERS`, NaN where the points leave no scatter."""
    from statsmodels.regression.linear_model import OLS
    from statsmodels.stats.stattools import durbin_watson

    with np.errstate(all="ignore"):
        fit = OLS(y, np.column_stack([np.ones(len(x)), x])).fit()
        if not np.sqrt(fit.mse_resid) > 1e-9 * max(np.abs(y).max(), np.finfo(float).tiny):
            return dict.fromkeys(NUMBERS, np.nan)
        robust = fit.get_robustcov_results("HAC", maxlags=lags(len(y)), use_correction=True, use_t=True)
        numbers = (*fit.params, fit.bse[1], robust.bse[1], durbin_watson(fit.resid))
    return dict(zip(NUMBERS, map(float, numbers), strict=True))
