"""What the case forecast-the-past asks before and after: the right option of an item stands first."""

from helpers import texts

TEXTS = texts.load("cases/forecast-the-past")
GOAL = TEXTS["goal"]
ROUNDING = TEXTS["rounding"]
ONCE = TEXTS["once"]
