"""A copy of the project that a test may damage, and one full run that the tests of the runner share."""

import os
import shutil
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


def copy_project(to):
    """Copy what the notebooks need: raw data, notebooks and the lock; the code is the installed one."""
    for folder in ("data/raw", "notebooks"):
        shutil.copytree(PROJECT / folder, to / folder)
    shutil.copy(PROJECT / "requirements.lock", to)
    return to


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
