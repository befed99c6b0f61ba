"""A forecast of the past: the series up to a year, an interval committed to for a later one, and then what came.

Nothing of the later years is shown before both ends of an interval stand there; `repr` leaves them out.
"""

import io
import math
from dataclasses import dataclass, field, replace

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import Image, Markdown

from helpers import charts, report, trend
from helpers.charts import bundle, layout
from helpers.charts import hindcast as chart
from helpers.codebook import indicators, schema
from helpers.language import LANGUAGES, of, step_unit
from helpers.teaching import texts, ways, wrong
from helpers.teaching.numbers import read
from helpers.teaching.question import about, plain
from helpers.teaching.rubric import Rubric
from helpers.trend import forecast, hindcast, scales

LEVEL, WIDER = 0.8, 0.95


@dataclass(frozen=True)
class Forecast:
    """A series known up to the first year of its way; the end of the way is what is to be forecast."""

    indicator: str
    language: str
    level: float
    model: str
    way: ways.Way = field(repr=False)
    known: pd.DataFrame = field(repr=False)
    all: pd.DataFrame = field(repr=False)


def make(observations, indicator, origin, year, language="en", level=LEVEL, model="rwd"):
    """Make a forecast to commit to: of the value of a year, from a series that ends years before.

    Raises
    ------
    InputError
        If one of the two years has no published level.

    Examples
    --------
    >>> asked = make(schema.load("observations", "china-14fyp"), "preschool_gross_enrolment", 2020, 2025)
    >>> len(asked.known), "92.9" in repr(asked)
    (11, False)
    """
    way = ways.observed(observations, indicator, origin, year)
    known, later = trend.series(observations, indicator, origin), trend.series(observations, indicator, year)
    return Forecast(indicator, language, level, model, way, known, later)


def shown(asked):
    """Show the series up to the last year that was known.

    Examples
    --------
    >>> shown(example()).data.splitlines()[-1]
    '| 2020 | 85.2 % |'
    """
    way, language = asked.way, asked.language
    heads = [of(language).word(texts.FORECASTS, "year"), ways.fields(way, language)["indicator"]]
    rows = [f"| {row.year} | {of(language).measured(row.value, way.unit)} |" for row in asked.known.itertuples()]
    return Markdown("\n".join([f"| {' | '.join(heads)} |", "|---|--:|", *rows]))


def history(asked, years=0):
    """Take the way up to the last year known: from the first one, or so many years before.

    Examples
    --------
    >>> history(example()).start, history(example(), 5).start, history(example(), 5).last
    (56.6, 75.0, 2020)
    """
    rows = asked.known.iloc[-years - 1 if years else 0 :]
    start, way = rows.iloc[0], asked.way
    begin = {"start": float(start["value"]), "h0": float(start["halfwidth"]), "first": int(start["year"])}
    return replace(way, end=way.start, h1=way.h0, last=way.first, **begin)


def straight(way, year, language="en"):
    """Ask for the value of a later year at the even step of the way: e + k(e − y0)/T.

    Examples
    --------
    >>> seen = schema.load("observations", "china-14fyp")
    >>> way = ways.observed(seen, "preschool_gross_enrolment", 2010, 2020)
    >>> round(straight(way, 2025).value, 1)
    99.5
    """
    more, pace = year - way.last, (way.end - way.start) / way.years

    def value(start, end):
        return end + more * (end - start) / way.years

    known = wrong.kept(
        ("level_end", way.end),
        ("one_step", way.end + pace),
        ("change_itself", more * pace),
        ("whole_again", 2 * way.end - way.start),
        ("more_years_straight", way.end + more * (way.end - way.start) / (way.years + 1)),
        ("one_step_more", way.end + (more + 1) * pace),
        ("compound_on", way.end * (way.end / way.start) ** (more / way.years) if way.start * way.end > 0 else math.nan),
        ("straight_from_start", way.start + more * pace),
    )
    worked = f"{plain(way.end)} + {more} · ({plain(way.end)} − {plain(way.start)}) / {way.years}"
    span = ways.corners(way, value)
    return about(way, "straight", language, value(way.start, way.end), span, known, worked, unit=way.unit, year=year)


def ask(asked):
    """Show what to commit to.

    Examples
    --------
    >>> print(ask(example()).data.splitlines()[0][:77])
    **China, gross preschool enrolment rate:** 85.2 % in 2020. Of the years after
    """
    how = "how_percent" if asked.way.unit == "percent" else "how_other"
    return Markdown(_say(asked, "ask", how=of(asked.language).word(texts.FORECASTS, how)))


