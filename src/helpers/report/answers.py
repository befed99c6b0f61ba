"""The three questions answered in sentences: was it ambitious? can it add up? was it kept? With what is not known."""

import pandas as pd
from IPython.display import Markdown

from helpers import paths, texts
from helpers.codebook import indicators, source
from helpers.goals import once
from helpers.language import LANGUAGES, of
from helpers.questions import NATION, behind, certainty, completion, histories, reference
from helpers.questions.ambition import said
from helpers.report import named
from helpers.verbatim import strong, verbatim

TEXTS = texts.load("questions")
CHANGES = ("gain", "gap", "logit", "pace")
DIGITS = 5
"""Figures that a computed number of people keeps in a sentence."""
MOST = 4
"""Names in a sentence above which the rest is counted."""


def ambition(rows, targets, about, language="en"):
    """Say how the promises compare with those of the places above, and with histories that began where they begin.

    Parameters
    ----------
    rows, targets : DataFrame
        As `helpers.codebook.schema` declares ambition and targets.
    about : dict
        The plan's source.yml.
    """
    place, names = strong(source.region(about, language)), _names(targets, language)
    count = of(language).plural(rows["target_id"].nunique(), "target level")
    if rows.empty:
        return Markdown(_say("ambition", "none", language, place=place))
    lines = []
    held = rows[rows["reference"].isin(paths.plans()) & rows["sign"].notna()]
    firm = held["source"].str.startswith("official")
    for plan, same in held[firm].groupby("reference", sort=False):
        levels = same.loc[same["measure"] == "level", "sign"].value_counts()
        told = [_word("levels", name, language).format(n=n) for name, n in levels.items()]
        told = of(language).listed(told or [_word("levels", "none", language)])
        other = verbatim(source.region(source.read(plan), language))
        given = {"count": count, "place": place, "other": other, "held": same["target_id"].nunique(), "levels": told}
        line = _say("ambition", "parent", language, **given)
        every = rows[(rows["reference"] == plan) & rows["target_id"].isin(same["target_id"])]
        lines.append(_ended(_plain("semicolon", language).join([line, *_changes(every, names, language)]), language))
    if not firm.any():
        key = "nation" if str(about.get("admin_code", "")) == NATION else "no_parent"
        lines.append(_say("ambition", key, language, place=place, count=count))
        placed = about.get("admin_code") or about.get("parent")
        lines += [] if placed else [_say("ambition", "unplaced", language)]
    press = held.loc[~firm, "target_id"].nunique()
    lines += [_say("ambition", "press", language, count=press)] if press else []
    lines += _of_press(rows, targets, names, language) + _histories(rows, targets, names, language)
    missing = rows.loc[(rows["code"] == "no_baseline") & rows["value"].isna(), "target_id"].nunique()
    missing = missing and of(language).plural(missing, "of them", "of them")
    lines += [_say("ambition", "no_baseline", language, count=missing)] if missing else []
    why = rows[rows["code"].isin(["few_histories", "source_noise", "no_histories"]) & rows["value"].isna()]
    why = why[~why["target_id"].isin(rows.loc[rows["n"].notna() & rows["value"].notna(), "target_id"])]
    why = why.drop_duplicates("target_id")["code"].value_counts()
    if len(why):
        reasons = [f"{_word('codes', code, language)}{_plain('colon', language)}{n}" for code, n in why.items()]
        count = of(language).plural(int(why.sum()), "target")
        given = {"count": count, "reasons": _plain("semicolon", language).join(reasons)}
        lines.append(_say("ambition", "no_histories", language, **given))
    return _joined(lines, language)


def _of_press(rows, targets, names, language):
    """Name the promises that only the press documents => a line, or none."""
    once_each = targets.drop_duplicates("target_id").set_index("target_id").loc[rows["target_id"].unique()]
    sure = [certainty.of_target(row) in reference.SURE for row in once_each.to_dict("records")]
    press = names[once_each.index[[not each for each in sure]]]
    return [_say("ambition", "of_press", language, names=_listed(press, language))] if len(press) else []


