"""Count the histories of countries: what data/raw/reference has of them is written by this, from a file kept elsewhere.

The file has a row an indicator, country and year (columns indicator, country_iso3, year, value; gzip or not). Where to
download it: docs/methods.md, Three questions.

.venv/bin/python benchmarks/reference.py PATH
"""

import sys
from functools import partial

import pandas as pd

from helpers import clean, paths
from helpers.codebook import schema
from helpers.goals import once
from helpers.questions import histories, reference

EDSTATS = "World Bank EdStats (UNESCO UIS)", "2019-09-05, to 2016"
KEPT = {
    "countries_public": ("preprimary_private_share", "percent", 15.0, 2016, *EDSTATS),
    "countries_schooling_25": ("mean_schooling_25plus_hdr", "years", 1.0, 2020, "UNDP HDR", "2023/24, to 2020"),
    "countries_schooling_15": (
        "mean_schooling_15plus_barro_lee",
        "years",
        1.0,
        2010,
        "Barro-Lee, in World Bank EdStats",
        "2019-09-05, to 2010",
    ),
}
"""Histories => indicator of the file, unit, jump, last year taken (HDR repeats 2020 after it), issuer, vintage."""
BANDS = {"half": 0.5, "whole": 1.0, "double": 2.0}


def series(file, kept):
    """Give the series of one kind => place, year, value; the public share is what is not private."""
    name, _, _, last, *_ = kept
    rows = file[(file["indicator"] == name) & (file["year"] <= last)].rename(columns={"country_iso3": "place"})
    return rows.assign(value=100 - rows["value"]) if name == "preprimary_private_share" else rows


def steps():
    """List the steps that plans here promise => DataFrame of indicator, baseline, target, years, each once."""
    levels = once(pd.concat([clean.plan(name)["targets"] for name in paths.plans()], ignore_index=True))
    levels = levels[levels["kind"].eq("level") & levels["indicator"].isin(histories.HISTORIES)]
    levels = levels.assign(target=levels["target_low"], years=levels["target_year"] - levels["baseline_year"])
    kept = levels[["indicator", "baseline", "target", "years"]].dropna()
    return kept[kept["target"] > kept["baseline"]].drop_duplicates().sort_values(list(kept), ignore_index=True)


def sets(rows):
    """Give the windows with and without those that hold a jump."""
    return {"all": rows, "without_jumps": rows[~rows["jumped"]]}


def positions(file):
    """Count for every step and history the windows that began near its start => rows of positions.csv."""
    found = []
    for step in steps().itertuples():
        for name in histories.HISTORIES[step.indicator]:
            _, unit, jump, _, issuer, vintage = KEPT[name]
            rows = histories.windows(series(file, KEPT[name]), int(step.years), jump)
            for kind, some in sets(rows).items():
                for band, factor in BANDS.items():
                    half = factor * histories.band(step.baseline, step.target, unit)
                    counts = histories.position(some, step.baseline, step.target - step.baseline, half, step.years)
                    row = {"histories": name, "indicator": step.indicator, "baseline": step.baseline}
                    row |= {"target": step.target, "years": step.years, "set": kind, "band": band, "half": half}
                    found.append(row | counts | {"issuer": issuer, "vintage": vintage})
    return schema.steady(pd.DataFrame(found))[reference.COLUMNS["positions"]]


def gains(file):
    """Describe the five-year changes by where they began => rows of gains_from_start.csv."""
    found = []
    for name, kept in KEPT.items():
        _, unit, jump, _, issuer, vintage = kept
        for kind, some in sets(histories.windows(series(file, kept), histories.YEARS, jump)).items():
            bands = some["start"].map(partial(histories.start_band, unit=unit))
            for (start, below), rows in some.groupby(bands):
                quantiles = rows["change"].quantile([0.1, 0.25, 0.5, 0.75, 0.9]).round(3).tolist()
                row = {"histories": name, "set": kind, "start_from": start, "start_below": below}
                row |= {"places": rows["place"].nunique(), "windows": len(rows)}
                free = histories.apart(rows, histories.YEARS)
                row |= {"free_windows": len(free), "issuer": issuer, "vintage": vintage}
                found.append(row | dict(zip(["q10", "q25", "median", "q75", "q90"], quantiles, strict=True)))
    return pd.DataFrame(found)[reference.COLUMNS["gains_from_start"]]


def main(path):
    """Write both tables."""
    file = pd.read_csv(path)
    for table, rows in {"positions": positions(file), "gains_from_start": gains(file)}.items():
        paths.write(paths.root() / "data/raw/reference" / f"{table}.csv", schema.to_csv(rows))
        reference.read(table)


if __name__ == "__main__":
    main(sys.argv[1])
