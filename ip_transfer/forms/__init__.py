"""Clean input about listings and enquiries."""
