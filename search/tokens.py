"""Our own analysis of text, the same for both engines, so that they find and rank alike.

Latin words are stemmed and stop words dropped; runs of Han (and of kana and Hangul) become single characters and pairs;
numbers of standards and patents become one token more; compounds with a hyphen are one word too ("wi-fi", "wifi").
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import Stemmer

from search.folding import fold
from search.numbers import Number, find_numbers, spans_of

MAX_TOKEN = 64
MAX_QUERY_TOKENS = 128
# Characters written without spaces: Han with its extensions, the iteration mark and zero, kana, Hangul.
_CJK = (
    r"\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_PIECE = re.compile(rf"(?P<run>[{_CJK}]+)|(?P<word>\d+(?:\.\d+)+(?![^\W_{_CJK}])|[^\W_{_CJK}]+(?:'[^\W_{_CJK}]+)?)")
_COMPOUND = re.compile(rf"(?<![\w-])[^\W\d_{_CJK}]+(?:-[^\W_{_CJK}]+){{1,2}}(?![\w-])")
_STOPPED = """
    a about above after again against all also am an and any are as at be because been before being below between both but
    by can cannot could did do does doing down during each few for from further had has have having he her here hers him
    his how i if in into is it its just may me might more most must my no nor not of off on once only or other our ours out
    over own per s same shall she should so some such t than that the their theirs them then there these they this those
    through to too under until up upon us very via was we were what when where whether which while who whom whose why will
    with within without would you your yours
"""
STOP_WORDS = frozenset(_STOPPED.split())


class Wider(NamedTuple):
    """What one term of a query is called besides, in its own language and in the other: each way as the tokens that a text
    must hold, all of them.
    """

    own: tuple[tuple[str, ...], ...] = ()
    other: tuple[tuple[str, ...], ...] = ()


class QueryTerms(NamedTuple):
    """A query taken apart: words (stems), runs of Han as their pairs, numbers (each with its tokens, exact first), the folded
    runs as they were written, and what its terms are called besides.
    """

    words: tuple[str, ...] = ()
    runs: tuple[tuple[str, ...], ...] = ()
    numbers: tuple[Number, ...] = ()
    written: tuple[str, ...] = ()
    wider: tuple[Wider, ...] = ()

    @property
    def tokens(self) -> list[str]:
        """All tokens in one list, each once."""
        numbers = (token for number in self.numbers for token in number.tokens)
        pairs = (pair for run in self.runs for pair in run)
        return list(dict.fromkeys([*self.words, *pairs, *numbers]))

    def __bool__(self) -> bool:
        return bool(self.words or self.runs or self.numbers)


class Piece(NamedTuple):
    """A word or a run of Han in a folded text, with its place."""

    text: str
    start: int
    end: int
    is_run: bool


_stemmers = threading.local()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a folded word; words with digits stay as they are."""
    if not word.isalpha():
        return word[:MAX_TOKEN]
    if not hasattr(_stemmers, "english"):  # a stemmer keeps state: one per thread
        _stemmers.english = Stemmer.Stemmer("english")
    return str(_stemmers.english.stemWord(word))[:MAX_TOKEN]


def pieces_of(folded: str) -> list[Piece]:
    """Return the words and runs of a folded text in order."""
    return [Piece(m[0], m.start(), m.end(), m.lastgroup == "run") for m in _PIECE.finditer(folded)]


def is_run(token: str) -> bool:
    """Whether a token is Han (or kana, Hangul), not a word or a number."""
    return (piece := _PIECE.match(token)) is not None and piece.lastgroup == "run"


def words_of(folded: str) -> Iterator[tuple[str, int]]:
    """Yield the words of a folded text, each with its place."""
    return ((m[0], m.start()) for m in _PIECE.finditer(folded) if m.lastgroup == "word")


@lru_cache(maxsize=50_000)
def word_token(word: str) -> str:
    """Return the token of a folded word, or "" for a stop word."""
    bare = word.removesuffix("'s").replace("'", "")
    return "" if bare in STOP_WORDS else stem(bare)


def pairs_of(run: str) -> list[str]:
    """Return the neighbouring pairs of a run; a single character stands for itself."""
    return [first + second for first, second in pairwise(run)] or [run]


def _joined_compounds(folded: str) -> list[str]:
    if "-" not in folded:
        return []
    return [stem(match[0].replace("-", "")) for match in _COMPOUND.finditer(folded)]


def analyse(text: str) -> list[str]:
    """Return the tokens of a text to be indexed, in order, repeats kept; numbers and joined compounds come last."""
    folded = fold(text)
    tokens: list[str] = []
    for match in _PIECE.finditer(folded):
        text = match[0]
        if match.lastgroup == "word":
            tokens.append(word_token(text))
        elif len(text) == 1:
            tokens.append(text)
        else:
            tokens += [*text, *pairs_of(text)]
    tokens += _joined_compounds(folded)
    tokens += (token for number in find_numbers(folded) for token in (*number.tokens, *number.series))
    return [token for token in tokens if token]


def parse_query(text: str) -> QueryTerms:
    """Take a query apart. The words that spell a number are left out: only the number itself counts."""
    folded = fold(text)
    numbers = find_numbers(folded)
    words = [piece for piece in pieces_of(folded) if not piece.is_run]
    surfaces = frozenset(surface for number in numbers for surface in number.surfaces)
    spelled = spans_of([(w.text, w.start, w.end) for w in words], surfaces)
    in_number = {index for first, end in spelled for index in range(first, end)}
    plain = [word_token(word.text) for index, word in enumerate(words) if index not in in_number]
    if not in_number:
        plain += _joined_compounds(folded)
    written = [piece.text for piece in pieces_of(folded) if piece.is_run]
    runs = [tuple(dict.fromkeys(pairs_of(run))) for run in written]
    distinct = tuple(dict.fromkeys(filter(None, plain)))[:MAX_QUERY_TOKENS]
    found = tuple(dict.fromkeys(numbers))[:MAX_QUERY_TOKENS]
    return QueryTerms(distinct, _capped(list(dict.fromkeys(runs))), found, tuple(dict.fromkeys(written)))


def _capped(runs: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    kept, room = [], MAX_QUERY_TOKENS
    for run in runs:
        if room > 0:
            kept.append(run[:room])
        room -= len(run)
    return tuple(kept)


def analyse_query(text: str) -> list[str]:
    """Return the tokens of a query: of a run of Han only its pairs (a single character for itself)."""
    return parse_query(text).tokens
