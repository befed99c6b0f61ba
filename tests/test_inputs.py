"""What people put in: everyday slips in a plan's folder are read right, refused with their reason, or found."""

import hashlib
import shutil

import pytest
from conftest import PROJECT
from typer.testing import CliRunner

from helpers import audit, clean, paths
from helpers.__main__ import app
from helpers.clean import reviewed
from helpers.codebook import indicators
from helpers.errors import InputError
from helpers.growth import required

PLAN = "xinqu-14fyp"
SOURCE = "title_zh: 新区教育规划\nregion_zh: 新区\nregion_en: New District\nbaseline_year: 2020\ntarget_year: 2025\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Give a function that writes the files of a plan, of which `printed` are rows 'label,printed', and its folder."""
    monkeypatch.setenv("HELPERS_ROOT", str(tmp_path))
    shutil.copytree(PROJECT / "data/raw", tmp_path / "data/raw", ignore=lambda _, names: [n for n in names if "-" in n])
    made = tmp_path / "data/raw" / PLAN

    def write(targets="", observations="", table="", source=SOURCE, **files):
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        (made / "source.yml").write_bytes(source if isinstance(source, bytes) else source.encode())
        rows = {
            "targets.csv": "".join(f"{row},2025,一\n" for row in targets.split()),
            "observations.csv": "".join(f"{row},2020,level,一\n" for row in observations.split()),
        }
        heads = {
            "targets.csv": "label,printed,target_year,locator\n",
            "observations.csv": "label,printed,year,basis,locator\n",
        }
        for name, text in rows.items():
            if text:
                (made / name).write_text(heads[name] + text, encoding="utf-8")
        if table:
            (made / "indicator_table.txt").write_text("\n".join(table.split()), encoding="utf-8")
        for name, text in files.items():
            (made / f"{name}.csv").write_text(text, encoding="utf-8")
        return made

    return write


def cleaned():
    """Give the targets of the plan by their labels."""
    return clean.plan(PLAN)["targets"].set_index("label_printed")


def test_a_subgroup_in_brackets_is_another_indicator_without_the_others_baseline(folder):
    folder("控辍保学率(农村),99%", "控辍保学率(城区),95%")
    found = clean.plan(PLAN)
    assert len(set(found["indicators"]["indicator"])) == 2
    assert found["targets"]["baseline"].isna().all()
    folder("九年义务教育巩固率（农村）,99%", "九年义务教育巩固率,95%")
    assert cleaned().loc["九年义务教育巩固率（农村）", "indicator"] != "compulsory_retention"
    assert cleaned()["baseline"].isna().all()


def test_a_stage_that_narrows_a_known_indicator_makes_another(folder):
    book = indicators.labels(indicators.load())
    row = {"parent": "", "label": "九年义务教育巩固率(%)"}
    assert indicators.identify(row | {"stage": "义务教育"}, book)[0] == "compulsory_retention"
    assert indicators.identify(row | {"stage": "农村"}, book)[0] is None
    folder(table="分类 指标 2020 2025 农村 九年义务教育巩固率(%) 90 95 城区 九年义务教育巩固率(%) 98 99")
    assert clean.plan(PLAN)["targets"]["indicator"].nunique() == 2


def test_teachers_of_two_stages_are_two_indicators(folder):
    rows = "学前教育 专任教师数(人) 300 350 高中阶段教育 专任教师数(人) 500 520 生均校舍面积(平方米) 9 10"
    folder(table=f"分类 指标 2020 2025 {rows}")
    found = clean.plan(PLAN)["targets"]
    assert found["baseline"].tolist() == [300, 500, 9]
    assert found["indicator_zh"].tolist()[:2] == ["学前教育专任教师数", "高中阶段教育专任教师数"]
    row = {"parent": "", "label": "专任教师数"}
    names = {
        indicators.describe(row | {"stage": stage}, "persons")["indicator"] for stage in ("学前教育", "高中阶段教育")
    }
    assert len(names) == 2


@pytest.mark.parametrize("mark", "*＊﹡∗※")
def test_a_mark_before_a_label_is_no_part_of_its_name(folder, mark):
    folder(
        table=f"指标 2020 2025 学前教育毛入园率(%) 90 95 {mark}高中阶段毛入学率(%) 91 96 九年义务教育巩固率(%) 97 99"
    )
    assert clean.plan(PLAN)["targets"]["indicator"].tolist()[1:] == ["senior_gross_enrolment", "compulsory_retention"]


def test_full_and_half_width_brackets_name_one_indicator(folder):
    folder("控辍保学率（农村）,99%", "控辍保学率(农村),95%")
    assert cleaned()["baseline"].tolist() == [95]


