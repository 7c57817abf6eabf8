"""Reports of wrong facts."""

from tests.architecture.gates.table import PRIVATE, SIGNED_IN, Gate

GATES = {
    "correction-list": Gate("signed-in", SIGNED_IN, sees="owner editor superuser", own=True),
    "correction-create": Gate("signed-in", SIGNED_IN, ("=standard", "standard")),
    "correction-detail": Gate(
        "member",
        PRIVATE,
        ("correction",),
        sees="owner editor superuser",
        but={"member": 404, "editor": 200, "superuser": 200},
    ),
}
