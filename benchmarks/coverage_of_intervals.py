"""How often nominal and calibrated 95 % intervals held, on the nation's own series: written into docs/methods.md
and docs/zh/methods.md.

.venv/bin/python benchmarks/coverage_of_intervals.py
"""

import tomllib
from pathlib import Path

import pandas as pd

from helpers import trend
from helpers.codebook import schema
from helpers.language import LANGUAGES, of
from helpers.trend import calibration, forecast, hindcast

PAGES = {language: Path(__file__).parents[1] / f"docs/{of(language).folder}methods.md" for language in LANGUAGES}
TEXTS = {
    key: tuple(pair[language] for language in LANGUAGES)
    for key, pair in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()
}
BEGIN, END = "<!-- computed by benchmarks/coverage_of_intervals.py -->", "<!-- end of the computed part -->"
PLAN = "china-14fyp"
SERIES = ("preschool_gross_enrolment", "compulsory_retention", "senior_gross_enrolment", "higher_gross_enrolment")
MODELS = ("ols", "rwd")
SCALES = ("identity", "log", "logit")
WINDOW, AHEAD = 5, 5
THEN, NOW = 2020, 2025


def held(values, model, scale, origin, window):
    """Tell whether the interval made at an origin held the value `AHEAD` years on; a fit that fails did not."""
    numbers, _ = forecast.predict(values[origin - window : origin], model, scale, AHEAD)
    return bool(numbers["low"][-1] <= values[origin + AHEAD - 1] <= numbers["high"][-1])


def rolling(every, model, scale):
    """Try every origin of every series, on the last five values or on all before => (held, tried)."""
    tries = []
    for values in every:
        for origin in range(WINDOW, len(values) - AHEAD + 1):
            tries.append((held(values, model, scale, origin, WINDOW), held(values, model, scale, origin, origin)))
    return [sum(column) for column in zip(*tries, strict=True)], len(tries)


def missed(runs, model):
    """Ask what was known in one year for another, on every scale => how many intervals missed, of how many."""
    misses = []
    for run in runs:
        known = run[run["year"] <= THEN]
        for scale in SCALES:
            fan = forecast.forecast(known, model, scale, NOW).iloc[-1]
            misses.append(not fan["low"] <= run["value"].iloc[-1] <= fan["high"])
    return sum(misses), len(misses)


def over_all(language):
    """Say how many nominal and calibrated intervals held over every series, in the unit and on the default scale."""
    tables, say = [schema.load(name, PLAN) for name in ("observations", "indicators")], of(language)
    families = tables[1].set_index("indicator")["family"]
    lines = []
    for scale, name in (("identity", "unit"), ("", "default")):
        tried = trend.pool(*tables, AHEAD, scale).query("ahead == @AHEAD")
        narrow, wide, count = calibration.held(tried, AHEAD)
        factors = [calibration.factor(tried, AHEAD, name) for name in tried["series"].unique()]
        of_family = tried["series"].str.rpartition("/")[2].map(families)
        by_family = (tried["ratio"] <= 1).groupby(of_family).agg(["sum", "size"])
        parts = [
            say.say(TEXTS, "of_family", family=say.word("families", family), held=held, all=all_)
            for family, held, all_ in by_family.itertuples()
        ]
        told = {"narrow": narrow, "wide": wide, "count": count, "listed": say.enumeration.join(parts)}
        told |= {"narrow_share": f"{100 * narrow / count:.0f}", "wide_share": f"{100 * wide / count:.1f}"}
        told |= {"series": len(factors), "least": f"{min(factors):.2f}", "most": f"{max(factors):.2f}"}
        lines.append(say.say(TEXTS, "over_all", scale=say.word(TEXTS, name), **told))
    return "\n\n".join(lines)


def off(runs, model, scale):
    """Give the mean and the root mean square of estimate − observed, on all values before each origin."""
    past = [hindcast.hindcast(run, model, scale, AHEAD, nearest=AHEAD) for run in runs]
    errors = pd.concat(past).eval("estimate - observed")
    return errors.mean(), (errors**2).mean() ** 0.5


def page(language):
    """Write the computed part: a sentence, a table and a sentence."""
    observations, say = schema.load("observations", PLAN), of(language)
    runs = [trend.series(observations, name) for name in SERIES]
    every = [run["value"].to_numpy(float) for run in runs]
    lines = [over_all(language), "", say.word(TEXTS, "head"), "|---|---|---|---|--:|--:|"]
    for model in MODELS:
        for scale in SCALES:
            counts, tried = rolling(every, model, scale)
            cells = [
                say.say(TEXTS, "cell", held=count, all=tried, share=f"{100 * count / tried:.0f}") for count in counts
            ]
            mean, square = off(runs, model, scale)
            lines.append(f"| {model} | {scale} | {cells[0]} | {cells[1]} | {mean:+.2f} | {square:.2f} |")
    told = [
        say.say(TEXTS, "of_family", family=model, held=count, all=tried)
        for model in MODELS
        for count, tried in [missed(runs, model)]
    ]
    return "\n".join([*lines, "", say.say(TEXTS, "missed", then=THEN, now=NOW, told=say.enumeration.join(told))])


def written(text, language):
    """Put the computed part into a page."""
    before, rest = text.split(BEGIN, 1)
    return f"{before}{BEGIN}\n\n{page(language)}\n\n{END}{rest.split(END, 1)[1]}"


if __name__ == "__main__":
    for language, file in PAGES.items():
        file.write_text(written(file.read_text(encoding="utf-8"), language), encoding="utf-8")
