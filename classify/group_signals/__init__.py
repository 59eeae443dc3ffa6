"""Signals that no single ad shows: what the ads of one advertiser have in common, and how they move in time."""
