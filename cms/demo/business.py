"""Demo standards, listings, reviews and enquiries, each act by the person whose act it is."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta
from typing import Any

from cms.demo.people import Cast
from cms.demo.texts import ENQUIRIES, LISTINGS, STANDARDS
from hub.common.actors import Actor
from hub.messaging.services import send_message
from hub.standards.queries import find_by_number
from hub.standards.services.importing import import_standards
from hub.workflow.services import fire
from ip_transfer.models import TransferListing
from ip_transfer.services.enquiries import open_enquiry
from ip_transfer.services.listings import create_listing, link_standard
from ip_transfer.services.reviews import score_listing

FIXED_SEED = 20260303
COMMENT = "表述清楚，数据有出处。建议补充与现有工艺的成本对比。"
STEPS = ("draft", "submitted", "in_review", "published")


def make_standards(now: datetime) -> None:
    """Put the demo standards into the registry."""
    fields = ("number", "title_zh", "title_en", "published_date", "abstract_zh", "abstract_en")
    rows = [dict(zip(fields, row, strict=True)) for row in STANDARDS]
    import_standards(actor=Actor.system(), rows=rows, columns={}, now=now - timedelta(days=200))


def make_listings(cast: Cast, now: datetime) -> list[TransferListing]:
    """Make the demo listings and bring each to its state."""
    listings = []
    for count, row in enumerate(LISTINGS):
        owner, state, kind, number, status, title_zh, title_en, summary_zh, summary_en, trl, mode, price, links = row
        offer = {
            "title_zh": title_zh,
            "title_en": title_en,
            "summary_zh": summary_zh,
            "summary_en": summary_en,
            "trl": trl,
            "mode": mode,
        }
        asset = {"kind": kind, "office": number[:2], "number": number, "legal_status": status}
        start = now - timedelta(days=40 - 3 * count, hours=3)
        listings.append(make_listing(cast, owner, state, asset, offer | _price(price), links, start))
    return listings


def _price(price: Any) -> dict[str, Any]:
    minor, currency = price or (None, "")
    return {"price_kind": "posted" if price else "on_request", "price_minor": minor, "price_currency": currency}


def make_listing(
    cast: Cast, owner: str, state: str, asset: dict[str, Any], offer: dict[str, Any], links: Any, start: datetime
) -> TransferListing:
    """Make one listing as its owner, then take it through review to the wanted state."""
    actor, reviewer = cast.actor(owner), cast.actor("reviewer")
    listing = create_listing(actor=actor, organisation=cast.organisations[owner], asset=asset, offer=offer, now=start)
    for number, role, clause in links:
        standard = find_by_number(number)
        if standard:
            link_standard(
                actor=actor,
                listing=listing,
                standard=standard,
                role=role,
                clause=clause,
                now=start + timedelta(minutes=6),
            )
    reached = STEPS.index(state)
    if reached >= 1:
        fire(listing, "submit", actor, start + timedelta(minutes=15))
    if reached >= 2:
        fire(listing, "start_review", reviewer, start + timedelta(hours=20))
        scores = {"clarity": 4, "evidence": 4, "advantage": 4, "standard": 5}
        if reached >= 3:
            score_listing(
                actor=reviewer, listing=listing, scores=scores, comment=COMMENT, now=start + timedelta(hours=21)
            )
            fire(listing, "publish", reviewer, start + timedelta(hours=22))
    return listing


def make_enquiries(cast: Cast, listings: list[TransferListing], now: datetime) -> None:
    """Let buyers ask and owners answer."""
    for buyer, index, messages in ENQUIRIES:
        at = now - timedelta(days=2, hours=5)
        enquiry = open_enquiry(
            actor=cast.actor(buyer),
            listing=listings[index],
            organisation=cast.organisations[buyer],
            message=messages[0][1],
            client_uuid=uuid.uuid4(),
            now=at,
        )
        for count, (speaker, text) in enumerate(messages[1:], start=1):
            if enquiry.conversation:
                send_message(
                    actor=cast.actor(speaker),
                    conversation=enquiry.conversation,
                    body=text,
                    client_uuid=uuid.uuid4(),
                    now=at + timedelta(hours=7 * count),
                )


def make_more_listings(cast: Cast, count: int, now: datetime) -> None:
    """Make many plain published listings for looking at long lists; the same seed gives the same texts."""
    chance = random.Random(FIXED_SEED)  # noqa: S311 - demo content, not a secret
    subjects = [
        ("涂布", "coating"),
        ("测厚", "thickness gauging"),
        ("调度", "dispatch"),
        ("隔膜", "separator"),
        ("导热", "heat spreading"),
        ("检测", "inspection"),
    ]
    owners = [slug for slug in cast.organisations if slug != "zsa"]
    for number in range(count):
        zh, en = chance.choice(subjects)
        offer = {
            "title_zh": f"{zh}工艺改进 {number + 1} 号",
            "title_en": f"Improved {en} process no. {number + 1}",
            "summary_zh": f"把{zh}工序的节拍缩短 {chance.randint(5, 40)}%。",
            "summary_en": f"Shortens the {en} step by {chance.randint(5, 40)} %.",
            "trl": chance.randint(3, 9),
            "mode": chance.choice(["assignment", "exclusive", "non_exclusive", "joint"]),
        }
        asset = {"kind": "invention", "office": "CN", "number": f"CN {119000000 + number} B", "legal_status": "granted"}
        link = (chance.choice(STANDARDS)[0], chance.choice(["implements", "needs", "test_method"]), "")
        make_listing(
            cast,
            chance.choice(owners),
            "published",
            asset,
            offer | _price(None),
            (link,),
            now - timedelta(days=chance.randint(30, 200)),
        )
