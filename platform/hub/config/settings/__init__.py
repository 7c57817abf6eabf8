"""One module per way to run: dev (embedded default), test, production."""
