"""Translation catalogues: what the code and the templates say, kept together with what the translators wrote.

One catalogue per app, `<app>/locale/zh_Hans/LC_MESSAGES/django.po`. Nothing here needs GNU gettext: Babel reads Python,
Django turns templates into something Babel can read, polib reads and writes the catalogues.
"""

import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

LOCALE = "zh_Hans"
HEADER = {
    "Project-Id-Version": "ZSA Hub",
    "Language": LOCALE,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PYTHON_READER = "babel.messages.extract:extract_python"  # by name, so that Babel looks up no plug-ins
COMMENT_MARK = "Translators:"
UNREAD_FOLDERS = {"migrations", "tests", "node_modules", "__pycache__"}
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml"}

PERCENT_NAMED = re.compile(r"%\((\w+)\)[#0\-+ ]*\d*(?:\.\d+)?[a-zA-Z]")
PERCENT_POSITIONAL = re.compile(r"%[#0\-+]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]")
BRACE_NAMED = re.compile(r"\{([A-Za-z_]\w*)[^{}]*\}")
BRACE_POSITIONAL = re.compile(r"\{\d*(?:[!:][^{}]*)?\}")

PO_LINE = re.compile(r'(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) )?"(?:[^"\\]|\\.)*"')

Key = tuple[str | None, str]


class CatalogueError(Exception):
    """A source file or a catalogue cannot be read; the text names the file."""


@dataclass
class Message:
    """One text of an app: its context, singular and plural in English, where it stands, notes for translators."""

    context: str | None
    singular: str
    plural: str | None = None
    files: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        """What makes the message one of its kind in a catalogue."""
        return self.context, self.singular


def catalogue_path(app: Path) -> Path:
    """Where the catalogue of the app in that folder lies."""
    return app / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def collect(app: Path, root: Path) -> dict[Key, Message]:
    """All messages in the Python files and templates of an app; file names are given from `root`.

    Migrations and tests are left out. Raises CatalogueError when a file cannot be read.
    """
    messages: dict[Key, Message] = {}
    for path in _sources(app):
        for found in _messages_of(path):
            message = messages.setdefault(found.key, found)
            message.plural = message.plural or found.plural
            message.files.add(path.relative_to(root).as_posix())
            message.notes |= found.notes
    return messages


def _sources(app: Path) -> Iterator[Path]:
    for path in sorted(app.rglob("*")):
        inside = path.relative_to(app).parts
        if UNREAD_FOLDERS.intersection(inside) or not path.is_file():
            continue
        if path.suffix == ".py" or (path.suffix in TEMPLATE_SUFFIXES and "templates" in inside):
            yield path


def _messages_of(path: Path) -> Iterator[Message]:
    """The messages of one file, each place by itself."""
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # Indentation means nothing in a template, yet the reader of Python would stumble over it.
            text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
        source = io.BytesIO(text.encode())
        options = {"encoding": "utf-8"}
        for _line, words, notes, context in extract(PYTHON_READER, source, KEYWORDS, (COMMENT_MARK,), options):
            singular, plural = (words[-2], words[-1]) if isinstance(words, tuple) else (words, None)
            if singular:
                yield Message(context, singular, plural, notes={" ".join(notes)} if notes else set())
    except (SyntaxError, ValueError, tokenize.TokenError) as problem:
        raise CatalogueError(f"{path}: {problem}") from problem


def read(path: Path) -> polib.POFile:
    """The catalogue at that path, an empty one when there is none. Raises CatalogueError when it cannot be read."""
    if not path.exists():
        catalogue = polib.POFile(wrapwidth=0)
        catalogue.metadata = dict(HEADER)
        return catalogue
    try:
        _refuse_stray_quotes(path)
        return polib.pofile(str(path), wrapwidth=0, encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise CatalogueError(f"{path}: {problem}") from problem


def _refuse_stray_quotes(path: Path) -> None:
    """Raise CatalogueError for a line that polib would silently read as another text than the one meant."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#") and not PO_LINE.fullmatch(line.strip()):
            raise CatalogueError(f"{path}: line {number} is not one quoted text")


def merged(old: polib.POFile, messages: Mapping[Key, Message]) -> polib.POFile:
    """A catalogue of exactly these messages, sorted, with the translations of the old one.

    Entries that nothing in the code asks for any more are kept behind as obsolete, so that no translator's work is
    lost; they come back when their message does. Two entries of one message become one: the translated one wins.
    """
    new = polib.POFile(wrapwidth=0)
    new.header = old.header
    new.metadata = HEADER | old.metadata
    known: dict[Key, polib.POEntry] = {}
    for entry in sorted(old, key=lambda entry: (entry.obsolete, not _is_full(entry, 1))):
        known.setdefault((entry.msgctxt, entry.msgid), entry)
    for key in sorted(messages, key=_order):
        new.append(_entry(messages[key], known.pop(key, None)))
    for key in sorted(known, key=_order):
        entry = known[key]
        if entry.msgstr or any(entry.msgstr_plural.values()):
            entry.obsolete, entry.occurrences, entry.comment = True, [], ""
            new.append(entry)
    return new


def _order(key: Key) -> tuple[str, str]:
    return key[1], key[0] or ""


def _entry(message: Message, old: polib.POEntry | None) -> polib.POEntry:
    """The message as an entry, with the old translation; a message that became a plural keeps it as its only form."""
    entry = polib.POEntry(
        msgctxt=message.context,
        msgid=message.singular,
        occurrences=[(file, "") for file in sorted(message.files)],
        comment="\n".join(sorted(message.notes)),
        tcomment=old.tcomment if old else "",
        flags=[flag for flag in old.flags if flag == "fuzzy"] if old else [],
    )
    forms = dict(old.msgstr_plural) if old else {}
    text = old.msgstr if old else ""
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = forms or {0: text}
    else:
        entry.msgstr = text or forms.get(0, "")
    return entry


def problems(catalogue: polib.POFile, messages: Mapping[Key, Message]) -> list[str]:
    """What stands between a catalogue and a complete one, a line for each finding; empty when it is complete."""
    found: list[str] = []
    forms = _plural_forms(catalogue)
    seen: set[Key] = set()
    for entry in catalogue:
        key = (entry.msgctxt, entry.msgid)
        if entry.obsolete:
            continue
        if key in seen:
            found.append(f"twice: {_shown(key)}")
        seen.add(key)
        if key not in messages:
            found.append(f"stale: {_shown(key)}")
            continue
        found += [f"{problem}: {_shown(key)}" for problem in _entry_problems(entry, messages[key], forms)]
    found += [f"missing: {_shown(key)}" for key in sorted(messages, key=_order) if key not in seen]
    for message in messages.values():
        texts = filter(None, (message.singular, message.plural))
        if any(positional(text) for text in texts):
            found.append(f"positional placeholder (name it): {_shown(message.key)}")
    return found


def _entry_problems(entry: polib.POEntry, message: Message, forms: int) -> Iterator[str]:
    if "fuzzy" in entry.flags:
        yield "fuzzy"
    if (entry.msgid_plural or None) != message.plural:
        yield "plural differs from the code"
        return
    if not _is_full(entry, forms):
        yield "untranslated"
        return
    wanted = placeholders(message.plural or message.singular)
    for text in _translations(entry):
        if positional(text):
            yield "positional placeholder in the translation"
        elif placeholders(text) != wanted:
            yield f"placeholders differ (wanted {_listed(wanted)}, found {_listed(placeholders(text))})"


def _translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def _is_full(entry: polib.POEntry, forms: int) -> bool:
    texts = _translations(entry)
    return all(text.strip() for text in texts) and len(texts) == (forms if entry.msgid_plural else 1)


def _plural_forms(catalogue: polib.POFile) -> int:
    """How many plural forms the catalogue's language has; 1 for Chinese."""
    found = re.search(r"nplurals\s*=\s*(\d+)", catalogue.metadata.get("Plural-Forms", ""))
    return int(found[1]) if found else 1


def placeholders(text: str) -> frozenset[str]:
    """The names in `%(name)s` and `{name}` of a text."""
    plain = text.replace("%%", "")
    return frozenset(PERCENT_NAMED.findall(plain)) | frozenset(BRACE_NAMED.findall(plain))


def positional(text: str) -> bool:
    """Whether the text holds a placeholder without a name, such as `%s`, `{}` or `{0}`."""
    plain = text.replace("%%", "")
    return bool(PERCENT_POSITIONAL.search(plain) or BRACE_POSITIONAL.search(plain))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _shown(key: Key) -> str:
    context, text = key
    return f"{text!r} (context {context!r})" if context else repr(text)


def write(catalogue: polib.POFile, path: Path) -> bool:
    """Write the catalogue when its text differs from the file's. Returns whether it did."""
    text = f"{catalogue}".rstrip("\n") + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def compile_catalogue(path: Path) -> Path:
    """Write the binary form that Django reads beside the catalogue, in one step, and return its path."""
    target = path.with_suffix(".mo")
    draft = path.with_suffix(".mo.new")
    read(path).save_as_mofile(str(draft))
    draft.replace(target)
    return target
