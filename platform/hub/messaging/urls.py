from django.urls import path

from hub.messaging import api, views
from hub.messaging.consumers import ConversationConsumer

# Pages, in a language
urlpatterns = [
    path("conversations/", views.conversation_list, name="conversation-list"),
    path("conversations/new/<str:public_id>/", views.conversation_open, name="conversation-open"),
    path("conversations/<str:public_id>/", views.conversation_detail, name="conversation-detail"),
]
# For scripts, without a language
api_urlpatterns = [
    path("api/conversations/<str:public_id>/events", api.events, name="api-conversation-events"),
    path("api/conversations/<str:public_id>/messages", api.messages, name="api-conversation-messages"),
]
websocket_urlpatterns = [
    path("ws/conversations/<str:public_id>/", ConversationConsumer.as_asgi()),  # type: ignore[arg-type]
]
