"""What happened elsewhere from there: the changes that series made over as many years, begun near a plan's start.

Pure functions of a long table of series. Never a position without the condition on the start: near a bound every series
slows down.
"""

import numpy as np

WIDTHS = {"percent": 2.5, "years": 0.5}
"""Least half-width of the band around a start: percentage points; years of schooling."""
HISTORIES = {
    "public_kindergarten_share": ("countries_public",),
    "mean_years_schooling": ("countries_schooling_25", "countries_schooling_15"),
    "working_age_mean_years_schooling": ("countries_schooling_25", "countries_schooling_15"),
}
"""Indicators of which countries' histories may be said, and which of them, the first one first."""
PROVINCES = "provinces_2010_2020"
CALM = "_without_jumps"
"""Ends the name of histories without windows that hold a one-year jump."""
TINY = 1e-9
YEARS = 5
"""Length of the changes that are described by where they began."""
BANDS = {"percent": 10.0, "years": 1.0}
"""Width of the bands of starts in which they are: percentage points; years of schooling."""


def start_band(baseline, unit):
    """Give the band of starts in which a baseline lies => (from, below), in the unit.

    Examples
    --------
    >>> start_band(41.17, "percent"), start_band(8.51, "years")
    ((40.0, 50.0), (8.0, 9.0))
    """
    start = float(np.floor(baseline / BANDS[unit]) * BANDS[unit])
    return start, start + BANDS[unit]


def leading(rows):
    """Keep the first kind of countries' histories of each target, and the provinces, jumps among them.

    Parameters
    ----------
    rows : DataFrame
        As `helpers.codebook.schema` declares ambition.
    """
    kinds = {kind for several in HISTORIES.values() for kind in several}
    found = rows[rows["reference"].isin({*kinds, PROVINCES}) & rows["value"].notna()]
    again = found.assign(census=found["reference"] == PROVINCES).duplicated(["target_id", "census", "measure"])
    return found[~again]


def band(baseline, target, unit):
    """Give the half-width of the band around a start, in the unit: half the planned step, and at least `WIDTHS`.

    Examples
    --------
    >>> band(90.9, 95, "percent"), round(band(8.51, 10.4, "years"), 3)
    (2.5, 0.945)
    """
    return max(WIDTHS[unit], abs(target - baseline) / 2)


def windows(series, years, jump):
    """List all changes over so many years.

    Parameters
    ----------
    series : DataFrame
        place, year, value: one row a place and year, in any order.
    years : int
        Length of a window; both of its ends must be published.
    jump : float
        A change a year beyond it, in either direction, marks every window that holds its end: one of the series, it is
        taken, and not of the place. 7.5 points of a rate, 15 of the private share, 1 year of schooling.

    Returns
    -------
    DataFrame
        place, year (the first), start, change, jumped; by place and year.
    """
    rows = series.sort_values(["place", "year"])[["place", "year", "value"]]
    ends = rows.assign(year=rows["year"] - years).rename(columns={"value": "end"})
    found = rows.merge(ends, on=["place", "year"])
    before = rows.groupby("place")[["year", "value"]].shift()
    sudden = (rows["value"] - before["value"]).abs() / (rows["year"] - before["year"]) > jump + TINY
    jumps = {place: years.to_numpy() for place, years in rows[sudden].groupby("place")["year"]}
    jumped = [
        bool(np.any((jumps.get(place, np.array([])) > year) & (jumps.get(place, np.array([])) <= year + years)))
        for place, year in zip(found["place"], found["year"], strict=True)
    ]
    found = found.assign(start=found["value"], change=found["end"] - found["value"], jumped=jumped)
    return found[["place", "year", "start", "change", "jumped"]]


def apart(rows, years):
    """Pick windows of a place that share no year of change, the earliest first => the rows picked."""
    picked, last = [], {}
    for row in rows.sort_values(["place", "year"]).itertuples():
        if row.year >= last.get(row.place, -np.inf):
            picked.append(row.Index)
            last[row.place] = row.year + years
    return rows.loc[picked]


def position(rows, baseline, step, half, years):
    """Count the windows that began within the band, and those that moved at least as far.

    Parameters
    ----------
    rows : DataFrame
        From `windows`, with or without those that hold a jump.
    step : float
        The planned change, in the direction of its sign.
    half : float
        Half-width of the band.

    Returns
    -------
    dict
        places, places_matched, windows, windows_matched, free_windows, free_windows_matched: free ones share no year of
        change within a place.
    """
    near = rows[(rows["start"] - baseline).abs() <= half + TINY]
    sign = np.sign(step) or 1
    did = near[sign * near["change"] >= abs(step) - TINY]
    free = apart(near, years)
    return {
        "places": int(near["place"].nunique()),
        "places_matched": int(did["place"].nunique()),
        "windows": len(near),
        "windows_matched": len(did),
        "free_windows": len(free),
        "free_windows_matched": int((sign * free["change"] >= abs(step) - TINY).sum()),
    }
