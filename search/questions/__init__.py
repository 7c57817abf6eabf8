"""What is asked of the search, counted by text and day, without anything about who asked."""
