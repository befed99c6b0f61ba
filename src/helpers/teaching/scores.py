"""The interval score: the width, plus a fine for each unit by which what came was missed; the smaller the better."""

import math

from IPython.display import Markdown

from helpers.language import of, step_unit
from helpers.teaching import forecasts, texts, ways, wrong
from helpers.teaching.question import about, plain

FEWEST_DIGITS = 3


def score(low, high, happened, level=forecasts.LEVEL):
    """Score an interval: (high − low) + fine · (how far what happened lies outside).

    Examples
    --------
    >>> score(88, 95, 92.9), score(80, 90, 92.5), score(80, 90, 92.5, 0.95)
    (7.0, 35.0, 110.0)
    """
    return high - low + fine(level) * max(low - happened, happened - high, 0)


def fine(level=forecasts.LEVEL):
    """Give what each unit outside costs: 2/(1 − level). With it nobody gains by another interval than the one believed.

    Examples
    --------
    >>> fine(0.8), fine(0.95)
    (10.0, 40.0)
    """
    return round(2 / (1 - level), 9)


def question(asked, language="en"):
    """Ask for the score of the last such interval that a straight line in the unit would have given before.

    Its ends are taken as they are shown. On log-odds the interval may have held, and there would be no fine to learn.

    Examples
    --------
    >>> from helpers.teaching.forecasts import example
    >>> one = question(example())
    >>> round(one.value, 1), one.unit
    (27.6, 'points')
    """
    past, way = forecasts.tried(asked, asked.level, "identity").iloc[-1], asked.way
    decimals = max(0, round(-math.log10(2 * way.h1))) if way.h1 else 0
    low, high, came = (round(float(past[name]), decimals) for name in ("low", "high", "observed"))
    missed, cost = max(low - came, came - high, 0.0), fine(asked.level)
    value = round(score(low, high, came, asked.level), 6)
    known = wrong.kept(
        ("score_width", high - low),
        ("score_missed", missed),
        ("score_fine", cost * missed),
        ("score_no_fine", high - low + missed),
        ("score_half_fine", high - low + cost / 2 * missed),
        ("score_middle", abs(came - (low + high) / 2)),
        ("score_from_middle", high - low + cost * abs(came - (low + high) / 2)),
        ("score_minus", high - low - cost * missed),
        ("score_other_end", high - low + cost * max(abs(came - low), abs(came - high))),
        ("level_seen", came),
    )
    worked = f"({plain(high)} − {plain(low)}) + {plain(cost)} · {plain(round(missed, 6))}"
    more = {
        name: of(language).measured(number, way.unit) for name, number in (("low", low), ("high", high), ("came", came))
    }
    more |= {
        "made": int(past["origin"]),
        "of": int(past["year"]),
        "fine": plain(cost),
        "level": forecasts.percent(asked.level),
    }
    return about(way, "score", language, value, (value, value), known, worked, unit=step_unit(way.unit), **more)


def table(*committed):
    """Score intervals and those of two models beside them; each is (forecast, low, high); nothing while one is missing.

    Examples
    --------
    >>> from helpers.teaching.forecasts import example
    >>> one = example()
    >>> print(table((one, 88, 95)).data.splitlines()[2])
    | gross preschool enrolment rate | you | 88 % to 95 % | 7 | 0 | 7 |
    >>> table((one, None, 95)).data
    '○ Nothing is shown before both ends of your interval stand above.'
    """
    language = committed[0][0].language
    if not forecasts.opened(*committed):
        return Markdown(f"○ {of(language).word(texts.FORECASTS, 'sealed')}")
    heads = ("series", "whose", "interval", "width", "missed_by", "score")
    lines = ["| " + " | ".join(of(language).word(texts.FORECASTS, f"head_{head}") for head in heads) + " |"]
    lines.append("|---|---|---|--:|--:|--:|")
    for asked, low, high in committed:
        own = {of(language).word(texts.FORECASTS, "you"): forecasts.ends(asked, low, high)[0]}
        own |= {
            of(language).word("models", model): forecasts.written(asked, asked.level, model) for model in ("rwd", "ols")
        }
        lines += [_row(asked, who, *pair) for who, pair in own.items()]
    return Markdown("\n".join(lines))


