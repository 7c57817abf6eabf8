"""The registry's pages, feeds and exports."""
