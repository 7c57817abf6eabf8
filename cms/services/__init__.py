"""What editors' acts cause, and what readers and the clock do with pages."""

from cms.services.pages import (
    addresses_changed,
    note_act,
    page_left_public,
    page_went_public,
    run_page_schedule,
    tell_approvers,
    tell_author,
)

__all__ = [
    "addresses_changed",
    "note_act",
    "page_left_public",
    "page_went_public",
    "run_page_schedule",
    "tell_approvers",
    "tell_author",
]