def trials(asked, *committed):
    """Show for several series whether the model's intervals held, at two levels; nothing while one is missing.

    Parameters
    ----------
    asked : list of Forecast
    *committed
        Each (forecast, low, high).

    Examples
    --------
    >>> from helpers.teaching.forecasts import example
    >>> one = example()
    >>> print(trials([one], (one, 88, 95)).data.splitlines()[-1])
    Held: 1 of 1 at 80 %, 1 of 1 at 95 %.
    """
    language = asked[0].language
    if not forecasts.opened(*committed):
        return Markdown(f"○ {of(language).word(texts.FORECASTS, 'sealed')}")
    levels = (asked[0].level, forecasts.WIDER)
    named = [of(language).say(texts.FORECASTS, "head_level", level=forecasts.percent(level)) for level in levels]
    heads = [of(language).word(texts.FORECASTS, "head_series"), *named, of(language).word(texts.FORECASTS, "head_came")]
    lines, held = [f"| {' | '.join(heads)} |", "|---|---|---|--:|"], [0, 0]
    for one in asked:
        cells = []
        for number, level in enumerate(levels):
            pair = forecasts.interval(one, level)[1:]
            inside = pair[0] <= one.way.end <= pair[1]
            held[number] += inside
            cells.append(f"{_between(one, *pair)} {'●' if inside else '×'}")
        came = of(language).measured(one.way.end, one.way.unit)
        lines.append(f"| {ways.fields(one.way, language)['indicator']} | {' | '.join(cells)} | {came} |")
    counts = {"few": held[0], "more": held[1], "all": len(asked), "level": forecasts.percent(levels[0])}
    said = of(language).say(texts.FORECASTS, "count", wider=forecasts.percent(levels[1]), **counts)
    return Markdown("\n".join([*lines, "", said]))


def takeaway(asked, *committed):
    """Sum up in words: how often the model's intervals held, how often yours, and the mean scores of both.

    Examples
    --------
    >>> from helpers.teaching.forecasts import example
    >>> one = example()
    >>> print(takeaway([one], (one, 88, 95)).data.splitlines()[-1])
    - Your intervals held 1 of 1; mean score 7, the model's 2.5. Too few trials to rank anybody.
    """
    language, level = asked[0].language, asked[0].level
    if not forecasts.opened(*committed):
        return Markdown(f"○ {of(language).word(texts.FORECASTS, 'sealed')}")
    own = [(one, *forecasts.ends(one, low, high)[0]) for one, low, high in committed]
    model = [(one, *forecasts.written(one, level)) for one, *_ in committed]
    every = [(one, *forecasts.interval(one, level)[1:]) for one in asked]
    wider = [(one, *forecasts.interval(one, forecasts.WIDER)[1:]) for one in asked]
    first, last = asked[0].way.first, asked[0].way.last
    counts = {"few": _held(every), "more": _held(wider), "all": len(asked), "own": _held(own), "tried": len(own)}
    means = {"score": _mean(own, level, language), "score_model": _mean(model, level, language)}
    levels = {"level": forecasts.percent(level), "wider": forecasts.percent(forecasts.WIDER)}
    place = ways.fields(asked[0].way, language)["place"]
    said = of(language).word(texts.FORECASTS, "takeaway")
    return Markdown(said.format(place=place, first=first, last=last, **counts, **means, **levels))


def _held(intervals):
    return sum(low <= one.way.end <= high for one, low, high in intervals)


def _mean(intervals, level, language):
    numbers = [score(low, high, one.way.end, level) for one, low, high in intervals]
    return ways.signed(sum(numbers) / len(numbers), language, FEWEST_DIGITS)


def _row(asked, who, low, high):
    way, language = asked.way, asked.language
    missed = max(low - way.end, way.end - high, 0.0)
    numbers = (high - low, missed, score(low, high, way.end, asked.level))
    told = " | ".join(ways.signed(round(number, 2), language, FEWEST_DIGITS) for number in numbers)
    return f"| {ways.fields(way, language)['indicator']} | {who} | {_between(asked, low, high)} | {told} |"


def _between(asked, low, high):
    language, unit = asked.language, asked.way.unit
    ends = (of(language).measured(round(end, 1 if abs(end) < 1000 else 0), unit) for end in (low, high))
    return of(language).until.join(ends)
