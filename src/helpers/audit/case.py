"""What the rules look at: a plan's figures, targets and observations alike, and what a rule answers."""

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from helpers.audit.figure import once
from helpers.codebook import source
from helpers.goals import known

NUMBERED = ("level", "maintain", "parity", "projection", "increment", "recurrent")


@dataclass
class Finding:
    """One thing found.

    rule, severity : as `helpers.codebook.schema` declares findings
    a, b : figures (rows of `Case.targets` or `Case.values`) that it is about, or None
    arithmetic : how it was computed, in numbers alone
    words : what the sentence needs beside the two figures
    """

    rule: str
    severity: str
    a: dict | None = None
    b: dict | None = None
    arithmetic: str = ""
    words: dict = field(default_factory=dict)


@dataclass
class Case:
    """A plan as the rules see it.

    plan, about : its name and its source.yml
    targets, observations, indicators : frames as `helpers.codebook.schema` declares them
    relations : rows of data/raw/relations.csv that concern it
    asked : what `helpers.questions.tables` answers of it, where it was asked
    """

    plan: str
    about: dict
    targets: pd.DataFrame
    observations: pd.DataFrame
    indicators: pd.DataFrame
    relations: list[dict]
    asked: dict = field(default_factory=dict)

    @property
    def published(self):
        """Year in which the plan was published; its baseline year where nobody has filled that in."""
        return source.published_year(self.about) or self.about["baseline_year"]

    @cached_property
    def goals(self):
        """Targets with a number => list of dicts; `year` is the target year or None, `value` the number printed."""
        rows = self.targets[self.targets["kind"].isin(NUMBERED)]
        rows = rows[rows["target_low"].notna() | rows["target_high"].notna()]
        return [
            row
            | {
                "year": row["target_year"],
                "low": row["target_low"],
                "high": row["target_high"],
                "value": row["target_high"] if row["target_low"] is None else row["target_low"],
                "halfwidth": row["target_halfwidth"] or 0.0,
                "is_target": True,
            }
            for row in records(rows)
        ]

    @cached_property
    def values(self):
        """Published levels and totals, in the order of the document, bounds aside => list of dicts."""
        rows = known(self.observations)
        rows = rows[rows["basis"].isin(["level", "total"])]
        return [row | {"is_target": False, "label_printed": ""} for row in records(rows)]

    @cached_property
    def changes(self):
        """Published changes since the year before => list of dicts."""
        return records(self.observations[self.observations["basis"] == "change"])

    @cached_property
    def names(self):
        """Names of the indicators => {slug: (English, Chinese)}."""
        return {row["indicator"]: (row["indicator_en"], row["indicator_zh"]) for row in records(self.indicators)}

    def answers(self, question):
        """List the rows of a question's table; none where it was not asked => list of dicts."""
        return records(self.asked[question]) if question in self.asked else []

    def related(self, relation):
        """List the relations of a kind => [(whole, [parts])]."""
        return [(row["whole"], row["parts"]) for row in self.relations if row["relation"] == relation]

    def beside(self, figure):
        """List the figures that may be added up to one: targets to a target, else those of its own source."""
        return self.goals if figure["is_target"] else [row for row in self.values if row["source"] == figure["source"]]

    def at(self, indicator, year, values=None):
        """Find the figure of an indicator in a year, a printed one before a derived one; None where there is none."""
        figures = values if values is not None else self.values + self.goals
        found = [row for row in figures if row["indicator"] == indicator and row["year"] == year]
        return min(found, key=lambda row: row.get("derived", False) or False, default=None)

    def goal(self, indicator, kinds=NUMBERED):
        """Find the promise of an indicator, of certain kinds: the official table's first; None where there is none."""
        goals = [row for row in once(self.goals) if row["indicator"] == indicator and row["kind"] in kinds]
        return next(iter(goals), None)


def example(about=None, targets=(), observations=(), relations=(), definitions=None, **asked):
    """Make a case for an example: rows need only what they say differently from a plain one; `asked` are answers' rows.

    Examples
    --------
    >>> given = example(targets=[{"indicator": "a", "target_low": 95.0}])
    >>> given.goals[0]["value"], given.goals[0]["year"], given.goals[0]["comparator"]
    (95.0, 2025, '=')
    """
    from helpers.codebook import schema

    about = {"title_zh": "规划", "baseline_year": 2020, "target_year": 2025, "published": 2021} | (about or {})
    rows = [_example_target(row, place) for place, row in enumerate(targets, 1)]
    seen = [_example_observation(row, place) for place, row in enumerate(observations, 1)]
    slugs = dict.fromkeys(row["indicator"] for row in (*rows, *seen))
    plain = {"stage": "other", "family": "share"}
    names = [{"indicator": slug, "indicator_en": slug, "indicator_zh": slug} for slug in slugs]
    book = [plain | name | {"definition": (definitions or {}).get(name["indicator"])} for name in names]
    frames = {
        name: schema.check(pd.DataFrame(content).reindex(columns=[item["name"] for item in schema.fields(name)]), name)
        for name, content in (("targets", rows), ("observations", seen), ("indicators", book))
    }
    asked = {question: pd.DataFrame(answer) for question, answer in asked.items()}
    return Case("example-14fyp", about, relations=list(relations), asked=asked, **frames)


def _example_target(row, place):
    plain = {
        "plan": "example-14fyp",
        "target_id": f"{row['indicator']}@{place}",
        "order": place,
        "indicator_zh": row["indicator"],
        "indicator_en": row["indicator"],
        "label_printed": row["indicator"],
        "stage": "other",
        "unit": "percent",
        "family": "share",
        "direction": "up",
        "baseline_year": 2020,
        "target_year": 2025,
        "kind": "level",
        "comparator": "=",
        "target_halfwidth": 0.0,
        "origin": "prose",
        "locator": f"prose {place}",
    }
    number = row.get("target_low", row.get("target_high"))
    return plain | {"target_low": number, "target_high": number, "printed": f"{number}"} | row


def _example_observation(row, place):
    plain = {
        "plan": "example-14fyp",
        "year": 2020,
        "basis": "level",
        "unit": "percent",
        "halfwidth": 0.0,
        "derived": False,
        "break_before": False,
        "evidence": "plan",
        "source": "规划",
        "locator": f"prose {place}",
    }
    return plain | {"printed": f"{row['value']}"} | row


def records(frame):
    """Give a frame as dicts, None where a cell is missing.

    Examples
    --------
    >>> records(pd.DataFrame({"year": pd.array([2025, None], "Int64")}))
    [{'year': 2025}, {'year': None}]
    """
    return frame.astype("object").where(frame.notna(), None).to_dict("records")
