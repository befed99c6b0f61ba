"""Baselines, targets and later figures that a city and a country published, as tables to compute with.

`python tests/panel.py` writes the computed part of docs/validation.md anew; with `--extract FILE` it first selects
tests/data/panel.csv from the full panel, which tests/data/panel.md describes.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd

from helpers import progress
from helpers.codebook import schema
from helpers.growth import formulas
from helpers.progress import verdicts

EXTRACT = Path(__file__).with_name("data") / "panel.csv"
VECTORS = EXTRACT.with_name("growth_vectors.json")
PAGE = Path(__file__).parents[1] / "docs/validation.md"
BEGIN, END = "<!-- computed by tests/panel.py -->", "<!-- end of the computed part -->"

OWN = "own target"
EVERY = 40
"""One row in so many is taken of the panel, extreme or not."""
SHARE = r"%|percent|\bshare\b|\bproportion\b|\brate\b"
NOT_OF_A_HUNDRED = r"\bper 1[0-9]|growth|mortality|pregnancy"
"""Rates per 1,000 or of change: no part of a whole, though called a rate."""

ON_TRACK = ("achieved", "achieved_marginal", "maintained", "on_track")
PUBLISHED = ("target_achieved", "approaching_target", "challenges_remain")
PUBLISHED_ON_TRACK = ("target_achieved", "approaching_target")

LEVEL = "The published status reads the level, ours the pace"
GOAL = "The goal in words is not the number in the panel"
DATE = "The published status does not follow from the latest figure"
REASONS = {
    "6-4-1": (LEVEL, "domestic water use", "just under our cut of 0.95 by compound rates, just above it linearly"),
    "8-2-2": (LEVEL, "diversity of the economy", "behind the straight line, but near the target throughout"),
    "9-3-3": (
        LEVEL,
        "digital use by small firms",
        "fast in its first two years; halfway on the index's own span, 60–73",
    ),
    "9-c-2": (LEVEL, "computers at home", "behind the straight line, but near the target throughout (88.5 in 2019)"),
    "2-4-1": (GOAL, "green market stalls", "in words 50 to 60 %: 56 was inside, 46 is not far below (53.7 in 2025)"),
    "4-7-3": (
        GOAL,
        "global justice projects",
        "the target is the baseline: nothing tells which way is better, no verdict",
    ),
    "5-5-1": (GOAL, "women in the council", "in words to keep it between 40 and 60 %, which 46.3 does"),
    "8-9-4": (
        GOAL,
        "tourist beds",
        "in words at most 8.5; the baseline lay below, so that the numbers alone ask for a rise",
    ),
    "1-4-1": (DATE, "days of waiting", "met in 2020–2022 (10.9, 12.4, 14.4) and lost in the year judged here"),
    "6-5-2": (
        DATE,
        "research projects on water",
        "41 in 2021 was approaching 50; 63 in 2022 and 88 in 2023 are past it",
    ),
    "8-8-2": (DATE, "illnesses from work", "95.5 in 2019, 37.1 in 2020 and rising since: met by the fall of one year"),
}
"""Barcelona's indicators on which the published status and our verdict differ => group, short name, what was found."""

OPEN_SDG = {"1-5-4": ("V18", "On track"), "1-5-3": ("V19", "Deterioration")}
"""Open SDG's test indicators => their numbers in growth_vectors.json, the status that its own test expects."""
VANISHING = ("number of large classes", 2020, 31, 2025, 0, 2023, 12)
CONSTANTS = (1, 0.1, 0.001, 0.00001)


def read(file=EXTRACT):
    """Read a panel: one row an indicator and region or group, the columns as tests/data/panel.md describes them.

    Examples
    --------
    >>> read()["dataset"].unique().tolist()
    ['barcelona_2030', 'ukraine_sdg']
    """
    return pd.read_csv(file, dtype={"breakdown": "str"})


def extract(panel):
    """Select what tests/data/panel.csv holds, in the panel's order: the rule that tests/data/panel.md states.

    Examples
    --------
    >>> len(extract(read())) <= len(read())
    True
    """
    own = panel["target_scope"] == OWN
    baseline, target, observed = (panel[name] for name in ("baseline", "target", "observed"))
    extremes = {
        "zero_baseline": (baseline == 0, 15),
        "zero_target": (target == 0, None),
        "zero_observed": (observed == 0, 15),
        "negative": ((baseline < 0) | (target < 0) | (observed < 0), None),
        "equal": (baseline == target, 15),
        "unchanged": (baseline == observed, 15),
        "target_year_past": (panel["target_year"] < panel["observed_year"], 15),
        "target_year_now": (panel["target_year"] == panel["observed_year"], 15),
        "no_horizon": (panel["target_year"] <= panel["baseline_year"], None),
        "lower_is_better": (target < baseline, 15),
        "above_100": ((observed > 100) & panel["name"].str.contains("%|percent"), 15),
    }
    kept = (own & panel["progress_status_as_published"].notna()) | (own & panel["indicator"].str.startswith("4-"))
    kept |= np.arange(len(panel)) % EVERY == 0
    for holds, most in extremes.values():
        kept |= holds & (holds.cumsum() <= (most or len(panel)))
    for size in (baseline.abs(), target.abs(), (observed / baseline.where(baseline != 0)).abs()):
        kept |= size.rank(method="first", ascending=False) <= 10
    return panel[kept].reset_index(drop=True)


