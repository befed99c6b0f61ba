"""What the case read-your-own-plan asks before and after, of any plan: the right option of an item stands first."""

from helpers import texts
from helpers.teaching.cases.one_county_one_city import ROUNDING, STEP

TEXTS = texts.load("cases/read-your-own-plan")
NO_START = TEXTS["no_start"]
ITEMS = (STEP, ROUNDING, NO_START)
