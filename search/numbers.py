"""Numbers of standards and patents: whatever way people type one, it becomes one token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hub.vocabularies.standard_numbers import StandardNumber, is_chinese, parse_all

# Country, then digits in one of the groupings that offices and authors print, then at times the kind code (WIPO ST.16).
# GB counts as a patent office only with a kind code: without one it is the sign of Chinese national standards.
_DIGITS = r"\d{4}\s?[/-]\s?\d{5,7}|\d{2}-\d{7}|\d{1,3}(?:[, ]\d{3}){2,3}|\d{4}\s\d\s\d{7}|\d{6,13}"
_PATENT = re.compile(
    rf"(?<![a-z0-9])(?P<office>cn|zl|us|ep|wo|jp|kr|de|fr|tw|ca|au|ru|gb)\s?-?\s?(?P<digits>{_DIGITS})(?:\.[\dx](?![\d]))?"
    r"(?:\s?(?P<kind>[abcuysty]\d?))?(?![a-z0-9])"
)
_DIGIT = re.compile(r"\d")
_KIND = re.compile(r"[a-z]\d?$")


_PART = re.compile(r"(?:\.\d+|-\d+)$")


class Number(NamedTuple):
    """A number found in a text: its tokens, most exact first, the spellings of it without spaces and signs, and the tokens
    of the series it is a part of: a question for GB/T 33133 finds its parts, one for part 1 does not find part 2.
    """

    tokens: tuple[str, ...]
    surfaces: tuple[str, ...]
    series: tuple[str, ...] = ()


def compact(text: str) -> str:
    """Return only the letters and digits of a folded text."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _patents(folded: str) -> Iterator[Number]:
    for match in _PATENT.finditer(folded):
        office, digits = match["office"], compact(match["digits"])
        if office == "gb" and not match["kind"]:
            continue
        token = f"pat:{'cn' if office == 'zl' else office}{digits}"
        yield Number((token,), (compact(match[0]), office + digits))


def _forms(number: StandardNumber) -> list[StandardNumber]:
    """The number, its undated self, and both with the "/T" that people leave out: GB and GB/T count in one series."""
    forms = [number, number.undated]
    if is_chinese(number.issuer) and "/" not in number.issuer:
        forms += [StandardNumber(f"{form.issuer}/T", form.body, form.year) for form in forms]
    return list(dict.fromkeys(forms))


def _series(number: StandardNumber) -> Iterator[str]:
    whole = _PART.sub("", number.body)
    if whole != number.body:
        yield from (f"std:{form.slug}" for form in _forms(StandardNumber(number.issuer, whole)) if not form.year)


def _standards(folded: str) -> Iterator[Number]:
    for number in parse_all(folded):
        forms = _forms(number)
        surfaces = tuple(compact(form.canonical) for form in forms)
        yield Number(tuple(f"std:{form.slug}" for form in forms), surfaces, tuple(_series(number)))


def find_numbers(folded: str) -> list[Number]:
    """Return the numbers of patents and standards in a folded text; a dated standard counts as its undated self too."""
    if not _DIGIT.search(folded):
        return []
    patents = list(_patents(folded))
    taken = {surface for patent in patents for surface in patent.surfaces}
    return patents + [number for number in _standards(folded) if taken.isdisjoint(number.surfaces)]


def spans_of(words: Sequence[tuple[str, int, int]], surfaces: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield (first, last + 1) of the neighbouring words that together spell one of the numbers, the longest first.

    `words` are (word, start, end); words more than three characters apart never belong to one number.
    """
    if not surfaces:
        return
    longest = max(len(surface) for surface in surfaces)
    first = 0
    while first < len(words):
        spelled, best = "", 0
        for last in range(first, len(words)):
            if last > first and words[last][1] - words[last - 1][2] > 3:
                break
            spelled += compact(words[last][0])
            if len(spelled) > longest + 2:
                break
            if spelled in surfaces or _KIND.sub("", spelled) in surfaces:
                best = last + 1
        if best:
            yield first, best
        first = best or first + 1
