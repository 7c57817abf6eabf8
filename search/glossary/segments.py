"""Cutting Chinese into the words that a glossary knows, the longest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

MAX_WORD = 12
# Words that carry no meaning of their own, and those that every question and every title holds.
_FUNCTION_WORDS = """
    的 了 在 是 和 与 及 或 等 对 对于 从 由 以 以及 及其 其 之 于 为 为了 将 把 被 让 使 向 到 至 中 上 下 内 外 里 间 时 后 前 并 并且 而
    而且 但 但是 也 都 又 还 就 才 只 很 更 最 太 较 不 没 没有 无 有 具有 这 那 这些 那些 该 此 本 各 每 某 所 者 们 个 一 一个 一种 种 些
    我 我们 你 您 他 她 它 他们 自己 什么 怎么 怎样 如何 哪 哪个 哪些 哪里 谁 几 多少 吗 呢 吧 啊 着 过 地 得 要 会 能 可 可以 能够 应 应当
    需 需要 请 请问 想 找 如 如果 因 因为 所以 则 若 当 通过 根据 按 按照 关于 进行 其中 其他 以下 以上 之间 同时 另 另外
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())


def cut(run: str, *lexicons: Mapping[str, object]) -> Iterator[tuple[int, str]]:
    """Yield the words of a run of Han, each with its place, by greedy longest match. What no lexicon knows is passed over,
    and so are function words.
    """
    at = 0
    while at < len(run):
        word = _longest(run, at, lexicons)
        if word and word not in FUNCTION_WORDS:
            yield at, word
        at += len(word) or 1


def _longest(run: str, at: int, lexicons: Sequence[Mapping[str, object]]) -> str:
    for length in range(min(MAX_WORD, len(run) - at), 0, -1):
        word = run[at : at + length]
        if word in FUNCTION_WORDS:
            return word
        for lexicon in lexicons:  # not any(): this is asked for each character of every Chinese text
            if word in lexicon:
                return word
    return ""
