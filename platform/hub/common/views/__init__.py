"""Pages that belong to no service: errors and the style guide."""
