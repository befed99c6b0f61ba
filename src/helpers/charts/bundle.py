"""A figure as files: svg, pdf, png, the numbers drawn as csv, and caption, alternative text and origin as json."""

import hashlib
import io
import json

from helpers import paths, schema

# No dates and no program versions inside: two runs give the same bytes.
METADATA = {
    "svg": {"Date": None},
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
    "png": {"Software": None},
}


def save(fig, name, plan, language, drawn, told):
    """Write figures/<plan>/<name>-<language>.{svg,pdf,png,json} and <name>.csv.

    Parameters
    ----------
    fig : Figure
    name : str
        What the figure shows, such as baseline-target.
    plan : str or None
        The plan; None for the comparison of all.
    drawn : DataFrame
        The numbers drawn.
    told : dict
        caption, alt, citation and parameters, from `helpers.report`.
    """
    folder = paths.figures(plan)
    numbers = paths.write(folder / f"{name}.csv", schema.to_csv(drawn))
    for kind, metadata in METADATA.items():
        buffer = io.BytesIO()
        fig.savefig(buffer, format=kind, metadata=metadata)
        paths.write(folder / f"{name}-{language}.{kind}", buffer.getvalue())
    about = {
        **told,
        "language": language,
        "licence": "CC-BY-4.0",
        "data": {"file": numbers.name, "sha256": hashlib.sha256(numbers.read_bytes()).hexdigest()},
    }
    paths.write(folder / f"{name}-{language}.json", json.dumps(about, ensure_ascii=False, indent=1) + "\n")
