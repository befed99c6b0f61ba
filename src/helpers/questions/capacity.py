"""Large classes as capacity: how many classes there are, how many more dissolving those takes, and how many empty.

Pure functions of numbers. `cap` is the size to which a class may grow: 45 in primary schools, 50 above.
"""

import math

CAPS = {"primary": 45, "lower_secondary": 50, "senior": 50}
"""Pupils of a class by the national standard."""
LARGE, EXTRA = (56, 65), (66, None)
"""Sizes that count as large and as extra large; the latter is open."""


def classes(n, share, halfwidth=0.0):
    """Give all classes from those that a share of them counts: n/share => (classes, least, most).

    Parameters
    ----------
    n : int
        Classes counted.
    share, halfwidth : number
        In percent, above the half-width.

    Examples
    --------
    >>> [round(number) for number in classes(31, 1.25, 0.01)]
    [2480, 2460, 2500]
    """
    low = math.nan if share <= halfwidth else 100 * n / (share - halfwidth)
    return 100 * n / share, 100 * n / (share + halfwidth), low


def to_add(n, cap, sizes=LARGE):
    """Give the classes to add so that n classes of such a size have at most `cap` => (least, most); None: no bound.

    Examples
    --------
    >>> to_add(31, 45), to_add(31, 50), to_add(327, 50, EXTRA)
    ((8, 14), (4, 10), (105, None))
    """
    return tuple(None if size is None else math.ceil(n * size / cap) - n for size in sizes)


def over_cap(n, cap, sizes=LARGE):
    """Give the pupils above the cap in n classes of such a size => (least, most); None: no bound.

    Examples
    --------
    >>> over_cap(31, 45), over_cap(31, 50)
    ((341, 620), (186, 465))
    """
    return tuple(None if size is None else n * (size - cap) for size in sizes)


def freed(fewer, pupils, all_classes):
    """Give the classes that so many fewer pupils free at the mean size of a class.

    Examples
    --------
    >>> round(float(freed(6000, 102000, 2480)))
    146
    """
    return fewer / (pupils / all_classes)
