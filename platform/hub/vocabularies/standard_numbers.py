"""Numbers of standards in every form people type them, and the one form we keep.

Sources: GB/T 20001 and the numbering rules of SAC (issuer, body, year after a dash), ISO/IEC Directives Part 2 (year after a
colon), RFC Editor ("RFC 2119"), group standards "T/…" of the Chinese Standardization Law, article 18.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Issuers whose letters are followed by a body number. "/T" (recommended) and "/Z" (guidance) belong to the issuer.
# GBJ and GBZ (construction, occupational health) are series of their own: they come before GB, or GBZ would be read as GB/Z.
_CN = (
    r"GBJ|GBZ|GB|GA|GY|YD|YY|YC|YB|YS|SJ|JB|HG|HJ|DL|DA|DB\d{2}|CJ|JG|JT|QC|QB|LY|NB|NY|SB|SN|SH|SY|TB|TY|WH|WS"
    r"|XB|FZ|MT|MZ|HY|HB|JR|LB|SC|SL|RB|CNCA|CB"
)
_JOINT = (
    r"ISO/IEC/IEEE|ISO/IEC|ISO/TS|ISO/TR|ISO/PAS|ISO/IEEE|IEC/TS|IEC/TR|IEC/IEEE|ISO|IEC|ITU-T|ITU-R|IEEE|ETSI|EN"
    r"|DIN|BS|ANSI|ASTM|SAE|JIS|CEN/TS|ECMA|OIML|UL"
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－ー"), "-")
_GROUP = re.compile(
    r"(?<![A-Za-z0-9])T\s*/\s*(?P<issuer>[A-Z]{2,10})\s*(?P<body>\d{1,5}(?:\.\d{1,3})*)(?:\s*-\s*(?P<year>(?:19|20)\d{2}))?(?![\d.]*\d)",
    re.I,
)
# Our own numbers also without their sign: people type "zsa 12" and "tzsa12".
_OURS = re.compile(
    r"(?<![A-Za-z0-9])(?P<issuer>(?:T\s*/?\s*)?ZSA)[\s-]*(?P<body>\d{1,5})(?:\s*[-:]\s*(?P<year>(?:19|20)\d{2}))?(?![\d.]*\d)",
    re.I,
)
_CHINESE = re.compile(
    rf"(?<![A-Za-z0-9])(?=[A-Za-z])(?P<issuer>{_CN})\s*(?:/?\s*(?P<suffix>[TZ]))?\s*(?P<body>\d{{1,6}}(?:\.\d{{1,3}})*)(?:\s*-\s*(?P<year>(?:19|20)\d{{2}}))?(?![\d.]*\d)",
    re.I,
)
_FOREIGN = re.compile(
    rf"(?<![A-Za-z0-9])(?=[A-Za-z])(?P<issuer>{_JOINT})(?:\s+|\s*-\s*|\s*)(?P<body>[A-Z]{{0,2}}\.?\d{{2,6}}(?:\.\d{{1,4}})*(?:-\d{{1,3}}(?!\d))*)(?:\s*[:-]\s*(?P<year>(?:19|20)\d{{2}}))?(?![\d.]*\d)",
    re.I,
)
_RFC = re.compile(r"(?<![A-Za-z0-9])(?P<issuer>RFC)\s*-?\s*(?P<body>\d{1,5})(?!\d)", re.I)
PATTERNS = (_OURS, _GROUP, _RFC, _FOREIGN, _CHINESE)
# What a text must hold for a pattern to be worth trying: most texts name no number, and each pattern reads all of it.
_NEEDED = {_OURS: "zsa", _GROUP: "/", _RFC: "rfc"}
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class StandardNumber:
    """A number taken apart: issuer ("GB/T", "T/ZSA", "ISO/IEC"), body ("19771", "62660-3") and year (0 when not given)."""

    issuer: str
    body: str
    year: int = 0

    @property
    def canonical(self) -> str:
        """The number as its issuer prints it, e.g. "GB/T 19771-2005", "ISO/IEC 27001:2022", "RFC 2119"."""
        year = ""
        if self.year:
            year = f"-{self.year}" if is_chinese(self.issuer) or self.issuer == "IEEE" else f":{self.year}"
        return f"{self.issuer} {self.body}{year}"

    @property
    def undated(self) -> StandardNumber:
        """The same number without its year: all editions."""
        return StandardNumber(self.issuer, self.body)

    @property
    def slug(self) -> str:
        """The number for URLs and search tokens: lower case, only letters, digits and dashes."""
        return slug_of(self.canonical)


def slug_of(number: str) -> str:
    """Return any number as letters, digits and single dashes in lower case."""
    return re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKC", number).translate(_DASHES).lower()).strip("-")


def is_chinese(issuer: str) -> bool:
    """Whether this issuer puts a dash before the year (Chinese national, sector and group standards)."""
    return issuer.startswith("T/") or re.fullmatch(rf"(?:{_CN})(?:/[TZ])?", issuer) is not None


def fold(text: str) -> str:
    """Return text with full-width forms narrowed and every dash made a hyphen."""
    return unicodedata.normalize("NFKC", text).translate(_DASHES)


def _of(match: re.Match[str]) -> StandardNumber:
    parts = match.groupdict()
    issuer = re.sub(r"\s+", "", parts["issuer"].upper())
    if parts.get("suffix"):
        issuer = f"{issuer}/{parts['suffix'].upper()}"
    if match.re is _OURS:
        issuer = "T/ZSA"
    elif match.re is _GROUP:
        issuer = f"T/{issuer}"
    body = parts["body"].upper()
    if match.re is _RFC:
        body = body.lstrip("0") or "0"
    return StandardNumber(issuer, body, int(parts.get("year") or 0))


def parse_all(text: str) -> list[StandardNumber]:
    """Return the numbers that occur in a text, in order of appearance; a place is read once, as the longest form."""
    folded = fold(text)
    if not _DIGIT.search(folded):
        return []
    lower = folded.lower()
    found: list[tuple[int, int, StandardNumber]] = []
    for pattern in (p for p in PATTERNS if _NEEDED.get(p, "") in lower):
        for match in pattern.finditer(folded):
            if not any(start < match.end() and match.start() < end for start, end, _n in found):
                found.append((match.start(), match.end(), _of(match)))
    return [number for _start, _end, number in sorted(found, key=lambda f: f[0])]


def parse(text: str) -> StandardNumber | None:
    """Return the number when the whole text is one number (spaces around it aside), else None."""
    folded = fold(text).strip()
    for pattern in PATTERNS:
        match = pattern.fullmatch(folded)
        if match:
            return _of(match)
    return None
