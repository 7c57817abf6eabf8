from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OutboxConfig(AppConfig):
    name = "hub.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Collect the handlers that each app declares, and who writes down what people do to effects by hand."""
        autodiscover_modules("outbox_handlers")
        autodiscover_modules("outbox_witness")
