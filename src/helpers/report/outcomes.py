"""What a notebook ends with where something was observed: verdicts, trends and national precedents in sentences."""

import math

from IPython.display import Markdown

from helpers import goals, texts
from helpers.charts import precedent as precedent_chart
from helpers.codebook import source
from helpers.language import of, of_ratio, ratio, step_unit
from helpers.progress.noise import BANDS
from helpers.trend import precedent as preceding
from helpers.verbatim import strong, verbatim

SENTENCES = texts.load("takeaways")["sentences"]
CAUTIONS = ("before_adoption", "self_reported", "late_base", "across_break")
"""Flags that are told once where they hold for all."""


def progress(rows, targets, noise, about, language="en"):
    """Say how many targets have which verdict, which are behind and which ahead, and what the observations cannot show.

    Parameters
    ----------
    rows, targets, noise : DataFrame
        As `helpers.codebook.schema` declares progress, targets and noise. Of rows that are a part of the targets' it is
        said that they are.
    about : dict
        The plan's source.yml.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> tables = (schema.load(name, "yunyang-14fyp") for name in ("progress", "targets", "noise"))
    >>> print(progress(*tables, source.read("yunyang-14fyp")).data.splitlines()[2])
    - acceleration needed: gross preschool enrolment rate (R = 0.80)
    """
    asked = targets[targets["target_id"].isin(rows["target_id"])]
    here = of(language).word("terms", "looked_at_here") if len(asked) < len(targets) else ""
    judged, promised = goals.once_judged(rows, targets), (goals.once(asked)["kind"] != "projection").sum()
    seen = goals.named(judged[judged["observed_year"].notna()].sort_values("ratio"), targets)
    seen = seen.assign(name=goals.names(seen, language))
    colon, comma, stop = of(language).colon, of(language).enumeration, of(language).end
    lines = []
    for verdict, same in seen.groupby("verdict", sort=False):
        told = dict.fromkeys(f"{verbatim(row.name)}{_ratio(row, language)}" for row in same.itertuples())
        lines.append(f"- {of(language).word('verdicts', verdict)}{colon}{comma.join(told)}")
    place, observed = strong(source.region(about, language)), len(seen.drop_duplicates(["plan", "target_id"]))
    say = of(language)
    counts = {"promised": say.plural(promised, "target"), "observed": say.plural(observed, "has", "have")}
    key = "no_target" if not promised else "observed" if observed else "observed_none"
    said = say.say(SENTENCES, key, place=place, here=here, **counts)
    if not promised:
        return Markdown(said)
    if seen.empty:
        return Markdown(f"{said}{of(language).word('terms', 'nothing_judged')}")
    flags = seen["flags"].fillna("").str.split(";").explode()
    cautions = [of(language).word("flags", name) for name in CAUTIONS if (flags == name).sum() == len(seen)]
    if cautions:
        said += say.space + say.say(SENTENCES, "cautions", flags=say.listed(cautions))
    if len(noise):
        lines += ["", of(language).word("terms", "noise_heading"), ""]
        lines += [f"- {line}{stop}" for line in noisy(noise, rows, targets, language)]
    return Markdown("\n".join([said, "", *lines]))


def noisy(noise, rows, targets, language="en"):
    """Say of every verdict by a pace over few years how far its noise may have made it => lines.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> tables = [schema.load(name, "yunyang-14fyp") for name in ("noise", "progress", "targets")]
    >>> print(next(line for line in noisy(*tables) if line.startswith("gross preschool")))
    gross preschool enrolment rate: R = 0.80 rests on 1 yearly change; with the ...
    """
    key = ["plan", "target_id", "indicator"]
    units = targets.drop_duplicates(key[:2])[[*key[:2], "unit"]]
    told = noise.drop(columns="ratio").merge(rows[[*key, "ratio"]], on=key).merge(units, on=key[:2])
    return [_noise(row, language) for row in goals.named(told, targets).itertuples(index=False)]


