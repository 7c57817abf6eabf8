"""What the demo listings hold besides their titles: facts of the right, evidence, confidential details, and listings in every
state of their life.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from cms.demo.people import Cast
from hub.common.actors import Actor
from hub.workflow.services import fire
from ip_transfer.models import TransferListing
from ip_transfer.services.enquiries import open_enquiry
from ip_transfer.services.listings import edit_listing
from ip_transfer.services.revisions import start_revision

EVIDENCE_ZH = "在中试线连续运行六个月，良率与能耗由第三方机构测定。"
EVIDENCE_EN = "Ran on a pilot line for six months; yield and energy use were measured by a third party."
# Beside the number of a right: the facts that its page shows.
FACTS: dict[str, dict[str, Any]] = {
    "CN 115902417 B": {
        "application_number": "CN 202310699744.2",
        "ipc": ["H01M 4/04", "B05C 1/08"],
        "owners": [["汉泽电池", 70.0], ["清禾先进材料研究院", 30.0]],
        "encumbrances": ["licences"],
        "filed_date": date(2023, 6, 13),
        "granted_date": date(2025, 4, 22),
        "expires_date": date(2043, 6, 13),
        "legal_status_at": date(2026, 10, 9),
    },
    "WO 2025/118234 A1": {"ipc": ["H01M 4/62"], "filed_date": date(2024, 11, 28)},
    "CN 116358922 B": {
        "ipc": ["G01B 15/02", "H01M 4/04"],
        "granted_date": date(2024, 9, 3),
        "legal_status_at": date(2026, 11, 2),
    },
    "CN 114789301 B": {"ipc": ["C01B 32/184"], "encumbrances": ["state_funded"], "legal_status_at": date(2026, 3, 1)},
    "CN 117204466 A": {"ipc": ["G08G 5/04"], "filed_date": date(2023, 9, 18)},
}
CONFIDENTIAL: dict[str, dict[str, str]] = {
    "CN 115902417 B": {
        "details": "辊压温度 105–120 ℃，PTFE 纤维化程度由在线扭矩控制；换型时间 40 分钟。工艺窗口见内部报告 R-2031。",
        "unpublished_number": "CN 202610123456.8",
        "negotiation": "首付可降至 180 万元；东南亚地区可考虑排他许可。",
    },
    "CN 116358922 B": {
        "details": "Both heads follow the encoder of the calender; drift is corrected every 40 m with a built-in reference.",
        "negotiation": "We accept 110,000 EUR from a partner who buys two systems.",
    },
}
_DAY = timedelta(days=1)


def facts_of(number: str) -> dict[str, Any]:
    """Return the further facts of a right."""
    return FACTS.get(number, {})


def live_on(cast: Cast, listings: list[TransferListing], now: datetime) -> None:
    """Take some listings further, each by the person whose act it is: changes under review, paused, closed, expired."""
    reviewer = cast.actor("reviewer")
    _change(cast.actor("meridian"), reviewer, listings[2], now - 3 * _DAY)
    fire(listings[4], "pause", cast.actor("depot"), now - 5 * _DAY)
    fire(listings[7], "close", cast.actor("qinghe"), now - 4 * _DAY, outcome_code="agreed_here")
    _refuse(cast, listings[1], now)


def _change(owner: Actor, reviewer: Actor, listing: TransferListing, now: datetime) -> None:
    revision = start_revision(actor=owner, listing=listing, now=now)
    offer = {"summary_en": f"{revision.summary_en} Now with a reference target that needs no line stop."}
    right = {"number": revision.asset.number}
    edit_listing(actor=owner, listing=revision, asset=right, offer=offer, now=now + timedelta(minutes=9))
    fire(revision, "submit", owner, now + timedelta(minutes=20))
    fire(revision, "start_review", reviewer, now + timedelta(hours=4))


def _refuse(cast: Cast, listing: TransferListing, now: datetime) -> None:
    """One asks without showing its name, and the owner does not go further; another waits, nameless, too long."""
    for buyer, text, days in (
        ("yunfan", "贵方粘结剂能否用于小型无人机电池？需求量不大。", 12),
        ("qinghe", "我们想在石墨烯导电浆料中试用，能否提供 5 kg 样品？", 8),
    ):
        enquiry = open_enquiry(
            actor=cast.actor(buyer),
            listing=listing,
            organisation=cast.organisations[buyer],
            message=text,
            client_uuid=uuid.uuid4(),
            masked=True,
            now=now - days * _DAY,
        )
        if buyer == "yunfan":
            reason = {"reason_code": "no_fit", "note": "We sell to cell makers from one tonne a year."}
            fire(enquiry, "refuse", cast.actor("lindqvist"), now - 9 * _DAY, **reason)
