"""The steps of every workflow."""

from tests.architecture.gates.table import Gate

GATES = {
    "act": Gate("member", "302 404 404 302", ("=technology", "draft", "=submit"), "post"),
    "act-undo": Gate("member", "302 404 404 409", ("=technology", "draft"), "post"),
}
