"""How what somebody begins to type meets the beginnings of titles, numbers and names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from pypinyin import Style, lazy_pinyin

from search.folding import fold
from search.tokens import pairs_of, pieces_of, stem, word_token

LONGEST = 80
SHORTEST_INITIALS, LONGEST_INITIALS = 3, 10
_SIGNS = re.compile(r"[\W_]+")


class Beginning(NamedTuple):
    """What was typed so far: all of it without signs and spaces, the tokens of the words that are complete, and the last
    word as far as it goes ("" where the last is Chinese, which needs no ending).
    """

    whole: str
    tokens: tuple[str, ...]
    last: str

    @property
    def last_token(self) -> str:
        """The token of the last word, in case it is complete; a stop word stands for itself."""
        return word_token(self.last) or self.last

    def __bool__(self) -> bool:
        return bool(self.whole)


def parse_beginning(text: str) -> Beginning:
    """Take apart what was typed."""
    folded = fold(text)
    pieces = pieces_of(folded)
    last = pieces[-1] if pieces else None
    is_open = last is not None and not last.is_run and not folded[-1].isspace()
    done = pieces[:-1] if is_open else pieces
    tokens = [token for piece in done for token in (pairs_of(piece.text) if piece.is_run else [word_token(piece.text)])]
    return Beginning(whole_of(folded), tuple(filter(None, tokens)), last.text if last and is_open else "")


def whole_of(folded: str) -> str:
    """Return a folded text without signs and spaces, as far as anybody types."""
    return _SIGNS.sub("", folded)[:LONGEST]


def starts_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the beginnings by which these titles and numbers are offered, each once."""
    return tuple(dict.fromkeys(filter(None, (whole_of(fold(text)) for text in texts))))


def initials(name: str) -> str:
    """Return the first letters of the syllables of a Chinese name: 清河能源 → qhny; "" for a name without Chinese."""
    runs = (piece.text for piece in pieces_of(fold(name)) if piece.is_run)
    return "".join(lazy_pinyin("".join(runs), style=Style.FIRST_LETTER, errors="ignore"))


def initials_tokens(name: str) -> list[str]:
    """Return the tokens by which a name is found when its initials are typed, from three letters on."""
    letters = initials(name)
    return [stem(letters[:length]) for length in range(SHORTEST_INITIALS, min(len(letters), LONGEST_INITIALS) + 1)]
