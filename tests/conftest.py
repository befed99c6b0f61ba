"""A copy of the project that a test may damage, and one full run that the tests of the runner share."""

import importlib.util
import json
import os
import shutil
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

PROJECT = Path(__file__).parents[1]

settings.register_profile("project", derandomize=True, deadline=None)
settings.load_profile("project")


def pytest_collection_modifyitems(items):
    """Begin with the slowest file: two workers take whole files in this order."""
    items.sort(key=lambda item: item.path.name != "test_run.py")


def pytest_terminal_summary(terminalreporter, exitstatus, config):
    """Print how many fuzzed inputs came to what; keep the counts of a long run that passed where it is asked for."""
    found = {}
    for report in terminalreporter.getreports(""):  # of setting up and tearing down
        for name, item in report.user_properties if report.when == "teardown" else ():
            if name == "fuzz":
                surface, outcome, number = item
                counts = found.setdefault(surface, {"right": 0, "refused": 0, "doubted": 0})
                counts[outcome] += number
    if found:
        terminalreporter.section("fuzzed inputs")
    for surface, counts in sorted(found.items()):
        said = ", ".join(f"{number} {outcome}" for outcome, number in counts.items())
        terminalreporter.write_line(f"{surface}: {sum(counts.values())}, {said}, 0 anything else")
    if (kept := os.environ.get("FUZZ_KEPT")) and found and exitstatus == 0:
        from helpers.trace import tried

        measured = tried.measured(tried.FUZZED, date.today(), tried.commit())
        made = {"surfaces": dict(sorted(found.items())), "seed": config.getoption("--hypothesis-seed")} | measured
        Path(kept).write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def benchmark(name):
    """Import a module of benchmarks/."""
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", PROJECT / f"benchmarks/{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def copy_project(to):
    """Copy what the notebooks need: raw data, notebooks and the lock; the code is the installed one."""
    for folder in ("data/raw", "notebooks"):
        shutil.copytree(PROJECT / folder, to / folder)
    shutil.copy(PROJECT / "requirements.lock", to)
    return to


def wait_for(condition, seconds=120):
    """Wait until something holds; a machine that does other work too may take long."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, condition
        time.sleep(0.1)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Work in a copy of the project without any processed table."""
    monkeypatch.setenv("HELPERS_ROOT", str(copy_project(tmp_path)))
    return tmp_path


@pytest.fixture
def processed(project):
    """Work in a copy of the project with the committed tables."""
    shutil.copytree(PROJECT / "data/processed", project / "data/processed")
    return project


@pytest.fixture(autouse=True)
def no_open_figures():
    """Close the figures that a test leaves open."""
    yield
    import matplotlib.pyplot as plt

    plt.close("all")


def assert_texts_are_apart(fig, language):
    """Hold that every text drawn is in its language and inside the canvas, and that no two of them overlap."""
    import matplotlib.pyplot as plt
    from reading import foreign

    fig.draw_without_rendering()
    width, height = fig.canvas.get_width_height()
    hidden = [label for ax in fig.axes for axis in (ax.xaxis, ax.yaxis) for label in _not_drawn(axis)]
    texts = [text for text in fig.findobj(plt.Text) if text.get_text().strip() and text not in hidden]
    assert [run for text in texts for run in foreign(text.get_text(), language)] == []
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
    for text, box in boxes:
        assert box.x0 >= -1 and box.x1 <= width + 1 and box.y0 >= -1 and box.y1 <= height + 1, text
    for place, (text, box) in enumerate(boxes):
        for other, more in boxes[place + 1 :]:
            overlap_x = min(box.x1, more.x1) - max(box.x0, more.x0)
            overlap_y = min(box.y1, more.y1) - max(box.y0, more.y0)
            assert overlap_x < 1 or overlap_y < 3, (text, other)


def drawn_by(chart, *tables, language="en", size="page", about=(), **given):
    """Draw a chart for given tables as its figure does => Figure, DataFrame drawn."""
    from helpers import charts, report
    from helpers.charts import layout

    charts.use_style(language)
    rows, about = chart.rows(*tables, **given), list(about)
    subtitle = "" if chart.empty(rows, language) else chart.subtitle(rows, about, language)
    words = layout.wording(chart.finding(rows, about, language), report.credits(about, language), subtitle)
    return chart.figure(rows, words, language, layout.sized(size))


def _not_drawn(axis):
    """List the tick labels of an axis that are outside of its view."""
    if not axis.axes.axison:
        return axis.get_ticklabels()
    low, high = sorted(axis.get_view_interval())
    return [tick.label1 for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high]


@pytest.fixture(scope="session")
def chromium():
    """Give Playwright's Chromium to launch: one loop serves all tests of a worker, a second cannot begin in it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def in_root():
    """Give a function that sets HELPERS_ROOT for the length of a with block."""
    from contextlib import contextmanager

    @contextmanager
    def within(root):
        before = os.environ.get("HELPERS_ROOT")
        os.environ["HELPERS_ROOT"] = str(root)
        try:
            yield
        finally:
            os.environ.pop("HELPERS_ROOT")
            if before is not None:
                os.environ["HELPERS_ROOT"] = before

    return within
