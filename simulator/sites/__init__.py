"""One make of site a file: how its lists and details look, and which addresses it answers."""
