"""What the editing desk fills in."""
