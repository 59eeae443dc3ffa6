"""How many, with what certainty: estimators over counts and histories, never over persons' data."""
