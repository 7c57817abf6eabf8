"""Commands of the common parts."""
