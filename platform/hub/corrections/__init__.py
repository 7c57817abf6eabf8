"""Wrong facts that readers report, and what the editors make of it."""
