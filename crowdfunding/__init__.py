"""Campaigns and pledges; paid tasks for standard work."""
