"""What was tried against the code and how often it held: counts of fuzzed inputs and of mutants, and of which code."""

import hashlib
import subprocess
from importlib.metadata import version

from helpers import paths, texts
from helpers.language import of

TEXTS = texts.load("trace")["tried"]

FUZZED = ("src/helpers/clean", "src/helpers/codebook", "src/helpers/read", "src/helpers/errors", "src/helpers/paths")
"""The code that fuzzed material goes through."""


def digest(places):
    """Sum up the code of rooms or modules => str; another one means that the code is another.

    Parameters
    ----------
    places : list of str
        Folders or modules, seen from the project.
    """
    summed = hashlib.sha256()
    for place in places:
        whole = paths.root() / place
        files = whole.rglob("*") if whole.is_dir() else [whole if whole.exists() else whole.with_suffix(".py")]
        for file in sorted(file for file in files if file.suffix in {".py", ".toml"}):
            summed.update(paths.relative(file).encode() + file.read_bytes())
    return summed.hexdigest()[:16]


def commit():
    """Name the commit that the checkout stands at => str, empty where there is none."""
    words = ["git", "rev-parse", "--short=10", "HEAD"]
    return subprocess.run(words, cwd=paths.root(), capture_output=True, text=True).stdout.strip()


def measured(places, day, commit):
    """Say when, and of which code, something was counted => dict of date, version, commit, code and its digest."""
    said = {"date": f"{day:%Y-%m-%d}", "version": version("plan-notebooks"), "commit": commit}
    return said | {"code": list(places), "digest": digest(places)}


def page():
    """Write the part of docs/trust.md on what was tried against the code => str, in English."""
    fuzzed, mutants = (_kept(name) for name in ("fuzz", "mutants"))
    lines = [_say("fuzz_head")]
    if fuzzed:
        lines += [_say("fuzz", since=_since(fuzzed), seed=fuzzed["seed"], **_stamp(fuzzed)), "", _say("fuzz_table")]
        for name, counts in fuzzed["surfaces"].items():
            lines.append(f"| {name} | {sum(counts.values())} | {' | '.join(map(str, counts.values()))} |")
    lines += ["", _say("mutants_head")]
    if mutants:
        lines += ["", _say("mutants_table")]
        for room, score in mutants["rooms"].items():
            own = [item for item in mutants["survivors"] if item["room"] == room]
            why = sum(bool(item["why"]) for item in own)
            counts = score["of"], score["tried"], score["killed"], why, len(own) - why
            stamp = " ".join(_stamp(score).values())
            lines.append(f"| {room} | {' | '.join(map(str, counts))} | {score['seed']} | {stamp} | {_since(score)} |")
    return "\n".join([*lines, ""])


def _kept(name):
    file = paths.root() / f"benchmarks/{name}.json"
    return paths.read_json(file) if file.exists() else {}


def _stamp(measured):
    return {name: measured[name] for name in ("date", "version", "commit")}


def _since(measured):
    """Say whether the code is still that which was measured."""
    return _say("same" if digest(measured["code"]) == measured["digest"] else "changed")


def _say(key, **given):
    return of("en").say(TEXTS, key, **given).strip("\n")
