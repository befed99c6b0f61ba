"""Required growth: formulas, the table, and what an unknown baseline would require."""
