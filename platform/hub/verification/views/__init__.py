"""Pages of verification: for everybody, for the organisation, for the desk."""
