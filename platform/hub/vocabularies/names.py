"""When two names of organisations are likely the same."""

from __future__ import annotations

import re
import unicodedata

# Legal forms say nothing about who it is; longer ones first, because they hold shorter ones.
_HAN_FORMS = re.compile(
    r"(股份有限公司|有限责任公司|集团有限公司|有限公司|有限合伙|股份公司|株式会社|合同会社|分公司|公司)"
)
_LATIN_FORMS = frozenset(
    {
        "ab",
        "ag",
        "as",
        "asa",
        "bv",
        "co",
        "company",
        "corp",
        "corporation",
        "gmbh",
        "inc",
        "incorporated",
        "kg",
        "kk",
        "limited",
        "llc",
        "llp",
        "lp",
        "ltd",
        "mbh",
        "nv",
        "oy",
        "oyj",
        "plc",
        "pte",
        "pty",
        "sa",
        "sarl",
        "sas",
        "sl",
        "spa",
        "srl",
        "the",
    }
)
_WORD = re.compile(r"[^\W_]+")


def name_key(name: str) -> str:
    """Return the form in which two names of one organisation are the same: width, case, marks, spaces and legal forms
    do not count. A name that is nothing but a legal form keeps it.
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    text = unicodedata.normalize("NFC", text)
    bare = _HAN_FORMS.sub("", text) or text
    words = _WORD.findall(re.sub(r"(?<=\b\w)\.(?=\w\b)", "", bare))
    kept = [word for word in words if word not in _LATIN_FORMS] or words
    return "".join(kept)[:160]
