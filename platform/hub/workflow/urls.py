from django.urls import path

from hub.workflow import views

urlpatterns = [
    path("acts/<str:machine>/<str:public_id>/undo/", views.undo_step, name="act-undo"),
    path("acts/<str:machine>/<str:public_id>/<slug:act>/", views.act, name="act"),
]
