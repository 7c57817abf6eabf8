"""The editors' rooms; what Wagtail itself serves below /cms/ is its own."""

from tests.architecture.gates.table import NOWHERE, OFFICE, ON, OPEN, SIGNED_IN, Gate

ON_TO_CMS = {"editor": 302, "approver": 302, "superuser": 302}
IN_CMS = {"editor": 200, "approver": 200, "superuser": 200}
GATES = {
    "cms-enter": Gate("role", OFFICE, but=ON_TO_CMS),
    "wagtaildocs_serve": Gate(
        "role", NOWHERE, ("document", "document-name"), but=IN_CMS, sees="editor approver superuser"
    ),
    # a picture that is not there; one that editors placed is everybody's
    "media-image": Gate("role", NOWHERE, ("=none.png",)),
    "page-card": Gate("public", OPEN, ("home",)),
    "sitemap": Gate("public", OPEN),
    "sitemap-section": Gate("public", OPEN, ("=technology", "=1")),
    "robots": Gate("public", OPEN),
    "person-write": Gate("signed-in", SIGNED_IN, ("person",)),
    "cms-recover-password": Gate("public", ON),
    "cms-translation": Gate("role", ON, ("home",), but=IN_CMS),
    "cms-links": Gate("role", ON, but=IN_CMS),
    "findable_chooser:choose": Gate("role", ON, but=IN_CMS),
    "findable_chooser:choose_results": Gate("role", ON, but=IN_CMS),
    "findable_chooser:chosen": Gate("role", ON, ("=0",), but=dict.fromkeys(IN_CMS, 404)),
    "pinnedresult:add": Gate("role", ON, but=IN_CMS),
    "pinnedresult:index": Gate("role", ON, but=IN_CMS),
    "pinnedresult:index_results": Gate("role", ON, but=IN_CMS),
    "term:add": Gate("role", ON, but=IN_CMS),
    "term:index": Gate("role", ON, but=IN_CMS),
    "term:index_results": Gate("role", ON, but=IN_CMS),
    "search-desk": Gate("role", OFFICE, but=IN_CMS),
    "search-desk-export": Gate("role", OFFICE, but=IN_CMS),
    "cms-terms-in": Gate("role", ON, but=IN_CMS),
    "cms-terms-out": Gate("role", ON, but=IN_CMS),
    "cms-translations": Gate("role", ON, but=IN_CMS),
    "standard_chooser:choose": Gate("role", ON, but=IN_CMS),
    "standard_chooser:choose_results": Gate("role", ON, but=IN_CMS),
    "listing_chooser:choose": Gate("role", ON, but=IN_CMS),
    "listing_chooser:choose_results": Gate("role", ON, but=IN_CMS),
}
