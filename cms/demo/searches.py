"""Searches that people of the demo keep."""

from __future__ import annotations

from datetime import datetime

from cms.demo.people import Cast
from search.asked import Asked
from search.enums import Frequency
from search.saved.services import save_search

KEPT = [
    ("hanze", "Dry electrodes, whoever works on them", "search:results", Asked("dry electrode"), Frequency.DAILY),
    ("hanze", "Battery safety", "standards", Asked("battery safety", types=("standard",)), Frequency.WEEKLY),
    ("qinghe", "固态电池新技术", "ip-listings", Asked("固态电池", types=("ip-listing",)), Frequency.IMMEDIATE),
]


def keep_searches(cast: Cast, now: datetime) -> None:
    """Keep them, outside the transaction that made what they find: it counts as known."""
    for who, name, place, asked, frequency in KEPT:
        save_search(actor=cast.actor(who), name=name, place=place, asked=asked, frequency=frequency, now=now)
