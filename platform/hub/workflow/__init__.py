"""States and transitions as data, and one way to fire them."""
