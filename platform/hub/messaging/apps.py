from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MessagingConfig(AppConfig):
    name = "hub.messaging"
    label = "messaging"

    def ready(self) -> None:
        """Collect how upper apps show the subjects of conversations."""
        autodiscover_modules("conversation_subjects")