def cohorts(rows, targets, about, language="en"):
    """Say what age groups, pupils and places a plan's figures imply, and what births allow to be said.

    Parameters
    ----------
    rows, targets : DataFrame
        As `helpers.codebook.schema` declares cohorts and targets.
    about : dict
        The plan's source.yml.
    """
    place = strong(source.region(about, language))
    lines = [*_implied(rows, place, language), *_as_parent(rows, language), *_births(rows, place, about, language)]
    lines += [*_senior(rows, targets, language), *_classes(rows, targets, language)]
    lines += [] if lines else [_say("cohorts", "nothing", language, place=place)]
    codes = set(rows["code"].dropna())
    if "no_births" in codes:
        lines.append(_say("cohorts", "no_births", language, place=place))
    if ((rows["code"] == "definition_or_migration") & rows["value"].isna()).any():
        lines.append(_say("cohorts", "unfit", language))
    lines += [_say("cohorts", "unrevised", language)] if "births_unrevised" in codes else []
    if any("[" in line or "～" in line for line in lines):
        key = "brackets_births" if rows["scenario"].eq("born").any() else "brackets"
        lines.append(_say("cohorts", key, language))
    return _joined(lines, language)


def money(rows, targets, about, language="en"):
    """Say how spending changed as published and at constant prices, and for how many pupils a total would be.

    Parameters
    ----------
    rows, targets : DataFrame
        As `helpers.codebook.schema` declares money and targets.
    about : dict
        The plan's source.yml.
    """
    given = {"place": strong(source.region(about, language))}
    changes = {name: rows[rows["measure"] == f"{name}_change"] for name in ("nominal", "real")}
    real = changes["real"].dropna(subset="value")
    lines = [_changed("nominal", changes["nominal"], language, **given)] if len(changes["nominal"]) else []
    lines = lines or [_say("money", "none", language, **given)]
    for deflator, same in real.groupby("deflator", sort=False):
        lines.append(_changed("real", same, language, deflator=deflator))
    if len(real) < len(changes["real"]):
        lines.append(_say("money", "no_deflator", language))
        rises = changes["nominal"].loc[changes["nominal"]["low"] > 0, "value"]
        lines += [_say("money", "break_even", language, change=_percent(rises.min(), language))] if len(rises) else []
    published = rows[rows["measure"] == "pupils"].set_index(["indicator", "year"])["value"]
    for row in rows[(rows["measure"] == "implied_pupils") & rows["value"].notna()].itertuples():
        ends = {name: _rounded(getattr(row, name), language) for name in ("value", "low", "high")}
        ends["pupils"] = _rounded(published[row.indicator, row.year], language)
        lines.append(_say("money", "pupils", language, name=_called(row, language), year=row.year, **ends))
    if len(changes["nominal"]) and (targets["kind"] == "non_decrease").any():
        lines.append(_say("money", "kept", language))
    return _joined(lines, language)


def _changed(key, rows, language, **more):
    """Say how many series rose and fell, and which one changed least."""
    counts = {"rose": (rows["low"] > 0).sum(), "fell": (rows["high"] < 0).sum()}
    counts["open"] = len(rows) - sum(counts.values())
    told = [_say("money", name, language, n=n) for name, n in counts.items() if n]
    row = rows.loc[rows["value"].idxmin()]
    given = {"name": _called(row, language), "change": _percent(row["value"], language), "base": row["base_year"]}
    given |= {"year": row["year"], "issued": behind.issued(row["source"], language)}
    number = of(language).plural(len(rows), "comparison")
    key = key if len(rows) > 1 else f"{key}_one"
    return _say("money", key, language, n=number, told=of(language).listed(told), **given, **more)


def _called(row, language):
    return verbatim(indicators.load().loc[row.indicator, f"indicator_{language}"])


def _percent(number, language):
    return of(language).number(float(f"{number:.3g}"))


