"""Clean input about verification."""
