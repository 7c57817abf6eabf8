"""How verbs read: apps declare the words of theirs in `verbs.py`."""

from django.utils.functional import Promise

from hub.common.registry import Registry

_words: Registry[str | Promise] = Registry("words of verbs")


def name_verbs(**words: str | Promise) -> None:
    """Give verbs their words; `listing__published` stands for the verb `listing.published`."""
    for key, word in words.items():
        _words.add(key.replace("__", "."), word)


def word_for(verb: str) -> str:
    """Return the words of a verb in the active language; the verb itself when nobody named it."""
    return str(_words.find(verb) or verb)


def named_verbs() -> list[str]:
    """Return every verb that has words, in the order of the words in the active language."""
    return sorted(_words.names(), key=word_for)
