"""The two numbers that a finding sets against each other, where there are two that differ."""

import re

import numpy as np
import pandas as pd

NUMBER = r"−?\d[\d,]*(?:\.\d+)?"
ONE, OTHER = f"(?P<first>{NUMBER})", f"(?P<second>{NUMBER})"
SUMMED = f"= {OTHER}(?: %)? [≠>] {ONE}(?: %)?$"
SIDES = {
    "parts_and_total": SUMMED,
    "share_against_count": SUMMED,
    "stock_or_new": SUMMED,
    "spending_exceeds_total": SUMMED,
    "change_against_rate": SUMMED,
    "one_name_two_values": rf"^(?:[≥≤≈] )?{ONE} \| (?:[≥≤≈] )?{OTHER}$",
    "one_term_two_values": rf"^(?:[≥≤≈] )?{ONE} \| (?:[≥≤≈] )?{OTHER}$",
    "already_reached": f"^{ONE} [≤≥] {OTHER}$",
    "stock_already_larger": f"^{ONE} [≤≥] {OTHER}$",
    "part_exceeds_whole": f"^{ONE} > {OTHER}$",
    "capacity_and_enrolment": rf"^{ONE} (?:\| .* = |/ .* / ){OTHER}(?: = {NUMBER})?$",
    "ratio_against_words": f"= {OTHER}$",
    "within_rounding": f"^(?P<larger>{NUMBER}) − (?P<smaller>{NUMBER}) =",
}
"""Rule => where its arithmetic says the number of the first figure and the one that it is held against."""


def compared(findings, targets):
    """Add to findings their two numbers, in the indicator's unit, and how far the second is from the first.

    Parameters
    ----------
    findings, targets : DataFrame
        As `codebook.schema` declares them, of the same plans. The arithmetic of findings says both numbers; where it
        does not, the target says the first one: what is promised in words, or which of two numbers is promised.

    Returns
    -------
    DataFrame
        findings with first, second and difference (percent of the first); NaN where a finding sets no two numbers
        against each other, or two that do not differ.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> rows = compared(*(schema.load(name, "yunyang-14fyp") for name in ("findings", "targets"))).set_index("rule")
    >>> rows.loc["ratio_against_words", ["first", "second"]].tolist()
    [1.0, 0.333]
    >>> f"{rows.loc['stock_or_new', 'difference']:.2f}"
    '-0.56'
    """
    promised = targets.assign(value=targets["target_low"].fillna(targets["target_high"]))
    promised = promised.drop_duplicates(["plan", "indicator", "locator"]).set_index(["plan", "indicator", "locator"])
    numbers = []
    for row in findings.itertuples():
        found = re.search(SIDES[row.rule], row.arithmetic) if row.rule in SIDES else None
        sides = {name: _number(text) for name, text in found.groupdict().items()} if found else {}
        first = sides.get("first", promised["value"].get((row.plan, row.indicator, row.locator_a), np.nan))
        second = sides.get("second", sides.get("larger") if first == sides.get("smaller") else sides.get("smaller"))
        numbers.append((first, second) if found and first != second else (np.nan, np.nan))
    pairs = pd.DataFrame(numbers, columns=["first", "second"], index=findings.index, dtype=float)
    part = (pairs["second"] - pairs["first"]) / pairs["first"].abs().where(pairs["first"] != 0)
    return findings.join(pairs).assign(difference=100 * part)


def _number(text):
    return float(text.replace(",", "").replace("−", "-"))
