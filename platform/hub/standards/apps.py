from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class StandardsConfig(AppConfig):
    name = "hub.standards"
    label = "standards"

    def ready(self) -> None:
        """Collect what each app ties to standards."""
        autodiscover_modules("standard_links")
