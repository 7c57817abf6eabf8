"""Verification of organisations."""

from tests.architecture.gates.table import OFFICE, OPEN, PRIVATE, Gate

DESK = {"verifier": 200, "superuser": 200}
LED_ON = {"verifier": 302, "superuser": 302}
REFUSED = {"verifier": 403, "superuser": 403}
GATES = {
    "verification-levels": Gate("public", OPEN),
    "organisation-verification": Gate("member", PRIVATE, ("organisation",)),
    "verification-case": Gate("member", PRIVATE, ("case",), sees="owner", but=LED_ON),
    "verification-evidence-add": Gate("member", "302 404 404 422", ("case",), "post", sees="owner", but=LED_ON),
    "verification-evidence-remove": Gate(
        "member", "302 404 404 409", ("case", "evidence"), "post", but=REFUSED | {"member": 403}
    ),
    "verification-desk": Gate("role", OFFICE, but=DESK),
    "verification-desk-case": Gate("role", OFFICE, ("case",), sees="verifier superuser", but=DESK),
    "verification-desk-evidence": Gate(
        "role", "302 404 404 404", ("case", "evidence"), sees="verifier superuser", but=DESK
    ),
}