def kept(rows, targets, about, language="en"):
    """Say how many promises were met as printed, within rounding and surely, and between which bounds over all.

    Parameters
    ----------
    rows, targets : DataFrame
        As `helpers.codebook.schema` declares completion and targets.
    about : dict
        The plan's source.yml.
    """
    place, names = strong(source.region(about, language)), _names(targets, language)
    if rows.empty:
        return Markdown(_say("completion", "none", language, place=place))
    counts = {measure: completion.shares(rows, measure) for measure in ("strict", "within_rounding", "sure")}
    strict, every = counts["strict"], of(language).plural(len(rows), "target")
    apart = rows.loc[rows["code"].isin(completion.NOT_JUDGED), "code"].value_counts()
    told = [f"{_word('codes', code, language)}{_plain('colon', language)}{number}" for code, number in apart.items()]
    given = {"every": every, "place": place, "reasons": _plain("semicolon", language).join(told)}
    cannot = of(language).plural(len(rows) - strict["of"], "cannot be", "cannot be")
    lines = [_say("completion", "of" if len(apart) else "all", language, **given, apart=cannot)]
    lines += _of_press(rows, targets, names, language)
    if not strict["of"]:
        return _joined(lines, language)
    if not strict["judged"]:
        early = int((rows["code"] == "interim").sum())
        early = _say("completion", "interim", language, count=early) if early else ""
        return _joined([*lines, _say("completion", "nothing", language, of=strict["of"], interim=early)], language)
    met = {"met": strict["met"], "within": counts["within_rounding"]["met"], "sure": counts["sure"]["met"]}
    lines.append(_say("completion", "judged" if len(apart) else "judged_all", language, **strict | met))
    if strict["unknown"]:
        ends = {end: f"{strict[end]:.1f}".removesuffix(".0") for end in ("low", "high")}
        lines.append(_say("completion", "bounds", language, **strict | ends))
    judged = rows[rows["strict"].notna()]
    of_press = ~judged["source"].fillna("official").str.startswith("official")
    already = judged["known_at_adoption"].fillna(False).astype(bool)
    for key, some in {"adopted": judged[already], "press": judged[of_press]}.items():
        if len(some):
            lines.append(_say("completion", key, language, names=_listed(names[some["target_id"]], language)))
    return _joined(lines, language)


def three(tables, targets, about, language="en"):
    """Answer all three questions, a paragraph each => Markdown.

    Parameters
    ----------
    tables : dict
        ambition, cohorts and completion, as `helpers.questions.tables` gives them.
    """
    asked = {"ambition": ambition, "cohorts": cohorts, "completion": kept}
    colon = of(language).space
    parts = [
        f"{strong(_word(name, 'heading', language))}{colon}{answer(tables[name], targets, about, language).data}"
        for name, answer in asked.items()
    ]
    return Markdown("\n\n".join(parts))


def above(rows):
    """Give the source.yml of what rows of ambition are held against, or cohorts go like => list of dict.

    Of histories it has what they are called alone.
    """
    if "scenario" in rows:
        rows, abouts = rows[rows["scenario"] == "as_parent"], source.everyone()
        found = {name: abouts[name] for plan in rows["plan"].unique() for name in source.above(plan, abouts)}
        nation = [about for about in found.values() if str(about.get("admin_code")) == NATION]
        return [about for about in nation if about["target_year"] in set(rows["year"])]
    plans = set(rows["reference"].dropna()) & set(paths.plans())
    issued = histories.leading(rows)["source"].unique()
    others = [{f"title_{each}": behind.issued(name.rpartition("; ")[2], each) for each in LANGUAGES} for name in issued]
    return [*(source.read(plan) for plan in sorted(plans)), *others]


def _changes(same, names, language):
    """Say on which measures the changes promised are larger or smaller => one clause, or none."""
    changes = same[same["measure"].isin(CHANGES)]
    if changes["sign"].isna().all():
        return []
    verdicts = changes.groupby("target_id", sort=False)["sign"].agg(lambda signs: said(list(signs.dropna())))
    verdicts = verdicts.replace("", "unknown").sort_values(key=lambda told: told.eq("unknown"), kind="stable")
    why = changes.dropna(subset="code").drop_duplicates("target_id").set_index("target_id")
    above = why["code"].eq("no_baseline") & why["value"].notna()
    why = why["code"].mask(above, "no_baseline_above")
    called = names[verdicts.index].where(verdicts != "unknown")
    called = called.fillna(names + why.map(lambda code: of(language).bracketed(_word("codes", code, language))))
    told = [
        _word("changes", verdict, language).format(names=_listed(called[some.index], language))
        for verdict, some in verdicts.groupby(verdicts, sort=False)
    ]
    return [_say("ambition", "changes", language, changes=_plain("semicolon", language).join(told))]


