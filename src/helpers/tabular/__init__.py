"""Publication tables: which rows and columns of a plan's tidy tables a paper shows, in what order, grouped by stage.

Numbers stay numbers and codes stay codes here; `cells` puts them in words, `pages` makes HTML and LaTeX of them.
"""

import pandas as pd

from helpers import goals
from helpers.audit import SEVERITIES, sides
from helpers.codebook import schema
from helpers.errors import InputError
from helpers.growth import required
from helpers.language import VOCABULARY

NAMED = ["target_id", "group", "indicator_zh", "indicator_en", "kind", "unit"]
GOAL = ["comparator", "target_low", "target_high", "printed", "target_year"]
PROJECTION = "projection"


def targets(targets):
    """Give the rows and columns of a table of targets.

    Parameters
    ----------
    targets : DataFrame
        Of one plan, as `helpers.codebook.schema` declares it.

    Returns
    -------
    DataFrame
        One row a target, each once: grouped by `group`, which is its stage, or `projection`; those are the last group.
        Within a group in the document's order.

    Examples
    --------
    >>> rows = targets(schema.load("targets", "yantai-14fyp"))
    >>> rows["group"].drop_duplicates().tolist()[:3], rows["group"].iloc[-1]
    (['preschool', 'compulsory', 'senior'], 'projection')
    """
    return _ordered(targets)[[*NAMED, "baseline", "baseline_year", *GOAL, "nature", "locator"]]


def growth(targets, growth):
    """Give the rows and columns of a table of required growth.

    Parameters
    ----------
    targets, growth : DataFrame
        Of one plan, as `helpers.codebook.schema` declares targets and required_growth.

    Returns
    -------
    DataFrame
        Rows as of `targets`. `years` lie between baseline and target; value, low, high and rate_unit are the pace on
        the primary scale, `reason` the code where none is required or none exists, `linear` the pace in the unit
        itself where another scale is the primary one, `notes` what else to know, joined by ;.

    Raises
    ------
    InputError
        If the required growth of a target is not there.

    Examples
    --------
    >>> plan = "yantai-14fyp"
    >>> rows = growth(schema.load("targets", plan), schema.load("required_growth", plan)).set_index("target_id")
    >>> [str(cell) for cell in rows.loc["higher_enrolment@2025", ["years", "value", "rate_unit", "linear"]]]
    ['5.0', '1.65006602813', 'percent_per_year', '4400.0']
    >>> rows["reason"].iloc[1]
    'maintain'
    """
    rows = _ordered(targets)
    primary = _of(rows, required.on_scale(growth), "required_growth")
    linear = _of(rows, required.on_scale(growth, "linear"), "required_growth")
    nothing = primary["value"].isna() | primary["code"].isin(required.NOTHING)
    return rows[[*NAMED, "baseline", *GOAL]].assign(
        years=required.inputs(rows)["years"],
        value=primary["value"].mask(nothing),
        low=primary["low"],
        high=primary["high"],
        rate_unit=primary["unit"],
        reason=primary["code"].where(nothing),
        linear=linear["value"].where(~nothing & (primary["method"] != "linear")),
        notes=_joined(primary["code"].mask(nothing), primary["flags"]),
    )


def progress(targets, progress):
    """Give the rows and columns of a table of progress.

    Parameters
    ----------
    targets, progress : DataFrame
        Of one plan, as `helpers.codebook.schema` declares them.

    Returns
    -------
    DataFrame
        Rows as of `targets`, and one for each further stage on which a promise without a stage is judged; attained and
        elapsed are fractions, `notes` are the flags, joined by ;.

    Raises
    ------
    InputError
        If the progress of a target is not there.

    Examples
    --------
    >>> plan = "china-14fyp"
    >>> rows = progress(schema.load("targets", plan), schema.load("progress", plan))
    >>> [str(cell) for cell in rows[["observed", "observed_year", "verdict"]].iloc[0]]
    ['92.9', '2025', 'achieved']
    """
    _of(_ordered(targets), progress, "progress")
    judged = goals.named(goals.once_judged(progress, targets), targets)
    columns = ["indicator_zh", "indicator_en", "baseline"]
    columns += ["observed", "observed_year", "attained", "elapsed", "ratio", "verdict", "thresholds", "flags"]
    rows = _grouped(targets[targets["target_id"].isin(judged["target_id"])]).drop(columns=columns[:3])
    found = rows.merge(judged[["target_id", *columns]], on="target_id")
    found["baseline"] = found["baseline"].where(found["kind"] != "increment")
    return found[[*NAMED, "baseline", *GOAL, *columns[3:-1]]].assign(notes=found["flags"].fillna(""))


