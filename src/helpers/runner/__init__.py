"""How notebooks are executed: jobs, stamps, workers, engines; no researcher needs it."""
