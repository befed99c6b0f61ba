"""What if the target or its year were another? A panel to move both; a sentence where nobody is there to move them."""

import os

from IPython import get_ipython
from IPython.display import Markdown

from helpers.codebook import schema
from helpers.language import of
from helpers.verbatim import verbatim
from helpers.whatif import answers


def panel(plan, language="en", indicator=""):
    """Give the panel to move a target with; in a run without a reader, its sentence as it begins.

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
        The sentence, where the notebooks are run by papermill or the plan has no target to move.

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
        return Markdown(of(language).word("terms", "nothing_on_scales"))
    widest = answers.widest(targets, schema.load("required_growth", plan))
    known = rows["indicator"].tolist()
    begun = next((name for name in (indicator, widest) if name in known), known[0])
    if not live():
        return Markdown(verbatim(answers.sentence(answers.printed(rows, begun), language)))
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
