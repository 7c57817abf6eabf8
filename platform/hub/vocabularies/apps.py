from django.apps import AppConfig


class VocabulariesConfig(AppConfig):
    name = "hub.vocabularies"
    label = "vocabularies"
