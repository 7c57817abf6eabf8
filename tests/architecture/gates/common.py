"""The frame."""

from tests.architecture.gates.table import ON, OPEN, Gate

GATES = {
    "favicon": Gate("public", ON),
    "dev-mail": Gate("public", OPEN),
    "style-guide": Gate("public", OPEN),
}
