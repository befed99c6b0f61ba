"""Figures: the numbers drawn are the table's, nothing overlaps or leaves the canvas, two runs give the same bytes."""

import io
import json
import logging
import os
import re
import shutil
import subprocess
from itertools import pairwise
from xml.etree import ElementTree

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pypdfium2
import pytest
from conftest import assert_texts_are_apart, drawn_by

from helpers import charts, goals, paths, report
from helpers.charts import baseline_target, bundle, compare, layout, projections, required_growth
from helpers.codebook import indicators, schema, source
from helpers.errors import InputError
from helpers.growth import required

PLANS = ["yunyang-14fyp", "yantai-14fyp"]
DRAWN = [*PLANS, "chuxiong-2023-2025", "china-14fyp"]


def draw(kind, plan, language, size="page"):
    """Draw one of the project's figures."""
    charts.use_style(language)
    abouts = {name: source.read(name) for name in DRAWN}
    if kind == "compare":
        tables = [pd.concat([schema.load(table, name) for name in DRAWN]) for table in ("targets", "required_growth")]
        rows, about = (
            compare.rows(*tables, indicators.load().reset_index(drop=True), "china-14fyp"),
            list(abouts.values()),
        )
        words = layout.wording(compare.finding(rows, about, language), report.credits(about, language))
        return compare.figure(rows, words, language, layout.sized(size))
    targets = schema.load("targets", plan)
    given = {"language": language, "size": size, "about": [abouts[plan]]}
    if kind != "required-growth":
        return drawn_by({"baseline-target": baseline_target, "projections": projections}[kind], targets, **given)
    return drawn_by(required_growth, required.on_scale(schema.load("required_growth", plan)), targets, **given)


FIGURES = [("baseline-target", plan) for plan in DRAWN] + [("projections", plan) for plan in PLANS]
FIGURES += [("required-growth", plan) for plan in DRAWN if plan != "chuxiong-2023-2025"] + [("compare", None)]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("kind", "plan"), FIGURES)
def test_every_text_is_inside_the_canvas_and_none_overlap(kind, plan, language, caplog):
    with caplog.at_level(logging.WARNING):  # a missing glyph is a warning, a missing font a log line
        fig, _ = draw(kind, plan, language)
        assert_texts_are_apart(fig, language)
    assert [record.getMessage() for record in caplog.records] == []


@pytest.mark.parametrize("plan", PLANS)
def test_dumbbells_stand_at_the_tables_values(plan):
    fig, drawn = draw("baseline-target", plan, "en")
    targets = schema.load("targets", plan).query("kind != 'projection'")
    official = targets["origin"] == "table"
    others = ["large_classes_compulsory@2025", "vocational_general_ratio@2025"]
    targets = targets[official | targets["target_id"].isin(others)]
    assert (
        set(drawn["indicator"]) <= set(targets["indicator"]) and len(drawn) >= len(targets) - 2
    )  # as many as it holds
    targets = targets[targets["indicator"].isin(drawn["indicator"])]
    ends = [line.get_xdata()[0] for ax in fig.axes for line in ax.get_lines() if line.get_marker() == "D"]
    assert sorted(ends) == sorted(targets["target_low"])
    np.testing.assert_allclose(drawn["baseline"] + drawn["change"], drawn["target"])
    starts = [line.get_xdata()[0] for ax in fig.axes for line in ax.get_lines() if line.get_marker() == "o"]
    assert sorted(starts) == sorted(targets["baseline"])
    assert len(fig.axes) == drawn.groupby("unit").ngroups


def test_a_binding_target_is_filled_and_an_expected_one_hollow():
    fig, _ = draw("baseline-target", "yunyang-14fyp", "en")
    faces = [line.get_markerfacecolor() for ax in fig.axes for line in ax.get_lines() if line.get_marker() == "D"]
    binding = (schema.load("targets", "yunyang-14fyp")["nature"] == "binding").sum()
    assert len(faces) - faces.count("white") == binding


def test_the_key_explains_every_kind_of_mark_drawn():
    charts.use_style("en")
    targets = schema.load("targets", "yunyang-14fyp")
    drawn = baseline_target.panels(targets.query("origin == 'table'"))
    meanings = [meaning for _, meaning in baseline_target.key(drawn, "en")]
    assert meanings == ["baseline 2020", "target 2025, expected", "target 2025, binding", "projection 2025"]
    meanings = [meaning for _, meaning in baseline_target.key(baseline_target.panels(goals.shown(targets)), "en")]
    assert meanings == [
        "baseline 2020",
        "target 2025, binding",
        "target 2025, not binding or not stated",
        "projection 2025",
    ]
    drawn = baseline_target.panels(goals.shown(targets.assign(nature=None).query("kind != 'projection'")))
    assert [meaning for _, meaning in baseline_target.key(drawn, "zh")] == ["基期2020", "目标2025"]


