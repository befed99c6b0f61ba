"""The main charts as pictures, against stored ones: what no test of artists sees, such as a style that was lost.

After a wanted change: pytest tests/test_images.py --mpl-generate-path=tests/baseline, and look at each picture.
"""

import pytest
import test_charts
import test_followed_charts
import test_precedent
import test_promise_charts
import test_time_charts

# Rasterising differs a little between versions of FreeType; a moved label or a lost colour differs by more than 4.
compared = pytest.mark.mpl_image_compare(baseline_dir="baseline", tolerance=4, savefig_kwargs={"dpi": 60}, style={})


@compared
@pytest.mark.parametrize("kind", ["baseline-target", "required-growth"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_rows(kind, language):
    return test_charts.draw(kind, "yantai-14fyp", language)[0]


@compared
@pytest.mark.parametrize("kind", ["progress-path", "elimination", "unknown-baseline"])
def test_followed(kind):
    plan = "chuxiong-2023-2025" if kind == "unknown-baseline" else "yunyang-14fyp"
    return test_followed_charts.draw(kind, plan)[0]


@compared
def test_precedent_of_a_plan():
    return test_precedent.draw("yunyang-14fyp", "en")[0]


@compared
def test_the_plans_compared():
    return test_charts.draw("compare", None, "en")[0]


@compared
@pytest.mark.parametrize("size", ["column", "slide"])
def test_other_sizes(size):
    return test_charts.draw("required-growth", "yunyang-14fyp", "en", size)[0]


@compared
@pytest.mark.parametrize("kind", ["promises", "scorecard"])
def test_promises(kind):
    return test_promise_charts.draw(kind, "yunyang-14fyp")[0]


@compared
@pytest.mark.parametrize("kind", ["timeline", "multiples", "national-series"])
def test_time(kind):
    of = {"timeline": "chuxiong-2023-2025", "multiples": ""}.get(kind, "yunyang-14fyp")
    return test_time_charts.draw(kind, of, test_time_charts.tables())[0]
