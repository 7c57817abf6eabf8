from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NotificationsConfig(AppConfig):
    name = "hub.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Collect the kinds of notices that apps declare."""
        autodiscover_modules("notices")
