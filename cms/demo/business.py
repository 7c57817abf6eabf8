"""Demo standards, listings, reviews and enquiries, each act by the person whose act it is."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta
from typing import Any

from cms.demo.people import Cast
from cms.demo.technology import CONFIDENTIAL, EVIDENCE_EN, EVIDENCE_ZH, facts_of, live_on
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
CRITERIA = ("clarity", "evidence", "advantage", "standard")
# What the reviewer gave and wrote, by where it led.
SCORES: dict[str, tuple[dict[str, int], str]] = {
    "published": (
        dict(zip(CRITERIA, (4, 4, 4, 5), strict=True)),
        "表述清楚，数据有出处。建议补充与现有工艺的成本对比。",
    ),
    "on_hold": (
        dict(zip(CRITERIA, (3, 1, 2, 2), strict=True)),
        "Say which depots the data came from, and compare with a plan made by hand.",
    ),
    "rejected": (
        dict(zip(CRITERIA, (1, 0, 1, 1), strict=True)),
        "没有说明是什么技术，也没有依据。请先写明方法和结果。",
    ),
}


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
            "same_terms": mode == "open_licence",
            "trl_evidence": (EVIDENCE_ZH if title_zh else EVIDENCE_EN) if trl and trl > 3 else "",
        }
        office = "CN" if number.startswith("20") else number[:2]
        asset = {"kind": kind, "office": office, "number": number, "legal_status": status, **facts_of(number)}
        start = now - timedelta(days=40 - 3 * count, hours=3)
        if state == "expired":
            start = now - timedelta(days=380)
        listings.append(make_listing(cast, owner, state, asset, offer | _price(price), links, start))
    live_on(cast, listings, now)
    return listings


def _price(price: Any) -> dict[str, Any]:
    minor, currency = price or (None, "")
    return {"price_kind": "posted" if price else "on_request", "price_minor": minor, "price_currency": currency}


def make_listing(
    cast: Cast, owner: str, state: str, asset: dict[str, Any], offer: dict[str, Any], links: Any, start: datetime
) -> TransferListing:
    """Make one listing as its owner, then take it through review to the wanted state."""
    actor = cast.actor(owner)
    listing = create_listing(
        actor=actor,
        organisation=cast.organisations[owner],
        asset=asset,
        offer=offer,
        confidential=CONFIDENTIAL.get(asset["number"]),
        now=start,
    )
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
    if state != "draft":
        fire(listing, "submit", actor, start + timedelta(minutes=15))
    if state not in ("draft", "submitted"):
        _review(cast, listing, state, start + timedelta(hours=20))
    return listing


def _review(cast: Cast, listing: TransferListing, state: str, at: datetime) -> None:
    reviewer = cast.actor("reviewer")
    fire(listing, "start_review", reviewer, at)
    if state == "in_review":
        return
    scores, comment = SCORES.get(state, SCORES["published"])
    score_listing(actor=reviewer, listing=listing, scores=scores, comment=comment, now=at + timedelta(hours=1))
    if state in ("on_hold", "rejected"):
        fire(listing, "hold" if state == "on_hold" else "reject", reviewer, at + timedelta(hours=2))
        return
    fire(listing, "publish", cast.actor("publisher"), at + timedelta(hours=2))
    if state == "expired":
        fire(listing, "expire", Actor.clock(), at + timedelta(days=366))


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
            "mode": chance.choice(["assignment", "exclusive", "non_exclusive", "cooperation"]),
            "trl_evidence": EVIDENCE_EN,
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