def test_look_alike_and_invisible_characters_name_one_indicator(folder):
    folder("大班额占比,60%", "⼤班额\u200b占⽐,50%")
    targets = cleaned()
    assert targets["baseline"].tolist() == [50]
    assert clean.plan(PLAN)["observations"]["indicator"].tolist() == targets["indicator"].tolist()


def test_words_of_ours_are_read_through_what_nobody_sees(folder):
    observations = "label,printed,year,basis\u200b,locator\n学前教育毛入园率,90%,２０２０\ufe0f,level\u200b,一\n"
    targets = "label,printed,target_year,kind,locator\n学前教育毛入园率,95%,2025\u200b,level\u2060,一\n"
    made = folder()
    (made / "observations.csv").write_text(observations, encoding="utf-8")
    (made / "targets.csv").write_text(targets, encoding="utf-8")
    assert cleaned()[["baseline", "target_low", "target_year"]].iloc[0].tolist() == [90, 95, 2025]
    (made / "targets.csv").write_text(targets.replace("学前教育毛入园率", "\u200b"), encoding="utf-8")
    with pytest.raises(InputError, match="label is empty"):
        clean.plan(PLAN)


def test_words_of_another_script_keep_their_blanks(folder):
    made = folder("甲,1%")
    (made / "indicator_table.txt").write_text("指标\n2020\n2025\nOut-of-school rate, upper (%)\n3\n2", encoding="utf-8")
    assert "Out-of-school rate, upper" in set(clean.plan(PLAN)["indicators"]["indicator_zh"])


def test_the_unit_over_a_table_reaches_the_numbers(folder):
    folder(table="单位：万人 指标 2020年 2025年 九年义务教育 在校生 2.9 3.1")
    target = clean.plan(PLAN)["targets"].iloc[0]
    assert target[["indicator", "baseline", "target_low"]].tolist() == ["compulsory_enrolment", 29000, 31000]


def test_points_a_year_end_where_they_add_up_to(folder):
    folder("公办园占比,年均增长2个百分点", "公办园占比,50%")
    growth = required.table(clean.plan(PLAN)["targets"]).query("primary")
    assert cleaned()["kind"].tolist() == ["step_per_year"]
    assert growth["value"].tolist() == [2]


def test_a_target_that_stands_in_a_column_of_changes_only_is_not_lost_in_silence(folder):
    folder(table="指标 2020 2025 年均/累计 属性 人均预期寿命(岁) 77.3 — 〔1〕 预期性")
    with pytest.raises(InputError, match=r"line 9, '〔1〕': .* stands under 年均/累计, .* Remedy: leave its row out"):
        clean.plan(PLAN)


@pytest.mark.parametrize(
    ("printed", "message"),
    [
        ("提高2个百分点", "is a change, and no level to reach. Remedy: .* = 50% \\+ 2个百分点; or with kind relative"),
        ("0.96", "has no unit, and .* is in percent: .* read 96%: a fraction"),
        ("翻一番", "how often a level is to double, .* kind to relative"),
        ("9O%", "letters beside its digits"),
    ],
)
def test_a_wording_that_is_no_level_names_file_line_reason_and_remedy(folder, printed, message):
    folder(f"高中阶段毛入学率,{printed}", "高中阶段毛入学率,91%")
    with pytest.raises(InputError, match=rf"^data/raw/{PLAN}/targets.csv, line 2, '{printed}': .*{message}"):
        clean.plan(PLAN)