def _histories(rows, targets, names, language):
    """Say of the first kind of history, and of the provinces, how many moved as far from there => lines.

    Of a step that is not among the counts it is said where it lies among the changes from there.
    """
    own = targets.drop_duplicates("target_id").set_index("target_id")[["baseline", "unit"]]
    found = histories.leading(rows).join(own, on="target_id")
    counts = found[found["measure"] == "places_matched"]
    others = found[(found["measure"] == "gain") & ~found["target_id"].isin(counts["target_id"])]
    calm = rows.set_index(["target_id", "reference", "measure"])[["value", "n"]]
    lines = [_spread(row, names, language) for row in others.to_dict("records")]
    for row in counts.itertuples():
        key = row.target_id, f"{row.reference}{histories.CALM}", row.measure
        k, n = calm.loc[key] if key in calm.index else (None, None)
        jumps = pd.notna(k) and (k, n) != (row.value, row.n)
        notes = [_say("ambition", "jumps", language, k=int(k), n=int(n))] if jumps else []
        notes = _plain("semicolon", language).join([*notes, behind.issued(row.source, language)])
        given = {"name": names[row.target_id], "k": int(row.value), "n": int(row.n), "notes": notes}
        given |= {"kind": _word("histories", row.reference, language)}
        given |= {"span": "" if row.reference == histories.PROVINCES else _word("ambition", "span", language)}
        lines.append(_say("ambition", "history" if row.value else "history_none", language, **given))
    return lines


def _spread(row, names, language):
    """Say where a change lies among the changes of histories that began in the band of its start."""
    unit = "points" if row["unit"] == "percent" else row["unit"]
    told = {name: of(language).number(row[name], signed=True, digits=3) for name in ("low", "high")}
    told |= {"change": of(language).number(row["value"], signed=True), "median": row["reference_value"]}
    told["median"] = of(language).number(told["median"], signed=True, digits=3)
    given = told | {name: of(language).with_unit(told[name], unit) for name in ("change", "median", "high")}
    ends = (of(language).measured(end, row["unit"]) for end in histories.start_band(row["baseline"], row["unit"]))
    given |= dict(zip(("start", "below"), ends, strict=True))
    where = "beyond" if row["value"] > row["high"] else "upper" if row["value"] > row["reference_value"] else "lower"
    given |= {"where": _word("ambition", f"spread_{where}", language), "name": names[row["target_id"]]}
    notes = [_say("ambition", "spread_windows", language, n=int(row["n"])), behind.issued(row["source"], language)]
    given |= {
        "notes": _plain("semicolon", language).join(notes),
        "kind": _word("histories", row["reference"], language),
    }
    return _say("ambition", "spread", language, **given)


def _implied(rows, place, language):
    groups, lines = rows[rows["quantity"] == "implied_group"], []
    for row in groups[groups["scenario"] == "plan"].itertuples():
        before = groups[
            (groups["scenario"] == "observed") & (groups["stage"] == row.stage) & (groups["year"] < row.year)
        ]
        if before.empty:
            continue
        first = before[before["year"] == _base(rows, row.stage)]
        now = (first if len(first) else before.iloc[[-1]]).iloc[0]
        given = {"stage": _word("stages", row.stage, language), "year": row.year, "base": now["year"], "place": place}
        given |= {"then": _people(row, language), "now": _people(now, language)}
        lines.append(_say("cohorts", "implied", language, **given))
    return lines


def _base(rows, stage):
    """Give the first year of which a place's own group is implied."""
    same = rows[(rows["quantity"] == "implied_group") & (rows["scenario"] == "observed") & (rows["stage"] == stage)]
    return same["year"].min()


def _as_parent(rows, language):
    found = rows[rows["scenario"] == "as_parent"].set_index("quantity")
    if found.empty:
        return []
    group = found.loc["implied_group"]
    given = {"group": _people(group, language), "pupils": _people(found.loc["pupils"], language), "year": group["year"]}
    lines = [_say("cohorts", "as_parent", language, **given)]
    public = rows[(rows["quantity"] == "share_in_heads") & (rows["scenario"] == "observed")]
    public = public[public["year"] < group["year"]]
    if len(public) and "share_in_heads" in found.index and found.loc["share_in_heads", "high"] < public.iloc[0]["low"]:
        now, heads = public.iloc[0], found.loc["share_in_heads"]
        given = {"heads": _people(heads, language), "now": _people(now, language), "base": now["year"]}
        lines.append(_say("cohorts", "empty", language, **given))
    return lines


