"""Find standards, their relations, documents, followers and history."""

from hub.standards.queries.registry import (
    count_by_status,
    editions_of,
    find_by_number,
    get_visible_or_404,
    newest,
    same_title_as,
    visible_to,
)

__all__ = [
    "count_by_status",
    "editions_of",
    "find_by_number",
    "get_visible_or_404",
    "newest",
    "same_title_as",
    "visible_to",
]
