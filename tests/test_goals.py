"""Which targets count: promises, what needs a baseline, the funnel; statuses, stages, derived baselines, one writer."""

import re

import numpy as np
import pandas as pd
import pytest
from test_growth import row_of
from test_progress import observations, seen

from helpers import clean, goals, paths, progress, show, tabular
from helpers.clean import facts, prose, values
from helpers.codebook import schema, source
from helpers.errors import InputError
from helpers.language import LANGUAGES, of
from helpers.progress import verdicts
from helpers.report import outcomes, takeaway
from helpers.tabular import cells

LOCAL = ["yunyang-14fyp", "chuxiong-2023-2025", "yantai-14fyp", "yongchuan-2022-2025"]


def targets(*rows):
    made = [row_of(order=place, **row) for place, row in enumerate(rows, 1)]
    return schema.check(pd.DataFrame(made), "targets")


def one(name, **more):
    """Make a target of an indicator that the codebook does not know, as the prose prints it."""
    return {"target_id": name, "indicator": name.split("@")[0], "origin": "prose", "locator": name} | more


def kept(*rows):
    return goals.once(targets(*rows))["target_id"].tolist()


def test_a_promise_without_a_year_is_the_one_of_the_same_number_with_a_year():
    assert kept(one("a@2025", e=30), one("a@open", e=30, target_year=None)) == ["a@2025"]
    assert kept(one("a@2025", e=30), one("a@open", e=55, target_year=None)) == ["a@2025", "a@open"]


def test_two_target_years_of_one_indicator_are_two_promises():
    same = {"locator": "table·1", "printed": "95%", "origin": "table"}
    assert kept(one("a@2030", e=95, target_year=2030) | same, one("a@2035", e=95, target_year=2035) | same) == [
        "a@2030",
        "a@2035",
    ]


def test_number_and_share_in_the_same_words_at_the_same_place_are_one_promise():
    words_ = {"printed": "全面消除", "locator": "三", "label_printed": "大班额", "e": 0}
    count = one("classes@2025", family="count", unit="classes", **words_)
    assert kept(count, one("share@2025", **words_)) == ["classes@2025"]
    elsewhere = one("share@2025", **words_) | {"locator": "四"}
    assert kept(count, elsewhere) == ["classes@2025", "share@2025"]


def test_a_number_and_its_share_are_one_promise_whatever_their_labels():
    words_ = {"printed": "全面消除", "locator": "三", "e": 0}
    count = one("large_classes_compulsory@2025", family="count", unit="classes", label_printed="大班额", **words_)
    share = one("large_class_share_compulsory@2025", label_printed="大班额比例", **words_)
    assert kept(count, share) == ["large_classes_compulsory@2025"]


def test_milestones_are_one_promise_where_they_are_worded_alike():
    event = {"kind": "milestone", "comparator": None, "label_printed": "晋级"}
    first, other = (one(f"m@2025{again}", **event, printed=name) for again, name in (("", "一中"), ("#2", "二中")))
    assert kept(first, other) == ["m@2025", "m@2025#2"]
    undated = one("m@open", **event, target_year=None, printed="创建")
    assert kept(first, undated) == ["m@2025"]
    assert kept(first, other, undated) == ["m@2025", "m@2025#2", "m@open"]


def test_the_official_row_stands_for_its_promise():
    assert kept(one("a@2025#2", e=95), one("a@2025", e=95) | {"origin": "table"}) == ["a@2025"]


@pytest.mark.parametrize("plan", LOCAL)
def test_the_funnel_counts_as_one_counts_by_hand(plan):
    rows = schema.load("targets", plan).to_dict("records")
    numbered = [
        row
        for row in rows
        if row["kind"] != "projection" and not (pd.isna(row["target_low"]) and pd.isna(row["target_high"]))
    ]
    dated = [row for row in numbered if not pd.isna(row["target_year"])]
    based = [row for row in dated if not pd.isna(row["baseline"])]
    found = goals.funnel(schema.load("targets", plan)).set_index("counted")
    assert found.loc["occurrence", goals.STAGES].tolist() == [len(rows), len(numbered), len(dated), len(based)]
    once = goals.promise(schema.load("targets", plan))
    names = dict(zip(schema.load("targets", plan)["target_id"], once, strict=True))
    by_hand = [len({names[row["target_id"]] for row in stage}) for stage in (rows, numbered, dated, based)]
    assert found.loc["promise", goals.STAGES].tolist() == by_hand
    assert (found.loc["promise"].drop("plan") <= found.loc["occurrence"].drop("plan")).all()


