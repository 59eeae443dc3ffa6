"""A pretend ad market with known truth: a population that advertises over weeks, and the sites it does so on."""
