from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    name = "hub.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Collect the panels that apps put on a person's home page, and what they hold about people."""
        autodiscover_modules("home_panels")
        autodiscover_modules("personal_data")
