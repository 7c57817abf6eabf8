"""The registry of standards and what is tied to them."""
