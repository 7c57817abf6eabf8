from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WorkflowConfig(AppConfig):
    name = "hub.workflow"
    label = "workflow"

    def ready(self) -> None:
        """Collect the workflows that each app declares, and the gates that open them to the page of an act."""
        autodiscover_modules("workflow")
        autodiscover_modules("act_pages")
