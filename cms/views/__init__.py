"""Pages of ours around Wagtail's."""
