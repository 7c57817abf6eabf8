"""Verbs of verification."""