def test_the_funnel_of_several_plans_is_that_of_each():
    tables = [
        schema.load("targets", "yunyang-14fyp").query("kind == 'projection'"),
        schema.load("targets", "china-14fyp"),
    ]
    each = pd.concat(map(goals.funnel, tables)).set_index(["plan", "counted"])
    together = goals.funnel(pd.concat(tables, ignore_index=True)).set_index(["plan", "counted"])
    assert each["projections"].nunique() > 1
    pd.testing.assert_frame_equal(together.loc[each.index], each)


def test_only_what_starts_from_a_baseline_is_said_to_lack_one():
    rows = schema.load("targets")
    for kind in ("increment", "recurrent", "milestone", "relative", "non_decrease"):
        assert not goals.needs_baseline(rows[rows["kind"] == kind]).any()
    for plan in LOCAL:
        own = rows[rows["plan"] == plan]
        tables = {name: schema.load(name, plan) for name in ("observations", "indicators")} | {"targets": own}
        said = takeaway.cleaned(tables, source.read(plan)).data
        once = goals.once(own)
        counted = goals.needs_baseline(once[once["kind"] != "projection"]).sum()
        assert f"Of the {counted} goals to be measured from a baseline" in said


def test_every_module_asks_here_which_targets_count():
    for file in paths.root().glob("src/helpers/**/*.py"):
        if file.name != "goals.py":
            assert not re.search(r"str\.contains\(\"#\"\)|startswith\(.*BOUND", file.read_text(encoding="utf-8")), file


def test_a_plain_zero_is_exact_and_one_with_decimals_is_rounded():
    for cell, half in (("0", 0), ("0.0", 500), ("0.6", 500)):
        assert facts.halfwidth(values.parse(cell, "万人"), cell) == half


@pytest.mark.parametrize(
    ("cell", "unit", "family", "start", "kind"),
    [
        ("1", "个", "count", 1, "level"),
        ("100", "%", "share", 100, "maintain"),
        ("11.3", "年", "mean", 11.3, "level"),
        ("保持在99.5以上", "%", "share", 98, "maintain"),
        ("90", "%", "gross_rate", 85, "level"),
    ],
)
def test_only_a_rate_at_its_baseline_is_to_be_maintained(cell, unit, family, start, kind):
    entry = {"indicator_zh": "某指标", "family": family, "direction": "up"}
    assert facts.kind_of(values.parse(cell, unit), entry, {"value": start}) == kind


def test_a_ratio_whose_parts_are_printed_gives_a_baseline_with_its_interval():
    levels = [
        {"indicator": name, "year": 2020, "basis": "level", "note": "", "derived": False, "value": value,
         "halfwidth": 500, "printed": printed, "locator": "表"}
        for name, value, printed in (("v", 6000, "0.6"), ("g", 24000, "2.4"))
    ]  # fmt: skip
    related = [{"relation": "ratio", "whole": "r", "parts": ["v", "g"], "note": ""}]
    base, told = goals.start(goals.starts(levels, related), {"indicator": "r"}, 2020)
    assert base["value"] == 0.25 and told == ["0.6/2.4 = 0.25 [0.224, 0.277], derived from 表"]
    assert base["value"] + base["halfwidth"] == pytest.approx(6500 / 23500)
    assert ("r", 2020) not in goals.starts(levels[:1], related)
    assert ("r", 2020) not in goals.starts(levels, [related[0] | {"note": "with reserve"}])
    summed = goals.starts(levels, [{"relation": "sum", "whole": "s", "parts": ["v", "g"], "note": ""}])["s", 2020]
    assert (summed["value"], summed["halfwidth"]) == (30000, 1000)
    share = goals.starts(levels, [{"relation": "share", "whole": "p", "parts": ["v", "g"], "note": ""}])["p", 2020]
    assert share["value"] == 25


