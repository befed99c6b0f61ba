"""Four models of a yearly series, each on a scale where its errors may be added.

A model takes the values of consecutive years (n,) and the number of steps ahead H, and gives the expected values (H,),
their prediction standard errors (H,) and the degrees of freedom of the t distribution that they follow, infinite for
the normal. `fit` is the way to call them: what a library warns of, and a fit that did not converge, is no result there.
"""

import itertools
import warnings
from functools import lru_cache

import numpy as np

MINIMUM = {"rwd": 4, "ols": 4, "ets": 10, "ucm": 8}
"""The least number of points each model is fitted to."""
VARIANCES = (0.03, 0.3, 1.2)
"""Where the search of the local linear trend may begin; a series has the variance of its changes as unit."""
WEIGHTS = (0.0002, *np.linspace(0.02, 0.98, 25), 0.9998)
"""Where the search of Holt's α and β ≤ α may begin: close enough that no summit lies between."""
APART, SEARCHES = 0.15, 4
"""Least distance in α or β of two starts, and how many searches begin."""
MODELS = tuple(MINIMUM)
FAILURES = (ArithmeticError, ValueError, np.linalg.LinAlgError, UserWarning, RuntimeWarning)
"""What a fit may raise where its warnings are errors."""


def rwd(values, steps):
    """Forecast by a random walk with drift: last + h·mean(Δ), error s·√(h + h²/(n − 1)), t with n − 2 df.

    s is the standard deviation of the n − 1 yearly differences Δ. Source: Hyndman's forecast, rwf with drift.

    Examples
    --------
    >>> mean, error, df = rwd(np.array([1.0, 2.0, 4.0, 5.0]), 2)
    >>> mean.round(4).tolist(), error.round(4).tolist(), df
    ([6.3333, 7.6667], [0.6667, 1.0541], 2)
    """
    changes = np.diff(values)
    ahead = np.arange(1, steps + 1)
    error = changes.std(ddof=1) * np.sqrt(ahead + ahead**2 / len(changes))
    return values[-1] + ahead * changes.mean(), error, len(changes) - 1


def ols(values, steps):
    """Forecast by a straight line through the years, least squares, t with n − 2 df.

    Examples
    --------
    >>> mean, error, df = ols(np.array([1.0, 2.0, 4.0, 5.0]), 1)
    >>> mean.round(4).tolist(), error.round(4).tolist(), df
    ([6.5], [0.5], 2)
    """
    from statsmodels.regression.linear_model import OLS

    years = np.arange(len(values) + steps)
    design = np.column_stack([np.ones(len(years)), years])
    fitted = OLS(values, design[: len(values)]).fit()
    ahead = fitted.get_prediction(design[len(values) :])
    return ahead.predicted_mean, ahead.se_obs, int(fitted.df_resid)


def ets(values, steps):
    """Forecast by Holt's exponential smoothing, error and trend additive, the trend undamped; normal.

    The state space form, for it has prediction errors: σ²(1 + Σ (α + βj)²), j from 1 to h − 1. They do not allow
    for the estimation of α, β and the first states. The likelihood has several summits, so that one search may end on a
    lower one: searches begin at the likeliest pairs of `WEIGHTS`, and the highest summit counts.

    Examples
    --------
    >>> mean, error, df = ets(np.array([56.6, 62.3, 64.5, 67.5, 70.5, 75.0, 77.4, 79.6, 81.7, 83.4, 85.2]), 5)
    >>> round(float(mean[-1]), 2), bool(error[0] <= error[1]), df
    (92.69, True, inf)
    """
    first, spread = _units(values)
    fitted = holt((values - first) / spread)
    responses = fitted.smoothing_level + fitted.smoothing_trend * np.arange(1, steps)
    error = np.sqrt(fitted.scale * (1 + np.concatenate([[0.0], np.cumsum(responses**2)])))
    return first + spread * fitted.forecast(steps), spread * error, np.inf


def holt(values):
    """Fit Holt's exponential smoothing from several starts => the fit of statsmodels with the highest likelihood.

    Examples
    --------
    >>> fitted = holt(np.array([0.0, 5.7, 7.9, 10.9, 13.9, 18.4, 20.8, 23.0, 25.1, 26.8, 28.6]))
    >>> round(float(fitted.smoothing_level), 2), round(float(fitted.smoothing_trend), 2)
    (0.41, 0.41)
    """
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    return _highest(ETSModel(values, error="add", trend="add", damped_trend=False), _holts_starts(values))


