"""Every upload: typed by content, hashed, private, downloaded through a gate."""
