"""The check boxes of a plan that was added: a thin layer of ipywidgets over `ticking` and `accepting`."""

from html import escape

import ipywidgets as widgets

from helpers.errors import InputError
from helpers.language import of
from helpers.read import accepting, ticking
from helpers.read.review import TEXTS

FULL = {"width": "auto", "max_width": "60rem"}
BESIDE = '<p style="margin: 0 0 0.6em 1.6em; line-height: 1.4; opacity: 0.8">{}</p>'
STATUS = '<p role="status" style="margin: 0.5em 0; line-height: 1.4">{}</p>'


class Panel(widgets.VBox):
    """A box for every row and every proposal, and a button that accepts as they stand.

    Parameters
    ----------
    plan : str
    language : str
    place : callable
        Gives the context in which the plan's folder is found.
    """

    def __init__(self, plan, language, place):
        self.plan, self.language, self.place = plan, language, place
        self.items = ticking.items(plan, language)
        self.boxes = [widgets.Checkbox(item.ticked, description=item.said, **_wide(item.said)) for item in self.items]
        self.button = widgets.Button(description=of(language).word(TEXTS, "accept"), layout={"width": "auto"})
        self.button.on_click(self.accept)
        self.status = widgets.HTML(layout=FULL)
        lines = [
            line
            for item, box in zip(self.items, self.boxes, strict=True)
            for line in (box, *(widgets.HTML(BESIDE.format(escape(text))) for text in (item.words, item.doubt) if text))
        ]
        super().__init__([*lines, self.button, self.status])

    def accept(self, *_):
        """Accept what was ticked since, and show what counts; of a fault show the message: nothing is written then."""
        ticked = {"rows": {}, "proposals": {}}
        for item, box in zip(self.items, self.boxes, strict=True):
            if box.value != item.ticked:
                ticked[item.sheet][item.row] = "yes" if box.value else "no"
        with self.place():
            try:
                said = accepting.told(accepting.accept(self.plan, ticked=ticked), self.language)
                self.items = ticking.items(self.plan, self.language)
            except InputError as error:
                said = [str(fault) for fault in error.faults]
        self.status.value = "".join(STATUS.format(escape(line)) for line in said)

    def _repr_mimebundle_(self, **kwargs):
        return super()._repr_mimebundle_(**kwargs) | {"text/markdown": ticking.listed(self.items)}


def _wide(said):
    return {"indent": False, "layout": FULL, "tooltip": said, "style": {"description_width": "initial"}}
