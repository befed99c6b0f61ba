"""The way of one target as somebody has set it, and where the document has it."""

import io

from matplotlib.backends.backend_agg import FigureCanvasAgg

from helpers import charts
from helpers.charts import bundle, layout
from helpers.language import of

COLOURS = {"linear": charts.COLOURS["target"], "exp": charts.COLOURS["projection"], "logit": "#009E73"}
LINES = {"linear": "-", "exp": (0, (5, 2)), "logit": (0, (1, 1.5))}
LABELS = 7
"""The most values written beside the way."""


def way(answer, ax, language="en"):
    """Draw the baseline with its rounding, the way year by year, the target, and in grey the printed one if it differs.

    What the axes held before is taken off first: to move a target is to draw its way again.

    Parameters
    ----------
    answer : helpers.whatif.answers.Answer
    ax : Axes

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from helpers.codebook import schema
    >>> from helpers.whatif import answers
    >>> rows = answers.choices(schema.load("targets", "yunyang-14fyp"))
    >>> found = answers.printed(rows, "public_kindergarten_share")
    >>> [text.get_text() for text in way(found, plt.figure().add_subplot()).texts]
    ['55.6', '56.48', '57.36', '58.24', '59.12', '60']
    """
    for artist in [*ax.lines, *ax.texts]:
        artist.remove()
    row, end = answer.asked, answer.end
    first, last = int(row["baseline_year"]), int(row["target_year"])
    goal = int(answer.printed["target_year"]), answer.printed_end
    ink, colour = charts.COLOURS["baseline"], COLOURS[answer.scale]
    half = float(row["baseline_halfwidth"])
    ax.plot([first, first], [row["baseline"] - half, row["baseline"] + half], color=ink, lw=4, alpha=0.4)
    ax.plot(answer.years, answer.path, color=colour, ls=LINES[answer.scale], lw=1.4, marker="o", ms=3)
    ax.plot(first, row["baseline"], "o", ms=5, color=ink)
    binding = row["nature"] == "binding" and goal == (last, end)
    ax.plot(last, end, "D", ms=6, mfc=colour if binding else "white", mec=colour, mew=1.4, zorder=4)
    values, over = [row["baseline"], end, *answer.path], end >= goal[1]
    if goal != (last, end):
        values.append(goal[1])
        ax.plot(*goal, "D", ms=5, mfc="none", mec=charts.COLOURS["muted"], zorder=3)
        said = f"{of(language).word('terms', 'printed')}{of(language).space}{_number(goal[1], row, language)}"
        _label(ax, *goal, said, "#767676", -10 if over else 9)
    for year, value in _labelled(answer, first, last):
        away = 10 if year == last else 8
        up = -away if year == last and not over else away
        _label(ax, year, value, _number(value, row, language), ink if year == first else colour, up)
    _look(ax, values, [first, last, goal[0]], row, language)
    return ax


def png(fig):
    """Give a figure as a notebook shows it: PNG at the resolution of the screen, as quick as can be.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> png(plt.figure(figsize=(1, 1)))[1:4]
    b'PNG'
    """
    buffer = io.BytesIO()
    FigureCanvasAgg(fig).print_png(buffer, metadata=bundle.METADATA["png"], pil_kwargs={"compress_level": 3})
    return buffer.getvalue()


def _labelled(answer, first, last):
    """Choose the values to write: both ends, and those between as far as there is room."""
    ends = [(first, answer.asked["baseline"]), (last, answer.end)]
    if len(answer.path) < 3:
        return ends
    between = list(zip(answer.years, answer.path, strict=True))[1:-1]
    return [ends[0], *(between if len(between) <= LABELS - 2 else []), ends[1]]


def _label(ax, year, value, text, colour, up):
    look = {"ha": "center", "va": "center", "fontsize": layout.SMALL, "color": colour}
    ax.annotate(text, (year, value), (0, up), textcoords="offset points", **look)


def _number(value, row, language):
    return of(language).number(value, row["unit"], digits=4)


def _look(ax, values, years, row, language):
    """Set limits, ticks and the name of the panel."""
    low, high = min(values), max(values)
    room = (high - low) or abs(high) * 0.1 or 1.0
    ax.set_ylim(low - 0.22 * room, high + 0.22 * room)
    ax.set_xlim(min(years) - 0.5, max(years) + 0.5)
    ax.xaxis.set_major_locator(layout.whole_years(years))
    ax.yaxis.set_major_formatter(lambda value, _: of(language).number(float(f"{value:.6g}"), row["unit"]))
    ax.grid(True, axis="y")
    name = of(language).in_unit(row[f"indicator_{language}"], row["unit"])
    layout.name_panel(ax, layout.PAGE, name, layout.columns(layout.PAGE))