def tables(panel):
    """Turn a panel into targets and observations as `codebook.schema` declares them, one of each a row, in its order.

    The panel prints neither units nor directions. A family is told from the name and the three numbers: a share where
    the name says so and all lie in [0, 100], a count where it is a number of something, else an amount. A direction is
    told from target against baseline; where they are equal there is none. Half-widths are 0: how the figures were
    printed is not known.

    Parameters
    ----------
    panel : DataFrame
        From `read`.

    Returns
    -------
    tuple of DataFrame
        targets and observations; every row has an indicator, and so a series, of its own.

    Examples
    --------
    >>> targets, observations = tables(read().query("indicator == '4-2-2' and dataset == 'barcelona_2030'"))
    >>> targets[["family", "direction", "baseline", "target_low"]].values.tolist(), observations["value"].tolist()
    ([['share', 'up', 65.6, 80.0]], [74.2])
    """
    panel = panel.reset_index(drop=True)
    name, target = panel["name"], panel["target"]
    numbers = panel[["baseline", "target", "observed"]].to_numpy(float)
    called = name.str.contains(SHARE, case=False) & ~name.str.contains(NOT_OF_A_HUNDRED, case=False)
    share = called.to_numpy(bool) & ((numbers >= 0) & (numbers <= 100)).all(axis=1)
    count = name.str.contains(r"\bnumber of\b", case=False).to_numpy(bool)
    order = pd.Series(np.arange(1, len(panel) + 1))
    series = "row_" + order.astype("str") + "_" + panel["indicator"].str.replace("-", "_")
    both = {
        "plan": panel["dataset"].str.replace("_", "-"),
        "indicator": series,
        "unit": pd.Series(np.where(share, "percent", ""), dtype="object"),
        "locator": panel["indicator"],
    }
    targets = {
        "target_id": series + "@" + panel["target_year"].astype("str"),
        "order": order,
        "indicator_zh": name,
        "indicator_en": name,
        "label_printed": name,
        "stage": "other",
        "family": np.select([share, count], ["share", "count"], "amount"),
        "direction": np.select([target > panel["baseline"], target < panel["baseline"]], ["up", "down"], "none"),
        "baseline_year": panel["baseline_year"],
        "baseline": panel["baseline"],
        "baseline_halfwidth": 0.0,
        "target_year": panel["target_year"],
        "kind": "level",
        "comparator": "=",
        "target_low": target,
        "target_high": target,
        "target_halfwidth": 0.0,
        "origin": "table",
        "baseline_printed": panel["baseline"].astype("str"),
        "printed": target.astype("str"),
    }
    observations = {
        "year": panel["observed_year"],
        "basis": "level",
        "value": panel["observed"],
        "halfwidth": 0.0,
        "derived": False,
        "break_before": False,
        "evidence": "bulletin",
        "source": panel["dataset"],
        "printed": panel["observed"].astype("str"),
    }
    return _checked(both | targets, "targets"), _checked(both | observations, "observations")


def _checked(columns, table):
    names = [field["name"] for field in schema.fields(table)]
    return schema.check(pd.DataFrame(columns).reindex(columns=names), table)


def judged(panel, thresholds="statcan"):
    """Put beside each row of a panel its family and what progress says: attained, elapsed, ratio, verdict, flags.

    Examples
    --------
    >>> judged(read().query("indicator == '4-2-2' and dataset == 'barcelona_2030'"))["verdict"].tolist()
    ['on_track']
    """
    targets, observations = tables(panel)
    found = progress.table(targets, observations, thresholds=thresholds)
    names = ["attained", "elapsed", "ratio", "verdict", "flags"]
    return panel.reset_index(drop=True).join(targets["family"]).join(found[names])


def with_status(panel):
    """Pick the rows with a published status, judged => with status, level, and ours and theirs (on track or not).

    Examples
    --------
    >>> rows = with_status(read())
    >>> len(rows), rows["status"].isin(PUBLISHED).all().item()
    (75, True)
    """
    chosen = panel[panel["progress_status_as_published"].notna() & (panel["target_scope"] == OWN)]
    rows = judged(chosen).rename(columns={"progress_status_as_published": "status"})
    return rows.assign(
        ours=rows["verdict"].isin(ON_TRACK), theirs=rows["status"].isin(PUBLISHED_ON_TRACK), level=level(rows)
    )


