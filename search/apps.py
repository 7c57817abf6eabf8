from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SearchConfig(AppConfig):
    name = "search"
    label = "search"

    def ready(self) -> None:
        """Collect what each app offers to be found."""
        autodiscover_modules("search_index")
