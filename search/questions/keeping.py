"""Which questions are counted: those of people, on the first page of a search, that say nothing about a person."""

from __future__ import annotations

import re

from django.http import HttpRequest

from search.folding import fold
from search.numbers import find_numbers

LONGEST = 100  # characters; whoever pastes a paragraph may paste anything
MOST_DIGITS = 6  # outside numbers of standards and patents: longer ones are telephones, cards, papers of identity
_MACHINES = re.compile(
    r"bot|crawl|spider|slurp|scrap|curl|wget|python|java/|go-http|libwww|okhttp|axios|headless|lighthouse|monitor|preview|feed",
    re.I,
)
_AHEAD = ("Sec-Purpose", "Purpose", "X-Moz")  # what browsers and proxies send with what nobody has asked for yet


def is_by_a_person(request: HttpRequest) -> bool:
    """Whether somebody asked, as far as the request tells: no look ahead, no HEAD, no machine that says so."""
    agent = request.headers.get("User-Agent", "")
    ahead = any("fetch" in request.headers.get(name, "").lower() for name in _AHEAD)
    return request.method == "GET" and not ahead and bool(agent) and not _MACHINES.search(agent)


def kept_text(text: str) -> str:
    """Return the folded text as it is counted; "" for one that may be about a person or is no question."""
    folded = " ".join(fold(text).split())
    if not folded or len(folded) > LONGEST or "@" in folded or "://" in folded:
        return ""
    return "" if _digits_besides_numbers(folded) > MOST_DIGITS else folded


def _digits_besides_numbers(folded: str) -> int:
    """Return the length of the longest row of digits, blanks and signs left out, that is no number of a standard or patent."""
    bare = re.sub(r"[^\w]", "", folded)
    for number in find_numbers(folded):
        for surface in sorted(number.surfaces, key=len, reverse=True):
            bare = bare.replace(re.sub(r"[^\w]", "", surface), " ")
    return max(map(len, re.findall(r"\d+", bare)), default=0)
