"""The registry of standards."""

from tests.architecture.gates.table import OFFICE, ON, OPEN, SIGNED_IN, Gate

EDITORS = {"publisher": 200, "editor": 200, "superuser": 200}
REFUSED = dict.fromkeys(EDITORS, 422)
TOO_EARLY = dict.fromkeys(EDITORS, 409)
MISSING = dict.fromkeys(EDITORS, 404)
GATES = {
    "standards": Gate("public", OPEN),
    "standard": Gate("public", OPEN, ("standard",), sees="owner reviewer publisher superuser"),
    "standard-tab": Gate("public", OPEN, ("standard", "=technology"), sees="owner reviewer publisher superuser"),
    "standard-find": Gate("public", ON),
    "standards-feed": Gate("public", OPEN),
    "standard-feed": Gate("public", OPEN, ("standard",)),
    "standards-ics-index": Gate("public", OPEN),
    "standards-ics": Gate("public", OPEN, ("=29",)),
    "standards-ics-feed": Gate("public", OPEN, ("=29",)),
    "standards-ics-follow": Gate("public", ON, ("=29",), "post"),
    "standard-follow": Gate("public", ON, ("standard",), "post"),
    "standards-following": Gate("signed-in", SIGNED_IN),
    "api-standards-csv": Gate("public", OPEN),
    "api-standards-json": Gate("public", OPEN),
    "api-standard-csv": Gate("public", OPEN, ("standard",)),
    "api-standard-json": Gate("public", OPEN, ("standard",)),
    "api-standard-bib": Gate("public", OPEN, ("standard",)),
    "standards-desk": Gate("role", OFFICE, but=EDITORS),
    "standards-broken": Gate("role", OFFICE, but=EDITORS),
    "standard-create": Gate("role", OFFICE, but=EDITORS),
    "standard-desk": Gate("role", OFFICE, ("standard",), but=EDITORS),
    "standard-edit": Gate("role", OFFICE, ("standard",), but=EDITORS),
    "standard-relation-add": Gate("role", OFFICE, ("standard",), "post", but=REFUSED),
    "standard-relation-remove": Gate("role", OFFICE, ("standard", "=1"), "post", but=MISSING),
    "standard-document-add": Gate("role", OFFICE, ("standard",), "post", but=REFUSED),
    "standard-document-remove": Gate("role", OFFICE, ("standard", "=abcdefghjkmn"), "post", but=MISSING),
    "standard-step-add": Gate("role", OFFICE, ("standard",), "post", but=REFUSED),
    "standard-withdraw": Gate("role", OFFICE, ("standard",), "post", but=REFUSED),
    "standards-imports": Gate("role", OFFICE, but=EDITORS),
    "standards-import": Gate("role", OFFICE, ("import",), but=EDITORS),
    "standards-import-report": Gate("role", OFFICE, ("import",), but=EDITORS),
    "standards-import-act": Gate("role", OFFICE, ("import",), "post", but=TOO_EARLY),
}
