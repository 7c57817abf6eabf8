from django.urls import path

from hub.accounts.views import joining, leaving, members, organisations, people, roles, security

urlpatterns = [
    path("account/", people.home, name="account-home"),
    path("account/profile/", people.profile, name="account-profile"),
    path("account/copy/", leaving.take_copy, name="account-copy"),
    path("account/erase/", leaving.erase, name="account-erase"),
    path("account/erase/undo/<str:token>/", leaving.undo, name="account-erasure-undo"),
    path("account/sign-ins/", security.sign_ins, name="account-sign-ins"),
    path("account/sign-ins/end/", security.sign_in_end, name="account-sign-in-end"),
    path("desk/roles/", roles.desk, name="role-desk"),
    path("desk/roles/propose/", roles.propose, name="role-propose"),
    path("desk/roles/<str:public_id>/", roles.detail, name="role-grant"),
    path("desk/roles/<str:public_id>/<slug:name>/", roles.act, name="role-act"),
    path("organisations/", organisations.organisation_list, name="organisation-list"),
    path("organisations/register/", organisations.organisation_create, name="organisation-create"),
    path("organisations/switch/", organisations.organisation_switch, name="organisation-switch"),
    path("organisations/invitation/<str:token>/", joining.invitation, name="invitation"),
    path("organisations/request/<str:public_id>/", joining.join_request, name="join-request"),
    path("organisations/<str:public_id>/", organisations.organisation_detail, name="organisation-detail"),
    path("organisations/<str:public_id>/edit/", organisations.organisation_edit, name="organisation-edit"),
    path("organisations/<str:public_id>/numbers/", organisations.identifier_add, name="organisation-number-add"),
    path(
        "organisations/<str:public_id>/numbers/<int:identifier_id>/remove/",
        organisations.identifier_remove,
        name="organisation-number-remove",
    ),
    path("organisations/<str:public_id>/join/", joining.join, name="organisation-join"),
    path("organisations/<str:public_id>/leave/", members.leave, name="organisation-leave"),
    path("organisations/<str:public_id>/members/", members.members, name="organisation-members"),
    path("organisations/<str:public_id>/members/<str:user_id>/role/", members.member_role, name="member-role"),
    path("organisations/<str:public_id>/members/<str:user_id>/remove/", members.member_remove, name="member-remove"),
    path("organisations/<str:public_id>/invitations/", members.invite, name="organisation-invite"),
    path("organisations/<str:public_id>/links/", members.access_link, name="organisation-link"),
    path(
        "organisations/<str:public_id>/invitations/<str:invitation_id>/resend/",
        members.invitation_resend,
        name="invitation-resend",
    ),
    path(
        "organisations/<str:public_id>/invitations/<str:invitation_id>/revoke/",
        members.invitation_revoke,
        name="invitation-revoke",
    ),
]
