"""Bring rows of other registers in: every row is judged by itself, the same file twice changes nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from hub.activity.services import record
from hub.common.actors import Actor
from hub.common.bilingual import Language
from hub.standards.enums import STAGE_OF_STATUS, Status
from hub.standards.models import Standard
from hub.vocabularies.standard_numbers import parse, slug_of
from search.services import index

Outcome = Literal["created", "updated", "unchanged", "refused"]
# Which of our fields a column fills when the operator names none.
COLUMNS = {
    "number": ("number", "标准号"),
    "title_en": ("title_en", "title"),
    "title_zh": ("title_zh", "标准名称"),
    "abstract_en": ("abstract_en", "abstract"),
    "abstract_zh": ("abstract_zh",),
    "status": ("status", "状态"),
    "published_date": ("published_date", "date", "year"),
    "url": ("url",),
}
# Words of other registers for a status; anything else that is not empty is refused.
STATUS_WORDS = {
    **{value: Status(value) for value in Status.values},
    "现行": Status.IN_FORCE, "废止": Status.WITHDRAWN, "即将实施": Status.IN_FORCE, "被代替": Status.SUPERSEDED, "征求意见": Status.DRAFT,
    "internet standard": Status.IN_FORCE, "draft standard": Status.IN_FORCE, "proposed standard": Status.IN_FORCE,
    "best current practice": Status.IN_FORCE, "informational": Status.IN_FORCE, "experimental": Status.IN_FORCE,
    "unknown": Status.IN_FORCE, "historic": Status.WITHDRAWN, "standard": Status.IN_FORCE, "good": Status.IN_FORCE,
    "discontinued": Status.WITHDRAWN, "pending": Status.DRAFT, "withdrawn": Status.WITHDRAWN, "draft": Status.DRAFT,
}  # fmt: skip
_HAN = re.compile(r"[\u3400-\u9fff]")
_valid_url = URLValidator(schemes=["http", "https"])


class RowRefused(Exception):
    """A row that cannot become a standard, with the reason in words."""


@dataclass(frozen=True)
class RowReport:
    """What became of one row (counted from 1, without the header)."""

    row: int
    number: str
    outcome: Outcome
    reason: str = ""


def import_standards(
    *, actor: Actor, rows: Iterable[Mapping[str, str]], columns: Mapping[str, str], now: datetime
) -> list[RowReport]:
    """Import rows (column name -> text) and report on each. `columns` maps our fields to columns where the names differ.

    A row that is refused leaves the others alone. Acts: standard.imported, standard.updated.
    """
    reports = []
    for count, row in enumerate(rows, start=1):
        number = ""
        try:
            values = _values(row, columns)
            number = values["number"]
            reports.append(RowReport(count, number, _store(actor, values, now)))
        except RowRefused as refusal:
            reports.append(RowReport(count, number or _cell(row, columns, "number"), "refused", str(refusal)))
    return reports


def _cell(row: Mapping[str, str], columns: Mapping[str, str], field: str) -> str:
    names = (columns[field],) if field in columns else COLUMNS[field]
    return next((row[n].strip() for n in names if (row.get(n) or "").strip()), "")


def _values(row: Mapping[str, str], columns: Mapping[str, str]) -> dict[str, Any]:
    for field in COLUMNS:
        if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\r\t" for c in _cell(row, columns, field)):
            raise RowRefused(f"{field} holds a control character")  # PostgreSQL keeps no NUL, UTF-8 no lone surrogate
    typed = " ".join(_cell(row, columns, "number").split())
    if not typed:
        raise RowRefused("the number is missing")
    parsed = parse(typed)
    values: dict[str, Any] = {
        "number": parsed.canonical if parsed else typed,
        "issuer": parsed.issuer if parsed else "",
    }
    values["slug"] = parsed.slug if parsed else slug_of(typed)
    values["undated_slug"] = parsed.undated.slug if parsed else values["slug"]
    if not values["slug"]:
        raise RowRefused(f"{typed!r} holds no letter or digit")
    values |= {f: " ".join(_cell(row, columns, f).split()) for f in ("title_en", "title_zh")}
    if _HAN.search(values["title_en"]) and not values["title_zh"]:  # one column for both languages
        values["title_en"], values["title_zh"] = "", values["title_en"]
    if not values["title_en"] and not values["title_zh"]:
        raise RowRefused("the title is missing in both languages")
    values |= {f: _cell(row, columns, f) for f in ("abstract_en", "abstract_zh")}
    values["source_lang"] = Language.ZH if values["title_zh"] and not values["title_en"] else Language.EN
    values["status"] = _status(_cell(row, columns, "status"))
    values["stage_code"] = STAGE_OF_STATUS[values["status"]]
    values["published_date"] = _date(_cell(row, columns, "published_date"), parsed.year if parsed else 0)
    values["url"] = _url(_cell(row, columns, "url"))
    for field in ("number", "slug", "title_en", "title_zh"):
        limit = getattr(Standard._meta.get_field(field), "max_length", None)
        if limit and len(values[field]) > limit:
            raise RowRefused(f"{field} is longer than {limit} characters")
    return values


def _status(word: str) -> Status:
    if not word:
        return Status.IN_FORCE
    try:
        return STATUS_WORDS[word.casefold()]
    except KeyError:
        raise RowRefused(f"the status {word!r} is not known") from None


def _date(text: str, year_of_number: int) -> date | None:
    """Read 2026-03-03, 2026-03, 2026, or "March 2026"; a month or year alone stands for its first day."""
    if not text:
        return date(year_of_number, 1, 1) if year_of_number else None
    for pattern in ("%Y-%m-%d", "%Y-%m", "%Y", "%B %Y", "%d %B %Y"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a calendar date has no zone
        except ValueError:
            continue
    raise RowRefused(f"the date {text!r} cannot be read")


def _url(text: str) -> str:
    if not text:
        return ""
    try:
        _valid_url(text)
    except ValidationError:
        raise RowRefused(f"{text[:60]!r} is not a web address") from None
    if len(text) > 300:
        raise RowRefused("the address is longer than 300 characters")
    return text


def _store(actor: Actor, values: dict[str, Any], now: datetime) -> Outcome:
    with transaction.atomic():
        known = Standard.objects.select_for_update().filter(slug=values["slug"]).first()
        if known is None:
            known = Standard.objects.create(**values, created_at=now, updated_at=now)
            record(actor=actor, verb="standard.imported", subject=known, now=now)
            outcome: Outcome = "created"
        else:
            changed = [f for f, v in values.items() if v and getattr(known, f) != v]
            if not changed:
                return "unchanged"
            for field in changed:
                setattr(known, field, values[field])
            known.updated_at = now
            known.save(update_fields=[*changed, "updated_at"])
            record(actor=actor, verb="standard.updated", subject=known, data={"fields": changed}, now=now)
            outcome = "updated"
        index(known)
    return outcome
