"""Time required growth and progress on real baselines, targets and later figures.

    .venv/bin/python benchmarks/engine.py
    .venv/bin/python benchmarks/engine.py --rows 50000
    .venv/bin/python benchmarks/engine.py --panel FILE --profile

Without a panel the extract of tests/data is repeated under new names. Seconds are the median of five runs; `check` is
the part that the check of the table against its declaration takes, measured alone.
"""

import argparse
import cProfile
import pstats
import statistics
import sys
import time
from pathlib import Path

from helpers import progress
from helpers.codebook import schema
from helpers.growth import required

TESTS = Path(__file__).parents[1] / "tests"
ROWS = 5304
RUNS = 5


def seconds(call):
    """Time a call: the median of five, after one that warms up."""
    call()
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main():
    """Print rows, seconds and rows a second of each table."""
    sys.path.insert(0, str(TESTS))
    import panel

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--panel", metavar="FILE", help="a full panel, a CSV; all its rows")
    parser.add_argument("--profile", action="store_true", help="list the functions that take longest")
    given = parser.parse_args()
    rows = panel.read(given.panel) if given.panel else panel.repeated(panel.read(), given.rows)
    targets, observations = panel.tables(rows)
    calls = {
        "required_growth": lambda: required.table(targets),
        "progress": lambda: progress.table(targets, observations),
    }
    print(f"{'table':<16}{'targets':>8}{'rows':>8}{'seconds':>9}{'check':>7}{'targets/s':>11}")
    for name, call in calls.items():
        made = call()
        taken, checked = seconds(call), seconds(lambda made=made, name=name: schema.check(made, name))
        print(f"{name:<16}{len(rows):>8}{len(made):>8}{taken:>9.3f}{checked:>7.3f}{len(rows) / taken:>11,.0f}")
    if given.profile:
        for call in calls.values():
            profile = cProfile.Profile()
            profile.runcall(call)
            pstats.Stats(profile).sort_stats("cumulative").print_stats("helpers|pandera/api/pandas", 25)


if __name__ == "__main__":
    main()
