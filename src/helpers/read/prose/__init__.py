"""Prose to proposals: what a document promises, or reports, between its tables; a person accepts each before it counts."""
