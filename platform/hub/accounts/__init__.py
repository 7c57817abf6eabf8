"""People, organisations, roles, sign-in."""
