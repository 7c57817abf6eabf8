"""The search page."""

from tests.architecture.gates.table import OPEN, PEOPLE, PRIVATE, SIGNED_IN, Gate

GATES = {
    "search:results": Gate("public", OPEN),
    "search:ranking": Gate("public", OPEN),
    "search:suggestions": Gate("public", OPEN),
    "search:feed": Gate("public", OPEN),
    "search:saved": Gate("signed-in", SIGNED_IN, sees="owner", own=True),
    "search:save": Gate("signed-in", SIGNED_IN, query="?place=standards&asked=q%3Dcell"),
    "search:saved-open": Gate("member", "302 404 404 302", ("saved",), own=True, but={"member": 404}),
    "search:saved-edit": Gate("member", PRIVATE, ("saved",), sees="owner", own=True, but={"member": 404}),
    "search:saved-delete": Gate("member", PRIVATE, ("saved",), sees="owner", own=True, but={"member": 404}),
    "search:saved-stop": Gate("public", OPEN, ("silence",), sees=" ".join(PEOPLE)),
}
