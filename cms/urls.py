"""What stands before Wagtail's own addresses; include it at `cms/` right before `wagtail.admin.urls`."""

from django.urls import path

from cms import views

urlpatterns = [
    path("login/", views.enter, name="cms-enter"),
    path("password_reset/", views.recover_password, name="cms-recover-password"),
    path("password_reset/<path:rest>", views.not_here),
    path("users/", views.not_here),
    path("users/<path:rest>", views.not_here),
    path("groups/", views.not_here),
    path("groups/<path:rest>", views.not_here),
    path("bulk/accounts/<path:rest>", views.not_here),
]
