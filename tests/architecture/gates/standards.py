"""The registry of standards."""

from tests.architecture.gates.table import OPEN, Gate

GATES = {
    "standards": Gate("public", OPEN),
    "standard": Gate("public", OPEN, ("standard",), sees="owner reviewer publisher superuser"),
    "standard-tab": Gate("public", OPEN, ("standard", "=technology"), sees="owner reviewer publisher superuser"),
}
