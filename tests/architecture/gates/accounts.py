"""People and organisations."""

from tests.architecture.gates.table import OFFICE, OPEN, SIGNED_IN, Gate

GIVERS = {"publisher": 200, "approver": 200, "auditor": 200, "superuser": 200}
GATES = {
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
    "account-home": Gate("signed-in", SIGNED_IN, sees="owner"),
    "account-profile": Gate("signed-in", SIGNED_IN),
    "organisation-create": Gate("signed-in", SIGNED_IN),
    "organisation-switch": Gate("member", "302 404 404 302", method="post", form=(("organisation", "organisation"),)),
}