def test_paces_are_ranked_and_their_intervals_drawn():
    fig, drawn = draw("required-growth", "yantai-14fyp", "en")
    points = drawn[drawn["unit"] == "points_per_year"]
    assert points["value"].is_monotonic_decreasing
    marks = [line.get_xdata()[0] for line in fig.axes[0].get_lines() if line.get_marker() == "o"]
    assert marks == points["value"].tolist()
    intervals = [tuple(line.get_xdata()) for line in fig.axes[0].get_lines() if line.get_linewidth() == 2.4]
    wide = points[[required_growth.interval(row) for row in points.itertuples()]]
    assert intervals == list(wide[["low", "high"]].itertuples(index=False, name=None)) and len(wide)


def test_a_pace_within_rounding_is_grey_and_has_another_mark():
    rows = required.on_scale(schema.load("required_growth", "yantai-14fyp"))
    rows["code"] = rows["code"].mask(rows["indicator"] == "public_kindergarten_share", "change_within_rounding")
    fig, drawn = drawn_by(required_growth, rows, schema.load("targets", "yantai-14fyp"))
    squares = [line for ax in fig.axes for line in ax.get_lines() if line.get_marker() == "s"]
    within = drawn[(drawn["code"] == "change_within_rounding") & drawn["value"].notna()]
    assert sorted(line.get_xdata()[0] for line in squares) == sorted(within["value"])
    assert {line.get_color() for line in squares} == {charts.COLOURS["muted"]}


def test_only_comparable_goals_are_compared():
    _, drawn = draw("compare", None, "en")
    assert (drawn.groupby("definition")["plan"].nunique() >= 2).all() and drawn["nation"].any()
    assert not drawn.duplicated(["definition", "plan"]).any()
    assert not drawn["projection"].any()
    book = indicators.load().reset_index(drop=True)
    book.loc[book["indicator"] == "preschool_gross_enrolment", "comparable_with"] = None
    tables = [pd.concat([schema.load(table, name) for name in DRAWN]) for table in ("targets", "required_growth")]
    assert "preschool_gross_enrolment" not in set(compare.comparable(*tables, book)["indicator"])


def test_where_nothing_is_shared_the_chart_says_so():
    rows = compare.rows(
        schema.load("targets", PLANS[0]), schema.load("required_growth", PLANS[0]), indicators.load(), "china-14fyp"
    )
    assert rows.empty and "no two plans" in compare.empty(rows, "en") and compare.finding(rows, [], "zh")


def test_places_keep_one_order_and_the_nation_is_a_line():
    fig, drawn = draw("compare", None, "en")
    orders = [[label.get_text() for label in ax.get_yticklabels()] for ax in fig.axes]
    order = list(compare.ordered(drawn))
    named = {source.region(source.read(plan)): place for place, plan in enumerate(order)}
    assert all([named[name] for name in names] == sorted(named[name] for name in names) for names in orders)
    lines = [float(line.get_xdata()[0]) for ax in fig.axes for line in ax.get_lines() if line.get_gid() == "nation"]
    assert sorted(lines) == sorted(drawn.loc[drawn["nation"], "target"]) and lines
    assert not any("China" in names for names in orders)


def test_the_title_names_the_paces_that_differ_most():
    tables = [pd.concat([schema.load(table, name) for name in DRAWN]) for table in ("targets", "required_growth")]
    rows = compare.rows(*tables, indicators.load().reset_index(drop=True), "china-14fyp")
    local = rows[~rows["nation"] & (rows["rate_unit"] == "points_per_year")]
    spreads = local.groupby("definition")["value"].agg(["min", "max"]).dropna()
    widest = spreads.loc[(spreads["max"] - spreads["min"]).idxmax()]
    said = compare.finding(rows, [source.read(plan) for plan in DRAWN], "en")
    assert all(f"{end:+.3g}" in said for end in widest)


@pytest.mark.parametrize("kind", ["baseline-target", "required-growth"])
def test_rows_of_several_target_years_name_theirs(kind):
    charts.use_style("en")
    targets = schema.load("targets", PLANS[1]).query("indicator == 'compulsory_teachers_bachelor'")
    later = targets.assign(target_year=2035, target_low=99.0, target_high=99.0, target_id="later")
    both = schema.check(pd.concat([targets, later]), "targets")
    if kind == "baseline-target":
        fig, _ = drawn_by(baseline_target, both)
    else:
        fig, _ = drawn_by(required_growth, required.on_scale(required.table(both)), both)
    labels = {label.get_text().replace("\n", " ")[-6:] for label in fig.axes[0].get_yticklabels()}
    assert labels == {", 2025", ", 2035"}