def committed(asked, low, high):
    """Note an interval, or say kindly what is missing.

    Examples
    --------
    >>> one = example()
    >>> committed(one, 88, 95).data[:44]
    'Noted: 88 % to 95 %, 7 percentage points wid'
    >>> committed(one, 95, 88).data
    '○ The low end, 95, is above the high end, 88. Which is which?'
    """
    pair, key = ends(asked, low, high)
    if pair is None:
        return Markdown(f"○ {_say(asked, key, low=low, high=high)}")
    return Markdown(_say(asked, "noted", **_of(asked, *pair)))


def ends(asked, low, high):
    """Read both ends => ((low, high), '') or (None, what is missing).

    Examples
    --------
    >>> one = example()
    >>> [ends(one, *pair)[1] for pair in ((None, None), (88, None), ("x", 9), (9, 8), (9, 9), (0.88, 0.95))]
    ['not_committed', 'one_missing', 'unread', 'swapped', 'point', 'fraction']
    >>> ends(one, "88", 95)
    ((88.0, 95.0), '')
    """
    given = [None if text is None or not str(text).strip() else text for text in (low, high)]
    if given.count(None):
        return None, "not_committed" if given == [None, None] else "one_missing"
    pair = [read(text) for text in given]
    if None in pair or any(map(math.isnan, pair)):
        return None, "unread"
    if pair[0] > pair[1]:
        return None, "swapped"
    if pair[0] == pair[1]:
        return None, "point"
    if asked.way.unit == "percent" and pair[0] >= 0 and pair[1] <= 1 < asked.way.start:
        return None, "fraction"
    return tuple(pair), ""


def reveal(asked, low, high):
    """Show what came, whether the interval held, and how wide it is beside the model's; nothing without an interval.

    Examples
    --------
    >>> one = example()
    >>> reveal(one, None, None).data
    '○ Nothing is shown before both ends of your interval stand above.'
    >>> print(reveal(one, 88, 95).data.splitlines()[2])
    - ● Your interval, 88 % to 95 %, **held**.
    """
    pair, _ = ends(asked, low, high)
    if pair is None:
        return Markdown(f"○ {_say(asked, 'sealed')}")
    way, language = asked.way, asked.language
    place = where(pair, way)
    lines = [
        _say(asked, "came"),
        "",
        f"- {'●' if place in {'held', 'edge'} else '×'} {_say(asked, place, **_of(asked, *pair))}",
    ]
    for level in (asked.level, WIDER):
        _, *own = interval(asked, level)
        held = of(language).word(texts.FORECASTS, f"model_{where(own, way)}")
        lines.append(f"- {_say(asked, 'model', level=percent(level), what=held, **_of(asked, *own, digits=1))}")
    if off := errors(asked):
        made, wide = (of(language).listed(list(map(str, one))) for one in (off, _tenths(off.values())))
        unit = of(language).word(texts.UNITS, step_unit(way.unit))
        lines.append(f"- {_say(asked, 'errors', made=made, off=wide, unit=unit, years=way.years)}")
    lines.append(f"- {_say(asked, remark(asked, pair), times=_times(asked, pair))}")
    return Markdown(
        "\n".join(
            [*lines, "", _say(asked, "one_trial", level=percent(asked.level), every=round(1 / (1 - asked.level)))]
        )
    )


def where(pair, way):
    """Say where what came lies: held, edge (outside by less than its rounding), above or below.

    Examples
    --------
    >>> [where(pair, example().way) for pair in ((90, 95), (92.94, 95), (93, 95), (88, 92))]
    ['held', 'edge', 'below', 'above']
    """
    low, high = pair
    if low <= way.end <= high:
        return "held"
    if low <= way.end + way.h1 and way.end - way.h1 <= high:
        return "edge"
    return "below" if way.end < low else "above"


def remark(asked, pair):
    """Say what the width of an interval was worth => a key of `texts.FORECASTS`.

    Examples
    --------
    >>> one = example()
    >>> [remark(one, pair) for pair in ((93.5, 96), (85, 86), (40, 50), (92.5, 93), (91, 94), (0, 100))]
    ['too_narrow', 'far_off', 'far_off', 'narrow_held', 'fair', 'too_wide']
    """
    low, high = pair
    width, middle = high - low, (low + high) / 2
    _, *own = interval(asked, asked.level)
    _, *wider = interval(asked, WIDER)
    if where(pair, asked.way) in {"above", "below"}:
        return "too_narrow" if abs(asked.way.end - middle) <= width else "far_off"
    if width >= wider[1] - wider[0]:
        return "too_wide"
    return "narrow_held" if width < (own[1] - own[0]) / 2 else "fair"


