"""What the case was-it-ambitious asks before and after: the right option of an item stands first."""

from helpers import texts

NATIONS = "countries_public"
"""The histories that the hour counts."""
CALM = "countries_public_without_jumps"
PRESCHOOL, PUBLIC, SENIOR = (
    "preschool_gross_enrolment@2025",
    "public_kindergarten_share@2025",
    "senior_gross_enrolment@2025",
)
"""The promises held against the nation's; the last one after the hour."""
TEXTS = texts.load("cases/was-it-ambitious")
DEPENDS = TEXTS["depends"]
ONE_SIDED = TEXTS["one_sided"]
PRECEDENT = TEXTS["precedent"]
SENTENCE = TEXTS["sentence"]