def test_a_missing_baseline_is_shown_as_missing():
    charts.use_style("en")
    targets = schema.load("targets", PLANS[0])
    targets.loc[targets["target_id"] == "preschool_gross_enrolment@2025", "baseline"] = None
    fig, _ = drawn_by(baseline_target, targets)
    assert "no baseline in the data" in [text.get_text() for ax in fig.axes for text in ax.texts]


def test_where_nothing_can_be_drawn_the_chart_says_why():
    targets = schema.load("targets", "yongchuan-2022-2025")
    paces = required.on_scale(schema.load("required_growth", "yongchuan-2022-2025"))
    for chart, tables in (
        (baseline_target, (targets,)),
        (required_growth, (paces, targets)),
        (projections, (targets,)),
    ):
        for language, said in (("en", "Nothing to draw"), ("zh", "无图可绘")):
            assert chart.empty(chart.rows(*tables), language).startswith(said)


def test_a_bare_figure_leaves_title_and_source_to_the_journal(processed, monkeypatch):
    about, targets = source.read("yantai-14fyp"), schema.load("targets", "yantai-14fyp")
    charts.use_style("en")
    monkeypatch.setenv("HELPERS_FRAME", "bare")
    fig, _ = bundle.drawing("yantai-14fyp", [about], "en")(baseline_target, targets)
    printed = [text.get_text() for text in fig.findobj(plt.Text)]
    assert not any("Source" in text or "Yantai" in text for text in printed)
    file = paths.figures("yantai-14fyp") / "baseline-target-bare-en.json"
    assert "Source" in json.loads(file.read_text(encoding="utf-8"))["caption"]
    monkeypatch.setenv("HELPERS_FRAME", "none")
    with pytest.raises(InputError, match="use full or bare"):
        bundle.bare()


def test_what_has_no_pace_is_told_in_one_line_and_not_drawn():
    rows = required.on_scale(schema.load("required_growth", "yantai-14fyp"))
    fig, drawn = drawn_by(required_growth, rows, schema.load("targets", "yantai-14fyp"))
    assert drawn["value"].notna().all() and (drawn["value"] != 0).all()
    told = " ".join(fig._supxlabel.get_text().splitlines())
    assert re.search(r"Not drawn: [^.]*\(maintain\)", told)


def split(plans):
    tables = [pd.concat([schema.load(table, name) for name in plans]) for table in ("targets", "required_growth")]
    return compare.split(compare.comparable(*tables, indicators.load().reset_index(drop=True)))


def test_a_plan_of_another_period_has_panels_of_its_own():
    main, others = split([*DRAWN, "china-13fyp"])
    assert set(others["plan"]) == {"china-13fyp"} and set(others["period"]) == {"2016-2020"}
    pd.testing.assert_frame_equal(main, split(DRAWN)[0])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_two_runs_give_the_same_bytes_and_a_whole_bundle(processed, language):
    written = []
    for _ in range(2):
        charts.use_style(language)
        about = source.read("yunyang-14fyp")
        tables = [schema.load(name, "yunyang-14fyp") for name in ("required_growth", "targets")]
        draw_it = bundle.drawing("yunyang-14fyp", [about], language)
        _, drawn = draw_it(required_growth, required.on_scale(tables[0]), tables[1], scale="primary")
        folder = paths.figures("yunyang-14fyp")
        written.append({file.name: file.read_bytes() for file in folder.iterdir()})
        for file in folder.iterdir():
            file.unlink()
    assert written[0] == written[1]
    ends = {f"required-growth-{language}.{end}" for end in ("svg", "pdf", "png", "json")} | {"required-growth.csv"}
    assert set(written[0]) == ends
    about = json.loads(written[0][f"required-growth-{language}.json"])
    assert {"title", "subtitle", "caption", "alt", "citation", "parameters", "licence", "data"} <= set(about)
    assert drawn[f"indicator_{language}"].iloc[0] in about["title"] and about["alt"].startswith(about["title"])
    assert about["parameters"].items() >= {"plan": "yunyang-14fyp", "size": "page", "scale": "primary"}.items()
    svg = ElementTree.fromstring(written[0][f"required-growth-{language}.svg"])
    said = [svg.find(f"{{http://www.w3.org/2000/svg}}{name}").text for name in ("title", "desc")]
    assert said == [about["title"], about["alt"]]


OWN_SETTINGS = {
    "savefig.bbox": "tight",
    "savefig.transparent": True,
    "savefig.pad_inches": 0.5,
    "axes.formatter.use_locale": True,
    "figure.autolayout": True,
    "path.simplify": False,
    "mathtext.fontset": "cm",
    "pdf.compression": 0,
    "lines.linewidth": 5,
    "text.usetex": True,
}
"""What a user's own matplotlibrc may say."""


