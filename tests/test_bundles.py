"""A figure as files: every bundle is listed with its files, in each size, and only what was asked for is kept."""

import json
import re
import shutil

import pytest
from conftest import PROJECT, copy_project

from helpers import charts, paths
from helpers.charts import baseline_target, bundle, elimination, layout, progress_path
from helpers.codebook import schema, source
from helpers.language import of
from helpers.site import figures


@pytest.fixture(scope="module")
def once(tmp_path_factory, in_root):
    """Draw a figure in two sizes and two languages, and one for which there are no numbers."""
    root = copy_project(tmp_path_factory.mktemp("bundles"))
    shutil.copytree(PROJECT / "data/processed", root / "data/processed")
    with in_root(root):
        for chart, tables in ((baseline_target, ("targets",)), (elimination, ("targets", "observations"))):
            for language in ("en", "zh"):
                for size in ("page", "slide"):
                    charts.use_style(language)
                    draw = bundle.drawing("yantai-14fyp", [source.read("yantai-14fyp")], language, size)
                    draw(chart, *(schema.load(table, "yantai-14fyp") for table in tables))
    return root


@pytest.fixture
def drawn(once, tmp_path, monkeypatch):
    """Work in a copy of the project with what was drawn => its folder of figures."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("HELPERS_ROOT", str(tmp_path))
    return tmp_path / "figures"


def test_every_bundle_is_listed_with_its_files_by_size(drawn):
    for language in ("en", "zh"):
        empty, pictured = figures.bundles(language)[::-1]
        assert (pictured["figure"], empty["figure"]) == ("baseline-target", "elimination")
        listed = {name for names in pictured["sizes"].values() for name in names.values()}
        of_language = {file.name for file in drawn.glob(f"*/baseline*-{language}.*")}
        assert listed == of_language | {"baseline-target.csv", "baseline-target-slide.csv"}
        assert set(empty["sizes"]["page"]) == {"csv", "json"}


def test_of_a_figure_without_numbers_no_picture_is_kept(drawn):
    plan, folder = "yantai-14fyp", drawn / "yantai-14fyp"
    old = folder / "elimination-en.png"
    old.write_bytes(b"drawn when there were numbers")
    charts.use_style("en")
    tables = schema.load("targets", plan), schema.load("observations", plan)
    bundle.drawing(plan, [source.read(plan)], "en")(elimination, *tables)
    left = {file.name for file in folder.glob("elimination*")} - {file.name for file in folder.glob("*-slide*")}
    assert left == {"elimination.csv", "elimination-en.json", "elimination-zh.json"}


@pytest.mark.parametrize("name", ["progress-path", "elimination"])
def test_why_a_figure_is_empty_is_told_without_the_breaks_of_the_picture(processed, name):
    plan = "yongchuan-2022-2025"
    charts.use_style("zh")
    targets, seen = schema.load("targets", plan), schema.load("observations", plan)
    chart, tables = {
        "progress-path": (progress_path, [targets, seen[:0], schema.load("progress", plan)[:0]]),
        "elimination": (elimination, [targets[:0], seen]),
    }[name]
    fig, drawn = bundle.drawing(plan, [source.read(plan)], "zh", "column")(chart, *tables)
    file = paths.figures(plan) / f"{name}-column-zh.json"
    alt = json.loads(file.read_text(encoding="utf-8"))["alt"]
    assert fig is None and drawn.empty and alt == chart.empty(drawn, "zh")
    assert not re.search(r"[\u4e00-\u9fff] +[\u4e00-\u9fff]", alt)


def test_a_plan_that_is_gone_is_not_shown_and_a_torn_json_is_passed_over(drawn):
    gone = drawn / "weird-14fyp"
    shutil.copytree(drawn / "yantai-14fyp", gone)
    for torn in ("", "{", "[]"):
        (drawn / "yantai-14fyp/elimination-en.json").write_text(torn, encoding="utf-8")
        listed = [(about["folder"], about["figure"], set(about["sizes"])) for about in figures.bundles("en")]
        of = "yantai-14fyp"
        assert listed == [(of, "baseline-target", {"page", "slide"}), (of, "elimination", {"slide"})]


def test_of_a_bundle_only_the_formats_asked_for_are_kept(drawn, monkeypatch):
    monkeypatch.setenv("HELPERS_FORMATS", "png")
    charts.use_style("en")
    plan = "yantai-14fyp"
    bundle.drawing(plan, [source.read(plan)], "en")(baseline_target, schema.load("targets", plan))
    ends = {file.suffix for file in paths.figures(plan).glob("baseline-target-en.*")}
    assert ends == {".png", ".json"}
    assert (paths.figures(plan) / "baseline-target-zh.svg").exists()
    pictured = next(about for about in figures.bundles("en") if about["figure"] == "baseline-target")
    assert pictured["sizes"]["page"] == {
        "png": "baseline-target-en.png",
        "csv": "baseline-target.csv",
        "json": "baseline-target-en.json",
    }


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_slide_names_few_documents(language):
    """A source line of five lines would leave a slide no room for rows."""
    documents = [source.read(plan) for plan in paths.plans()]
    rows = baseline_target.rows(schema.load("targets", "yantai-14fyp"))
    titles = [of(language).titled(source.title(about, language)) for about in documents]
    named = {
        size: bundle.worded(baseline_target, rows, documents[:1], documents, language, layout.sized(size)).source
        for size in layout.SIZES
    }
    counts = {size: sum(title in line for title in titles) for size, line in named.items()}
    assert counts["slide"] < counts["column"] < counts["page"]
