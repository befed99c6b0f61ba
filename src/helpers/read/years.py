"""Which year every column of figures is of, and which is the baseline; what leaves it open is a doubt."""


def keys(columns, context):
    """Tell the year of every year column => ({column: key}, year of the baseline or None, codes of doubts)."""
    found, codes = {}, []
    base, ahead = context.get("baseline_year"), context.get("target_year")
    for place, column in enumerate(columns):
        if column.kind != "year":
            continue
        key = column.key
        if key == "baseline":
            key = str(base or context.get("guess_baseline") or "baseline")
        elif key == "target":
            key = str(ahead or context.get("guess_target") or "target")
            if not ahead and not context.get("sure_target"):
                codes.append("target_year")
        elif key.startswith("Y"):
            if base:
                key = str(base + int(key[1:]))
            else:
                codes.append("no_calendar")
        found[place] = key
        codes += [code for code in column.doubts if code in {"school_year", "odd_head"}]
    years = [int(key) for key in found.values() if key.isdigit()]
    past = [int(found[n]) for n in found if columns[n].side == "past" and found[n].isdigit()]
    unmarked = [int(found[n]) for n in found if not columns[n].side and found[n].isdigit()]
    marked = len(unmarked) < len(years)
    if past:
        start = max(past)
    elif base and base in years:
        start = base
    elif context.get("guess_baseline") in years:
        start = context["guess_baseline"]
    elif marked and unmarked and len(unmarked) < len(years):
        start = max(unmarked) if not past and max(unmarked) < max(years) else None
    elif len(years) == 2:
        start = min(years)
    elif len(years) > 2:
        start = min(years)
        codes.append("which_baseline")
    else:
        start = None
    if years != sorted(years):
        codes.append("falling_years")
    return found, start, list(dict.fromkeys(codes))
