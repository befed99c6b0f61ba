r"""A publication table as LaTeX: what great-tables writes, with columns that wrap, a caption and a repeated head.

Pandoc reads it too: hence a group's name is a plain cell, and \hspace ends the commands before a number.
"""

import re

NEEDS = """\
% Needs booktabs, longtable and array; with Chinese in it, as places and printed cells are, also xelatex and ctex.
% Widest on a landscape page.
"""
START = re.compile(
    r"\\fontsize\{[^\n]*\\selectfont\n\s*\\setlength\{\\LTpost\}\{0mm\}\n\\begin\{longtable\}\{[lcr|]+\}\n"
    r"\\caption\*\{\n\{\\large (?P<title>.*?)\} \\\\\n\{\\small (?P<subtitle>.*?)\}\n\} \\\\\n"
    r"\\toprule\n(?P<head>.*?\\\\) \n\\midrule\\addlinespace\[2\.5pt\]\n",
    re.S,
)
RULE = r"\midrule\addlinespace[2.5pt]"
GROUP = re.compile(r"\\multicolumn\{(\d+)\}\{l\}\{(.*)\} \\\\\[2\.5pt\] *\n" + re.escape(RULE))
SIGNS = {
    "≥": r"$\geq$",
    "≤": r"$\leq$",
    "≈": r"$\approx$",
    "−": r"$-$",
    "‰": r"\textperthousand{}",
    "\u00a0": "~",
}
"""Characters that text fonts may lack."""
SETTING = r"\footnotesize\setlength{\tabcolsep}{2pt}\setlength{\LTpost}{0mm}\setlength{\parindent}{0pt}"
WIDE = {"indicator": 4.0, "locator": 2.6, "pace_unit": 2.6, "verdict": 2.2, "interval": 2.2, "kind": 2.0, "goal": 2.0}
WIDE |= {"first": 3.0, "second": 3.0, "why": 7.0}
NARROW = ("baseline_year", "target_year", "observed_year", "horizon", "due", "ratio", "remarks")
"""Columns that are wider or narrower than the others."""


def longtable(made, columns, texts, label):
    r"""Write a table as a longtable to \input, its columns wrapping within the width of the lines.

    Parameters
    ----------
    made : great_tables.GT
        With title and subtitle.
    columns : sequence of str
        Their names, from the left.
    texts : sequence of str
        The columns of words; all others stand to the right.
    label : str
        What \ref calls it.

    Examples
    --------
    >>> import pandas as pd
    >>> from helpers.tabular import pages
    >>> shown = pd.DataFrame({"group": ["Other"], "indicator": ["R&D_1"], "goal": ["≥ 99 %"]})
    >>> print(longtable(pages.table(shown, "T", "S", ["Source: 5 #"]), ["indicator", "goal"], ["indicator"], "tab:t"))
    %...
    R\&D\_1 & $\geq$ 99 \% \\
    ...
    """
    tex, count = START.subn(lambda found: _start(found, columns, texts, label), made.as_latex(use_longtable=True))
    if count != 1:
        raise RuntimeError("great-tables writes another longtable than this module knows")
    tex = GROUP.sub(lambda found: rf"\textbf{{{found[2]}}}{' &' * (int(found[1]) - 1)} \\", tex)
    tex = tex.replace(RULE, r"\addlinespace[2.5pt]").replace("\\\\\n*", "\\\\\n{}*")  # a star would belong to \\
    tex = re.sub("|".join(SIGNS), lambda found: SIGNS[found[0]], tex)
    return NEEDS + re.sub(r"[ \t]+$", "", re.sub(r"\n{2,}", "\n", tex), flags=re.M)


def _start(found, columns, texts, label):
    """Write all that stands above the first row."""
    weights = [WIDE.get(column, 1.1 if column in NARROW else 1.7) for column in columns]
    total = sum(weights)
    sides = ("raggedright" if column in texts else "raggedleft" for column in columns)
    spec = "".join(
        rf">{{\{side}\arraybackslash\hspace{{0pt}}}}p{{\dimexpr {weight / total:.3f}\linewidth-2\tabcolsep\relax}}"
        for side, weight in zip(sides, weights, strict=True)
    )
    caption = rf"\caption[{found['title']}]{{{found['title']} · {found['subtitle']}}}\label{{{label}}}"
    return (
        f"{SETTING}\n\\begin{{longtable}}{{{spec}}}\n{caption} \\\\\n\\toprule\n{found['head']}\n\\midrule\n\\endhead\n"
    )
