"""Helpers of the notebooks: from a published education plan to tables, required growth and figures."""
