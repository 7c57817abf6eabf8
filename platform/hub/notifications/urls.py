from django.urls import path

from hub.notifications import views

urlpatterns = [path("dev/mail/", views.mail_spool, name="dev-mail")]
