"""What the case read-a-plan-critically asks before and after: the right option of an item stands first."""

from helpers import texts

FIGURES = (
    "vocational_general_ratio",
    "senior_enrolment",
    "general_senior_enrolment",
    "vocational_senior_enrolment",
    "vocational_places_added",
    "backbone_teachers",
    "backbone_teacher_share",
    "backbone_teachers_trained",
    "inclusive_kindergarten_share",
)
"""What the hour reads."""
RULES = ("ratio_against_words", "stock_or_new", "implied_total", "capacity_and_enrolment", "already_reached")
"""Whose findings are weighed at the end."""
KEPT = "compulsory_retention@2025"
"""The target of the second plan that equals its baseline."""
TEXTS = texts.load("cases/read-a-plan-critically")
PLACES = TEXTS["places"]
KINDERGARTEN = TEXTS["kindergarten"]
NOT_SAID = TEXTS["not_said"]
STOCK = TEXTS["stock"]
MET = TEXTS["met"]
