"""Verbs on the registry."""
