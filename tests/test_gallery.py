"""The gallery: every bundle is there with its files, in each size, and the page asks nothing of the network."""

import json
import re
import shutil

import pytest
from lxml import html

from helpers import charts, gallery, paths, schema, source
from helpers.charts import baseline, bundle, elimination, path
from helpers.words import TERMS

TERMS_ZH = [zh for _, zh in TERMS.values()]


@pytest.fixture
def drawn(processed):
    """Draw a figure in two sizes and two languages, and one for which there are no numbers."""
    for plan, name, figure, tables in (
        ("yantai-14fyp", "baseline-target", baseline.figure, ("targets",)),
        ("yantai-14fyp", "elimination", elimination.figure, ("targets", "observations")),
    ):
        for language in ("en", "zh"):
            for size in ("page", "slide"):
                charts.use_style(language, size)
                draw = bundle.drawing(plan, [source.read(plan)], language)
                draw(name, figure, *(schema.load(table, plan) for table in tables))
    return processed / "figures"


def test_every_bundle_is_shown_with_its_files_and_nothing_is_asked_of_the_network(drawn):
    gallery.save()
    for language in ("en", "zh"):
        assert_page_is_whole(drawn, language)


def assert_page_is_whole(drawn, language):
    page = html.fromstring((drawn / gallery.PAGES[language]).read_bytes())
    links = {*page.xpath("//@href"), *page.xpath("//@src")} - {"data:,", *gallery.PAGES.values()}
    files = {link for link in links if not link.startswith("#")}
    assert all((drawn / file).exists() for file in files)
    of_language = {paths.relative(file)[8:] for file in drawn.glob(f"*/baseline*-{language}.*")}
    assert of_language | {"yantai-14fyp/baseline-target.csv", "yantai-14fyp/baseline-target-slide.csv"} <= files
    pictures = page.xpath("//img")
    about = json.loads((drawn / "yantai-14fyp" / f"baseline-target-{language}.json").read_text(encoding="utf-8"))
    assert [picture.get("alt") for picture in pictures] == [about["alt"]]
    empty = json.loads((drawn / "yantai-14fyp" / f"elimination-{language}.json").read_text(encoding="utf-8"))
    assert [item.text for item in page.xpath("//details//li")] == [empty["alt"]]
    assert not re.search(r"https?://|@import|<script", (drawn / gallery.PAGES[language]).read_text(encoding="utf-8"))


def test_of_a_figure_without_numbers_no_picture_is_kept(drawn):
    plan, folder = "yantai-14fyp", drawn / "yantai-14fyp"
    old = folder / "elimination-en.png"
    old.write_bytes(b"drawn when there were numbers")
    charts.use_style("en")
    tables = schema.load("targets", plan), schema.load("observations", plan)
    bundle.drawing(plan, [source.read(plan)], "en")("elimination", elimination.figure, *tables)
    left = {file.name for file in folder.glob("elimination*")} - {file.name for file in folder.glob("*-slide*")}
    assert left == {"elimination.csv", "elimination-en.json", "elimination-zh.json"}


@pytest.mark.parametrize("name", ["baseline-target", "progress-path", "elimination"])
def test_why_a_figure_is_empty_is_told_without_the_breaks_of_the_picture(processed, name):
    plan = "yongchuan-2022-2025"
    charts.use_style("zh", "column")
    targets, seen = schema.load("targets", plan), schema.load("observations", plan)
    tables, figure = {
        "baseline-target": ([targets], baseline.figure),
        "progress-path": ([targets, seen[:0], schema.load("progress", plan)[:0]], path.figure),
        "elimination": ([targets[:0], seen], elimination.figure),
    }[name]
    fig, drawn = bundle.drawing(plan, [source.read(plan)], "zh")(name, figure, *tables)
    file = paths.figures(plan) / f"{name}-column-zh.json"
    alt = json.loads(file.read_text(encoding="utf-8"))["alt"]
    assert drawn.empty and alt.endswith(fig.get_label()) and fig.get_label() in TERMS_ZH
    assert "\n" in fig.axes[0].texts[0].get_text() or name != "baseline-target"
    assert not re.search(r"[\u4e00-\u9fff] +[\u4e00-\u9fff]", alt)


def test_a_plan_that_is_gone_is_not_shown_and_a_torn_json_is_passed_over(drawn):
    gone = drawn / "weird-14fyp"
    shutil.copytree(drawn / "yantai-14fyp", gone)
    before = gallery.page("en")
    for torn in ("", "{", "[]"):
        (drawn / "yantai-14fyp/elimination-en.json").write_text(torn, encoding="utf-8")
        shown = gallery.page("en")
        assert "weird-14fyp" not in shown and "baseline-target-en.svg" in shown and "weird-14fyp" not in before


def test_of_a_bundle_only_the_formats_asked_for_are_kept(drawn, monkeypatch):
    monkeypatch.setenv("HELPERS_FORMATS", "png")
    charts.use_style("en")
    plan = "yantai-14fyp"
    bundle.drawing(plan, [source.read(plan)], "en")("baseline-target", baseline.figure, schema.load("targets", plan))
    ends = {file.suffix for file in paths.figures(plan).glob("baseline-target-en.*")}
    assert ends == {".png", ".json"}
    assert (paths.figures(plan) / "baseline-target-zh.svg").exists()
    gallery.save()
    assert "baseline-target-en.png" in (drawn / "index.html").read_text(encoding="utf-8")
