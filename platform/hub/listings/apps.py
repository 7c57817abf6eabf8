from django.apps import AppConfig


class ListingsConfig(AppConfig):
    name = "hub.listings"
    label = "listings"
