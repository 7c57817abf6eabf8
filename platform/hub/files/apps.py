from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FilesConfig(AppConfig):
    name = "hub.files"
    label = "files"

    def ready(self) -> None:
        """Collect who may open files of which subjects."""
        autodiscover_modules("file_access")
