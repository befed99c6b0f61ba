"""Run the suite for more and more synthetic plans: what a plan takes should stay the same.

.venv/bin/python benchmarks/scale.py                                       # 4 and 32 plans, every notebook
.venv/bin/python benchmarks/scale.py 32 320 --notebooks 01-clean,05-compare

Prints a table; `benchmarks/runners.py` keeps its own in docs/performance.md.
"""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import measured
import synthetic

HEAD = "| plans | notebooks executed | wall, s | wall a plan, s | CPU a plan, s | memory, MiB | up to date again, s |"


def row(count, notebooks):
    """Run so many plans, then once more with nothing to do => a row of the table."""
    with TemporaryDirectory() as folder:
        root = Path(folder, "project")
        synthetic.project(root, count, notebooks)
        words = [sys.executable, "-m", "helpers", "run", "--language", "en"]
        first = measured.command(words, {"HELPERS_ROOT": str(root)}, memory=True)
        again = measured.command(words, {"HELPERS_ROOT": str(root)})
        executed = len(list((root / "build").glob("*/*.json")))
    return (
        f"| {count} | {executed} | {first.wall:.0f} | {first.wall / count:.2f} | {first.cpu / count:.2f} "
        f"| {first.memory:.0f} | {again.wall:.1f} |"
    )


def main():
    """Print the table, a row as soon as it is there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("counts", nargs="*", type=int, default=[4, 32])
    parser.add_argument("--notebooks", default="", help="joined by commas; all by default")
    given = parser.parse_args()
    print(HEAD, "|---|---|---|---|---|---|---|", sep="\n")
    for count in given.counts:
        print(row(count, tuple(filter(None, given.notebooks.split(",")))), flush=True)


if __name__ == "__main__":
    main()
