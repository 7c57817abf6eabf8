"""IP transfer."""

from tests.architecture.gates.table import OFFICE, OPEN, PRIVATE, SIGNED_IN, Gate

DESK = {"reviewer": 200, "publisher": 200, "superuser": 200}
GATES = {
    "ip-listings": Gate("public", OPEN),
    "ip-listing-create": Gate("signed-in", SIGNED_IN),
    "ip-listing": Gate("member", "404 404 404 200", ("draft",), sees="owner"),
    "ip-listing-edit": Gate("member", PRIVATE, ("draft",), sees="owner"),
    "ip-mine": Gate("signed-in", SIGNED_IN, sees="owner"),
    "ip-export": Gate("signed-in", SIGNED_IN, ("=csv",), sees="owner"),
    "ip-import": Gate("signed-in", SIGNED_IN),
    "ip-import-template": Gate("signed-in", SIGNED_IN, ("=csv",)),
    "ip-import-batch": Gate("member", PRIVATE, ("table",), sees="owner"),
    "ip-import-report": Gate("member", PRIVATE, ("table",), sees="owner"),
    "ip-check": Gate("member", PRIVATE, ("draft",), sees="owner"),
    "ip-renew": Gate("member", PRIVATE, ("draft",), sees="owner"),
    "ip-revise": Gate("member", "302 404 404 409", ("draft",), "post"),
    "ip-versions": Gate("member", PRIVATE, ("draft",), sees="owner"),
    "ip-evidence": Gate("member", "302 404 404 422", ("draft",), "post", sees="owner"),
    "ip-enquiry-reveal": Gate("member", "302 404 404 403", ("enquiry",), "post"),
    "ip-enquiry-open": Gate("member", "302 404 404 409", ("enquiry",), "post"),
    "ip-enquiry-close": Gate("member", "302 404 404 302", ("enquiry",), "post"),
    "ip-standard-add": Gate("member", "302 404 404 422", ("draft",), "post", sees="owner"),
    "ip-standard-remove": Gate("member", "302 404 404 302", ("draft", "link"), "post"),
    "ip-datasheet": Gate("member", "302 404 404 422", ("draft",), "post", sees="owner"),
    "ip-enquire": Gate("member", PRIVATE, ("draft",), sees="owner"),
    "ip-review-desk": Gate("role", OFFICE, sees="reviewer publisher superuser", but=DESK),
    "ip-review": Gate("role", OFFICE, ("submitted",), sees="reviewer publisher superuser", but=DESK),
}
