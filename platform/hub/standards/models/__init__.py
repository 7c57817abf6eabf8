"""The registry of standards, and the table shape by which everything is tied to them."""

from hub.standards.models.documents import StandardDocument
from hub.standards.models.follows import Follow
from hub.standards.models.imports import ImportRun
from hub.standards.models.links import StandardLink, link_constraint
from hub.standards.models.relations import StandardRelation
from hub.standards.models.standards import Standard

__all__ = [
    "Follow",
    "ImportRun",
    "Standard",
    "StandardDocument",
    "StandardLink",
    "StandardRelation",
    "link_constraint",
]
