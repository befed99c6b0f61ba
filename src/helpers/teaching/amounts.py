"""Questions about how many: a later value at the pace so far, the whole behind a part, the heads behind a share."""

import numpy as np

from helpers.teaching import ways, wrong
from helpers.teaching.question import about, plain


def ahead(way, year, language="en", seen=np.nan):
    """Ask what the value of a later year would be at the compound rate of the way: e (e/y0)^(k/T).

    Parameters
    ----------
    way : Way
    year : int
        Later than the way's last.
    language : str
    seen : number
        What was observed in that year, which is another question.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> seen = schema.load("observations", "yunyang-14fyp")
    >>> round(ahead(ways.observed(seen, "large_classes_compulsory", 2015, 2020), 2021).value, 1)
    17.9
    """
    more = year - way.last

    def value(start, end):
        return end * (end / start) ** (more / way.years)

    known = wrong.of_ahead(way.start, way.end, way.years, more, seen)
    worked = f"{plain(way.end)} · ({plain(way.end)} / {plain(way.start)})^({more}/{way.years})"
    span = ways.corners(way, value)
    return about(way, "ahead", language, value(way.start, way.end), span, known, worked, unit=way.unit, year=year)


def whole(part, percent, halfwidth, way, language="en"):
    """Ask how many there are in all, where a part and its share are published: 100 part/percent.

    Parameters
    ----------
    part : number
        A count, in the unit of `way`.
    percent, halfwidth : number
        Its share as printed, and the half-width of the print.
    way : Way
        Of the count: its names, its place, its unit.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> way = ways.promised(schema.load("targets", "yunyang-14fyp"), "large_classes_compulsory@2025")
    >>> asked = whole(way.start, 1.25, 0.01, way)
    >>> asked.value, round(asked.low), round(asked.high)
    (2480.0, 2460, 2500)
    """
    span = 100 * part / (percent + halfwidth), 100 * part / (percent - halfwidth)
    worked, known = f"{plain(part)} / {plain(percent)} %", wrong.of_whole(part, percent)
    more = {"unit": way.unit, "share": plain(percent), "part": plain(part)}
    return about(way, "whole", language, 100 * part / percent, span, known, worked, **more)


def heads(of_all, share, language="en"):
    """Ask how many are behind a share, at the end of two ways: whole × percent/100.

    Parameters
    ----------
    of_all, share : Way
        The whole, in persons, schools …, and the share of it, in percent; their ends are taken.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> targets = schema.load("targets", "yunyang-14fyp")
    >>> children = ways.promised(targets, "preschool_enrolment@2025")
    >>> public = ways.promised(targets, "public_kindergarten_share@2025")
    >>> round(heads(children, public).value) == round(children.end * public.end / 100)
    True
    """
    value = of_all.end * share.end / 100
    span = [(of_all.end + side * of_all.h1) * (share.end + side * share.h1) / 100 for side in (-1, 1)]
    known = wrong.of_part(of_all.end, share.end) + wrong.of_scaling(value, of_all.unit)
    more = {"unit": of_all.unit, "whole": ways.fields(of_all, language)["end"]}
    worked = f"{plain(of_all.end)} · {plain(share.end)} / 100"
    return about(share, "heads", language, value, span, known, worked, **more)
