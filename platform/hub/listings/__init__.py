"""What technology listings of all markets share."""
