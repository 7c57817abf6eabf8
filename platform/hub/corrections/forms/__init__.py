"""Clean input about wrong facts."""