def _noise(row, language):
    changes = of(language).word("terms", "precedent_one_change" if row.changes == 1 else "precedent_changes")
    told = {"name": verbatim(getattr(row, f"indicator_{language}")), "ratio": ratio(row.ratio)}
    told |= {"changes": changes.format(n=row.changes)}
    if isinstance(row.code, str):
        return of(language).say("terms", "noise_code", **told, reason=of(language).word("codes", row.code))
    unit = of(language).rate_unit(f"{step_unit(row.unit)}_per_year")
    ends = {name: f"{getattr(row, name):.2f}".replace("-", "−") for name in ("low", "high")}
    said = of(language).say(
        "terms",
        "noise_line",
        **told,
        **ends,
        scatter=f"{row.scatter:.2f}",
        unit=unit,
        first=row.first_year,
        last=row.last_year,
    )
    parts = [
        of(language).say(
            "terms", "noise_band", part=f"{100 * getattr(row, name):.0f}", verdict=of(language).word("verdicts", name)
        )
        for name in BANDS
    ]
    bands = of(language).say("terms", "noise_bands", parts=of(language).listed(parts))
    return f"{said}{of(language).semicolon}{bands}"


def _ratio(row, language):
    if math.isnan(row.ratio):
        return ""
    return of(language).bracketed(of_ratio(row.ratio))


def trend(rows, about, language="en"):
    """Say how many series are long enough for a model, and what their hindcasts were worth.

    Parameters
    ----------
    rows : DataFrame
        As `helpers.codebook.schema` declares trend.
    about : dict
        The plan's source.yml.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> print(trend(schema.load("trend", "yantai-14fyp"), source.read("yantai-14fyp")).data)
    None of the 13 indicators of **Yantai City** with values has four consecutive yearly values: only their end points
    and rounding can be described; no model, no interval, no probability.
    """
    place, series = strong(source.region(about, language)), rows["indicator"].nunique()
    walks = rows[rows["primary"].fillna(False)]
    walks = walks.sort_values(["last_year", "horizon_year"], ascending=[False, True]).drop_duplicates("indicator")
    tried = walks[walks["hindcast_n"].fillna(0) > 0]
    if not len(tried):
        key = "trend_tried" if len(walks) else "trend_short" if series else "trend_none"
        return Markdown(of(language).say("terms", key, place=place, series=series, walks=len(walks)))
    told = {"held": round((tried["hindcast_coverage"] * tried["hindcast_n"]).sum()), "asked": tried["hindcast_n"].sum()}
    said = of(language).say(
        "terms",
        "trend_held",
        place=place,
        series=series,
        walks=len(walks),
        tried=len(tried),
        part=f"{100 * told['held'] / told['asked']:.0f}",
        **told,
    )
    factors = tried["calibration"].dropna()
    if len(factors):
        ends = {"low": f"{factors.min():.1f}", "high": f"{factors.max():.1f}"}
        said += of(language).say("terms", "trend_calibrated", **ends)
    return Markdown(said)


def expected(rows, entry, language="en"):
    """Say what the default forecasts of an indicator expect, with both bands and both probabilities, or that none is.

    Parameters
    ----------
    rows : DataFrame
        Rows of trend of one indicator, as `helpers.codebook.schema` declares it.
    entry : mapping
        The indicator's row of the codebook.

    Examples
    --------
    >>> from helpers.codebook import indicators, schema
    >>> rows = schema.load("trend", "china-14fyp").query("indicator == 'preschool_gross_enrolment'")
    >>> print(expected(rows, indicators.load().loc["preschool_gross_enrolment"]).data.splitlines()[1])
    - The nation's **gross preschool enrolment rate**, data to 2025: 96.6 % in 2030 by the default forecast; ...
    """
    if rows.empty:
        return Markdown(of(language).word("terms", "nothing_to_forecast"))
    name = entry[f"indicator_{language}"]
    banded = rows[rows["primary"].fillna(False) & rows["calibrated_low"].notna()]
    if banded.empty:
        return Markdown(of(language).say("terms", "forecast_no_band", name=name))
    lines = []
    for row in banded.to_dict("records"):
        numbers = {
            end: of(language).measured(
                float(f"{row[end]:.4g}" if abs(row[end]) >= 1000 else f"{row[end]:.3g}"), entry["unit"]
            )
            for end in ("estimate", "low", "high", "calibrated_low", "calibrated_high")
        }
        said = of(language).say(
            "terms", "forecast_expected", name=name, last=row["last_year"], horizon=row["horizon_year"], **numbers
        )
        if not math.isnan(row["chance"]):
            chances = {"chance": f"{100 * row['chance']:.0f}", "calibrated": f"{100 * row['calibrated_chance']:.0f}"}
            said += (of(language).semicolon) + of(language).say("terms", "forecast_chance", **chances)
        lines.append(f"- {said}{of(language).end}")
    return Markdown("\n".join(lines))


