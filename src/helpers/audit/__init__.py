"""What is inconsistent in the published figures themselves, found by computation.

Every rule is a function of a `case.Case` that yields `case.Finding`; none knows a plan. How definitions hang together
(sums, shares, stock and flow) is in data/raw/relations.csv. What `helpers.questions` answers of a plan puts further
questions to its document.
"""

import pandas as pd

from helpers import clean, questions
from helpers.audit import asked, case, cohorts, counts, documents, identities, promises, sentences, stocks
from helpers.clean import official
from helpers.codebook import relations, schema, source

RULES = (*identities.RULES, *stocks.RULES, *counts.RULES, *promises.RULES, *cohorts.RULES, *asked.RULES)
RULES = (*RULES, *documents.RULES)
SEVERITIES = ("error", "warning", "note")


def plan(name, language="en"):
    """Read a plan critically => findings as schema declares them, the gravest first.

    Raises
    ------
    InputError
        If the plan, or one of those that the three questions hold it against, cannot be cleaned.

    Examples
    --------
    >>> found = plan("yunyang-14fyp")
    >>> found.loc[found["rule"] == "ratio_against_words", "arithmetic"].tolist()
    ['7,500 / 22,500 = 0.333']
    """
    return findings(read(name), language)


def read(name):
    """Read what the rules look at: a plan's tables, and what `helpers.questions` answers of it => case.Case.

    Raises
    ------
    InputError
        As of `plan`.

    Examples
    --------
    >>> read("yunyang-14fyp").plan
    'yunyang-14fyp'
    """
    tables = clean.plan(name)
    related = relations.read(tables["indicators"])
    return case.Case(name, source.read(name), relations=related, asked=questions.tables(name), **tables)


def findings(given, language="en"):
    """Apply every rule to a case => findings as schema declares them, the gravest first.

    Examples
    --------
    >>> from helpers.audit.case import example
    >>> findings(example(about={"status": "decision draft"}))["rule"].tolist()
    ['draft']
    """
    found = [finding for rule in RULES for finding in rule(given)]
    rows = [_row(finding, given, language) for finding in found]
    frame = pd.DataFrame(rows, columns=[field["name"] for field in schema.fields("findings")])
    figures = ["rule", "locator_a", "printed_a", "locator_b", "printed_b"]
    # One promise in words may give a number and a share.
    in_words = ~frame["printed_a"].astype("str").str.contains(r"\d")
    kept = frame[~(frame.duplicated(figures) & in_words & frame["locator_b"].ne(""))].drop_duplicates("finding")
    gravest_first = kept.sort_values("severity", key=lambda column: column.map(SEVERITIES.index), kind="stable")
    return schema.check(gravest_first, "findings")


def traced(findings, printed):
    """Look the figures of findings up at their places in what was published => (found, wanted), for a check.

    Parameters
    ----------
    findings : DataFrame
        From `plan`.
    printed : dict
        From `helpers.clean.published`.

    Examples
    --------
    >>> found, wanted = traced(plan("yantai-14fyp"), clean.published("yantai-14fyp"))
    >>> found == wanted, wanted[0] > 10
    (True, True)
    """
    known = {(row["locator"], row["printed"]) for table in ("targets", "observations") for row in printed[table]}
    if table := printed["table"]:
        known |= {(place, cell.text) for place, row in official.places(table) for cell in row["cells"]}
    sides = [findings[[f"locator_{side}", f"printed_{side}"]].dropna() for side in "ab"]
    figures = [figure for side in sides for figure in side.itertuples(index=False, name=None)]
    return [sum(figure in known for figure in figures)], [len(figures)]


def _row(finding, given, language):
    a, b = ({} if row is None else row for row in (finding.a, finding.b))
    return {
        "plan": given.plan,
        "finding": sentences.tell(finding, given, language),
        "rule": finding.rule,
        "severity": finding.severity,
        "indicator": a.get("indicator", ""),
        "locator_a": a.get("locator", ""),
        "printed_a": a.get("printed", ""),
        "locator_b": b.get("locator", ""),
        "printed_b": b.get("printed", ""),
        "arithmetic": finding.arithmetic,
    }
