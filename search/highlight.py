"""Show why something was found: mark the words of the query in the stored text, in either script."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.folding import fold_with_places
from search.glossary.pivot import groups_of_chinese, words_meaning
from search.numbers import find_numbers, spans_of
from search.tokens import QueryTerms, is_run, pieces_of, word_token, words_of

SNIPPET = 200
LEAD = 40
PAIR = 2
_ENDS = frozenset(" \n\t，。；、！？：,.;!?:）)”」")


class Mark(NamedTuple):
    """A stretch of the text that answers the query, and the tokens it answers."""

    start: int
    end: int
    tokens: frozenset[str]


class Meanings(NamedTuple):
    """What a question means in English stems: those of its Chinese words are looked for in English texts, its English words
    as glosses in Chinese texts. `named` are the tokens of what its terms are called in the other language.
    """

    of_chinese: frozenset[str] = frozenset()
    of_english: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.of_chinese or self.of_english or self.named)


def meanings_of(terms: QueryTerms) -> Meanings:
    """Return what to mark in a text that holds none of the words themselves."""
    glosses = (token for group in groups_of_chinese(terms.written) for token in group.tokens)
    return Meanings(frozenset(glosses), frozenset(terms.words))


class _Sought(NamedTuple):
    """What to look for in a text: stems, the two letters that their words begin with, and characters and pairs of Han."""

    stems: frozenset[str]
    starts: frozenset[str]
    pairs: tuple[str, ...]


@lru_cache(maxsize=64)
def _sought(tokens: frozenset[str]) -> _Sought:
    pairs = tuple(token for token in tokens if len(token) <= PAIR and is_run(token))
    stems = tokens.difference(pairs)
    starts = {stem[:2] for stem in stems}
    starts |= {f"{start[0]}y" for start in starts if start[1:] == "i"}  # dying has the stem die
    return _Sought(stems, frozenset(starts), pairs)


def met_in(texts: Iterable[str], terms: QueryTerms, meanings: Meanings) -> tuple[QueryTerms, Meanings]:
    """Return both with the other names of the question's terms that these texts of one document hold as a whole. Where they
    hold all words of the question itself, those say enough.
    """
    if not terms.wider:
        return terms, meanings
    own = [way for wider in terms.wider for way in wider.own]
    other = [way for wider in terms.wider for way in wider.other]
    sought = QueryTerms(tuple(dict.fromkeys(token for way in (terms.tokens, *own, *other) for token in way)))
    held = frozenset(token for text in texts for mark in find_marks(text, sought) for token in mark.tokens)
    if held.issuperset(terms.tokens):
        return terms, meanings
    named = _tokens_met(other, held)
    return terms._replace(words=(*terms.words, *_tokens_met(own, held))), meanings._replace(named=frozenset(named))


def _tokens_met(ways: Iterable[tuple[str, ...]], held: frozenset[str]) -> list[str]:
    return [token for way in ways if held.issuperset(way) for token in way]


def find_marks(text: str, terms: QueryTerms | Meanings) -> list[Mark]:
    """Return the stretches of a text that match the terms, in order, touching ones joined."""
    return list(_found(text, terms)) if terms and text else []


@lru_cache(maxsize=64)  # a hit's texts are looked at for several reasons, one after the other
def _found(text: str, terms: QueryTerms | Meanings) -> tuple[Mark, ...]:
    folded, places = fold_with_places(text)
    if isinstance(terms, Meanings):
        found = list(_meaning_marks(folded, terms))
    else:
        found = [*_token_marks(folded, frozenset(terms.tokens)), *_number_marks(folded, terms)]
    back = [Mark(places[start], places[end - 1] + 1, tokens) for start, end, tokens in found]
    return tuple(_joined(sorted(back)))


def _token_marks(folded: str, tokens: frozenset[str]) -> Iterable[Mark]:
    sought = _sought(tokens)
    for pair in sought.pairs:
        at = folded.find(pair)
        while at >= 0:
            yield Mark(at, at + len(pair), frozenset((pair,)))
            at = folded.find(pair, at + 1)
    if not sought.stems:
        return
    for word, start in words_of(folded):
        begins = word[:2] in sought.starts or word[0] in sought.starts or word[1:2] == "'"
        if begins and (token := word_token(word)) in sought.stems:
            yield Mark(start, start + len(word), frozenset((token,)))


def _meaning_marks(folded: str, meanings: Meanings) -> Iterable[Mark]:
    yield from _token_marks(folded, meanings.of_chinese | meanings.named)
    if meanings.of_english:
        for piece in pieces_of(folded):
            if piece.is_run:
                for start, end in words_meaning(piece.text, meanings.of_english):
                    yield Mark(piece.start + start, piece.start + end, frozenset((piece.text[start:end],)))


def _number_marks(folded: str, terms: QueryTerms) -> Iterable[Mark]:
    wanted = {token for number in terms.numbers for token in number.tokens}
    hits = [number for number in find_numbers(folded) if wanted.intersection(number.tokens)] if wanted else []
    if hits:
        words = [(word, start, start + len(word)) for word, start in words_of(folded)]
        surfaces = frozenset(surface for number in hits for surface in number.surfaces)
        for first, end in spans_of(words, surfaces):
            yield Mark(words[first][1], words[end - 1][2], frozenset(wanted))


def _joined(marks: list[Mark]) -> list[Mark]:
    joined: list[Mark] = []
    for mark in marks:
        if joined and mark.start <= joined[-1].end:
            last = joined.pop()
            mark = Mark(last.start, max(last.end, mark.end), last.tokens | mark.tokens)  # noqa: PLW2901
        joined.append(mark)
    return joined


def _render(text: str, marks: Iterable[Mark], start: int, end: int) -> str:
    parts, at = [], start
    for mark in marks:
        if mark.end <= start or mark.start >= end:
            continue
        first, last = max(mark.start, start), min(mark.end, end)
        parts += [escape(text[at:first]), f"<mark>{escape(text[first:last])}</mark>"]
        at = last
    return "".join([*parts, escape(text[at:end])])


def highlight(text: str, terms: QueryTerms | Meanings) -> SafeString:
    """Return the whole text as HTML, escaped, with the matching words in `<mark>`."""
    return mark_safe(_render(text, find_marks(text, terms), 0, len(text)))


def snippet(text: str, terms: QueryTerms | Meanings, *, limit: int = SNIPPET) -> SafeString:
    """Return the stretch of at most `limit` characters that answers most of the query, as HTML with marks.

    Where nothing matches it is the beginning. Left-out text shows as an ellipsis.
    """
    text = " ".join(text.split())
    marks = find_marks(text, terms)
    start = _best_start(text, marks, limit - 2)
    end = min(len(text), start + limit - 2)
    if end < len(text):
        end = _cut_before(text, start, end)
    body = _render(text, marks, start, end).strip()
    return mark_safe(f"{'…' if start else ''}{body}{'…' if end < len(text) else ''}")


def _best_start(text: str, marks: list[Mark], room: int) -> int:
    """Return where the best window begins: most different tokens, then most marks, then earliest."""
    best, best_start = (0, 0), 0
    for index, mark in enumerate(marks):
        within = [m for m in marks[index:] if m.end <= mark.start + room - LEAD]
        value = (len(frozenset().union(*(m.tokens for m in within))), len(within))
        if value > best:
            best, best_start = value, mark.start
    if best_start <= LEAD:
        return 0
    for at in range(best_start - LEAD, best_start):
        if text[at - 1] in _ENDS:
            return at
    return best_start - LEAD // 2


def _cut_before(text: str, start: int, end: int) -> int:
    """Move the end back to the last break, if there is one near."""
    for at in range(end, max(start + 1, end - LEAD), -1):
        if text[at - 1] in _ENDS or text[at] == " ":
            return at
    return end


def matches(text: str, terms: QueryTerms | Meanings) -> bool:
    """Whether any word of the query is in the text."""
    return bool(find_marks(text, terms))
