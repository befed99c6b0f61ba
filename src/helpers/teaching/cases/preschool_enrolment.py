"""What the case preschool-enrolment asks before and after: the right option of an item stands first."""

from helpers import texts

TEXTS = texts.load("cases/preschool-enrolment")
CHANGE = TEXTS["change"]
NOT_SAID = TEXTS["not_said"]
HEADS = TEXTS["heads"]
MAY_PASS = TEXTS["may_pass"]
ABOVE = TEXTS["above"]
HUNDRED = TEXTS["hundred"]
ADOPTED = TEXTS["adopted"]
REACHED = TEXTS["reached"]
