from django.apps import AppConfig
from wagtail.admin.apps import WagtailAdminAppConfig


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    default = True

    def ready(self) -> None:
        """Listen to Wagtail: what editors do becomes activity, search rows and mail. Keep what is published."""
        from cms.file_rights import register
        from cms.listeners import connect

        connect()
        register()


class DeskConfig(WagtailAdminAppConfig):
    """Stands in INSTALLED_APPS in place of `wagtail.admin`: the same app without its own mails, which leave at once,
    inside the transaction; ours go through the outbox.
    """

    default = False

    def ready(self) -> None:
        """Start the admin, then disconnect its mails (`cms.services` sends ours)."""
        super().ready()
        from wagtail.models import TaskState, WorkflowState
        from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

        mails = [
            (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
            (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
            (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
            (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
        ]
        for signal, sender, uid in mails:
            signal.disconnect(sender=sender, dispatch_uid=uid)
