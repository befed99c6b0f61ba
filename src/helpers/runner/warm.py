"""Imported once, by the process from which one is forked for every notebook: all that they import, and its first use.

It starts no thread and chooses no backend: neither would be right after the fork.
"""

import gc
import io
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.backends import backend_agg, backend_pdf, backend_svg
from matplotlib.figure import Figure
from statsmodels.regression.linear_model import OLS

from helpers import charts, clean
from helpers.clean import values
from helpers.codebook import schema
from helpers.runner.stamps import FOR_READERS

LATE = (
    "encodings.utf_8_sig",
    "papermill",
    "pypinyin.seg.mmseg",
    "IPython.core.completer",
    "IPython.core.history",
    "statsmodels.stats.stattools",
    "statsmodels.tsa.exponential_smoothing.ets",
    "statsmodels.tsa.statespace.structural",
)
"""What is imported only when it is used."""
CANVASES = {
    "png": backend_agg.FigureCanvasAgg,
    "svg": backend_svg.FigureCanvasSVG,
    "pdf": backend_pdf.FigureCanvasPdf,
}


def modules():
    """List the modules of the package that notebooks may import.

    Examples
    --------
    >>> "helpers.charts.baseline_target" in modules(), "helpers.site.figures" in modules()
    (True, False)
    """
    package = Path(__file__).parents[1]
    files = [file.relative_to(package) for file in sorted(package.rglob("*.py"))]
    kept = [file.with_suffix("").parts for file in files if not file.as_posix().startswith(FOR_READERS)]
    return [".".join(("helpers", *parts)).removesuffix(".__init__") for parts in kept]


def _read():
    """Check and print an empty table of each kind, read a number in Chinese words, show a table, read a notebook."""
    for table in clean.COMBINED:
        nothing = pd.DataFrame(columns=[field["name"] for field in schema.fields(table)])
        schema.to_csv(schema.check(nothing, table))
    values.parse("二十一所")
    pd.DataFrame({"x": [1]}).style.to_html()
    nbformat = import_module("nbformat")  # only now: it imports jsonschema
    nbformat.reads(nbformat.writes(nbformat.v4.new_notebook()), 4)


def _draw():
    """Draw and save one small figure in every format: fonts are found and read."""
    with mpl.rc_context():
        charts.use_style("zh")
        for kind, canvas in CANVASES.items():
            figure = Figure(layout="constrained")
            canvas(figure)
            axes = figure.subplots()
            axes.plot([2020, 2025], [90.9, 95.0], label="毛入园率 (%)")
            axes.legend()
            figure.savefig(io.BytesIO(), format=kind)


def _fit():
    """Fit one small line."""
    x = np.arange(8.0)
    OLS(x + np.sin(x), np.column_stack([np.ones(8), x])).fit().conf_int()


# jsonschema would compile dozens of grammars for a format of addresses that no notebook uses.
sys.modules.setdefault("rfc3987_syntax", None)
with suppress(MemoryError):  # where a notebook needs as much, it says so
    for name in (*LATE, *modules()):
        import_module(name)
    _read()
    _draw()
    _fit()
gc.collect()
gc.freeze()