def opened(*committed):
    """Tell whether every forecast has its interval; each is (forecast, low, high).

    Examples
    --------
    >>> one = example()
    >>> opened((one, 88, 95)), opened((one, 88, 95), (one, None, None))
    (True, False)
    """
    return all(ends(*one)[0] for one in committed)


def interval(asked, level=LEVEL, model=""):
    """Forecast by a model what the years known allow => (estimate, low, high).

    Examples
    --------
    >>> one = example()
    >>> [round(number, 1) for number in interval(one)], [round(number, 1) for number in interval(one, 0.95)]
    ([92.4, 91.0, 93.5], [92.4, 90.1, 94.1])
    """
    way = asked.way
    path = forecast.forecast(asked.known, model or asked.model, _scale(asked), way.last, level=level).iloc[-1]
    return tuple(float(path[name]) for name in ("estimate", "low", "high"))


def carried(asked):
    """Carry the series on in a straight line over all its years, on the scale of the model: its middle.

    Examples
    --------
    >>> one = example()
    >>> round(carried(one), 6) == round(interval(one)[0], 6)
    True
    """
    way, scale = history(asked), _scale(asked)
    start, end = scales.apply([way.start, way.end], scale)
    return float(scales.invert(end + asked.way.years * (end - start) / way.years, scale))


def written(asked, level=LEVEL, model=""):
    """Give a model's interval as it is shown, its ends rounded like the series, so that readers can reckon with it.

    Examples
    --------
    >>> written(example())
    (91.0, 93.5)
    """
    half = asked.way.h1
    digits = max(0, round(-math.log10(2 * half))) if half else 0
    return tuple(round(end, digits) for end in interval(asked, level, model)[1:])


def tried(asked, level=LEVEL, scale=""):
    """Give the same forecast made at past origins, by what was known in the last year of the series.

    Parameters
    ----------
    scale : str
        That of `trend.scales.natural` where it is not given.

    Examples
    --------
    >>> tried(example())["origin"].tolist()
    [2014, 2015]
    """
    years = asked.way.years
    return hindcast.hindcast(asked.known, asked.model, scale or _scale(asked), years, level=level, nearest=years)


def errors(asked):
    """Give how far the model was off when it was asked as far ahead before => {year it was made: observed − estimate}.

    Examples
    --------
    >>> off = errors(example())
    >>> {year: round(error, 1) for year, error in off.items()}
    {2014: -0.2, 2015: -2.1}
    """
    past = tried(asked)
    return dict(zip(past["origin"].tolist(), (past["observed"] - past["estimate"]).tolist(), strict=True))


def picture(asked, low, high, documents, goal=None):
    """Draw the series, the model's fan from the last year known, your interval and what came; nothing without one.

    Parameters
    ----------
    low, high : number
        The interval committed to.
    documents : list of dict
        The source.yml that the figure rests on.
    goal : mapping, optional
        A row of targets.
    """
    pair, _ = ends(asked, low, high)
    if pair is None:
        return Markdown(f"○ {_say(asked, 'sealed')}")
    way, language = asked.way, asked.language
    path = forecast.forecast(asked.known, asked.model, _scale(asked), way.last, level=asked.level)
    entry, title = (
        indicators.load().loc[asked.indicator].to_dict() | {"indicator": asked.indicator},
        _say(asked, "title"),
    )
    drawn, place = chart.rows(asked.all, path, tried(asked), entry, target=goal), documents[-1:]
    words = layout.wording(title, report.credits(documents, language), chart.finding(drawn, place, language))
    fig, _ = chart.figure(drawn, words, language, layout.PAGE, goal)
    ax = fig.axes[0]
    bottom, top = ax.get_ylim()
    seen = max(pair[0], bottom), min(pair[1], top)
    ink, you = charts.COLOURS["baseline"], of(language).word(texts.FORECASTS, "you")
    ax.plot([way.last - 0.3] * 2, seen, color=ink, lw=3, solid_capstyle="butt", zorder=5)
    ax.annotate(you, (way.last - 0.3, seen[0]), (0, -3), textcoords="offset points", color=ink, ha="center", va="top")
    ax.set_ylim(bottom, top)
    buffer = io.BytesIO()
    fig.savefig(buffer, format="png", dpi="figure", metadata=bundle.METADATA["png"])
    plt.close(fig)
    return Image(buffer.getvalue(), alt=_say(asked, "alt", level=percent(asked.level), **_of(asked, *pair)))