def findings(targets, findings, indicators):
    """Give the rows and columns of a table of what does not add up.

    Parameters
    ----------
    targets, findings, indicators : DataFrame
        Of one plan, as `helpers.codebook.schema` declares them.

    Returns
    -------
    DataFrame
        One row a finding, grouped by severity, the gravest first: the indicator's names and unit, both figures as
        printed with their places, the sentence that says why both cannot hold, and `difference`, the second number less
        the first: in points where the unit is percent, else in percent of the first, as `difference_unit` says.

    Examples
    --------
    >>> plan = "yunyang-14fyp"
    >>> rows = findings(*(schema.load(name, plan) for name in ("targets", "findings", "indicators")))
    >>> rows.loc[rows["rule"] == "part_exceeds_whole", ["difference", "difference_unit"]].values.tolist()
    [[-0.72, 'points']]
    """
    names = indicators.drop_duplicates("indicator")[["indicator", "indicator_zh", "indicator_en", "unit"]]
    found = sides.compared(findings, targets).merge(names, on="indicator", how="left")
    found = found.sort_values("severity", key=lambda column: column.map(SEVERITIES.index), kind="stable")
    share = found["unit"] == "percent"
    apart = (found["second"] - found["first"]).map(lambda number: float(f"{number:.12g}"))
    found["difference"] = apart.where(share & found["difference"].notna(), found["difference"])
    found["difference_unit"] = share.map({True: "points", False: "percent"})
    kept = ["rule", "indicator_zh", "indicator_en", "locator_a", "printed_a", "locator_b", "printed_b", "finding"]
    kept += ["arithmetic", "difference", "difference_unit"]
    return found.rename(columns={"severity": "group"})[["group", *kept]].reset_index(drop=True)


def _joined(codes, flags):
    """Join a code and those flags that say more than another code, and than the group, does."""
    told = VOCABULARY["flags"].keys() - {PROJECTION}
    pairs = zip(codes.fillna(""), flags.fillna("").str.split(";"), strict=True)
    return [";".join(filter(None, [code, *(flag for flag in more if flag in told)])) for code, more in pairs]


def _ordered(targets):
    """Keep each target once, grouped by stage, projections last."""
    return _grouped(goals.once(targets))


def _grouped(rows):
    """Group targets by stage, projections last; a milestone has its own name."""
    rows = goals.named(rows, rows)
    stage = next(field for field in schema.fields("targets") if field["name"] == "stage")
    groups = [*stage["constraints"]["enum"], PROJECTION]
    group = pd.Categorical(rows["stage"].mask(rows["kind"] == PROJECTION, PROJECTION), groups)
    rows = rows.assign(group=group).sort_values(["group", "order"]).reset_index(drop=True)
    return rows.assign(group=rows["group"].astype("str"))


def _of(rows, table, name):
    """Pick each target's row of another table, in the targets' order."""
    missing = rows.loc[~rows["target_id"].isin(table["target_id"]), "target_id"]
    if len(missing):
        raise InputError(
            f"{name} has no row for it, so the two tables are of different runs",
            "make both again: python -m helpers run",
            file=f"{name}.csv",
            cell=missing.iloc[0],
        )
    return table.set_index("target_id").loc[rows["target_id"]].reset_index()
