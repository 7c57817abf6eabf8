"""What is indexed, the two engines, the search page."""
