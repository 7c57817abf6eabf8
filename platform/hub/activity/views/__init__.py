"""The log as staff and as each person see it."""
