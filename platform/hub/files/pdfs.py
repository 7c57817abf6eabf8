"""PDFs are read object by object; one that would do something when opened is refused."""

from __future__ import annotations

import time
from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from hub.files.refusal import UnacceptableFile

MAX_OBJECTS = 50_000
SECONDS = 3.0  # of processor time; a scanned book of 20 MB takes about one
TAIL = 2048
MAX_HOPS = 8  # a reference that leads to a reference; honest files have one
# Keys and actions that run, open or carry something (ISO 32000-2, 12.6.4, 7.11.4, 12.5.6.15, 12.7.8).
ACTIVE_KEYS = frozenset(
    {"/JS", "/JavaScript", "/AA", "/EmbeddedFiles", "/EmbeddedFile", "/EF", "/AF", "/RichMedia", "/XFA", "/Launch"}
)
ACTIVE_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound",
     "/RichMediaExecute", "/Trans", "/ResetForm"}
)  # fmt: skip
ACTIVE_TYPES = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/3D", "/EmbeddedFile"})


def check_pdf(content: BinaryIO) -> None:
    """Read the structure of a PDF. Raises UnacceptableFile: damaged, protected, active_content (scripts, launches, embedded
    files), bomb (too many objects, or too much work to read).
    """
    content.seek(0, 2)
    content.seek(max(0, content.tell() - TAIL))
    if b"%%EOF" not in content.read():
        raise UnacceptableFile("damaged")
    content.seek(0)
    end = time.thread_time() + SECONDS
    try:
        reader = PdfReader(content, strict=False)
        if reader.is_encrypted:
            raise UnacceptableFile("protected")
        if not isinstance(reader.root_object, DictionaryObject):
            raise UnacceptableFile("damaged")
        _walk(reader, end)
    except UnacceptableFile:
        raise
    except (LimitReachedError, MemoryError, RecursionError) as error:
        raise UnacceptableFile("bomb") from error
    except Exception as error:  # whatever a reader stumbles over: not what we keep
        raise UnacceptableFile("damaged") from error
    finally:
        content.seek(0)


def _walk(reader: PdfReader, end: float) -> None:
    """Look at every object that the file lists, whether a page uses it or not."""
    listed = [(number, generation) for generation, numbers in reader.xref.items() for number in numbers]
    listed += [(number, 0) for number in reader.xref_objStm]
    if len(listed) > MAX_OBJECTS:
        raise UnacceptableFile("bomb")
    _look(reader.trailer, end)
    for number, generation in listed:
        if not number:
            continue
        _look(reader.get_object(IndirectObject(number, generation, reader)), end)


def _look(start: Any, end: float) -> None:
    """Look into one object and what is written inside it; what it refers to is looked at by itself."""
    waiting = [start]
    while waiting:
        if time.thread_time() > end:
            raise UnacceptableFile("bomb")
        found = waiting.pop()
        if isinstance(found, DictionaryObject):
            if not ACTIVE_KEYS.isdisjoint(found) or _is_active(found):
                raise UnacceptableFile("active_content")
            waiting += [found.raw_get(key) for key in found]
        elif isinstance(found, ArrayObject):
            waiting += list(found)


def _is_active(found: DictionaryObject) -> bool:
    action, kind, subtype = (_name(found.raw_get(key)) if key in found else "" for key in ("/S", "/Type", "/Subtype"))
    return action in ACTIVE_ACTIONS or not ACTIVE_TYPES.isdisjoint((kind, subtype))


def _name(written: Any) -> str:
    """Return the name that stands there or that a reference leads to; empty for anything else."""
    for _hop in range(MAX_HOPS):
        if not isinstance(written, IndirectObject):
            return str(written) if isinstance(written, NameObject) else ""
        written = written.get_object()
    raise UnacceptableFile("damaged")
