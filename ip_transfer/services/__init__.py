"""Verbs of IP transfer."""
