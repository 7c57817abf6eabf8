"""The log of acts and stored files."""

from tests.architecture.gates.table import OFFICE, SIGNED_IN, Gate

READERS = {"auditor": 200, "superuser": 200}
GATES = {
    "file-download": Gate("member", "404 404 404 200", ("file",), sees="owner"),
    "activity-export": Gate("role", OFFICE, but=READERS),
    "account-data": Gate("signed-in", SIGNED_IN),
    "account-data-export": Gate("signed-in", SIGNED_IN, ("=json",)),
    "outbox-desk": Gate("role", OFFICE, but=READERS),
    "outbox-effect": Gate("role", OFFICE, ("effect",), but=READERS),
    "activity-desk": Gate("role", OFFICE, sees="auditor superuser", but={"auditor": 200, "superuser": 200}),
}
