"""Readers report wrong facts about standards."""

from hub.corrections.subjects import Correctable, register
from hub.standards.queries import visible_to

register(Correctable("standard", visible_to, key="slug"))
