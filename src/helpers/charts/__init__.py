"""Figures: one module a chart, which owns its numbers, words and drawing; colours by meaning, one look.

A chart is named as its figure (`required_growth` makes required-growth) and has `rows`, `figure`, `finding`,
`subtitle`, `alt` and `empty`; `bundle.draw` takes the module. Its texts are texts/charts/<figure>.toml.
"""

from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import seaborn as sns
from matplotlib import font_manager

from helpers.charts import fonts
from helpers.language import LANGUAGES

COLOURS = {"baseline": "#595959", "target": "#0072B2", "projection": "#B8520A", "muted": "#949494"}


def use_style(language="en"):
    """Set the look, and a font that has both scripts. Call it before the first figure.

    Parameters
    ----------
    language : str
        en or zh.

    Raises
    ------
    ValueError
        If language is neither.

    Examples
    --------
    >>> use_style("zh")
    >>> plt.rcParams["font.family"]
    ['Plan Sans SC', 'Plan Sans SC Rare', 'DejaVu Sans']
    """
    if language not in LANGUAGES:
        raise ValueError(f"language is {' or '.join(LANGUAGES)}, not {language!r}")
    mpl.rcdefaults()  # whatever a matplotlibrc of the user's own says
    sns.set_theme(style="ticks", rc={"font.family": font_families()})
    plt.style.use(Path(__file__).with_name("plan.mplstyle"))


def font_families():
    """Register the faces of figures by their paths and list the families to use, DejaVu Sans behind them.

    Examples
    --------
    >>> font_families()
    ['Plan Sans SC', 'Plan Sans SC Rare', 'DejaVu Sans']
    """
    registered = font_manager.fontManager
    known = {font.fname for font in registered.ttflist}
    for file in map(str, fonts.faces()):
        if file not in known:
            registered.addfont(file)
    rare = [font for font in registered.ttflist if font.name == fonts.RARE]
    if len(rare) == 1:  # it stands in bold titles too
        registered.ttflist.append(replace(rare[0], weight=700))
    return [fonts.FAMILY, fonts.RARE, "DejaVu Sans"]
