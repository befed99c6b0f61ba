"""A sentence a question: of one plan and of all plans together, each with what is not known."""

from collections import Counter

from helpers import goals, paths, texts
from helpers.codebook import schema, source
from helpers.language import of
from helpers.questions import NATION, completion
from helpers.verbatim import verbatim

TEXTS = texts.load("brief")
MARKS = ("<!-- findings: made by `python -m helpers docs` -->", "<!-- /findings -->")
"""Between these stands what is made, in a README."""
TABLES = ("targets", "ambition", "cohorts", "completion", "findings")


def plan(name, language="en", tables=None):
    """Answer the three questions of a plan, a sentence each => list of str.

    Parameters
    ----------
    name : str
        A folder of data/raw.
    tables : dict, optional
        targets, ambition, cohorts, completion and findings as `helpers.codebook.schema` declares them, of any number of
        plans; as they are saved, where it is left out.

    Examples
    --------
    >>> plan("yongchuan-2022-2025")[0]
    'Of the 12 levels in a known direction that Yongchuan District promises, none can be held against an officially ...'
    """
    about = source.read(name)
    tables = {key: frame[frame["plan"] == name] for key, frame in (tables or load()).items()}
    place = source.region(about, language)
    return [
        _ambition(tables["ambition"], place, about, language),
        _sums(tables["findings"], tables["cohorts"], place, language),
        _kept(tables["completion"], place, language),
    ]


def overall(language="en", tables=None):
    """Say what all plans together come to => list of str: what can be followed, held against others, and was kept.

    Examples
    --------
    >>> [line.partition(",")[0] for line in overall()][0]
    'Of the 301 targets that 7 plans print'
    """
    tables = tables or load()
    reached = goals.funnel(tables["targets"])
    reached = reached[reached["counted"] == "promise"]
    sums = {name: int(reached[name].sum()) for name in ("printed", "number", "year", "baseline")}
    held = tables["ambition"][_is_held(tables["ambition"])]
    levels = held[held["measure"] == "level"]
    counts = completion.shares(tables["completion"])
    lines = [_say("overall", "followed" if len(reached) else "nothing", language, plans=len(reached), **sums)]
    if len(levels):
        given = {"held": len(levels), "levels": _levels(levels, language), "every": _levels_of(tables["ambition"])}
        lines.append(_say("overall", "held", language, **given))
    if counts["of"]:
        lines.append(_say("overall", "kept", language, **counts | _ends(counts)))
    return lines


def plans(language="en"):
    """Write the page with each plan in three sentences (docs/plans.md).

    Examples
    --------
    >>> plans().splitlines()[0], plans("zh").splitlines()[0]
    ('# The plans, in three sentences each', '# 各规划三句话')
    """
    tables, say = load(), of(language)
    lines = [f"# {_say('plans', 'title', language)}", "", _say("plans", "made", language)]
    for name in paths.plans():
        place = f"{source.region(source.read(name), language)}{say.bracketed(name)}"
        lines += ["", f"## {verbatim(place)}", "", *(f"- {verbatim(line)}" for line in plan(name, language, tables))]
    return "\n".join(lines) + "\n"


def page(text, language="en"):
    r"""Put what all plans come to between the marks of a README => its new text.

    Raises
    ------
    ValueError
        If the marks are not there.

    Examples
    --------
    >>> print("\n".join(page(f"a\n{MARKS[0]}\n{MARKS[1]}\nb").splitlines()[:3]))
    a
    <!-- findings: made by `python -m helpers docs` -->
    - Of the 301 targets that 7 plans print, each promise counted once, 29 can be followed from the document alone: ...
    """
    before, _, rest = text.partition(MARKS[0])
    _, mark, after = rest.partition(MARKS[1])
    if not mark:
        raise ValueError(f"no {MARKS[0]} … {MARKS[1]}")
    lines = [f"- {verbatim(line)}" for line in overall(language)]
    return "\n".join([before + MARKS[0], *lines, "", MARKS[1] + after])


def load():
    """Read the tables that the sentences rest on, of all plans => {name: frame}."""
    return {name: schema.load(name) for name in TABLES}


def _is_held(rows):
    """Tell which rows hold a promise against an officially documented target of the place above."""
    return rows["reference"].isin(paths.plans()) & rows["sign"].notna() & rows["source"].str.startswith("official")


def _levels_of(rows):
    return len(rows.drop_duplicates(["plan", "target_id"]))


def _levels(rows, language):
    signs = Counter(rows["sign"])
    return of(language).listed(
        [of(language).say(TEXTS["levels"], sign, n=signs[sign]) for sign in TEXTS["levels"] if signs[sign]]
    )


def _ambition(rows, place, about, language):
    """Say how many levels can be held against the place above, how they compare, and of how many it is not known."""
    every = _levels_of(rows)
    without = rows.loc[(rows["code"] == "no_baseline") & rows["value"].isna(), "target_id"].nunique()
    key = "all" if without == every else "some"
    without = _say("without", key, language, n=without, every=every) if without else ""
    given = {"place": place, "every": every, "without": without}
    if not every:
        return _say("ambition", "none", language, **given)
    if str(about.get("admin_code", "")) == NATION:
        return _say("ambition", "nation", language, **given)
    held = rows[_is_held(rows)]
    levels = held[held["measure"] == "level"]
    if levels.empty:
        return _say("ambition", "unheld", language, **given)
    held = levels["target_id"].nunique()
    others = of(language).listed(
        [source.region(source.read(other), language) for other in dict.fromkeys(levels["reference"])]
    )
    given |= {"held": held, "others": others, "levels": _levels(levels, language), "rest": every - held}
    return _say("ambition", "held" if every > held else "held_all", language, **given)


def _sums(findings, rows, place, language):
    """Say what the published figures say of each other, and whether births are there to hold them against."""
    counts = findings["severity"].value_counts()
    number = {name: int(counts.get(name, 0)) for name in ("error", "warning")}
    key = ("error_warning" if number["warning"] else "error") if number["error"] else "warning"
    key = key if any(number.values()) else "nothing"
    lines = [_say("sums", key, language, place=place, **number)]
    born = rows[(rows["quantity"] == "births_group") & (rows["scenario"] == "born") & rows["value"].notna()]
    if born.empty:
        return lines[0] + _say("sums", "no_births", language)
    last = born.sort_values("year").iloc[-1]
    people = of(language).measured(float(f"{last['value']:.3g}"), "persons")
    return lines[0] + _say("sums", "births", language, people=people, year=last["year"])


def _kept(rows, place, language):
    """Say how many promises a value can settle, how many were met, and of how many it is not known."""
    counts = completion.shares(rows)
    given = {"place": place, "every": len(rows), **counts, **_ends(counts)}
    if rows.empty:
        return _say("kept", "none", language, **given)
    if not counts["of"]:
        return _say("kept", "unsettled", language, **given)
    if not counts["judged"]:
        return _say("kept", "nothing", language, **given)
    return _say("kept", "judged" if counts["unknown"] else "judged_all", language, **given)


def _ends(counts):
    return {end: f"{counts[end]:.1f}".removesuffix(".0") for end in ("low", "high")}


def _say(table, key, language, **given):
    return of(language).say(TEXTS[table], key, **given)