def test_settings_of_the_users_own_do_not_reach_a_figure(processed):
    written = []
    for own in ({}, OWN_SETTINGS):
        with plt.rc_context(own):
            fig, drawn = draw("required-growth", "yunyang-14fyp", "en")
            bundle.save(fig, "required-growth", "yunyang-14fyp", "en", layout.PAGE, drawn, {})
        plt.close(fig)
        files = [f"required-growth-en.{end}" for end in ("svg", "pdf", "png")]
        written.append([(paths.figures("yunyang-14fyp") / name).read_bytes() for name in files])
    assert written[0] == written[1]


@pytest.mark.parametrize("kind", ["baseline-target", "required-growth"])
def test_a_dollar_sign_is_drawn_as_printed(kind):
    charts.use_style("en")
    targets = schema.load("targets", PLANS[1]).query("indicator == 'compulsory_teachers_bachelor'")
    named = targets.assign(indicator_en=r"rate $\frac{a}$ of $x_1$")
    words = layout.wording("$a_1$", "$b^2$")
    if kind == "baseline-target":
        fig, _ = baseline_target.figure(baseline_target.rows(named), words, "en", layout.PAGE)
    else:
        rows = required_growth.rows(required.on_scale(required.table(targets)), named)
        fig, _ = required_growth.figure(rows, words, "en", layout.PAGE)
    fig.savefig(file := io.BytesIO(), format="pdf")
    with pypdfium2.PdfDocument(file.getvalue()) as document:
        printed = "".join(document[0].get_textpage().get_text_range().split())
    for text in ("$a_1$", "$b^2$", r"$\frac{a}$", "$x_1$"):
        assert text in printed


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="en or zh"):
        charts.use_style("fr")


@pytest.mark.skipif(not shutil.which("pdftotext") and not os.environ.get("CI"), reason="needs poppler-utils")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_pdf_has_its_fonts_inside_and_gives_back_the_text_that_was_drawn(processed, language):
    fig, drawn = draw("required-growth", "yunyang-14fyp", language)
    bundle.save(fig, "required-growth", "yunyang-14fyp", language, layout.PAGE, drawn, {})
    file = paths.figures("yunyang-14fyp") / f"required-growth-{language}.pdf"
    fonts = read_with("pdffonts", file).splitlines()[2:]
    embedded_with_unicode = [line.split()[-5:-2:2] for line in fonts]
    assert fonts and embedded_with_unicode == [["yes", "yes"]] * len(fonts), fonts
    assert all(" CID TrueType " in line for line in fonts), fonts
    text = re.sub(r"\s", "", read_with("pdftotext", file, "-"))
    names = [re.sub(r"\s", "", name) for name in drawn[f"indicator_{language}"]]
    assert sum(name in text for name in names) > len(names) / 2  # a label on two lines may be apart in the text
    assert set("".join(names)) <= set(text)


def read_with(program, file, *more):
    return subprocess.run([program, file, *more], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("kind", ["baseline-target", "required-growth"])
def test_rows_of_a_slide_stand_at_least_as_far_apart_as_their_labels_are_high(kind, plan):
    fig, _ = draw(kind, plan, "en", "slide")
    fig.draw_without_rendering()
    for ax in fig.axes:
        boxes = sorted((label.get_window_extent() for label in ax.get_yticklabels()), key=lambda box: box.y0)
        assert all(low.y1 <= high.y0 for low, high in pairwise(boxes))


@pytest.mark.parametrize(("second", "kept"), [("binding", {"a"}), ("expected", {"a", "c", "d"})])
def test_rows_behind_one_that_has_no_room_are_drawn_unless_it_is_binding(second, kept):
    """A panel more takes more room than a row more."""
    named = pd.DataFrame({"name": list("abcd"), "nature": ["binding", second, "expected", "expected"]})
    slide = layout.sized("slide")

    def place(shown, language):
        height = 2.0 if "b" in set(shown["name"]) else 0.0
        return layout.rows(slide, list(shown["name"]), least=height)

    _, _, drawn = layout.stack(slide, [named.loc[[0, 2, 3]], named.loc[[1]]], place, layout.wording("Title", "Source"))
    assert set(drawn["name"]) == kept


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([1, -1, 0], "1 of 3 projected numbers to rise and 1 to fall"),
        ([1, 2], "all 2 projected numbers to rise"),
        ([-1, -2], "all 2 projected numbers to fall"),
        ([1, 0], "1 of 2 projected numbers to rise, the others to stay"),
        ([-1, 0, 0], "1 of 3 projected numbers to fall, the others to stay"),
    ],
)
def test_a_title_of_projections_counts_no_zero(changes, said):
    rows = pd.DataFrame({"change": changes, "percent": None})
    title = projections.finding(rows, [source.read(PLANS[0])], "en")
    assert title.endswith(said) and " 0 " not in title
