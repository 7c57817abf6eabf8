"""Sockets by ASGI, pages by WSGI inside the same process: Django's ASGI path halves a page's rate."""

from django.core.wsgi import get_wsgi_application

pages = get_wsgi_application()  # sets Django up: the imports below need the app registry

from a2wsgi import WSGIMiddleware  # noqa: E402
from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402

from hub.messaging.urls import websocket_urlpatterns as of_conversations  # noqa: E402
from hub.notifications.urls import websocket_urlpatterns as of_people  # noqa: E402

sockets = URLRouter([*of_people, *of_conversations])  # type: ignore[list-item]  # path() is typed for pages
application = ProtocolTypeRouter(
    {
        "http": WSGIMiddleware(pages, workers=8),
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(sockets)),
    }
)
