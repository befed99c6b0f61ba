"""Which definition a printed label means in a plan, and whether a value is in its unit."""

from dataclasses import replace

from helpers import paths
from helpers.clean import units, values
from helpers.codebook import indicators
from helpers.errors import InputError


class Definitions:
    """The codebook as a plan uses it.

    plan : the plan's name
    used : the definitions found so far => {slug: codebook row}

    Examples
    --------
    >>> definitions = Definitions("yunyang-14fyp")
    >>> row = {"label": "大班额", "line": 17}
    >>> definitions.find_in_prose(row, "classes", "targets.csv")[0]["indicator"]
    'large_classes_compulsory'
    >>> row = {"label": "大班额", "line": 18, "indicator": "large_class_share_compulsory"}
    >>> definitions.find_in_prose(row, "percent", "targets.csv")[0]["indicator"]
    'large_class_share_compulsory'
    >>> list(definitions.used)
    ['large_classes_compulsory', 'large_class_share_compulsory']
    """

    def __init__(self, plan):
        self.plan = plan
        self.book = indicators.load()
        self.known = indicators.labels(self.book)
        self.entries = self.book.to_dict("index")
        self.used = {}

    def file(self, name):
        """Name a raw file of the plan as people see it."""
        return paths.relative(paths.raw(self.plan) / name)

    def find(self, row, unit):
        """Find what a row of the table (stage, parent, label) means => (codebook row, note on the label)."""
        return self._used(*indicators.identify(row, self.known), row, unit)

    def find_in_prose(self, printed, unit, file):
        """Find what a label of the prose means => (codebook row, note).

        The row's own `indicator` decides where it names one; else its label, which may mean so in this plan only.
        """
        row = {"stage": "", "parent": "", "label": printed["label"]}
        slug = printed.get("indicator", "")
        if slug and slug not in self.book.index:
            raise InputError(
                "data/raw/indicators.csv has no such indicator",
                "describe it there, correct it, or leave the cell empty where the label says what is meant",
                file=file,
                line=printed["line"],
                cell=slug,
            )
        found = (slug, "") if slug else indicators.identify(row | {"stage": self.plan}, self.known)
        return self._used(*found, row, unit)

    def _used(self, slug, note, row, unit):
        entry = self.entries[slug] if slug else indicators.describe(row, unit)
        known = self.used.setdefault(entry["indicator"], entry)
        if not indicators.same_name(known["indicator_zh"], entry["indicator_zh"]):
            raise InputError(
                f"and {known['indicator_zh']} would both be called {entry['indicator']}",
                "describe one of them in data/raw/indicators.csv",
                file=self.file(""),
                cell=entry["indicator_zh"],
            )
        entry = known
        return entry, [f"label: {note}"] if note else []


def in_unit(value, entry, *, file, line, label):
    """Hold a value's unit against its definition's; a bare number or a counter takes the definition's unit.

    Raises
    ------
    InputError
        If the two units are different measures.

    Examples
    --------
    >>> places = {"indicator": "places_added", "unit": "places"}
    >>> in_unit(values.parse("5000个"), places, file="targets.csv", line=2, label="新增学位").unit
    'places'
    """
    if value is None or value.unit == entry["unit"]:
        return value
    if value.unit == "" and entry["unit"] == "percent" and 0 < value.number <= 1:
        raise InputError(
            f"({label}) has no unit, and {entry['indicator']} is in percent: a workbook gives 96 % out as 0.96",
            f"begin the note with read {value.number * 100:g}%: a fraction, or read {value.number:g}%: as printed",
            file=file,
            line=line,
            cell=f"{value.number:g}",
        )
    if value.unit == "" or (value.unit, entry["unit"]) == ("points", "percent") or value.kind == "rate_per_year":
        return value
    if value.unit in units.COUNTERS and entry["unit"] not in values.MEASURED:
        return replace(value, unit=entry["unit"])
    raise InputError(
        f"is in {value.unit}, but {entry['indicator']} in the codebook is in {entry['unit']}",
        "correct the unit, or give this label a definition of its own in data/raw/labels.csv",
        file=file,
        line=line,
        cell=label,
    )
