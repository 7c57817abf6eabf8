from django.urls import path

from hub.corrections import views

urlpatterns = [
    path("corrections/", views.correction_list, name="correction-list"),
    path("corrections/new/<slug:kind>/<str:key>/", views.correction_create, name="correction-create"),
    path("corrections/<str:public_id>/", views.correction_detail, name="correction-detail"),
]
