"""Executed notebooks as a reader of a paper wants them: prose, tables and figures in their order."""

import base64
import struct

from helpers import paths
from helpers.errors import InputError
from helpers.runner import jobs, run

PICTURE = "image/png"
AGAIN = "execute it again: python -m helpers run"
WIDTH, HEIGHT = 175, 232
"""The most that a figure takes of a page, in mm."""


def chapters(plan, language="en"):
    """List what a paper takes over from a plan's executed notebooks.

    Code is left out, and with it what it prints as plain text.

    Returns
    -------
    list of list of tuple
        A list a notebook, of ("prose", markdown), ("table", html) and ("figure", dict of png, svg, caption, alt).

    Raises
    ------
    InputError
        If a notebook has not been executed for the plan in this language.

    Examples
    --------
    >>> chapters("no-such-plan")
    Traceback (most recent call last):
    helpers.errors.InputError: no plan is called 'no-such-plan'. ...
    """
    paths.check_plan(plan)
    names = [name for name in run.notebooks() if "plan" in jobs.parameters(name)]
    files = [jobs.Job(name, plan, language).built(".ipynb") for name in names]
    for file in files:
        if not file.exists():
            raise InputError(
                "the notebook has not been executed", f"python -m helpers run {plan}", file=paths.relative(file)
            )
    folder = paths.figures(plan)
    return [
        [part for cell in paths.read_json(file, AGAIN)["cells"] for part in _parts(cell, folder, language)]
        for file in files
    ]


def saved(cell):
    """Name the figures that a code cell shows, as they are saved, in the order of its pictures.

    A picture says its name itself; one that does not has none.

    Examples
    --------
    >>> picture = {"data": {"image/png": ""}, "metadata": {"image/png": {"figure": "scales"}}}
    >>> saved({"outputs": [picture]})
    ['scales']
    """
    pictures = [output for output in cell["outputs"] if PICTURE in output.get("data", {})]
    return [output["metadata"].get(PICTURE, {}).get("figure") for output in pictures]


def width(png):
    """Give the width at which a picture is printed, in mm: its own, or less if it would not fit the page.

    One that does not say how large it is has 96 pixels an inch.

    Examples
    --------
    >>> import io, matplotlib.pyplot as plt
    >>> plt.figure(figsize=(2, 1)).savefig(file := io.BytesIO())
    >>> round(width(file.getvalue()), 1)
    50.8
    """
    place = png.find(b"pHYs", 0, png.find(b"IDAT"))
    per_metre = struct.unpack(">I", png[place + 4 : place + 8])[0] if place > 0 else 96 / 0.0254
    across, down = (1000 * side / per_metre for side in struct.unpack(">II", png[16:24]))
    return across * min(1, WIDTH / across, HEIGHT / down)


def _parts(cell, folder, language):
    if cell["cell_type"] == "markdown":
        return [("prose", "".join(cell["source"]))]
    parts, names = [], iter(saved(cell) if cell["cell_type"] == "code" else ())
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if PICTURE in data:
            parts.append(("figure", _figure(data[PICTURE], next(names, None), folder, language)))
        elif "text/html" in data:
            parts.append(("table", "".join(data["text/html"])))
        elif "text/markdown" in data:
            parts.append(("prose", "".join(data["text/markdown"])))
    return parts


def _figure(inline, name, folder, language):
    """Take a figure as it was saved, large and with its caption; what is not saved, as the notebook shows it."""
    png, svg, told = (folder / f"{name}-{language}.{end}" for end in ("png", "svg", "json"))
    said = paths.read_json(told, AGAIN) if told.exists() else {"caption": "", "alt": ""}
    return {
        "png": png.read_bytes() if png.exists() else base64.b64decode("".join(inline)),
        "svg": svg.read_bytes() if svg.exists() else None,
        "caption": said["caption"],
        "alt": said["alt"],
    }
