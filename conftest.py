"""For the tests and for the examples in docstrings alike."""

import pytest


@pytest.fixture(autouse=True)
def no_open_figures():
    """Close the figures that a test or an example leaves open."""
    yield
    import matplotlib.pyplot as plt

    plt.close("all")
