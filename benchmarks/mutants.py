"""Break the code in one small place after another, and count how many of these mutants the tests notice.

    .venv/bin/python benchmarks/mutants.py                       300 mutants, as many of each room
    .venv/bin/python benchmarks/mutants.py --count 40 --seed 7 --room growth
    .venv/bin/python benchmarks/mutants.py --again               those that survived last time, after tests were mended

A mutant swaps a comparison, an operator or a boolean, moves a number or a slice, turns a condition round, or returns
nothing, inside a function. The tests of its room are collected once; every mutant is put into a fork of that process
(and into its file, for what starts another one), and meets the examples in the docstrings of its module, then the tests
of the room, the fastest first, until one fails or `BUDGET` is spent. The score goes into benchmarks/mutants.json, from
which docs/trust.md is made; a survivor that no test can kill has its reason there, under `why`. Linux and macOS only.
"""

import argparse
import ast
import importlib
import inspect
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

PROJECT = Path(__file__).parents[1]
SCORE = PROJECT / "benchmarks/mutants.json"
ROOMS = {
    "growth": "growth",
    "goals": "goals",
    "clean": "values clean inputs transcripts",
    "read": "read read_prose read_plans",
    "progress": "progress robustness noise spread",
    "trend": "trend precedent",
    "audit": "audit",
    "questions": "ambition cohorts completion panel answers",
}
"""The rooms of src/helpers, and the tests of each."""
BUDGET = 25
"""Seconds of processor time that the tests of a mutant may take."""
SWAPS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip


def changes(node):
    """Give what a node of the syntax tree may become => list of nodes."""
    match node:
        case ast.Compare(left, ops, comparators):
            return [
                ast.Compare(left, [*ops[:n], SWAPS[type(op)](), *ops[n + 1 :]], comparators) for n, op in enumerate(ops)
            ]
        case ast.BoolOp(op, values):
            return [ast.BoolOp(SWAPS[type(op)](), values)]
        case ast.BinOp(left, op, right) if type(op) in SWAPS:
            return [ast.BinOp(left, SWAPS[type(op)](), right)]
        case ast.UnaryOp(ast.Not(), operand):
            return [operand]
        case ast.Constant(bool(value)):
            return [ast.Constant(not value)]
        case ast.Constant(int(value)):
            return [ast.Constant(value + 1)]
        case ast.Constant(float(value)):
            return [ast.Constant(value * 1.5 + 1)]
        case ast.IfExp(test, body, orelse):
            return [ast.IfExp(ast.UnaryOp(ast.Not(), test), body, orelse)]
        case ast.Slice(lower, upper, step):
            bounds = [ast.Slice(None, upper, step)] if lower else []
            return bounds + ([ast.Slice(lower, None, step)] if upper else [])
        case ast.Return(value) if value is not None and ast.unparse(value) != "None":
            return [ast.Return(ast.Constant(None))]
    return []


def mutants(file, room):
    """List the mutants of a module => dicts of where they are, what stood there, and the module's new source."""
    source = file.read_bytes()
    starts = [0, *(place + 1 for place, byte in enumerate(source) if byte == 10)]
    found, seen = [], Counter()

    def note(node, made, function):
        start, end = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset
        was, became = source[start:end].decode(), ast.unparse(ast.fix_missing_locations(made))
        if isinstance(node, ast.expr) and not isinstance(node, ast.Constant | ast.Slice):
            became = f"({became})"
        name = f"{function}: {' '.join(was.split())} → {became}"
        seen[name] += 1
        found.append(
            {
                "room": room,
                "file": str(file.relative_to(PROJECT)),
                "mutant": name if seen[name] == 1 else f"{name} #{seen[name]}",
                "function": function,
                "source": source[:start] + became.encode() + source[end:],
            }
        )

    def walk(node, function):
        if isinstance(node, ast.JoinedStr | ast.Raise):
            return  # what is said is no logic
        for made in changes(node) if function else ():
            note(node, made, function)
        tested = getattr(node, "test", None) if isinstance(node, ast.If | ast.While) else None
        if tested and not isinstance(tested, ast.Compare | ast.UnaryOp):
            note(tested, ast.UnaryOp(ast.Not(), tested), function)
        for child in ast.iter_child_nodes(node):
            walk(child, function)

    def functions(body, outer):
        for node in body:
            if isinstance(node, ast.ClassDef):
                functions(node.body, f"{outer}{node.name}.")
            elif isinstance(node, ast.FunctionDef):
                for statement in node.body:
                    walk(statement, outer + node.name)

    functions(ast.parse(source).body, "")
    return found


