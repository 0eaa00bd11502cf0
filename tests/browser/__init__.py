"""A package, so that its browser and its server end with the last test in it."""