def _births(rows, place, about, language):
    """Say what births make of the age group: next year, the last year in which all are born, and after it."""
    groups = rows[(rows["quantity"] == "births_group") & rows["value"].notna()]
    born = groups[groups["scenario"] == "born"].sort_values("year")
    seen = rows[
        (rows["quantity"] == "implied_group") & (rows["scenario"] == "observed") & (rows["stage"] == "preschool")
    ]
    if born.empty or seen.empty:
        return []
    first, last, now = born.iloc[0], born.iloc[-1], seen.sort_values("year").iloc[-1]
    given = {"first": _people(first, language), "year": first["year"], "last": last["year"], "base": now["year"]}
    given |= {"now": _people(now, language), "then": _people(last, language), "place": place}
    known = rows[(rows["scenario"] == "as_published") & rows["source"].notna()]
    given["certainty"] = _word("certainties", known.iloc[-1]["source"].partition(";")[0], language)
    late = first["year"] > about["target_year"]
    given["beyond"] = _say("cohorts", "beyond", language, year=about["target_year"]) if late else ""
    lines = [_say("cohorts", "births", language, **given)]
    ahead = groups[groups["scenario"].isin(["minus_5", "plus_5"])]
    ahead = ahead[ahead["year"] == ahead["year"].max()].set_index("scenario")
    if len(ahead) == 2:
        ends = {"low": ahead.loc["minus_5"], "high": ahead.loc["plus_5"]}
        ends = {name: _people(row, language, interval=False) for name, row in ends.items()}
        lines.append(_say("cohorts", "scenarios", language, **ends, year=ahead["year"].iloc[0]))
    return lines


def _senior(rows, targets, language):
    found = rows[(rows["scenario"] == "progression") & (rows["quantity"] == "pupils")]
    goals = once(targets)
    lines = []
    for row in found.itertuples():
        same = goals[(goals["indicator"] == "senior_enrolment") & (goals["target_year"] == row.year)]
        planned = same["target_low"].fillna(same["target_high"]).dropna()
        if len(planned):
            number = of(language).measured(planned.iloc[0], "persons")
            given = {"number": _people(row, language), "year": row.year, "planned": number}
            lines.append(_say("cohorts", "senior", language, **given))
    return lines


def _classes(rows, targets, language):
    lines, goals = [], once(targets)
    for row in rows[rows["quantity"] == "classes_freed"].itertuples():
        more = rows[(rows["quantity"] == "classes_to_add") & (rows["stage"] == row.stage)]
        same = goals[(goals["indicator"] == f"{row.stage}_enrolment") & (goals["target_year"] == row.year)]
        fewer = (same["baseline"] - same["target_low"].fillna(same["target_high"])).dropna()
        more = more[more["year"].isin(same["baseline_year"])]
        if more.empty or fewer.empty or more["high"].isna().any():
            continue
        given = {"year": more["year"].iloc[0], "low": int(more["low"].min()), "high": int(more["high"].max())}
        given |= {"fewer": of(language).number(fewer.iloc[0], "persons"), "end": row.year, "freed": round(row.value)}
        caps = [_word("scenarios", name, language) for name in more["scenario"].unique()]
        given["caps"] = of(language).enumeration.join(caps)
        lines.append(_say("cohorts", "classes", language, **given))
    return lines


def _people(row, language, interval=True):
    """Write a computed number of people with its interval: 31,579 [31,053, 32,105]."""
    get = row.get if isinstance(row, pd.Series) else lambda name: getattr(row, name)
    value, low, high = (get(name) for name in ("value", "low", "high"))
    unit = "persons" if abs(value) >= behind.MYRIADS else ""
    texts_ = [_rounded(number, language, unit) for number in (value, low, high) if pd.notna(number)]
    if len(texts_) < 3 or not interval:
        return _say("cohorts", "people", language, number=texts_[0])
    return _say("cohorts", "people_within", language, number=texts_[0], low=texts_[1], high=texts_[2])


def _rounded(number, language, unit="persons"):
    return of(language).number(float(f"{round(number):.{DIGITS}g}"), unit)


def _names(targets, language):
    return named(targets, language).map(verbatim)


def _listed(names, language):
    """List names, the first few of many."""
    found = list(dict.fromkeys(names))
    if len(found) > MOST + 1:
        rest = len(found) - MOST
        found[MOST:] = [_say("names", "more", language, count=rest)]
    return of(language).listed(found)


def _word(table, key, language):
    return of(language).word(TEXTS[table], key)


def _plain(key, language):
    return _word("plain", key, language)


def _say(table, key, language, **given):
    return _word(table, key, language).format(**given)


def _ended(line, language):
    return f"{line}{of(language).end}"


def _joined(lines, language):
    return Markdown(of(language).space.join(lines))
