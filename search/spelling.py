"""What a reader may have meant: words of public titles that are spelt nearly so, or sound so in Chinese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pypinyin import lazy_pinyin
from rapidfuzz.distance import OSA

from search import engines
from search.engines.base import EngineQuery, IndexMissingError, NearQuery
from search.folding import fold
from search.models import SearchDocument
from search.queries import MAX_TEXT
from search.registry import PUBLIC
from search.sounds import sounds_of
from search.tokens import Piece, QueryTerms, pieces_of, word_token

SHORTEST_WORD, LONG_WORD = 4, 7
SHORTEST_RUN, LONGEST_RUN = 2, 12
CANDIDATES = 30
MAX_LOOKED_UP = 6


def meant(text: str) -> str:
    """Return the text with the words that no public title or text holds replaced by near ones; "" when nothing is nearer."""
    text = text[:MAX_TEXT]
    folded = fold(text)
    pieces = pieces_of(folded)[:MAX_LOOKED_UP]
    found, at, changed = [], 0, False
    for piece in pieces:
        better = _better(piece)
        found += [folded[at : piece.start], better or piece.text]
        changed, at = changed or bool(better), piece.end
    return "".join([*found, folded[at:]]).strip() if changed else ""


def _better(piece: Piece) -> str:
    try:
        if piece.is_run:
            return _sounding(piece.text) if SHORTEST_RUN <= len(piece.text) <= LONGEST_RUN else ""
        return _spelt(piece.text) if piece.text.isalpha() and len(piece.text) >= SHORTEST_WORD else ""
    except IndexMissingError:
        return ""


def _spelt(word: str) -> str:
    token = word_token(word)
    if not token or _is_known(token):
        return ""
    for steps in range(1, 3 if len(word) >= LONG_WORD else 2):
        titles = _titles(engines.near(NearQuery("title", (token,), steps, CANDIDATES)))
        words = (piece.text for title in titles for piece in pieces_of(fold(title)) if not piece.is_run)
        if nearest := _nearest(word, words, steps):
            return nearest
    return ""


def _nearest(word: str, words: Iterable[str], steps: int) -> str:
    """Return the word that the fewest slips lead to, the most frequent of those; "" when none is within reach."""
    ranked = ((OSA.distance(word, other), -count, other) for other, count in Counter(words).items())
    distance, _count, best = min(ranked, default=(steps + 1, 0, ""))
    return best if 0 < distance <= steps else ""


def _sounding(run: str) -> str:
    """Return the characters of a public title that sound like the run; "" when a title holds the run itself."""
    keys = engines.near(NearQuery("sounds", tuple(sounds_of(run)), 0, CANDIDATES))
    own, seen = _syllables(run), Counter[str]()
    for stretch in _stretches(_titles(keys), len(run)):
        if stretch == run:
            return ""
        if _syllables(stretch) == own:
            seen[stretch] += 1
    return seen.most_common(1)[0][0] if seen else ""


def _stretches(titles: Iterable[str], length: int) -> Iterator[str]:
    for title in titles:
        for piece in pieces_of(fold(title)):
            if piece.is_run:
                yield from (piece.text[at : at + length] for at in range(len(piece.text) - length + 1))


@lru_cache(maxsize=4096)
def _syllables(run: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin(run))


def _is_known(token: str) -> bool:
    return engines.ask(EngineQuery(QueryTerms((token,)), frozenset({PUBLIC}), limit=0, across=False)).result.total > 0


def _titles(keys: Iterable[str]) -> list[str]:
    """Read the titles of documents again that everybody may see."""
    rows = SearchDocument.objects.filter(key__in=list(keys), is_deleted=False).only("title_en", "title_zh", "audiences")
    public = [row for row in rows if PUBLIC in row.audiences]
    return [title for row in public for title in (row.title_en, row.title_zh) if title]
