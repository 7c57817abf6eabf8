"""Verbs on people and organisations."""
