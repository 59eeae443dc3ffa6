"""Whose ads are these: ties between ads, the advertisers that the ties hold together, and the persons they show."""