def level(rows):
    """Give observed over target, or target over observed where less is better: 1 at the target, more beyond it.

    Examples
    --------
    >>> level(pd.DataFrame({"baseline": [3, 3], "target": [6, 2], "observed": [3, 4]})).tolist()
    [0.5, 0.5]
    """
    more = rows["target"] >= rows["baseline"]
    upper, lower = rows["observed"].where(more, rows["target"]), rows["target"].where(more, rows["observed"])
    return upper / lower.where(lower != 0)


def disagreements(rows):
    """Pick where one side says on track and the other not, or one says achieved and the other not.

    Examples
    --------
    >>> set(disagreements(with_status(read()))["indicator"]) == set(REASONS)
    True
    """
    achieved = rows["verdict"].isin(["achieved", "achieved_marginal", "maintained"])
    return rows[(rows["ours"] != rows["theirs"]) | (achieved != (rows["status"] == "target_achieved"))]


def kappa(ours, theirs):
    """Give Cohen's kappa of two readings: agreement beyond that of two independent readers with the same shares.

    Examples
    --------
    >>> round(float(kappa(np.array([True, True, False, False]), np.array([True, False, False, False]))), 2)
    0.5
    """
    same, chance = np.mean(ours == theirs), np.mean(ours) * np.mean(theirs) + np.mean(~ours) * np.mean(~theirs)
    return (same - chance) / (1 - chance)


def computed(panel=None):
    """Write the computed part of docs/validation.md."""
    panel = read() if panel is None else panel
    return "\n\n".join([_barcelona(with_status(panel)), _open_sdg(), _vanishing()])


