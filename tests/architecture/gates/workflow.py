"""The steps of every workflow."""

from tests.architecture.gates.table import Gate

GATES = {
    "act": Gate("member", "302 404 404 422", ("=technology", "draft", "=submit"), "post", sees="owner"),
    "act-undo": Gate("member", "302 404 404 409", ("=technology", "draft"), "post"),
}
