from django.urls import path

from hub.files import views

urlpatterns = [path("files/<str:public_id>/", views.download, name="file-download")]
