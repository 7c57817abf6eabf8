"""The channel group of a person's open pages."""


def group_of(public_id: str) -> str:
    """Return the group in which all open pages of one person listen."""
    return f"person-{public_id}"
