"""Conversations between organisations about a subject."""
