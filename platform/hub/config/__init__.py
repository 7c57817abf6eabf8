"""Settings, URLs and the processes that serve the Hub."""

from hub.config.celery import app as celery_app

__all__ = ["celery_app"]