def status(word, **more):
    answer = prose.status(word)
    return seen(value=None, year=2022, basis="status", status=answer, printed=word, halfwidth=None, **more)


EVENT = one("x@2025", kind="milestone", comparator=None, printed="建成", label_printed="平台")


@pytest.mark.parametrize(
    ("word", "evidence", "verdict"),
    [
        ("已建成", "bulletin", "done"),
        ("成功创建", "self_report", "reported"),
        ("是", "plan", "reported"),
        ("未完成", "bulletin", "not_done"),
        ("否", "self_report", "not_done"),
    ],
)
def test_a_milestone_is_done_or_reported_or_not_done(word, evidence, verdict):
    rows = observations([status(word, label_printed="“平台”", evidence=evidence)])
    row = progress.table(targets(EVENT), rows).iloc[0]
    assert (row["verdict"], row["observed_year"]) == (verdict, 2022) and pd.isna(row["observed"])
    assert ("self_reported" in str(row["flags"])) == (evidence in {"self_report", "plan"})


def test_a_status_that_may_be_of_several_milestones_is_nobodys():
    several = targets(EVENT, EVENT | {"target_id": "x@2025#2", "printed": "通过"})
    rows = observations([status("已建成", label_printed="平台")])
    assert set(progress.table(several, rows)["verdict"]) == {"not_quantified"}
    named = targets(EVENT, EVENT | {"target_id": "x@2025#2", "label_printed": "中心"})
    assert progress.table(named, rows)["verdict"].tolist() == ["done", "not_quantified"]


def test_the_last_status_counts_and_as_of_cuts():
    rows = observations([
        status("未完成", label_printed="平台") | {"year": 2021},
        status("已建成", label_printed="平台"),
    ])  # fmt: skip
    assert progress.table(targets(EVENT), rows)["verdict"].item() == "done"
    assert progress.table(targets(EVENT), rows, as_of=2021)["verdict"].item() == "not_done"


@pytest.mark.parametrize("word", ["基本完成", "去年", "争取建成"])
def test_a_word_that_says_neither_is_refused_with_a_remedy(word):
    row = {"label": "平台", "printed": word, "note": "", "line": 3}
    with pytest.raises(InputError, match="begin the note with read 已完成"):
        prose._status(row, "observations.csv")
    assert prose._status(row | {"note": "read 已完成: the target asks no more"}, "observations.csv") == "yes"


def test_a_status_stands_in_the_table_and_plays_no_part_elsewhere(project):
    plan = "chuxiong-2023-2025"
    folder = paths.raw(plan)
    text = "label,printed,year,year_from,basis,locator,note\n云南武定乡村振兴学院,已组建成立,2023,,status,三(四)12,\n"
    (folder / "observations.csv").write_text(text, encoding="utf-8")
    made = clean.plan(plan)
    row = made["observations"].iloc[0]
    assert (row["basis"], row["status"], row["label_printed"]) == ("status", "yes", "云南武定乡村振兴学院")
    assert pd.isna(row["value"]) and pd.isna(row["halfwidth"])
    assert goals.levels(made["observations"]).empty
    judged = progress.table(made["targets"], made["observations"], source.read(plan))
    assert judged.loc[judged["verdict"] == "reported", "target_id"].str.startswith("project_milestone").all()
    assert (judged["verdict"] == "reported").sum() == 2  # both printed occurrences of the one promise
    said = outcomes.progress(judged, made["targets"], schema.several("noise", []), source.read(plan)).data
    assert said.count("云南武定乡村振兴学院") == 1


def test_a_promise_without_a_stage_is_judged_on_each_stage_that_publishes():
    related = [{"relation": "stages", "whole": "large_class_share_compulsory", "parts": ["large_class_share_senior"]}]
    share = {"indicator": "large_class_share_compulsory", "direction": "down", "e": 0, "baseline": 1.25}
    silent = one("large_class_share_compulsory@2025", **share, label_printed="大班额")
    rows = observations([
        seen(indicator=f"large_class_share_{stage}", year=year, value=value)
        for stage, year, value in (("compulsory", 2021, 0.41), ("senior", 2020, 7.42), ("senior", 2021, 2.37))
    ])  # fmt: skip
    found = progress.table(targets(silent), rows, relations=related)
    assert found["indicator"].tolist() == ["large_class_share_compulsory", "large_class_share_senior"]
    assert found["ratio"].tolist() == pytest.approx([(0.84 / 1.25) / 0.2, (5.05 / 7.42) / 0.2])
    assert len(progress.table(targets(silent), rows[:1], relations=related)) == 1
    told = targets(silent | {"label_printed": "义务教育大班额"})
    assert len(progress.table(told, rows, relations=related)) == 1


