"""Wagtail pages: home, news, and the desks of editors."""
