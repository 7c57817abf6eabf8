"""Programmes, applications, reviews and the outcome of start-ups."""
