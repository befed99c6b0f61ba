"""What if the target or its year were another? A panel to move both; a figure where nobody is there to move them."""

import os

import matplotlib.pyplot as plt
from IPython import get_ipython
from IPython.display import Markdown, display

from helpers import report, schema, source
from helpers.charts import bundle, layout, scales, whatif
from helpers.whatif import answers
from helpers.words import TERMS, verbatim, word

FIGURE = "what-if"


def panel(plan, language="en", indicator=""):
    """Give the panel to move a target with; from a run without a reader, its figure and sentence as they begin.

    Parameters
    ----------
    plan : str
        A folder of data/raw, whose tables are there.
    language : str
        en or zh.
    indicator : str
        The one to begin with; '' for the goal that closes most of its gap.

    Returns
    -------
    helpers.whatif.controls.Panel or Markdown
        The sentence, where the notebooks are run by papermill or the plan has no target to move; its figure is shown.

    Raises
    ------
    InputError
        If the plan is not known, or its tables are not there yet.

    Examples
    --------
    >>> panel("nowhere")
    Traceback (most recent call last):
    helpers.errors.InputError: no plan is called 'nowhere'. ...
    """
    targets = schema.load("targets", plan)
    rows = answers.choices(targets)
    if rows.empty:
        return Markdown(word(TERMS, "nothing_on_scales", language))
    widest = scales.widest(targets, schema.load("required_growth", plan))
    known = rows["indicator"].tolist()
    begun = next((name for name in (indicator, widest) if name in known), known[0])
    if not live():
        return figure(plan, answers.printed(rows, begun), language)
    from helpers.whatif import controls

    return controls.Panel(plan, rows, begun, language)


def live():
    """Tell whether somebody may be there to move a slider: a kernel runs this, and not for the runner.

    Examples
    --------
    >>> live()
    False
    """
    return getattr(get_ipython(), "kernel", None) is not None and not os.environ.get("HELPERS_OUTPUTS")


def figure(plan, answer, language="en"):
    """Draw an answer, save it as a bundle, show it, and give its sentence."""
    about = source.read(plan)
    title = word(TERMS, "whatif_title", language).format(place=source.region(about, language))
    fig, (ax,) = layout.grid(1, title, report.credits([about], language), 2.3, across=1)
    whatif.way(answer, ax, language)
    drawn, said = answers.table(answer), answers.sentence(answer, language)
    told = report.told(FIGURE, drawn, title, [about], language, {"plan": plan, "size": layout.chosen()})
    told["alt"] += f"{'' if language == 'zh' else ' '}{said}"
    display(bundle.save(fig, FIGURE, plan, language, drawn, told))
    plt.close(fig)
    return Markdown(verbatim(said))
