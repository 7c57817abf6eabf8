"""Read one row of a list: texts in, the values of a standard and its relations out, or the reason why not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from hub.common.bilingual import Language, language_of_text
from hub.common.plain_text import plain_text
from hub.common.tables import cell_text
from hub.standards.enums import STAGE_OF_STATUS, AdoptionDegree, Precision, RelationKind, Status
from hub.standards.models.standards import MACHINE_FIELDS, NUMBER_LENGTH, Standard, packed
from hub.standards.profiles import COLUMNS, RELATION_COLUMNS, Row
from hub.standards.rules import stage_fits, stage_problem
from hub.vocabularies import ics
from hub.vocabularies.stages import is_stage_code
from hub.vocabularies.standard_numbers import parse, slug_of

RESERVED_SLUGS = frozenset({"broken", "desk", "export", "feed", "find", "following", "ics", "imports", "new"})
# Words of other registers for a status; anything else that is not empty is refused.
STATUS_WORDS = {
    **{value: Status(value) for value in Status.values},
    "现行": Status.IN_FORCE, "废止": Status.WITHDRAWN, "即将实施": Status.IN_FORCE, "被代替": Status.SUPERSEDED, "征求意见": Status.DRAFT,
    "internet standard": Status.IN_FORCE, "draft standard": Status.IN_FORCE, "proposed standard": Status.IN_FORCE,
    "best current practice": Status.IN_FORCE, "informational": Status.IN_FORCE, "experimental": Status.IN_FORCE,
    "unknown": Status.IN_FORCE, "historic": Status.WITHDRAWN, "standard": Status.IN_FORCE, "good": Status.IN_FORCE,
    "discontinued": Status.WITHDRAWN, "pending": Status.DRAFT,
}  # fmt: skip
DEGREES = {
    "idt": AdoptionDegree.IDENTICAL,
    "mod": AdoptionDegree.MODIFIED,
    "eqv": AdoptionDegree.EQUIVALENT,
    "等同采用": AdoptionDegree.IDENTICAL,
    "修改采用": AdoptionDegree.MODIFIED,
    "等效采用": AdoptionDegree.EQUIVALENT,
}
_DATE_FORMS = (
    ("%Y-%m-%d", Precision.DAY),
    ("%d %B %Y", Precision.DAY),
    ("%Y-%m", Precision.MONTH),
    ("%B %Y", Precision.MONTH),
    ("%Y", Precision.YEAR),
)
_DEGREE = re.compile(r"[(（,，\s]*(IDT|MOD|EQV|等同采用|修改采用|等效采用)[)）]?\s*$", re.I)
# A comma before a degree belongs to the number before it.
_SEPARATOR = re.compile(r"[;；、\n]|[,，](?!\s*(?:IDT|MOD|EQV|等同采用|修改采用|等效采用))", re.I)
_valid_url = URLValidator(schemes=["http", "https"])


class RowRefused(Exception):
    """A row that cannot become a standard, with the reason in words."""


@dataclass(frozen=True)
class Numbered:
    """A number as we keep it: canonical form, slug, slug without the year, issuer, edition (the year)."""

    number: str
    slug: str
    undated_slug: str
    issuer: str
    edition: str

    @classmethod
    def of(cls, typed: str) -> Numbered:
        """Normalise a typed number. Raises RowRefused when it is too long, reserved, or holds nothing to find it by."""
        text = " ".join(typed.split())
        parsed = parse(text)
        slug = parsed.slug if parsed else slug_of(text)
        if not slug:
            raise RowRefused(_("“%(text)s” holds no letter or digit") % {"text": text})
        if slug in RESERVED_SLUGS:
            raise RowRefused(_("“%(text)s” is an address of the Hub itself") % {"text": text})
        if max(len(slug), len(parsed.canonical if parsed else text)) > NUMBER_LENGTH:
            raise RowRefused(_too_long("number", NUMBER_LENGTH))
        if parsed is None:
            return cls(text, slug, slug, "", "")
        year = str(parsed.year) if parsed.year else ""
        return cls(parsed.canonical, slug, parsed.undated.slug, parsed.issuer, year)


@dataclass(frozen=True)
class RelationSeen:
    """A relation that a row states: kind, other number, degree; `inward` when the other standard is the source."""

    kind: RelationKind
    other: Numbered
    inward: bool = False
    degree: str = ""


@dataclass(frozen=True)
class Incoming:
    """A standard as a row describes it. `guessed` are values that the row does not state: they serve a new entry and leave
    a known one alone. `fills_only`: the row may add what is missing and contradicts nothing.
    """

    values: dict[str, Any]
    relations: list[RelationSeen] = field(default_factory=list)
    fills_only: bool = False
    guessed: frozenset[str] = frozenset()

    @property
    def slug(self) -> str:
        """The slug of the number."""
        return str(self.values["slug"])


def read_row(row: Row, columns: Mapping[str, str], fills_only: tuple[str, ...] = ()) -> Incoming:
    """Read a row whose columns have our names, or those that `columns` (our field -> column) gives. Raises RowRefused."""
    cells = {name: cell(row, columns, name) for name in COLUMNS}
    if not cells["number"]:
        raise RowRefused(_("the number is missing"))
    known = Numbered.of(cells["number"])
    values = {
        "number": known.number,
        "slug": known.slug,
        "undated_slug": known.undated_slug,
        "issuer": known.issuer or cells["issuer"],
        "edition": known.edition or cells["edition"],
        **_words(cells),
        **_standing(cells, known),
        "ics": _ics(cells["ics"]),
        "text_languages": _languages(cells["text_languages"]),
        "url": _url(cells["url"]),
    }
    if (series := slug_of(row.get("series") or "")) and known.undated_slug == known.slug:
        _limit("series", series, "undated_slug")
        values["undated_slug"] = series
    for name, value in values.items():
        if isinstance(value, str):
            _limit(name, value, name)
    foreign = known.number.startswith(fills_only or ("\0",))
    return Incoming(values, _relations(cells, known), foreign, _guessed(cells))


def _guessed(cells: Mapping[str, str]) -> frozenset[str]:
    """Return the values that stand for an empty cell."""
    guessed = {"source_lang"} if not (cells["title_en"] and cells["title_zh"]) else set()
    guessed |= {name for name in ("status", "stage_code") if not cells[name]}
    return frozenset(guessed | (set() if cells["published_date"] else {"published_date", "published_precision"}))


def cell(row: Row, columns: Mapping[str, str], name: str) -> str:
    """Return the text of a field, cleaned as a form cleans it, without the mark against formulas."""
    names = (columns[name],) if name in columns else COLUMNS[name]
    return next((cell_text(text) for n in names if (text := plain_text(row.get(n) or "").strip())), "")


def _limit(said: str, text: str, column: str) -> None:
    limit = Standard._meta.get_field(column).max_length  # type: ignore[union-attr]
    if limit and len(text) > limit:
        raise RowRefused(_too_long(said, limit))


def _too_long(name: str, limit: int) -> str:
    return _("%(field)s is longer than %(limit)s characters") % {"field": name, "limit": limit}


def _words(cells: Mapping[str, str]) -> dict[str, Any]:
    words: dict[str, Any] = {name: " ".join(cells[name].split()) for name in ("title_en", "title_zh")}
    if not words["title_zh"] and language_of_text(words["title_en"]) == Language.ZH:  # one column for both languages
        words["title_en"], words["title_zh"] = "", words["title_en"]
    if not words["title_en"] and not words["title_zh"]:
        raise RowRefused(_("the title is missing in both languages"))
    words |= {name: cells[name] for name in ("abstract_en", "abstract_zh")}
    words["source_lang"] = Language.ZH if words["title_zh"] and not words["title_en"] else Language.EN
    machine = re.split(r"[,;\s]+", cells["machine_translated"])
    words["machine_translated"] = [name for name in MACHINE_FIELDS if name in machine and words[name]]
    return words


def _standing(cells: Mapping[str, str], known: Numbered) -> dict[str, Any]:
    status, stage = _status_and_stage(cells)
    published, precision = read_date(cells["published_date"])
    if published is None and known.edition and status != Status.DRAFT:
        published, precision = date(int(known.edition), 1, 1), Precision.YEAR
    return {
        "status": status,
        "stage_code": stage,
        "published_date": published,
        "published_precision": precision,
        "implemented_date": read_date(cells["implemented_date"])[0],
        "withdrawn_date": read_date(cells["withdrawn_date"])[0],
    }


def _status_and_stage(cells: Mapping[str, str]) -> tuple[Status, str]:
    stage = cells["stage_code"]
    if stage and not is_stage_code(stage):
        raise RowRefused(_("“%(text)s” is no stage of the table") % {"text": stage})
    if not cells["status"]:
        status = Status.IN_FORCE if not stage or stage_fits(Status.IN_FORCE, stage) else Status.DRAFT
        return status, stage or STAGE_OF_STATUS[status]
    try:
        status = STATUS_WORDS[cells["status"].casefold()]
    except KeyError:
        raise RowRefused(_("the status “%(text)s” is not known") % {"text": cells["status"]}) from None
    stage = stage or STAGE_OF_STATUS[status]
    if problem := stage_problem(status, stage):
        raise RowRefused(problem)
    return status, stage


def read_date(text: str) -> tuple[date | None, Precision]:
    """Read 2026-03-03, 2026-03, 2026, "March 2026" or "3 March 2026"; a month or year alone stands for its first day.
    Raises RowRefused.
    """
    if not text:
        return None, Precision.DAY
    for pattern, precision in _DATE_FORMS:
        try:
            return datetime.strptime(text, pattern).date(), precision  # noqa: DTZ007 - a calendar date has no zone
        except ValueError:
            continue
    raise RowRefused(_("the date “%(text)s” cannot be read") % {"text": text})


def _ics(text: str) -> str:
    known, unknown = ics.read_codes(text)
    if unknown:
        raise RowRefused(_("“%(text)s” is not in the ICS") % {"text": unknown[0]})
    return packed(known)


def _languages(text: str) -> str:
    words = [word for word in re.split(r"[,;\s]+", text.casefold()) if word]
    if unknown := set(words) - set(Language.values):
        raise RowRefused(_("“%(text)s” is no language of the Hub: en or zh") % {"text": min(unknown)})
    return packed(words)


def _url(text: str) -> str:
    if not text:
        return ""
    try:
        _valid_url(text)
    except ValidationError:
        raise RowRefused(_("“%(text)s” is not a web address") % {"text": text[:60]}) from None
    if len(text) > 300:
        raise RowRefused(_("the address is longer than 300 characters"))
    return text


def _relations(cells: Mapping[str, str], known: Numbered) -> list[RelationSeen]:
    seen = []
    for column in RELATION_COLUMNS:
        kind, inward = relation_of(column)
        for part in _SEPARATOR.split(cells[column]):
            if text := part.strip():
                other, degree = read_degree(text) if kind == RelationKind.ADOPTS else (text, "")
                number = Numbered.of(other)
                if number.slug == known.slug:
                    raise RowRefused(_("a standard cannot be related to itself"))
                seen.append(RelationSeen(kind, number, inward, degree))
    return seen


def relation_of(column: str) -> tuple[RelationKind, bool]:
    """Return the kind that a column states, and whether the other standard is the source ("replaced_by")."""
    inward = {
        "replaced_by": RelationKind.REPLACES,
        "amended_by": RelationKind.AMENDS,
        "adopted_by": RelationKind.ADOPTS,
        "cited_by": RelationKind.CITES,
    }
    return (inward[column], True) if column in inward else (RelationKind(column), False)


def read_degree(text: str) -> tuple[str, str]:
    """Take the degree of an adoption off a number: "ISO 9001:2015 (IDT)" is the number and "identical"."""
    found = _DEGREE.search(text)
    return (text[: found.start()].strip(), DEGREES[found[1].casefold()]) if found else (text, "")