def test_on_a_bound_that_is_to_be_passed_nothing_is_achieved():
    strict = one("x@2025", e=92, comparator=">=", target_high=None, processing="read 大于92% as at least 92, strict")
    row = progress.table(targets(strict), observations([seen(year=2025, value=92.0)])).iloc[0]
    assert row["verdict"] == "on_bound"
    assert progress.table(targets(strict), observations([seen(year=2025, value=92.1)]))["verdict"].item() == "achieved"


@pytest.mark.parametrize(
    ("left", "verdict"), [(0.2, "sun_cloud"), (0.2000001, "cloud"), (0.05, "sun_cloud"), (0.0499, "sun")]
)
def test_the_cut_of_the_cloud_is_a_fifth_of_the_gap_and_belongs_to_the_sun(left, verdict):
    row = {"kind": "level", "sense": 1.0, "y0": 0.0, "y": 40.0, "e": 80.0, "low": 80.0, "high": np.nan, "points": 6}
    row |= {"base_year": 2020, "year": 2024, "target_year": 2025, "slope": 40 * (1 - left)}
    assert verdicts._weather(pd.DataFrame([row])).item() == verdict


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_target_is_written_alike_in_every_table(language):
    for plan in paths.plans():
        rows = goals.once(schema.load("targets", plan))
        if rows.empty:
            continue
        published = cells.targets(tabular.targets(rows), language)["goal"]
        shown = show.table(
            rows.set_index("target_id").loc[tabular.targets(rows)["target_id"]], ["target"], language
        ).data
        in_notebook = [re.sub("<[^>]+>", "", cell).strip() for cell in re.findall("<td[^>]*>(.*?)</td>", shown, re.S)]
        escaped = published.str.replace("&", "&amp;").str.replace("<", "&lt;").str.replace(">", "&gt;")
        assert in_notebook == escaped.str.strip().tolist()


def test_an_unknown_word_is_an_error_and_an_unknown_unit_is_printed():
    with pytest.raises(KeyError):
        of("en").word("verdicts", "hope")
    assert of("zh").unit("册") == "册"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_counts_zero_or_says_more_than_one_of_one(language):
    for plan in paths.plans():
        about = source.read(plan)
        tables = {name: schema.load(name, plan) for name in ("targets", "observations", "indicators")}
        asked, judged = schema.load("required_growth", plan), schema.load("progress", plan)
        said = [
            takeaway.cleaned(tables, about, language),
            takeaway.baselines(tables["targets"], about, language),
            takeaway.growth(asked, tables["targets"], about, language),
            outcomes.progress(judged, tables["targets"], schema.load("noise", plan), about, language),
        ]
        for text in (sentence.data for sentence in said):
            assert not re.search(
                r"\b0 (?!个班|classes|%)[a-z个项处]|\b1 (rise|fall|stay|have|are)\b|= >|the 0\b", text
            ), text


def test_what_comes_first_on_another_scale_is_said():
    ends = {"near": (55.6, 60), "far": (90.9, 95)}
    rows = targets(
        *(one(f"{name}@2025", baseline=start, e=end, indicator_en=name) for name, (start, end) in ends.items())
    )
    from helpers.growth import required

    said = takeaway.growth(required.table(rows), rows, {"region_en": "P", "region_zh": "P"}).data
    assert said.startswith("In percentage points, the **near** must grow fastest")
    assert "By log-odds, far comes first: +0.129 logits a year, against +0.0361" in said
    assert "+11.3 % of the remaining gap a year, against +2.07" in said
    printed = rows.assign(indicator_en=rows["indicator_en"].str.title())
    said = takeaway.growth(required.table(printed), printed, {"region_en": "P", "region_zh": "P"}).data
    assert said.startswith("In percentage points, **Near** must grow fastest"), "a label as printed has no article"
