"""More plans than can be drawn one by one: summed up truthfully, in the figure, its numbers and the take-away."""

import numpy as np
import pandas as pd
import pytest
import yaml
from conftest import assert_texts_are_apart

from helpers import charts, clean, paths
from helpers.charts import compare, layout, spread
from helpers.codebook import schema
from helpers.report import takeaway
from helpers.runner import jobs, workers

PLAN = "yunyang-14fyp"


@pytest.fixture(scope="module")
def many():
    """Give one indicator of 40 plans, another of three, one of whose has no baseline."""
    drawn = clean.combine()
    drawn = compare.rows(drawn["targets"], drawn["required_growth"], drawn["indicators"], "china-14fyp")
    drawn = drawn[~drawn["nation"]]
    share = drawn.query("definition == 'public_kindergarten_share'").iloc[[0] * 40].reset_index(drop=True)
    share = share.assign(plan=[f"plan-{n}" for n in range(40)], baseline=np.linspace(30, 69, 40), target=75.0)
    share["value"] = (share["target"] - share["baseline"]) / 5
    rate = drawn.query("definition == 'preschool_gross_enrolment'").iloc[[0] * 3].reset_index(drop=True)
    rate = rate.assign(plan=["plan-0", "plan-1", "plan-2"], baseline=[90.0, 92.0, None], value=[1.0, 0.5, None])
    return pd.concat([share, rate], ignore_index=True)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_figure_draws_what_its_table_says(many, language):
    charts.use_style(language)
    fig, shown = compare.figure(many, layout.wording("Title"), language, layout.PAGE)
    assert_texts_are_apart(fig, language)
    for end, shape in {"baseline": "o", "target": "D"}.items():
        medians = [line.get_xdata()[0] for ax in fig.axes for line in ax.get_lines() if line.get_marker() == shape]
        assert medians == shown[end].tolist()
    share = many[many["definition"] == "public_kindergarten_share"]
    row = shown.set_index("definition").loc["public_kindergarten_share"]
    assert row["plans"] == 40 and row["baseline"] == np.median(share["baseline"])
    assert row["value_90"] == pytest.approx(np.quantile(share["value"], 0.9))
    rate = shown.set_index("definition").loc["preschool_gross_enrolment"]
    assert rate["baseline"] == 91 and (rate["plans"], rate["paced"]) == (3, 2)
    remarks = [text.get_text() for ax in fig.axes for text in ax.texts]
    assert any(("2 of 3" if language == "en" else "3个中的2个") in remark for remark in remarks)


def test_few_plans_are_drawn_one_by_one(many):
    few = many[many["plan"].isin(["plan-0", "plan-1"])]
    charts.use_style("en")
    _, shown = compare.figure(few, layout.wording("Title"), "en", layout.PAGE)
    assert shown["plan"].nunique() == 2 and not spread.crowded(few)


def test_the_take_away_names_the_greatest_pace(many):
    said = takeaway.comparison(many, {plan: f"<{plan}>" for plan in many["plan"]}).data
    assert "(40): +5.1 (" in said and r"the most: \<plan-0\>, +9" in said


def test_the_notebook_compares_many_plans(processed):
    """Copies of one plan under other names, their tables as they are."""
    for number in range(spread.MANY + 1):
        name = f"copy{number}-2021-2025"
        for folder in (paths.raw(PLAN), paths.processed(PLAN)):
            (folder.parent / name).mkdir()
            for file in folder.iterdir():
                text = file.read_text(encoding="utf-8").replace(PLAN, name)
                (folder.parent / name / file.name).write_text(text.replace("云阳", f"甲{number}"), encoding="utf-8")
        about = {"title_zh": f"甲{number}规划", "region_zh": f"甲{number}县", "region_en": f"Copy {number}"}
        years = {"baseline_year": 2020, "target_year": 2025}
        source = paths.root() / "data/raw" / name / "source.yml"
        source.write_text(yaml.safe_dump(about | years, allow_unicode=True), encoding="utf-8")
    job = jobs.Job("05-compare", None, "en")
    assert list(workers.execute({job: ""})) == [job]
    shown = pd.read_csv(paths.figures() / "compare.csv")
    assert shown["plans"].max() > spread.MANY
    assert len(schema.load("targets")) > (spread.MANY + 1) * len(schema.load("targets", PLAN))
    assert "Copy" in (paths.figures() / "compare-en.json").read_text(encoding="utf-8")
