"""Conversations."""

from tests.architecture.gates.table import PRIVATE, SIGNED_IN, Gate

GATES = {
    "conversation-list": Gate("signed-in", SIGNED_IN, sees="owner"),
    "conversation-open": Gate("public", SIGNED_IN, ("foreign",)),
    "conversation-detail": Gate("member", PRIVATE, ("conversation",), sees="owner"),
    "api-conversation-events": Gate("member", "404 404 404 200", ("conversation",), sees="owner"),
    "api-conversation-messages": Gate("member", "404 404 404 422", ("conversation",), "post"),
}