def test_a_rate_of_growth_is_no_level_of_a_year(folder):
    folder("教育经费,5亿元", "教育经费,年均增长5%")
    with pytest.raises(InputError, match=r"observations.csv, line 2, '年均增长5%': is a change, and basis says level"):
        clean.plan(PLAN)
    folder(table="指标 2020 2025 教育经费 年均增长5% 5亿元")
    with pytest.raises(InputError, match=r"'年均增长5%': .* is a change, and no level"):
        clean.plan(PLAN)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('label,printed,locator,note\n甲,1%,一,"see page 3\n乙,2%,一,\n', 2, "a quotation mark is not closed"),
        ('label,printed,locator,note\n甲,1%,一,"see\npage 3"\n乙,2%,一,\n', 2, "a cell goes over several lines"),
        ('label,printed,locator,note\n甲,1%,一,\n乙,"2%,一,\n丙,3%,一,"\n', 3, "a cell goes over several lines"),
        ('label,printed,locator,note\n甲,1%,一,"a"b\n', 2, "is no CSV"),
        ("label,printed,locator\n甲,1%\n", 2, "more or fewer cells"),
    ],
)
def test_no_row_is_lost_in_a_quotation_mark(folder, text, line, message):
    folder(**{"table": ""}, source=SOURCE).joinpath("targets.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=rf"targets.csv, line {line}[,:].*{message}"):
        clean.plan(PLAN)


def test_no_row_of_the_labels_is_lost_in_a_quotation_mark(folder):
    folder("甲,1%")
    file = paths.root() / "data/raw/labels.csv"
    file.write_text(file.read_text(encoding="utf-8") + ',某率,compulsory_retention,"open\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"labels.csv, line \d+: a quotation mark is not closed"):
        clean.plan(PLAN)


def test_columns_that_are_not_needed_may_be_left_out(folder):
    made = folder("甲率,95%", "甲率,90%")
    assert cleaned()["baseline"].tolist() == [90]
    (made / "targets.csv").write_text("label,printed,place\n甲率,95%,一\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"targets.csv: the header is another one \(no locator\).*may be left out"):
        clean.plan(PLAN)


def test_source_yml_in_gbk_is_told_as_such(folder):
    folder("甲率,95%", source=SOURCE.encode("gbk"))
    with pytest.raises(InputError, match=r"source.yml: is not UTF-8\. Remedy: save it as UTF-8 \(it may be GBK\)"):
        clean.plan(PLAN)


@pytest.mark.parametrize(
    "title",
    ["新区: 规划", '"十四五"规划', "[2021]12号", "@规划", "%规划", "*规划", "&规划", "!规划", "`规划`", "{规划"],
)
def test_a_title_with_a_sign_of_yaml_is_told_to_be_quoted(folder, title):
    folder("甲率,95%", source=SOURCE.replace("新区教育规划", title))
    with pytest.raises(InputError, match=r"source.yml, line \d.*single quotation marks"):
        clean.plan(PLAN)
    quoted = title.replace("'", "''")
    folder("甲率,95%", source=SOURCE.replace("新区教育规划", f"'{quoted}'"))
    assert len(cleaned()) == 1


def test_a_key_that_stands_twice_names_both_lines(folder):
    folder("甲率,95%", source=SOURCE + "baseline_year: 2010\nsha256:\n  a: 1\n  a: 2\n")
    with pytest.raises(InputError) as error:
        clean.plan(PLAN)
    said = [str(fault) for fault in error.value.faults]
    assert "line 6: baseline_year stands twice, lines 4 and 6" in said[0]
    assert "line 9: a stands twice, lines 8 and 9" in said[1]


def test_a_checksum_may_be_in_capitals(folder):
    made = folder("甲率,95%")
    found = hashlib.sha256((made / "targets.csv").read_bytes()).hexdigest().upper()
    (made / "source.yml").write_text(f"{SOURCE}sha256:\n  targets.csv: {found}\n", encoding="utf-8")
    assert len(cleaned()) == 1


def test_every_fault_of_every_file_is_told_at_once_and_in_order(folder):
    made = folder(
        "甲率,9O% 乙率,95% 丙率,提高2个百分点",
        "甲率,95① 乙率,90%",
        "指标 2020 2025 丁率(%) 9S 95 戊率(%) 1 2 己率(%) 3 4%5",
        breaks="label,year,note\n乙率,20,changed\n",
    )
    with pytest.raises(InputError) as error:
        clean.plan(PLAN)
    places = [(fault.file.rpartition("/")[2], fault.line) for fault in error.value.faults]
    assert places == [
        *(("indicator_table.txt", line) for line in (5, 12)),
        *(("targets.csv", line) for line in (2, 4)),
        ("observations.csv", 2),
        ("breaks.csv", 2),
    ]
    (made / "source.yml").write_text(SOURCE.replace("region_en", "region").replace("2025", "25"), encoding="utf-8")
    with pytest.raises(InputError) as error:
        clean.plan(PLAN)
    told = [fault.file.rpartition("/")[2] for fault in error.value.faults]
    assert told[:3] == ["source.yml"] * 3 and set(told) == {"source.yml", *(name for name, _ in places)}
    told_by_check = CliRunner().invoke(app, ["check", PLAN])
    assert told_by_check.exit_code == 2
    assert [line for line in told_by_check.output.splitlines() if line] == [
        f"{PLAN}: {fault}" for fault in error.value.faults
    ]


def test_a_table_without_the_year_of_the_baseline_may_hold_targets_only(folder):
    folder(table="指标 2025 2030 甲率(%) 90 95", source=SOURCE.replace("2025", "2030"))
    with pytest.raises(InputError, match=r"baseline_year in source.yml is 2020.*all columns are targets, fill in"):
        clean.plan(PLAN)
    folder(table="指标 2020 2024 甲率(%) 90 95")
    with pytest.raises(InputError, match=r"target_year in source.yml is 2025. Remedy: correct target_year, [^;]*$"):
        clean.plan(PLAN)


@pytest.mark.parametrize(
    ("table", "cell"),
    [
        ("分类 指标 2020 2025 学前教育 91 92 公办占比(%) 55 60", "学前教育"),
        ("分类 指标 2020 2025 学前教育 公办占比(%) 91 92 55 60", "学前教育"),
        ("分类 指标 单位 2020 2025 教师队伍 % 91 92 公办占比 % 55 60", "教师队伍"),
        ("指标 2020 2025 在校生(万人) 20 21 其中:普通小学 12 13 高中阶段教育 91 92", "高中阶段教育"),
    ],
)
def test_a_heading_under_which_a_label_is_lost_is_no_label(folder, table, cell):
    folder(table=table)
    with pytest.raises(InputError, match=rf"'{cell}': reads as a heading, and stands where a label"):
        clean.plan(PLAN)


def test_a_part_may_be_named_as_a_heading_is(folder):
    folder(table="指标 2020 2025 在校生(万人) 20 21 其中:普通高中 12 13 中等职业教育 8 8")
    assert clean.plan(PLAN)["targets"]["target_low"].tolist() == [210000, 130000, 80000]


def test_a_row_of_a_reviewed_table_of_fewer_or_more_cells_is_told(folder):
    made = folder()
    head = (*reviewed.FIXED, "2020", "2025", *reviewed.AFTER)
    good = ["1", "a.docx", "1", "表", "", "", "甲率", "%", "", "2020", "90", "95", *[""] * 5]
    for cells in (good[:4] + good[5:], good[:10] + good[9:]):
        (made / reviewed.FILE).write_text(f"{','.join(head)}\n{','.join(cells)}\n", encoding="utf-8")
        with pytest.raises(InputError, match=r"indicator_table.csv, line 2: has more or fewer cells than the header"):
            clean.plan(PLAN)


def test_a_value_of_source_yml_that_repeats_another_is_told(folder):
    folder("甲率,95%", source=SOURCE + "notes: &a [*a]\n")
    with pytest.raises(InputError, match=r"source.yml, line 6, '\*a': has a value that begins with \*"):
        clean.plan(PLAN)


def test_every_cell_of_a_table_that_contradicts_its_unit_is_told(folder):
    folder(table="指标 2020 2025 甲率(%) 90人 95人 乙率(%) 1 2 丙率(%) 3 4所")
    with pytest.raises(InputError) as error:
        clean.plan(PLAN)
    assert [fault.line for fault in error.value.faults] == [5, 6, 12]


@pytest.mark.parametrize(
    ("targets", "observations", "table", "rule"),
    [
        ("专任教师数,3.5", "专任教师数,2.9万人", "", "far_from_the_one_before"),
        ("专任教师数,350", "专任教师数,2.9万人", "", "far_from_the_one_before"),
        ("", "", "指标 2020 2025 高中阶段毛入学率(%) 91 0.96", "far_from_the_one_before"),
        ("", "", "指标 2020 2025 在校生(万人) 2.9 31000", "far_from_the_one_before"),
        ("", "", "指标 2020 2025 学前教育毛入园率(%) 909 95", "beyond_any_rate"),
        ("", "", "指标 2020 2025 九年义务教育巩固率(%) 98 985", "beyond_any_rate"),
    ],
)
def test_a_lost_unit_or_decimal_point_is_found(folder, targets, observations, table, rule):
    folder(targets, observations, table)
    assert rule in set(audit.plan(PLAN)["rule"])
    assert audit.plan(PLAN, "zh").set_index("rule")["finding"][[rule]].str.contains("或漏").all()


@pytest.mark.parametrize(
    ("targets", "observations", "table"),
    [
        ("专任教师数,3.1万人", "专任教师数,2.9万人", ""),
        ("大班额占比,0.5%", "大班额占比,7.4%", ""),
        ("", "", "指标 2020 2025 学前教育毛入园率(%) 101 120 智慧校园占比(%) 1 40 教育经费增长(%) 160 170"),
    ],
)
def test_what_is_in_scale_is_not_found(folder, targets, observations, table):
    folder(targets, observations, table)
    assert not {"beyond_any_rate", "far_from_the_one_before"} & set(audit.plan(PLAN)["rule"])