def sampled(count, seed, rooms):
    """Draw as many mutants of every room => (list, candidates by room)."""
    drawn, candidates = [], {}
    for room in rooms:
        place = PROJECT / "src/helpers" / room
        files = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
        every = [mutant for file in files for mutant in mutants(file, room)]
        candidates[room] = len(every)
        drawn += random.Random(f"{seed} {room}").sample(every, min(len(every), round(count / len(rooms))))
    return drawn, candidates


class Trial:
    """A plug-in of pytest that runs the collected tests once for every mutant, each time in a fork."""

    def __init__(self, drawn, end):
        self.drawn, self.end, self.sandbox = drawn, end, Path.cwd()

    def pytest_runtestloop(self, session):
        """Run all tests without a mutant, then some with each."""
        items = session.items
        notes = self.sandbox / "seconds.json"
        if forked(lambda: notes.write_text(json.dumps(first(items)))) or not notes.exists():
            sys.exit("the tests fail without a mutant: run make test")
        seconds = json.loads(notes.read_text())
        print(f"{len(items)} tests, {sum(seconds.values()):.0f} s; {len(self.drawn)} mutants", flush=True)
        items = sorted(items, key=lambda item: seconds[item.nodeid])
        for number, mutant in enumerate(self.drawn, 1):
            if time.monotonic() > self.end:
                break
            begun, file = time.monotonic(), self.sandbox / mutant["file"]
            whole = file.read_bytes()
            own = [item for item in items if item.nodeid.startswith(f"{mutant['file']}::")]
            met = [*own, *(item for item in items if item.nodeid.startswith("tests/"))]
            try:
                file.write_bytes(mutant["source"])
                code = forked(lambda mutant=mutant, met=met: with_mutant(mutant, met))
            finally:
                file.write_bytes(whole)
            mutant["outcome"] = "survived" if code == 0 else "killed"
            took = time.monotonic() - begun
            print(f"{number} {took:.0f} s {mutant['outcome']} {mutant['file']} {mutant['mutant']}", flush=True)
        return True


def first(items):
    """Run tests => seconds by name; AssertionError where one fails."""
    taken = {}
    for item, following in zip(items, [*items[1:], None], strict=True):
        begun = time.process_time()
        assert passes(item, following), item.nodeid
        taken[item.nodeid] = time.process_time() - begun
    return taken


def with_mutant(mutant, items):
    """Put a mutant into this process and run tests until one fails, which raises, or the budget is spent."""
    module = ".".join(Path(mutant["file"]).relative_to("src").with_suffix("").parts).removesuffix(".__init__")
    owner, code = importlib.import_module(module), compile(mutant["source"], mutant["file"], "exec")
    for name in mutant["function"].split("."):
        owner = vars(owner)[name]
        code = next(part for part in code.co_consts if getattr(part, "co_name", "") == name)
    owner = inspect.unwrap(getattr(owner, "fget", None) or getattr(owner, "func", None) or owner)
    owner.__code__ = code
    for item, following in zip(items, [*items[1:], None], strict=True):
        assert passes(item, following), item.nodeid
        if time.process_time() > BUDGET:
            break


def passes(item, following):
    """Run a test => whether it passes."""
    from _pytest.runner import runtestprotocol

    return not any(report.failed for report in runtestprotocol(item, nextitem=following, log=False))


def forked(do):
    """Do something in a fork of this process => 0, or another number where it raises or takes far too long."""
    if pid := os.fork():
        end = time.monotonic() + 60 * BUDGET
        while not (found := os.waitpid(pid, os.WNOHANG))[0]:
            if time.monotonic() > end:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)
        return os.waitstatus_to_exitcode(found[1])
    code = 1
    try:
        do()
        code = 0
    finally:
        os._exit(code)


