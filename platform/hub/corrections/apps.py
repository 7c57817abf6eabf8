from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CorrectionsConfig(AppConfig):
    name = "hub.corrections"
    label = "corrections"

    def ready(self) -> None:
        """Collect what readers can report on."""
        autodiscover_modules("correctable")
