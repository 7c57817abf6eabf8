"""IP transfer."""

from tests.architecture.gates.table import OFFICE, OPEN, PRIVATE, SIGNED_IN, Gate

DESK = {"reviewer": 200, "publisher": 200, "superuser": 200}
GATES = {
    "ip-listings": Gate("public", OPEN),
    "ip-listing-create": Gate("signed-in", SIGNED_IN),
    "ip-listing": Gate("member", "404 404 404 200", ("draft",), sees="owner"),
    "ip-listing-edit": Gate("member", PRIVATE, ("draft",), sees="owner"),
    "ip-standard-add": Gate("member", "302 404 404 422", ("draft",), "post", sees="owner"),
    "ip-standard-remove": Gate("member", "302 404 404 302", ("draft", "link"), "post"),
    "ip-datasheet": Gate("member", "302 404 404 422", ("draft",), "post", sees="owner"),
    "ip-enquire": Gate("member", PRIVATE, ("draft",), sees="owner"),
    "ip-review-desk": Gate("role", OFFICE, sees="reviewer publisher superuser", but=DESK),
    "ip-review": Gate("role", OFFICE, ("submitted",), sees="reviewer publisher superuser", but=DESK),
}
