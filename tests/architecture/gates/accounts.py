"""People and organisations."""

from tests.architecture.gates.table import OPEN, SIGNED_IN, Gate

GATES = {
    "organisation-list": Gate("public", OPEN),
    "organisation-detail": Gate("public", OPEN, ("organisation",)),
    "account-home": Gate("signed-in", SIGNED_IN, sees="owner"),
    "account-profile": Gate("signed-in", SIGNED_IN),
    "organisation-create": Gate("signed-in", SIGNED_IN),
    "organisation-switch": Gate("member", "302 404 404 302", method="post", form=(("organisation", "organisation"),)),
}
