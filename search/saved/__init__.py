"""Searches that people keep, and the alerts of what they newly find."""
