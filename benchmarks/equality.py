"""Execute every notebook of every plan with both engines, each in a copy of the project, and compare what they leave.

.venv/bin/python benchmarks/equality.py [PLAN …]

Says what differs, file by file, and ends with 1 where anything does. About a quarter of an hour on two processors.
"""

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from helpers.runner import run

PROJECT = Path(__file__).parents[1]


def left_by(engine, folder, plans):
    """Run the project with an engine => {file: content} of the tables, figures and executed notebooks."""
    root = Path(folder, engine)
    for name in ("data/raw", "notebooks"):
        shutil.copytree(PROJECT / name, root / name)
    os.environ["HELPERS_ROOT"] = str(root)
    summary = run.run(plans, engine=engine)
    for job, error in summary.failed:
        print(f"{engine}: {job} failed, {error}")
    found = [file for name in ("data", "figures", "build") for file in (root / name).rglob("*") if file.is_file()]
    print(f"{engine}: {len(summary.executed)} notebooks executed, {len(found)} files")
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in found}


def main():
    """Compare the two."""
    with TemporaryDirectory() as folder:
        forked, kernel = (left_by(engine, folder, sys.argv[1:]) for engine in ("fork", "kernel"))
    differ = sorted(name for name in forked.keys() | kernel.keys() if forked.get(name) != kernel.get(name))
    print(*[f"differs: {name}" for name in differ], f"{len(differ)} of {len(forked)} files differ", sep="\n")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
