from django.urls import path

from hub.outbox import views

urlpatterns = [
    path("desk/outbox/", views.outbox_desk, name="outbox-desk"),
    path("desk/outbox/<int:message_id>/", views.outbox_effect, name="outbox-effect"),
]
