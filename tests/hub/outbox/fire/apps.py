from django.apps import AppConfig


class FireConfig(AppConfig):
    name = "tests.hub.outbox.fire"
    label = "fire"