def copied(folder):
    """Copy what git knows, or would, of the project => folder."""
    listed = subprocess.run(
        ["git", "ls-files", "-zco", "--exclude-standard"], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (PROJECT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, folder / name)
    return folder


def main():
    """Draw, try, and keep the score."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--room", action="append", choices=ROOMS)
    parser.add_argument("--again", action="store_true", help="try what survived last time, and keep the rest")
    parser.add_argument("--minutes", type=float, default=600, help="stop after so long; what was tried counts")
    given = parser.parse_args()
    rooms, end = given.room or list(ROOMS), time.monotonic() + 60 * given.minutes
    words = ["git", "rev-parse", "--short=10", "HEAD"]
    given.commit = subprocess.run(words, cwd=PROJECT, capture_output=True, text=True).stdout.strip()
    drawn, candidates = sampled(given.count, given.seed, rooms)
    last = json.loads(SCORE.read_text(encoding="utf-8")) if SCORE.exists() else {"rooms": {}, "survivors": []}
    known = {(item["file"], item["mutant"]): item for item in last["survivors"]}
    if given.again:
        every = [mutant for room in rooms for mutant in sampled(10**9, "", [room])[0]]
        drawn = [mutant for mutant in every if (mutant["file"], mutant["mutant"]) in known]
    with tempfile.TemporaryDirectory() as name:
        sandbox = copied(Path(name).resolve())
        os.chdir(sandbox)
        sys.path.insert(0, str(sandbox / "src"))
        os.environ["PYTHONPATH"] = str(sandbox / "src")
        try:
            for room in rooms:
                mine = [mutant for mutant in drawn if mutant["room"] == room]
                if mine and time.monotonic() < end:
                    code = forked(lambda room=room, mine=mine: in_room(room, mine, end))
                    done = sandbox / f"{room}.json"
                    if code or not done.exists():
                        sys.exit(f"{room}: not tried")
                    for mutant, outcome in zip(mine, json.loads(done.read_text()), strict=True):
                        mutant["outcome"] = outcome
        finally:
            keep(last, [mutant for mutant in drawn if mutant.get("outcome")], candidates, given, known)


def in_room(room, mine, end):
    """Try the mutants of a room, and leave their outcomes in a file."""
    import hypothesis
    import pytest

    settings = {"derandomize": True, "deadline": None, "database": None}
    phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    hypothesis.settings.register_profile("mutants", phases=phases, **settings)
    place, tests = f"src/helpers/{room}", [f"tests/test_{name}.py" for name in ROOMS[room].split()]
    files = [place if Path(place).is_dir() else f"{place}.py", *tests]
    options = ["-q", "-s", "-p", "no:cacheprovider", "--hypothesis-profile=mutants", f"--basetemp={Path.cwd()}/tmp"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning", f"--rootdir={Path.cwd()}"]
    code = pytest.main([*options, *files], plugins=[Trial(mine, end)])
    assert code in (0, 5), code
    Path(f"{room}.json").write_text(json.dumps([mutant.get("outcome") for mutant in mine]))


def keep(last, done, candidates, given, known):
    """Write the score; a room that was not tried keeps its own, and a survivor its reason."""
    from helpers.trace import tried as records  # of the sandbox: what was tried, and not what is written meanwhile

    met, tried = {(mutant["file"], mutant["mutant"]) for mutant in done}, {mutant["room"] for mutant in done}
    left = [item for key, item in known.items() if key not in met and (given.again or item["room"] not in tried)]
    for mutant in done:
        if mutant["outcome"] == "survived":
            why = known.get((mutant["file"], mutant["mutant"]), {}).get("why", "")
            left.append({name: mutant[name] for name in ("room", "file", "mutant")} | {"why": why})
    scores = dict(last["rooms"])
    for room, every in candidates.items():
        survived = sum(item["room"] == room for item in left)
        if given.again and room in scores:
            scores[room]["killed"] = scores[room]["tried"] - survived
        elif count := sum(mutant["room"] == room for mutant in done):
            scores[room] = {"tried": count, "killed": count - survived, "of": every, "seed": given.seed}
            scores[room] |= records.measured([f"src/helpers/{room}"], date.today(), given.commit)
    left.sort(key=lambda item: (list(ROOMS).index(item["room"]), item["file"], item["mutant"]))
    scores = {room: scores[room] for room in ROOMS if room in scores}
    text = json.dumps({"rooms": scores, "survivors": left}, ensure_ascii=False, indent=1)
    SCORE.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
