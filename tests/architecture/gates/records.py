"""The log of acts and stored files."""

from tests.architecture.gates.table import OFFICE, Gate

GATES = {
    "file-download": Gate("member", "404 404 404 200", ("file",), sees="owner"),
    "activity-desk": Gate("role", OFFICE, sees="auditor superuser", but={"auditor": 200, "superuser": 200}),
}
