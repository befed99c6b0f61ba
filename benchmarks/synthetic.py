"""Synthetic plans to measure with: made up by rule, marked as such in every title, and never in the project's data/."""

import shutil
from pathlib import Path

PROJECT = Path(__file__).parents[1]
TABLE = """指标 2020年 2025年 属性
学前教育 毛入园率（%） {a} {b} 预期性
公办幼儿园在园幼儿占比（%） {c} {d} 预期性
义务教育 大班额（个） {e} 0 约束性
九年义务教育巩固率（%） {f} 99.5 约束性
在校学生数（万人） {g} {h} 预期性
高中阶段教育 毛入学率（%） {i} 98.5 预期性"""
ABOUT = """title_zh: 合成规划 {number:04d}（虚构，仅供测速）
title_en: Synthetic plan {number:04d} (made up, for measuring only)
region_zh: 虚构县{number:04d}
region_en: Synthetic County {number:04d}
baseline_year: 2020
target_year: 2025
"""


def project(root, count, notebooks=()):
    """Make a project of so many synthetic plans beside the nation's => their names.

    Parameters
    ----------
    root : Path
        A folder that is not there yet.
    count : int
    notebooks : sequence of str
        The notebooks to keep; all where it is empty.
    """
    shutil.copytree(PROJECT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns("cases"))
    for file in (root / "notebooks").glob("*.ipynb"):
        if notebooks and file.stem not in notebooks:
            file.unlink()
    for file in (PROJECT / "data/raw").glob("*.csv"):
        (root / "data/raw").mkdir(parents=True, exist_ok=True)
        shutil.copy(file, root / "data/raw")
    for plan in ("china-13fyp", "china-14fyp", "yantai-14fyp"):
        shutil.copytree(PROJECT / "data/raw" / plan, root / "data/raw" / plan)
    shutil.copy(PROJECT / "requirements.lock", root)
    return [_plan(root, number) for number in range(1, count + 1)]


def _plan(root, number):
    """Write one plan: shares that differ from plan to plan as sevenths, elevenths and thirteenths do."""
    name = f"synthetic{number:04d}-2021-2025"
    folder = root / "data/raw" / name
    folder.mkdir(parents=True)
    a, c, f = 80 + number * 3 % 77 / 7, 40 + number * 5 % 143 / 11, 93 + number * 7 % 65 / 13
    values = {"a": a, "b": a + 4, "c": c, "d": c + 9, "f": f, "g": 3 + number % 9 / 10, "h": 2.9, "i": 90 + number % 8}
    written = {key: f"{value:.1f}" for key, value in values.items()} | {"e": 3 + number % 40}
    folder.joinpath("source.yml").write_text(ABOUT.format(number=number), encoding="utf-8")
    folder.joinpath("indicator_table.txt").write_text("\n".join(TABLE.format(**written).split()), encoding="utf-8")
    return name
