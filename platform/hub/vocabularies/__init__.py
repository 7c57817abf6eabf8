"""Shared vocabularies: standard numbers, countries."""
