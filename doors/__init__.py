"""The doors: one command a file; only here are rooms put together."""
