"""The steps; a file is named r, its revision, and what it brings."""
