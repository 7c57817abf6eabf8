"""How a standard is cited, and what it says of itself to machines that read pages."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.utils.safestring import SafeString, mark_safe

from hub.common.bilingual import pick
from hub.common.languages import html_lang
from hub.standards.enums import RelationKind, Status
from hub.standards.models import Standard
from hub.standards.presentation import date_code
from hub.standards.queries.relations import RelationShown
from hub.vocabularies import ics

# Who stands behind an issuer's sign; where we know no name, the sign itself is cited.
BODIES = {
    "T/ZSA": ("Zhongguancun Standardization Association", "中关村标准化协会"),
    "GB": ("Standardization Administration of China", "国家标准化管理委员会"),
    "GB/T": ("Standardization Administration of China", "国家标准化管理委员会"),
    "GB/Z": ("Standardization Administration of China", "国家标准化管理委员会"),
    "RFC": ("Internet Engineering Task Force", "互联网工程任务组"),
    "ISO": ("International Organization for Standardization", "国际标准化组织"),
    "IEC": ("International Electrotechnical Commission", "国际电工委员会"),
    "W3C": ("World Wide Web Consortium", "万维网联盟"),
}
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}


class Citation(NamedTuple):
    """A way to cite: its name, the text, the language of the text."""

    name: str
    text: str
    lang: str


def body_of(standard: Standard, lang: str) -> str:
    """Return the name of the body that issued a standard."""
    en, zh = BODIES.get(standard.issuer, (standard.issuer, standard.issuer))
    return zh if lang == "zh-Hans" else en


def citations(standard: Standard, url: str, today: date) -> list[Citation]:
    """Return a standard cited after GB/T 7714, in plain words and as BibTeX. `url` is the page's address, read `today`."""
    title = pick(standard, "title")
    body, year = body_of(standard, title.lang), date_code(standard.published_date)[:4]
    lead = f"{body}. " if body else ""
    where = standard.url or url
    gbt = f"{lead}{title.text}: {standard.number}[S/OL]. {f'({year})' if year else ''}[{today.isoformat()}]. {where}."
    plain = ", ".join(part for part in (body, standard.number, title.text, year) if part)
    return [
        Citation("GB/T 7714", gbt, title.lang),
        Citation("", f"{plain}. {where}", title.lang),
        Citation("BibTeX", bibtex(standard, where), "en"),
    ]


def bibtex(standard: Standard, url: str) -> str:
    """Return a standard as an entry of BibTeX."""
    title = pick(standard, "title")
    fields = {
        "title": f"{{{_tex(title.text)}}}",
        "type": "Standard",
        "number": _tex(standard.number),
        "institution": f"{{{_tex(body_of(standard, title.lang))}}}" if standard.issuer else "",
        "year": date_code(standard.published_date)[:4],
        "url": url,
    }
    lines = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items() if text)
    return f"@techreport{{{standard.slug},\n{lines}\n}}"


def _tex(text: str) -> str:
    return "".join(_TEX.get(c, c) for c in text)


def json_ld(standard: Standard, relations: Sequence[RelationShown], url: str) -> SafeString:
    """Return the schema.org description of a standard, safe inside a script element of a page.

    It is a data block: browsers do not run it, so the content security policy does not concern it.
    """
    titles = [(t, lang) for t, lang in ((standard.title_en, "en"), (standard.title_zh, "zh")) if t]
    entries = [(code, entry) for code in standard.ics_codes if (entry := ics.find(code))]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "@id": url,
        "url": url,
        "identifier": standard.number,
        "name": titles[0][0] if len(titles) == 1 else [_text(t, lang) for t, lang in titles],
        "creativeWorkStatus": Status(standard.status).value,
        "version": standard.edition,
        "inLanguage": [html_lang(code) for code in standard.languages_of_text],
        "datePublished": date_code(standard.published_date, standard.published_precision),
        "dateModified": standard.updated_at.date().isoformat(),
        "expires": date_code(standard.withdrawn_date),
        "publisher": {"@type": "Organization", "name": body_of(standard, "en")} if standard.issuer else "",
        "abstract": [_text(t, lang) for t, lang in ((standard.abstract_en, "en"), (standard.abstract_zh, "zh")) if t],
        "about": [
            {"@type": "DefinedTerm", "termCode": code, "name": entry.en, "inDefinedTermSet": "ICS"}
            for code, entry in entries
        ],
        "isBasedOn": [r.number for r in relations if r.kind == RelationKind.ADOPTS and not r.inward],
        "citation": [r.number for r in relations if r.kind == RelationKind.CITES and not r.inward],
        "sameAs": standard.url,
    }
    text = json.dumps({name: value for name, value in data.items() if value}, ensure_ascii=False)
    return mark_safe(re.sub(r"[<>&\u2028\u2029]", lambda m: f"\\u{ord(m[0]):04x}", text))


def _text(text: str, lang: str) -> dict[str, str]:
    return {"@value": text, "@language": html_lang(lang)}
