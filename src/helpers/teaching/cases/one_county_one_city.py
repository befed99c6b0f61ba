"""What the case one-county-one-city asks before and after: the right option of an item stands first."""

from helpers import texts

TEXTS = texts.load("cases/one-county-one-city")
STEP = TEXTS["step"]
NAME = TEXTS["name"]
PROXY = TEXTS["proxy"]
NO_SERIES = TEXTS["no_series"]
ONE_YEAR = TEXTS["one_year"]
ROUNDING = TEXTS["rounding"]
