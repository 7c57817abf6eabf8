"""Technology introduction, product docking, matching and shared facilities."""
