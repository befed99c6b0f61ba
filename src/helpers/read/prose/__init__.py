"""Prose to proposals: what a document promises or reports between its tables, for a person to accept or not."""
