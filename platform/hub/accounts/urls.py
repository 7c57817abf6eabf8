from django.urls import path

from hub.accounts.views import organisations, people, roles

urlpatterns = [
    path("account/", people.home, name="account-home"),
    path("account/profile/", people.profile, name="account-profile"),
    path("desk/roles/", roles.desk, name="role-desk"),
    path("desk/roles/propose/", roles.propose, name="role-propose"),
    path("desk/roles/<str:public_id>/", roles.detail, name="role-grant"),
    path("desk/roles/<str:public_id>/<slug:name>/", roles.act, name="role-act"),
    path("organisations/", organisations.organisation_list, name="organisation-list"),
    path("organisations/register/", organisations.organisation_create, name="organisation-create"),
    path("organisations/switch/", organisations.organisation_switch, name="organisation-switch"),
    path("organisations/<str:public_id>/", organisations.organisation_detail, name="organisation-detail"),
]