def _holts_starts(values):
    """Choose the likeliest pairs of α and β, with the first level and trend that suit each best => (SEARCHES, 4).

    With α and β given the errors are linear in the first states, which least squares then finds.
    """
    alpha, beta = (grid.ravel() for grid in np.meshgrid(WEIGHTS, WEIGHTS))
    alpha, beta = alpha[beta <= alpha], beta[beta <= alpha]
    level, trend = (np.tile(row, (len(alpha), 1)) for row in ([0.0, 1.0, 0.0], [0.0, 0.0, 1.0]))
    errors = np.empty((len(alpha), len(values), 3))  # of the values with first states of 0, and of each state alone
    for place, value in enumerate(values):
        error = errors[:, place] = np.array([value, 0.0, 0.0]) - level - trend
        level, trend = level + trend + alpha[:, None] * error, trend + beta[:, None] * error
    states = -(np.linalg.pinv(errors[:, :, 1:]) @ errors[:, :, :1])[..., 0]
    squares = ((errors[:, :, 0] + (errors[:, :, 1:] @ states[..., None])[..., 0]) ** 2).sum(axis=1)
    starts, chosen = np.column_stack([alpha, beta, states]), []
    for start in starts[np.argsort(squares, kind="stable")]:
        if all(np.abs(start[:2] - other[:2]).max() > APART for other in chosen):
            chosen.append(start)
    return chosen[:SEARCHES]


def ucm(values, steps):
    """Forecast by a local linear trend: level and slope are random walks, seen with an error; Kalman filter, normal.

    Its special cases are the straight line (level and slope do not vary) and the random walk with drift (only the level
    does). The likelihood of so short a series may have several summits: two searches begin at the likeliest of the 27
    combinations of `VARIANCES`, and the higher summit counts. Errors do not allow for the estimation of the variances.

    Examples
    --------
    >>> mean, error, df = ucm(np.array([56.6, 62.3, 64.5, 67.5, 70.5, 75.0, 77.4, 79.6, 81.7, 83.4, 85.2, 88.1]), 2)
    >>> mean.round(1).tolist(), bool(error[0] < error[1]), df
    ([90.1, 92.3], True, inf)
    """
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    first, spread = _units(values)
    model = UnobservedComponents((values - first) / spread, "local linear trend")
    starts = sorted(itertools.product(VARIANCES, repeat=3), key=model.loglike, reverse=True)
    ahead = _highest(model, starts[:2]).get_forecast(steps)
    return first + spread * ahead.predicted_mean, spread * ahead.se_mean, np.inf


def _highest(model, starts):
    """Maximise the likelihood from several starts => the fitted model with the highest."""
    found = [fitted for fitted in (_searched(model, start) for start in starts) if fitted]
    if not found:
        raise FloatingPointError("no convergence")
    return max(found, key=lambda fitted: fitted.llf)


def _searched(model, start):
    """Maximise the likelihood from one start => fitted model, or None where that fails."""
    try:
        fitted = model.fit(start_params=start, disp=False, maxiter=1000)
    except FAILURES:
        return None
    return fitted if fitted.mle_retvals["converged"] else None


def fit(values, model, steps):
    """Forecast by a model of its name, strictly: a result of finite numbers and positive errors, or nothing.

    Parameters
    ----------
    values : ndarray (n,)
        Of consecutive years, on the scale of the fit.
    model : str
        rwd, ols, ets or ucm.
    steps : int
        Years ahead.

    Returns
    -------
    (ndarray (steps,), ndarray (steps,), float) or None
        Expected values, prediction standard errors, degrees of freedom. None where the model warns, does not converge
        or leaves no scatter to judge by.

    Raises
    ------
    ValueError
        If there is no such model.

    Examples
    --------
    >>> fit(np.array([1.0, 2.0, 3.0, 4.0]), "rwd", 1) is None
    True
    """
    if model not in MODELS:
        raise ValueError(f"model is one of {', '.join(MODELS)}, not {model!r}")
    forecast_by = {"rwd": rwd, "ols": ols, "ets": ets, "ucm": ucm}[model]
    return _fitted(forecast_by, tuple(np.asarray(values, float).tolist()), steps)


@lru_cache(maxsize=4096)
def _fitted(forecast_by, values, steps):
    """Forecast as `fit` does, of what was fitted before without fitting it again; nobody may write into it."""
    values = np.array(values)
    with warnings.catch_warnings(), np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        warnings.simplefilter("ignore")
        for fault in (UserWarning, RuntimeWarning):  # statsmodels' and numpy's, not those of deprecated names
            warnings.simplefilter("error", fault)
        try:
            mean, error, df = forecast_by(values, steps)
        except FAILURES:
            return None
    scatter = 1e-9 * max(np.abs(values).max(), np.finfo(float).tiny)
    sound = np.isfinite(mean).all() and np.isfinite(error).all() and (error > scatter).all()
    for numbers in (mean, error):
        numbers.setflags(write=False)
    return (mean, error, df) if sound else None


def _units(values):
    """Give the first value and the scatter of the changes: a fit by iteration needs numbers near one."""
    spread = np.diff(values).std()
    if not (np.isfinite(spread) and spread > 1e-9 * np.abs(values).max()):
        raise FloatingPointError("no scatter")
    return values[0], spread
