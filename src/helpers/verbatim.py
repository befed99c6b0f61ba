"""What a document or a person has printed, so that Markdown shows it as it stands."""

import re

ACTIVE = re.compile(
    r"[`*_\[\]<>&~^|#@]|(?<=[A-Za-z]):(?=\S)|(?<=www)\.|^[-+=%:(!]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d{3})[.)]|(?<=^\d{4})[.)]"
)
"""What Markdown may take for marks, some of it only at the beginning."""


def verbatim(text):
    r"""Write what a document or a person has printed so that Markdown shows it so: no mark, formula, link or tag in it.

    A dollar sign or a backslash stands alone in a span: JupyterLab looks for formulas in what has become of the text.
    In HTML it is `html.escape` that does this.

    Examples
    --------
    >>> print(verbatim("*a_1* <b> [c](d)\n1 & 2"), verbatim("1. R"), verbatim("$"))
    \*a\_1\* \<b\> \[c\](d) 1 \& 2 1\. R <span>\$</span>
    """
    line = re.sub(r"\s*[\r\n\v\f\x85\u2028\u2029]\s*", " ", str(text)).strip(" \t")
    parts = re.split(r"([$\\])", line)
    return "".join(
        rf"<span>\{part}</span>" if at % 2 else ACTIVE.sub(lambda found: f"\\{found[0]}", part)
        for at, part in enumerate(parts)
    )


def strong(text):
    r"""Write a text in bold in Markdown, which knows the end of bold type in Chinese only after a letter or a figure.

    Examples
    --------
    >>> strong("云阳县"), strong("毛入园率(%)")
    ('**云阳县**', '<strong>毛入园率(%)</strong>')
    """
    shown = verbatim(text)
    return f"**{shown}**" if shown[:1].isalnum() and shown[-1:].isalnum() else f"<strong>{shown}</strong>"
