"""How often nominal 95 % intervals held what happened, on the nation's own series: written into docs/methods.md.

.venv/bin/python benchmarks/coverage_of_intervals.py
"""

from pathlib import Path

from helpers import schema, trend
from helpers.trend import forecast

PAGE = Path(__file__).parents[1] / "docs/methods.md"
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


def over_all():
    """Say how many intervals of the default model held over every series that could be tried, and by family."""
    rows = schema.load("trend", PLAN).query("model == 'rwd' and scale == 'identity' and hindcast_n > 0")
    rows = rows.sort_values("last_year").drop_duplicates("indicator", keep="last")
    rows = rows.merge(schema.load("indicators", PLAN)[["indicator", "family"]], on="indicator")
    rows["held"] = (rows["hindcast_coverage"] * rows["hindcast_n"]).round()
    by_family = rows.groupby("family")[["held", "hindcast_n"]].sum().astype(int)
    listed = ", ".join(f"{family} {held} of {tried}" for family, held, tried in by_family.itertuples())
    held, tried = by_family.sum()
    return (
        f"Over all {len(rows)} series of the nation that are long enough, a random walk with drift in the unit itself "
        f"held {held} of {tried} ({100 * held / tried:.0f} %): {listed}."
    )


def page():
    """Write the computed part: a sentence, a table and a sentence."""
    observations = schema.load("observations", PLAN)
    runs = [trend.series(observations, name) for name in SERIES]
    every = [run["value"].to_numpy(float) for run in runs]
    lines = [
        over_all(),
        "",
        "| model | scale | held, of five values each | held, of all values before |",
        "|---|---|---|---|",
    ]
    for model in MODELS:
        for scale in SCALES:
            counts, tried = rolling(every, model, scale)
            cells = [f"{count} of {tried} ({100 * count / tried:.0f} %)" for count in counts]
            lines.append(f"| {model} | {scale} | {cells[0]} | {cells[1]} |")
    told = [f"{model} {count} of {tried}" for model in MODELS for count, tried in [missed(runs, model)]]
    lines += [
        "",
        f"Fitted to all that was known in {THEN} and asked for {NOW}, on the three scales, miss: {', '.join(told)}.",
    ]
    return "\n".join(lines)


def written(text):
    """Put the computed part into a page."""
    before, rest = text.split(BEGIN, 1)
    return f"{before}{BEGIN}\n\n{page()}\n\n{END}{rest.split(END, 1)[1]}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
