"""The shapes in which other registers hand out their lists, told apart by their headings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

Row = Mapping[str, str]

# Which of our fields a column fills when nothing else is said; the first column that is not empty counts.
COLUMNS: dict[str, tuple[str, ...]] = {
    "number": ("number", "标准号"),
    "issuer": ("issuer", "发布机构"),
    "edition": ("edition", "版本"),
    "title_en": ("title_en", "title"),
    "title_zh": ("title_zh", "标准名称"),
    "abstract_en": ("abstract_en", "abstract"),
    "abstract_zh": ("abstract_zh", "范围"),
    "machine_translated": ("machine_translated",),
    "status": ("status", "状态"),
    "stage_code": ("stage_code", "阶段"),
    "published_date": ("published_date", "发布日期", "date", "year"),
    "implemented_date": ("implemented_date", "实施日期"),
    "withdrawn_date": ("withdrawn_date", "废止日期"),
    "ics": ("ics", "ICS"),
    "text_languages": ("text_languages",),
    "url": ("url",),
    "replaces": ("replaces", "代替"),
    "replaced_by": ("replaced_by", "被代替"),
    "amends": ("amends", "修改"),
    "amended_by": ("amended_by",),
    "adopts": ("adopts", "采标"),
    "adopted_by": ("adopted_by",),
    "cites": ("cites", "引用"),
    "cited_by": ("cited_by",),
}
RELATION_COLUMNS = ("replaces", "replaced_by", "amends", "amended_by", "adopts", "adopted_by", "cites", "cited_by")


@dataclass(frozen=True)
class Profile:
    """One shape. `prepare` makes of a foreign row one with our column names; `fills_only` is the prefix of numbers about
    which this list may add what is missing but never contradicts the register they come from.
    """

    slug: str
    headings: Collection[str]
    prepare: Callable[[Row], Row] = field(default=lambda row: row)
    fills_only: tuple[str, ...] = ()


def _rfc(row: Row) -> Row:
    digits = "".join(c for c in row.get("number") or "" if c.isdigit()).lstrip("0")
    return {
        "number": row.get("number") or "",
        "title_en": row.get("title") or "",
        "published_date": row.get("date") or "",
        "status": "superseded" if row.get("obsoleted_by") else row.get("status") or "",
        "replaces": row.get("obsoletes") or "",
        "replaced_by": row.get("obsoleted_by") or "",
        "amends": row.get("updates") or "",
        "amended_by": row.get("updated_by") or "",
        "url": f"https://www.rfc-editor.org/info/rfc{digits}" if digits else "",
        "text_languages": "en",
    }


FINAL = frozenset(
    {
        "recommendation", "living standard", "final deliverable", "statement", "note", "registry", "proposed standard", "internet standard",
        "best current practice", "informational", "experimental", "standard", "",
    }
)  # fmt: skip


def _web(row: Row) -> Row:
    successors = (row.get("obsoleted_by") or "").replace(";", ", ")
    final = (row.get("status") or "").strip().casefold() in FINAL
    state = "in_force" if final and row.get("standing") != "pending" else "draft"
    if row.get("standing") == "discontinued":
        state = "superseded" if successors else "withdrawn"
    return {
        "number": row.get("shortname") or "",
        "title_en": row.get("title") or "",
        "issuer": row.get("organization") or "",
        "series": row.get("series") or "",
        "edition": row.get("series_version") or "",
        "status": state,
        "replaced_by": successors,
        "url": row.get("url") or "",
        "text_languages": "en",
    }


HUB = Profile("hub", ())
PROFILES = (
    Profile("rfc", ("number", "title", "obsoletes", "obsoleted_by", "updates", "updated_by"), _rfc),
    Profile("web", ("shortname", "title", "organization", "standing", "status"), _web, fills_only=("RFC ",)),
    HUB,
)


def profile_of(headings: Collection[str]) -> Profile | None:
    """Return the shape that these headings have; None when they name no number of a standard."""
    for profile in PROFILES[:-1]:
        if set(profile.headings) <= set(headings):
            return profile
    return HUB if set(COLUMNS["number"]) & set(headings) else None


def profile_named(slug: str) -> Profile:
    """Return a shape by its slug; ours when there is none of that name."""
    return next((profile for profile in PROFILES if profile.slug == slug), HUB)
