"""The search page."""

from tests.architecture.gates.table import OPEN, Gate

GATES = {
    "search:results": Gate("public", OPEN),
    "search:ranking": Gate("public", OPEN),
    "search:suggestions": Gate("public", OPEN),
}
