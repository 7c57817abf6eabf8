"""Notices."""

from tests.architecture.gates.table import ON, OPEN, SIGNED_IN, Gate

GATES = {
    "notices": Gate("signed-in", SIGNED_IN, sees="owner"),
    "notices-read": Gate("public", ON, method="post"),
    "notice-preferences": Gate("signed-in", SIGNED_IN),
    "notice-unsubscribe": Gate("public", OPEN, ("leave",)),
}
