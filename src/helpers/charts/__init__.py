"""Figures: one function a chart, colours by meaning, one look.

Every chart takes tidy data and an `ax` and returns the `ax`; `figure` of its module lays panels out for a column, a
page or a slide and returns the figure and the numbers that it drew.
"""

from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pylopdf_fonts_zh_cn
import seaborn as sns
from matplotlib import font_manager

from helpers import goals
from helpers.charts import layout
from helpers.language import LANGUAGES

COLOURS = {"baseline": "#595959", "target": "#0072B2", "projection": "#B8520A", "muted": "#949494"}


def use_style(language="en", size="page"):
    """Set the look, a font that has both scripts, and the size. Call it before the first figure.

    Parameters
    ----------
    language : str
        en or zh.
    size : str
        column (85 mm wide), page (175 mm) or slide (16:9).

    Raises
    ------
    ValueError
        If language or size is not one of these.

    Examples
    --------
    >>> use_style("zh")
    >>> plt.rcParams["font.family"]
    ['Noto Sans SC', 'DejaVu Sans']
    """
    if language not in LANGUAGES:
        raise ValueError(f"language is {' or '.join(LANGUAGES)}, not {language!r}")
    layout.choose(size)
    mpl.rcdefaults()  # whatever a matplotlibrc of the user's own says
    sns.set_theme(style="ticks", rc={"font.family": font_families()})
    plt.style.use(Path(__file__).with_name("plan.mplstyle"))


def font_families():
    """Register the bundled Chinese font by its path and list the families to use, DejaVu Sans behind it.

    Examples
    --------
    >>> font_families()
    ['Noto Sans SC', 'DejaVu Sans']
    """
    path = str(pylopdf_fonts_zh_cn.sans_path())
    known = {font.fname: font.name for font in font_manager.fontManager.ttflist}
    if path not in known:
        font_manager.fontManager.addfont(path)
        known = {font.fname: font.name for font in font_manager.fontManager.ttflist}
    return [known[path], "DejaVu Sans"]


def names_of(rows, language, several_years=False):
    """Name the rows of a chart by their indicator, and by their target year where the chart has several.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"indicator": ["a"], "indicator_en": ["retention rate"], "target_year": [2035]})
    >>> names_of(rows, "en"), names_of(rows, "en", several_years=True)
    (['retention rate'], ['retention rate, 2035'])
    """
    return goals.names(rows, language, several_years)
