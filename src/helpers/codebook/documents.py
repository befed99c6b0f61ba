"""What is held of each document: rows counted by document and kind."""

from collections import Counter

import pandas as pd

from helpers import paths, texts
from helpers.codebook import schema, source
from helpers.language import of
from helpers.verbatim import verbatim

TEXTS = texts.load("codebook")

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


def counts(plan, language="en"):
    """Count a plan's rows by document => frame: one row a document; columns are kinds of targets and of observations.

    A derived observation is counted as derived only. Those of other publications are one row a kind of evidence.

    Examples
    --------
    >>> found = counts("chuxiong-2023-2025")
    >>> found["milestone"].sum() > 20, found["observed level"].sum() == 0
    (np.True_, np.True_)
    """
    about = source.read(plan)
    titles, say = list(source.documents(about)), of(language)
    elsewhere = {
        evidence: say.say(TEXTS["documents"], "elsewhere", evidence=say.pick(pair))
        for evidence, pair in TEXTS["evidence"].items()
    }
    rows = {title: Counter() for title in titles}
    for target in schema.load("targets", plan).to_dict("records"):
        rows[target["document"]][target["kind"]] += 1
    for seen in schema.load("observations", plan).to_dict("records"):
        title = seen["source"] if seen["source"] in titles else elsewhere[seen["evidence"]]
        kind = "derived" if seen["derived"] else seen["basis"]
        rows.setdefault(title, Counter())[f"observed {kind}"] += 1
    frame = pd.DataFrame(rows).T.reindex(columns=[*KINDS, *(f"observed {kind}" for kind in OBSERVED)])
    frame = frame.fillna(0).astype(int)
    return frame[frame.sum(axis=1) > 0].rename_axis("document").reset_index()


def page(language="en"):
    """Write the page of documents in a language: for every plan its documents, their status, and rows of each kind.

    Examples
    --------
    >>> page().splitlines()[0], page("zh").splitlines()[0]
    ('# Documents', '# 文件')
    """
    say, words = of(language), TEXTS["documents"]
    lines = [f"# {say.word(words, 'title')}", "", say.word(words, "made")]
    for plan in paths.plans():
        about = source.read(plan)
        found = counts(plan, language)
        shown = found.loc[:, ["document", *(name for name in found.columns[1:] if found[name].any())]]
        lines += ["", f"## {verbatim(source.region(about, language))}{say.bracketed(plan)}", ""]
        if about.get("status"):
            lines += [say.say(words, "status", status=verbatim(say.status(about["status"]))), ""]
        heads = [_head(name, say) for name in shown.columns]
        lines += [f"| {' | '.join([*heads, say.word(words, 'all')])} |", f"|{'---|' * (len(heads) + 1)}"]
        for title, *numbers in shown.itertuples(index=False):
            lines.append(f"| {' | '.join(map(verbatim, [title, *numbers, sum(numbers)]))} |")
        notes = about.get(say.own("notes"), about.get("notes"))
        lines += ["", verbatim(notes)] if notes else []
    return "\n".join(lines) + "\n"


def _head(name, say):
    """Name a column of counts."""
    kind = name.removeprefix("observed ")
    if kind != name:
        return say.say(TEXTS["documents"], "observed", kind=say.word(TEXTS["observed"], kind))
    return say.word(TEXTS["documents"] if name == "document" else "kinds", name)