def precedent(rows, own, about, language="en"):
    """Say for how many goals there is a precedent, what the nation did there, why the others have none, and of trends.

    Parameters
    ----------
    rows : DataFrame
        From `helpers.trend.precedent.table`.
    own : DataFrame
        The plan's trend, as `helpers.codebook.schema` declares it.
    about : dict
        The plan's source.yml.

    Examples
    --------
    >>> from helpers.codebook import indicators, schema
    >>> plan = [schema.load(name, "yunyang-14fyp") for name in ("targets", "required_growth")]
    >>> rows = preceding.table(*plan, schema.load("observations", "china-14fyp"), indicators.load())
    >>> lines = precedent(rows, schema.load("trend", "yunyang-14fyp"), source.read("yunyang-14fyp")).data.splitlines()
    >>> print(lines[2])
    - **gross preschool enrolment rate** (90.9 → 95): plan +0.82 percentage points a year; nation, while within ±2.5 ...
    >>> print(lines[-3])
    A national figure averages some 2,800 counties and usually changes more smoothly than that of a single county; ...
    """
    there = preceding.found(rows)
    rows = rows.assign(name=goals.names(rows, language))
    parts = [[_counted(rows[there], len(rows), strong(source.region(about, language)), language)]]
    parts += [[_told(row, language) for row in rows[there].itertuples()], _others(rows[~there], there.any(), language)]
    if there.any() and rows["until"].isna().all():
        parts += [[of(language).word("terms", "precedent_average")]]
    parts += [[trend(own, about, language).data]]
    return Markdown("\n\n".join("\n".join(part) for part in parts if part))


def _counted(known, asked, place, language):
    """Say of how many goals the nation has made the step, is on its way, or shows a pace alone; none is not counted."""
    if not asked:
        return of(language).say("terms", "precedent_no_goals", place=place)
    if known.empty:
        return of(language).say("terms", "precedent_silent", place=place, goals=asked)
    begun = known["years"].notna() & (known["code"] != "nation_just_there")
    made, on_its_way = begun & ~known["censored"], begun & known["censored"]
    counts = {"made": made.sum(), "on_its_way": on_its_way.sum(), "pace_only": (~made & ~on_its_way).sum()}
    parts = [of(language).say("terms", f"precedent_{name}", count=count) for name, count in counts.items() if count]
    said = of(language).word("terms", "precedent_counted")
    return said.format(place=place, goals=asked, parts=of(language).listed(parts))


def _told(row, language):
    name = strong(row.name)
    step = " → ".join(of(language).number(end, row.unit) for end in (row.baseline, row.target))
    say = of(language)
    told = say.semicolon.join(precedent_chart.said(row, language))
    return f"- {name}{say.bracketed(step)}{say.colon}{told}{say.end}"


def _others(rows, some, language):
    """Say why the others have no precedent => lines; of which the nation has a series, where it stands."""
    lines = []
    for code, of_one in rows.groupby("code", sort=False):
        named = [_where(row, language) for row in of_one[of_one["first_year"].notna()].itertuples()]
        reason, count = of(language).word("codes", code), len(of_one)
        say = of(language)
        behind = say.bracketed(say.semicolon.join(named)) if named else ""
        lines.append("- " + say.say(SENTENCES, "reason", reason=reason, count=count, behind=behind))
    return [of(language).word("terms", "precedent_others" if some else "precedent_why"), "", *lines] if lines else []


def _where(row, language):
    """Name a goal and say how far the nation is: its last value, or whether it came to a target without baseline."""
    name, last = verbatim(row.name), of(language).number(row.last_value, row.unit)
    if row.code == "no_baseline":
        return f"{name}{of(language).comma}{precedent_chart.duration(row, language)}"
    start = of(language).number(row.baseline, row.unit)
    return of(language).say(SENTENCES, "where", name=name, start=start, last=last, year=row.last_year)
