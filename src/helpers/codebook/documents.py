"""What is held of each document: rows counted by document and kind."""

from collections import Counter

import pandas as pd

from helpers import paths
from helpers.codebook import schema, source
from helpers.verbatim import verbatim

KINDS = [
    "level",
    "maintain",
    "parity",
    "increment",
    "step_per_year",
    "rate_per_year",
    "recurrent",
    "non_decrease",
    "relative",
    "milestone",
    "projection",
]
OBSERVED = ["level", "total", "change", "derived", "status"]


def counts(plan):
    """Count a plan's rows by document => frame: one row a document; columns are kinds of targets and of observations.

    A derived observation is counted as derived only. Those of other publications are one row a kind of evidence.

    Examples
    --------
    >>> found = counts("chuxiong-2023-2025")
    >>> found["milestone"].sum() > 20, found["observed level"].sum() == 0
    (np.True_, np.True_)
    """
    about = source.read(plan)
    titles = list(source.documents(about))
    rows = {title: Counter() for title in titles}
    for target in schema.load("targets", plan).to_dict("records"):
        rows[target["document"]][target["kind"]] += 1
    for seen in schema.load("observations", plan).to_dict("records"):
        title = seen["source"] if seen["source"] in titles else f"other publications ({seen['evidence']})"
        kind = "derived" if seen["derived"] else seen["basis"]
        rows.setdefault(title, Counter())[f"observed {kind}"] += 1
    frame = pd.DataFrame(rows).T.reindex(columns=[*KINDS, *(f"observed {kind}" for kind in OBSERVED)])
    frame = frame.fillna(0).astype(int)
    return frame[frame.sum(axis=1) > 0].rename_axis("document").reset_index()


def page():
    """Write docs/documents.md: for every plan its documents, their status, and how many rows are held of each kind.

    Examples
    --------
    >>> page().splitlines()[0]
    '# Documents'
    """
    lines = [
        "# Documents",
        "",
        "Made by `make docs` from the tables; do not edit. Rows held of each document, by kind: every printed",
        "occurrence of a target is a row, and so is every published value. A derived value follows from printed ones",
        "by arithmetic that stands beside it.",
    ]
    for plan in paths.plans():
        about = source.read(plan)
        found = counts(plan)
        shown = found.loc[:, ["document", *(name for name in found.columns[1:] if found[name].any())]]
        status = f", {verbatim(about['status'])}" if about.get("status") else ""
        lines += ["", f"## {plan}", "", f"{verbatim(about['region_en'])}, {verbatim(about['region_zh'])}{status}.", ""]
        lines += [f"| {' | '.join(shown.columns)} | all |", f"|{'---|' * (len(shown.columns) + 1)}"]
        for row in shown.itertuples(index=False):
            lines.append(f"| {' | '.join(map(verbatim, row))} | {sum(row[1:])} |")
        if about.get("notes"):
            lines += ["", verbatim(about["notes"])]
    return "\n".join(lines) + "\n"
