from django.apps import AppConfig


class IpTransferConfig(AppConfig):
    name = "ip_transfer"
    label = "ip_transfer"
