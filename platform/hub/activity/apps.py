from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ActivityConfig(AppConfig):
    name = "hub.activity"
    label = "activity"

    def ready(self) -> None:
        """Collect the words that each app gives its verbs and who reads the history of its objects; start the chores."""
        autodiscover_modules("verbs")
        autodiscover_modules("histories")
        autodiscover_modules("chores")
