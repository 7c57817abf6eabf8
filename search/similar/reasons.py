"""Why something is near, in words: a fact that both share, else the words that stand in both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hub.common.bilingual import Language, column_language, pick
from hub.common.templatetags.text_lang import in_its_language
from search.folding import fold
from search.glossary.dictionary import dictionary
from search.glossary.segments import cut
from search.highlight import Meanings, find_marks, meanings_of
from search.models import SearchDocument
from search.registry import Document, Tie
from search.tokens import QueryTerms, analyse, pieces_of, word_token

TEXT_PLACE = "\ue000"  # stands for the words until their language mark is put around them
MOST_WORDS = 3
LONGEST_PHRASE = 3
SHORTEST_WORD = 3
# Words of every trade: they make nothing near and tell a reader nothing.
_GENERAL = """
    based using used use uses high higher low lower new method methods system systems device devices process processes
    technology technologies standard standards requirement requirements general part test tests made make work works
    provides provide including time year years first two three one number part parts field result results data
    规定 方法 系统 装置 设备 过程 工艺 技术 标准 要求 规范 通用 部分 试验 测试 一种 使用 采用 用于 提供 包括 可以 进行 结果 数据 时间
"""
NUMERALS = frozenset("一二两三四五六七八九十百千")
GENERAL = frozenset(_GENERAL.split())


def reason(own: Document, terms: QueryTerms, ties: Sequence[Tie], row: SearchDocument, language: str) -> SafeString:
    """Return why the row's thing is near, "" when there is nothing to say."""
    facts = list(shared_facts(ties, row))
    if any(tie.weight for tie in facts):
        return format_html_join(" · ", "{}", ((tie.words,) for tie in facts))
    words = shared_words(terms, row, language)
    if not words:
        return SafeString("")
    before, place, after = (_("Shares: %(words)s") % {"words": TEXT_PLACE}).partition(TEXT_PLACE)
    shares = format_html("{}{}{}", before, in_its_language(_joined(words, language)) if place else "", after)
    return format_html_join(" · ", "{}", [(shares,), *((tie.words,) for tie in facts)])


def shared_facts(ties: Iterable[Tie], row: SearchDocument) -> Iterator[Tie]:
    """Yield the first fact of each kind that the row shares."""
    names, folded, told = set(analyse(row.names)), fold(row.names), set[str]()
    for tie in ties:
        facet, value = tie.facet
        shares = (
            not names.isdisjoint(tie.tokens)
            or value in row.facets.get(facet, ())
            or (tie.name and fold(tie.name) in folded)
        )
        if shares and tie.kind not in told:
            told.add(tie.kind)
            yield tie


def shared_words(terms: QueryTerms, row: SearchDocument, language: str) -> list[str]:
    """Return the most telling words and short phrases of the row's text, as it is shown, that the terms hold or mean."""
    title, body = pick(row, "title", language).text, pick(row, "body", language).text
    weights: Counter[str] = Counter()
    for text, weight in ((title, 3), (body, 1)):
        for phrase in _phrases(text, terms):
            weights[phrase] += weight * (1 + phrase.count(" ") + len(phrase) // 12)
    best: list[str] = []
    for phrase, _weight in weights.most_common():
        if not any(phrase in other or other in phrase for other in best):
            best.append(phrase)
    return best[:MOST_WORDS]


def _phrases(text: str, terms: QueryTerms) -> Iterator[str]:
    """Yield what a text shares with the terms: neighbouring words together, whole words of Chinese; else what means the same."""
    folded, wanted = fold(text), frozenset(terms.words)
    mine = [word for run in terms.written for _at, word in cut(run, dictionary())]
    places: list[tuple[int, int]] = []
    for piece in pieces_of(folded):
        if piece.is_run:
            found = [(piece.start + at, piece.start + at + len(word)) for at, word in _words_of(piece.text, mine)]
        else:
            tells = word_token(piece.text) in wanted and piece.text.isalpha() and len(piece.text) >= SHORTEST_WORD
            found = [(piece.start, piece.end)] if tells and piece.text not in GENERAL else []
        for start, end in found:
            if places and _neighbours(folded, places[-1], start):
                places[-1] = places[-1][0], end
            else:
                places.append((start, end))
    yield from (folded[start:end] for start, end in places)
    if not places:
        yield from _meant(text, meanings_of(terms))


def _words_of(run: str, mine: Sequence[str]) -> Iterator[tuple[int, str]]:
    known = frozenset(word for word in mine if len(word) > 1 and word[0] not in NUMERALS) - GENERAL
    return ((at, word) for at, word in cut(run, dictionary()) if word in known)


def _neighbours(folded: str, before: tuple[int, int], start: int) -> bool:
    """Whether a word that begins there goes on a phrase: no sign but a space or a dash between, and not too long."""
    begun, ended = before
    return folded[ended:start] in ("", " ", "-") and len(folded[begun:start].split()) < LONGEST_PHRASE


def _meant(text: str, meanings: Meanings) -> Iterator[str]:
    for mark in find_marks(text, meanings):
        word = fold(text[mark.start : mark.end])
        if len(word) > 1 and word not in GENERAL:
            yield word


def _joined(words: Sequence[str], language: str) -> str:
    return ("、" if column_language(language) == Language.ZH else ", ").join(words)
