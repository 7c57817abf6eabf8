from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CommonConfig(AppConfig):
    name = "hub.common"
    label = "common"

    def ready(self) -> None:
        """Collect the navigation that each app declares, and what it offers to the home page."""
        autodiscover_modules("navigation")
        autodiscover_modules("teasers")
