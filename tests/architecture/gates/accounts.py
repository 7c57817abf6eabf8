"""People and organisations."""

from tests.architecture.gates.table import OFFICE, ON, OPEN, PRIVATE, SIGNED_IN, Gate

DONE = "302 404 404 302"
NOT_MEMBERS = {"member": 403}
GIVERS = {"publisher": 200, "approver": 200, "auditor": 200, "superuser": 200}
GATES = {
    "account-copy": Gate("public", "302 200 200 200", method="post", sees="owner", own=True),
    "account-erase": Gate("signed-in", SIGNED_IN),
    "account-erasure-undo": Gate("public", OPEN, ("undo",)),
    "account_change_password": Gate("signed-in", SIGNED_IN),
    "account-sign-ins": Gate("signed-in", SIGNED_IN),
    "account-sign-in-end": Gate("public", ON, method="post"),
    "role-desk": Gate("role", OFFICE, but=GIVERS),
    "role-propose": Gate("role", OFFICE, but=GIVERS | {"auditor": 403}),
    "role-grant": Gate("role", "302 404 404 404", ("grant",), sees="publisher approver auditor superuser", but=GIVERS),
    "role-act": Gate(
        "role",
        "302 404 404 404",
        ("grant", "=confirm"),
        "post",
        but={"publisher": 403, "approver": 403, "auditor": 302, "superuser": 302},
    ),
    "organisation-list": Gate("public", OPEN),
    "organisation-detail": Gate("public", OPEN, ("organisation",)),
    "account-home": Gate("signed-in", SIGNED_IN, sees="owner reviewer superuser"),
    "account-profile": Gate("signed-in", SIGNED_IN),
    "organisation-create": Gate("signed-in", SIGNED_IN),
    "organisation-switch": Gate("member", "302 404 404 302", method="post", form=(("organisation", "organisation"),)),
    "invitation": Gate("public", OPEN, ("invitation_token",)),
    "organisation-join": Gate("signed-in", SIGNED_IN, ("foreign",)),
    "join-request": Gate("member", "302 404 404 302", ("join_request",), but={"member": 404}),
    "organisation-members": Gate("member", PRIVATE, ("organisation",), sees="owner", but={"member": 200}),
    "organisation-edit": Gate("member", PRIVATE, ("organisation",), but=NOT_MEMBERS),
    "organisation-number-add": Gate("member", "302 404 404 422", ("organisation",), "post", but=NOT_MEMBERS),
    "organisation-number-remove": Gate("member", DONE, ("organisation", "number"), "post", but=NOT_MEMBERS),
    "organisation-leave": Gate("member", "302 404 404 409", ("organisation",), "post", but={"member": 302}),
    "member-role": Gate(
        "member", DONE, ("organisation", "colleague"), "post", form=(("role", "role"),), but=NOT_MEMBERS
    ),
    "member-remove": Gate("member", DONE, ("organisation", "colleague"), "post", but=NOT_MEMBERS),
    "organisation-invite": Gate("member", "302 404 404 422", ("organisation",), "post", sees="owner", but=NOT_MEMBERS),
    "organisation-link": Gate("member", "302 404 404 422", ("organisation",), "post", sees="owner", but=NOT_MEMBERS),
    "invitation-resend": Gate("member", DONE, ("organisation", "invitation"), "post", but=NOT_MEMBERS),
    "invitation-revoke": Gate("member", DONE, ("organisation", "invitation"), "post", but=NOT_MEMBERS),
}