def _markdown(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def _number(value):
    return "–" if pd.isna(value) else f"{value:,.10g}"


def _ratio(value):
    return "–" if pd.isna(value) else f"{value:.2f}".replace("-", "−")


def _barcelona(rows):
    order = next(field for field in schema.fields("progress") if field["name"] == "verdict")["constraints"]["enum"]
    ranked = ["achieved", "on_track", "acceleration_needed", "limited_progress", "deterioration"]
    ranked += [name for name in order if name not in ranked]
    counts = pd.crosstab(rows["verdict"], rows["status"]).reindex(columns=PUBLISHED, fill_value=0)
    cross = [[f"`{name}`", *counts.loc[name]] for name in ranked if name in counts.index]
    same = int((rows["ours"] == rows["theirs"]).sum())
    looser = rows["ours"] | (rows["verdict"] == "acceleration_needed")
    chance = kappa(rows["ours"].to_numpy(bool), rows["theirs"].to_numpy(bool))
    least = rows.loc[rows["status"] == "approaching_target", "level"].min()
    short = rows["status"] == "challenges_remain"
    below = int((short & ~(rows["level"] >= least)).sum())
    alone = int(((rows["level"] >= least) == rows["theirs"]).sum())
    differing = disagreements(rows)
    return "\n\n".join(
        [
            f"### The {len(rows)} published statuses",
            _markdown(["our verdict", *(name.replace("_", " ") for name in PUBLISHED)], cross),
            "On track or not, *target achieved* and *approaching target* read as on track, and of ours `achieved` and "
            f"`on_track`: the two agree on {same} of {len(rows)} ({100 * same / len(rows):.0f} %, Cohen's kappa "
            f"{chance:.2f}). With `acceleration_needed` read as on track too they agree on "
            f"{int((looser == rows['theirs']).sum())}.",
            "By level, latest over target (target over latest where less is better), every *approaching target* is at "
            f"{least:.2f} or above and {below} of the {int(short.sum())} *challenges remain* are below: the published "
            f"status sorts by distance first. A rule that reads that level alone, and calls {least:.2f} on track, "
            f"agrees on {alone} of {len(rows)}; calling everything off track would on {int((~rows['theirs']).sum())}.",
            f"### The {len(differing)} that differ",
            f"{int((differing['ours'] != differing['theirs']).sum())} on whether it is on track, the others on whether "
            "it is achieved. The last column is what the repository's metadata and series show.",
            *_differences(differing),
        ]
    )


def _differences(differing):
    """List the disagreements group by group."""
    head = ["indicator", "baseline", "target", "latest", "way / time", "level", "R", "ours", "published", "why"]
    listed = []
    for group in dict.fromkeys(reason[0] for reason in REASONS.values()):
        members = differing[[REASONS[name][0] == group for name in differing["indicator"]]]
        body = [
            [
                f"{row.indicator} {REASONS[row.indicator][1]}",
                f"{_number(row.baseline)} ({row.baseline_year})",
                f"{_number(row.target)} ({row.target_year})",
                f"{_number(row.observed)} ({row.observed_year})",
                f"{_part(row.attained)} / {_part(row.elapsed)}",
                f"{row.level:.2f}",
                _ratio(row.ratio),
                f"`{row.verdict}`",
                row.status.replace("_", " "),
                REASONS[row.indicator][2],
            ]
            for row in members.itertuples()
        ]
        listed.append(f"**{group}** ({len(members)})\n\n{_markdown(head, body)}")
    return listed


def _part(share):
    return "–" if pd.isna(share) else f"{100 * share:.0f} %".replace("-", "−")


def worked_case(name, base_year, baseline, target_year, target, year, value):
    """Make a row of a panel of its own.

    Examples
    --------
    >>> judged(pd.DataFrame([worked_case("share, %", 2020, 41.17, 2025, 75, 2023, 58)]))["verdict"].tolist()
    ['acceleration_needed']
    """
    return {
        "dataset": "worked_case",
        "indicator": "1",
        "name": name,
        "baseline_year": base_year,
        "baseline": baseline,
        "target_year": target_year,
        "target": target,
        "observed_year": year,
        "observed": value,
    }


def open_sdg():
    """Judge Open SDG's test indicators => one row each, as `judged` gives them, and `expected`.

    Examples
    --------
    >>> open_sdg()[["verdict", "expected"]].values.tolist()
    [['on_track', 'On track'], ['deterioration', 'Deterioration']]
    """
    vectors = {item["id"]: item for item in json.loads(VECTORS.read_text(encoding="utf-8"))}
    cases = []
    for name, _ in OPEN_SDG.values():
        numbers = vectors[name]["input"]
        [(base_year, baseline)], [(year, value)] = numbers["base"].items(), numbers["observed"].items()
        goal = numbers["target_year"], numbers["target"]
        cases.append(worked_case("number of things", int(base_year), baseline, *goal, int(year), value))
    return judged(pd.DataFrame(cases)).assign(
        indicator=list(OPEN_SDG), expected=[said for _, said in OPEN_SDG.values()]
    )


def _open_sdg():
    body = [
        [
            row.indicator,
            f"{row.baseline} ({row.baseline_year})",
            f"{row.target} ({row.target_year})",
            f"{row.observed} ({row.observed_year})",
            _ratio(row.ratio),
            f"`{row.verdict}`",
            row.expected,
        ]
        for row in open_sdg().itertuples()
    ]
    head = ["indicator", "baseline", "target", "latest", "R", "ours", "expected there"]
    return "### Open SDG's own test indicators\n\n" + _markdown(head, body)


def _vanishing():
    _, base_year, baseline, target_year, target, year, value = VANISHING
    years, since = target_year - base_year, year - base_year
    row = judged(pd.DataFrame([worked_case(*VANISHING)])).iloc[0]
    seen = float(formulas.cagr(baseline, value, since))
    body = []
    for constant in CONSTANTS:
        asked = float(formulas.cagr(baseline, constant, years))
        ratio = -seen / abs(asked)
        verdict = f"`{verdicts.cut(ratio, verdicts.STATCAN)}`"
        body.append([f"{constant:f}".rstrip("0").rstrip("."), _percent(asked), _ratio(ratio), verdict])
    straight = float(formulas.path(baseline, target, years, since))
    told = (
        f"{baseline} large classes in {base_year}, {value} in {year}, {target} wanted in {target_year}. The straight "
        f"line stands at {straight:.1f} in {year}: {_part(row['attained'])} of the way in {_part(row['elapsed'])} of "
        f"the time, R = {_ratio(row['ratio'])}, `{row['verdict']}`. The compound rate seen is {_percent(seen)} a year; "
        "the one required does not exist. With a constant in place of 0, R is what the constant makes it:"
    )
    head = ["0 replaced by", "required a year", "R", "verdict by the same cuts"]
    return "\n\n".join(["### A count that must vanish", told, _markdown(head, body)])


def _percent(rate):
    return f"{rate:.1f} %".replace("-", "−")


def page():
    """Give docs/validation.md with its computed part made anew."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n\n{computed()}\n\n{END}{rest.split(END)[1]}"


def repeated(panel, rows):
    """Repeat a panel until it has so many rows.

    Examples
    --------
    >>> len(repeated(read(), 1000))
    1000
    """
    times = -(-rows // len(panel))
    return pd.concat([panel] * times, ignore_index=True).head(rows)


def main():
    """Write docs/validation.md, and with --extract first tests/data/panel.csv."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--extract", metavar="FILE", help="the full panel, a CSV")
    full = parser.parse_args().extract
    if full:
        EXTRACT.write_text(extract(read(full)).to_csv(index=False, lineterminator="\n"), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