def rubric(asked):
    """Make the rubric of a sentence on what the model expected and what came.

    Examples
    --------
    >>> from helpers.teaching.rubric import found
    >>> told = rubric(example())
    >>> all(found(told.example, told).values())
    True
    """
    way, language = asked.way, asked.language
    _, low, high = (round(number, 1) for number in interval(asked, asked.level))
    places = [ways.fields(way, each)["place"].lower() for each in LANGUAGES]
    odds = [of(each).word(texts.FORECASTS, f"odds_{percent(asked.level)}") for each in LANGUAGES]
    signs = {
        "made": (way.first,),
        "of": (way.last,),
        "low": (low,),
        "high": (high,),
        "level": (int(100 * asked.level), *odds),
        "came": (way.end,),
        "place": tuple(places),
        "model": texts.MODEL_WORDS,
    }
    more = _of(asked, low, high) | {"level": percent(asked.level)}
    looked = tuple((_say(asked, f"sentence_{name}", **more), found) for name, found in signs.items())
    people = tuple(_say(asked, f"sentence_{name}") for name in ("people", "single"))
    care = of(language).word(texts.FORECASTS, "sentence_care")
    return Rubric(language, looked, texts.NO_FORECAST, care, people, _say(asked, "sentence_example", **more))


def told(asked, level=WIDER):
    """Write for a choice what the model expected, how the start is rounded, and the first forecast that it made before.

    Examples
    --------
    >>> said = told(example())
    >>> said["low"], said["high"], said["half"], said["made"], said["of"], said["came"]
    ('90.1 %', '94.1 %', '0.05', 2014, 2019, '83.4 %')
    >>> told(example(), 0.8)["earlier"]
    {'low': '78.5 %', 'high': '87.7 %'}
    """
    way, language = asked.way, asked.language

    def written(number):
        return of(language).measured(round(float(number), 1), way.unit)

    _, low, high = interval(asked, level)
    said = {"low": written(low), "high": written(high), "half": ways.signed(way.h0)}
    said["rounded"] = [of(language).measured(round(way.start + side * way.h0, 6), way.unit) for side in (-1, 1)]
    past = tried(asked, asked.level)
    if len(past):
        first = past.iloc[0]
        said |= {"made": int(first["origin"]), "of": int(first["year"]), "came": written(first["observed"])}
        said["earlier"] = {"low": written(first["low"]), "high": written(first["high"])}
    return said


def percent(level):
    """Write a level as people say it.

    Examples
    --------
    >>> percent(0.8)
    '80'
    """
    return f"{100 * level:g}"


def example():
    """Make the forecast that examples are about: preschool enrolment of the nation, from 2020 for 2025.

    Examples
    --------
    >>> example().way.first, example().way.last
    (2020, 2025)
    """
    return make(schema.load("observations", "china-14fyp"), "preschool_gross_enrolment", 2020, 2025)


def _scale(asked):
    return scales.natural(asked.way.family, asked.known["value"])


def _times(asked, pair):
    _, low, high = interval(asked, asked.level)
    return ways.signed(round((pair[1] - pair[0]) / (high - low), 2), asked.language)


def _tenths(numbers):
    return [ways.signed(round(abs(number), 1)) for number in numbers]


def _of(asked, low, high, digits=2):
    """Write an interval: its ends, its width, and by how much it missed, both as the ends written give them."""
    way, language = asked.way, asked.language
    low, high = round(low, digits), round(high, digits)
    ends = {"low": of(language).measured(low, way.unit), "high": of(language).measured(high, way.unit)}
    missed = ways.signed(round(max(low - way.end, way.end - high, 0.0), digits), language)
    width = ways.signed(round(high - low, digits), language)
    return ends | {"width": width, "missed": missed, "unit": of(language).word(texts.UNITS, step_unit(way.unit))}


def _say(asked, key, **more):
    way, language = asked.way, asked.language
    fields = ways.fields(way, language) | {"fitted": str(int(asked.known["year"].iloc[0]))}
    fields["model_name"] = of(language).word("models", asked.model)
    fields["rounded"] = [of(language).measured(round(way.end + side * way.h1, 6), way.unit) for side in (-1, 1)]
    fields["odds"] = of(language).word(texts.FORECASTS, f"odds_{percent(asked.level)}")
    return of(language).say(texts.FORECASTS, key, **fields | more)
