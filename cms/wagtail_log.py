"""What Wagtail writes into its own log, in our words: acts that it reports in no other way."""

from __future__ import annotations

# Actions of pages that no signal reports -> how our log calls them.
PAGE_ACTS = {
    "wagtail.copy": "copied",
    "wagtail.create_alias": "copied",
    "wagtail.delete": "deleted",
    "wagtail.publish.schedule": "scheduled",
    "wagtail.schedule.cancel": "unscheduled",
    "wagtail.lock": "locked",
    "wagtail.unlock": "unlocked",
    "wagtail.reorder": "reordered",
    "wagtail.revert": "reverted",
    "wagtail.comments.create": "commented",
}
# What editors change beside pages: model -> the noun in our log.
THINGS = {
    "wagtailimages.image": "image",
    "wagtaildocs.document": "document",
    "wagtailredirects.redirect": "redirect",
    "wagtailcore.collection": "collection",
    "wagtailcore.workflow": "approval_workflow",
    "wagtailcore.site": "site",
    "wagtailcore.locale": "locale",
    "cms.menu": "menu",
    "search.term": "term",
    "search.pinnedresult": "recommendation",
}
THING_ACTS = {"wagtail.create": "created", "wagtail.edit": "changed", "wagtail.delete": "deleted"}
