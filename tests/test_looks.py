"""Looks: colours that stay apart for colour-blind eyes and in grey, and texts and marks dark enough on white paper."""

from functools import cache
from itertools import combinations, pairwise

import matplotlib.pyplot as plt
import numpy as np
import pytest
import test_charts
import test_followed_charts
import test_precedent
import test_promise_charts
import test_time_charts
import test_trend
from matplotlib.colors import to_rgb, to_rgba
from matplotlib.lines import Line2D

from helpers import charts
from helpers.charts import promises, scorecard
from helpers.codebook import schema

# Machado, Oliveira and Fernandes (2009), A physiologically-based model for simulation of color vision deficiency, IEEE
# TVCG 15(6): the matrices of severity 1.0, for linear RGB.
SEEN_BY = {
    "everyone": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
# IEC 61966-2-1 (sRGB): linear RGB to CIE XYZ, white D65.
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
APART = 15
"""CIELAB units between two colours: some 2 can just be told apart side by side; marks are small and lie apart."""
APART_IN_GREY = 20
"""Lightness (CIE L*, 0 to 100) that tells two greys apart; below it another shape or filling has to."""
TEXT, MARK = 4.5, 3.0
"""Least contrasts of small text, and of marks, against white: WCAG 2.2, criteria 1.4.3 and 1.4.11."""
FIGURES = [
    ("baseline-target", "yunyang-14fyp"),
    ("required-growth", "yunyang-14fyp"),
    ("compare", None),
    ("progress-path", "yunyang-14fyp"),
    ("elimination", "yunyang-14fyp"),
    ("unknown-baseline", "chuxiong-2023-2025"),
    ("precedent", "yunyang-14fyp"),
    ("promises", "yunyang-14fyp"),
    ("scorecard", "yunyang-14fyp"),
    ("scorecard", "china-14fyp"),
    ("hindcast", "china-14fyp"),
    ("timeline", "chuxiong-2023-2025"),
    ("multiples", ""),
    ("national-series", "yunyang-14fyp"),
]


@cache
def draw(kind, plan):
    """Draw a figure once for all that is looked at in it."""
    if kind in {"baseline-target", "required-growth", "compare"}:
        return test_charts.draw(kind, plan, "en")[0]
    if kind == "hindcast":
        plan = {name: schema.load(name, plan) for name in ("observations", "indicators")}
        return test_trend.draw("preschool_gross_enrolment", "en", plan)[0]
    if kind in test_promise_charts.FIGURES:
        return test_promise_charts.draw(kind, plan)[0]
    if kind in {"timeline", "multiples", "national-series"}:
        return test_time_charts.draw(kind, plan, test_time_charts.tables())[0]
    modules = {"precedent": test_precedent}
    return modules[kind].draw(plan, "en")[0] if kind in modules else test_followed_charts.draw(kind, plan)[0]


@cache
def colours(kind, plan):
    """List what a figure draws on paper => (texts, marks), each a set of (what, colour over white)."""
    fig = draw(kind, plan)
    fig.draw_without_rendering()
    texts = {
        (text.get_text(), over_white(text.get_color(), text.get_alpha()))
        for text in fig.findobj(plt.Text)
        if text.get_text().strip() and text.get_visible()
    }
    marks = set()
    for line in fig.findobj(Line2D):
        if line.get_marker() not in {None, "None", "", " "} and line.get_markersize() > 2.6 and len(line.get_xdata()):
            marks.add((line.get_marker(), over_white(line.get_markeredgecolor(), line.get_alpha())))
    return texts, marks


def over_white(colour, alpha=None):
    """Blend a colour with white by its alpha => rgb."""
    *rgb, own = to_rgba(colour, alpha)
    return tuple(own * part + 1 - own for part in rgb)


def linear(colour):
    encoded = np.array(to_rgb(colour))
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def contrast(colour, ground="white"):
    """Give the contrast ratio of two colours, in [1, 21], as WCAG defines it."""
    darker, lighter = sorted(float(TO_XYZ[1] @ linear(each)) for each in (colour, ground))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour, eye="everyone"):
    """Give CIELAB coordinates of a colour as an eye sees it."""
    seen = np.clip(np.array(SEEN_BY[eye]) @ linear(colour), 0, 1)
    part = TO_XYZ @ seen / TO_XYZ.sum(axis=1)
    root = np.where(part > 216 / 24389, np.cbrt(part), (24389 / 27 * part + 16) / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def apart(one, other, eye="everyone"):
    return float(np.linalg.norm(lab(one, eye) - lab(other, eye)))


PALETTES = {
    "charts": {name: (None, colour, None) for name, colour in charts.COLOURS.items()},
    "verdicts": scorecard.LOOKS,
}


def test_the_arithmetic_of_colours_is_right():
    assert contrast("black") == pytest.approx(21) and contrast("#767676") == pytest.approx(4.54, abs=0.005)
    assert lab("white") == pytest.approx([100, 0, 0], abs=0.01)
    assert lab("#FF0000") == pytest.approx([53.24, 80.09, 67.20], abs=0.05)
    for eye in SEEN_BY:  # greys look the same to all
        assert lab("#777777", eye) == pytest.approx(lab("#777777"), abs=0.01)
    assert apart("#D00000", "#4F6B00", "deutan") < apart("#D00000", "#4F6B00") / 2


@pytest.mark.parametrize("eye", SEEN_BY)
@pytest.mark.parametrize("palette", PALETTES)
def test_colours_stay_apart_for_every_eye(palette, eye):
    for one, other in combinations(PALETTES[palette].values(), 2):
        if one[1] != other[1]:
            assert apart(one[1], other[1], eye) >= APART, (one, other, eye)


@pytest.mark.parametrize("palette", ["verdicts"])
def test_in_grey_a_shape_or_a_filling_tells_what_the_colour_does_not(palette):
    for one, other in combinations(PALETTES[palette].values(), 2):
        lightness = abs(lab(one[1])[0] - lab(other[1])[0])
        assert lightness >= APART_IN_GREY or (one[0], one[2]) != (other[0], other[2]), (one, other)


@pytest.mark.parametrize(("kind", "plan"), FIGURES)
def test_marks_of_two_colours_in_a_figure_differ_in_shape_or_lightness(kind, plan):
    fig = draw(kind, plan)
    for ax in fig.axes:
        lines = [line for line in ax.get_lines() if line.get_marker() not in {None, "None", "", " "}]
        looks = {(over_white(line.get_markeredgecolor()), _shape(line)) for line in lines}
        for (one, shape), (other, further) in combinations(sorted(looks, key=str), 2):
            if one != other:
                assert shape != further or abs(lab(one)[0] - lab(other)[0]) >= APART_IN_GREY, (one, other, shape)


def _shape(line):
    hollow = over_white(line.get_markerfacecolor()) == (1, 1, 1) or line.get_fillstyle() == "none"
    return line.get_marker(), "none" if hollow else line.get_fillstyle()


@pytest.mark.parametrize(("kind", "plan"), FIGURES)
def test_every_text_is_dark_enough_to_read(kind, plan):
    texts, _ = colours(kind, plan)
    assert len(texts) > 5
    pale = {text: contrast(colour) for text, colour in texts if contrast(colour) < TEXT}
    assert not pale


@pytest.mark.parametrize(("kind", "plan"), FIGURES)
def test_every_mark_is_dark_enough_to_see(kind, plan):
    _, marks = colours(kind, plan)
    assert marks or kind == "promises"  # which has bars
    assert not {mark: contrast(colour) for mark, colour in marks if contrast(colour) < MARK}


def test_the_shades_of_what_can_be_followed_are_told_apart_in_grey():
    lightness = [lab(shade)[0] for shade in promises.SHADES.values()]
    assert all(after - before >= APART_IN_GREY for before, after in pairwise(lightness))
