"""How far the demo organisations were checked, each step by the person whose step it is; and who is on the way in."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter
from stdnum.cn.uscc import calc_check_digit

from cms.demo.people import Cast
from cms.demo.texts import ORGANISATIONS
from hub.accounts.enums import MemberRole
from hub.accounts.services.invitations import invite_by_mail, make_access_link
from hub.accounts.services.joining import ask_to_join
from hub.accounts.services.organisations import add_identifier
from hub.verification.levels import meaning_of
from hub.verification.models import VerificationCase
from hub.verification.services.cases import add_evidence, approve_case, open_case
from hub.workflow.services import fire

FINDINGS = "登记证明与国家公示系统一致：名称、登记号、住所均相符。建议按申请级别通过。"
REASONS = "名称、国家或地区和登记号与材料一致。Names, country and numbers agree with the documents."
# Invented registration numbers; those of mainland China get their check digit by the rule of GB 32100.
NUMBERS = {
    "hanze": ("uscc", "", "91110108MA0W1A2B3"),
    "qinghe": ("uscc", "", "12110000MB0W9C8D7"),
    "yunfan": ("uscc", "", "91440300MA0W5E4F6"),
    "zsa": ("uscc", "", "51110000MJ0W7G8H9"),
    "meridian": ("other", "SG", "202312345K"),
    "lindqvist": ("other", "SE", "559999-0001"),
    "depot": ("other", "DE", "HRB 999001 B"),
}
ISSUERS = {
    "register": "市场监督管理局",
    "third_party": "Baltic Assurance Partners",
    "site": "中关村标准化协会",
    "contact": "depot@demo.example",
}


def make_trust(cast: Cast, now: datetime) -> None:
    """Verify the organisations, leave one case to check, one to decide, one that ends soon; invite people."""
    for entry in ORGANISATIONS:
        _number(cast, entry.slug, now - timedelta(days=235))
        until = now + timedelta(days=20) if entry.slug == "yunfan" else now + timedelta(days=130)
        _verified(cast, entry.slug, entry.level, now - timedelta(days=220), until)
    renewed = VerificationCase.objects.get(organisation=cast.organisations["yunfan"])
    _submitted(cast, "yunfan", 2, now - timedelta(days=2, hours=4), renews=renewed)
    waiting = _submitted(cast, "depot", 2, now - timedelta(days=8))
    _checked(cast, waiting, "verifier", now - timedelta(days=7))
    _invite(cast, now)


def _number(cast: Cast, slug: str, now: datetime) -> None:
    scheme, country, value = NUMBERS[slug]
    if scheme == "uscc":
        value += calc_check_digit(value)
    organisation = cast.organisations[slug]
    add_identifier(
        actor=cast.actor(slug), organisation=organisation, scheme=scheme, country=country, value=value, now=now
    )


def _paper(name: str) -> SimpleUploadedFile:
    writer, buffer = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.write(buffer)
    return SimpleUploadedFile(name, buffer.getvalue(), "application/pdf")


def _submitted(
    cast: Cast, slug: str, level: int, now: datetime, renews: VerificationCase | None = None
) -> VerificationCase:
    actor = cast.actor(slug)
    case = open_case(actor=actor, organisation=cast.organisations[slug], level=level, renews=renews, now=now)
    for kind in () if renews else meaning_of(level).needs:
        add_evidence(
            actor=actor,
            case=case,
            kind=kind,
            upload=_paper(f"{kind}-{slug}.pdf"),
            issuer=ISSUERS[kind],
            issued_date=date(2026, 1, 12),
            now=now + timedelta(minutes=9),
        )
    fire(case, "submit", actor, now + timedelta(minutes=20))
    return case


def _checked(cast: Cast, case: VerificationCase, slug: str, now: datetime) -> None:
    fire(case, "start_check", cast.actor(slug), now)
    fire(case, "report", cast.actor(slug), now + timedelta(hours=2), findings=FINDINGS)


def _verified(cast: Cast, slug: str, level: int, now: datetime, until: datetime) -> None:
    if not level:
        return
    case = _submitted(cast, slug, level, now)
    _checked(cast, case, "verifier", now + timedelta(days=1))
    decision = {"reasons": REASONS, "level_given": level, "valid_until": until}
    approve_case(actor=cast.actor("verifier2"), case=case, now=now + timedelta(days=2), **decision)


def _invite(cast: Cast, now: datetime) -> None:
    hanze, actor = cast.organisations["hanze"], cast.actor("hanze")
    invite_by_mail(
        actor=actor,
        organisation=hanze,
        email="quality@hanze.example",
        role=MemberRole.MEMBER,
        language="zh-hans",
        now=now - timedelta(days=1),
    )
    make_access_link(actor=actor, organisation=hanze, uses=12, language="zh-hans", now=now - timedelta(days=3))
    asker = cast.actor("linyue")
    ask_to_join(
        actor=asker, organisation=hanze, message="汉泽电池质量部，负责干法电极的送检。", now=now - timedelta(hours=5)
    )
