"""Write the checksums of all tables, figures and executed notebooks that a run has left, or compare two such lists.

.venv/bin/python benchmarks/manifest.py write FILE          after make figures: the checksums of what stands there
.venv/bin/python benchmarks/manifest.py compare OLD NEW     what came, went and changed; ends with 1 if anything
"""

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("data/processed", "figures", "notebooks", "build")
PASSING = (".log", ".lock", ".txt")
"""Ends of files that are of a run, not of its results."""


def checksums(root=ROOT):
    """Give the SHA-256 of every result below a project's folder => {path from there: checksum}; stamps left out."""
    files = sorted(file for name in FOLDERS for file in (root / name).rglob("*") if file.is_file())
    names = {file.relative_to(root).as_posix(): file for file in files}
    return {
        name: hashlib.sha256(file.read_bytes()).hexdigest()
        for name, file in names.items()
        if not name.endswith(PASSING) and not (name.startswith("build/") and file.suffix == ".json")
    }


def differences(old, new):
    """Compare two lists of checksums => {"gone" | "new" | "changed": [path, …]}.

    Examples
    --------
    >>> differences({"a": "1", "b": "2"}, {"b": "3", "c": "4"})
    {'gone': ['a'], 'new': ['c'], 'changed': ['b']}
    """
    both = sorted(old.keys() & new.keys())
    return {
        "gone": sorted(old.keys() - new.keys()),
        "new": sorted(new.keys() - old.keys()),
        "changed": [name for name in both if old[name] != new[name]],
    }


def main(command, *files):
    """Write or compare."""
    if command == "write":
        found = checksums()
        Path(files[0]).write_text(json.dumps(found, indent=0) + "\n", encoding="utf-8")
        print(f"{len(found)} files")
        return 0
    found = differences(*(json.loads(Path(file).read_text(encoding="utf-8")) for file in files))
    for kind, names in found.items():
        print(f"{kind}: {len(names)}", *(f"  {name}" for name in names), sep="\n")
    print(*(f"{count:5} in {place}" for place, count in Counter(_place(n) for v in found.values() for n in v).items()))
    return int(any(found.values()))


def _place(name):
    return "/".join(name.split("/")[:2])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
