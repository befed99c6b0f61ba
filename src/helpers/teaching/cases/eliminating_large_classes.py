"""What the case eliminating-large-classes asks before and after: the right option of an item stands first."""

from helpers import texts

TEXTS = texts.load("cases/eliminating-large-classes")
POINTS = TEXTS["points"]
PERCENT_FOR_POINTS = TEXTS["percent_for_points"]
POINTS_FOR_PERCENT = TEXTS["points_for_percent"]
SHARE = TEXTS["share"]
NO_RATE = TEXTS["no_rate"]
ZERO = TEXTS["zero"]
ADOPTED = TEXTS["adopted"]
ALONE = TEXTS["alone"]
