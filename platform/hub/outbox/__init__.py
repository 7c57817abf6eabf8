"""Effects as rows written with the change that causes them; drained by workers."""
