"""What is like the thing on a page, and why."""
