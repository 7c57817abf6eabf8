from django.urls import path

from hub.notifications import views
from hub.notifications.consumers import PersonConsumer

# Without a language
urlpatterns = [path("dev/mail/", views.mail_spool, name="dev-mail")]
# Pages, in a language
page_urlpatterns = [
    path("account/notices/", views.inbox, name="notices"),
    path("account/notices/read/", views.read, name="notices-read"),
    path("account/notices/by-mail/", views.preferences, name="notice-preferences"),
    path("account/notices/leave/<str:token>/", views.leave, name="notice-unsubscribe"),
]
websocket_urlpatterns = [
    path("ws/me/", PersonConsumer.as_asgi()),  # type: ignore[arg-type]
]
