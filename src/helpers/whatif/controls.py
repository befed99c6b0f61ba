"""The panel's controls: a thin layer of ipywidgets over `answers`."""

import base64
from html import escape

import ipywidgets as widgets
import pandas as pd
from matplotlib.figure import Figure

from helpers import goals
from helpers.charts import what_if
from helpers.codebook import schema, source
from helpers.errors import InputError
from helpers.language import of
from helpers.whatif import answers

SIZE = (6.6, 2.4)
DPI = 110
FULL = {"width": "auto", "max_width": "46rem"}
LABELS = {"description_width": "6.5rem"}


class Panel(widgets.VBox):
    """Plan, indicator, target, year and scale, and under them the sentence and the figure that follow from them.

    A front end without widgets is shown the figure as it began.

    Parameters
    ----------
    plan : str
    rows : DataFrame
        Its targets, from `answers.choices`.
    indicator : str
        The one to begin with.
    language : str
    """

    def __init__(self, plan, rows, indicator, language="en"):
        self.language, self.rows, self.quiet = language, _with_others(plan, rows), False
        self.ax = Figure(SIZE, DPI).add_axes((0.085, 0.12, 0.905, 0.74))
        self.plan = widgets.Dropdown(options=_plans(self.rows, language), value=plan, **self._named("plan"))
        self.indicator = widgets.Dropdown(**self._named("indicator"))
        self.target = widgets.BoundedFloatText(**self._named("target", max_width="13rem"))
        says, wide = of(language).word("terms", "whatif_target_says"), {"flex": "1 1 12rem", "width": "auto"}
        self.slider = widgets.FloatSlider(readout=False, tooltip=says, layout=wide)
        self.year = widgets.IntSlider(**self._named("year", flex="1 1 auto"))
        self.scale = widgets.ToggleButtons(**self._named("scale"))
        self.scale.options = [(of(language).word("terms", f"whatif_{scale}"), scale) for scale in answers.METHOD]
        self.scale.tooltips = [of(language).word("paths", scale) for scale in answers.METHOD]
        self.scale.style.button_width = "auto"
        self.scale.add_class("widget-inline-hbox").add_class("jupyter-widget-inline-hbox")
        self.reset = widgets.Button(
            description=of(language).word("terms", "whatif_reset"),
            tooltip=of(language).word("terms", "whatif_reset_says"),
            layout={"width": "auto"},
        )
        self.shown = widgets.HTML(layout=FULL)
        moved = widgets.HBox([self.target, self.slider], layout={**FULL, "flex_flow": "row wrap"})
        dated = widgets.HBox([self.year, self.reset], layout=FULL)
        super().__init__([self.plan, self.indicator, moved, dated, self.scale, self.shown])
        self._choose_plan(indicator=indicator)
        self.target.observe(lambda change: self.slider.set_trait("value", change.new), "value")
        self.slider.observe(self._slide, "value")
        self.plan.observe(self._choose_plan, "value")
        self.indicator.observe(self._choose_indicator, "value")
        self.reset.on_click(self._choose_indicator)
        for control in (self.target, self.year, self.scale):
            control.observe(self.update, "value")

    def update(self, *_):
        """Show what follows from the controls as they stand."""
        if self.quiet:
            return
        row = self.rows[(self.rows["plan"] == self.plan.value) & (self.rows["target_id"] == self.indicator.value)]
        self.answer = answers.answer(row, self.target.value, self.year.value, self.scale.value)
        what_if.way(self.answer, self.ax, self.language)
        self.png = base64.b64encode(what_if.png(self.ax.figure)).decode()
        self.shown.value = _page(self.answer, self.png, self.language)

    def _slide(self, change):
        """Take over where the slider was moved to; that a front end puts it on its nearest step is no move."""
        if abs(change.new - self.target.value) > 0.51 * self.slider.step:
            self.target.value = float(f"{change.new:.9g}")

    def _choose_plan(self, *_, indicator=None):
        rows = self.rows[self.rows["plan"] == self.plan.value]
        self.quiet = True
        self.indicator.options = list(zip(goals.names(rows, self.language), rows["target_id"], strict=True))
        self.indicator.value = rows.loc[rows["indicator"].eq(indicator or rows["indicator"].iloc[0]), "target_id"].iloc[
            0
        ]
        self._choose_indicator()

    def _choose_indicator(self, *_):
        """Set the controls to the target as it is printed."""
        rows = self.rows[self.rows["plan"] == self.plan.value]
        row = rows[rows["target_id"] == self.indicator.value]
        begun = answers.printed(rows, self.indicator.value)
        low, high, step = answers.limits(row)
        self.quiet = True
        for control in (self.target, self.slider):
            with control.hold_trait_notifications():
                control.min, control.max, control.step, control.value = low, high, step, begun.end
        with self.year.hold_trait_notifications():
            self.year.min, self.year.max = int(row["baseline_year"].iloc[0]) + 1, answers.last_year(row)
            self.year.value = int(row["target_year"].iloc[0])
        unit = of(self.language).unit(row["unit"].iloc[0])
        self.target.description = f"{of(self.language).word('terms', 'target')} ({unit})"
        self.scale.value = begun.scale
        self.quiet = False
        self.update()

    def _named(self, name, **layout):
        """Give a control its name and what a mouse over it is told."""
        return {
            "description": of(self.language).word("terms", f"whatif_{name}"),
            "tooltip": of(self.language).word("terms", f"whatif_{name}_says"),
            "style": LABELS,
            "layout": {**FULL, **layout},
        }

    def _repr_mimebundle_(self, **kwargs):
        said = answers.sentence(self.answer, self.language)
        return super()._repr_mimebundle_(**kwargs) | {"text/plain": said, "image/png": self.png}


def _page(answer, png, language):
    """Write the sentence and the figure as one page: they change together."""
    said = answers.sentence(answer, language)
    values = answers.table(answer)[["year", "value"]].itertuples(index=False)
    unit = answer.asked["unit"]
    alt = "; ".join(f"{year} {of(language).number(value, unit, digits=4)}" for year, value in values)
    width, height = (round(DPI * side) for side in SIZE)
    return (
        f'<p role="status" style="margin: 0.5em 0; line-height: 1.4; min-height: 2.8em">{escape(said)}</p>'
        f'<img alt="{escape(alt)}" src="data:image/png;base64,{png}" width="{width}" height="{height}" '
        f'decoding="sync" style="max-width: 100%; height: auto; background: white">'
    )


def _plans(rows, language):
    """Name the plans that have a target to move, by their place."""
    names = rows["plan"].unique()
    return [(f"{source.region(source.read(name), language)} ({name})", name) for name in names]


def _with_others(plan, rows):
    """Put the targets of the other plans, as far as the combined table has them, after the plan's own."""
    try:
        every = schema.load("targets")
    except InputError:
        return rows
    others = every[(every["plan"] != plan)]
    found = [answers.choices(group) for _, group in others.groupby("plan", sort=False)]
    return pd.concat([rows, *(frame for frame in found if len(frame))], ignore_index=True)
