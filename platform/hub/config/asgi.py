"""Sockets by ASGI, pages by WSGI inside the same process: Django's ASGI path halves a page's rate."""

from hub.config.wsgi import application as pages  # sets Django up: the imports below need the app registry

# isort: split
from a2wsgi import WSGIMiddleware
from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator

from hub.messaging.urls import websocket_urlpatterns as of_conversations
from hub.notifications.urls import websocket_urlpatterns as of_people

sockets = URLRouter([*of_people, *of_conversations])  # type: ignore[list-item]  # path() is typed for pages
application = ProtocolTypeRouter(
    {
        "http": WSGIMiddleware(pages, workers=8),
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(sockets)),
    }
)
