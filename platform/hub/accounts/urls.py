from django.urls import path

from hub.accounts import views

urlpatterns = [
    path("account/", views.home, name="account-home"),
    path("account/profile/", views.profile, name="account-profile"),
    path("organisations/", views.organisation_list, name="organisation-list"),
    path("organisations/register/", views.organisation_create, name="organisation-create"),
    path("organisations/switch/", views.organisation_switch, name="organisation-switch"),
    path("organisations/<str:public_id>/", views.organisation_detail, name="organisation-detail"),
]
