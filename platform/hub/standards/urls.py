from django.urls import path

from hub.standards import views

urlpatterns = [
    path("standards/", views.standards, name="standards"),
    path("standards/<slug:slug>/", views.standard_detail, name="standard"),
    path("standards/<slug:slug>/<slug:tab>/", views.standard_detail, name="standard-tab"),
]
