from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "hub.verification"
    label = "verification"
