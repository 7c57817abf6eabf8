"""Readers report wrong facts about technology that is public to them."""

from hub.corrections.subjects import Correctable, register
from ip_transfer.queries import visible_to

register(Correctable("technology", visible_to))
